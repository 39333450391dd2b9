//! What delegates were asked to do towards somebody, and what they suggest about them: shown, and erased with them.
//!
//! A suggestion keeps the act that was asked for as data, so whom it is about is read from there.

use std::collections::HashSet;

use super::everything::SaidHeld;
use super::{Whole, sql};
use crate::access::Cx;
use crate::db::Rows;
use crate::error::Result;
use crate::features::acts::Deed;
use crate::features::tray::Ask;

/// What was handed to and fro about somebody, with the numbers of its rows.
#[derive(Default)]
pub(super) struct Handed {
    /// Tasks.
    pub tasks: Vec<i64>,
    /// Suggestions.
    pub suggestions: Vec<i64>,
    /// All of it, as it is shown.
    pub told: Vec<SaidHeld>,
}

impl Handed {
    /// About these people.
    pub async fn of(cx: &Cx, whole: &Whole) -> Result<Handed> {
        let mut handed = Handed::default();
        let args = [cx.ws(), Rows::of_ints(whole.people()).into_arg()];
        let tasks: Vec<(i64, i64, String, String)> = cx.app.db.fetch_all(sql::TASKS, &args).await?;
        for (id, at, task, outcome) in tasks {
            handed.tasks.push(id);
            handed.tell("task", at, task, &outcome);
        }
        let people: HashSet<i64> = whole.people().collect();
        type Row = (i64, i64, String, String, String);
        let all: Vec<Row> = cx.app.db.fetch_all(sql::EACH_SUGGESTION, &[cx.ws()]).await?;
        for (id, at, ask, words, why) in all {
            let ask: Option<Ask> = serde_json::from_str(&ask).ok();
            if ask.is_some_and(|ask| ask.people().iter().any(|person| people.contains(&person.0))) {
                handed.suggestions.push(id);
                handed.tell("suggestion", at, Deed::words_of(&words), &why);
            }
        }
        Ok(handed)
    }

    fn tell(&mut self, kind: &str, at: i64, what: String, more: &str) {
        let value = if more.is_empty() { what } else { format!("{what} ({more})") };
        let at = jiff::Timestamp::from_microsecond(at).unwrap_or_default();
        self.told.push(SaidHeld { kind: kind.to_owned(), value, at });
    }
}
