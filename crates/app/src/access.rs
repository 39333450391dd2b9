//! Who acts, for whom, where and when; the one place where rights are decided.
//!
//! A [`Cx`] is made for the owner at the command line ([`crate::App::cx`]) or, for whoever signed in, from what their member
//! row grants ([`Access`]). Acts ask [`Cx::require`] first, then [`Cx::require_sees`] for each person they are about; reads
//! bind [`Cx::opens`] or go through [`Sight::sees`], so that what a member does not see is in no list, count or search.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use model::{PersonId, WorkspaceId};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::db::Arg;
use crate::error::{Error, Result};
use crate::features::settings::Preferences;
use crate::words::refusals;

/// Someone who signs in, by their number in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Member(pub i64);

impl Member {
    /// The principal, made with the workspace.
    pub const OWNER: Member = Member(1);
}

/// What someone is in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The owner of the workspace.
    Principal,
    /// Acts on the principal's behalf, within a [`Scope`].
    Delegate,
    /// Sees what the [`Scope`] shows, and changes nothing.
    Viewer,
}

/// How far a member goes with the people they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Reads.
    See,
    /// Proposes acts, which wait in the principal's tray.
    Suggest,
    /// Does acts, signed with both names.
    ActFor,
}

/// Whom a delegate is concerned with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Circle {
    /// Nobody: a delegate who only runs the place.
    #[default]
    Nobody,
    /// Everyone.
    Everyone,
    /// The principal's key people.
    KeyPeople,
    /// The people of these organizations, by slug.
    Organizations(BTreeSet<String>),
    /// These people, by number.
    People(BTreeSet<i64>),
}

/// What is private unless the principal opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Notes marked private, and those that came with an address book.
    PrivateNotes,
    /// Birthdays, family, health.
    Family,
    /// Subjects of mails and titles of meetings.
    Titles,
    /// People marked private.
    PrivatePeople,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 4] = [Field::PrivateNotes, Field::Family, Field::Titles, Field::PrivatePeople];
}

/// What the principal granted a delegate or viewer; kept as JSON with the member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// How far they go with the people of the circle.
    pub level: Option<Level>,
    /// Whom they see.
    pub circle: Circle,
    /// What is opened to them.
    pub open: BTreeSet<Field>,
    /// They run the place: sources, imports, duplicates, captures, rules, calendar.
    pub runs: bool,
}

/// Which people a member sees, as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Everyone.
    All,
    /// Everyone but these.
    AllBut(HashSet<i64>),
    /// These alone.
    Only(HashSet<i64>),
}

impl Sight {
    /// If this member sees the person.
    pub fn sees(&self, person: PersonId) -> bool {
        match self {
            Sight::All => true,
            Sight::AllBut(hidden) => !hidden.contains(&person.0),
            Sight::Only(seen) => seen.contains(&person.0),
        }
    }
}

/// What a member is, may do and sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// What they are here.
    pub role: Role,
    /// What they were granted; of no meaning for the principal.
    pub scope: Scope,
    /// The people they see.
    pub sight: Arc<Sight>,
    /// They see to the server itself: accounts and backups.
    pub administers: bool,
}

impl Access {
    /// The principal at their own server: everything.
    pub fn principal() -> Access {
        Access {
            role: Role::Principal,
            scope: Scope::default(),
            sight: Arc::new(Sight::All),
            administers: true,
        }
    }

    /// Of somebody who belongs nowhere, or of whom nothing else is known yet.
    pub fn nothing(administers: bool) -> Access {
        let sight = Arc::new(Sight::Only(HashSet::new()));
        Access { role: Role::Viewer, scope: Scope::default(), sight, administers }
    }

    /// If acts that need this right may be done.
    pub fn has(&self, right: Right) -> bool {
        let level = match self.role {
            Role::Principal => Some(Level::ActFor),
            Role::Delegate => self.scope.level,
            Role::Viewer => self.scope.level.map(|_| Level::See),
        };
        match right {
            Right::Belong => true,
            Right::Read => level.is_some(),
            Right::Suggest => level >= Some(Level::Suggest),
            Right::Change => level >= Some(Level::ActFor),
            Right::Run => match self.role {
                Role::Principal => true,
                Role::Delegate => self.scope.runs,
                Role::Viewer => false,
            },
            Right::Own => self.role == Role::Principal,
            Right::Administer => self.administers,
        }
    }

