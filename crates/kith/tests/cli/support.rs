//! A data folder, files to import beside it, and commands as they are typed.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;
use testkit::{Calendar, Mailbox, Where};

/// The owner in these stories.
pub const ME: &str = "Me <me@acme.example>";
/// The same, as the user says it.
pub const AS_ME: &str = "--me me@acme.example";

/// Longer than this for one command is hanging, even in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Kith on somebody's machine: its data folder, its database, and a folder of files in which its user stands.
pub struct Kith {
    files: TempDir,
    data: PathBuf,
    place: Option<Where>,
    patience: Duration,
    memory_mib: Option<u32>,
}

/// What a command ended with.
pub struct Ran {
    /// The exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The totals of an import, as `--json` tells them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Totals {
    pub records: u64,
    pub added: u64,
    pub joined: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub failed: u64,
}

impl Kith {
    /// On SQLite, with nothing in it.
    pub fn new() -> Kith {
        let files = tempfile::Builder::new().prefix("kith_cli_").tempdir().expect("a temporary folder");
        let data = files.path().join("data");
        Kith { files, data, place: None, patience: PATIENCE, memory_mib: None }
    }

    /// On each database there is: for the main journeys.
    pub fn on_each_database() -> Vec<Kith> {
        let on = |place: Where| Kith { data: place.data().to_owned(), place: Some(place), ..Kith::new() };
        testkit::databases().into_iter().map(on).collect()
    }

    /// Commands fail that take longer than this, or hold more memory.
    pub fn within(self, patience: Duration, memory_mib: u32) -> Kith {
        Kith { patience, memory_mib: Some(memory_mib), ..self }
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Where a file of this name stands, or would.
    pub fn path(&self, name: &str) -> PathBuf {
        self.files.path().join(name)
    }

    /// Puts a file where its user stands; folders in its name are made.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Kith {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, content).expect("a file");
        self
    }

    /// What stands in a file.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file that was written")
    }

    /// The program with these arguments, without any setting of the machine.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        self.command_on(&self.data, args)
    }

    /// The same on another data folder.
    pub fn command_on<A: AsRef<OsStr>>(&self, data: &Path, args: impl IntoIterator<Item = A>) -> Command {
        let program = env!("CARGO_BIN_EXE_kith");
        let mut command = match self.memory_mib {
            None => Command::new(program),
            Some(mib) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", &format!("ulimit -d {}; exec \"$0\" \"$@\"", mib * 1024), program]);
                shell
            }
        };
        for variable in ["KITH_DATA", "KITH_DATABASE_URL", "KITH_LISTEN", "KITH_LOG", "KITH_TODAY_LIMIT"] {
            command.env_remove(variable);
        }
        if let Some(url) = self.place.as_ref().and_then(Where::url) {
            command.env("KITH_DATABASE_URL", url);
        }
        command.env("KITH_TIME_ZONE", "UTC").current_dir(self.files.path());
        command.args(args).arg("--data").arg(data);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts a command; see [`Running`].
    pub fn start(&self, line: &str) -> Running {
        Running::new(self.command(line.split(' ')), line)
    }

    /// Runs a command to its end. The arguments are parted by single spaces.
    pub fn run(&self, line: &str) -> Ran {
        self.start(line).end_within(self.patience)
    }

    /// What a command prints that succeeds.
    pub fn says(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, Some(0), "kith {line}\n{}\n{}", ran.out, ran.err);
        ran.out
    }

    /// What a command prints with `--json`.
    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.says(&format!("{line} --json"))).expect("JSON")
    }

    /// What a command complains of that fails.
    pub fn fails(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, Some(1), "kith {line} should fail\n{}\n{}", ran.out, ran.err);
        assert!(ran.err.starts_with("kith: "), "{}", ran.err);
        ran.err
    }

    /// Imports, and checks that every record is accounted for.
    pub fn import(&self, rest: &str) -> Totals {
        let totals = self.json(&format!("import {rest}"));
        assert!(totals["seconds"].is_number(), "{totals}");
        let totals: Totals = serde_json::from_value(totals).expect("totals");
        let Totals { records, added, joined, unchanged, skipped, failed } = totals;
        assert_eq!(records, added + joined + unchanged + skipped + failed, "{totals:?}");
        totals
    }

    /// Imports into another data folder of this name, and gives its path.
    pub fn import_into(&self, name: &str, rest: &str) -> PathBuf {
        let data = self.path(name);
        let command = self.command_on(&data, format!("import {rest}").split(' '));
        let ran = Running::new(command, rest).end();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        data
    }

    /// Imports with a report, and gives the report's lines without their head: outcome, place, reason.
    pub fn report(&self, rest: &str) -> Vec<[String; 3]> {
        let totals = self.import(&format!("{rest} --report report.tsv"));
        let text = self.text("report.tsv");
        let mut lines = text.lines().map(|line| {
            let mut columns = line.splitn(3, '\t').map(str::to_owned);
            std::array::from_fn(|_| columns.next().expect("three columns"))
        });
        assert_eq!(lines.next().expect("a head"), ["outcome", "place", "reason"]);
        let lines: Vec<[String; 3]> = lines.collect();
        let count = |word| lines.iter().filter(|line| line[0] == word).count() as u64;
        let told = Totals {
            records: lines.len() as u64,
            added: count("added"),
            joined: count("joined"),
            unchanged: count("unchanged"),
            skipped: count("skipped"),
            failed: count("failed"),
        };
        assert_eq!(told, totals, "the report and the totals");
        lines
    }

    /// Everything that is held and derived, in canonical order.
    pub fn everything(&self) -> String {
        self.says("export --format canonical")
    }

    /// The same without what each file told: people, interactions, ties.
    pub fn network(&self) -> String {
        let all = self.everything();
        all.lines().filter(|line| !line.contains("\"record\":")).map(|line| format!("{line}\n")).collect()
    }

    /// The network without how often each name was met, which is counted for each place it was imported from.
    pub fn network_uncounted(&self) -> String {
        let lines = self.network();
        lines.lines().map(|line| format!("{}\n", line.split(",\"uses\":").next().unwrap_or(line))).collect()
    }

    /// How many of a thing `kith doctor` counts.
    pub fn count(&self, what: &str) -> i64 {
        self.json("doctor")["health"][what].as_i64().expect("a number")
    }

    /// The values of a field in a list that a command prints.
    pub fn list(&self, line: &str, field: &str) -> Vec<String> {
        let list = self.json(line);
        let list = list.as_array().expect("a list");
        list.iter().map(|entry| entry[field].as_str().expect("a text").to_owned()).collect()
    }
}

