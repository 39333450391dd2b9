//! Countries by code, name and time zone, for the pages.
//!
//! The tables and what an address tells of a country are in [`identity::place`], which is pure; this is the door for the
//! faces, which do not know that crate.

pub use identity::place::{countries, country_name, zone_of_country};
