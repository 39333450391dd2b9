//! Whom to reach out to today, and why.
