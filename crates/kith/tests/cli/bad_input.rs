//! Files that are broken, hostile or enormous: each ends in a clear line with its place, what is good beside it comes in,
//! nothing hangs, and memory stays bounded. And a disk that is full, a database that is held.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{AS_ME, Kith, ME, Totals, gz, letters, wait_until, zip, zst};

const ANA: &str = "Ana Lopez <ana@north.example>";

/// A command on bad input is to end within this time, holding at most so many MiB.
fn careful() -> Kith {
    Kith::new().within(Duration::from_secs(30), 300)
}

/// What the report says of a file, a line a record: outcome, what follows the file's name in its place, reason.
fn said_of(name: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    let kith = careful();
    kith.file(&format!("in/{name}"), content);
    said_in(&kith, name)
}

fn said_in(kith: &Kith, name: &str) -> Vec<String> {
    let good = testkit::mailbox().mail("2025-03-03", ANA, ME, "Nothing of this is lost");
    kith.file("in/zz-good.mbox", good.to_mbox());
    let lines = kith.report(&format!("in {AS_ME}"));
    let (good, bad): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|line| line[1].starts_with("in/zz-good.mbox"));
    assert_eq!(good.len(), 1, "the good file beside {name}");
    assert_eq!(good[0][0], "added", "the good file beside {name}");
    let place = format!("in/{name}");
    bad.into_iter()
        .map(|[outcome, at, reason]| {
            let at = at.strip_prefix(&place).expect("the place names the file").to_owned();
            format!("{outcome} {at}: {reason}")
        })
        .collect()
}

fn check(name: &str, content: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(said_of(name, content), expected, "{name}");
}

#[test]
fn files_with_nothing_to_read() {
    check("empty.mbox", "", &["skipped : empty file"]);
    check("noise.bin", noise(300_000), &["skipped : not a format Kith reads"]);
    check("zeros.mbox", vec![0; 300_000], &["skipped : not a format Kith reads"]);
    check(
        "photo.jpg",
        [&[0xff, 0xd8, 0xff, 0xe0][..], &noise(9_000)].concat(),
        &["skipped : not a format Kith reads"],
    );
    check(
        "calendar.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        &["skipped : iCalendar without a record"],
    );
}

/// Bytes without any order, the same each time.
fn noise(n: usize) -> Vec<u8> {
    let mut dice = crate::support::Dice::new(7);
    (0..n).map(|_| dice.below(256) as u8).collect()
}

#[test]
fn what_is_cut_off_is_read_up_to_there() {
    let mbox = letters(testkit::mailbox(), ANA, "2025-01-06", 10, 40).to_mbox();
    let cut = &mbox[..mbox.find("Valve drawings 39").expect("the last mail")];
    let said = said_of("cut.mbox", cut);
    assert_eq!(
        said.iter().filter(|line| line.starts_with("added")).count(),
        40,
        "the last has a sender and a day"
    );

    for (name, packed) in [("cut.gz", gz(mbox.as_bytes())), ("cut.zst", zst(mbox.as_bytes()))] {
        let said = said_of(name, &packed[..packed.len() / 2]);
        let failed: Vec<&String> = said.iter().filter(|line| line.starts_with("failed")).collect();
        assert!(
            failed.iter().any(|line| line.contains("cut off: it ends in the middle")),
            "{name}: {failed:?}"
        );
    }
    let zipped = zip(&[("a.mbox", mbox.as_bytes())]);
    let said = said_of("cut.zip", &zipped[..zipped.len() / 2]);
    assert!(said.iter().any(|line| line.starts_with("failed")), "{said:?}");

    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Chen\r\nEMAIL:bo@west.example\r\n";
    let said = said_of("cut.vcf", card);
    assert_eq!(said.len(), 1, "{said:?}");
    let event = testkit::calendar().meeting("2025-06-02", ANA, ME, "Line 2").to_ics();
    let said = said_of("cut.ics", &event[..event.find("END:VEVENT").expect("an end")]);
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn archives_that_lead_out_or_go_too_deep() {
    let inner = testkit::mailbox().mail("2025-04-04", ANA, ME, "In an archive").to_mbox();
    let kith = careful();
    kith.file(
        "in/up.zip",
        zip(&[("../../up.mbox", inner.as_str()), ("/root.mbox", &inner), ("fine.mbox", &inner)]),
    );
    assert_eq!(
        said_in(&kith, "up.zip"),
        [
            "failed /../../up.mbox: refused: its name leads out of the archive (..)",
            "failed //root.mbox: refused: its name is an absolute path, which would lead out of the archive",
            "added /fine.mbox#1 (byte 0): ",
        ]
    );
    assert!(
        !kith.path("up.mbox").exists() && !kith.path("in/fine.mbox").exists(),
        "nothing is unpacked onto the disk"
    );

    let nested = (0..6).fold(inner.into_bytes(), |inside, n| zip(&[(format!("{n}.zip").as_str(), inside)]));
    let said = said_of("nested.zip", nested);
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("not opened: archives are nested more than 4 deep"), "{said:?}");
}

