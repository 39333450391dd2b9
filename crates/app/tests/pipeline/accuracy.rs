//! How good the numbers are: what warmth said at earlier dates is held against what came, and the constants in use follow.

use app::App;
use app::features::accuracy::{self, HowGood, Outcome};
use app::features::{acts, people};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use model::PersonId;
use testkit::{Mailbox, databases, mailbox};

use crate::support::{BEN, ME, World};

/// Mails both ways with somebody, every so many days.
fn wrote(mut mails: Mailbox, who: &str, every: i64, from: Date, to: Date) -> Mailbox {
    for (n, day) in from.series(every.days()).take_while(|&day| day <= to).enumerate() {
        let (sender, reader) = if n % 2 == 0 { (ME, who) } else { (who, ME) };
        mails = mails.mail(&day.to_string(), sender, reader, "Valves");
    }
    mails
}

/// Three years with forty people who let weeks or months go by, and always come back: warmer than it looks.
fn faithful(until: Date) -> Mailbox {
    let mut mails = mailbox();
    for n in 0..40i64 {
        let who = format!("Ida{n} Berg <ida@berg{n}.example>");
        let (mut day, mut sent) = (date(2023, 1, 2).saturating_add((n % 17).days()), 0i64);
        while day <= until {
            let (sender, reader) = if sent % 2 == 0 { (ME, who.as_str()) } else { (who.as_str(), ME) };
            mails = mails.mail(&day.to_string(), sender, reader, "Valves");
            day = day.saturating_add([3, 41, 17, 9, 33, 25, 12][((n * 5 + sent * 3) % 7) as usize].days());
            sent += 1;
        }
    }
    mails
}

async fn warmth_of(world: &World, person: PersonId, as_of: Timestamp) -> f64 {
    let page = people::page(&world.cx(), person, as_of).await.unwrap();
    let receipt = page.warmth_receipt.unwrap();
    assert!((receipt.total() - receipt.value).abs() < 1e-9, "the receipt adds up");
    assert_eq!(page.tie.unwrap().warmth, Some(receipt.value));
    receipt.value
}

#[tokio::test]
async fn what_was_said_of_ties_is_held_against_what_came() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mut mails = mailbox();
        for (n, name) in ["Ida", "Uma", "Leo", "Max", "Eva", "Tom"].into_iter().enumerate() {
            let who = format!("{name} Berg <{name}@berg{n}.example>");
            // Half of them write to this day, half stopped long ago.
            let to = if n % 2 == 0 { date(2026, 3, 9) } else { date(2024, 12, 1) };
            mails = wrote(mails, &who, 7 + n as i64, date(2024, 1, 8), to);
        }
        world.import("inbox", &mails.to_mbox()).await;
        let found = accuracy::judged_now(&world.cx()).await.unwrap();
        let report = &found.judgements[0].report;
        assert_eq!(report.ties, 6);
        let warmth = report.in_use(false).unwrap();
        assert!(warmth.auc.unwrap() > 0.95 && warmth.groups[9].came > 0.9, "{warmth:?}");
        assert!(warmth.groups[0].said < 0.2 && warmth.groups[0].came < 0.2, "{warmth:?}");
        let told = report.alarms.told;
        assert_eq!(
            (told.alarms, told.right),
            (3, 3),
            "who stopped never wrote again, and each silence counts once"
        );
        assert_eq!(report.alarms.by_fixed, told, "nothing was fitted");
        assert!(found.alarms.is_empty(), "all of them were told more than a year ago: {found:?}");
        assert_eq!(report.refitted, None, "fewer than 300 answers are too few to learn from");
        let again = accuracy::judged_now(&world.cx()).await.unwrap();
        let again = HowGood { is_judging: found.is_judging, ..again };
        assert_eq!(again, found, "a judgement of today is kept");
    }
}

#[tokio::test]
async fn a_network_without_a_past_is_not_judged() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world
            .import(
                "inbox",
                &mailbox().mail("2026-03-09", ME, "Ida Berg <ida@berg.example>", "Pumps").to_mbox(),
            )
            .await;
        let found = accuracy::judged_now(&world.cx()).await.unwrap();
        let report = &found.judgements[0].report;
        assert_eq!((report.ties, &report.fixed, report.alarms.told.alarms), (0, &None, 0));
        assert!(found.refits.is_empty());
    }
}

