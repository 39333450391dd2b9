//! What an act concerned: read off its inverse, kept with the act, and asked before an older act is taken back.

use crate::db::Rows;
use crate::features::acts::Inverse;
use crate::features::details::Said;

/// How an act concerned a thing. An act can be taken back as long as no newer one that still stands changed what it
/// changed, or concerned what it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// It was about this, and left it as it was.
    Concerns = 0,
    /// It changed this.
    Changes = 1,
    /// Without it, this would not be there.
    Makes = 2,
}

/// A thing that acts concern.
pub(super) type Touch = (String, Role);

/// A person, as a thing that acts concern.
pub(super) fn person(id: i64) -> String {
    format!("person:{id}")
}

/// The person that a thing is; none of other things.
pub(super) fn person_of(thing: &str) -> Option<i64> {
    thing.strip_prefix("person:")?.parse().ok()
}

/// What an act of this member with this inverse concerned; each thing once.
pub(super) fn of(inverse: &Inverse, member: i64) -> Vec<Touch> {
    let mut touches = listed(inverse, member);
    touches.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    touches.dedup_by(|later, first| later.0 == first.0);
    touches
}

/// As rows of the table.
pub(super) fn rows(touches: &[Touch]) -> Rows {
    let mut rows = Rows::default();
    for (thing, role) in touches {
        rows.row().text(thing).int(*role as i64);
    }
    rows
}

fn listed(inverse: &Inverse, member: i64) -> Vec<Touch> {
    let changes = |thing: String| (thing, Role::Changes);
    match inverse {
        Inverse::Nothing => Vec::new(),
        Inverse::DropLogged { interaction } => vec![(format!("interaction:{interaction}"), Role::Makes)],
        Inverse::Unanswer { quarter, place } => vec![changes(format!("sample:{quarter}:{place}"))],
        Inverse::DropNote { note } => vec![(format!("note:{note}"), Role::Makes)],
        Inverse::DropAsk { ask, connector, target } => {
            let people = [*connector, *target].map(|id| (person(id), Role::Concerns));
            people.into_iter().chain([(format!("ask:{ask}"), Role::Makes)]).collect()
        }
        Inverse::RestoreNote(note) => {
            vec![changes(format!("note:{}", note.note)), (person(note.person), Role::Concerns)]
        }
        Inverse::TakeApart { joined, survivor, identities } => {
            let people = [*joined, *survivor].map(|id| (person(id), Role::Concerns));
            identities.iter().map(|id| changes(format!("identity:{id}"))).chain(people).collect()
        }
        Inverse::DropImport { import } => vec![(format!("import:{import}"), Role::Makes)],
        Inverse::Snooze { person, .. } => left_alone(*person).into(),
        Inverse::SnoozeMany { before } => before.iter().flat_map(|(id, _)| left_alone(*id)).collect(),
        Inverse::Say { before } => said(before).collect(),
        Inverse::Dismiss(dismissed) => {
            left_alone(dismissed.person).into_iter().chain(said(&dismissed.said)).collect()
        }
        Inverse::Industry { organization, .. } => vec![changes(format!("industry:{organization}"))],
        Inverse::Set { key, .. } => vec![changes(format!("setting:{member}:{}", key.word()))],
        Inverse::Hold { hold, .. } => vec![changes(format!("hold:{hold}"))],
        Inverse::Retain { source, .. } => vec![changes(format!("retention:{source}"))],
        Inverse::Withdraw { suggestion } => vec![(format!("suggestion:{suggestion}"), Role::Makes)],
        Inverse::AskAgain { suggestion } => vec![changes(format!("suggestion:{suggestion}"))],
        Inverse::Grant { member, .. } | Inverse::LetIn { member } => {
            vec![changes(format!("member:{member}"))]
        }
        Inverse::Uninvite { invitation } => vec![(format!("invitation:{invitation}"), Role::Makes)],
        Inverse::InviteAgain { invitation } => vec![changes(format!("invitation:{invitation}"))],
        Inverse::Undelegate { task } => vec![(format!("task:{task}"), Role::Makes)],
        Inverse::Unfinish { task } => vec![changes(format!("task:{task}"))],
        Inverse::Forget { people, identities, before } => {
            let people = people.iter().map(|id| (person(*id), Role::Makes));
            let identities = identities.iter().map(|id| (format!("identity:{id}"), Role::Makes));
            people.chain(identities).chain(said(before)).collect()
        }
    }
}

fn left_alone(id: i64) -> [Touch; 2] {
    [(format!("snooze:{id}"), Role::Changes), (person(id), Role::Concerns)]
}

fn said(before: &[Said]) -> impl Iterator<Item = Touch> {
    before.iter().flat_map(|said| {
        let detail = format!("detail:{}:{}", said.person, said.kind.word());
        [(detail, Role::Changes), (person(said.person), Role::Concerns)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::details::Kind;

    #[test]
    fn somebody_made_by_an_act_is_made_whatever_else_it_says_of_them() {
        let before = vec![Said { person: 7, kind: Kind::Name, value: None }];
        let inverse = Inverse::Forget { people: vec![7], identities: vec![8], before };
        let touches = of(&inverse, 1);
        assert!(touches.contains(&("person:7".into(), Role::Makes)), "{touches:?}");
        assert!(touches.contains(&("detail:7:name".into(), Role::Changes)), "{touches:?}");
        assert_eq!(touches.len(), 3, "each thing once: {touches:?}");
    }
}
