//! The line of a finding with marks under its figures, in the columns of a terminal.

use crate::check::Operand;
use crate::span::Span;

/// Widest stretch that is shown, in columns.
const WIDEST: usize = 76;

/// The source around `operand` and the marks below it: two lines of the same columns.
pub fn around(text: &str, operand: &Operand) -> (String, String) {
    let start = text
        .get(..operand.start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let behind = text.get(operand.end..).unwrap_or_default();
    let end = operand.end + behind.find('\n').unwrap_or(behind.len());
    let end = end - usize::from(text.get(..end).is_some_and(|line| line.ends_with('\r')));
    let own = width(Span::new(operand.start, operand.end).of(text)).min(WIDEST);
    let room = WIDEST.saturating_sub(own) / 2;
    let before = tail(Span::new(start, operand.start).of(text), room);
    let after = head(Span::new(operand.end, end).of(text), room);
    let shown = format!("{before}{}{after}", Span::new(operand.start, operand.end).of(text));
    let marks = format!("{}{}", " ".repeat(width(before)), "^".repeat(own.max(1)));
    (visible(&shown), marks)
}

/// The columns that a text takes: two for wide characters, none for controls, which are shown as one.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// East Asian wide and full-width characters take two columns (Unicode Standard Annex 11).
const fn columns(character: char) -> usize {
    match character {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{33ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a000}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// The end of `text` that fits.
fn tail(text: &str, room: usize) -> &str {
    let mut used = 0;
    let fits = text.char_indices().rev().take_while(|(_, character)| {
        used += columns(*character);
        used <= room
    });
    fits.last().map_or("", |(at, _)| text.get(at..).unwrap_or_default())
}

/// The beginning of `text` that fits.
fn head(text: &str, room: usize) -> &str {
    let mut used = 0;
    let fits = text.char_indices().take_while(|(_, character)| {
        used += columns(*character);
        used <= room
    });
    let end = fits.last().map_or(0, |(at, character)| at + character.len_utf8());
    text.get(..end).unwrap_or_default()
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
