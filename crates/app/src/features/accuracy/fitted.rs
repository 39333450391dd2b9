//! The numbers whose constants are fitted to the past: what there is to fit them to, and how constants are stored.

use network::alarms::{self, Past};
use network::course::{self, Decision, Quarter, Tried};
use network::drift::{self, TERMS as DRIFT_TERMS};
use network::ending::Ending;
use network::logistic::Logistic;
use network::trial::{Answer, Reliability};
use network::warmth::{self, FITTED, SIGNS, TERMS, TERMS_VERSION};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::words::refusals;

/// A number whose constants are fitted to the past.
pub(super) trait Number {
    /// As it is stored.
    const WORD: &'static str;
    /// The version of its terms: constants that were kept for another are constants of something else.
    const TERMS: i64;
    /// Its constants.
    type Model: Clone;
    /// What they said of a period, and what came.
    type Judged: Tried + Serialize + DeserializeOwned;

    /// The first day of which something is known.
    fn first_day(&self) -> Option<i32>;
    /// How many answers were known before a day.
    fn known_before(&self, day: i32) -> usize;
    /// What is decided at the beginning of a quarter.
    fn decide(
        &self,
        quarter: Quarter,
        tried: Option<&Self::Model>,
    ) -> Option<Decision<Self::Model, Self::Judged>>;
    /// Constants as they are stored.
    fn text(model: &Self::Model) -> String;
    /// From what is stored.
    fn model(text: &str) -> Result<Self::Model>;
}

/// Warmth, and what came of ties at earlier dates.
pub(super) struct Warmth(pub Vec<Answer<TERMS>>);

/// Drift, and the pasts of ties.
pub(super) struct Drift(pub Vec<Past>);

impl Number for Warmth {
    const WORD: &'static str = "warmth";
    const TERMS: i64 = TERMS_VERSION;
    type Model = warmth::Model;
    type Judged = Reliability;

    fn first_day(&self) -> Option<i32> {
        self.0.iter().map(|answer| answer.day).min()
    }

    fn known_before(&self, day: i32) -> usize {
        self.0.iter().filter(|answer| answer.until < day).count()
    }

    fn decide(
        &self,
        quarter: Quarter,
        tried: Option<&Self::Model>,
    ) -> Option<Decision<Self::Model, Self::Judged>> {
        course::decide(&self.0, quarter, tried, &FITTED, &SIGNS)
    }

    fn text(model: &Self::Model) -> String {
        serde_json::json!(Stored::of(model)).to_string()
    }

    fn model(text: &str) -> Result<Self::Model> {
        read::<Stored>(text)?.logistic()
    }
}

impl Number for Drift {
    const WORD: &'static str = "drift";
    const TERMS: i64 = drift::TERMS_VERSION;
    type Model = drift::Model;
    type Judged = alarms::course::Judged;

    fn first_day(&self) -> Option<i32> {
        self.0.iter().filter_map(|past| past.watches.first()).map(|watch| watch.day).min()
    }

    fn known_before(&self, day: i32) -> usize {
        self.0.iter().flat_map(|past| &past.watches).filter(|watch| watch.until < day).count()
    }

    fn decide(
        &self,
        quarter: Quarter,
        tried: Option<&Self::Model>,
    ) -> Option<Decision<Self::Model, Self::Judged>> {
        alarms::course::decide(&self.0, quarter, tried)
    }

    fn text(model: &Self::Model) -> String {
        let drift::Model { fading, ending: Ending { shape, rate, ends, goes_on }, threshold } = model;
        let ending = [*shape, *rate, *ends, *goes_on];
        serde_json::json!(StoredDrift { fading: Stored::of(fading), ending, threshold: *threshold })
            .to_string()
    }

    fn model(text: &str) -> Result<Self::Model> {
        let StoredDrift { fading, ending: [shape, rate, ends, goes_on], threshold } = read(text)?;
        let fading: Logistic<DRIFT_TERMS> = fading.logistic()?;
        Ok(drift::Model { fading, ending: Ending { shape, rate, ends, goes_on }, threshold })
    }
}

/// The constants of a logistic as they are stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    intercept: f64,
    coefficients: Vec<f64>,
    means: Vec<f64>,
}

#[derive(Serialize, Deserialize)]
struct StoredDrift {
    fading: Stored,
    ending: [f64; 4],
    threshold: f64,
}

impl Stored {
    fn of<const N: usize>(model: &Logistic<N>) -> Stored {
        let Logistic { intercept, coefficients, means } = model;
        Stored { intercept: *intercept, coefficients: coefficients.to_vec(), means: means.to_vec() }
    }

    fn logistic<const N: usize>(self) -> Result<Logistic<N>> {
        let all = |values: Vec<f64>| <[f64; N]>::try_from(values).map_err(|_| unreadable());
        Ok(Logistic {
            intercept: self.intercept,
            coefficients: all(self.coefficients)?,
            means: all(self.means)?,
        })
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| unreadable())
}

fn unreadable() -> Error {
    Error::refused(refusals::numbers::CONSTANTS_UNREADABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_read_as_they_were_stored() {
        assert_eq!(Warmth::model(&Warmth::text(&FITTED)).unwrap(), FITTED);
        assert_eq!(Drift::model(&Drift::text(&drift::FITTED)).unwrap(), drift::FITTED);
        assert!(Warmth::model("{}").is_err() && Drift::model("{}").is_err());
        assert!(Drift::model(&Warmth::text(&FITTED)).is_err());
    }
}
