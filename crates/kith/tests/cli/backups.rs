//! `kith backup`, `kith restore`, `kith verify`: as they are typed, and killed, out of room or locked out half-way.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::bad_input::hold;
use crate::support::{AS_ME, Dice, Kith, Running, assert_same, letters};

/// How often something is killed, on SQLite and on PostgreSQL, where every command starts other programs.
const ROUNDS: [usize; 2] = [50, 10];

/// A network with somebody to call, and a mailbox that is not read yet.
fn begun(kith: &Kith) {
    let first = letters(testkit::mailbox(), "Ana Lopez <ana@north.example>", "2025-01-06", 14, 4);
    kith.file("first.mbox", first.to_mbox()).import(&format!("first.mbox {AS_ME}"));
    let crowd = (0..40).fold(testkit::mailbox(), |mailbox, n| {
        letters(mailbox, &format!("Person {n} <p{n}@north.example>"), "2024-01-01", 5, 10)
    });
    kith.file("crowd.mbox", crowd.to_mbox());
}

#[test]
fn a_network_is_backed_up_verified_and_restored_elsewhere() {
    for (kith, elsewhere) in Kith::on_each_database().into_iter().zip(Kith::on_each_database()) {
        begun(&kith);
        let told = kith.says("backup kith.tar");
        assert!(told.contains("not sealed") && told.contains("kith verify"), "{told}");
        let told = kith.says("verify kith.tar");
        assert!(
            told.contains("My network") && told.contains("a restore of it was tried and compared"),
            "{told}"
        );
        assert!(kith.fails("backup kith.tar").contains("--force replaces it"));
        let file = kith.path("kith.tar");
        let told = elsewhere.says(&format!("restore {}", file.display()));
        assert!(told.starts_with("Restored: My network"), "{told}");
        assert_same(&elsewhere.everything(), &kith.everything(), "a restored network");
        let refused = elsewhere.fails(&format!("restore {}", file.display()));
        assert!(refused.contains("holds a network already"), "{refused}");
        let json = kith.json("verify");
        assert_eq!(json["faults"].as_array().map(Vec::len), Some(0), "{json}");
        assert_eq!(json["contents"]["tables"]["interaction"]["rows"], 4);
    }
}

