//! Addresses and the people behind them.
//!
//! Interactions point to identities, identities to people. The same address is the same person, and so are the addresses
//! of one card; nothing less certain is joined. A join moves the identities of one person to another and is an act
//! that can be taken back ([`take_apart`]): the joined person's row stays and gets its identities again.

mod addresses;
mod by_hand;
mod kept_out;
mod roll;
mod sql;

use std::collections::{BTreeMap, HashMap};

use identity::{GatheredName, NameSource, Nature, Usage};
use jiff::Timestamp;
use model::{ActId, Address, PersonId, WorkspaceId};
use network::TieDays;
use serde::Serialize;

use crate::access::Cx;
use crate::db::{Arg, Rows, Steps, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, People, WhyOne};
use crate::features::details::{self, Kind};
use crate::features::tray::Ask;
use crate::features::{capture, keeping, understanding};
use crate::words::refusals;
pub use addresses::{add_address, part_address};
pub use by_hand::{Added, NewPerson, add, name_owner};
pub(crate) use by_hand::{by_hand, drop_unused_by_hand, forget};
pub use kept_out::{KeptOut, Why, why_kept_out};
pub(crate) use roll::Roll;

/// How the value of an identity begins that stands for what was logged by hand; the person's number follows.
pub(crate) const BY_HAND: &str = "kith:";
/// People whose name and nature are looked at in one transaction.
const PEOPLE_A_STEP: usize = 2_000;

/// The number a nature is stored as; 0 is a human.
pub(crate) fn nature_code(nature: Nature) -> i64 {
    Nature::ALL.iter().position(|n| *n == nature).map_or(0, |n| n as i64)
}

/// The nature stored as this number.
pub(crate) fn nature_of_code(code: i64) -> Nature {
    usize::try_from(code).ok().and_then(|c| Nature::ALL.get(c).copied()).unwrap_or(Nature::Person)
}

fn name_source(code: i64) -> NameSource {
    match code {
        0 => NameSource::Owner,
        1 => NameSource::Card,
        2 => NameSource::LinkedIn,
        4 => NameSource::Calendar,
        _ => NameSource::Header,
    }
}

/// What an import learned of an address, to be added to what is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Uses {
    pub first_seen: Option<i64>,
    pub last_seen: Option<i64>,
    pub bounced_at: Option<i64>,
    pub away_at: Option<i64>,
    /// Mails sent: personal, discussion, bulk, robot (negative where a copy made a list mail personal).
    pub mails: [i64; 4],
    pub list_mails: i64,
    pub is_resource: bool,
    /// Names, with what sort of source gave them, how often, and the last day.
    pub names: BTreeMap<(String, i64), (i64, i64)>,
    /// Organization and title, with the day they were last seen.
    pub positions: BTreeMap<(String, String), i64>,
    /// What a card says besides, with the day it was last seen there.
    pub told: BTreeMap<(Kind, String), i64>,
    /// On how many cards it stands.
    pub cards: i64,
}

impl Uses {
    /// Something is said of the address that no interaction tells.
    fn is_marked(&self) -> bool {
        let has_notice = self.bounced_at.is_some() || self.away_at.is_some();
        has_notice || self.list_mails != 0 || self.is_resource || self.cards != 0
    }

    /// They used the address then.
    pub fn seen(&mut self, at: i64) {
        self.first_seen = Some(self.first_seen.map_or(at, |t| t.min(at)));
        self.last_seen = Some(self.last_seen.map_or(at, |t| t.max(at)));
    }

    /// A source called them so.
    pub fn named(&mut self, name: &str, source: NameSource, day: i64) {
        if !name.is_empty() {
            let entry = self.names.entry((name.to_owned(), source as i64)).or_insert((0, day));
            *entry = (entry.0 + 1, entry.1.max(day));
        }
    }
}

