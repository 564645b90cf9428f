//! Words looked up by where they stand: the longest that begins, or ends, at a place.
//!
//! Nearly every look-up finds nothing, so the first (or last) character is looked for in a set of bits before anything
//! else is done, and then that one with the character next to it. Words are filed by these two, the longest first.

use super::bits::Bits;
use super::pairs::{Key, NONE, Pairs};
use crate::span::{Span, first_char, last_char, wide_code};

/// So many bytes are compared in one go.
const WINDOW: usize = 8;

/// Words with what is known of each.
pub struct Dictionary<T> {
    /// The characters that words have at the edge.
    heads: Bits,
    /// Those with the characters next to them, none for words of one character.
    pairs: Pairs,
    /// The words in the order of their two characters, the longest first.
    words: Vec<Word<T>>,
    /// The same in letters, apart from what is compared, which so takes little room.
    texts: Vec<String>,
    edge: Edge,
}

/// What a word is told by beside the two characters that it is filed by.
struct Word<T> {
    /// The bytes beside those, as [`Edge::window`] gives them.
    rest: u64,
    /// All its bytes.
    len: u32,
    value: T,
}

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
        let rank = |(place, word): (usize, &Option<(String, T)>)| {
            let (text, _) = word.as_ref()?;
            Some(rank(edge.key(text)?, text.len(), place))
        };
        let mut order: Vec<u128> = words.iter().enumerate().filter_map(rank).collect();
        order.sort_unstable();
        let take = |rank: &u128| words.get_mut(place(*rank)).and_then(Option::take);
        let filed = order.iter().filter_map(take);
        let (words, texts): (Vec<_>, Vec<_>) = filed.map(|(text, value)| (Word::of(&text, value, edge), text)).unzip();
        let key = |text: &String| edge.key(text).unwrap_or((NONE, NONE));
        let keys: Vec<Key> = texts.iter().map(key).collect();
        let mut heads = Bits::for_items(keys.len());
        keys.iter().for_each(|(head, _)| heads.insert(*head as usize));
        Self {
            heads,
            pairs: Pairs::of(keys.into_iter()),
            words,
            texts,
            edge,
        }
    }

    /// Whether words have `character` at the edge; sometimes it is said of others, too.
    #[inline]
    pub fn may_hold(&self, character: char) -> bool {
        self.heads.may_hold(character as usize)
    }

    /// The length of the longest word in a large dictionary, in which most characters are the edge of some word, and only
    /// two of them together tell whether one is there.
    pub fn longest_of_many(&self, text: &str) -> Option<(usize, &T)> {
        let Some(key) = self.edge.wide(text) else {
            return self.longest(text).map(|(word, value)| (word.len(), value));
        };
        let longer = if self.pairs.may_hold(key) {
            self.fitting(key, text)
        } else {
            None
        };
        let word = self.words.get(longer.or_else(|| self.alone(key.0))?)?;
        Some((word.len as usize, &word.value))
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
        let next = self
            .edge
            .next(head, text)
            .filter(|next| self.pairs.may_hold((head, *next)));
        let longer = next.and_then(|next| self.fitting((head, next), text));
        let found = longer.or_else(|| self.alone(head))?;
        Some((self.texts.get(found)?, &self.words.get(found)?.value))
    }

    /// The word of one character.
    #[inline]
    fn alone(&self, head: char) -> Option<usize> {
        self.pairs.get((head, NONE)).map(|words| words.start)
    }

    /// The longest word that has those two characters at the edge, as `text` has, and fits it.
    #[inline(never)]
    fn fitting(&self, (head, next): Key, text: &str) -> Option<usize> {
        let places = self.pairs.find((head, next))?;
        let known = head.len_utf8() + next.len_utf8();
        let window = self.edge.window(text.as_bytes(), known);
        let fits = |&place: &usize| {
            self.words.get(place).is_some_and(|word| {
                let more = (word.len as usize).saturating_sub(known);
                let text_fits = || self.texts.get(place).is_some_and(|word| self.edge.fits(text, word));
                window & mask(more) == word.rest && (more <= WINDOW || text_fits())
            })
        };
        places.into_iter().find(fits)
    }
}

