//! Dates in English: the weekday before or behind a date.

use crate::check::text::{Figure, Text};
use crate::lexicon::{EnglishChecks, Kind};

use super::{ends, is_english};

/// The figure with first and last year right beside a number of years: five years, from 2012 to 2017.
pub fn span_of(text: &Text<'_>, place: usize) -> Option<usize> {
    let words = EnglishChecks::builtin();
    let count = text.figure(place)?;
    if !is_english(text.sentence(count)) || ends(&count.entry.text, &words.years).is_none() {
        return None;
    }
    let date = |place: usize| {
        let date = text.figure(place)?;
        (date.entry.kind == Kind::Date && date.sentence == count.sentence).then_some(date)
    };
    let plain = |gap: &str| {
        let gap = gap.trim_matches([',', '(', '—', ' ']);
        gap.is_empty() || ends(gap, &words.years_of).is_some_and(|rest| rest.is_empty())
    };
    let behind = date(place + 1).filter(|date| plain(text.between(count, date)));
    let before = || {
        let before = place.checked_sub(1)?;
        date(before)
            .filter(|date| plain(text.between(date, count)) && text.between(date, count).contains(','))
            .map(|_| before)
    };
    behind.map(|_| place + 1).or_else(before)
}

/// The weekday that stands right beside a date, Sunday being 0: Tuesday, 28 September 2012.
pub fn weekday(text: &Text<'_>, date: &Figure<'_>) -> Option<u32> {
    if !is_english(text.sentence(date)) {
        return None;
    }
    let before = text.before(date).trim_end().trim_end_matches([',', '(']).trim_end();
    let after = text
        .after(date)
        .trim_start()
        .trim_start_matches([',', '('])
        .trim_start();
    let word = |word: Option<&str>| {
        let word = word?.trim_matches(|mark: char| !mark.is_alphanumeric());
        EnglishChecks::builtin()
            .weekdays
            .get(&word.to_ascii_lowercase())
            .copied()
    };
    let close = text.after(date).trim_start().starts_with('(');
    word(before.split_whitespace().next_back()).or_else(|| word(after.split_whitespace().next()).filter(|_| close))
}
