//! The sample network, from files to today's list, with the truth about it beside.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use std::time::Duration;

use app::outer::clock::Clock;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sample::{Summary, Who};
use serde_json::Value;

use crate::support::{Kith, Running, assert_same};

/// The seed of `kith demo`, unless told otherwise.
const SEED: u64 = 7;

/// What making it may take.
const PATIENCE: Duration = Duration::from_secs(300);
const MEMORY_MIB: u32 = 300;

/// A demo that was made once for all tests of this build, since making it takes several seconds. Nobody changes it.
pub struct Demo {
    folder: PathBuf,
    day: Date,
}

impl Demo {
    /// Today's demo; the first test to ask makes it, and others wait, in other processes as well.
    pub fn shared() -> Demo {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
        std::fs::create_dir_all(&home).expect("a folder for the demo");
        let lock = File::create(home.join("lock")).expect("a lock file");
        lock.lock().expect("a lock");
        let folder = home.join("made");
        let day = today();
        let made_for = format!("{day} {}", build());
        if std::fs::read_to_string(folder.join("made-for")).ok().as_ref() != Some(&made_for) {
            // It may not be there.
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder).expect("a folder");
            make(&folder);
            std::fs::write(folder.join("made-for"), made_for).expect("a file");
        }
        Demo { folder, day }
    }

    /// Its files, as the programs of its owner would have written them.
    pub fn files(&self) -> PathBuf {
        self.folder.join("data/sample")
    }

    /// The program on a copy of its data.
    pub fn copied(&self) -> Kith {
        let kith = Kith::new();
        std::fs::create_dir_all(kith.data()).expect("a folder");
        std::fs::copy(self.folder.join("data/kith.db"), kith.data().join("kith.db")).expect("a copy");
        kith
    }

    /// What the command printed.
    fn printed(&self) -> Value {
        let text = std::fs::read_to_string(self.folder.join("printed.json")).expect("what was printed");
        serde_json::from_str(&text).expect("JSON")
    }

    /// The truth about it.
    pub fn truth(&self) -> Summary {
        let again = tempfile::tempdir().expect("a folder");
        sample::write(again.path(), SEED, self.day).expect("the sample")
    }
}

/// The day by the program's clock, in the zone the tests set.
fn today() -> Date {
    Clock::System.now().to_zoned(TimeZone::UTC).date()
}

/// What tells one build of the program from another.
fn build() -> String {
    let program = std::fs::metadata(env!("CARGO_BIN_EXE_kith")).expect("the program");
    format!("{} {:?}", program.len(), program.modified().expect("a time"))
}

fn make(folder: &Path) {
    // The whole of it in little memory: it does not grow with what is imported.
    let kith = Kith::new().within(PATIENCE, MEMORY_MIB);
    let command = kith.command_on(&folder.join("data"), ["demo", "--no-serve", "--json"]);
    let ran = Running::new(command, "demo --no-serve --json").end_within(PATIENCE);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("The sample network of Helena Brandt"), "{}", ran.err);
    std::fs::write(folder.join("printed.json"), ran.out).expect("a file");
}

#[test]
fn the_demo_names_a_few_people_and_why() {
    let demo = Demo::shared();
    let printed = demo.printed();
    let list = printed.as_array().expect("a list");
    assert!((1..=5).contains(&list.len()), "{}", list.len());
    for entry in list {
        for field in ["person", "reason", "gesture"] {
            assert!(entry[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {entry}");
        }
        for field in ["warmth", "closeness"] {
            assert!(entry[field].as_f64().is_some_and(|n| (0.0..=100.0).contains(&n)), "{field}: {entry}");
        }
        assert!(entry["evidence"].as_array().is_some_and(|lines| !lines.is_empty()), "{entry}");
    }
    let names: Vec<&str> = list.iter().filter_map(|entry| entry["person"].as_str()).collect();
    assert_eq!(demo.copied().list("today", "person"), names);
}

#[test]
fn the_demo_is_understood() {
    let demo = Demo::shared();
    let (kith, planted) = (demo.copied(), demo.truth().planted);
    let known = Known::of(&kith);
    let (short, long) = (kith.list("today", "person"), kith.list("today -n 40", "person"));
    let on =
        |list: &[String], who: &[Who]| who.iter().filter(|who| list.contains(known.name(&who.email))).count();
    assert!(
        on(&long, &planted.fading) * 10 >= planted.fading.len() * 8,
        "{} are fading",
        planted.fading.len()
    );
    // The closest of those who went cold has a place of their own; waiting costs less than with those who are fading.
    assert!(on(&short, &planted.fading) > 0 && on(&short, &planted.dormant_close) > 0);
    // Who never answered is not to be written to once more.
    let not_due = [&planted.sellers, &planted.reviving, &planted.mentors, &planted.unanswered];
    assert_eq!(not_due.map(|who| on(&long, who)), [0; 4], "sellers, reviving, mentors, never answered");
}

#[test]
fn nobody_in_particular_is_kept_out_of_the_demos_network() {
    let demo = Demo::shared();
    let (kith, mailboxes) = (demo.copied(), demo.truth().mailboxes);
    let known = Known::of(&kith);
    let people = kith.list("people -n 1000", "name");
    assert!(people.len() > 300, "{}", people.len());
    let kept_out = kith.list("people --kept-out -n 1000", "name");
    for (kind, addresses) in [
        ("lists", &mailboxes.lists),
        ("newsletters", &mailboxes.newsletters),
        ("robots", &mailboxes.robots),
        ("role mailboxes", &mailboxes.shared),
    ] {
        for address in addresses {
            let name = known.name(address);
            assert!(kept_out.contains(name) && !people.contains(name), "{address} of the {kind}");
        }
    }
}

#[test]
fn the_demos_files_in_another_order_are_the_same_network() {
    let demo = Demo::shared();
    let me: String = demo.truth().me.iter().map(|address| format!(" --me {address}")).collect();
    let parts = ["contacts.vcf", "mail/sent.mbox", "calendar-office.ics", "mail/assistant", "calendar.ics"];
    let last = ["linkedin-export.zip", "mail/inbox.mbox"];
    let paths = |names: &[&str]| {
        names.iter().map(|name| format!(" {}", demo.files().join(name).display())).collect::<String>()
    };
    let kith = Kith::new();
    kith.import(&format!("{}{me}", paths(&parts).trim_start()));
    kith.import(paths(&last).trim_start());
    assert_same(&kith.network_uncounted(), &demo.copied().network_uncounted(), "another order");
}

/// What Kith calls whom.
struct Known(HashMap<String, String>);

impl Known {
    fn of(kith: &Kith) -> Known {
        let lines = kith.everything();
        let people = lines.lines().filter_map(|line| {
            let line: Value = serde_json::from_str(line).expect("JSON");
            let addresses: Vec<String> =
                serde_json::from_value(line.get("person")?.clone()).expect("addresses");
            Some((addresses, line["name"].as_str()?.to_owned()))
        });
        Known(people.flat_map(|(all, name)| all.into_iter().map(move |a| (a, name.clone()))).collect())
    }

    fn name(&self, address: &str) -> &String {
        self.0.get(&format!("email:{address}")).expect("an address of the sample")
    }
}
