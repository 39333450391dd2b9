//! The people and organizations.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::data::names::{self, Culture};
use crate::data::organizations::{self as known, Outside};
use crate::data::places::{COUNTRIES, country};
use crate::dice::Dice;
use crate::story::mailboxes::{lists, mailboxes};
use crate::story::parts::{PARTS, Part};
use crate::story::temper::Temper;
use crate::story::{Cast, Name, Organization, Person, Role, Span, day_before};

pub(crate) fn cast(dice: &mut Dice, span: Span) -> Cast {
    let mut casting = Casting {
        span,
        organizations: organizations(),
        people: Vec::new(),
        taken: HashSet::new(),
        by_role: 0,
    };
    for part in PARTS {
        casting.by_role = 0;
        let mut tempers =
            part.tempers.iter().flat_map(|(temper, count)| std::iter::repeat_n(*temper, *count));
        for _ in 0..part.count {
            let temper = tempers.next().unwrap_or(Temper::Quiet);
            casting.add(part, temper, dice);
        }
    }
    let Casting { organizations, people, .. } = casting;
    let mut mailboxes = mailboxes(&organizations);
    let lists = lists(&people, &mut mailboxes);
    Cast { organizations, people, mailboxes, lists }
}

fn organizations() -> Vec<Organization> {
    let company = Organization {
        name: known::COMPANY,
        domain: known::COMPANY_DOMAIN.to_owned(),
        country: country("AT"),
    };
    let groups = [
        known::SUPPLIERS,
        known::CUSTOMERS,
        known::PARTNERS,
        known::ADVISERS,
        known::PEERS,
        known::ASSOCIATIONS,
        known::SELLERS,
    ];
    let outside = groups.into_iter().flatten().map(|o| Organization {
        name: o.name,
        domain: format!("{}.example", o.slug),
        country: country(o.country),
    });
    std::iter::once(company).chain(outside).collect()
}

/// The cast while it is being chosen.
struct Casting {
    span: Span,
    organizations: Vec<Organization>,
    people: Vec<Person>,
    /// Names and addresses that are in use, so that none is given twice.
    taken: HashSet<String>,
    /// How many there are of the role that is being cast.
    by_role: usize,
}

impl Casting {
    fn add(&mut self, part: &Part, temper: Temper, dice: &mut Dice) {
        let organization = self.organization_for(part.role, dice);
        let (country, city, zone) = self.place_for(part.role, organization, dice);
        let name = match part.role {
            Role::Owner => {
                Name { given: "Helena".into(), family: "Brandt".into(), native: None, family_first: false }
            }
            _ => self.name_for(country, dice),
        };
        let slug = slug(&format!("{}.{}", name.given, name.family));
        let emails = self.emails_for(part.role, temper, &slug, organization, dice);
        let title = match part.role {
            Role::Head | Role::Executive => part.titles[self.by_role % part.titles.len()],
            _ => dice.pick(part.titles),
        };
        let connected = connected_on(part.role, self.span, dice);
        self.by_role += 1;
        self.people.push(Person {
            name,
            role: part.role,
            title,
            organization,
            country,
            city,
            zone,
            emails,
            private_email: private_email(part.role, &slug, dice),
            phone: phone(COUNTRIES[country].phone, dice),
            birthday: dice.percent(35).then(|| birthday(dice)),
            // With a number such as no real address on LinkedIn has.
            profile: format!("{}-sample{:04}", slug.replace('.', "-"), self.people.len()),
            connected,
            has_card: has_card(part.role, temper, dice),
            phases: temper.phases(self.span, dice),
            temper,
        });
    }

    /// People of a role are spread over its organizations, so that every country comes up.
    fn organization_for(&self, role: Role, dice: &mut Dice) -> usize {
        let among = |group: &[Outside], nth: usize| {
            let name = group[nth % group.len()].name;
            self.organizations.iter().position(|o| o.name == name).unwrap_or(0)
        };
        match role {
            Role::Supplier => among(known::SUPPLIERS, self.by_role),
            Role::Customer => among(known::CUSTOMERS, self.by_role),
            Role::Partner => among(known::PARTNERS, self.by_role),
            Role::Adviser | Role::Mentor => among(known::ADVISERS, self.by_role),
            Role::Peer | Role::Director => among(known::PEERS, self.by_role),
            Role::Association => among(known::ASSOCIATIONS, self.by_role),
            Role::Seller => among(known::SELLERS, self.by_role),
            Role::Former | Role::Acquaintance => 1 + dice.below(self.organizations.len() - 1),
            _ => 0,
        }
    }

    /// Inside, people live at a site; outside, most live where their organization is.
    fn place_for(&self, role: Role, organization: usize, dice: &mut Dice) -> (usize, &'static str, TimeZone) {
        let home = match role {
            Role::PlantManager => country(known::SITES[self.by_role % known::SITES.len()].0),
            Role::Staff if dice.percent(60) => country(dice.pick(known::SITES).0),
            role if role.is_inside() => country("AT"),
            Role::Former | Role::Acquaintance if dice.percent(40) => dice.below(COUNTRIES.len()),
            _ => self.organizations[organization].country,
        };
        let cities = COUNTRIES[home].cities;
        // The first city of a country is where the company has its site.
        let (city, zone) = if role.is_inside() { cities[0] } else { *dice.pick(cities) };
        (home, city, TimeZone::get(zone).unwrap_or(TimeZone::UTC))
    }

