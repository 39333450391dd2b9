//! The views of the account: rows like those of the settings, and the pages of the second factor.

use fast_qr::QRBuilder;
use maud::{Markup, html};

use crate::pages::sign_in::view::{error, secret};
use crate::parts::{notice, pagehead};
use crate::words::account as words;
use crate::words::{passkeys, sign_in};

/// Everything the page shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub name: String,
    pub login: String,
    pub has_password: bool,
    /// What was wrong with a change of the password.
    pub wrong: Option<String>,
    pub is_on: bool,
    pub codes_left: i64,
    /// They belong to a network.
    pub belongs: bool,
    pub sessions: Vec<Session>,
}

/// A session, as a row.
#[derive(Clone, Debug)]
pub(super) struct Session {
    pub id: i64,
    pub device: String,
    pub address: String,
    pub seen: String,
    pub is_this: bool,
}

pub(super) fn page(shown: &Shown) -> Markup {
    let sign_out = html! {
        form method="post" action="/sign-out" { button.btn { (words::SIGN_OUT) } }
    };
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::DEK) " " (words::signs_in_as(&shown.login)) }), Some(sign_out)))
        @if !shown.belongs { (notice(html! { (words::NO_NETWORK) }, None)) }
        div.settings {
            (row("name", words::NAME, words::NAME_WHY, name(&shown.name)))
            (row("password", words::PASSWORD, words::PASSWORD_WHY, password(shown)))
            (row("second-factor", words::FACTOR, words::FACTOR_WHY, factor(shown)))
            (row("passkeys", passkeys::TITLE, passkeys::ROW_WHY, html! {
                div.actions { a.btn href="/settings/passkeys" { (passkeys::MANAGE) } }
            }))
            (row("sessions", words::SESSIONS, words::SESSIONS_WHY, sessions(&shown.sessions)))
            (row("programs", words::PROGRAMS, words::PROGRAMS_WHY, programs()))
            (row("events", words::EVENTS, words::EVENTS_WHY, events()))
        }
    }
}

pub(super) fn row(id: &str, title: &str, why: &str, control: Markup) -> Markup {
    html! {
        section.formrow id=(id) aria-labelledby={ (id) "-title" } {
            div { h2 id={ (id) "-title" } { (title) } p { (why) } }
            div { (control) }
        }
    }
}

fn name(name: &str) -> Markup {
    html! {
        form.stack method="post" action="/settings/account/name" {
            div.field {
                label for="own-name" { (sign_in::NAME) }
                input #own-name name="name" autocomplete="name" required maxlength="100" value=(name);
            }
            button.btn { (words::SAVE) }
        }
    }
}

fn password(shown: &Shown) -> Markup {
    if !shown.has_password {
        return html! { p { (words::NO_PASSWORD) } };
    }
    html! {
        form.stack method="post" action="/settings/account/password" {
            (secret("old", words::OLD, "current-password", None, shown.wrong.as_deref(), shown.wrong.is_some()))
            (secret("new", words::NEW, "new-password", Some(sign_in::RULES), None, false))
            (secret("again", words::AGAIN, "new-password", None, None, false))
            button.btn { (words::CHANGE) }
        }
    }
}

fn factor(shown: &Shown) -> Markup {
    html! {
        @if shown.is_on {
            p { (words::IS_ON) " " (words::codes_left(shown.codes_left)) }
            div.actions {
                form method="post" action="/settings/account/second-factor/codes" { button.btn { (words::NEW_CODES) } }
                form method="post" action="/settings/account/second-factor/off" { button.btn.danger { (words::TURN_OFF) } }
            }
        } @else {
            p { (words::IS_OFF) }
            div.actions { a.btn.primary href="/settings/account/second-factor" { (words::TURN_ON) } }
        }
    }
}

fn sessions(sessions: &[Session]) -> Markup {
    html! {
        div.scroll {
            table.data.fold {
                thead {
                    tr {
                        th scope="col" { (words::DEVICE) }
                        th scope="col" { (words::ADDRESS) }
                        th scope="col" { (words::SEEN) }
                        th scope="col" { span.sr { (words::END) } }
                    }
                }
                tbody { @for session in sessions { (session_row(session)) } }
            }
        }
        @if sessions.len() > 1 {
            form method="post" action="/settings/account/sessions/end" { button.btn { (words::END_OTHERS) } }
        }
    }
}

fn events() -> Markup {
    html! { div.actions { a.btn href="/settings/account/events" { (words::TO_EVENTS) } } }
}

fn programs() -> Markup {
    html! { div.actions { a.btn href="/settings/tokens" { (words::TO_PROGRAMS) } } }
}

fn session_row(session: &Session) -> Markup {
    html! {
        tr {
            th.f1 scope="row" {
                (session.device)
                span.sub.phone-only { (session.seen) " · " (session.address) }
            }
            td.fx { (session.address) }
            td.fx { (session.seen) }
            td.f2.r {
                @if session.is_this {
                    (words::THIS)
                } @else {
                    form method="post" action={ "/settings/account/sessions/" (session.id) "/end" } {
                        button.btn.small aria-label=(words::end_of(&session.device)) { (words::END) }
                    }
                }
            }
        }
    }
}

