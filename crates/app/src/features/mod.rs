//! What a member can do, a folder a feature: `mod.rs` the acts, `sql.rs` their SQL. Each table has one feature that writes it.
//!
//! | feature | acts | writes |
//! |---|---|---|
//! | [`capture`] | import, dry run, proposal of the owner | source, import, record, series |
//! | [`identities`] | recognise, add by hand, name the owner, join, take apart | identity, identity_name, identity_mark, position, person |
//! | [`interactions`] | log by hand, timeline | interaction, participant, note |
//! | [`understanding`] | derive ties, their numbers, rebuild | tie, acquaintance, stale_pair |
//! | [`accuracy`] | how good the numbers were on one's own past; which constants are in use | judgement, refit, past_alarm, sample_person |
//! | [`details`] | what the owner says of people, what cards say | person_detail, identity_detail |
//! | [`organizations`] | who covers one, what took place there, its industry | organization_industry |
//! | [`portrait`] | one person: numbers, timeline, who else knows them | – |
//! | [`people`] | list, find, show, leave alone | – |
//! | [`openid`] | signing in by another service | account_link |
//! | [`passkeys`] | signing in with what a device holds | passkey |
//! | [`places`] | countries by code, name and zone | – |
//! | [`snapshot`] | everyone with their numbers, in memory | – |
//! | [`map`] | where everyone stands, who belongs together | map_drawing |
//! | [`health`] | measures of the whole network, now and a quarter ago | network_health |
//! | [`paths`] | by whom one is best introduced, who was asked | introduction_ask |
//! | [`without`] | what would be lost if somebody left | – |
//! | [`today`] | whom to reach out to, and why, not this person | dismissal |
//! | [`key_people`] | who matters most: proposed, confirmed, struck | – |
//! | [`acts`] | what was done, undo | act, act_touch, change |
//! | [`tray`] | what delegates suggest: waits, accepted, declined | suggestion |
//! | [`members`] | invitations, scopes, what a member sees | member, invitation |
//! | [`queue`] | what a delegate is to do: given, done | delegation |
//! | [`settings`] | time zone, formats, how many a day | setting |
//! | [`accounts`] | who signs in, how that is guarded, their sessions | account, session, sign_in_attempt, second_factor, recovery_code, account_key, account_event |
//! | [`secrets`] | the key beside the database: which one fits, and changing it | sealing_key |
//! | [`tokens`] | what programs come in with | token |
//! | [`keeping`] | the workspace, doctor, backups, exports, forgetting, retention, holds | workspace, backup_run, forgotten, retention, hold |

pub mod accounts;
pub mod accuracy;
pub mod acts;
pub mod capture;
pub mod details;
pub mod health;
pub mod identities;
pub mod interactions;
pub mod keeping;
pub mod key_people;
pub mod map;
pub mod members;
pub mod openid;
pub mod organizations;
pub mod passkeys;
pub mod paths;
pub mod people;
pub mod places;
pub mod portrait;
pub mod queue;
pub mod secrets;
pub mod settings;
pub mod snapshot;
pub mod today;
pub mod tokens;
pub mod tray;
pub mod understanding;
pub mod without;
