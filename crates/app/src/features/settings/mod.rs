//! What a member set for themselves: time zone, how dates and times are written, how many people a day, whether single keys act.
//!
//! What is not set has a default, or what the program was started with ([`Preferences`]). Each change is an act.

mod sql;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use model::{ClockFormat, DateFormat, PersonId};
use serde::{Deserialize, Serialize};

use crate::access::{Cx, Member, Right, Seen};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accuracy::{FIXED, Quarter};
use crate::features::acts::{self, Done, Inverse, Place};
use crate::features::keeping::backup::schedule::Schedule;
use crate::features::people;
use crate::words::refusals;

/// The longest list a day.
const MAX_A_DAY: usize = 20;

/// What may be uploaded at once unless set otherwise: a large mailbox.
const UPLOAD_LIMIT_MB: u64 = 20_000;
/// The most that can be allowed.
const MAX_UPLOAD_LIMIT_MB: u64 = 1_000_000;

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// An IANA time zone.
    TimeZone,
    /// `day_month` (17 November), `month_day` (November 17), `iso` (2026-11-17).
    DateFormat,
    /// `24` (16:05) or `12` (4:05 pm).
    ClockFormat,
    /// How many people Today names, 1 to 20.
    TodayLimit,
    /// `on` or `off`: single keys act.
    Keys,
    /// A BCP 47 tag of a language the pages exist in.
    Language,
    /// How many megabytes may be uploaded at once.
    UploadLimit,
    /// What is backed up by itself; see `keeping::backup::schedule`, which alone sets it.
    Backups,
    /// `on` or `off`: colleague mode, for the whole workspace; read by `people::Colleagues`.
    Colleagues,
    /// `fixed`: warmth is computed by the constants that a new installation begins with, whatever was fitted since; set by
    /// `accuracy`.
    Constants,
    /// The quarter, as `2026-Q4`, in which Today does not ask any more whether the numbers are right; set by `accuracy`.
    NotAsked,
}

impl Key {
    /// All that a member sets one by one.
    pub const ALL: [Key; 7] = [
        Key::TimeZone,
        Key::DateFormat,
        Key::ClockFormat,
        Key::TodayLimit,
        Key::Keys,
        Key::Language,
        Key::UploadLimit,
    ];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Key::TimeZone => "time_zone",
            Key::DateFormat => "date_format",
            Key::ClockFormat => "clock_format",
            Key::TodayLimit => "today_limit",
            Key::Keys => "keys",
            Key::Language => "language",
            Key::UploadLimit => "upload_limit",
            Key::Backups => "backups",
            Key::Colleagues => "colleague_mode",
            Key::Constants => "constants",
            Key::NotAsked => "not_asked",
        }
    }

    /// Whether it holds for the whole workspace: then it is kept with the owner, whoever sets it.
    pub(crate) fn is_of_workspace(self) -> bool {
        matches!(self, Key::Backups | Key::Colleagues | Key::Constants | Key::NotAsked)
    }

    /// What one must be allowed to do to set it, and to take that back.
    pub(crate) fn right(self) -> Right {
        match self {
            Key::Backups | Key::Colleagues => Right::Administer,
            Key::Constants | Key::NotAsked => Right::Own,
            _ => Right::Belong,
        }
    }
}

/// All settings of a member, with the defaults where nothing is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// The time zone; the program's where none is set.
    pub zone: TimeZone,
    /// How dates are written.
    pub date_format: DateFormat,
    /// How times of day are written.
    pub clock_format: ClockFormat,
    /// How many people Today names; `None`: what the program was started with.
    pub today_limit: Option<usize>,
    /// Single keys act.
    pub keys: bool,
    /// How many megabytes may be uploaded at once.
    pub upload_limit_mb: u64,
    /// The last quarter of which Today was told not to ask whether the numbers are right.
    pub not_asked: Option<Quarter>,
}

impl Preferences {
    /// Of someone who set nothing.
    pub fn unset(zone: TimeZone) -> Preferences {
        Preferences {
            zone,
            date_format: DateFormat::default(),
            clock_format: ClockFormat::default(),
            today_limit: None,
            keys: true,
            upload_limit_mb: UPLOAD_LIMIT_MB,
            not_asked: None,
        }
    }
}

/// What the member set.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn preferences(cx: &Cx) -> Result<Preferences> {
    cx.require(Right::Belong)?;
    if let Some(seen) = &cx.seen {
        return Ok(seen.preferences.clone());
    }
    let rows: Vec<(String, String)> =
        cx.app.db.fetch_all(sql::OF_MEMBER, &[cx.ws(), cx.member.0.into()]).await?;
    Ok(preferences_of(cx, rows))
}

/// Begins a visit that only looks: preferences and the workspace's revision are asked here, in one query, and not again. A
/// visit that changes something must not begin so, since it would not see its own change.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn only_looking(cx: &mut Cx) -> Result<()> {
    cx.require(Right::Belong)?;
    type Row = (i64, Option<i64>, i64, Option<String>, Option<String>);
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::SEEN, &[cx.ws(), cx.member.0.into()]).await?;
    let (revision, owner, waiting) = rows.first().map_or((0, None, 0), |r| (r.0, r.1.map(PersonId), r.2));
    let set = rows.into_iter().filter_map(|(.., key, value)| Some((key?, value?)));
    let seen = Seen { revision, owner, waiting, preferences: preferences_of(cx, set) };
    cx.seen = Some(Arc::new(seen));
    Ok(())
}

