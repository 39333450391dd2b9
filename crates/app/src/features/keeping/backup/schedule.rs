//! When a backup is due, and which are kept: pure, but for reading the setting.
//!
//! Retention counts days, weeks and months that have a backup, newest first, not days since: so a clock that jumps
//! forwards, or a machine that was off for a year, deletes nothing that is the last of its kind.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp, Zoned};
use model::WorkspaceId;
use serde::{Deserialize, Serialize};

use super::seal::Recipient;
use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::acts::Done;
use crate::features::settings::{self, Key};
use crate::words::{self, refusals};

/// After a failure it is tried again this much later.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// The most that can be kept of a kind.
const MAX_KEPT: u32 = 1_000;

/// How often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Never.
    #[default]
    Never,
    /// Every day.
    Day,
    /// Every Sunday.
    Week,
}

/// What is backed up by itself: when, where to, sealed to whom, and how much is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schedule {
    /// How often.
    pub every: Every,
    /// The hour of the day, 0 to 23, in the owner's time zone.
    pub hour: i8,
    /// The folder; empty for `backups` in the data folder.
    pub folder: String,
    /// How many days' newest are kept.
    pub daily: u32,
    /// How many weeks' newest.
    pub weekly: u32,
    /// How many months' newest.
    pub monthly: u32,
    /// Public keys of age; without any, backups are not sealed.
    pub recipients: Vec<String>,
    /// Since when it is so, microseconds UTC: hours before that have not been missed.
    pub since: i64,
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule {
            every: Every::Never,
            hour: 3,
            folder: String::new(),
            daily: 7,
            weekly: 4,
            monthly: 6,
            recipients: Vec::new(),
            since: 0,
        }
    }
}

/// A backup is of the whole server, so who administers it sees to them, in one place: its first network.
pub(super) fn require_keeper(cx: &Cx) -> Result<()> {
    cx.require(Right::Administer)?;
    if cx.workspace == WorkspaceId(1) {
        return Ok(());
    }
    Err(Error::refused(refusals::backups::OF_FIRST_NETWORK))
}

/// What is set.
///
/// # Errors
/// The member may not read it, or the database cannot be read.
pub async fn schedule(cx: &Cx) -> Result<Schedule> {
    require_keeper(cx)?;
    of_server(cx).await
}

