//! Words of passkeys and of other ways to sign in.

use jiff::Timestamp;

use crate::look::Look;

/// The title of the page.
pub const TITLE: &str = "Passkeys";
/// What they are.
pub const DEK: &str = "Sign in with your finger, your face or the PIN of a device instead of a password and a code. The device \
    keeps the secret; Kith has nothing that could be stolen.";
/// The title of making one.
pub const NEW: &str = "Add a passkey";
/// What making one does.
pub const NEW_WHY: &str = "On this device, on your phone, or on a security key. Your browser asks which.";
/// Above the field of its name.
pub const NAME: &str = "What you call it";
/// What stands there.
pub const NAME_LIKE: &str = "My laptop";
/// The button.
pub const ADD: &str = "Add a passkey";
/// Where there is no way to make one here.
pub const NO_SITE: &str = "Passkeys are bound to a name. They can be added once Kith has one: set its public address (public_url), or \
    come by the name localhost.";
/// Where the browser knows no passkeys, or has no script.
pub const NO_SCRIPT: &str = "Adding one needs a browser that knows passkeys, with scripts turned on. Signing in with your password does not.";
/// Where the password was given too long ago.
pub const CONFIRM_WHY: &str = "To change how you sign in, confirm your password first.";
/// The link that does.
pub const CONFIRM: &str = "Confirm your password";
/// The title of the list.
pub const YOURS: &str = "Your passkeys";
/// The table of them, for those who do not see it.
pub const TABLE: &str = "Your passkeys, a line each";
/// Where there is none.
pub const NONE: &str = "None yet.";
/// A column.
pub const MADE: &str = "Added";
/// A column.
pub const USED: &str = "Last used";
/// A column.
pub const SITE: &str = "For the name";
/// Where it was never used.
pub const NEVER: &str = "never";
/// A button.
pub const RENAME: &str = "Rename";
/// A button.
pub const REMOVE: &str = "Remove";
/// The button of the sign-in.
pub const SIGN_IN: &str = "Sign in with a passkey";
/// Said when the browser gave none.
pub const NOT_GIVEN: &str = "The browser gave no passkey. Try again, or use your password.";
/// Said when the device has one for this account already.
pub const KNOWN: &str = "This device has a passkey for your account already.";
/// The title of what the name means.
pub const BOUND: &str = "If the name changes";
/// What it means.
pub const BOUND_WHY: &str = "A passkey works only under the name it was made for. If Kith moves to another public address, these \
    are of no more use: their owners need a password, or another administrator, to come in.";
/// The row on the page of the account.
pub const ROW_WHY: &str = "Instead of password and code, by a device that knows you.";
/// The link there.
pub const MANAGE: &str = "See your passkeys";

/// How many passkeys of whom are bound to a name.
pub fn bound(site: &str, whose: &[(String, i64)], is_here: bool) -> String {
    let all: i64 = whose.iter().map(|(_, count)| count).sum();
    let names: Vec<String> = whose.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    let noun = if all == 1 { "passkey is" } else { "passkeys are" };
    let state = if is_here { "the name you came by" } else { "not the name you came by" };
    format!("{all} {noun} bound to {site}, {state}: {}.", names.join(", "))
}

/// What a button renames or removes.
pub fn of(verb: &str, name: &str) -> String {
    format!("{verb} “{name}”")
}

/// When something took place, or that it never did.
pub fn when(look: &Look, at: Option<Timestamp>) -> String {
    at.map_or(NEVER.to_owned(), |at| look.day_time(at))
}

/// The button of another service.
pub fn by_service(name: &str) -> String {
    format!("Sign in with {name}")
}

/// The row of another service on the page of the account.
pub fn linked(name: &str, is_linked: bool) -> String {
    if is_linked {
        format!("You can sign in with your account of {name}.")
    } else {
        format!("Your account of {name} is not linked with this one.")
    }
}

/// Its button.
pub fn link(name: &str) -> String {
    format!("Link your account of {name}")
}

/// The button that parts the two.
pub fn unlink(name: &str) -> String {
    format!("Unlink your account of {name}")
}

/// What happens there.
pub fn go_why(name: &str) -> String {
    format!(
        "You leave this server for {name}, say there who you are, and come back. From then on you can sign in with that account."
    )
}

/// The link that leads there.
pub fn go_to(name: &str) -> String {
    format!("Go on to {name}")
}
