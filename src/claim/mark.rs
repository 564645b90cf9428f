//! Marks: every numeral of a passage, read as a quantity or a date, or found inside a shape that counts nothing.

use crate::lexicon::{Aside, Kind, Lexicon, UnitKind};
use crate::number::{self, Numeral, Reading};
use crate::period::{self, Date};
use crate::quantity::{self, Quantity};
use crate::span::Span;

/// The reason of the shape that dates in figures have.
const ISO_DATE: &str = "iso_date";

/// What is left of a numeral whose beginning belongs to another.
const REST: Aside = Aside {
    kind: Kind::Label,
    why: "bare_number",
};

/// What a mark is.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "most are quantities, and a box costs an allocation for each"
)]
pub(super) enum What {
    /// A number, perhaps with a unit.
    Quantity(Quantity),
    /// A date.
    Date(Date),
    /// A shape or word that counts nothing.
    Aside(Aside),
}

/// One or more numerals that are read together.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The text that counts as the numeral's own.
    pub span: Span,
    /// The same with the cues beside it.
    pub full: Span,
    /// What it is.
    pub what: What,
}

/// Puts into `marks` those of a passage in order. `text` is folded to simplified characters, `written` is the same as it
/// stands, and at `starts` characters stand that may begin a number.
pub(super) fn read(
    text: &str,
    written: &str,
    starts: &[usize],
    found: &mut Found,
    marks: &mut Vec<Mark>,
    lexicon: &Lexicon,
) {
    found.find(text, starts, lexicon);
    let Found { numerals, asides } = found;
    marks.clear();
    let held = |&(span, aside): &(Span, Aside)| held(text, span, aside, lexicon);
    let (mut next, mut aside) = (0, 0);
    while let Some(rest) = numerals.get(next..).filter(|rest| !rest.is_empty()) {
        let place = marks.len();
        next += one(text, written, rest, marks, lexicon).max(1);
        let Some(start) = marks.get(place).map(|mark| mark.span.start) else {
            continue;
        };
        let before = asides.get(aside..).unwrap_or_default().iter();
        let before = before.take_while(|(span, _)| span.start <= start).count();
        let held = asides.iter().skip(aside).take(before).map(held);
        if before > 0 {
            drop(marks.splice(place..place, held));
            aside += before;
        }
    }
    marks.extend(asides.iter().skip(aside).map(held));
    if marks.is_sorted_by(|before, behind| before.span.end <= behind.span.start) {
        return;
    }
    marks.sort_by_key(|mark| mark.span.start);
    if !marks.is_sorted_by(|before, behind| before.span.end <= behind.span.start) {
        *marks = apart(text, std::mem::take(marks), lexicon);
    }
}

/// What begins inside the mark before it has been read with that one: 四季 in 四季度, 五 in 四成五. A part that
/// reaches beyond it stays as a numeral that tells nothing.
fn apart(text: &str, marks: Vec<Mark>, lexicon: &Lexicon) -> Vec<Mark> {
    let mut free: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        let end = free.last().map_or(0, |last| last.span.end);
        if mark.span.start >= end {
            free.push(mark);
        } else if mark.span.end > end {
            let span = Span::new(end, mark.span.end);
            let numeral = |character: char| number::is_digit(character) || lexicon.numerals.sign(character).is_some();
            if span.of(text).contains(numeral) {
                free.push(Mark {
                    span,
                    full: span,
                    what: What::Aside(REST),
                });
            }
        }
    }
    free
}

/// The mark of a shape or word; a date in figures is a date like any other.
fn held(text: &str, span: Span, aside: Aside, lexicon: &Lexicon) -> Mark {
    let date = (aside.why == ISO_DATE)
        .then(|| period::in_figures(text, span, &lexicon.periods))
        .flatten();
    Mark {
        span,
        full: span,
        what: date.map_or(What::Aside(aside), What::Date),
    }
}

/// The numerals of a passage, and what holds numerals without counting. The room is used again for every passage.
#[derive(Default)]
pub(super) struct Found {
    numerals: Vec<Numeral>,
    asides: Vec<(Span, Aside)>,
}

impl Found {
    /// Finds them at `starts` in `text`.
    fn find(&mut self, text: &str, starts: &[usize], lexicon: &Lexicon) {
        self.numerals.clear();
        self.asides.clear();
        let mut at = 0;
        for &noted in starts {
            if noted < at {
                continue;
            }
            let count = self.numerals.len();
            let found = lexicon.finder.find(text, at, noted, &lexicon.characters);
            let start = found.map_or(noted, |(span, _)| span.start);
            if let Some((span, aside)) = found
                && number::is_short(Span::new(start, text.len()).of(text), lexicon)
            {
                self.asides.push((span, aside));
                at = span.end;
                continue;
            }
            let is_sign = lexicon.numerals.begins_sign(Span::new(start, text.len()).of(text));
            if !is_sign {
                self.numerals.extend(number::read(text, start, lexicon));
            }
            at = match (found, self.numerals.get_mut(count)) {
                (Some((span, aside)), numeral)
                    if numeral.as_ref().is_none_or(|numeral| numeral.span.end <= span.end) =>
                {
                    self.numerals.truncate(count);
                    self.asides.push((span, aside));
                    span.end
                }
                (_, Some(numeral)) => {
                    // It takes no character in that stands before byte `at`, which belongs to another.
                    numeral.span.start = numeral.span.start.max(at);
                    numeral.span.end
                }
                (_, None) => text.ceil_char_boundary(start + 1),
            };
        }
    }
}

/// Adds the mark that begins with the first numeral, and says how many numerals it takes in.
fn one(text: &str, written: &str, numerals: &[Numeral], marks: &mut Vec<Mark>, lexicon: &Lexicon) -> usize {
    if let Some(date) = period::read(text, numerals, &lexicon.periods) {
        marks.push(Mark {
            span: date.span,
            full: date.span,
            what: What::Date(date),
        });
        return date.numerals;
    }
    let Some(first) = numerals.first() else { return 1 };
    let quantity = quantity::read(text, written, first, numerals, lexicon);
    let used = quantity.numerals;
    if is_numeral(text, &quantity, lexicon) {
        marks.push(Mark {
            span: quantity.span,
            full: quantity.full,
            what: What::Quantity(quantity),
        });
    }
    used
}

/// A half and an untold digit are numerals only with a unit that can be halved or counted.
fn is_numeral(text: &str, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let numeral = quantity.numeral.span.of(text);
    let single = numeral.chars().count() == 1;
    match quantity.numeral.reading {
        Reading::Fraction(_) if single && numeral.starts_with(lexicon.numerals.half) => {
            matches!(
                quantity.kind(),
                Some(UnitKind::Measure | UnitKind::Time | UnitKind::Money)
            )
        }
        Reading::Several(..) if single => quantity.measure.is_some(),
        _ => true,
    }
}
