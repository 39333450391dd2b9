//! The views of passkeys.

use app::features::passkeys::{Bound, Line};
use maud::{Markup, html};

use crate::assets::url;
use crate::look::Look;
use crate::parts::{notice, notice_bad, pagehead};
use crate::words::{account, passkeys as words};

/// Everything the page shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The password was given a moment ago.
    pub is_fresh: bool,
    /// There is one to be given.
    pub has_password: bool,
    /// The name that a new one is bound to.
    pub site: Option<String>,
    pub passkeys: Vec<Line>,
    /// Whose are bound to which name, for those who see to the server.
    pub bound: Vec<Bound>,
    /// The other service that signs people in, and if this account is linked with one there.
    pub service: Option<(String, bool)>,
    pub wrong: Option<String>,
}

pub(super) fn page(shown: &Shown, look: &Look) -> Markup {
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::DEK) }), None))
        @if let Some(wrong) = &shown.wrong { (notice_bad(html! { (wrong) }, None)) }
        div.settings {
            (row("new", words::NEW, words::NEW_WHY, new(shown)))
            (row("yours", words::YOURS, "", yours(shown, look)))
            @if !shown.bound.is_empty() { (row("bound", words::BOUND, words::BOUND_WHY, bound(shown))) }
            @if let Some((name, is_linked)) = &shown.service {
                (row("service", name, &words::linked(name, *is_linked), service(shown, name, *is_linked)))
            }
        }
        script src=(url("passkeys.js")) defer {}
    }
}

fn row(id: &str, title: &str, why: &str, control: Markup) -> Markup {
    html! {
        section.formrow id=(id) aria-labelledby={ (id) "-title" } {
            div { h2 id={ (id) "-title" } { (title) } @if !why.is_empty() { p { (why) } } }
            div { (control) }
        }
    }
}

fn new(shown: &Shown) -> Markup {
    if shown.site.is_none() {
        return html! { p { (words::NO_SITE) } };
    }
    if !shown.is_fresh {
        return confirm(shown.has_password);
    }
    html! {
        form.stack method="post" action="/settings/passkeys" data-passkey="/settings/passkeys/options" hidden {
            div.field {
                label for="passkey-name" { (words::NAME) }
                input #passkey-name name="name" required maxlength="60" autocomplete="off" placeholder=(words::NAME_LIKE);
            }
            @for field in ["client_data", "authenticator"] { input type="hidden" name=(field); }
            (wrong())
            button.btn.primary { (words::ADD) }
        }
        p data-without-passkeys { (words::NO_SCRIPT) }
    }
}

/// The way to add and remove for whoever signed in some time ago.
fn confirm(has_password: bool) -> Markup {
    if !has_password {
        return html! { p { (account::SIGN_IN_AGAIN) } };
    }
    html! {
        p { (words::CONFIRM_WHY) }
        div.actions {
            a.btn.primary href="/settings/account/confirm?to=/settings/passkeys" { (words::CONFIRM) }
        }
    }
}

/// What the script says in its place.
fn wrong() -> Markup {
    html! { p.error role="alert" data-wrong=(words::NOT_GIVEN) data-known=(words::KNOWN) hidden {} }
}

fn yours(shown: &Shown, look: &Look) -> Markup {
    if shown.passkeys.is_empty() {
        return html! { p { (words::NONE) } };
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label=(words::TABLE) {
            table.data.fold {
                thead {
                    tr {
                        @for column in [words::NAME, words::SITE, words::MADE, words::USED] { th scope="col" { (column) } }
                        th scope="col" { span.sr { (words::REMOVE) } }
                    }
                }
                tbody { @for passkey in &shown.passkeys { (line(passkey, shown.is_fresh, look)) } }
            }
        }
    }
}

fn line(passkey: &Line, is_fresh: bool, look: &Look) -> Markup {
    let Line { id, name, site, made_at, used_at } = passkey;
    html! {
        tr {
            th.full scope="row" {
                form.naming method="post" action={ "/settings/passkeys/" (id) "/name" } {
                    input.input name="name" value=(name) required maxlength="60" autocomplete="off" aria-label=(words::NAME);
                    button.btn.small aria-label=(words::of(words::RENAME, name)) { (words::RENAME) }
                }
            }
            td.f1 { span.phone-only.muted { (words::SITE) } (site) }
            td.f1.nowrap { span.phone-only.muted { (words::MADE) } (look.day_time(*made_at)) }
            td.f1.nowrap { span.phone-only.muted { (words::USED) } (words::when(look, *used_at)) }
            td.f2 {
                @if is_fresh {
                    form method="post" action={ "/settings/passkeys/" (id) "/remove" } {
                        button.btn.small.danger aria-label=(words::of(words::REMOVE, name)) { (words::REMOVE) }
                    }
                }
            }
        }
    }
}