/// Each would fill ten gigabytes and has a few hundred kilobytes.
#[test]
fn archives_made_to_do_harm() {
    let refused = "refused: unpacks into more than 1000 times its size, as archives made to do harm do";
    for (name, bomb) in
        [("bomb.zip", overlapping_zip()), ("bomb.zst", run_lengths()), ("bomb.gz", gz(&run_lengths()))]
    {
        assert!(bomb.len() < 600_000, "{name}: {}", bomb.len());
        let said = said_of(name, bomb);
        let refused = said.iter().filter(|line| line.ends_with(refused)).count();
        assert!(refused > 0 && said.len() < 100, "{name}: {refused} of {} refused", said.len());
    }
}

#[test]
fn a_zip_that_claims_ten_gigabytes_and_holds_a_mail() {
    let mail = testkit::mailbox().mail("2025-04-04", ANA, ME, "A large claim").to_mbox();
    let said = said_of("claims.zip", zip_claiming(mail.as_bytes(), 10 << 30));
    assert!(said.iter().any(|line| line.starts_with("added /mail.mbox#1")), "{said:?}");
}

/// Of a mailbox, without which zeros are no format at all and not read on.
const BEGINNING: &[u8] = b"From a@b.example Mon Jan  6 09:00:00 2025\nFrom: a@b.example\n\n";

const ZEROS_AN_ENTRY: usize = 10 << 20;

/// A zip of a thousand entries that are all the same ten megabytes: the beginning of a mailbox, and zeros.
fn overlapping_zip() -> Vec<u8> {
    let mut zeros = BEGINNING.to_vec();
    zeros.resize(ZEROS_AN_ENTRY, 0);
    let mut crc = flate2::Crc::new();
    crc.update(&zeros);
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflate.write_all(&zeros).expect("bytes");
    let packed = deflate.finish().expect("deflated zeros");
    let sizes = [packed.len() as u32, ZEROS_AN_ENTRY as u32];
    let mut zip = zip_header(b"PK\x03\x04", 8, crc.sum(), sizes, b"z000.mbox", &[]);
    zip.extend(packed);
    let at = zip.len();
    for n in 0..1000 {
        zip.extend(zip_header(b"PK\x01\x02", 8, crc.sum(), sizes, format!("z{n:03}.mbox").as_bytes(), &[]));
    }
    zip_end(zip, at, 1000)
}

