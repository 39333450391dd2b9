//! What is known of people besides their ties, as far as it decides whether they are on the list.

use std::collections::HashMap;
use std::sync::Arc;

use advice::{OwnersWord, day_of};
use jiff::Timestamp;
use model::PersonId;
use network::closeness::Word;

use super::{is_of_last_year, sql};
use crate::access::{Cx, Sight};
use crate::error::Result;
use crate::features::details::{self, Kind};
use crate::features::people::{self, Colleagues};
use crate::features::snapshot::PersonLine;

/// What is known of a person besides their tie.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    /// A colleague whom colleague mode spares.
    pub is_spared: bool,
    /// One of the key people.
    pub is_key: bool,
    /// What the owner said.
    pub owners_word: OwnersWord,
    /// The owner's own word on closeness.
    pub closeness: Option<Word>,
}

impl Standing {
    /// As the snapshot has it.
    pub fn of_line(line: &PersonLine) -> Standing {
        Standing {
            is_spared: line.is_spared,
            is_key: line.key == Some(true),
            owners_word: OwnersWord {
                cadence_days: line.cadence_days,
                snoozed_until: line.snoozed_until,
                never: line.is_never,
                dismissals: line.dismissals,
            },
            closeness: line.word,
        }
    }

    fn say(&mut self, kind: Kind, value: &str) {
        match kind {
            Kind::Key => self.is_key = value == "yes",
            Kind::Never => self.owners_word.never = value == "yes",
            Kind::Cadence => self.owners_word.cadence_days = value.parse().ok(),
            Kind::Closeness => self.closeness = details::word_of(value),
            _ => {}
        }
    }
}

/// How everyone stands, those of whom nothing is known left out.
pub(super) struct Standings {
    /// `None` for lists and robots, and for those who turned out to be somebody else.
    by_person: HashMap<i64, Option<Standing>>,
    /// Whoever is not seen has no place on the list.
    sight: Arc<Sight>,
}

impl Standings {
    /// As it is at a moment.
    pub async fn read(cx: &Cx, as_of: Timestamp) -> Result<Standings> {
        // One after the other, on one connection: side by side two of them wait for each other, and take longer.
        let aside = people::set_aside(cx).await?;
        let colleagues = Colleagues::read(cx).await?;
        let said = details::that_matter(cx).await?;
        let dismissed: Vec<(i64, i64)> = cx.app.db.fetch_all(sql::EVERYONES_DISMISSALS, &[cx.ws()]).await?;
        let mut known: HashMap<i64, Standing> = HashMap::new();
        for person in colleagues.spared() {
            known.entry(person).or_default().is_spared = true;
        }
        for (person, _) in dismissed.iter().filter(|(_, at)| is_of_last_year(*at, as_of)) {
            known.entry(*person).or_default().owners_word.dismissals += 1;
        }
        for (person, kind, value) in &said {
            known.entry(*person).or_default().say(*kind, value);
        }
        for (person, aside) in aside.iter().filter(|(_, aside)| !aside.is_nobody) {
            known.entry(*person).or_default().owners_word.snoozed_until = aside.snoozed_until.map(day_of);
        }
        let mut by_person: HashMap<i64, Option<Standing>> =
            known.into_iter().map(|(person, standing)| (person, Some(standing))).collect();
        by_person
            .extend(aside.iter().filter(|(_, aside)| aside.is_nobody).map(|(person, _)| (*person, None)));
        Ok(Standings { by_person, sight: cx.access.sight.clone() })
    }

    /// How a person stands; `None` of whoever is nobody to be in touch with.
    pub fn of(&self, person: i64) -> Option<Standing> {
        if !self.sight.sees(PersonId(person)) {
            return None;
        }
        self.by_person.get(&person).copied().unwrap_or(Some(Standing::default()))
    }
}
