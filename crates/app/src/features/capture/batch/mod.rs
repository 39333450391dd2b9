//! The writing half of an import, one batch a transaction.
//!
//! For each batch: which records are known already, who is behind the addresses, which interactions are known and what
//! the new copies add to them; then everything is written at once, and what is new between people is gathered for the
//! ties. Either the whole batch lasts or none of it.
mod answers;
mod cards;
mod interactions;
mod series;
mod sightings;

use std::collections::{BTreeSet, HashMap, HashSet};

use model::{ActId, Address, Contact, Content, Event, Finding, FindingKind, MailClass, Record};

use super::drafts;
use super::reading::Arrival;
use super::report::{Line, Outcome};
use super::sql;
use crate::access::Cx;
use crate::db::{Rows, Tx};
use crate::error::Result;
use crate::features::identities::{self, Roll, Uses};
use crate::features::interactions::add_imported_notes;
use crate::features::keeping::human::Tombs;
use crate::features::understanding::pairs::PairChanges;
use crate::words::report;

/// What an import carries from batch to batch.
pub(super) struct Import<'a> {
    pub cx: &'a Cx,
    pub id: i64,
    /// The act of the import, which its joins are parts of.
    pub act: ActId,
    /// The source of each given path.
    pub sources: Vec<i64>,
    /// The owner's person, if known.
    pub owner: Option<i64>,
    /// Who was forgotten and is not brought back.
    pub tombs: Option<Tombs>,
    pub subjects: bool,
    /// The month of the import, for recurring events without end.
    pub month: String,
    pub roll: Roll,
    pub changes: PairChanges,
    /// People whose name or nature may be another now.
    pub touched: HashSet<i64>,
    /// As which formats each source was read.
    pub formats: HashMap<i64, BTreeSet<&'static str>>,
}

/// A record of the batch that is new or has changed.
struct Fresh {
    arrival: usize,
    key: String,
    mark: String,
    version: i64,
    source: i64,
    /// It told something when it was read before.
    was_kept: bool,
}

/// What became of a record, to be stored and reported.
struct Told {
    outcome: Outcome,
    tells: Option<i64>,
    reason: String,
}