/// A zip of one entry, `mail.mbox`, that is told to be larger than it is.
fn zip_claiming(content: &[u8], bytes: u64) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    // What does not fit into four bytes stands in an extra field, by APPNOTE 4.5.3.
    let mut extra = vec![1, 0, 8, 0];
    extra.extend(bytes.to_le_bytes());
    let sizes = [content.len() as u32, content.len() as u32];
    let mut zip = zip_header(b"PK\x03\x04", 0, crc.sum(), sizes, b"mail.mbox", &[]);
    zip.extend(content);
    let at = zip.len();
    zip.extend(zip_header(b"PK\x01\x02", 0, crc.sum(), [sizes[0], u32::MAX], b"mail.mbox", &extra));
    zip_end(zip, at, 1)
}

/// The header of an entry, local or in the table of contents; the entry stands at the beginning of the file.
fn zip_header(
    magic: &[u8; 4],
    method: u16,
    crc: u32,
    [packed, unpacked]: [u32; 2],
    name: &[u8],
    extra: &[u8],
) -> Vec<u8> {
    let is_local = magic == b"PK\x03\x04";
    let mut header = magic.to_vec();
    let versions: &[u16] = if is_local { &[45] } else { &[45, 45] };
    let fields = versions.iter().copied().chain([0, method, 0, 0x21]);
    header.extend(fields.flat_map(u16::to_le_bytes));
    header.extend([crc, packed, unpacked].into_iter().flat_map(u32::to_le_bytes));
    header.extend([name.len() as u16, extra.len() as u16].into_iter().flat_map(u16::to_le_bytes));
    if !is_local {
        header.extend([0; 14]);
    }
    header.extend(name);
    header.extend(extra);
    header
}

/// The end of a zip whose table of contents stands at `at`.
fn zip_end(mut zip: Vec<u8>, at: usize, entries: u16) -> Vec<u8> {
    let size = zip.len() - at;
    zip.extend(b"PK\x05\x06");
    zip.extend([0, 0, entries, entries].into_iter().flat_map(u16::to_le_bytes));
    zip.extend([size as u32, at as u32].into_iter().flat_map(u32::to_le_bytes));
    zip.extend([0, 0]);
    zip
}

/// The beginning of a mailbox and ten gigabytes of zeros as zstd's run lengths: four bytes for each 128 KiB (RFC 8878, 3.1.1.2).
fn run_lengths() -> Vec<u8> {
    const BLOCK: u32 = 128 << 10;
    let blocks = (10_u64 << 30) / u64::from(BLOCK);
    // A window of one MiB, no size, no checksum.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 10 << 3];
    frame.extend(&((BEGINNING.len() as u32) << 3).to_le_bytes()[..3]);
    frame.extend(BEGINNING);
    for n in 1..=blocks {
        let header = BLOCK << 3 | 1 << 1 | u32::from(n == blocks);
        frame.extend(&header.to_le_bytes()[..3]);
        frame.push(0);
    }
    frame
}

#[test]
fn a_mail_to_a_hundred_thousand() {
    let mut to = String::new();
    for n in 0..100_000 {
        let _ = write!(to, "P{n} <p{n}@crowd.example>,\n ");
    }
    to.push_str("Me <me@acme.example>");
    let kith = careful();
    kith.file("in/crowd.mbox", testkit::mailbox().mail("2025-03-03", ANA, &to, "To all").to_mbox());
    assert_eq!(said_in(&kith, "crowd.mbox"), ["added #1 (byte 0): "]);
    // Who was only mentioned in such a crowd is no acquaintance of anybody.
    assert!(kith.count("ties") <= 1, "{}", kith.count("ties"));
    assert!(kith.count("identities") < 1_000, "{}", kith.count("identities"));
}

/// Some programs send one mail to a crowd, each copy addressed to somebody else: all copies are one mail, to a crowd.
#[test]
fn one_mail_in_a_thousand_copies() {
    let mailbox = (0..1_000).fold(testkit::mailbox(), |mailbox, n| {
        mailbox.mail("2025-03-04", ME, &format!("p{n}@crowd.example"), "Invoice")
    });
    let kith = careful();
    kith.file("in/same.mbox", mailbox.to_mbox());
    let said = said_in(&kith, "same.mbox");
    assert_eq!((said.len(), said[0].as_str()), (1_000, "added #1 (byte 0): "));
    assert!(said[1..].iter().all(|line| line.starts_with("joined #")), "{}", said[1]);
    assert_eq!(kith.count("interactions"), 2);
    assert_eq!(kith.count("ties"), 1, "with the sender of the good mail alone");
}

