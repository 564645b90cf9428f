//! Where the words stand that are filed under two neighbouring characters.
//!
//! Nearly every look-up finds nothing, which a set of bits tells at once. What may be there is found in its slot, or in
//! the next ones behind it. Slots are small, so that those of a large list stay at hand.

use std::ops::Range;

use super::bits::{Bits, pair};

/// The two characters by which a word is filed.
pub type Key = (char, char);

/// Stands for no character. No document holds it: such a file is refused as binary.
pub const NONE: char = '\0';

/// The keys of a list of words in the order of their keys, each with its first word and how many there are.
pub struct Pairs {
    may: Bits,
    /// A power of two of them, of which at least a third are free.
    slots: Vec<Slot>,
    /// What no slot holds: keys with characters beyond the Basic Multilingual Plane, and hundreds of words with one key.
    rare: Vec<(Key, Range<usize>)>,
    /// How far a product is shifted for its slot.
    shift: u32,
}

/// The codes of a key in one number, its first word, and behind that in the last bits how many there are. The number of a
/// free slot is 0, which is no key's.
#[derive(Clone, Copy, Default)]
struct Slot {
    codes: u32,
    words: u32,
}

/// So many bits of a slot tell how many words it has.
const COUNT: u32 = 8;

impl Pairs {
    /// Files a list of words by their `keys`, which rise.
    pub fn of(keys: impl Iterator<Item = Key> + Clone) -> Self {
        let (mut count, mut last) = (0, (NONE, NONE));
        for key in keys.clone() {
            count += usize::from(key != last);
            last = key;
        }
        let bits = (count * 3 / 2 + 1).next_power_of_two().ilog2().max(1);
        let mut pairs = Self {
            may: Bits::for_items(2 * count),
            slots: vec![Slot::default(); 1 << bits],
            rare: Vec::new(),
            shift: u64::BITS - bits,
        };
        let (mut last, mut words) = ((NONE, NONE), 0..0);
        for key in keys {
            if last != key {
                pairs.file(last, words.clone());
                (last, words) = (key, words.end..words.end);
            }
            words.end += 1;
        }
        pairs.file(last, words);
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
        if self.may_hold(key) { self.find(key) } else { None }
    }

    /// The same where words may be filed under it.
    pub fn find(&self, key: Key) -> Option<Range<usize>> {
        let rare = || {
            self.rare
                .iter()
                .find(|(rare, _)| *rare == key)
                .map(|(_, words)| words.clone())
        };
        let Some(codes) = codes(key) else { return rare() };
        let mut place = self.place(codes);
        loop {
            let slot = self.slots.get(place)?;
            if slot.codes == codes {
                return Some(slot.range());
            }
            if slot.codes == 0 {
                return rare();
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    fn file(&mut self, key: Key, words: Range<usize>) {
        if words.is_empty() {
            return;
        }
        self.may.insert(pair(key));
        let Some(slot) = Slot::of(key, &words) else {
            return self.rare.push((key, words));
        };
        let mut place = self.place(slot.codes);
        while self.slots.get(place).is_some_and(|taken| taken.codes != 0) {
            place = (place + 1) & (self.slots.len() - 1);
        }
        if let Some(free) = self.slots.get_mut(place) {
            *free = slot;
        }
    }

    #[inline]
    fn place(&self, codes: u32) -> usize {
        let spread = u64::from(codes).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(spread >> self.shift).unwrap_or_default()
    }
}

impl Slot {
    /// The slot of a key with its words, where that fits.
    fn of(key: Key, words: &Range<usize>) -> Option<Self> {
        let start = u32::try_from(words.start)
            .ok()
            .filter(|start| start >> (u32::BITS - COUNT) == 0)?;
        let count = u32::try_from(words.len()).ok().filter(|count| count >> COUNT == 0)?;
        Some(Self {
            codes: codes(key)?,
            words: start << COUNT | count,
        })
    }

    #[inline]
    const fn range(self) -> Range<usize> {
        let start = (self.words >> COUNT) as usize;
        start..start + (self.words & ((1 << COUNT) - 1)) as usize
    }
}

/// The codes of both characters in one number, where they fit.
#[inline]
fn codes((first, second): Key) -> Option<u32> {
    let first = u16::try_from(u32::from(first)).ok()?;
    let second = u16::try_from(u32::from(second)).ok()?;
    Some(u32::from(first) << 16 | u32::from(second))
}