impl Import<'_> {
    /// Writes a batch within the transaction and gives the line of each item, in order.
    pub async fn write(&mut self, tx: &mut Tx, arrivals: &[Arrival]) -> Result<Vec<Line>> {
        let mut lines: Vec<Option<Line>> = arrivals.iter().map(|_| None).collect();
        let (fresh, twins) = self.fresh_records(tx, arrivals, &mut lines).await?;
        let records: Vec<(usize, &Record)> = fresh
            .iter()
            .enumerate()
            .filter_map(|(n, f)| Some((n, arrivals[f.arrival].item.outcome.as_ref().ok()?)))
            .collect();
        let mut told: Vec<Told> = fresh.iter().map(|f| told_of_finding(&arrivals[f.arrival])).collect();
        let mut uses: HashMap<i64, Uses> = HashMap::new();

        let mut notes = BTreeSet::new();
        let mut newcomers = self.recognise(tx, &records).await?;
        for (slot, record) in &records {
            if let Content::Card(card) = &record.content {
                told[*slot] =
                    self.write_card(tx, record, card, &mut newcomers, &mut uses, &mut notes).await?;
            }
        }
        add_imported_notes(tx, self.cx, self.id, &notes).await?;
        self.take_notices(&records, &mut uses, &mut told);
        self.write_interactions(tx, &records, &mut uses, &mut told).await?;
        identities::add_uses(tx, self.cx.workspace, self.id, &uses).await?;
        self.save_records(tx, arrivals, &fresh, &told).await?;
        self.count_on_sources(tx, arrivals, &fresh, &told).await?;

        for (arrival, slot) in twins {
            lines[arrival] = Some(line_of_twin(&arrivals[arrival], told[slot].outcome));
        }
        for (f, t) in fresh.iter().zip(told) {
            lines[f.arrival] =
                Some(Line { outcome: t.outcome, place: place(&arrivals[f.arrival]), reason: t.reason });
        }
        Ok(lines.into_iter().flatten().collect())
    }

    /// Sorts out what was read before. Findings are told again each time; of two equal records the first is told, and
    /// the other is given with it as its twin (arrival, place in what is fresh).
    async fn fresh_records(
        &self,
        tx: &mut Tx,
        arrivals: &[Arrival],
        lines: &mut [Option<Line>],
    ) -> Result<(Vec<Fresh>, Vec<(usize, usize)>)> {
        let mut all: Vec<Fresh> = arrivals.iter().enumerate().map(|(n, a)| self.keyed(n, a)).collect();
        let mut rows = Rows::default();
        all.iter().for_each(|f| {
            rows.row().int(f.source).text(&f.key);
        });
        type Row = (i64, String, String, i64, i64, i64);
        let known: Vec<Row> = tx.fetch_all(sql::FIND_RECORDS, &[self.cx.ws(), rows.into_arg()]).await?;
        let known: HashMap<(i64, &str), &Row> = known.iter().map(|r| ((r.0, r.1.as_str()), r)).collect();
        let mut met: HashMap<(i64, String), usize> = HashMap::new();
        let mut twins = Vec::new();
        all.retain_mut(|f| {
            let arrival = &arrivals[f.arrival];
            let found = known.get(&(f.source, f.key.as_str()));
            let is_same = found.is_some_and(|r| r.2 == f.mark && r.3 >= f.version);
            f.was_kept = found.is_some_and(|r| is_kept(r.4));
            let first = met.get(&(f.source, f.key.clone())).copied();
            if first.is_none() && !is_same {
                met.insert((f.source, f.key.clone()), met.len());
                return true;
            }
            if arrival.item.outcome.is_err() {
                let Told { outcome, reason, .. } = told_of_finding(arrival);
                lines[f.arrival] = Some(Line { outcome, place: place(arrival), reason });
                return false;
            }
            match (first, found) {
                (Some(first), _) => twins.push((f.arrival, first)),
                (None, Some(r)) => lines[f.arrival] = Some(line_of_known(arrival, r.4, r.5 != self.id)),
                (None, None) => {}
            }
            false
        });
        Ok((all, twins))
    }

    /// Under which key an arrival is remembered, and what of it is compared.
    fn keyed(&self, n: usize, arrival: &Arrival) -> Fresh {
        let (key, mark) = match &arrival.item.outcome {
            Ok(record) => (
                drafts::record_key(record, &arrival.file, arrival.repeat),
                drafts::content_mark(record, &self.month),
            ),
            Err(_) => (drafts::finding_key(&arrival.file, arrival.item.position), String::new()),
        };
        let source = self.sources.get(arrival.root).copied().unwrap_or_default();
        let version = drafts::reader_version(arrival.format);
        Fresh { arrival: n, key, mark, version, source, was_kept: false }
    }

    /// Gives every address of the batch its number, and tells which people are new.
    async fn recognise(&mut self, tx: &mut Tx, records: &[(usize, &Record)]) -> Result<HashSet<i64>> {
        let ws = self.cx.workspace;
        let mut groups: Vec<&[Address]> = Vec::new();
        for (_, record) in records {
            match &record.content {
                Content::Card(card) => groups.push(&card.addresses),
                content => {
                    contacts(content).for_each(|c| groups.push(std::slice::from_ref(&c.address)));
                    if let Content::Mail(m) = content
                        && let MailClass::Discussion { list: Some(list) } = &m.class
                    {
                        groups.push(std::slice::from_ref(list));
                    }
                }
            }
        }
        let newcomers = self.roll.recognise_groups(tx, ws, &groups).await?;
        self.join_owner(tx, records).await?;
        Ok(newcomers)
    }

    async fn save_records(
        &self,
        tx: &mut Tx,
        arrivals: &[Arrival],
        fresh: &[Fresh],
        told: &[Told],
    ) -> Result<()> {
        let mut rows = Rows::default();
        for (f, t) in fresh.iter().zip(told) {
            rows.row()
                .int(f.source)
                .text(&f.key)
                .text(&f.mark)
                .int(f.version)
                .int(t.outcome.code())
                .opt_int(t.tells)
                .text(&place(&arrivals[f.arrival]))
                .text(if t.outcome == Outcome::Joined { "" } else { &t.reason });
        }
        if !rows.is_empty() {
            tx.execute(sql::SAVE_RECORDS, &[self.cx.ws(), rows.into_arg(), self.id.into()]).await?;
        }
        Ok(())
    }

    /// Keeps count of what each source has brought, and as which formats it was read.
    async fn count_on_sources(
        &mut self,
        tx: &mut Tx,
        arrivals: &[Arrival],
        fresh: &[Fresh],
        told: &[Told],
    ) -> Result<()> {
        for arrival in arrivals.iter().filter(|a| a.item.outcome.is_ok()) {
            if let (Some(format), Some(source)) = (arrival.format, self.sources.get(arrival.root)) {
                self.formats.entry(*source).or_default().insert(format.name());
            }
        }
        let mut more: HashMap<i64, i64> = HashMap::new();
        for (f, t) in fresh.iter().zip(told) {
            *more.entry(f.source).or_default() +=
                i64::from(is_kept(t.outcome.code())) - i64::from(f.was_kept);
        }
        more.retain(|_, n| *n != 0);
        if !more.is_empty() {
            let rows = Rows::of_pairs(more).into_arg();
            tx.execute(sql::COUNT_ON_SOURCES, &[self.cx.ws(), rows]).await?;
        }
        Ok(())
    }
}