#[test]
fn dates_that_cannot_be() {
    for (date, reason) in [
        ("Mon, 4 Jan 1904 09:00:00 +0000", "no usable date: \"Mon, 4 Jan 1904 09:00:00 +0000\""),
        ("Mon, 1 Jan 2085 09:00:00 +0000", "no usable date: \"Mon, 1 Jan 2085 09:00:00 +0000\""),
        ("the day before yesterday", "no usable date: \"the day before yesterday\""),
        ("", "no usable date: no Date header"),
    ] {
        let mail =
            testkit::mailbox().mail("2025-01-06", ANA, ME, "When?").header("Date", date).to_mails().remove(0);
        let mail = mail.replace("Date: \n", "");
        check("when.eml", mail, &[&format!("failed #1 (byte 0): {reason}")]);
    }
    // A mailbox says when a mail came, which is good enough.
    let mail = testkit::mailbox().mail("2025-01-06", ANA, ME, "When?").header("Date", "yesterday");
    check("when.mbox", mail.to_mbox(), &["added #1 (byte 0): "]);
    let event = |day: &str| {
        testkit::calendar()
            .meeting("2025-06-02", ANA, ME, "Line 2")
            .to_ics()
            .replace("20250602T", &format!("{day}T"))
    };
    check("1904.ics", event("19040602"), &["skipped #1 (line 4): before 1970"]);
    // Known, and not counted before it has taken place.
    check("2085.ics", event("20850602"), &["added #1 (line 4): "]);
}

#[test]
fn letters_in_broken_charsets() {
    let mut mbox = testkit::mailbox()
        .mail("2025-01-06", "=?utf-8?B?4pyT!!?= <ana@north.example>", ME, "=?klingon-1?Q?qap=la?=")
        .header("Content-Type", "text/plain; charset=\"no-such-charset\"")
        .mail("2025-01-07", "Bo <bo@west.example>", ME, "RAW")
        .to_mbox()
        .into_bytes();
    let at = mbox.windows(3).position(|w| w == b"RAW").expect("the subject");
    mbox.splice(at..at + 3, [0xff, 0xfe, 0x80, 0xc3, 0x28, 0x00, 0xf0]);
    let kith = careful();
    kith.file("in/charsets.mbox", mbox);
    let said = said_in(&kith, "charsets.mbox");
    assert_eq!(said.iter().filter(|line| line.starts_with("added")).count(), 2, "{said:?}");
    // What is stored can be printed and exported.
    assert!(kith.everything().contains("ana@north.example"));
    kith.says("person bo@west.example");
}

#[cfg(unix)]
#[test]
fn folders_that_lead_in_a_circle_and_links_to_nowhere() {
    use std::os::unix::fs::symlink;
    let kith = careful();
    kith.file("in/a/b/inbox.mbox", letters(testkit::mailbox(), ANA, "2025-01-06", 10, 3).to_mbox());
    symlink("..", kith.path("in/a/b/up")).expect("a link");
    symlink(".", kith.path("in/a/self")).expect("a link");
    symlink("no-such-file.mbox", kith.path("in/a/dangling.mbox")).expect("a link");
    assert!(Command::new("mkfifo").arg(kith.path("in/a/pipe")).status().expect("mkfifo").success());
    let mut said = said_in(&kith, "a");
    said.retain(|line| !line.starts_with("added"));
    assert_eq!(
        said,
        [
            "skipped /b/up: this folder was read already, under another name",
            "failed /dangling.mbox: a symbolic link to something that does not exist",
            "skipped /pipe: a named pipe, which is never opened",
            "skipped /self: this folder was read already, under another name",
        ]
    );
    assert_eq!(kith.count("interactions"), 4);
}

