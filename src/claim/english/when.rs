//! When the claims of an English sentence hold, by its dates: those behind a number in its clause, else those before.

use super::beside::{self, is_compared};
use super::mark::Marked;
use crate::claim::mark::What;
use crate::lexicon::{Aside, Kind, Role as Word};
use crate::number::english::Text;
use crate::period::{Date, Period, Role};

/// How many tokens behind a number its own date may stand, where they are no words of dates.
const NEAR: usize = 1;

/// The dates of a sentence that say when.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    /// Each with the token behind it and the mark that it is.
    periods: Vec<(usize, usize, Option<Period>)>,
    /// The marks of dates that belong to a figure with which others are compared.
    compared: Vec<usize>,
    /// Whether a year stands for the whole of the sentence's figures.
    only: bool,
    /// The last year that the sentence names.
    pub year: Option<i32>,
}

impl Times {
    /// Reads the dates among `marks`; `before` is the year that the sentence before names.
    pub fn read(text: &Text<'_>, marks: &[Marked], verdicts: &[Aside], before: Option<i32>) -> Self {
        let mut times = Self::default();
        for (index, (marked, verdict)) in marks.iter().zip(verdicts).enumerate() {
            let What::Date(date) = &marked.mark.what else { continue };
            if verdict.kind != Kind::Date || matches!(date.role, Role::Compared | Role::Silent) {
                continue;
            }
            let known = times.year.or(before).or_else(|| next_year(marks, index));
            times.year = year(date).or(times.year);
            if date.from.is_part() && date.from.in_year(known).year.is_none() {
                continue;
            }
            times.periods.push((marked.first, index, date.period(known)));
            let inside = leads(text, marked) || is_enclosed(text, marks, verdicts, index);
            if inside || is_of_compared(text, marks, verdicts, index) {
                times.compared.push(index);
            }
        }
        times.only = times.periods.len() == 1 && times.compared.is_empty();
        times
    }

    /// When the claim of mark `index` holds.
    pub fn at(&self, text: &Text<'_>, marks: &[Marked], index: usize) -> Option<Period> {
        let period = self.dated(text, marks, index);
        match marks.get(index).and_then(|claim| earlier(text, claim)) {
            Some(true) => period.and_then(Period::year_before),
            Some(false) => None,
            None => period,
        }
    }

    /// The period that a date of the sentence says.
    fn dated(&self, text: &Text<'_>, marks: &[Marked], index: usize) -> Option<Period> {
        if self.only {
            return self.periods.first().and_then(|(.., period)| *period);
        }
        let claim = marks.get(index)?;
        let led = self.periods.iter().find(|(_, mark, _)| *mark + 1 == index);
        if let Some((.., period)) = led.filter(|(_, mark, _)| marks.get(*mark).is_some_and(|date| leads(text, date))) {
            return *period;
        }
        let behind = self.periods.iter().find(|(_, mark, _)| *mark == index + 1);
        let near = behind.filter(|(first, mark, _)| {
            if marks.get(*mark).is_some_and(|date| leads(text, date)) {
                return false;
            }
            let between = claim.end..*first;
            let bare = between
                .clone()
                .all(|at| text.word(at) != "," && !text.roles(at).has(Word::Verb));
            let pointed = text.words.grammar.definite.holds(text.word(first.wrapping_sub(1)));
            let used = text
                .phrase_before(first - usize::from(pointed), &text.words.uses)
                .is_some_and(|(start, _)| start == claim.end);
            bare && (used || first.saturating_sub(claim.end) <= NEAR)
        });
        if let Some((.., period)) = near {
            return *period;
        }
        let mut others = self.periods.iter().filter(|(_, mark, _)| !self.compared.contains(mark));
        let before = others.clone().rev().find(|(_, mark, _)| *mark < index);
        before
            .or_else(|| others.find(|(_, mark, _)| *mark > index))
            .and_then(|(.., period)| *period)
    }
}

/// Down from 5.5% a year earlier, a month ago, last year: whether the figure is that of the time before, and whether that
/// is a year.
fn earlier(text: &Text<'_>, claim: &Marked) -> Option<bool> {
    let grammar = &text.words.grammar;
    let at = claim.end;
    let counted = grammar.article.holds(text.word(at)) && grammar.ago.holds(text.word(at + 2));
    let inside = at + usize::from(grammar.inside.holds(text.word(at)));
    let inside = inside + usize::from(grammar.definite.holds(text.word(inside)));
    let named = grammar.spell.holds(text.word(inside)) && is_compared(text, claim.first);
    let time = if counted { at + 1 } else { inside + 1 };
    let timed = text.roles(time).has(Word::Time) && (counted || named);
    timed.then(|| grammar.year.holds(text.word(time)))
}

/// The claim right before the date of mark `index`, and that date.
fn claim_before<'m>(marks: &'m [Marked], verdicts: &[Aside], index: usize) -> Option<(&'m Marked, &'m Marked)> {
    let before = index.checked_sub(1)?;
    let claim = verdicts.get(before).is_some_and(|verdict| verdict.kind == Kind::Claim);
    marks.get(before).filter(|_| claim).zip(marks.get(index))
}

/// 3.2% (4.1% in 2019): whether the date of mark `index` stands in brackets with a claim before it, to which it belongs.
fn is_enclosed(text: &Text<'_>, marks: &[Marked], verdicts: &[Aside], index: usize) -> bool {
    let Some((claim, date)) = claim_before(marks, verdicts, index) else {
        return false;
    };
    let opens = claim.first > 0 && text.word(claim.first - 1) == "(";
    opens && (claim.end..date.first).all(|at| text.word(at) != ")")
}

/// £18,400 (2023: £16,200): whether a date in brackets leads to the figures behind it, and to no others.
fn leads(text: &Text<'_>, date: &Marked) -> bool {
    beside::leads(text, date.first, date.end)
}

/// Whether the date of mark `index` stands behind a figure that another is compared with: down from 5.5% in 2022.
fn is_of_compared(text: &Text<'_>, marks: &[Marked], verdicts: &[Aside], index: usize) -> bool {
    let Some((claim, date)) = claim_before(marks, verdicts, index) else {
        return false;
    };
    let used = text.phrase_before(date.first, &text.words.uses);
    let near = used.is_some_and(|(start, _)| start == claim.end) || date.first == claim.end;
    near && is_compared(text, claim.first)
}

fn year(date: &Date) -> Option<i32> {
    date.to.and_then(|to| to.year).or(date.from.year)
}

/// from May 1 to June 30, 2020: the year of the date behind.
fn next_year(marks: &[Marked], index: usize) -> Option<i32> {
    marks
        .iter()
        .skip(index + 1)
        .find_map(|marked| match &marked.mark.what {
            What::Date(date) => Some(year(date)),
            _ => None,
        })?
}
