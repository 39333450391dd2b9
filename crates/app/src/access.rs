//! Who acts, for whom, where and when; the one place where rights are decided.

use jiff::Timestamp;
use model::WorkspaceId;

use crate::App;
use crate::db::Arg;
use crate::error::Result;

/// Someone who signs in, by their number in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member(pub i64);

impl Member {
    /// The principal, made with the workspace.
    pub const OWNER: Member = Member(1);
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
    /// The moment.
    pub now: Timestamp,
}

/// What an act wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// See people, interactions and numbers.
    Read,
    /// Change people, log contact, undo.
    Change,
    /// Bring sources in and see to the place.
    Run,
}

impl Cx {
    /// Goes on if the member has the right, in this workspace. The principal has every right; nobody else has any yet.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] if not.
    pub fn require(&self, right: Right) -> Result<()> {
        if self.member == Member::OWNER && self.acts_for == Member::OWNER {
            return Ok(());
        }
        Err(crate::Error::Refused(format!("this member may not do that here ({right:?})")))
    }

    /// The predicate of every read of what may be private, as a bound value: 1 if this member sees that too. Queries say
    /// `(private = 0 OR $n = 1)`, so that what is not seen is in no list, count or search.
    pub(crate) fn sees_private(&self) -> Arg {
        Arg::Int(i64::from(self.member == Member::OWNER))
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
