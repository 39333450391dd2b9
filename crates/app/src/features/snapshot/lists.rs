//! Lists of people: filtered, sorted, counted and cut into pages without asking the database.
//!
//! Everything a list needs is made with the snapshot and patched when somebody changes: the orders of [`super::order`], the
//! facts that filters ask ([`super::facts`]), the texts for finding ([`super::text`]) and the organizations.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use identity::Nature;

use super::Snapshot;
use super::facts::{self, Facts, flag};
use super::industries::{Admitted, InIndustry, Said};
use super::line::PersonLine;
use super::order::{Column, Direction, Order, Orders};
use super::organizations::Organizations;
use super::text::{Query, Texts};

/// What lists need besides the lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    facts: Vec<Facts>,
    orders: Orders,
    texts: Texts,
    pub organizations: Organizations,
    totals: Arc<Totals>,
    /// The places of what is kept out, by name, once somebody asked for it.
    kept_out: OnceLock<Vec<u32>>,
}

/// How many there are, of each kind and in each country.
#[derive(Debug, Default)]
struct Totals {
    kinds: BTreeMap<Kind, usize>,
    kept_out: usize,
    countries: Vec<(String, usize)>,
}

impl Totals {
    fn of(facts: &[Facts]) -> Arc<Totals> {
        let mut kinds = [0; Kind::ALL.len()];
        let mut countries: HashMap<[u8; 2], usize> = HashMap::new();
        let kept_out = facts.iter().filter(|facts| facts.has(flag::KEPT_OUT)).count();
        for facts in facts.iter().filter(|facts| facts.has(flag::LISTED)) {
            for (kind, n) in Kind::ALL.into_iter().zip(&mut kinds) {
                *n += usize::from(kind.admits(*facts));
            }
            if facts.country != [0, 0] {
                *countries.entry(facts.country).or_default() += 1;
            }
        }
        let named = countries.into_iter().map(|(code, n)| (String::from_utf8_lossy(&code).into_owned(), n));
        let mut countries: Vec<(String, usize)> = named.collect();
        countries.sort_unstable_by(|(code, n), (other, m)| m.cmp(n).then_with(|| code.cmp(other)));
        Arc::new(Totals { kinds: Kind::ALL.into_iter().zip(kinds).collect(), kept_out, countries })
    }
}

impl Lists {
    /// Made for everyone, with what the owner says of industries.
    pub fn of(people: &[Arc<PersonLine>], day: i32, said: &Arc<Said>) -> Lists {
        let organizations = Organizations::of(people, said);
        let facts: Vec<Facts> = people.iter().map(|line| facts_of(line, day, &organizations)).collect();
        let (orders, texts) = rayon::join(|| Orders::of(people), || Texts::of(people));
        let totals = Totals::of(&facts);
        Lists { facts, orders, texts, organizations, totals, kept_out: OnceLock::new() }
    }

    /// After the lines of some places changed or were added; `before` are the lines that stood there.
    pub fn patched(
        &self,
        people: &[Arc<PersonLine>],
        before: &[Arc<PersonLine>],
        changed: &[u32],
        day: i32,
        said: &Arc<Said>,
    ) -> Lists {
        let organizations = self.organizations.patched(people, before, changed, said);
        let mut facts = self.facts.clone();
        for place in changed {
            let now = facts_of(&people[*place as usize], day, &organizations);
            match facts.get_mut(*place as usize) {
                Some(known) => *known = now,
                None => facts.push(now),
            }
        }
        let orders = self.orders.patched(people, changed);
        let totals = Totals::of(&facts);
        let texts = self.texts.patched(people, changed);
        Lists { facts, orders, texts, organizations, totals, kept_out: OnceLock::new() }
    }
}

fn facts_of(line: &PersonLine, day: i32, organizations: &Organizations) -> Facts {
    Facts::of(line, day, line.organization.as_deref().and_then(|name| organizations.number_of(name)))
}

/// Which people a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Everyone.
    #[default]
    Everyone,
    /// The few dozen who matter most.
    Key,
    /// Silent for longer than nine tenths of their gaps.
    Drifting,
    /// The owner acted, and nothing ever came back.
    Unanswered,
    /// At one of the owner's own domains.
    Colleagues,
    /// Everybody else.
    Outside,
    /// Known, and never in touch.
    NoContact,
    /// First in touch within the last 30 days.
    New,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 8] = [
        Kind::Everyone,
        Kind::Key,
        Kind::Drifting,
        Kind::Unanswered,
        Kind::Colleagues,
        Kind::Outside,
        Kind::NoContact,
        Kind::New,
    ];

    fn admits(self, facts: Facts) -> bool {
        match self {
            Kind::Everyone => true,
            Kind::Key => facts.has(flag::KEY),
            Kind::Drifting => facts.has(flag::DRIFTING),
            Kind::Unanswered => facts.has(flag::UNANSWERED),
            Kind::Colleagues => facts.has(flag::COLLEAGUE),
            Kind::Outside => !facts.has(flag::COLLEAGUE),
            Kind::NoContact => facts.has(flag::NO_CONTACT),
            Kind::New => facts.has(flag::NEW),
        }
    }
}

