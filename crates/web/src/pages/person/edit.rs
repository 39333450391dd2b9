//! The form of everything the owner can say of a person.

use app::access::Right;
use app::features::acts::People;
use app::features::details::{self, Kind, Said};
use app::features::identities::{self, ShownAddress};
use app::features::portrait;
use axum::Form;
use axum::extract::Path;
use maud::{Markup, html};
use model::PersonId;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

use super::{person_at, shown};
use crate::failure::{Answer, Failure, as_sentence};
use crate::layout::{Page, Section};
use crate::pages::people::query::address;
use crate::pages::people::tabs;
use crate::parts::{Done, notice_bad, pagehead, sec};
use crate::visit::Visit;
use crate::words::person as words;

/// What the form asks for, in its order.
const ASKED: [Kind; 16] = [
    Kind::Name,
    Kind::NativeName,
    Kind::Organization,
    Kind::Title,
    Kind::City,
    Kind::Country,
    Kind::Zone,
    Kind::Birthday,
    Kind::Language,
    Kind::Address,
    Kind::Cadence,
    Kind::HowMet,
    Kind::Family,
    Kind::Health,
    Kind::Interests,
    Kind::Remember,
];

/// The form as it is filled in.
pub struct EditView {
    /// What may be asked for: what is closed to whoever asks is not.
    pub asked: Vec<Kind>,
    /// Hints on what delegates see are for the principal.
    pub owns: bool,
    /// The end of the page's address.
    pub slug: String,
    /// The person's name.
    pub name: String,
    /// What stands in the fields.
    pub typed: BTreeMap<Kind, String>,
    /// What sources tell, shown in empty fields.
    pub told: BTreeMap<Kind, String>,
    /// Their addresses.
    pub addresses: Vec<ShownAddress>,
    /// Why it could not be saved.
    pub refused: Option<String>,
}

/// An address that is typed in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    address: String,
}

/// An address that is somebody else's.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Parted {
    kind: String,
    value: String,
}

/// The form.
pub async fn form(visit: Visit, Path(slug): Path<String>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let view = filled(&visit, person, slug).await?;
    Ok(visit.whole(&page(&view)))
}

/// The form with what is known of somebody.
async fn filled(visit: &Visit, person: PersonId, slug: String) -> Result<EditView, Failure> {
    let portrait = portrait::portrait(&visit.cx, person, visit.cx.now).await?;
    let mut told = BTreeMap::new();
    for (kind, value, _) in portrait.told {
        told.entry(kind).or_insert(value);
    }
    if let Some((organization, title)) = portrait.positions.first() {
        told.entry(Kind::Organization).or_insert_with(|| organization.clone());
        told.entry(Kind::Title).or_insert_with(|| title.clone());
    }
    told.entry(Kind::Name).or_insert_with(|| portrait.line.name.clone());
    Ok(EditView {
        asked: asked(visit),
        owns: visit.cx.access.has(Right::Own),
        slug,
        name: portrait.line.name.clone(),
        typed: portrait.said,
        told,
        addresses: portrait.addresses,
        refused: None,
    })
}

/// What the form asks for, without what is closed to whoever asks.
fn asked(visit: &Visit) -> Vec<Kind> {
    let mut asked = ASKED.to_vec();
    asked.retain(|kind| details::is_open(&visit.cx, *kind));
    asked
}

/// Says what was typed and goes back to the person. What cannot be used is said above the form, which keeps what was
/// typed.
pub async fn save(
    visit: Visit,
    Path(slug): Path<String>,
    Form(fields): Form<HashMap<String, String>>,
) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let name = shown::name(&visit, person).await?;
    let before = details::of(&visit.cx, person).await?;
    let typed = |kind: Kind| {
        let value = fields.get(kind.word())?.replace("\r\n", "\n").trim().to_owned();
        Some((kind, Some(value).filter(|value| !value.is_empty())))
    };
    let typed: Vec<(Kind, Option<String>)> = asked(&visit).into_iter().filter_map(typed).collect();
    let changed = typed.iter().filter(|(kind, value)| before.get(kind) != value.as_ref());
    let said: Vec<Said> =
        changed.map(|(kind, value)| Said { person: person.0, kind: *kind, value: value.clone() }).collect();
    let to = address(&format!("/people/{slug}"));
    if said.is_empty() {
        return Ok(visit.go(&to));
    }
    let deed = People::Details { name: name.clone() };
    match details::say(&visit.cx, said, deed.into()).await {
        Ok(done) => Ok(visit.back(&to, &Done::from(done))),
        Err(app::Error::Refused(why)) => {
            let typed = typed.into_iter().filter_map(|(kind, value)| Some((kind, value?))).collect();
            let view = EditView { typed, refused: Some(why), ..filled(&visit, person, slug).await? };
            Ok(visit.whole(&page(&view)))
        }
        Err(error) => Err(Failure::from(error)),
    }
}

