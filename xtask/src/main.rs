//! The project's own commands. `cargo xtask test` is what a contributor and the continuous integration both run.
//!
//! Start at [`steps::test`]: the steps in their order. Beside it: [`install`] (what is missing is installed, or the
//! command is shown), [`postgres`] (a server for the length of a run), [`browser`] (the scripts that drive a browser),
//! [`counts`] (what the test programs say of themselves), [`shell`] (running programs). `cargo xtask dist` makes the
//! packages ([`dist`]).

mod browser;
mod counts;
mod dist;
mod install;
mod postgres;
mod shell;
mod steps;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask test
       cargo xtask screenshots [--all DIR]
       cargo xtask dist [DIR]

test installs what is missing, then checks the format and the lints and runs all tests, on SQLite and on PostgreSQL and
in a browser. screenshots takes the pictures of the README from the demo network; with --all, one of every page in every
look, into the folder DIR. dist makes the packages: a Debian package, an archive, a bill of materials and checksums, in the
folder DIR or below the build folder.
  KITH_SHARED        folder with the large test corpora (without it: ../shared, beside the checkout)
  CARGO_TARGET_DIR   where build outputs go, as everywhere in cargo";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["test"] => finish("test", steps::test()),
        ["screenshots"] => finish("screenshots", screenshots(&[])),
        ["screenshots", "--all", folder] => finish("screenshots", screenshots(&["--all", folder])),
        ["dist"] => finish("dist", dist::dist(None)),
        ["dist", folder] => finish("dist", dist::dist(Some(folder))),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn screenshots(arguments: &[&str]) -> Result<(), String> {
    shell::run(browser::script("screenshots.js")?.args(arguments))
}

fn finish(command: &str, result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\ncargo xtask {command}: {reason}");
            ExitCode::FAILURE
        }
    }
}
