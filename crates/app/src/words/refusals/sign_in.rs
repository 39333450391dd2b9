//! Refusals about passkeys, tokens and other services that sign people in.

pub(crate) fn not_linked(provider: &str) -> String {
    format!("your account of {provider} is not linked with this one")
}

pub(crate) const NO_OWNER_YET: &str = "this Kith has no owner yet: the terminal says how to become it";

pub(crate) fn belongs_to_nobody(provider: &str) -> String {
    format!("nobody here belongs to this account of {provider}")
}

pub(crate) fn belongs_to_another(provider: &str) -> String {
    format!("this account of {provider} belongs to somebody already")
}

pub(crate) const TOO_LATE: &str = "that took too long, or was answered already: try again";

pub(crate) const OTHER_SERVICE: &str = "the answer is of another service";

pub(crate) const SIGN_IN_TO_LINK: &str = "sign in again, and then link the two";

pub(crate) fn not_let_in(provider: &str) -> String {
    format!("{provider} did not let you in")
}

pub(crate) const DOMAIN_NOT_TAKEN: &str = "mail addresses of that domain do not sign in here";

pub(crate) const NO_SERVICE: &str = "no other service signs people in here";

pub(crate) fn mail_unverified(provider: &str) -> String {
    format!("{provider} does not say that it has verified your mail address")
}

pub(crate) const PASSKEY_KNOWN: &str = "this passkey is known already";

pub(crate) fn passkey_name_impossible(most: usize) -> String {
    format!("write a name of at most {most} letters")
}

pub(crate) fn too_many_passkeys(most: usize) -> String {
    format!("an account has at most {most} passkeys: remove one first")
}

pub(crate) const PASSKEY_UNKNOWN: &str =
    "this passkey is not known here: it may have been removed. Sign in with your password";

pub(crate) const PASSKEY_GONE: &str = "there is no such passkey any more";

pub(crate) fn without_network(login: &str) -> String {
    format!("{login} belongs to no network")
}

pub(crate) const TOKEN_NAME_IMPOSSIBLE: &str = "say in at most 60 letters what it is for";

pub(crate) fn token_reach_needed(words: &str) -> String {
    format!("choose what it may do: {words}")
}

pub(crate) fn token_days_needed(most: u16) -> String {
    format!("choose how long it lasts: 1 to {most} days")
}

pub(crate) fn too_many_tokens(most: i64) -> String {
    format!("there are {most} already: end those that are not used")
}

pub(crate) fn token_name_taken(name: &str) -> String {
    format!("“{name}” is there already: take another name, or end it first")
}

pub(crate) const TOKEN_ENDED: &str = "that one was ended already";

pub(crate) const PASSKEY_ANSWER_MALFORMED: &str = "the answer of the browser cannot be read";

pub(crate) const PASSKEY_ANSWER_OTHER_KIND: &str = "the answer belongs to another question";

pub(crate) const PASSKEY_ANSWER_OTHER_SITE: &str = "the answer was made for another site";

pub(crate) const PASSKEY_ANSWER_NOT_VERIFIED: &str = "the device did not ask who you are";

pub(crate) const PASSKEY_ANSWER_UNKNOWN_KEY: &str = "the device makes keys of a kind that is not known here";

pub(crate) const PASSKEY_ANSWER_SIGNATURE: &str = "the signature is not of this passkey";

pub(crate) const TOKEN_OF_SERVICE_MALFORMED: &str = "cannot be read";

pub(crate) const TOKEN_OF_SERVICE_ALGORITHM: &str = "is not signed in a way that is taken";

pub(crate) const TOKEN_OF_SERVICE_UNKNOWN_KEY: &str = "is signed with a key that is not known";

pub(crate) const TOKEN_OF_SERVICE_SIGNATURE: &str = "has a wrong signature";

pub(crate) const TOKEN_OF_SERVICE_ISSUER: &str = "is of another service";

pub(crate) const TOKEN_OF_SERVICE_AUDIENCE: &str = "is for another program";

pub(crate) const TOKEN_OF_SERVICE_TIME: &str = "is not valid now: compare the clocks";

pub(crate) const TOKEN_OF_SERVICE_NONCE: &str = "answers another question";

pub(crate) const TOKEN_OF_SERVICE_ACCESS_TOKEN: &str = "came with another access token";
