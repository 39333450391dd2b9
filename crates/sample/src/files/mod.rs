//! The story as real files, as the programs people use would have written them.
//!
//! * [`header`], [`text`]: how names, addresses and letters look; [`mail`]: one mail from its headers to its parts.
//! * [`mailbox`]: the owner's two mboxes and the assistant's Maildir.
//! * [`ics`]: calendars. [`vcf`]: the address book. [`linkedin`]: the export of a network.

pub(crate) mod header;
pub(crate) mod ics;
pub(crate) mod linkedin;
pub(crate) mod mail;
pub(crate) mod mailbox;
pub(crate) mod text;
pub(crate) mod vcf;