#[test]
fn a_card_with_five_thousand_phones() {
    let card = testkit::cards().card("Bo Chen", "bo@west.example");
    let card = (0..5_000).fold(card, |card, n| card.phone(&format!("+43 664 {n:07}")));
    let kith = careful();
    kith.file("in/phones.vcf", card.to_vcf());
    assert_eq!(said_in(&kith, "phones.vcf"), ["added #1 (line 1): "]);
    assert_eq!(kith.json("person bo@west.example")["who"]["name"], "Bo Chen");
    assert!(kith.count("identities") < 200, "{}", kith.count("identities"));
}

#[test]
fn meetings_without_an_end() {
    for rule in [
        "FREQ=DAILY",
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYSECOND=61",
    ] {
        let kith = careful();
        let calendar = testkit::calendar().meeting("2024-01-08 10:00", ANA, ME, "For ever").again(rule);
        kith.file("in/endless.ics", calendar.to_ics());
        let said = said_in(&kith, "endless.ics");
        assert_eq!(said.len(), 1, "{rule}: {said:?}");
        assert!(kith.count("interactions") <= 5_001, "{rule}: {}", kith.count("interactions"));
        kith.json("person ana@north.example");
    }
}

#[test]
fn tables_that_are_none() {
    let header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    let rows = [
        "Bo,Che\0n,https://www.linkedin.com/in/bo-chen,bo@west.example,West,Buyer,05 Mar 2024\n",
        "Cy,Ito,too,few\n",
        "Dee,Ray,https://www.linkedin.com/in/dee-ray,,South,Owner,06 Mar 2024\n",
        "Eve,\"Moss,https://www.linkedin.com/in/eve,,,,\n",
    ];
    let kith = careful();
    kith.file("in/Connections.csv", format!("{header}{}", rows.concat()));
    let said = said_in(&kith, "Connections.csv");
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[0].starts_with("added #1 (line 2)"), "{said:?}");
    assert_eq!(said[1], "failed #2 (line 3): a row of 4 columns instead of 7");
    assert!(said[2].starts_with("added #3 (line 4)"), "{said:?}");
    assert_eq!(said[3], "failed #4 (line 5): a row of 2 columns instead of 7");
    assert!(!kith.everything().contains("\\u0000"));
}

/// A file system of a few megabytes, where one can be had.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    fn mount(folder: PathBuf, options: &str) -> Option<SmallDisk> {
        std::fs::create_dir_all(&folder).expect("a folder");
        if !cfg!(target_os = "linux") || !SmallDisk::mounted(&folder, options) {
            println!("skipped: a small disk can be mounted on Linux only, and by root");
            return None;
        }
        Some(SmallDisk { folder })
    }

    fn mounted(folder: &PathBuf, options: &str) -> bool {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder);
        mount.output().is_ok_and(|output| output.status.success())
    }

    fn grow(&self, options: &str) {
        assert!(SmallDisk::mounted(&self.folder, &format!("remount,{options}")), "a disk that grows");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.folder).output();
    }
}

#[test]
fn a_disk_that_is_full_and_then_is_not() {
    let kith = Kith::new();
    let Some(disk) = SmallDisk::mount(kith.data().to_owned(), "size=3m") else { return };
    let mailbox = (0..4_000).fold(testkit::mailbox(), |mailbox, n| {
        let minute = format!("2025-03-{:02} {:02}:{:02}", 1 + n / 1440, n / 60 % 24, n % 60);
        mailbox.mail(
            &minute,
            &format!("P{n} Long-Name <p{n}@crowd.example>"),
            ME,
            &format!("A subject {n} of its own"),
        )
    });
    kith.file("inbox.mbox", mailbox.to_mbox());
    let complaint = kith.fails(&format!("import inbox.mbox {AS_ME}"));
    assert!(complaint.contains("the disk is full: make room, then run this again"), "{complaint}");
    disk.grow("size=300m");
    kith.import(&format!("inbox.mbox {AS_ME}"));
    assert_eq!(kith.count("interactions"), 4_000);
    assert_eq!(kith.json("doctor")["health"]["integrity"], "ok");

    let elsewhere = Kith::new();
    elsewhere.file("inbox.mbox", mailbox.to_mbox());
    elsewhere.import(&format!("inbox.mbox {AS_ME}"));
    assert!(kith.everything() == elsewhere.everything(), "an import on a full disk leaves its traces");
}

