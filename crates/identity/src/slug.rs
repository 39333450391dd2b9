//! A name as part of a web address: `/people/keiko-watanabe`.
//!
//! Two people may have one slug; making it unique is the caller's, who knows which are taken.

use crate::search::fold;

/// The longest slug, in characters.
pub const LONGEST_SLUG: usize = 60;

/// What a name without letters becomes.
const NAMELESS: &str = "person";

/// Addresses of pages beside those of people; nobody is called so alone.
const RESERVED: &[&str] = &["bulk", "duplicates", "kept-out", "key", "new"];

/// The name in lower case with dashes for spaces: ASCII for Latin names, other scripts as they are (percent-encode them).
///
/// Never empty, never more than [`LONGEST_SLUG`] characters, no dash at either end.
///
/// ```
/// assert_eq!(identity::slug("Zoltán Őry"), "zoltan-ory");
/// assert_eq!(identity::slug("渡辺 恵子"), "渡辺-恵子");
/// assert_eq!(identity::slug("???"), "person");
/// ```
pub fn slug(name: &str) -> String {
    let dashed: String = fold(name).replace(' ', "-").chars().take(LONGEST_SLUG).collect();
    match dashed.trim_matches('-') {
        "" => NAMELESS.to_owned(),
        page if RESERVED.contains(&page) => format!("{page}-{NAMELESS}"),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn latin_names_become_ascii() {
        for (name, expected) in [
            ("Wolfgang Reinhardt-Kässbohrer", "wolfgang-reinhardt-kassbohrer"),
            ("Søren Ångström", "soren-angstrom"),
            ("Đặng Thị Ngọc", "dang-thi-ngoc"),
            ("Sean O'Neill, PhD", "sean-oneill-phd"),
            ("jane.doe@example.org", "jane-doe-example-org"),
            ("", "person"),
            ("New", "new-person"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn a_cut_leaves_no_dash_behind() {
        let name = format!("{} {}", "a".repeat(LONGEST_SLUG - 1), "b");
        assert_eq!(slug(&name), "a".repeat(LONGEST_SLUG - 1));
    }

    proptest! {
        #[test]
        fn a_slug_is_usable_and_stable(name in "\\PC{0,90}") {
            let made = slug(&name);
            prop_assert!(!made.is_empty() && made.chars().count() <= LONGEST_SLUG);
            prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains(['/', '?', '#', ' ', '%']));
            prop_assert_eq!(slug(&made), made);
        }
    }
}