/// Where a word stands in the order of a dictionary, as one number, which is sorted fast: by its two characters, the longer
/// before the shorter, and of equal words the first.
fn rank((head, next): Key, len: usize, place: usize) -> u128 {
    let part = |number: usize| u128::from(u32::try_from(number).unwrap_or(u32::MAX));
    let shorter = part(u32::MAX as usize) - part(len);
    u128::from(u32::from(head)) << 96 | u128::from(u32::from(next)) << 64 | shorter << 32 | part(place)
}

/// The place in the list that a rank ends with.
const fn place(rank: u128) -> usize {
    (rank & 0xffff_ffff) as usize
}

/// The first bytes of `text`, the first in the lowest place; zero where there are no more.
#[inline]
pub(super) fn window(text: &str) -> u64 {
    Edge::First.window(text.as_bytes(), 0)
}

/// The bits of a window that so many bytes take.
#[inline]
pub(super) const fn mask(bytes: usize) -> u64 {
    if bytes < WINDOW {
        (1 << (8 * bytes)) - 1
    } else {
        u64::MAX
    }
}

impl<T> Word<T> {
    fn of(text: &str, value: T, edge: Edge) -> Self {
        let known = edge.key(text).map_or(0, |(head, next)| {
            head.len_utf8() + if next == NONE { 0 } else { next.len_utf8() }
        });
        Self {
            rest: edge.window(text.as_bytes(), known),
            len: u32::try_from(text.len()).unwrap_or(u32::MAX),
            value,
        }
    }
}

impl Edge {
    /// The two characters of `word` at this edge; the second is [`NONE`] where there is only one.
    fn key(self, word: &str) -> Option<Key> {
        let head = match self {
            Self::First => first_char(word)?,
            Self::Last => last_char(word)?,
        };
        Some((head, self.next(head, word).unwrap_or(NONE)))
    }

    /// The two characters of `text` at this edge, where both are written with three bytes, as nearly always.
    #[inline]
    fn wide(self, text: &str) -> Option<Key> {
        let (head, next) = match (self, text.as_bytes()) {
            (Self::First, [a @ 0xe0..0xf0, b, c, d @ 0xe0..0xf0, e, f, ..])
            | (Self::Last, [.., d @ 0xe0..0xf0, e, f, a @ 0xe0..0xf0, b, c]) => {
                (wide_code(*a, *b, *c), wide_code(*d, *e, *f))
            }
            _ => return None,
        };
        Some((char::from_u32(u32::from(head))?, char::from_u32(u32::from(next))?))
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

    /// The bytes beside the `known` ones at this edge, the nearest in the lowest place; zero where there are no more.
    #[inline]
    fn window(self, text: &[u8], known: usize) -> u64 {
        let beside = match self {
            Self::First => text.get(known..).unwrap_or_default(),
            Self::Last => text.get(..text.len() - known).unwrap_or_default(),
        };
        match (self, beside.first_chunk::<WINDOW>(), beside.last_chunk::<WINDOW>()) {
            (Self::First, Some(bytes), _) => u64::from_le_bytes(*bytes),
            (Self::Last, _, Some(bytes)) => u64::from_be_bytes(*bytes),
            (Self::First, ..) => beside.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)),
            (Self::Last, ..) => beside.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
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

    const WORDS: [&str; 11] = [
        "年",
        "年度",
        "年度报告",
        "年度报告披露",
        "年底",
        "km",
        "k",
        "人次",
        "次",
        "参加活动人次",
        "加活动人次",
    ];

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
            "年度报告披露前",
            "年度报告披",
            "共参加活动人次",
            "未加活动人次",
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
