//! Answers through discussion lists, and pairs whose past has changed.

use std::collections::{BTreeSet, HashMap};

use network::interaction::{Class, Interaction, Pairs, Role, answer_touch, touches};

use super::Import;
use super::interactions::Pending;
use crate::db::{Rows, Tx};
use crate::error::Result;
use crate::features::capture::sql;
use crate::features::understanding;

impl Import<'_> {
    /// The touches of answers through lists in which one side is new: whichever of the two came later brings the touch.
    pub(super) async fn answers(&self, tx: &mut Tx, new: &[(&String, &Pending)]) -> Result<Pairs> {
        let author = |i: &Interaction| {
            let from = i.parties.iter().find(|p| p.role == Role::From)?;
            self.roll.person(from.id)
        };
        let answering: Vec<(i64, i64, i64)> = new
            .iter()
            .filter(|(_, p)| p.now.class == Class::Discussion)
            .filter_map(|(_, p)| Some((p.now.answers?, author(&p.now)?, p.now.at)))
            .collect();
        let asked: Vec<(i64, i64)> =
            new.iter().filter_map(|(_, p)| Some((p.now.thread?, author(&p.now)?))).collect();
        let ws = self.cx.workspace.0;
        let mut authors: HashMap<i64, Vec<i64>> = HashMap::new();
        asked.iter().for_each(|(thread, person)| authors.entry(*thread).or_default().push(*person));
        if !answering.is_empty() {
            let rows = Rows::of_ints(answering.iter().map(|a| a.0).collect::<BTreeSet<_>>()).into_arg();
            for (thread, _, person) in
                tx.fetch_all::<(i64, i64, i64)>(sql::AUTHORS_OF_THREADS, &[ws.into(), rows]).await?
            {
                authors.entry(thread).or_default().push(person);
            }
        }
        let mut pairs = Pairs::default();
        for (answers, person, at) in answering {
            let asked = authors.get(&answers).into_iter().flatten();
            pairs.touches.extend(asked.filter_map(|a| answer_touch(person, *a, at)));
        }
        let rows = Rows::of_ints(asked.iter().map(|a| a.0).collect::<BTreeSet<_>>()).into_arg();
        let earlier: Vec<(i64, i64, i64, i64)> =
            tx.fetch_all(sql::ANSWERS_TO_THREADS, &[ws.into(), rows]).await?;
        for (thread, _, person, at) in earlier {
            let asked = asked.iter().filter(|a| a.0 == thread);
            pairs.touches.extend(asked.filter_map(|a| answer_touch(person, a.1, at)));
        }
        Ok(pairs)
    }

    /// The touches of a stored interaction are others now, or gone: its pairs are derived again.
    pub(super) async fn mark_changed(
        &mut self,
        tx: &mut Tx,
        before: &Interaction,
        after: Option<&Interaction>,
    ) -> Result<()> {
        let mut pairs = Pairs::default();
        touches(before, &|person| person, &mut pairs);
        if let Some(after) = after {
            let mut new = Pairs::default();
            touches(after, &|person| person, &mut new);
            let is_same_answer = (before.class, before.answers) == (after.class, after.answers);
            if new == pairs && is_same_answer {
                return Ok(());
            }
            pairs.touches.append(&mut new.touches);
            pairs.together.append(&mut new.together);
        }
        let mut stale: BTreeSet<(i64, i64)> = pairs.touches.iter().map(|t| (t.a, t.b)).collect();
        stale.extend(pairs.together.iter().map(|t| (t.a, t.b)));
        for i in [Some(before), after].into_iter().flatten() {
            stale.extend(self.answer_pairs(tx, i).await?);
        }
        stale.iter().for_each(|(a, b)| self.changes.set_stale(*a, *b));
        let all = self.changes.take_newly_stale();
        understanding::mark_stale(tx, self.cx.workspace, all).await
    }

    pub(super) async fn answer_pairs(&self, tx: &mut Tx, i: &Interaction) -> Result<Vec<(i64, i64)>> {
        let author = i.parties.iter().find(|p| p.role == Role::From).map(|p| p.id);
        let (Some(author), Some(answers)) = (author, i.answers) else { return Ok(Vec::new()) };
        let rows = Rows::of_ints([answers]).into_arg();
        let asked: Vec<(i64, i64, i64)> =
            tx.fetch_all(sql::AUTHORS_OF_THREADS, &[self.cx.ws(), rows]).await?;
        Ok(asked
            .into_iter()
            .map(|(_, _, person)| (author.min(person), author.max(person)))
            .filter(|(a, b)| a != b)
            .collect())
    }
}
