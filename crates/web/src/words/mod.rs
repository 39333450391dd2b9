//! Every text a person reads, a module for each page, as constants and functions of plain values.
//!
//! Views ask here and never write a sentence themselves, so that another language is another set of these modules.
//! British spelling, no exclamation marks, figures with their usual beside them.

pub mod account;
pub mod accuracy;
pub mod acts;
pub mod api;
pub mod colleagues;
pub mod data;
pub mod dates;
pub mod delegates;
pub mod erasure;
pub mod events;
pub mod failure;
pub mod find;
pub mod goals;
pub mod habits;
pub mod human;
pub mod kept_out;
pub mod key_people;
pub mod keys;
pub mod listening;
pub mod map;
pub mod organizations;
pub mod passkeys;
pub mod paths;
pub mod people;
pub mod person;
pub mod sample;
pub mod settings;
pub mod shell;
pub mod sign_in;
pub mod sources;
pub mod today;
pub mod tokens;
pub mod touches;
pub mod welcome;
pub mod without;
pub mod world;

/// “1 person”, “1,204 people”: a number as it is written, and of what.
fn counted(n: &str, one: &str, many: &str) -> String {
    format!("{n} {}", if n == "1" { one } else { many })
}
