//! Clocks of two places beside one another: what time it is there, and when both are at work.

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::look::Look;
use crate::words::people as people_words;

/// When people are at work, in minutes of their day.
pub(super) const OPENS: i32 = 8 * 60;
/// See [`OPENS`].
pub(super) const CLOSES: i32 = 18 * 60;
/// A day, in minutes.
pub(super) const DAY: i32 = 24 * 60;

/// The clock of a place, seen from the owner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// The time there, with the weekday if it is another day.
    pub local: String,
    /// It is a weekday there, and within working hours.
    pub is_at_work: bool,
    /// So many minutes ahead of Greenwich.
    pub offset: i32,
    /// So many minutes ahead of the owner.
    pub ahead: i32,
    /// The owner's minute of the day now.
    pub now: i32,
}

impl Clock {
    /// Of a place at a moment.
    pub fn of(now: Timestamp, zone: &TimeZone, look: &Look) -> Clock {
        let (there, here) = (now.to_zoned(zone.clone()), now.to_zoned(look.zone.clone()));
        let time = look.time_of_day(there.time());
        let is_same_day = there.date() == here.date();
        let day = (!is_same_day).then(|| people_words::weekday_short(there.weekday()));
        let is_weekday = !matches!(there.weekday(), Weekday::Saturday | Weekday::Sunday);
        let minute = |at: &jiff::Zoned| i32::from(at.hour()) * 60 + i32::from(at.minute());
        Clock {
            local: day.map_or(time.clone(), |day| format!("{day} {time}")),
            is_at_work: is_weekday && (OPENS..CLOSES).contains(&minute(&there)),
            offset: there.offset().seconds() / 60,
            ahead: (there.offset().seconds() - here.offset().seconds()) / 60,
            now: minute(&here),
        }
    }

    /// Their working hours in minutes of the owner's day; two pieces where midnight parts them.
    pub fn work(&self) -> Vec<(i32, i32)> {
        let (from, to) = (OPENS - self.ahead, CLOSES - self.ahead);
        let turns = [-DAY, 0, DAY].map(|turn| ((from + turn).max(0), (to + turn).min(DAY)));
        turns.into_iter().filter(|(from, to)| from < to).collect()
    }

    /// When both are at work, in minutes of the owner's day.
    pub fn overlap(&self) -> Option<(i32, i32)> {
        let both = self.work().into_iter().map(|(from, to)| (from.max(OPENS), to.min(CLOSES)));
        both.filter(|(from, to)| from < to).max_by_key(|(from, to)| to - from)
    }

    /// The whole hour ahead of Greenwich that it stands with.
    pub fn column(&self) -> i32 {
        self.offset.div_euclid(60)
    }
}

/// The hours of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hours {
    /// What hour it is at Greenwich.
    pub greenwich: i32,
    /// The column of the owner.
    pub own: i32,
}

/// The hours at a moment.
pub(super) fn hours(now: Timestamp, own: &TimeZone) -> Hours {
    let greenwich = i32::from(now.to_zoned(TimeZone::UTC).hour());
    Hours { greenwich, own: (own.to_offset(now).seconds() / 60).div_euclid(60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(zone: &str, now: &str) -> Clock {
        let zone_of = |name| TimeZone::get(name).unwrap();
        let now = now.parse().unwrap();
        Clock::of(now, &zone_of(zone), &Look::plain(zone_of("Europe/Stockholm"), now))
    }

    #[test]
    fn both_are_at_work_when_the_hours_of_both_say_so() {
        let now = "2026-11-17T06:38:00Z";
        for (zone, local, is_at_work, overlap) in [
            ("Asia/Tokyo", "15:38", true, Some((480, 600))),
            ("Asia/Kolkata", "12:08", true, Some((480, 810))),
            ("Europe/London", "06:38", false, Some((540, 1080))),
            ("America/Los_Angeles", "Mon 22:38", false, Some((1020, 1080))),
            ("Pacific/Auckland", "19:38", false, None),
        ] {
            let clock = clock(zone, now);
            let said = (&clock.local[..], clock.is_at_work, clock.overlap());
            assert_eq!(said, (local, is_at_work, overlap), "{zone}");
            assert_eq!(clock.work().iter().map(|(from, to)| to - from).sum::<i32>(), 600, "{zone}");
        }
    }

    #[test]
    fn nobody_is_at_work_on_a_sunday_there() {
        assert!(!clock("Asia/Tokyo", "2026-11-22T03:00:00Z").is_at_work);
        assert!(clock("Asia/Tokyo", "2026-11-22T23:30:00Z").is_at_work, "it is Monday there");
    }

    #[test]
    fn half_hours_stand_with_the_hour_before() {
        assert_eq!(clock("Asia/Kolkata", "2026-11-17T06:38:00Z").column(), 5);
        assert_eq!(clock("America/St_Johns", "2026-11-17T06:38:00Z").column(), -4);
    }
}
