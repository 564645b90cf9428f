//! How alike two sentences are once their figures are left out.

use std::collections::HashMap;

/// A sentence without digits, spaces and marks, so that a figure that changed does not make another of it.
pub(super) fn skeleton(sentence: &str) -> String {
    sentence.chars().filter(|character| character.is_alphabetic()).collect()
}

/// The share of pairs of neighbouring characters that two skeletons have in common, in per cent (Dice 1945).
pub(super) fn likeness(first: &str, second: &str) -> usize {
    if first == second {
        return 100;
    }
    let mut pairs: HashMap<(char, char), usize> = HashMap::new();
    let mut all: usize = 0;
    for pair in neighbours(first) {
        *pairs.entry(pair).or_default() += 1;
        all += 1;
    }
    let mut shared: usize = 0;
    for pair in neighbours(second) {
        all += 1;
        if let Some(left) = pairs.get_mut(&pair).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    (200 * shared).checked_div(all).unwrap_or_default()
}

fn neighbours(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    text.chars().zip(text.chars().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_alike_by_their_words() {
        let like = |first: &str, second: &str| likeness(&skeleton(first), &skeleton(second));
        assert_eq!(like("举办会议12场。", "举办会议 9 场。"), 100);
        assert!(like("全年举办会议12场", "今年共举办会议9场") > 50);
        assert!(like("全年举办会议12场", "出版论文30篇") < 20);
        assert_eq!(like("", ""), 100);
        assert_eq!(like("一", "二"), 0);
    }
}
