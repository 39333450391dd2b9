//! Who writes to whom: the parties of messages, and which of them is the owner of the export.
//!
//! Older layouts give the sender's profile and only the names of recipients. Within one conversation a name is one human,
//! so a recipient who has written in it is known by their profile too.

use std::collections::{HashMap, HashSet};

use model::{Address, Contact};
use xxhash_rust::xxh3::xxh3_64;

use crate::address;

/// Of the recipients of one message this many are kept.
const MAX_RECIPIENTS: usize = 200;

/// How LinkedIn calls members who have left or are not to be seen.
const HIDDEN: &str = "linkedin member";

/// One side of a message: a name, a profile, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) name: String,
    pub(super) profile: Option<Address>,
}

impl Party {
    /// The party with this name and profile URL; `None` if nothing says who it is.
    pub(super) fn new(name: &str, url: &str) -> Option<Party> {
        let party = Party { name: address::clean_name(name), profile: address::profile(url) };
        let is_hidden =
            party.profile.is_none() && (party.name.is_empty() || party.name.to_lowercase() == HIDDEN);
        (!is_hidden).then_some(party)
    }

    /// What this party is called where a name has to do.
    fn key(&self) -> String {
        match &self.profile {
            Some(profile) if self.name.is_empty() => profile.value().to_owned(),
            _ => self.name.to_lowercase(),
        }
    }
}

/// Words that follow a name behind a comma and are no names themselves.
const SUFFIXES: [&str; 18] = [
    "phd", "mba", "md", "cpa", "cfa", "pmp", "esq", "jr", "sr", "ii", "iii", "msc", "bsc", "ma", "cscp",
    "pe", "rn", "jd",
];

/// The recipients of a message: names separated by commas, URLs likewise. Where their counts differ, a single URL has the
/// whole text for its name, and of several URLs the names are not known.
pub(super) fn recipients(names: &str, urls: &str) -> Vec<Party> {
    let urls: Vec<&str> =
        urls.split([',', ';', ' ', '\n']).map(str::trim).filter(|url| !url.is_empty()).collect();
    let split = split_names(names);
    let pairs: Vec<(String, &str)> = match urls.len() {
        0 => split.into_iter().map(|name| (name, "")).collect(),
        1 => vec![(names.to_owned(), urls.first().copied().unwrap_or_default())],
        count if count == split.len() => split.into_iter().zip(urls).collect(),
        _ => urls.into_iter().map(|url| (String::new(), url)).collect(),
    };
    let mut parties = Vec::new();
    for party in pairs.into_iter().filter_map(|(name, url)| Party::new(&name, url)).take(MAX_RECIPIENTS) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

fn split_names(names: &str) -> Vec<String> {
    let mut split: Vec<String> = Vec::new();
    for part in names.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let bare: String = part.chars().filter(|c| *c != '.').collect::<String>().to_lowercase();
        match split.last_mut() {
            Some(name) if SUFFIXES.contains(&bare.as_str()) => {
                name.push_str(", ");
                name.push_str(part);
            }
            _ => split.push(part.to_owned()),
        }
    }
    split
}

/// What the rows of a file, taken together, say about its parties.
#[derive(Default)]
pub(super) struct Census {
    /// In how many conversations (or rows, without such) a party takes part.
    seen: HashMap<String, u64>,
    counted: HashSet<u64>,
    conversations: u64,
    /// How often a row itself says that a party is the owner.
    votes: HashMap<String, u64>,
    /// How often a name comes with a profile.
    profiles: HashMap<String, HashMap<Address, u64>>,
    /// The profile of a name in a conversation; none if there are several.
    in_conversation: HashMap<u64, Option<Address>>,
}

/// The owner of the export, as its rows show them.
pub(super) struct Owner {
    key: String,
    profile: Option<Address>,
}

impl Census {
    /// Counts a message in. Without a conversation's id each message is one of its own.
    pub(super) fn count<'a>(&mut self, conversation: u64, parties: impl Iterator<Item = &'a Party>) {
        self.conversations += u64::from(self.counted.insert(conversation));
        for party in parties {
            let key = party.key();
            let in_conversation = hash(conversation, &key);
            if self.counted.insert(in_conversation) {
                *self.seen.entry(key.clone()).or_default() += 1;
            }
            if let Some(profile) = &party.profile {
                let known =
                    self.in_conversation.entry(in_conversation).or_insert_with(|| Some(profile.clone()));
                if known.as_ref() != Some(profile) {
                    *known = None;
                }
                *self.profiles.entry(key).or_default().entry(profile.clone()).or_default() += 1;
            }
        }
    }

    /// Takes note that a row says of a party that it is the owner.
    pub(super) fn vote(&mut self, party: &Party) {
        *self.votes.entry(party.key()).or_default() += 1;
    }

    /// The owner: whom the rows name as such, else who is in nearly every conversation. Where that is true of several (one
    /// conversation of two), the one whose name is the owner's; `None` if that does not tell them apart.
    pub(super) fn owner(&self, owner_names: &[String]) -> Option<Owner> {
        let key = match the_only_most(self.votes.iter()) {
            Some(key) => key,
            None => {
                let nearly_all = self.conversations.saturating_mul(4).div_ceil(5).max(1);
                let candidates = || self.seen.iter().filter(|(_, count)| **count >= nearly_all);
                let is_named = |key: &String| {
                    owner_names.iter().any(|name| address::clean_name(name).to_lowercase() == *key)
                };
                let mut named = candidates().filter(|(key, _)| is_named(key));
                named.next().map(|(key, _)| key).or_else(|| the_only_most(candidates()))?
            }
        };
        let profile = self.profiles.get(key).and_then(|profiles| the_only_most(profiles.iter())).cloned();
        Some(Owner { key: key.clone(), profile })
    }

    /// The party as a contact: by its profile, by the one it has elsewhere in the conversation, or else by its name.
    pub(super) fn contact(&self, conversation: u64, party: Party, owner: Option<&Owner>) -> Contact {
        let key = party.key();
        let is_owner = owner.is_some_and(|owner| owner.is(&key, party.profile.as_ref()));
        let known = || self.in_conversation.get(&hash(conversation, &key)).cloned().flatten();
        let of_owner = || owner.filter(|_| is_owner).and_then(|owner| owner.profile.clone());
        let address = party
            .profile
            .or_else(known)
            .or_else(of_owner)
            .unwrap_or_else(|| Address::Name(format!("linkedin:{}", party.name)));
        Contact { name: party.name, address, is_owner }
    }
}

impl Owner {
    /// A namesake with another profile is someone else.
    fn is(&self, key: &str, profile: Option<&Address>) -> bool {
        match (profile, &self.profile) {
            (Some(profile), Some(own)) => profile == own,
            _ => key == self.key,
        }
    }
}

fn hash(conversation: u64, key: &str) -> u64 {
    xxh3_64(format!("{conversation:x} {key}").as_bytes())
}

/// What has the highest count, unless two have it.
fn the_only_most<'a, T>(counts: impl Iterator<Item = (&'a T, &'a u64)>) -> Option<&'a T> {
    let mut most: Option<(&T, u64, bool)> = None;
    for (what, &count) in counts {
        most = match most {
            Some((_, highest, _)) if count > highest => Some((what, count, true)),
            Some((first, highest, _)) if count == highest => Some((first, highest, false)),
            Some(most) => Some(most),
            None => Some((what, count, true)),
        };
    }
    most.filter(|(.., is_only)| *is_only).map(|(what, ..)| what)
}
