//! From the database to lines: everyone at once, or some who changed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use identity::{Nature, place};
use jiff::Timestamp;
use jiff::civil::Date;
use model::{PersonId, WorkspaceId};
use rayon::prelude::*;

use super::history::History;
use super::line::{CountryFrom, PersonLine};
use super::{elsewhere, facts, sql};
use crate::access::Cx;
use crate::background::Haste;
use crate::db::{Arg, Db, Rows};
use crate::error::{Error, Result};
use crate::features::accuracy::Constants;
use crate::features::details::{self, Kind};
use crate::features::identities::{self, BY_HAND};
use crate::features::people::{self, Colleagues, moment_of};
use crate::features::today::{self, Standing};
use crate::features::understanding::{self, TieOfPerson, TiesOfPerson};

/// What parts the fields of a line.
const FIELD: &str = "\u{1f}";
/// What parts the lines of a text.
const LINE: &str = "\u{1e}";

/// Names of organizations by mail domain.
pub(super) type DomainNames = HashMap<String, Arc<str>>;

/// What is asked of whom.
pub(super) struct Asked {
    pub cx: Cx,
    pub owner: Option<PersonId>,
    pub as_of: Timestamp,
    pub day: Date,
    pub colleagues: Colleagues,
    pub constants: Arc<Constants>,
}

/// The texts of all queries: of everyone, or of some.
struct Texts {
    people: String,
    addresses: String,
    positions: String,
    told: String,
    details: String,
    dismissals: String,
    ties: TiesOfPerson,
}

impl Texts {
    async fn read(asked: &Asked, some: Option<&[i64]>) -> Result<Texts> {
        let (db, ws) = (&asked.cx.app.db, asked.cx.workspace);
        let pick = |all, of_some| if some.is_some() { of_some } else { all };
        let ids = some.map(|ids| Rows::of_ints(ids.iter().copied()).into_arg());
        let text = |sql| text(db, ws, sql, ids.clone());
        let ties = async {
            match (asked.owner, &ids) {
                (None, _) => Ok(TiesOfPerson::default()),
                (Some(owner), None) => understanding::ties_of(db, ws, owner).await,
                (Some(owner), Some(ids)) => ties_with_some(&asked.cx, owner, ids.clone()).await,
            }
        };
        // Four connections at most, half of what there are: the pages go on being read beside a build.
        let known = async {
            let people = text(pick(sql::EVERYONE, sql::SOME_PEOPLE)).await?;
            let positions = text(pick(sql::EVERYONES_POSITIONS, sql::POSITIONS_OF_SOME)).await?;
            let told = text(pick(sql::EVERYONES_TOLD, sql::TOLD_OF_SOME)).await?;
            Ok::<_, Error>((people, positions, told))
        };
        let said = async {
            let addresses = text(pick(sql::EVERYONES_ADDRESSES, sql::ADDRESSES_OF_SOME)).await?;
            let details = text(pick(sql::EVERYONES_DETAILS, sql::DETAILS_OF_SOME)).await?;
            let dismissals = text(pick(sql::EVERYONES_DISMISSALS, sql::DISMISSALS_OF_SOME)).await?;
            Ok::<_, Error>((addresses, details, dismissals))
        };
        let (ties, (people, positions, told), (addresses, details, dismissals)) =
            tokio::try_join!(ties, known, said)?;
        Ok(Texts { people, addresses, positions, told, details, dismissals, ties })
    }
}

/// The ties of the owner with some.
pub(super) async fn ties_with_some(cx: &Cx, owner: PersonId, ids: Arg) -> Result<TiesOfPerson> {
    let args = [cx.ws(), owner.0.into(), ids];
    let row: Option<(String,)> = cx.app.db.fetch_optional(sql::TIES_WITH_SOME, &args).await?;
    Ok(TiesOfPerson::of_text(row.map(|r| r.0).unwrap_or_default()))
}

async fn text(db: &Db, ws: WorkspaceId, sql: &'static str, ids: Option<Arg>) -> Result<String> {
    let mut args: Vec<Arg> = vec![ws.0.into(), FIELD.into(), LINE.into()];
    args.extend(ids);
    let row: Option<(String,)> = db.fetch_optional(sql, &args).await?;
    Ok(row.map(|r| r.0).unwrap_or_default())
}

/// The lines of a text, each a person's number and the other fields.
fn lines<const N: usize>(text: &str) -> impl Iterator<Item = (i64, [&str; N])> {
    text.split(LINE).filter_map(|line| {
        let mut fields = line.split(FIELD);
        let id = fields.next()?.parse().ok()?;
        let rest: Vec<&str> = fields.collect();
        Some((id, rest.try_into().ok()?))
    })
}

