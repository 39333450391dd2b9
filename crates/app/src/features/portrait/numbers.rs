//! The numbers of a person's tie with the owner, now, a quarter ago and ahead, from its packed days.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Channel, Direction, Receipt};
use network::elsewhere::Elsewhere;
use network::response::Reply;
use network::{Measure, Moment, TieDays};

use crate::features::people::{
    Habits, QuarterAgo, TieFigures, Zones, figures, habits, moment_of, quarter_ago,
};

/// How far ahead a fall of warmth is looked for, in days.
const LOOKED_AHEAD: i32 = 730;
/// How far back touches are drawn, in days: eighteen months.
const DRAWN: i32 = 548;

/// The numbers of a tie with what they were and what they will be.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// As of the moment.
    pub now: TieFigures,
    /// Where the tie stood a quarter ago; `None` if there was no contact by then.
    pub quarter_ago: Option<QuarterAgo>,
    /// Who begins and who answers.
    pub habits: Habits,
    /// Why drift is what it is; `None` where there is no alarm.
    pub drift: Option<Receipt>,
    /// What they did with others since they drift; `None` where they do not, or too little of it is seen.
    pub elsewhere: Option<Elsewhere>,
    /// When warmth will be in a lower band if nothing happens; `None` in the lowest, or not within two years, or where
    /// warmth is not told.
    pub falls: Option<Fall>,
    /// Why warmth is what it is; `None` where it is not told.
    pub warmth: Option<Receipt>,
    /// Why closeness is what it is; `None` where it is not told.
    pub closeness: Option<Receipt>,
}

impl Numbers {
    /// What is told of somebody whom colleague mode spares: nothing of how close and lively the tie is, was or will be.
    pub(super) fn of_spared(self) -> Numbers {
        Numbers {
            now: self.now.of_spared(),
            quarter_ago: None,
            habits: Habits::default(),
            drift: None,
            elsewhere: None,
            falls: None,
            warmth: None,
            closeness: None,
        }
    }
}

/// A fall of warmth into the next band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// The first day in the lower band.
    pub day: Date,
    /// The warmth of that day.
    pub warmth: f64,
}

/// The touches of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touches {
    /// The day, UTC.
    pub day: Date,
    /// The strongest touch by the owner, as [`strength`] counts; 0 for none.
    pub by_owner: u8,
    /// The strongest touch by the other; a meeting counts for both.
    pub by_them: u8,
    /// How many there were.
    pub count: u32,
    /// How many of them were mail, meetings, calls, messages, in person.
    pub by_channel: [u32; 5],
}

/// The numbers as of a moment; what came later does not count, now or ahead.
pub(super) fn numbers(
    days: &TieDays,
    measure: &Measure<'_>,
    as_of: Timestamp,
    (replies, zones): (&[Reply], &Zones<'_>),
) -> Option<Numbers> {
    let at = moment_of(as_of);
    let now = measure.numbers(days, at)?;
    let known = known_by(days, at);
    let warmth_in = |ahead: i32| {
        measure.numbers(&known, Moment::new(at.day + ahead, at.second)).map_or(0.0, |n| n.warmth)
    };
    let falls = fall(now.warmth, &warmth_in).map(|ahead| Fall {
        day: as_of
            .to_zoned(zones.owner.clone())
            .date()
            .saturating_add(jiff::Span::new().days(i64::from(ahead))),
        warmth: warmth_in(ahead),
    });
    Some(Numbers {
        quarter_ago: quarter_ago(days, measure, as_of),
        habits: habits(days, replies, zones, as_of),
        drift: measure.drift_receipt(days, at),
        elsewhere: None,
        falls,
        warmth: Some(measure.warmth_receipt(days, at)?),
        closeness: Some(measure.closeness_receipt(days, at)?),
        now: figures(&now, false),
    })
}

/// The days until a moment alone: asked about later, they do not know more.
fn known_by(days: &TieDays, at: Moment) -> TieDays {
    let mut known = TieDays::new();
    for day in days.until(at) {
        day.counts.iter().for_each(|count| known.add(day.last_touch(), count.kind, count.n));
    }
    known
}

/// In how many days warmth reads a lower band than now. It only falls while nothing happens, so the day is found by
/// halves.
fn fall(now: f64, warmth_in: &dyn Fn(i32) -> f64) -> Option<i32> {
    let band = crate::features::snapshot::band(now);
    let is_lower = |ahead: i32| crate::features::snapshot::band(warmth_in(ahead)) < band;
    if band == 0 || !is_lower(LOOKED_AHEAD) {
        return None;
    }
    let (mut same, mut lower) = (0, LOOKED_AHEAD);
    while lower - same > 1 {
        let middle = same + (lower - same) / 2;
        if is_lower(middle) { lower = middle } else { same = middle }
    }
    Some(lower)
}

/// The days with touches in the eighteen months before a moment.
pub(super) fn touches(days: &TieDays, as_of: Timestamp) -> Vec<Touches> {
    let at = moment_of(as_of);
    let drawn = days.until(at).filter(|day| day.day > at.day - DRAWN);
    drawn
        .map(|day| {
            let mut touches = Touches {
                day: advice::day_of(day.day),
                by_owner: 0,
                by_them: 0,
                count: day.touches(),
                by_channel: [0; 5],
            };
            for count in day.counts {
                let (strength, channel) = strength(count.kind.channel);
                touches.by_channel[channel] = touches.by_channel[channel].saturating_add(count.n);
                if count.kind.direction != Direction::In {
                    touches.by_owner = touches.by_owner.max(strength);
                }
                if count.kind.direction != Direction::Out {
                    touches.by_them = touches.by_them.max(strength);
                }
            }
            touches
        })
        .collect()
}

/// How tall a touch is drawn (a message or mail 1, a call 2, a meeting 3, in person 4), and its place among the channels.
fn strength(channel: Channel) -> (u8, usize) {
    match channel {
        Channel::DirectMail | Channel::GroupMail => (1, 0),
        Channel::Meeting => (3, 1),
        Channel::Call => (2, 2),
        Channel::Message => (1, 3),
        Channel::InPerson => (4, 4),
    }
}
