//! "Are these right?": each quarter the owner is asked about twenty people, one number each, and the answers are kept.
//!
//! The measure of [`super::how_good`] is what came; this one is what the owner knows. Ten are asked about for their warmth and
//! ten for their closeness, two from each fifth of the scale as far as there are so many, so that the ends of the scale are
//! asked about as well. Whom, hangs on the workspace and the quarter alone, and is drawn once: it stays the same all quarter.
//! Nobody whom colleague mode spares and nobody private is among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use model::PersonId;
use serde::{Deserialize, Serialize};

use super::sql;
use crate::access::{Cx, Right};
use crate::db::{Arg, Rows, Tx};
use crate::error::{Error, Result};
use crate::features::acts::{self, Done, Inverse, People};
use crate::features::settings::{self, Key};
use crate::features::snapshot::{self, PersonLine, Snapshot, band};
use crate::words::refusals;

/// People asked about for each number in each fifth of its scale.
const OF_A_BAND: usize = 2;
/// People asked about for each number.
const OF_A_NUMBER: usize = 10;

/// A number that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// The chance of contact within twice the usual gap.
    Warmth,
    /// How much two people were to each other over the years.
    Closeness,
}

impl Number {
    /// The word that is stored.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Number::Warmth => "warmth",
            Number::Closeness => "closeness",
        }
    }

    /// The number as lists show it.
    fn of(self, line: &PersonLine) -> Option<i64> {
        let number = match self {
            Number::Warmth => line.warmth(),
            Number::Closeness => line.closeness(),
        };
        number.map(|number| number.round() as i64)
    }
}

/// What the owner says of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as I see it.
    Right,
    /// It is too high.
    TooHigh,
    /// It is too low.
    TooLow,
    /// I cannot say.
    Unknown,
}

impl Verdict {
    /// All of them, in the order they are offered.
    pub const ALL: [Verdict; 4] = [Verdict::Right, Verdict::TooHigh, Verdict::TooLow, Verdict::Unknown];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Right => "right",
            Verdict::TooHigh => "too_high",
            Verdict::TooLow => "too_low",
            Verdict::Unknown => "unknown",
        }
    }

    /// The verdict of a word.
    pub fn from_word(word: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub quarter: i8,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Date) -> Quarter {
        Quarter { year: day.year(), quarter: (day.month() - 1) / 3 + 1 }
    }

    /// The quarter of a word that is stored.
    pub(crate) fn from_word(word: &str) -> Option<Quarter> {
        let (year, quarter) = word.split_once("-Q")?;
        let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        Some(Quarter { year: year.parse().ok()?, quarter })
    }

    /// The word that is stored.
    fn word(self) -> String {
        format!("{}-Q{}", self.year, self.quarter)
    }

    fn from_number(number: i64) -> Quarter {
        Quarter { year: number.div_euclid(4) as i16, quarter: number.rem_euclid(4) as i8 + 1 }
    }

    fn number(self) -> i64 {
        i64::from(self.year) * 4 + i64::from(self.quarter) - 1
    }
}

/// Somebody who is asked about.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its place in the sample.
    pub place: i64,
    /// Of whom.
    pub line: Arc<PersonLine>,
    /// Which number.
    pub number: Number,
    /// What it is.
    pub value: i64,
}

/// The sample of a quarter.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Which.
    pub quarter: Quarter,
    /// It was drawn.
    pub is_drawn: bool,
    /// There is somebody to ask about.
    pub may_be_drawn: bool,
    /// The next to be answered; none when all are, or none was drawn.
    pub next: Option<Question>,
    /// What was answered.
    pub answers: Answers,
}

/// What was answered in a quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How many people were asked about; those who went since are not counted.
    pub asked: usize,
    /// The number, the fifth of the scale it was in, and what the owner said of it, with how often.
    pub said: BTreeMap<(Number, u8, Verdict), usize>,
}

impl Answers {
    /// How many were answered.
    pub fn answered(&self) -> usize {
        self.said.values().sum()
    }

    /// How many were answered so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.said.iter().filter(|((.., said), _)| *said == verdict).map(|(_, count)| count).sum()
    }

    fn add(&mut self, number: Number, said: Option<i64>, answer: Option<&str>) {
        self.asked += 1;
        if let (Some(said), Some(verdict)) = (said, answer.and_then(Verdict::from_word)) {
            *self.said.entry((number, band(said as f64), verdict)).or_default() += 1;
        }
    }
}

