//! Refusals about holds, retention, erasure, exports and the key.

use std::path::Path;

use model::WorkspaceId;

pub(crate) fn reason_needed(most: usize) -> String {
    format!("a hold needs a reason, of at most {most} characters")
}

pub(crate) const HOLD_ON_NOTHING: &str = "a hold is on a person, or on a range of days: name one";

pub(crate) const RANGE_REVERSED: &str = "the first day of this range is after its last";

pub(crate) const NO_SUCH_HOLD: &str = "there is no such hold: `kith hold list` has them";

pub(crate) const NOBODY_FORGOTTEN: &str = "nobody was forgotten here";

pub(crate) const NO_OLDER_BACKUP: &str = "no backup is older than what was forgotten";

pub(crate) const OWNER_STAYS: &str = "this is you: the owner of a network cannot be forgotten in it";

pub(crate) const ADDRESS_NOT_FORGOTTEN: &str = "this address was not forgotten, or with another kith.key";

pub(crate) const NOTHING_IMPORTED: &str =
    "nothing is imported yet: `kith import PATH… --me YOUR-ADDRESS` is the beginning";

pub(crate) fn no_workspace(workspace: WorkspaceId) -> String {
    format!("there is no workspace {workspace}")
}

pub(crate) fn months_impossible(most: i64) -> String {
    format!("a source is kept for 1 to {most} months, or 0: for ever")
}

pub(crate) const NO_SUCH_SOURCE: &str = "there is no such source: `kith retention` lists them";

pub(crate) fn folder_not_empty(path: &Path) -> String {
    format!("{} is not empty: name a new folder for the export", path.display())
}

pub(crate) fn stopped_by_hold(id: i64, what: &str, set_by: &str, day: &str, reason: &str) -> String {
    format!(
        "a legal hold stops this: {what}, set by {set_by} on {day}: “{reason}”. It has to be lifted first \
         (kith hold lift {id})"
    )
}

pub(crate) fn key_lost(file: &Path) -> String {
    way_back(&format!("{} is gone, and with it what was sealed with it cannot be opened", file.display()))
}

pub(crate) fn key_foreign(file: &Path) -> String {
    way_back(&format!(
        "{} does not belong to this database: what is sealed here was sealed with another",
        file.display()
    ))
}

fn way_back(what: &str) -> String {
    format!(
        "{what}. Put the kith.key back that belongs to it, from where you keep it beside the backups. If it is lost for good, \
         `kith secrets rotate --lost` begins anew: second factors are then taken away, and people who were forgotten are no \
         longer kept out of imports"
    )
}

pub(crate) const KEY_FITS: &str = "the key is there and fits: `kith secrets rotate` changes it";
