//! What is known of a person besides addresses, names and interactions: what the owner says, and what cards say.
//!
//! What the owner says ([`say`]) stands above every source, stays with the person, and is an act that can be taken back;
//! one mechanism serves a corrected name, a city, a birthday, "key" and "closer than this". What a card says is kept
//! with the address it speaks of, so that it moves with a join and goes with its import.

pub(crate) mod sql;

use std::collections::BTreeMap;

use model::{PersonId, WorkspaceId};
use network::closeness::Word;
use serde::{Deserialize, Serialize};

use crate::access::{Cx, Field, Right};
use crate::db::{Arg, Rows, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Deed, Done, Inverse};
use crate::features::tray::Ask;
use crate::features::{identities, places};
use crate::words::refusals;

/// The longest value that is kept, in characters.
const MAX_VALUE: usize = 4_000;

/// What can be said of a person. The word of each is what the database keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Their display name.
    Name,
    /// Their name in its own script.
    NativeName,
    /// Where they work.
    Organization,
    /// As what.
    Title,
    /// The city they live or work in.
    City,
    /// ISO 3166-1 alpha-2.
    Country,
    /// An IANA time zone.
    Zone,
    /// `1975-04-30`, or `--04-30` where the year is not known.
    Birthday,
    /// A BCP 47 tag.
    Language,
    /// How to address them.
    Address,
    /// How the owner met them.
    HowMet,
    /// Partner, children.
    Family,
    /// What to be mindful of: illness, recovery.
    Health,
    /// What they like.
    Interests,
    /// What to remember.
    Remember,
    /// `yes`: one of the few dozen who matter most; `no`: proposed and struck.
    Key,
    /// `distant`, `close`, `very_close`: the owner's own word on closeness.
    Closeness,
    /// The owner wants contact at least every so many days.
    Cadence,
    /// `yes`: never on Today.
    Never,
    /// `yes`: for the principal alone; no delegate sees them unless that is opened.
    Private,
    /// `person`, `list`, `newsletter`, `robot`, `role_mailbox`, `resource`: what it really is.
    Nature,
}

impl Kind {
    /// All kinds, in the order a page asks for them.
    pub const ALL: [Kind; 21] = [
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
        Kind::HowMet,
        Kind::Family,
        Kind::Health,
        Kind::Interests,
        Kind::Remember,
        Kind::Key,
        Kind::Closeness,
        Kind::Cadence,
        Kind::Never,
        Kind::Private,
        Kind::Nature,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Name => "name",
            Kind::NativeName => "native_name",
            Kind::Organization => "organization",
            Kind::Title => "title",
            Kind::City => "city",
            Kind::Country => "country",
            Kind::Zone => "zone",
            Kind::Birthday => "birthday",
            Kind::Language => "language",
            Kind::Address => "address",
            Kind::HowMet => "how_met",
            Kind::Family => "family",
            Kind::Health => "health",
            Kind::Interests => "interests",
            Kind::Remember => "remember",
            Kind::Key => "key",
            Kind::Closeness => "closeness",
            Kind::Cadence => "cadence",
            Kind::Never => "never",
            Kind::Private => "private",
            Kind::Nature => "nature",
        }
    }

    /// What must be opened to a delegate before they see it; `None` for what comes with the person.
    pub fn field(self) -> Option<Field> {
        match self {
            Kind::Birthday | Kind::Family | Kind::Health => Some(Field::Family),
            Kind::Private => Some(Field::PrivatePeople),
            _ => None,
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One thing said of one person; `None` takes back what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Of whom.
    pub person: i64,
    /// What.
    pub kind: Kind,
    /// The words.
    pub value: Option<String>,
}

/// Says things of people, all in one act with one undo; `deed` is what the act is told by.
///
/// # Errors
/// The member may not, a value cannot be what its kind asks for, or the database fails.
pub async fn say(cx: &Cx, all: Vec<Said>, deed: Deed) -> Result<Done> {
    let all = all.into_iter().map(checked).collect::<Result<Vec<_>>>()?;
    if all.iter().any(|said| said.kind == Kind::Private) {
        cx.require(Right::Own)?;
    }
    if all.iter().any(|said| !is_open(cx, said.kind)) {
        return Err(Error::refused(refusals::people::DETAIL_NOT_OPEN));
    }
    let people: Vec<PersonId> = all.iter().map(|said| PersonId(said.person)).collect();
    let ask = || Ask::Say { all: all.clone(), deed: deed.clone() };
    if let Some(waiting) = acts::enter(cx, &people, ask).await? {
        return Ok(waiting);
    }
    let mut tx = cx.app.db.begin().await?;
    let before = replace(&mut tx, cx, &all).await?;
    let done = acts::record(&mut tx, cx, deed, &Inverse::Say { before }).await?;
    tx.commit().await?;
    Ok(done)
}

/// Replaces what was said within a running change, and gives what was said before.
pub(crate) async fn replace(tx: &mut Tx, cx: &Cx, all: &[Said]) -> Result<Vec<Said>> {
    let mut before = Vec::with_capacity(all.len());
    let known = of_people_in(tx, cx.workspace, all.iter().map(|s| s.person)).await?;
    let (mut set, mut gone) = (Rows::default(), Rows::default());
    for said in all {
        let value = known.get(&said.person).and_then(|d| d.get(&said.kind)).cloned();
        before.push(Said { person: said.person, kind: said.kind, value });
        match &said.value {
            Some(value) => drop(set.row().int(said.person).text(said.kind.word()).text(value)),
            None => drop(gone.row().int(said.person).text(said.kind.word())),
        }
    }
    if !set.is_empty() {
        tx.execute(sql::SET, &[cx.ws(), set.into_arg(), cx.now_us().into()]).await?;
    }
    if !gone.is_empty() {
        tx.execute(sql::UNSET, &[cx.ws(), gone.into_arg()]).await?;
    }
    let mut people: Vec<i64> = all.iter().map(|s| s.person).collect();
    people.sort_unstable();
    people.dedup();
    if all.iter().any(|s| matches!(s.kind, Kind::Name | Kind::Nature)) {
        identities::refresh_some(tx, cx.workspace, &people).await?;
    }
    acts::bump(tx, cx.workspace, &people).await?;
    Ok(before)
}

/// What the owner said of one person.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn of(cx: &Cx, person: PersonId) -> Result<BTreeMap<Kind, String>> {
    cx.require(Right::Read)?;
    cx.require_sees(person)?;
    let rows: Vec<(String, String)> =
        cx.app.db.fetch_all(sql::OF_PERSON, &[cx.ws(), person.0.into()]).await?;
    let known = rows.into_iter().filter_map(|(kind, value)| Some((Kind::from_word(&kind)?, value)));
    Ok(known.filter(|(kind, _)| is_open(cx, *kind)).collect())
}

