//! The writing half of an import, one batch a transaction.
//!
//! For each batch: which records are known already, who is behind the addresses, which interactions are known and what
//! the new copies add to them; then everything is written at once, and what is new between people is gathered for the
//! ties. Either the whole batch lasts or none of it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use identity::NameSource;
use jiff::Timestamp;
use model::{
    ActId, Address, AttendeeKind, Card, Contact, Content, Event, Finding, FindingKind, MailClass, Notice,
    NoticeKind, Record,
};
use network::interaction::{Class, Interaction, Pairs, answer_touch, touches};

use super::drafts::{self, Draft};
use super::reading::Arrival;
use super::report::{Line, Outcome};
use super::sql;
use crate::access::Cx;
use crate::db::{Rows, Tx};
use crate::error::Result;
use crate::features::identities::{self, Roll, Uses};
use crate::features::interactions::{self, Stored};
use crate::features::understanding::{self, pairs::PairChanges, pairs::moment};
use crate::features::{acts, keeping};

/// What an import carries from batch to batch.
pub(super) struct Import<'a> {
    pub cx: &'a Cx,
    pub id: i64,
    /// The act of the import, which its joins are parts of.
    pub act: ActId,
    /// The source of each given path.
    pub sources: Vec<i64>,
    pub subjects: bool,
    /// The month of the import, for recurring events without end.
    pub month: String,
    pub roll: Roll,
    pub changes: PairChanges,
    /// People whose name or nature may be another now.
    pub touched: HashSet<i64>,
}

/// A record of the batch that is new or has changed.
struct Fresh {
    arrival: usize,
    key: String,
    mark: String,
    version: i64,
    source: i64,
}

/// An interaction of the batch, as it was stored and as it will be.
struct Pending {
    id: i64,
    series: Option<i64>,
    before: Option<Interaction>,
    now: Interaction,
    persons_before: Option<Interaction>,
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
        let fresh = self.fresh_records(tx, arrivals, &mut lines).await?;
        let records: Vec<(usize, &Record)> = fresh
            .iter()
            .enumerate()
            .filter_map(|(n, f)| Some((n, arrivals[f.arrival].item.outcome.as_ref().ok()?)))
            .collect();
        let mut told: Vec<Told> = fresh.iter().map(|f| told_of_finding(&arrivals[f.arrival])).collect();
        let mut uses: HashMap<i64, Uses> = HashMap::new();

        let mut newcomers = self.recognise(tx, &records).await?;
        for (slot, record) in &records {
            if let Content::Card(card) = &record.content {
                told[*slot] = self.write_card(tx, record, card, &mut newcomers, &mut uses).await?;
            }
        }
        self.take_notices(&records, &mut uses, &mut told);
        self.write_interactions(tx, &records, &mut uses, &mut told).await?;
        identities::add_uses(tx, self.cx.workspace, &uses).await?;
        self.save_records(tx, arrivals, &fresh, &told).await?;

