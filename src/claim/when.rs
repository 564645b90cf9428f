//! When claims hold: by the dates of their own sentence, or carried over from the sentence before where that is certain.

use std::sync::Arc;

use crate::lexicon::{Periods, begins, ends};
use crate::period::{Date, Moment, Period, Role};
use crate::span::{Span, trim_end};

/// Two dates of a list are no further apart, in bytes.
const JOINT: usize = 3;

/// What one sentence hands on to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Carry {
    /// The period of the sentence's last claim, or of its opening where it has none.
    pub period: Option<Period>,
    /// The year that it names.
    pub year: Option<i32>,
    /// Whether it has claims.
    pub has_claims: bool,
    /// Whether it opens with a year.
    pub opens: bool,
    /// Metric and unit of its last claim, which the parts in the next sentence belong to.
    pub whole: Option<(Arc<str>, Option<Arc<str>>)>,
}

/// The dates of a sentence that say when, each with the place from which it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    periods: Vec<(usize, Option<Period>)>,
    carried: Option<Period>,
    /// The last year that the sentence names.
    pub year: Option<i32>,
    /// Whether the sentence opens with a year.
    pub opens: bool,
}

impl Times {
    /// Reads the dates of `sentence`.
    pub fn read<'d>(
        text: &str,
        sentence: Span,
        dates: impl Iterator<Item = &'d Date>,
        before: &Carry,
        words: &Periods,
    ) -> Self {
        let mut times = Self {
            carried: carried(sentence.of(text), before, words),
            ..Self::default()
        };
        for date in dates {
            times.take(text, sentence, date, before, words);
        }
        times.take_relative(text, sentence, words);
        times.take_whole_years(text, sentence, words);
        times
    }

    /// When a claim at byte `at` holds.
    pub fn at(&self, at: usize) -> Option<Period> {
        match self.periods.iter().rev().find(|(from, _)| *from <= at) {
            Some((_, period)) => *period,
            None => self.carried,
        }
    }

    /// The last `count` dates before byte `at` that say when, where they stand in one list.
    pub fn list(&self, at: usize, count: usize) -> Option<Vec<Period>> {
        let before: Vec<Period> = self
            .periods
            .iter()
            .filter(|(from, _)| *from <= at)
            .filter_map(|(_, period)| *period)
            .collect();
        (before.len() == count && count > 1).then_some(before)
    }

    /// 今年, 去年底: whatever they say, it is not the date before them.
    fn take_relative(&mut self, text: &str, sentence: Span, words: &Periods) {
        let Some(&(first, _)) = self.periods.first() else {
            return;
        };
        let mut from = first;
        while let Some((at, word)) = words.first_relative(Span::new(from, sentence.end).of(text)) {
            let place = from + at;
            let ahead = Span::new(sentence.start, place).of(text);
            let compared = ends(ahead, &words.compared).is_some();
            if !compared {
                self.periods.push((place + word.len(), None));
            }
            // A word may begin inside another.
            from = text.ceil_char_boundary(place + 1);
        }
        self.periods.sort_by_key(|(from, _)| *from);
    }

    /// 比2022年的356万册次增加56万册次: the level that is compared with is of that date.
    fn take_earlier(&mut self, text: &str, sentence: Span, date: &Date, before: &Carry, words: &Periods) {
        let rest = Span::new(date.span.end, sentence.end).of(text);
        let Some(length) = end_of_level(rest, words) else {
            return;
        };
        let last = self.periods.last().and_then(|(_, period)| *period).or(self.carried);
        let said = Date {
            role: Role::At,
            ..*date
        };
        let own = said.period(self.year.or(before.year));
        self.periods.push((date.span.end, own));
        self.periods.push((date.span.end + length, last));
    }

    /// 一季度3.2万吨，全年15.6万吨: the whole year of the date before.
    fn take_whole_years(&mut self, text: &str, sentence: Span, words: &Periods) {
        let Some(&(mut from, _)) = self.periods.first() else {
            return;
        };
        let mut found = Vec::new();
        while let Some(at) = words.whole_year.find(Span::new(from, sentence.end).of(text)) {
            let place = from + at;
            from = text.ceil_char_boundary(place + 1);
            let clause = Span::new(sentence.start, place).of(text).trim_end();
            if clause.ends_with(['，', '；', '、', ',', ';'])
                && let Some(
                    Period::At(Moment { year: Some(year), .. }) | Period::Between(_, Moment { year: Some(year), .. }),
                ) = self.at(place)
            {
                let year = Moment {
                    year: Some(year),
                    ..Moment::default()
                };
                found.push((place, Some(Period::At(year))));
            }
        }
        self.periods.extend(found);
        self.periods.sort_by_key(|(from, _)| *from);
    }

    fn take(&mut self, text: &str, sentence: Span, date: &Date, before: &Carry, words: &Periods) {
        if date.role == Role::Compared {
            self.take_earlier(text, sentence, date, before, words);
        }
        if matches!(date.role, Role::Compared | Role::Silent) {
            return;
        }
        let known = self.year.or(before.year);
        let ahead = Span::new(sentence.start, date.span.start).of(text);
        if self.periods.is_empty() && date.from.year.is_some() && is_opening(ahead, words) {
            self.opens = true;
        }
        self.year = date.to.and_then(|to: Moment| to.year).or(date.from.year).or(self.year);
        let aside = is_aside(text, date.span);
        if !aside {
            let last = self.periods.last().copied();
            let listed = last.is_some_and(|(end, _)| date.span.start.saturating_sub(end) <= JOINT);
            let rest = Span::new(date.span.end, sentence.end).of(text);
            self.periods.push((date.span.end, date.period(known)));
            let left = ends(trim_end(ahead), &words.left).and_then(|_| end_of_level(rest, words));
            if let Some(length) = end_of_comparison(ahead, rest, listed, words).or(left) {
                self.periods
                    .push((date.span.end + length, last.and_then(|(_, period)| period)));
            }
        }
    }
}