/// Whether this member sees what is said of a kind.
pub fn is_open(cx: &Cx, kind: Kind) -> bool {
    kind.field().is_none_or(|field| cx.access.opens(field))
}

/// What the owner said of anybody that decides about Today: key, never, cadence and the word on closeness.
pub(crate) async fn that_matter(cx: &Cx) -> Result<Vec<(i64, Kind, String)>> {
    let kinds = [Kind::Key, Kind::Never, Kind::Cadence, Kind::Closeness].map(Kind::word);
    let rows: Vec<(i64, String, String)> =
        cx.app.db.fetch_all(sql::OF_KINDS, &[cx.ws(), Rows::of_texts(kinds).into_arg()]).await?;
    Ok(rows.into_iter().filter_map(|(id, kind, value)| Some((id, Kind::from_word(&kind)?, value))).collect())
}

/// The owner's own word on a tie, as `network` counts it.
pub(crate) fn word_of(value: &str) -> Option<Word> {
    match value {
        "distant" => Some(Word::Distant),
        "close" => Some(Word::Close),
        "very_close" => Some(Word::VeryClose),
        _ => None,
    }
}

/// What the owner said of some people about one thing.
pub(crate) async fn of_some(cx: &Cx, people: &[i64], kind: Kind) -> Result<BTreeMap<i64, String>> {
    let args = [cx.ws(), Rows::of_ints(people.iter().copied()).into_arg()];
    let rows: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::OF_PEOPLE, &args).await?;
    let of_kind = rows.into_iter().filter(|(_, word, _)| word == kind.word());
    Ok(of_kind.map(|(person, _, value)| (person, value)).collect())
}

