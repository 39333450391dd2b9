//! Mailing lists: which one a mail came through, and who wrote it when the list put itself into `From`.

use model::{Address, Contact};

use super::headers::{Field, Headers};
use super::letter::Recipients;
use super::mailboxes;
use crate::address::{clean_name, email};

/// The address that people post to, where the headers give one.
///
/// In the order of trust: `List-Post` (RFC 2369 section 3.4), `Mailing-List` (ezmlm, Yahoo), `X-Mailing-List`
/// (majordomo), `X-BeenThere` (Mailman), `List-Id` (RFC 2919) if its name is also that of a recipient, `Sender` of the
/// form `owner-list@…` on mail that says `Precedence: list` or `bulk`.
pub(super) fn address(headers: &Headers<'_>, recipients: &Recipients) -> Option<Address> {
    if is_announcement(headers) {
        return None;
    }
    let first =
        |field| headers.first(field).and_then(|value| mailboxes::first(value, None)).map(|c| c.address);
    list_post(headers)
        .or_else(|| ezmlm(headers))
        .or_else(|| first(Field::XMailingList))
        .or_else(|| first(Field::BeenThere))
        .or_else(|| by_list_id(headers, recipients))
        .or_else(|| by_sender(headers, first(Field::Sender)?))
}

/// `List-Post: NO`: nobody may post to this list (RFC 2369 section 3.4).
pub(super) fn is_announcement(headers: &Headers<'_>) -> bool {
    let post = headers.first(Field::ListPost).unwrap_or_default().trim_ascii();
    post.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(b"no")) && !post.contains(&b'@')
}

fn list_post(headers: &Headers<'_>) -> Option<Address> {
    let post = String::from_utf8_lossy(headers.first(Field::ListPost)?).to_lowercase();
    let (_, mailto) = post.split_once("mailto:")?;
    email(mailto.split(['>', '?', ',']).next()?)
}

/// `list ana@lists.example; contact ana-owner@…` or `contact ana-help@lists.example; run by ezmlm`.
fn ezmlm(headers: &Headers<'_>) -> Option<Address> {
    let text = String::from_utf8_lossy(headers.first(Field::MailingList)?).into_owned();
    let named = |word: &str| {
        let (_, rest) = text.split_once(word)?;
        email(rest.trim_start().split([';', ' ', ',', '\r', '\n']).next()?)
    };
    named("list ").or_else(|| named("contact ").and_then(|contact| without_affix(&contact)))
}

/// `<ana.lists.example>` is the list `ana@lists.example` if a recipient is called `ana` at that or a related domain.
fn by_list_id(headers: &Headers<'_>, recipients: &Recipients) -> Option<Address> {
    let text = String::from_utf8_lossy(headers.first(Field::ListId)?).to_lowercase();
    let id = text.rsplit_once('<').map_or(text.as_str(), |(_, id)| id);
    let (name, domain) = id.trim().trim_end_matches('>').split_once('.')?;
    let is_list = |address: &Address| {
        address
            .value()
            .rsplit_once('@')
            .is_some_and(|(local, host)| local == name && (domain.ends_with(host) || host.ends_with(domain)))
    };
    recipients.all().map(|c| &c.address).find(|a| is_list(a)).cloned()
}

fn by_sender(headers: &Headers<'_>, sender: Address) -> Option<Address> {
    let is_list = matches!(headers.keyword(Field::Precedence).as_str(), "list" | "bulk");
    if is_list { without_affix(&sender) } else { None }
}

/// `owner-ana@x`, `ana-bounces@x`, `ana-request@x` … belong to the list `ana@x`.
fn without_affix(address: &Address) -> Option<Address> {
    let (local, domain) = address.value().rsplit_once('@')?;
    let suffixes = ["-bounces", "-bounce", "-owner", "-admin", "-help", "-request", "-errors", "-return"];
    let name = local
        .strip_prefix("owner-")
        .or_else(|| suffixes.iter().find_map(|suffix| local.strip_suffix(suffix)))?;
    email(&format!("{name}@{domain}"))
}

/// The author of a mail into whose `From` the list put its own address, because the author's domain forbids others to
/// send for it (DMARC, RFC 7489): `"Ana Lopez via Team" <team@example.org>`, with `Reply-To` or `X-Original-From`.
pub(super) fn behind(from: Contact, list: &Address, headers: &Headers<'_>, charset: Option<&str>) -> Contact {
    let candidates = [Field::OriginalFrom, Field::ReplyTo];
    let candidates = candidates.into_iter().flat_map(|field| headers.all(field));
    let author = candidates.filter_map(|value| mailboxes::first(value, charset)).find(|c| c.address != *list);
    let Some(author) = author else { return from };
    let name = if author.name.is_empty() { &from.name } else { &author.name };
    Contact::new(without_via(name), author.address)
}

/// The IETF's lists encode the author's address: `ana=40example.org@dmarc.ietf.org`.
pub(super) fn unwrapped(from: Contact) -> Contact {
    let inner = from
        .address
        .value()
        .strip_suffix("@dmarc.ietf.org")
        .and_then(|local| email(&local.replace("=40", "@")));
    match inner {
        Some(address) => Contact::new(from.name, address),
        None => from,
    }
}

fn without_via(name: &str) -> String {
    let end = name.rfind(" via ").unwrap_or(name.len());
    clean_name(&name[..end])
}
