//! The large corpora, which are not ours to pass on and stand outside the repository.

use std::path::{Path, PathBuf};

/// The folder of the corpora: the one that `KITH_SHARED` names, else `shared` beside the checkout. Without it, a line
/// says that the test was skipped, and the test returns.
pub fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("KITH_SHARED").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no corpora at {} (KITH_SHARED names another folder)", folder.display());
        return None;
    }
    Some(folder)
}
