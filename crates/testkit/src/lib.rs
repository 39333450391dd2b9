//! Stories, test databases and house rules (development only).
