//! Words for what would be if somebody left.

use super::counted;

/// Above the headline.
pub const KICKER: &str = "If somebody left";
/// The link to the page of one.
pub const MENU: &str = "If they left";
/// From whose point of view: the owner's side.
pub const OURS: &str = "You and your colleagues";
/// The owner alone.
pub const MINE: &str = "You alone";
/// The section with the points of view.
pub const WHOSE: &str = "Whose network";
/// What is known of colleagues'.
pub const THEIRS_WORDS: &str = "Of a colleague's network, only what your own sources show is known.";
/// What is not known.
pub const AS_SEEN: &str =
    "Seen from your mail and calendars alone: what the others do without you in copy is not known here.";
/// What counts.
pub const LIVE: &str = "A tie counts as live if the chance of contact within 30 days is at least 10 %.";
/// The section with the organizations.
pub const ORGANIZATIONS: &str = "Organizations that nobody would hold";
/// There are none.
pub const NO_ORGANIZATION: &str = "None: each that is held by a live tie would still be.";
/// The section with those that keep some ties.
pub const THINNER: &str = "Held by fewer";
/// The column of organizations.
pub const ORGANIZATION: &str = "Organization";
/// The column of their ties.
pub const TIES: &str = "Live ties, now and then";
/// The section with the people.
pub const PEOPLE: &str = "People nobody would be in touch with";
/// The section with those further away.
pub const FURTHER: &str = "Further away";
/// There are none.
pub const NOBODY_FURTHER: &str = "Nobody would be further away.";
/// The section with the heirs.
pub const HEIRS: &str = "Who could take over";
/// There are none.
pub const NO_HEIR: &str = "Nobody shares a contact with them, as far as your sources show.";
/// The section with the figures.
pub const FIGURES: &str = "Before and after";
/// The picture's first half.
pub const BEFORE: &str = "Now";
/// Its second.
pub const AFTER: &str = "Then";
/// In the middle of it.
pub const YOU: &str = "You";
/// No live tie leads there any more.
pub const NO_WAY: &str = "not reached";
/// The column of people.
pub const NAME: &str = "Name";
/// The field for somebody else who would be gone.
pub const ADD: &str = "And if somebody else left as well?";
/// Its button.
pub const ADD_BUTTON: &str = "Add";
/// What the page is for, before anybody is named.
pub const CHOOSE: &str =
    "Which organizations and people nobody would be in touch with any more, and who could take over.";
/// Its button.
pub const CHOOSE_BUTTON: &str = "Look";
/// Those it proposes.
pub const CLOSEST: &str = "The closest people";
/// Nobody is called so.
pub const NOBODY_FOUND: &str = "Nobody of your network is called so.";
/// Whom a text may mean.
pub const MEANT: &str = "Whom do you mean?";
/// The names of the figures.
pub const FIGURE_NAMES: [&str; 5] = [
    "People with a live tie",
    "Live ties",
    "Within reach by live ties",
    "Organizations held by a live tie",
    "Held by one alone",
];

/// The names of those who would be gone.
pub fn named(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The name of the page.
pub fn title(names: &str) -> String {
    format!("If {names} left")
}

/// The finding.
pub fn headline(names: &str, organizations: usize, further: usize, alone: usize) -> String {
    match (organizations, further) {
        (0, 0) if alone == 1 => format!("Without {names}, one organization hangs on one tie"),
        (0, 0) if alone > 1 => format!("Without {names}, {alone} organizations hang on one tie each"),
        (0, 0) => format!("Without {names}, nothing comes loose"),
        (0, 1) => format!("Without {names}, one person is further away"),
        (0, n) => format!("Without {names}, {n} people are further away"),
        (1, _) => format!("Without {names}, nobody holds one organization"),
        (n, _) => format!("Without {names}, nobody holds {n} organizations"),
    }
}

/// Below it: whose network, and how many people it is about.
pub fn dek(of: Option<&str>, is_mine: bool, people: usize) -> String {
    let whose = match (of, is_mine) {
        (Some(name), _) => format!("The network of {name}"),
        (None, true) => "Your own network".to_owned(),
        (None, false) => "Your network and that of your colleagues".to_owned(),
    };
    match people {
        0 => format!("{whose}. Nobody would lose their last live tie to it."),
        1 => format!("{whose}. One person would be without a live tie."),
        n => format!("{whose}. {n} people would be without a live tie."),
    }
}

/// By whom an organization is held.
pub fn held_by(here: &str, there: &str) -> String {
    format!("held by {here}, with {there}")
}

/// How many more are not shown.
pub fn more(n: usize) -> String {
    format!("and {n} more")
}

/// How far somebody is.
pub fn steps(before: u32, after: Option<u32>) -> String {
    let after = after.map_or_else(|| NO_WAY.to_owned(), |n| n.to_string());
    format!("{before} → {after}")
}

/// The heading of that.
pub const STEPS: &str = "Steps, now and then";

/// Why somebody could take over.
pub fn heir(is_known: bool, shared: Option<usize>, some: &[&str], lost_ones: &[&str]) -> String {
    let shares = match shared.unwrap_or(some.len()) {
        0 => None,
        _ if shared.is_none() => Some(format!("in touch with {}", named(some))),
        1 => Some(format!("shares one live contact: {}", named(some))),
        n if n > some.len() => Some(format!("shares {n} live contacts, among them {}", named(some))),
        n => Some(format!("shares {n} live contacts: {}", named(some))),
    };
    let knows = (!lost_ones.is_empty()).then(|| format!("knows {}", named(lost_ones)));
    let known = is_known.then(|| "in touch with you".to_owned());
    [known, shares, knows].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// How many ties an organization has, and would have.
pub fn ties(before: usize, after: usize) -> String {
    format!("{before} → {after}")
}

/// What the two halves of the picture show, for those who do not see them.
pub fn described(organizations: usize, people: usize) -> [String; 2] {
    let organizations = counted(&organizations.to_string(), "organization", "organizations");
    let people = counted(&people.to_string(), "person", "people");
    [
        format!("{BEFORE}, {organizations} and {people} hang on those who would leave."),
        format!("{AFTER}, {organizations} and {people} hang on nobody."),
    ]
}

/// The button that leaves one of them where they are.
pub fn keep(name: &str) -> String {
    format!("Keep {name}")
}
