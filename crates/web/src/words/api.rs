//! What programs are told when something does not go: read by whoever writes them.

use app::access::Right;

/// Nothing was said, or nothing that is of use.
pub const TOKEN_WANTED: &str = "say a token that stands in the header Authorization, as “Bearer kith_…”: tokens are made \
                                under Settings, Tokens";
/// An app password where a token belongs.
pub const NO_APP_PASSWORD: &str =
    "an app password is for address books and calendars: here a token is wanted";
/// Too many failed from this address.
pub const PAUSED: &str = "too many tries from this address failed: wait ten minutes";
/// The kind that is to be logged is none.
pub const NO_KIND: &str = "“kind” is call, meeting, message or note";

/// The text is too long.
pub const TOO_LONG: &str = "“text” has at most 20,000 letters";

/// What a token is not for.
pub fn reach_missing(right: Right) -> &'static str {
    match right {
        Right::Belong | Right::Read => "this token is not for reading",
        Right::Suggest | Right::Change => "this token is not for changing anything",
        Right::Run => "this token is not for seeing to sources and imports",
        Right::Own | Right::Administer => "no token is for this",
    }
}
