//! Dates in English: in 2019, May 30, as of June 30 2020, 2016–2019, the first half of 2023, fiscal 2021, the 1960s.

mod parts;
mod spans;
mod used;

use super::{Date, Moment, Role};
use crate::lexicon::List;
use crate::number::english::{Form, Text};
use crate::span::Span;

/// Years outside these are other numbers.
const YEARS: std::ops::RangeInclusive<i32> = 1700..=2150;

/// Years that are years only where the words around them say so.
const EARLY: std::ops::Range<i32> = 1000..1700;

/// A date as tokens.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// The date.
    pub date: Date,
    /// The token behind it.
    pub end: usize,
}

/// A date under way.
#[derive(Clone, Copy)]
struct Part {
    from: Moment,
    to: Option<Moment>,
    end: usize,
    silent: bool,
}

impl Part {
    const fn at(from: Moment, end: usize) -> Self {
        Self {
            from,
            to: None,
            end,
            silent: false,
        }
    }
}

/// The date that begins at token `at`, if one does.
pub fn read(text: &Text<'_>, at: usize) -> Option<Dated> {
    let part = spans::months(text, at)
        .or_else(|| spans::between_days(text, at))
        .or_else(|| month_first(text, at))
        .or_else(|| day_first(text, at))
        .or_else(|| fiscal(text, at))
        .or_else(|| parts::part_of_year(text, at))
        .or_else(|| decade(text, at))
        .or_else(|| clock(text, at))
        .or_else(|| in_strokes(text, at))
        .or_else(|| years(text, at))?;
    let span = Span::new(text.start(at), text.end(part.end - 1));
    let (part, whole) = match spans::ending(text, at, part) {
        Some(whole) => (whole, true),
        None => (part, false),
    };
    let role = if whole {
        Role::At
    } else if part.silent {
        Role::Silent
    } else {
        used::role(text, at, &part)
    };
    Some(Dated {
        date: Date {
            span,
            numerals: 0,
            from: part.from,
            to: part.to,
            role,
        },
        end: part.end,
    })
}

/// May 30, June 30 2020, October 19-23, 2019, June 2020.
fn month_first(text: &Text<'_>, at: usize) -> Option<Part> {
    let month = month(text, at)?;
    let next = at + 1 + usize::from(text.word(at + 1) == "." || text.word(at + 1) == ",");
    if let Some(year) = year(text, next) {
        let from = moment(Some(year), Some(month), None);
        return Some(to_month(text, at, from, next + 1).unwrap_or(Part::at(from, next + 1)));
    }
    let (day, behind) = day(text, next)?;
    let from = moment(None, Some(month), Some(day));
    let (to, behind) = match joint(text, behind).and_then(|next| same_or_next_month(text, next, month)) {
        Some((to, end)) => (Some(to), end),
        None => (None, behind),
    };
    Some(with_year(text, from, to, behind))
}

/// January 2015 to December 2018, between January 2015 and December 2018: the span whose first month ends before `end`.
fn to_month(text: &Text<'_>, at: usize, from: Moment, end: usize) -> Option<Part> {
    let grammar = &text.words.grammar;
    let between = grammar.between.holds(text.word(at.wrapping_sub(1))) && grammar.and.holds(text.word(end));
    let joined = between || grammar.to.holds(text.word(end));
    let month = month(text, end + 1).filter(|_| joined)?;
    let year = year(text, end + 2)?;
    let to = moment(Some(year), Some(month), None);
    let rises = (from.year, from.months) < (to.year, to.months);
    rises.then_some(Part {
        to: Some(to),
        ..Part::at(from, end + 3)
    })
}

/// Behind the dash of a span of days: a day, or a month with a day.
fn same_or_next_month(text: &Text<'_>, at: usize, known: u8) -> Option<(Moment, usize)> {
    let (month, at) = match month(text, at) {
        Some(month) => (month, at + 1),
        None => (known, at),
    };
    let (day, end) = day(text, at)?;
    Some((moment(None, Some(month), Some(day)), end))
}

