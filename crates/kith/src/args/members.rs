//! What can be typed about who signs in and who works for whom.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

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
    /// Take second factor, passkeys and links to another service away too, for those who lost the phone and the recovery codes
    #[arg(long)]
    pub without_second_factor: bool,
    /// Read the password from standard input, a line, instead of making a link
    #[arg(long)]
    pub password_stdin: bool,
}
