//! Words looked up by where they stand: the longest that begins, or ends, at a place.
//!
//! Nearly every look-up finds nothing, so the first (or last) character is looked for in a set of bits before anything
//! else is done, and then that one with the character next to it. Words are filed by the two.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::bits::{Bits, pair};
use crate::span::{Span, first_char, last_char};

/// Words with what is known of each.
pub struct Dictionary<T> {
    /// The characters that words have at the edge.
    heads: Bits,
    /// Those with the characters next to them, none for words of one character.
    pairs: Bits,
    /// Where the words of each pair stand, the longest first.
    filed: HashMap<Key, (u32, u32), BuildHasherDefault<Spread>>,
    words: Vec<(String, T)>,
    edge: Edge,
}

/// The two characters by which a word is filed; the second is [`NONE`] where there is only one.
type Key = (char, char);

/// Stands for no second character. No document holds it: such a file is refused as binary.
const NONE: char = '\0';

/// Which end of the words is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Words that begin at a place.
    First,
    /// Words that end at a place.
    Last,
}

impl<T> Dictionary<T> {
    /// Files words under their first or last characters; of equal words the first counts.
    pub fn new(edge: Edge, words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut words: Vec<Option<(String, T)>> = words.into_iter().map(Some).collect();
        let mut order: Vec<(Key, Reverse<usize>, usize)> = words
            .iter()
            .enumerate()
            .filter_map(|(place, word)| word.as_ref().map(|(word, _)| (place, word)))
            .filter_map(|(place, word)| Some((edge.key(word)?, Reverse(word.len()), place)))
            .collect();
        order.sort_unstable();
        let (mut heads, mut pairs) = (Bits::for_items(order.len()), Bits::for_items(order.len()));
        let mut filed: HashMap<Key, (u32, u32), _> = HashMap::with_capacity_and_hasher(order.len(), Default::default());
        for ((key, ..), index) in order.iter().zip(0..) {
            heads.insert(key.0 as usize);
            pairs.insert(pair(*key));
            filed.entry(*key).or_insert((index, index)).1 = index + 1;
        }
        let take = |&(.., place): &(Key, Reverse<usize>, usize)| words.get_mut(place).and_then(Option::take);
        Self {
            heads,
            pairs,
            filed,
            words: order.iter().filter_map(take).collect(),
            edge,
        }
    }

    /// The longest word that `text` begins with (or ends with, by the dictionary's edge).
    // Called from a hundred places, each of which nearly always ends at the first bit.
    #[expect(clippy::inline_always, reason = "a call costs more than the look-up")]
    #[inline(always)]
    pub fn longest<'a>(&'a self, text: &str) -> Option<(&'a str, &'a T)> {
        let head = match self.edge {
            Edge::First => first_char(text)?,
            Edge::Last => last_char(text)?,
        };
        if self.heads.may_hold(head as usize) {
            self.among(head, text)
        } else {
            None
        }
    }

    /// The longest word with that head.
    #[inline(never)]
    fn among<'a>(&'a self, head: char, text: &str) -> Option<(&'a str, &'a T)> {
        let next = self.edge.next(head, text);
        let longer = next.and_then(|next| self.of_key((head, next), text));
        longer.or_else(|| self.of_key((head, NONE), text))
    }

    #[inline]
    fn of_key<'a>(&'a self, key: Key, text: &str) -> Option<(&'a str, &'a T)> {
        if !self.pairs.may_hold(pair(key)) {
            return None;
        }
        let &(start, end) = self.filed.get(&key)?;
        let words = self.words.get(start as usize..end as usize)?;
        // A word of two characters is its key, and need not be compared.
        let known = key.0.len_utf8() + if key.1 == NONE { 0 } else { key.1.len_utf8() };
        let found = words
            .iter()
            .find(|(word, _)| word.len() == known || self.edge.fits(text, word));
        found.map(|(word, value)| (word.as_str(), value))
    }
}

impl Edge {
    /// The two characters of `word` at this edge.
    fn key(self, word: &str) -> Option<Key> {
        let head = match self {
            Self::First => first_char(word)?,
            Self::Last => last_char(word)?,
        };
        Some((head, self.next(head, word).unwrap_or(NONE)))
    }

    /// The character of `text` next to the one at this edge.
    #[inline]
    fn next(self, head: char, text: &str) -> Option<char> {
        match self {
            Self::First => first_char(Span::new(head.len_utf8(), text.len()).of(text)),
            Self::Last => last_char(Span::new(0, text.len() - head.len_utf8()).of(text)),
        }
    }

    #[inline]
    fn fits(self, text: &str, word: &str) -> bool {
        match self {
            Self::First => text.starts_with(word),
            Self::Last => text.ends_with(word),
        }
    }
}

/// Spreads the two characters of a key, which no one chooses to make them clash: the words are the lexicon's own.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}
