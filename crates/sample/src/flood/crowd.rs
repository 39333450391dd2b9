//! The people of a flood: everything about one of them follows from the seed and their number.
//!
//! Only when they are in touch is kept in memory; names and addresses are made again whenever they are needed.

use model::{Address, Card, Contact};

use crate::data::names::{self, split};
use crate::data::organizations::{
    ADVISERS, ASSOCIATIONS, COMPANY, COMPANY_DOMAIN, CUSTOMERS, Outside, PARTNERS, PEERS, SUPPLIERS,
};
use crate::dice::Dice;
use crate::story::cast::slug;

/// The owner's number; the others follow, the heaviest first.
pub(super) const OWNER: u32 = 0;
/// The owner's address.
pub(super) const OWNER_ADDRESS: &str = "owner@brennmoor.example";

/// People of one house.
const HOUSE: u32 = 24;
/// Of so many houses one is the owner's own.
const OWN_HOUSES: u32 = 50;
/// Of so many addresses one is nobody's.
const NOBODIES: u32 = 33;
/// So many are equally heavy; beyond them, each following person is a little lighter.
const HEAVIEST: u32 = 128;
/// How far apart people who know each other stand.
const CIRCLE: u32 = 64;

const TITLES: [&str; 8] = [
    "Head of Purchasing",
    "Plant Manager",
    "Partner",
    "Sales Director",
    "Engineer",
    "Controller",
    "Managing Director",
    "Quality Manager",
];

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Human,
    List,
    Newsletter,
    Robot,
}

/// First and last days of the two stretches in which someone is in touch.
type Stretches = [(u16, u16); 2];

/// Everyone.
pub(super) struct Crowd {
    people: u32,
    seed: u64,
    stretches: Vec<Stretches>,
    /// Everyone but the owner, in the order of their first day.
    arrivals: Vec<u32>,
    /// Given and family names, a list of each for every culture.
    cultures: Vec<(Vec<String>, Vec<String>)>,
    houses: Vec<&'static Outside>,
}

impl Crowd {
    pub(super) fn new(people: u32, days: u64, seed: u64) -> Crowd {
        let stretches: Vec<Stretches> = (0..people).map(|n| stretches(n, days, seed)).collect();
        let mut arrivals: Vec<u32> = (1..people).collect();
        arrivals.sort_by_key(|n| stretches[*n as usize][0].0);
        let latin = |list: &str| split(list).into_iter().map(|(latin, _)| latin);
        let cultures = names::cultures()
            .map(|c| (latin(c.women).chain(latin(c.men)).collect(), latin(c.families).collect()))
            .collect();
        let groups = [SUPPLIERS, CUSTOMERS, PARTNERS, ADVISERS, PEERS, ASSOCIATIONS];
        let houses = groups.into_iter().flatten().collect();
        Crowd { people, seed, stretches, arrivals, cultures, houses }
    }

    /// Who is the how-manieth to be in touch for the first time, and on which day.
    pub(super) fn arrival(&self, nth: usize) -> Option<(u32, u16)> {
        self.arrivals.get(nth).map(|n| (*n, self.stretches[*n as usize][0].0))
    }

    /// Whether someone is in touch on a day.
    pub(super) fn is_alive(&self, person: u32, day: u16) -> bool {
        self.stretches[person as usize].iter().any(|(first, last)| (*first..=*last).contains(&day))
    }

    /// Anyone but the owner: a group chosen first, each twice as large as the one before, then one of the group.
    pub(super) fn someone(&self, dice: &mut Dice) -> u32 {
        let groups = 1 + (self.people / HEAVIEST).checked_ilog2().map_or(0, |log| log + 1);
        let group = dice.below(groups as usize) as u32;
        let low = if group == 0 { 1 } else { HEAVIEST << (group - 1) };
        let high = (HEAVIEST << group).min(self.people);
        if low < high { low + dice.below((high - low) as usize) as u32 } else { 1 }
    }

    /// A human of the same circle, who may be the same one.
    pub(super) fn near(&self, person: u32, dice: &mut Dice) -> u32 {
        let within = 1 + dice.below(CIRCLE as usize);
        let distance = 1 + dice.below(within) as u32;
        let step = if dice.percent(50) { distance } else { self.people - 1 - distance % (self.people - 1) };
        let other = 1 + (person.saturating_sub(1) + step) % (self.people - 1);
        if self.sort(other) == Sort::Human { other } else { person }
    }

