//! What can be typed to keep a network and to let go of it: backups, exports, forgetting, retention, holds.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use jiff::civil::Date;

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
