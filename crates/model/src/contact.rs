//! How a source names a human: a display name and an address, before anyone is recognised.

use serde::{Deserialize, Serialize};

/// One address as a source gives it, already in canonical form, so that equal addresses are equal values.
///
/// The canonical forms are made by the constructors in `formats::address`; nothing else builds them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum Address {
    /// An e-mail address, lower case, without display name or angle brackets: `ana@example.org`.
    Email(String),
    /// A phone number: `+` and digits where the country is known, digits alone otherwise.
    Phone(String),
    /// A profile URL without scheme, `www.`, country subdomain, query or trailing slash: `linkedin.com/in/ana`.
    Profile(String),
    /// A name that stands alone in a source that gives no address (an old LinkedIn export), scoped to
    /// that kind of source so that it never meets a namesake from elsewhere: `linkedin:Ana Lopez`.
    Name(String),
}

impl Address {
    /// The word for the kind of address, as stored: `email`, `phone`, `profile` or `name`.
    pub fn kind(&self) -> &'static str {
        match self {
            Address::Email(_) => "email",
            Address::Phone(_) => "phone",
            Address::Profile(_) => "profile",
            Address::Name(_) => "name",
        }
    }

    /// The canonical text of the address.
    pub fn value(&self) -> &str {
        match self {
            Address::Email(v) | Address::Phone(v) | Address::Profile(v) | Address::Name(v) => v,
        }
    }

    /// The address of a stored kind and value; `None` for a kind that is not known.
    pub fn from_parts(kind: &str, value: &str) -> Option<Address> {
        let value = value.to_owned();
        match kind {
            "email" => Some(Address::Email(value)),
            "phone" => Some(Address::Phone(value)),
            "profile" => Some(Address::Profile(value)),
            "name" => Some(Address::Name(value)),
            _ => None,
        }
    }
}

/// A party named by a record: what the source calls them, and where they are reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contact {
    /// The display name as given, decoded, trimmed, without NUL or control characters; empty if none was given.
    pub name: String,
    /// The address of this party.
    pub address: Address,
    /// The source itself says that this party is the one whose data it holds (LinkedIn's "me").
    pub is_owner: bool,
}

impl Contact {
    /// A party who is not said to be the owner.
    pub fn new(name: impl Into<String>, address: Address) -> Contact {
        Contact { name: name.into(), address, is_owner: false }
    }
}
