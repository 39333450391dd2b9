//! A recurrence rule counted out, within bounds (RFC 5545 section 3.3.10).
//!
//! A rule is walked period by period: years, months, weeks, days, or single hours, minutes and seconds. The days of a
//! period that pass every BY part, times the times of day, are its instances. What a BY part adds to a long period and
//! what it takes from a short one (the table on page 44 of the RFC) is then the same test: does this day pass?
//!
//! Why not calcard's expansion: it compares an UNTIL in UTC with the clock on the wall, so a series in Tokyo loses its last
//! meeting; keeps one rule of several; knows a limit of instances but no date to stop at, so a daily meeting since 1990
//! would end in 2003; and does not say whether the rule goes on.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Span, ToSpan};

use super::rule::{ByDay, Frequency, Rule};

/// How much a rule may be worked at: each day tested and each instance made costs one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(pub(super) u64);

impl Budget {
    fn spend(&mut self, steps: u64) -> bool {
        let enough = self.0 >= steps;
        self.0 = self.0.saturating_sub(steps);
        enough
    }
}

/// Why a rule was not followed further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// By itself: COUNT, or `each` said so, or the end of the years.
    There,
    /// At the last day asked for.
    Beyond,
    /// It took more steps than were allowed.
    Exhausted,
}

/// Which days are of interest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// Instances before may be left out (they are not if the rule has a COUNT).
    pub(super) first: Date,
    /// None after this day.
    pub(super) last: Date,
}

/// Hands on the instances of a rule that begins at `start`, in order, until `each` says false.
pub(super) fn instances(
    rule: &Rule,
    start: DateTime,
    window: Window,
    budget: &mut Budget,
    each: &mut dyn FnMut(DateTime) -> bool,
) -> Ended {
    let rule = with_defaults(rule, start);
    let mut walk = Walk { left: rule.count, start, times: Vec::new(), rule };
    if walk.rule.frequency < Frequency::Hourly {
        walk.times = walk.times_of_day();
    }
    let mut index = if walk.rule.count.is_some() { 0 } else { walk.periods_before(window.first) };
    loop {
        let Some(period) = walk.period(index) else { return Ended::There };
        if period.first > window.last {
            return Ended::Beyond;
        }
        if !budget.spend(walk.cost(&period)) {
            return Ended::Exhausted;
        }
        let days = walk.days(&period);
        if days.is_empty() {
            index += walk.periods_to_skip(&period);
            continue;
        }
        if let Some(ended) = walk.hand_on(&days, &period, budget, each) {
            return ended;
        }
        index += 1;
    }
}

/// What the rule does not say is taken from its start.
fn with_defaults(rule: &Rule, start: DateTime) -> Rule {
    let mut rule = rule.clone();
    let says_no_day = rule.by_year_day.is_empty() && rule.by_month_day.is_empty() && rule.by_day.is_empty();
    if says_no_day {
        match rule.frequency {
            Frequency::Yearly if !rule.by_week.is_empty() => {
                rule.by_day = vec![ByDay { nth: 0, weekday: start.weekday() }];
            }
            Frequency::Yearly => {
                if rule.by_month.is_empty() {
                    rule.by_month = vec![start.month().into()];
                }
                rule.by_month_day = vec![start.day().into()];
            }
            Frequency::Monthly => rule.by_month_day = vec![start.day().into()],
            Frequency::Weekly => rule.by_day = vec![ByDay { nth: 0, weekday: start.weekday() }],
            _ => {}
        }
    }
    if rule.frequency < Frequency::Hourly && rule.by_hour.is_empty() {
        rule.by_hour = vec![start.hour().into()];
    }
    if rule.frequency < Frequency::Minutely && rule.by_minute.is_empty() {
        rule.by_minute = vec![start.minute().into()];
    }
    if rule.frequency < Frequency::Secondly && rule.by_second.is_empty() {
        rule.by_second = vec![start.second().into()];
    }
    rule
}

struct Walk {
    rule: Rule,
    start: DateTime,
    /// The times of day, for rules of days and longer.
    times: Vec<Time>,
    /// Instances left of COUNT.
    left: Option<u64>,
}

/// Some days in a row, or (with a time) an hour, minute or second of one.
struct Period {
    first: Date,
    days: i32,
    time: Option<Time>,
}

