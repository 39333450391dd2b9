//! Which records are one human, and which addresses are nobody.
//!
//! Sources name people by a display name and an address ([`model::Contact`]). Between reading a source (crate
//! `formats`) and counting contact (crate `network`), somebody has to say what such an address *is* and what the
//! human behind it is called. That is done here, from plain values, by total functions: no IO, no clock, no chance.
//!
//! * [`mod@nature`]: whether an address is a person, a list, a newsletter, a robot, a role mailbox or a resource.
//! * [`names`]: the best display name of all that were gathered for one human.
//! * [`mod@slug`]: that name as part of a web address.
//! * [`domain`]: whose house someone writes from.
//! * [`owner`]: whose archive this is, guessed from who is party to it.
//! * [`mod@industry`]: what an organization works in, where its mail domain says so for sure.
//! * [`place`]: the country that a telephone number or a mail domain tells of, and countries by name.
//! * [`search`]: names folded for finding, blind to case and diacritics.
//!
//! Nothing uncertain is joined: same address, same person, and no more. The evidence and odds for likelier
//! joins will live here too.

pub mod domain;
pub mod industry;
pub mod names;
pub mod nature;
pub mod owner;
pub mod place;
pub mod search;
pub mod slug;

pub use domain::{domain, is_public_domain};
pub use industry::Industry;
pub use names::{GatheredName, NameSource, best_name, name_from_address};
pub use nature::{Nature, Usage, by_shape, by_use, nature};
pub use owner::{OwnerGuess, OwnerProposal};
pub use search::{fold, matches, without_digraphs};
pub use slug::slug;