#[tokio::test]
async fn constants_fitted_to_the_past_are_used_everywhere_once_they_kept_their_word() {
    let mut told: Vec<HowGood> = Vec::new();
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &faithful(date(2026, 3, 9)).to_mbox()).await;
        let (cx, now) = (world.cx(), world.cx().now);
        let ida = world.person("ida@berg3.example").await.who.id;
        let past: Timestamp = "2023-09-30T12:00:00Z".parse().unwrap();
        let before = (warmth_of(&world, ida, now).await, warmth_of(&world, ida, past).await);
        let found = accuracy::judged_now(&cx).await.unwrap();
        let refit = accuracy::in_use(&found.refits).expect("a refit is in use");
        assert!(refit.from <= date(2026, 1, 1) && refit.learned_from >= 300 && refit.ties == 40, "{refit:?}");
        let report = &found.judgements[0].report;
        let (fixed, refitted) = (report.fixed.as_ref().unwrap(), report.refitted.as_ref().unwrap());
        assert!(refitted.error < fixed.error - 0.02, "{} {}", refitted.error, fixed.error);

        let after = warmth_of(&world, ida, now).await;
        assert!(after > before.0 + 1.0, "warmer than it looked: {} {after}", before.0);
        assert_eq!(warmth_of(&world, ida, past).await, before.1, "nothing was known yet at that date");
        let row =
            people::list(&cx, now, 100).await.unwrap().into_iter().find(|row| row.who.id == ida).unwrap();
        assert_eq!(row.tie.unwrap().warmth, Some(after), "a list says the same");

        let act = accuracy::use_fixed(&cx, true).await.unwrap().act;
        assert_eq!(warmth_of(&world, ida, now).await, before.0);
        acts::undo(&cx, Some(act)).await.unwrap();
        assert_eq!(warmth_of(&world, ida, now).await, after, "undo restores");
        told.push(found);
    }
    let figures = |one: &HowGood| {
        let refits: Vec<_> = one.refits.iter().map(|r| (r.from, r.outcome, r.compared.clone())).collect();
        (one.judgements[0].report.clone(), refits)
    };
    assert!(told.iter().all(|one| figures(one) == figures(&told[0])), "the same on every database");
}

/// Three years with sixty people who write every eight days or so and now and then let a month go by, some of them two or more;
/// half of them stop at some time.
fn pausing(until: Date) -> Mailbox {
    let mut mails = mailbox();
    for n in 0..60i64 {
        let who = format!("Uma{n} Lind <uma@lind{n}.example>");
        let (mut day, mut sent) = (date(2023, 1, 2).saturating_add((n % 19).days()), 0i64);
        let last = if n % 2 == 0 { date(2024, 3, 1).saturating_add((n * 13).days()) } else { until };
        let longer = if n % 10 == 1 { 40 } else { 0 };
        while day <= last.min(until) {
            let (sender, reader) = if sent % 2 == 0 { (ME, who.as_str()) } else { (who.as_str(), ME) };
            mails = mails.mail(&day.to_string(), sender, reader, "Valves");
            let is_pause = (sent + n * 3) % 40 == 39;
            let gap = if is_pause {
                15 + (n * 7 + sent) % 30 + longer
            } else {
                [6, 9, 7, 10, 8][((n + sent) % 5) as usize]
            };
            day = day.saturating_add(gap.days());
            sent += 1;
        }
    }
    mails
}

#[tokio::test]
async fn the_alarms_that_are_judged_are_those_that_the_pages_showed() {
    let mut told: Vec<HowGood> = Vec::new();
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let inbox = wrote(pausing(date(2026, 3, 9)), BEN, 7, date(2024, 1, 8), date(2025, 9, 1));
        world.import("inbox", &inbox.to_mbox()).await;
        let cx = world.cx();
        let found = accuracy::judged_now(&cx).await.unwrap();
        let has = |was_right| found.alarms.iter().any(|alarm| alarm.was_right == was_right);
        assert!(has(true) && has(false), "{:?}", found.alarms);
        for alarm in &found.alarms {
            let at = |day: Date| day.at(23, 59, 59, 0).to_zoned(cx.app.zone.clone()).unwrap().timestamp();
            let page = people::page(&cx, alarm.person, at(alarm.day)).await.unwrap();
            assert!(page.drifting.is_some(), "{alarm:?} was shown on that day");
            let later = people::page(&cx, alarm.person, at(alarm.until)).await.unwrap();
            let (before, after) = (page.tie.unwrap().last_contact, later.tie.unwrap().last_contact);
            assert_eq!(before == after, alarm.was_right, "{alarm:?}");
        }
        let ben = world.person("ben@").await.who.id;
        assert!(found.alarms.iter().all(|alarm| alarm.person != ben), "a colleague is not told");
        told.push(found);
    }
    assert!(told.iter().all(|one| one.alarms == told[0].alarms), "the same on every database");
}

