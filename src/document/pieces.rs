//! Plain texts that are too long to be held at once: what must be known of the whole before a piece is read, and what is
//! known of the pieces before.

use super::plain::{lines, trim};
use super::table::Table;
use super::wrap::{self, Wrap};
use crate::span::Span;

use std::sync::Arc;

/// So many lines above a table may speak of it.
const ABOVE: usize = 3;
/// The first bytes of Han characters and of the marks that stand among them.
const HAN: std::ops::Range<u8> = 0xe3..0xea;

/// A first look at a whole text, part by part.
#[derive(Debug, Default)]
pub struct Look {
    widths: Vec<u16>,
    /// The beginning of a line whose end was not seen yet.
    open: String,
    /// Whether a Han character was seen.
    pub han: bool,
    /// Whether anything but white space was seen.
    pub filled: bool,
    /// How many bytes were seen.
    pub bytes: usize,
}

impl Look {
    /// Looks at the next part of the text.
    pub fn take(&mut self, text: &str) {
        self.bytes += text.len();
        self.han = self.han || text.bytes().any(|byte| HAN.contains(&byte));
        let mut start = 0;
        for line in lines(text, 0).take_while(|line| line.end < text.len()) {
            if self.open.is_empty() {
                self.measure(trim(text, line).of(text));
            } else {
                let mut whole = std::mem::take(&mut self.open);
                whole.push_str(line.of(text));
                self.measure(whole.trim());
            }
            start = line.end + 1;
        }
        self.open.push_str(Span::new(start, text.len()).of(text));
    }

    fn measure(&mut self, line: &str) {
        self.filled |= !line.is_empty();
        self.widths.push(wrap::width(line));
    }
}

/// What is known of the text so far, with which the next piece goes on.
pub struct SoFar {
    /// The headings that are open, with their depths.
    pub(super) path: Vec<(u8, String)>,
    /// The same as a path.
    pub(super) section: Arc<str>,
    /// The table under way.
    pub(super) table: Option<Table>,
    /// Whether a list of literature is under way.
    pub(super) references: bool,
    pub(super) wrap: Wrap,
    /// How many lines stand before what is read next.
    pub(super) line: usize,
}

impl SoFar {
    /// The beginning of a text that was looked at to its end.
    pub fn begin(mut look: Look) -> Self {
        let last = std::mem::take(&mut look.open);
        look.measure(last.trim());
        Self::with(look.widths)
    }

    /// The beginning of a text whose lines are so wide.
    pub(super) fn with(widths: Vec<u16>) -> Self {
        Self {
            path: Vec::new(),
            section: Arc::from(""),
            table: None,
            references: false,
            wrap: Wrap::of(widths),
            line: 0,
        }
    }
}

/// Where the lines begin that must be held for what follows at byte `at` of `text`: those right above may be captions of a
/// table there.
pub fn held(text: &str, at: usize) -> usize {
    let (mut start, mut filled) = (at, 0);
    while start > 0 && filled <= ABOVE {
        let behind = Span::new(0, start - 1).of(text);
        let begin = memchr::memrchr(b'\n', behind.as_bytes()).map_or(0, |end| end + 1);
        filled += usize::from(!Span::new(begin, start).of(text).trim().is_empty());
        start = begin;
    }
    start
}
