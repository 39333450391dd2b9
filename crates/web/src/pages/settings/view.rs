//! The settings, a row each: what it is on the left, the control on the right.

use maud::{Markup, html};

use crate::failure::as_sentence;
use crate::look::Theme;
use crate::parts::{notice_bad, pagehead};
use crate::words::settings as words;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What is wrong with the key beside the database; told to whoever administers.
    pub key_trouble: Option<String>,
    /// What is the principal's alone; none for others.
    pub own: Option<Own>,
    /// How many people a day; none, as the program was started.
    pub today_limit: Option<usize>,
    /// How many the program was started with.
    pub started_limit: usize,
    /// The word of each date format, an example, and whether it is set.
    pub dates: [(&'static str, String, bool); 3],
    /// The word of each clock, an example, and whether it is set.
    pub clocks: [(&'static str, String, bool); 2],
    /// The time zone.
    pub zone: String,
    /// All there are.
    pub zones: &'static [String],
    /// Single keys act.
    pub keys: bool,
    /// How many megabytes may be uploaded at once.
    pub upload_limit_mb: u64,
    /// Light or dark.
    pub theme: Theme,
}

/// What is the principal's alone.
#[derive(Clone, Debug)]
pub(super) struct Own {
    /// Their name.
    pub name: String,
    /// Their mail addresses.
    pub addresses: Vec<String>,
    /// Where the data is.
    pub data: Data,
}

/// Where the data is and what it is.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub database: String,
    pub folder: String,
    pub megabytes: String,
    pub people: String,
    pub kept_out: String,
    /// Whoever looks sees to the server.
    pub administers: bool,
    /// Whose network it is, where the command line must be told.
    pub login: Option<String>,
    pub has_sample: bool,
}

pub(super) fn page(shown: &Shown) -> Markup {
    html! {
        (pagehead(None, words::TITLE, None, None))
        @if let Some(trouble) = &shown.key_trouble { (notice_bad(html! { (as_sentence(trouble)) }, None)) }
        (settings(shown))
    }
}

/// All of them; a change shows all again, since some depend on each other.
pub(super) fn settings(shown: &Shown) -> Markup {
    html! {
        div.settings #settings {
            @if let Some(own) = &shown.own {
                (row("you", words::YOU, words::YOU_WHY, you(own)))
                (row("delegates", words::DELEGATES, words::DELEGATES_WHY, html! {
                    a.btn href="/settings/delegates" { (words::DELEGATES_LINK) }
                }))
            }
            (row("morning", words::MORNING, words::MORNING_WHY, morning(shown)))
            (row("look", words::LOOK, words::LOOK_WHY, look(shown)))
            (row("formats", words::FORMATS, words::FORMATS_WHY, formats(shown)))
            (row("keys", words::KEYS, words::KEYS_WHY, keys(shown)))
            @if shown.own.is_some() {
                (row("uploads", words::UPLOADS, words::UPLOADS_WHY, uploads(shown.upload_limit_mb)))
            }
            (row("colleagues", words::COLLEAGUES, words::COLLEAGUES_WHY, html! {
                p { a.link href="/settings/colleagues" { (words::COLLEAGUES_LINK) } }
            }))
            @if shown.own.is_some() {
                (row("numbers", words::NUMBERS, words::NUMBERS_WHY, html! {
                    div.actions {
                        a.btn href="/settings/numbers" { (words::NUMBERS_LINK) }
                        a.btn href="/settings/numbers/sample" { (words::SAMPLE_LINK) }
                    }
                }))
            }
            @if let Some(own) = &shown.own { (row("data", words::DATA, words::DATA_WHY, data(&own.data))) }
        }
    }
}

fn row(id: &str, title: &str, why: &str, control: Markup) -> Markup {
    html! {
        section.formrow id=(id) aria-labelledby={ (id) "-title" } {
            div { h2 id={ (id) "-title" } { (title) } p { (why) } }
            div { (control) }
        }
    }
}

/// A form that is sent when its one control changes.
fn setting(key: &str, control: Markup) -> Markup {
    html! {
        form method="post" action="/settings" hx-post="/settings" hx-trigger="change, submit" hx-target="#settings" {
            input type="hidden" name="key" value=(key);
            (control)
            noscript { button.btn.small { (words::SAVE) } }
        }
    }
}

fn you(shown: &Own) -> Markup {
    html! {
        @if !shown.addresses.is_empty() {
            ul.facts { @for address in &shown.addresses { li { span { (address) } } } }
        }
        form method="post" action="/settings/me" hx-post="/settings/me" hx-target="#settings" {
            div.row.besides {
                div.field {
                    label for="address" { (words::ANOTHER_ADDRESS) }
                    input #address name="address" type="email" required autocomplete="off";
                }
                button.btn { (words::ADD) }
            }
            p.meta { (words::ADDRESS_JOINS) }
        }
        form method="post" action="/settings/me" hx-post="/settings/me" hx-target="#settings" {
            div.row.besides {
                div.field {
                    label for="name" { (words::NAME) }
                    input #name name="name" value=(shown.name) required autocomplete="name";
                }
                button.btn { (words::SAVE) }
            }
        }
    }
}

fn morning(shown: &Shown) -> Markup {
    let limit = shown.today_limit.map(|n| n.to_string());
    setting(
        "today_limit",
        html! {
            div.field {
                label for="limit" { (words::PEOPLE_A_DAY) }
                select #limit name="value" {
                    option value="" selected[limit.is_none()] { (words::as_started(shown.started_limit)) }
                    @for n in 1..=20 { option value=(n) selected[shown.today_limit == Some(n)] { (n) } }
                }
            }
        },
    )
}

