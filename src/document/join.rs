//! Whether a paragraph goes on with the one before it, which a page or a line broke.

use crate::span::{is_han, last_char};

/// Least width of a line that can be a cut sentence rather than a title, in columns of half-width characters.
const LEAST_WIDTH: usize = 60;
/// The same where a figure is what goes on.
const LEAST_FIGURE: usize = 40;

/// Columns that `text` takes on a terminal: two for every character beyond ASCII, which is close enough for layout.
pub(super) fn width(text: &str) -> usize {
    text.as_bytes().chunks(CHUNK).map(columns).sum()
}

/// So many bytes take no more columns than one byte can count.
const CHUNK: usize = 192;

/// Columns of at most [`CHUNK`] bytes, many at a time: a character counts at its first byte.
fn columns(bytes: &[u8]) -> usize {
    let count = bytes.iter().fold(0_u8, |count, &byte| {
        count + u8::from(byte < 0x80) + 2 * u8::from(byte >= 0xc0)
    });
    usize::from(count)
}

/// Whether `text` ends as sentences and items do.
pub(super) fn is_closed(text: &str) -> bool {
    if last_char(text).is_some_and(is_han) {
        return false;
    }
    let end = text.trim_end_matches(['”', '’', '"', '」', '』', ')', '）', ' ', '*', '_']);
    end.ends_with(['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':', '．'])
}

/// Whether `before`, a full line, breaks off inside a sentence of running text.
pub(super) fn is_broken_off(before: &str) -> bool {
    !is_closed(before) && (has_pause(before) || has_comma(before))
}

/// Whether the sentence that `before` leaves open goes on in `after`, both trimmed.
pub(super) fn is_cut(before: &str, after: &str) -> bool {
    !is_closed(before) && (continues(before) || awaits_figure(before, after)) && begins_inside(before, after)
}

/// Whether `before` breaks off: it ends in a comma, or it is long and has the commas of running text.
fn continues(before: &str) -> bool {
    let pauses = ['，', '、'];
    if before.ends_with(pauses) || (before.ends_with(',') && !before.is_ascii()) {
        return true;
    }
    let ends_inside = before.chars().next_back().is_some_and(is_inner);
    ends_inside && width(before) >= LEAST_WIDTH && (has_pause(before) || before.contains([',', ';']))
}

/// Whether `before` breaks off right before the figure with which `after` begins.
fn awaits_figure(before: &str, after: &str) -> bool {
    let figure =
        after.starts_with(|first: char| first.is_ascii_digit()) && after.contains(['，', '。', '；', '%', '％']);
    let open = || {
        let last = before.chars().next_back();
        last.is_some_and(|last| last.is_alphanumeric() && !last.is_ascii())
    };
    figure && open() && width(before) >= LEAST_FIGURE && has_pause(before)
}

/// Whether one of ，。； stands in `text`, which running text has and titles have not.
pub(super) fn has_pause(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_pause = |at| {
        matches!(
            bytes.get(at..),
            Some([0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x8c | 0x9b, ..])
        )
    };
    memchr::memchr2_iter(0xe3, 0xef, bytes).any(is_pause)
}

/// Whether one of 、,; stands in `text`.
fn has_comma(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_comma = |at| matches!(bytes.get(at..), Some([b',' | b';', ..] | [0xe3, 0x80, 0x81, ..]));
    memchr::memchr3_iter(b',', b';', 0xe3, bytes).any(is_comma)
}

/// Whether `after` can begin inside a sentence.
fn begins_inside(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if first.is_ascii() && !first.is_ascii_digit() {
        return last.is_ascii() && first.is_ascii_lowercase();
    }
    if last.is_ascii_alphabetic() {
        return false;
    }
    (is_inner(first) || first == '《' || first == '（') && after.contains(['，', '。', '；', ',', '、'])
}

/// A character of a word, or a closing title mark.
fn is_inner(character: char) -> bool {
    is_han(character) || character.is_alphanumeric() || matches!(character, '》' | '％' | '%' | '—' | '·')
}
