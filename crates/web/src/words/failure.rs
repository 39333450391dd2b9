//! What went wrong, in words: what happened, what is safe, what to press.

use app::access::Right;
use axum::http::StatusCode;

/// The button to the beginning.
pub const GO_TO_TODAY: &str = "Go to Today";
/// The button to the search.
pub const SEARCH: &str = "Search";
/// The button that loads the page again.
pub const RELOAD: &str = "Reload the page";

/// The headline where a form was refused.
pub const REFUSED: &str = "This cannot be done as it was typed";
/// The button back to a form that was refused.
pub const BACK_TO_THE_FORM: &str = "Back to the form";
/// What became of what was typed.
pub const STILL_TYPED: &str = "Nothing was changed. Going back in the browser shows what you typed.";

/// Before the number of the request.
pub const IN_THE_LOG: &str = "It is in the log as";
/// After it.
pub const WITHOUT_NAMES: &str = ", without any names.";

/// The headline.
pub fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "There is nothing at this address",
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "This cannot be used as it was typed",
        StatusCode::FORBIDDEN => "This was not allowed",
        StatusCode::CONFLICT => "This cannot be done",
        StatusCode::METHOD_NOT_ALLOWED => "This address does not take that",
        StatusCode::UNAUTHORIZED => "Who are you?",
        StatusCode::TOO_MANY_REQUESTS => "Too many tries",
        StatusCode::PAYLOAD_TOO_LARGE => "That was too much at once",
        StatusCode::SERVICE_UNAVAILABLE => "Not ready yet",
        StatusCode::GATEWAY_TIMEOUT => "This took too long",
        status if status.is_client_error() => "This request cannot be answered",
        _ => "That is our mistake",
    }
}

/// What happened, where nothing more exact is known.
pub fn explained(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => {
            "The page may have been joined with another or taken back. Nothing was lost by coming here."
        }
        StatusCode::FORBIDDEN => {
            "The request came from another site, and Kith takes changes only from its own pages. Nothing was changed."
        }
        status if status.is_client_error() => "Nothing was changed.",
        _ => {
            "Something failed while this was answered. What was saved before is safe; what you just did was not saved."
        }
    }
}

/// Whose mistake it is, and where to find more.
pub fn whose_mistake(status: StatusCode) -> &'static str {
    if status.is_client_error() {
        "If you came here from inside Kith, that is our mistake."
    } else {
        "You did nothing wrong."
    }
}

/// Said to a program that asks without having signed in.
pub const SIGN_IN_FIRST: &str = "Sign in first.\n";
/// Why the counters are not told.
pub const ONLY_WATCHERS: &str =
    "This is told to programs on the same machine, and to whoever administers the server";

/// Why a page is not shown, or a change not made.
pub fn right_missing(right: Right) -> &'static str {
    match right {
        Right::Belong | Right::Read => {
            "What you were given does not include seeing the people of this network"
        }
        Right::Suggest | Right::Change => "What you were given does not include changing anything here",
        Right::Run => "What you were given does not include seeing to sources and imports",
        Right::Own => "Only the owner of this network can do that",
        Right::Administer => "Only whoever administers this server can do that",
    }
}
