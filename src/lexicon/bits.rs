//! A small set of numbers that may say yes where it should say no, and never the other way round.

/// The set: one bit for every number, by its last digits.
#[derive(Debug)]
pub struct Bits {
    words: Vec<u64>,
}

/// How many bits there are for each item, so that few share one.
const SPREAD: usize = 8;

impl Bits {
    /// An empty set for about so many items.
    pub fn for_items(count: usize) -> Self {
        let words = (count * SPREAD).next_power_of_two() / 64;
        Self {
            words: vec![0; words.max(4)],
        }
    }

    /// The set of those numbers.
    pub fn of(numbers: impl Iterator<Item = usize> + Clone) -> Self {
        let mut bits = Self::for_items(numbers.clone().count());
        numbers.for_each(|number| bits.insert(number));
        bits
    }

    /// Adds `number`.
    pub fn insert(&mut self, number: usize) {
        let place = self.place(number);
        if let Some(word) = self.words.get_mut(place) {
            *word |= 1 << (number % 64);
        }
    }

    /// Whether `number` may have been added.
    #[inline]
    pub fn may_hold(&self, number: usize) -> bool {
        self.words
            .get(self.place(number))
            .is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// The length is a power of two, so that a mask does for a remainder.
    #[inline]
    fn place(&self, number: usize) -> usize {
        (number / 64) & (self.words.len() - 1)
    }
}

/// Two characters as one number that spreads well.
#[inline]
pub const fn pair((first, second): (char, char)) -> usize {
    (first as usize).wrapping_mul(0x9E37_79B1) ^ second as usize
}
