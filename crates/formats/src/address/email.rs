//! E-mail addresses, as headers, cards and spreadsheets spell them.

use model::Address;

use super::punycode;

/// No longer address can be used (RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, two of them brackets).
const MAX_BYTES: usize = 254;

/// The e-mail address in canonical form; `None` if it is not one (RFC 5321 section 4.1.2, as found in the wild).
///
/// Lower case in both halves: RFC 5321 lets the local part be case-sensitive, no mail system in use makes it so.
/// `mailto:`, angle brackets, quotes, comments, an obsolete source route and a trailing dot go; international domains
/// become readable (`xn--mnchen-3ya.example` is `münchen.example`). Looser than the RFC where real systems are (two dots
/// in a row, host names without a dot), stricter where nobody writes to such an address (spaces, brackets, controls).
///
/// ```
/// use formats::address::email;
/// use model::Address;
/// let ana = Some(Address::Email("ana@example.org".into()));
/// assert_eq!(email("mailto:Ana@Example.ORG?subject=hi"), ana);
/// assert_eq!(email("'<ana@example.org.>'"), ana);
/// assert_eq!(email("Ana Lopez"), None);
/// ```
pub fn email(text: &str) -> Option<Address> {
    if is_plain(text.as_bytes()) {
        return Some(Address::Email(text.to_owned()));
    }
    // Far longer than any spelling of an address: not worth cleaning.
    if text.len() > 4 * MAX_BYTES {
        return None;
    }
    let bare = strip_comments(text);
    let bare = strip_wrapping(&bare);
    let (local, domain) = bare.rsplit_once('@')?;
    let address = format!("{}@{}", canonical_local(local.trim())?, canonical_domain(domain.trim())?);
    (address.len() <= MAX_BYTES).then_some(Address::Email(address))
}

/// Nearly all addresses in headers are canonical already; they are told by one pass over their bytes.
fn is_plain(text: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'@', text) else { return false };
    let (local, domain) = (&text[..at], &text[at + 1..]);
    let is_word = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'_');
    text.len() <= MAX_BYTES
        && local.first().is_some_and(|b| b.is_ascii_alphanumeric())
        && local.iter().all(|b| is_word(b) || matches!(b, b'+' | b'='))
        && domain.iter().all(is_word)
        && domain.split(|b| *b == b'.').all(|label| is_label_shape(label) && !label.starts_with(b"xn--"))
}

/// RFC 1035 section 2.3.4: a label has 1 to 63 octets; no hyphen at its ends.
fn is_label_shape(label: &[u8]) -> bool {
    (1..=63).contains(&label.len()) && label.first() != Some(&b'-') && label.last() != Some(&b'-')
}

/// Drops `(comments)` (RFC 5322 section 3.2.2), nested ones too, but not inside a quoted string.
fn strip_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for c in text.chars() {
        let was_escaped = escaped;
        escaped = c == '\\' && !was_escaped;
        match c {
            '"' if depth == 0 && !was_escaped => quoted = !quoted,
            '(' if !quoted && !was_escaped => depth += 1,
            ')' if depth > 0 && !quoted && !was_escaped => {
                depth -= 1;
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            out.push(c);
        }
    }
    out
}

/// Drops what stands around an address: `mailto:`, `<…>`, quotes, punctuation, a source route.
fn strip_wrapping(text: &str) -> String {
    let mut text = text;
    loop {
        let before = text.len();
        text = text.trim_matches(|c: char| {
            c.is_whitespace() || ",;:<>'`\u{2018}\u{2019}\u{201c}\u{201d}".contains(c)
        });
        if let Some(inner) = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
            text = inner;
        }
        if let Some((scheme, rest)) = text.split_once(':')
            && (scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("smtp"))
        {
            text = rest.split('?').next().unwrap_or(rest);
        }
        // RFC 5322 section 4.4: `@relay.example,@other.example:ana@example.org`.
        if text.starts_with('@')
            && let Some((_, rest)) = text.rsplit_once(':')
        {
            text = rest;
        }
        if text.len() == before {
            return text.to_owned();
        }
    }
}

