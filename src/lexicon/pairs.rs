//! Where the words stand that are filed under two neighbouring characters.
//!
//! Nearly every look-up finds nothing, which a set of bits tells at once. What may be there is found in its slot, or in
//! the next ones behind it.

use std::ops::Range;

use super::bits::{Bits, pair};

/// The two characters by which a word is filed.
pub type Key = (char, char);

/// Stands for no character. No document holds it: such a file is refused as binary.
pub const NONE: char = '\0';

/// The keys of a list of words in the order of their keys, each with its first and last word.
pub struct Pairs {
    may: Bits,
    /// A power of two of them, of which less than half are taken.
    slots: Vec<Slot>,
    /// How far a product is shifted for its slot.
    shift: u32,
}

/// The words with one key; a free slot has no word.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: Key,
    start: u32,
    end: u32,
}

impl Pairs {
    /// Files a list of words by their `keys`, which rise.
    pub fn of(keys: impl ExactSizeIterator<Item = Key>) -> Self {
        let bits = (keys.len() * 2 + 1).next_power_of_two().ilog2().max(1);
        let mut pairs = Self {
            may: Bits::for_items(keys.len()),
            slots: vec![Slot::default(); 1 << bits],
            shift: u64::BITS - bits,
        };
        let mut last = Slot::default();
        for (key, place) in keys.zip(0..) {
            if last.key != key {
                pairs.file(last);
                last = Slot {
                    key,
                    start: place,
                    end: place,
                };
            }
            last.end = place + 1;
        }
        pairs.file(last);
        pairs
    }

    /// Whether words may be filed under `key`; sometimes it is said of others, too.
    #[inline]
    pub fn may_hold(&self, key: Key) -> bool {
        self.may.may_hold(pair(key))
    }

    /// The places of the words that are filed under `key`.
    #[inline]
    pub fn get(&self, key: Key) -> Option<Range<usize>> {
        if !self.may_hold(key) {
            return None;
        }
        let mut slot = self.slot(key);
        loop {
            let found = self.slots.get(slot).filter(|found| found.end > found.start)?;
            if found.key == key {
                return Some(found.start as usize..found.end as usize);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    fn file(&mut self, words: Slot) {
        if words.start == words.end {
            return;
        }
        self.may.insert(pair(words.key));
        let mut slot = self.slot(words.key);
        while self.slots.get(slot).is_some_and(|taken| taken.end > taken.start) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        if let Some(free) = self.slots.get_mut(slot) {
            *free = words;
        }
    }

    #[inline]
    fn slot(&self, key: Key) -> usize {
        let spread = (pair(key) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(spread >> self.shift).unwrap_or_default()
    }
}
