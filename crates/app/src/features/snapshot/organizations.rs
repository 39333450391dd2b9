//! Organizations, as the people of the network tell of them.
//!
//! Nobody types an organization in: whoever names one, or has a mail address at its domain, works there. Names that fold
//! alike are one organization. Derived with the snapshot, and again for those whose people change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::coverage::Coverage;
use super::industries::{self, Admitted, InIndustry, Said, Told};
use super::line::PersonLine;

/// How many of the largest are kept in order.
pub const LARGEST: usize = 100;

/// A company, institution or unit, and who of the network is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// The end of its page's address.
    pub slug: String,
    /// Its name as most of its people spell it.
    pub name: String,
    /// The mail domains its people write from, the most used first; not those of a few who have an address elsewhere.
    pub domains: Vec<String>,
    /// Who is there, as places in the snapshot.
    pub(super) places: Vec<u32>,
    /// How many of them are colleagues of the owner.
    pub colleagues: usize,
    /// The owner's ties with its people.
    pub coverage: Coverage,
    /// What tells what it works in.
    pub(super) told: Told,
}

impl Organization {
    /// How many people of the network are there.
    pub fn people(&self) -> usize {
        self.places.len()
    }

    /// The owner works here as well.
    pub fn is_own(&self) -> bool {
        self.colleagues * 2 > self.places.len()
    }

    /// One live tie alone leads to it, and losing it would be a loss.
    pub fn hangs_by_one(&self) -> bool {
        !self.is_own() && self.coverage.is_single_threaded() && self.coverage.matters()
    }
}

/// All organizations.
#[derive(Clone, Debug, Default)]
pub struct Organizations {
    all: Vec<Arc<Organization>>,
    numbers: Arc<Numbers>,
    /// Those with the most people, the most first.
    largest: Arc<Vec<u32>>,
    /// What the owner says of industries.
    said: Arc<Said>,
}

/// Organizations by folded name and by slug. An organization keeps its number until the next snapshot.
#[derive(Clone, Debug, Default)]
struct Numbers {
    by_folded: HashMap<String, u32>,
    by_slug: HashMap<String, u32>,
}

impl Organizations {
    pub(super) fn of(people: &[Arc<PersonLine>], said: &Arc<Said>) -> Organizations {
        let all: Vec<u32> = (0..people.len() as u32).collect();
        Organizations::default().patched(people, people, &all, said)
    }

    /// The organization at an address.
    pub fn by_slug(&self, slug: &str) -> Option<&Arc<Organization>> {
        self.numbers.by_slug.get(slug).and_then(|n| self.get(*n))
    }

    /// The organization of a name, however it is spelled.
    pub fn by_name(&self, name: &str) -> Option<&Arc<Organization>> {
        self.number_of(name).and_then(|n| self.get(n))
    }

