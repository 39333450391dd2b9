//! From templates with slots to subjects and sentences.

use crate::data::organizations::{COMPANY, SITES};
use crate::data::phrases::{LINES, MONTHS, PARTS, PRODUCTS, PROJECTS, WEEKDAYS};
use crate::data::places::COUNTRIES;
use crate::dice::Dice;

/// What is particular to a letter: the rest of the slots is chosen at random.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Slots<'a> {
    /// The given name of whom it is written to.
    pub(crate) name: &'a str,
    /// The other side's organization.
    pub(crate) company: &'a str,
    /// The other side's city.
    pub(crate) city: &'a str,
}

/// One of some templates with its slots filled.
pub(crate) fn fill_one(templates: &[&str], slots: Slots<'_>, dice: &mut Dice) -> String {
    fill(dice.word(templates), slots, dice)
}

/// A template with its slots filled.
pub(crate) fn fill(template: &str, slots: Slots<'_>, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        push_slot(&mut text, slot, slots, dice);
        rest = after;
    }
    text.push_str(rest);
    text
}

fn push_slot(text: &mut String, slot: &str, slots: Slots<'_>, dice: &mut Dice) {
    match slot {
        "name" | "first" => text.push_str(slots.name),
        "company" if !slots.company.is_empty() => text.push_str(slots.company),
        "company" | "company_owner" => text.push_str(COMPANY.split(' ').next().unwrap_or(COMPANY)),
        "city" if !slots.city.is_empty() => text.push_str(slots.city),
        "city" => {
            let country = dice.pick(COUNTRIES);
            text.push_str(dice.pick(country.cities).0);
        }
        "site" => text.push_str(dice.pick(SITES).1),
        "line" => text.push_str(dice.word(LINES)),
        "part" => text.push_str(dice.word(PARTS)),
        "product" => text.push_str(dice.word(PRODUCTS)),
        "project" => text.push_str(dice.word(PROJECTS)),
        "month" => text.push_str(dice.word(MONTHS)),
        "weekday" => text.push_str(dice.word(WEEKDAYS)),
        "quarter" => text.push_str(&format!("Q{}", dice.between(1, 4))),
        "week" => text.push_str(&dice.between(1, 52).to_string()),
        _ => text.push_str(&dice.between(112, 9870).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled() {
        let slots = Slots { name: "Ana", company: "Muster AG", city: "Linz" };
        let text = fill("{first}: {company} in {city}, {week}", slots, &mut Dice::new(1));
        assert!(text.starts_with("Ana: Muster AG in Linz, "));
        assert!(!text.contains('{'));
    }
}