fn preferences_of(cx: &Cx, set: impl IntoIterator<Item = (String, String)>) -> Preferences {
    let set: BTreeMap<String, String> = set.into_iter().collect();
    let of = |key: Key| set.get(key.word()).map(String::as_str);
    Preferences {
        zone: of(Key::TimeZone)
            .and_then(|name| TimeZone::get(name).ok())
            .unwrap_or_else(|| cx.app.zone.clone()),
        date_format: match of(Key::DateFormat) {
            Some("month_day") => DateFormat::MonthDay,
            Some("iso") => DateFormat::Iso,
            _ => DateFormat::DayMonth,
        },
        clock_format: match of(Key::ClockFormat) {
            Some("12") => ClockFormat::Hours12,
            _ => ClockFormat::Hours24,
        },
        today_limit: of(Key::TodayLimit).and_then(|n| n.parse().ok()),
        keys: of(Key::Keys) != Some("off"),
        upload_limit_mb: of(Key::UploadLimit).and_then(|n| n.parse().ok()).unwrap_or(UPLOAD_LIMIT_MB),
        not_asked: of(Key::NotAsked).and_then(Quarter::from_word),
    }
}

/// What the owner of the workspace set, where it holds for the whole server.
pub(crate) async fn of_owner(cx: &Cx, key: Key) -> Result<Option<String>> {
    let rows: Vec<(String, String)> =
        cx.app.db.fetch_all(sql::OF_MEMBER, &[cx.ws(), Member::OWNER.0.into()]).await?;
    Ok(rows.into_iter().find(|(set, _)| set == key.word()).map(|(_, value)| value))
}

/// The schedule of backups that is set so.
pub(crate) fn schedule_of(value: &str) -> Option<Schedule> {
    serde_json::from_str(value).ok()
}

/// Sets something, or takes it back to its default.
///
/// # Errors
/// The member may not, or the value is none that can be set.
pub async fn set(cx: &Cx, key: Key, value: Option<&str>) -> Result<Done> {
    cx.require(key.right())?;
    let value = value.map(str::trim).filter(|v| !v.is_empty());
    if let Some(value) = value.filter(|value| !is_possible(key, value)) {
        return Err(Error::refused(refusals::settings::impossible(value, key.word())));
    }
    let mut tx = cx.app.db.begin().await?;
    let before = replace(&mut tx, cx, key, value).await?;
    let deed = Place::Set { key, value: value.map(str::to_owned) };
    let done = acts::record(&mut tx, cx, deed, &Inverse::Set { key, before }).await?;
    tx.commit().await?;
    Ok(done)
}

/// If colleague mode holds: nothing is told of how lively or late ties with people at the owner's own domains are.
///
/// # Errors
/// The member may not read here, or the database cannot be read.
pub async fn is_colleague_mode_on(cx: &Cx) -> Result<bool> {
    cx.require(Right::Belong)?;
    people::is_mode_on(cx).await
}

/// Replaces a setting within a running change, and gives what it was.
pub(crate) async fn replace(tx: &mut Tx, cx: &Cx, key: Key, value: Option<&str>) -> Result<Option<String>> {
    let member = if key.is_of_workspace() { Member::OWNER.0 } else { cx.member.0 };
    let rows: Vec<(String, String)> = tx.fetch_all(sql::OF_MEMBER, &[cx.ws(), member.into()]).await?;
    match value {
        Some(value) => {
            tx.execute(sql::SET, &[cx.ws(), member.into(), key.word().into(), value.into()]).await?
        }
        None => tx.execute(sql::UNSET, &[cx.ws(), member.into(), key.word().into()]).await?,
    };
    if key == Key::Colleagues {
        let colleagues: Vec<i64> = people::at_own_domains(cx).await?.into_iter().collect();
        acts::bump(tx, cx.workspace, &colleagues).await?;
    }
    if key == Key::Constants {
        acts::bump(tx, cx.workspace, &[0]).await?;
    }
    Ok(rows.into_iter().find(|(k, _)| k == key.word()).map(|(_, value)| value))
}

fn is_possible(key: Key, value: &str) -> bool {
    match key {
        Key::TimeZone => TimeZone::get(value).is_ok(),
        Key::DateFormat => matches!(value, "day_month" | "month_day" | "iso"),
        Key::ClockFormat => matches!(value, "24" | "12"),
        Key::TodayLimit => value.parse::<usize>().is_ok_and(|n| (1..=MAX_A_DAY).contains(&n)),
        Key::Keys | Key::Colleagues => matches!(value, "on" | "off"),
        Key::Language => value == "en",
        Key::Constants => value == FIXED,
        Key::NotAsked => Quarter::from_word(value).is_some(),
        Key::UploadLimit => value.parse::<u64>().is_ok_and(|n| (1..=MAX_UPLOAD_LIMIT_MB).contains(&n)),
        Key::Backups => schedule_of(value).is_some_and(|schedule| schedule.refuse_impossible().is_ok()),
    }
}
