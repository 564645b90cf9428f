//! Words looked up by where they stand: the longest that begins, or ends, at a place.
//!
//! Nearly every look-up finds nothing, so the first (or last) character is looked for in a set of bits before anything
//! else is done. Words are in order of that character and the one behind it, so that a handful of them is compared
//! however many there are.

use super::bits::Bits;
use crate::span::{first_char, last_char};

/// Words with what is known of each.
pub struct Dictionary<T> {
    /// The characters that words have at the edge.
    heads: Bits,
    /// Those with the characters next to them.
    pairs: Bits,
    groups: Groups,
    words: Vec<Filed<T>>,
    edge: Edge,
}

/// Which end of the words is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Words that begin at a place.
    First,
    /// Words that end at a place.
    Last,
}

/// Where the words of each head stand.
struct Groups {
    /// Each head with the index of its first word, in order.
    list: Vec<(char, usize)>,
    /// Where many heads are: one more than the place in the list, by character.
    table: Vec<u16>,
}

/// So many heads are worth a table.
const MANY: usize = 100;

/// A word with the characters by which it is filed.
struct Filed<T> {
    head: char,
    next: Option<char>,
    word: String,
    value: T,
}

impl<T> Dictionary<T> {
    /// Files words under their first or last character; of equal words the first counts.
    pub fn new(edge: Edge, words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut filed: Vec<Filed<T>> = words
            .into_iter()
            .filter_map(|(word, value)| {
                let (head, next) = edge.characters(&word);
                Some(Filed {
                    head: head?,
                    next,
                    word,
                    value,
                })
            })
            .collect();
        // Longer words come first, and words of one character, which have no second one, last.
        filed.sort_by(|a, b| (a.head, b.next, b.word.len()).cmp(&(b.head, a.next, a.word.len())));
        let (mut heads, mut pairs) = (Bits::for_items(filed.len()), Bits::for_items(filed.len()));
        for word in &filed {
            heads.insert(word.head as usize);
            if let Some(next) = word.next {
                pairs.insert(pair(word.head, next));
            }
        }
        Self {
            heads,
            pairs,
            groups: Groups::of(filed.iter().map(|word| word.head)),
            words: filed,
            edge,
        }
    }

    /// The longest word that `text` begins with (or ends with, by the dictionary's edge).
    #[inline]
    pub fn longest<'a>(&'a self, text: &str) -> Option<(&'a str, &'a T)> {
        let head = match self.edge {
            Edge::First => first_char(text)?,
            Edge::Last => last_char(text)?,
        };
        if !self.heads.may_hold(head as usize) {
            return None;
        }
        self.among(head, text)
    }

    /// The longest word with that head.
    fn among<'a>(&'a self, head: char, text: &str) -> Option<(&'a str, &'a T)> {
        let words = self.words.get(self.groups.of_head(head, self.words.len())?)?;
        let next = self.edge.characters(text).1;
        let longer = next
            .filter(|&next| self.pairs.may_hold(pair(head, next)))
            .and_then(|next| {
                let from = words.partition_point(|word| word.next > Some(next));
                let same = words.get(from..)?.iter().take_while(|word| word.next == Some(next));
                same.into_iter().find(|word| self.edge.fits(text, &word.word))
            });
        let found = longer.or_else(|| words.get(words.partition_point(|word| word.next.is_some())));
        found.map(|found| (found.word.as_str(), &found.value))
    }
}

impl Groups {
    fn of(heads: impl Iterator<Item = char>) -> Self {
        let mut list: Vec<(char, usize)> = Vec::new();
        for (index, head) in heads.enumerate() {
            if list.last().is_none_or(|(last, _)| *last != head) {
                list.push((head, index));
            }
        }
        let mut table = Vec::new();
        if list.len() >= MANY {
            table.resize(0x1_0000, 0);
            for (index, (head, _)) in list.iter().enumerate() {
                if let Some(slot) = table.get_mut(*head as usize) {
                    *slot = u16::try_from(index + 1).unwrap_or_default();
                }
            }
        }
        Self { list, table }
    }

    /// The indices of the words with that head, of `count` words.
    fn of_head(&self, head: char, count: usize) -> Option<std::ops::Range<usize>> {
        let index = match self.table.get(head as usize) {
            Some(slot) => usize::from(*slot).checked_sub(1)?,
            None => self.list.binary_search_by_key(&head, |(head, _)| *head).ok()?,
        };
        let start = self.list.get(index)?.1;
        let end = self.list.get(index + 1).map_or(count, |(_, next)| *next);
        Some(start..end)
    }
}

impl Edge {
    /// The two characters of `text` at this edge.
    fn characters(self, text: &str) -> (Option<char>, Option<char>) {
        let mut characters = text.chars();
        match self {
            Self::First => (characters.next(), characters.next()),
            Self::Last => (characters.next_back(), characters.next_back()),
        }
    }

    fn fits(self, text: &str, word: &str) -> bool {
        match self {
            Self::First => text.starts_with(word),
            Self::Last => text.ends_with(word),
        }
    }
}

/// Two characters as one number that spreads well.
const fn pair(first: char, second: char) -> usize {
    (first as usize).wrapping_mul(0x9E37_79B1) ^ second as usize
}
