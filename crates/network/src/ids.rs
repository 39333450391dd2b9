//! The names people have in a file of touches or ties, as small numbers.
//!
//! Any text is a name. Small whole numbers, as public data sets use, are looked up in an array instead of a
//! hash map: a file of ten million touches asks twenty million times.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Numbers below this are looked up directly (at four bytes each).
const DIRECT: usize = 1 << 22;

/// No number given yet.
const NONE: u32 = u32::MAX;

/// Names and their numbers, in order of appearance.
#[derive(Default)]
pub(crate) struct Ids {
    direct: Vec<u32>,
    others: HashMap<Box<[u8]>, u32, BuildHasherDefault<Quick>>,
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    /// The number of a name, a new one if the name is new. Bytes that are not UTF-8 become U+FFFD when shown.
    pub fn number(&mut self, name: &[u8]) -> u32 {
        if let Some(direct) = small_number(name) {
            if direct >= self.direct.len() {
                self.direct.resize((direct + 1).next_power_of_two().min(DIRECT), NONE);
            }
            if self.direct[direct] == NONE {
                self.direct[direct] = self.add(name);
            }
            return self.direct[direct];
        }
        if let Some(&number) = self.others.get(name) {
            return number;
        }
        let number = self.add(name);
        self.others.insert(name.into(), number);
        number
    }

    /// The name of a number given by [`Ids::number`].
    pub fn name(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.text[start..self.ends[number]]
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn add(&mut self, name: &[u8]) -> u32 {
        self.text.push_str(&String::from_utf8_lossy(name));
        self.ends.push(self.text.len());
        (self.ends.len() - 1) as u32
    }
}

/// The value of a name that is a whole number below [`DIRECT`] in its one ordinary spelling.
fn small_number(name: &[u8]) -> Option<usize> {
    if name.is_empty() || name.len() > 7 || (name[0] == b'0' && name.len() > 1) {
        return None;
    }
    let mut value = 0;
    for digit in name {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + usize::from(digit - b'0');
    }
    (value < DIRECT).then_some(value)
}

/// A multiplicative hash: names in a file the owner chose need speed, not protection from floods.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The map uses the high bits and the low bits; multiplication leaves the low ones poor.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number_and_its_spelling() {
        let mut ids = Ids::default();
        let names = ["7", "07", "ana@example.org", "0", "99999999999", "", "4194304", "Ωmega", "7 "];
        let numbers: Vec<u32> = names.iter().map(|name| ids.number(name.as_bytes())).collect();
        assert_eq!(numbers, (0..names.len() as u32).collect::<Vec<_>>());
        for (name, number) in names.iter().zip(numbers) {
            assert_eq!((ids.number(name.as_bytes()), ids.name(number)), (number, *name));
        }
        assert_eq!(ids.len(), names.len());
    }
}
