//! The canonical forms of addresses: two spellings of one address give equal values.
//!
//! Everything else in Kith compares addresses by equality, so the rules of what is "the same address" are here and
//! nowhere else. They are cautious: what is written differently but *might* be the same (`ana+news@…`, dots in a
//! Gmail address) stays different, since joining too much is worse than joining too little; identity resolution sees to
//! the rest. Each function is idempotent: its own output, read again, gives itself.

mod email;
mod name;
mod phone;
mod profile;
mod punycode;

pub use email::email;
pub use name::clean_name;
pub use phone::phone;
pub use profile::profile;
