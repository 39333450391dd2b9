//! Why an address is kept out of the network: its shape, its use, a calendar, or the owner's word.

use std::collections::HashMap;

use identity::{Nature, Usage};
use model::{Address, PersonId};

use super::{Gathered, gathered_of, sql};
use crate::access::{Cx, Right};
use crate::db::Rows;
use crate::error::Result;
use crate::features::details::{self, Kind};

/// What tells that somebody is no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The owner said so.
    Said,
    /// A calendar calls it a room or a thing.
    Calendar,
    /// The address or the name is one that no human has.
    Shape,
    /// What it sent: mails of programs, mails to many, mails by hand.
    Use {
        /// Mails that say of themselves that a program wrote them.
        robot: u32,
        /// Mails to many.
        bulk: u32,
        /// Discussions whose list it is.
        list: u32,
    },
}

/// The address that is kept out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOut {
    /// An address of it.
    pub address: String,
    /// What tells.
    pub why: Why,
}

/// Why some are kept out, by their numbers; two queries for a page of them.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn why_kept_out(cx: &Cx, people: &[(i64, String)]) -> Result<HashMap<i64, KeptOut>> {
    cx.require(Right::Read)?;
    people.iter().try_for_each(|(id, _)| cx.require_sees(PersonId(*id)))?;
    let ids = || Rows::of_ints(people.iter().map(|(id, _)| *id)).into_arg();
    let gathered = gathered_of(cx.app.db.fetch_all(sql::OF_PEOPLE, &[cx.ws(), ids()]).await?);
    let said: Vec<(i64, String, String)> =
        cx.app.db.fetch_all(details::sql::OF_PEOPLE, &[cx.ws(), ids()]).await?;
    let is_said = |id| said.iter().any(|(person, kind, _)| *person == id && kind == Kind::Nature.word());
    let known = people.iter().filter_map(|(id, name)| {
        let gathered = gathered.get(id)?;
        let address = gathered.addresses.first()?.0.value().to_owned();
        let why = if is_said(*id) { Why::Said } else { why(gathered, name) };
        Some((*id, KeptOut { address, why }))
    });
    Ok(known.collect())
}

fn why(gathered: &Gathered, name: &str) -> Why {
    if gathered.addresses.iter().any(|(.., is_resource)| *is_resource) {
        return Why::Calendar;
    }
    let tells = |address: &Address| identity::by_shape(address, name).is_some_and(|n| n != Nature::Person);
    if gathered.addresses.iter().any(|(address, ..)| tells(address)) {
        return Why::Shape;
    }
    let sum = |count: fn(&Usage) -> u32| gathered.addresses.iter().map(|(_, usage, _)| count(usage)).sum();
    Why::Use { robot: sum(|u| u.robot_mails), bulk: sum(|u| u.bulk_mails), list: sum(|u| u.received_as_list) }
}
