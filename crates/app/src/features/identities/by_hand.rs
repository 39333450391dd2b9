//! What the owner names by hand: people, the owner's own addresses, and the identity that logged contact points to.
//!
//! People who are added are protected from the undo of any import, since something is said of them ([`details`]).
//! [`forget`] takes all of it back, as far as no source has told of it since.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::{Address, PersonId, WorkspaceId};
use serde::{Deserialize, Serialize};

use super::{BY_HAND, Uses, add_uses, join_in, refresh_some, roll, sql};
use crate::access::{Cx, Right};
use crate::db::{Rows, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, People, WhyOne};
use crate::features::details::{self, Kind, Said};
use crate::features::tray::Ask;
use crate::features::{capture, keeping, understanding};
use crate::words::refusals;

/// The longest name, in characters.
const MAX_NAME: usize = 200;
/// People that are added at once, at most.
const MAX_ADDED: usize = 200;

/// Someone to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    /// What they are called.
    pub name: String,
    /// How they are reached by mail, if that is known.
    pub email: Option<String>,
    /// What else the owner says of them.
    pub said: Vec<(Kind, String)>,
}

/// Who was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The act, for its undo.
    pub done: Done,
    /// The people, in the order they were given; an address that was known is the person who has it. Nobody, where it was
    /// only suggested.
    pub people: Vec<PersonId>,
}

/// What a change made, to be taken back with it.
#[derive(Default)]
struct Made {
    people: Vec<i64>,
    identities: Vec<i64>,
}

/// Adds people by name, in one act that can be taken back.
///
/// # Errors
/// The member may not, a name is missing or too long, an address is none, or the database fails.
pub async fn add(cx: &Cx, new: &[NewPerson]) -> Result<Added> {
    let asked = new;
    let new = new.iter().map(checked).collect::<Result<Vec<_>>>()?;
    if new.is_empty() || new.len() > MAX_ADDED {
        return Err(Error::refused(refusals::people::too_many_added(MAX_ADDED)));
    }
    if let Some(done) = acts::enter(cx, &[], || Ask::Add { new: asked.to_vec() }).await? {
        return Ok(Added { done, people: Vec::new() });
    }
    let mut tx = cx.app.db.begin().await?;
    let (mut made, mut people) = (Made::default(), Vec::new());
    let mut said: BTreeMap<(i64, Kind), String> = BTreeMap::new();
    for (one, address) in &new {
        let known = match address {
            Some(address) => {
                let known = who_has(&mut tx, cx.workspace, address).await?;
                let is_seen = known.is_none_or(|person| cx.access.sight.sees(PersonId(person)));
                if is_seen { Ok(known) } else { Err(not_for_you(address)) }?
            }
            None => None,
        };
        let person = match known {
            Some(person) => person,
            None => make(&mut tx, cx.workspace, &one.name, address.as_ref(), &mut made).await?,
        };
        said.insert((person, Kind::Name), one.name.clone());
        said.insert((person, Kind::Nature), "person".to_owned());
        said.extend(one.said.iter().map(|(kind, value)| ((person, *kind), value.clone())));
        people.push(PersonId(person));
    }
    let said = said.into_iter().map(|((person, kind), value)| Said { person, kind, value: Some(value) });
    let said = said.map(details::checked).collect::<Result<Vec<_>>>()?;
    let before = details::replace(&mut tx, cx, &said).await?;
    let names = new.iter().map(|(one, _)| one.name.clone()).collect();
    let inverse = Inverse::Forget { people: made.people, identities: made.identities, before };
    let done = acts::record(&mut tx, cx, People::Added { names }, &inverse).await?;
    tx.commit().await?;
    Ok(Added { done, people })
}

