//! An import that is killed and run again ends as if it had never been interrupted.

use std::cell::RefCell;
use std::sync::LazyLock;
use std::time::Duration;

use crate::demo::Demo;
use crate::support::{Dice, Kith, assert_same};

/// How often an import is killed before it may end.
const KILLS: usize = 10;

/// The latest moment to be killed at, counted from the start: a tenth or so of the whole import.
const LATEST_KILL: usize = 1_500;

/// What the sample's files and the owner's addresses are, as arguments.
static IMPORT: LazyLock<String> = LazyLock::new(|| {
    let demo = Demo::shared();
    let me: String = demo.truth().me.iter().map(|address| format!(" --me {address}")).collect();
    format!("import {}{me} --json", demo.files().display())
});

/// Imports the sample's files, killed again and again at moments of chance; in between, `meanwhile` does what a user does.
fn import_killed(kith: &Kith, seed: u64, meanwhile: impl Fn(&Kith, usize)) {
    let mut dice = Dice::new(seed);
    let mut killed = 0;
    for n in 0..KILLS {
        let delay = Duration::from_millis(dice.below(LATEST_KILL) as u64);
        killed += usize::from(kith.start(&IMPORT).kill_after(delay));
        meanwhile(kith, n);
    }
    assert!(killed >= KILLS / 2, "of {KILLS} imports {killed} were killed in time");
    kith.says(&IMPORT);
    assert_eq!(kith.count("stale_pairs"), 0);
}

#[test]
fn killed_at_any_moment_and_run_again() {
    let kith = Kith::new();
    import_killed(&kith, 1, |_, _| {});
    let uninterrupted = Demo::shared().copied().everything();
    assert_same(&kith.everything(), &uninterrupted, "ten kills leave a trace");
}

#[test]
fn killed_while_its_user_goes_on() {
    let truth = Demo::shared().truth();
    let friends: Vec<String> = truth.planted.fading.into_iter().map(|who| who.email).take(KILLS).collect();
    let calls = |n: usize| format!("log {} call call-{n} --on 2026-01-{:02}", friends[n], 1 + n);
    let kith = Kith::new();
    let refused = RefCell::new(Vec::new());
    import_killed(&kith, 2, |kith, n| {
        // Somebody whose mail has not come in yet cannot be called; it is said again when it has.
        if kith.run(&calls(n)).code != Some(0) {
            refused.borrow_mut().push(n);
        }
    });
    let refused = refused.into_inner();
    assert!(refused.len() < KILLS, "no call went through in between");
    refused.into_iter().for_each(|n| _ = kith.says(&calls(n)));

    let uninterrupted = Demo::shared().copied();
    (0..KILLS).for_each(|n| _ = uninterrupted.says(&calls(n)));
    assert_same(&kith.everything(), &uninterrupted.everything(), "kills with calls in between leave a trace");
}
