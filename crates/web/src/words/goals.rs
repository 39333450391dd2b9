//! Words for goals, which are so far how the network is doing as a whole.

use super::counted;

/// The page's title.
pub const TITLE: &str = "Goals";
/// What stands on it so far.
pub const HEALTH: &str = "Network health";
/// It is being measured for the first time.
pub const BEING_MEASURED: &str = "Your network is being measured";
/// How long that takes.
pub const BEING_MEASURED_WORDS: &str =
    "All ties are read for it, now and as they were a quarter ago. That takes seconds; nothing waits for it.";
/// A link to the same page.
pub const AGAIN: &str = "Look again";
/// Nobody to measure.
pub const NOTHING: &str = "No live tie yet";
/// What makes one.
pub const NOTHING_WORDS: &str = "Bring in mail or a calendar, and it shows here how the network is doing.";
/// There were ties, and none is live.
pub const NONE_NOW: &str = "No live tie now";
/// What that means, and what may be missing.
pub const NONE_NOW_WORDS: &str = "With nobody the chance of contact within 30 days is 10 % or more, now or a quarter ago. If your \
                                  sources end long ago, import what came since.";
/// A link to what brings people in.
pub const IMPORT: &str = "Import files";
/// What is true of all measures.
pub const ALL: &str = "Whoever colleague mode spares is in no measure but the share within your house. Where people are and \
                       what they are called is known as of today and counts for both dates, and so is what their \
                       organizations work in: you say it on their pages, and mail domains that only schools, \
                       governments and international organizations are given say it. Nothing here is added up to one \
                       score.";
/// What opens the receipt.
pub const MADE_OF: &str = "What it is made of";
/// Between two names.
pub const BETWEEN: &str = " – ";
/// A measure.
pub const LIVE: &str = "Live ties";
/// What it says.
pub const LIVE_MEANS: &str =
    "Relationships that are not dormant: contact is to be expected again, by the rhythm of each.";
/// Whose ties are no longer live.
pub const COOLED: &str = "Went dormant this quarter";
/// A measure.
pub const THREADS: &str = "Organizations held by one tie";
/// By whom.
pub const HELD_BY: &str = "Which, and by whom";
/// A measure.
pub const CONCENTRATION: &str = "Contact with your top ten";
/// Who they are.
pub const TOP: &str = "The ten, with touches in the past year";
/// A term.
pub const TOUCHES: &str = "Touches in the past year";
/// A term.
pub const TOUCHES_TOP: &str = "Of these with the ten";
/// A term.
pub const PEOPLE: &str = "People they are with";
/// A term.
pub const GINI: &str = "Gini: 0 all alike, towards 1 all with one";
/// A measure.
pub const RECIPROCITY: &str = "Answered";
/// A term.
pub const BOTH: &str = "Both sides, or you met";
/// A term.
pub const OURS_ALONE: &str = "You alone";
/// A term.
pub const THEIRS_ALONE: &str = "They alone";
/// A measure.
pub const MIXING: &str = "Within your house and beyond";
/// It is not told of so few.
pub const TOO_FEW: &str = "Not measured: fewer than five colleagues were in touch with you in the past year.";
/// A term.
pub const BY_TOUCHES: &str = "The same by touches";
/// A term.
pub const INTERNAL: &str = "With colleagues";
/// A term.
pub const EXTERNAL: &str = "With others";
/// A measure.
pub const BRIDGES: &str = "Bridging ties among others";
/// What they are.
pub const BRIDGES_MEAN: &str = "Live ties between two people of yours whose circles hardly overlap besides you: what is known on \
                                one side comes to the other by them. As seen from your mailbox and calendar.";
/// A term.
pub const TIES_AMONG: &str = "Live ties among others";
/// A term.
pub const STRONG: &str = "Strong: within one circle";
/// A measure.
pub const INDUSTRIES: &str = "Diversity of industries";
/// In what two picks differ.
pub const IN_INDUSTRIES: &str = "industries";
/// A list: organizations of which it is not known, with the number of live ties.
pub const WITHOUT_INDUSTRY: &str = "Not known of these: say it on their pages";
/// A link to all of them.
pub const ALL_WITHOUT_INDUSTRY: &str = "All of which it is not known";
/// A measure.
pub const COUNTRIES: &str = "Diversity of countries";
/// In what two picks differ.
pub const IN_COUNTRIES: &str = "countries";
/// A measure.
pub const FUNCTIONS: &str = "Diversity of functions";
/// In what two picks differ.
pub const IN_FUNCTIONS: &str = "functions";
/// A measure.
pub const LEVELS: &str = "Diversity of levels";
/// In what two picks differ.
pub const IN_LEVELS: &str = "levels";
/// A term.
pub const SHANNON: &str = "Shannon's entropy";

