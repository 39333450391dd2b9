//! What can be typed.

pub mod connections;
mod tokens;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

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
    /// Log a call, a meeting, a message, or a note; contact resets the clock
    Log(LogArgs),
    /// Leave a person alone on Today until a day
    Snooze(SnoozeArgs),
    /// Say that two people are one; `kith undo` takes it apart again
    Join(JoinArgs),
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

#[derive(Debug, ClapArgs)]
pub struct DemoArgs {
    /// Do not serve the pages, only print the list
    #[arg(long)]
    pub no_serve: bool,
    /// The seed of the sample network
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
}

#[derive(Debug, ClapArgs)]
pub struct ImportArgs {
    /// Files, folders and archives
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// An address of yours; repeat it for each
    #[arg(long, value_name = "EMAIL")]
    pub me: Vec<String>,
    /// Say what would happen and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write what became of each item to this file, a line an item
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Do not keep subjects and titles
    #[arg(long)]
    pub no_subjects: bool,
    /// Go on with an interrupted import; every import does, so this is only for clarity
    #[arg(long, hide = true)]
    pub resume: bool,
}

#[derive(Debug, ClapArgs)]
pub struct TodayArgs {
    /// The day to ask for [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// How many people at most [default: the setting `today.limit`, 5]
    #[arg(short = 'n', value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, ClapArgs)]
pub struct PeopleArgs {
    /// Part of a name or an address
    pub query: Option<String>,
    /// The day to ask for [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// How many lines at most
    #[arg(short = 'n', value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// The lists, newsletters, robots and role mailboxes that are kept out
    #[arg(long, conflicts_with = "query")]
    pub kept_out: bool,
}

#[derive(Debug, ClapArgs)]
pub struct PersonArgs {
    /// A name, an address, or a number such as #12
    #[arg(required = true)]
    pub name: Vec<String>,
    /// The day to ask for [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// What can be logged.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogKindArg {
    Call,
    Meeting,
    Message,
    Note,
}

#[derive(Debug, ClapArgs)]
pub struct LogArgs {
    /// A name, an address, or a number such as #12
    pub person: String,
    /// What took place
    pub kind: LogKindArg,
    /// What it was about
    pub text: Option<String>,
    /// The day it took place, if not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
}

#[derive(Debug, ClapArgs)]
pub struct SnoozeArgs {
    /// A name, an address, or a number such as #12
    pub person: String,
    /// The day to show them again from
    pub until: Date,
}

#[derive(Debug, ClapArgs)]
pub struct JoinArgs {
    /// The person who stays
    pub survivor: String,
    /// The person who turns out to be the same
    pub joined: String,
}

#[derive(Debug, ClapArgs)]
pub struct AuditArgs {
    /// How many lines at most
    #[arg(short = 'n', value_name = "N", default_value_t = 20)]
    pub limit: i64,
    /// Also the joins that imports made by themselves
    #[arg(long)]
    pub all: bool,
    /// Since this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// What was done about this person
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// What this member did
    #[arg(long, value_name = "MEMBER")]
    pub by: Option<String>,
    /// What is of this kind: log, note, join, import, set, undo …
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// What is older than the act of this number
    #[arg(long, value_name = "NUMBER")]
    pub before: Option<i64>,
    /// What happened to accounts instead: sign-ins, failures, resets, tokens
    #[arg(long, conflicts_with_all = ["all", "since", "person", "by", "kind"])]
    pub sign_ins: bool,
}

#[derive(Debug, ClapArgs)]
pub struct UndoArgs {
    /// The number of an act, as `kith audit` lists it
    pub act: Option<i64>,
}

#[derive(Debug, ClapArgs)]
pub struct BackupArgs {
    /// The file to write; - for standard output
    pub file: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
    /// Seal it to this public key of age (age1…); repeat it for each
    #[arg(long, value_name = "KEY")]
    pub recipient: Vec<String>,
    /// Seal it with a passphrase: asked for, or taken from KITH_BACKUP_PASSPHRASE
    #[arg(long, conflicts_with = "recipient")]
    pub passphrase: bool,
}

/// What opens a sealed backup; a passphrase is asked for, or taken from `KITH_BACKUP_PASSPHRASE`.
#[derive(Debug, ClapArgs)]
pub struct KeyArgs {
    /// The file with the secret key of a recipient, as age-keygen writes it
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct RestoreArgs {
    /// The backup
    pub file: PathBuf,
    /// Put it in the place of a network that is there, which is kept as a backup first
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub key: KeyArgs,
}

#[derive(Debug, ClapArgs)]
pub struct VerifyArgs {
    /// The backup [default: the database in use]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub key: KeyArgs,
}

/// How everything is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// All of the following but the last
    All,
    /// The address book: vCard 4.0
    Vcf,
    /// The meetings: iCalendar
    Ics,
    /// Tables for a spreadsheet
    Csv,
    /// Kith's own format, which `kith import` takes into an empty Kith
    Json,
    /// The network as a graph: GraphML
    Graphml,
    /// The network as a graph: GEXF
    Gexf,
    /// Lines on standard output, without any internal number and sorted: equal networks give equal bytes
    Canonical,
}

#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    /// A folder that is not there yet
    #[arg(value_name = "DIR", required_unless_present = "format")]
    pub folder: Option<PathBuf>,
    /// How to write it down
    #[arg(long, default_value = "all")]
    pub format: ExportFormat,
}

