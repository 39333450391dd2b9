//! Who begins, who answers, and where a tie stood a quarter ago, from files to the page and the command line.
//!
//! What holds of every number of a tie, and where it is tested:
//! * the order in which files arrive does not matter: here, `capture`; of touches: `network`'s `properties`, `days`;
//! * nothing after a moment changes a number at that moment: here, `derived`, `portrait`; `network`'s `properties`;
//! * undo restores: here, `undo`, `undo_imports`;
//! * receipts add up to 1e-9 and numbers stay within 0 and 100: here, `derived`; `network`'s `properties`;
//! * SQLite and PostgreSQL say the same to the last bit: here.

use app::features::portrait::{self, Numbers};
use app::features::{acts, identities, interactions, people, settings};
use jiff::Timestamp;
use model::PersonId;
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ANA, BEN, ME, World};

const END: &str = "2026-03-10T12:00:00Z";

/// Every second Monday `them` are asked at nine and answer at noon; every fourth time they ask and are answered the day after.
fn asked_and_answered(them: &str) -> (Mailbox, Mailbox) {
    let (mut sent, mut inbox) = (mailbox(), mailbox());
    for n in 0..16_i64 {
        let monday = jiff::civil::date(2025, 8, 4).saturating_add(jiff::Span::new().days(14 * n));
        let (nine, noon) = (format!("{monday} 09:00"), format!("{monday} 12:00"));
        let tuesday = format!("{} 10:00", monday.tomorrow().unwrap());
        // Of different people these are different mails.
        let (first, second) = (format!("Valves {n} {them}"), format!("Re: Valves {n} {them}"));
        if n % 4 == 3 {
            sent = sent.mail(&noon, them, ME, &first).mail(&tuesday, ME, them, &second).answering();
            inbox = inbox.mail(&noon, them, ME, &first);
        } else {
            sent = sent.mail(&nine, ME, them, &first);
            inbox = inbox.mail(&nine, ME, them, &first).mail(&noon, them, ME, &second).answering();
        }
    }
    (sent, inbox)
}

async fn world_of(place: testkit::Where, files: &[&str]) -> World {
    let world = World::at(place, "2026-03-10").await;
    for (n, file) in files.iter().enumerate() {
        world.import(&format!("{n}.mbox"), file).await;
    }
    world
}

async fn id(world: &World, name: &str) -> PersonId {
    people::one(&world.cx(), name, world.cx().now).await.unwrap()
}

/// What the page says of Ana as of a moment; the command line has to agree.
async fn numbers(world: &World, as_of: &str) -> Numbers {
    let (cx, as_of): (_, Timestamp) = (world.cx(), as_of.parse().unwrap());
    let ana = id(world, "Ana Lopez").await;
    let numbers = portrait::portrait(&cx, ana, as_of).await.unwrap().numbers.unwrap();
    let page = people::page(&cx, ana, as_of).await.unwrap();
    assert_eq!(
        (page.habits.as_ref(), page.quarter_ago.as_ref()),
        (Some(&numbers.habits), numbers.quarter_ago.as_ref())
    );
    numbers
}

#[tokio::test]
async fn who_begins_and_who_answers_is_told_with_what_it_stands_on() {
    for place in databases() {
        let (sent, inbox) = asked_and_answered(ANA);
        let world = world_of(place, &[&sent.to_mbox(), &inbox.to_mbox()]).await;
        let habits = numbers(&world, END).await.habits;
        let starts = habits.initiative.unwrap();
        // Answers tell who was first; the three silences of thirteen days are none where fourteen are usual.
        let counted = (starts.by_owner, starts.by_them, starts.by_both, starts.silence_days);
        assert_eq!(counted, (8, 4, 0, 14.0));
        let (they, you) = (habits.they_answer.unwrap(), habits.owner_answers);
        assert_eq!((they.median_hours, they.answers), (3.0, 12));
        assert_eq!(they.days.0.to_string(), "2025-08-04");
        assert_eq!(you, None, "four answers are too few");
    }
}

#[tokio::test]
async fn answers_count_in_the_working_hours_of_who_answers() {
    for place in databases() {
        let (sent, inbox) = asked_and_answered(ANA);
        let world = world_of(place, &[&sent.to_mbox(), &inbox.to_mbox()]).await;
        let they = numbers(&world, END).await.habits.they_answer.unwrap();
        assert_eq!(they.zone, None, "the owner's hours, and it is said");
        let said = app::features::details::Said {
            person: id(&world, "Ana Lopez").await.0,
            kind: app::features::details::Kind::Zone,
            value: Some("Asia/Tokyo".into()),
        };
        app::features::details::say(&world.cx(), vec![said], app::features::acts::Deed::Words("zone".into()))
            .await
            .unwrap();
        let they = numbers(&world, END).await.habits.they_answer.unwrap();
        assert_eq!((they.zone.as_deref(), they.median_hours), (Some("Asia/Tokyo"), 0.0), "18 to 21 there");
        acts::undo(&world.cx(), None).await.unwrap();
        assert_eq!(numbers(&world, END).await.habits.they_answer.unwrap().median_hours, 3.0);
    }
}

