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
    /// May stand behind the first character of a number and belong to it.
    pub const GOES_ON: Self = Self(1 << 7);

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
    /// Which of them a survey notes: a bit for each, in words by all bits of the code but the last six. This is small
    /// enough to stay at hand while a text is surveyed.
    noted: Box<[u64; 0x400]>,
}

/// What was seen in a text. It is made once and used again, so that it does not cost an allocation each time.
#[derive(Debug, Default)]
pub struct Survey {
    /// Where characters stand that may begin a number, in order.
    pub starts: Vec<usize>,
    /// Where characters stand that may end a sentence, in order.
    pub stops: Vec<usize>,
    /// Where traditional characters stand, in order.
    pub traditional: Vec<usize>,
    /// How many Latin letters there are, without accents.
    pub letters: usize,
}

impl Characters {
    /// A table without classes.
    pub(super) fn new() -> Self {
        Self {
            table: Box::new([Classes::default(); 0x1_0000]),
            noted: Box::new([0; 0x400]),
        }
    }

    /// Adds a class to some characters.
    pub(super) fn add(&mut self, class: Classes, characters: impl IntoIterator<Item = char>) {
        for character in characters {
            let code = character as usize;
            if let Some(classes) = self.table.get_mut(code) {
                classes.0 |= class.0;
                self.noted[code >> 6] |= u64::from(classes.0 & Classes::NOTED != 0) << (code & 0x3f);
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
        survey.clear();
        let (bytes, noted): (&[u8], &[u64; 0x400]) = (text.as_bytes(), &self.noted);
        let (mut letters, mut at) = (0, 0);
        // The length is asked once for each character, as most are three bytes long.
        while let Some(&[first, second, third]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            if (0xe0..0xf0).contains(&first) {
                // The bits of its code are four of the first byte and six of each of the others.
                let bits = noted[usize::from(first & 0xf) << 6 | usize::from(second & 0x3f)];
                if bits >> (third & 0x3f) & 1 == 1 {
                    survey.note(self.of_code(wide_code(first, second, third)), at);
                }
                at += 3;
            } else if first < 0x80 {
                letters += usize::from(first.is_ascii_alphabetic());
                if noted[usize::from(first >> 6)] >> (first & 0x3f) & 1 == 1 {
                    survey.note(self.of_code(u16::from(first)), at);
                }
                at += 1;
            } else {
                // No character of two or four bytes is noted.
                at += if first < 0xe0 { 2 } else { 4 };
            }
        }
        for (byte, at) in bytes.get(at..).unwrap_or_default().iter().zip(at..) {
            if byte.is_ascii() {
                letters += usize::from(byte.is_ascii_alphabetic());
                survey.note(self.of_code(u16::from(*byte)), at);
            }
        }
        survey.letters = letters;
    }
}

impl Survey {
    /// A survey of nothing.
    pub const fn new() -> Self {
        Self {
            starts: Vec::new(),
            stops: Vec::new(),
            traditional: Vec::new(),
            letters: 0,
        }
    }

    fn clear(&mut self) {
        self.starts.clear();
        self.stops.clear();
        self.traditional.clear();
    }

    // Few characters are noted, and the loop over all of them is the better for a call.
    #[inline(never)]
    fn note(&mut self, classes: Classes, at: usize) {
        if classes.has(Classes::STARTS) {
            self.starts.push(at);
        }
        if classes.has(Classes::STOPS) {
            self.stops.push(at);
        }
        if classes.has(Classes::TRADITIONAL) {
            self.traditional.push(at);
        }
    }
}
