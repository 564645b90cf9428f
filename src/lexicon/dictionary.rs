//! Words looked up by where they stand: the longest that begins, or ends, at a place.
//!
//! Nearly every look-up finds nothing, so the first (or last) character is looked for in a set of bits before anything
//! else is done, and then that one with the character next to it. Words are filed by that character, and in its row by
//! the one next to it.

use std::cmp::Reverse;

use super::bits::{Bits, pair};
use crate::span::{Span, first_char, last_char, wide_code};

/// Words with what is known of each.
pub struct Dictionary<T> {
    /// The characters that words have at the edge.
    heads: Bits,
    /// Those with the characters next to them, none for words of one character.
    pairs: Bits,
    /// The rows of those characters: a row stands in the slot of its character, or in the next free one behind it.
    rows: Vec<Row>,
    /// The characters next to the head, in order row by row.
    nexts: Vec<Next>,
    /// The words in the order of their two characters, the longest first.
    words: Vec<(String, T)>,
    edge: Edge,
}

/// The words with one head; a free slot has none.
#[derive(Clone, Copy, Default)]
struct Row {
    head: char,
    /// First and last of its characters in `nexts`.
    start: u32,
    end: u32,
}

/// The words with one character next to the head.
#[derive(Clone, Copy)]
struct Next {
    character: char,
    /// First and last of its words.
    start: u32,
    end: u32,
}

/// The two characters by which a word is filed; the second is [`NONE`] where there is only one.
type Key = (char, char);

/// Stands for no character. No document holds it: such a file is refused as binary.
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
        let mut nexts: Vec<Next> = Vec::with_capacity(order.len());
        let mut rows: Vec<Row> = Vec::with_capacity(order.len());
        for (((head, next), ..), index) in order.iter().zip(0..) {
            let place = u32::try_from(nexts.len()).unwrap_or(u32::MAX);
            if rows.last().is_none_or(|row| row.head != *head) {
                heads.insert(*head as usize);
                rows.push(Row {
                    head: *head,
                    start: place,
                    end: place,
                });
            }
            let Some(row) = rows.last_mut() else { continue };
            match nexts
                .last_mut()
                .filter(|last| row.end > row.start && last.character == *next)
            {
                Some(last) => last.end = index + 1,
                None => {
                    row.end = place + 1;
                    pairs.insert(pair((*head, *next)));
                    nexts.push(Next {
                        character: *next,
                        start: index,
                        end: index + 1,
                    });
                }
            }
        }
        let take = |&(.., place): &(Key, Reverse<usize>, usize)| words.get_mut(place).and_then(Option::take);
        Self {
            heads,
            pairs,
            rows: spread(&rows),
            nexts,
            words: order.iter().filter_map(take).collect(),
            edge,
        }
    }

    /// Whether words have `character` at the edge; sometimes it is said of others, too.
    #[inline]
    pub fn may_hold(&self, character: char) -> bool {
        self.heads.may_hold(character as usize)
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
        if self.may_hold(head) {
            self.among(head, text)
        } else {
            None
        }
    }

    /// The longest word with that head.
    #[inline(never)]
    fn among<'a>(&'a self, head: char, text: &str) -> Option<(&'a str, &'a T)> {
        let may = |next: &char| self.pairs.may_hold(pair((head, *next)));
        let next = self.edge.next(head, text).filter(may);
        if next.is_none() && !may(&NONE) {
            return None;
        }
        let row = self.row(head)?;
        let longer = next.and_then(|next| {
            let place = row.binary_search_by_key(&next, |found| found.character).ok()?;
            // A word of two characters need not be compared any more.
            self.fitting(row.get(place)?, head.len_utf8() + next.len_utf8(), text)
        });
        let alone = || row.first().filter(|first| first.character == NONE);
        longer.or_else(|| self.fitting(alone()?, head.len_utf8(), text))
    }

    /// The characters next to `head` in words.
    #[inline]
    fn row(&self, head: char) -> Option<&[Next]> {
        let mut slot = slot(head, self.rows.len());
        loop {
            let row = self.rows.get(slot)?;
            if row.head == head {
                return self.nexts.get(row.start as usize..row.end as usize);
            }
            if row.head == NONE {
                return None;
            }
            slot = (slot + 1) & (self.rows.len() - 1);
        }
    }

    /// The longest of those words that fits; of its bytes `known` are known to.
    #[inline]
    fn fitting<'a>(&'a self, found: &Next, known: usize, text: &str) -> Option<(&'a str, &'a T)> {
        let words = self.words.get(found.start as usize..found.end as usize)?;
        let found = words
            .iter()
            .find(|(word, _)| word.len() == known || self.edge.fits(text, word));
        found.map(|(word, value)| (word.as_str(), value))
    }
}

