//! What can be done on a person's page: the forms and what they do. Each is an act with an undo, and each works without
//! the script: the answer is the page again, with a toast.

use app::features::acts::People;
use app::features::details::{self, Kind, Said};
use app::features::interactions::{self, LogKind, Note};
use app::features::people::{self, Nature};
use app::features::portrait::{self, Found};
use app::features::{acts, identities};
use axum::Form;
use axum::extract::Path;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use model::PersonId;
use serde::Deserialize;

use super::person_at;
use super::shown::PersonView;
use crate::failure::{Answer, Failure};
use crate::look::Look;
use crate::pages::people::query::address;
use crate::parts::{Done, icon};
use crate::visit::Visit;
use crate::words::person as words;

/// The steps of the owner's word on closeness, the least first; none between the second and the third.
const STEPS: [Option<&str>; 4] = [Some("distant"), None, Some("close"), Some("very_close")];

/// What can be logged, in the order of the form.
const LOGGED: [(LogKind, &str); 3] =
    [(LogKind::Call, "call"), (LogKind::Meeting, "meeting"), (LogKind::Message, "message")];

/// One value of a form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Value {
    value: String,
}

/// Contact to be logged.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Logged {
    kind: String,
    day: String,
    time: String,
    text: String,
}

/// A note.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    text: String,
    private: String,
}

fn back(visit: &Visit, slug: &str, done: acts::Done) -> Answer {
    Ok(visit.back(&address(&format!("/people/{slug}")), &Done::from(done)))
}

/// Logs contact.
pub async fn log(visit: Visit, Path(slug): Path<String>, Form(form): Form<Logged>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let kind =
        LOGGED.into_iter().find(|(_, word)| *word == form.kind).map_or(LogKind::Call, |(kind, _)| kind);
    let at = moment(&visit, &form)?;
    let done = interactions::log(&visit.cx, person, kind, form.text.trim(), at).await?;
    back(&visit, &slug, done)
}

/// The moment that was typed; none for now. A day of the past without a time is its noon.
fn moment(visit: &Visit, form: &Logged) -> Result<Option<Timestamp>, Failure> {
    let unusable = || Failure::bad_request(words::NO_MOMENT);
    if form.day.trim().is_empty() {
        return Ok(None);
    }
    let day: Date = form.day.trim().parse().map_err(|_| unusable())?;
    let time = match form.time.trim() {
        "" if day == visit.look.today => return Ok(None),
        "" => Time::constant(12, 0, 0, 0),
        time => time.parse().map_err(|_| unusable())?,
    };
    let at = day.to_datetime(time).to_zoned(visit.look.zone.clone()).map_err(|_| unusable())?;
    Ok(Some(at.timestamp()))
}

/// Says how close the two are.
pub async fn closeness(visit: Visit, Path(slug): Path<String>, Form(form): Form<Value>) -> Answer {
    let value = Some(form.value).filter(|value| !value.is_empty());
    let deed = |name: String| People::Closeness { name, word: value.clone() };
    say(&visit, &slug, Kind::Closeness, value.clone(), &deed).await
}

/// Never on Today, or again.
pub async fn never(visit: Visit, Path(slug): Path<String>, Form(form): Form<Value>) -> Answer {
    let is_never = form.value == "yes";
    let deed = |name: String| People::Never { name, is_never };
    say(&visit, &slug, Kind::Never, is_never.then(|| "yes".to_owned()), &deed).await
}

/// For the principal alone, or no longer.
pub async fn private(visit: Visit, Path(slug): Path<String>, Form(form): Form<Value>) -> Answer {
    let is_private = form.value == "yes";
    let deed = |name: String| People::Private { name, is_private };
    say(&visit, &slug, Kind::Private, is_private.then(|| "yes".to_owned()), &deed).await
}

async fn say(
    visit: &Visit,
    slug: &str,
    kind: Kind,
    value: Option<String>,
    deed: &(dyn Fn(String) -> People + Sync),
) -> Answer {
    let person = person_at(visit, slug).await?;
    let name = super::shown::name(visit, person).await?;
    let said = Said { person: person.0, kind, value };
    let done = details::say(&visit.cx, vec![said], deed(name).into()).await?;
    back(visit, slug, done)
}

/// Key, or no longer.
pub async fn key(visit: Visit, Path(slug): Path<String>, Form(form): Form<Value>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let done = people::mark_key(&visit.cx, &[person], form.value == "yes").await?;
    back(&visit, &slug, done)
}

