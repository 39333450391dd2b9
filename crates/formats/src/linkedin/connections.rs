//! Connections.csv: one card a row.

use jiff::tz::TimeZone;
use model::{Address, Card, Content, Finding, Item, Record};
use xxhash_rust::xxh3::xxh3_128;

use super::dates::day;
use super::table::{Column, Row, Table};
use crate::address;
use crate::text::one_line;

/// A company or a position is cut here.
const MAX_TEXT_CHARS: usize = 300;

/// The columns without which a table is not one of connections.
pub(super) const REQUIRED: [&str; 2] = ["first name", "last name"];

struct Columns {
    first_name: Column,
    last_name: Column,
    url: Column,
    email: Column,
    company: Column,
    position: Column,
    connected: Column,
}

/// Gives the items of the table.
pub(super) fn read(table: &Table, sink: &mut dyn FnMut(Item)) {
    let columns = Columns {
        first_name: table.column(&["first name"]),
        last_name: table.column(&["last name"]),
        url: table.column(&["url", "profile url"]),
        email: table.column(&["email address", "email", "e-mail address"]),
        company: table.column(&["company", "organization", "current company"]),
        position: table.column(&["position", "title", "current position"]),
        connected: table.column(&["connected on", "connected at"]),
    };
    table.rows(&mut |position, row| {
        sink(Item { position, outcome: row.and_then(|row| record(&row, &columns)) })
    });
}

fn record(row: &Row<'_>, columns: &Columns) -> Result<Record, Finding> {
    let name = format!("{} {}", row.text(columns.first_name), row.text(columns.last_name));
    let name = address::clean_name(&name);
    let profile = address::profile(&row.text(columns.url));
    let email = address::email(&row.text(columns.email));
    let connected = day(&row.text(columns.connected));
    let mut addresses: Vec<Address> = profile.iter().cloned().chain(email).collect();
    if name.is_empty() && addresses.is_empty() {
        return Err(Finding::skipped("a connection without a name"));
    }
    if addresses.is_empty() {
        addresses.push(Address::Name(format!("linkedin:{name}")));
    }
    let key = match profile {
        Some(profile) => format!("linkedin:{}", profile.value()),
        None => {
            let since = connected.map(|day| format!(" {day}")).unwrap_or_default();
            let who = if name.is_empty() { addresses.first().map_or("", Address::value) } else { &name };
            format!("linkedin:{who}{since}")
        }
    };
    let card = Card {
        name,
        other_names: Vec::new(),
        addresses,
        organization: one_line(&row.text(columns.company), MAX_TEXT_CHARS),
        title: one_line(&row.text(columns.position), MAX_TEXT_CHARS),
        birthday: None,
        city: String::new(),
        country: String::new(),
        zone: None,
        note: String::new(),
        connected: connected.and_then(|day| day.to_zoned(TimeZone::UTC).ok()).map(|day| day.timestamp()),
        is_organization: false,
    };
    Ok(Record { key, content_hash: xxh3_128(row.bytes), content: Content::Card(card) })
}
