//! The `kith` program: command line in, words or JSON out.
//!
//! Data goes to standard output, progress and messages to standard error; the exit code is 0, 1 if the command failed,
//! 2 if it was called wrongly. `args` names every command; `commands` has a file for each; everything they do is an act
//! of the crate `app`.

mod args;
mod commands;
mod logs;
mod settings;
mod show;

use std::process::ExitCode;

use clap::Parser;

use args::Args;

#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    match commands::run(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kith: {error}");
            ExitCode::FAILURE
        }
    }
}
