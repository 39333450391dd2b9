//! Refusals about numbers and what they are made of.

pub(crate) const REFIT_UNREADABLE: &str = "a refit that is kept cannot be read";

pub(crate) fn refit_unkept(why: &serde_json::Error) -> String {
    format!("a refit cannot be kept: {why}")
}

pub(crate) const CONSTANTS_UNREADABLE: &str = "the constants that are kept cannot be read";

pub(crate) const JUDGEMENT_UNREADABLE: &str = "a judgement that is kept cannot be read";

pub(crate) const ANSWERED_ALREADY: &str = "this was answered already, or is not asked any more";

pub(crate) const TIE_UNREADABLE: &str = "a tie is unreadable: `kith rebuild` derives all ties again";
