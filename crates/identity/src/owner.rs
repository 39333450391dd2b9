//! Whose archive this is, guessed from who is party to it.
//!
//! Nearly every mail and meeting of an archive has its owner among its parties, and nobody else comes near. So the
//! accumulator counts, over any number of records in any order, how many each address is party to; the best are
//! proposed to the owner, who says which are theirs. It keeps a bounded number of addresses.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::{Address, Contact, Content, MailClass};

use crate::nature::by_shape;

/// How many addresses are kept at most; beyond it the rarest are forgotten, among whom the owner is not.
const MOST_ADDRESSES: usize = 20_000;

/// What the share of an address counts that never wrote anything, against one that did. An archive of received mail
/// holds nothing by its owner, so that silence is a doubt and no proof.
const SILENT_WEIGHT: f64 = 0.6;

/// How many proposals are made at most.
pub const MOST_PROPOSALS: usize = 10;

/// Counts who is party to the records it is shown.
#[derive(Clone, Debug, Default)]
pub struct OwnerGuess {
    records: u64,
    seen: HashMap<Address, Sightings>,
    lists: HashSet<Address>,
    named_by_source: BTreeSet<Address>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sightings {
    /// Records it is party to.
    party: u64,
    /// Of these, records it wrote or called.
    wrote: u64,
}

/// An address that may be the owner's.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnerProposal {
    /// The e-mail address.
    pub address: Address,
    /// The part of all records with parties that it is party to, 0–1.
    pub share: f64,
    /// Whether it wrote at least one of them.
    pub writes: bool,
}

impl OwnerGuess {
    /// Nothing seen yet.
    pub fn new() -> OwnerGuess {
        OwnerGuess::default()
    }

    /// Takes note of who is party to a record. Cards and notices have no parties.
    pub fn observe(&mut self, content: &Content) {
        match content {
            Content::Mail(mail) => {
                if let MailClass::Discussion { list: Some(list) } = &mail.class
                    && self.lists.len() < MOST_ADDRESSES
                {
                    self.lists.insert(list.clone());
                }
                self.count(Some(&mail.from), mail.to.iter().chain(&mail.cc));
            }
            Content::Event(event) => {
                self.count(event.organizer.as_ref(), event.attendees.iter().map(|a| &a.contact));
            }
            Content::Message(message) => self.count(Some(&message.from), message.to.iter()),
            Content::Card(_) | Content::Notice(_) => {}
        }
    }

    /// Addresses of any kind that a source itself says are the owner's (LinkedIn's "me"), in canonical order.
    pub fn named_by_source(&self) -> impl Iterator<Item = &Address> {
        self.named_by_source.iter()
    }

