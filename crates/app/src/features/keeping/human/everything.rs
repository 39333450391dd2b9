//! Everything that is held about one human, source by source.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use model::PersonId;
use network::{Moment, TieDays};
use serde::Serialize;

use super::handed::Handed;
use super::{Whole, sql};
use crate::access::{Cx, Field, Right};
use crate::db::{Arg, Row, Rows};
use crate::error::Result;
use crate::features::acts::Deed;
use crate::features::identities::{self, BY_HAND};
use crate::features::interactions;
use crate::features::keeping::hold::{self, Hold};

/// Everything about one human.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Everything {
    /// The end of their page's address.
    pub slug: String,
    /// What they are called.
    pub name: String,
    /// `person`, or what else Kith takes them for.
    pub nature: &'static str,
    /// What identifies them in an address book.
    pub uid: String,
    /// Until when they are left alone on Today.
    pub left_alone_until: Option<Date>,
    /// Names of those who were recognised as the same human.
    pub recognised: Vec<String>,
    /// How they are reached, and where that stands.
    pub addresses: Vec<AddressHeld>,
    /// What sources call them.
    pub names: Vec<NameHeld>,
    /// Where they work and worked, as sources say.
    pub positions: Vec<PositionHeld>,
    /// What cards say besides.
    pub cards: Vec<CardHeld>,
    /// What the owner said of them.
    pub said: Vec<SaidHeld>,
    /// Notes about them.
    pub notes: Vec<NoteHeld>,
    /// What they took part in.
    pub contacts: Vec<ContactHeld>,
    /// Records that tell of them: address book entries.
    pub records: Vec<RecordHeld>,
    /// With whom they touched.
    pub ties: Vec<TieHeld>,
    /// What was done about them.
    pub acts: Vec<ActHeld>,
    /// When they were not to be on Today, and why.
    pub dismissals: Vec<SaidHeld>,
    /// When they were asked for introductions, or others for one to them.
    pub introductions: Vec<SaidHeld>,
    /// What delegates were asked to do towards them, and what they suggest about them.
    pub handed: Vec<SaidHeld>,
    /// What stops their erasure.
    pub holds: Vec<Hold>,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AddressHeld {
    /// `email`, `phone`, `profile` or `name`.
    pub kind: String,
    /// The address.
    pub address: String,
    /// When it was first used.
    pub first_seen: Option<Timestamp>,
    /// When it was last used.
    pub last_seen: Option<Timestamp>,
    /// Mail to it came back then.
    pub bounced_at: Option<Timestamp>,
    /// It answered automatically then.
    pub away_at: Option<Timestamp>,
    /// Mails sent from it.
    pub mails: i64,
    /// Where it came from: how many records of each source tell of contact with it.
    pub sources: Vec<(String, usize)>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NameHeld {
    /// The name.
    pub name: String,
    /// Of which address.
    pub address: String,
    /// `by you`, `a card`, `LinkedIn`, `a mail`, `a calendar`.
    pub given_by: &'static str,
    /// How often.
    pub uses: i64,
    /// When last.
    pub last_day: Date,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PositionHeld {
    /// The organization.
    pub organization: String,
    /// The title.
    pub title: String,
    /// By which address they are known there.
    pub address: String,
    /// When a source last said so.
    pub seen: Date,
}

/// What a card says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardHeld {
    /// What: `birthday`, `city` …
    pub kind: String,
    /// The words.
    pub value: String,
    /// Which address the card has.
    pub address: String,
    /// When a source last said so.
    pub seen: Date,
}

/// What the owner said, or did on Today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SaidHeld {
    /// What.
    pub kind: String,
    /// The words.
    pub value: String,
    /// When.
    pub at: Timestamp,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoteHeld {
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
    /// The owner alone reads it.
    pub private: bool,
}

/// Something they took part in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContactHeld {
    /// When.
    pub at: Timestamp,
    /// `email`, `meeting`, `call`, `message` or `in person`.
    pub kind: &'static str,
    /// Subject or title.
    pub title: String,
    /// `from`, `to`, `copy`, `organizer` or `attendee`.
    pub part: &'static str,
    /// With which address; empty for what was logged by hand.
    pub address: String,
    /// How many others took part.
    pub others: i64,
    /// Where that is told.
    pub records: Vec<RecordHeld>,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RecordHeld {
    /// In which source.
    pub source: String,
    /// Where in it.
    pub place: String,
}

/// A tie.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TieHeld {
    /// With whom.
    pub with: String,
    /// How many touches.
    pub touches: u64,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// An act.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActHeld {
    /// When.
    pub at: Timestamp,
    /// A stable word.
    pub kind: String,
    /// In words.
    pub what: String,
}

