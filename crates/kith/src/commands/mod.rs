//! A file for each group of commands; [`run`] opens what the command needs and calls it.

mod backup;
mod colleagues;
mod delegates;
mod demo;
mod doctor;
mod erasure;
mod export;
mod health;
mod hold;
mod import;
mod industry;
mod lab;
mod numbers;
mod path;
mod people;
mod record;
mod sample;
mod secrets;
mod serve;
mod today;
mod tokens;
mod users;
mod warnings;
mod whatif;

use app::features::accounts::making;
use app::outer::clock::Clock;
use app::{App, Cx};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::args::{Args, Command};
use crate::settings::Settings;
use crate::show::say;

/// What a command fails with: words for the person at the terminal.
#[derive(Debug)]
pub struct Failure(pub String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}

/// The result of a command.
pub type Outcome = Result<(), Failure>;

/// What every command but those on plain files is given.
pub struct Session {
    /// Who acts, where and when.
    pub cx: Cx,
    /// The settings.
    pub settings: Settings,
    /// Print JSON.
    pub json: bool,
}

impl Session {
    /// The end of a day in the owner's time zone, or now without one.
    pub fn moment(&self, day: Option<Date>) -> Result<Timestamp, Failure> {
        let Some(day) = day else { return Ok(self.cx.now) };
        let end = day.at(23, 59, 59, 0).to_zoned(self.cx.app.zone.clone())?;
        Ok(end.timestamp())
    }

    /// The owner's day at a moment.
    pub fn day_of(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.cx.app.zone.clone()).date()
    }
}

/// Runs a command.
pub fn run(args: Args) -> Outcome {
    if let Some(Command::Lab(command)) = &args.command {
        return lab::run(command);
    }
    let settings = Settings::load(&args.settings).map_err(Failure)?;
    if let Some(Command::Demo(demo)) = &args.command {
        return demo::run(demo, &args.settings, settings);
    }
    match &args.command {
        Some(Command::Restore(restore)) => return backup::restore(restore, &settings, args.settings.json),
        Some(Command::Verify(verify)) => return backup::verify(verify, settings, args.settings.json),
        _ => {}
    }
    let Some(command) = args.command else {
        return with_session(settings, args.settings.json, serve::pages);
    };
    with_session(settings, args.settings.json, async |session| match &command {
        Command::Import(a) => import::run(session, a).await,
        Command::Today(a) => today::run(session, a).await,
        Command::People(a) => people::list(session, a).await,
        Command::Person(a) => people::person(session, a).await,
        Command::Path(a) => path::run(session, a).await,
        Command::WhatIf(a) => whatif::run(session, a).await,
        Command::Health(a) => health::run(session, a).await,
        Command::Industry(a) => industry::run(session, a).await,
        Command::Log(a) => record::log(session, a).await,
        Command::Snooze(a) => record::snooze(session, a).await,
        Command::Join(a) => record::join(session, a).await,
        Command::Colleagues(a) => colleagues::run(session, a).await,
        Command::Numbers(a) => numbers::run(session, a).await,
        Command::Audit(a) => record::audit(session, a).await,
        Command::Undo(a) => record::undo(session, a).await,
        Command::User(command) => users::run(session, command).await,
        Command::Token(command) => tokens::run(session, command).await,
        Command::Delegate(command) => delegates::run(session, command).await,
        Command::Secrets(command) => secrets::run(session, command).await,
        Command::Rebuild => doctor::rebuild(session).await,
        Command::Doctor => doctor::doctor(session).await,
        Command::Backup(a) => backup::make(session, a).await,
        Command::Export(a) => export::run(session, a).await,
        Command::Everything(a) => erasure::everything(session, a).await,
        Command::Forget(a) => erasure::forget(session, a).await,
        Command::Retention(a) => erasure::retention(session, a).await,
        Command::Hold(a) => hold::run(session, a).await,
        Command::Sample(a) => sample::run(session, a).await,
        Command::Demo(_) | Command::Lab(_) | Command::Restore(_) | Command::Verify(_) => Ok(()),
    })
}

/// Opens the database, runs something with it, and closes it again.
fn with_session(settings: Settings, json: bool, act: impl AsyncFnOnce(&Session) -> Outcome) -> Outcome {
    runtime()?.block_on(async {
        let zone = TimeZone::get(&settings.time_zone.value).map_err(|_| {
            Failure(format!("“{}” is no time zone: set one like Europe/Vienna", settings.time_zone.value))
        })?;
        let url = settings.database_url.as_ref().map(|s| s.value.as_str());
        let app = App::open(url, &settings.data.value, Clock::System, zone).await?;
        let cx = match &settings.on_behalf_of {
            Some(login) => making::cx_for(&app, login).await?,
            None => app.cx(),
        };
        let session = Session { cx, settings, json };
        let outcome = act(&session).await;
        app.db.close().await;
        outcome
    })
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

/// Prints a value as JSON on standard output.
pub fn print_json(value: &impl serde::Serialize) -> Outcome {
    say!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}
