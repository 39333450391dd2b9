//! Files in, people and contact out; each record is accounted for, and nothing counts twice.

use std::path::Path;

use testkit::Mailbox;

use crate::support::{
    AS_ME, Dice, Kith, ME, Running, Totals, assert_same, gz, letters, person_line, signal, small_network,
    tar, wait_until, zip, zst,
};

const ANA: &str = "Ana Lopez <ana@north.example>";

/// The small network in a folder `all`.
fn with_small_network(kith: &Kith) {
    small_network().into_iter().for_each(|(name, content)| _ = kith.file(&format!("all/{name}"), content));
}

#[test]
fn every_record_is_accounted_for_and_the_same_again_adds_nothing() {
    for kith in Kith::on_each_database() {
        with_small_network(&kith);
        let lines = kith.report(&format!("all {AS_ME}"));
        let failed: Vec<&[String; 3]> = lines.iter().filter(|line| line[0] == "failed").collect();
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0][1..], ["all/nobody.eml#1 (byte 0)", "no sender"]);

        let before = kith.everything();
        let count = |word| lines.iter().filter(|line| line[0] == word).count() as u64;
        let expected = Totals {
            records: lines.len() as u64,
            unchanged: count("added") + count("joined"),
            skipped: count("skipped"),
            failed: count("failed"),
            ..Totals::default()
        };
        assert_eq!(kith.import("all"), expected);
        assert_eq!(kith.everything(), before);
    }
}

#[test]
fn a_dry_run_says_the_same_and_changes_nothing() {
    for kith in Kith::on_each_database() {
        kith.file("first.mbox", letters(testkit::mailbox(), ANA, "2024-01-08", 30, 6).to_mbox());
        kith.import(&format!("first.mbox {AS_ME}"));
        let before = (kith.everything(), kith.json("acts"), kith.count("revision"));
        with_small_network(&kith);
        let told = kith.import("all --dry-run");
        assert_eq!((kith.everything(), kith.json("acts"), kith.count("revision")), before);
        assert_eq!(kith.import("all"), told);
        assert!(told.added > 0 && told.joined > 0 && told.failed > 0, "{told:?}");
        let words = kith.says("import all --dry-run");
        assert!(words.contains("a dry run, nothing was kept"), "{words}");
    }
}

#[test]
fn a_mail_met_three_times_is_one() {
    let tell = || testkit::mailbox().mail("2025-03-03", ANA, &format!("{ME}, pumps@lists.example"), "Seals");
    let kith = Kith::new();
    kith.file("inbox.mbox", tell().to_mbox())
        .file("ana-sent.mbox", tell().header("X-Folder", "Sent").to_mbox())
        .file(
            "list.mbox",
            tell().header("List-Id", "<pumps.lists.example>").header("Precedence", "list").to_mbox(),
        );
    let lines = kith.report(&format!("inbox.mbox ana-sent.mbox list.mbox {AS_ME}"));
    let outcomes: Vec<&str> = lines.iter().map(|line| line[0].as_str()).collect();
    assert_eq!(outcomes, ["added", "joined", "joined"]);
    assert_eq!(lines[1][2], "joined to the mail of 2025-03-03 “Seals”");
    assert_eq!(kith.count("interactions"), 1);
    assert_eq!(kith.list("people --kept-out", "name").len(), 1, "the list");
}

#[test]
fn what_stands_twice_in_one_file_is_told_once() {
    let tell = |mailbox: Mailbox| {
        let receipt = "multipart/report; report-type=disposition-notification";
        mailbox
            .mail("2025-03-03", ANA, ME, "Seals")
            .mail("2025-03-04", ANA, ME, "Read: Seals")
            .header("Content-Type", receipt)
    };
    let kith = Kith::new();
    kith.file("inbox.mbox", tell(tell(testkit::mailbox())).to_mbox());
    let lines = kith.report(&format!("inbox.mbox {AS_ME}"));
    let told: Vec<[&str; 2]> = lines.iter().map(|line| [line[0].as_str(), line[2].as_str()]).collect();
    let again = "the same item stands here more than once";
    assert_eq!([told[0], told[2], told[3]], [["added", ""], ["joined", again], ["skipped", again]]);
    assert_eq!(told[1][0], "skipped", "a receipt is no contact");
    let expected = Totals { records: 4, unchanged: 2, skipped: 2, ..Totals::default() };
    assert_eq!(kith.import("inbox.mbox"), expected);
}

