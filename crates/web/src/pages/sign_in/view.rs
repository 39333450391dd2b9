//! The views of the door: one column, few words, forms that password managers know.

use maud::{Markup, html};

use crate::pages::passkeys::sign_in_form;
use crate::parts::{icon, notice, notice_bad};
use crate::serving::door::in_query;
use crate::words::passkeys as by_passkey;
use crate::words::sign_in as words;

/// The first step, as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Password {
    pub greeting: &'static str,
    pub host: String,
    pub to: String,
    pub login: String,
    pub said: Option<String>,
    pub wrong: Option<String>,
    /// The name is one that passkeys are bound to.
    pub passkeys: bool,
    /// The other service that signs people in.
    pub service: Option<String>,
}

pub(super) fn password(shown: &Password) -> Markup {
    html! {
        h1 { (shown.greeting) }
        p.soft.lead { (words::whose(&shown.host)) }
        @if let Some(said) = &shown.said { (notice(html! { (said) }, None)) }
        form.stack.door method="post" action="/sign-in" {
            input type="hidden" name="to" value=(shown.to);
            div.field {
                label for="login" { (words::MAIL_ADDRESS) }
                input #login name="login" type="email" autocomplete="username" required value=(shown.login)
                    autofocus[shown.login.is_empty()];
            }
            (secret("password", words::PASSWORD, "current-password", None, shown.wrong.as_deref(), !shown.login.is_empty()))
            button.btn.primary.large { (words::SIGN_IN) }
        }
        @if shown.passkeys { (sign_in_form(&shown.to)) }
        @if let Some(service) = &shown.service {
            div.stack.door { a.btn.large href=(by_service(&shown.to)) { (by_passkey::by_service(service)) } }
        }
        p.meta.after { (words::FORGOT) " " code { (words::RESET) } "." }
    }
}

/// The address that leads to the other service, and from there to the page that was wanted.
fn by_service(to: &str) -> String {
    format!("/sign-in/openid?to={}", in_query(to))
}

/// A field for a password, with its rules and what is wrong with it.
pub fn secret(
    name: &str,
    label: &str,
    autocomplete: &str,
    rules: Option<&str>,
    wrong: Option<&str>,
    is_first: bool,
) -> Markup {
    let told = [rules.map(|_| format!("{name}-rules")), wrong.map(|_| format!("{name}-wrong"))];
    let told: Vec<String> = told.into_iter().flatten().collect();
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type="password" autocomplete=(autocomplete) required maxlength="1024"
                aria-invalid=[wrong.map(|_| "true")] autofocus[is_first]
                aria-describedby=[(!told.is_empty()).then(|| told.join(" "))];
            @if let Some(rules) = rules { p.hint id={ (name) "-rules" } { (rules) } }
            @if let Some(wrong) = wrong { (error(&format!("{name}-wrong"), wrong)) }
        }
    }
}

/// What is wrong with a field.
pub fn error(id: &str, words: &str) -> Markup {
    html! { p.error id=(id) role="alert" { (icon("circle-alert")) (words) } }
}

/// The second step, as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub to: String,
    pub is_recovery: bool,
    pub other: String,
    pub wrong: Option<String>,
}

pub(super) fn code(shown: &Code) -> Markup {
    let Code { to, is_recovery, other, wrong } = shown;
    let (why, label, link) = match is_recovery {
        false => (words::CODE_WHY, words::CODE, words::USE_RECOVERY),
        true => (words::RECOVERY_WHY, words::RECOVERY_CODE, words::USE_APP),
    };
    html! {
        h1 { (words::CODE_TITLE) }
        p.soft.lead { (why) }
        form.stack.door method="post" action="/sign-in/code" {
            input type="hidden" name="to" value=(to);
            @if *is_recovery { input type="hidden" name="recovery" value="yes"; }
            div.field {
                label for="code" { (label) }
                input #code name="code" required maxlength="40" autofocus
                    autocomplete=(if *is_recovery { "off" } else { "one-time-code" })
                    inputmode=[(!is_recovery).then_some("numeric")]
                    aria-invalid=[wrong.as_ref().map(|_| "true")]
                    aria-describedby=[wrong.as_ref().map(|_| "code-wrong")];
                @if let Some(wrong) = wrong { (error("code-wrong", wrong)) }
            }
            button.btn.primary.large { (words::GO_ON) }
        }
        p.meta.after { a.link href=(other) { (link) } }
    }
}

