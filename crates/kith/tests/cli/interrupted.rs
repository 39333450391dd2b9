//! An import that is killed and run again ends as if it had never been interrupted.

use std::time::Duration;

use crate::demo::Demo;
use crate::support::{AS_ME, Dice, Kith, assert_same, letters};

/// How often the sample's import is killed before it may end.
const KILLS: usize = 10;

/// The latest moment to be killed at, counted from the start, in milliseconds: a tenth or so of the whole import.
const LATEST_KILL: usize = 1_500;

/// A server may notice late that a program is gone; the next import waits for that, and goes on.
#[test]
fn killed_again_and_again() {
    let mailbox = (0..30).fold(testkit::mailbox(), |mailbox, n| {
        letters(mailbox, &format!("Person {n} <p{n}@north.example>"), "2024-01-01", 5, 100)
    });
    let import = format!("import inbox.mbox {AS_ME} --json");
    for (kith, uninterrupted) in Kith::on_each_database().into_iter().zip(Kith::on_each_database()) {
        kith.file("inbox.mbox", mailbox.to_mbox());
        let mut dice = Dice::new(3);
        for _ in 0..4 {
            kith.start(&import).kill_after(Duration::from_millis(dice.below(600) as u64));
        }
        kith.says(&import);
        uninterrupted.file("inbox.mbox", mailbox.to_mbox()).says(&import);
        assert_same(&kith.everything(), &uninterrupted.everything(), "four kills leave a trace");
    }
}

#[test]
fn killed_at_any_moment_while_its_user_goes_on() {
    let (demo, truth) = (Demo::shared(), Demo::shared().truth());
    let me: String = truth.me.iter().map(|address| format!(" --me {address}")).collect();
    let import = format!("import {}{me} --json", demo.files().display());
    let friends: Vec<String> = truth.planted.fading.into_iter().map(|who| who.email).take(KILLS).collect();
    let call = |n: usize| format!("log {} call call-{n} --on 2026-01-{:02}", friends[n], 1 + n);

    let (kith, mut dice) = (Kith::new(), Dice::new(1));
    let (mut killed, mut refused) = (0, Vec::new());
    for n in 0..KILLS {
        let delay = Duration::from_millis(dice.below(LATEST_KILL) as u64);
        killed += usize::from(kith.start(&import).kill_after(delay));
        // Somebody whose mail has not come in yet cannot be called; it is said again when it has.
        if kith.run(&call(n)).code != Some(0) {
            refused.push(n);
        }
    }
    assert!(killed >= KILLS / 2, "of {KILLS} imports {killed} were killed in time");
    assert!(refused.len() < KILLS, "no call went through in between");
    kith.says(&import);
    assert_eq!(kith.count("stale_pairs"), 0);
    refused.into_iter().for_each(|n| _ = kith.says(&call(n)));

    let uninterrupted = demo.copied();
    (0..KILLS).for_each(|n| _ = uninterrupted.says(&call(n)));
    assert_same(&kith.everything(), &uninterrupted.everything(), "kills with calls in between leave a trace");
}
