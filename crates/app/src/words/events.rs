//! What is said of an event of an account beside its kind. These texts are stored with the event as they are here.

pub(crate) const CHANGED: &str = "changed";
pub(crate) const CHOSEN_BY_LINK: &str = "chosen by a link";
pub(crate) const SET: &str = "set";
pub(crate) const TAKEN_AWAY: &str = "taken away";
pub(crate) const TAKEN_AWAY_KEY_LOST: &str = "taken away, since its key is lost";
pub(crate) const DISABLED: &str = "disabled";
pub(crate) const ENABLED: &str = "enabled";
pub(crate) const TURNED_ON: &str = "turned on";
pub(crate) const TURNED_OFF: &str = "turned off";
pub(crate) const NEW_CODES: &str = "new recovery codes";
pub(crate) const ONE_SESSION: &str = "one session";
pub(crate) const OTHER_SESSIONS: &str = "all other sessions";
pub(crate) const MADE: &str = "made";
pub(crate) const REMOVED: &str = "removed";

/// By what somebody tried to sign in.
pub(crate) const PASSWORD: &str = "password";
pub(crate) const SECOND_FACTOR: &str = "second factor";
pub(crate) const PASSKEY: &str = "passkey";
pub(crate) const TOKEN: &str = "token";
pub(crate) const APP_PASSWORD: &str = "app password";

/// Why a token that is known is of no use.
pub(crate) const ENDED: &str = "ended";
pub(crate) const TIME_OVER: &str = "its time is over";
pub(crate) const ACCOUNT_DISABLED: &str = "the account is disabled";
pub(crate) const MEMBERSHIP_ENDED: &str = "the membership has ended";
pub(crate) const ANOTHER_NAME: &str = "with another name";

pub(crate) fn token_useless(kind: &str, name: &str, why: &str) -> String {
    format!("{kind} “{name}”: {why}")
}

pub(crate) fn token_used(kind: &str, name: &str) -> String {
    format!("{kind} “{name}”")
}

pub(crate) fn token_made(kind: &str, name: &str, reaches: &str) -> String {
    format!("{kind} “{name}”: {reaches}")
}

pub(crate) fn token_ended(name: &str) -> String {
    format!("“{name}”")
}

pub(crate) fn all_tokens_ended(count: u64) -> String {
    format!("all {count}")
}

/// A passkey counted fewer signatures than before.
pub(crate) fn passkey_copied(count: i64, known: i64) -> String {
    format!("passkey signed {count} times and {known} before: it may have been copied")
}

pub(crate) fn unlinked(issuer: &str) -> String {
    format!("no more: {issuer}")
}

/// Where events come from that happen at the server itself.
pub(crate) const HERE: &str = "command line";
/// What is said of the owner of the first start; the first start is found by it.
pub(crate) const FIRST: &str = "owner of the first start";

pub(crate) fn first_sign_in_with(provider: &str) -> String {
    format!("and every other way in taken away: first sign-in with {provider}")
}
