//! The views of tokens and app passwords.

use app::features::tokens::{Kind, Made, Reach};
use maud::{Markup, html};

use crate::pages::account::view::row;
use crate::pages::sign_in::view::error;
use crate::parts::pagehead;
use crate::words::account;
use crate::words::tokens as words;

/// How long a token may last, in days, and the one that is chosen until another is.
const DAYS: [u16; 4] = [7, 30, 90, 365];
const USUAL_DAYS: u16 = 90;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The password was given a moment ago.
    pub is_fresh: bool,
    /// What a token may be for.
    pub reaches: Vec<Reach>,
    pub rows: Vec<Row>,
    /// What was wrong with a new one.
    pub wrong: Option<(Kind, String)>,
}

/// One of them, as a row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub id: i64,
    pub kind: Kind,
    pub name: String,
    pub reaches: Vec<Reach>,
    pub made: String,
    pub used: Option<String>,
    pub until: Option<String>,
    pub is_over: bool,
}

pub(super) fn page(shown: &Shown) -> Markup {
    let of = |kind| shown.rows.iter().filter(move |row| row.kind == kind).collect::<Vec<_>>();
    html! {
        (pagehead(None, words::TITLE, Some(html! { (words::DEK) }), None))
        div.settings {
            (row("tokens", words::TOKENS, words::TOKENS_WHY, html! {
                (table(Kind::Api, &of(Kind::Api)))
                (new(shown, Kind::Api, &shown.reaches))
            }))
            (row("app-passwords", words::PASSWORDS, words::PASSWORDS_WHY, html! {
                (table(Kind::App, &of(Kind::App)))
                (new(shown, Kind::App, if shown.reaches.is_empty() { &[] } else { Reach::all_of(Kind::App) }))
            }))
        }
    }
}

fn table(kind: Kind, rows: &[&Row]) -> Markup {
    html! {
        @if rows.is_empty() {
            p { (words::none(kind)) }
        } @else {
            div.scroll {
                table.data.fold {
                    caption.sr { (words::caption(kind)) }
                    thead {
                        tr {
                            th scope="col" { (words::NAME) }
                            th scope="col" { (words::USED) }
                            th scope="col" { (words::UNTIL) }
                            th scope="col" { span.sr { (account::END) } }
                        }
                    }
                    tbody { @for row in rows { (line(row)) } }
                }
            }
        }
    }
}

fn line(row: &Row) -> Markup {
    let used = row.used.as_deref().unwrap_or(words::NEVER);
    let until = match &row.until {
        Some(until) if row.is_over => words::over(until),
        Some(until) => until.clone(),
        None => words::NO_END.to_owned(),
    };
    html! {
        tr {
            th.f1 scope="row" {
                (row.name)
                br;
                span.meta { (words::is_for(&row.reaches)) " · " (words::made_on(&row.made)) }
                span.sub.phone-only { (words::used_and_until(used, &until)) }
            }
            td.fx { (used) }
            td.fx { (until) }
            td.f2.r {
                form method="post" action={ "/settings/tokens/" (row.id) "/end" } {
                    button.btn.small { (account::END) span.sr { ": " (row.name) } }
                }
            }
        }
    }
}

/// The form for a new one, once the password was given a moment ago.
fn new(shown: &Shown, kind: Kind, reaches: &[Reach]) -> Markup {
    let wrong = shown.wrong.as_ref().filter(|(of, _)| *of == kind).map(|(_, wrong)| wrong.as_str());
    html! {
        @if reaches.is_empty() {
            p { (words::NOTHING_TO_OPEN) }
        } @else if shown.is_fresh {
            (form(kind, reaches, wrong))
        } @else {
            div.actions { a.btn href="/settings/account/confirm?to=/settings/tokens" { (words::make(kind)) } }
        }
    }
}