/// Where a level ends that stands right behind its date, and words say that it moved: 的356万册次 of 的356万册次增加56万册次.
fn end_of_level(rest: &str, words: &Periods) -> Option<usize> {
    // At most one word stands between, and no mark behind which another date may stand.
    let mut ahead = rest.chars();
    let first = ahead.next()?;
    let behind = first.is_alphabetic() && ahead.next().is_some_and(|digit| digit.is_ascii_digit());
    let level = first.is_ascii_digit() || behind;
    let clause = rest.split(['，', ',', '；', '。']).next()?;
    words.moved.find(clause).filter(|_| level)
}

/// Where the comparison ends that holds a date, if one does: 与2022年的30场相比. What is said behind it is not of that date.
/// A date right ahead makes a list of the two instead.
fn end_of_comparison(ahead: &str, rest: &str, listed: bool, words: &Periods) -> Option<usize> {
    ends(trim_end(ahead), &words.beside).filter(|_| !listed)?;
    let clause = rest.split(['，', ',', '；']).next().unwrap_or_default();
    words.compared_after.find(clause)
}

/// A date in brackets of its own is a remark: 今天（1月18日）.
fn is_aside(text: &str, span: Span) -> bool {
    let before = Span::new(0, span.start).of(text).trim_end();
    let after = Span::new(span.end, text.len()).of(text).trim_start();
    before.ends_with(['（', '(']) && after.starts_with(['）', ')'])
}

fn is_opening(ahead: &str, words: &Periods) -> bool {
    let ahead = ahead.trim_matches(['\u{3000}', ' ', '，', '“', '"']);
    ahead.is_empty() || ends(ahead, &words.opening).is_some_and(|word| word.len() == ahead.len())
}

/// The period of the sentence before, where this one goes on with it.
fn carried(sentence: &str, before: &Carry, words: &Periods) -> Option<Period> {
    let overview = before.opens && !before.has_claims;
    before.period.filter(|_| goes_on(sentence, words) || overview)
}

/// Whether a sentence tells parts of what the sentence before it told: it opens with 其中, 分产业看 or the like.
pub(super) fn goes_on(sentence: &str, words: &Periods) -> bool {
    let sentence = sentence.trim_start_matches(['\u{3000}', ' ', '“', '"']);
    begins(sentence, &words.carry).is_some() || by(sentence, words)
}

/// 分产业看, 按地域分: the first clause has both words.
fn by(sentence: &str, words: &Periods) -> bool {
    let clause = || sentence.split(['，', ',', '。', '；']).next().unwrap_or_default();
    words
        .carry_by
        .iter()
        .any(|(first, last)| sentence.starts_with(first.as_str()) && clause().ends_with(last.as_str()))
}
