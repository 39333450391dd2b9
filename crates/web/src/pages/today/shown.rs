//! What the page shows, as plain values: filled by `fill`, drawn by `view`.

use jiff::civil::Date;

use crate::parts::Strip;

/// The whole page.
#[derive(Clone, Debug)]
pub struct Brief {
    /// Date, week and place.
    pub kicker: String,
    /// What is true today.
    pub headline: String,
    /// Why.
    pub standfirst: String,
    /// How many of how many places are taken.
    pub places: String,
    /// How many more are asked for than the day has places.
    pub more: usize,
    /// Whoever looks.
    pub reader: Reader,
    /// Whom to reach out to, the most pressing first.
    pub stories: Vec<Story>,
    /// What to say when there is nobody: what comes next, or that the day is done, and what to do then.
    pub next: String,
    /// See `next`.
    pub until_then: &'static str,
    /// Who was on the list and is done, with how.
    pub done: Vec<Fact>,
    /// The owner has not chosen key people yet.
    pub asks_for_key_people: bool,
    /// How many people there are to ask about whether a number is right; none on most days.
    pub asks_about: usize,
    /// Who is left out.
    pub let_go: LetGo,
    /// The birthdays of the week.
    pub dates: Vec<Fact>,
    /// How many are drifting, and the closest of them.
    pub drifting_count: String,
    /// See `drifting_count`.
    pub drifting: Vec<Drifting>,
    /// How fresh all of this is, if anything was imported.
    pub updated: Option<String>,
    /// The newest contact in the sources.
    pub newest_contact: Option<String>,
    /// That the sources end long ago, so that the list cannot know who is due.
    pub stale: Option<String>,
}

/// What whoever looks may do and see.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Suggestions that wait in their tray.
    pub waiting: i64,
    /// They may change things, or suggest it.
    pub changes: bool,
    /// How many people they can still be asked about this quarter, whether a number of theirs is right.
    pub left_to_ask: usize,
    /// They see to the sources.
    pub runs: bool,
    /// Birthdays are open to them.
    pub sees_dates: bool,
}

/// One person to reach out to.
#[derive(Clone, Debug)]
pub struct Story {
    /// Their number, for the acts.
    pub id: i64,
    /// The end of their page's address.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// Their name in its own script.
    pub native: Option<String>,
    /// Their country, as ISO 3166-1 has it: with it the script of a name tells a language.
    pub country: Option<String>,
    /// Role, place and local time, as far as they are known.
    pub about: Vec<String>,
    /// 0–100; `None` of a colleague in colleague mode.
    pub warmth: Option<f64>,
    /// The last 52 weeks.
    pub strip: Strip,
    /// The usual gap and the present silence.
    pub rhythm: String,
    /// Why.
    pub reason: String,
    /// What to do.
    pub gesture: String,
    /// What the reason stands on: words, and where it can be seen.
    pub evidence: Vec<(String, String)>,
    /// The gesture as a letter, if a mail address works.
    pub letter: Option<Letter>,
    /// The link that calls them, if calling is the gesture.
    pub call: Option<String>,
    /// The days they can be put off to.
    pub later: Vec<Later>,
    /// What they are called in “Not Keiko”.
    pub short_name: String,
    /// What waits in the tray about them, each with who suggests it.
    pub suggested: Vec<String>,
}

/// A letter to begin with.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The link that opens it.
    pub mailto: String,
    /// Its text.
    pub body: String,
}

/// A day to put somebody off to.
#[derive(Clone, Debug)]
pub struct Later {
    /// The day.
    pub day: Date,
    /// In words.
    pub words: String,
    /// When both are at work.
    pub good: Option<String>,
}

/// Who is left out.
#[derive(Clone, Debug, Default)]
pub struct LetGo {
    /// How many.
    pub count: u32,
    /// How many, in words.
    pub words: String,
    /// The first of them, with why.
    pub named: Vec<Fact>,
    /// How some of them can be had today: the address, and its words.
    pub ask_for_more: Option<(String, String)>,
}

/// A person and something said of them.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The end of their page's address.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// Their country.
    pub country: Option<String>,
    /// What follows the name.
    pub what: String,
    /// What stands at the end of the line.
    pub end: String,
}

/// Someone who is past their rhythm and not likely to come back by themselves.
#[derive(Clone, Debug)]
pub struct Drifting {
    /// The end of their page's address.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// Their country.
    pub country: Option<String>,
    /// 0–100.
    pub warmth: f64,
    /// What the alarm stands on.
    pub silence: String,
}