/// Left alone on Today until a day.
pub async fn later(visit: Visit, Path(slug): Path<String>, Form(form): Form<Value>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let until = form.value.parse().map_err(|_| Failure::bad_request(words::NO_MOMENT))?;
    let done = people::snooze(&visit.cx, person, until).await?;
    back(&visit, &slug, done)
}

/// No person, or a person after all.
pub async fn nature(visit: Visit, Path(slug): Path<String>, Form(form): Form<Value>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let nature = if form.value == "person" { Nature::Person } else { Nature::RoleMailbox };
    let done = people::set_nature(&visit.cx, &[person], nature).await?;
    back(&visit, &slug, done)
}

/// Joins another into this person.
pub async fn join(visit: Visit, Path(slug): Path<String>, Form(form): Form<Value>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let other = other(&visit, form.value.trim()).await?;
    let done = identities::join(&visit.cx, person, other, words::JOINED_BY_YOU).await?;
    back(&visit, &slug, done)
}

/// Whom the text names: the end of a page's address, else a name or an address.
async fn other(visit: &Visit, text: &str) -> Result<PersonId, Failure> {
    let slug = text.rsplit('/').next().unwrap_or(text);
    if let Ok(Found::Here(person)) = portrait::find(&visit.cx, slug).await {
        return Ok(person);
    }
    Ok(people::one(&visit.cx, text, visit.cx.now).await?)
}

/// Adds a note.
pub async fn add_note(visit: Visit, Path(slug): Path<String>, Form(form): Form<NoteForm>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let done = interactions::add_note(&visit.cx, person, &form.text, !form.private.is_empty()).await?;
    back(&visit, &slug, done)
}

/// Changes a note.
pub async fn change_note(
    visit: Visit,
    Path((slug, note)): Path<(String, i64)>,
    Form(form): Form<NoteForm>,
) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let is_private = !form.private.is_empty();
    let done = interactions::change_note(&visit.cx, person, note, &form.text, is_private).await?;
    back(&visit, &slug, done)
}

/// Deletes a note.
pub async fn delete_note(visit: Visit, Path((slug, note)): Path<(String, i64)>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let done = interactions::delete_note(&visit.cx, person, note).await?;
    back(&visit, &slug, done)
}

/// A form of this page: with the script, main and toasts are taken out of the answer, and the page stays where it is.
fn form(action: &str, class: &str, content: Markup) -> Markup {
    html! {
        form class=(class) method="post" action=(action) hx-post=(action) hx-target="#main" hx-select="#main"
            hx-select-oob="#toasts" { (content) }
    }
}

/// A button that sends one value.
fn button(slug: &str, what: &str, value: &str, class: &str, label: &str) -> Markup {
    let content = html! { button class=(class) name="value" value=(value) { (label) } };
    form(&format!("/people/{slug}/{what}"), "inline", content)
}

/// The menu with what is done less often.
pub fn menu(look: &Look, view: &PersonView) -> Markup {
    let (line, slug) = (&view.portrait.line, &view.asked.slug);
    let is_person = line.nature == Nature::Person;
    html! {
        details.menu #later {
            summary.btn aria-label=(words::MORE) data-key="r" {}
            div {
                @if line.key == Some(true) { (button(slug, "key", "no", "", words::NO_KEY)) }
                @else { (button(slug, "key", "yes", "", words::MAKE_KEY)) }
                @for later in &view.later {
                    (button(slug, "later", &later.day.to_string(), "", &words::later(&look.weekday_day(later.day))))
                }
                @if line.is_never { (button(slug, "never", "no", "", words::AGAIN)) }
                @else { (button(slug, "never", "yes", "", words::NEVER)) }
                @if is_person { (button(slug, "nature", "role_mailbox", "", words::NOT_A_PERSON)) }
                @else { (button(slug, "nature", "person", "", words::IS_A_PERSON)) }
                @if view.may.owns {
                    @if line.is_private { (button(slug, "private", "no", "", words::NO_PRIVATE)) }
                    @else { (button(slug, "private", "yes", "", words::MAKE_PRIVATE)) }
                }
                a href={ "/people/" (slug) "/edit" } { (words::EDIT_DETAILS) }
                @if is_person {
                    a href={ "/map/paths?to=" (slug) } { (crate::words::paths::TITLE) }
                    a href={ "/map/without/" (slug) } { (crate::words::without::MENU) }
                }
                @if view.may.owns {
                    a href={ "/people/" (slug) "/everything" } { (crate::words::human::EVERYTHING_MENU) }
                    a href={ "/people/" (slug) "/forget" } { (crate::words::human::FORGET_MENU) }
                }
            }
        }
    }
}