#[derive(Debug, ClapArgs)]
pub struct EverythingArgs {
    /// A name, an address, or a number such as #12
    #[arg(required = true)]
    pub name: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub struct ForgetArgs {
    /// A name, an address, or a number such as #12
    #[arg(required_unless_present_any = ["list", "let_in", "drop_backups"])]
    pub name: Vec<String>,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
    /// When people were forgotten, and how many backups still hold them
    #[arg(long, conflicts_with = "name")]
    pub list: bool,
    /// Delete the backups in the data folder that hold somebody who was forgotten
    #[arg(long, conflicts_with_all = ["name", "list"])]
    pub drop_backups: bool,
    /// Let an address that was forgotten be imported again
    #[arg(long, value_name = "EMAIL", conflicts_with_all = ["name", "list"])]
    pub let_in: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct RetentionArgs {
    /// Say what would be erased and change nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(subcommand)]
    pub command: Option<RetentionCommand>,
}

#[derive(Debug, Subcommand)]
pub enum RetentionCommand {
    /// The sources, and how long each is kept
    List,
    /// Keep a source for so many months; 0 for ever
    Set {
        /// Its number, as `kith retention list` has it
        source: i64,
        /// How many months
        months: i64,
    },
}

#[derive(Debug, Subcommand)]
pub enum HoldCommand {
    /// Hold a person, or the contact of a range of days
    Add(HoldArgs),
    /// All holds, those that were lifted too
    List,
    /// Lift a hold
    Lift {
        /// Its number, as `kith hold list` has it
        hold: i64,
    },
}

#[derive(Debug, ClapArgs)]
pub struct HoldArgs {
    /// A name, an address, or a number such as #12; without, everybody
    #[arg(long)]
    pub person: Option<String>,
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// Why
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, ClapArgs)]
pub struct SampleArgs {
    /// How many people
    #[arg(long, default_value_t = 1_000)]
    pub people: u32,
    /// How many interactions
    #[arg(long, default_value_t = 50_000)]
    pub interactions: u64,
    /// The seed
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
}

#[derive(Debug, Subcommand)]
pub enum LabCommand {
    /// The numbers of every pair in a file of touches (columns time,src,dst,kind[,dur]; .gz or .zst too)
    Score(ScoreArgs),
}

#[derive(Debug, ClapArgs)]
pub struct ScoreArgs {
    /// The file of touches; time in seconds
    pub touches: PathBuf,
    /// Only touches up to this time count, in seconds
    #[arg(long, value_name = "T")]
    pub as_of: i64,
    /// `p_touch` is the chance of a touch within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30.0)]
    pub horizon: f64,
    /// Fit the constants to the file's own past first
    #[arg(long)]
    pub calibrate: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Let somebody sign in; prints a link by which they choose a password, unless you type one
    Add(UserAddArgs),
    /// Everybody who can sign in
    List,
    /// End somebody's sessions and print a link by which they choose a new password, unless you type one
    Reset(UserResetArgs),
    /// Let somebody sign in no more, and end their sessions at once
    Disable(LoginArgs),
    /// Let somebody sign in again
    Enable(LoginArgs),
}

#[derive(Debug, ClapArgs)]
pub struct LoginArgs {
    /// The mail address they sign in with
    pub login: String,
}

#[derive(Debug, Subcommand)]
pub enum DelegateCommand {
    /// Invite somebody to work for you; prints the link, good for seven days, once
    Add(DelegateAddArgs),
    /// Everybody who works for you, and whom you invited
    List,
    /// Change what somebody may do and see
    Change(DelegateChangeArgs),
    /// End what somebody may, at once; `kith undo` lets them in again
    End(DelegateEndArgs),
}

/// What a delegate may do.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum MayArg {
    /// Look on, without a queue
    View,
    /// See, with a queue
    See,
    /// Suggest: what they ask for waits in your tray
    Suggest,
    /// Act for you, signed with both names
    ActFor,
    /// Nothing but run the place
    Run,
}

