//! What `kith token` and `kith secrets` take.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

/// The commands of tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token, or an app password for an address book or calendar; prints its secret, this once
    Add(TokenAddArgs),
    /// Those of somebody
    List {
        /// The mail address they sign in with
        login: String,
    },
    /// End one, at once and for good
    Revoke {
        /// The mail address they sign in with
        login: String,
        /// Its number, as `kith token list` has it
        number: i64,
    },
}

/// What a token may do, or an app password may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScopeArg {
    /// A token: read people, numbers and notes
    Read,
    /// A token: read, and log contact and change people
    Change,
    /// A token: see to sources and imports
    Run,
    /// An app password: the address book
    Contacts,
    /// An app password: the calendars
    Calendars,
}

#[derive(Debug, ClapArgs)]
pub struct TokenAddArgs {
    /// The mail address its owner signs in with
    pub login: String,
    /// Which program or device it is for
    #[arg(long)]
    pub name: String,
    /// What it may do; repeat it for each
    #[arg(long, required = true, value_name = "SCOPE")]
    pub scope: Vec<ScopeArg>,
    /// After how many days a token ends; an app password has no end unless you say so
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=365))]
    pub days: Option<u16>,
}

/// The commands of the key.
#[derive(Debug, Subcommand)]
pub enum SecretsCommand {
    /// Look if the key fits what is sealed
    Check,
    /// Change the key: everything is sealed anew, as one
    Rotate {
        /// The key is lost for good: begin anew, without what only it could read
        #[arg(long)]
        lost: bool,
    },
}
