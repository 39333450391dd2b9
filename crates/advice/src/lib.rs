//! Ties and a date to whom to reach out to, and why.