/// When somebody was last in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LastContact {
    /// Within so many days.
    Within(u16),
    /// Longer ago than so many days.
    Before(u16),
    /// Never.
    Never,
}

impl LastContact {
    fn admits(self, silence: Option<i32>) -> bool {
        match (self, silence) {
            (LastContact::Never, silence) => silence.is_none(),
            (LastContact::Within(days), Some(silence)) => silence <= i32::from(days),
            (LastContact::Before(days), Some(silence)) => silence > i32::from(days),
            (_, None) => false,
        }
    }
}

/// What a list is narrowed down to; everything together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Words that names, organizations, titles or addresses have.
    pub text: String,
    /// Which people.
    pub kind: Kind,
    /// The fifth of warmth, 0 to 4.
    pub band: Option<u8>,
    /// Only those who are past their rhythm.
    pub drifting: bool,
    /// Only those of one organization, by its slug.
    pub organization: Option<String>,
    /// Only those whose organization works in this, or of whom that is not known.
    pub industry: Option<InIndustry>,
    /// Only those in one country, by its code.
    pub country: Option<String>,
    /// When they were last in touch.
    pub last_contact: Option<LastContact>,
}

/// A filter as facts are asked.
struct Sieve<'a> {
    filter: &'a PeopleFilter,
    organization: Option<u32>,
    industry: Option<Admitted>,
    country: Option<[u8; 2]>,
    day: i32,
}

impl Sieve<'_> {
    fn admits(&self, facts: Facts) -> bool {
        let filter = self.filter;
        facts.has(flag::LISTED)
            && filter.kind.admits(facts)
            && filter.band.is_none_or(|band| facts.band == band)
            && (!filter.drifting || facts.has(flag::DRIFTING))
            && self.organization.is_none_or(|number| facts.organization == number)
            && self.industry.as_ref().is_none_or(|admitted| admitted.has(facts.organization))
            && self.country.is_none_or(|country| facts.country == country)
            && filter.last_contact.is_none_or(|wanted| wanted.admits(facts.silence(self.day)))
    }
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct PeoplePage {
    /// How many the whole list has.
    pub total: usize,
    /// Those of the page.
    pub rows: Vec<Arc<PersonLine>>,
}

impl Snapshot {
    /// The people of a list, sorted, from the `skip`-th on, at most `take`.
    pub fn page(&self, filter: &PeopleFilter, order: Order, skip: usize, take: usize) -> PeoplePage {
        if *filter == PeopleFilter::default() {
            let all = self.lists.orders.get(order);
            let rows = all.iter().skip(skip).take(take).map(|place| self.people[*place as usize].clone());
            return PeoplePage { total: all.len(), rows: rows.collect() };
        }
        let (total, is_in) = self.admitted(filter);
        let places = self.lists.orders.get(order).iter().map(|place| *place as usize);
        let rows = places.filter(|at| is_in[*at]).skip(skip).take(take).map(|at| self.people[at].clone());
        PeoplePage { total, rows: rows.collect() }
    }

    /// How many people a list has, and of each place whether it is in it. Asked in the order of the places, in which the
    /// facts lie beside each other, and not in that of the list.
    fn admitted(&self, filter: &PeopleFilter) -> (usize, Vec<bool>) {
        let (facts, sieve) = (&self.lists.facts, self.sieve(filter));
        let is_in: Vec<bool> = match Query::of(&filter.text) {
            None => facts.iter().map(|facts| sieve.admits(*facts)).collect(),
            Some(query) => {
                let is_found = self.found(&query);
                is_found.iter().zip(facts).map(|(found, facts)| *found && sieve.admits(*facts)).collect()
            }
        };
        (is_in.iter().filter(|is_in| **is_in).count(), is_in)
    }

