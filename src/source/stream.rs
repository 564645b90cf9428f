//! Text in UTF-8 that is taken block by block, so that a long file is held once and each block is looked at while it is at
//! hand. Whatever is not just that is decoded whole.

use super::{Format, control, encoding, sniff};

/// The text so far.
pub struct Stream {
    text: String,
    blocks: Blocks,
}

/// Tells whether blocks are text in UTF-8 without a mark, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Blocks {
    format: Format,
    begun: bool,
}

impl Blocks {
    /// For a file that its name says is of `format`.
    pub const fn new(format: Format) -> Self {
        Self { format, begun: false }
    }

    /// The text of the next `block` but for a character that it cuts; none where the file is anything else.
    pub fn text<'b>(&mut self, block: &'b [u8]) -> Option<&'b str> {
        if !self.begun {
            let kind = sniff::kind(block, self.format).ok()?;
            if kind != self.format || encoding::is_marked(block) {
                return None;
            }
        }
        let text = whole_characters(block)?;
        if !self.begun && sniff::text_kind(text, self.format) != self.format {
            return None;
        }
        self.begun = true;
        let clean = control(text.as_bytes()).is_none() && memchr::memchr(0, text.as_bytes()).is_none();
        clean.then_some(text)
    }
}

impl Stream {
    /// For a file of about so many bytes, which its name says is of `format`.
    pub fn new(bytes: usize, format: Format) -> Self {
        Self {
            text: String::with_capacity(bytes),
            blocks: Blocks::new(format),
        }
    }

    /// Takes the next `block` but for a character that it cuts, and says how many bytes these were; none where the file
    /// is anything but text in UTF-8 without a mark.
    pub fn take(&mut self, block: &[u8]) -> Option<usize> {
        let text = self.blocks.text(block)?;
        self.text.push_str(text);
        Some(text.len())
    }

    /// The format that the name says, and the whole text.
    pub(super) fn finish(self) -> (Format, String) {
        (self.blocks.format, self.text)
    }
}

/// The text of `block` but for a character that it cuts; none where it is not UTF-8.
pub fn whole_characters(block: &[u8]) -> Option<&str> {
    let whole = block.get(..block.len() - cut(block))?;
    simdutf8::basic::from_utf8(whole).ok()
}

/// How many bytes at the end of `block` begin a character and do not complete it.
fn cut(block: &[u8]) -> usize {
    let last = block.iter().rev().take(3).position(|byte| byte & 0xc0 != 0x80);
    let Some(behind) = last else { return 0 };
    let wants = match block.get(block.len() - 1 - behind) {
        Some(0xc0..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..) => 4,
        _ => 1,
    };
    if wants > behind + 1 { behind + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text as it comes in blocks of `size` bytes.
    fn streamed(bytes: &[u8], size: usize) -> Option<String> {
        let mut stream = Stream::new(bytes.len(), Format::Plain);
        let mut kept = Vec::new();
        for block in bytes.chunks(size) {
            kept.extend_from_slice(block);
            let taken = stream.take(&kept)?;
            kept.drain(..taken);
        }
        kept.is_empty().then(|| stream.finish().1)
    }

    #[test]
    fn blocks_of_any_size_make_the_text() {
        let text = "a\u{e9}\u{4e00}\u{3002}\u{20bb7}1\u{4e8c}".repeat(3);
        for size in 4..text.len() {
            assert_eq!(
                streamed(text.as_bytes(), size).as_deref(),
                Some(text.as_str()),
                "{size}"
            );
        }
    }

    #[test]
    fn what_is_no_plain_text_is_left() {
        let others: [&[u8]; 7] = [
            b"ab\0cdef",
            b"abcd\x01ef",
            b"ab\xffcdef",
            b"\xef\xbb\xbfabcd",
            b"\xff\xfea\0b\0c\0",
            b"%PDF-1.7 ",
            b"abcde\xe4\xb8",
        ];
        for bytes in others {
            assert_eq!(streamed(bytes, 5), None, "{bytes:?}");
        }
    }
}
