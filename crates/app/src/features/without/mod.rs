//! If somebody left: which organizations would be held by nobody, who would be further away, who could take over.
//!
//! Asked of the network in memory ([`crate::features::paths`]), for one of three points of view ([`Whose`]): the owner's side
//! (the owner and their colleagues), the owner alone, or somebody else, as far as the owner's sources show their ties. How
//! the network stands from there is looked through once ([`Frames`]); a question then costs what the surroundings of those
//! who would be gone are large ([`network::graph::without::Standing`]). It is a matter of structure: no figure of closeness
//! or warmth is told, and of colleagues whom colleague mode spares neither how many contacts they share nor an order.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use model::PersonId;
use network::graph::without::{Asked, Heir as FoundHeir, Standing, Without};
use tokio::sync::OnceCell;

pub use network::graph::without::Figures;

use crate::access::{Cx, Right};
use crate::error::{Error, Result};
use crate::features::paths::{self, Network};
use crate::features::snapshot::{self, Organization, PersonLine, Snapshot};
use crate::words::refusals;

/// From this chance of a touch within thirty days on, a tie is live: about one contact in nine months.
pub const LIVE: f64 = 0.1;
/// More than this cannot be asked about at once.
pub const MOST_GONE: usize = 8;
/// Points of view that are kept with a network.
const FRAMES: usize = 8;
/// A point of view that is looked from first is waited for so long; from that of a large network the page says that it is
/// being read.
const FIRST: Duration = Duration::from_millis(30);
/// Who could take over, at most.
const HEIRS: usize = 8;
/// Contacts that are named with each of them.
const SOME: usize = 3;

/// Whose network is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The owner and their colleagues, together.
    Ours,
    /// The owner alone.
    Mine,
    /// Somebody else, as far as the owner's sources show.
    Theirs(PersonId),
}

/// What would be without somebody.
#[derive(Debug)]
pub struct Loss {
    /// Who would be gone.
    pub gone: Vec<Arc<PersonLine>>,
    /// Whose network this is of; the owner's side and the owner are nobody else.
    pub of: Option<Arc<PersonLine>>,
    /// Organizations that nobody would hold any more, those with the most ties lost first.
    pub organizations: Vec<LostOrganization>,
    /// Organizations that would be held by fewer live ties than now, the fewest left first: which, how many, and how many
    /// would be left.
    pub thinner: Vec<(Arc<Organization>, usize, usize)>,
    /// People whom nobody would be in touch with any more.
    pub people: Vec<Arc<PersonLine>>,
    /// Who is further away than before, the furthest first.
    pub further: Vec<Further>,
    /// Who could take over, the likeliest first; those whom colleague mode spares by name, since nobody ranks them.
    pub heirs: Vec<Heir>,
    /// The whole before.
    pub before: Figures,
    /// The whole after.
    pub after: Figures,
}

/// An organization that would be held by nobody.
#[derive(Debug)]
pub struct LostOrganization {
    /// Which.
    pub organization: Arc<Organization>,
    /// The live ties that would be lost: who there, and who on this side.
    pub through: Vec<(Arc<PersonLine>, Arc<PersonLine>)>,
}

/// Somebody who would be further away.
#[derive(Debug)]
pub struct Further {
    /// Who.
    pub person: Arc<PersonLine>,
    /// How many live ties away.
    pub before: u32,
    /// And after; none if no live tie leads there any more.
    pub after: Option<u32>,
}

/// Somebody who could take over.
#[derive(Debug)]
pub struct Heir {
    /// Who.
    pub person: Arc<PersonLine>,
    /// How many contacts of those who would be gone they are in touch with themselves; not told of whom colleague mode
    /// spares.
    pub shared: Option<usize>,
    /// The principal is in touch with them.
    pub is_known: bool,
    /// Some of these contacts.
    pub some: Vec<Arc<PersonLine>>,
    /// Whom of those that would be lost they know.
    pub lost_ones: Vec<Arc<PersonLine>>,
}

/// How a network stands for those who asked.
#[derive(Default)]
pub(crate) struct Frames(Mutex<Vec<(Key, KeptFrame)>>);

/// A point of view, or the place for one that is being made.
type KeptFrame = Arc<OnceCell<Arc<Frame>>>;

impl Frames {
    /// Where a point of view is kept, or will be: it is made once, however many ask meanwhile.
    fn at(&self, key: Key) -> KeptFrame {
        let mut frames = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, frame)) = frames.iter().find(|(known, _)| *known == key) {
            return frame.clone();
        }
        frames.truncate(FRAMES - 1);
        frames.insert(0, (key, Arc::default()));
        frames[0].1.clone()
    }
}

