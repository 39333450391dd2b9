//! What is left of an act's inverse once somebody it concerned was forgotten. Pure.

use std::collections::HashSet;

use super::Inverse;
use crate::features::details::Said;

/// What was erased with somebody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gone {
    /// The person, and whoever was recognised as them.
    pub people: HashSet<i64>,
    /// Their addresses.
    pub identities: HashSet<i64>,
    /// What was deleted with them: interactions, notes, tasks, suggestions.
    pub things: HashSet<i64>,
}

/// The inverse without them: of a bulk act the others are left, an act about them alone has nothing to take back any more.
pub(crate) fn without(inverse: Inverse, gone: &Gone) -> Inverse {
    let is_person = |id: &i64| gone.people.contains(id);
    let others = |mut said: Vec<Said>| {
        said.retain(|said| !is_person(&said.person));
        said
    };
    let or_nothing = |inverse: Inverse, is_empty: bool| if is_empty { Inverse::Nothing } else { inverse };
    match inverse {
        Inverse::DropLogged { interaction: thing }
        | Inverse::DropNote { note: thing }
        | Inverse::Undelegate { task: thing }
        | Inverse::Unfinish { task: thing }
        | Inverse::Withdraw { suggestion: thing }
        | Inverse::AskAgain { suggestion: thing }
            if gone.things.contains(&thing) =>
        {
            Inverse::Nothing
        }
        Inverse::DropAsk { connector, target, .. } if is_person(&connector) || is_person(&target) => {
            Inverse::Nothing
        }
        Inverse::RestoreNote(note) if is_person(&note.person) => Inverse::Nothing,
        Inverse::TakeApart { joined, survivor, .. } if is_person(&joined) || is_person(&survivor) => {
            Inverse::Nothing
        }
        Inverse::Snooze { person, .. } if is_person(&person) => Inverse::Nothing,
        Inverse::Dismiss(dismissed) if is_person(&dismissed.person) => Inverse::Nothing,
        Inverse::SnoozeMany { mut before } => {
            before.retain(|(person, _)| !is_person(person));
            let is_empty = before.is_empty();
            or_nothing(Inverse::SnoozeMany { before }, is_empty)
        }
        Inverse::Say { before } => {
            let before = others(before);
            let is_empty = before.is_empty();
            or_nothing(Inverse::Say { before }, is_empty)
        }
        Inverse::Forget { mut people, mut identities, before } => {
            people.retain(|person| !is_person(person));
            identities.retain(|identity| !gone.identities.contains(identity));
            let before = others(before);
            let is_empty = people.is_empty() && identities.is_empty() && before.is_empty();
            or_nothing(Inverse::Forget { people, identities, before }, is_empty)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::details::Kind;

    #[test]
    fn an_act_of_many_can_still_be_taken_back_for_the_others() {
        let gone = Gone { people: HashSet::from([7]), ..Gone::default() };
        let said = |person| Said { person, kind: Kind::Key, value: Some("yes".into()) };
        let left = without(Inverse::Say { before: vec![said(7), said(8)] }, &gone);
        assert_eq!(left, Inverse::Say { before: vec![said(8)] });
        assert_eq!(without(Inverse::Say { before: vec![said(7)] }, &gone), Inverse::Nothing);
        let apart = Inverse::TakeApart { joined: 9, survivor: 7, identities: vec![1] };
        assert_eq!(without(apart, &gone), Inverse::Nothing);
        assert_eq!(without(Inverse::DropImport { import: 7 }, &gone), Inverse::DropImport { import: 7 });
    }
}
