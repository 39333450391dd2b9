//! What is waited for a short while, in memory: what was asked of a browser or another service, until the answer comes.
//!
//! Each is taken once, so that an answer cannot be played a second time, and none for long. Anybody may ask before they
//! have signed in, so there is a bound: over it, those that have waited longest go. A restart forgets all of them, and
//! whoever was in the middle begins again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::chance;
use crate::error::Result;

/// How long an answer is waited for.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);
/// How many are waited for at once.
const MOST: usize = 10_000;

/// Those that are waited for, each by a key nobody guesses.
pub struct Waiting<T>(Mutex<HashMap<String, (Timestamp, T)>>);

impl<T> Default for Waiting<T> {
    fn default() -> Waiting<T> {
        Waiting(Mutex::default())
    }
}

impl<T> Waiting<T> {
    /// Waits for the answer with the key that is given back.
    ///
    /// # Errors
    /// The system gives no chance.
    pub fn put(&self, now: Timestamp, value: T) -> Result<String> {
        let key = chance::key()?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, (since, _)| is_waited_for(*since, now));
        }
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, (since, _))| *since).map(|(key, _)| key.clone());
            oldest.and_then(|key| all.remove(&key));
        }
        all.insert(key.clone(), (now, value));
        Ok(key)
    }

    /// What waited under this key, if it is still waited for; from then on it is not.
    pub fn take(&self, now: Timestamp, key: &str) -> Option<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, value) = all.remove(key)?;
        is_waited_for(since, now).then_some(value)
    }
}

fn is_waited_for(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(since) <= PATIENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60).unwrap()
    }

    #[test]
    fn each_is_taken_once_and_in_time() {
        let waiting = Waiting::default();
        let (quick, late) = (waiting.put(at(0), 1).unwrap(), waiting.put(at(0), 2).unwrap());
        assert_eq!(waiting.take(at(9), &quick), Some(1));
        assert_eq!(waiting.take(at(9), &quick), None);
        assert_eq!(waiting.take(at(11), &late), None);
        assert_eq!(waiting.take(at(0), "guessed"), None);
    }

    #[test]
    fn over_the_bound_the_oldest_goes() {
        let waiting = Waiting::default();
        let first = waiting.put(at(0), 0).unwrap();
        let second = waiting.put(at(1), 1).unwrap();
        for n in 2..=MOST {
            waiting.put(at(2), n).unwrap();
        }
        assert_eq!(waiting.take(at(2), &first), None);
        assert_eq!(waiting.take(at(2), &second), Some(1));
    }
}
