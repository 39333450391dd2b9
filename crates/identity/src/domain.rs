//! The domain of an address: whose house someone writes from.

use model::Address;

/// Domains at which anyone may have a mailbox: sharing one makes nobody a colleague.
const PUBLIC: &[&str] = &[
    "126.com",
    "163.com",
    "aol.com",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.de",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "outlook.fr",
    "pm.me",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rediffmail.com",
    "rocketmail.com",
    "sina.com",
    "t-online.de",
    "tutanota.com",
    "uol.com.br",
    "wanadoo.fr",
    "web.de",
    "yahoo.co.in",
    "yahoo.co.jp",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.fr",
    "yandex.ru",
    "ymail.com",
    "zoho.com",
];

/// The domain of an e-mail address, lower case; `None` for other addresses.
pub fn domain(address: &Address) -> Option<&str> {
    match address {
        Address::Email(value) => value.rsplit_once('@').map(|(_, domain)| domain),
        _ => None,
    }
}

/// Whether anyone may have a mailbox at this domain.
pub fn is_public_domain(domain: &str) -> bool {
    PUBLIC.binary_search(&domain).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_domains_are_found() {
        assert!(PUBLIC.is_sorted());
        assert!(is_public_domain("gmail.com") && is_public_domain("126.com") && is_public_domain("zoho.com"));
        assert!(!is_public_domain("example.org"));
        assert_eq!(domain(&Address::Email("ana@example.org".into())), Some("example.org"));
        assert_eq!(domain(&Address::Phone("+1555".into())), None);
    }
}
