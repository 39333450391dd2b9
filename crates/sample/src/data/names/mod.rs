//! Given and family names by culture, to be combined at random.
//!
//! One word a name. `Latin|native` gives the name in its own script too; an underscore stands for a space.

mod africa;
mod americas;
mod asia;
mod europe_east;
mod europe_north;
mod europe_south;
mod europe_west;
mod middle_east;

/// The names of one culture.
pub(crate) struct Culture {
    pub(crate) key: &'static str,
    pub(crate) women: &'static str,
    pub(crate) men: &'static str,
    pub(crate) families: &'static str,
    /// How women's family names differ, where they do; empty otherwise.
    pub(crate) families_of_women: &'static str,
    /// The family name comes first in the person's own script.
    pub(crate) family_first: bool,
}

/// Every culture.
pub(crate) fn cultures() -> impl Iterator<Item = &'static Culture> {
    [
        europe_north::CULTURES,
        europe_west::CULTURES,
        europe_south::CULTURES,
        europe_east::CULTURES,
        middle_east::CULTURES,
        africa::CULTURES,
        asia::CULTURES,
        americas::CULTURES,
    ]
    .into_iter()
    .flatten()
}

/// The names in one of the lists above: in Latin letters, and in their own script (the same, if that is Latin).
pub(crate) fn split(list: &str) -> Vec<(String, String)> {
    let spaced = |text: &str| text.replace('_', " ");
    list.split_whitespace()
        .map(|word| match word.split_once('|') {
            Some((latin, native)) => (spaced(latin), spaced(native)),
            None => (spaced(word), spaced(word)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_culture_has_enough_names_to_combine() {
        for culture in cultures() {
            let [women, men, families] =
                [culture.women, culture.men, culture.families].map(|n| split(n).len());
            assert!(women >= 6 && men >= 6 && families >= 8, "{}", culture.key);
            let of_women = split(culture.families_of_women).len();
            assert!(of_women == 0 || of_women == families, "{}", culture.key);
        }
    }
}
