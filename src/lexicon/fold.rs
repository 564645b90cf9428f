//! Traditional characters and the simplified ones they are matched as.

use std::borrow::Cow;

use serde::Deserialize;

use super::characters::{Characters, Classes};
use crate::span::{Span, first_char, wide_code};

/// So many bytes both characters of a pair have.
const WIDE: usize = 3;

/// A table of characters of equal length in UTF-8, so that folding moves no offset.
pub struct Fold {
    table: Vec<u16>,
}

impl Fold {
    /// Reads the file.
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        let mut table = vec![0; 0x1_0000];
        for pair in file.fold.pairs.split_whitespace() {
            let mut characters = pair.chars();
            let (Some(from), Some(to)) = (characters.next(), characters.next()) else {
                continue;
            };
            if let (Some(slot), Ok(to)) = (table.get_mut(from as usize), u16::try_from(u32::from(to))) {
                *slot = to;
            }
        }
        Ok(Self { table })
    }

    /// Enters the traditional characters, and those of them that begin numbers when folded.
    pub(super) fn classify(&self, characters: &mut Characters) {
        for from in (0..0x1_0000).filter_map(char::from_u32) {
            if let Some(to) = self.folded(from) {
                characters.add(Classes::TRADITIONAL, [from]);
                if characters.of(to).has(Classes::STARTS) {
                    characters.add(Classes::STARTS, [from]);
                }
            }
        }
    }

    /// `text` with traditional characters replaced, byte for byte in the same places.
    pub fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(first) = self.first(text) else {
            return Cow::Borrowed(text);
        };
        let rest = Span::new(first, text.len()).of(text).char_indices();
        let places = rest.filter(|&(_, character)| self.folded(character).is_some());
        let places: Vec<usize> = places.map(|(at, _)| first + at).collect();
        let mut folded = Vec::new();
        self.fold_into(text, &places, &mut folded);
        String::from_utf8(folded).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// Where the first traditional character stands. All of them are three bytes long, and most text has none.
    fn first(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += match byte {
                0..0x80 => 1,
                0x80..0xe0 => 2,
                0xe0..0xf0 => {
                    if let Some(&[first, second, third]) = bytes.get(at..at + 3)
                        && self.table.get(usize::from(wide_code(first, second, third))) != Some(&0)
                    {
                        return Some(at);
                    }
                    3
                }
                0xf0.. => 4,
            };
        }
        None
    }

    /// The bytes of the same, in room that is used again, where traditional characters are known to stand at `places`.
    pub fn fold_into(&self, text: &str, places: &[usize], folded: &mut Vec<u8>) {
        folded.clear();
        folded.extend_from_slice(text.as_bytes());
        for &at in places {
            let own = first_char(Span::new(at, text.len()).of(text)).and_then(|character| self.folded(character));
            if let (Some(own), Some(place)) = (own.filter(|own| own.len_utf8() == WIDE), folded.get_mut(at..at + WIDE))
            {
                own.encode_utf8(place);
            }
        }
    }

    #[inline]
    fn folded(&self, character: char) -> Option<char> {
        match *self.table.get(character as usize)? {
            0 => None,
            code => char::from_u32(u32::from(code)),
        }
    }
}

#[derive(Deserialize)]
struct File {
    fold: Pairs,
}

#[derive(Deserialize)]
struct Pairs {
    pairs: String,
}
