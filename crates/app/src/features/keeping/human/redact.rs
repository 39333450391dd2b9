//! Somebody's name and addresses taken out of every text that is about others: titles, notes, acts, reports, places.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::mentions::Mentions;
use super::sql;
use crate::access::Cx;
use crate::db::{Rows, Steps};
use crate::error::Result;
use crate::features::acts::{self, Deed, Gone, Inverse};
use crate::features::identities;

/// Texts replaced in one transaction.
const TEXTS_A_STEP: usize = 2_000;

/// Texts of rows with a number: how all are read, and how some are replaced.
const TEXTS: [(&str, &str); 6] = [
    (sql::EACH_TITLE, sql::SET_TITLES),
    (sql::EACH_NOTE, sql::SET_NOTES),
    (sql::EACH_TASK, sql::SET_TASKS),
    (sql::EACH_OUTCOME, sql::SET_OUTCOMES),
    (sql::EACH_UID, sql::SET_UIDS),
    (sql::EACH_LOCATION, sql::SET_LOCATIONS),
];

/// Takes the mentions out of every text; gives the people who are called otherwise now.
pub(super) async fn everywhere(
    cx: &Cx,
    steps: &mut Steps,
    mentions: &Mentions,
    gone: &Gone,
) -> Result<Vec<i64>> {
    for (each, set) in TEXTS {
        let mut found: Vec<(i64, String)> = Vec::new();
        let mut look = cx.app.db.look().await?;
        look.each(each, &[cx.ws()], &mut |(id, text): (i64, String)| {
            found.extend(mentions.without(&text).map(|left| (id, left)));
            Ok(())
        })
        .await?;
        drop(look);
        replace(cx, steps, set, found).await?;
    }
    deeds(cx, steps, mentions).await?;
    requests(cx, steps, mentions).await?;
    inverses(cx, steps, mentions, gone).await?;
    suggestions(cx, steps, mentions).await?;
    places(cx, steps, mentions).await?;
    said(cx, steps, mentions).await?;
    industries(cx, steps, mentions).await?;
    positions(cx, steps, mentions).await?;
    names(cx, steps, mentions).await
}

async fn replace(cx: &Cx, steps: &mut Steps, set: &'static str, found: Vec<(i64, String)>) -> Result<()> {
    for chunk in found.chunks(TEXTS_A_STEP) {
        let mut rows = Rows::default();
        for (id, text) in chunk {
            rows.row().int(*id).text(text);
        }
        steps.tx().await?.execute(set, &[cx.ws(), rows.into_arg()]).await?;
        steps.done().await?;
    }
    Ok(())
}