/// Adds what was learned of addresses in an import; what is not learned from one is of import 0.
pub(crate) async fn add_uses(
    tx: &mut Tx,
    ws: WorkspaceId,
    import: i64,
    uses: &HashMap<i64, Uses>,
) -> Result<()> {
    let (mut rows, mut names, mut positions) = (Rows::default(), Rows::default(), Rows::default());
    let (mut told, mut marks) = (Rows::default(), Rows::default());
    let mut ids: Vec<&i64> = uses.keys().collect();
    ids.sort_unstable();
    for id in ids {
        let u = &uses[id];
        counted(&mut rows, *id, u);
        for ((name, source), (n, day)) in &u.names {
            names.row().int(*id).text(name).int(*source).int(*n).int(*day);
        }
        for ((organization, title), day) in &u.positions {
            positions.row().int(*id).text(organization).text(title).int(*day);
        }
        for ((kind, value), day) in &u.told {
            told.row().int(*id).text(kind.word()).text(value).int(*day);
        }
        if u.is_marked() {
            let row = marks.row().int(*id).opt_int(u.bounced_at).opt_int(u.away_at);
            row.int(u.list_mails).int(i64::from(u.is_resource)).int(u.cards);
        }
    }
    if !rows.is_empty() {
        tx.execute(sql::ADD_USES, &[ws.0.into(), rows.into_arg()]).await?;
    }
    for (statement, rows) in
        [(sql::ADD_NAMES, names), (sql::ADD_POSITIONS, positions), (sql::ADD_MARKS, marks)]
    {
        if !rows.is_empty() {
            tx.execute(statement, &[ws.0.into(), rows.into_arg(), import.into()]).await?;
        }
    }
    details::add_told(tx, ws, import, told).await
}

/// A row of what is counted of an address.
fn counted(rows: &mut Rows, id: i64, u: &Uses) {
    let row = rows.row().int(id).opt_int(u.first_seen).opt_int(u.last_seen);
    let row = row.opt_int(u.bounced_at).opt_int(u.away_at);
    let row = row.int(u.mails[0]).int(u.mails[1]).int(u.mails[2]).int(u.mails[3]);
    row.int(u.list_mails).int(i64::from(u.is_resource));
}

/// Chooses name and nature of people again from all that is known of their identities.
pub(crate) async fn refresh(steps: &mut Steps, ws: WorkspaceId, people: &[i64]) -> Result<()> {
    for chunk in people.chunks(PEOPLE_A_STEP) {
        refresh_some(steps.tx().await?, ws, chunk).await?;
        steps.done().await?;
    }
    Ok(())
}

#[derive(Default)]
struct Gathered {
    addresses: Vec<(Address, Usage, bool)>,
    names: Vec<GatheredName>,
}

pub(crate) async fn refresh_some(tx: &mut Tx, ws: WorkspaceId, people: &[i64]) -> Result<()> {
    let owner = keeping::owner(tx, ws).await?;
    let gathered = gather(tx, ws, people).await?;
    let said = details::of_people_in(tx, ws, people.iter().copied()).await?;
    let written_to = people_written_to(tx, ws, owner, people).await?;
    let mut rows = Rows::default();
    let no_address = Gathered::default();
    for person in people {
        let said_of = |kind| said.get(person).and_then(|s| s.get(&kind));
        // Whoever has no address has only the name that was given by hand.
        if !gathered.contains_key(person) && said_of(Kind::Name).is_none() {
            continue;
        }
        let known = gathered.get(person).unwrap_or(&no_address);
        let addresses: Vec<Address> = known.addresses.iter().map(|a| a.0.clone()).collect();
        let name =
            said_of(Kind::Name).cloned().unwrap_or_else(|| identity::best_name(&known.names, &addresses));
        let nature = match said_of(Kind::Nature).and_then(|word| Nature::from_word(word)) {
            _ if owner == Some(PersonId(*person)) => Nature::Person,
            Some(nature) => nature,
            None => nature_of(known, &name, written_to.contains(person)),
        };
        rows.row().int(*person).text(&name).text(&identity::fold(&name)).int(nature_code(nature));
    }
    if !rows.is_empty() {
        tx.execute(sql::UPDATE_PEOPLE, &[ws.0.into(), rows.into_arg()]).await?;
    }
    Ok(())
}

/// The most human nature of all addresses.
fn nature_of(known: &Gathered, name: &str, owner_wrote_to: bool) -> Nature {
    known
        .addresses
        .iter()
        .map(|(address, usage, is_resource)| {
            if *is_resource {
                return Nature::Resource;
            }
            let usage = Usage { answered_by_owner: owner_wrote_to, ..*usage };
            identity::nature(
                identity::by_shape(address, name),
                identity::by_use(&usage),
                owner_wrote_to,
                None,
            )
        })
        .min()
        .unwrap_or(Nature::Person)
}

