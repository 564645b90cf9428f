//! Traditional characters and the simplified ones they are matched as.

use std::borrow::Cow;

use serde::Deserialize;

/// A table of characters of equal length in UTF-8, so that folding moves no offset.
pub struct Fold {
    table: Vec<u16>,
    /// One bit for every character of the table, which stays in the processor's nearest cache.
    bits: Vec<u64>,
}

impl Fold {
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
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
        let mut bits = vec![0_u64; table.len() / 64];
        for (code, _) in table.iter().enumerate().filter(|(_, to)| **to != 0) {
            if let Some(word) = bits.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Ok(Self { table, bits })
    }

    /// `text` with traditional characters replaced, byte for byte in the same places.
    pub fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.first(text) {
            None => Cow::Borrowed(text),
            Some(at) => {
                let mut folded = String::with_capacity(text.len());
                let (plain, rest) = text.split_at(at);
                folded.push_str(plain);
                folded.extend(
                    rest.chars()
                        .map(|character| self.folded(character).unwrap_or(character)),
                );
                Cow::Owned(folded)
            }
        }
    }

    /// Where the first traditional character stands.
    fn first(&self, text: &str) -> Option<usize> {
        let mut rest = text.as_bytes();
        loop {
            match rest {
                [0..0x80, behind @ ..] | [0x80..0xe0, _, behind @ ..] => rest = behind,
                [lead @ 0xe0..0xf0, second, third, behind @ ..] => {
                    let code =
                        usize::from(lead & 0xf) << 12 | usize::from(second & 0x3f) << 6 | usize::from(third & 0x3f);
                    if self.holds(code) {
                        return Some(text.len() - rest.len());
                    }
                    rest = behind;
                }
                [_, _, _, _, behind @ ..] => rest = behind,
                _ => return None,
            }
        }
    }

    fn holds(&self, code: usize) -> bool {
        self.bits
            .get(code / 64)
            .is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    fn folded(&self, character: char) -> Option<char> {
        let code = *self.table.get(character as usize)?;
        if code == 0 {
            None
        } else {
            char::from_u32(u32::from(code))
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
