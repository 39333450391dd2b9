//! What somebody works at, and how high, by their title: for the spread of a network, and for nothing that is told of one
//! person. A title that tells nothing counts as not known.

use advice::Role;

/// Words of titles by function, of which the first that stands there counts.
const FUNCTIONS: &[(&str, &[&str])] = &[
    (
        "Finance",
        &[
            "finance",
            "financial",
            "cfo",
            "treasurer",
            "controller",
            "controlling",
            "accounting",
            "accountant",
            "audit",
            "investor",
            "investment",
            "tax",
            "finanzen",
        ],
    ),
    (
        "People",
        &[
            "hr",
            "chro",
            "people",
            "talent",
            "recruiter",
            "recruiting",
            "recruitment",
            "personnel",
            "personal",
        ],
    ),
    (
        "Law",
        &[
            "legal",
            "counsel",
            "lawyer",
            "attorney",
            "solicitor",
            "compliance",
            "notary",
            "notar",
            "avocat",
            "rechtsanwalt",
        ],
    ),
    ("Purchasing", &["purchasing", "procurement", "sourcing", "buyer", "cpo", "einkauf", "achats", "buying"]),
    (
        "Supply chain",
        &["supply", "logistics", "shipping", "freight", "warehouse", "transport", "logistik", "customs"],
    ),
    (
        "Sales",
        &[
            "sales",
            "account",
            "business",
            "commercial",
            "cro",
            "vertrieb",
            "ventes",
            "partnerships",
            "customer",
            "client",
        ],
    ),
    (
        "Marketing",
        &[
            "marketing",
            "cmo",
            "brand",
            "communications",
            "communication",
            "press",
            "media",
            "editor",
            "journalist",
            "pr",
        ],
    ),
    (
        "Technology",
        &[
            "software",
            "developer",
            "it",
            "cto",
            "cio",
            "ciso",
            "data",
            "security",
            "architect",
            "technology",
            "digital",
            "programmer",
            "engineering",
        ],
    ),
    (
        "Research",
        &[
            "research",
            "researcher",
            "professor",
            "scientist",
            "science",
            "lecturer",
            "phd",
            "postdoc",
            "forschung",
        ],
    ),
    (
        "Operations",
        &[
            "operations",
            "coo",
            "production",
            "plant",
            "manufacturing",
            "quality",
            "maintenance",
            "works",
            "process",
            "werksleiter",
            "produktion",
            "engineer",
            "technician",
            "foreman",
            "site",
        ],
    ),
    ("Product", &["product", "design", "designer", "ux"]),
    (
        "Public office",
        &[
            "minister",
            "ministry",
            "mayor",
            "council",
            "councillor",
            "ambassador",
            "commissioner",
            "inspector",
        ],
    ),
    (
        "General management",
        &[
            "ceo",
            "president",
            "founder",
            "cofounder",
            "owner",
            "partner",
            "chair",
            "chairman",
            "chairwoman",
            "board",
            "managing",
            "general",
            "geschäftsführer",
            "geschäftsführerin",
            "vorstand",
            "vd",
            "pdg",
        ],
    ),
];

/// What somebody of a title works at.
pub(super) fn function(title: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let fits = |(_, of): &&(&str, &[&str])| words.iter().any(|word| of.contains(word));
    FUNCTIONS.iter().find(fits).map(|(name, _)| *name)
}

/// How high somebody of a title stands.
pub(super) fn level(title: &str) -> Option<&'static str> {
    match advice::role_of(title) {
        Role::Unknown if title.trim().is_empty() => None,
        Role::Unknown => Some("Others with a title"),
        Role::Leads => Some("Leads a team"),
        Role::Heads => Some("Heads a part"),
        Role::Decides => Some("Decides for the whole"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_a_function_and_a_level_or_nothing() {
        for (title, told) in [
            ("Chief Financial Officer", (Some("Finance"), Some("Decides for the whole"))),
            ("Head of Supply Chain", (Some("Supply chain"), Some("Heads a part"))),
            ("Software Engineer", (Some("Technology"), Some("Others with a title"))),
            ("CEO", (Some("General management"), Some("Decides for the whole"))),
            ("Zauberer", (None, Some("Others with a title"))),
            ("", (None, None)),
        ] {
            assert_eq!((function(title), level(title)), told, "{title}");
        }
    }
}