fn form(kind: Kind, reaches: &[Reach], wrong: Option<&str>) -> Markup {
    let (word, name, told) = match kind {
        Kind::Api => ("api", "token-name", "token-wrong"),
        Kind::App => ("app", "password-name", "password-wrong"),
    };
    html! {
        form.stack method="post" action="/settings/tokens" {
            input type="hidden" name="kind" value=(word);
            div.field {
                label for=(name) { (words::name_of_new(kind)) }
                input id=(name) name="name" required maxlength="60" autocomplete="off"
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| told)];
                @if let Some(wrong) = wrong { (error(told, wrong)) }
            }
            fieldset.plainset {
                legend.label { (words::MAY) }
                @for reach in reaches {
                    label.check {
                        input type="checkbox" name="reach" value=(reach.word()) checked[reaches.first() == Some(reach)];
                        span { (words::reach(*reach)) }
                    }
                }
            }
            @if kind == Kind::Api { (lasts()) }
            button.btn { (words::make(kind)) }
        }
    }
}

fn lasts() -> Markup {
    html! {
        div.field {
            label for="token-days" { (words::LASTS) }
            select #token-days name="days" {
                @for days in DAYS {
                    option value=(days) selected[days == USUAL_DAYS] { (words::days(days)) }
                }
            }
        }
    }
}

pub(super) fn made(kind: Kind, made: &Made, login: &str, until: Option<&str>) -> Markup {
    html! {
        h1 { (words::made(kind)) }
        p.soft.lead { (words::SHOWN_ONCE) }
        div.stack {
            dl.kv {
                dt { (words::NAME) } dd { (made.name) }
                @if kind == Kind::App { dt { (words::LOGIN) } dd { code.secret { (login) } } }
                dt { (words::secret(kind)) } dd { code.secret { (made.secret.0) } }
                @if let Some(until) = until { dt { (words::UNTIL) } dd { (until) } }
            }
            p.soft { (words::how(kind)) }
            div.actions { a.btn.primary.large href="/settings/tokens" { (words::KEPT) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use app::features::accounts::Token;

    use super::*;

    fn shown() -> Shown {
        let row = |id, kind, name: &str, reaches: &[Reach]| Row {
            id,
            kind,
            name: name.into(),
            reaches: reaches.to_vec(),
            made: "17 November, 07:38".into(),
            used: None,
            until: None,
            is_over: false,
        };
        let laptop = Row {
            used: Some(words::used("18 November, 09:00", "192.0.2.7")),
            until: Some("17 December, 07:38".into()),
            ..row(1, Kind::Api, "laptop <script>", &[Reach::Read, Reach::Change])
        };
        Shown {
            is_fresh: true,
            reaches: Reach::all_of(Kind::Api).to_vec(),
            rows: vec![laptop, row(2, Kind::App, "phone", &[Reach::Contacts])],
            wrong: None,
        }
    }

    #[test]
    fn tokens_and_app_passwords_as_a_page() {
        insta::assert_snapshot!(page(&shown()).into_string().replace("><", ">\n<"));
    }

    #[test]
    fn without_a_fresh_password_it_is_asked_for_before_the_forms() {
        let page = page(&Shown { is_fresh: false, ..shown() }).into_string();
        assert!(!page.contains(r#"name="kind""#), "{page}");
        assert!(page.contains("/settings/account/confirm?to=/settings/tokens"), "{page}");
    }

    #[test]
    fn who_belongs_to_no_network_is_offered_nothing() {
        let page = page(&Shown { reaches: Vec::new(), ..shown() }).into_string();
        assert!(!page.contains(r#"name="kind""#) && page.contains(words::NOTHING_TO_OPEN), "{page}");
    }

    #[test]
    fn the_secret_is_shown_with_what_is_needed_to_use_it() {
        let made = Made { id: 1, secret: Token("abcd-efgh".into()), name: "phone".into(), expires: None };
        let page = super::made(Kind::App, &made, "marit@x.example", None).into_string();
        assert!(page.contains("abcd-efgh") && page.contains("marit@x.example"), "{page}");
    }
}