/// Closer than this, less close.
pub fn closeness_form(view: &PersonView, is_now: bool) -> Markup {
    let said = view.portrait.said.get(&Kind::Closeness).map(String::as_str);
    let at = STEPS.iter().position(|step| *step == said).unwrap_or(1);
    let slug = &view.asked.slug;
    let step =
        |at: usize, label: &str| button(slug, "closeness", STEPS[at].unwrap_or_default(), "btn small", label);
    html! {
        @if let Some(said) = said { p.meta.under-meter { (words::closeness_word(said)) } }
        @if is_now {
            div.actions.under-meter {
                @if at + 1 < STEPS.len() { (step(at + 1, words::CLOSER)) }
                @if at > 0 { (step(at - 1, words::LESS_CLOSE)) }
            }
        }
    }
}

/// The form to log contact with.
pub fn log_form(look: &Look, slug: &str) -> Markup {
    let content = html! {
        fieldset.plain {
            legend.label { (words::WHAT) }
            div.seg {
                @for (n, (kind, word)) in LOGGED.into_iter().enumerate() {
                    label { input.sr type="radio" name="kind" value=(word) checked[n == 0]; (words::log_kind(kind)) }
                }
            }
        }
        div.field { label for="log-day" { (words::DAY) } input #log-day type="date" name="day" value=(look.today) max=(look.today); }
        div.field { label for="log-time" { (words::TIME) } input #log-time type="time" name="time"; }
        div.field.wide { label for="log-text" { (words::ABOUT) } input #log-text name="text" maxlength="500" autocomplete="off"; }
        button.btn.primary { (words::LOG_IT) }
    };
    html! {
        section.sec #log aria-labelledby="log-title" {
            div.sechead { h2 #log-title { (words::LOG_CONTACT) } }
            (form(&format!("/people/{slug}/log"), "logform", content))
        }
    }
}

/// The form to add a note with.
pub fn note_form(view: &PersonView) -> Markup {
    let content = html! {
        div.field { label for="note-new" { (words::ADD_NOTE) } textarea #note-new name="text" required maxlength="20000" {} }
        @if view.may.private_notes {
            label.check { input type="checkbox" name="private" value="yes"; span { (words::PRIVATE) } }
        }
        div.actions { button.btn.small { (words::KEEP) } }
    };
    form(&format!("/people/{}/notes", view.asked.slug), "noteform", content)
}

/// The form to change a note with, folded away.
pub fn note_change_form(view: &PersonView, note: &Note) -> Markup {
    let (slug, id) = (&view.asked.slug, note.id);
    let content = html! {
        div.field {
            label for={ "note-" (id) } { (words::CHANGE) }
            textarea id={ "note-" (id) } name="text" required maxlength="20000" { (note.text) }
        }
        @if view.may.private_notes {
            label.check { input type="checkbox" name="private" value="yes" checked[note.is_private]; span { (words::PRIVATE) } }
        }
        div.actions { button.btn.small { (words::KEEP) } }
    };
    html! {
        details.change {
            summary.meta { (words::CHANGE) }
            (form(&format!("/people/{slug}/notes/{id}"), "noteform", content))
            (form(&format!("/people/{slug}/notes/{id}/delete"), "inline", html! { button.btn.small { (words::DELETE) } }))
        }
    }
}

/// The form for a past day, and for joining: both are rarely needed and stand at the end.
pub fn past_form(look: &Look, view: &PersonView) -> Markup {
    let slug = &view.asked.slug;
    let joining = html! {
        div.field {
            label for="join" { (words::JOIN_WITH) }
            input #join name="value" required autocomplete="off" aria-describedby="join-hint";
            span.hint #join-hint { (words::JOIN_HINT) }
        }
        div.actions { button.btn.small { (icon("git-merge")) (words::JOIN) } }
    };
    html! {
        section.sec aria-label=(words::MORE) {
            form.dates method="get" action={ "/people/" (slug) } {
                label { (words::AS_OF) " " input.input type="date" name="as_of" value=[view.asked.as_of] max=(look.today); }
                button.btn.small { (words::SHOW_DAY) }
            }
            @if view.asked.as_of.is_none() && view.may.change && !view.portrait.line.is_owner {
                (form(&format!("/people/{slug}/join"), "noteform", joining))
            }
        }
    }
}