#[test]
fn a_meeting_from_two_calendars_and_by_mail_is_one() {
    let others = format!("{ME}, Bo Chen <bo@west.example>");
    let calendar = || testkit::calendar().meeting("2025-06-02 10:00", ANA, &others, "Line 2");
    let request = calendar().to_ics().replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:REQUEST");
    let invitation = testkit::mailbox()
        .mail("2025-05-28", ANA, &others, "Invitation: Line 2")
        .header("Content-Type", "text/calendar; method=REQUEST; charset=utf-8")
        .saying(&request);
    let kith = Kith::new();
    kith.file("mine.ics", calendar().to_ics())
        .file("office.ics", calendar().declined("bo@west.example").to_ics())
        .file("inbox.mbox", invitation.to_mbox());
    kith.import(&format!("mine.ics office.ics inbox.mbox {AS_ME}"));
    assert_eq!(kith.count("interactions"), 1);
    let ana = kith.json("person ana@north.example --as-of 2025-07-01");
    assert_eq!(ana["tie"]["touches"], serde_json::json!([0, 0, 1]));
}

#[test]
fn packed_in_any_way_it_is_the_same_network() {
    let files = small_network();
    let network_of = |put: &dyn Fn(&Kith)| {
        let kith = Kith::new();
        put(&kith);
        kith.import(&format!("packed {AS_ME}"));
        kith.network()
    };
    let each = |files: &[(String, Vec<u8>)], kith: &Kith| {
        files.iter().for_each(|(name, content)| _ = kith.file(&format!("packed/{name}"), content));
    };
    let all = |packed: &dyn Fn(&[u8]) -> Vec<u8>| -> Vec<(String, Vec<u8>)> {
        files.iter().map(|(name, content)| ((*name).to_owned(), packed(content))).collect()
    };
    let network = network_of(&|kith| each(&all(&<[u8]>::to_vec), kith));
    assert_eq!(person_line(&network, "ana.lopez@post.example"), person_line(&network, "ana@north.example"));

    let check =
        |how: &str, put: &dyn Fn(&Kith)| assert!(network_of(put) == network, "{how} is another network");
    let tarred = tar(&files);
    check("a zip", &|kith| _ = kith.file("packed", zip(&files)));
    check("a tar", &|kith| _ = kith.file("packed", &tarred));
    check("a tar.gz", &|kith| _ = kith.file("packed", gz(&tarred)));
    check("a tar.zst", &|kith| _ = kith.file("packed", zst(&tarred)));
    check("a gz of each", &|kith| each(&all(&gz), kith));
    check("a zst of each", &|kith| each(&all(&zst), kith));
    // Names say nothing: content does.
    let misnamed: Vec<_> =
        all(&<[u8]>::to_vec).into_iter().map(|(name, content)| (format!("{name}.jpg"), content)).collect();
    check("wrong endings", &|kith| each(&misnamed, kith));
}

/// How often a name was met is counted for each place it was imported from; all else is the same.
#[test]
fn files_alone_are_the_same_network_as_their_folder() {
    let kith = Kith::new();
    with_small_network(&kith);
    let names: Vec<String> = small_network().iter().map(|(name, _)| format!("all/{name}")).collect();
    kith.import(&format!("{} {AS_ME}", names.join(" ")));
    let folder = Kith::new();
    with_small_network(&folder);
    folder.import(&format!("all {AS_ME}"));
    assert_same(&kith.network_uncounted(), &folder.network_uncounted(), "files alone");
}

#[test]
fn a_maildir_and_single_mails_are_the_same_as_a_mailbox() {
    let mailbox = letters(testkit::mailbox(), ANA, "2025-01-06", 10, 6);
    let kith = Kith::new();
    kith.file("inbox.mbox", mailbox.to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));

    let (maildir, loose) = (Kith::new(), Kith::new());
    for (n, mail) in mailbox.to_mails().iter().enumerate() {
        let folder = if n % 2 == 0 { "cur" } else { "new" };
        maildir.file(&format!("mail/{folder}/17000{n}.M{n}.host:2,S"), mail);
        loose.file(&format!("mails/{n}.eml"), mail.replace('\n', "\r\n"));
    }
    maildir.import(&format!("mail {AS_ME}"));
    loose.import(&format!("mails {AS_ME}"));
    assert_eq!(maildir.network(), kith.network());
    assert_eq!(loose.network(), kith.network());
}

#[test]
fn the_order_of_files_does_not_matter() {
    let files = small_network();
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let mut dice = Dice::new(2);
    let networks: Vec<(Vec<&str>, String)> = (0..5)
        .map(|_| {
            let kith = Kith::new();
            files.iter().for_each(|(name, content)| _ = kith.file(name, content));
            let order = dice.shuffled(&names);
            // In two imports, the second of which meets what the first has written.
            let (first, second) = order.split_at(1 + dice.below(names.len() - 1));
            kith.import(&format!("{} {AS_ME}", first.join(" ")));
            kith.import(&second.join(" "));
            (order, kith.network())
        })
        .collect();
    for (order, network) in &networks[1..] {
        assert_eq!(network, &networks[0].1, "{order:?} and {:?}", networks[0].0);
    }
}