/// The finding.
pub fn headline(live: usize, before: usize) -> String {
    let ties = counted(&live.to_string(), "live tie", "live ties");
    match live.cmp(&before) {
        std::cmp::Ordering::Equal => format!("{ties}, as many as a quarter ago"),
        std::cmp::Ordering::Greater => format!("{ties}, {} more than a quarter ago", live - before),
        std::cmp::Ordering::Less => format!("{ties}, {} fewer than a quarter ago", before - live),
    }
}

/// Below it.
pub fn dek(single: usize, day: &str, is_behind: bool) -> String {
    let held = match single {
        0 => "No organization that matters hangs by one tie.".to_owned(),
        1 => "1 organization that matters hangs by one tie.".to_owned(),
        n => format!("{n} organizations that matter hang by one tie."),
    };
    let fresh = if is_behind { " What changed since is being measured." } else { "" };
    format!("{held} Each measure stands beside what it was on {day}.{fresh}")
}

/// What a figure was.
pub fn on(figure: &str, day: &str) -> String {
    format!("{figure} on {day}")
}

/// A term with what it was.
pub fn beside(now: &str, before: &str) -> String {
    format!("{now} (was {before})")
}

/// A part of a whole.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The same, where there may be none.
pub fn percent_or_none(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

/// A figure of two places.
pub fn two(value: f64) -> String {
    format!("{value:.2}")
}

/// An index from −1 to 1.
pub fn index(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.2}").replace('-', "−"))
}

/// What single-threaded organizations are.
pub fn threads_mean(organizations: &str) -> String {
    format!(
        "Of {}, these have something to lose and one live tie of yours alone. If that person leaves, the way in is gone.",
        counted(organizations, "organization with a live tie", "organizations with a live tie")
    )
}

/// What concentration says.
pub fn concentration_means(share: Option<f64>) -> String {
    match share {
        None => "No contact in the past year.".to_owned(),
        Some(share) => format!(
            "Ten people had {} of all contact in the past year. The more, the more the network stands and falls with them.",
            percent(share)
        ),
    }
}

/// What reciprocity says.
pub fn reciprocity_means(asked: &str, answered: &str) -> String {
    format!(
        "You turned to {} in the past year; {answered} turned to you as well, or met you.",
        counted(asked, "person", "people")
    )
}

/// What the E-I index says.
pub fn mixing_means(by_ties: Option<f64>, by_touches: Option<f64>) -> &'static str {
    match (by_ties.unwrap_or_default() > 0.0, by_touches.unwrap_or_default() > 0.0) {
        (true, true) => {
            "The E-I index by ties, from −1 (all within) to 1 (all beyond): you know more people outside, and spend more contact on them."
        }
        (true, false) => {
            "The E-I index by ties, from −1 (all within) to 1 (all beyond): you know more people outside, and spend more contact inside."
        }
        (false, true) => {
            "The E-I index by ties, from −1 (all within) to 1 (all beyond): you know more people inside, and spend more contact outside."
        }
        (false, false) => {
            "The E-I index by ties, from −1 (all within) to 1 (all beyond): you know more people inside, and spend more contact on them."
        }
    }
}

/// How many ties and touches.
pub fn ties_and_touches(ties: u64, touches: u64) -> String {
    let ties = counted(&ties.to_string(), "person", "people");
    format!("{ties}, {}", counted(&touches.to_string(), "touch", "touches"))
}

/// A list: bridging ties that are new.
pub fn gained(n: &str) -> String {
    format!("Gained this quarter: {n}")
}

/// A list: bridging ties that are gone.
pub fn lost(n: &str) -> String {
    format!("Lost this quarter: {n}")
}

/// Of how many something is known.
pub fn known(known: &str, all: &str) -> String {
    format!("Known of {known} of {all} live ties")
}

/// What a spread says.
pub fn spread_means(blau: f64, known: usize, unit: &str) -> String {
    match known {
        0 | 1 => format!("Of too few live ties it is known: no word on {unit}."),
        _ => format!(
            "Two live ties picked by chance are of different {unit} {:.0} times in 100 (Blau's index).",
            blau * 100.0
        ),
    }
}