/// The sample of the present quarter.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn this_quarter(cx: &Cx) -> Result<Sample> {
    cx.require(Right::Own)?;
    let snapshot = snapshot::current(cx).await?;
    let quarter = Quarter::of(snapshot.day);
    let rows = stored(cx, quarter).await?;
    let mut answers = Answers::default();
    let mut next = None;
    for (place, person, number, answer, said) in &rows {
        let number = number_of(number);
        let question = question(&snapshot, *place, *person, number);
        match answer {
            None => {
                answers.asked += usize::from(question.is_some());
                next = next.or(question);
            }
            Some(answer) => answers.add(number, *said, Some(answer)),
        }
    }
    let may_be_drawn = snapshot.listed().any(|line| may_be_asked(line));
    Ok(Sample { quarter, is_drawn: !rows.is_empty(), may_be_drawn, next, answers })
}

/// How many people the owner can still be asked about in the present quarter; none of a network with fewer than a sample,
/// which they know by heart.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn left_to_ask(cx: &Cx) -> Result<usize> {
    cx.require(Right::Own)?;
    let snapshot = snapshot::current(cx).await?;
    let rows = stored(cx, Quarter::of(snapshot.day)).await?;
    if rows.is_empty() {
        let all = 2 * OF_A_NUMBER;
        let people = snapshot.listed().filter(|line| may_be_asked(line)).take(all).count();
        return Ok(if people < all { 0 } else { all });
    }
    let is_open = |(place, person, number, answer, _): &&Row| {
        answer.is_none() && question(&snapshot, *place, *person, number_of(number)).is_some()
    };
    Ok(rows.iter().filter(is_open).count())
}

/// Keeps Today from asking again in the present quarter; the page of the sample stays. An act that can be taken back.
///
/// # Errors
/// The member is not the principal, or the database cannot be written.
pub async fn not_this_quarter(cx: &Cx) -> Result<Done> {
    let quarter = Quarter::of(cx.now.to_zoned(cx.app.zone.clone()).date());
    settings::set(cx, Key::NotAsked, Some(&quarter.word())).await
}

/// Draws the sample of the present quarter, unless it is drawn already. Changes nothing else, so it is no act.
///
/// # Errors
/// The member is not the principal, or the database cannot be written.
pub async fn draw(cx: &Cx) -> Result<()> {
    cx.require(Right::Own)?;
    let snapshot = snapshot::current(cx).await?;
    let quarter = Quarter::of(snapshot.day);
    let mut rows = Rows::default();
    for (place, (person, number)) in (0i64..).zip(drawn(&snapshot, cx.workspace.0, quarter)) {
        rows.row().int(place).int(person).text(number.word());
    }
    let mut tx = cx.app.db.begin().await?;
    tx.execute(sql::INSERT_SAMPLE, &[cx.ws(), quarter.number().into(), rows.into_arg()]).await?;
    tx.commit().await
}

/// Answers a question of the present quarter. An act that can be taken back.
///
/// # Errors
/// The member is not the principal, nothing is asked at this place, or the database cannot be written.
pub async fn answer(cx: &Cx, place: i64, verdict: Verdict) -> Result<Done> {
    cx.require(Right::Own)?;
    let snapshot = snapshot::current(cx).await?;
    let quarter = Quarter::of(snapshot.day);
    let rows = stored(cx, quarter).await?;
    let row = rows.iter().find(|row| row.0 == place && row.3.is_none());
    let asked = row.and_then(|row| question(&snapshot, place, row.1, number_of(&row.2)));
    let asked = asked.ok_or_else(|| Error::refused(refusals::numbers::ANSWERED_ALREADY))?;
    let deed = People::Answered { name: asked.line.name.clone(), number: asked.number, verdict };
    let mut tx = cx.app.db.begin().await?;
    set(&mut tx, cx, (quarter.number(), place), Some((verdict, asked.value))).await?;
    let inverse = Inverse::Unanswer { quarter: quarter.number(), place };
    let done = acts::record(&mut tx, cx, deed, &inverse).await?;
    acts::concern(&mut tx, cx, done.act, asked.line.id).await?;
    tx.commit().await?;
    Ok(done)
}

