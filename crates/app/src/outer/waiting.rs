//! What is waited for a short while, in memory: what was asked of a browser or another service, until the answer comes.
//!
//! Each is taken once, so that an answer cannot be played a second time, and none for long. Anybody may ask before they
//! have signed in, so there is a bound: over it, those that have waited longest go, of whoever asks before those of others, so
//! that nobody who asks without end pushes out all the rest. A restart forgets all of them, and whoever was in the middle
//! begins again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::chance;
use super::networks::neighbourhood;
use crate::error::Result;

/// How long an answer is waited for.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);
/// How many are waited for at once.
const MOST: usize = 10_000;

/// Those that are waited for, each by a key nobody guesses.
pub struct Waiting<T>(Mutex<HashMap<String, One<T>>>);

struct One<T> {
    since: Timestamp,
    /// Whoever asked, by what is counted together of their address.
    from: String,
    value: T,
}

impl<T> Default for Waiting<T> {
    fn default() -> Waiting<T> {
        Waiting(Mutex::default())
    }
}

impl<T> Waiting<T> {
    /// Waits for the answer of somebody at an address, with the key that is given back.
    ///
    /// # Errors
    /// The system gives no chance.
    pub fn put(&self, now: Timestamp, address: &str, value: T) -> Result<String> {
        let key = chance::key()?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, one| is_waited_for(one.since, now));
        }
        let from = neighbourhood(address);
        if all.len() >= MOST {
            let oldest = oldest(&all, |one| one.from == from).or_else(|| oldest(&all, |_| true));
            oldest.and_then(|key| all.remove(&key));
        }
        all.insert(key.clone(), One { since: now, from, value });
        Ok(key)
    }

    /// What waited under this key, if it is still waited for; from then on it is not.
    pub fn take(&self, now: Timestamp, key: &str) -> Option<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let One { since, value, .. } = all.remove(key)?;
        is_waited_for(since, now).then_some(value)
    }
}

/// The key of the one that has waited longest, of some.
fn oldest<T>(all: &HashMap<String, One<T>>, of: impl Fn(&One<T>) -> bool) -> Option<String> {
    let some = all.iter().filter(|(_, one)| of(one));
    some.min_by_key(|(_, one)| one.since).map(|(key, _)| key.clone())
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
        let (quick, late) = (waiting.put(at(0), HERE, 1).unwrap(), waiting.put(at(0), HERE, 2).unwrap());
        assert_eq!(waiting.take(at(9), &quick), Some(1));
        assert_eq!(waiting.take(at(9), &quick), None);
        assert_eq!(waiting.take(at(11), &late), None);
        assert_eq!(waiting.take(at(0), "guessed"), None);
    }

    const HERE: &str = "192.0.2.1";

    #[test]
    fn over_the_bound_the_oldest_goes() {
        let waiting = Waiting::default();
        let first = waiting.put(at(0), HERE, 0).unwrap();
        let second = waiting.put(at(1), HERE, 1).unwrap();
        for n in 2..=MOST {
            waiting.put(at(2), HERE, n).unwrap();
        }
        assert_eq!(waiting.take(at(2), &first), None);
        assert_eq!(waiting.take(at(2), &second), Some(1));
    }

    #[test]
    fn who_asks_without_end_pushes_out_their_own() {
        let waiting = Waiting::default();
        let hers = waiting.put(at(0), "198.51.100.7", 0).unwrap();
        for n in 0..2 * MOST {
            waiting.put(at(1), HERE, n).unwrap();
        }
        assert_eq!(waiting.take(at(1), &hers), Some(0));
    }
}