impl Walk {
    /// The `index`-th period of the rule; `None` beyond the years that can be told.
    fn period(&self, index: i64) -> Option<Period> {
        let steps = index.checked_mul(self.rule.interval)?;
        let start = self.start.date();
        let days = |first: Date, days: i32| Some(Period { first, days, time: None });
        match self.rule.frequency {
            Frequency::Yearly => {
                let year = i16::try_from(i64::from(start.year()).checked_add(steps)?).ok()?;
                let first = Date::new(year, 1, 1).ok()?;
                days(first, first.days_in_year().into())
            }
            Frequency::Monthly => {
                let month = start.first_of_month().checked_add(Span::new().try_months(steps).ok()?).ok()?;
                days(month, month.days_in_month().into())
            }
            Frequency::Weekly => {
                let into_week = start.weekday().since(self.rule.week_start);
                let first = start.checked_sub(i64::from(into_week).days()).ok()?;
                days(first.checked_add(Span::new().try_weeks(steps).ok()?).ok()?, 7)
            }
            Frequency::Daily => days(start.checked_add(Span::new().try_days(steps).ok()?).ok()?, 1),
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                let span = Span::new().try_seconds(steps.checked_mul(self.unit_seconds())?).ok()?;
                let at = self.start.checked_add(span).ok()?;
                Some(Period { first: at.date(), days: 1, time: Some(at.time()) })
            }
        }
    }

    /// At most how long a unit of FREQ is.
    fn unit_seconds(&self) -> i64 {
        match self.rule.frequency {
            Frequency::Yearly => 366 * 86_400,
            Frequency::Monthly => 31 * 86_400,
            Frequency::Weekly => 7 * 86_400,
            Frequency::Daily => 86_400,
            Frequency::Hourly => 3600,
            Frequency::Minutely => 60,
            Frequency::Secondly => 1,
        }
    }

    /// How many periods at the beginning lie before `first` for certain.
    fn periods_before(&self, first: Date) -> i64 {
        let seconds = first.to_datetime(Time::midnight()).duration_since(self.start).as_secs();
        let length = self.unit_seconds().saturating_mul(self.rule.interval);
        (seconds / length.max(1) - 1).max(0)
    }

    /// How many periods on to go from one whose day does not pass: for hours and shorter, to the next day.
    fn periods_to_skip(&self, period: &Period) -> i64 {
        let Some(time) = period.time else { return 1 };
        let into_day =
            i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        let length = self.unit_seconds().saturating_mul(self.rule.interval);
        (86_400 - into_day + length - 1) / length.max(1)
    }

    /// The days of a period that pass, in order.
    fn days(&self, period: &Period) -> Vec<Date> {
        let mut days: Vec<Date> = self.candidates(period).filter(|day| self.passes(*day)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// About how many days of a period are looked at.
    fn cost(&self, period: &Period) -> u64 {
        let is_narrow = !self.rule.by_month.is_empty() || !self.rule.by_month_day.is_empty();
        let days = if is_narrow { period.days.min(31) } else { period.days };
        days.unsigned_abs().into()
    }

    /// The days of a period that may pass. Birthdays are most of all rules: where month or day of the month is given, only
    /// those are looked at, and not the 365 others.
    fn candidates(&self, period: &Period) -> Box<dyn Iterator<Item = Date> + '_> {
        let year = period.first.year();
        let by_month = self.rule.by_month.iter().filter_map(|month| i8::try_from(*month).ok());
        let months: Box<dyn Iterator<Item = i8> + '_> = match self.rule.frequency {
            Frequency::Monthly => Box::new(std::iter::once(period.first.month())),
            Frequency::Yearly if !self.rule.by_month.is_empty() => Box::new(by_month),
            Frequency::Yearly if !self.rule.by_month_day.is_empty() => Box::new(1..=12),
            _ => return Box::new(days_from(period.first, period.days.unsigned_abs() as usize)),
        };
        let firsts = months.filter_map(move |month| Date::new(year, month, 1).ok());
        Box::new(firsts.flat_map(|first| self.days_of_month(first)))
    }

    fn days_of_month(&self, first: Date) -> Box<dyn Iterator<Item = Date> + '_> {
        let length = i16::from(first.days_in_month());
        if self.rule.by_month_day.is_empty() {
            return Box::new(days_from(first, length.unsigned_abs().into()));
        }
        let days =
            self.rule.by_month_day.iter().map(move |day| if *day < 0 { length + 1 + day } else { *day });
        Box::new(
            days.filter_map(move |day| Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok()),
        )
    }

    fn passes(&self, day: Date) -> bool {
        let rule = &self.rule;
        let (of_month, in_month) = (i16::from(day.day()), i16::from(day.days_in_month()));
        let (of_year, in_year) = (day.day_of_year(), day.days_in_year());
        within(&rule.by_month, day.month().into(), 12)
            && within(&rule.by_month_day, of_month, in_month)
            && within(&rule.by_year_day, of_year, in_year)
            && (rule.by_week.is_empty() || self.passes_week(day))
            && (rule.by_day.is_empty() || rule.by_day.iter().any(|by| self.passes_weekday(*by, day)))
    }

    fn passes_week(&self, day: Date) -> bool {
        let (year, week) = week_of(day, self.rule.week_start);
        let last = Date::new(year, 12, 28).map_or(52, |day| week_of(day, self.rule.week_start).1);
        within(&self.rule.by_week, week, last)
    }

    /// `2MO` counts within the month where the rule is of months, and within the year where it is of years.
    fn passes_weekday(&self, by: ByDay, day: Date) -> bool {
        let counts_in_month = match self.rule.frequency {
            _ if by.nth == 0 => return day.weekday() == by.weekday,
            Frequency::Monthly => true,
            Frequency::Yearly if !self.rule.by_month.is_empty() => true,
            Frequency::Yearly if self.rule.by_week.is_empty() => false,
            _ => return day.weekday() == by.weekday,
        };
        let (at, length) = if counts_in_month {
            (i16::from(day.day()), i16::from(day.days_in_month()))
        } else {
            (day.day_of_year(), day.days_in_year())
        };
        let (from_start, from_end) = ((at - 1) / 7 + 1, (length - at) / 7 + 1);
        day.weekday() == by.weekday && (by.nth == from_start || by.nth == -from_end)
    }

    fn times_of_day(&self) -> Vec<Time> {
        let rule = &self.rule;
        let mut times = Vec::new();
        for (hour, minute) in rule.by_hour.iter().flat_map(|h| rule.by_minute.iter().map(move |m| (*h, *m))) {
            times.extend(rule.by_second.iter().filter_map(|second| time(hour, minute, *second)));
        }
        times
    }

    /// The times of one hour, minute or second.
    fn times_of(&self, at: Time) -> Vec<Time> {
        let rule = &self.rule;
        let (hour, minute, second) = (i16::from(at.hour()), i16::from(at.minute()), i16::from(at.second()));
        if !within(&rule.by_hour, hour, 24) {
            return Vec::new();
        }
        let pass = |list: &Vec<i16>, value| if within(list, value, 60) { vec![value] } else { Vec::new() };
        let (minutes, seconds) = match rule.frequency {
            Frequency::Hourly => (rule.by_minute.clone(), rule.by_second.clone()),
            Frequency::Minutely => (pass(&rule.by_minute, minute), rule.by_second.clone()),
            _ => (pass(&rule.by_minute, minute), pass(&rule.by_second, second)),
        };
        let pairs = minutes.iter().flat_map(|m| seconds.iter().map(move |s| (*m, *s)));
        pairs.filter_map(|(minute, second)| time(hour, minute, second)).collect()
    }

    /// Hands on the instances of one period; says why it stopped, if it did.
    fn hand_on(
        &mut self,
        days: &[Date],
        period: &Period,
        budget: &mut Budget,
        each: &mut dyn FnMut(DateTime) -> bool,
    ) -> Option<Ended> {
        let short = period.time.map(|at| self.times_of(at));
        let times = short.as_ref().unwrap_or(&self.times);
        let total = days.len() * times.len();
        let at = |position: usize| {
            let day = days.get(position.checked_div(times.len())?)?;
            Some(day.to_datetime(*times.get(position % times.len())?))
        };
        let positions: Box<dyn Iterator<Item = usize>> = match self.rule.by_position.is_empty() {
            true => Box::new(0..total),
            false => Box::new(set_positions(&self.rule.by_position, total).into_iter()),
        };
        for instance in positions.filter_map(at) {
            if !budget.spend(1) {
                return Some(Ended::Exhausted);
            }
            if instance < self.start {
                continue;
            }
            let is_last = self.left == Some(1);
            self.left = self.left.map(|left| left - 1);
            if !each(instance) || is_last {
                return Some(Ended::There);
            }
        }
        None
    }
}

