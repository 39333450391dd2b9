//! The snapshot as a member sees it who is not the principal.
//!
//! Whom they do not see is nobody in it, like somebody who is gone, and what is closed to them is left out of the lines. So
//! every list, count, order, search and organization made of it is one of what they see, without asking again. A view is
//! made once for a snapshot and kept until the next; the principal is served from the snapshot itself.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use identity::Nature;
use model::PersonId;

use super::lists::Lists;
use super::{KeptPage, KeptProposals, PersonLine, Snapshot, build, facts};
use crate::access::{Access, Circle, Field, Scope, Sight};

/// Views that are kept: more members than this are seldom at work in one workspace at the same time.
const KEPT: usize = 16;

/// The views of the snapshot that serves.
#[derive(Default)]
pub(super) struct Views(Mutex<Vec<View>>);

struct View {
    whole: Arc<Snapshot>,
    access: Arc<Access>,
    seen: Arc<Snapshot>,
}

impl View {
    fn is_of(&self, whole: &Arc<Snapshot>, access: &Arc<Access>) -> bool {
        Arc::ptr_eq(&self.whole, whole)
            && (Arc::ptr_eq(&self.access, access)
                || (self.access.sight == access.sight && self.access.scope.open == access.scope.open))
    }
}

impl Views {
    /// What a member sees of a snapshot.
    pub fn of(&self, whole: &Arc<Snapshot>, access: &Arc<Access>) -> Arc<Snapshot> {
        if access.sees_all() {
            return whole.clone();
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = kept.iter().find(|view| view.is_of(whole, access)) {
            return view.seen.clone();
        }
        kept.retain(|view| Arc::ptr_eq(&view.whole, whole));
        kept.truncate(KEPT - 1);
        let seen = Arc::new(whole.seen_by(access));
        kept.insert(0, View { whole: whole.clone(), access: access.clone(), seen: seen.clone() });
        seen
    }
}

/// Whom scopes show in the snapshot that serves.
#[derive(Default)]
pub(super) struct Sights(Mutex<Vec<Known>>);

struct Known {
    whole: Arc<Snapshot>,
    scope: Scope,
    sight: Arc<Sight>,
}

impl Sights {
    /// What is known of a scope.
    pub fn of(&self, whole: &Arc<Snapshot>, scope: &Scope) -> Option<Arc<Sight>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().find(|known| Arc::ptr_eq(&known.whole, whole) && known.scope == *scope);
        known.map(|known| known.sight.clone())
    }

    /// Keeps what was found out.
    pub fn keep(&self, whole: &Arc<Snapshot>, scope: &Scope, sight: Sight) -> Arc<Sight> {
        let sight = Arc::new(sight);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|known| Arc::ptr_eq(&known.whole, whole));
        kept.truncate(KEPT - 1);
        kept.push(Known { whole: whole.clone(), scope: scope.clone(), sight: sight.clone() });
        sight
    }
}

impl Snapshot {
    /// Everyone whom the principal keeps to themselves.
    pub(super) fn private_people(&self) -> HashSet<i64> {
        let is_private = |line: &&Arc<PersonLine>| line.is_private && !line.is_gone && !line.is_owner;
        self.people.iter().filter(is_private).map(|line| line.id).collect()
    }

    /// The people of a circle without those who are hidden. The principal is seen by everybody who sees anybody.
    pub(super) fn sight(&self, circle: &Circle, hidden: HashSet<i64>) -> Sight {
        let mut seen: HashSet<i64> = match circle {
            Circle::Everyone if hidden.is_empty() => return Sight::All,
            Circle::Everyone => return Sight::AllBut(hidden),
            Circle::Nobody => return Sight::Only(HashSet::new()),
            Circle::KeyPeople => {
                self.listed().filter(|line| line.key == Some(true)).map(|line| line.id).collect()
            }
            Circle::Organizations(slugs) => {
                let known = slugs.iter().filter_map(|slug| self.organizations().by_slug(slug));
                known.flat_map(|organization| self.people_of(organization)).map(|line| line.id).collect()
            }
            Circle::People(people) => people.iter().copied().collect(),
        };
        seen.retain(|person| !hidden.contains(person));
        seen.extend(self.owner.map(|owner| owner.0));
        Sight::Only(seen)
    }

    /// A copy without those whom a member does not see, and without what is closed to them.
    fn seen_by(&self, access: &Access) -> Snapshot {
        let mut seen = self.clone();
        seen.today = KeptPage::default();
        seen.key_people = KeptProposals::default();
        seen.map = Arc::default();
        seen.world = Arc::default();
        let shows_family = access.opens(Field::Family);
        let mut hidden = Vec::new();
        for (place, line) in self.people.iter().enumerate() {
            if !access.sight.sees(PersonId(line.id)) {
                hidden.push(place as u32);
                seen.people[place] = Arc::new(unseen(line));
            } else if (line.birthday.is_some() && !shows_family) || line.elsewhere.is_some() {
                let birthday = line.birthday.clone().filter(|_| shows_family);
                // What somebody does with others tells of these.
                seen.people[place] =
                    Arc::new(PersonLine { birthday, elsewhere: None, ..PersonLine::clone(line) });
            }
        }
        let (day, said) = (facts::number_of(seen.day), self.lists.organizations.said());
        seen.lists = if hidden.len() * 2 > seen.people.len() {
            Lists::of(&seen.people, day, said)
        } else {
            self.lists.patched(&seen.people, &self.people, &hidden, day, said)
        };
        seen
    }
}

/// Nobody, at the place of somebody.
fn unseen(line: &PersonLine) -> PersonLine {
    let nobody = PersonLine {
        slug: String::new(),
        name: String::new(),
        name_folded: String::new(),
        native_name: None,
        nature: Nature::Person,
        key: None,
        organization: None,
        title: String::new(),
        city: None,
        country: None,
        zone: None,
        birthday: None,
        addresses: String::new(),
        has_mail: false,
        has_phone: false,
        elsewhere: None,
        ..PersonLine::clone(line)
    };
    build::gone(nobody)
}
