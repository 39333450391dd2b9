//! Cards: the people behind their addresses, joined where a card says that several addresses are one person.

use std::collections::{BTreeSet, HashMap, HashSet};

use identity::NameSource;
use model::{Address, Card, Record};

use super::{Import, Told, contacts};
use crate::db::Tx;
use crate::error::Result;
use crate::features::acts::WhyOne;
use crate::features::capture::report::Outcome;
use crate::features::details::Kind;
use crate::features::identities::{self, Roll, Uses};
use crate::features::understanding;
use crate::features::understanding::pairs::moment;
use crate::words::report;

impl Import<'_> {
    /// What a source says is the owner's side, is the owner.
    pub(super) async fn join_owner(&mut self, tx: &mut Tx, records: &[(usize, &Record)]) -> Result<()> {
        let own: BTreeSet<&Address> = records
            .iter()
            .flat_map(|(_, r)| contacts(&r.content))
            .filter(|c| c.is_owner)
            .map(|c| &c.address)
            .collect();
        let Some(owner) = self.owner else { return Ok(()) };
        for address in own {
            if let Some(known) = self.roll.get(address).filter(|k| k.person != owner) {
                self.join(tx, owner, known.person, WhyOne::SourceOfOwner).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn join(&mut self, tx: &mut Tx, survivor: i64, joined: i64, why: WhyOne) -> Result<()> {
        let (_, stale) = identities::join_in(tx, self.cx, Some(self.act), survivor, joined, why).await?;
        for (a, b) in stale {
            self.changes.set_stale(a, b);
        }
        self.changes.set_stale_people(survivor, joined);
        let waiting = self.changes.take_newly_stale();
        understanding::mark_stale(tx, self.cx.workspace, waiting).await?;
        self.roll.moved(joined, survivor);
        self.touched.insert(survivor);
        Ok(())
    }

    /// What a card tells is gathered by identity: its note too, since a later card may join the person to another.
    pub(super) async fn write_card<'c>(
        &mut self,
        tx: &mut Tx,
        record: &Record,
        card: &'c Card,
        newcomers: &mut HashSet<i64>,
        uses: &mut HashMap<i64, Uses>,
        notes: &mut BTreeSet<(i64, &'c str)>,
    ) -> Result<Told> {
        let Some(person) = self.person_of_card(tx, card).await? else {
            return Ok(Told {
                outcome: Outcome::Skipped,
                tells: None,
                reason: report::CARD_WITHOUT_ADDRESS.into(),
            });
        };
        let is_linkedin = record.key.starts_with("linkedin:");
        let source = if is_linkedin { NameSource::LinkedIn } else { NameSource::Card };
        let day = i64::from(moment(card.connected.map_or(self.cx.now, |c| c).as_microsecond()).day);
        let own = |roll: &Roll, address| roll.get(address).filter(|k| k.person == person).map(|k| k.identity);
        if !card.note.is_empty() {
            notes.extend(
                card.addresses.iter().find_map(|a| own(&self.roll, a)).map(|id| (id, card.note.as_str())),
            );
        }
        for address in &card.addresses {
            let Some(identity) = own(&self.roll, address) else { continue };
            let entry = uses.entry(identity).or_default();
            entry.cards += 1;
            entry.named(&card.name, source, day);
            card.other_names.iter().for_each(|name| entry.named(name, NameSource::Header, day));
            if !card.organization.is_empty() || !card.title.is_empty() {
                entry.positions.insert((card.organization.clone(), card.title.clone()), day);
            }
            entry.told.extend(told(card).map(|said| (said, day)));
        }
        self.touched.insert(person);
        let is_new = newcomers.remove(&person);
        let outcome = if is_new { Outcome::Added } else { Outcome::Joined };
        let reason = if is_new { String::new() } else { report::joined_to_person(person) };
        Ok(Told { outcome, tells: Some(person), reason })
    }

    /// The one person behind the e-mail and profile addresses of a card; several are joined. A role mailbox or a shared
    /// telephone on a card joins nobody.
    pub(super) async fn person_of_card(&mut self, tx: &mut Tx, card: &Card) -> Result<Option<i64>> {
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
        let survivor = self.owner.filter(|o| people.contains(o)).or(people.first().copied());
        let Some(survivor) = survivor else {
            return Ok(card.addresses.iter().find_map(|a| self.roll.get(a)).map(|k| k.person));
        };
        for joined in people.into_iter().filter(|p| *p != survivor) {
            self.join(tx, survivor, joined, WhyOne::Card).await?;
        }
        Ok(Some(survivor))
    }
}

/// What a card says of a person besides name, addresses and position.
fn told(card: &Card) -> impl Iterator<Item = (Kind, String)> {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let country = identity::place::country_named(&card.country).map(str::to_owned);
    let all = [
        (Kind::Birthday, card.birthday.clone()),
        (Kind::City, filled(&card.city)),
        (Kind::Country, country),
        (Kind::Zone, card.zone.clone()),
    ];
    all.into_iter().filter_map(|(kind, value)| Some((kind, value?)))
}
