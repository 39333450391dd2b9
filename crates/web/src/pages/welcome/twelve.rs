//! Twelve people by name: who the owner is, and whom they would call this week if something broke.

use std::collections::HashMap;

use app::features::details::Kind;
use app::features::identities::{self, NewPerson};
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::IntoResponse;

use super::{is_empty, view};
use crate::failure::{Answer, Failure};
use crate::layout::{Page, Section};
use crate::visit::Visit;
use crate::words::welcome as words;

/// How many rows there are.
const ROWS: usize = 12;

/// Somebody, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub name: String,
    pub how: String,
    pub email: String,
}

/// Everything, as typed.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub me: String,
    pub address: String,
    pub rows: Vec<Row>,
}

impl Default for Typed {
    fn default() -> Typed {
        Typed { me: String::new(), address: String::new(), rows: vec![Row::default(); ROWS] }
    }
}

impl Typed {
    fn of(mut fields: HashMap<String, String>) -> Typed {
        let mut of = |name: &str| fields.remove(name).map(|v| v.trim().to_owned()).unwrap_or_default();
        let (me, address) = (of("me"), of("address"));
        let rows = (1..=ROWS).map(|n| Row {
            name: of(&format!("name-{n}")),
            how: of(&format!("how-{n}")),
            email: of(&format!("email-{n}")),
        });
        Typed { me, address, rows: rows.collect() }
    }

    fn people(&self) -> Vec<NewPerson> {
        let named = self.rows.iter().filter(|row| !(row.name.is_empty() && row.email.is_empty()));
        named.map(Row::person).collect()
    }
}

impl Row {
    fn person(&self) -> NewPerson {
        let mut said = vec![(Kind::Key, "yes".to_owned())];
        if !self.how.is_empty() {
            said.push((Kind::HowMet, self.how.clone()));
        }
        let email = (!self.email.is_empty()).then(|| self.email.clone());
        NewPerson { name: self.name.clone(), email, said }
    }
}

pub(super) async fn page(visit: Visit) -> Answer {
    if !is_empty(&visit).await? {
        return Ok(visit.go("/"));
    }
    Ok(visit.whole(&form(&Typed::default(), None)))
}

/// Names the owner and adds the people; what cannot be used is said above the form, which keeps what was typed.
pub(super) async fn name(visit: Visit, Form(fields): Form<HashMap<String, String>>) -> Answer {
    let typed = Typed::of(fields);
    match add(&visit, &typed).await {
        Ok(done) => Ok(visit.back("/people", &done.into())),
        Err(app::Error::Refused(why)) => {
            let page = visit.whole(&form(&typed, Some(&why)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(Failure::from(other)),
    }
}

async fn add(visit: &Visit, typed: &Typed) -> app::Result<app::features::acts::Done> {
    let people = typed.people();
    if people.is_empty() {
        return Err(app::Error::Refused(words::NOBODY_NAMED.into()));
    }
    let addresses: Vec<String> =
        Some(&typed.address).filter(|a| !a.is_empty()).cloned().into_iter().collect();
    identities::name_owner(&visit.cx, Some(&typed.me), &addresses).await?;
    Ok(identities::add(&visit.cx, &people).await?.done)
}

fn form(typed: &Typed, refused: Option<&str>) -> Page {
    Page::new(words::TWELVE, Section::None, view::twelve(typed, refused)).solo("wide")
}