fn bound(shown: &Shown) -> Markup {
    let mut sites: Vec<&str> = shown.bound.iter().map(|bound| bound.site.as_str()).collect();
    sites.dedup();
    let of = |site: &str| {
        let whose = shown.bound.iter().filter(|bound| bound.site == site);
        whose.map(|bound| (bound.name.clone(), bound.count)).collect::<Vec<_>>()
    };
    html! {
        @for site in sites {
            @let is_here = shown.site.as_deref() == Some(site);
            @let said = words::bound(site, &of(site), is_here);
            @if is_here { p { (said) } } @else { (notice(html! { (said) }, None)) }
        }
    }
}

fn service(shown: &Shown, name: &str, is_linked: bool) -> Markup {
    html! {
        @if !shown.is_fresh {
            (confirm(shown.has_password))
        } @else if is_linked {
            form method="post" action="/settings/openid/remove" { button.btn.danger { (words::unlink(name)) } }
        } @else {
            form method="post" action="/settings/openid" { button.btn { (words::link(name)) } }
        }
    }
}

/// What stands on the sign-in for those with a passkey.
pub fn sign_in_form(to: &str) -> Markup {
    html! {
        div.door {
            form.stack method="post" action="/sign-in/passkey" data-passkey="/sign-in/passkey/options" hidden {
                input type="hidden" name="to" value=(to);
                @for field in ["credential", "handle", "client_data", "authenticator", "signature"] {
                    input type="hidden" name=(field);
                }
                (wrong())
                button.btn.large { (words::SIGN_IN) }
            }
        }
        script src=(url("passkeys.js")) defer {}
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;

    fn shown() -> Shown {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let bound = |site: &str, name: &str, count| Bound { site: site.into(), name: name.into(), count };
        Shown {
            is_fresh: true,
            has_password: true,
            site: Some("kith.example".into()),
            passkeys: vec![Line {
                id: 3,
                name: "Laptop".into(),
                site: "kith.example".into(),
                made_at: at("2026-11-01T08:00:00Z"),
                used_at: None,
            }],
            bound: vec![
                bound("kith.example", "Marit Aldersund", 1),
                bound("old.example", "Jonas Brekke", 2),
                bound("old.example", "Marit Aldersund", 1),
            ],
            service: Some(("Halden ID".into(), false)),
            wrong: None,
        }
    }

    fn look() -> Look {
        Look::plain(TimeZone::UTC, "2026-11-17T06:38:00Z".parse().unwrap())
    }

    #[test]
    fn whose_passkeys_a_move_would_lose_is_said() {
        let page = page(&shown(), &look()).into_string();
        assert!(
            page.contains("1 passkey is bound to kith.example, the name you came by: Marit Aldersund (1).")
        );
        let moved = "3 passkeys are bound to old.example, not the name you came by: Jonas Brekke (2), Marit Aldersund (1).";
        assert!(page.contains(moved), "{page}");
    }

    #[test]
    fn one_whose_password_is_some_time_ago_confirms_it_first() {
        let page = page(&Shown { is_fresh: false, ..shown() }, &look()).into_string();
        assert!(page.contains("/settings/account/confirm?to=/settings/passkeys"));
        assert!(!page.contains("data-passkey") && !page.contains("/remove"));
        assert!(!page.contains("/settings/openid"), "nor is another service linked");
    }

    #[test]
    fn one_without_a_password_is_not_asked_for_it() {
        let page = page(&Shown { is_fresh: false, has_password: false, ..shown() }, &look()).into_string();
        assert!(page.contains("sign in again") && !page.contains("/confirm"), "{page}");
    }

    #[test]
    fn a_link_to_another_service_can_be_taken_away() {
        let linked = Shown { service: Some(("Halden ID".into(), true)), ..shown() };
        assert!(page(&linked, &look()).into_string().contains("/settings/openid/remove"));
    }
}
