//! Importing: what is new, what is known, and that both give one network.

use app::features::capture::Progress;
use app::features::interactions::{self, LogKind};
use app::features::people;
use testkit::{calendar, cards, databases, mailbox};

use crate::support::{ANA, BEN, CARL, ME, World};

#[tokio::test]
async fn the_same_file_again_adds_nothing() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox()
            .mail("2026-03-02", ME, ANA, "Valves")
            .mail("2026-03-03", ANA, ME, "Re: Valves")
            .to_mbox();
        let first = world.import("inbox", &mbox).await;
        assert_eq!((first.records, first.added), (2, 2));
        let network = world.network().await;
        let again = world.import("inbox", &mbox).await;
        assert_eq!((again.added, again.joined, again.unchanged), (0, 0, 2));
        assert_eq!(world.network().await, network);
    }
}

#[tokio::test]
async fn a_mailbox_that_has_grown_brings_only_what_is_new() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let old = mailbox().mail("2026-03-02", ME, ANA, "Valves");
        world.import("inbox", &old.to_mbox()).await;
        let grown = mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-04", ANA, ME, "Pumps");
        let totals = world.import("inbox", &grown.to_mbox()).await;
        assert_eq!((totals.added, totals.unchanged), (1, 1));
        assert_eq!(world.touches("Ana Lopez").await, [1, 1, 0]);
    }
}

#[tokio::test]
async fn inbox_sent_and_list_copy_of_a_mail_are_one_interaction() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let sent = mailbox().mail("2026-03-02", ME, ANA, "Valves").cc("plant@lists.example");
        let list = mailbox()
            .mail("2026-03-02", ME, ANA, "Valves")
            .cc("plant@lists.example")
            .header("List-Id", "<plant.lists.example>")
            .header("List-Post", "<mailto:plant@lists.example>");
        assert_eq!(world.import("list", &list.to_mbox()).await.added, 1);
        assert_eq!(world.touches("Ana Lopez").await, [0, 0, 0], "through the list alone it is group contact");
        let totals = world.import("sent", &sent.to_mbox()).await;
        assert_eq!((totals.added, totals.joined), (0, 1));
        assert_eq!(world.touches("Ana Lopez").await, [1, 0, 0], "the direct copy makes it personal");
    }
}

#[tokio::test]
async fn through_a_list_only_the_answer_to_someone_counts_whatever_comes_first() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let through_list = |told: testkit::Mailbox| {
            told.header("List-Id", "<plant.lists.example>")
                .header("List-Post", "<mailto:plant@lists.example>")
        };
        let asked = through_list(mailbox().mail("2026-03-02", ANA, "plant@lists.example", "Who knows?"));
        let both =
            through_list(asked.mail("2026-03-03", ME, "plant@lists.example", "Re: Who knows?").answering());
        let mails = both.to_mails();
        world.import("answer.eml", &mails[1]).await;
        assert_eq!(world.touches("Myself").await, [0, 0, 0]);
        world.import("question.eml", &mails[0]).await;
        assert_eq!(world.touches("Ana Lopez").await, [1, 0, 0]);
        assert_eq!(world.person("plant@lists.example").await.who.nature, "list");
    }
}

#[tokio::test]
async fn a_meeting_in_two_calendars_is_one_and_its_guests_touch() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mine = calendar().meeting("2026-03-04 10:00", ME, ANA, "Kick-off").to_ics();
        let theirs =
            calendar().meeting("2026-03-04 10:00", ME, &format!("{ANA}, {CARL}"), "Kick-off").to_ics();
        world.import("mine.ics", &mine).await;
        let totals = world.import("theirs.ics", &theirs).await;
        assert_eq!((totals.added, totals.joined), (0, 1));
        assert_eq!(world.touches("Ana Lopez").await, [0, 0, 1]);
        assert_eq!(world.touches("Carl Novak").await, [0, 0, 1], "the other calendar knew one guest more");
    }
}

