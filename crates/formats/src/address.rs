//! The canonical forms of addresses: two spellings of one address give equal values.

use model::Address;

/// The e-mail address in canonical form; `None` if it is not one (RFC 5321, as found in the wild).
pub fn email(text: &str) -> Option<Address> {
    let _ = text;
    None
}
