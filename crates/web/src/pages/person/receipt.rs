//! The terms of a number as rows of a table: whole points that add up to the number shown, each with its evidence.

use app::features::portrait::{Side, Way};
use jiff::civil::Date;
use model::{Receipt, Term};

use super::asked::Touches;
use crate::words::person as words;

/// So many rows are shown at once.
const FEW: usize = 7;

/// A row of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    /// What it stands for.
    pub what: String,
    /// The points it adds; may be negative.
    pub points: i64,
    /// The touches it stands on, in words; empty without.
    pub touches: String,
    /// Where these touches are shown.
    pub evidence: Option<String>,
}

/// The rows of a receipt, the baseline first, as of a day. `evidence` gives the address of a part of the timeline.
pub fn rows(receipt: &Receipt, as_of: Date, evidence: &dyn Fn(&Touches) -> String) -> Vec<ReceiptRow> {
    let terms = merged(&receipt.terms);
    let shares: Vec<f64> = std::iter::once(receipt.baseline).chain(terms.iter().map(|t| t.share)).collect();
    let points = whole(&shares, receipt.value.round() as i64);
    let newest = terms.iter().filter_map(|term| term.days).map(|(_, last)| last).max();
    let mut rows = Vec::new();
    let mut small = 0;
    if points[0] != 0 {
        let what = words::BASELINE.to_owned();
        rows.push(ReceiptRow { what, points: points[0], touches: String::new(), evidence: None });
    }
    for (term, points) in terms.iter().zip(&points[1..]) {
        match (*points, term.touches) {
            (0, 0) => {}
            (0, _) => small += 1,
            _ => rows.push(row(term, *points, as_of, newest, evidence)),
        }
    }
    if small > 0 {
        let what = words::smaller_terms(small);
        rows.push(ReceiptRow { what, points: 0, touches: String::new(), evidence: None });
    }
    rows
}

/// A term at two dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What it stands for.
    pub what: String,
    /// The points it added then, and where its touches are shown.
    pub then: (i64, Option<String>),
    /// The points it adds now, and where its touches are shown.
    pub now: (i64, Option<String>),
}

/// A receipt, and where a part of the timeline is shown as of its date.
type Dated<'a> = (&'a Receipt, &'a dyn Fn(&Touches) -> String);

/// The terms of a number at two dates, those that mean the same as one; each column adds up to the number of its date.
pub fn compared(then: Dated<'_>, now: Dated<'_>) -> Vec<Compared> {
    let of = |(receipt, evidence): Dated<'_>| rows(&by_meaning(receipt), Date::MAX, evidence);
    let mut compared: Vec<Compared> = Vec::new();
    let mut take = |rows: Vec<ReceiptRow>, is_now: bool| {
        for row in rows.into_iter().filter(|row| row.points != 0) {
            let at = compared.iter().position(|known| known.what == row.what).unwrap_or_else(|| {
                compared.push(Compared { what: row.what.clone(), then: (0, None), now: (0, None) });
                compared.len() - 1
            });
            let side = if is_now { &mut compared[at].now } else { &mut compared[at].then };
            *side = (row.points, row.evidence);
        }
    };
    take(of(now), true);
    take(of(then), false);
    compared
}

