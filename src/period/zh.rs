//! Dates in Chinese: 2019年10月19—23日, 2016—2019年, 2014年四季度, 上半年, 20世纪90年代.

use super::field::{short_year, within, year};
use super::{Date, Moment, Role, role};
use crate::lexicon::{Periods, WordList, begins, ends};
use crate::number::{Numeral, Reading};
use crate::span::{Span, first_char, trim_start};

/// The date that begins with the first of `numerals` in `text`, if one does.
pub fn read(text: &str, numerals: &[Numeral], words: &Periods) -> Option<Date> {
    let behind = Span::new(numerals.first()?.span.end, text.len()).of(text);
    let next = first_char(skip_spaces(behind))?;
    if !words.may_follow(next) {
        return None;
    }
    let reader = Reader { text, numerals, words };
    let first = reader.moment(0, Moment::default())?;
    let date = reader.span(first);
    Some(role::with_role(text, date, words))
}

/// A moment that was read, and how far.
#[derive(Clone, Copy)]
struct Part {
    /// Where it begins, if before its first numeral.
    start: Option<usize>,
    from: Moment,
    to: Option<Moment>,
    end: usize,
    /// Index of the first numeral behind it.
    next: usize,
    /// Whether the words name the end of a year or a month.
    is_end: bool,
    silent: bool,
}