/// Says who the owner is: a name, addresses, or both, besides what is known. In one act that can be taken back; whoever
/// had one of the addresses is joined to the owner.
///
/// # Errors
/// The member may not, there is nothing to say, an address is none, or something is running that may not be disturbed.
pub async fn name_owner(cx: &Cx, name: Option<&str>, addresses: &[String]) -> Result<Done> {
    cx.require(Right::Own)?;
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    let addresses = addresses.iter().map(|text| email(text)).collect::<Result<Vec<_>>>()?;
    if name.is_none() && addresses.is_empty() {
        return Err(Error::refused(refusals::people::OWN_NAME_NEEDED));
    }
    let _guard = capture::lock(cx).await?;
    let mut tx = cx.app.db.begin().await?;
    let mut made = Made::default();
    let (owner, others) = who_is(&mut tx, cx.workspace, name, &addresses, &mut made).await?;
    keeping::set_owner(&mut tx, cx.workspace, PersonId(owner)).await?;
    let said = name.map(|name| Said { person: owner, kind: Kind::Name, value: Some(name.to_owned()) });
    let said = said.into_iter().map(details::checked).collect::<Result<Vec<_>>>()?;
    let before = details::replace(&mut tx, cx, &said).await?;
    let said: Vec<&str> = name.into_iter().chain(addresses.iter().map(Address::value)).collect();
    let deed = People::Owner { said: said.into_iter().map(str::to_owned).collect() };
    let inverse = Inverse::Forget { people: made.people, identities: made.identities, before };
    let done = acts::record(&mut tx, cx, deed, &inverse).await?;
    for person in others {
        join_in(&mut tx, cx, Some(done.act), owner, person, WhyOne::Owner).await?;
    }
    settle(&mut tx, cx, &[owner]).await?;
    tx.commit().await?;
    Ok(done)
}

/// The owner of these addresses, who is made if nobody has one; and the others who have one, to be joined to the owner.
async fn who_is(
    tx: &mut Tx,
    ws: WorkspaceId,
    name: Option<&str>,
    addresses: &[Address],
    made: &mut Made,
) -> Result<(i64, BTreeSet<i64>)> {
    let mut owner = keeping::owner(tx, ws).await?.map(|owner| owner.0);
    let mut others = BTreeSet::new();
    for address in addresses {
        match (who_has(tx, ws, address).await?, owner) {
            (Some(person), None) => owner = Some(person),
            (Some(person), Some(_)) => drop(others.insert(person)),
            (None, Some(owner)) => made.identities.push(insert(tx, ws, address, owner).await?),
            (None, None) => {
                owner = Some(make(tx, ws, name.unwrap_or(address.value()), Some(address), made).await?);
            }
        }
    }
    let owner = match owner {
        Some(owner) => owner,
        None => make(tx, ws, name.unwrap_or_default(), None, made).await?,
    };
    others.remove(&owner);
    Ok((owner, others))
}

/// Takes back what was added by hand: what was said is as before, and whoever no source told of since is gone.
pub(crate) async fn forget(
    tx: &mut Tx,
    cx: &Cx,
    people: &[i64],
    identities: &[i64],
    before: &[Said],
) -> Result<()> {
    let ws = cx.workspace;
    details::replace(tx, cx, before).await?;
    let rows = Rows::of_ints(identities.iter().copied()).into_arg();
    tx.execute(sql::UNMARK_BY_HAND, &[ws.0.into(), rows.clone()]).await?;
    tx.execute(sql::DELETE_THESE_UNUSED, &[ws.0.into(), rows]).await?;
    keeping::forget_owner(tx, ws, people).await?;
    let rows = Rows::of_ints(people.iter().copied()).into_arg();
    tx.execute(sql::DELETE_THESE_PEOPLE, &[ws.0.into(), rows]).await?;
    settle(tx, cx, people).await
}

