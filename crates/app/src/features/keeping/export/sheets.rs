//! Tables for a spreadsheet: codes as words, instants in ISO 8601 and UTC, numbers of ties as of the moment of the export.

use jiff::Timestamp;
use network::interaction::{Attendance, Class};
use network::{TieDays, TieNumbers};

use super::{Folder, sql};
use crate::access::{Cx, Field};
use crate::db::Look;
use crate::error::{Error, Result};
use crate::features::accuracy::{self, Constants};
use crate::features::acts::Deed;
use crate::features::people::Colleagues;
use crate::features::people::moment_of;
use crate::features::{details, identities, interactions};
use crate::words::refusals;

/// A person with where they work, what the owner says, and their tie with the owner, as `sql::EXPORT_PERSONS` gives it.
pub(super) type Person = (
    i64,
    String,
    String,
    String,
    i64,
    Option<i64>,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
);

/// Two people, what each is called, their days, and the owner's word on it.
pub(super) type Between = (i64, String, i64, String, String, String);

/// Writes a file for each sort of thing.
pub(super) async fn write(cx: &Cx, look: &mut Look, owner: i64, folder: &mut Folder) -> Result<()> {
    people(cx, look, owner, folder).await?;
    identities(cx, look, folder).await?;
    contacts(cx, look, folder).await?;
    participants(cx, look, folder).await?;
    ties(cx, look, owner, folder).await?;
    notes(cx, look, folder).await?;
    acts(cx, look, folder).await
}

async fn people(cx: &Cx, look: &mut Look, owner: i64, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("csv/people.csv")?;
    out.csv(&[
        "id",
        "uid",
        "slug",
        "name",
        "nature",
        "left_alone_until",
        "organization",
        "title",
        "city",
        "country",
        "key",
        "closeness_said",
        "warmth",
        "closeness",
        "last_contact",
    ])?;
    let colleagues = Colleagues::read(cx).await?;
    let constants = accuracy::constants(cx, cx.now).await?;
    look.each(sql::EXPORT_PERSONS, &[cx.ws(), owner.into()], &mut |row: Person| {
        let numbers = numbers_with_owner(cx, &constants, owner, &row)?;
        let (id, uid, slug, name, nature, snoozed, organization, title, city, country, key, word, _) = row;
        let until = snoozed.map_or_else(String::new, |day| day_text(i32::try_from(day).unwrap_or_default()));
        let [warmth, closeness, last] = figures(numbers.as_ref(), colleagues.spares(id));
        out.count();
        out.csv(&[
            &id.to_string(),
            &uid,
            &slug,
            &name,
            identities::nature_of_code(nature).word(),
            &until,
            &organization,
            &title,
            &city,
            &country,
            &key,
            &word,
            &warmth,
            &closeness,
            &last,
        ])
    })
    .await?;
    folder.done(out)
}

async fn identities(cx: &Cx, look: &mut Look, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("csv/identities.csv")?;
    out.csv(&["id", "person_id", "kind", "address", "first_seen", "last_seen", "mail_came_back"])?;
    type Row = (i64, i64, String, String, Option<i64>, Option<i64>, Option<i64>);
    look.each(
        sql::EXPORT_ADDRESSES,
        &[cx.ws()],
        &mut |(id, person, kind, value, first, last, bounced): Row| {
            let [first, last, bounced] =
                [first, last, bounced].map(|at| at.map_or_else(String::new, instant));
            out.count();
            out.csv(&[&id.to_string(), &person.to_string(), &kind, &value, &first, &last, &bounced])
        },
    )
    .await?;
    folder.done(out)
}

async fn contacts(cx: &Cx, look: &mut Look, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("csv/interactions.csv")?;
    out.csv(&["id", "kind", "class", "at", "ends_at", "title", "size", "called_off"])?;
    type Row = (i64, i64, i64, i64, Option<i64>, String, i64, i64);
    look.each(sql::EXPORT_CONTACTS, &[cx.ws()], &mut |(id, kind, class, at, ends, title, size, off): Row| {
        out.count();
        out.csv(&[
            &id.to_string(),
            interactions::word_of_kind(kind),
            word_of_class(class),
            &instant(at),
            &ends.map_or_else(String::new, instant),
            &title,
            &size.to_string(),
            yes_or_no(off),
        ])
    })
    .await?;
    folder.done(out)
}

async fn participants(cx: &Cx, look: &mut Look, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("csv/participants.csv")?;
    out.csv(&["interaction_id", "identity_id", "person_id", "part", "answer"])?;
    type Row = (i64, i64, i64, i64, i64);
    look.each(sql::EXPORT_PARTS, &[cx.ws()], &mut |(interaction, identity, person, role, answer): Row| {
        let ids = [interaction, identity, person].map(|id| id.to_string());
        out.count();
        out.csv(&[&ids[0], &ids[1], &ids[2], interactions::word_of_role(role), word_of_answer(answer)])
    })
    .await?;
    folder.done(out)
}

