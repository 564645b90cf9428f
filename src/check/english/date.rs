//! Dates in English: the weekday before or behind a date.

use crate::check::text::{Figure, Text};
use crate::lexicon::{EnglishChecks, Kind, Lexicon};
use crate::span::Span;

use super::{begins, ends};

/// The date that ends what the date at `place` begins: 1 April 1993 to 31 March 1994.
pub fn end<'t, 'a>(text: &'t Text<'a>, place: usize) -> Option<&'t Figure<'a>> {
    let (first, last) = (text.figure(place)?, text.figure(place + 1)?);
    let dates = first.entry.kind == Kind::Date && last.entry.kind == Kind::Date && first.sentence == last.sentence;
    let gap = text.between(first, last).trim_start_matches([',', ' ']);
    let tied = begins(gap, &EnglishChecks::builtin().until).is_some_and(|rest| rest.trim().is_empty());
    (dates && tied && text.is_english(first)).then_some(last)
}

/// Year, month and day of a date that gives all three: 1st April, 1993.
pub fn day(date: &str) -> Option<(u32, u32, u32)> {
    let words = Lexicon::builtin().english();
    let mut fields = (None, None, None);
    for word in date.split(|character: char| !character.is_ascii_alphanumeric()) {
        let digits = word.trim_end_matches(|character: char| character.is_ascii_alphabetic());
        match digits.parse::<u32>() {
            Ok(year) if digits.len() == 4 => fields.0 = Some(year),
            Ok(day) if day <= 31 => fields.2 = Some(day),
            _ => fields.1 = fields.1.or(words.month(&word.to_ascii_lowercase()).map(u32::from)),
        }
    }
    Some((fields.0?, fields.1?, fields.2?))
}

/// The figure with first and last year right beside a number of years: five years, from 2012 to 2017.
pub fn span_of(text: &Text<'_>, place: usize) -> Option<usize> {
    let words = EnglishChecks::builtin();
    let count = text.figure(place)?;
    if !text.is_english(count) {
        return None;
    }
    let behind = text.after(count);
    let row = begins(behind, &words.in_a_row);
    if row.is_none() && ends(&count.entry.text, &words.years).is_none() {
        return None;
    }
    let named = row.map_or(0, |rest| behind.len() - rest.len());
    let date = |place: usize| {
        let date = text.figure(place)?;
        (date.entry.kind == Kind::Date && date.sentence == count.sentence).then_some(date)
    };
    let plain = |gap: &str| {
        let gap = gap.trim_matches([',', '(', '—', ' ']);
        gap.is_empty() || ends(gap, &words.years_of).is_some_and(|rest| rest.is_empty())
    };
    let behind = date(place + 1).filter(|date| text.between(count, date).get(named..).is_some_and(plain));
    let before = || {
        let before = place.checked_sub(1)?;
        date(before)
            .filter(|date| plain(text.between(date, count)) && text.between(date, count).contains(','))
            .map(|_| before)
    };
    behind.map(|_| place + 1).or_else(before)
}

/// Whether the years that a number counts followed one another: four consecutive years.
pub fn is_in_a_row(text: &Text<'_>, count: &Figure<'_>) -> bool {
    let words = EnglishChecks::builtin();
    let year = ends(&count.entry.text, &words.years).is_some();
    text.is_english(count)
        && (begins(text.after(count), &words.in_a_row).is_some()
            || year && ends(&count.entry.text, &words.in_a_row).is_some())
}

/// The weekday that stands right beside a date: its number, Sunday being 0, and where it stands in the document.
pub fn weekday(text: &Text<'_>, date: &Figure<'_>) -> Option<(u32, Span)> {
    if !text.is_english(date) {
        return None;
    }
    let source = &text.source.text;
    let from = source.floor_char_boundary(date.entry.start.saturating_sub(BESIDE));
    let to = source.floor_char_boundary((date.entry.end + BESIDE).min(source.len()));
    let before = Span::new(from, date.entry.start).of(source);
    let after = Span::new(date.entry.end, to).of(source);
    let known = |word: &str| {
        EnglishChecks::builtin()
            .weekdays
            .get(&word.to_ascii_lowercase())
            .copied()
    };
    let letter = |character: char| character.is_ascii_alphabetic();
    let end = before.trim_end_matches([' ', ',', '(']).len();
    let start = Span::new(0, end)
        .of(before)
        .rfind(|character| !letter(character))
        .map_or(0, |at| at + 1);
    let ahead = Span::new(start, end);
    if let Some(day) = known(ahead.of(before)) {
        return Some((day, Span::new(from + ahead.start, from + ahead.end)));
    }
    let start = after.len() - after.trim_start_matches([' ', ',', '(']).len();
    let word = after.get(start..)?.split(|character| !letter(character)).next()?;
    let day = known(word).filter(|_| after.get(..start).is_some_and(|lead| lead.contains('(')))?;
    let start = date.entry.end + start;
    Some((day, Span::new(start, start + word.len())))
}

/// How many bytes from a date its weekday may stand.
const BESIDE: usize = 16;
