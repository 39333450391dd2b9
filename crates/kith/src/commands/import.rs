//! `kith import`.

use std::io::{IsTerminal, Write};
use std::time::Instant;

use app::features::capture::{self, Progress, Request, Totals};
use app::features::keeping;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Failure, Outcome, Session, print_json};
use crate::args::ImportArgs;
use crate::show::say;

/// Imports the paths, asking for the owner's address where it is not known and there is someone to ask.
pub async fn run(session: &Session, args: &ImportArgs) -> Outcome {
    let mut me = args.me.clone();
    // Kith's own export knows whose it is.
    let knows_owner = capture::is_own_export(&args.paths);
    if me.is_empty() && !knows_owner && keeping::known_owner(&session.cx).await.is_err() {
        me = vec![owner_address(session, args).await?];
    }
    let request = Request {
        paths: args.paths.clone(),
        me,
        dry_run: args.dry_run,
        no_subjects: args.no_subjects,
        report: args.report.clone(),
        resumes: None,
    };
    let totals = with_progress(session, &request).await?;
    if session.json {
        return print_json(&totals);
    }
    print_totals(&totals, args.dry_run);
    Ok(())
}

/// Imports with a line of progress on standard error.
pub async fn with_progress(session: &Session, request: &Request) -> Result<Totals, Failure> {
    let mut line = ProgressLine::new("{bar:30} {percent}%  {msg}  {bytes_per_sec}, {eta} left");
    let totals = capture::import(&session.cx, request, &mut |p: &Progress| {
        let (done, all) = (p.bytes.min(p.total_bytes), p.total_bytes);
        line.show(done, all, || format!("{} of {} MB, {} records", done >> 20, all >> 20, p.records));
    })
    .await?;
    line.finish();
    Ok(totals)
}

/// How far a long command has got: a moving line on a terminal, now and then a line elsewhere.
pub struct ProgressLine {
    bar: ProgressBar,
    is_terminal: bool,
    last_line: Instant,
}

impl ProgressLine {
    /// A line with indicatif's template, on standard error.
    pub fn new(template: &str) -> ProgressLine {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        ProgressLine { bar, is_terminal: std::io::stderr().is_terminal(), last_line: Instant::now() }
    }

    /// So much of all is done; `words` say it where nothing can move.
    pub fn show(&mut self, done: u64, all: u64, words: impl FnOnce() -> String) {
        self.bar.set_length(all.max(1));
        self.bar.set_position(done);
        if self.is_terminal {
            self.bar.set_message(words());
        } else if self.last_line.elapsed().as_secs() >= 5 {
            self.last_line = Instant::now();
            eprintln!("{}, about {} s left", words(), self.bar.eta().as_secs());
        }
    }

    /// It is done: the line goes.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}

/// Says what an import did.
pub fn print_totals(t: &Totals, dry_run: bool) {
    let rate = if t.seconds > 0.0 { t.records as f64 / t.seconds } else { 0.0 };
    say!(
        "{} records in {:.1} s ({rate:.0} a second){}",
        t.records,
        t.seconds,
        if dry_run { "; a dry run, nothing was kept" } else { "" }
    );
    say!(
        "  {} added, {} joined to what was known, {} unchanged, {} skipped, {} failed",
        t.added,
        t.joined,
        t.unchanged,
        t.skipped,
        t.failed
    );
}

async fn owner_address(session: &Session, args: &ImportArgs) -> Result<String, Failure> {
    let (cx, paths) = (session.cx.clone(), args.paths.clone());
    let proposals = tokio::task::spawn_blocking(move || capture::propose_owner(&cx, &paths)).await?;
    let Some(best) = proposals.first() else {
        return Err(Failure(
            "which address is yours? Nothing here tells, so say it: --me YOUR-ADDRESS".into(),
        ));
    };
    let proposal = best.address.value().to_owned();
    let share = (best.share * 100.0).round();
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(Failure(format!(
            "which address is yours? Likeliest is {proposal}, party to {share} % of what was looked at: \
             run this again with --me {proposal} (or another; repeat --me for each of yours)"
        )));
    }
    eprint!("Which address is yours? [{proposal}, party to {share} % of what was looked at] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    let answer = answer.trim();
    Ok(if answer.is_empty() { proposal } else { answer.to_owned() })
}
