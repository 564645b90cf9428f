//! Traditional characters and the simplified ones they are matched as.

use std::borrow::Cow;

use serde::Deserialize;

/// A table of characters of equal length in UTF-8, so that folding moves no offset.
pub struct Fold {
    table: Vec<u16>,
}

impl Fold {
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut table = vec![0; 0x1_0000];
        for pair in file.fold.pairs.split_whitespace() {
            let mut characters = pair.chars();
            let (Some(from), Some(to)) = (characters.next(), characters.next()) else { continue };
            if let (Some(slot), Ok(to)) = (table.get_mut(from as usize), u16::try_from(u32::from(to))) {
                *slot = to;
            }
        }
        Ok(Self { table })
    }

    /// `text` with traditional characters replaced, byte for byte in the same places.
    pub fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.first(text) {
            None => Cow::Borrowed(text),
            Some(at) => {
                let mut folded = String::with_capacity(text.len());
                let (plain, rest) = text.split_at(at);
                folded.push_str(plain);
                folded.extend(rest.chars().map(|character| self.folded(character).unwrap_or(character)));
                Cow::Owned(folded)
            }
        }
    }

    /// Where the first traditional character stands. Only the bytes of three-byte characters are put together.
    fn first(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            at += match lead {
                0..0x80 => 1,
                0xe0..0xf0 => {
                    let inner = |offset: usize| bytes.get(at + offset).map_or(0, |byte| usize::from(byte & 0x3f));
                    let code = usize::from(lead & 0xf) << 12 | inner(1) << 6 | inner(2);
                    if self.table.get(code).is_some_and(|&folded| folded != 0) {
                        return Some(at);
                    }
                    3
                }
                0xf0.. => 4,
                _ => 2,
            };
        }
        None
    }

    fn folded(&self, character: char) -> Option<char> {
        let code = *self.table.get(character as usize)?;
        if code == 0 { None } else { char::from_u32(u32::from(code)) }
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
