//! Refusals about delegates, invitations, suggestions and tasks.

use crate::access::Right;

pub(crate) fn no_member(name: &str, known: &str) -> String {
    format!("there is no member “{name}”; there are: {known}")
}

pub(crate) fn invitation_name_needed(most: usize) -> String {
    format!("an invitation needs a name, of at most {most} characters")
}

pub(crate) fn too_many_invitations(most: usize) -> String {
    format!("{most} invitations are open: take one back first")
}

pub(crate) const OWN_NETWORK: &str = "this is your own network: whom you invited signs in as themselves";

pub(crate) const INVITATION_GONE: &str = "this invitation is not open any more: ask for a new one";

pub(crate) const NO_SUCH_DELEGATE: &str = "there is no such delegate";

pub(crate) const ONE_PRINCIPAL: &str = "a workspace has one principal";

pub(crate) const LEVEL_NEEDED: &str = "say what they may do: see, suggest, act for you, or run the place";

pub(crate) const CIRCLE_NEEDED: &str =
    "say whom they see: everyone, the key people, organizations, or people";

pub(crate) fn scope_unkept(why: &serde_json::Error) -> String {
    format!("this cannot be kept: {why}")
}

pub(crate) const TASK_EMPTY: &str = "say what is to be done";

pub(crate) fn delegate_does_not_see(name: &str) -> String {
    format!("{name} does not see this person: ask on the page of your queue, without naming them")
}

pub(crate) const TASK_GONE: &str = "there is no such task to do";

pub(crate) fn too_many_suggestions(most: usize) -> String {
    format!("{most} suggestions wait for an answer already")
}

pub(crate) fn reason_too_long(most: usize) -> String {
    format!("a reason has at most {most} characters")
}

pub(crate) fn suggestion_unreadable(why: &serde_json::Error) -> String {
    format!("this suggestion cannot be read any more: {why}")
}

pub(crate) const SUGGESTION_GONE: &str = "this suggestion was answered or taken back already";

pub(crate) fn may_not(right: Right) -> String {
    format!("this member may not do that here ({right:?})")
}
