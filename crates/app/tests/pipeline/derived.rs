//! What is derived: the same from scratch as step by step, at any date, with receipts that add up.

use app::features::{interactions, people, today, understanding};
use jiff::Timestamp;
use testkit::{calendar, cards, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

fn story() -> String {
    let mut told = mailbox();
    for week in 1..=9 {
        told = told.mail(&format!("2026-01-{:02}", week * 3), ME, ANA, "Valves").cc(CARL);
        told = told.mail(&format!("2026-02-{:02}", week * 3), ANA, ME, "Pumps");
    }
    told.mail("2026-02-20", BEN, ME, "Lunch").to_mbox()
}

#[tokio::test]
async fn derived_from_scratch_it_is_the_same_to_the_byte() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story()).await;
        let ics = calendar().meeting("2026-03-04 10:00", ME, &format!("{ANA}, {CARL}"), "Kick-off").to_ics();
        world.import("c.ics", &ics).await;
        world
            .import(
                "b.vcf",
                &cards().card("Ana Lopez", "ana@north.example").line("EMAIL:carl@south.example").to_vcf(),
            )
            .await;
        let before = world.network().await;
        understanding::rebuild(&world.cx()).await.unwrap();
        assert_eq!(world.network().await, before);
    }
}

#[tokio::test]
async fn receipts_add_up_and_a_past_date_knows_only_its_past() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("inbox", &story()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        for day in ["2026-01-20T12:00:00Z", "2026-02-10T12:00:00Z", "2026-03-10T12:00:00Z"] {
            let page = people::page(&cx, ana, day.parse().unwrap()).await.unwrap();
            let tie = page.tie.unwrap();
            for (receipt, value) in
                [(page.warmth_receipt, tie.warmth.unwrap()), (page.closeness_receipt, tie.closeness.unwrap())]
            {
                let receipt = receipt.unwrap();
                assert!((receipt.total() - value).abs() < 1e-9, "{receipt:?} is not {value}");
            }
        }
        let january = people::page(&cx, ana, "2026-01-20T12:00:00Z".parse().unwrap()).await.unwrap();
        assert_eq!(january.tie.unwrap().touches, [6, 0, 0], "3 to 18 January, and nothing of February");
    }
}

#[tokio::test]
async fn whoever_has_gone_quiet_is_on_the_list_until_contact_resets_the_clock() {
    for place in databases() {
        let world = World::at(place, "2026-05-04").await;
        world.import("inbox", &story()).await;
        let cx = world.cx();
        let list = today::today(&cx, cx.now, 5).await.unwrap();
        let named: Vec<&str> = list.today.chosen.iter().map(|s| list.name(s.person)).collect();
        assert_eq!(named, ["Ana Lopez"], "Carl was only ever in copy, and Ben is a colleague");
        let words =
            advice::words::reason_sentence(&list.today.chosen[0], "Ana Lopez", model::DateFormat::DayMonth);
        assert!(words.contains("66"), "the days of silence are told: {words}");

        let ana = list.today.chosen[0].person;
        interactions::log(&cx, ana, interactions::LogKind::Call, "about pumps", None).await.unwrap();
        assert!(today::today(&cx, cx.now, 5).await.unwrap().today.chosen.is_empty(), "a logged call");
        app::features::acts::undo(&cx, None).await.unwrap();
        assert_eq!(today::today(&cx, cx.now, 5).await.unwrap().today.chosen.len(), 1, "taken back");
        world.import("new", &mailbox().mail("2026-05-03", ME, ANA, "Hello again").to_mbox()).await;
        assert!(today::today(&cx, cx.now, 5).await.unwrap().today.chosen.is_empty(), "an imported mail");
    }
}

#[tokio::test]
async fn what_was_logged_changes_only_the_two_concerned_and_nothing_before_it() {
    for place in databases() {
        let world = World::at(place, "2026-05-04").await;
        world.import("inbox", &story()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let before: Timestamp = "2026-04-01T12:00:00Z".parse().unwrap();
        let then = people::page(&cx, ana, before).await.unwrap().tie;
        interactions::log(&cx, ana, interactions::LogKind::Meeting, "", None).await.unwrap();
        assert_eq!(people::page(&cx, ana, before).await.unwrap().tie, then);
        assert_eq!(world.touches("Ana Lopez").await, [9, 9, 1]);
    }
}