/// A receipt with one term for each meaning, whatever the age of its touches.
fn by_meaning(receipt: &Receipt) -> Receipt {
    let mut terms: Vec<Term> = Vec::new();
    for term in &receipt.terms {
        let meaning = advice::words::receipt_meaning(&term.name);
        match terms.iter_mut().find(|known| advice::words::receipt_meaning(&known.name) == meaning) {
            Some(known) => {
                known.share += term.share;
                known.touches = known.touches.saturating_add(term.touches);
                known.days = match (known.days, term.days) {
                    (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
                    (one, other) => one.or(other),
                };
            }
            None => terms.push(term.clone()),
        }
    }
    Receipt { terms, ..receipt.clone() }
}

/// The rows with the most points in their order, and the others as one row; none if there are few rows anyway.
pub fn short(rows: &[ReceiptRow]) -> Option<Vec<ReceiptRow>> {
    if rows.len() <= FEW {
        return None;
    }
    let mut by_points: Vec<usize> = (0..rows.len()).collect();
    by_points.sort_by_key(|at| std::cmp::Reverse(rows[*at].points.abs()));
    let (main, others) = by_points.split_at(FEW - 1);
    let is_main = |(at, _): &(usize, &ReceiptRow)| main.contains(at);
    let mut short: Vec<ReceiptRow> =
        rows.iter().enumerate().filter(is_main).map(|(_, row)| row.clone()).collect();
    short.push(ReceiptRow {
        what: words::others_together(others.len()),
        points: others.iter().map(|at| rows[*at].points).sum(),
        touches: String::new(),
        evidence: None,
    });
    Some(short)
}

/// The terms, those that stand on no touches and mean the same to a reader as one.
fn merged(terms: &[Term]) -> Vec<Term> {
    let mut merged: Vec<Term> = Vec::with_capacity(terms.len());
    for term in terms {
        let means_same = |other: &&mut Term| {
            term.touches == 0
                && other.touches == 0
                && advice::words::receipt_meaning(&other.name) == advice::words::receipt_meaning(&term.name)
        };
        match merged.iter_mut().find(means_same) {
            Some(other) => other.share += term.share,
            None => merged.push(term.clone()),
        }
    }
    merged
}

fn row(
    term: &Term,
    points: i64,
    as_of: Date,
    newest: Option<i32>,
    evidence: &dyn Fn(&Touches) -> String,
) -> ReceiptRow {
    let days = term.days.map(|(first, last)| (advice::day_of(first), advice::day_of(last)));
    let period = days.map(|(_, last)| words::period((as_of - last).get_days()));
    let touches = touches(term, newest);
    let without_period = || match touches {
        None => String::new(),
        Some(Touches { first: Some(_), .. }) => words::SINCE_THE_LAST.to_owned(),
        Some(_) => words::ALL_CONTACT.to_owned(),
    };
    ReceiptRow {
        what: words::term(&advice::words::receipt_meaning(&term.name)),
        points,
        touches: period.map_or_else(without_period, |period| words::touches_in(term.touches, period)),
        evidence: touches.map(|touches| evidence(&touches)),
    }
}

/// The part of the timeline that a term stands on: its touches, for a silence everything since the last one, for what
/// is said of all of them all. None where the timeline says nothing, as of how far ahead is asked.
fn touches(term: &Term, newest: Option<i32>) -> Option<Touches> {
    match term.name.as_str() {
        "elapsed" | "elapsed_over_rhythm" | "chance" | "ended" => {
            Some(Touches { first: newest.map(advice::day_of), ..Touches::default() })
        }
        "rhythm_known" | "both_directions" | "memory_fast" | "memory_slow" | "longevity" => {
            Some(Touches::default())
        }
        name => {
            let (first, last) = term.days?;
            let [first, last] = [first, last].map(|day| Some(advice::day_of(day)));
            Some(Touches { way: Some(way(name)?), side: side(name), first, last })
        }
    }
}

fn way(name: &str) -> Option<Way> {
    let beginnings = [
        ("direct_mail", Way::Mail),
        ("group_mail", Way::Mail),
        ("meeting", Way::Meeting),
        ("call", Way::Call),
        ("message", Way::Message),
        ("in_person", Way::InPerson),
    ];
    beginnings.into_iter().find(|(beginning, _)| name.starts_with(beginning)).map(|(_, way)| way)
}

fn side(name: &str) -> Option<Side> {
    match name.rsplit_once('_')?.1 {
        "in" => Some(Side::Theirs),
        "out" => Some(Side::ToThem),
        _ => None,
    }
}

/// Shares as whole numbers that add up to `total`: each is rounded down, and those that lost most get one more.
fn whole(shares: &[f64], total: i64) -> Vec<i64> {
    let mut points: Vec<i64> = shares.iter().map(|share| share.floor() as i64).collect();
    let missing = usize::try_from(total - points.iter().sum::<i64>()).unwrap_or(0);
    let mut by_loss: Vec<usize> = (0..shares.len()).collect();
    let lost = |at: usize| shares[at] - shares[at].floor();
    by_loss.sort_by(|a, b| lost(*b).total_cmp(&lost(*a)));
    by_loss.into_iter().take(missing).for_each(|at| points[at] += 1);
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn whole_points_add_up() {
        assert_eq!(whole(&[10.4, -3.4, 7.4], 14), [10, -3, 7]);
        assert_eq!(whole(&[0.3, 0.3, 0.4], 1), [0, 0, 1]);
        assert_eq!(whole(&[33.4, 33.3, 33.3], 100), [34, 33, 33]);
    }

    #[test]
    fn terms_at_two_dates_stand_side_by_side_and_add_up() {
        let term = |name: &str, share, touches, days| Term { name: name.into(), share, touches, days };
        let then = Receipt {
            value: 60.2,
            baseline: 40.0,
            terms: vec![
                term("direct_mail_in", 12.1, 9, Some((20_500, 20_580))),
                term("direct_mail_in", 4.1, 8, Some((20_100, 20_450))),
                term("call_mutual", 4.0, 1, Some((20_400, 20_400))),
            ],
        };
        let now = Receipt {
            value: 44.0,
            baseline: 40.0,
            terms: vec![
                term("direct_mail_in", 7.0, 17, Some((20_100, 20_580))),
                term("elapsed", -3.0, 0, None),
            ],
        };
        let link = |touches: &Touches| format!("{:?} {:?}", touches.first, touches.last);
        let rows = compared((&then, &link), (&now, &link));
        let told: Vec<_> = rows.iter().map(|row| (row.what.as_str(), row.then.0, row.now.0)).collect();
        assert_eq!(
            told,
            [
                ("Where a middling tie stands", 40, 40),
                ("Their mails to you alone", 16, 7),
                ("The silence until now", 0, -3),
                ("Calls", 4, 0),
            ]
        );
        assert_eq!(rows[1].then.1.as_deref(), Some("Some(2025-01-12) Some(2026-05-07)"));
        let sums = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.then.0, sum.1 + row.now.0));
        assert_eq!(sums, (60, 44));
    }

    #[test]
    fn a_short_receipt_adds_up_as_the_whole_one() {
        let row = |points: i64| ReceiptRow {
            what: points.to_string(),
            points,
            touches: String::new(),
            evidence: None,
        };
        let rows: Vec<ReceiptRow> = [17, 2, 2, -40, 7, 9, 1, 12, 18, 1].map(row).to_vec();
        let short = short(&rows).unwrap();
        let told: Vec<&str> = short.iter().map(|row| row.what.as_str()).collect();
        assert_eq!(told, ["17", "-40", "7", "9", "12", "18", "4 smaller terms together"]);
        let sum = |rows: &[ReceiptRow]| rows.iter().map(|row| row.points).sum::<i64>();
        assert_eq!(sum(&short), sum(&rows));
        assert_eq!(super::short(&rows[..7]), None);
    }

    #[test]
    fn terms_have_their_period_and_their_evidence() {
        let term = |name: &str, share, touches, days| Term { name: name.into(), share, touches, days };
        let receipt = Receipt {
            value: 64.0,
            baseline: 40.0,
            terms: vec![
                term("direct_mail_in", 14.6, 14, Some((20_600, 20_770))),
                term("meeting_mutual", 0.2, 1, Some((20_100, 20_100))),
                term("elapsed_over_rhythm", 4.2, 0, None),
                term("both_directions", 2.0, 0, None),
                term("horizon", 5.0, 0, None),
                term("horizon_over_rhythm", -2.0, 0, None),
            ],
        };
        let link = |touches: &Touches| {
            let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
            let (way, side) = (touches.way.map_or("all", Way::word), touches.side.map_or("both", Side::word));
            format!("{way} {side} {} {}", day(touches.first), day(touches.last))
        };
        let rows = rows(&receipt, date(2026, 11, 17), &link);
        let told: Vec<_> = rows
            .iter()
            .map(|r| (r.what.as_str(), r.points, r.touches.as_str(), r.evidence.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("Where a middling tie stands", 40, "", None),
                (
                    "Their mails to you alone",
                    15,
                    "14 in the last 30 days",
                    Some("mail them 2026-05-27 2026-11-13")
                ),
                (
                    "The silence against their usual gap",
                    4,
                    "the last contact and since",
                    Some("all both 2026-11-13 -")
                ),
                ("Both of you act", 2, "all contact", Some("all both - -")),
                ("How far ahead is asked", 3, "", None),
                ("1 older or smaller entry", 0, "", None),
            ]
        );
    }
}
