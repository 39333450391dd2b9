//! An import that is killed and run again ends as if it had never been interrupted.

use std::sync::LazyLock;
use std::time::Duration;

use crate::demo::Demo;
use crate::support::{Dice, Kith};

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
    assert!(kith.everything() == uninterrupted, "ten kills leave a trace");
}