/// A person, an address of theirs and how it was used, as the database tells it.
type UsedAddress = (i64, String, String, i64, i64, i64, i64, i64, i64);

/// The addresses of people with how they were used, without the ones for what was logged by hand.
fn gathered_of(rows: Vec<UsedAddress>) -> BTreeMap<i64, Gathered> {
    let mut gathered: BTreeMap<i64, Gathered> = BTreeMap::new();
    for (person, kind, value, personal, discussion, bulk, robot, list, resource) in rows {
        let count = |n: i64| u32::try_from(n.max(0)).unwrap_or(u32::MAX);
        let usage = Usage {
            personal_mails: count(personal),
            discussion_mails: count(discussion),
            bulk_mails: count(bulk),
            robot_mails: count(robot),
            received_as_list: count(list),
            answered_by_owner: false,
        };
        if let Some(address) = Address::from_parts(&kind, &value).filter(|a| !a.value().starts_with(BY_HAND))
        {
            gathered.entry(person).or_default().addresses.push((address, usage, resource != 0));
        }
    }
    gathered
}

async fn gather(tx: &mut Tx, ws: WorkspaceId, people: &[i64]) -> Result<BTreeMap<i64, Gathered>> {
    let args: [Arg; 2] = [ws.0.into(), Rows::of_ints(people.iter().copied()).into_arg()];
    let mut gathered = gathered_of(tx.fetch_all(sql::OF_PEOPLE, &args).await?);
    type Name = (i64, String, i64, i64, i64);
    for (person, name, source, uses, last_day) in tx.fetch_all::<Name>(sql::NAMES_OF_PEOPLE, &args).await? {
        gathered.entry(person).or_default().names.push(GatheredName {
            name,
            source: name_source(source),
            uses: u32::try_from(uses).unwrap_or(u32::MAX),
            last_day: i32::try_from(last_day).unwrap_or(0),
        });
    }
    Ok(gathered)
}

async fn people_written_to(
    tx: &mut Tx,
    ws: WorkspaceId,
    owner: Option<PersonId>,
    people: &[i64],
) -> Result<std::collections::HashSet<i64>> {
    let Some(PersonId(owner)) = owner else { return Ok(Default::default()) };
    let wrote = |days: &TieDays, owner_is_first: bool| {
        let towards = if owner_is_first { model::Direction::Out } else { model::Direction::In };
        days.iter().any(|day| day.counts.iter().any(|c| c.kind.direction == towards))
    };
    let ties = understanding::ties_with(tx, ws, owner, people).await?;
    Ok(ties
        .into_iter()
        .filter(|((a, _), days)| wrote(days, *a == owner))
        .map(|((a, b), _)| if a == owner { b } else { a })
        .collect())
}

/// Makes these addresses the owner's: one person, who owns the workspace.
pub(crate) async fn set_owner(
    tx: &mut Tx,
    cx: &Cx,
    roll: &mut Roll,
    addresses: &[Address],
) -> Result<PersonId> {
    let known = roll.recognise(tx, cx.workspace, addresses).await?;
    let owner = match (keeping::owner(tx, cx.workspace).await?, known.first()) {
        (Some(owner), _) => owner,
        (None, Some(first)) => {
            keeping::set_owner(tx, cx.workspace, PersonId(first.person)).await?;
            PersonId(first.person)
        }
        (None, None) => return Err(Error::refused(refusals::people::OWN_ADDRESS_NEEDED)),
    };
    for k in known {
        if k.person != owner.0 {
            join_in(tx, cx, None, owner.0, k.person, WhyOne::Owner).await?;
            roll.moved(k.person, owner.0);
        }
    }
    Ok(owner)
}

/// Joins one person into another: all identities of `joined` become `survivor`'s. An act that can be taken back.
///
/// # Errors
/// The member may not, an import is running, or one of the two does not exist.
pub async fn join(cx: &Cx, survivor: PersonId, joined: PersonId, why: &str) -> Result<Done> {
    if survivor == joined {
        return Err(Error::refused(refusals::people::SAME_PERSON));
    }
    let ask = || Ask::Join { survivor: survivor.0, joined: joined.0, why: why.to_owned() };
    if let Some(waiting) = acts::enter(cx, &[survivor, joined], ask).await? {
        return Ok(waiting);
    }
    let _guard = capture::lock(cx).await?;
    let mut tx = cx.app.db.begin().await?;
    let why = WhyOne::Words(why.to_owned());
    let (done, _) = join_in(&mut tx, cx, None, survivor.0, joined.0, why).await?;
    settle_people(&mut tx, cx, survivor.0, joined.0).await?;
    tx.commit().await?;
    Ok(done)
}