/// The stored outcome of a record that told something.
fn is_kept(outcome: i64) -> bool {
    outcome == Outcome::Added.code() || outcome == Outcome::Joined.code()
}

fn place(arrival: &Arrival) -> String {
    let file = &arrival.file;
    match arrival.item.position {
        p if p.number == 0 => file.to_string(),
        p => {
            let unit = match arrival.format {
                Some(formats::Format::Mbox | formats::Format::Mail) => "byte",
                _ => "line",
            };
            format!("{file}#{} ({unit} {})", p.number, p.offset)
        }
    }
}

fn told_of_finding(arrival: &Arrival) -> Told {
    match &arrival.item.outcome {
        Err(Finding { kind, reason }) => Told {
            outcome: if *kind == FindingKind::Skipped { Outcome::Skipped } else { Outcome::Failed },
            tells: None,
            reason: reason.clone(),
        },
        Ok(_) => Told { outcome: Outcome::Skipped, tells: None, reason: report::NOTHING_KEPT.into() },
    }
}

/// The line of a record that is stored already, with this outcome, by an earlier import or by this one.
fn line_of_known(arrival: &Arrival, outcome: i64, by_earlier: bool) -> Line {
    let was_skipped = outcome == Outcome::Skipped.code();
    let (outcome, reason) = match by_earlier {
        true if was_skipped => (Outcome::Skipped, report::AS_BEFORE.to_owned()),
        true => (Outcome::Unchanged, String::new()),
        false => return line_of_twin(arrival, if was_skipped { Outcome::Skipped } else { Outcome::Joined }),
    };
    Line { outcome, place: place(arrival), reason }
}

/// The line of a record that this import has met before.
fn line_of_twin(arrival: &Arrival, first: Outcome) -> Line {
    let outcome = if first == Outcome::Skipped { Outcome::Skipped } else { Outcome::Joined };
    Line { outcome, place: place(arrival), reason: report::TWICE.into() }
}

fn contacts(content: &Content) -> Box<dyn Iterator<Item = &Contact> + '_> {
    match content {
        Content::Mail(mail) => Box::new(std::iter::once(&mail.from).chain(&mail.to).chain(&mail.cc)),
        Content::Message(message) => Box::new(std::iter::once(&message.from).chain(&message.to)),
        Content::Event(event) => {
            Box::new(event.organizer.iter().chain(event.attendees.iter().map(|a| &a.contact)))
        }
        Content::Notice(notice) => Box::new(notice.about.iter()),
        Content::Card(_) => Box::new(std::iter::empty()),
    }
}

fn event_of(record: &Record) -> Option<&Event> {
    match &record.content {
        Content::Event(event) => Some(event),
        _ => None,
    }
}

fn list_of(record: &Record) -> Option<&Address> {
    match &record.content {
        Content::Mail(mail) => match &mail.class {
            MailClass::Discussion { list } => list.as_ref(),
            _ => None,
        },
        _ => None,
    }
}
