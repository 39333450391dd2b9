//! How it stands with backups, the schedule as a form, and the commands that go back.

use app::features::keeping::backup::schedule::{Every, Schedule};
use maud::{Markup, html};

use crate::look::Look;
use crate::parts::{notice, notice_bad, pagehead};
use crate::words::data as words;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What became of the last one.
    pub last: Option<Last>,
    /// When the next is due.
    pub next: Option<String>,
    /// One is being made.
    pub is_busy: bool,
    /// Where they go.
    pub folder: String,
    /// What is set.
    pub schedule: Schedule,
}

/// What became of a backup.
#[derive(Clone, Debug)]
pub(super) enum Last {
    /// It is there.
    Made { made: String, file: String, tried: &'static str },
    /// It is not, and why.
    Failed(String),
}

pub(super) fn page(look: &Look, shown: &Shown) -> Markup {
    html! { (pagehead(None, words::TITLE, Some(html! { (words::DEK) }), None)) (rows(look, shown)) }
}

/// All of it; a change of the schedule shows all again.
pub(super) fn rows(look: &Look, shown: &Shown) -> Markup {
    html! {
        div.settings #data {
            (row("backups-title", words::BACKUPS, words::BACKUPS_WHY, backups(shown)))
            (row("by-itself-title", words::BY_ITSELF, words::BY_ITSELF_WHY, schedule(look, &shown.schedule)))
            (row("going-back-title", words::GO_BACK, words::GO_BACK_WHY, going_back()))
        }
    }
}

fn row(id: &str, title: &str, why: &str, control: Markup) -> Markup {
    html! {
        section.formrow aria-labelledby=(id) {
            div { h2 id=(id) { (title) } p { (why) } }
            div { (control) }
        }
    }
}

/// How it stands; it asks again for itself while a backup is being made.
pub(super) fn backups(shown: &Shown) -> Markup {
    let poll = shown.is_busy.then_some("/settings/data/backups");
    html! {
        div.stack #backups hx-get=[poll] hx-trigger=[poll.map(|_| "every 2s")] hx-swap=[poll.map(|_| "outerHTML")] {
            @if let Some(Last::Failed(words)) = &shown.last { (notice_bad(html! { (words) }, None)) }
            @if shown.is_busy { (notice(html! { (words::BUSY) }, None)) }
            dl.kv {
                dt { (words::LAST) }
                @match &shown.last {
                    Some(Last::Made { made, file, tried }) => {
                        dd { (made) }
                        dt { (words::FILE) } dd.path { (file) }
                        dt { (words::TRIED) } dd { (tried) }
                    }
                    Some(Last::Failed(_)) | None => { dd { (words::NONE_YET) } dt { (words::FOLDER) } dd.path { (shown.folder) } }
                }
                dt { (words::NEXT) } dd { (shown.next.as_deref().unwrap_or(words::NO_NEXT)) }
            }
            form method="post" action="/settings/data/backups" hx-post="/settings/data/backups" hx-target="#backups" hx-swap="outerHTML" {
                button.btn disabled[shown.is_busy] { (words::MAKE_ONE) }
            }
        }
    }
}

fn schedule(look: &Look, set: &Schedule) -> Markup {
    html! {
        form.stack method="post" action="/settings/data/schedule" hx-post="/settings/data/schedule" hx-target="#data" hx-swap="outerHTML" {
            div.row.besides {
                div.field {
                    label for="every" { (words::EVERY) }
                    select #every name="every" {
                        @for (every, value) in [(Every::Never, "never"), (Every::Day, "day"), (Every::Week, "week")] {
                            option value=(value) selected[set.every == every] { (words::every(every)) }
                        }
                    }
                }
                div.field {
                    label for="hour" { (words::HOUR) }
                    select #hour name="hour" {
                        @for hour in 0..24 { option value=(hour) selected[set.hour == hour] { (look.full_hour(hour)) } }
                    }
                }
            }
            div.field {
                label for="folder" { (words::FOLDER) }
                input #folder name="folder" value=(set.folder) autocomplete="off" spellcheck="false" aria-describedby="folder-hint";
                span.hint #folder-hint { (words::FOLDER_HINT) }
            }
            (kept(set))
            div.field {
                label for="recipients" { (words::RECIPIENTS) }
                textarea #recipients name="recipients" rows="2" spellcheck="false" aria-describedby="recipients-hint" { (set.recipients.join("\n")) }
                span.hint #recipients-hint { (words::RECIPIENTS_HINT) }
            }
            div.actions { button.btn.primary { (words::SAVE) } }
        }
    }
}

fn kept(set: &Schedule) -> Markup {
    let numbers = [
        ("daily", words::DAYS, set.daily),
        ("weekly", words::WEEKS, set.weekly),
        ("monthly", words::MONTHS, set.monthly),
    ];
    html! {
        fieldset.plainset aria-describedby="keep-hint" {
            legend.label { (words::KEEP) }
            div.row {
                @for (name, label, value) in numbers {
                    div.field {
                        label for=(name) { (label) }
                        input id=(name) name=(name) type="number" min="0" max="1000" required value=(value);
                    }
                }
            }
            p.meta #keep-hint { (words::KEEP_HINT) }
        }
    }
}

fn going_back() -> Markup {
    let commands = [
        (words::CHECK, words::CHECK_COMMAND),
        (words::VERIFY, words::VERIFY_COMMAND),
        (words::RESTORE, words::RESTORE_COMMAND),
    ];
    html! {
        div.stack {
            dl.kv { @for (what, command) in commands { dt { (what) } dd { code { (command) } } } }
            p.meta { (words::NOT_IN_IT) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look() -> Look {
        Look::plain(jiff::tz::TimeZone::UTC, jiff::Timestamp::UNIX_EPOCH)
    }

    fn shown() -> Shown {
        Shown {
            last: Some(Last::Made {
                made: "17 November, 03:00, 12 MB".into(),
                file: "/mnt/backup/kith-scheduled-20261117T030000Z.tar".into(),
                tried: words::RESTORED,
            }),
            next: Some("18 November, 03:00".into()),
            is_busy: false,
            folder: "/mnt/backup".into(),
            schedule: Schedule { every: Every::Day, folder: "/mnt/backup".into(), ..Schedule::default() },
        }
    }

    #[test]
    fn a_backup_that_was_tried() {
        insta::assert_snapshot!(page(&look(), &shown()).into_string());
    }

    #[test]
    fn one_that_failed_is_said_first() {
        let shown = Shown { last: Some(Last::Failed("The disk is full".into())), ..shown() };
        insta::assert_snapshot!(backups(&shown).into_string());
    }

    #[test]
    fn one_that_is_being_made_is_asked_for_again() {
        insta::assert_snapshot!(backups(&Shown { is_busy: true, ..shown() }).into_string());
    }
}
