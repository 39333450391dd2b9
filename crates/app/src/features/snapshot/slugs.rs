//! Who is at an address of a page, without asking the database: a hash of each address and the person's place, twelve bytes
//! a person. Whoever uses it looks whether the person really has this address, so that two with one hash do no harm.

use std::collections::HashMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::line::PersonLine;

/// The places of people by the end of their page's address.
#[derive(Clone, Debug, Default)]
pub(super) struct Slugs(HashMap<u64, u32>);

impl Slugs {
    /// Of everyone.
    pub fn of(people: &[Arc<PersonLine>]) -> Slugs {
        let all = people.iter().zip(0..);
        Slugs(all.map(|(line, place)| (hash(&line.slug), place)).collect())
    }

    /// Somebody is at this address from now on; who was at it before is found no more.
    pub fn set(&mut self, slug: &str, place: u32) {
        self.0.insert(hash(slug), place);
    }

    /// The place of who may be at an address.
    pub fn get(&self, slug: &str) -> Option<u32> {
        self.0.get(&hash(slug)).copied()
    }
}

fn hash(slug: &str) -> u64 {
    xxh3_64(slug.as_bytes())
}
