//! Stories: one relationship each, and what is said of it on the day, word for word.

use jiff::civil::date;
use model::DateFormat;

use crate::candidate::{Candidate, Habits, Occasion};
use crate::suggestion::{Today, WhyLetGo};
use crate::testing::{DAYS, TODAY, ago, ahead, someone};
use crate::today::{TodaySettings, today};
use crate::words::{evidence_lines, gesture_phrase, let_go_sentence, nobody_due_sentence, reason_sentence};

const NAME: &str = "Ana Lopez";

fn on_the_day(candidates: &[Candidate]) -> Today {
    today(candidates, &TodaySettings::STANDARD, TODAY)
}

/// What is said of somebody who is alone in the network: `reason → gesture`, `let go: why` or `-`.
fn said_of(candidate: Candidate) -> String {
    let today = on_the_day(&[candidate]);
    match (today.chosen.first(), today.let_go.first.first()) {
        (Some(chosen), _) => format!(
            "{} → {}",
            reason_sentence(chosen, NAME, DateFormat::DayMonth),
            gesture_phrase(chosen, NAME, DateFormat::DayMonth)
        ),
        (None, Some(entry)) => format!(
            "let go: {}",
            match entry.why {
                WhyLetGo::OverBudget => "over budget",
                WhyLetGo::MeetingAhead { .. } => "meeting ahead",
                WhyLetGo::Away { .. } => "away",
                WhyLetGo::Unreachable => "unreachable",
            }
        ),
        (None, None) => "-".to_owned(),
    }
}

fn check(stories: Vec<(&str, Candidate, &str)>) {
    for (story, candidate, expected) in stories {
        assert_eq!(said_of(candidate), expected, "{story}");
    }
}

fn overdue() -> Candidate {
    someone(1).silent(47).cooling(62.0, 48.0)
}

fn dormant() -> Candidate {
    someone(1).silent(700).cooling(4.0, 4.0).close(45.0).half_years(0, 0)
}

fn mails(direct_mails: u32) -> Habits {
    Habits { direct_mails, ..Habits::default() }
}

