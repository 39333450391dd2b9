//! What the tests need beside Rust: installed by the administrator's run, otherwise the command is shown.

use std::path::PathBuf;
use std::process::Command;

use crate::shell::{answer, cargo, find, is_root, run};

/// Makes sure that `cargo nextest` runs.
pub fn nextest() -> Result<(), String> {
    if answer(&mut cargo(&["nextest", "--version"])).is_ok() {
        return Ok(());
    }
    run(&mut cargo(&["install", "--locked", "cargo-nextest"]))
}

/// Makes sure that `cargo NAME` runs, from the crate `cargo-NAME`.
pub fn cargo_command(name: &str) -> Result<(), String> {
    let program = format!("cargo-{name}");
    if find(&program).is_some() {
        return Ok(());
    }
    run(&mut cargo(&["install", "--locked", &program]))
}

/// The folder of PostgreSQL's server programs, installed first if need be; the client `psql` is there too then.
pub fn postgres_programs() -> Result<PathBuf, String> {
    if let Some(folder) = postgres_folder() {
        return Ok(folder);
    }
    let by_hand = "apt-get update && apt-get install -y postgresql";
    if !(is_root() && find("apt-get").is_some()) {
        return Err(format!(
            "PostgreSQL's server programs (initdb, pg_ctl) and psql are missing. On Debian, as root:\n\n  {by_hand}\n"
        ));
    }
    run(&mut apt(&["update"]))?;
    run(&mut apt(&["install", "-y", "postgresql"]))?;
    postgres_folder()
        .ok_or_else(|| "PostgreSQL was installed, but initdb, pg_ctl or psql is not there".to_owned())
}

/// What the browser tests run with; installed first if need be.
pub fn browser_programs() -> Result<(), String> {
    let missing = || BROWSER_PROGRAMS.iter().filter(|(program, _)| find(program).is_none());
    let packages: Vec<&str> = missing().map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    if !(is_root() && find("apt-get").is_some()) {
        let packages = packages.join(" ");
        return Err(format!(
            "The browser tests need {packages}. On Debian, as root:\n\n  apt-get update && apt-get install -y {packages}\n"
        ));
    }
    run(&mut apt(&["update"]))?;
    run(apt(&["install", "-y", "--no-install-recommends"]).args(&packages))?;
    let missing: Vec<&str> = missing().map(|(program, _)| *program).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("{} is still not there", missing.join(", "))) }
}

/// Each program with its Debian package.
const BROWSER_PROGRAMS: [(&str, &str); 3] = [("chromium", "chromium"), ("node", "nodejs"), ("npm", "npm")];

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// On the search path, else where Debian puts the versions of the server; the newest.
fn postgres_folder() -> Option<PathBuf> {
    find("psql")?;
    let on_path = find("initdb").and_then(|initdb| initdb.parent().map(PathBuf::from));
    let mut folders: Vec<PathBuf> = on_path.into_iter().collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    folders.extend(versions.into_iter().rev().map(|(_, folder)| folder));
    folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
}