/// 30 May, 30th of May 2020, 19–23 October 2019.
fn day_first(text: &Text<'_>, at: usize) -> Option<Part> {
    let (first, behind) = day(text, at)?;
    let (last, behind) = match joint(text, behind).and_then(|next| day(text, next)) {
        Some((last, end)) => (Some(last), end),
        None => (None, behind),
    };
    let behind = behind + usize::from(text.word(behind) == text.words.grammar.of);
    let month = month(text, behind).filter(|_| text.is_capital(behind))?;
    let from = moment(None, Some(month), Some(first));
    let to = last.map(|last| moment(None, Some(month), Some(last)));
    Some(with_year(text, from, to, behind + 1))
}

fn with_year(text: &Text<'_>, from: Moment, to: Option<Moment>, at: usize) -> Part {
    let next = at + usize::from(text.word(at) == ",");
    match year(text, next) {
        Some(year) => Part {
            from: Moment {
                year: Some(year),
                ..from
            },
            to: to.map(|to| Moment { year: Some(year), ..to }),
            end: next + 1,
            silent: false,
        },
        None => Part {
            from,
            to,
            end: at,
            silent: false,
        },
    }
}

/// fiscal 2021, fiscal year 2021, FY2021, FY21, financial year 2020/21.
fn fiscal(text: &Text<'_>, at: usize) -> Option<Part> {
    let grammar = &text.words.grammar;
    if !grammar.fiscal.holds(text.word(at)) {
        return None;
    }
    let next = at + 1 + usize::from(grammar.year.holds(text.word(at + 1)));
    let next = next + usize::from(matches!(text.word(next), "'" | "’") && text.glued(next + 1));
    if let Some(part) = years(text, next) {
        return Some(part);
    }
    let short: i32 = text
        .word(next)
        .parse()
        .ok()
        .filter(|_| text.glued(next) && text.word(next).len() == 2)?;
    let century = if short < 70 { 2000 } else { 1900 };
    let first = century + short;
    let from = moment(Some(first), None, None);
    let joint = text.glued(next + 1) && (text.word(next + 1) == "/" || grammar.to.holds(text.word(next + 1)));
    let last = short_year(text, next + 2, first).filter(|_| joint && text.glued(next + 2));
    Some(match last {
        Some(last) => Part {
            to: Some(moment(Some(last), None, None)),
            ..Part::at(from, next + 3)
        },
        None => Part::at(from, next + 1),
    })
}

/// the 1960s.
fn decade(text: &Text<'_>, at: usize) -> Option<Part> {
    year(text, at)?;
    let owned = text.is(at + 1, Form::Owner);
    let plural = text.word(at + 1) == text.words.grammar.decade && text.glued(at + 1);
    let round = text.word(at).ends_with('0');
    ((owned && round) || plural).then(|| Part {
        silent: true,
        ..Part::at(Moment::default(), at + 2)
    })
}

/// 9:30 am, 3.35 p.m., 10 o'clock.
fn clock(text: &Text<'_>, at: usize) -> Option<Part> {
    if !text.is(at, Form::Digits) {
        return None;
    }
    let minutes =
        matches!(text.word(at + 1), ":") && text.glued(at + 1) && text.is(at + 2, Form::Digits) && text.glued(at + 2);
    let minutes = minutes && text.word(at + 2).len() == 2;
    let end = at + if minutes { 3 } else { 1 };
    if !minutes && !small(text.word(at)) {
        return None;
    }
    // The last full stop of p.m. may be missing.
    let cut = [text.word(end), text.word(end + 1), text.word(end + 2), "."].concat();
    let cut = text.word(end).len() == 1 && text.words.grammar.clock.holds(&cut);
    let hour = (cut || text.words.grammar.clock.holds(text.word(end))) && small(text.word(at));
    let behind = if hour {
        end + if cut { 3 } else { 1 }
    } else if minutes {
        end
    } else {
        return None;
    };
    Some(Part {
        silent: true,
        ..Part::at(Moment::default(), behind)
    })
}

/// Whether a number can be an hour, with minutes perhaps.
fn small(word: &str) -> bool {
    let mut parts = word.split('.');
    let hour = parts.next().and_then(|hour| hour.parse::<u8>().ok());
    let minutes = parts.next();
    hour.is_some_and(|hour| hour <= 24) && minutes.is_none_or(|minutes| minutes.len() == 2)
}