    /// The list, newsletter or robot nearest by number.
    pub(super) fn nobody_near(&self, person: u32) -> u32 {
        let nobody = (person / NOBODIES * NOBODIES).max(NOBODIES);
        if nobody < self.people { nobody } else { person }
    }

    /// What an address is.
    pub(super) fn sort(&self, person: u32) -> Sort {
        if person == OWNER || !person.is_multiple_of(NOBODIES) {
            return Sort::Human;
        }
        [Sort::List, Sort::Newsletter, Sort::Robot][(person / NOBODIES % 3) as usize]
    }

    /// Of a hundred mails and messages between the two, the owner writes so many.
    pub(super) fn percent_by_owner(&self, person: u32) -> u32 {
        [0, 10, 30, 40, 45, 50, 55, 60, 70, 95][dice_of(person, self.seed ^ 2).below(10)]
    }

    /// Whether someone also writes direct messages, and has a card that says so.
    pub(super) fn has_profile(&self, person: u32) -> bool {
        person == OWNER || (self.sort(person) == Sort::Human && person % 3 == 1)
    }

    /// Name and e-mail address.
    pub(super) fn contact(&self, person: u32) -> Contact {
        let name = self.name(person);
        let address = match self.sort(person) {
            Sort::Human if person == OWNER => OWNER_ADDRESS.to_owned(),
            Sort::Human => {
                let (local, domain) = (slug(&name.replace(' ', ".")), self.domain(person));
                format!("{local}.{person}@{domain}")
            }
            Sort::List => format!("forum-{person}@lists.example"),
            Sort::Newsletter => format!("news-{person}@letters.example"),
            Sort::Robot => format!("system-{person}@machines.example"),
        };
        Contact::new(name, Address::Email(address))
    }

    /// Name and profile.
    pub(super) fn profile(&self, person: u32) -> Contact {
        let address = Address::Profile(format!("linkedin.com/in/p{person}"));
        Contact { name: self.name(person), address, is_owner: person == OWNER }
    }

    /// A card with both addresses.
    pub(super) fn card(&self, person: u32) -> Card {
        let contact = self.contact(person);
        Card {
            name: contact.name,
            other_names: Vec::new(),
            addresses: vec![contact.address, self.profile(person).address],
            organization: self.organization(person),
            title: TITLES[person as usize % TITLES.len()].to_owned(),
            birthday: None,
            city: String::new(),
            country: String::new(),
            zone: None,
            note: String::new(),
            connected: None,
            is_organization: false,
        }
    }

    fn name(&self, person: u32) -> String {
        match self.sort(person) {
            Sort::Human if person == OWNER => return "Helena Brandt".to_owned(),
            Sort::Human => {}
            Sort::List => return format!("Forum {person}"),
            Sort::Newsletter => return format!("Letter {person}"),
            Sort::Robot => return format!("System {person}"),
        }
        let mut dice = dice_of(person, self.seed);
        let (given, families) = dice.pick(&self.cultures);
        let initial = char::from(b'A' + dice.below(26) as u8);
        format!("{} {initial}. {}", dice.pick(given), dice.pick(families))
    }

    fn house(&self, person: u32) -> Option<(&'static Outside, u32)> {
        let number = person / HOUSE;
        let is_own = number % OWN_HOUSES == 1;
        (!is_own)
            .then(|| (self.houses[number as usize % self.houses.len()], number / self.houses.len() as u32))
    }

    fn domain(&self, person: u32) -> String {
        match self.house(person) {
            Some((house, nth)) => format!("{}-{nth}.example", house.slug),
            None => COMPANY_DOMAIN.to_owned(),
        }
    }

    fn organization(&self, person: u32) -> String {
        match self.house(person) {
            Some((house, nth)) => format!("{} {nth}", house.name),
            None => COMPANY.to_owned(),
        }
    }
}

fn dice_of(person: u32, seed: u64) -> Dice {
    Dice::new(seed.rotate_left(32) ^ (u64::from(person) << 8))
}

/// A first stretch that begins in the first months for a third, and at any time, rather early, for the others; for
/// half of the people, a second one after a gap.
fn stretches(person: u32, days: u64, seed: u64) -> Stretches {
    let mut dice = dice_of(person, seed ^ 1);
    let days = days as usize;
    let first = match dice.percent(33) {
        true => dice.below(days / 24 + 1),
        false => dice.below(days).min(dice.below(days)),
    };
    let last = first + 20 + dice.below(900);
    let again = last + 120 + dice.below(800);
    let again_last = if dice.percent(50) { again + 20 + dice.below(700) } else { 0 };
    [(first as u16, last as u16), (again as u16, again_last as u16)]
}