pub(super) fn choose(key: &str, whose: &str, login: &str, wrong: Option<&str>) -> Markup {
    html! {
        h1 { (words::CHOOSE_TITLE) }
        p.soft.lead { (whose) }
        form.stack.door method="post" action="/sign-in/new" {
            input type="hidden" name="key" value=(key);
            // Password managers keep it under this name.
            input.sr type="email" name="login" autocomplete="username" value=(login) tabindex="-1" aria-hidden="true" readonly;
            (secret("password", words::PASSWORD, "new-password", Some(words::RULES), wrong, true))
            (secret("again", words::PASSWORD_AGAIN, "new-password", None, None, false))
            button.btn.primary.large { (words::CHOOSE) }
        }
    }
}

pub(super) fn link_gone() -> Markup {
    html! {
        h1 { (words::CHOOSE_TITLE) }
        (notice_bad(html! { (words::LINK_GONE) }, Some(html! { a.btn.small href="/sign-in" { (words::SIGN_IN) } })))
    }
}

/// The first start, as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Owner {
    /// The key from the terminal, where one is needed.
    pub key: String,
    /// The name, as typed.
    pub name: String,
    /// The mail address, as typed.
    pub login: String,
    /// What is wrong.
    pub wrong: Option<String>,
}

/// The form of the first start.
pub fn owner(shown: &Owner) -> Markup {
    html! {
        h1 { (words::OWNER_TITLE) }
        p.soft.lead { (words::OWNER_WHY) }
        @if let Some(wrong) = &shown.wrong { (notice_bad(html! { (wrong) }, None)) }
        form.stack.door method="post" action="/welcome/owner" {
            input type="hidden" name="key" value=(shown.key);
            div.field {
                label for="name" { (words::NAME) }
                input #name name="name" autocomplete="name" required maxlength="100" value=(shown.name) autofocus;
            }
            div.field {
                label for="login" { (words::MAIL_ADDRESS) }
                input #login name="login" type="email" autocomplete="username" required value=(shown.login);
            }
            (secret("password", words::PASSWORD, "new-password", Some(words::RULES), None, false))
            (secret("again", words::PASSWORD_AGAIN, "new-password", None, None, false))
            button.btn.primary.large { (words::OWN) }
        }
    }
}

/// Where the key of the first start is found.
pub fn key_missing() -> Markup {
    html! {
        h1 { (words::OWNER_TITLE) }
        (notice(html! { (words::KEY_MISSING) }, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_at_the_field() {
        let shown = Password {
            greeting: "Good morning",
            host: "kith.brennhold.example".into(),
            to: "/people?q=\"x".into(),
            login: "marit@brennhold.example".into(),
            said: None,
            wrong: Some(words::wrong(4)),
            passkeys: false,
            service: Some("Halden ID".into()),
        };
        let page = password(&shown).into_string();
        assert!(page.contains(r#"value="/people?q=&quot;x""#), "{page}");
        let field = r#"aria-invalid="true" autofocus aria-describedby="password-wrong""#;
        assert!(page.contains(field) && page.contains(r#"id="password-wrong" role="alert""#), "{page}");
        assert!(
            page.contains(r#"href="/sign-in/openid?to=/people%3Fq%3D%22x">Sign in with Halden ID"#),
            "{page}"
        );
        assert!(!page.contains("data-passkey"), "this name has none: {page}");
        assert!(page.contains("4 tries left") && page.contains("kith.brennhold.example"), "{page}");
    }

    #[test]
    fn a_code_is_typed_with_digits_and_a_recovery_code_is_not() {
        let app = Code {
            to: "/".into(),
            is_recovery: false,
            other: "/sign-in/code?recovery=yes".into(),
            wrong: None,
        };
        let page = code(&app).into_string();
        assert!(page.contains(r#"inputmode="numeric""#) && page.contains("one-time-code"), "{page}");
        let paper = Code { is_recovery: true, ..app };
        let page = code(&paper).into_string();
        assert!(!page.contains("numeric") && page.contains(r#"name="recovery""#), "{page}");
    }
}