    /// All that somebody works for.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Organization>> {
        self.all.iter().filter(|o| !o.places.is_empty())
    }

    /// The organizations whose names have words beginning with all that is typed, the largest first.
    pub fn find(&self, text: &str, limit: usize) -> Vec<Arc<Organization>> {
        let typed = key_of(text);
        let fits =
            |name: &str| typed.split(' ').all(|word| name.split(' ').any(|part| part.starts_with(word)));
        let named = self.numbers.by_folded.iter().filter(|(name, _)| !typed.is_empty() && fits(name));
        let mut found: Vec<_> =
            named.filter_map(|(_, n)| self.get(*n)).filter(|o| o.people() > 0).cloned().collect();
        found.sort_by(|a, b| b.people().cmp(&a.people()).then_with(|| a.slug.cmp(&b.slug)));
        found.truncate(limit);
        found
    }

    /// Those with the most people, the most first, at most [`LARGEST`].
    pub fn largest(&self, limit: usize) -> Vec<&Arc<Organization>> {
        self.largest.iter().take(limit).filter_map(|number| self.get(*number)).collect()
    }

    /// Those to which one live tie alone leads, that with the most contact first.
    pub fn single_threaded(&self) -> Vec<&Arc<Organization>> {
        let mut found: Vec<_> = self.iter().filter(|organization| organization.hangs_by_one()).collect();
        found.sort_by(|a, b| {
            let by_key = b.coverage.has_key.cmp(&a.coverage.has_key);
            let by_contact = by_key.then(b.coverage.contact_days.cmp(&a.coverage.contact_days));
            by_contact.then_with(|| a.slug.cmp(&b.slug))
        });
        found
    }

    pub(super) fn number_of(&self, name: &str) -> Option<u32> {
        self.numbers.by_folded.get(&key_of(name)).copied()
    }

    pub(super) fn number_of_slug(&self, slug: &str) -> Option<u32> {
        self.numbers.by_slug.get(slug).copied()
    }

    /// What the owner says of industries.
    pub(super) fn said(&self) -> &Arc<Said> {
        &self.said
    }

    /// Who is let pass by a filter by industry.
    pub(super) fn admitted(&self, wanted: InIndustry) -> Admitted {
        Admitted::of(wanted, self.all.iter())
    }

    fn get(&self, number: u32) -> Option<&Arc<Organization>> {
        self.all.get(number as usize).filter(|o| !o.places.is_empty())
    }

    /// The organizations after the lines of some places changed, or what is `said` of industries; `before` are the lines
    /// that stood there.
    pub(super) fn patched(
        &self,
        people: &[Arc<PersonLine>],
        before: &[Arc<PersonLine>],
        changed: &[u32],
        said: &Arc<Said>,
    ) -> Organizations {
        let mut next = Organizations { said: said.clone(), ..self.clone() };
        let mut moved: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for place in changed {
            let left = before.get(*place as usize).and_then(|line| next.number_of(works_at(line)?));
            let joined = works_at(&people[*place as usize]).map(|name| next.number(name));
            for number in left.into_iter().chain(joined) {
                moved.entry(number).or_default().insert(*place);
            }
        }
        let otherwise = industries::said_otherwise(&self.said, said);
        let spoken_of = |o: &Organization| !otherwise.is_empty() && o.is_known_as(&otherwise);
        for (number, _) in (0..).zip(&self.all).filter(|(_, organization)| spoken_of(organization)) {
            moved.entry(number).or_default();
        }
        for (number, places) in moved {
            next.settle(number, people, &places);
        }
        next.largest = Arc::new(next.ranked());
        next
    }

    fn ranked(&self) -> Vec<u32> {
        let mut all: Vec<(usize, u32)> = self
            .all
            .iter()
            .zip(0..)
            .map(|(o, number)| (o.people(), number))
            .filter(|(n, _)| *n > 0)
            .collect();
        let slug = |number: u32| self.all[number as usize].slug.as_str();
        let order =
            |(n, a): &(usize, u32), (m, b): &(usize, u32)| m.cmp(n).then_with(|| slug(*a).cmp(slug(*b)));
        if all.len() > LARGEST {
            all.select_nth_unstable_by(LARGEST, order);
            all.truncate(LARGEST);
        }
        all.sort_unstable_by(order);
        all.into_iter().map(|(_, number)| number).collect()
    }

    /// The number of an organization, a new one if it was not known.
    fn number(&mut self, name: &str) -> u32 {
        if let Some(known) = self.number_of(name) {
            return known;
        }
        let (number, slug) = (self.all.len() as u32, slug_of(name));
        let numbers = Arc::make_mut(&mut self.numbers);
        numbers.by_folded.insert(key_of(name), number);
        numbers.by_slug.insert(slug.clone(), number);
        let (name, domains, places) = (name.to_owned(), Vec::new(), Vec::new());
        let (coverage, told) = (Coverage::default(), Told::default());
        self.all.push(Arc::new(Organization { slug, name, domains, places, colleagues: 0, coverage, told }));
        number
    }

    /// Looks again at who is there, of those that were and those that may have come or gone.
    fn settle(&mut self, number: u32, people: &[Arc<PersonLine>], moved: &BTreeSet<u32>) {
        let known = &self.all[number as usize];
        let mut places: Vec<u32> = known.places.iter().chain(moved).copied().collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|place| {
            let name = works_at(&people[*place as usize]);
            name.is_some_and(|name| self.number_of(name) == Some(number))
        });
        let lines = || places.iter().map(|place| &people[*place as usize]);
        let name = usual_spelling(lines()).unwrap_or_else(|| known.name.clone());
        let domains = usual_domains(lines());
        let settled = Organization {
            slug: known.slug.clone(),
            told: industries::told(&self.said, &name, &domains, lines()),
            name,
            domains,
            colleagues: lines().filter(|line| line.is_colleague).count(),
            coverage: Coverage::of(lines().map(AsRef::as_ref)),
            places,
        };
        self.all[number as usize] = Arc::new(settled);
    }
}

/// The organization a list shows a person at.
fn works_at(line: &PersonLine) -> Option<&str> {
    line.organization.as_deref().filter(|_| line.is_listed())
}

/// What two spellings of one organization share.
pub(super) fn key_of(name: &str) -> String {
    match identity::fold(name) {
        folded if folded.is_empty() => name.trim().to_owned(),
        folded => folded,
    }
}

/// The end of the page's address: the same for every spelling, and no other organization's.
fn slug_of(name: &str) -> String {
    let (key, slug) = (key_of(name), identity::slug(name));
    if key.replace(' ', "-") == slug {
        return slug;
    }
    // Too long for an address, or without letters: what was lost is told by a hash (FNV-1a).
    let hash =
        key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("{slug}-{hash:016x}")
}

/// The spelling most people use.
fn usual_spelling<'a>(lines: impl Iterator<Item = &'a Arc<PersonLine>>) -> Option<String> {
    let mut votes: BTreeMap<&str, u32> = BTreeMap::new();
    for name in lines.filter_map(|line| works_at(line)) {
        *votes.entry(name).or_default() += 1;
    }
    let best = votes.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name)))?;
    Some(best.0.to_owned())
}

/// The domains that at least a quarter as many people use as the most used one.
fn usual_domains<'a>(lines: impl Iterator<Item = &'a Arc<PersonLine>>) -> Vec<String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        for domain in domains_of(line).collect::<BTreeSet<&str>>() {
            *uses.entry(domain).or_default() += 1;
        }
    }
    let most = uses.values().copied().max().unwrap_or_default();
    let mut usual: Vec<(&str, usize)> = uses.into_iter().filter(|(_, n)| n * 4 >= most).collect();
    usual.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    usual.into_iter().map(|(domain, _)| domain.to_owned()).collect()
}

/// The mail domains of a person that belong to somebody.
pub(super) fn domains_of(line: &PersonLine) -> impl Iterator<Item = &str> {
    let domains = line.addresses.split(' ').filter_map(|address| Some(address.split_once('@')?.1));
    domains.filter(|domain| !identity::is_public_domain(domain))
}
