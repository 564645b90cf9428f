//! Places in a source: byte spans, and the lines and columns that people use.

/// A half-open range of UTF-8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text that the span covers, empty where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The first character of `text`. Most are Han, which this reads in a few steps.
#[inline]
pub fn first_char(text: &str) -> Option<char> {
    match *text.as_bytes() {
        [first @ 0..0x80, ..] => Some(char::from(first)),
        [first @ 0xe0..0xf0, second, third, ..] => wide(first, second, third),
        _ => text.chars().next(),
    }
}

/// The last character of `text`, read in the same way.
#[inline]
pub fn last_char(text: &str) -> Option<char> {
    match *text.as_bytes() {
        [.., last @ 0..0x80] => Some(char::from(last)),
        [.., first @ 0xe0..0xf0, second, third] => wide(first, second, third),
        _ => text.chars().next_back(),
    }
}

/// Whether `character` is a Han character as most are, and no mark.
#[inline]
pub const fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// `text` without white space at its end. Seldom is any there, which the last bytes tell.
#[inline]
pub fn trim_end(text: &str) -> &str {
    match *text.as_bytes() {
        [.., b'!'..=b'~'] | [.., 0xe4..0xf0, _, _] | [.., 0xe3, _, 0x81..=0xbf] => text,
        _ => text.trim_end(),
    }
}

/// `text` without white space at its beginning, told in the same way.
#[inline]
pub fn trim_start(text: &str) -> &str {
    match *text.as_bytes() {
        [b'!'..=b'~' | 0xe4..0xf0, ..] => text,
        _ => text.trim_start(),
    }
}

/// `text` without the blanks at its beginning that may stand inside a line, told in the same way.
#[inline]
pub fn skip_blanks(text: &str) -> &str {
    match *text.as_bytes() {
        [b' ' | 0xc2 | 0xe3, ..] => text.trim_start_matches([' ', '\u{3000}', '\u{a0}']),
        _ => text,
    }
}

/// `text` without white space at its ends.
#[inline]
pub fn trim(text: &str) -> &str {
    trim_start(trim_end(text))
}

#[inline]
fn wide(first: u8, second: u8, third: u8) -> Option<char> {
    char::from_u32(u32::from(wide_code(first, second, third)))
}

/// The code of the character that three bytes of UTF-8 write. Every byte brings marks of its own, whose sum is known.
#[inline]
pub(crate) const fn wide_code(first: u8, second: u8, third: u8) -> u16 {
    const MARKS: u16 = (0x80 << 6) + 0x80;
    ((first as u16) << 12)
        .wrapping_add((second as u16) << 6)
        .wrapping_add(third as u16)
        .wrapping_sub(MARKS)
}

/// Turns byte offsets into lines and columns, at little cost for offsets that rise.
pub struct Locator<'a> {
    text: &'a str,
    /// Where the last offset was found: its byte, line and column.
    last: (usize, usize, usize),
}

impl<'a> Locator<'a> {
    /// Starts at the beginning of `text`.
    pub const fn new(text: &'a str) -> Self {
        Self { text, last: (0, 1, 1) }
    }

    /// Line and column of `offset`, both from 1, the column in Unicode characters.
    pub fn locate(&mut self, offset: usize) -> (usize, usize) {
        if offset < self.last.0 {
            self.last = (0, 1, 1);
        }
        let (from, mut line, mut column) = self.last;
        let between = Span::new(from, offset).of(self.text);
        if let Some(start) = memchr::memrchr(b'\n', between.as_bytes()) {
            line += memchr::memchr_iter(b'\n', between.as_bytes()).count();
            column = 1 + between.get(start + 1..).unwrap_or_default().chars().count();
        } else {
            column += between.chars().count();
        }
        self.last = (offset, line, column);
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_is_that_of_the_standard_library() {
        let ends = [
            "", " ", "\u{3000}", "\t\n", "\u{a0}", "\u{2003}", "\u{1680}", "\u{85}", "\u{feff}",
        ];
        let inner = ["", "a", "会", "会 议", "。", "（", "é", "𠮷", "\u{1680}", "\u{e000}"];
        for (first, last) in ends.iter().flat_map(|first| ends.map(|last| (first, last))) {
            for middle in inner {
                let text = format!("{first}{middle}{last}");
                assert_eq!(trim_start(&text), text.trim_start(), "{text:?}");
                assert_eq!(trim_end(&text), text.trim_end(), "{text:?}");
                assert_eq!(trim(&text), text.trim(), "{text:?}");
            }
        }
    }
}
