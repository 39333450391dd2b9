//! What an organization works in: a short list, and what a mail domain says of it for sure.
//!
//! The list is that of the sections of ISIC Rev. 4, the International Standard Industrial Classification of All Economic
//! Activities (United Nations, Statistical Papers, Series M No. 4/Rev. 4, 2008). Left out is section T, households that
//! employ somebody, in which no organization is. Nothing is guessed from names.

/// A section of ISIC Rev. 4. What each is called for readers stands with the words of `app`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Industry {
    /// A: agriculture, forestry and fishing.
    Agriculture,
    /// B: mining and quarrying.
    Mining,
    /// C: manufacturing.
    Manufacturing,
    /// D: electricity, gas, steam and air conditioning supply.
    Energy,
    /// E: water supply; sewerage, waste management and remediation.
    Water,
    /// F: construction.
    Construction,
    /// G: wholesale and retail trade; repair of motor vehicles and motorcycles.
    Trade,
    /// H: transportation and storage.
    Transport,
    /// I: accommodation and food service.
    Hospitality,
    /// J: information and communication.
    Information,
    /// K: financial and insurance activities.
    Finance,
    /// L: real estate.
    RealEstate,
    /// M: professional, scientific and technical activities.
    Professional,
    /// N: administrative and support services.
    Support,
    /// O: public administration and defence; compulsory social security.
    Government,
    /// P: education.
    Education,
    /// Q: human health and social work.
    Health,
    /// R: arts, entertainment and recreation.
    Culture,
    /// S: other services, among them those of membership organizations.
    Associations,
    /// U: extraterritorial organizations and bodies.
    International,
}

impl Industry {
    /// All of them, in the order of the standard.
    pub const ALL: [Industry; 20] = [
        Industry::Agriculture,
        Industry::Mining,
        Industry::Manufacturing,
        Industry::Energy,
        Industry::Water,
        Industry::Construction,
        Industry::Trade,
        Industry::Transport,
        Industry::Hospitality,
        Industry::Information,
        Industry::Finance,
        Industry::RealEstate,
        Industry::Professional,
        Industry::Support,
        Industry::Government,
        Industry::Education,
        Industry::Health,
        Industry::Culture,
        Industry::Associations,
        Industry::International,
    ];

    /// The word that is stored, typed and stands in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Industry::Agriculture => "agriculture",
            Industry::Mining => "mining",
            Industry::Manufacturing => "manufacturing",
            Industry::Energy => "energy",
            Industry::Water => "water",
            Industry::Construction => "construction",
            Industry::Trade => "trade",
            Industry::Transport => "transport",
            Industry::Hospitality => "hospitality",
            Industry::Information => "information",
            Industry::Finance => "finance",
            Industry::RealEstate => "real-estate",
            Industry::Professional => "professional",
            Industry::Support => "support",
            Industry::Government => "government",
            Industry::Education => "education",
            Industry::Health => "health",
            Industry::Culture => "culture",
            Industry::Associations => "associations",
            Industry::International => "international",
        }
    }

    /// The industry of a word.
    pub fn from_word(word: &str) -> Option<Industry> {
        Industry::ALL.into_iter().find(|industry| industry.word() == word)
    }

    /// What a mail domain says, where nobody but such an organization is given one.
    ///
    /// ```
    /// use identity::Industry;
    /// assert_eq!(Industry::of_domain("leeds.ac.uk"), Some(Industry::Education));
    /// assert_eq!(Industry::of_domain("dot.state.tx.gov"), Some(Industry::Government));
    /// assert_eq!(Industry::of_domain("ac.example"), None);
    /// assert_eq!(Industry::of_domain("alum.mit.edu"), None);
    /// ```
    pub fn of_domain(domain: &str) -> Option<Industry> {
        let (rest, last) = domain.rsplit_once('.')?;
        // Whoever studied there once may keep such an address for life.
        if rest.split('.').any(|label| matches!(label, "alum" | "alumni")) {
            return None;
        }
        if let Some((_, industry)) = WORLDWIDE.iter().find(|(known, _)| *known == last) {
            return Some(*industry);
        }
        let (_, label) = rest.rsplit_once('.')?;
        let fits = |(known, countries, _): &&(&str, &[&str], Industry)| {
            *known == label && countries.binary_search(&last).is_ok()
        };
        BY_COUNTRY.iter().find(fits).map(|(.., industry)| *industry)
    }
}

/// Top-level domains that are given to such organizations alone (IANA, RFC 1591 and the policies of their registries).
const WORLDWIDE: &[(&str, Industry)] = &[
    ("edu", Industry::Education),
    ("gov", Industry::Government),
    ("int", Industry::International),
    ("mil", Industry::Government),
];