impl Part {
    /// A part of a year from byte `start` to `end`, with numeral `next` behind it.
    const fn of_year(start: usize, end: usize, from: Moment, next: usize) -> Self {
        Self {
            start: Some(start),
            from,
            to: None,
            end,
            next,
            is_end: false,
            silent: false,
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    numerals: &'a [Numeral],
    words: &'a Periods,
}

impl Reader<'_> {
    /// The fields from numeral `at` on: year, month, day, each perhaps a span.
    fn moment(&self, at: usize, known: Moment) -> Option<Part> {
        self.year(at)
            .or_else(|| self.era(at))
            .or_else(|| self.quarter(at, known))
            .or_else(|| self.half_year(at, known))
            .or_else(|| self.month(at, known))
            .or_else(|| self.day(at, known))
            .or_else(|| self.clock(at))
    }

    fn year(&self, at: usize) -> Option<Part> {
        let (from, to, end, next) = self.field(at, &self.words.year, year)?;
        if self.is_decade(at) {
            return None;
        }
        let moment = |year: u32| Moment {
            year: i32::try_from(year).ok(),
            ..Moment::default()
        };
        let part = Part {
            start: None,
            from: moment(from),
            to: to.map(moment),
            end,
            next,
            is_end: false,
            silent: false,
        };
        Some(self.inside_year(part))
    }

    /// What stands behind a year and says more: a part of the year, an end, a month.
    fn inside_year(&self, part: Part) -> Part {
        let rest = self.rest(part.end);
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let behind = trim_start(rest);
        let halves = self
            .words
            .halves
            .iter()
            .find_map(|half| begins(behind, &half.words).map(|word| (half.months, word.len())));
        if let Some((months, length)) = halves {
            let end = part.end + spaces + length;
            return Part {
                from: Moment {
                    months: Some(months),
                    ..part.from
                },
                end,
                next: self.first_behind(end, part.next),
                ..part
            };
        }
        let part = self.at_end(part);
        if part.to.is_some() || part.is_end {
            return part;
        }
        match self
            .month(part.next, part.from)
            .filter(|month| self.touches(part.end, part.next) && month.end > part.end)
        {
            Some(month) => month,
            None => part,
        }
    }

    /// 底, 末, 年底 behind a year or a month.
    fn at_end(&self, part: Part) -> Part {
        match begins(self.rest(part.end), &self.words.end) {
            Some(word) => Part {
                end: part.end + word.len(),
                is_end: true,
                ..part
            },
            None => part,
        }
    }

    fn month(&self, at: usize, known: Moment) -> Option<Part> {
        let (from, to, end, next) = self.field(at, &self.words.month, |numeral, _| within(numeral, 1, 12))?;
        let moment = |month: u32| Moment {
            months: u8::try_from(month).ok().map(|month| (month, month)),
            day: None,
            ..known
        };
        let part = self.at_end(Part {
            start: None,
            from: moment(from),
            to: to.map(moment),
            end,
            next,
            is_end: false,
            silent: false,
        });
        if part.to.is_some() || part.is_end || !self.touches(end, next) {
            return Some(part);
        }
        Some(self.day(next, part.from).unwrap_or(part))
    }

    fn day(&self, at: usize, known: Moment) -> Option<Part> {
        let suffixes = if known.months.is_some() {
            &self.words.day
        } else {
            &self.words.day_alone
        };
        let (from, to, end, next) = self.field(at, suffixes, |numeral, _| within(numeral, 1, 31))?;
        let moment = |day: u32| Moment {
            day: u8::try_from(day).ok(),
            ..known
        };
        let part = Part {
            start: None,
            from: moment(from),
            to: to.map(moment),
            end,
            next,
            is_end: false,
            silent: known.months.is_none(),
        };
        Some(part)
    }

    /// 四季度, 前三季度.
    fn quarter(&self, at: usize, known: Moment) -> Option<Part> {
        let numeral = self.numerals.get(at)?;
        let quarter = within(numeral, 1, 4)?;
        let word = begins(self.rest(numeral.span.end), &self.words.quarter)?;
        let end = numeral.span.end + word.len();
        let before = Span::new(0, end).of(self.text);
        let months = self
            .words
            .halves
            .iter()
            .filter_map(|half| ends(before, &half.words).map(|word| (word.len(), half.months)))
            .max();
        let quarter = u8::try_from(quarter).ok()?;
        let (length, months) = months.unwrap_or((0, (3 * quarter - 2, 3 * quarter)));
        let start = end.saturating_sub(length).min(numeral.span.start);
        Some(Part::of_year(
            start,
            end,
            Moment {
                months: Some(months),
                ..known
            },
            at + 1,
        ))
    }

    /// 上半年 without a year: the numeral is 半.
    fn half_year(&self, at: usize, known: Moment) -> Option<Part> {
        let numeral = self
            .numerals
            .get(at)
            .filter(|numeral| matches!(numeral.reading, Reading::Fraction(_)))?;
        let word = begins(self.rest(numeral.span.end), &self.words.year)?;
        let end = numeral.span.end + word.len();
        let before = Span::new(0, end).of(self.text);
        let (months, length) = self
            .words
            .halves
            .iter()
            .find_map(|half| ends(before, &half.words).map(|word| (half.months, word.len())))?;
        Some(Part::of_year(
            end - length,
            end,
            Moment {
                months: Some(months),
                ..known
            },
            at + 1,
        ))
    }

    /// 20世纪90年代, 80年代.
    fn era(&self, at: usize) -> Option<Part> {
        let numeral = self.numerals.get(at)?;
        numeral.value()?;
        let word = begins(self.rest(numeral.span.end).trim_start(), &self.words.era)?;
        let rest = self.rest(numeral.span.end);
        let end = numeral.span.end + (rest.len() - rest.trim_start().len()) + word.len();
        let part = Part {
            start: None,
            from: Moment::default(),
            to: None,
            end,
            next: at + 1,
            is_end: false,
            silent: true,
        };
        let more = self.era(at + 1).filter(|_| self.touches(end, at + 1));
        Some(more.unwrap_or(part))
    }

    fn is_decade(&self, at: usize) -> bool {
        self.numerals
            .get(at)
            .is_some_and(|numeral| begins(self.rest(numeral.span.end), &self.words.era).is_some())
    }

    /// 22时27分.
    fn clock(&self, at: usize) -> Option<Part> {
        let numeral = self.numerals.get(at)?;
        within(numeral, 0, 24)?;
        let rest = self.rest(numeral.span.end);
        if begins(rest, &self.words.not_clock).is_some() {
            return None;
        }
        let end = numeral.span.end + begins(rest, &self.words.clock)?.len();
        let minutes = self
            .numerals
            .get(at + 1)
            .filter(|next| next.span.start == end && within(next, 0, 59).is_some());
        let minutes = minutes.and_then(|next| {
            begins(self.rest(next.span.end), &self.words.minute).map(|word| next.span.end + word.len())
        });
        Some(Part {
            start: None,
            from: Moment::default(),
            to: None,
            end: minutes.unwrap_or(end),
            next: at + 1 + usize::from(minutes.is_some()),
            is_end: false,
            silent: true,
        })
    }

    /// A numeral with one of `suffixes`, or two of which the last has it: 19—23日.
    fn field(
        &self,
        at: usize,
        suffixes: &WordList,
        check: impl Fn(&Numeral, bool) -> Option<u32>,
    ) -> Option<(u32, Option<u32>, usize, usize)> {
        let first = self.numerals.get(at)?;
        if let Some(end) = self.suffix(first, suffixes) {
            return Some((check(first, true)?, None, end, at + 1));
        }
        let from = check(first, false)?;
        let last = self.numerals.get(at + 1)?;
        let joint = Span::new(first.span.end, last.span.start).of(self.text).trim();
        let joined = self.words.to.holds(joint);
        let end = self.suffix(last, suffixes).filter(|_| joined)?;
        let to = check(last, true).or_else(|| short_year(from, last))?;
        (to > from).then_some((from, Some(to), end, at + 2))
    }

    fn suffix(&self, numeral: &Numeral, suffixes: &WordList) -> Option<usize> {
        let rest = self.rest(numeral.span.end);
        let trimmed = skip_spaces(rest);
        let word = begins(trimmed, suffixes).filter(|_| begins(trimmed, &self.words.not_date).is_none())?;
        Some(numeral.span.end + rest.len() - trimmed.len() + word.len())
    }

    /// Goes on to the other end where one is written: 2018年—2019年, 1885至1985年.
    fn span(&self, first: Part) -> Date {
        let start = self.numerals.first().map_or(0, |numeral| numeral.span.start);
        let start = first.start.unwrap_or(start);
        let alone = Date {
            span: Span::new(start, first.end),
            numerals: first.next,
            from: first.from,
            to: first.to,
            role: role_of(first),
        };
        let rest = self.rest(first.end);
        let Some(word) = begins(rest.trim_start(), &self.words.to).filter(|_| first.to.is_none() && !first.silent)
        else {
            return alone;
        };
        let joint = first.end + (rest.len() - rest.trim_start().len()) + word.len();
        let Some(second) = self
            .moment(first.next, open_fields(first.from))
            .filter(|_| self.touches(joint, first.next))
        else {
            return alone;
        };
        let later = second.to.unwrap_or(second.from);
        Date {
            span: Span::new(start, second.end),
            numerals: second.next,
            from: first.from,
            to: Some(later),
            role: role_of(second),
        }
    }

    /// Whether numeral `next` stands right behind byte `end`, spaces aside.
    fn touches(&self, end: usize, next: usize) -> bool {
        self.numerals.get(next).is_some_and(|numeral| {
            numeral.span.start >= end && Span::new(end, numeral.span.start).of(self.text).trim().is_empty()
        })
    }

    fn first_behind(&self, end: usize, next: usize) -> usize {
        (next..self.numerals.len())
            .find(|&index| {
                self.numerals
                    .get(index)
                    .is_some_and(|numeral| numeral.span.start >= end)
            })
            .unwrap_or(self.numerals.len())
    }

    fn rest(&self, at: usize) -> &str {
        Span::new(at, self.text.len()).of(self.text)
    }
}

/// `text` without the spaces at its beginning that may stand inside a date.
#[inline]
fn skip_spaces(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(b' ' | 0xe3) => text.trim_start_matches([' ', '\u{3000}']),
        _ => text,
    }
}

/// An end of a period is what 到 and 至 need to mean by then.
const fn role_of(part: Part) -> Role {
    match (part.silent, part.is_end) {
        (true, _) => Role::Silent,
        (false, true) => Role::Until,
        (false, false) => Role::At,
    }
}

/// The fields above the last one that `moment` names, which the other end of a span shares.
const fn open_fields(moment: Moment) -> Moment {
    match (moment.day, moment.months) {
        (Some(_), _) => Moment { day: None, ..moment },
        (None, Some(_)) => Moment { months: None, ..moment },
        (None, None) => Moment {
            year: None,
            months: None,
            day: None,
        },
    }
}
