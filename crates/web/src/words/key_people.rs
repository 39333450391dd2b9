//! Words of the page on which key people are chosen.

use advice::{KeyReason, Role};

/// The name of the page.
pub const TITLE: &str = "Key people";
/// The section with those who wait.
pub const PROPOSED: &str = "Proposed";
/// The section with those who are key people.
pub const CONFIRMED: &str = "Your key people";
/// The button for yes.
pub const KEY: &str = "Key";
/// The button for no.
pub const NOT_KEY: &str = "Not key";
/// What the key Y does.
pub const YES: &str = "key";
/// What the key N does.
pub const NO: &str = "not key";
/// What J and K do.
pub const MOVE: &str = "move";
/// The name of the bar.
pub const PROGRESS: &str = "Decided";
/// The button at the end.
pub const GO_TO_TODAY: &str = "Go to Today";
/// The button for the next round.
pub const MORE: &str = "Propose more";
/// The button where nobody can be proposed.
pub const IMPORT: &str = "Import files";
/// Nobody waits any more.
pub const ALL_DECIDED: &str = "Everybody proposed is decided";
/// There is another round.
pub const MORE_ARE_THERE: &str =
    "Beyond these are people less close. A few dozen key people are usually enough.";
/// There is none.
pub const NO_MORE: &str =
    "Nobody else is close enough to be proposed. On a person's page anybody can be made one.";
/// Nobody was proposed at all.
pub const NOBODY_TITLE: &str = "Nobody to propose yet";
/// What to do then.
pub const NOBODY: &str =
    "Proposals come from mail, meetings and messages of both sides. Import some, and they stand here.";
/// No key people yet.
pub const NONE_YET: &str = "None yet.";
/// Beside the cross of a key person.
pub const REMOVE: &str = "Not a key person";
/// What was sent cannot be understood.
pub const NO_VERDICT: &str = "Say of whom, and whether they are key people.";

/// What is true now.
pub fn headline(open: usize, confirmed: usize) -> String {
    match (open, confirmed) {
        (0, 0) => "No key people yet".to_owned(),
        (0, 1) => "One key person".to_owned(),
        (0, n) => format!("{n} key people"),
        (1, _) => "One person may matter most".to_owned(),
        (n, 0) => format!("{n} people may matter most"),
        (n, _) => format!("{n} more people may matter most"),
    }
}

/// Why, and what to do.
pub fn dek(proposed: usize, open: usize) -> &'static str {
    match (proposed, open) {
        (0, _) => {
            "Key people are the few dozen you would miss first. Today looks at them before anybody else."
        }
        (_, 0) => "Today looks at them before anybody else. You can change this whenever you like.",
        _ => {
            "Chosen from how close you are, who writes to whom, meetings and roles. Say yes or no to each: it takes two \
             minutes. Today looks at key people before anybody else."
        }
    }
}

/// How far it has got.
pub fn progress(decided: usize, proposed: usize) -> String {
    format!("{decided} of {proposed} decided.")
}

/// The button that says yes to all at once.
pub fn all_shown(n: usize) -> String {
    match n {
        1 => "Confirm this one".to_owned(),
        n => format!("Confirm all {n}"),
    }
}

/// The cross of a key person, for those who do not see it.
pub fn remove(name: &str) -> String {
    format!("{name} is not a key person")
}

/// Why somebody is proposed, the three strongest reasons; `number` writes a number.
pub fn reasons(reasons: &[KeyReason], number: impl Fn(u64) -> String) -> String {
    let said: Vec<String> = reasons.iter().take(3).map(|reason| self::reason(reason, &number)).collect();
    said.join(" ")
}

fn reason(reason: &KeyReason, number: &impl Fn(u64) -> String) -> String {
    match reason {
        KeyReason::Closeness(closeness) => format!("Closeness {closeness:.0}."),
        KeyReason::BothWays { sent, received } => {
            format!("Both sides are in touch: {} times you, {} they.", number(*sent), number(*received))
        }
        KeyReason::Meetings(1) => "Met once.".to_owned(),
        KeyReason::Meetings(n) => format!("Met {} times.", number(*n)),
        KeyReason::Role(Role::Decides) => "Decides for the whole.".to_owned(),
        KeyReason::Role(Role::Heads) => "Heads a part of the whole.".to_owned(),
        KeyReason::Role(_) => "Leads a team.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_strongest_reasons_are_told() {
        let all = [
            KeyReason::Closeness(70.6),
            KeyReason::BothWays { sent: 34, received: 29 },
            KeyReason::Role(Role::Decides),
            KeyReason::Meetings(1),
        ];
        let told = "Closeness 71. Both sides are in touch: 34 times you, 29 they. Decides for the whole.";
        assert_eq!(reasons(&all, |n| n.to_string()), told);
        assert_eq!(reasons(&all[3..], |n| n.to_string()), "Met once.");
    }
}