#[tokio::test]
async fn meetings_to_come_do_not_count_until_they_have_taken_place() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let ics =
            calendar().meeting("2026-03-02 10:00", ME, ANA, "Weekly").again("FREQ=WEEKLY;COUNT=4").to_ics();
        world.import("c.ics", &ics).await;
        assert_eq!(world.touches("Ana Lopez").await, [0, 0, 2], "of 2, 9, 16 and 23 March");
    }
}

#[tokio::test]
async fn a_series_that_was_moved_leaves_no_old_dates_behind() {
    for place in databases() {
        let world = World::at(place, "2026-03-30").await;
        let told = |day: &str, sequence: u8| {
            format!(
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:weekly@acme.example\nSEQUENCE:{sequence}\nSUMMARY:Weekly\n\
                 DTSTART:{day}T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nORGANIZER;CN=Me:mailto:me@acme.example\n\
                 ATTENDEE;CN=Ana Lopez:mailto:ana@north.example\nEND:VEVENT\nEND:VCALENDAR\n"
            )
        };
        world.import("old.ics", &told("20260302", 0)).await;
        world.import("new.ics", &told("20260303", 1)).await;
        assert_eq!(world.touches("Ana Lopez").await, [0, 0, 3]);
        world.import("older.ics", &told("20260304", 0)).await;
        assert_eq!(
            world.touches("Ana Lopez").await,
            [0, 0, 3],
            "an older version that turns up later says nothing"
        );
    }
}

#[tokio::test]
async fn robots_newsletters_and_role_mailboxes_are_kept_out() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox()
            .mail("2026-03-02", "Anna of the Shop <anna@shop.example>", ME, "Sale!")
            .header("List-Unsubscribe", "<https://shop.example/u>")
            .mail("2026-03-02", "Build <no-reply@ci.example>", ME, "Build 7 failed")
            .header("Auto-Submitted", "auto-generated")
            .mail("2026-03-02", "info@south.example", ME, "Your question")
            .mail("2026-03-02", ANA, ME, "Valves")
            .to_mbox();
        world.import("inbox", &mbox).await;
        let out = app::features::people::kept_out(&world.cx(), 10).await.unwrap();
        let mut natures: Vec<&str> = out.iter().map(|w| w.nature).collect();
        natures.sort_unstable();
        assert_eq!(natures, ["newsletter", "robot", "role_mailbox"]);
        assert_eq!(world.person("Ana Lopez").await.who.nature, "person");
    }
}

#[tokio::test]
async fn a_bounce_marks_the_address_and_an_automatic_reply_is_no_contact() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox = mailbox()
            .mail("2026-03-02", ME, ANA, "Valves")
            .mail("2026-03-03", ANA, ME, "Automatic reply: Valves")
            .header("Auto-Submitted", "auto-replied")
            .to_mbox();
        let totals = world.import("inbox", &mbox).await;
        assert_eq!((totals.added, totals.skipped), (1, 1));
        let page = world.person("Ana Lopez").await;
        assert!(page.addresses[0].away_at.is_some());
        assert_eq!(page.tie.unwrap().touches, [1, 0, 0]);
    }
}

