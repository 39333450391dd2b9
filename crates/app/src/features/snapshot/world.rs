//! The world: how many people are where, with how many of them a tie of the owner is live, and who these are.
//!
//! Counted once for a snapshot when somebody asks: a page of the world then looks at some hundred places instead of at
//! everyone. What time it is somewhere is for whoever shows it.

use std::collections::HashMap;
use std::sync::Arc;

use super::coverage::is_live;
use super::line::{CountryFrom, PersonLine};

/// How many of those with a live tie a place names.
const NAMED: usize = 12;

/// People of one country whose clocks agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorldPlace {
    /// ISO 3166-1 alpha-2; `None` where only the time zone is known.
    pub country: Option<String>,
    /// The IANA time zone; `None` in a country of several where nobody said which.
    pub zone: Option<String>,
    /// How many people are there.
    pub people: usize,
    /// Of how many that is a guess, by a telephone number or a mail domain.
    pub guessed: usize,
    /// With how many of them the owner's tie is live.
    pub live: usize,
    /// Some of these, key people first, then the closest.
    pub closest: Vec<i64>,
}

/// Country and time zone, and a place with those in it who have a live tie.
type At<'a> = (Option<&'a str>, Option<&'a str>);
type Counted<'a> = (WorldPlace, Vec<&'a PersonLine>);

/// Everyone by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// The places, that with the most live ties first, then by people.
    pub places: Vec<WorldPlace>,
    /// Of how many neither country nor time zone is known.
    pub nowhere: usize,
}

impl World {
    pub(super) fn of(people: &[Arc<PersonLine>]) -> World {
        let mut places: HashMap<At<'_>, Counted<'_>> = HashMap::new();
        let mut nowhere = 0;
        for line in people.iter().filter(|line| line.is_listed()) {
            let at = (line.country.as_deref(), line.zone.as_deref());
            if at == (None, None) {
                nowhere += 1;
                continue;
            }
            let (place, live) = places.entry(at).or_default();
            place.people += 1;
            place.guessed += usize::from(line.country.is_some() && line.country_from != CountryFrom::Said);
            if is_live(line) {
                live.push(line);
            }
        }
        let place = |((country, zone), (place, live)): (At<'_>, Counted<'_>)| {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            let (country, zone) = (owned(country), owned(zone));
            WorldPlace { country, zone, live: live.len(), closest: closest(live), ..place }
        };
        let mut places: Vec<WorldPlace> = places.into_iter().map(place).collect();
        places.sort_by(|a, b| {
            let by_people = b.live.cmp(&a.live).then(b.people.cmp(&a.people));
            by_people.then_with(|| (&a.country, &a.zone).cmp(&(&b.country, &b.zone)))
        });
        World { places, nowhere }
    }
}

/// The numbers of the closest, key people first.
fn closest(mut live: Vec<&PersonLine>) -> Vec<i64> {
    live.sort_by(|a, b| {
        let by_key = (b.key == Some(true)).cmp(&(a.key == Some(true)));
        let closeness = |line: &PersonLine| line.closeness().unwrap_or(-1.0);
        by_key.then(closeness(b).total_cmp(&closeness(a))).then(a.id.cmp(&b.id))
    });
    live.iter().take(NAMED).map(|line| line.id).collect()
}