fn days_from(first: Date, count: usize) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok()).take(count)
}

fn time(hour: i16, minute: i16, second: i16) -> Option<Time> {
    Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()
}

/// Whether a value, or the same value counted from the end (-1 is the last of `length`), is in a list; an empty list
/// asks for nothing.
fn within(list: &[i16], value: i16, length: i16) -> bool {
    list.is_empty() || list.contains(&value) || list.contains(&(value - length - 1))
}

/// BYSETPOS: which of `total` instances, from 0.
fn set_positions(list: &[i16], total: usize) -> Vec<usize> {
    let mut positions: Vec<usize> = list
        .iter()
        .filter_map(|position| match usize::from(position.unsigned_abs()) {
            n if *position > 0 => n.checked_sub(1),
            n => total.checked_sub(n),
        })
        .filter(|position| *position < total)
        .collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// The week of a day and the year it is counted in: the first week is the one with at least four days in its year
/// (RFC 5545, BYWEEKNO; ISO 8601 for weeks that begin on Monday).
fn week_of(day: Date, week_start: Weekday) -> (i16, i16) {
    let into_week = i64::from(day.weekday().since(week_start));
    let fourth = day.checked_add((3 - into_week).days()).unwrap_or(day);
    (fourth.year(), (fourth.day_of_year() - 1) / 7 + 1)
}
