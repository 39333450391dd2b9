//! Passwords: which ones are taken, and how they are kept.
//!
//! Kept as Argon2id with OWASP's parameters. A hash takes some 20 ms and 19 MiB on purpose, so it is made on a thread for
//! blocking work, and never more than [`AT_ONCE`] at a time.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::outer::chance;
use crate::words::refusals;

/// Letters a password has at least.
pub const SHORTEST: usize = 12;
/// Letters a password has at most: what is hashed is bounded.
pub const LONGEST: usize = 256;

/// Hashes made at a time.
const AT_ONCE: usize = 2;
static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);

/// Memory in KiB, passes, and lanes, as OWASP has them.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// A hash of nothing, with the same cost: what is compared where there is no password, so that it takes as long.
static OF_NOBODY: LazyLock<Option<String>> =
    LazyLock::new(|| chance::key().and_then(|key| hash_now(key.as_bytes())).ok());

/// What the commonest passwords are made of, however they are decorated.
const COMMON: [&str; 48] = [
    "password",
    "passwort",
    "motdepasse",
    "contrasena",
    "qwertyuiop",
    "qwertz",
    "qwerty",
    "azerty",
    "asdfghjkl",
    "asdfgh",
    "zxcvbnm",
    "yxcvbnm",
    "letmein",
    "welcome",
    "willkommen",
    "bienvenue",
    "iloveyou",
    "administrator",
    "admin",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "basketball",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "master",
    "shadow",
    "michael",
    "jennifer",
    "charlie",
    "trustno",
    "starwars",
    "whatever",
    "computer",
    "internet",
    "changeme",
    "secret",
    "default",
    "login",
    "winter",
    "spring",
    "summer",
    "autumn",
    "hello",
    "kith",
];

/// Rows of keys and letters that are typed one after the other.
const ROWS: [&str; 6] =
    ["1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop"];

/// Letters a password must have beside what is common.
const OWN_LETTERS: usize = 5;

/// Says whether a password may be chosen by somebody of this name and login.
///
/// # Errors
/// Why not.
pub fn check(password: &str, name: &str, login: &str) -> Result<()> {
    let letters = password.chars().count();
    let refused = |words: String| Err(Error::settings(words));
    if letters < SHORTEST {
        return refused(refusals::accounts::password_too_short(SHORTEST, letters));
    }
    if letters > LONGEST {
        return refused(refusals::accounts::password_too_long(LONGEST));
    }
    let small = password.to_lowercase();
    let (own, host) = login.split_once('@').unwrap_or((login, ""));
    let known = name.split_whitespace().chain([own, host.split('.').next().unwrap_or_default()]);
    if known.map(str::to_lowercase).any(|word| word.chars().count() >= 4 && small.contains(&word)) {
        return refused(refusals::accounts::PASSWORD_OF_NAME.into());
    }
    if is_common(&small) {
        return refused(refusals::accounts::PASSWORD_COMMON.into());
    }
    Ok(())
}

/// Made of what is common, of few letters, or of keys in a row.
fn is_common(small: &str) -> bool {
    let mut distinct: Vec<char> = small.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() < OWN_LETTERS
        || is_in_a_row(small)
        || [small.to_owned(), plain(small)].iter().any(|text| {
            let rest = COMMON.iter().fold(text.clone(), |rest, word| rest.replace(word, ""));
            rest != *text && rest.chars().filter(|c| c.is_alphabetic()).count() < OWN_LETTERS
        })
}

/// A text with the digits and signs that stand for letters as these letters.
fn plain(small: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    small.chars().map(letter).collect()
}

/// Most of it are neighbours of one row, forwards or backwards.
fn is_in_a_row(small: &str) -> bool {
    let letters: Vec<char> = small.chars().collect();
    let beside = |a: char, b: char| {
        ROWS.iter().any(|row| match (row.find(a), row.find(b)) {
            (Some(a), Some(b)) => a.abs_diff(b) <= 1 || a.abs_diff(b) == row.len() - 1,
            _ => false,
        })
    };
    let pairs = letters.windows(2).filter(|pair| beside(pair[0], pair[1])).count();
    pairs * 10 >= (letters.len().saturating_sub(1)) * 7
}

/// The hash under which a password is kept.
///
/// # Errors
/// The system gives no chance or no memory.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    aside(move || hash_now(password.as_bytes())).await?
}

/// What came of comparing a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It is another.
    Wrong,
    /// It is right.
    Right,
    /// It is right, and its hash is older than the present cost: hash it again.
    RightButOld,
}