/// Joins within a running change, `part_of` which act it may be; the pairs that are given are
/// marked and derived later.
pub(crate) async fn join_in(
    tx: &mut Tx,
    cx: &Cx,
    part_of: Option<ActId>,
    survivor: i64,
    joined: i64,
    why: WhyOne,
) -> Result<(Done, Vec<(i64, i64)>)> {
    let ids: Vec<(i64,)> = tx.fetch_all(sql::IDS_OF_PERSON, &[cx.ws(), joined.into()]).await?;
    if ids.is_empty() {
        return Err(Error::not_found(refusals::people::no_addresses_to_join(joined)));
    }
    let identities: Vec<i64> = ids.into_iter().map(|r| r.0).collect();
    let stale = understanding::mark_stale_people(tx, cx.workspace, joined, survivor).await?;
    move_identities(tx, cx, joined, survivor, &identities).await?;
    tx.execute(sql::SET_JOINED, &[cx.ws(), joined.into(), survivor.into()]).await?;
    let (one, other) = (name_in(tx, cx, survivor).await?, name_in(tx, cx, joined).await?);
    let deed = People::Joined { survivor: one, joined: other, why };
    let inverse = Inverse::TakeApart { joined, survivor, identities };
    Ok((acts::record_part(tx, cx, part_of, deed, &inverse).await?, stale))
}

async fn move_identities(tx: &mut Tx, cx: &Cx, from: i64, to: i64, identities: &[i64]) -> Result<()> {
    let rows = Rows::of_ints(identities.iter().copied()).into_arg();
    let moved = tx.execute(sql::MOVE, &[cx.ws(), from.into(), to.into(), rows]).await?;
    if moved != identities.len() as u64 {
        return Err(Error::refused(refusals::people::ADDRESSES_MOVED_ON));
    }
    Ok(())
}

/// Takes a join apart: the identities go back to the person they came from, and all that follows from it is derived.
pub(crate) async fn take_apart(
    tx: &mut Tx,
    cx: &Cx,
    joined: i64,
    survivor: i64,
    identities: &[i64],
) -> Result<()> {
    separate(tx, cx, joined, survivor, identities).await?;
    // Who has nothing left was only somebody by what is given back.
    let left: Vec<(i64,)> = tx.fetch_all(sql::IDS_OF_PERSON, &[cx.ws(), survivor.into()]).await?;
    if left.is_empty() {
        tx.execute(sql::SET_JOINED, &[cx.ws(), survivor.into(), joined.into()]).await?;
    }
    settle_people(tx, cx, survivor, joined).await
}

/// Gives the identities back and marks the pairs; the rest is derived by whoever takes more apart.
pub(crate) async fn separate(
    tx: &mut Tx,
    cx: &Cx,
    joined: i64,
    survivor: i64,
    identities: &[i64],
) -> Result<()> {
    understanding::mark_stale_people(tx, cx.workspace, survivor, joined).await?;
    move_identities(tx, cx, survivor, joined, identities).await?;
    tx.execute(sql::SET_JOINED, &[cx.ws(), joined.into(), Arg::NoInt]).await?;
    Ok(())
}

async fn name_in(tx: &mut Tx, cx: &Cx, person: i64) -> Result<String> {
    let row: Option<(String,)> = tx.fetch_optional(sql::NAME, &[cx.ws(), person.into()]).await?;
    Ok(row.map_or_else(|| "somebody".into(), |r| r.0))
}

async fn settle_people(tx: &mut Tx, cx: &Cx, one: i64, other: i64) -> Result<()> {
    while understanding::derive_some_stale(tx, cx.workspace).await? {}
    refresh_some(tx, cx.workspace, &[one, other]).await?;
    acts::bump(tx, cx.workspace, &[one, other]).await
}

