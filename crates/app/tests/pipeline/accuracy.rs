//! How good the numbers are: what warmth said at earlier dates is held against what came.

use app::features::accuracy;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use testkit::{Mailbox, databases, mailbox};

use crate::support::{ME, World};

/// Mails both ways with somebody, every so many days.
fn wrote(mut mails: Mailbox, who: &str, every: i64, from: Date, to: Date) -> Mailbox {
    for (n, day) in from.series(every.days()).take_while(|&day| day <= to).enumerate() {
        let (sender, reader) = if n % 2 == 0 { (ME, who) } else { (who, ME) };
        mails = mails.mail(&day.to_string(), sender, reader, "Valves");
    }
    mails
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
        let found = accuracy::how_good(&world.cx()).await.unwrap();
        assert_eq!(found.ties, 6);
        let warmth = found.warmth.as_ref().unwrap();
        assert!(warmth.auc.unwrap() > 0.95 && warmth.groups[9].came > 0.9, "{warmth:?}");
        assert!(warmth.groups[0].said < 0.2 && warmth.groups[0].came < 0.2, "{warmth:?}");
        assert!(found.alarms > 0 && found.alarms_right == found.alarms, "who stopped never wrote again");
        assert_eq!(found.refit, None, "fewer than 300 answers are too few to learn from");
        assert_eq!(accuracy::how_good(&world.cx()).await.unwrap(), found);
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
        let found = accuracy::how_good(&world.cx()).await.unwrap();
        assert_eq!((found.ties, found.warmth, found.alarms), (0, None, 0));
    }
}
