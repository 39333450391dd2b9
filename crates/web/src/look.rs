//! How the owner likes to read: time zone, dates, times, theme, keys; and the few functions that write dates and numbers so.
//!
//! Views never format a date or a number themselves: they ask the [`Look`] of their visit.

use advice::words::figures::Days;
use app::features::settings::Preferences;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use model::{ClockFormat, DateFormat};

use crate::words::dates;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The theme of a word, as the cookie and the form write it.
    pub fn of(word: &str) -> Theme {
        match word {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }
    }

    /// The word of the theme.
    pub fn word(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// How the owner likes to read.
#[derive(Clone, Debug)]
pub struct Look {
    /// The language of the texts, as in `lang`.
    pub language: &'static str,
    /// The owner's time zone.
    pub zone: TimeZone,
    /// The owner's day.
    pub today: Date,
    /// The order of dates.
    pub dates: DateFormat,
    /// How times of day are written.
    pub clock: ClockFormat,
    /// Light or dark.
    pub theme: Theme,
    /// Single keys are shortcuts.
    pub keys: bool,
}

impl Look {
    /// The look of someone who set nothing.
    pub fn plain(zone: TimeZone, now: Timestamp) -> Look {
        let unset = Preferences::unset(zone);
        Look::of(unset, Theme::System, now)
    }

    /// The look that a member set.
    pub fn of(preferences: Preferences, theme: Theme, now: Timestamp) -> Look {
        let zone = preferences.zone;
        let today = now.to_zoned(zone.clone()).date();
        Look {
            language: "en",
            zone,
            today,
            dates: preferences.date_format,
            clock: preferences.clock_format,
            theme,
            keys: preferences.keys,
        }
    }

    /// “17 November”, with the year if it is another: “17 November 2025”.
    pub fn day(&self, day: Date) -> String {
        self.days().ordered(day, dates::month(day.month()))
    }

    /// “17 Nov”, with the year if it is another.
    pub fn day_short(&self, day: Date) -> String {
        self.days().ordered(day, dates::month_short(day.month()))
    }

    /// “Tuesday 17 November”.
    pub fn weekday_day(&self, day: Date) -> String {
        let separator = if self.dates == DateFormat::DayMonth { " " } else { ", " };
        format!("{}{separator}{}", dates::weekday(day.weekday()), self.day(day))
    }

    /// “07:38”, or “7:38 am”.
    pub fn time(&self, at: Timestamp) -> String {
        self.time_in(at, &self.zone)
    }

    /// The same by the clocks of another zone.
    pub fn time_in(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.time_of_day(at.to_zoned(zone.clone()).time())
    }

    /// A time that is read off a clock.
    pub fn time_of_day(&self, time: Time) -> String {
        dates::time(time, self.clock)
    }

    /// A full hour: “08:00”, or “8:00 am”.
    pub fn full_hour(&self, hour: i8) -> String {
        self.time_of_day(Time::constant(hour.rem_euclid(24), 0, 0, 0))
    }

    /// A full hour where there is little room: “08”, or “8 am”.
    pub fn hour(&self, hour: i8) -> String {
        dates::hour(hour, self.clock)
    }

    /// “17 November, 07:38”.
    pub fn day_time(&self, at: Timestamp) -> String {
        let date = at.to_zoned(self.zone.clone()).date();
        format!("{}, {}", self.day(date), self.time(at))
    }

    /// “today”, “yesterday”, “12 days ago”.
    pub fn ago_days(&self, days: i64) -> String {
        dates::ago_days(days, &self.number(days))
    }

    /// “61,204”.
    pub fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut grouped = String::from(if n < 0 { "−" } else { "" });
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Dates in running text: “today”, “on Thursday”, “on 17 November”.
    pub fn days(&self) -> Days {
        Days { as_of: self.today, dates: self.dates }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn look() -> Look {
        let now: Timestamp = "2026-11-17T06:38:00Z".parse().unwrap();
        Look::plain(TimeZone::get("Europe/Stockholm").unwrap(), now)
    }

    #[test]
    fn dates_are_short_where_the_year_is_known() {
        let look = look();
        assert_eq!(look.day(date(2026, 11, 17)), "17 November");
        assert_eq!(look.day(date(2025, 1, 3)), "3 January 2025");
        assert_eq!(look.day_short(date(2026, 9, 1)), "1 Sep");
        assert_eq!(look.weekday_day(date(2026, 11, 17)), "Tuesday 17 November");
        assert_eq!(look.day_time("2026-11-17T06:38:00Z".parse().unwrap()), "17 November, 07:38");
    }

    #[test]
    fn dates_follow_the_owners_order() {
        let american = Look { dates: DateFormat::MonthDay, ..look() };
        assert_eq!(american.weekday_day(date(2025, 11, 17)), "Monday, November 17, 2025");
        let iso = Look { dates: DateFormat::Iso, ..look() };
        assert_eq!(iso.day_short(date(2026, 11, 17)), "2026-11-17");
    }

    #[test]
    fn times_follow_the_owners_clock() {
        let told = |clock| {
            let look = Look { clock, ..look() };
            let at = |time: &str| look.time_of_day(time.parse().unwrap());
            [at("00:05:00"), at("07:38:59"), at("12:00:00"), at("23:59:00"), look.hour(16)]
        };
        assert_eq!(told(ClockFormat::Hours24), ["00:05", "07:38", "12:00", "23:59", "16"]);
        assert_eq!(told(ClockFormat::Hours12), ["12:05 am", "7:38 am", "12:00 pm", "11:59 pm", "4 pm"]);
    }

    #[test]
    fn numbers_are_grouped() {
        let look = look();
        for (n, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (61_204, "61,204"), (-5_000_000, "−5,000,000")]
        {
            assert_eq!(look.number(n), text);
        }
        assert_eq!(look.ago_days(0), "today");
        assert_eq!(look.ago_days(1_200), "1,200 days ago");
    }
}