/// Whose point of view, and in which state of the people: organizations change with them.
type Key = (u32, bool, i64);

/// A point of view.
struct Frame {
    from: u32,
    ours: Vec<u32>,
    colleagues: Vec<u32>,
    organizations: Vec<Arc<Organization>>,
    members: Vec<Vec<u32>>,
    standing: Standing,
}

/// Reads the network and looks from a point of view, and waits for it: for the command line, which asks once.
///
/// # Errors
/// As [`without`].
pub async fn prepare(cx: &Cx, whose: Whose) -> Result<()> {
    paths::prepare(cx).await?;
    let seen = snapshot::current(cx).await?;
    if let Some(network) = paths::network(cx, &seen).await? {
        frame(&network, &seen, whose).await?;
    }
    Ok(())
}

/// What would be lost without some people; none while the network is being read, or first looked at from this point of view.
///
/// # Errors
/// The member may not read here, does not see one of them, they are too many or the owner, or the database cannot be read.
pub async fn without(cx: &Cx, gone: &[PersonId], whose: Whose) -> Result<Option<Loss>> {
    cx.require(Right::Read)?;
    let seen = snapshot::current(cx).await?;
    let of = if let Whose::Theirs(person) = whose { Some(line(&seen, person)?) } else { None };
    let lines = gone.iter().map(|person| line(&seen, *person)).collect::<Result<Vec<_>>>()?;
    if lines.is_empty() || lines.len() > MOST_GONE {
        return Err(Error::refused(refusals::people::without_how_many(MOST_GONE)));
    }
    if gone.iter().any(|person| Some(*person) == seen.owner || whose == Whose::Theirs(*person)) {
        return Err(Error::refused(refusals::people::NOBODY_LEFT_TO_ASK_FOR));
    }
    let Some(network) = paths::network(cx, &seen).await? else { return Ok(None) };
    let Ok(frame) = tokio::time::timeout(FIRST, frame(&network, &seen, whose)).await else { return Ok(None) };
    let frame = frame?;
    let nodes: Vec<u32> = gone.iter().filter_map(|person| network.node(*person)).collect();
    let able = able(&network, &seen, &frame, &lines);
    let asked = Asked {
        gone: &nodes,
        live: LIVE,
        ours: &frame.ours,
        groups: &frame.members,
        from: frame.from,
        most_steps: u32::MAX,
        heirs: HEIRS,
        able: &able,
    };
    let found = frame.standing.without(&network.graph, &asked);
    Ok(Some(told(&network, &seen, &frame, lines, of, found)))
}

fn line(seen: &Snapshot, person: PersonId) -> Result<Arc<PersonLine>> {
    let line = seen.person(person).filter(|line| line.is_listed() || line.is_owner);
    line.cloned().ok_or_else(|| Error::not_found(refusals::people::NO_SUCH_PERSON))
}

/// The point of view, kept with the network.
async fn frame(network: &Arc<Network>, seen: &Arc<Snapshot>, whose: Whose) -> Result<Arc<Frame>> {
    let from = match whose {
        Whose::Ours | Whose::Mine => seen.owner,
        Whose::Theirs(person) => Some(person),
    };
    let from = from.and_then(|person| network.node(person));
    let from = from.ok_or_else(|| Error::not_found(refusals::people::TIES_UNKNOWN))?;
    let key = (from, whose == Whose::Ours, network.revision);
    let kept = network.frames.at(key);
    if let Some(frame) = kept.get() {
        return Ok(frame.clone());
    }
    let (of, people) = (network.clone(), seen.clone());
    let make = move || Arc::new(Frame::of(&of, &people, from, whose));
    // By itself: who asks may not wait until it is made.
    let made =
        tokio::spawn(
            async move { kept.get_or_try_init(|| tokio::task::spawn_blocking(make)).await.cloned() },
        );
    let stopped = |stopped: tokio::task::JoinError| Error::refused(stopped.to_string());
    made.await.map_err(stopped)?.map_err(stopped)
}