/// Derives what a join left to be derived. Many ties may have changed with it.
async fn settle(tx: &mut Tx, cx: &Cx, people: &[i64]) -> Result<()> {
    let mut has_derived = false;
    while understanding::derive_some_stale(tx, cx.workspace).await? {
        has_derived = true;
    }
    refresh_some(tx, cx.workspace, people).await?;
    acts::bump(tx, cx.workspace, if has_derived { &[0] } else { people }).await
}

/// An address of somebody whom the member does not see: nothing is told of them.
pub(super) fn not_for_you(address: &Address) -> Error {
    Error::refused(refusals::people::not_for_you(address.value()))
}

fn checked(one: &NewPerson) -> Result<(NewPerson, Option<Address>)> {
    let name: String = one.name.trim().chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        return Err(Error::refused(refusals::people::name_needed(MAX_NAME)));
    }
    let address =
        one.email.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(email).transpose()?;
    Ok((NewPerson { name, ..one.clone() }, address))
}

fn email(text: &str) -> Result<Address> {
    formats::address::email(text.trim()).ok_or_else(|| Error::refused(refusals::people::not_an_email(text)))
}

/// The person an address belongs to.
async fn who_has(tx: &mut Tx, ws: WorkspaceId, address: &Address) -> Result<Option<i64>> {
    Ok(find(tx, ws, address).await?.map(|(_, person)| person))
}

/// Identity and person of an address.
pub(super) async fn find(tx: &mut Tx, ws: WorkspaceId, address: &Address) -> Result<Option<(i64, i64)>> {
    let mut rows = Rows::default();
    rows.row().text(address.kind()).text(address.value());
    let found: Vec<(String, String, i64, i64)> =
        tx.fetch_all(sql::FIND, &[ws.0.into(), rows.into_arg()]).await?;
    Ok(found.first().map(|(_, _, identity, person)| (*identity, *person)))
}

/// Makes a person with the address, or with an identity for what will be logged by hand.
async fn make(
    tx: &mut Tx,
    ws: WorkspaceId,
    name: &str,
    address: Option<&Address>,
    made: &mut Made,
) -> Result<i64> {
    let person = keeping::next_ids(tx, ws, 1).await?;
    roll::insert_named(tx, ws, &[(person, name.to_owned())]).await?;
    made.people.push(person);
    made.identities.push(match address {
        Some(address) => insert(tx, ws, address, person).await?,
        None => by_hand(tx, ws, PersonId(person)).await?,
    });
    Ok(person)
}

/// Writes an address that nobody has yet.
pub(super) async fn insert(tx: &mut Tx, ws: WorkspaceId, address: &Address, person: i64) -> Result<i64> {
    let id = keeping::next_ids(tx, ws, 1).await?;
    let mut rows = Rows::default();
    let domain = identity::domain(address);
    rows.row().int(id).text(address.kind()).text(address.value()).opt_text(domain).int(person);
    tx.execute(sql::INSERT, &[ws.0.into(), rows.into_arg()]).await?;
    if !address.value().starts_with(BY_HAND) {
        // Said by hand: no import that is taken back takes the address with it.
        let said = HashMap::from([(id, Uses { cards: 1, ..Uses::default() })]);
        add_uses(tx, ws, 0, &said).await?;
    }
    Ok(id)
}

/// The identity for what is logged by hand about a person: it stays with them whatever addresses a join moves.
pub(crate) async fn by_hand(tx: &mut Tx, ws: WorkspaceId, person: PersonId) -> Result<i64> {
    let address = Address::Name(format!("{BY_HAND}{person}"));
    match find(tx, ws, &address).await? {
        Some((identity, _)) => Ok(identity),
        None => insert(tx, ws, &address, person.0).await,
    }
}

/// Drops identities for what was logged by hand once all of it was taken back.
pub(crate) async fn drop_unused_by_hand(tx: &mut Tx, ws: WorkspaceId) -> Result<()> {
    tx.execute(sql::DELETE_UNUSED_BY_HAND, &[ws.0.into(), format!("{BY_HAND}%").into()]).await?;
    Ok(())
}