/// Everything that is held about the human behind a person.
///
/// # Errors
/// The member may not, or there is no such person.
pub async fn everything(cx: &Cx, person: PersonId) -> Result<Everything> {
    cx.require(Right::Own)?;
    let whole = Whole::of(cx, person).await?;
    let (contacts, sources) = contacts(cx, &whole).await?;
    let people = || Rows::of_ints(whole.people()).into_arg();
    let addressed = || Rows::of_ints(whole.identities()).into_arg();
    let (_, slug, uid, name, nature, snoozed) = whole.root().clone();
    Ok(Everything {
        slug,
        name,
        nature: identities::nature_of_code(nature).word(),
        uid,
        left_alone_until: snoozed.map(day),
        recognised: whole.people.iter().skip(1).map(|row| row.3.clone()).collect(),
        addresses: addresses(&whole, sources),
        names: told(cx, sql::NAMES, addressed(), name_held).await?,
        positions: told(cx, sql::POSITIONS, addressed(), position_held).await?,
        cards: told(cx, sql::TOLD, addressed(), card_held).await?,
        said: told(cx, sql::SAID, people(), said_held).await?,
        notes: notes(cx, &whole).await?,
        contacts,
        records: told(cx, sql::RECORDS, people(), record_held).await?,
        ties: ties(cx, &whole).await?,
        acts: acts(cx, &whole).await?,
        dismissals: told(cx, sql::DISMISSALS, people(), dismissal_held).await?,
        introductions: told(cx, sql::ASKS, people(), introduction_held).await?,
        handed: Handed::of(cx, &whole).await?.told,
        holds: hold::on_people(cx, &whole.people().collect::<Vec<_>>()).await?,
    })
}

/// What a query tells of some people or addresses, each row made what is shown.
async fn told<R: Row, T>(cx: &Cx, sql: &'static str, of: Arg, shown: fn(R) -> T) -> Result<Vec<T>> {
    let rows: Vec<R> = cx.app.db.fetch_all(sql, &[cx.ws(), of]).await?;
    Ok(rows.into_iter().map(shown).collect())
}

async fn acts(cx: &Cx, whole: &Whole) -> Result<Vec<ActHeld>> {
    let things = whole.things();
    let args = [cx.ws(), Rows::of_texts(things.iter().map(String::as_str)).into_arg()];
    let rows: Vec<(i64, i64, String, String)> = cx.app.db.fetch_all(sql::ACTS, &args).await?;
    Ok(rows
        .into_iter()
        .map(|(_, at, kind, what)| ActHeld { at: instant(at), kind, what: Deed::words_of(&what) })
        .collect())
}

async fn notes(cx: &Cx, whole: &Whole) -> Result<Vec<NoteHeld>> {
    let args = [cx.ws(), Rows::of_ints(whole.people()).into_arg()];
    let rows: Vec<(i64, String, i64)> = cx.app.db.fetch_all(sql::NOTES, &args).await?;
    let sees_private = cx.access.opens(Field::PrivateNotes);
    let seen = rows.into_iter().filter(|(.., private)| sees_private || *private == 0);
    Ok(seen.map(|(at, text, private)| NoteHeld { at: instant(at), text, private: private != 0 }).collect())
}

/// How many records of each source tell of contact with an address.
type Sources = HashMap<String, BTreeMap<String, usize>>;