/// What acts did: data, or the words of old ones.
async fn deeds(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<()> {
    let mut found: Vec<(i64, String)> = Vec::new();
    let mut look = cx.app.db.look().await?;
    look.each(sql::EACH_SUBJECT, &[cx.ws()], &mut |(id, text): (i64, String)| {
        found.extend(deed_without(&text, mentions).map(|left| (id, left)));
        Ok(())
    })
    .await?;
    drop(look);
    replace(cx, steps, sql::SET_SUBJECTS, found).await
}

/// What an act did without the mentions, if there were any.
fn deed_without(text: &str, mentions: &Mentions) -> Option<String> {
    let deed = serde_json::to_value(Deed::read(text)).ok()?;
    let left = json_without(deed.clone(), mentions);
    if left == deed {
        return None;
    }
    // Whoever is called like a word of the data costs the act its data, not them their peace.
    let read = || serde_json::from_value::<Deed>(left.clone()).ok()?.text().ok();
    read().or_else(|| mentions.without(&Deed::words_of(text)))
}

async fn requests(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<()> {
    let all: Vec<(i64, String)> = cx.app.db.fetch_all(sql::EACH_REQUEST, &[cx.ws()]).await?;
    let found = all.into_iter().filter_map(|(id, text)| {
        let left = json_without(serde_json::from_str(&text).ok()?, mentions).to_string();
        (left != text).then_some((id, left))
    });
    let found = found.collect();
    replace(cx, steps, sql::SET_REQUESTS, found).await
}

async fn inverses(cx: &Cx, steps: &mut Steps, mentions: &Mentions, gone: &Gone) -> Result<()> {
    let all: Vec<(i64, String)> = cx.app.db.fetch_all(sql::EACH_INVERSE, &[cx.ws()]).await?;
    let found = all.into_iter().filter_map(|(id, text)| {
        let inverse: Inverse = serde_json::from_str(&text).ok()?;
        let left = acts::without(inverse, gone);
        let left = json_without(serde_json::to_value(&left).ok()?, mentions).to_string();
        // Equal but for the order of its members is equal.
        let is_same = serde_json::from_str::<Value>(&text).ok() == serde_json::from_str(&left).ok();
        (!is_same).then_some((id, left))
    });
    let found = found.collect();
    replace(cx, steps, sql::SET_INVERSES, found).await
}

/// What delegates suggest about others.
async fn suggestions(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<()> {
    type Row = (i64, i64, String, String, String);
    let all: Vec<Row> = cx.app.db.fetch_all(sql::EACH_SUGGESTION, &[cx.ws()]).await?;
    let mut rows = Rows::default();
    for (id, _, ask, words, why) in all {
        let Ok(value) = serde_json::from_str::<Value>(&ask) else { continue };
        let (act, say, reason) =
            (json_without(value.clone(), mentions), deed_without(&words, mentions), mentions.without(&why));
        if act != value || say.is_some() || reason.is_some() {
            rows.row()
                .int(id)
                .text(&act.to_string())
                .text(&say.unwrap_or(words))
                .text(&reason.unwrap_or(why));
        }
    }
    if !rows.is_empty() {
        steps.tx().await?.execute(sql::SET_SUGGESTIONS, &[cx.ws(), rows.into_arg()]).await?;
    }
    steps.done().await
}

/// Each text in a value, without the mentions.
fn json_without(value: Value, mentions: &Mentions) -> Value {
    match value {
        Value::String(text) => mentions.without(&text).unwrap_or(text).into(),
        Value::Array(all) => all.into_iter().map(|value| json_without(value, mentions)).collect(),
        Value::Object(all) => {
            all.into_iter().map(|(key, value)| (key, json_without(value, mentions))).collect()
        }
        other => other,
    }
}

async fn places(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<()> {
    let mut found: Vec<(i64, String, String, String)> = Vec::new();
    let mut look = cx.app.db.look().await?;
    look.each(sql::EACH_PLACE, &[cx.ws()], &mut |(source, key, place, reason): (
        i64,
        String,
        String,
        String,
    )| {
        let (less, why) = (mentions.without(&place), mentions.without(&reason));
        if less.is_some() || why.is_some() {
            found.push((source, key, less.unwrap_or(place), why.unwrap_or(reason)));
        }
        Ok(())
    })
    .await?;
    drop(look);
    for chunk in found.chunks(TEXTS_A_STEP) {
        let mut rows = Rows::default();
        for (source, key, place, reason) in chunk {
            rows.row().int(*source).text(key).text(place).text(reason);
        }
        steps.tx().await?.execute(sql::SET_PLACES, &[cx.ws(), rows.into_arg()]).await?;
        steps.done().await?;
    }
    Ok(())
}

/// What the owner said of others: `partner of …`.
async fn said(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<()> {
    let all: Vec<(i64, String, String)> = cx.app.db.fetch_all(sql::EACH_SAID, &[cx.ws()]).await?;
    let mut rows = Rows::default();
    for (person, kind, value) in all {
        // A name that is given by hand is that of a namesake.
        if let Some(left) = mentions.without(&value).filter(|_| kind != "name") {
            rows.row().int(person).text(&kind).text(&left);
        }
    }
    if !rows.is_empty() {
        steps.tx().await?.execute(sql::SET_SAID, &[cx.ws(), rows.into_arg()]).await?;
    }
    steps.done().await
}

/// Organizations that are called like them, of which the owner said the industry: without the name it is of nobody.
async fn industries(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<()> {
    for (each, delete) in
        [(sql::EACH_INDUSTRY, sql::DELETE_INDUSTRIES), (sql::EACH_INDUSTRY_TOUCHED, sql::DELETE_TOUCHES)]
    {
        let all: Vec<(String,)> = cx.app.db.fetch_all(each, &[cx.ws()]).await?;
        let names = all.iter().map(|row| row.0.as_str()).filter(|name| mentions.without(name).is_some());
        let named = Rows::of_texts(names);
        if !named.is_empty() {
            steps.tx().await?.execute(delete, &[cx.ws(), named.into_arg()]).await?;
        }
    }
    steps.done().await
}

/// Names of others that contain theirs (`… via Docs`). Who is called the same is somebody else, and keeps the name.
async fn names(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<Vec<i64>> {
    let mut found: Vec<(i64, String)> = Vec::new();
    let mut people: HashSet<i64> = HashSet::new();
    let mut look = cx.app.db.look().await?;
    look.each(sql::EACH_NAME, &[cx.ws()], &mut |(identity, name, person): (i64, String, i64)| {
        let is_part = |left: &String| left.chars().any(char::is_alphanumeric);
        if mentions.without(&name).filter(is_part).is_some() {
            found.push((identity, name));
            people.insert(person);
        }
        Ok(())
    })
    .await?;
    drop(look);
    let mut rows = Rows::default();
    for (identity, name) in &found {
        rows.row().int(*identity).text(name);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let tx = steps.tx().await?;
    tx.execute(sql::DELETE_THESE_NAMES, &[cx.ws(), rows.into_arg()]).await?;
    let people: Vec<i64> = people.into_iter().collect();
    identities::refresh_some(tx, cx.workspace, &people).await?;
    let mut slugs = Rows::default();
    for person in &people {
        slugs.row().int(*person).text(&format!("somebody-{person}"));
    }
    tx.execute(sql::SET_SLUGS, &[cx.ws(), slugs.into_arg()]).await?;
    steps.done().await?;
    Ok(people)
}

/// Positions of others that name them (`assistant to …`).
async fn positions(cx: &Cx, steps: &mut Steps, mentions: &Mentions) -> Result<()> {
    let all: Vec<(i64, String, String, i64, i64)> =
        cx.app.db.fetch_all(sql::EACH_POSITION, &[cx.ws()]).await?;
    let mut rows = Rows::default();
    let mut by_import: BTreeMap<i64, HashMap<i64, identities::Uses>> = BTreeMap::new();
    for (identity, organization, title, seen, import) in all {
        let (less, why) = (mentions.without(&organization), mentions.without(&title));
        if less.is_some() || why.is_some() {
            rows.row().int(identity).text(&organization).text(&title);
            let left = (less.unwrap_or(organization), why.unwrap_or(title));
            let by_identity = by_import.entry(import).or_default();
            by_identity.entry(identity).or_default().positions.insert(left, seen);
        }
    }
    if !rows.is_empty() {
        let tx = steps.tx().await?;
        tx.execute(sql::DELETE_THESE_POSITIONS, &[cx.ws(), rows.into_arg()]).await?;
        for (import, uses) in by_import {
            identities::add_uses(tx, cx.workspace, import, &uses).await?;
        }
    }
    steps.done().await
}