#[tokio::test]
async fn the_constants_of_drift_are_fitted_tried_and_gone_back_from() {
    let mut told = Vec::new();
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &pausing(date(2026, 3, 9)).to_mbox()).await;
        let cx = world.cx();
        let found = accuracy::judged_now(&cx).await.unwrap();
        let refit = accuracy::in_use(&found.drift).expect("a refit of drift is in use");
        let compared = &refit.compared;
        let (own, fixed) = (compared.refitted.as_ref().unwrap(), &compared.fixed);
        assert!(own.said.log_loss <= fixed.said.log_loss + accuracy::MARGIN.loss, "{compared:?}");
        let report = &found.judgements[0].report;
        assert!(report.alarms.told.alarms > 0, "{report:?}");

        let told_on =
            found.alarms[0].day.at(23, 59, 59, 0).to_zoned(cx.app.zone.clone()).unwrap().timestamp();
        let drifts = async || -> Vec<Option<f64>> {
            let rows = people::list(&cx, told_on, 100).await.unwrap();
            rows.into_iter().map(|row| row.tie.and_then(|tie| tie.drift)).collect()
        };
        let by_own = drifts().await;
        let act = accuracy::use_fixed(&cx, true).await.unwrap().act;
        let by_fixed = drifts().await;
        assert!(by_own.iter().any(Option::is_some) && by_own != by_fixed, "{by_own:?}");
        let fixed = accuracy::judged_now(&cx).await.unwrap().judgements[0].report.alarms;
        assert_eq!((fixed.told, fixed.by_fixed), (report.alarms.by_fixed, report.alarms.by_fixed));
        acts::undo(&cx, Some(act)).await.unwrap();
        assert_eq!(drifts().await, by_own, "undo restores");
        told.push((
            found.drift.iter().map(|r| (r.from, r.outcome, r.compared.clone())).collect::<Vec<_>>(),
            by_own,
        ));
    }
    assert!(told.iter().all(|one| one == &told[0]), "the same on every database");
}

#[tokio::test]
async fn a_decision_is_the_same_whether_made_then_or_years_later() {
    let world = World::at(databases().remove(0), "2026-03-10").await;
    let then = World::at(databases().remove(0), "2025-07-02").await;
    let text = faithful(date(2026, 3, 9));
    world.import("inbox", &text.to_mbox()).await;
    then.import("inbox", &faithful(date(2025, 7, 1)).to_mbox()).await;
    let (found, known) = (
        accuracy::judged_now(&world.cx()).await.unwrap().refits,
        accuracy::judged_now(&then.cx()).await.unwrap().refits,
    );
    assert!(!known.is_empty() && known.len() < found.len());
    for (a, b) in known.iter().zip(&found) {
        assert_eq!(
            (a.from, a.learned_from, &a.compared, a.outcome),
            (b.from, b.learned_from, &b.compared, b.outcome)
        );
    }
}

#[tokio::test]
async fn much_more_past_makes_decisions_again_and_keeps_the_old_ones() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let all = faithful(date(2026, 3, 9));
        let mut few = mailbox();
        for n in 0..20i64 {
            let (who, from) =
                (format!("Uma{n} Lind <uma@lind{n}.example>"), date(2023, 1, 2).saturating_add(n.days()));
            few = wrote(few, &who, 20, from, date(2026, 3, 9));
        }
        world.import("few", &few.to_mbox()).await;
        let first = accuracy::judged_now(&world.cx()).await.unwrap();
        assert!(!first.refits.is_empty(), "{:?}", first.judgements);
        world.import("inbox", &all.to_mbox()).await;
        let second = accuracy::judged_now(&world.cx()).await.unwrap();
        assert_eq!(second.judgements.len(), 2, "an import is followed by a judgement");
        let learned = |one: &HowGood| one.refits.last().map(|refit| refit.learned_from);
        assert!(learned(&second) > learned(&first));
        assert!(second.refits.iter().any(|refit| refit.outcome == Outcome::Replaced));
        let void = "SELECT COUNT(*) FROM refit WHERE void_at IS NOT NULL";
        assert!(count(&world.app, void).await > 0, "what was decided on less is kept");
    }
}

async fn count(app: &App, sql: &'static str) -> i64 {
    app.db.fetch_optional::<(i64,)>(sql, &[]).await.unwrap().map_or(0, |row| row.0)
}