/// What is set for the server, for whoever has to know where backups are without seeing to them.
pub(crate) async fn of_server(cx: &Cx) -> Result<Schedule> {
    let first = Cx { workspace: WorkspaceId(1), ..cx.clone() };
    let text = settings::of_owner(&first, Key::Backups).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Sets it. The folder is made and tried, so that a mistake shows now and not at night.
///
/// # Errors
/// The member may not, a key is none, or the folder cannot be written to.
pub async fn set_schedule(cx: &Cx, schedule: Schedule) -> Result<Done> {
    require_keeper(cx)?;
    let schedule = Schedule { since: cx.now.as_microsecond(), ..schedule };
    schedule.refuse_impossible()?;
    if schedule.every != Every::Never {
        try_folder(&schedule.folder(&cx.app.data))?;
    }
    let text = serde_json::to_string(&schedule).map_err(|e| Error::refused(e.to_string()))?;
    settings::set(cx, Key::Backups, Some(&text)).await
}

fn try_folder(folder: &std::path::Path) -> Result<()> {
    crate::db::make_folder(folder)?;
    super::make::Scrap::new(&folder.join("kith-try.tar"), ".partial").map(drop)
}

impl Schedule {
    /// In words, for acts.
    pub fn words(&self) -> String {
        match self.every {
            Every::Never => words::schedule::NEVER.to_owned(),
            Every::Day => words::schedule::every_day(self.hour),
            Every::Week => words::schedule::every_sunday(self.hour),
        }
    }

    /// Where they go.
    pub fn folder(&self, data: &std::path::Path) -> std::path::PathBuf {
        let set = self.folder.trim();
        if set.is_empty() { data.join("backups") } else { set.into() }
    }

    pub(crate) fn refuse_impossible(&self) -> Result<()> {
        let refused = |why: &str| Err(Error::refused(why));
        if !(0..=23).contains(&self.hour) {
            return refused(refusals::backups::HOUR_IMPOSSIBLE);
        }
        if self.daily + self.weekly.min(MAX_KEPT) + self.monthly.min(MAX_KEPT) == 0 {
            return refused(refusals::backups::NONE_KEPT);
        }
        if [self.daily, self.weekly, self.monthly].into_iter().any(|n| n > MAX_KEPT) {
            return refused(refusals::backups::TOO_MANY_KEPT);
        }
        let folder = self.folder.trim();
        if !folder.is_empty() && !std::path::Path::new(folder).is_absolute() {
            return refused(refusals::backups::FOLDER_NOT_WHOLE);
        }
        self.recipients.iter().try_for_each(|key| Recipient::read(key).map(drop))
    }

    /// If a backup is to be made now, given when the last one was begun and whether it came to be.
    pub fn is_due(&self, last: Option<(Timestamp, bool)>, now: &Zoned) -> bool {
        let Some(slot) = self.latest(now) else { return false };
        let present = now.timestamp();
        // What seems to lie ahead was said by a clock that has been set back since.
        let since = Timestamp::from_microsecond(self.since).ok().filter(|since| *since <= present);
        if since.is_some_and(|since| slot < since) {
            return false;
        }
        match last.filter(|(at, _)| *at <= present) {
            Some((at, came_to_be)) if at >= slot => !came_to_be && present.duration_since(at) >= AGAIN,
            _ => true,
        }
    }

    /// The latest moment that has come at which one was to be made.
    fn latest(&self, now: &Zoned) -> Option<Timestamp> {
        (0..=7).find_map(|back| {
            self.slot(now, now.date().checked_sub(Span::new().days(back)).ok()?, |at| at <= now.timestamp())
        })
    }

    /// The next moment at which one is to be made.
    pub fn next(&self, now: &Zoned) -> Option<Timestamp> {
        (0..=7).find_map(|on| {
            self.slot(now, now.date().checked_add(Span::new().days(on)).ok()?, |at| at > now.timestamp())
        })
    }

    fn slot(&self, now: &Zoned, day: Date, fits: impl Fn(Timestamp) -> bool) -> Option<Timestamp> {
        let is_day = match self.every {
            Every::Never => false,
            Every::Day => true,
            Every::Week => day.weekday() == Weekday::Sunday,
        };
        let at = day.at(self.hour, 0, 0, 0).to_zoned(now.time_zone().clone()).ok()?.timestamp();
        (is_day && fits(at)).then_some(at)
    }

    /// The last day on which a backup of this day can be kept, as long as newer ones are made; none if none are.
    pub fn last_kept(&self, made: Date) -> Option<Date> {
        let days_between = match self.every {
            Every::Never => return None,
            Every::Day => 1,
            Every::Week => 7,
        };
        let spans = [
            Span::new().days(i64::from(self.daily.min(MAX_KEPT)) * days_between),
            Span::new().weeks(self.weekly.min(MAX_KEPT)),
            Span::new().months(self.monthly.min(MAX_KEPT)),
        ];
        spans.into_iter().filter_map(|span| made.checked_add(span).ok()).max()
    }

    /// Which of these backups are of no more use: all but the newest of the newest days, weeks and months.
    pub fn superseded(&self, made: &[Timestamp], zone: &TimeZone) -> BTreeSet<Timestamp> {
        let mut newest_first: Vec<Timestamp> = made.to_vec();
        newest_first.sort_unstable_by(|one, other| other.cmp(one));
        let mut kept: BTreeSet<Timestamp> = newest_first.first().copied().into_iter().collect();
        let day = |at: &Timestamp| at.to_zoned(zone.clone()).date();
        keep(&newest_first, self.daily, &mut kept, |at| (day(at).year(), day(at).day_of_year()));
        keep(&newest_first, self.weekly, &mut kept, |at| {
            let week = day(at).iso_week_date();
            (week.year(), i16::from(week.week()))
        });
        keep(&newest_first, self.monthly, &mut kept, |at| (day(at).year(), i16::from(day(at).month())));
        made.iter().filter(|at| !kept.contains(at)).copied().collect()
    }
}

/// Keeps the newest of each of the newest `n` periods.
fn keep(
    newest_first: &[Timestamp],
    n: u32,
    kept: &mut BTreeSet<Timestamp>,
    period: impl Fn(&Timestamp) -> (i16, i16),
) {
    let mut seen = BTreeSet::new();
    for at in newest_first {
        if seen.len() == n as usize {
            return;
        }
        if seen.insert(period(at)) {
            kept.insert(*at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        format!("{text}[Europe/Vienna]").parse().unwrap()
    }

    fn daily() -> Schedule {
        Schedule {
            every: Every::Day,
            since: at("2026-01-01T12:00").timestamp().as_microsecond(),
            ..Schedule::default()
        }
    }

    #[test]
    fn a_backup_is_kept_no_longer_than_the_longest_of_what_is_kept() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let kept = |schedule: Schedule| schedule.last_kept(day("2026-03-10"));
        assert_eq!(kept(Schedule { monthly: 6, ..daily() }), Some(day("2026-09-10")));
        assert_eq!(kept(Schedule { daily: 9, weekly: 0, monthly: 0, ..daily() }), Some(day("2026-03-19")));
        let weekly = Schedule { every: Every::Week, daily: 9, weekly: 4, monthly: 0, ..daily() };
        assert_eq!(kept(weekly), Some(day("2026-05-12")), "nine days that have a backup are nine Sundays");
        assert_eq!(kept(Schedule::default()), None, "nothing is deleted where nothing is made");
    }

    #[test]
    fn one_a_day_at_its_hour_and_missed_ones_later() {
        let check = |last: Option<(&str, bool)>, now: &str, due: bool| {
            let last = last.map(|(text, came)| (at(text).timestamp(), came));
            assert_eq!(daily().is_due(last, &at(now)), due, "{last:?} {now}");
        };
        check(None, "2026-01-01T13:00", false);
        check(None, "2026-01-02T02:59", false);
        check(None, "2026-01-02T03:00", true);
        check(Some(("2026-01-02T03:00", true)), "2026-01-02T23:00", false);
        check(Some(("2026-01-02T03:00", true)), "2026-01-03T03:01", true);
        // The machine was off at night.
        check(Some(("2026-01-02T03:00", true)), "2026-01-05T09:00", true);
        // It failed: again an hour later.
        check(Some(("2026-01-02T03:00", false)), "2026-01-02T03:30", false);
        check(Some(("2026-01-02T03:00", false)), "2026-01-02T04:00", true);
    }

    #[test]
    fn clocks_that_jump_neither_stop_it_nor_repeat_it_for_ever() {
        let schedule = daily();
        let from_the_future = Some((at("2031-01-01T03:00").timestamp(), true));
        assert!(schedule.is_due(from_the_future, &at("2026-02-01T04:00")), "set back from 2031");
        let set_again = Some((at("2026-02-01T04:00").timestamp(), true));
        assert!(!schedule.is_due(set_again, &at("2026-02-01T04:01")));
        let set_in_the_future =
            Schedule { since: at("2031-01-01T03:00").timestamp().as_microsecond(), ..daily() };
        assert!(set_in_the_future.is_due(None, &at("2026-02-01T04:00")));
    }

    #[test]
    fn an_hour_that_the_clock_skips_or_repeats_is_one_backup() {
        let schedule = Schedule { hour: 2, ..daily() };
        for day in ["2026-03-29", "2026-10-25"] {
            let night = at(&format!("{day}T00:30")).timestamp();
            let mut last = Some((night - SignedDuration::from_hours(22), true));
            let mut made = 0;
            for minute in 0..600 {
                let now = (night + SignedDuration::from_mins(minute))
                    .to_zoned(at("2026-01-01T00:00").time_zone().clone());
                if schedule.is_due(last, &now) {
                    (last, made) = (Some((now.timestamp(), true)), made + 1);
                }
            }
            assert_eq!(made, 1, "{day}");
        }
    }

    #[test]
    fn every_week_is_on_sunday_and_the_next_is_told() {
        let weekly = Schedule { every: Every::Week, ..daily() };
        assert!(!weekly.is_due(Some((at("2026-01-04T03:00").timestamp(), true)), &at("2026-01-10T23:00")));
        assert!(weekly.is_due(Some((at("2026-01-04T03:00").timestamp(), true)), &at("2026-01-11T03:00")));
        assert_eq!(weekly.next(&at("2026-01-08T12:00")), Some(at("2026-01-11T03:00").timestamp()));
        assert_eq!(daily().next(&at("2026-01-08T12:00")), Some(at("2026-01-09T03:00").timestamp()));
        assert_eq!(Schedule::default().next(&at("2026-01-08T12:00")), None);
    }

    #[test]
    fn days_weeks_and_months_are_kept_and_nothing_else() {
        let schedule = Schedule { daily: 3, weekly: 2, monthly: 3, ..daily() };
        let days = (0..60).map(|n| at("2026-01-01T03:00").timestamp() + SignedDuration::from_hours(24 * n));
        let made: Vec<Timestamp> = days.collect();
        let zone = at("2026-01-01T03:00").time_zone().clone();
        let superseded = schedule.superseded(&made, &zone);
        let kept: Vec<String> = made
            .iter()
            .filter(|at| !superseded.contains(at))
            .map(|at| at.to_zoned(zone.clone()).date().to_string())
            .collect();
        // Three days, the Sunday that ends the week before, and the end of January: February ends with one of the days.
        assert_eq!(kept, ["2026-01-31", "2026-02-22", "2026-02-27", "2026-02-28", "2026-03-01"]);
    }

    #[test]
    fn a_clock_that_jumps_ahead_deletes_no_more_than_a_day_would() {
        let schedule = Schedule { daily: 3, weekly: 0, monthly: 0, ..daily() };
        let made = ["2026-01-01T03:00", "2026-01-02T03:00", "2026-01-03T03:00", "2041-01-01T03:00"];
        let made: Vec<Timestamp> = made.iter().map(|text| at(text).timestamp()).collect();
        assert_eq!(schedule.superseded(&made, &TimeZone::UTC).len(), 1);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let refused = |change: fn(&mut Schedule)| {
            let mut schedule = daily();
            change(&mut schedule);
            assert!(schedule.refuse_impossible().is_err(), "{schedule:?}");
        };
        refused(|s| s.hour = 24);
        refused(|s| (s.daily, s.weekly, s.monthly) = (0, 0, 0));
        refused(|s| s.monthly = 1_001);
        refused(|s| s.folder = "backups".into());
        refused(|s| s.recipients = vec!["age1nonsense".into()]);
    }
}