    /// The same member with no more than these rights: what a program gets that acts for them. It is never the principal
    /// and never sees to the server, whatever it is given.
    pub fn narrowed(&self, rights: &[Right]) -> Access {
        let may = |right| rights.contains(&right) && self.has(right);
        let levels =
            [(Right::Change, Level::ActFor), (Right::Suggest, Level::Suggest), (Right::Read, Level::See)];
        let level = levels.into_iter().find(|(right, _)| may(*right)).map(|(_, level)| level);
        let open = Field::ALL.into_iter().filter(|field| self.opens(*field)).collect();
        let circle = match self.role {
            Role::Principal => Circle::Everyone,
            Role::Delegate | Role::Viewer => self.scope.circle.clone(),
        };
        let scope = Scope { level, circle, open, runs: may(Right::Run) };
        Access { role: Role::Delegate, scope, sight: self.sight.clone(), administers: false }
    }

    /// Everyone and everything is seen.
    pub fn sees_all(&self) -> bool {
        self.has(Right::Read)
            && *self.sight == Sight::All
            && Field::ALL.into_iter().all(|field| self.opens(field))
    }

    /// If the member sees what is in this field.
    pub fn opens(&self, field: Field) -> bool {
        self.role == Role::Principal || self.scope.open.contains(&field)
    }
}

/// Where a change was asked for, as it is kept with its act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The command line of the server.
    CommandLine,
    /// The server itself, at its time.
    Server,
    /// A page, from this address.
    Page(String),
    /// A program with a token of this name, from this address.
    Token {
        /// The token's name.
        name: String,
        /// The address.
        from: String,
    },
    /// The tray: somebody suggested it, and the principal accepted.
    Accepted {
        /// The suggestion.
        suggestion: i64,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::CommandLine => f.write_str("command line"),
            Origin::Server => f.write_str("server"),
            Origin::Page(from) => write!(f, "page {from}"),
            Origin::Token { name, from } => write!(f, "token {name} {from}"),
            Origin::Accepted { suggestion } => write!(f, "tray {suggestion}"),
        }
    }
}

/// What every act is given.
#[derive(Clone)]
pub struct Cx {
    /// The open program.
    pub app: App,
    /// Whose network.
    pub workspace: WorkspaceId,
    /// Who acts.
    pub member: Member,
    /// On whose behalf.
    pub acts_for: Member,
    /// What they may do and see.
    pub access: Arc<Access>,
    /// Where the request came from.
    pub origin: Origin,
    /// The moment.
    pub now: Timestamp,
    /// What the database said when a visit began that only looks; without it, the database is asked each time.
    pub seen: Option<Arc<Seen>>,
}

/// Where the workspace stands for a member, as one query reads it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The workspace's revision.
    pub(crate) revision: i64,
    /// The principal, once known.
    pub(crate) owner: Option<PersonId>,
    /// How many suggestions wait for the principal.
    pub(crate) waiting: i64,
    /// What the member set.
    pub(crate) preferences: Preferences,
}

/// What an act wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Be here at all: one's own settings and sessions.
    Belong,
    /// See people, interactions and numbers.
    Read,
    /// Propose changes to the principal.
    Suggest,
    /// Change people, log contact, undo.
    Change,
    /// Bring sources in and see to the place.
    Run,
    /// What is the principal's alone: delegates, export, erasure.
    Own,
    /// See to the server: accounts, backups.
    Administer,
}

impl Cx {
    /// Goes on if the member has the right, in this workspace.
    ///
    /// # Errors
    /// [`Error::Refused`] if not.
    pub fn require(&self, right: Right) -> Result<()> {
        if self.access.has(right) {
            return Ok(());
        }
        Err(Error::refused(refusals::members::may_not(right)))
    }

    /// Goes on if the member sees the person; one who is not seen is told like one who does not exist.
    ///
    /// # Errors
    /// [`Error::NotFound`] if not.
    pub fn require_sees(&self, person: PersonId) -> Result<()> {
        if self.access.sight.sees(person) {
            return Ok(());
        }
        Err(Error::not_found(refusals::people::NO_SUCH_PERSON))
    }

    /// The same moment and place with the eyes of the principal, for what is made once for everybody. What it answers is
    /// never shown to this member as it is.
    pub(crate) fn for_principal(&self) -> Cx {
        let access = Arc::new(Access { administers: false, ..Access::principal() });
        // What this member set is not what the principal set.
        Cx { member: Member::OWNER, acts_for: Member::OWNER, access, seen: None, ..self.clone() }
    }

