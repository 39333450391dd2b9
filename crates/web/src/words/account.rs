//! Words of the account page and of the second factor.

/// Whoever signs in and belongs to no network.
pub const NO_NETWORK: &str = "You have no network here yet. Ask somebody for an invitation, or whoever runs this Kith for a network of your own.";
/// The title of the page, and its entry in the menu.
pub const TITLE: &str = "Your account";
/// Under it.
pub const DEK: &str = "How you sign in here, and where you have.";
/// The button that ends this session.
pub const SIGN_OUT: &str = "Sign out";
/// A row.
pub const NAME: &str = "Name";
/// Why.
pub const NAME_WHY: &str = "How others on this server see you. What you sign in with stays as it is.";
/// Saves a row.
pub const SAVE: &str = "Save";
/// A row.
pub const PASSWORD: &str = "Password";
/// Why.
pub const PASSWORD_WHY: &str = "A new password ends every session but this one.";
/// Above a field.
pub const OLD: &str = "Present password";
/// Above a field.
pub const NEW: &str = "New password";
/// Above a field.
pub const AGAIN: &str = "The new one again";
/// The button.
pub const CHANGE: &str = "Change the password";
/// For an account without one.
pub const NO_PASSWORD: &str = "You sign in by other means and have no password here.";
/// A row.
pub const FACTOR: &str = "Second factor";
/// Why.
pub const FACTOR_WHY: &str = "A code from an app on your phone, asked for after the password. Whoever learns the \
                              password alone then cannot come in.";
/// Its state.
pub const IS_ON: &str = "It is on.";
/// Its state.
pub const IS_OFF: &str = "It is off.";
/// The button.
pub const TURN_ON: &str = "Turn it on";
/// The button.
pub const TURN_OFF: &str = "Turn it off";
/// The button.
pub const NEW_CODES: &str = "Make new recovery codes";
/// A row.
pub const SESSIONS: &str = "Sessions";
/// Why.
pub const SESSIONS_WHY: &str = "Where you are signed in. A session ends after 14 days without a visit, and after 90 days in \
                                any case.";
/// A row.
pub const EVENTS: &str = "What happened";
/// Why.
pub const EVENTS_WHY: &str =
    "Sign-ins, tries that failed, and every change of how you come in, with time and address.";
/// The button.
pub const TO_EVENTS: &str = "Look it over";
/// A row.
pub const PROGRAMS: &str = "Programs";
/// Why.
pub const PROGRAMS_WHY: &str = "Scripts, address books and calendars come in with secrets of their own, never with your \
                                password.";
/// The button.
pub const TO_PROGRAMS: &str = "Tokens and app passwords";
/// Marks the session that asks.
pub const THIS: &str = "This one";
/// The button of a session.
pub const END: &str = "End";
/// The button of them all.
pub const END_OTHERS: &str = "End all others";
/// A column.
pub const DEVICE: &str = "Device";
/// A column.
pub const ADDRESS: &str = "Address";
/// A column.
pub const SEEN: &str = "Last seen";
/// The title of the page that asks for the password once more.
pub const CONFIRM: &str = "Is it you?";
/// Why.
pub const CONFIRM_WHY: &str = "What comes next changes how you sign in, so type your password once more.";
/// In its place, for an account without a password.
pub const SIGN_IN_AGAIN: &str = "What comes next changes how you sign in, and you have no password here that could be asked for. Sign \
                                 out, sign in again, and do it within ten minutes.";
/// Its button.
pub const GO_ON: &str = "Go on";

/// The title of the page that turns it on.
pub const SET_UP: &str = "Turn on the second factor";
/// The first step.
pub const SCAN: &str = "Scan this with an authenticator app: any that makes six digits every half minute.";
/// What the picture is.
pub const PICTURE: &str = "The secret as a picture for the app";
/// For those who cannot.
pub const TYPE_IT: &str = "Or type this into the app:";
/// The second step.
pub const FIRST_CODE: &str = "The six digits it shows now";
/// On the first start.
pub const SKIP: &str = "Not now";
/// What skipping means.
pub const SKIP_WHY: &str = "You can do this later, in your account.";
/// The title of the page of codes.
pub const CODES: &str = "Keep these recovery codes";
/// Why.
pub const CODES_WHY: &str = "Each opens this account once, after the password, when the phone is gone. They are shown this once: \
                             print them, or put them where you keep passwords.";
/// The link that goes on.
pub const KEPT: &str = "I have kept them";

/// How many codes are left.
pub fn codes_left(n: i64) -> String {
    match n {
        0 => "No recovery code is left: make new ones.".to_owned(),
        1 => "One recovery code is left.".to_owned(),
        n => format!("{n} recovery codes are left."),
    }
}

/// How somebody signs in.
pub fn signs_in_as(login: &str) -> String {
    format!("You sign in as {login}.")
}

/// The name of the button that ends a session, for those who do not see where it stands.
pub fn end_of(device: &str) -> String {
    format!("End the session of {device}")
}

/// What a browser says of itself, in a few words: the browser, and what it runs on.
pub fn device(agent: &str) -> String {
    // The order matters: most claim to be the others too.
    const BROWSERS: [(&str, &str); 7] = [
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "a Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => "An unknown device".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_in_a_few_words() {
        for (agent, words) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari on an iPhone",
            ),
            ("curl/8.14", "An unknown device"),
            ("", "An unknown device"),
        ] {
            assert_eq!(device(agent), words);
        }
    }
}
