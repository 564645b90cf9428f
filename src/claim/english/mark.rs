//! The marks of an English sentence: numbers, dates, places in an order, set phrases and shapes.

use rust_decimal::Decimal;

use super::beside::{is_compared, names_noun};
use crate::claim::mark::{Mark, What};
use crate::lexicon::{Aside, Kind, Lexicon, UnitKind};
use crate::number::english::{self as number, Form, Found, Sort, Text};
use crate::period::{self, en};
use crate::quantity::english::{self as quantity, Measured};
use crate::span::Span;

/// The reason of the shape that dates in figures have.
const ISO_DATE: &str = "iso_date";

/// What no reading takes up.
const REST: Aside = Aside {
    kind: Kind::Label,
    why: "bare_number",
};

/// A mark with its tokens.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// The mark.
    pub mark: Mark,
    /// The first token, cues included.
    pub first: usize,
    /// The token behind it, cues included.
    pub end: usize,
    /// The first token of the number itself.
    pub number: usize,
    /// What kind of number it is.
    pub sort: Sort,
}

/// The marks of the sentence in order. `starts` are the places of digits and Chinese numerals, none of which is lost.
pub(super) fn read(text: &Text<'_>, starts: &[usize], lexicon: &Lexicon) -> Vec<Marked> {
    let mut marks: Vec<Marked> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match one(text, at, &marks, lexicon) {
            Some(mut marked) => {
                at = marked.end.max(at + 1);
                // No two marks share a byte.
                let floor = marks.last().map_or(0, |last| last.mark.span.end);
                marked.mark.span.start = marked.mark.span.start.max(floor);
                marks.push(marked);
            }
            None => at += 1,
        }
    }
    share_units(text, &mut marks);
    compared_units(text, &mut marks);
    spanned_units(text, &mut marks);
    super::proportion::join(text, &mut marks);
    with_rest(text, starts, marks)
}

/// The mark that begins at token `at`.
fn one(text: &Text<'_>, at: usize, marks: &[Marked], lexicon: &Lexicon) -> Option<Marked> {
    let floor = marks.last().map_or(0, |last| last.mark.span.end);
    let name = text.phrase(at, &text.words.names).filter(|(end, _)| {
        let last = text.words.number(text.word(end - 1)).is_some();
        !last || text.phrase(*end, &text.words.units).is_none()
    });
    if let Some((end, aside)) = name {
        return Some(aside_mark(text, at, end, *aside));
    }
    let shape = shape(text, at, floor, lexicon);
    // A shape wins over what it holds, and so does what reaches further over a shape.
    let reaches = |end: usize| shape.as_ref().is_none_or(|shape| end > shape.mark.span.end);
    if let Some(dated) = dated(text, at).filter(|dated| reaches(dated.mark.span.end)) {
        return Some(dated);
    }
    let found = number::read(text, at).filter(|found| text.start(at) >= floor && reaches(found.numeral.span.end));
    found.map(|found| numeral(text, &found, lexicon)).or(shape)
}

fn dated(text: &Text<'_>, at: usize) -> Option<Marked> {
    let dated = en::read(text, at)?;
    let span = dated.date.span;
    Some(Marked {
        mark: Mark {
            span,
            full: span,
            what: What::Date(dated.date),
        },
        first: at,
        end: dated.end,
        number: at,
        sort: Sort::Cardinal,
    })
}

fn aside_mark(text: &Text<'_>, first: usize, end: usize, aside: Aside) -> Marked {
    let span = Span::new(text.start(first), text.end(end - 1));
    Marked {
        mark: Mark {
            span,
            full: span,
            what: What::Aside(aside),
        },
        first,
        end,
        number: first,
        sort: Sort::Cardinal,
    }
}

/// An address, a telephone number, a citation: what holds digits and counts nothing. It may begin before the digits.
fn shape(text: &Text<'_>, at: usize, floor: usize, lexicon: &Lexicon) -> Option<Marked> {
    if !text.is(at, Form::Digits) {
        return None;
    }
    let start = text.start(at);
    let (span, aside) = lexicon.finder.find(text.text, floor, start, &lexicon.characters)?;
    let limit = text.tokens.last().map_or(span.end, |last| last.span.end);
    let span = Span::new(span.start.max(floor), span.end.min(limit));
    let end = text.tokens.partition_point(|token| token.span.start < span.end);
    let date = (aside.why == ISO_DATE)
        .then(|| period::in_figures(text.text, span, &lexicon.periods))
        .flatten();
    Some(Marked {
        mark: Mark {
            span,
            full: span,
            what: date.map_or(What::Aside(aside), What::Date),
        },
        first: at,
        end: end.max(at + 1),
        number: at,
        sort: Sort::Cardinal,
    })
}

fn numeral(text: &Text<'_>, found: &Found, lexicon: &Lexicon) -> Marked {
    let measured = match found.sort {
        Sort::Ordinal => Measured {
            quantity: quantity::plain(found),
            first: found.first,
            end: found.end,
        },
        Sort::Cardinal | Sort::Half => quantity::read(text, found, lexicon),
    };
    let mark = Mark {
        span: measured.quantity.span,
        full: measured.quantity.full,
        what: What::Quantity(measured.quantity),
    };
    Marked {
        mark,
        first: measured.first,
        end: measured.end,
        number: found.first,
        sort: found.sort,
    }
}

/// How many tokens may stand between a figure and the one that it is compared with.
const FAR: usize = 6;

/// Percentages of one list are not so many times apart.
const FARTHEST: u32 = 50;

