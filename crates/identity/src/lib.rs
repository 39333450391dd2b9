//! Which records are one human, and which addresses are nobody.