fn look(shown: &Shown) -> Markup {
    html! {
        form method="post" action="/settings/theme" {
            div.seg role="group" aria-label=(words::THEME) {
                @for theme in [Theme::System, Theme::Light, Theme::Dark] {
                    button name="theme" value=(theme.word()) aria-pressed=(shown.theme == theme) {
                        (words::theme(theme))
                    }
                }
            }
        }
    }
}

fn formats(shown: &Shown) -> Markup {
    let zone = html! {
        div.field {
            label for="zone" { (words::ZONE) }
            select #zone name="value" {
                @if !shown.zones.contains(&shown.zone) { option value="" selected { (shown.zone) } }
                @for zone in shown.zones { option selected[*zone == shown.zone] { (zone) } }
            }
        }
    };
    html! {
        (setting("date_format", one_of(words::DATES, &shown.dates)))
        (setting("clock_format", one_of(words::TIMES, &shown.clocks)))
        (setting("time_zone", zone))
        div.field { span.label { (words::LANGUAGE) } span { (words::ENGLISH) } }
    }
}

/// A choice of a few, each with its word, an example, and whether it is set.
fn one_of(title: &str, all: &[(&str, String, bool)]) -> Markup {
    html! {
        fieldset.plainset {
            legend.label { (title) }
            @for (word, example, is_set) in all {
                label.check { input type="radio" name="value" value=(word) checked[*is_set]; (example) }
            }
        }
    }
}

fn keys(shown: &Shown) -> Markup {
    setting(
        "keys",
        html! {
            label.check {
                input type="checkbox" name="value" value="on" checked[shown.keys];
                span { (words::SINGLE_KEYS) span.hint { (words::SINGLE_KEYS_HINT) } }
            }
        },
    )
}

fn uploads(limit_mb: u64) -> Markup {
    setting(
        "upload_limit",
        html! {
            div.field {
                label for="upload" { (words::UPLOAD_LIMIT) }
                input #upload type="number" name="value" min="1" max="1000000" value=(limit_mb) required;
            }
        },
    )
}

fn data(data: &Data) -> Markup {
    html! {
        dl.kv {
            dt { (words::WHERE) } dd.path { (data.database) }
            dt { (words::FOLDER) } dd.path { (data.folder) }
            dt { (words::SIZE) } dd { (words::megabytes(&data.megabytes)) }
            dt { (words::HELD) } dd { (words::held(&data.people)) ". " a.link href="/people/kept-out" { (words::kept_out(&data.kept_out)) } }
            dt { (words::EXPORT) } dd { (words::EXPORT_HOW) " " code { (words::EXPORT_COMMAND) @if let Some(login) = &data.login { " " (words::for_login(login)) } } }
            dt { (words::ERASURE) } dd { a.link href="/settings/erasure" { (words::ERASURE_HOW) } }
            dt { (words::CHECK) } dd { (words::CHECK_HOW) " " code { (words::CHECK_COMMAND) } }
            @if data.administers {
                dt { (words::BACKUPS) } dd { a.link href="/settings/data" { (words::BACKUPS_WHERE) } }
            }
        }
        @if data.has_sample {
            form.sampled method="post" action="/welcome/sample/remove" {
                button.btn.danger { (words::REMOVE_SAMPLE) }
                p.meta { (words::REMOVE_SAMPLE_WHY) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_settings() {
        let data = Data {
            database: "SQLite file /kith/kith.db".into(),
            folder: "/kith".into(),
            megabytes: "412".into(),
            people: "603".into(),
            kept_out: "48".into(),
            administers: true,
            login: None,
            has_sample: true,
        };
        let addresses = vec!["me@acme.example".into(), "me@private.example".into()];
        let shown = Shown {
            key_trouble: Some("/kith/kith.key is gone".into()),
            own: Some(Own { name: "Me Myself".into(), addresses, data }),
            today_limit: Some(3),
            started_limit: 5,
            dates: [
                ("day_month", "17 November 2025".into(), true),
                ("month_day", "November 17, 2025".into(), false),
                ("iso", "2025-11-17".into(), false),
            ],
            clocks: [("24", "16:00".into(), true), ("12", "4:00 pm".into(), false)],
            zone: "Europe/Vienna".into(),
            zones: vec!["Asia/Tokyo".into(), "Europe/Vienna".into()].leak(),
            keys: true,
            upload_limit_mb: 4_000,
            theme: Theme::Dark,
        };
        insta::assert_snapshot!(page(&shown).into_string());
    }
}