/// Reads lines of everyone, with the names of organizations by domain.
pub(super) async fn everyone(
    asked: &Arc<Asked>,
    haste: Haste,
) -> Result<(Vec<PersonLine>, Arc<DomainNames>)> {
    let texts = Texts::read(asked, None).await?;
    let of = asked.clone();
    let made = haste.run(move || {
        let known = Known::gather(&texts, of.as_of);
        let named = Arc::new(known.names_of_domains());
        Ok::<_, Error>((made(&of, &texts, &known, &named)?, named))
    });
    let (mut lines, named) = made.await??;
    elsewhere::fill(asked, &mut lines).await?;
    Ok((lines, named))
}

/// Reads lines of some people; without names of organizations by domain, these are what they themselves call theirs.
pub(super) async fn some(
    asked: &Asked,
    some: &[i64],
    named: Option<&DomainNames>,
) -> Result<Vec<PersonLine>> {
    let texts = Texts::read(asked, Some(some)).await?;
    let known = Known::gather(&texts, asked.as_of);
    let mut lines = match named {
        Some(named) => made(asked, &texts, &known, named)?,
        None => made(asked, &texts, &known, &known.names_of_domains())?,
    };
    elsewhere::fill(asked, &mut lines).await?;
    Ok(lines)
}

/// The lines of all whom the texts name.
fn made(asked: &Asked, texts: &Texts, known: &Known<'_>, named: &DomainNames) -> Result<Vec<PersonLine>> {
    let ties: HashMap<i64, TieOfPerson<'_>> = texts.ties.iter().map(|tie| (tie.other, tie)).collect();
    let all: Vec<(i64, [&str; 5])> = lines(&texts.people).collect();
    all.into_par_iter()
        .map(|(id, fields)| {
            let mut line = known.line(asked, id, fields, named);
            if let Some(tie) = ties.get(&id).filter(|_| line.nature == Nature::Person) {
                measure(&mut line, tie, asked)?;
            }
            Ok(line)
        })
        .collect()
}

/// Fills in the numbers of the tie, and what `advice` needs of those who may be due.
fn measure(line: &mut PersonLine, tie: &TieOfPerson<'_>, asked: &Asked) -> Result<()> {
    let at = moment_of(asked.as_of);
    let measure = asked.constants.measure(line.word);
    let days = tie.unpacked()?;
    let Some(numbers) = measure.numbers(&days, at) else { return Ok(()) };
    let is_spared = line.is_spared;
    let standing = Standing::of_line(line);
    line.candidate =
        today::candidate_of(line.id, &days, &numbers, &standing, &asked.constants, at, asked.day)
            .map(Box::new);
    line.tie = Some(people::figures(&numbers, is_spared));
    let mut history = History::of(&days, &measure, at, facts::number_of(asked.day));
    history.warmth_before = history.warmth_before.filter(|_| !is_spared);
    line.history = Some(Box::new(history));
    Ok(())
}