    fn sieve<'a>(&self, filter: &'a PeopleFilter) -> Sieve<'a> {
        let number =
            |slug: &String| self.lists.organizations.number_of_slug(slug).unwrap_or(facts::NOWHERE - 1);
        let letters = |code: &String| <[u8; 2]>::try_from(code.as_bytes()).unwrap_or([1, 1]);
        Sieve {
            organization: filter.organization.as_ref().map(number),
            industry: filter.industry.map(|wanted| self.lists.organizations.admitted(wanted)),
            country: filter.country.as_ref().map(letters),
            day: facts::number_of(self.day),
            filter,
        }
    }

    /// The people who fit a text, the best first: names before anything else, then the closest.
    pub fn find(&self, text: &str, limit: usize) -> Vec<Arc<PersonLine>> {
        let Some(query) = Query::of(text) else { return Vec::new() };
        let is_found = self.found(&query);
        let closest = Order { column: Column::Closeness, direction: Direction::Descending };
        // The closest first, so that whoever is looked at later is no better unless they fit better.
        let mut by_fit: [Vec<u32>; 4] = Default::default();
        for place in self.lists.orders.get(closest).iter().filter(|place| is_found[**place as usize]) {
            let alike = &mut by_fit[usize::from(self.lists.texts.fit(&query, *place))];
            if alike.len() < limit {
                alike.push(*place);
            }
            if by_fit[0].len() == limit {
                break;
            }
        }
        by_fit.concat().into_iter().take(limit).map(|place| self.people[place as usize].clone()).collect()
    }

    /// Of each place, whether its line has all words of a query.
    fn found(&self, query: &Query) -> Vec<bool> {
        let mut is_found = vec![false; self.people.len()];
        self.lists.texts.find(query).into_iter().for_each(|place| is_found[place as usize] = true);
        is_found
    }

    /// Whom a text that finds nobody may have meant: the best of those whom its longest beginning finds.
    pub fn nearest(&self, text: &str) -> Option<Arc<PersonLine>> {
        let letters: Vec<char> = identity::fold(text).chars().collect();
        let beginning = |n: usize| letters[..n].iter().collect::<String>();
        let finds = |n: usize| Query::of(&beginning(n)).is_some_and(|query| self.lists.texts.has(&query));
        // A longer beginning never finds more, except that words of one or two letters find only beginnings.
        let (mut least, mut most) = (2, letters.len());
        if most < least || !finds(least) {
            return None;
        }
        while least + 1 < most {
            let middle = least.midpoint(most);
            if finds(middle) { least = middle } else { most = middle }
        }
        self.find(&beginning(least), 1).pop()
    }

    /// The key people, by name.
    pub fn key_people(&self) -> Vec<Arc<PersonLine>> {
        let wanted = flag::LISTED | flag::KEY;
        let all = self.lists.facts.iter().zip(&self.people);
        let mut people: Vec<Arc<PersonLine>> =
            all.filter(|(facts, _)| facts.has(wanted)).map(|(_, line)| line.clone()).collect();
        people.sort_unstable_by(|a, b| by_name(a, b));
        people
    }

    /// How many people each kind has.
    pub fn counts(&self) -> &BTreeMap<Kind, usize> {
        &self.lists.totals.kinds
    }

    /// How many were kept out of the network.
    pub fn kept_out_count(&self) -> usize {
        self.lists.totals.kept_out
    }

    /// The countries of the network with how many people each has, the most first.
    pub fn countries(&self) -> &[(String, usize)] {
        &self.lists.totals.countries
    }

    /// All organizations.
    pub fn organizations(&self) -> &Organizations {
        &self.lists.organizations
    }

    /// The people of an organization, the closest first.
    pub fn people_of(&self, organization: &super::Organization) -> Vec<Arc<PersonLine>> {
        let closeness = |line: &PersonLine| line.closeness().unwrap_or(-1.0);
        let mut people: Vec<Arc<PersonLine>> = self.people_in(organization).cloned().collect();
        people.sort_by(|a, b| {
            closeness(b).total_cmp(&closeness(a)).then_with(|| a.name_folded.cmp(&b.name_folded))
        });
        people
    }

    /// The same in no order.
    pub(crate) fn people_in(
        &self,
        organization: &super::Organization,
    ) -> impl Iterator<Item = &Arc<PersonLine>> {
        organization.places.iter().map(|place| &self.people[*place as usize])
    }

    /// The colleagues the owner is closest to.
    pub(crate) fn closest_colleagues(&self, limit: usize) -> Vec<i64> {
        let closest = Order { column: Column::Closeness, direction: Direction::Descending };
        let wanted = flag::LISTED | flag::COLLEAGUE;
        let all = self.lists.orders.get(closest).iter().map(|place| *place as usize);
        all.filter(|at| self.lists.facts[*at].has(wanted)).take(limit).map(|at| self.people[at].id).collect()
    }

    /// What was kept out of the network, by name; of one nature, or of all.
    pub fn kept_out(&self, nature: Option<Nature>) -> Vec<Arc<PersonLine>> {
        let places = self.lists.kept_out.get_or_init(|| {
            let wanted = |facts: &Facts, line: &PersonLine| facts.has(flag::KEPT_OUT) && !line.is_owner;
            let all = (0..).zip(self.lists.facts.iter().zip(&self.people));
            let kept = all.filter(|(_, (facts, line))| wanted(facts, line));
            let mut places: Vec<u32> = kept.map(|(place, _)| place).collect();
            places.sort_unstable_by(|a, b| by_name(&self.people[*a as usize], &self.people[*b as usize]));
            places
        });
        let lines = places.iter().map(|place| &self.people[*place as usize]);
        lines.filter(|line| nature.is_none_or(|nature| line.nature == nature)).cloned().collect()
    }
}

fn by_name(a: &PersonLine, b: &PersonLine) -> Ordering {
    a.name_folded.cmp(&b.name_folded).then(a.id.cmp(&b.id))
}
