//! How a relationship stands, in one or two sentences.

use jiff::civil::Date;

use super::figures::{Days, count};
use crate::verdict::{Drifting, Elsewhere, Standing, Trend};

/// What the numbers add up to: the band with where it goes, then the silence with the usual gap.
///
/// ```text
/// Warm, and cooling: 80 a quarter ago, 74 now. Last contact on 1 October; the usual gap is 21 days.
/// ```
pub fn verdict(standing: &Standing, band: &str, name: &str, days: Days) -> String {
    if !standing.is_relationship {
        let since = standing.first_contact.strftime("%B %Y");
        let touches = count(capped(standing.touches), "contact", "contacts");
        return format!("Only {name} has acted so far: {touches} since {since}, none from you.");
    }
    format!("{} {}", direction(standing, band), silence(standing, days))
}

/// What is said of a colleague in colleague mode: the last contact, and how often the owner wants it.
pub fn of_a_colleague(last_contact: Date, cadence_days: Option<u32>, days: Days) -> String {
    let last = days.date_with_preposition(last_contact);
    match cadence_days {
        Some(wanted) => {
            format!("Last contact {last}; you want it at least every {}.", count(wanted, "day", "days"))
        }
        None => format!("Last contact {last}."),
    }
}

/// What is said of somebody without any contact.
pub fn no_contact(name: &str) -> String {
    format!("No contact with {name} yet, as far as your sources tell.")
}

fn direction(standing: &Standing, band: &str) -> String {
    let (now, before) = (standing.warmth.round(), standing.quarter_ago.unwrap_or_default().round());
    match standing.trend() {
        Trend::New => format!("{band}, and new: no contact before this quarter."),
        Trend::Warming => format!("{band}, and warming: {before} a quarter ago, {now} now."),
        Trend::Cooling => format!("{band}, and cooling: {before} a quarter ago, {now} now."),
        Trend::Even => format!("{band}, as a quarter ago."),
    }
}

fn silence(standing: &Standing, days: Days) -> String {
    let last = days.date_with_preposition(standing.last_contact);
    if let Some(drifting) = &standing.drifting {
        return format!("Drifting: {}.", evidence_of_drift(drifting));
    }
    match standing.usual_days {
        Some(usual) => format!("Last contact {last}; the usual gap is {}.", count(usual, "day", "days")),
        None => format!("Last contact {last}; too few contacts yet for a rhythm."),
    }
}

/// What an alarm of drift stands on: `every 9 days for two years, now silent for 41; also slowed down with everyone else`.
pub fn evidence_of_drift(drifting: &Drifting) -> String {
    let gap = match drifting.usual_days {
        0 | 1 => "every day".to_owned(),
        gap => format!("every {gap} days"),
    };
    let silence = count(drifting.silence_days, "day", "days");
    let elsewhere = match drifting.elsewhere {
        Some(Elsewhere::Slowed) => "; they also slowed down with everyone else",
        Some(Elsewhere::GoesOn) => "; only with you, not with others",
        None => "",
    };
    format!("{gap} for {}, now silent for {silence}{elsewhere}", span(drifting.known_days))
}

/// A time in the largest unit of which there are two.
fn span(days: u32) -> String {
    match days {
        0..60 => count(days, "day", "days"),
        60..730 => count(days / 30, "month", "months"),
        _ => count((days + 180) / 365, "year", "years"),
    }
}

fn capped(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use model::DateFormat;

    use super::*;

    const STANDING: Standing = Standing {
        warmth: 74.2,
        quarter_ago: Some(80.4),
        is_relationship: true,
        touches: 38,
        silence_days: 47,
        usual_days: Some(21),
        drifting: None,
        first_contact: date(2023, 3, 1),
        last_contact: date(2026, 10, 1),
    };

    const DRIFTING: Drifting =
        Drifting { usual_days: 21, silence_days: 47, known_days: 1_310, elsewhere: None };

    #[test]
    fn an_alarm_says_what_is_usual_and_whether_it_is_only_with_the_owner() {
        for (drifting, expected) in [
            (DRIFTING, "every 21 days for 4 years, now silent for 47 days"),
            (
                Drifting { elsewhere: Some(Elsewhere::Slowed), known_days: 200, ..DRIFTING },
                "every 21 days for 6 months, now silent for 47 days; they also slowed down with everyone else",
            ),
            (
                Drifting { elsewhere: Some(Elsewhere::GoesOn), known_days: 730, usual_days: 1, ..DRIFTING },
                "every day for 2 years, now silent for 47 days; only with you, not with others",
            ),
        ] {
            assert_eq!(evidence_of_drift(&drifting), expected);
        }
    }

    #[test]
    fn the_facts_become_two_sentences() {
        let days = Days { as_of: date(2026, 11, 17), dates: DateFormat::DayMonth };
        let said = |standing: &Standing| verdict(standing, "Warm", "Keiko", days);
        for (standing, expected) in [
            (
                Standing { drifting: Some(DRIFTING), ..STANDING },
                "Warm, and cooling: 80 a quarter ago, 74 now. Drifting: every 21 days for 4 years, now silent for 47 days.",
            ),
            (
                Standing { quarter_ago: Some(72.0), ..STANDING },
                "Warm, as a quarter ago. Last contact on 1 October; the usual gap is 21 days.",
            ),
            (
                Standing { quarter_ago: None, usual_days: None, ..STANDING },
                "Warm, and new: no contact before this quarter. Last contact on 1 October; too few contacts yet for a rhythm.",
            ),
            (
                Standing { is_relationship: false, ..STANDING },
                "Only Keiko has acted so far: 38 contacts since March 2023, none from you.",
            ),
        ] {
            assert_eq!(said(&standing), expected);
        }
    }
}
