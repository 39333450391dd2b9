//! What organizations work in: what the owner says, else what their own mail domain says for sure.
//!
//! An address at a university says where somebody studied as often as where they work. So a domain speaks for an
//! organization only where it is its own: it is called like it, or most of its people write from there.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use identity::Industry;

use super::Snapshot;
use super::line::PersonLine;
use super::organizations::{Organization, domains_of, key_of};

/// What the owner says, by the folded names of organizations.
pub(crate) type Said = HashMap<String, Industry>;

/// A shorter word of a name, or part of a domain, is no sign that one is called like the other.
const SHORTEST_WORD: usize = 3;
/// So many people, at least half of all, make a domain the organization's own.
const ENOUGH_PEOPLE: usize = 2;

/// What an organization works in, and what tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownIndustry {
    /// What.
    pub industry: Industry,
    /// What tells it.
    pub from: IndustryFrom,
}

/// All that tells of the industry of an organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// What the owner says.
    said: Option<Industry>,
    /// What its own mail domain says.
    by_domain: Option<Industry>,
}

impl Told {
    /// What holds: the owner's word stands before the domain.
    fn known(self) -> Option<KnownIndustry> {
        let said = self.said.map(|industry| KnownIndustry { industry, from: IndustryFrom::Said });
        said.or(self.by_domain.map(|industry| KnownIndustry { industry, from: IndustryFrom::Domain }))
    }
}

/// What tells the industry of an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndustryFrom {
    /// The owner says so.
    Said,
    /// Its mail domain is given to such organizations alone.
    Domain,
}

/// Whose industry is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InIndustry {
    /// Of those who work in this one.
    Known(Industry),
    /// Of whom it is not known.
    Unknown,
}

impl InIndustry {
    fn admits(self, known: Option<KnownIndustry>) -> bool {
        match self {
            InIndustry::Known(industry) => known.is_some_and(|known| known.industry == industry),
            InIndustry::Unknown => known.is_none(),
        }
    }
}

/// What is told of an organization of this name, with these mail domains and people.
pub(super) fn told<'a>(
    said: &Said,
    name: &str,
    domains: &[String],
    people: impl Iterator<Item = &'a Arc<PersonLine>>,
) -> Told {
    let by_domain = || {
        let domain = domains.first()?;
        let industry = Industry::of_domain(domain)?;
        (is_called_like(name, domain) || most_write_from(domain, people)).then_some(industry)
    };
    let said = said_of(said, name, domains).and_then(|key| said.get(&key).copied());
    Told { said, by_domain: by_domain() }
}

/// Under which name the owner said something of an organization: its own, or the domain it was known by before anybody
/// named it.
fn said_of(said: &Said, name: &str, domains: &[String]) -> Option<String> {
    if said.is_empty() {
        return None;
    }
    let mut keys = std::iter::once(name).chain(domains.iter().map(String::as_str)).map(key_of);
    keys.find(|key| said.contains_key(key))
}

fn is_called_like(name: &str, domain: &str) -> bool {
    let name = key_of(name);
    let mut labels = domain.rsplit('.').skip(1).filter(|label| label.len() >= SHORTEST_WORD);
    name == key_of(domain) || labels.any(|label| name.split(' ').any(|word| word == label))
}

fn most_write_from<'a>(domain: &str, people: impl Iterator<Item = &'a Arc<PersonLine>>) -> bool {
    let (mut all, mut there) = (0, 0);
    for line in people {
        all += 1;
        there += usize::from(domains_of(line).any(|known| known == domain));
    }
    there >= ENOUGH_PEOPLE && there * 2 >= all
}

/// The names of which something else is said than before.
pub(super) fn said_otherwise<'a>(before: &'a Said, now: &'a Said) -> HashSet<&'a str> {
    let names = before.keys().chain(now.keys());
    names.filter(|name| before.get(*name) != now.get(*name)).map(String::as_str).collect()
}

impl Organization {
    /// What it works in, and what tells it; `None` where that is not known.
    pub fn industry(&self) -> Option<KnownIndustry> {
        self.told.known()
    }

    /// What its mail domain says, also where the owner says something else.
    pub fn industry_of_domain(&self) -> Option<Industry> {
        self.told.by_domain
    }

    /// It is called so, or was known by such a domain.
    pub(super) fn is_known_as(&self, names: &HashSet<&str>) -> bool {
        let domains = self.domains.iter().map(String::as_str);
        std::iter::once(self.name.as_str()).chain(domains).any(|name| names.contains(key_of(name).as_str()))
    }
}

impl Snapshot {
    /// What somebody's organization works in.
    pub fn industry_of(&self, line: &PersonLine) -> Option<KnownIndustry> {
        self.organizations().by_name(line.organization.as_deref()?)?.industry()
    }

    /// The organizations of an industry, or of whose it is not known, those with the most live ties first, then by people.
    pub fn in_industry(&self, wanted: InIndustry) -> Vec<&Arc<Organization>> {
        let mut found: Vec<_> = self
            .organizations()
            .iter()
            .filter(|organization| wanted.admits(organization.industry()))
            .collect();
        found.sort_by(|a, b| {
            let by_ties = b.coverage.live().cmp(&a.coverage.live());
            by_ties.then(b.people().cmp(&a.people())).then_with(|| a.slug.cmp(&b.slug))
        });
        found
    }

    /// The industries of the network with how many people each has, in the order of the standard.
    pub fn industries(&self) -> Vec<(Industry, usize)> {
        let mut people = [0; Industry::ALL.len()];
        for organization in self.organizations().iter() {
            if let Some(known) = organization.industry() {
                people[known.industry as usize] += organization.people();
            }
        }
        Industry::ALL.into_iter().zip(people).filter(|(_, n)| *n > 0).collect()
    }

    /// Under which folded name what the owner says of an organization's industry is kept.
    pub(crate) fn industry_key(&self, organization: &Organization) -> String {
        let said = self.organizations().said();
        said_of(said, &organization.name, &organization.domains).unwrap_or_else(|| key_of(&organization.name))
    }
}

/// A filter by industry, asked once of each organization.
pub(super) struct Admitted {
    wanted: InIndustry,
    /// By the number of the organization.
    organizations: Vec<bool>,
}

impl Admitted {
    /// Of these organizations, by their numbers.
    pub fn of<'a>(wanted: InIndustry, all: impl Iterator<Item = &'a Arc<Organization>>) -> Admitted {
        Admitted {
            wanted,
            organizations: all.map(|organization| wanted.admits(organization.industry())).collect(),
        }
    }

    /// Whether somebody at an organization of this number is let pass; whoever is at none has no industry that is known.
    pub fn has(&self, organization: u32) -> bool {
        let at = self.organizations.get(organization as usize).copied();
        at.unwrap_or(self.wanted == InIndustry::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_its_own_where_it_is_called_like_it() {
        for (name, domain, is_own) in [
            ("University of Leeds", "leeds.ac.uk", true),
            ("leeds.ac.uk", "leeds.ac.uk", true),
            ("MIT", "csail.mit.edu", true),
            ("Google", "cs.stanford.edu", false),
            ("UK Steel", "leeds.ac.uk", false),
        ] {
            assert_eq!(is_called_like(name, domain), is_own, "{name} {domain}");
        }
    }
}
