//! What the story is made of: names, places, organizations and phrases, all invented.
//!
//! Domains end in `.example`, which is reserved (RFC 2606) and so belongs to nobody.

pub(crate) mod names;
pub(crate) mod organizations;
pub(crate) mod phrases;
pub(crate) mod places;
pub(crate) mod topics;
