//! The scripts of `tests/browser`: built program, installed packages, and Node run over them.
//!
//! Packages go to the folder of the build outputs, so that the checkout stays as it was.

use std::path::PathBuf;
use std::process::Command;

use crate::install;
use crate::shell::{cargo, checkout, find, run};

/// Builds and installs what the scripts need, then gives the command that runs one.
pub fn script(name: &str) -> Result<Command, String> {
    install::browser_programs()?;
    run(&mut cargo(&["build", "--package", "kith", "--locked"]))?;
    let outputs = outputs()?;
    let packages = outputs.join("../browser");
    install_packages(&packages)?;
    let mut node = Command::new("node");
    node.arg(scripts().join(name))
        .env("KITH_BIN", outputs.join("kith"))
        .env("KITH_BROWSER_PACKAGES", &packages)
        .env("CHROMIUM", find("chromium").unwrap_or_default());
    Ok(node)
}

fn scripts() -> PathBuf {
    checkout().join("tests/browser")
}

/// Where cargo has put this program, and puts `kith`.
fn outputs() -> Result<PathBuf, String> {
    let this = std::env::current_exe().map_err(|e| format!("cannot tell where this program is: {e}"))?;
    this.parent().map(PathBuf::from).ok_or_else(|| "this program is in no folder".to_owned())
}

/// `npm ci` in a folder, unless it was done there for the same lockfile.
fn install_packages(folder: &PathBuf) -> Result<(), String> {
    let lockfile = |folder: &PathBuf| std::fs::read(folder.join("package-lock.json")).ok();
    let done = folder.join("node_modules/.package-lock.json");
    if done.is_file() && lockfile(folder) == lockfile(&scripts()) {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        std::fs::copy(scripts().join(name), folder.join(name))
            .map_err(|e| format!("cannot copy {name}: {e}"))?;
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(folder))
}
