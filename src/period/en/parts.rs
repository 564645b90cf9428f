//! Halves and quarters of years: the first half of 2023, Q3 2021, 1H 2024.

use super::{Part, ordinal_day, year};
use crate::lexicon::Spelled;
use crate::number::english::{Form, Text};
use crate::period::Moment;

/// the first half of 2023, the third quarter, Q3 2021, the first three quarters of 2021.
pub(super) fn part_of_year(text: &Text<'_>, at: usize) -> Option<Part> {
    if let Some(part) = year_and_letter(text, at) {
        return Some(part);
    }
    let (months, end) = half_or_quarter(text, at)
        .or_else(|| lettered(text, at))
        .or_else(|| numbered(text, at))?;
    let next = end + usize::from(text.word(end) == text.words.grammar.of || text.word(end) == ",");
    let fiscal = text.words.grammar.fiscal.holds(text.word(next));
    let next = next + usize::from(fiscal);
    let next = next + usize::from(fiscal && text.words.grammar.year.holds(text.word(next)));
    let (year, end) = match year(text, next) {
        Some(year) => (Some(year), next + 1),
        None => (None, end),
    };
    let from = Moment {
        year,
        months: Some(months),
        day: None,
    };
    Some(Part::at(from, end))
}

fn half_or_quarter(text: &Text<'_>, at: usize) -> Option<((u8, u8), usize)> {
    let sign = |at: usize| text.words.number(text.word(at));
    let place = match sign(at) {
        Some(Spelled::Ordinal(place @ 1..=4)) if text.word(at) != text.words.grammar.quarter => {
            u8::try_from(place).ok()
        }
        _ if ordinal_day(text, at) => text.word(at).parse().ok().filter(|place| (1..=4).contains(place)),
        _ => None,
    }?;
    let end = at + if text.is(at, Form::Digits) { 2 } else { 1 };
    let end = end + usize::from(text.is_hyphen(end) && text.glued(end));
    let quarters = |count: u8| (count * 3 - 2, count * 3);
    match sign(end)? {
        Spelled::Half if place <= 2 => Some(((place * 6 - 5, place * 6), end + 1)),
        Spelled::Ordinal(4) => Some((quarters(place), end + 1)),
        Spelled::Small(3) if place == 1 && sign(end + 1) == Some(Spelled::Parts(4)) => Some(((1, 9), end + 2)),
        _ => None,
    }
}

/// Q3, H1, 3Q, 1H, Q1-Q3: the first and last month.
fn lettered(text: &Text<'_>, at: usize) -> Option<((u8, u8), usize)> {
    if !text.glued(at + 1) {
        return None;
    }
    let (letter, count) = if text.is(at, Form::Digits) {
        (at + 1, at)
    } else {
        (at, at + 1)
    };
    let grammar = &text.words.grammar;
    let (parts, length) = match text.word(letter) {
        letter if letter == grammar.quarter_letter => (4, 3),
        letter if letter == grammar.half_letter => (2, 6),
        _ => return None,
    };
    let count: u8 = text
        .word(count)
        .parse()
        .ok()
        .filter(|count| (1..=parts).contains(count))?;
    let cut = text.glued(at + 2) && !text.is(at + 2, Form::Mark);
    (text.is_capital(letter) && !cut).then_some(((count * length + 1 - length, count * length), at + 2))
}

/// Quarter 4, Quarter 4 (October to December) before its year: the first and last month.
fn numbered(text: &Text<'_>, at: usize) -> Option<((u8, u8), usize)> {
    let named = text.word(at) == text.words.grammar.quarter && text.is_capital(at);
    let count: u8 = text.word(at + 1).parse().ok().filter(|count| (1..=4).contains(count))?;
    let opening = at + 2;
    let closing = (opening..opening + 6).find(|at| text.word(opening) == "(" && text.word(*at) == ")");
    let end = closing
        .map(|at| at + 1)
        .filter(|at| year(text, *at).is_some())
        .unwrap_or(opening);
    named.then_some(((count * 3 - 2, count * 3), end))
}

/// 2023 Q3, 2023H1.
fn year_and_letter(text: &Text<'_>, at: usize) -> Option<Part> {
    let year = year(text, at)?;
    let (months, end) = lettered(text, at + 1).filter(|_| text.is(at + 1, Form::Word))?;
    Some(Part::at(
        Moment {
            year: Some(year),
            months: Some(months),
            day: None,
        },
        end,
    ))
}