#[tokio::test]
async fn a_dry_run_tells_the_same_and_keeps_nothing() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mbox =
            mailbox().mail("2026-03-02", ME, ANA, "Valves").mail("2026-03-03", BEN, ME, "Pumps").to_mbox();
        let before = world.network().await;
        let request = app::features::capture::Request {
            paths: vec![world.file("inbox", &mbox)],
            me: vec!["me@acme.example".into()],
            dry_run: true,
            ..Default::default()
        };
        let dry = app::features::capture::import(&world.cx(), &request, &mut |_| {}).await.unwrap();
        assert_eq!((dry.records, dry.added), (2, 2));
        assert_eq!(world.network().await, before);
        assert_eq!(world.import("inbox", &mbox).await.added, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_a_dry_run() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        world.import("first", &mailbox().mail("2026-03-01", ME, ANA, "Valves").to_mbox()).await;
        let cx = world.cx();
        let ana = people::one(&cx, "Ana Lopez", cx.now).await.unwrap();
        let log = async || interactions::log(&cx, ana, LogKind::Call, "", None).await.unwrap();
        let request = app::features::capture::Request {
            paths: vec![world.file("inbox", &mailbox().mail("2026-03-02", ME, ANA, "Pumps").to_mbox())],
            dry_run: true,
            ..Default::default()
        };
        // Told of progress, the dry run is in the middle of what it writes.
        let mut progress = |_: &Progress| {
            tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(log()));
        };
        let dry = app::features::capture::import(&cx, &request, &mut progress).await.unwrap();
        assert_eq!((dry.records, dry.added), (1, 1));
        let touches = world.touches("Ana Lopez").await;
        assert!(
            touches[0] == 1 && touches[2] >= 1,
            "the calls are there, the dry run's mail is not: {touches:?}"
        );
    }
}

#[tokio::test]
async fn the_order_of_files_does_not_matter() {
    let files = [
        (
            "inbox",
            mailbox()
                .mail("2026-03-02", ANA, ME, "Valves")
                .mail("2026-03-03", "ana@private.example", ME, "x")
                .to_mbox(),
        ),
        ("sent", mailbox().mail("2026-03-05", ME, "ana@private.example", "y").cc(CARL).to_mbox()),
        (
            "mine.ics",
            calendar().meeting("2026-03-04 10:00", ME, &format!("{ANA}, {CARL}"), "Kick-off").to_ics(),
        ),
        (
            "theirs.ics",
            calendar().meeting("2026-03-04 10:00", ME, &format!("{ANA}, {BEN}"), "Kick-off").to_ics(),
        ),
        (
            "book.vcf",
            cards().card("Ana Lopez", "ana@north.example").line("EMAIL:ana@private.example").to_vcf(),
        ),
    ];
    let mut expected: Option<Vec<String>> = None;
    for turn in 0..files.len() {
        for place in databases() {
            let world = World::at(place, "2026-03-10").await;
            let mut told: Vec<_> = files.iter().map(|(name, text)| world.file(name, text)).collect();
            told.rotate_left(turn);
            if turn % 2 == 1 {
                told.reverse();
            }
            // One import and one import a file come to the same.
            if turn == 0 {
                world.import_paths(told).await;
            } else {
                for path in told {
                    world.import_paths(vec![path]).await;
                }
            }
            let network = world.network().await;
            assert_eq!(&network, expected.get_or_insert_with(|| network.clone()), "turn {turn}");
        }
    }
}

#[tokio::test]
async fn a_message_id_that_a_crowd_bears_links_nobody_and_costs_nothing() {
    for place in databases() {
        let world = World::at(place, "2026-03-10").await;
        let mut told = mailbox();
        for n in 0..600 {
            told = told
                .mail("2026-03-02", &format!("Someone <s{n}@crowd.example>"), "plant@lists.example", "Who?")
                .header("List-Id", "<plant.lists.example>")
                .header("List-Post", "<mailto:plant@lists.example>")
                .header("Message-ID", "<same@crowd.example>")
                .header("In-Reply-To", "<same@crowd.example>");
        }
        let mails = told.to_mails();
        world.import("first.eml", &mails[0]).await;
        world.import("second.eml", &mails[1]).await;
        assert!(
            world.network().await.iter().any(|l| l.contains("\"tie\"")),
            "two with one Message-ID are believed"
        );
        world.import("crowd", &told.to_mbox()).await;
        let network = world.network().await;
        assert!(!network.iter().any(|l| l.contains("\"tie\"")), "a crowd is not");
        app::features::understanding::rebuild(&world.cx()).await.unwrap();
        assert_eq!(world.network().await, network);
    }
}
