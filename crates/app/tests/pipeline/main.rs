//! The pipeline from files to today's list, on both databases: what a member gets from each act.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accounts;
mod accuracy;
mod backups;
mod by_hand;
mod capture;
mod colleagues;
mod delegates;
mod derived;
mod export;
mod forget;
mod habits;
mod health;
mod holds;
mod identities;
mod industries;
mod jobs;
mod key_people;
mod lists;
mod map;
mod openid;
mod passkeys;
mod paths;
mod portrait;
mod queries;
mod sample;
mod schema;
mod secrets;
mod support;
mod today;
mod tokens;
mod undo;
mod undo_imports;
mod without;