/// Gives the person an address.
pub async fn add_address(visit: Visit, Path(slug): Path<String>, Form(typed): Form<Typed>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let done = identities::add_address(&visit.cx, person, &typed.address).await?;
    Ok(visit.back(&address(&format!("/people/{slug}/edit")), &Done::from(done)))
}

/// Takes an address from the person.
pub async fn part_address(visit: Visit, Path(slug): Path<String>, Form(parted): Form<Parted>) -> Answer {
    let person = person_at(&visit, &slug).await?;
    let done = identities::part_address(&visit.cx, person, &parted.kind, &parted.value).await?;
    Ok(visit.back(&address(&format!("/people/{slug}/edit")), &Done::from(done)))
}

fn page(view: &EditView) -> Page {
    Page::new(words::edit_title(&view.name), Section::People, edit(view)).with_tabs(tabs(""))
}

/// The form as markup.
pub fn edit(view: &EditView) -> Markup {
    let here = format!("/people/{}", view.slug);
    html! {
        (pagehead(None, &words::edit_title(&view.name), Some(html! { (words::EDIT_DEK) }), None))
        @if let Some(why) = &view.refused { (notice_bad(html! { (as_sentence(why)) }, None)) }
        form.narrowform.details-form method="post" action={ (here) "/edit" } {
            @for &kind in &view.asked { (field(view, kind)) }
            div.actions {
                button.btn.primary { (words::SAVE) }
                a.btn.plain href=(here) { (words::CANCEL) }
            }
        }
        (sec("addresses", words::REACHED, None, addresses(view, &here)))
    }
}

fn addresses(view: &EditView, here: &str) -> Markup {
    let is_only = view.addresses.len() < 2;
    html! {
        ul.facts.addresses {
            @for address in &view.addresses {
                li {
                    span.breaks { (address.value) }
                    @if !is_only {
                        form method="post" action={ (here) "/addresses/part" } {
                            input type="hidden" name="kind" value=(address.kind);
                            input type="hidden" name="value" value=(address.value);
                            button.btn.small.plain aria-label=(words::not_theirs(&address.value)) { (words::NOT_THEIRS) }
                        }
                    }
                }
            }
        }
        form.narrowform method="post" action={ (here) "/addresses" } {
            div.field {
                label for="new-address" { (words::ADD_ADDRESS) }
                input id="new-address" name="address" required maxlength="300" autocomplete="off"
                    aria-describedby="new-address-hint";
                span.hint id="new-address-hint" { (words::ADDRESS_HINT) }
            }
            div.actions { button.btn { (words::ADD) } }
        }
    }
}

fn field(view: &EditView, kind: Kind) -> Markup {
    let name = kind.word();
    let value = view.typed.get(&kind).map(String::as_str).unwrap_or_default();
    let told = view.told.get(&kind).map(String::as_str);
    let is_text =
        matches!(kind, Kind::HowMet | Kind::Family | Kind::Health | Kind::Interests | Kind::Remember);
    let hint = words::hint(kind).filter(|_| view.owns || !words::is_for_principals(kind));
    let hint_id = hint.map(|_| format!("{name}-hint"));
    html! {
        div.field {
            label for=(name) { (words::kind(kind)) }
            @if is_text {
                textarea id=(name) name=(name) maxlength="4000" { (value) }
            } @else {
                input id=(name) name=(name) value=(value) placeholder=[told] maxlength="300" autocomplete="off"
                    aria-describedby=[hint_id.as_deref()];
            }
            @if let (Some(hint), Some(id)) = (hint, &hint_id) { span.hint id=(id) { (hint) } }
        }
    }
}
