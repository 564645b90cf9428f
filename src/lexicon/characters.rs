//! What single characters can begin or end, in one table, and the one pass over a text that asks it.
//!
//! Most of a text is neither numbers nor the ends of sentences. [`Characters::survey`] looks at every character once and
//! notes the few places that the steps behind have to look at.

use crate::span::wide_code;

/// Classes of characters, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u8);

impl Classes {
    /// May begin a number.
    pub const STARTS: Self = Self(1);
    /// Is written in another form in simplified text.
    pub const TRADITIONAL: Self = Self(1 << 1);
    /// May end a sentence.
    pub const STOPS: Self = Self(1 << 2);
    /// May stand in a shape before its first numeral.
    pub const LEADS: Self = Self(1 << 3);
    /// May stand in a shape behind the number with which it begins.
    pub const BEHIND: Self = Self(1 << 4);
    /// Numbers are written with it.
    pub const NUMERAL: Self = Self(1 << 5);
    /// May begin a shape that does not begin with a number.
    pub const OPENS: Self = Self(1 << 6);

    /// What a survey notes.
    const NOTED: u8 = Self::STARTS.0 | Self::TRADITIONAL.0 | Self::STOPS.0;

    /// Whether one of the classes of `other` is among these.
    #[inline]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The classes of every character of the Basic Multilingual Plane; others have none.
pub struct Characters {
    table: Box<[Classes; 0x1_0000]>,
}

/// What was seen in a text. It is made once and used again, so that it does not cost an allocation each time.
#[derive(Debug, Default)]
pub struct Survey {
    /// Where characters stand that may begin a number, in order.
    pub starts: Vec<usize>,
    /// Where characters stand that may end a sentence, in order.
    pub stops: Vec<usize>,
    /// Where the first traditional character stands.
    pub traditional: Option<usize>,
}

impl Characters {
    /// A table without classes.
    pub(super) fn new() -> Self {
        Self {
            table: Box::new([Classes::default(); 0x1_0000]),
        }
    }

    /// Adds a class to some characters.
    pub(super) fn add(&mut self, class: Classes, characters: impl IntoIterator<Item = char>) {
        for character in characters {
            if let Some(classes) = self.table.get_mut(character as usize) {
                classes.0 |= class.0;
            }
        }
    }

    /// The classes of `character`.
    #[inline]
    pub fn of(&self, character: char) -> Classes {
        u16::try_from(u32::from(character)).map_or(Classes::default(), |code| self.of_code(code))
    }

    #[inline]
    fn of_code(&self, code: u16) -> Classes {
        self.table[usize::from(code)]
    }

    /// Notes the places of `text` that the steps behind look at.
    pub fn survey(&self, text: &str, survey: &mut Survey) {
        survey.starts.clear();
        survey.stops.clear();
        survey.traditional = None;
        let mut rest = text.as_bytes();
        // The length is asked once for each character, as most are three bytes long.
        while let [first, second, third, ..] = *rest {
            let (code, length) = match first {
                0xe0..0xf0 => (wide_code(first, second, third), 3),
                0..0x80 => (u16::from(first), 1),
                // No character of two or four bytes has a class, and this one has none either.
                _ => (0, if first < 0xe0 { 2 } else { 4 }),
            };
            let classes = self.of_code(code);
            if classes.0 & Classes::NOTED != 0 {
                survey.note(classes, text.len() - rest.len());
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        for (index, byte) in rest.iter().enumerate().filter(|(_, byte)| byte.is_ascii()) {
            survey.note(self.of_code(u16::from(*byte)), text.len() - rest.len() + index);
        }
    }
}

impl Survey {
    fn note(&mut self, classes: Classes, at: usize) {
        if classes.has(Classes::STARTS) {
            self.starts.push(at);
        }
        if classes.has(Classes::STOPS) {
            self.stops.push(at);
        }
        if classes.has(Classes::TRADITIONAL) && self.traditional.is_none() {
            self.traditional = Some(at);
        }
    }
}
