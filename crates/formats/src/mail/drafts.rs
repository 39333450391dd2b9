//! Mails that were written and never sent.

use super::headers::{Field, Headers};

/// Whether it is a draft: marked as one by its program (or as `Drafts` by Gmail's export), and never transported.
pub(super) fn is_draft(headers: &Headers<'_>) -> bool {
    let is_marked = headers.has(Field::Draft) || has_gmail_label(headers, &["Draft", "Drafts"]);
    is_marked && !headers.has(Field::Received)
}

/// Whether Gmail's export put one of these labels on it.
pub(super) fn has_gmail_label(headers: &Headers<'_>, labels: &[&str]) -> bool {
    let value = headers.first(Field::GmailLabels).unwrap_or_default();
    value.split(|b| *b == b',').any(|label| {
        let label = label.trim_ascii();
        labels.iter().any(|wanted| label.eq_ignore_ascii_case(wanted.as_bytes()))
    })
}