/// Holds the database of a data folder for writing, until it is dropped.
pub struct Held {
    tx: Option<app::db::Tx>,
    db: app::db::Db,
    runtime: tokio::runtime::Runtime,
}

impl Drop for Held {
    fn drop(&mut self) {
        let (tx, db) = (self.tx.take(), &self.db);
        self.runtime.block_on(async {
            drop(tx);
            db.close().await;
        });
    }
}

/// Holds it.
pub fn hold(kith: &Kith) -> Held {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let db = runtime.block_on(app::db::Db::connect(None, kith.data())).expect("the database");
    let tx = runtime.block_on(db.begin()).expect("a transaction");
    Held { tx: Some(tx), db, runtime }
}

#[test]
fn a_database_that_is_held_for_a_moment_is_waited_for() {
    let kith = Kith::new();
    kith.file("inbox.mbox", letters(testkit::mailbox(), ANA, "2025-01-06", 10, 6).to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));
    kith.file("more.mbox", letters(testkit::mailbox(), ANA, "2025-06-06", 10, 6).to_mbox());
    let held = hold(&kith);
    assert_eq!(kith.json("people").as_array().map(Vec::len), Some(1), "reading goes on");
    let import = kith.start("import more.mbox --report report.tsv --json");
    wait_until("the import has begun", || kith.path("report.tsv").exists());
    drop(held);
    let ran = import.end();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        kith.import("inbox.mbox more.mbox"),
        Totals { records: 12, unchanged: 12, ..Totals::default() }
    );
}

#[test]
fn a_database_that_is_held_for_long_is_named() {
    let kith = Kith::new();
    kith.file("inbox.mbox", letters(testkit::mailbox(), ANA, "2025-01-06", 10, 6).to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));
    let held = hold(&kith);
    let complaint = kith.fails("log ana@north.example call");
    assert!(
        complaint.contains("another process holds the database: let it finish, then run this again"),
        "{complaint}"
    );
    drop(held);
    kith.says("log ana@north.example call");
}

#[cfg(target_os = "linux")]
#[test]
fn answers_that_nobody_reads_and_answers_that_do_not_fit() {
    let kith = Kith::new();
    let mailbox = (0..900).fold(testkit::mailbox(), |mailbox, n| {
        mailbox.mail(
            "2025-01-06",
            ME,
            &format!("A Rather Long Name {n} <p{n}@crowd.example>"),
            &format!("To {n}"),
        )
    });
    kith.file("inbox.mbox", mailbox.to_mbox());
    kith.import(&format!("inbox.mbox {AS_ME}"));
    for line in ["people -n 900", "people -n 900 --json", "export --format canonical"] {
        let with_stdout = |stdout: Stdio| {
            let mut command = kith.command(line.split(' '));
            let ended = command.stdout(stdout).output().expect("a program that starts");
            (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
        };
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        assert_eq!(with_stdout(writer.into()), (Some(0), String::new()), "{line} for nobody");
        let full = std::fs::File::create("/dev/full").expect("a device that is full");
        let (code, complaint) = with_stdout(full.into());
        assert_eq!(code, Some(1), "{line} on a full disk");
        assert!(
            complaint.starts_with("kith: the answer cannot be written: No space left"),
            "{line}: {complaint}"
        );
    }
}