async fn ties(cx: &Cx, look: &mut Look, owner: i64, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("csv/ties.csv")?;
    out.csv(&[
        "person_a",
        "name_a",
        "person_b",
        "name_b",
        "touches",
        "days",
        "first_contact",
        "last_contact",
        "warmth",
        "closeness",
    ])?;
    let colleagues = Colleagues::read(cx).await?;
    let constants = accuracy::constants(cx, cx.now).await?;
    look.each(sql::EXPORT_BETWEEN, &[cx.ws(), owner.into()], &mut |row: Between| {
        let Some(numbers) = numbers_between(cx, &constants, &row)? else { return Ok(()) };
        let (a, name_a, b, name_b, ..) = row;
        let is_spared = colleagues.spares(a) || colleagues.spares(b);
        let [warmth, closeness, last] = figures(Some(&numbers), is_spared);
        let [touches, days, first] = contact(&numbers, is_spared);
        out.count();
        out.csv(&[
            &a.to_string(),
            &name_a,
            &b.to_string(),
            &name_b,
            &touches,
            &days,
            &first,
            &last,
            &warmth,
            &closeness,
        ])
    })
    .await?;
    folder.done(out)
}

async fn notes(cx: &Cx, look: &mut Look, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("csv/notes.csv")?;
    out.csv(&["id", "person_id", "name", "at", "text", "private"])?;
    type Row = (i64, i64, String, i64, String, i64);
    let args = [cx.ws(), cx.opens(Field::PrivateNotes)];
    look.each(sql::EXPORT_NOTES, &args, &mut |(id, person, name, at, text, private): Row| {
        out.count();
        out.csv(&[&id.to_string(), &person.to_string(), &name, &instant(at), &text, yes_or_no(private)])
    })
    .await?;
    folder.done(out)
}

async fn acts(cx: &Cx, look: &mut Look, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("csv/acts.csv")?;
    out.csv(&["id", "at", "member", "for", "kind", "what", "taken_back_by"])?;
    type Row = (i64, i64, String, String, String, String, Option<i64>);
    look.each(sql::EXPORT_ACTS, &[cx.ws()], &mut |(id, at, who, whom, kind, subject, undone): Row| {
        let undone = undone.map_or_else(String::new, |act| act.to_string());
        out.count();
        out.csv(&[&id.to_string(), &instant(at), &who, &whom, &kind, &Deed::words_of(&subject), &undone])
    })
    .await?;
    folder.done(out)
}

/// The numbers of a person's tie with the owner, at the moment of the export.
pub(super) fn numbers_with_owner(
    cx: &Cx,
    constants: &Constants,
    owner: i64,
    person: &Person,
) -> Result<Option<TieNumbers>> {
    let Some(days) = &person.12 else { return Ok(None) };
    let days = TieDays::decode(days).map_err(|_| unreadable())?;
    let days = if owner < person.0 { days } else { days.reversed() };
    Ok(constants.measure(details::word_of(&person.11)).numbers(&days, moment_of(cx.now)))
}

/// The numbers of a tie at the moment of the export.
pub(super) fn numbers_between(
    cx: &Cx,
    constants: &Constants,
    (.., days, word): &Between,
) -> Result<Option<TieNumbers>> {
    constants
        .measure(details::word_of(word))
        .numbers_of_text(days, moment_of(cx.now))
        .map_err(|_| unreadable())
}

fn unreadable() -> Error {
    Error::refused(refusals::numbers::TIE_UNREADABLE)
}

/// Touches, days of contact and the first of them between two others; empty if colleague mode spares one of them.
pub(super) fn contact(numbers: &TieNumbers, is_spared: bool) -> [String; 3] {
    if is_spared {
        return Default::default();
    }
    [numbers.touches().to_string(), numbers.active_days.to_string(), day_text(numbers.first_day)]
}

/// Warmth, closeness and the last day of contact; empty without any. Neither number of whom colleague mode spares.
pub(super) fn figures(numbers: Option<&TieNumbers>, is_spared: bool) -> [String; 3] {
    let told = |number: f64| if is_spared { String::new() } else { format!("{number:.1}") };
    numbers.map_or_else(Default::default, |n| [told(n.warmth), told(n.closeness), day_text(n.last.day)])
}

/// A UTC day by its number.
pub(super) fn day_text(day: i32) -> String {
    advice::day_of(day).to_string()
}

fn instant(us: i64) -> String {
    Timestamp::from_microsecond(us).unwrap_or_default().to_string()
}

fn yes_or_no(n: i64) -> &'static str {
    if n != 0 { "yes" } else { "no" }
}

fn word_of_class(code: i64) -> &'static str {
    match Class::from_code(code) {
        Some(Class::Personal) => "personal",
        Some(Class::Discussion) => "discussion",
        Some(Class::Robot) => "robot",
        Some(Class::Bulk) | None => "bulk",
    }
}

fn word_of_answer(code: i64) -> &'static str {
    match Attendance::from_code(code) {
        Some(Attendance::Accepted) => "accepted",
        Some(Attendance::Tentative) => "tentative",
        Some(Attendance::Declined) => "declined",
        Some(Attendance::Unanswered) | None => "",
    }
}
