//! The line of a finding with marks under its figures, in the columns of a terminal.

use unicode_width::UnicodeWidthStr;

use crate::check::Operand;
use crate::span::Span;

/// Widest stretch that is shown, in columns.
const WIDEST: usize = 76;

/// No more than so many bytes beside the figure are looked at: several characters for each column.
const REACH: usize = 16 * WIDEST;

/// The source around `operand` and the marks below it: two lines of the same columns.
pub fn around(text: &str, operand: &Operand) -> (String, String) {
    let first = text.floor_char_boundary(operand.start.saturating_sub(REACH));
    let last = text.ceil_char_boundary(operand.end.saturating_add(REACH).min(text.len()));
    let before = Span::new(first, operand.start).of(text);
    let behind = Span::new(operand.end, last).of(text);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.lines().next().unwrap_or_default();
    let figure = Span::new(operand.start, operand.end).of(text);
    let own = width(figure).min(WIDEST);
    let room = WIDEST.saturating_sub(own) / 2;
    let (before, behind) = (tail(before, room), head(behind, room));
    let marks = format!("{}{}", " ".repeat(width(before)), "^".repeat(own.max(1)));
    (visible(&format!("{before}{figure}{behind}")), marks)
}

/// The columns that a text takes, by the Unicode Standard Annex 11: two for wide characters and for an emoji of several
/// characters, none for marks that are set above others. Controls are shown as one.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The end of `text` that fits.
fn tail(text: &str, room: usize) -> &str {
    let ends = text
        .char_indices()
        .rev()
        .map(|(at, _)| text.get(at..).unwrap_or_default());
    let whole = ends.take_while(|end| width(end) <= room).filter(|end| begins(end));
    whole.last().unwrap_or_default()
}

/// The beginning of `text` that fits.
fn head(text: &str, room: usize) -> &str {
    let ends = text.char_indices().map(|(at, character)| at + character.len_utf8());
    let heads = ends.map(|end| text.split_at(end));
    let fits = heads.take_while(|(head, _)| width(head) <= room);
    let whole = fits.filter(|(head, rest)| !head.ends_with(JOINER) && (rest.is_empty() || begins(rest)));
    whole.last().map_or("", |(head, _)| head)
}

/// Joins characters to one emoji.
const JOINER: char = '\u{200d}';

/// Whether the first character of `text` stands by itself, and is not set upon the one before.
fn begins(text: &str) -> bool {
    let first = text.chars().next().map_or(0, char::len_utf8);
    !text.starts_with(JOINER) && Span::new(0, first).of(text).width() > 0
}

/// Control characters, which could move a terminal's cursor, as a dot; tabs as a space.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' => ' ',
            character if character.is_control() => '\u{b7}',
            character => character,
        })
        .collect()
}