/// Drops what an import said of addresses: names, positions, details, marks. What others said as well stays.
pub(crate) async fn drop_told_by(tx: &mut Tx, ws: WorkspaceId, import: i64) -> Result<()> {
    for statement in
        [sql::DELETE_NAMES_OF_IMPORT, sql::DELETE_POSITIONS_OF_IMPORT, sql::DELETE_MARKS_OF_IMPORT]
    {
        tx.execute(statement, &[ws.0.into(), import.into()]).await?;
    }
    details::drop_told_by(tx, ws, import).await?;
    tx.execute(sql::COUNT_MARKS_AGAIN, &[ws.0.into()]).await?;
    Ok(())
}

/// After an import was taken back: counts again what addresses sent, drops those that nothing tells of any more with
/// the people who have no address left, and chooses names and natures again.
pub(crate) async fn drop_unused(tx: &mut Tx, ws: WorkspaceId) -> Result<()> {
    tx.execute(sql::COUNT_USES_AGAIN, &[ws.0.into()]).await?;
    let unused: Vec<(i64,)> = tx.fetch_all(sql::UNUSED, &[ws.0.into()]).await?;
    let unused = Rows::of_ints(unused.into_iter().map(|r| r.0)).into_arg();
    details::drop_told(tx, ws, unused.clone()).await?;
    for statement in
        [sql::DELETE_NAMES_OF, sql::DELETE_POSITIONS_OF, sql::DELETE_MARKS_OF, sql::DELETE_IDENTITIES]
    {
        tx.execute(statement, &[ws.0.into(), unused.clone()]).await?;
    }
    tx.execute(sql::DELETE_PEOPLE_WITHOUT_ADDRESS, &[ws.0.into()]).await?;
    let people: Vec<(i64,)> = tx.fetch_all(sql::ALL_PEOPLE, &[ws.0.into()]).await?;
    let people: Vec<i64> = people.into_iter().map(|r| r.0).collect();
    for chunk in people.chunks(PEOPLE_A_STEP) {
        refresh_some(tx, ws, chunk).await?;
    }
    Ok(())
}

/// Leaves a person alone on Today until a day (days since 1970-01-01), or no longer; gives the day that was set before.
pub(crate) async fn set_snooze(tx: &mut Tx, cx: &Cx, person: i64, until: Option<i64>) -> Result<Option<i64>> {
    let before: Option<(Option<i64>,)> =
        tx.fetch_optional(sql::SNOOZED_UNTIL, &[cx.ws(), person.into()]).await?;
    tx.execute(sql::SET_SNOOZE, &[cx.ws(), person.into(), until.into()]).await?;
    Ok(before.and_then(|r| r.0))
}

/// How a person is reached, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownAddress {
    /// `email`, `phone`, `profile` or `name`.
    pub kind: String,
    /// The address.
    pub value: String,
    /// When they last used it.
    pub last_seen: Option<Timestamp>,
    /// Mail to it came back then, after they last used it.
    pub bounced_at: Option<Timestamp>,
    /// It answered automatically then.
    pub away_at: Option<Timestamp>,
}

impl ShownAddress {
    /// As it is stored; `None` for what stands for somebody without an address.
    pub(crate) fn of(
        kind: String,
        value: String,
        last_seen: Option<i64>,
        bounced_at: Option<i64>,
        away_at: Option<i64>,
    ) -> Option<ShownAddress> {
        let instant = |us: Option<i64>| us.and_then(|us| Timestamp::from_microsecond(us).ok());
        (!value.starts_with(BY_HAND)).then(|| ShownAddress {
            kind,
            value,
            last_seen: instant(last_seen),
            bounced_at: instant(bounced_at.filter(|b| last_seen.is_none_or(|seen| seen < *b))),
            away_at: instant(away_at),
        })
    }
}

/// The addresses of a person.
pub(crate) async fn addresses_of(cx: &Cx, person: PersonId) -> Result<Vec<ShownAddress>> {
    type Row = (String, String, Option<i64>, Option<i64>, Option<i64>);
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::ADDRESSES_OF, &[cx.ws(), person.0.into()]).await?;
    let shown = |(kind, value, seen, bounced, away)| ShownAddress::of(kind, value, seen, bounced, away);
    Ok(rows.into_iter().filter_map(shown).collect())
}

/// The positions of a person, newest first: organization and title.
pub(crate) async fn positions_of(cx: &Cx, person: PersonId) -> Result<Vec<(String, String)>> {
    cx.app.db.fetch_all(sql::POSITIONS_OF, &[cx.ws(), person.0.into()]).await
}
