//! Refusals about accounts: making them, signing in, passwords and second factors.

pub(crate) const CONFIRM_PASSWORD_FIRST: &str = "your sign-in is some time ago: confirm your password first";

pub(crate) const HAS_NO_PASSWORD: &str = "you have no password here: sign in again instead";

pub(crate) const NAME_IMPOSSIBLE: &str = "write a name of at most 100 letters";

pub(crate) const LINK_GONE: &str = "this link was used, or is older than 24 hours: ask for another";

pub(crate) const HAS_OWNER: &str = "this Kith has an owner already: sign in";

pub(crate) fn login_taken(login: &str) -> String {
    format!("somebody signs in as {login} already")
}

pub(crate) const LAST_ADMINISTRATOR: &str =
    "nobody else sees to this server: make another administrator first";

pub(crate) fn without_own_network(login: &str) -> String {
    format!("{login} has no network of their own")
}

pub(crate) const LOGIN_IMPOSSIBLE: &str = "write a mail address, such as name@company.com";

pub(crate) fn nobody_signs_in_as(login: &str) -> String {
    format!("nobody signs in as {login}")
}

pub(crate) const NO_SUCH_ACCOUNT: &str = "there is no such account";

pub(crate) const FACTOR_ON_ALREADY: &str = "the second factor is on already";

pub(crate) const CODE_WRONG: &str =
    "that code is not right: type the one the app shows now, and look if the clock of the phone is right";

pub(crate) const FACTOR_OFF: &str = "recovery codes belong to the second factor, which is off";

pub(crate) const MAY_NOT_SIGN_IN: &str = "this account may not sign in";

pub(crate) const NO_SUCH_NETWORK: &str = "there is no such network";

pub(crate) const SESSION_ENDED: &str = "that session has ended already";

pub(crate) const ONLY_WAY_IN: &str =
    "this is the only way in: have `kith user reset` make you a password first";

pub(crate) fn disabled_already(login: &str) -> String {
    format!("{login} is disabled already")
}

pub(crate) fn enabled_already(login: &str) -> String {
    format!("{login} is enabled already")
}

pub(crate) fn password_too_short(least: usize, letters: usize) -> String {
    format!("a password has at least {least} letters, and this one {letters}")
}

pub(crate) fn password_too_long(most: usize) -> String {
    format!("a password has at most {most} letters")
}

pub(crate) const PASSWORD_OF_NAME: &str =
    "a password with your name or mail address in it is the first that is tried";

pub(crate) const PASSWORD_COMMON: &str = "this is among the passwords that are tried first: take several words that do not belong together, or let a \
     password manager make one";
