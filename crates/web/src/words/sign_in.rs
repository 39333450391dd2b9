//! Words of the door: sign-in, the first start, a password by a link.

use jiff::Timestamp;

use crate::look::Look;

/// The title of the page, and its button.
pub const SIGN_IN: &str = "Sign in";
/// Above the field of the login.
pub const MAIL_ADDRESS: &str = "Mail address";
/// Above the field of the password.
pub const PASSWORD: &str = "Password";
/// Above the same once more.
pub const PASSWORD_AGAIN: &str = "The same password again";
/// What to do without the password.
pub const FORGOT: &str = "Forgot it? Whoever runs this server can set a new one:";
/// The command that does.
pub const RESET: &str = "kith user reset";
/// The title of the second step.
pub const CODE_TITLE: &str = "One more step";
/// What is asked for.
pub const CODE_WHY: &str = "Type the six digits your authenticator app shows now.";
/// Above the field of the code.
pub const CODE: &str = "Code";
/// What is asked for without the app.
pub const RECOVERY_WHY: &str = "Type one of the recovery codes you kept. Each works once.";
/// Above the field of a recovery code.
pub const RECOVERY_CODE: &str = "Recovery code";
/// The link for those without their phone.
pub const USE_RECOVERY: &str = "Use a recovery code instead";
/// And back.
pub const USE_APP: &str = "Use the app instead";
/// The button of the second step.
pub const GO_ON: &str = "Go on";
/// Said when the first step was too long ago.
pub const START_AGAIN: &str = "That took longer than ten minutes. Sign in again.";
/// Said after a password was chosen by a link.
pub const CHOSEN: &str = "Your password is set. Sign in with it.";

/// By the time of day.
pub fn greeting(look: &Look, now: Timestamp) -> &'static str {
    match now.to_zoned(look.zone.clone()).hour() {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    }
}

/// Where one is.
pub fn whose(host: &str) -> String {
    format!("This is Kith on {host}.")
}

/// Why one was not let in.
pub fn wrong(left: i64) -> String {
    format!("Mail address and password do not belong together. {}", tries(left))
}

/// Why a code was not taken.
pub fn wrong_code(left: i64) -> String {
    format!("That code is not right, or was used already. {}", tries(left))
}

/// Why a password was not taken.
pub fn wrong_password(left: i64) -> String {
    format!("That password is not right. {}", tries(left))
}

fn tries(left: i64) -> String {
    match left {
        0 => "Now there is a pause of 10 minutes.".to_owned(),
        1 => "One try left, then a pause of 10 minutes.".to_owned(),
        n => format!("{n} tries left, then a pause of 10 minutes."),
    }
}

/// Why nothing was looked at.
pub fn paused(look: &Look, until: Timestamp) -> String {
    format!("Too many tries failed. Wait until {}, then try again.", look.time(until))
}

/// The title of the first start.
pub const OWNER_TITLE: &str = "Whose Kith is this?";
/// What the first start asks for, and why.
pub const OWNER_WHY: &str = "Nobody has signed in here yet. Whoever fills this in owns the network, and sees to this server. \
     It stays on this server: nobody is asked for the mail address but you, and no mail is sent.";
/// Above the field of the name.
pub const NAME: &str = "Your name";
/// What passwords must be.
pub const RULES: &str =
    "At least 12 letters. Several words that do not belong together are best; spaces count.";
/// The button of the first start.
pub const OWN: &str = "Begin";
/// Where the address with the key is.
pub const KEY_MISSING: &str = "This Kith can be reached from other machines, so that its first owner needs the address printed where it was \
     started. Look in that terminal, or in the log, for the line that begins with \u{201c}To begin, open\u{201d}.";
/// Said when the two passwords differ.
pub const NOT_THE_SAME: &str = "The two passwords are not the same.";

/// The title of the page that a link opens.
pub const CHOOSE_TITLE: &str = "Choose a password";
/// The button of that page.
pub const CHOOSE: &str = "Set this password";
/// Said of a link that opens nothing.
pub const LINK_GONE: &str =
    "This link was used already, or is older than 24 hours. Ask whoever runs this server for another.";

/// Whose password it is.
pub fn choosing_for(name: &str, login: &str) -> String {
    format!("For {name}, who signs in as {login}.")
}