/// 5/17/2018, 17/5/2018: which of the two is the month is known where the other cannot be one.
fn in_strokes(text: &Text<'_>, at: usize) -> Option<Part> {
    let strokes = text.word(at + 1) == "/" && text.word(at + 3) == "/" && (1..=4).all(|next| text.glued(at + next));
    let (first, second) = (day(text, at)?.0, day(text, at + 2)?.0);
    let year: i32 = text
        .word(at + 4)
        .parse()
        .ok()
        .filter(|year| strokes && YEARS.contains(year))?;
    let from = match (first > 12, second > 12) {
        (true, false) => moment(Some(year), Some(second), Some(first)),
        (false, true) => moment(Some(year), Some(first), Some(second)),
        _ => moment(Some(year), None, None),
    };
    Some(Part::at(from, at + 5))
}

/// 2019, 2016–2019, 2016-19, 2020/21, from 2016 to 2019, between 2016 and 2019.
fn years(text: &Text<'_>, at: usize) -> Option<Part> {
    let first = year(text, at)?;
    let grammar = &text.words.grammar;
    let is = |words: List, at: usize| words.holds(text.word(at));
    let led = is(grammar.from, at.wrapping_sub(1));
    let between = is(grammar.between, at.wrapping_sub(1)) && is(grammar.and, at + 1);
    let dash = is(grammar.to, at + 1) && !text.is(at + 1, Form::Word);
    let to = is(grammar.to, at + 1)
        && text.is(at + 1, Form::Word)
        && (led
            || is(grammar.definite, at.wrapping_sub(1))
            || text
                .words
                .roles(text.word(at.wrapping_sub(1)))
                .has(crate::lexicon::Role::Preposition));
    let stroke = text.word(at + 1) == "/" && text.glued(at + 1);
    let last = if between || dash || to || stroke {
        year(text, at + 2).or_else(|| short_year(text, at + 2, first).filter(|_| text.glued(at + 2)))
    } else {
        None
    };
    let moment = |year| moment(Some(year), None, None);
    match last.filter(|last| *last > first) {
        Some(last) => Some(Part {
            to: Some(moment(last)),
            ..Part::at(moment(first), at + 3)
        }),
        None if used::counts(text, at) => None,
        None => Some(Part::at(moment(first), at + 1)),
    }
}

/// The 19 in 2016-19.
fn short_year(text: &Text<'_>, at: usize, first: i32) -> Option<i32> {
    let short: i32 = text.word(at).parse().ok().filter(|_| text.word(at).len() == 2)?;
    Some(first - first % 100 + short).filter(|last| *last > first)
}

impl Text<'_> {
    /// Whether the name of a month stands at `at`.
    fn month(&self, at: usize) -> bool {
        month(self, at).is_some()
    }
}

fn month(text: &Text<'_>, at: usize) -> Option<u8> {
    text.words.month(text.word(at)).filter(|_| text.is_capital(at))
}

fn year(text: &Text<'_>, at: usize) -> Option<i32> {
    let word = text.word(at);
    if word.len() != 4 || !text.is(at, Form::Digits) || is_joined(text, at) {
        return None;
    }
    let year: i32 = word.parse().ok()?;
    (YEARS.contains(&year) || (EARLY.contains(&year) && used::is_early(text, at))).then_some(year)
}

/// Whether letters touch the digits, as in a model's name.
fn is_joined(text: &Text<'_>, at: usize) -> bool {
    let fiscal = text.words.grammar.fiscal.holds(text.word(at.wrapping_sub(1)));
    text.glued(at) && text.is(at.wrapping_sub(1), Form::Word) && !fiscal
}

/// A day of a month, and the token behind it: 30, 30th.
fn day(text: &Text<'_>, at: usize) -> Option<(u8, usize)> {
    if !text.is(at, Form::Digits) || text.word(at).len() > 2 || matches!(text.word(at + 1), "%" | ":") {
        return None;
    }
    let day = text.word(at).parse().ok().filter(|day| (1..=31).contains(day))?;
    Some((day, at + 1 + usize::from(ordinal_day(text, at))))
}

fn ordinal_day(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Form::Digits) && text.glued(at + 1) && text.words.grammar.ordinal.holds(text.word(at + 1))
}

/// The token behind the joint of a span.
fn joint(text: &Text<'_>, at: usize) -> Option<usize> {
    text.words.grammar.to.holds(text.word(at)).then_some(at + 1)
}

fn moment(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> Moment {
    Moment {
        year,
        months: month.map(|month| (month, month)),
        day,
    }
}
