//! Adding a person by hand: a name, and what else is known.

use app::features::details::Kind;
use app::features::identities::{self, NewPerson};
use app::features::snapshot;
use axum::Form;
use maud::{Markup, html};
use serde::Deserialize;

use super::tabs;
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::parts::{Done, notice_bad, pagehead};
use crate::visit::Visit;
use crate::words::people as words;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    email: String,
    organization: String,
    title: String,
}

/// The form.
pub async fn form(visit: Visit) -> Answer {
    Ok(visit.whole(&page(&Typed::default(), None)))
}

/// Adds the person and goes to their page; what cannot be used is said above the form, which keeps what was typed.
pub async fn add(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let said = [(Kind::Organization, &typed.organization), (Kind::Title, &typed.title)];
    let new = NewPerson {
        name: typed.name.trim().to_owned(),
        email: filled(&typed.email),
        said: said.into_iter().filter_map(|(kind, text)| Some((kind, filled(text)?))).collect(),
    };
    let added = match identities::add(&visit.cx, &[new]).await {
        Ok(added) => added,
        Err(app::Error::Refused(why)) => return Ok(visit.whole(&page(&typed, Some(&why)))),
        Err(error) => return Err(Failure::from(error)),
    };
    let snapshot = snapshot::current(&visit.cx).await?;
    let person = added.people.first().and_then(|person| snapshot.person(*person));
    let to = person.map_or_else(|| "/people".to_owned(), |line| format!("/people/{}", line.slug));
    Ok(visit.back(&super::query::address(&to), &Done::from(added.done)))
}

fn page(typed: &Typed, refused: Option<&str>) -> Page {
    Page::new(words::ADD_A_PERSON, Section::People, view(typed, refused)).with_tabs(tabs("/people/new"))
}

/// The form as markup.
pub fn view(typed: &Typed, refused: Option<&str>) -> Markup {
    html! {
        (pagehead(None, words::ADD_A_PERSON, Some(html! { (words::ADD_DEK) }), None))
        @if let Some(why) = refused { (notice_bad(html! { (why) }, None)) }
        form.narrowform method="post" action="/people/new" {
            (field("name", words::NAME, &typed.name, "text", None, true))
            (field("email", words::MAIL_ADDRESS, &typed.email, "email", Some(words::MAIL_HINT), false))
            (field("organization", words::ORGANIZATION, &typed.organization, "text", None, false))
            (field("title", words::TITLE, &typed.title, "text", None, false))
            div.actions {
                button.btn.primary { (words::ADD) }
                a.btn.plain href="/people" { (words::CANCEL) }
            }
        }
    }
}

fn field(name: &str, label: &str, value: &str, kind: &str, hint: Option<&str>, is_needed: bool) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type=(kind) value=(value) maxlength="200" required[is_needed]
                autocomplete="off" autofocus[is_needed] aria-describedby=[hint.map(|_| format!("{name}-hint"))];
            @if let Some(hint) = hint { span.hint id={ (name) "-hint" } { (hint) } }
        }
    }
}