    /// One in eight has a name from elsewhere.
    fn name_for(&mut self, country: usize, dice: &mut Dice) -> Name {
        let cultures: Vec<&Culture> = names::cultures().collect();
        loop {
            let local = cultures.iter().find(|culture| culture.key == COUNTRIES[country].culture);
            let culture =
                local.filter(|_| !dice.percent(12)).copied().unwrap_or_else(|| *dice.pick(&cultures));
            let name = combine(culture, dice);
            if self.taken.insert(name.latin()) {
                return name;
            }
        }
    }

    /// One in twelve outside changes employer during the story, and of former colleagues one in four.
    fn has_moved(&self, role: Role) -> bool {
        self.by_role % if role == Role::Former { 4 } else { 12 } == 2
    }

    /// The work addresses, the present one last.
    fn emails_for(
        &mut self,
        role: Role,
        temper: Temper,
        slug: &str,
        organization: usize,
        dice: &mut Dice,
    ) -> Vec<(String, Date)> {
        let stays = role.is_inside() || temper.is_planted() || !self.has_moved(role);
        let span = self.span;
        let mut address = |organization: usize| {
            let domain = &self.organizations[organization].domain;
            let mut email = format!("{slug}@{domain}");
            while !self.taken.insert(email.clone()) {
                email = format!("{slug}{}@{domain}", dice.between(2, 99));
            }
            email
        };
        let first = (address(organization), day_before(span.first, 400));
        if stays {
            return vec![first];
        }
        // Former colleagues come from the owner's own company.
        let earlier = if role == Role::Former { 0 } else { (organization + 3) % self.organizations.len() };
        let before = (address(earlier), day_before(span.first, 400));
        let moved = span.day(300 + (self.people.len() as i32 * 37) % 350);
        vec![before, (first.0, moved)]
    }
}

fn combine(culture: &Culture, dice: &mut Dice) -> Name {
    let is_woman = dice.percent(45);
    let families = match is_woman && !culture.families_of_women.is_empty() {
        true => culture.families_of_women,
        false => culture.families,
    };
    let given_names = names::split(if is_woman { culture.women } else { culture.men });
    let (given, native_given) = dice.pick(&given_names).clone();
    let (family, native_family) = dice.pick(&names::split(families)).clone();
    let native = (native_given != given).then(|| match culture.family_first {
        true => format!("{native_family}{native_given}"),
        false => format!("{native_given} {native_family}"),
    });
    Name { given, family, native, family_first: culture.family_first }
}

fn connected_on(role: Role, span: Span, dice: &mut Dice) -> Option<Date> {
    let chance = match role {
        Role::Owner => 0,
        Role::Acquaintance => 100,
        Role::Former | Role::Peer | Role::Mentor => 90,
        Role::Staff => 25,
        Role::Seller => 20,
        _ => 60,
    };
    dice.percent(chance).then(|| day_before(span.last, dice.between(10, 2600)))
}

fn has_card(role: Role, temper: Temper, dice: &mut Dice) -> bool {
    let chance = match (role, temper) {
        (Role::Owner | Role::Seller | Role::Acquaintance, _) => 0,
        (_, Temper::Quiet) => 15,
        (Role::Staff, _) => 40,
        _ => 75,
    };
    dice.percent(chance)
}

fn private_email(role: Role, slug: &str, dice: &mut Dice) -> Option<String> {
    if role == Role::Owner {
        return Some("helena@brandt-graz.example".to_owned());
    }
    let is_likely =
        matches!(role, Role::Former | Role::Mentor | Role::Peer | Role::Director | Role::Executive);
    dice.percent(if is_likely { 45 } else { 4 }).then(|| format!("{slug}@privatpost.example"))
}

/// With the 555 of films, so that no telephone rings anywhere.
fn phone(code: &str, dice: &mut Dice) -> String {
    format!("{code} 555 01{:02} {:03}", dice.between(0, 99), dice.between(0, 999))
}

fn birthday(dice: &mut Dice) -> Date {
    let first = jiff::civil::date(1956, 1, 1);
    crate::story::day_after(first, dice.between(0, 44 * 365))
}

/// A name as it stands in an address: lower case, ASCII.
/// A name in the letters of an address.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' | '.' | '-' => slug.push(c),
            ' ' => slug.push('-'),
            other => slug.push_str(folded(other)),
        }
    }
    slug
}

/// What Latin letters with marks are in an address.
fn folded(letter: char) -> &'static str {
    match letter {
        'ä' | 'æ' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'ă' | 'å' | 'ą' | 'ả' | 'ạ' | 'ấ' | 'ầ' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' | 'ế' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' | 'ọ' | 'ơ' | 'ố' => "o",
        'ř' => "r",
        'ș' | 'ş' | 'ś' | 'š' => "s",
        'ț' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' | 'ư' | 'ũ' => "u",
        'ý' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn six_hundred_people_of_forty_countries_with_addresses_of_their_own() {
        let cast = cast(&mut Dice::new(1), Span::before(date(2026, 8, 1)));
        assert!((590..=610).contains(&cast.people.len()), "{}", cast.people.len());
        let countries: HashSet<usize> = cast.people.iter().map(|p| p.country).collect();
        assert!(countries.len() >= 40, "{}", countries.len());
        let addresses: Vec<&String> =
            cast.people.iter().flat_map(|p| p.emails.iter().map(|(a, _)| a)).collect();
        assert_eq!(addresses.iter().collect::<HashSet<_>>().len(), addresses.len());
        for address in addresses {
            assert!(address.is_ascii() && address.ends_with(".example"), "{address}");
            assert!(!address.starts_with('.') && !address.contains(".@"), "{address}");
        }
    }
}
