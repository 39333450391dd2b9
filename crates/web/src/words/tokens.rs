//! Words for tokens and app passwords.

use app::features::tokens::{Kind, Reach};

/// The title of the page.
pub const TITLE: &str = "Tokens and app passwords";
/// Under it.
pub const DEK: &str =
    "What programs come in with on your behalf. Each can be ended by itself, and none opens your account.";
/// A row.
pub const TOKENS: &str = "Tokens";
/// Why.
pub const TOKENS_WHY: &str = "For scripts and programs that speak Kith’s own interface, documented in docs/api.md. A token \
                              ends by itself, at the latest after a year.";
/// A row.
pub const PASSWORDS: &str = "App passwords";
/// Why.
pub const PASSWORDS_WHY: &str =
    "For address books and calendars on phones and computers, which ask for a name and a password.";
/// A column.
pub const NAME: &str = "Name";
/// A column.
pub const USED: &str = "Last used";
/// A column.
pub const UNTIL: &str = "Good until";
/// It was not used.
pub const NEVER: &str = "never";
/// It has no end.
pub const NO_END: &str = "you end it";
/// Above the boxes.
pub const MAY: &str = "It may";
/// Above the choice.
pub const LASTS: &str = "It ends after";
/// For those who belong to no network.
pub const NOTHING_TO_OPEN: &str = "You belong to no network here that a program could see.";
/// The button below a secret that is shown once.
pub const KEPT: &str = "I have kept it";
/// Above a secret.
pub const SHOWN_ONCE: &str =
    "It is shown this once and kept nowhere in the clear: put it where it belongs now.";
/// What stands for the name where an app password is asked for.
pub const LOGIN: &str = "User name";

/// When it was last used, and from where.
pub fn used(when: &str, from: &str) -> String {
    if from.is_empty() { when.to_owned() } else { format!("{when}, from {from}") }
}

/// Both in a line, on a phone.
pub fn used_and_until(used: &str, until: &str) -> String {
    format!("Last used: {used} · Good until: {until}")
}

/// Its time is over.
pub fn over(until: &str) -> String {
    format!("over since {until}")
}

/// When it was made.
pub fn made_on(when: &str) -> String {
    format!("made {when}")
}

/// There is none.
pub fn none(kind: Kind) -> &'static str {
    match kind {
        Kind::Api => "There is no token.",
        Kind::App => "There is no app password.",
    }
}

/// What the table is.
pub fn caption(kind: Kind) -> &'static str {
    match kind {
        Kind::Api => "Tokens, newest first",
        Kind::App => "App passwords, newest first",
    }
}

/// The button that makes one.
pub fn make(kind: Kind) -> &'static str {
    match kind {
        Kind::Api => "Make a token",
        Kind::App => "Make an app password",
    }
}

/// The label of the name of a new one.
pub fn name_of_new(kind: Kind) -> &'static str {
    match kind {
        Kind::Api => "Which program is the token for?",
        Kind::App => "Which device is the app password for?",
    }
}

/// The title of the page that shows one.
pub fn made(kind: Kind) -> &'static str {
    match kind {
        Kind::Api => "Your new token",
        Kind::App => "Your new app password",
    }
}

/// What stands before the secret.
pub fn secret(kind: Kind) -> &'static str {
    match kind {
        Kind::Api => "Token",
        Kind::App => "Password",
    }
}

/// How it is used.
pub fn how(kind: Kind) -> &'static str {
    match kind {
        Kind::Api => "A program says it in the header Authorization, as “Bearer” and a space before it.",
        Kind::App => "The dashes may be left out, and letters may be large or small.",
    }
}

/// What one may do.
pub fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Read => "read people, numbers and notes",
        Reach::Change => "log contact and change people, signed with your name and its own",
        Reach::Run => "see to sources and imports",
        Reach::Contacts => "reach your address book",
        Reach::Calendars => "reach your calendars",
    }
}

/// What one is for, in a few words.
pub fn is_for(reaches: &[Reach]) -> String {
    reaches.iter().map(|reach| reach.word()).collect::<Vec<_>>().join(", ")
}

/// A number of days.
pub fn days(days: u16) -> String {
    match days {
        365 => "a year".to_owned(),
        days => format!("{days} days"),
    }
}
