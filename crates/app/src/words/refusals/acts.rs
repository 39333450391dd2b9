//! Refusals about acts that cannot be kept or taken back.

pub(crate) fn act_unkept(why: &serde_json::Error) -> String {
    format!("the act cannot be kept: {why}")
}

pub(crate) const NO_SUCH_ACT: &str = "there is no such act to take back: `kith audit` lists them";

pub(crate) fn undone_already(subject: &str) -> String {
    format!("“{subject}” was taken back already")
}

pub(crate) fn inverse_unreadable(id: i64, why: &serde_json::Error) -> String {
    format!("act {id} cannot be taken back, its inverse is unreadable: {why}")
}

pub(crate) const ANOTHERS_ACT: &str = "this is taken back by the one who did it";

pub(crate) fn newer_depends(subject: &str, later: &str, number: i64) -> String {
    format!(
        "“{subject}” cannot be taken back any more: “{later}” (act {number}) came after it and depends on it; take that back first"
    )
}

pub(crate) const NOTHING_TO_UNDO: &str = "this act has nothing to take back";