impl Frame {
    fn of(network: &Network, seen: &Snapshot, from: u32, whose: Whose) -> Frame {
        let colleagues = seen.listed().filter(|line| line.is_colleague);
        let colleagues: Vec<u32> = colleagues.filter_map(|line| network.node(PersonId(line.id))).collect();
        let side: &[u32] = if whose == Whose::Ours { &colleagues } else { &[] };
        let ours: Vec<u32> = side.iter().copied().chain([from]).collect();
        let others = seen.organizations().iter().filter(|organization| !organization.is_own());
        let (mut organizations, mut members) = (Vec::new(), Vec::new());
        for organization in others {
            let people = seen.people_of(organization);
            let nodes = people.iter().filter_map(|line| network.node(PersonId(line.id)));
            members.push(nodes.collect());
            organizations.push(organization.clone());
        }
        let asked = Asked {
            gone: &[],
            live: LIVE,
            ours: &ours,
            groups: &members,
            from,
            most_steps: u32::MAX,
            heirs: 0,
            able: &[],
        };
        let standing = Standing::new(&network.graph, &asked);
        Frame { from, ours, colleagues, organizations, members, standing }
    }
}

/// Who could take over: of a colleague, another one; of somebody elsewhere, somebody else there.
fn able(network: &Network, seen: &Snapshot, frame: &Frame, gone: &[Arc<PersonLine>]) -> Vec<u32> {
    let is_ours = gone.iter().any(|line| line.is_colleague);
    let mut able = if is_ours { frame.colleagues.clone() } else { Vec::new() };
    let elsewhere = gone.iter().filter(|line| !line.is_colleague);
    for name in elsewhere.filter_map(|line| line.organization.as_deref()) {
        let there = seen.organizations().by_name(name).map(|there| seen.people_of(there));
        able.extend(there.unwrap_or_default().iter().filter_map(|line| network.node(PersonId(line.id))));
    }
    // Nobody at all would mean all of us.
    if able.is_empty() { vec![frame.from] } else { able }
}

fn told(
    network: &Network,
    seen: &Snapshot,
    frame: &Frame,
    gone: Vec<Arc<PersonLine>>,
    of: Option<Arc<PersonLine>>,
    found: Without,
) -> Loss {
    let line = |node: u32| seen.person(network.person(node)).cloned();
    let lines = |nodes: &[u32]| nodes.iter().filter_map(|node| line(*node)).collect::<Vec<_>>();
    let ends = |&(there, here): &(u32, u32)| line(there).zip(line(here));
    let organizations = found.groups.iter().map(|lost| LostOrganization {
        organization: frame.organizations[lost.group].clone(),
        through: lost.through.iter().filter_map(ends).collect(),
    });
    let mut organizations: Vec<LostOrganization> = organizations.collect();
    organizations.sort_by_key(|lost| std::cmp::Reverse(lost.through.len()));
    let organization = |group: usize| frame.organizations[group].clone();
    let mut thinner: Vec<(Arc<Organization>, usize, usize)> =
        found.thinner.iter().map(|one| (organization(one.group), one.before, one.after)).collect();
    thinner.sort_by_key(|one| (one.2, std::cmp::Reverse(one.1)));
    let further = found
        .further
        .iter()
        .filter_map(|one| Some(Further { person: line(one.person)?, before: one.before, after: one.after }));
    let heirs = found.heirs.iter().filter_map(|found| heir(network, seen, found)).collect();
    let lost: Vec<u32> = found.people.iter().map(|lost| lost.person).collect();
    Loss {
        organizations,
        thinner,
        people: lines(&lost),
        further: further.collect(),
        heirs: in_order(heirs),
        before: found.before,
        after: found.after,
        gone,
        of,
    }
}

/// Somebody who could take over. That they know the principal is told apart from the contacts they share.
fn heir(network: &Network, seen: &Snapshot, found: &FoundHeir) -> Option<Heir> {
    let line = |node: &u32| seen.person(network.person(*node)).cloned();
    let person = line(&found.person)?;
    let (principal, shared): (Vec<u32>, Vec<u32>) =
        found.shared.iter().partition(|node| seen.owner == Some(network.person(**node)));
    Some(Heir {
        shared: (!person.is_spared).then_some(shared.len()),
        is_known: !principal.is_empty(),
        some: shared.iter().take(SOME).filter_map(line).collect(),
        lost_ones: found.lost_ones.iter().filter_map(line).collect(),
        person,
    })
}

/// Those whom colleague mode spares by name, behind the others.
fn in_order(heirs: Vec<Heir>) -> Vec<Heir> {
    let (mut spared, mut others): (Vec<Heir>, Vec<Heir>) =
        heirs.into_iter().partition(|heir| heir.person.is_spared);
    spared.sort_by(|a, b| a.person.name_folded.cmp(&b.person.name_folded));
    others.extend(spared);
    others
}