/// What they took part in, each with its records; and the sources of each address.
async fn contacts(cx: &Cx, whole: &Whole) -> Result<(Vec<ContactHeld>, Sources)> {
    type Row = (i64, i64, i64, String, i64, String, Option<i64>, i64);
    let args = [cx.ws(), Rows::of_ints(whole.identities()).into_arg()];
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::CONTACTS, &args).await?;
    let told: BTreeSet<i64> = rows.iter().flat_map(|row| [Some(row.0), row.6]).flatten().collect();
    let records = records_of(cx, told).await?;
    let mut sources = Sources::new();
    let mut contacts = Vec::with_capacity(rows.len());
    for (id, at, kind, title, role, address, series, others) in rows {
        let told = [Some(id), series].into_iter().flatten().filter_map(|id| records.get(&id)).flatten();
        let records: Vec<RecordHeld> = told.cloned().collect();
        for record in &records {
            let of_address = sources.entry(address.clone()).or_default();
            *of_address.entry(record.source.clone()).or_default() += 1;
        }
        contacts.push(ContactHeld {
            at: instant(at),
            kind: interactions::word_of_kind(kind),
            title,
            part: interactions::word_of_role(role),
            address: shown(address),
            others,
            records,
        });
    }
    Ok((contacts, sources))
}

/// The records that tell of some interactions and series.
async fn records_of(cx: &Cx, told: BTreeSet<i64>) -> Result<HashMap<i64, Vec<RecordHeld>>> {
    let args = [cx.ws(), Rows::of_ints(told).into_arg()];
    let rows: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::RECORDS, &args).await?;
    let mut records: HashMap<i64, Vec<RecordHeld>> = HashMap::new();
    for (tells, source, place) in rows {
        records.entry(tells).or_default().push(RecordHeld { source, place });
    }
    Ok(records)
}

fn addresses(whole: &Whole, mut sources: Sources) -> Vec<AddressHeld> {
    let real = whole.addresses.iter().filter(|row| !row.2.starts_with(BY_HAND));
    real.cloned()
        .map(|(_, kind, address, first, last, bounced, away, mails)| AddressHeld {
            kind,
            sources: sources.remove(&address).unwrap_or_default().into_iter().collect(),
            address,
            first_seen: first.map(instant),
            last_seen: last.map(instant),
            bounced_at: bounced.map(instant),
            away_at: away.map(instant),
            mails,
        })
        .collect()
}

async fn ties(cx: &Cx, whole: &Whole) -> Result<Vec<TieHeld>> {
    let args = [cx.ws(), Rows::of_ints(whole.people()).into_arg()];
    let rows: Vec<(i64, i64, String, String)> = cx.app.db.fetch_all(sql::TIES, &args).await?;
    let end = Moment::from_seconds(i64::MAX / 2);
    let held = rows.into_iter().filter_map(|(_, _, with, days)| {
        let days = TieDays::decode(&days).ok()?;
        let numbers = network::numbers(&days, end)?;
        let [first, last] = [numbers.first_day, numbers.last.day].map(advice::day_of);
        Some(TieHeld { with, touches: numbers.touches(), first, last })
    });
    Ok(held.collect())
}

fn name_held((address, name, source, uses, last): (String, String, i64, i64, i64)) -> NameHeld {
    let given_by = match source {
        0 => "by you",
        1 => "a card",
        2 => "LinkedIn",
        4 => "a calendar",
        _ => "a mail",
    };
    NameHeld { name, address: shown(address), given_by, uses, last_day: day(last) }
}

fn position_held((address, organization, title, seen): (String, String, String, i64)) -> PositionHeld {
    PositionHeld { organization, title, address: shown(address), seen: day(seen) }
}

fn card_held((address, kind, value, seen): (String, String, String, i64)) -> CardHeld {
    CardHeld { kind, value, address: shown(address), seen: day(seen) }
}

fn said_held((kind, value, at): (String, String, i64)) -> SaidHeld {
    SaidHeld { kind, value, at: instant(at) }
}

fn dismissal_held((at, reason): (i64, String)) -> SaidHeld {
    SaidHeld { kind: "not on Today".to_owned(), value: reason, at: instant(at) }
}

fn introduction_held((at, what): (i64, String)) -> SaidHeld {
    SaidHeld { kind: "introduction".to_owned(), value: what, at: instant(at) }
}

fn record_held((_, source, place): (i64, String, String)) -> RecordHeld {
    RecordHeld { source, place }
}

/// What was logged by hand has no address.
fn shown(address: String) -> String {
    if address.starts_with(BY_HAND) { String::new() } else { address }
}

fn instant(us: i64) -> Timestamp {
    Timestamp::from_microsecond(us).unwrap_or_default()
}

fn day(number: i64) -> Date {
    advice::day_of(i32::try_from(number).unwrap_or_default())
}