/// Rows in slots, of which less than half are taken.
fn spread(rows: &[Row]) -> Vec<Row> {
    let mut slots = vec![Row::default(); (rows.len() * 2 + 1).next_power_of_two()];
    for row in rows {
        let mut place = slot(row.head, slots.len());
        while slots.get(place).is_some_and(|taken| taken.head != NONE) {
            place = (place + 1) & (slots.len() - 1);
        }
        if let Some(free) = slots.get_mut(place) {
            *free = *row;
        }
    }
    slots
}

/// The slot of `head` among `count`, which is a power of two.
#[inline]
const fn slot(head: char, count: usize) -> usize {
    ((head as u32).wrapping_mul(0x9E37_79B1) >> 15) as usize & (count - 1)
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
        match (self, text.as_bytes()) {
            // Two Han characters, as nearly always.
            (Self::First, [0xe0..0xf0, _, _, first @ 0xe0..0xf0, second, third, ..])
            | (Self::Last, [.., first @ 0xe0..0xf0, second, third, 0xe0..0xf0, _, _]) => {
                char::from_u32(u32::from(wide_code(*first, *second, *third)))
            }
            (Self::First, _) => first_char(Span::new(head.len_utf8(), text.len()).of(text)),
            (Self::Last, _) => last_char(Span::new(0, text.len() - head.len_utf8()).of(text)),
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

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 8] = ["年", "年度", "年度报告", "年底", "km", "k", "人次", "次"];

    fn found(edge: Edge, text: &str) -> Option<(String, usize)> {
        let words = WORDS.iter().zip(0..).map(|(word, place)| ((*word).to_owned(), place));
        let dictionary: Dictionary<usize> = Dictionary::new(edge, words);
        dictionary.longest(text).map(|(word, place)| (word.to_owned(), *place))
    }

    #[test]
    fn the_longest_word_is_found_as_comparing_all_would() {
        let texts = [
            "",
            "年",
            "年度",
            "年度报",
            "年度报告书",
            "年末",
            "本年度",
            "km",
            "kg",
            "k",
            "5km",
            "人次",
            "人",
            "次人",
            "𠮷年",
            "年𠮷",
            "é年",
            "k年",
        ];
        for text in texts {
            let longest = |fits: &dyn Fn(&str) -> bool| {
                let all = WORDS.iter().zip(0..).filter(|(word, _)| fits(word));
                all.max_by_key(|(word, _)| word.len())
                    .map(|(word, place)| ((*word).to_owned(), place))
            };
            assert_eq!(
                found(Edge::First, text),
                longest(&|word| text.starts_with(word)),
                "{text}"
            );
            assert_eq!(found(Edge::Last, text), longest(&|word| text.ends_with(word)), "{text}");
        }
    }

    #[test]
    fn of_equal_words_the_first_counts() {
        let words = [("两", 1), ("两", 2)].map(|(word, value)| (word.to_owned(), value));
        assert_eq!(
            Dictionary::new(Edge::First, words)
                .longest("两个")
                .map(|found| *found.1),
            Some(1)
        );
    }
}
