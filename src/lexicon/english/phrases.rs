//! Phrases of one or more words, filed by their first word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Phrases with what is known of each.
pub struct Phrases<T> {
    /// Where the phrases of each first word stand.
    filed: HashMap<&'static str, (u32, u32), Spread>,
    list: Vec<Phrase<T>>,
}

/// One phrase: its first word, the words behind that, and what is known.
pub struct Phrase<T> {
    first: &'static str,
    rest: &'static str,
    /// What is known of it.
    pub known: T,
}

impl<T> Phrase<T> {
    /// The words behind the first.
    pub fn rest(&self) -> impl Iterator<Item = &'static str> + use<T> {
        self.rest.split(' ').filter(|word| !word.is_empty())
    }

    /// Whether it is a single word.
    pub const fn is_word(&self) -> bool {
        self.rest.is_empty()
    }
}

impl<T> Phrases<T> {
    /// Files phrases, words set apart by spaces; of equal ones the first counts.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let split = |(phrase, known): (&'static str, T)| {
            let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            Phrase { first, rest, known }
        };
        let mut list: Vec<Phrase<T>> = phrases.into_iter().map(split).collect();
        list.sort_by(|a, b| a.first.cmp(b.first).then(b.rest.len().cmp(&a.rest.len())));
        let mut filed: HashMap<&'static str, (u32, u32), Spread> =
            HashMap::with_capacity_and_hasher(list.len(), Spread::default());
        for (phrase, index) in list.iter().zip(0..) {
            filed.entry(phrase.first).or_insert((index, index)).1 = index + 1;
        }
        Self { filed, list }
    }

    /// The phrases with that first word, the longest first.
    pub fn beginning(&self, first: &str) -> &[Phrase<T>] {
        let Some(&(from, to)) = self.filed.get(first) else {
            return &[];
        };
        self.list.get(from as usize..to as usize).unwrap_or_default()
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