#[test]
fn who_am_i_is_proposed_where_nobody_can_be_asked() {
    let kith = Kith::new();
    kith.file("inbox.mbox", letters(testkit::mailbox(), ANA, "2025-01-06", 10, 6).to_mbox());
    kith.file(
        "bo.mbox",
        letters(testkit::mailbox(), "Bo Chen <bo@west.example>", "2025-01-07", 9, 6).to_mbox(),
    );
    let complaint = kith.fails("import inbox.mbox bo.mbox");
    assert!(complaint.contains("Likeliest is me@acme.example, party to 100 %"), "{complaint}");
    assert!(complaint.contains("--me me@acme.example"), "{complaint}");
    assert_eq!(kith.count("interactions"), 0, "nothing is imported before it is answered");
    kith.file("empty.mbox", "");
    assert!(kith.fails("import empty.mbox").contains("--me YOUR-ADDRESS"));
    assert!(kith.fails("import inbox.mbox --me nobody").contains("“nobody” is not an e-mail address"));
    kith.import("inbox.mbox --me me@acme.example --me me@home.example");
    assert_eq!(
        kith.json("doctor")["health"]["owner"],
        serde_json::json!(["me@acme.example", "me@home.example"])
    );
    // Once it is known, nobody is asked.
    kith.import("bo.mbox");
}

#[test]
fn what_is_typed_wrongly_is_told_apart_from_what_fails() {
    let kith = Kith::new();
    for line in ["import", "impart x", "people --kept-out ana", "today --as-of yesterday", "log ana hug"] {
        let ran = kith.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{line}");
        assert!(ran.err.contains("Usage:") || ran.err.contains("--help"), "{line}: {}", ran.err);
    }
    for line in ["today", "people", "person ana", "undo"] {
        kith.fails(line);
    }
    assert!(kith.fails("today").contains("nothing is imported yet"));
    let lines = kith.report(&format!("nowhere.mbox {AS_ME}"));
    assert_eq!(lines, [["failed", "nowhere.mbox", "not found"].map(str::to_owned)]);
}

#[test]
fn without_subjects_there_is_none_in_the_database_and_never_a_body() {
    let mailbox = letters(testkit::mailbox(), ANA, "2025-01-06", 10, 6)
        .mail("2025-04-01", ANA, ME, "Xylophone subject")
        .saying("Zeppelin body");
    let calendar = testkit::calendar().meeting("2025-06-02 10:00", ANA, ME, "Xylophone meeting");
    let kith = Kith::new();
    kith.file("in/inbox.mbox", mailbox.to_mbox()).file("in/mine.ics", calendar.to_ics());
    let without = kith.import_into("without", &format!("in --no-subjects {AS_ME}"));
    assert!(
        !holds(&without, "Xylophone") && !holds(&without, "Valve drawings") && !holds(&without, "Zeppelin")
    );
    let with = kith.import_into("with", &format!("in {AS_ME}"));
    assert!(holds(&with, "Xylophone meeting") && holds(&with, "Valve drawings") && !holds(&with, "Zeppelin"));
}

/// Whether any file of a data folder holds this text.
fn holds(data: &Path, text: &str) -> bool {
    std::fs::read_dir(data).expect("the data folder").any(|entry| {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn two_imports_at_once_do_not_meet() {
    let kith = Kith::new();
    let mailbox = letters(testkit::mailbox(), ANA, "2015-01-06", 1, 3_000);
    kith.file("large.mbox", mailbox.to_mbox());
    kith.file(
        "small.mbox",
        letters(testkit::mailbox(), "Bo Chen <bo@west.example>", "2025-01-07", 9, 4).to_mbox(),
    );
    let first: Running = kith.start(&format!("import large.mbox {AS_ME} --report report.tsv --json"));
    // The report is made once the place for imports is taken.
    wait_until("the first import has begun", || kith.path("report.tsv").exists());
    signal("STOP", first.id());
    let complaint = kith.fails(&format!("import small.mbox {AS_ME}"));
    assert!(complaint.contains("another import, join or rebuild is running here"), "{complaint}");
    signal("CONT", first.id());
    let ran = first.end();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        kith.import("small.mbox large.mbox"),
        Totals { records: 3_004, added: 4, unchanged: 3_000, ..Totals::default() }
    );
}
