//! What can be typed about people, and about what was done to them.

use clap::{Args as ClapArgs, ValueEnum};
use jiff::civil::Date;

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

#[derive(Debug, ClapArgs)]
pub struct IntroduceArgs {
    /// A name, an address, or a number such as #12
    #[arg(required_unless_present_any = ["at", "role"])]
    pub name: Vec<String>,
    /// Anybody of this organization
    #[arg(long, value_name = "ORGANIZATION", conflicts_with = "name")]
    pub at: Option<String>,
    /// Anybody whose title says this, at that organization or anywhere
    #[arg(long = "as", value_name = "ROLE", conflicts_with = "name")]
    pub role: Option<String>,
    /// How many ways at most
    #[arg(short, value_name = "N", default_value_t = 3)]
    pub k: usize,
    /// The day to ask for [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

#[derive(Debug, ClapArgs)]
pub struct WhatIfArgs {
    /// Who would be gone: a name, an address, or a number such as #12, each quoted
    #[arg(required = true)]
    pub people: Vec<String>,
    /// Your own ties alone, without your colleagues'
    #[arg(long, conflicts_with = "of")]
    pub mine: bool,
    /// The ties of somebody else, as far as your sources show them
    #[arg(long, value_name = "PERSON")]
    pub of: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct HealthArgs {
    /// The day to ask for [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

#[derive(Debug, ClapArgs)]
pub struct IndustryArgs {
    /// The name of an organization; without it, the industries are listed
    pub organization: Option<String>,
    /// The word of what it works in, or "none" to take back what you said; without it, what is known
    pub industry: Option<String>,
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

/// If colleague mode holds.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ModeArg {
    On,
    Off,
}

#[derive(Debug, ClapArgs)]
pub struct ColleaguesArgs {
    /// Without it, say how it is
    pub mode: Option<ModeArg>,
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

/// `kith numbers`.
#[derive(Debug, ClapArgs)]
pub struct NumbersArgs {
    /// Compute warmth by the constants Kith came with, or again by those fitted to your past; `kith undo` takes it back
    #[arg(long = "use", value_name = "CONSTANTS")]
    pub constants: Option<ConstantsArg>,
}

/// Which constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConstantsArg {
    /// Those Kith came with.
    Fixed,
    /// Those fitted to your past.
    Fitted,
}
