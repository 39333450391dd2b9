//! Addresses given to a person by hand, and taken from them: it was somebody else's. Each is an act with an undo.

use model::{Address, PersonId};

use super::{by_hand, move_identities, roll, settle_people, sql};
use crate::access::Cx;
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, People};
use crate::features::details::{self, Kind, Said};
use crate::features::tray::Ask;
use crate::features::{capture, keeping, people, understanding};
use crate::words::refusals;

/// Gives a person an address: a mail address, a telephone number, or the page of a profile.
///
/// # Errors
/// The member may not, the text is no address, or it is known as somebody's already.
pub async fn add_address(cx: &Cx, person: PersonId, text: &str) -> Result<Done> {
    let address = read(text)?;
    let ask = || Ask::AddAddress { person: person.0, text: text.to_owned() };
    if let Some(waiting) = acts::enter(cx, &[person], ask).await? {
        return Ok(waiting);
    }
    let name = people::name_of(cx, person).await?;
    let mut tx = cx.app.db.begin().await?;
    if let Some((_, other)) = by_hand::find(&mut tx, cx.workspace, &address).await? {
        cx.require_sees(PersonId(other)).map_err(|_| by_hand::not_for_you(&address))?;
        let other = people::name_of(cx, PersonId(other)).await?;
        return Err(Error::refused(refusals::people::address_of_another(address.value(), &other)));
    }
    let id = by_hand::insert(&mut tx, cx.workspace, &address, person.0).await?;
    // Something is said of them, so that no undo of an import takes the address away.
    let is_person = Said { person: person.0, kind: Kind::Nature, value: Some("person".to_owned()) };
    let before = details::replace(&mut tx, cx, &[is_person]).await?;
    let deed = People::AddressAdded { name, address: address.value().to_owned() };
    let inverse = Inverse::Forget { people: Vec::new(), identities: vec![id], before };
    let done = acts::record(&mut tx, cx, deed, &inverse).await?;
    tx.commit().await?;
    Ok(done)
}

/// Takes an address from a person: it becomes somebody of its own, with all that it took part in.
///
/// # Errors
/// The member may not, the address is not theirs or their only one, or an import is running.
pub async fn part_address(cx: &Cx, person: PersonId, kind: &str, value: &str) -> Result<Done> {
    let ask = || Ask::PartAddress { person: person.0, kind: kind.to_owned(), value: value.to_owned() };
    if let Some(waiting) = acts::enter(cx, &[person], ask).await? {
        return Ok(waiting);
    }
    let name = people::name_of(cx, person).await?;
    let _guard = capture::lock(cx).await?;
    let mut tx = cx.app.db.begin().await?;
    let not_theirs = || Error::not_found(refusals::people::not_their_address(value, &name));
    let address = Address::from_parts(kind, value).ok_or_else(not_theirs)?;
    let found = by_hand::find(&mut tx, cx.workspace, &address).await?;
    let (identity, _) = found.filter(|(_, owner)| *owner == person.0).ok_or_else(not_theirs)?;
    let all: Vec<(i64,)> = tx.fetch_all(sql::IDS_OF_PERSON, &[cx.ws(), person.0.into()]).await?;
    if all.len() < 2 {
        return Err(Error::refused(refusals::people::only_address(value, &name)));
    }
    let other = keeping::next_ids(&mut tx, cx.workspace, 1).await?;
    let called = identity::best_name(&[], std::slice::from_ref(&address));
    roll::insert_named(&mut tx, cx.workspace, &[(other, called)]).await?;
    understanding::mark_stale_people(&mut tx, cx.workspace, person.0, other).await?;
    move_identities(&mut tx, cx, person.0, other, &[identity]).await?;
    settle_people(&mut tx, cx, person.0, other).await?;
    let deed = People::AddressTaken { name, address: value.to_owned() };
    // Taking it back is joining the new one again: they were never anybody else.
    let inverse = Inverse::TakeApart { joined: person.0, survivor: other, identities: vec![identity] };
    let done = acts::record(&mut tx, cx, deed, &inverse).await?;
    tx.commit().await?;
    Ok(done)
}

fn read(text: &str) -> Result<Address> {
    let text = text.trim();
    formats::address::email(text)
        .or_else(|| formats::address::profile(text))
        .or_else(|| formats::address::phone(text))
        .ok_or_else(|| Error::refused(refusals::people::no_address(text)))
}
