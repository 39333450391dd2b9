//! Answers through discussion lists, and pairs whose past has changed.

use std::collections::{BTreeSet, HashMap};

use network::interaction::{Class, Interaction, Pairs, Role, answer_touch, touches};

use super::Import;
use super::interactions::Pending;
use crate::db::{Rows, Tx};
use crate::error::Result;
use crate::features::capture::sql;
use crate::features::understanding;

/// A Message-ID that more mails bear than this tells none of them apart: answers to it count for nothing. Copies of a mail
/// are one interaction, so that an honest Message-ID is borne once; the SQL of `understanding` says the same number.
const MAX_BEARERS: i64 = 8;

/// An answer through a list: to which Message-ID, by whom, when.
struct Answer {
    thread: i64,
    person: i64,
    at: i64,
}

/// Which Message-IDs tell a mail apart, before this batch and with it.
struct Bearers {
    before: HashMap<i64, i64>,
    new: HashMap<i64, Vec<i64>>,
}

impl Bearers {
    fn were_few(&self, thread: i64) -> bool {
        self.before.get(&thread).is_none_or(|n| *n <= MAX_BEARERS)
    }

    fn are_few(&self, thread: i64) -> bool {
        let new = self.new.get(&thread).map_or(0, |n| n.len() as i64);
        self.before.get(&thread).copied().unwrap_or(0) + new <= MAX_BEARERS
    }
}

impl Import<'_> {
    /// The touches of answers through lists in which one side is new: whichever of the two came later brings the touch.
    pub(super) async fn answers(&mut self, tx: &mut Tx, new: &[(&String, &Pending)]) -> Result<Pairs> {
        let answering: Vec<Answer> = new.iter().filter_map(|(_, p)| self.answer_of(&p.now)).collect();
        let mut asked: HashMap<i64, Vec<i64>> = HashMap::new();
        for (_, p) in new {
            if let (Some(thread), Some(person)) = (p.now.thread, self.author(&p.now)) {
                asked.entry(thread).or_default().push(person);
            }
        }
        let ws = self.cx.workspace.0;
        let rows = Rows::of_ints(asked.keys().copied()).into_arg();
        let answered: Vec<(i64,)> = tx.fetch_all(sql::ANSWERED_THREADS, &[ws.into(), rows]).await?;
        let concerned: BTreeSet<i64> =
            answered.into_iter().map(|r| r.0).chain(answering.iter().map(|a| a.thread)).collect();
        if concerned.is_empty() {
            return Ok(Pairs::default());
        }
        let rows = Rows::of_ints(concerned.iter().copied()).into_arg();
        let before: Vec<(i64, i64)> = tx.fetch_all(sql::BEARERS_OF_THREADS, &[ws.into(), rows]).await?;
        let bearers = Bearers { before: before.into_iter().collect(), new: asked };
        let were_few = concerned.into_iter().filter(|t| bearers.were_few(*t));
        let args = [ws.into(), Rows::of_ints(were_few).into_arg()];
        let mut authors: HashMap<i64, Vec<i64>> = HashMap::new();
        for (thread, _, person) in tx.fetch_all::<(i64, i64, i64)>(sql::AUTHORS_OF_THREADS, &args).await? {
            authors.entry(thread).or_default().push(person);
        }
        let earlier: Vec<(i64, i64, i64, i64)> = tx.fetch_all(sql::ANSWERS_TO_THREADS, &args).await?;
        let earlier = earlier.into_iter().map(|(thread, _, person, at)| Answer { thread, person, at });
        self.link(tx, &answering, earlier.collect(), &authors, &bearers).await
    }

    async fn link(
        &mut self,
        tx: &mut Tx,
        answering: &[Answer],
        earlier: Vec<Answer>,
        authors: &HashMap<i64, Vec<i64>>,
        bearers: &Bearers,
    ) -> Result<Pairs> {
        let mut pairs = Pairs::default();
        let mut touch = |answer: &Answer, asked: Option<&Vec<i64>>| {
            let asked = asked.into_iter().flatten();
            pairs.touches.extend(asked.filter_map(|a| answer_touch(answer.person, *a, answer.at)));
        };
        for answer in answering.iter().filter(|a| bearers.are_few(a.thread)) {
            touch(answer, authors.get(&answer.thread));
            touch(answer, bearers.new.get(&answer.thread));
        }
        for answer in &earlier {
            if bearers.are_few(answer.thread) {
                touch(answer, bearers.new.get(&answer.thread));
                continue;
            }
            for author in authors.get(&answer.thread).into_iter().flatten().filter(|a| **a != answer.person) {
                self.changes.set_stale(answer.person, *author);
            }
        }
        let stale = self.changes.take_newly_stale();
        understanding::mark_stale(tx, self.cx.workspace, stale).await?;
        Ok(pairs)
    }

    fn author(&self, i: &Interaction) -> Option<i64> {
        let from = i.parties.iter().find(|p| p.role == Role::From)?;
        self.roll.person(from.id)
    }

    fn answer_of(&self, i: &Interaction) -> Option<Answer> {
        Some(Answer { thread: through_list(i)?, person: self.author(i)?, at: i.at })
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
            let is_same_answer = through_list(before) == through_list(after);
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
        let (Some(author), Some(answers)) = (author, through_list(i)) else { return Ok(Vec::new()) };
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

/// What a mail through a list answers. An answer to somebody alone is a touch by itself, whatever it answers.
fn through_list(i: &Interaction) -> Option<i64> {
    i.answers.filter(|_| i.class == Class::Discussion)
}
