//! The address book: a vCard 4.0 (RFC 6350) for every human, as the owner would hand it to another address book.
//!
//! People are read some hundreds at a time. Private notes are in the cards of those who may read them.

use std::collections::BTreeMap;

use super::out::{Out, content_text};
use super::{Folder, sql};
use crate::access::{Cx, Field};
use crate::db::{Arg, Look, Rows};
use crate::error::Result;
use crate::features::details::Kind;
use crate::features::identities::BY_HAND;

/// People read at once.
const PEOPLE_A_STEP: i64 = 500;

/// What stands on a card.
#[derive(Default)]
struct Card {
    addresses: Vec<(String, String)>,
    positions: Vec<(String, String)>,
    details: BTreeMap<String, String>,
    notes: Vec<String>,
}

/// Writes `people.vcf`.
pub(super) async fn write(cx: &Cx, look: &mut Look, folder: &mut Folder) -> Result<()> {
    let mut out = folder.file("people.vcf")?;
    let mut after = 0;
    loop {
        let args = [cx.ws(), after.into(), PEOPLE_A_STEP.into()];
        let people: Vec<(i64, String, String)> = look.fetch_all(sql::NEXT_HUMANS, &args).await?;
        let Some(last) = people.last().map(|p| p.0) else { break };
        after = last;
        let cards = read(cx, look, people.iter().map(|p| p.0)).await?;
        let blank = Card::default();
        for (id, uid, name) in &people {
            write_card(&mut out, uid, name, cards.get(id).unwrap_or(&blank))?;
        }
    }
    folder.done(out)
}

async fn read(cx: &Cx, look: &mut Look, people: impl Iterator<Item = i64>) -> Result<BTreeMap<i64, Card>> {
    let mut cards: BTreeMap<i64, Card> = BTreeMap::new();
    let ids = Rows::of_ints(people).into_arg();
    let args = [cx.ws(), ids.clone()];
    type Row = (i64, String, String);
    for (id, kind, value) in look.fetch_all::<Row>(sql::ADDRESSES_OF, &args).await? {
        if !value.starts_with(BY_HAND) {
            cards.entry(id).or_default().addresses.push((kind, value));
        }
    }
    for (id, organization, title) in look.fetch_all::<Row>(sql::POSITIONS_OF, &args).await? {
        cards.entry(id).or_default().positions.push((organization, title));
    }
    for (id, kind, value) in look.fetch_all::<Row>(sql::DETAILS_OF, &args).await? {
        cards.entry(id).or_default().details.entry(kind).or_insert(value);
    }
    let args: [Arg; 3] = [cx.ws(), ids, cx.opens(Field::PrivateNotes)];
    for (id, text) in look.fetch_all::<(i64, String)>(sql::NOTES_OF, &args).await? {
        cards.entry(id).or_default().notes.push(text);
    }
    Ok(cards)
}

fn write_card(out: &mut Out, uid: &str, name: &str, card: &Card) -> Result<()> {
    out.count();
    let said = |kind: Kind| card.details.get(kind.word()).map(String::as_str).filter(|v| !v.is_empty());
    out.content_line("BEGIN:VCARD")?;
    out.content_line("VERSION:4.0")?;
    out.content_line(&format!("UID;VALUE=text:{}", content_text(uid)))?;
    out.content_line(&format!("FN:{}", content_text(name)))?;
    if let Some(native) = said(Kind::NativeName) {
        out.content_line(&format!("FN:{}", content_text(native)))?;
    }
    for (kind, value) in &card.addresses {
        match kind.as_str() {
            "email" => out.content_line(&format!("EMAIL:{}", content_text(value)))?,
            "phone" => out.content_line(&format!("TEL;VALUE=uri:tel:{value}"))?,
            "profile" => out.content_line(&format!("URL:https://{value}"))?,
            _ => {}
        }
    }
    write_work(out, card, said(Kind::Organization), said(Kind::Title))?;
    let (city, country) = (said(Kind::City), said(Kind::Country));
    if city.is_some() || country.is_some() {
        let name = country.map(|code| identity::place::country_name(code).unwrap_or(code));
        let [city, country] = [city, name].map(|text| content_text(text.unwrap_or_default()));
        out.content_line(&format!("ADR:;;;{city};;;{country}"))?;
    }
    for (property, kind) in [("BDAY", Kind::Birthday), ("TZ", Kind::Zone), ("LANG", Kind::Language)] {
        if let Some(value) = said(kind) {
            let value = if kind == Kind::Birthday { birthday(value) } else { content_text(value) };
            out.content_line(&format!("{property}:{value}"))?;
        }
    }
    if said(Kind::Key) == Some("yes") {
        out.content_line("CATEGORIES:Key people")?;
    }
    for note in &card.notes {
        out.content_line(&format!("NOTE:{}", content_text(note)))?;
    }
    out.content_line("END:VCARD")
}

/// Where they work: what the owner says, else the newest position; earlier ones follow.
fn write_work(out: &mut Out, card: &Card, organization: Option<&str>, title: Option<&str>) -> Result<()> {
    let mut positions = card.positions.clone();
    if organization.is_some() || title.is_some() {
        let newest = positions.first().cloned().unwrap_or_default();
        let said = |text: Option<&str>, known: String| text.map_or(known, str::to_owned);
        let present = (said(organization, newest.0), said(title, newest.1));
        positions.retain(|position| *position != present);
        positions.insert(0, present);
    }
    for (organization, title) in positions {
        if !organization.is_empty() {
            out.content_line(&format!("ORG:{}", content_text(&organization)))?;
        }
        if !title.is_empty() {
            out.content_line(&format!("TITLE:{}", content_text(&title)))?;
        }
    }
    Ok(())
}

/// `1975-04-30` as vCard 4.0 writes it, `--04-30` where the year is not known.
fn birthday(value: &str) -> String {
    match value.strip_prefix("--") {
        Some(day) => format!("--{}", day.replace('-', "")),
        None => value.replace('-', ""),
    }
}