/// What the texts say of each person.
#[derive(Default)]
struct Known<'a> {
    addresses: HashMap<i64, Vec<[&'a str; 3]>>,
    positions: HashMap<i64, (i64, &'a str, &'a str)>,
    told: HashMap<i64, Vec<(Kind, i64, &'a str)>>,
    said: HashMap<i64, Vec<(Kind, &'a str)>>,
    dismissals: HashMap<i64, u32>,
}

impl<'a> Known<'a> {
    fn gather(texts: &'a Texts, as_of: Timestamp) -> Known<'a> {
        let mut known = Known::default();
        for (id, fields) in lines::<3>(&texts.addresses).filter(|(_, f)| !f[2].starts_with(BY_HAND)) {
            known.addresses.entry(id).or_default().push(fields);
        }
        for (id, [organization, title, day]) in lines::<3>(&texts.positions) {
            let position = (day.parse().unwrap_or(0), organization, title);
            let newest = known.positions.entry(id).or_insert(position);
            *newest = (*newest).max(position);
        }
        for (id, [kind, value, day]) in lines::<3>(&texts.told) {
            if let Some(kind) = Kind::from_word(kind) {
                known.told.entry(id).or_default().push((kind, day.parse().unwrap_or(0), value));
            }
        }
        for (id, [kind, value]) in lines::<2>(&texts.details) {
            if let Some(kind) = Kind::from_word(kind) {
                known.said.entry(id).or_default().push((kind, value));
            }
        }
        for (id, [at]) in lines::<1>(&texts.dismissals) {
            if at.parse().is_ok_and(|at| today::is_of_last_year(at, as_of)) {
                *known.dismissals.entry(id).or_default() += 1;
            }
        }
        known
    }

    /// What the owner says, else what was last told.
    fn of(&self, id: i64, kind: Kind) -> Option<&'a str> {
        let said = self.said.get(&id).and_then(|all| all.iter().find(|(k, _)| *k == kind).map(|(_, v)| *v));
        said.or_else(|| {
            let told = self.told.get(&id)?.iter().filter(|(k, ..)| *k == kind);
            told.max_by_key(|(_, day, value)| (*day, *value)).map(|(.., value)| *value)
        })
    }

    fn is_private(&self, id: i64) -> bool {
        self.of(id, Kind::Private) == Some("yes")
    }

    fn organization(&self, id: i64) -> Option<&'a str> {
        self.of(id, Kind::Organization)
            .or_else(|| self.positions.get(&id).map(|(_, organization, _)| *organization))
            .filter(|name| !name.is_empty())
    }

    /// The name most people of a company's mail domain give for where they work.
    fn names_of_domains(&self) -> DomainNames {
        let mut votes: HashMap<&str, HashMap<&str, u32>> = HashMap::new();
        for (id, addresses) in self.addresses.iter().filter(|(id, _)| !self.is_private(**id)) {
            let Some(organization) = self.organization(*id) else { continue };
            let domains: HashSet<&str> = addresses.iter().filter_map(company_domain).collect();
            for domain in domains {
                *votes.entry(domain).or_default().entry(organization).or_default() += 1;
            }
        }
        votes
            .into_iter()
            .filter_map(|(domain, names)| {
                let best = names.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name)))?;
                Some((domain.to_owned(), Arc::from(best.0)))
            })
            .collect()
    }

    fn line(&self, asked: &Asked, id: i64, fields: [&str; 5], named: &DomainNames) -> PersonLine {
        let [slug, name, name_folded, nature, snoozed] = fields;
        let own = |kind| self.of(id, kind).map(str::to_owned);
        let addresses = self.addresses.get(&id).map_or(&[][..], Vec::as_slice);
        let by_domain = || {
            addresses
                .iter()
                .find_map(company_domain)
                .map(|domain| named.get(domain).cloned().unwrap_or_else(|| Arc::from(domain)))
        };
        let (country, country_from) = country(own(Kind::Country), addresses);
        let zone = own(Kind::Zone)
            .or_else(|| country.as_deref().and_then(place::zone_of_country).map(str::to_owned));
        let title = self.positions.get(&id).map_or("", |(.., title)| *title);
        let until = snoozed.parse().ok().filter(|day| *day != 0);
        PersonLine {
            id,
            slug: slug.to_owned(),
            name: name.to_owned(),
            name_folded: name_folded.to_owned(),
            native_name: own(Kind::NativeName),
            nature: identities::nature_of_code(nature.parse().unwrap_or(0)),
            is_gone: false,
            is_owner: asked.owner == Some(PersonId(id)),
            is_colleague: asked.colleagues.has(id),
            is_spared: asked.colleagues.spares(id),
            is_private: self.is_private(id),
            key: self.of(id, Kind::Key).map(|value| value == "yes"),
            word: self.of(id, Kind::Closeness).and_then(details::word_of),
            is_never: self.of(id, Kind::Never) == Some("yes"),
            cadence_days: self.of(id, Kind::Cadence).and_then(|days| days.parse().ok()),
            snoozed_until: until.map(advice::day_of),
            dismissals: self.dismissals.get(&id).copied().unwrap_or(0),
            organization: self.organization(id).map(Arc::from).or_else(by_domain),
            title: own(Kind::Title).unwrap_or_else(|| title.to_owned()),
            city: own(Kind::City),
            country,
            country_from,
            zone,
            birthday: own(Kind::Birthday),
            addresses: addresses.iter().map(|[.., value]| value.to_lowercase()).collect::<Vec<_>>().join(" "),
            has_mail: addresses.iter().any(|[kind, ..]| *kind == "email"),
            has_phone: addresses.iter().any(|[kind, ..]| *kind == "phone"),
            tie: None,
            history: None,
            elsewhere: None,
            candidate: None,
        }
    }
}

/// The country that was said or told, else the one that a telephone number or a company's mail domain tells of.
fn country(said: Option<String>, addresses: &[[&str; 3]]) -> (Option<String>, CountryFrom) {
    if said.is_some() {
        return (said, CountryFrom::Said);
    }
    let by_phone = || {
        let phones = addresses.iter().filter(|[kind, ..]| *kind == "phone");
        phones.filter_map(|[.., value]| place::country_of_phone(value)).min()
    };
    let by_domain = || {
        let domains = addresses.iter().filter_map(company_domain);
        domains.filter_map(place::country_of_domain).min()
    };
    match (by_phone(), by_domain()) {
        (Some(country), _) => (Some(country.to_owned()), CountryFrom::Phone),
        (None, Some(country)) => (Some(country.to_owned()), CountryFrom::Domain),
        (None, None) => (None, CountryFrom::Said),
    }
}

/// The mail domain of an address, unless everybody can have one there.
fn company_domain<'a>([_, domain, _]: &[&'a str; 3]) -> Option<&'a str> {
    (!domain.is_empty() && !identity::is_public_domain(domain)).then_some(*domain)
}

/// The line of somebody who is nobody any more.
pub(super) fn gone(mut line: PersonLine) -> PersonLine {
    line.is_gone = true;
    line.tie = None;
    line.history = None;
    line.candidate = None;
    line
}