#[tokio::test]
async fn both_databases_and_any_order_of_files_give_the_same_to_the_last_bit() {
    let (sent, inbox) = asked_and_answered(ANA);
    let (sent, inbox) = (sent.to_mbox(), inbox.to_mbox());
    let mut told: Vec<Vec<Numbers>> = Vec::new();
    for files in [[&sent, &inbox], [&inbox, &sent]] {
        for place in databases() {
            let world = world_of(place, &files.map(String::as_str)).await;
            let mut of_days = Vec::new();
            for day in ["2025-10-01T12:00:00Z", "2026-01-13T23:59:59Z", END] {
                of_days.push(numbers(&world, day).await);
            }
            told.push(of_days);
        }
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "{told:?}");
}

#[tokio::test]
async fn nothing_that_came_later_changes_a_number_of_a_past_day_and_undo_restores() {
    for place in databases() {
        let (sent, inbox) = asked_and_answered(ANA);
        let world = world_of(place, &[&sent.to_mbox(), &inbox.to_mbox()]).await;
        let (past, now) = (numbers(&world, "2026-03-09T23:59:59Z").await, numbers(&world, END).await);
        // An answer of today to a mail of a fortnight ago, and a call.
        let late = mailbox()
            .mail("2026-03-02 09:00", ME, ANA, "Valves 15")
            .mail("2026-03-10 10:00", ANA, ME, "Re: Valves 15")
            .answering();
        world.import("late.mbox", &late.to_mbox()).await;
        let ana = id(&world, "Ana Lopez").await;
        interactions::log(&world.cx(), ana, interactions::LogKind::Call, "About valves", None).await.unwrap();
        let changed = numbers(&world, END).await;
        assert_ne!(changed, now);
        assert_eq!(numbers(&world, "2026-03-09T23:59:59Z").await.habits.they_answer, past.habits.they_answer);
        acts::undo(&world.cx(), None).await.unwrap();
        acts::undo(&world.cx(), None).await.unwrap();
        assert_eq!(numbers(&world, END).await, now);
        assert_eq!(numbers(&world, "2026-03-09T23:59:59Z").await, past);
    }
}

#[tokio::test]
async fn a_join_brings_the_answers_of_both_addresses_and_gives_them_back() {
    for place in databases() {
        let (sent, inbox) = asked_and_answered(ANA);
        let (more_sent, more_inbox) = asked_and_answered("Ana Lopez <lopez@home.example>");
        let files = [sent, inbox, more_sent, more_inbox].map(|mails| mails.to_mbox());
        let world = world_of(place, &files.each_ref().map(String::as_str)).await;
        let cx = world.cx();
        let both = people::find(&cx, "Ana Lopez", cx.now, 5).await.unwrap();
        let [one, other] = [both[0].who.id, both[1].who.id];
        let answers = async |person| {
            let page = portrait::portrait(&cx, person, cx.now).await.unwrap();
            page.numbers.unwrap().habits.they_answer.unwrap().answers
        };
        identities::join(&cx, one, other, "the same").await.unwrap();
        assert_eq!(answers(one).await, 24);
        acts::undo(&cx, None).await.unwrap();
        assert_eq!((answers(one).await, answers(other).await), (12, 12));
    }
}

#[tokio::test]
async fn a_quarter_ago_is_what_was_told_then_and_adds_up() {
    for place in databases() {
        let (sent, inbox) = asked_and_answered(ANA);
        let world = world_of(place, &[&sent.to_mbox(), &inbox.to_mbox()]).await;
        let before = numbers(&world, END).await.quarter_ago.unwrap();
        assert_eq!(before.day.to_string(), "2025-12-09");
        let then = numbers(&world, "2025-12-09T12:00:00Z").await;
        assert_eq!((Some(before.warmth), Some(before.closeness)), (then.now.warmth, then.now.closeness));
        for (receipt, value) in
            [(&before.warmth_receipt, before.warmth), (&before.closeness_receipt, before.closeness)]
        {
            assert!((receipt.total() - value).abs() < 1e-9 && (0.0..=100.0).contains(&value));
        }
        assert_eq!(numbers(&world, "2025-09-01T12:00:00Z").await.quarter_ago, None, "no contact by then");
    }
}

#[tokio::test]
async fn of_a_colleague_none_of_it_is_told() {
    for place in databases() {
        let (sent, inbox) = asked_and_answered(BEN);
        let world = world_of(place, &[&sent.to_mbox(), &inbox.to_mbox()]).await;
        let (cx, ben) = (world.cx(), id(&world, "Ben Ito").await);
        let page = people::page(&cx, ben, cx.now).await.unwrap();
        assert_eq!((page.habits, page.quarter_ago), (None, None));
        let numbers = portrait::portrait(&cx, ben, cx.now).await.unwrap().numbers.unwrap();
        assert_eq!((numbers.habits, numbers.quarter_ago), (people::Habits::default(), None));
        settings::set(&cx, settings::Key::Colleagues, Some("off")).await.unwrap();
        assert!(people::page(&cx, ben, cx.now).await.unwrap().habits.unwrap().they_answer.is_some());
    }
}