    /// A subject or title as this member sees it: empty, like one that was never kept, unless titles are opened.
    pub(crate) fn title(&self, title: String) -> String {
        if self.access.opens(Field::Titles) { title } else { String::new() }
    }

    /// The predicate of every read of what may be private, as a bound value: 1 if this member sees that too. Queries say
    /// `(private = 0 OR $n = 1)`, so that what is not seen is in no list, count or search.
    pub(crate) fn opens(&self, field: Field) -> Arg {
        Arg::Int(i64::from(self.access.opens(field)))
    }

    /// The workspace as the first bound value of a query.
    pub(crate) fn ws(&self) -> Arg {
        Arg::Int(self.workspace.0)
    }

    /// The moment as a stored instant, microseconds UTC.
    pub(crate) fn now_us(&self) -> i64 {
        self.now.as_microsecond()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Right; 7] = [
        Right::Belong,
        Right::Read,
        Right::Suggest,
        Right::Change,
        Right::Run,
        Right::Own,
        Right::Administer,
    ];

    fn rights(role: Role, level: Option<Level>, runs: bool) -> Vec<Right> {
        let scope = Scope { level, runs, ..Scope::default() };
        let access = Access { role, scope, sight: Arc::new(Sight::All), administers: false };
        ALL.into_iter().filter(|right| access.has(*right)).collect()
    }

    #[test]
    fn each_kind_of_member_has_the_rights_it_was_granted_and_no_others() {
        use Right::{Belong, Change, Own, Read, Run, Suggest};
        assert_eq!(rights(Role::Principal, None, false), [Belong, Read, Suggest, Change, Run, Own]);
        assert_eq!(rights(Role::Delegate, None, true), [Belong, Run]);
        assert_eq!(rights(Role::Delegate, Some(Level::See), false), [Belong, Read]);
        assert_eq!(rights(Role::Delegate, Some(Level::Suggest), false), [Belong, Read, Suggest]);
        assert_eq!(rights(Role::Delegate, Some(Level::ActFor), true), [Belong, Read, Suggest, Change, Run]);
        assert_eq!(rights(Role::Viewer, Some(Level::ActFor), true), [Belong, Read]);
        assert_eq!(rights(Role::Viewer, None, false), [Belong]);
    }

    #[test]
    fn a_program_has_what_its_owner_has_and_it_is_for_and_nothing_else() {
        use Right::{Administer, Belong, Change, Own, Read, Run, Suggest};
        let of = |access: &Access, rights: &[Right]| {
            let narrowed = access.narrowed(rights);
            ALL.into_iter().filter(|right| narrowed.has(*right)).collect::<Vec<_>>()
        };
        let principal = Access::principal();
        assert_eq!(of(&principal, &[]), [Belong]);
        assert_eq!(of(&principal, &[Read]), [Belong, Read]);
        assert_eq!(of(&principal, &[Run]), [Belong, Run]);
        assert_eq!(
            of(&principal, &[Read, Suggest, Change, Own, Administer]),
            [Belong, Read, Suggest, Change]
        );
        let scope = Scope { level: Some(Level::See), ..Scope::default() };
        let viewer = Access { role: Role::Viewer, scope, administers: true, ..Access::principal() };
        assert_eq!(of(&viewer, &ALL), [Belong, Read]);
        assert!(principal.narrowed(&[Read]).opens(Field::PrivateNotes), "the owner reads their own notes");
        assert!(!viewer.narrowed(&ALL).opens(Field::PrivateNotes));
    }

    #[test]
    fn what_is_private_is_closed_until_it_is_opened() {
        let open = BTreeSet::from([Field::Titles]);
        let scope = Scope { level: Some(Level::See), open, ..Scope::default() };
        let access = Access { role: Role::Delegate, scope, sight: Arc::new(Sight::All), administers: true };
        let opened: Vec<Field> = Field::ALL.into_iter().filter(|field| access.opens(*field)).collect();
        assert_eq!(opened, [Field::Titles]);
    }

    #[test]
    fn a_scope_survives_being_kept() {
        let scope = Scope {
            level: Some(Level::Suggest),
            circle: Circle::Organizations(BTreeSet::from(["halden".to_owned()])),
            open: BTreeSet::from([Field::Family]),
            runs: true,
        };
        let kept = serde_json::to_string(&scope).unwrap();
        assert_eq!(serde_json::from_str::<Scope>(&kept).unwrap(), scope);
        assert_eq!(serde_json::from_str::<Scope>("{}").unwrap(), Scope::default());
    }
}