/// Second levels that the registries of these countries keep for such organizations, as the Public Suffix List has them.
/// Those that anybody can have are left out (`edu.pl`), and so are places of the same name (`ac.se`, `go.it`).
#[rustfmt::skip]
const BY_COUNTRY: &[(&str, &[&str], Industry)] = &[
    ("ac", &[
        "ae", "at", "bd", "be", "ci", "cn", "cr", "cy", "fj", "gn", "id", "il", "im", "in", "ir", "jp", "ke", "kr", "lk",
        "ls", "ma", "me", "mu", "mw", "mz", "ni", "nz", "pa", "pg", "pr", "rs", "ru", "rw", "sz", "th", "tj", "tz", "ug",
        "uk", "vn", "za", "zm", "zw",
    ], Industry::Education),
    ("edu", &[
        "ar", "au", "bd", "br", "cn", "co", "ec", "eg", "gh", "hk", "in", "jo", "kw", "lb", "mx", "my", "ng", "om", "pe",
        "ph", "pk", "qa", "sa", "sg", "tr", "tw", "uy", "vn",
    ], Industry::Education),
    ("gc", &["ca"], Industry::Government),
    ("go", &["id", "jp", "ke", "kr", "th", "tz", "ug"], Industry::Government),
    ("gob", &["ar", "bo", "cl", "do", "ec", "es", "gt", "hn", "mx", "ni", "pa", "pe", "sv", "ve"], Industry::Government),
    ("gouv", &["ci", "fr", "ht", "ml", "sn"], Industry::Government),
    ("gov", &[
        "ac", "ae", "af", "al", "ar", "as", "au", "az", "ba", "bb", "bd", "bf", "bh", "bm", "bn", "br", "bs", "bt", "by",
        "bz", "cd", "ck", "cl", "cm", "cn", "co", "cu", "cx", "cy", "dm", "do", "dz", "ec", "ee", "eg", "er", "et", "fj",
        "fk", "gd", "ge", "gh", "gi", "gn", "gr", "gu", "gy", "hk", "ie", "il", "in", "iq", "ir", "is", "it", "jm", "jo",
        "kg", "kh", "ki", "km", "kn", "kp", "kw", "ky", "kz", "la", "lb", "lc", "lk", "lr", "ls", "lt", "lv", "ly", "ma",
        "me", "mg", "mk", "ml", "mm", "mn", "mo", "mr", "ms", "mu", "mv", "mw", "my", "mz", "ng", "nl", "np", "nr", "om",
        "pg", "ph", "pk", "pl", "pn", "pr", "ps", "pt", "py", "qa", "rs", "ru", "rw", "sa", "sb", "sc", "sd", "sg", "sh",
        "sl", "so", "ss", "sx", "sy", "tj", "tl", "tm", "tn", "to", "tr", "tt", "tw", "ua", "uk", "vc", "ve", "vn", "ws",
        "ye", "za", "zm", "zw",
    ], Industry::Government),
    ("govt", &["nz"], Industry::Government),
    ("gv", &["at"], Industry::Government),
    ("mil", &[
        "ar", "br", "cl", "co", "ec", "id", "in", "kr", "no", "nz", "pe", "ph", "pl", "tr", "tw", "uy", "ve", "za",
    ], Industry::Government),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_industry_has_a_word_of_its_own() {
        for industry in Industry::ALL {
            assert_eq!(Industry::from_word(industry.word()), Some(industry));
        }
        assert_eq!(Industry::from_word("Manufacturing"), None);
    }

    #[test]
    fn a_domain_says_only_what_its_registry_vouches_for() {
        assert!(BY_COUNTRY.iter().all(|(_, countries, _)| countries.is_sorted()));
        for (domain, industry) in [
            ("mit.edu", Some(Industry::Education)),
            ("cs.tokyo.ac.jp", Some(Industry::Education)),
            ("unimelb.edu.au", Some(Industry::Education)),
            ("nasa.gov", Some(Industry::Government)),
            ("hmrc.gov.uk", Some(Industry::Government)),
            ("bmf.gv.at", Some(Industry::Government)),
            ("army.mil", Some(Industry::Government)),
            ("nato.int", Some(Industry::International)),
            ("skolan.ac.se", None),
            ("comune.go.it", None),
            ("shop.edu.pl", None),
            ("education.com", None),
            ("gov.example", None),
            ("alumni.leeds.ac.uk", None),
            ("uk", None),
            ("", None),
        ] {
            assert_eq!(Industry::of_domain(domain), industry, "{domain}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}") {
            let _ = (Industry::of_domain(&text), Industry::from_word(&text));
        }
    }
}
