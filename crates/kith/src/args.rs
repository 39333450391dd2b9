//! What can be typed: the commands, and the settings that each of them takes. What follows a command stands beside, by kind.

pub mod connections;
mod importing;
mod keeping;
mod lab;
mod members;
mod people;
mod tokens;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

pub use importing::{DemoArgs, ImportArgs, SampleArgs};
pub use keeping::{
    BackupArgs, EverythingArgs, ExportArgs, ExportFormat, ForgetArgs, HoldArgs, HoldCommand, KeyArgs,
    RestoreArgs, RetentionArgs, RetentionCommand, VerifyArgs,
};
pub use lab::{LabCommand, LayoutArgs, MeasureArg, MeasureArgs, PathArgs, ScoreArgs};
pub use members::{DelegateCommand, GrantArgs, MayArg, OpenArg, UserAddArgs, UserCommand, UserResetArgs};
pub use people::{
    AuditArgs, ColleaguesArgs, ConstantsArg, HealthArgs, IndustryArgs, IntroduceArgs, JoinArgs, LogArgs,
    LogKindArg, ModeArg, NumbersArgs, PeopleArgs, PersonArgs, SnoozeArgs, TodayArgs, UndoArgs, WhatIfArgs,
};
pub use tokens::{ScopeArg, SecretsCommand, TokenAddArgs, TokenCommand};

/// Relationship intelligence its owner owns: who you know, how each relationship is doing, and whom to reach out to.
///
/// Without a command the pages are served, to this machine alone.
#[derive(Debug, Parser)]
#[command(name = "kith", version, max_term_width = 100)]
pub struct Args {
    #[command(flatten)]
    pub settings: SettingsArgs,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Settings that every command takes; see `kith doctor` for where each comes from.
#[derive(Debug, ClapArgs)]
pub struct SettingsArgs {
    /// The folder with the data [default: the user's data folder for kith]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print JSON instead of words
    #[arg(long, global = true)]
    pub json: bool,
    /// Where pages are served; to other machines only with TLS, or behind a proxy that speaks it [default: 127.0.0.1:8484]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Act in the network of the person who signs in with this mail address [default: the first network]
    #[arg(long = "for", global = true, value_name = "LOGIN")]
    pub on_behalf_of: Option<String>,
    #[command(flatten)]
    pub connections: connections::ConnectionArgs,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a sample network as real files, import it, show today's list, and serve its pages
    Demo(DemoArgs),
    /// Import files and folders: mail, cards, calendars, LinkedIn exports; the content decides the format
    Import(ImportArgs),
    /// Whom to reach out to, and why
    Today(TodayArgs),
    /// The people you have a relationship with, or those that match a text
    People(PeopleArgs),
    /// One person: numbers with receipts, addresses, latest contact
    Person(PersonArgs),
    /// By whom you are best introduced to somebody, or to anybody of an organization
    Path(IntroduceArgs),
    /// What nobody would hold if somebody left, or several, and who could take over
    #[command(name = "whatif")]
    WhatIf(WhatIfArgs),
    /// How the network is doing as a whole, beside a quarter before
    Health(HealthArgs),
    /// What an organization works in; say it, or list what can be said
    Industry(IndustryArgs),
    /// Log a call, a meeting, a message, or a note; contact resets the clock
    Log(LogArgs),
    /// Leave a person alone on Today until a day
    Snooze(SnoozeArgs),
    /// Say that two people are one; `kith undo` takes it apart again
    Join(JoinArgs),
    /// If people at your own domains are spared from being measured; switch it on or off
    Colleagues(ColleaguesArgs),
    /// How good the numbers were on your own past, and by which constants warmth is computed
    Numbers(NumbersArgs),
    /// What was done, newest first
    #[command(alias = "acts")]
    Audit(AuditArgs),
    /// Take the last act back, or the one with this number
    Undo(UndoArgs),
    /// Who can sign in
    #[command(subcommand)]
    User(UserCommand),
    /// What programs come in with on somebody's behalf: tokens, and passwords for address books and calendars
    #[command(subcommand)]
    Token(TokenCommand),
    /// Who works for you, and what they may do and see
    #[command(subcommand)]
    Delegate(DelegateCommand),
    /// The key beside the database, which seals what Kith itself must read again
    #[command(subcommand)]
    Secrets(SecretsCommand),
    /// Derive all ties again from the interactions
    Rebuild,
    /// Look the database and the settings over
    Doctor,
    /// Write a backup of everything to one file, while Kith works
    Backup(BackupArgs),
    /// Put a backup into an empty data folder, or in the place of what is there
    Restore(RestoreArgs),
    /// Look a backup over and try to restore it; without a file, look the database over
    Verify(VerifyArgs),
    /// Write everything that is held to a new folder: address book, diary, tables, graph, and Kith's own format
    Export(ExportArgs),
    /// Everything that is held about one human, source by source
    Everything(EverythingArgs),
    /// Forget one human for good: erased everywhere, and kept out of the next import
    Forget(ForgetArgs),
    /// How long what a source tells of is kept; without a command, erase what is older
    Retention(RetentionArgs),
    /// What may not be erased: hold a person or a range of days, and lift it again
    #[command(subcommand)]
    Hold(HoldCommand),
    /// Fill a database with an invented network of any size, for benchmarks
    Sample(SampleArgs),
    /// The engines on plain files, without a database
    #[command(subcommand)]
    Lab(LabCommand),
}
