//! Phrases of one or more words, filed by their first word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Phrases with what is known of each.
pub struct Phrases<T> {
    filed: HashMap<Box<str>, Vec<(Vec<Box<str>>, T)>, Spread>,
}

impl<T> Phrases<T> {
    /// Files phrases, words set apart by spaces; of equal ones the first counts.
    pub fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut filed: HashMap<Box<str>, Vec<(Vec<Box<str>>, T)>, Spread> = HashMap::default();
        for (phrase, known) in phrases {
            let mut words = phrase.split(' ').map(Box::from);
            if let Some(first) = words.next() {
                filed.entry(first).or_default().push((words.collect(), known));
            }
        }
        filed.values_mut().for_each(|list| list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        Self { filed }
    }

    /// The phrases with that first word, the longest first: the words behind it, and what is known.
    pub fn beginning(&self, first: &str) -> &[(Vec<Box<str>>, T)] {
        self.filed.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Hashes short words with a few multiplications; the words are ours, so nobody can make them collide.
pub type Spread = BuildHasherDefault<Mix>;

/// The state of such a hash.
#[derive(Default)]
pub struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
