//! The one place that hands out by which constants the ties of a workspace are measured.
//!
//! As of a day these are the ones that were in use then ([`super::course`]): a number of an earlier date never rests on
//! constants that were made later. What is known before any refit, and what the owner may go back to, are the constants
//! that a new installation begins with.

use std::sync::Arc;

use jiff::Timestamp;
use network::{Measure, Word, drift, warmth};

use super::fitted::{Drift, Number, Warmth};
use super::sql;
use crate::access::{Cx, Member};
use crate::error::Result;
use crate::features::people::moment_of;
use crate::features::settings::Key;

/// The value of [`Key::Constants`] with which nothing but the fixed constants is used.
pub const FIXED: &str = "fixed";

/// By what the ties of a workspace are measured as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Constants {
    /// Those of warmth.
    warmth: warmth::Model,
    /// Those of drift, and from which chance on it is told.
    drift: drift::Model,
}

impl Default for Constants {
    fn default() -> Constants {
        Constants { warmth: warmth::FITTED, drift: drift::FITTED }
    }
}

impl Constants {
    /// What a tie is measured by of whose closeness the owner says this.
    pub fn measure(&self, word: Option<Word>) -> Measure<'_> {
        Measure { warmth: &self.warmth, drift: &self.drift, word, ..Measure::NEW }
    }
}

/// The constants in use as of a moment.
///
/// # Errors
/// The database cannot be read.
pub async fn constants(cx: &Cx, as_of: Timestamp) -> Result<Arc<Constants>> {
    let args = [
        cx.ws(),
        Warmth::WORD.into(),
        Warmth::TERMS.into(),
        i64::from(moment_of(as_of).day).into(),
        Member::OWNER.0.into(),
        Key::Constants.word().into(),
        FIXED.into(),
        Drift::WORD.into(),
        Drift::TERMS.into(),
    ];
    let row: Option<(Option<String>, Option<String>)> = cx.app.db.fetch_optional(sql::IN_USE, &args).await?;
    let (warmth, drift) = row.unwrap_or_default();
    Ok(Arc::new(Constants {
        warmth: warmth.as_deref().map_or(Ok(warmth::FITTED), Warmth::model)?,
        drift: drift.as_deref().map_or(Ok(drift::FITTED), Drift::model)?,
    }))
}