        for (f, t) in fresh.iter().zip(told) {
            lines[f.arrival] =
                Some(Line { outcome: t.outcome, place: place(&arrivals[f.arrival]), reason: t.reason });
        }
        Ok(lines.into_iter().flatten().collect())
    }

    /// Sorts out what was read before. Findings are told again each time; of two equal records the first is told.
    async fn fresh_records(
        &self,
        tx: &mut Tx,
        arrivals: &[Arrival],
        lines: &mut [Option<Line>],
    ) -> Result<Vec<Fresh>> {
        let mut all: Vec<Fresh> = Vec::with_capacity(arrivals.len());
        let mut rows = Rows::default();
        for (n, a) in arrivals.iter().enumerate() {
            let (key, mark) = match &a.item.outcome {
                Ok(record) => {
                    (drafts::record_key(record, &a.file, a.repeat), drafts::content_mark(record, &self.month))
                }
                Err(_) => {
                    let p = a.item.position;
                    (
                        drafts::short_hash(&[
                            "finding",
                            &a.file,
                            &p.number.to_string(),
                            &p.offset.to_string(),
                        ]),
                        String::new(),
                    )
                }
            };
            let source = self.sources.get(a.root).copied().unwrap_or_default();
            rows.row().int(source).text(&key);
            all.push(Fresh { arrival: n, key, mark, version: drafts::reader_version(a.format), source });
        }
        type Row = (i64, String, String, i64, i64, i64);
        let known: Vec<Row> = tx.fetch_all(sql::FIND_RECORDS, &[self.cx.ws(), rows.into_arg()]).await?;
        let known: HashMap<(i64, &str), &Row> = known.iter().map(|r| ((r.0, r.1.as_str()), r)).collect();
        let mut met: HashSet<(i64, String)> = HashSet::new();
        all.retain(|f| {
            let arrival = &arrivals[f.arrival];
            let found = known.get(&(f.source, f.key.as_str()));
            let is_same = found.is_some_and(|r| r.2 == f.mark && r.3 >= f.version);
            if arrival.item.outcome.is_err() {
                return met.insert((f.source, f.key.clone()));
            }
            let first_time = met.insert((f.source, f.key.clone()));
            if !is_same && first_time {
                return true;
            }
            lines[f.arrival] = Some(line_of_known(arrival, found.map(|r| (r.4, r.5)), self.id));
            false
        });
        Ok(all)
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

    /// What a source says is the owner's side, is the owner.
    async fn join_owner(&mut self, tx: &mut Tx, records: &[(usize, &Record)]) -> Result<()> {
        let own: BTreeSet<&Address> = records
            .iter()
            .flat_map(|(_, r)| contacts(&r.content))
            .filter(|c| c.is_owner)
            .map(|c| &c.address)
            .collect();
        let Some(owner) = keeping::owner(tx, self.cx.workspace).await? else { return Ok(()) };
        for address in own {
            if let Some(known) = self.roll.get(address).filter(|k| k.person != owner.0) {
                self.join(tx, owner.0, known.person, "the source says that this is you").await?;
            }
        }
        Ok(())
    }

    async fn join(&mut self, tx: &mut Tx, survivor: i64, joined: i64, why: &str) -> Result<()> {
        for (a, b) in identities::join_in(tx, self.cx, Some(self.act), survivor, joined, why).await? {
            self.changes.set_stale(a, b);
        }
        self.changes.set_stale_people(survivor, joined);
        let waiting = self.changes.take_newly_stale();
        understanding::mark_stale(tx, self.cx.workspace, waiting).await?;
        self.roll.moved(joined, survivor);
        self.touched.insert(survivor);
        Ok(())
    }

    async fn write_card(
        &mut self,
        tx: &mut Tx,
        record: &Record,
        card: &Card,
        newcomers: &mut HashSet<i64>,
        uses: &mut HashMap<i64, Uses>,
    ) -> Result<Told> {
        let Some(person) = self.person_of_card(tx, card).await? else {
            return Ok(Told {
                outcome: Outcome::Skipped,
                tells: None,
                reason: "a card without an address".into(),
            });
        };
        let is_linkedin = record.key.starts_with("linkedin:");
        let source = if is_linkedin { NameSource::LinkedIn } else { NameSource::Card };
        let day = i64::from(moment(card.connected.map_or(self.cx.now, |c| c).as_microsecond()).day);
        for address in &card.addresses {
            let Some(known) = self.roll.get(address).filter(|k| k.person == person) else { continue };
            let entry = uses.entry(known.identity).or_default();
            entry.named(&card.name, source, day);
            card.other_names.iter().for_each(|name| entry.named(name, NameSource::Header, day));
            if !card.organization.is_empty() || !card.title.is_empty() {
                entry.positions.insert((card.organization.clone(), card.title.clone()), day);
            }
        }
        self.touched.insert(person);
        let is_new = newcomers.remove(&person);
        let outcome = if is_new { Outcome::Added } else { Outcome::Joined };
        let reason = if is_new { String::new() } else { format!("joined to person {person} by address") };
        Ok(Told { outcome, tells: Some(person), reason })
    }

    /// The one person behind the e-mail and profile addresses of a card; several are joined. A role mailbox or a shared
    /// telephone on a card joins nobody.
    async fn person_of_card(&mut self, tx: &mut Tx, card: &Card) -> Result<Option<i64>> {
        let certain = |a: &&Address| {
            matches!(a, Address::Email(_) | Address::Profile(_) | Address::Name(_))
                && identity::by_shape(a, &card.name).is_none()
        };
        let mut people: Vec<i64> = card
            .addresses
            .iter()
            .filter(certain)
            .filter_map(|a| self.roll.get(a))
            .map(|k| k.person)
            .collect();
        people.sort_unstable();
        people.dedup();
        let owner = keeping::owner(tx, self.cx.workspace).await?.map(|o| o.0);
        let survivor = owner.filter(|o| people.contains(o)).or(people.first().copied());
        let Some(survivor) = survivor else {
            return Ok(card.addresses.iter().find_map(|a| self.roll.get(a)).map(|k| k.person));
        };
        for joined in people.into_iter().filter(|p| *p != survivor) {
            self.join(tx, survivor, joined, "both addresses stand on one card").await?;
        }
        Ok(Some(survivor))
    }

    fn take_notices(
        &mut self,
        records: &[(usize, &Record)],
        uses: &mut HashMap<i64, Uses>,
        told: &mut [Told],
    ) {
        for (slot, record) in records {
            let Content::Notice(notice) = &record.content else { continue };
            for contact in &notice.about {
                let Some(known) = self.roll.get(&contact.address) else { continue };
                note(notice, uses.entry(known.identity).or_default());
            }
            told[*slot] = Told { outcome: Outcome::Skipped, tells: None, reason: words_of(notice) };
        }
    }

    async fn write_interactions(
        &mut self,
        tx: &mut Tx,
        records: &[(usize, &Record)],
        uses: &mut HashMap<i64, Uses>,
        told: &mut [Told],
    ) -> Result<()> {
        let drafted: Vec<(usize, &Record, Vec<Draft<'_>>)> = records
            .iter()
            .map(|(slot, record)| (*slot, *record, drafts::drafts(record, self.subjects)))
            .filter(|(_, _, drafts)| !drafts.is_empty())
            .collect();
        if drafted.is_empty() {
            return Ok(());
        }
        let series = self.write_series(tx, &drafted).await?;
        let mut pending = self.known_interactions(tx, &drafted).await?;
        let mut free_ids = self.free_ids(tx, &drafted, &pending).await?;
        for (slot, record, drafts) in &drafted {
            let series = event_of(record).and_then(|e| series.get(e.uid.as_str()));
            let mut told_of =
                Told { outcome: Outcome::Joined, tells: series.map(|s| s.id), reason: String::new() };
            for draft in drafts {
                let now = draft.resolved(&|c| self.roll.get(&c.address).map(|k| k.identity));
                let is_outdated = series.is_some_and(|s| !now.is_override && now.sequence < s.sequence);
                match pending.get_mut(&draft.key) {
                    Some(known) => {
                        known.now.merge(&now);
                        told_of.tells = told_of.tells.or(Some(known.id));
                    }
                    None if is_outdated => continue,
                    None => {
                        let id = free_ids.next().unwrap_or_default();
                        told_of.outcome = Outcome::Added;
                        told_of.tells = told_of.tells.or(Some(id));
                        let series = series.map(|s| s.id);
                        let new = Pending { id, series, before: None, now, persons_before: None };
                        pending.insert(draft.key.clone(), new);
                    }
                }
            }
            if told_of.outcome == Outcome::Joined {
                told_of.reason =
                    told_of.tells.map_or_else(String::new, |id| format!("joined to interaction {id}"));
            }
            told[*slot] = told_of;
            self.count_sightings(record, uses);
        }
        self.save_interactions(tx, pending, uses).await
    }

    /// Counts what a record says of addresses, whether or not its interaction was known.
    fn count_sightings(&mut self, record: &Record, uses: &mut HashMap<i64, Uses>) {
        let (at, source) = match &record.content {
            Content::Mail(mail) => (mail.at, NameSource::Header),
            Content::Message(message) => (message.at, NameSource::LinkedIn),
            Content::Event(event) => {
                (event.occurrences.first().map_or(Timestamp::UNIX_EPOCH, |o| o.start), NameSource::Calendar)
            }
            Content::Card(_) | Content::Notice(_) => return,
        };
        let day = i64::from(moment(at.as_microsecond()).day);
        for contact in contacts(&record.content) {
            if let Some(known) = self.roll.get(&contact.address) {
                self.touched.insert(known.person);
                if !contact.name.is_empty() {
                    uses.entry(known.identity).or_default().named(&contact.name, source, day);
                }
            }
        }
        if let Some(list) = list_of(record).and_then(|a| self.roll.get(a)) {
            self.touched.insert(list.person);
            uses.entry(list.identity).or_default().list_mails += 1;
        }
        if let Content::Event(event) = &record.content {
            for a in event.attendees.iter().filter(|a| a.kind != AttendeeKind::Individual) {
                if let Some(known) = self.roll.get(&a.contact.address) {
                    self.touched.insert(known.person);
                    uses.entry(known.identity).or_default().is_resource = true;
                }
            }
        }
    }

    /// The series of the batch's events at their highest sequence; occurrences that a newer version no longer has go.
    async fn write_series<'r>(
        &mut self,
        tx: &mut Tx,
        drafted: &[(usize, &'r Record, Vec<Draft<'_>>)],
    ) -> Result<HashMap<&'r str, Series>> {
        let events: Vec<(&Event, &Vec<Draft<'_>>)> =
            drafted.iter().filter_map(|(_, r, d)| Some((event_of(r)?, d))).collect();
        if events.is_empty() {
            return Ok(HashMap::new());
        }
        let uids: BTreeSet<&str> = events.iter().map(|(e, _)| e.uid.as_str()).collect();
        let args = [self.cx.ws(), Rows::of_texts(uids.iter().copied()).into_arg()];
        let found: Vec<(String, i64, i64, i64)> = tx.fetch_all(sql::FIND_SERIES, &args).await?;
        let stored: HashMap<String, (i64, i64)> =
            found.into_iter().map(|(uid, id, seq, _)| (uid, (id, seq))).collect();
        let mut ids = acts::next_ids(tx, self.cx.workspace, uids.len()).await?..;
        let mut series: HashMap<&str, Series> = HashMap::new();
        for uid in uids {
            let known = stored.get(uid);
            let id = known.map(|k| k.0).or_else(|| ids.next()).unwrap_or_default();
            series.insert(uid, Series { id, sequence: known.map_or(i64::MIN, |k| k.1) });
        }
        let mut rows = Rows::default();
        for (event, drafts) in &events {
            let Some(s) = series.get_mut(event.uid.as_str()) else { continue };
            if !event.is_override && event.sequence > s.sequence {
                s.sequence = event.sequence;
                if stored.contains_key(&event.uid) {
                    self.drop_outdated(tx, s, drafts).await?;
                }
            }
        }
        for (uid, s) in &series {
            rows.row().int(s.id).text(uid).int(s.sequence).int(0);
        }
        tx.execute(sql::SAVE_SERIES, &[self.cx.ws(), rows.into_arg()]).await?;
        Ok(series)
    }

    async fn drop_outdated(&mut self, tx: &mut Tx, series: &Series, drafts: &[Draft<'_>]) -> Result<()> {
        let ws = self.cx.workspace;
        let args = [ws.0.into(), series.id.into(), series.sequence.into()];
        let old: Vec<(i64, String)> = tx.fetch_all(sql::OUTDATED_OCCURRENCES, &args).await?;
        let kept: HashSet<&str> = drafts.iter().map(|d| d.key.as_str()).collect();
        let gone: Vec<i64> =
            old.into_iter().filter(|(_, key)| !kept.contains(key.as_str())).map(|(id, _)| id).collect();
        for loaded in interactions::load(tx, ws, gone.iter().copied()).await? {
            self.mark_changed(tx, &loaded.among_people(), None).await?;
        }
        interactions::delete(tx, ws, &gone).await
    }

    async fn known_interactions(
        &mut self,
        tx: &mut Tx,
        drafted: &[(usize, &Record, Vec<Draft<'_>>)],
    ) -> Result<HashMap<String, Pending>> {
        let ws = self.cx.workspace;
        let keys = Rows::of_texts(drafted.iter().flat_map(|(_, _, d)| d.iter().map(|d| d.key.as_str())));
        let found: Vec<(String, i64, Option<i64>)> =
            tx.fetch_all(sql::FIND_INTERACTIONS, &[ws.0.into(), keys.into_arg()]).await?;
        let by_id: HashMap<i64, (String, Option<i64>)> =
            found.into_iter().map(|(key, id, s)| (id, (key, s))).collect();
        let mut pending = HashMap::new();
        for loaded in interactions::load(tx, ws, by_id.keys().copied()).await? {
            let Some((key, series)) = by_id.get(&loaded.id) else { continue };
            loaded.persons().for_each(|(identity, person)| self.roll.learn(identity, person));
            let persons_before = Some(loaded.among_people());
            let (before, now) = (Some(loaded.interaction.clone()), loaded.interaction);
            pending
                .insert(key.clone(), Pending { id: loaded.id, series: *series, before, now, persons_before });
        }
        Ok(pending)
    }

    async fn free_ids(
        &self,
        tx: &mut Tx,
        drafted: &[(usize, &Record, Vec<Draft<'_>>)],
        pending: &HashMap<String, Pending>,
    ) -> Result<std::ops::RangeFrom<i64>> {
        let new = drafted.iter().flat_map(|(_, _, d)| d).filter(|d| !pending.contains_key(&d.key)).count();
        Ok(acts::next_ids(tx, self.cx.workspace, new).await?..)
    }

    async fn save_interactions(
        &mut self,
        tx: &mut Tx,
        pending: HashMap<String, Pending>,
        uses: &mut HashMap<i64, Uses>,
    ) -> Result<()> {
        let mut all: Vec<(&String, &Pending)> = pending.iter().collect();
        all.sort_unstable_by_key(|(_, p)| p.id);
        let (new, known): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, p)| p.before.is_none());
        let changed: Vec<_> = known.into_iter().filter(|(_, p)| p.before.as_ref() != Some(&p.now)).collect();
        let authors = self.answers(tx, &new).await?;
        self.changes.add(&authors);
        for (_, p) in &new {
            count_use(p, uses);
            let mut pairs = Pairs::default();
            touches(&self.among_people(&p.now), &|person| person, &mut pairs);
            self.changes.add(&pairs);
        }
        for (_, p) in &changed {
            count_use(p, uses);
            let after = self.among_people(&p.now);
            if let Some(before) = &p.persons_before {
                self.mark_changed(tx, before, Some(&after)).await?;
            }
        }
        let ws = self.cx.workspace;
        let stored = |all: &[(&'_ String, &'_ Pending)]| -> Vec<(i64, String, Option<i64>, Interaction)> {
            all.iter().map(|(k, p)| (p.id, (*k).clone(), p.series, p.now.clone())).collect()
        };
        for (set, replace) in [(stored(&new), false), (stored(&changed), true)] {
            let rows: Vec<Stored<'_>> = set
                .iter()
                .map(|(id, key, series, i)| Stored { id: *id, key, series: *series, interaction: i })
                .collect();
            interactions::save(tx, ws, &rows, replace).await?;
        }
        Ok(())
    }

    fn among_people(&self, interaction: &Interaction) -> Interaction {
        let mut interaction = interaction.clone();
        for party in &mut interaction.parties {
            party.id = self.roll.person(party.id).unwrap_or(party.id);
        }
        interaction
    }

    /// The touches of answers through lists in which one side is new: whichever of the two came later brings the touch.
    async fn answers(&self, tx: &mut Tx, new: &[(&String, &Pending)]) -> Result<Pairs> {
        let author = |i: &Interaction| {
            let from = i.parties.iter().find(|p| p.role == network::interaction::Role::From)?;
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
    async fn mark_changed(
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

    async fn answer_pairs(&self, tx: &mut Tx, i: &Interaction) -> Result<Vec<(i64, i64)>> {
        let author = i.parties.iter().find(|p| p.role == network::interaction::Role::From).map(|p| p.id);
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
}

/// A calendar entry in the database.
struct Series {
    id: i64,
    sequence: i64,
}

fn place(arrival: &Arrival) -> String {
    let file: &Arc<str> = &arrival.file;
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
        Ok(_) => {
            Told { outcome: Outcome::Skipped, tells: None, reason: "it tells of nothing that is kept".into() }
        }
    }
}

/// The line of a record that is stored already, by this import (its twin) or an earlier one.
fn line_of_known(arrival: &Arrival, found: Option<(i64, i64)>, import: i64) -> Line {
    let (outcome, reason) = match found {
        Some((outcome, by)) if outcome == Outcome::Skipped.code() && by != import => {
            (Outcome::Skipped, "as before".to_owned())
        }
        Some((_, by)) if by != import => (Outcome::Unchanged, String::new()),
        _ => (Outcome::Joined, "the same item stands here more than once".to_owned()),
    };
    Line { outcome, place: place(arrival), reason }
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

/// Counts what an interaction says of its sender's address, and takes back what an earlier copy said.
fn count_use(p: &Pending, uses: &mut HashMap<i64, Uses>) {
    use network::interaction::{Kind, Role};
    for party in &p.now.parties {
        let acted = matches!(party.role, Role::From | Role::Organizer);
        if acted && !p.now.cancelled {
            uses.entry(party.id).or_default().seen(p.now.at);
        }
        if party.role == Role::From && p.now.kind == Kind::Mail {
            let mails = &mut uses.entry(party.id).or_default().mails;
            mails[p.now.class as usize] += 1;
            if let Some(before) = &p.before {
                mails[before.class as usize] -= 1;
            }
        }
    }
}

fn note(notice: &Notice, uses: &mut Uses) {
    let at = notice.at.as_microsecond();
    match notice.kind {
        NoticeKind::Bounced => uses.bounced_at = Some(uses.bounced_at.map_or(at, |t| t.max(at))),
        NoticeKind::Away => uses.away_at = Some(uses.away_at.map_or(at, |t| t.max(at))),
        NoticeKind::Read | NoticeKind::Answered => {}
    }
}

fn words_of(notice: &Notice) -> String {
    let about = notice.about.first().map_or("", |c| c.address.value());
    let what = match notice.kind {
        NoticeKind::Bounced => "a delivery report: mail does not arrive at",
        NoticeKind::Away => "an automatic reply: away,",
        NoticeKind::Read => "a read receipt of",
        NoticeKind::Answered => "an answer to an invitation, by",
    };
    format!("{what} {about}").trim_end().to_owned()
}