/// What the owner said of some people, within a running change.
pub(crate) async fn of_people_in(
    tx: &mut Tx,
    ws: WorkspaceId,
    people: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, BTreeMap<Kind, String>>> {
    let args = [ws.0.into(), Rows::of_ints(people).into_arg()];
    let rows: Vec<(i64, String, String)> = tx.fetch_all(sql::OF_PEOPLE, &args).await?;
    let mut by_person: BTreeMap<i64, BTreeMap<Kind, String>> = BTreeMap::new();
    for (person, kind, value) in rows {
        if let Some(kind) = Kind::from_word(&kind) {
            by_person.entry(person).or_default().insert(kind, value);
        }
    }
    Ok(by_person)
}

/// Adds what sources said in an import: rows of identity, kind, value and day.
pub(crate) async fn add_told(tx: &mut Tx, ws: WorkspaceId, import: i64, rows: Rows) -> Result<()> {
    if !rows.is_empty() {
        tx.execute(sql::ADD_TOLD, &[ws.0.into(), rows.into_arg(), import.into()]).await?;
    }
    Ok(())
}

/// Drops what sources said in an import; what others said as well stays.
pub(crate) async fn drop_told_by(tx: &mut Tx, ws: WorkspaceId, import: i64) -> Result<()> {
    tx.execute(sql::DELETE_TOLD_BY_IMPORT, &[ws.0.into(), import.into()]).await?;
    Ok(())
}

/// Drops what sources said of some addresses.
pub(crate) async fn drop_told(tx: &mut Tx, ws: WorkspaceId, identities: Arg) -> Result<()> {
    tx.execute(sql::DELETE_TOLD_OF, &[ws.0.into(), identities]).await?;
    Ok(())
}

/// The two letters of a country, by them or by its English name.
fn country_of(typed: &str) -> Option<String> {
    if typed.len() == 2 && typed.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(typed.to_ascii_uppercase());
    }
    let wanted = identity::fold(typed);
    places::countries().find(|(_, name)| identity::fold(name) == wanted).map(|(code, _)| code.to_owned())
}

/// Trims a value and looks whether it can be what its kind asks for; an empty one takes back what was said.
pub(crate) fn checked(mut said: Said) -> Result<Said> {
    let Some(value) = said.value.take() else { return Ok(said) };
    let is_text =
        matches!(said.kind, Kind::HowMet | Kind::Family | Kind::Health | Kind::Interests | Kind::Remember);
    let value: String = value.trim().chars().filter(|c| !c.is_control() || (is_text && *c == '\n')).collect();
    if value.is_empty() {
        return Ok(said);
    }
    let refuse = |words: fn(&str) -> String| Err(Error::refused(words(&value)));
    match said.kind {
        _ if value.chars().count() > MAX_VALUE => {
            return Err(Error::refused(refusals::people::too_long(MAX_VALUE)));
        }
        Kind::Birthday if !is_birthday(&value) => {
            return refuse(refusals::people::not_a_date);
        }
        Kind::Zone if jiff::tz::TimeZone::get(&value).is_err() => {
            return refuse(refusals::people::not_a_zone);
        }
        Kind::Country if country_of(&value).is_none() => {
            return refuse(refusals::people::not_a_country);
        }
        Kind::Cadence if value.parse::<u32>().is_ok_and(|days| (1..=3650).contains(&days)) => {}
        Kind::Cadence => return refuse(refusals::people::not_days),
        Kind::Closeness if word_of(&value).is_none() => return refuse(refusals::people::not_a_closeness),
        Kind::Nature if identity::Nature::from_word(&value).is_none() => {
            return refuse(refusals::people::not_a_nature);
        }
        _ => {}
    }
    let value = if said.kind == Kind::Country { country_of(&value).unwrap_or(value) } else { value };
    Ok(Said { value: Some(value), ..said })
}

/// Whether a text is a date as [`Kind::Birthday`] writes it.
fn is_birthday(text: &str) -> bool {
    let whole = text.strip_prefix("--").map_or_else(|| text.to_owned(), |rest| format!("2000-{rest}"));
    whole.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: Kind, value: &str) -> Result<Option<String>> {
        checked(Said { person: 1, kind, value: Some(value.into()) }).map(|s| s.value)
    }

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
    }

    #[test]
    fn values_are_what_their_kind_asks_for() {
        assert_eq!(said(Kind::Name, "  Keiko\u{0} Watanabe ").unwrap().as_deref(), Some("Keiko Watanabe"));
        assert_eq!(said(Kind::City, "  ").unwrap(), None);
        assert_eq!(said(Kind::Country, "jp").unwrap().as_deref(), Some("JP"));
        assert!(said(Kind::Country, "Japan").is_err());
        assert_eq!(said(Kind::Birthday, "--04-30").unwrap().as_deref(), Some("--04-30"));
        assert!(said(Kind::Birthday, "30 April").is_err());
        assert!(said(Kind::Zone, "Asia/Tokio").is_err());
        assert!(said(Kind::Cadence, "0").is_err());
        assert!(said(Kind::Closeness, "dear").is_err());
    }
}