/// What can be opened to a delegate.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum OpenArg {
    /// Subjects of mails and titles of meetings
    Titles,
    /// Birthdays, family and health
    Family,
    /// Private notes
    PrivateNotes,
    /// People you keep to yourself
    PrivatePeople,
}

#[derive(Debug, ClapArgs)]
pub struct GrantArgs {
    /// What they may do
    #[arg(long)]
    pub may: MayArg,
    /// They see the key people alone
    #[arg(long, conflicts_with_all = ["organization", "person"])]
    pub key_people: bool,
    /// They see the people of this organization alone; repeat it for each
    #[arg(long, value_name = "NAME", conflicts_with = "person")]
    pub organization: Vec<String>,
    /// They see this person alone (a name, an address, or #12); repeat it for each
    #[arg(long, value_name = "PERSON")]
    pub person: Vec<String>,
    /// What is opened to them; repeat it for each
    #[arg(long)]
    pub open: Vec<OpenArg>,
    /// They run the place as well: sources, imports and what was kept out
    #[arg(long)]
    pub runs: bool,
}

#[derive(Debug, ClapArgs)]
pub struct DelegateAddArgs {
    /// Their name
    pub name: String,
    #[command(flatten)]
    pub grant: GrantArgs,
}

#[derive(Debug, ClapArgs)]
pub struct DelegateChangeArgs {
    /// Their number, as `kith delegate list` tells it
    pub member: i64,
    #[command(flatten)]
    pub grant: GrantArgs,
}

#[derive(Debug, ClapArgs)]
pub struct DelegateEndArgs {
    /// Their number, as `kith delegate list` tells it
    pub member: i64,
}

#[derive(Debug, ClapArgs)]
pub struct UserAddArgs {
    /// The mail address they sign in with
    pub login: String,
    /// Their name
    #[arg(long)]
    pub name: String,
    /// They get a network of their own; the first one gets the network that is there
    #[arg(long)]
    pub principal: bool,
    /// They see to the server: accounts and backups
    #[arg(long)]
    pub administrator: bool,
    /// Read the password from standard input, a line, instead of making a link
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, ClapArgs)]
pub struct UserResetArgs {
    /// The mail address they sign in with
    pub login: String,
    /// Take their second factor and their passkeys away too, for those who lost the phone and the recovery codes
    #[arg(long)]
    pub without_second_factor: bool,
    /// Read the password from standard input, a line, instead of making a link
    #[arg(long)]
    pub password_stdin: bool,
}
