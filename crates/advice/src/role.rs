//! What a job title says of how much its bearer decides. A hint beside what the contact itself shows, and no more.

use serde::Serialize;

/// How much somebody decides where they work, as their title tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nothing that tells.
    #[default]
    Unknown,
    /// Leads a team: manager, lead.
    Leads,
    /// Heads a part of the organization: director, vice president, head of.
    Heads,
    /// Decides for the whole: chief, president, chair, founder, partner.
    Decides,
}

/// Those who work beside a title and do not hold it.
const BESIDE: &[&str] =
    &["assistant", "assistante", "assistent", "assistentin", "asistente", "secretary", "pa"];
/// Alone these decide; after such a word they are a craft: product owner, business partner.
const ALONE: &[&str] = &["owner", "partner", "principal"];
const CRAFTS: &[&str] = &["product", "business", "process", "sales", "channel", "people", "hr"];
const DECIDES: &[&str] = &[
    "chief",
    "ceo",
    "coo",
    "cfo",
    "cto",
    "cio",
    "ciso",
    "cmo",
    "cpo",
    "cro",
    "chro",
    "president",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "board",
    "trustee",
    "founder",
    "cofounder",
    "minister",
    "vorstand",
    "geschäftsführer",
    "geschäftsführerin",
    "aufsichtsrat",
    "pdg",
    "dg",
    "gérant",
    "presidente",
    "président",
    "présidente",
    "zarządu",
    "vd",
];
const HEADS: &[&str] = &[
    "director",
    "directora",
    "directeur",
    "directrice",
    "direktor",
    "direktorin",
    "dyrektor",
    "direttore",
    "head",
    "vp",
    "svp",
    "evp",
    "avp",
    "leiter",
    "leiterin",
    "responsable",
    "general",
    "dean",
    "chef",
];
const LEADS: &[&str] = &["manager", "lead", "leader", "supervisor", "gerente", "kierownik", "teamleiter"];
/// In scripts without spaces between words: what the title contains.
const CONTAINED: &[(&str, Role)] = &[
    ("副社長", Role::Heads),
    ("社長", Role::Decides),
    ("会長", Role::Decides),
    ("取締役", Role::Decides),
    ("代表", Role::Decides),
    ("总裁", Role::Decides),
    ("总经理", Role::Decides),
    ("董事", Role::Decides),
    ("创始人", Role::Decides),
    ("部長", Role::Heads),
    ("本部長", Role::Heads),
    ("总监", Role::Heads),
    ("课长", Role::Leads),
    ("課長", Role::Leads),
    ("经理", Role::Leads),
    ("대표", Role::Decides),
    ("이사", Role::Heads),
    ("부장", Role::Heads),
    ("المدير التنفيذي", Role::Decides),
    ("رئيس", Role::Decides),
    ("مدير", Role::Heads),
];

/// What a title says.
///
/// ```
/// use advice::{Role, role_of};
/// assert_eq!(role_of("Chief Procurement Officer"), Role::Decides);
/// assert_eq!(role_of("Vice President, Logistics"), Role::Heads);
/// assert_eq!(role_of("Assistant to the CEO"), Role::Unknown);
/// ```
pub fn role_of(title: &str) -> Role {
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if has(BESIDE) {
        return Role::Unknown;
    }
    if let Some((_, role)) = CONTAINED.iter().find(|(part, _)| title.contains(part)) {
        return *role;
    }
    let is_vice = has(&["vice", "vize", "deputy"]);
    let stands_alone = has(ALONE) && !has(CRAFTS) && words.len() <= 3;
    match () {
        () if has(DECIDES) || stands_alone => {
            if is_vice {
                Role::Heads
            } else {
                Role::Decides
            }
        }
        () if words.windows(2).any(|pair| pair == ["managing", "director"]) => Role::Decides,
        () if has(HEADS) => Role::Heads,
        () if has(LEADS) => Role::Leads,
        () => Role::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_in_the_languages_of_the_world() {
        for (title, role) in [
            ("", Role::Unknown),
            ("CEO", Role::Decides),
            ("Co-Founder & CTO", Role::Decides),
            ("Member of the Board", Role::Decides),
            ("Managing Director", Role::Decides),
            ("Partner", Role::Decides),
            ("HR Business Partner", Role::Unknown),
            ("Product Owner", Role::Unknown),
            ("Executive Vice President", Role::Heads),
            ("Head of Supply Chain", Role::Heads),
            ("Plant Director", Role::Heads),
            ("Leiterin Einkauf", Role::Heads),
            ("Key Account Manager", Role::Leads),
            ("Engineer", Role::Unknown),
            ("代表取締役社長", Role::Decides),
            ("副社長", Role::Heads),
            ("課長", Role::Leads),
            ("مدير المشتريات", Role::Heads),
            ("Executive Assistant to the President", Role::Unknown),
        ] {
            assert_eq!(role_of(title), role, "{title}");
        }
    }
}
