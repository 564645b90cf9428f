//! How alike two texts are once their figures are left out.

use std::cmp::Ordering;

/// The words of a text in order of their codes, each as often as it stands there: a pair of neighbouring Han characters,
/// or a word of other letters in lower case. Digits and marks are passed over, so that a figure that changed does
/// not make another text of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Words(Vec<u64>);

impl Words {
    /// The words of `text`.
    pub fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut last: Option<char> = None;
        let mut word = Word::default();
        for letter in text.chars() {
            if is_han(letter) {
                words.extend(word.end());
                words.extend(last.map(|last| (u64::from(u32::from(last)) << 32) | u64::from(u32::from(letter))));
                last = Some(letter);
            } else if letter.is_alphabetic() {
                letter.to_lowercase().for_each(|letter| word.push(letter));
                last = None;
            } else {
                words.extend(word.end());
            }
        }
        words.extend(word.end());
        words.sort_unstable();
        Self(words)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The share of words that two texts have in common, in per cent (Dice 1945).
    pub fn likeness(&self, other: &Self) -> usize {
        let (mut first, mut second) = (self.0.as_slice(), other.0.as_slice());
        let mut shared: usize = 0;
        while let ([own, rest @ ..], [its, others @ ..]) = (first, second) {
            match own.cmp(its) {
                Ordering::Less => first = rest,
                Ordering::Greater => second = others,
                Ordering::Equal => {
                    shared += 1;
                    (first, second) = (rest, others);
                }
            }
        }
        (200 * shared).checked_div(self.len() + other.len()).unwrap_or_default()
    }
}

const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A word of letters under way, as the FNV-1a hash of what was read of it.
#[derive(Default)]
struct Word(Option<u64>);

impl Word {
    fn push(&mut self, letter: char) {
        let hash = self.0.unwrap_or(0xcbf2_9ce4_8422_2325);
        self.0 = Some((hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3));
    }

    /// The word, whose first bit tells it from a pair of characters.
    fn end(&mut self) -> Option<u64> {
        self.0.take().map(|hash| hash | (1 << 63))
    }
}

/// How alike two nouns are, in per cent: 100 for the same, 80 where one is the end of the other, else by the characters
/// that they share.
pub(super) fn nouns(first: &str, second: &str) -> usize {
    if first == second {
        return 100;
    }
    let (short, long) = if first.len() < second.len() {
        (first, second)
    } else {
        (second, first)
    };
    if short.chars().nth(1).is_some() && long.ends_with(short) {
        return 80;
    }
    if is_within(short, long) {
        return 75;
    }
    Words::of(short).likeness(&Words::of(long)).min(75)
}

/// Whether the longer noun has only more characters between those of the shorter, and ends like it.
fn is_within(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let ends = short
        .char_indices()
        .rev()
        .nth(1)
        .is_some_and(|(at, _)| short.get(at..).is_some_and(|end| long.ends_with(end)));
    ends && short.chars().nth(2).is_some() && short.chars().all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_alike_by_their_words() {
        let like = |first: &str, second: &str| Words::of(first).likeness(&Words::of(second));
        assert_eq!(like("举办会议12场。", "举办会议 9 场。"), 100);
        assert!(like("全年举办会议12场", "今年共举办会议9场") > 50);
        assert!(like("全年举办会议12场", "出版论文30篇") < 20);
        assert_eq!(like("We held 12 meetings.", "we held 9 Meetings"), 100);
        assert_eq!(like("The hospital has 12 beds.", "A school took 30 pupils."), 0);
        assert_eq!(like("", ""), 0);
        assert_eq!(like("一", "二"), 0);
    }

    #[test]
    fn nouns_are_alike_by_their_ends() {
        assert_eq!(nouns("论文", "论文"), 100);
        assert_eq!(nouns("论文", "产出论文"), 80);
        assert!(nouns("本科及以上学历", "本科及以上学历者") >= 75);
        assert_eq!(nouns("粮食产量", "粮食总产量"), 75);
        assert!(nouns("讲座", "手册") < 20);
        assert_eq!(nouns("", "手册"), 0);
    }
}
