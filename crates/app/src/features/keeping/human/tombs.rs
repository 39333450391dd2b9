//! Addresses of people who were forgotten: known by a keyed hash alone, so that no source brings them back.
//!
//! What an import reads is looked through before anything of it is written ([`Tombs::keep_out`]). What they wrote, and
//! what is of nobody but them and the owner, is told as skipped; from what others took part in as well, they are left out.

use std::collections::HashSet;

use model::{Address, Contact, Content, Finding, Item, Record};

use super::mentions::Mentions;
use super::sql;
use crate::access::Cx;
use crate::db::Tx;
use crate::error::Result;
use crate::features::secrets;
use crate::outer::secret_key::SecretKey;

/// What the hashes are for.
const PURPOSE: &str = "forgotten addresses";
/// Why an item is not taken in; it says nothing of whom.
const REASON: &str = "of somebody who was forgotten here";

/// The addresses that no source brings back, and the owner's own.
pub(crate) struct Tombs {
    key: SecretKey,
    workspace: i64,
    tags: HashSet<String>,
    own: HashSet<Address>,
}

/// The hash of an address, with the key of this data folder.
pub(super) fn tag_of(key: &SecretKey, workspace: i64, address: &Address) -> String {
    key.tag(PURPOSE, &format!("{workspace}:{}:{}", address.kind(), address.value()))
}

impl Tombs {
    /// All of a workspace; `None` where nobody was forgotten.
    pub async fn load(cx: &Cx, tx: &mut Tx) -> Result<Option<Tombs>> {
        let tags: Vec<(String,)> = tx.fetch_all(sql::TAGS, &[cx.ws()]).await?;
        if tags.is_empty() {
            return Ok(None);
        }
        let own: Vec<(String, String)> = tx.fetch_all(sql::OWN_ADDRESSES, &[cx.ws()]).await?;
        let own = own.iter().filter_map(|(kind, value)| Address::from_parts(kind, value)).collect();
        let tags = tags.into_iter().map(|r| r.0).collect();
        let key = secrets::key(tx, &cx.app).await?;
        Ok(Some(Tombs { key, workspace: cx.workspace.0, tags, own }))
    }

    fn has(&self, address: &Address) -> bool {
        self.tags.contains(&tag_of(&self.key, self.workspace, address))
    }

    /// Takes those who were forgotten out of an item, or makes the item one that is skipped.
    pub fn keep_out(&self, item: &mut Item) {
        let Ok(record) = &mut item.outcome else { return };
        let mut gone: Vec<Contact> = Vec::new();
        if !self.is_left(record, &mut gone) {
            item.outcome = Err(Finding::skipped(REASON));
            return;
        }
        if gone.is_empty() {
            return;
        }
        let names = gone.iter().map(|contact| contact.name.as_str());
        let mentions = Mentions::of(names, gone.iter().map(|contact| contact.address.value())).by_any_word();
        let title = match &mut record.content {
            Content::Mail(mail) => &mut mail.subject,
            Content::Message(message) => &mut message.subject,
            Content::Event(event) => &mut event.title,
            Content::Card(_) | Content::Notice(_) => return,
        };
        if let Some(left) = mentions.without(title) {
            *title = left;
        }
    }

    /// Takes them out of a record; false if nothing is left of it.
    fn is_left(&self, record: &mut Record, gone: &mut Vec<Contact>) -> bool {
        match &mut record.content {
            Content::Card(card) => !card.addresses.iter().any(|address| self.has(address)),
            Content::Notice(notice) => {
                self.retain(&mut notice.about, gone);
                gone.is_empty() || !notice.about.is_empty()
            }
            Content::Mail(mail) => {
                self.retain(&mut mail.to, gone);
                self.retain(&mut mail.cc, gone);
                mail.reply_to = mail.reply_to.take().filter(|address| !self.has(address));
                let others = std::iter::once(&mail.from).chain(&mail.to).chain(&mail.cc);
                !self.has(&mail.from.address) && (gone.is_empty() || self.is_of_others(others))
            }
            Content::Message(message) => {
                self.retain(&mut message.to, gone);
                let others = std::iter::once(&message.from).chain(&message.to);
                !self.has(&message.from.address) && (gone.is_empty() || self.is_of_others(others))
            }
            Content::Event(event) => {
                gone.extend(event.organizer.take_if(|organizer| self.has(&organizer.address)));
                event.attendees.retain(|attendee| {
                    let is_gone = self.has(&attendee.contact.address);
                    if is_gone {
                        gone.push(attendee.contact.clone());
                    }
                    !is_gone
                });
                let others = event.organizer.iter().chain(event.attendees.iter().map(|a| &a.contact));
                gone.is_empty() || self.is_of_others(others)
            }
        }
    }

    fn retain(&self, contacts: &mut Vec<Contact>, gone: &mut Vec<Contact>) {
        contacts.retain(|contact| {
            let is_gone = self.has(&contact.address);
            if is_gone {
                gone.push(contact.clone());
            }
            !is_gone
        });
    }

    /// Whether anybody but the owner takes part.
    fn is_of_others<'a>(&self, mut parties: impl Iterator<Item = &'a Contact>) -> bool {
        parties.any(|contact| !self.own.contains(&contact.address))
    }
}