/// The half before the `@`; a quoted one (RFC 5321 section 4.1.2) loses its quotes if it does not need them.
fn canonical_local(local: &str) -> Option<String> {
    let quoted = local.len() >= 2 && local.starts_with('"') && local.ends_with('"');
    let bare = if quoted { local[1..local.len() - 1].replace('\\', "") } else { local.to_owned() };
    let bare = bare.to_lowercase();
    let is_junk =
        |c: char| c.is_whitespace() || c.is_control() || "<>()[]:;@\\,\"".contains(c) || is_invisible(c);
    let begins_badly = bare.starts_with(['.', '\'', '`', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}']);
    (!bare.is_empty() && !begins_badly && !bare.contains(is_junk)).then_some(bare)
}

/// The half behind the `@`: a host name, readable, or an address literal such as `[192.0.2.1]`.
fn canonical_domain(domain: &str) -> Option<String> {
    if let Some(literal) = domain.strip_prefix('[').and_then(|d| d.strip_suffix(']')) {
        let is_address = |c: char| c.is_ascii_hexdigit() || ".:IPVipv".contains(c);
        return (!literal.is_empty() && literal.chars().all(is_address))
            .then(|| format!("[{}]", literal.to_ascii_lowercase()));
    }
    // One dot is the root of the name system; several stand for letters that an archive left out.
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let labels: Option<Vec<String>> = domain.split('.').map(canonical_label).collect();
    let domain = labels?.join(".");
    (domain.len() <= 253).then_some(domain)
}

fn canonical_label(label: &str) -> Option<String> {
    let lower = label.to_lowercase();
    if !is_label_shape(lower.as_bytes()) || !lower.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) {
        return None;
    }
    let readable = lower.strip_prefix("xn--").and_then(punycode::decode);
    // Only what would be written and read back the same: no capitals, no punctuation, no second `xn--`.
    let is_good = |label: &String| {
        !label.is_ascii()
            && is_label_shape(label.as_bytes())
            && label.to_lowercase() == *label
            && !label.starts_with("xn--")
            && label.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
    };
    Some(readable.filter(is_good).unwrap_or(lower))
}

/// Zero-width and direction characters, with which one address can be made to look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = email(text);
        assert_eq!(found.as_ref().map_or("", |a| a.value()), expected, "of {text:?}");
    }

    #[test]
    fn spellings_of_one_address_are_equal() {
        for text in [
            "ana@example.org",
            "Ana@Example.ORG",
            " <ana@example.org> ",
            "mailto:ana@example.org?subject=Hello",
            "SMTP:ana@example.org",
            "'ana@example.org'",
            "\"ana@example.org\"",
            "\"ana\"@example.org",
            "ana(work)@example.org (Ana Lopez)",
            "@relay.example,@other.example:ana@example.org",
            "ana@example.org.",
            "ana @ example.org",
        ] {
            check(text, "ana@example.org");
        }
    }

    #[test]
    fn what_might_be_another_mailbox_stays_another() {
        check("ana+news@example.org", "ana+news@example.org");
        check("a.na@example.org", "a.na@example.org");
    }

    #[test]
    fn international_domains_are_readable() {
        check("ana@xn--mnchen-3ya.example", "ana@münchen.example");
        check("ana@MÜNCHEN.example", "ana@münchen.example");
        check("用户@例子.example", "用户@例子.example");
        check("ana@xn--zzzzzz.example", "ana@xn--zzzzzz.example");
    }

    #[test]
    fn hosts_and_literals_as_old_mail_has_them() {
        check("root@localhost", "root@localhost");
        check("ana@[192.0.2.1]", "ana@[192.0.2.1]");
        check("keitai..user.@docomo.example", "keitai..user.@docomo.example");
        check("bob_b@under_score.example", "bob_b@under_score.example");
    }

    #[test]
    fn junk_is_refused() {
        for text in [
            "",
            "@",
            "ana",
            "ana@",
            "@example.org",
            "ana@@example.org",
            "ana lopez@example.org",
            "ana@exa mple.org",
            "ana@example..org",
            "ana@-example.org",
            ".ana@example.org",
            "ana@example,org",
            "/o=Org/cn=ana",
            "undisclosed-recipients:;",
            "ana@example...",
            "\u{202e}gro@example.org",
            "a\0b@example.org",
            "\"'\"@example.org",
        ] {
            check(text, "");
        }
        check(&format!("{}@example.org", "a".repeat(300)), "");
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            email(&text);
        }

        #[test]
        fn is_idempotent(text in "[\"'<(a-zA-Zé0-9._+ \\\\-]{0,12}@([a-zA-Z0-9ü-]{0,8}\\.){0,2}(xn--)?[a-z0-9-]{1,8}[>.)\" ]{0,3}") {
            if let Some(address) = email(&text) {
                prop_assert_eq!(email(address.value()), Some(address));
            }
        }
    }
}