/// Compares a password with a kept hash; without one it takes as long, and is wrong.
///
/// # Errors
/// The hash cannot be computed here.
pub async fn compare(password: &str, kept: Option<&str>) -> Result<Compared> {
    if password.chars().count() > LONGEST {
        return Ok(Compared::Wrong);
    }
    let (password, kept) = (password.to_owned(), kept.map(str::to_owned));
    aside(move || {
        // Made with the first comparison of all, whoever it is for.
        let of_nobody = OF_NOBODY.as_deref();
        let is_known = kept.is_some();
        let Some(kept) = kept.as_deref().or(of_nobody) else { return Compared::Wrong };
        let Ok(hash) = PasswordHash::new(kept) else { return Compared::Wrong };
        if hasher()
            .and_then(|argon| argon.verify_password(password.as_bytes(), &hash).map_err(failed))
            .is_err()
            || !is_known
        {
            return Compared::Wrong;
        }
        if is_of_present_cost(&hash) { Compared::Right } else { Compared::RightButOld }
    })
    .await
}

fn is_of_present_cost(hash: &PasswordHash) -> bool {
    let is_argon2id = hash.algorithm.as_str() == "argon2id";
    is_argon2id && Params::try_from(hash).is_ok_and(|p| (p.m_cost(), p.t_cost(), p.p_cost()) == COST)
}

fn hash_now(password: &[u8]) -> Result<String> {
    let salt = chance::bytes::<16>()?;
    Ok(hasher()?.hash_password_with_salt(password, &salt).map_err(failed)?.to_string())
}

fn hasher() -> Result<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn failed(error: impl std::fmt::Display) -> Error {
    let source = std::io::Error::other(error.to_string());
    Error::Io { what: "a password could not be hashed".into(), source }
}

/// Runs a hash where it holds nobody up.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _place = PLACES.acquire().await.map_err(failed)?;
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(password: &str) -> Option<String> {
        check(password, "Marit Aldersund", "marit.aldersund@brennhold.example").err().map(|e| e.to_string())
    }

    #[test]
    fn what_is_tried_first_is_not_taken() {
        for common in [
            "password1234",
            "P@ssw0rd2026!",
            "passwordpassword",
            "aaaaaaaaaaaa",
            "123456789012",
            "qwertyuiop12",
            "abcdefghijkl",
            "welcome2026!!",
            "Summer2026!!",
            "adminadmin12",
            "abababababab",
            "asdfghjklasdf",
            "210987654321",
            "letmein-please".trim_end_matches("-please").repeat(2).as_str(),
        ] {
            assert!(refusal(common).is_some_and(|words| words.contains("tried first")), "{common}");
        }
    }

    #[test]
    fn names_and_mail_addresses_are_not_taken() {
        for own in ["Aldersund-7711", "i am brennhold!", "MARIT has a cat", "marit.aldersund"] {
            assert!(refusal(own).is_some_and(|words| words.contains("your name")), "{own}");
        }
    }

    #[test]
    fn words_that_do_not_belong_together_are_taken() {
        for good in [
            "correct horse battery",
            "fjord kettle 19 umbrella",
            "Ýmir’s ladder",
            "kV9#mq2!rTz7",
            "密码密码一二三四五六七八九",
        ] {
            assert_eq!(refusal(good), None, "{good}");
        }
        assert!(refusal("short").is_some_and(|words| words.contains("at least 12")));
        assert!(refusal(&"ab c".repeat(100)).is_some_and(|words| words.contains("at most 256")));
    }

    #[tokio::test]
    async fn a_hash_is_of_one_password_and_never_the_same() {
        let (one, other) =
            (hash("fjord kettle umbrella").await.unwrap(), hash("fjord kettle umbrella").await.unwrap());
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_eq!(compare("fjord kettle umbrella", Some(&one)).await.unwrap(), Compared::Right);
        assert_eq!(compare("Fjord kettle umbrella", Some(&one)).await.unwrap(), Compared::Wrong);
        assert_eq!(compare("fjord kettle umbrella", None).await.unwrap(), Compared::Wrong);
        assert_eq!(compare("fjord kettle umbrella", Some("not a hash")).await.unwrap(), Compared::Wrong);
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_is_right_but_old() {
        let params = Params::new(8 * 1024, 1, 1, None).unwrap();
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let kept = cheap.hash_password_with_salt(b"fjord kettle umbrella", &[7; 16]).unwrap().to_string();
        assert_eq!(compare("fjord kettle umbrella", Some(&kept)).await.unwrap(), Compared::RightButOld);
        assert_eq!(compare("another", Some(&kept)).await.unwrap(), Compared::Wrong);
    }
}
