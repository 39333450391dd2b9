//! Words for what happened to accounts.

/// The title of the page.
pub const TITLE: &str = "What happened to accounts";
/// Under it.
pub const DEK: &str = "Sign-ins and what changed how one comes in, newest first. If something here was not you, change the \
                       password and end what you do not know.";
/// A tab.
pub const OWN: &str = "Yours";
/// A tab.
pub const EVERYONES: &str = "Everyone’s";
/// There is none.
pub const NOTHING: &str = "Nothing happened yet";
/// What would be here.
pub const NOTHING_WORDS: &str = "Each sign-in is listed here, with its time and address.";
/// What the table is.
pub const CAPTION: &str = "What happened, newest first";
/// A column.
pub const WHAT: &str = "What";
/// A column.
pub const WHEN: &str = "When";
/// A column.
pub const WHO: &str = "Account";
/// A column.
pub const FROM: &str = "From";
/// A login that nobody has.
pub const NOBODY: &str = "nobody’s";
/// A link to another page.
pub const OLDER: &str = "Show older ones";
/// A link to the first page.
pub const NEWEST: &str = "Show the newest";

/// What happened, by the word it is kept under and what more is kept of it.
pub fn event(kind: &str, more: &str) -> String {
    match (kind, more) {
        ("signed_in", _) => "Signed in".to_owned(),
        ("failed", "") => "Could not come in".to_owned(),
        ("failed", more) => format!("Could not come in: {more}"),
        ("made", "") => "Account made".to_owned(),
        ("made", more) => format!("Account made: {more}"),
        ("password", more) => format!("Password {more}"),
        ("link", _) => "Link made to choose a password".to_owned(),
        ("second_factor", more) => format!("Second factor: {more}"),
        ("revoked", more) => format!("Ended: {more}"),
        ("disabled", more) => format!("Account {more}"),
        ("switched", _) => "Looked at another network".to_owned(),
        ("token_made", more) => format!("Made {more}"),
        ("token_used", more) => format!("First use of {more}"),
        ("token_ended", more) => format!("Ended token or app password {more}"),
        ("passkey", more) => format!("Passkey {more}"),
        (other, "") => other.replace('_', " "),
        (other, more) => format!("{}: {more}", other.replace('_', " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_in_words() {
        assert_eq!(event("failed", "second factor"), "Could not come in: second factor");
        assert_eq!(event("token_made", "token “x”: read"), "Made token “x”: read");
        assert_eq!(event("something_new", ""), "something new");
    }
}
