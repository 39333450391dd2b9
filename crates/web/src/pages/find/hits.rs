//! The people that what is typed finds, and what can be done with the first of them.

use std::sync::Arc;

use app::access::Right;
use app::features::people;
use app::features::snapshot::{self, Column, Direction, Order, PeopleFilter, PersonLine, Snapshot};

use super::{Choice, Group, Piece, Sign, Target};
use crate::failure::Failure;
use crate::visit::Visit;
use crate::words::find as words;

/// So many people are shown.
const SHOWN: usize = 8;
/// So many organizations are shown.
const ORGANIZATIONS_SHOWN: usize = 4;

/// The people found, what can be done with the first, and organizations; without a text, those the owner was last in
/// touch with.
pub async fn people(visit: &Visit, text: &str, is_for_log: bool) -> Result<Vec<Group>, Failure> {
    let snapshot = snapshot::current(&visit.cx).await?;
    let lines = if text.is_empty() { latest(&snapshot) } else { snapshot.find(text, SHOWN) };
    let title = if text.is_empty() { words::LATEST } else { words::PEOPLE };
    let choices = lines.iter().map(|line| choice(visit, line, text, is_for_log)).collect();
    let mut groups = vec![Group { title: title.to_owned(), choices }];
    if !text.is_empty() && !is_for_log {
        groups.extend(
            lines.first().map(|line| acts_for(visit, line)).filter(|group| !group.choices.is_empty()),
        );
        groups.push(organizations(visit, &snapshot, text));
    }
    groups.retain(|group| !group.choices.is_empty());
    Ok(groups)
}

/// The people that the second word finds, where the first says what is to be done with them.
pub async fn done_with(visit: &Visit, text: &str) -> Result<Option<Group>, Failure> {
    let Some((verb, whom)) = text.split_once(' ').filter(|(_, whom)| !whom.trim().is_empty()) else {
        return Ok(None);
    };
    let verb = verb.to_lowercase();
    let logs = words::LOGS.contains(&verb.as_str()) && visit.cx.access.has(Right::Suggest);
    if !logs && !words::WRITES.contains(&verb.as_str()) {
        return Ok(None);
    }
    let found = snapshot::current(&visit.cx).await?.find(whom.trim(), SHOWN);
    let wanted = |line: &Arc<PersonLine>| {
        let target = if logs { Some(format!("/people/{}#log", line.slug)) } else { mailto(line) };
        let target = Target::Page(target?);
        Some(Choice { target, ..choice(visit, line, whom.trim(), false) })
    };
    let title = if logs { words::LOG_WITH } else { words::WRITE_TO }.to_owned();
    let choices: Vec<Choice> = found.iter().filter_map(wanted).collect();
    Ok(Some(Group { title, choices }).filter(|group| !group.choices.is_empty()))
}

/// The link that writes to somebody.
fn mailto(line: &PersonLine) -> Option<String> {
    let address = line.addresses.split(' ').find(|address| address.contains('@'))?;
    Some(format!("mailto:{address}"))
}

fn organizations(visit: &Visit, snapshot: &Snapshot, text: &str) -> Group {
    let found = snapshot.organizations().find(text, ORGANIZATIONS_SHOWN);
    let choices = found.iter().map(|organization| Choice {
        sign: Sign::Icon("orbit"),
        name: pieces(&organization.name, text),
        is_person: false,
        sub: vec![(words::people_there(organization.people(), &visit.look), false)],
        key: None,
        target: Target::Page(format!("/organizations/{}", organization.slug)),
    });
    Group { title: words::ORGANIZATIONS.to_owned(), choices: choices.collect() }
}

fn latest(snapshot: &Snapshot) -> Vec<Arc<PersonLine>> {
    let order = Order { column: Column::LastContact, direction: Direction::Descending };
    let mut lines = snapshot.page(&PeopleFilter::default(), order, 0, SHOWN).rows;
    lines.retain(|line| line.tie.is_some());
    lines
}

fn choice(visit: &Visit, line: &PersonLine, text: &str, is_for_log: bool) -> Choice {
    let page = format!("/people/{}", line.slug);
    let name = pieces(&line.name, text);
    // What the name does not have was found elsewhere.
    let elsewhere = if name.iter().any(|(_, is_typed)| *is_typed) { "" } else { text };
    Choice {
        sign: line.tie.as_ref().and_then(|tie| tie.warmth).map_or(Sign::Icon("user"), Sign::Warmth),
        name,
        is_person: true,
        sub: pieces(&about(visit, line), elsewhere),
        key: None,
        target: Target::Page(if is_for_log { format!("{page}#log") } else { page }),
    }
}

/// A text, parted where it is as typed.
fn pieces(name: &str, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for hit in people::matched(name, text) {
        pieces.push((name[from..hit.start].to_owned(), false));
        pieces.push((name[hit.clone()].to_owned(), true));
        from = hit.end;
    }
    pieces.push((name[from..].to_owned(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Native name and organization, and the silence beside the usual gap.
fn about(visit: &Visit, line: &PersonLine) -> String {
    let silence = line.tie.as_ref().map(|tie| {
        let days = visit.look.number(i64::from(tie.silent_for(visit.look.today)));
        if line.is_spared {
            return words::last_contact(&visit.look.ago_days(i64::from(tie.silent_for(visit.look.today))));
        }
        words::silence(&days, tie.usual_gap_days.map(|gap| visit.look.number(gap.round() as i64)).as_deref())
    });
    let parts = [line.native_name.as_deref(), line.organization.as_deref(), silence.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn acts_for(visit: &Visit, line: &PersonLine) -> Group {
    let act = |icon, words: &str, key, target| Choice {
        sign: Sign::Icon(icon),
        name: vec![(words.to_owned(), false)],
        is_person: false,
        sub: Vec::new(),
        key: Some(key),
        target: Target::Page(target),
    };
    let log = visit.cx.access.has(Right::Suggest).then(|| format!("/people/{}#log", line.slug));
    let mut choices: Vec<Choice> =
        log.map(|to| act("pen-line", words::LOG_CONTACT, "L", to)).into_iter().collect();
    choices.extend(mailto(line).map(|to| act("mail", words::WRITE, "W", to)));
    Group { title: words::do_for(&line.name), choices }
}
