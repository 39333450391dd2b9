//! `kith demo`: the sample network as real files, through the ordinary import, to today's list and its pages.

use std::path::PathBuf;

use app::features::accuracy;
use app::features::capture::Request;
use app::features::today;
use model::DateFormat;

use super::{Failure, Outcome, Session, import, serve, with_session};
use crate::args::{DemoArgs, SettingsArgs};
use crate::settings::{Setting, Settings};
use crate::show::say;

/// Makes the demo in the folder of `--data`, or in a throw-away one, and shows the list of the day.
pub fn run(args: &DemoArgs, given: &SettingsArgs, mut settings: Settings) -> Outcome {
    let throw_away = tempfile::Builder::new().prefix("kith-demo-").tempdir()?;
    let data: PathBuf = given.data.clone().unwrap_or_else(|| throw_away.path().to_owned());
    settings.data = Setting { value: data.clone(), from: "flag" };
    settings.database_url = None;
    if data.join("kith.db").exists() {
        return Err(Failure(format!(
            "{0} holds a network already: give the demo a folder of its own, or serve that one: kith --data {0}",
            data.display()
        )));
    }
    std::fs::create_dir_all(&data)?;
    with_session(settings, given.json, async |session| {
        let files = data.join("sample");
        let today = session.cx.now.to_zoned(session.cx.app.zone.clone()).date();
        let summary = sample::write(&files, args.seed, today)?;
        eprintln!(
            "The sample network of {}, {}: {} people in {} countries, {} interactions, as files in {}",
            summary.owner,
            summary.company,
            summary.people,
            summary.countries,
            summary.interactions,
            files.display()
        );
        show(session, files, summary.me).await?;
        if given.data.is_none() {
            eprintln!("\nThis is a throw-away demo; keep one with --data DIR.");
        }
        if args.no_serve { Ok(()) } else { serve::open(session).await }
    })
}

async fn show(session: &Session, files: PathBuf, me: Vec<String>) -> Outcome {
    let request = Request { paths: vec![files], me, ..Request::default() };
    let totals = import::with_progress(session, &request).await?;
    // Here and not in the background: whoever looks at the demo meets the numbers as they stay.
    accuracy::judged_now(&session.cx).await?;
    if session.json {
        let page = today::today(&session.cx, session.cx.now, session.settings.today_limit.value).await?;
        return super::today::print_entries(&page, DateFormat::default());
    }
    import::print_totals(&totals, false);
    say!();
    let page = today::today(&session.cx, session.cx.now, session.settings.today_limit.value).await?;
    super::today::print(&page, DateFormat::default());
    Ok(())
}
