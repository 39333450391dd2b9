//! `cargo xtask test`: install, format, lints, all tests on both databases (the house rules are tests as well), and the
//! pages in a browser.
//!
//! A step that fails does not stop the ones after it: one run says everything that is wrong.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

use crate::browser;
use crate::counts::Counts;
use crate::install;
use crate::postgres::Server;
use crate::shell::{Stream, cargo, checkout, overhear, run};

/// Where property tests begin when nobody says otherwise (`PROPTEST_RNG_SEED`): what is said of a commit once is said
/// of it again. More is looked for by hand, with `PROPTEST_CASES`.
const PROPERTIES_FROM: (&str, &str) = ("PROPTEST_RNG_SEED", "20261123");

/// Runs all steps; the reason for a failure names the steps that failed.
pub fn test() -> Result<(), String> {
    install::nextest()?;
    let programs = install::postgres_programs()?;
    let mut steps = Steps::default();
    steps.take("format", || run(&mut cargo(&["fmt", "--all", "--check"])));
    let clippy = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    steps.take("lints", || run(&mut cargo(&clippy)));
    // Whoever builds without certificates by ACME gets a program too.
    let bare = ["clippy", "--package", "kith", "--no-default-features", "--locked", "--", "-D", "warnings"];
    steps.take("bare", || run(&mut cargo(&bare)));
    let mut counts = Counts::default();
    let server = Server::start(&programs)?;
    steps.take("tests", || {
        let mut nextest = cargo(&["nextest", "run", "--workspace", "--locked"]);
        nextest.env("KITH_TEST_POSTGRES_URL", server.url());
        if std::env::var_os(PROPERTIES_FROM.0).is_none() {
            nextest.env(PROPERTIES_FROM.0, PROPERTIES_FROM.1);
        }
        overhear(&mut nextest, Stream::Err, |line| counts.hear_nextest(line))
    });
    steps.take("examples", || {
        let mut doctests = cargo(&["test", "--workspace", "--locked", "--doc"]);
        overhear(&mut doctests, Stream::Out, |line| counts.hear_doctest(line))
    });
    steps.take("pages", || {
        overhear(&mut browser::script("run.js")?, Stream::Out, |line| counts.hear_node(line))
    });
    eprintln!("\n{}{}", steps.table(), scope(server.version(), corpora(), &counts));
    steps.outcome()
}

/// The folder of the large corpora, which are not part of the repository.
fn corpora() -> Option<PathBuf> {
    let beside = || checkout().join("../shared");
    let shared = std::env::var_os("KITH_SHARED").map_or_else(beside, PathBuf::from);
    Some(shared.join("corpora")).filter(|folder| folder.is_dir())
}

/// What the tests were run on.
fn scope(postgres: &str, corpora: Option<PathBuf>, counts: &Counts) -> String {
    let corpora = match corpora {
        _ if counts.tests == 0 => "no test could be run",
        Some(_) => "the corpora were run",
        None => "the corpora are not here: only the project's own fixtures were run",
    };
    let Counts { tests, examples, in_browser } = counts;
    format!(
        "databases: SQLite, and PostgreSQL {postgres}\n{corpora}\n{tests} tests, {in_browser} tests in a browser and {examples} examples of the documentation ran"
    )
}

/// The steps taken so far.
#[derive(Default)]
struct Steps(Vec<Step>);

struct Step {
    name: &'static str,
    seconds: f64,
    problem: Option<String>,
}

impl Steps {
    fn take(&mut self, name: &'static str, act: impl FnOnce() -> Result<(), String>) {
        eprintln!("\n=== {name}");
        let began = Instant::now();
        let problem = act().err();
        if let Some(problem) = &problem {
            eprintln!("{problem}");
        }
        self.0.push(Step { name, seconds: began.elapsed().as_secs_f64(), problem });
    }

    fn table(&self) -> String {
        self.0.iter().fold(String::new(), |mut table, step| {
            let outcome = if step.problem.is_none() { "ok" } else { "FAILED" };
            let _ = writeln!(table, "{:10}{outcome:8}{:7.1} s", step.name, step.seconds);
            table
        })
    }

    fn outcome(&self) -> Result<(), String> {
        let failed: Vec<&str> =
            self.0.iter().filter(|step| step.problem.is_some()).map(|step| step.name).collect();
        if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
    }
}