    /// The e-mail addresses most likely to be the owner's, best first, at most [`MOST_PROPOSALS`].
    ///
    /// Lists, robots and role mailboxes are never proposed. The order does not depend on the order of the records.
    pub fn proposals(&self) -> Vec<OwnerProposal> {
        let is_candidate =
            |address: &Address| matches!(address, Address::Email(_)) && !self.lists.contains(address);
        let mut ranked: Vec<(f64, OwnerProposal)> = self
            .seen
            .iter()
            .filter(|(address, _)| is_candidate(address) && by_shape(address, "").is_none())
            .map(|(address, seen)| {
                let share = seen.party as f64 / self.records.max(1) as f64;
                let writes = seen.wrote > 0;
                let weight = if writes { 1.0 } else { SILENT_WEIGHT };
                (share * weight, OwnerProposal { address: address.clone(), share, writes })
            })
            .collect();
        ranked.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.address.cmp(&y.address)));
        ranked.into_iter().take(MOST_PROPOSALS).map(|(_, proposal)| proposal).collect()
    }

    fn count<'a>(&mut self, author: Option<&'a Contact>, others: impl Iterator<Item = &'a Contact>) {
        let mut parties: Vec<&Contact> = author.into_iter().chain(others).collect();
        if parties.is_empty() {
            return;
        }
        self.records += 1;
        let author = author.map(|a| &a.address);
        self.named_by_source.extend(parties.iter().filter(|p| p.is_owner).map(|p| p.address.clone()));
        parties.sort_by(|a, b| a.address.cmp(&b.address));
        parties.dedup_by(|a, b| a.address == b.address);
        for party in parties {
            let wrote = u64::from(Some(&party.address) == author);
            match self.seen.get_mut(&party.address) {
                Some(seen) => *seen = Sightings { party: seen.party + 1, wrote: seen.wrote + wrote },
                None => {
                    self.seen.insert(party.address.clone(), Sightings { party: 1, wrote });
                }
            }
        }
        self.forget_the_rarest();
    }

    /// Forgets addresses with few records until at most half of [`MOST_ADDRESSES`] are left, so that it happens rarely.
    fn forget_the_rarest(&mut self) {
        if self.seen.len() <= MOST_ADDRESSES {
            return;
        }
        let mut parties: Vec<u64> = self.seen.values().map(|seen| seen.party).collect();
        parties.sort_unstable();
        let threshold = parties.get(parties.len() / 2).copied().unwrap_or_default();
        self.seen.retain(|_, seen| seen.party > threshold);
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use model::Mail;
    use proptest::prelude::*;

    use super::*;

    fn contact(email: &str) -> Contact {
        Contact::new("", Address::Email(format!("{email}@example.org")))
    }

    fn mail(from: &str, to: &[&str], class: MailClass) -> Content {
        Content::Mail(Mail {
            at: Timestamp::UNIX_EPOCH,
            is_dated: true,
            from: contact(from),
            to: to.iter().map(|t| contact(t)).collect(),
            cc: Vec::new(),
            recipient_count: to.len() as u32,
            subject: String::new(),
            in_reply_to: None,
            message_id: None,
            class,
            reply_to: None,
        })
    }

    fn personal(from: &str, to: &[&str]) -> Content {
        mail(from, to, MailClass::Personal)
    }

    fn proposed(records: &[Content]) -> Vec<String> {
        let mut guess = OwnerGuess::new();
        records.iter().for_each(|record| guess.observe(record));
        let local = |p: OwnerProposal| p.address.value().split('@').next().unwrap_or_default().to_owned();
        guess.proposals().into_iter().map(local).collect()
    }

    #[test]
    fn the_owner_is_party_to_most_of_it() {
        let records = [
            personal("ana", &["me"]),
            personal("me", &["ana", "bo"]),
            personal("bo", &["me", "me", "ana"]),
            personal("me", &["cy"]),
        ];
        assert_eq!(proposed(&records), ["me", "ana", "bo", "cy"]);
    }

    #[test]
    fn lists_and_functions_are_not_owners() {
        let talk = MailClass::Discussion { list: Some(contact("club").address) };
        let records = [
            mail("me", &["club", "info"], talk.clone()),
            mail("me", &["club", "info"], talk.clone()),
            mail("bo", &["club", "info"], talk),
        ];
        assert_eq!(proposed(&records), ["me", "bo"]);
    }

    #[test]
    fn an_inbox_alone_shows_its_owner() {
        let inbox: Vec<Content> =
            ["ana", "ana", "bo", "cy"].iter().map(|from| personal(from, &["me"])).collect();
        let first = proposed(&inbox);
        assert_eq!(first.first().map(String::as_str), Some("me"));
    }

    #[test]
    fn a_source_may_say_whose_it_is() {
        let mut guess = OwnerGuess::new();
        let me = Contact { is_owner: true, ..contact("me") };
        guess.observe(&Content::Message(model::Message {
            at: Timestamp::UNIX_EPOCH,
            from: me.clone(),
            to: vec![contact("ana")],
            subject: String::new(),
            is_bulk: false,
        }));
        assert_eq!(guess.named_by_source().collect::<Vec<_>>(), [&me.address]);
    }

    #[test]
    fn a_crowd_is_forgotten_and_the_owner_is_not() {
        let mut guess = OwnerGuess::new();
        for i in 0..(MOST_ADDRESSES as u32 + 500) {
            guess.observe(&personal(&format!("visitor.x{i}y"), &["me"]));
        }
        assert!(guess.seen.len() <= MOST_ADDRESSES);
        assert_eq!(guess.proposals()[0].address, contact("me").address);
    }

    proptest! {
        #[test]
        fn the_order_of_records_does_not_matter(
            (pairs, shuffled) in prop::collection::vec((0usize..5, 0usize..5), 0..20)
                .prop_flat_map(|pairs| (Just(pairs.clone()), Just(pairs).prop_shuffle())),
        ) {
            let names = ["me", "ana", "bo", "cy", "info"];
            let records = |pairs: &[(usize, usize)]| -> Vec<Content> {
                pairs.iter().map(|(from, to)| personal(names[*from], &[names[*to]])).collect()
            };
            prop_assert_eq!(proposed(&records(&pairs)), proposed(&records(&shuffled)));
        }
    }
}
