//! `kith import`.

use std::io::{IsTerminal, Write};

use app::features::capture::{self, Progress, Request, Totals};
use app::features::keeping;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Failure, Outcome, Session, print_json};
use crate::args::ImportArgs;

/// Imports the paths, asking for the owner's address where it is not known and there is someone to ask.
pub async fn run(session: &Session, args: &ImportArgs) -> Outcome {
    let mut me = args.me.clone();
    if me.is_empty() && keeping::known_owner(&session.cx).await.is_err() {
        me = vec![owner_address(session, args).await?];
    }
    let request = Request {
        paths: args.paths.clone(),
        me,
        dry_run: args.dry_run,
        no_subjects: args.no_subjects,
        report: args.report.clone(),
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
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent}%  {msg}  {bytes_per_sec}, {eta} left") {
        bar.set_style(style);
    }
    let mut last_line = std::time::Instant::now();
    let is_terminal = std::io::stderr().is_terminal();
    let totals = capture::import(&session.cx, request, &mut |p: &Progress| {
        bar.set_length(p.total_bytes.max(1));
        bar.set_position(p.bytes.min(p.total_bytes));
        bar.set_message(format!("{} records", p.records));
        if !is_terminal && last_line.elapsed().as_secs() >= 5 {
            last_line = std::time::Instant::now();
            let eta = bar.eta().as_secs();
            eprintln!("{} of {} MB, {} records, about {eta} s left", p.bytes >> 20, p.total_bytes >> 20, p.records);
        }
    })
    .await?;
    bar.finish_and_clear();
    Ok(totals)
}

/// Says what an import did.
pub fn print_totals(t: &Totals, dry_run: bool) {
    let rate = if t.seconds > 0.0 { t.records as f64 / t.seconds } else { 0.0 };
    println!(
        "{} records in {:.1} s ({rate:.0} a second){}",
        t.records,
        t.seconds,
        if dry_run { "; a dry run, nothing was kept" } else { "" }
    );
    println!(
        "  {} added, {} joined to what was known, {} unchanged, {} skipped, {} failed",
        t.added, t.joined, t.unchanged, t.skipped, t.failed
    );
}

async fn owner_address(session: &Session, args: &ImportArgs) -> Result<String, Failure> {
    let (cx, paths) = (session.cx.clone(), args.paths.clone());
    let proposals = tokio::task::spawn_blocking(move || capture::propose_owner(&cx, &paths)).await?;
    let Some(best) = proposals.first() else {
        return Err(Failure("which address is yours? Nothing here tells, so say it: --me YOUR-ADDRESS".into()));
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