/// Instead of the form, where there is no password to type into it.
pub(super) fn sign_in_again() -> Markup {
    html! {
        h1 { (words::CONFIRM) }
        p.soft.lead { (words::SIGN_IN_AGAIN) }
        form method="post" action="/sign-out" { button.btn.primary { (words::SIGN_OUT) } }
    }
}

pub(super) fn confirm(login: &str, to: &str, wrong: Option<&str>) -> Markup {
    html! {
        h1 { (words::CONFIRM) }
        p.soft.lead { (words::CONFIRM_WHY) }
        form.stack.door method="post" action="/settings/account/confirm" {
            input type="hidden" name="to" value=(to);
            input.sr type="email" name="login" autocomplete="username" value=(login) tabindex="-1" aria-hidden="true" readonly;
            (secret("password", sign_in::PASSWORD, "current-password", None, wrong, true))
            button.btn.primary.large { (words::GO_ON) }
        }
    }
}

/// The page that turns it on, as it is shown.
#[derive(Clone, Debug)]
pub(super) struct SetUp {
    pub address: String,
    pub secret: String,
    pub then: String,
    pub wrong: Option<String>,
}

pub(super) fn set_up(shown: &SetUp) -> Markup {
    let wrong = shown.wrong.as_deref();
    html! {
        h1 { (words::SET_UP) }
        p.soft.lead { (words::SCAN) }
        (picture(&shown.address))
        p.meta.after { (words::TYPE_IT) " " code.secret { (grouped(&shown.secret)) } }
        form.stack.door method="post" action="/settings/account/second-factor" {
            input type="hidden" name="then" value=(shown.then);
            div.field {
                label for="code" { (words::FIRST_CODE) }
                input #code name="code" required maxlength="20" inputmode="numeric" autocomplete="one-time-code"
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "code-wrong")];
                @if let Some(wrong) = wrong { (error("code-wrong", wrong)) }
            }
            button.btn.primary.large { (words::TURN_ON) }
        }
        @if shown.then == "/" {
            p.after { a.link href="/" { (words::SKIP) } " " span.meta { (words::SKIP_WHY) } }
        }
    }
}

/// In groups of four, for typing.
fn grouped(secret: &str) -> String {
    let groups = secret.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok());
    groups.collect::<Vec<_>>().join(" ")
}

/// A text as a picture for cameras: a path of squares, drawn in the ink of paper whatever the theme.
fn picture(text: &str) -> Markup {
    let Ok(code) = QRBuilder::new(text).build() else { return html! {} };
    let mut path = String::new();
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    let margin = 2;
    let side = code.size + 2 * margin;
    html! {
        svg.qrcode role="img" aria-label=(words::PICTURE) viewBox={ "-" (margin) " -" (margin) " " (side) " " (side) }
            shape-rendering="crispEdges" { path d=(path) {} }
    }
}

pub(super) fn codes(codes: &[String], then: &str) -> Markup {
    html! {
        h1 { (words::CODES) }
        p.soft.lead { (words::CODES_WHY) }
        ol.codes { @for code in codes { li { code { (code) } } } }
        div.actions { a.btn.primary.large href=(then) { (words::KEPT) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        let session = |id, device: &str, is_this| Session {
            id,
            device: device.into(),
            address: "192.0.2.7".into(),
            seen: "17 November, 07:38".into(),
            is_this,
        };
        Shown {
            name: "Marit Aldersund".into(),
            login: "marit@brennhold.example".into(),
            has_password: true,
            wrong: None,
            is_on: true,
            codes_left: 9,
            belongs: true,
            sessions: vec![session(3, "Firefox on Linux", true), session(2, "Safari on an iPhone", false)],
        }
    }

    #[test]
    fn the_account_as_a_page() {
        let page = page(&shown()).into_string();
        for told in [
            "You sign in as marit@brennhold.example.",
            "9 recovery codes are left",
            "Safari on an iPhone",
            "This one",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let ends: Vec<&str> = page.matches("/settings/account/sessions/").collect();
        assert_eq!(ends.len(), 2, "one button for the other session, one for all others: {page}");
    }

    #[test]
    fn the_picture_is_read_back_as_its_squares() {
        let svg = picture("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ").into_string();
        // The three corners of every such picture begin with a line of seven.
        assert!(
            svg.contains(
                "M0 0h1v1h-1zM1 0h1v1h-1zM2 0h1v1h-1zM3 0h1v1h-1zM4 0h1v1h-1zM5 0h1v1h-1zM6 0h1v1h-1z"
            ),
            "{svg}"
        );
        assert!(svg.contains(r#"role="img""#));
    }

    #[test]
    fn later_is_offered_on_the_first_start_alone() {
        let first =
            SetUp { address: "otpauth://x".into(), secret: "GEZDGNBV".into(), then: "/".into(), wrong: None };
        assert!(set_up(&first).into_string().contains(words::SKIP));
        let later = SetUp { then: "/settings/account".into(), ..first };
        let page = set_up(&later).into_string();
        assert!(!page.contains(words::SKIP) && page.contains("GEZD GNBV"), "{page}");
    }
}