#[test]
fn a_silence_longer_than_usual() {
    check(vec![
        ("healthy, ten days", someone(1), "-"),
        ("a day more than usual", someone(1).silent(22).cooling(68.0, 60.0), "-"),
        (
            "47 days where 21 are usual",
            overdue(),
            "Usual gap 21 days, now 47. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        ("weekly, silent for ten days", someone(1).every(7.0).silent(10).cooling(70.0, 55.0), "-"),
        (
            "weekly, silent for sixteen",
            someone(1).every(7.0).silent(16).cooling(55.0, 40.0),
            "Usual gap 7 days, now 16. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        ("hardly known", overdue().close(5.0), "-"),
        ("talked to today", overdue().silent(0), "-"),
        (
            "the owner said not this person",
            Candidate { owners_word: crate::OwnersWord { never: true, ..Default::default() }, ..overdue() },
            "-",
        ),
        ("put off until Thursday", overdue().snoozed_for(2), "-"),
        (
            "put off until today",
            overdue().snoozed_for(0),
            "Usual gap 21 days, now 47. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        ("a mailbox", Candidate { is_person: false, ..overdue() }, "-"),
    ]);
}

#[test]
fn colleagues_raise_no_alarm() {
    check(vec![
        (
            "a daily colleague, silent for two days",
            someone(1).colleague().every(1.0).silent(2).cooling(80.0, 70.0),
            "-",
        ),
        (
            "a daily colleague, silent for a month",
            someone(1).colleague().every(1.0).silent(30).cooling(30.0, 10.0),
            "-",
        ),
        ("a colleague whose mail waits", someone(1).colleague().waits_since(5, "Budget"), "-"),
        ("a dormant colleague", dormant().colleague(), "-"),
        (
            "a colleague the owner wants to see monthly",
            someone(1).colleague().silent(41).wanted_every(30),
            "You want contact every 30 days; it has been 41. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
    ]);
}

#[test]
fn a_mail_that_waits() {
    check(vec![
        ("since yesterday", someone(1).waits_since(1, "Line 2"), "-"),
        (
            "since Friday",
            someone(1).waits_since(4, "RE: Line 2"),
            "Ana Lopez’s mail of Friday, “Line 2”, is unanswered. → Answer Ana Lopez’s mail “Line 2”",
        ),
        (
            "for two weeks",
            someone(1).waits_since(14, "Line 2"),
            "Ana Lopez’s mail of 3 November, “Line 2”, is unanswered. → Answer Ana Lopez’s mail “Line 2”",
        ),
        (
            "without a subject",
            someone(1).waits_since(14, ""),
            "Ana Lopez’s mail of 3 November is unanswered. → Answer Ana Lopez’s mail of 3 November",
        ),
        ("for half a year", someone(1).every(200.0).waits_since(180, "Line 2"), "-"),
        (
            "it was itself an answer, from someone hardly known",
            someone(1).close(8.0).waits_since(4, "Re: Line 2").answered_us(),
            "-",
        ),
        (
            "from a seller who was answered once",
            someone(1).acted(1, 40, 0).waits_since(4, "Last chance"),
            "-",
        ),
        (
            "and the address bounces, but there is a phone",
            someone(1).waits_since(4, "Line 2").without_mail().with_phone(),
            "Ana Lopez’s mail of Friday, “Line 2”, is unanswered. → Call Ana Lopez and ask what came of “Line 2”",
        ),
    ]);
}

#[test]
fn close_but_cold() {
    let sentence = "Close but cold: 122 contacts since 2021, the last on 17 December 2024.";
    let offer = "Write to Ana Lopez with something of use to them: an article, a contact, an introduction";
    check(vec![
        ("two years silent", dormant(), &format!("{sentence} → {offer}")),
        (
            "a meeting, not mail, was the habit",
            dormant().used_to(Habits { meetings: 20, ..mails(10) }),
            &format!("{sentence} → {offer}"),
        ),
        ("never close", dormant().close(20.0), "-"),
        (
            "met once in 2016",
            someone(1).recent(3_800, Habits { meetings: 1, ..mails(0) }).silent(3_800).cooling(0.1, 0.1),
            "-",
        ),
        ("silent for two months only", dormant().silent(60), "-"),
    ]);
}

#[test]
fn new_ties_need_a_second_contact() {
    let met = Habits { meetings: 1, ..mails(2) };
    check(vec![
        (
            "met four weeks ago",
            someone(1).recent(28, met).silent(25),
            "You first met on 20 October; no contact for 25 days. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        (
            "wrote to each other",
            someone(1).recent(28, mails(2)).silent(25),
            "You first wrote to each other on 20 October; no contact for 25 days. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        ("met three days ago", someone(1).recent(4, met).silent(3), "-"),
        ("met, and forgotten for a quarter", someone(1).recent(90, met).silent(88), "-"),
        (
            "only in one large thread",
            someone(1).recent(28, Habits { group_mails: 3, ..mails(0) }).silent(25),
            "-",
        ),
        ("the owner wrote and nothing came", someone(1).recent(28, mails(1)).acted(1, 0, 0).silent(25), "-"),
    ]);
}

#[test]
fn what_the_owner_wants_comes_first() {
    check(vec![
        ("the cadence is kept", someone(1).wanted_every(30), "-"),
        (
            "missed",
            someone(1).silent(41).cooling(50.0, 45.0).wanted_every(30),
            "You want contact every 30 days; it has been 41. Usual gap 21 days, now 41. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        (
            "daily",
            someone(1).silent(5).wanted_every(1),
            "You want contact every day; it has been 5. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        (
            "of someone who never answers",
            someone(1).acted(3, 0, 0).silent(41).wanted_every(30),
            "You want contact every 30 days; it has been 41. Usual gap 21 days, now 41. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
    ]);
}

#[test]
fn occasions() {
    let birthday = |days| Occasion::Birthday { day: ahead(days) };
    let role =
        |days| Occasion::NewRole { day: ago(days), role: "Director of Logistics, Gulf Transit".to_owned() };
    check(vec![
        (
            "today",
            someone(1).has(birthday(0)),
            "Birthday today. → Write to Ana Lopez for their birthday today",
        ),
        (
            "on Thursday",
            someone(1).has(birthday(2)),
            "Birthday on Thursday. → Write to Ana Lopez for their birthday on Thursday",
        ),
        ("next week", someone(1).has(birthday(7)), "-"),
        (
            "a new role",
            someone(1).has(role(3)),
            "New role: Director of Logistics, Gulf Transit. → Write to Ana Lopez and congratulate them on the new role",
        ),
        ("a role of the spring", someone(1).has(role(200)), "-"),
        ("of someone hardly known", someone(1).close(5.0).has(birthday(0)), "-"),
    ]);
}

#[test]
fn contact_that_thins_out() {
    check(vec![
        (
            "a third of what it was",
            overdue().half_years(5, 24),
            "Usual gap 21 days, now 47. 5 contacts in the last six months, 24 in the six before. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        (
            "and is not yet past the usual gap",
            someone(1).silent(27).half_years(1, 24),
            "1 contact in the last six months, 24 in the six before. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        ("but there was contact last week", someone(1).half_years(5, 24), "-"),
    ]);
}

#[test]
fn no_answer_asks_for_another_way() {
    let reasons = "Usual gap 21 days, now 47. 3 mails from you since 1 September, no answer.";
    let silent = overdue().half_years(5, 24).not_answering(3, 77);
    check(vec![
        (
            "three mails",
            silent.clone(),
            &format!("{reasons} → Write to Ana Lopez and ask what came of “Valve drawings”"),
        ),
        (
            "three mails, and there is a phone",
            silent.with_phone(),
            &format!("{reasons} → Call Ana Lopez and ask what came of “Valve drawings”"),
        ),
        (
            "one mail",
            overdue().not_answering(1, 47),
            "Usual gap 21 days, now 47. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
    ]);
}

#[test]
fn what_settles_itself_is_let_go() {
    check(vec![
        ("they meet tomorrow", overdue().meeting_in(1), "let go: meeting ahead"),
        ("they meet today", overdue().meeting_in(0), "let go: meeting ahead"),
        ("they meet in ten days", overdue().meeting_in(10), "let go: meeting ahead"),
        (
            "they meet in two months",
            overdue().meeting_in(60),
            "Usual gap 21 days, now 47. → Write to Ana Lopez and ask what came of “Valve drawings”",
        ),
        (
            "a mail waits, and they meet tomorrow",
            someone(1).waits_since(4, "Line 2").meeting_in(1),
            "let go: meeting ahead",
        ),
        (
            "a mail waits, and they meet in ten days",
            someone(1).waits_since(4, "Line 2").meeting_in(10),
            "Ana Lopez’s mail of Friday, “Line 2”, is unanswered. → Answer Ana Lopez’s mail “Line 2”",
        ),
        ("they are away", overdue().away(3), "let go: away"),
        ("no address works", overdue().used_to(mails(9)).without_mail(), "let go: unreachable"),
        ("nothing is due, they meet tomorrow", someone(1).meeting_in(1), "-"),
    ]);
}

#[test]
fn the_gesture_fits_the_habit() {
    let reason = "Usual gap 21 days, now 47.";
    check(vec![
        (
            "you mostly meet",
            overdue().used_to(Habits { meetings: 12, ..mails(30) }),
            &format!("{reason} → Propose a meeting to Ana Lopez; you left off at “Valve drawings”"),
        ),
        (
            "you mostly call",
            overdue().used_to(Habits { calls: 12, ..mails(30) }),
            &format!("{reason} → Call Ana Lopez and ask what came of “Valve drawings”"),
        ),
        (
            "you mostly message",
            overdue().used_to(Habits { messages: 40, ..mails(30) }),
            &format!("{reason} → Send Ana Lopez a message and ask what came of “Valve drawings”"),
        ),
        (
            "the subject says nothing",
            overdue().about("Re: Hi"),
            &format!(
                "{reason} → Write to Ana Lopez with something of use to them: an article, a contact, an introduction"
            ),
        ),
        (
            "you call, and the subject says nothing",
            overdue().about("").used_to(Habits { calls: 9, ..mails(1) }),
            &format!("{reason} → Call Ana Lopez"),
        ),
    ]);
}

#[test]
fn evidence_stands_beside_it() {
    let today = on_the_day(&[overdue()]);
    assert_eq!(
        evidence_lines(&today.chosen[0], DateFormat::DayMonth),
        [
            "Last contact: mail from you, 1 October",
            "18 contacts in the last twelve months, 122 since March 2021",
            "Warmth 62, 48 in 11 days if nothing happens",
        ]
    );
}

#[test]
fn the_list_keeps_to_its_budget_and_says_what_it_lets_go() {
    let mut network: Vec<Candidate> =
        (1..=6).map(|id| Candidate { person: model::PersonId(id), ..overdue() }).collect();
    network.extend((7..=9).map(|id| Candidate { person: model::PersonId(id), ..dormant() }));
    network.push(Candidate { person: model::PersonId(10), ..overdue() }.meeting_in(2));
    network.push(Candidate { person: model::PersonId(11), ..overdue() }.away(17));
    let settings = TodaySettings { let_go_named: 4, ..TodaySettings::STANDARD };
    let today = today(&network, &settings, TODAY);
    let chosen: Vec<i64> = today.chosen.iter().map(|s| s.person.0).collect();
    assert_eq!(chosen, [1, 2, 3, 4, 7], "the last place is the dormant tie's");
    assert_eq!(
        let_go_sentence(&today.let_go, DAYS, |person| format!("P{person}")),
        "Let go today: 6 people. Next in line: P5 and P6. Meeting ahead: P10 (Thursday). Away: P11 (until 4 December)."
    );
}

#[test]
fn the_list_is_never_all_dormant() {
    let network: Vec<Candidate> =
        (1..=9).map(|id| Candidate { person: model::PersonId(id), ..dormant() }).collect();
    let today = on_the_day(&network);
    assert_eq!((today.chosen.len(), today.let_go.count), (2, 7));
}

#[test]
fn unanswered_mail_leaves_places_to_others() {
    let waiting = |id| Candidate { person: model::PersonId(id), ..someone(1).waits_since(4, "Line 2") };
    let mut network: Vec<Candidate> = (1..=9).map(waiting).collect();
    assert_eq!(on_the_day(&network).chosen.len(), 5, "alone they fill the list");
    network.extend((10..=11).map(|id| Candidate { person: model::PersonId(id), ..overdue() }));
    let chosen: Vec<i64> = on_the_day(&network).chosen.iter().map(|s| s.person.0).collect();
    assert_eq!(chosen, [1, 2, 3, 10, 11]);
}

#[test]
fn a_quiet_day_names_the_next() {
    let today = on_the_day(&[someone(1), someone(2).silent(20)]);
    assert!(today.chosen.is_empty());
    let name = |person: model::PersonId| format!("P{person}");
    assert_eq!(let_go_sentence(&today.let_go, DAYS, name), "Nobody else is due.");
    assert_eq!(
        nobody_due_sentence(&today, DateFormat::DayMonth, name),
        "Nobody is due today. Next: P2 on 26 November."
    );
    assert_eq!(nobody_due_sentence(&on_the_day(&[]), DateFormat::DayMonth, name), "Nobody is due today.");
    assert_eq!(today.next_due.map(|next| next.day), Some(date(2026, 11, 26)));
}

#[test]
fn subjects_may_be_looked_up_for_the_few_who_are_chosen() {
    let mut candidate = overdue();
    candidate.topic.as_mut().unwrap().subject = None;
    let mut today = on_the_day(&[candidate]);
    today.fill_subjects(|interaction| Some(format!("Matter {interaction}")));
    assert_eq!(
        gesture_phrase(&today.chosen[0], NAME, DateFormat::DayMonth),
        "Write to Ana Lopez and ask what came of “Matter 100”"
    );
}

#[test]
fn key_people_come_before_others() {
    let network = [overdue(), Candidate { person: model::PersonId(2), is_key: true, ..overdue() }];
    let today = on_the_day(&network);
    assert_eq!(today.chosen[0].person.0, 2);
    assert!(today.chosen[0].receipt.terms.iter().any(|term| term.name == "key_person"));
}

#[test]
fn who_was_not_wanted_before_comes_later_and_the_receipt_says_so() {
    let network = [overdue().dismissed(1), Candidate { person: model::PersonId(2), ..overdue() }];
    let today = on_the_day(&network);
    assert_eq!(today.chosen[0].person, model::PersonId(2));
    let [other, dismissed] = [&today.chosen[0], &today.chosen[1]];
    assert!((dismissed.loss - 0.7 * other.loss).abs() < 1e-9);
    let term = dismissed.receipt.terms.iter().find(|term| term.name == "dismissed").unwrap();
    assert!((term.share + 0.3 * other.loss).abs() < 1e-9);
    check(vec![("dismissed seven times in a year", overdue().dismissed(7), "-")]);
}