#[test]
fn a_damaged_backup_or_database_ends_with_1_and_says_what_is_wrong() {
    let kith = Kith::new();
    begun(&kith);
    kith.says("backup kith.tar");
    let mut bytes = std::fs::read(kith.path("kith.tar")).expect("a backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    kith.file("kith.tar", bytes);
    let complaint = kith.fails("verify kith.tar");
    assert!(complaint.contains("database.sqlite.zst is not what was written"), "{complaint}");
    let complaint = kith.fails("restore kith.tar --force");
    assert!(complaint.contains("nothing was changed"), "{complaint}");

    let db = kith.data().join("kith.db");
    let mut bytes = std::fs::read(&db).expect("a database");
    let from = bytes.len() / 2;
    bytes[from..from + 40_000].fill(0xA5);
    std::fs::write(&db, bytes).expect("a damaged one");
    assert_eq!(kith.run("verify").code, Some(1));
}

#[test]
fn a_passphrase_is_never_on_the_command_line() {
    let kith = Kith::new();
    begun(&kith);
    let with = |line: &str, passphrase: &str| {
        let mut command = kith.command(line.split(' '));
        command.env("KITH_BACKUP_PASSPHRASE", passphrase);
        Running::new(command, line).end()
    };
    assert_eq!(with("backup kith.tar", "eleven valves").code, Some(0));
    let refused = kith.fails("verify kith.tar");
    assert!(refused.contains("set KITH_BACKUP_PASSPHRASE"), "{refused}");
    let refused = with("restore kith.tar --force", "ten valves");
    assert!(refused.code == Some(1) && refused.err.contains("passphrase is not the one"), "{}", refused.err);
    let told = with("verify kith.tar", "eleven valves");
    assert!(told.out.contains("a restore of it was tried"), "{}", told.err);
}

/// A call on a day of its own.
fn logged(call: &str, round: usize) -> String {
    format!("log ana@north.example call {call} --on 2025-{:02}-{:02}", 10 + round / 28, 1 + round % 28)
}

/// How long a backup takes here, in milliseconds.
fn span(kith: &Kith) -> usize {
    let began = Instant::now();
    kith.says("backup span.tar --force");
    began.elapsed().as_millis() as usize
}

/// What was acknowledged stands, whatever was killed meanwhile; every backup that is there is whole; nothing is half done.
#[test]
fn killed_at_random_moments_nothing_acknowledged_is_lost() {
    for (kith, rounds) in Kith::on_each_database().into_iter().zip(ROUNDS) {
        begun(&kith);
        // The latest moment to be killed at is about the one at which the command ends by itself.
        let spans = [3, 1, 2, 4].map(|parts| span(&kith) * parts / 2);
        let (mut dice, mut told, mut killed) = (Dice::new(5), Vec::new(), 0);
        for round in 0..rounds {
            let delay = Duration::from_millis(dice.below(spans[round % 4].max(2)) as u64);
            let ended = |line: &str| kith.start(line).end_or_kill(delay);
            let ended = match round % 4 {
                0 => ended(&format!("import crowd.mbox {AS_ME}")),
                1 => {
                    let call = format!("call-{round}-");
                    let ended = ended(&logged(&call, round));
                    told.extend(ended.as_ref().filter(|ran| ran.code == Some(0)).map(|_| call));
                    ended
                }
                2 => {
                    let ended = ended("backup latest.tar --force");
                    if kith.path("latest.tar").exists() {
                        kith.says("verify latest.tar");
                    }
                    ended
                }
                _ => {
                    // What is restored is what is there, so that either end of it is the same.
                    kith.says("backup now.tar --force");
                    ended("restore now.tar --force")
                }
            };
            killed += usize::from(ended.is_none());
            kith.says("verify");
        }
        assert!(killed > rounds / 3, "of {rounds} commands {killed} were killed");
        kith.says(&format!("import crowd.mbox {AS_ME}"));
        let everything = kith.everything();
        let lost: Vec<&String> = told.iter().filter(|call| !everything.contains(*call)).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        assert_eq!(kith.count("stale_pairs"), 0);
        // What was killed before it could say that it was done may be there or not, but whole.
        let uninterrupted = Kith::new();
        begun(&uninterrupted);
        uninterrupted.import(&format!("crowd.mbox {AS_ME}"));
        for round in (0..rounds).filter(|round| everything.contains(&format!("\"call-{round}-\""))) {
            uninterrupted.says(&logged(&format!("call-{round}-"), round));
        }
        assert_same(&everything, &uninterrupted.everything(), "kills leave a trace");
        kith.says("backup latest.tar --force");
        let left = std::fs::read_dir(kith.path(".")).expect("a folder").flatten();
        let left: Vec<_> = left.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        assert!(!left.iter().any(|name| name.ends_with(".partial") || name.ends_with(".copy")), "{left:?}");
    }
}

#[cfg(unix)]
#[test]
fn without_room_nothing_is_left_half_done() {
    let kith = Kith::new();
    begun(&kith);
    kith.says("backup kith.tar");
    let (before, whole) = (kith.everything(), std::fs::read(kith.path("kith.tar")).expect("a backup"));
    for line in ["backup kith.tar --force", "backup other.tar", "restore kith.tar --force", "verify kith.tar"]
    {
        // The largest file may have a hundred kilobytes, which no copy of the database has room in.
        let command = kith.command(line.split(' '));
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\""]);
        shell.arg(command.get_program()).args(command.get_args()).current_dir(kith.path("."));
        shell.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
        shell.stderr(std::process::Stdio::piped());
        let ran = Running::new(shell, line).end();
        assert_eq!(ran.code, Some(1), "{line} without room: {}", ran.err);
        assert!(std::fs::read(kith.path("kith.tar")).expect("a backup") == whole, "{line}");
        assert!(!kith.path("other.tar").exists());
        assert_same(&kith.everything(), &before, line);
    }
    kith.says("verify kith.tar");
}

#[test]
fn a_backup_needs_no_lock_and_a_restore_refuses_one() {
    let kith = Kith::new();
    begun(&kith);
    let held = hold(&kith);
    kith.says("backup kith.tar");
    let refused = kith.fails("restore kith.tar --force");
    assert!(refused.contains("another program has this database open"), "{refused}");
    drop(held);
    kith.says("restore kith.tar --force");
}
