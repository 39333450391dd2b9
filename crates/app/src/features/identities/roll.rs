//! Who is behind an address: looked up once a batch, remembered for the rest of an import.

use std::collections::{HashMap, HashSet};

use model::{Address, WorkspaceId};

use super::sql;
use crate::db::{Rows, Tx};
use crate::error::Result;
use crate::features::keeping;

/// Addresses remembered at most; beyond it, the roll starts anew from the database.
const MAX_REMEMBERED: usize = 300_000;

/// An address that has its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub identity: i64,
    pub person: i64,
}

/// The addresses met so far.
#[derive(Default)]
pub(crate) struct Roll {
    known: HashMap<Address, Known>,
    person_of: HashMap<i64, i64>,
}

impl Roll {
    /// The numbers of these addresses; an address never met gets an identity and a person of its own.
    pub async fn recognise(
        &mut self,
        tx: &mut Tx,
        ws: WorkspaceId,
        addresses: &[Address],
    ) -> Result<Vec<Known>> {
        let groups: Vec<&[Address]> = addresses.iter().map(std::slice::from_ref).collect();
        self.recognise_groups(tx, ws, &groups).await?;
        Ok(addresses.iter().filter_map(|a| self.known.get(a).copied()).collect())
    }

    /// The number of an address that was recognised before.
    pub fn get(&self, address: &Address) -> Option<Known> {
        self.known.get(address).copied()
    }

    /// Remembers whom an identity belongs to that was met in the database and not in the import.
    pub fn learn(&mut self, identity: i64, person: i64) {
        self.person_of.insert(identity, person);
    }

    /// The person behind an identity that was met before.
    pub fn person(&self, identity: i64) -> Option<i64> {
        self.person_of.get(&identity).copied()
    }

    /// Makes sure that all addresses are known, and gives the people that are new. Addresses of one group (a card) that
    /// were never met become one person: the one behind the group's first known address, or a new one.
    pub async fn recognise_groups(
        &mut self,
        tx: &mut Tx,
        ws: WorkspaceId,
        groups: &[&[Address]],
    ) -> Result<HashSet<i64>> {
        if self.known.len() > MAX_REMEMBERED {
            self.known.clear();
            self.person_of.clear();
        }
        self.look_up(tx, ws, groups).await?;
        let mut newcomers: Vec<(&Address, i64)> = Vec::new();
        let unknown: HashSet<&Address> =
            groups.iter().flat_map(|g| g.iter()).filter(|a| !self.known.contains_key(*a)).collect();
        if unknown.is_empty() {
            return Ok(HashSet::new());
        }
        let first = keeping::next_ids(tx, ws, 2 * unknown.len()).await?;
        let mut ids = first..;
        let mut people: Vec<(i64, &Address)> = Vec::new();
        for group in groups {
            let mut person = group.iter().find_map(|a| self.known.get(a)).map(|k| k.person);
            for address in group.iter() {
                if self.known.contains_key(address) {
                    continue;
                }
                let identity = ids.next().unwrap_or_default();
                let person = *person.get_or_insert_with(|| {
                    let id = ids.next().unwrap_or_default();
                    people.push((id, address));
                    id
                });
                self.remember(address.clone(), Known { identity, person });
                newcomers.push((address, identity));
            }
        }
        insert_people(tx, ws, &people).await?;
        let mut rows = Rows::default();
        for (address, id) in newcomers {
            let person = self.known.get(address).map_or(0, |k| k.person);
            let domain = identity::domain(address);
            rows.row().int(id).text(address.kind()).text(address.value()).opt_text(domain).int(person);
        }
        tx.execute(sql::INSERT, &[ws.0.into(), rows.into_arg()]).await?;
        Ok(people.into_iter().map(|(id, _)| id).collect())
    }

    /// All identities of one person belong to another from now on.
    pub fn moved(&mut self, from: i64, to: i64) {
        for known in self.known.values_mut().filter(|k| k.person == from) {
            known.person = to;
        }
        for person in self.person_of.values_mut().filter(|p| **p == from) {
            *person = to;
        }
    }

    fn remember(&mut self, address: Address, known: Known) {
        self.person_of.insert(known.identity, known.person);
        self.known.insert(address, known);
    }

    async fn look_up(&mut self, tx: &mut Tx, ws: WorkspaceId, groups: &[&[Address]]) -> Result<()> {
        let mut rows = Rows::default();
        let mut asked: HashSet<&Address> = HashSet::new();
        for address in groups.iter().flat_map(|g| g.iter()) {
            if !self.known.contains_key(address) && asked.insert(address) {
                rows.row().text(address.kind()).text(address.value());
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        let found: Vec<(String, String, i64, i64)> =
            tx.fetch_all(sql::FIND, &[ws.0.into(), rows.into_arg()]).await?;
        for (kind, value, identity, person) in found {
            if let Some(address) = Address::from_parts(&kind, &value) {
                self.remember(address, Known { identity, person });
            }
        }
        Ok(())
    }
}

/// Makes people of addresses, under provisional names: the best ones are chosen when all names are gathered.
async fn insert_people(tx: &mut Tx, ws: WorkspaceId, people: &[(i64, &Address)]) -> Result<()> {
    let name = |address: &Address| identity::best_name(&[], std::slice::from_ref(address));
    let named: Vec<(i64, String)> = people.iter().map(|(id, address)| (*id, name(address))).collect();
    insert_named(tx, ws, &named).await
}

/// Makes people of names.
pub(super) async fn insert_named(tx: &mut Tx, ws: WorkspaceId, people: &[(i64, String)]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let named: Vec<(i64, String, &str)> =
        people.iter().map(|(id, name)| (*id, identity::slug(name), name.as_str())).collect();
    let wanted = Rows::of_texts(named.iter().map(|(_, slug, _)| slug.as_str())).into_arg();
    let taken: Vec<(String,)> = tx.fetch_all(sql::TAKEN_SLUGS, &[ws.0.into(), wanted]).await?;
    let mut taken: HashSet<String> = taken.into_iter().map(|r| r.0).collect();
    let mut rows = Rows::default();
    for (id, slug, name) in &named {
        let slug = if taken.insert(slug.clone()) { slug.clone() } else { format!("{slug}-{id}") };
        rows.row()
            .int(*id)
            .text(&format!("kith-{}-{id}", ws.0))
            .text(&slug)
            .text(name)
            .text(&identity::fold(name));
    }
    tx.execute(sql::INSERT_PEOPLE, &[ws.0.into(), rows.into_arg()]).await?;
    Ok(())
}
