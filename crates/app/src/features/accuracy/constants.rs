//! The one place that hands out by which constants the ties of a workspace are measured.
//!
//! As of a day these are the ones that were in use then ([`super::course`]): a number of an earlier date never rests on
//! constants that were made later. What is known before any refit, and what the owner may go back to, are the constants
//! that a new installation begins with.

use std::sync::Arc;

use jiff::Timestamp;
use network::warmth::{FITTED, Model, TERMS, TERMS_VERSION};
use network::{Measure, Word};
use serde::{Deserialize, Serialize};

use super::sql;
use crate::access::{Cx, Member};
use crate::error::{Error, Result};
use crate::features::people::moment_of;
use crate::features::settings::Key;

/// The number whose constants are refitted, as it is stored.
pub(super) const WARMTH: &str = "warmth";
/// The value of [`Key::Constants`] with which nothing but the fixed constants is used.
pub const FIXED: &str = "fixed";

/// By what the ties of a workspace are measured as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Constants {
    /// Those of warmth.
    warmth: Model,
}

impl Default for Constants {
    fn default() -> Constants {
        Constants { warmth: FITTED }
    }
}

impl Constants {
    /// What a tie is measured by of whose closeness the owner says this.
    pub fn measure(&self, word: Option<Word>) -> Measure<'_> {
        Measure { warmth: &self.warmth, word, ..Measure::NEW }
    }
}

/// The constants in use as of a moment.
///
/// # Errors
/// The database cannot be read.
pub async fn constants(cx: &Cx, as_of: Timestamp) -> Result<Arc<Constants>> {
    let args = [
        cx.ws(),
        WARMTH.into(),
        TERMS_VERSION.into(),
        i64::from(moment_of(as_of).day).into(),
        Member::OWNER.0.into(),
        Key::Constants.word().into(),
        FIXED.into(),
    ];
    let row: Option<(Option<String>,)> = cx.app.db.fetch_optional(sql::IN_USE, &args).await?;
    let kept = row.and_then(|row| row.0);
    Ok(Arc::new(match kept {
        Some(text) => Constants { warmth: model_of(&text)? },
        None => Constants::default(),
    }))
}

/// Constants as they are stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    intercept: f64,
    coefficients: Vec<f64>,
    means: Vec<f64>,
}

/// As they are stored.
pub(super) fn text_of(model: &Model) -> String {
    let Model { intercept, coefficients, means } = model;
    let stored = Stored { intercept: *intercept, coefficients: coefficients.to_vec(), means: means.to_vec() };
    serde_json::json!(stored).to_string()
}

/// From what is stored.
pub(super) fn model_of(text: &str) -> Result<Model> {
    let unreadable = || Error::Refused("the constants of warmth that are kept cannot be read".into());
    let stored: Stored = serde_json::from_str(text).map_err(|_| unreadable())?;
    let all = |values: Vec<f64>| <[f64; TERMS]>::try_from(values).map_err(|_| unreadable());
    Ok(Model {
        intercept: stored.intercept,
        coefficients: all(stored.coefficients)?,
        means: all(stored.means)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_read_as_they_were_stored() {
        assert_eq!(model_of(&text_of(&FITTED)).unwrap(), FITTED);
        assert!(model_of("{}").is_err());
    }
}