/// Takes an answer back.
pub(crate) async fn unanswer(tx: &mut Tx, cx: &Cx, quarter: i64, place: i64) -> Result<()> {
    set(tx, cx, (quarter, place), None).await
}

/// What was answered in earlier quarters, the last one first.
///
/// # Errors
/// The member is not the principal, or the database cannot be read.
pub async fn earlier_samples(cx: &Cx) -> Result<Vec<(Quarter, Answers)>> {
    cx.require(Right::Own)?;
    let now = Quarter::of(cx.now.to_zoned(cx.app.zone.clone()).date());
    type Row = (i64, String, Option<i64>, Option<String>);
    let rows: Vec<Row> = cx.app.db.fetch_all(sql::LIST_ANSWERS, &[cx.ws(), now.number().into()]).await?;
    let mut all: BTreeMap<i64, Answers> = BTreeMap::new();
    for (quarter, number, said, answer) in rows {
        all.entry(quarter).or_default().add(number_of(&number), said, answer.as_deref());
    }
    Ok(all.into_iter().rev().map(|(quarter, answers)| (Quarter::from_number(quarter), answers)).collect())
}

/// The place, the person, the number, the answer, what the number was.
type Row = (i64, i64, String, Option<String>, Option<i64>);

async fn stored(cx: &Cx, quarter: Quarter) -> Result<Vec<Row>> {
    cx.app.db.fetch_all(sql::SAMPLE, &[cx.ws(), quarter.number().into()]).await
}

async fn set(
    tx: &mut Tx,
    cx: &Cx,
    (quarter, place): (i64, i64),
    answer: Option<(Verdict, i64)>,
) -> Result<()> {
    let args: [Arg; 6] = [
        cx.ws(),
        quarter.into(),
        place.into(),
        answer.map(|(verdict, _)| verdict.word().to_owned()).into(),
        answer.map(|(_, said)| said).into(),
        answer.map(|_| cx.now_us()).into(),
    ];
    tx.execute(sql::SET_ANSWER, &args).await?;
    Ok(())
}

fn number_of(word: &str) -> Number {
    if word == Number::Closeness.word() { Number::Closeness } else { Number::Warmth }
}

/// A question, as long as the person is there and may be asked about.
fn question(snapshot: &Snapshot, place: i64, person: i64, number: Number) -> Option<Question> {
    let line = snapshot.person(PersonId(person)).filter(|line| may_be_asked(line))?;
    Some(Question { place, number, value: number.of(line)?, line: line.clone() })
}

fn may_be_asked(line: &PersonLine) -> bool {
    line.is_listed() && !line.is_spared && !line.is_private && line.warmth().is_some()
}

/// Whom to ask about, in the order they are asked.
fn drawn(snapshot: &Snapshot, workspace: i64, quarter: Quarter) -> Vec<(i64, Number)> {
    let seed = (workspace as u64) << 32 | quarter.number() as u64;
    let mut people: Vec<&Arc<PersonLine>> = snapshot.listed().filter(|line| may_be_asked(line)).collect();
    people.sort_by_key(|line| scattered(seed, line.id));
    let mut chosen: Vec<(i64, Number)> = Vec::new();
    for number in [Number::Warmth, Number::Closeness] {
        let mut of_band = [0; 5];
        let mut is_first = |line: &&Arc<PersonLine>| {
            let Some(value) = number.of(line) else { return false };
            let count = &mut of_band[usize::from(band(value as f64))];
            *count += 1;
            *count <= OF_A_BAND
        };
        let (first, rest): (Vec<_>, Vec<_>) = people.into_iter().partition(|line| is_first(line));
        let picked = OF_A_NUMBER.min(first.len() + rest.len());
        // Nobody is asked about twice.
        let mut all = first.into_iter().chain(rest);
        chosen.extend(all.by_ref().take(picked).map(|line| (line.id, number)));
        people = all.collect();
    }
    chosen.sort_by_key(|(person, _)| scattered(!seed, *person));
    chosen
}

/// A number that says nothing of the person (SplitMix64).
fn scattered(seed: u64, person: i64) -> u64 {
    let mut mixed = seed.wrapping_add((person as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
