//! Message ids (RFC 5322 section 3.6.4), in a form in which equal ids are equal texts.

/// No program writes longer ids; of a longer one only the beginning is compared.
const MAX_CHARS: usize = 500;

/// The first message id in a field: without angle brackets and white space, its domain in lower case.
///
/// `Your message of Monday <a@b>` gives `a@b`; a field without brackets gives its first word that has an `@`, or its
/// only word.
pub(super) fn first(field: &[u8]) -> Option<String> {
    bracketed(field).find_map(normalised).or_else(|| bare(field))
}

/// The last message id in a field: of `References`, the message that was answered.
pub(super) fn last(field: &[u8]) -> Option<String> {
    let start = memchr::memrchr(b'<', field)?;
    bracketed(&field[start..]).find_map(normalised).or_else(|| bracketed(field).filter_map(normalised).last())
}

fn bracketed(field: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = field;
    std::iter::from_fn(move || {
        let start = memchr::memchr(b'<', rest)? + 1;
        let end = memchr::memchr(b'>', &rest[start..])? + start;
        let id = &rest[start..end];
        rest = &rest[end + 1..];
        Some(id)
    })
}

fn bare(field: &[u8]) -> Option<String> {
    let mut words = field.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
    let first = words.clone().next()?;
    let id = words.clone().find(|w| w.contains(&b'@'));
    words.next();
    normalised(id.or_else(|| words.next().is_none().then_some(first))?)
}

fn normalised(id: &[u8]) -> Option<String> {
    let id: String = String::from_utf8_lossy(id)
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !"<>".contains(*c))
        .take(MAX_CHARS)
        .collect();
    match id.rsplit_once('@') {
        Some((left, domain)) => Some(format!("{left}@{}", domain.to_lowercase())),
        None => (!id.is_empty()).then_some(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_are_bare_with_the_domain_in_lower_case() {
        assert_eq!(first(b" <A.b@Example.ORG>\r\n").as_deref(), Some("A.b@example.org"));
        assert_eq!(first(b"<a b@\r\n example.org>").as_deref(), Some("ab@example.org"));
        assert_eq!(first(b"a@example.org").as_deref(), Some("a@example.org"));
        assert_eq!(first(b"<no-domain>").as_deref(), Some("no-domain"));
        assert_eq!(first(b""), None);
        assert_eq!(first(b"<>"), None);
        assert_eq!(first(b"your message of Monday"), None);
    }

    #[test]
    fn answers_name_what_they_answer() {
        assert_eq!(first(b"Message from Ana of \"Mon\" <a@x.org>").as_deref(), Some("a@x.org"));
        assert_eq!(last(b"<a@x.org> <b@x.org>\r\n\t<c@x.org>").as_deref(), Some("c@x.org"));
        assert_eq!(last(b"<a@x.org> <b@x").as_deref(), Some("a@x.org"));
        assert_eq!(last(b"nothing"), None);
    }

    proptest! {
        #[test]
        fn never_panics_and_is_idempotent(field in prop::collection::vec(any::<u8>(), 0..40)) {
            last(&field);
            if let Some(id) = first(&field) {
                prop_assert_eq!(first(format!("<{id}>").as_bytes()), Some(id));
            }
        }
    }
}
