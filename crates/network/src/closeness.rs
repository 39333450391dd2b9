//! Closeness: how much two people have been to each other over the years, 0–100.
//!
//! `closeness = 100 · S / (S + S50)`, where S is a sum of
//!
//! * **days**: slow memory (d = 0.5, see [`crate::memory`]) with the day's touches weighed by kind, because a
//!   meeting or a call says more of two people than a mail, and a mail to one more than a mail to ten
//!   ([`weight`]);
//! * **longevity**: [`LONGEVITY`] · log2(1 + years with contact), fading with the years of silence, where a
//!   year is four quarters in which there was contact (two mails ten years apart are not ten years);
//! * **both directions**: [`BOTH_DIRECTIONS`] of the days' sum where both sides acted alike, less where one
//!   side did;
//! * the owner's own [`Word`].
//!
//! S50 is a dated constant of the workspace and not a percentile: an import must not move everybody.
//! Closeness fades over years, unlike warmth, because dormant ties keep their worth (Levin, Walter &
//! Murnighan 2011). The weights are chosen and not fitted (no public data says who is close); they are judged
//! by stories and by the owner's answers.

use model::{Channel, Receipt, Term};

use crate::days::{Days, KindCount};
use crate::memory::{Memory, day_weight};
use crate::moment::Moment;
use crate::numbers::groups::Groups;
use crate::tally::Tally;

/// The S at which closeness is 50, as of 2026-11-23. Mail both ways every week for two years comes to S = 21
/// (closeness 78), a meeting each quarter for two years and a month ago to 4.3 (42), a single mail yesterday
/// to 1.2 (17), the same two years later to 0.3 (5).
pub const S50: f64 = 6.0;

/// What a first year with contact adds to S; each doubling of the years adds as much again.
pub const LONGEVITY: f64 = 1.5;

/// The part of the days' sum that is added where both sides act alike.
pub const BOTH_DIRECTIONS: f64 = 0.5;

/// What the owner says of a tie, counted beside what the data say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// "Not really": half of what the data say.
    Distant,
    /// "Close": as much as half of S50, for ever.
    Close,
    /// "One of my closest": twice S50, for ever.
    VeryClose,
}

/// What the touches of one kind on one day weigh: a meeting three mails, a mail to several a third of a mail.
pub fn weight(count: &KindCount) -> f64 {
    let each = match count.kind.channel {
        Channel::InPerson => 4.0,
        Channel::Meeting | Channel::Call => 3.0,
        Channel::DirectMail | Channel::Message => 1.0,
        Channel::GroupMail => 1.0 / 3.0,
    };
    each * f64::from(count.n)
}

/// The quarter (91 days) of a day since 1970-01-01.
pub(crate) fn quarter(day: i32) -> i32 {
    day.div_euclid(91)
}

/// The parts of S.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    days: f64,
    longevity: f64,
    both_directions: f64,
    word: f64,
}

impl Parts {
    /// The parts of a tie's S, with the owner's word if there is one.
    pub fn new(tally: &Tally, word: Option<Word>, s50: f64) -> Parts {
        let years = f64::from(tally.active_quarters) / 4.0;
        let fade = Memory::left_after(tally.silence_days() / 365.25).slow;
        let longevity = LONGEVITY * day_weight(years) * fade;
        let both_directions = BOTH_DIRECTIONS * tally.evenness() * tally.kin;
        let word = match word {
            None => 0.0,
            Some(Word::Distant) => -0.5 * (tally.kin + longevity + both_directions),
            Some(Word::Close) => 0.5 * s50,
            Some(Word::VeryClose) => 2.0 * s50,
        };
        Parts { days: tally.kin, longevity, both_directions, word }
    }

    fn sum(&self) -> f64 {
        self.days + self.longevity + self.both_directions + self.word
    }

    /// Closeness, 0–100.
    pub fn closeness(&self, s50: f64) -> f64 {
        100.0 * self.sum() / (self.sum() + s50)
    }
}

/// Why closeness is what it is: each part of S has its share `closeness · part / S`, and the days' share is
/// split over kinds and periods. The baseline is 0: without touches and words nobody is close.
pub(crate) fn receipt(days: Days<'_>, tally: &Tally, word: Option<Word>, s50: f64) -> Receipt {
    let parts = Parts::new(tally, word, s50);
    let value = parts.closeness(s50);
    let each = value / parts.sum();
    let mut groups = Groups::new(tally.as_of);
    for day in days {
        let weighed: f64 = day.counts.iter().map(weight).sum();
        let left = Memory::left_after(age(tally.as_of, day.last_touch())).slow * day_weight(weighed);
        groups.push(&day, |count| each * left * weight(count) / weighed);
    }
    let mut terms = groups.into_terms();
    let others = [
        ("longevity", parts.longevity),
        ("both_directions", parts.both_directions),
        ("own_word", parts.word),
    ];
    let others = others.into_iter().filter(|part| part.1 != 0.0);
    terms.extend(others.map(|(name, part)| Term {
        name: name.to_owned(),
        share: each * part,
        touches: 0,
        days: None,
    }));
    Receipt { value, baseline: 0.0, terms }
}

fn age(as_of: Moment, at: Moment) -> f64 {
    as_of.days_since(at)
}