/// A command that was started. It is killed when this is dropped.
pub struct Running {
    line: String,
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Running {
    /// Starts a command whose outputs are pipes; `line` is what it is called in messages.
    pub fn new(mut command: Command, line: &str) -> Running {
        let mut child = command.spawn().expect("a program that starts");
        let (out, err) = (hear(child.stdout.take()), hear(child.stderr.take()));
        Running { line: line.to_owned(), child, out, err }
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its end, which is to come of itself within this time.
    pub fn end_within(mut self, patience: Duration) -> Ran {
        let line = std::mem::take(&mut self.line);
        let Some(ran) = self.end_or_kill(patience) else {
            panic!("kith {line} takes longer than {} s", patience.as_secs());
        };
        ran
    }

    /// Its end, which is to come of itself.
    pub fn end(self) -> Ran {
        self.end_within(PATIENCE)
    }

    /// Kills it after this time, unless it has ended before; true if it was killed.
    pub fn kill_after(self, delay: Duration) -> bool {
        self.end_or_kill(delay).is_none()
    }

    /// Its end, or none if it had to be killed after this time.
    pub fn end_or_kill(mut self, delay: Duration) -> Option<Ran> {
        // Dropping kills.
        let out = self.out.recv_timeout(delay).ok()?;
        let err = self.err.recv().expect("standard error");
        Some(Ran { code: self.child.wait().expect("an end").code(), out, err })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a pipe to its end on a thread of its own.
fn hear(pipe: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (to, from) = channel();
    let mut pipe = pipe.expect("a pipe");
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        let _ = to.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    from
}

/// Two exports are the same; else says which lines stand in one of them only.
pub fn assert_same(found: &str, expected: &str, what: &str) {
    let only = |one: &str, other: &str| -> Vec<String> {
        let other: HashSet<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).take(6).map(str::to_owned).collect()
    };
    let (more, less) = (only(found, expected), only(expected, found));
    assert!(found == expected, "{what}\nthere is\n{}\nfor\n{}", more.join("\n"), less.join("\n"));
}

/// The addresses that a person of the canonical export is known by are on one line; finds it.
pub fn person_line<'n>(network: &'n str, address: &str) -> &'n str {
    let label = format!("\"email:{address}\"");
    let mut lines = network.lines().filter(|line| line.contains("\"person\":") && line.contains(&label));
    lines.next().expect("a person with this address")
}

/// Mail back and forth with somebody, every so many days from a day on, `count` times; the first is theirs.
pub fn letters(mailbox: Mailbox, who: &str, first: &str, every: i64, count: i64) -> Mailbox {
    let first: Date = first.parse().expect("a day");
    (0..count).fold(mailbox, |mailbox, n| {
        let day = first.checked_add((n * every).days()).expect("a day").to_string();
        let (from, to) = if n % 2 == 0 { (who, ME) } else { (ME, who) };
        mailbox.mail(&day, from, to, &format!("Valve drawings {n}"))
    })
}

/// A small network as the files of several programs: people, a list, a newsletter, a robot, a role mailbox; copies of
/// mails and meetings; cards and a LinkedIn export; and a mail that cannot be read.
pub fn small_network() -> Vec<(&'static str, Vec<u8>)> {
    let common = || {
        letters(testkit::mailbox(), "Ana Lopez <ana@north.example>", "2025-01-06", 14, 8)
            .mail(
                "2025-05-02",
                "Bo Chen <bo@west.example>",
                &format!("{ME}, Ana Lopez <ana@north.example>"),
                "Three of us",
            )
            .cc("Cy Ito <cy@east.example>")
    };
    let list = "<pumps.lists.example>";
    let inbox = common()
        .mail("2025-05-05", "Dee Ray <dee@south.example>", "pumps@lists.example", "Seal wear")
        .header("List-Id", list)
        .mail("2025-05-06", "Cy Ito <cy@east.example>", "pumps@lists.example", "Re: Seal wear")
        .answering()
        .header("List-Id", list)
        .mail("2025-05-07", "Fair <news@fair.example>", ME, "Ten new things")
        .header("List-Unsubscribe", "<https://fair.example/u>")
        .header("Precedence", "bulk")
        .mail("2025-05-08", "noreply@tool.example", ME, "Your weekly figures")
        .header("Auto-Submitted", "auto-generated")
        .mail("2025-05-09", "West Office <info@west.example>", ME, "Opening hours");
    let sent = common().mail("2025-05-12", ME, "Bo Chen <bo@west.example>", "Figures").mail(
        "2025-05-13",
        "Me <me@home.example>",
        "Dee Ray <dee@south.example>",
        "Seals",
    );
    let shared =
        ("2025-06-02 10:00", "Ana Lopez <ana@north.example>", format!("{ME}, Bo Chen <bo@west.example>"));
    let meeting = |calendar: Calendar| calendar.meeting(shared.0, shared.1, &shared.2, "Line 2");
    let mine = meeting(testkit::calendar())
        .meeting("2025-03-03 09:00", ME, "Cy Ito <cy@east.example>", "Weekly")
        .again("FREQ=WEEKLY;COUNT=6")
        .meeting("2025-06-09 09:00", ME, "Dee Ray <dee@south.example>", "Called off")
        .cancelled();
    let office = meeting(testkit::calendar()).declined("bo@west.example").meeting(
        "2025-06-16 09:00",
        "Bo Chen <bo@west.example>",
        ME,
        "Budget",
    );
    let cards = testkit::cards()
        .card("Ana María López", "ana@north.example")
        .works_at("North", "Buyer")
        .line("EMAIL:ana.lopez@post.example")
        .phone("+34 600 000 000")
        .card("Eve Moss", "eve@moss.example");
    vec![
        ("inbox.mbox", inbox.to_mbox().into()),
        ("sent.mbox", sent.to_mbox().into()),
        ("mine.ics", mine.to_ics().into()),
        ("office.ics", office.to_ics().into()),
        ("contacts.vcf", cards.to_vcf().into()),
        ("nobody.eml", b"Received: from a by b\nTo: me@acme.example\nSubject: From nobody\nDate: Mon, 12 May 2025 09:00:00 +0000\n\nHello.\n".to_vec()),
        ("linkedin.zip", zip(&[("Connections.csv", CONNECTIONS), ("messages.csv", MESSAGES)])),
    ]
}

const CONNECTIONS: &str = "\
Notes:\n\"When exporting your connection data, some addresses are missing.\"\n\n\
First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
Ana,Lopez,https://www.linkedin.com/in/ana-lopez,ana@north.example,North,Head of Buying,03 Mar 2024\n\
Finn,Berg,https://www.linkedin.com/in/finn-berg,,Berg AS,Founder,05 Apr 2025\n";

const MESSAGES: &str = "\
CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
c1,,Finn Berg,https://www.linkedin.com/in/finn-berg,Me Myself,https://www.linkedin.com/in/me-myself,2025-04-06 10:00:00 UTC,,Good to meet you,INBOX\n\
c1,,Me Myself,https://www.linkedin.com/in/me-myself,Finn Berg,https://www.linkedin.com/in/finn-berg,2025-04-07 10:00:00 UTC,,Likewise,SENT\n";

/// A zip of these files.
pub fn zip<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content.as_ref()).expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A tar of these files.
pub fn tar(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, content.as_slice()).expect("an entry");
    }
    tar.into_inner().expect("a tar")
}

/// Packed with gzip.
pub fn gz(content: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(content).expect("bytes");
    gz.finish().expect("a gz")
}

/// Packed with zstd.
pub fn zst(content: &[u8]) -> Vec<u8> {
    zstd::encode_all(content, 1).expect("a zst")
}

/// Chance that is the same in every run.
pub struct Dice(u64);

impl Dice {
    /// With this seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        // Knuth's MMIX generator; its high bits are good.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    /// The same in another order.
    pub fn shuffled<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        let mut all = all.to_vec();
        for n in (1..all.len()).rev() {
            all.swap(n, self.below(n + 1));
        }
        all
    }
}

/// Waits until something holds, looking every few milliseconds.
pub fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(3));
    }
}

/// Sends a signal, such as `STOP`, to a process.
pub fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status();
    assert!(sent.expect("kill").success(), "no {name} for {process}");
}
