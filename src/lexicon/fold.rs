//! Traditional characters and the simplified ones they are matched as.

use std::borrow::Cow;

use serde::Deserialize;

use super::characters::{Characters, Classes};
use crate::span::{Span, first_char};

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
        let places = text
            .char_indices()
            .filter(|&(_, character)| self.folded(character).is_some());
        let places: Vec<usize> = places.map(|(at, _)| at).collect();
        if places.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut folded = String::new();
        self.fold_into(text, &places, &mut folded);
        Cow::Owned(folded)
    }

    /// The same in a string that is used again, where traditional characters are known to stand at `places`.
    pub fn fold_into(&self, text: &str, places: &[usize], folded: &mut String) {
        folded.clear();
        folded.reserve(text.len());
        let mut done = 0;
        for &at in places {
            let Some(character) = first_char(Span::new(at, text.len()).of(text)) else {
                continue;
            };
            folded.push_str(Span::new(done, at).of(text));
            folded.push(self.folded(character).unwrap_or(character));
            done = at + character.len_utf8();
        }
        folded.push_str(Span::new(done, text.len()).of(text));
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
