//! The shapes as one automaton: a table that the build script makes of their patterns, walked a byte at a time.
//!
//! `build/automaton.rs` says how the table is written. Every state and every byte is looked up there, so that a damaged
//! table would find less, and nothing worse.

/// The number of classes of bytes that can be.
const BYTES: usize = 256;
/// The state that leads nowhere.
const DEAD: usize = 0;

/// The automaton of several patterns.
pub struct Automaton {
    /// The class of each byte.
    classes: &'static [u8],
    /// Where to begin behind each byte, and at the beginning of a text.
    starts: &'static [u8],
    /// The patterns that are found at each state, counted from 1.
    found: &'static [u8],
    /// The same where the text ends.
    found_at_end: &'static [u8],
    /// What follows each state behind each class.
    next: &'static [u8],
    /// How many classes there are.
    width: usize,
}

impl Automaton {
    /// The automaton in `table`; none where it is too short.
    pub fn of(table: &'static [u8]) -> Option<Self> {
        let states = number(table, 0)?;
        let width = number(table, 1)?;
        let (classes, rest) = table.get(4..)?.split_at_checked(BYTES)?;
        let (starts, rest) = rest.split_at_checked(2 * (BYTES + 1))?;
        let (found, rest) = rest.split_at_checked(states)?;
        let (found_at_end, next) = rest.split_at_checked(states)?;
        Some(Self {
            classes,
            starts,
            found,
            found_at_end,
            next,
            width,
        })
    }

    /// The pattern that is found just at byte `from` of `text`, and where it ends. Of several the first counts, and it
    /// reaches as far as it says itself.
    pub fn find(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let bytes = text.as_bytes();
        let before = from.checked_sub(1).and_then(|before| bytes.get(before));
        let mut state = number(self.starts, before.map_or(BYTES, |before| usize::from(*before)))?;
        let mut last = None;
        for (at, byte) in bytes.iter().enumerate().skip(from) {
            let class = usize::from(*self.classes.get(usize::from(*byte))?);
            state = number(self.next, state * self.width + class)?;
            if state == DEAD {
                return last;
            }
            // What is found is told behind the next byte.
            last = self.pattern(self.found, state).map(|pattern| (pattern, at)).or(last);
        }
        self.pattern(self.found_at_end, state)
            .map(|pattern| (pattern, bytes.len()))
            .or(last)
    }

    fn pattern(&self, found: &[u8], state: usize) -> Option<usize> {
        found
            .get(state)
            .and_then(|pattern| usize::from(*pattern).checked_sub(1))
    }
}

/// The number at `place` of a list of them, two bytes each.
#[inline]
fn number(list: &[u8], place: usize) -> Option<usize> {
    let bytes = list.get(2 * place..)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes(*bytes)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex_automata::{Anchored, Input, meta::Regex};

    use crate::lexicon::Lexicon;

    use super::*;

    /// What the patterns themselves find.
    fn searched(regex: &Regex, text: &str, from: usize) -> Option<(usize, usize)> {
        let found = regex.search_half(&Input::new(text).range(from..).anchored(Anchored::Yes))?;
        Some((found.pattern().as_usize(), found.offset()))
    }

    fn regex() -> Regex {
        let shapes = Lexicon::builtin().finder.shapes();
        let patterns: Vec<&str> = shapes.iter().map(|shape| shape.pattern.as_str()).collect();
        Regex::new_many(&patterns).unwrap()
    }

    fn agrees(regex: &Regex, automaton: &Automaton, text: &str) {
        for (from, _) in text.char_indices() {
            assert_eq!(
                automaton.find(text, from),
                searched(regex, text, from),
                "{text:?} {from}"
            );
        }
    }

    #[test]
    fn it_finds_what_the_patterns_find() {
        let (regex, automaton) = (regex(), Automaton::of(super::super::SHAPES).unwrap());
        let shapes = Lexicon::builtin().finder.shapes();
        let examples: Vec<&str> = shapes
            .iter()
            .flat_map(|shape| shape.examples.iter().map(String::as_str))
            .collect();
        for example in &examples {
            agrees(&regex, &automaton, example);
            agrees(&regex, &automaton, &format!("a{example}b"));
            agrees(&regex, &automaton, &format!("{example}{example}\u{3002}"));
        }
        let part = prop::sample::select(examples);
        let cut = (part, 0..40_usize, 0..40_usize);
        proptest!(|(parts in prop::collection::vec(cut, 1..4))| {
            let text: String = parts
                .iter()
                .flat_map(|(text, skip, take)| text.chars().skip(*skip / 4).take(*take))
                .collect();
            agrees(&regex, &automaton, &text);
        });
    }
}