/// The mark before mark `index`, and that mark.
fn neighbours(marks: &mut [Marked], index: usize) -> Option<(&mut Marked, &mut Marked)> {
    let (before, behind) = marks.split_at_mut_checked(index)?;
    before.last_mut().zip(behind.first_mut())
}

/// 4.2 and 0.7 percentage points: a bare number takes the unit of the one that is joined to it.
fn share_units(text: &Text<'_>, marks: &mut [Marked]) {
    let mut shared = marks.len();
    for index in (1..marks.len()).rev() {
        let earlier = index.checked_sub(2).and_then(|at| marks.get(at)?.end.into());
        let start = marks.get(index - 1).map_or(0, |first| first.first);
        let listed = earlier.is_some_and(|end: usize| end + 1 == start && text.word(end) == ",");
        let Some((first, second)) = neighbours(marks, index) else {
            continue;
        };
        let joint = second.first.saturating_sub(first.end);
        let joined = (1..=2).contains(&joint)
            && (first.end..second.first).all(|at| {
                matches!(text.word(at), "," | "&" | "/") || text.roles(at).has(crate::lexicon::Role::Conjunction)
            });
        // 0.72, 95%: a comma alone joins them only where the list goes on with a word.
        let comma = joint == 1 && text.word(first.end) == ",";
        let joined = joined && (!comma || shared == index);
        let (What::Quantity(a), What::Quantity(b)) = (&mut first.mark.what, &second.mark.what) else {
            continue;
        };
        let measured = matches!(b.kind(), Some(UnitKind::Ratio | UnitKind::Measure));
        let alike = first.sort == Sort::Cardinal && a.numeral.script == b.numeral.script && !a.numeral.scaled;
        // 9,858 or 60 percent: what is so many times as great is no percentage beside another.
        let least = a.value.and_then(|value| value.checked_div(FARTHEST.into()));
        let hundred = Some(Decimal::ONE_HUNDRED);
        let near = b.kind() != Some(UnitKind::Ratio) || least <= b.value && (a.value <= hundred || b.value > hundred);
        // 42, or 65 percent, of them: a comma before the joint parts what is said in two ways, but in a list of three.
        let parted = joint == 2 && text.word(first.end) == "," && b.kind() == Some(UnitKind::Ratio) && !listed;
        if joined && !parted && measured && alike && near && a.measure.is_none() {
            a.share_unit(b);
            shared = index - 1;
        }
    }
}

/// 41 seconds, down from 58: a bare number takes the unit of the figure before that is compared with it.
fn compared_units(text: &Text<'_>, marks: &mut [Marked]) {
    for index in 1..marks.len() {
        let Some((first, second)) = neighbours(marks, index) else {
            continue;
        };
        let near = second.first.saturating_sub(first.end) <= FAR && is_compared(text, second.first);
        let (What::Quantity(a), What::Quantity(b)) = (&first.mark.what, &mut second.mark.what) else {
            continue;
        };
        let kinds = [UnitKind::Age, UnitKind::Measure, UnitKind::Time, UnitKind::Verbal];
        let shared = a.kind().is_some_and(|kind| kinds.contains(&kind)) && !names_noun(text, second.end);
        if near && shared && b.measure.is_none() && !b.numeral.scaled {
            b.share_unit(a);
        }
    }
}

/// From 212 to 251 kilometres: the first of two levels takes the unit that stands behind the second.
fn spanned_units(text: &Text<'_>, marks: &mut [Marked]) {
    let grammar = &text.words.grammar;
    for index in 1..marks.len() {
        let Some((first, second)) = neighbours(marks, index) else {
            continue;
        };
        let from = grammar.from.holds(text.word(first.first.wrapping_sub(1)));
        let joined = first.end + 1 == second.first && grammar.to.holds(text.word(first.end));
        let (What::Quantity(a), What::Quantity(b)) = (&mut first.mark.what, &second.mark.what) else {
            continue;
        };
        let behind = b
            .measure
            .as_ref()
            .is_some_and(|measure| measure.span.start >= b.numeral.span.end);
        if from && joined && behind && a.measure.is_none() && !a.numeral.scaled && !b.numeral.scaled {
            a.share_unit(b);
        }
    }
}

/// Adds what no reading took up, so that every numeral is accounted for.
fn with_rest(text: &Text<'_>, starts: &[usize], mut marks: Vec<Marked>) -> Vec<Marked> {
    let held = marks.len();
    let mut rest: Option<Marked> = None;
    for &start in starts {
        let inside = |marked: &Marked| marked.mark.span.start <= start && start < marked.mark.span.end;
        let known = marks.get(..held).unwrap_or_default();
        let place = known.partition_point(|marked| marked.mark.span.end <= start);
        let next = known.get(place);
        if next.is_some_and(inside) || rest.as_ref().is_some_and(inside) {
            continue;
        }
        let at = text.tokens.partition_point(|token| token.span.end <= start);
        if text.token(at).is_none_or(|token| token.span.start > start) {
            continue;
        }
        let next = next.map(|marked| marked.mark.span.start);
        let end = text.end(at).min(next.unwrap_or(usize::MAX));
        if let Some(run) = rest.as_mut().filter(|run| run.mark.span.end == start) {
            (run.mark.span.end, run.mark.full.end) = (end, end);
            continue;
        }
        marks.extend(rest.take());
        let mut marked = aside_mark(text, at, at + 1, REST);
        let span = Span::new(start, end);
        (marked.mark.span, marked.mark.full) = (span, span);
        rest = Some(marked);
    }
    marks.extend(rest);
    if marks.len() > held {
        marks.sort_by_key(|marked| marked.mark.span.start);
    }
    marks
}
