//! Quantities of English prose: a number with currency, unit, cues and the other end of a range.

mod age;
mod fit;
mod small;

use std::sync::Arc;

use fit::fits;

use super::{Measure, Quantity, cue, is_rounded, qualifier, range, unit};
use crate::lexicon::{EnglishUnit, Lexicon, List, Phrase, Role, Spelled, UnitKind, When, plain_name};
use crate::number::english::{self, Form, Found, Text};
use crate::number::{Numeral, Reading, Script};
use crate::span::Span;

/// The unit of multiples.
const TIMES: &str = "times";

/// How many tokens before a number a word of rise or fall may stand that makes a range two levels.
const REACH: usize = 12;

/// A quantity as tokens.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The quantity.
    pub quantity: Quantity,
    /// The first token, cues included.
    pub first: usize,
    /// The token behind it, cues included.
    pub end: usize,
}

/// The quantity that begins with the number `found`.
pub fn read(text: &Text<'_>, found: &Found, lexicon: &Lexicon) -> Measured {
    let first = one(text, found, lexicon);
    let first = match other_end(text, &first, lexicon) {
        Some(both) => both,
        None => small::take(text, first),
    };
    age::take(text, qualify(text, first))
}

/// `found` without unit and cues.
pub fn plain(found: &Found) -> Quantity {
    let numeral = found.numeral;
    quantity(numeral, numeral.span, None, false)
}

fn quantity(numeral: Numeral, span: Span, measure: Option<Measure>, negative: bool) -> Quantity {
    let interval = numeral.interval(is_rounded(measure.as_ref()));
    Quantity {
        value: numeral.value().map(|value| if negative { -value } else { value }),
        interval: if negative { interval.negated() } else { interval },
        qualifier: qualifier(&numeral),
        numeral,
        numerals: 1,
        span,
        full: span,
        measure,
        great: false,
        cued: false,
    }
}

/// One number with its unit.
fn one(text: &Text<'_>, found: &Found, lexicon: &Lexicon) -> Measured {
    let (mut first, mut start, mut negative) = (found.first, found.numeral.span.start, false);
    if text.words.grammar.minus.holds(text.word(first.wrapping_sub(1))) {
        first -= 1;
        (start, negative) = (text.start(first), true);
    }
    let mut lead = unit::sign(text.text, &found.numeral, lexicon);
    if let Some(inner) = behind_currency(text, found, lexicon) {
        lead = inner;
    }
    if lead.negative {
        (start, negative) = (lead.start, true);
    }
    let behind = times(text, found).or_else(|| behind(text, found));
    let before = lead
        .prefix
        .filter(|_| found.numeral.script == Script::Arabic)
        .map(|prefix| {
            let name = Arc::from(lexicon.units.canonical(&plain_name(prefix.of(text.text))));
            (prefix, name)
        });
    if let Some((prefix, _)) = &before {
        start = start.min(prefix.start);
    }
    first = (0..=first).rev().find(|at| text.start(*at) <= start).unwrap_or(first);
    let mut end = found.end;
    let measure = match (behind, before) {
        (Some((behind, measure)), before) if before.is_none() || measure.unit.kind == UnitKind::Money => {
            end = behind;
            Some(measure)
        }
        (_, Some((prefix, name))) => lexicon.units.at_end(prefix.of(text.text)).map(|(_, unit)| Measure {
            name,
            unit: Arc::clone(unit),
            span: Span::new(prefix.start, text.end(end.saturating_sub(1))),
        }),
        _ => None,
    };
    let measure = measure.map(|measure| {
        let (behind, measure) = per(text, end, measure);
        end = behind;
        measure
    });
    let span = Span::new(start, text.end(end.saturating_sub(1)));
    Measured {
        quantity: quantity(found.numeral, span, measure, negative),
        first,
        end,
    }
}

/// $-99.99: a minus sign between the currency and the number.
fn behind_currency(text: &Text<'_>, found: &Found, lexicon: &Lexicon) -> Option<unit::Lead> {
    let minus = found
        .first
        .checked_sub(1)
        .filter(|at| matches!(text.word(*at), "-" | "−"))?;
    let before = Span::new(0, text.start(minus)).of(text.text);
    let (form, _) = lexicon
        .units
        .at_end(before)
        .filter(|_| text.glued(minus) && text.glued(found.first))?;
    Some(unit::Lead {
        start: before.len() - form.len(),
        negative: true,
        prefix: Some(Span::new(before.len() - form.len(), before.len())),
    })
}

/// The unit behind a number, and the token behind that.
fn behind(text: &Text<'_>, found: &Found) -> Option<(usize, Measure)> {
    let hyphen = usize::from(text.is_hyphen(found.end) && text.glued(found.end));
    let at = found.end + hyphen;
    let (end, english) = unit_at(text, at, Some(found))?;
    // A sign before digits belongs to them.
    let leads = english.unit.kind == UnitKind::Money && text.is(at, Form::Mark) && text.is(end, Form::Digits);
    // 75 USD million
    let scale = found.numeral.scaled && matches!(text.words.number(text.word(end)), Some(Spelled::Scale(3..)));
    let scaled = usize::from(english.unit.kind == UnitKind::Money && scale && end == at + 1);
    (!leads).then(|| (end + scaled, measure(text, at, end, english)))
}

/// twice as many: the number is a multiple by itself.
fn times(text: &Text<'_>, found: &Found) -> Option<(usize, Measure)> {
    let multiple = matches!(text.words.number(text.word(found.first)), Some(Spelled::Times(_)));
    let english = text
        .words
        .units
        .beginning(TIMES)
        .iter()
        .find(|unit| unit.known.when == When::Compared)?;
    multiple.then(|| {
        let name = Arc::from(TIMES);
        let unit = Arc::clone(&english.known.unit);
        let end = found.numeral.span.end;
        let span = Span::new(end, end);
        (found.end, Measure { name, unit, span })
    })
}

fn measure(text: &Text<'_>, at: usize, end: usize, english: &EnglishUnit) -> Measure {
    let span = Span::new(text.start(at), text.end(end.saturating_sub(1)));
    Measure {
        name: english.name.clone().unwrap_or_else(|| Arc::from(span.of(text.text))),
        unit: Arc::clone(&english.unit),
        span,
    }
}

/// The unit at token `at` where it fits what is around it.
fn unit_at<'t>(text: &'t Text<'_>, at: usize, found: Option<&Found>) -> Option<(usize, &'t EnglishUnit)> {
    let named = text.phrase(at, &text.words.units);
    named
        .filter(|(end, unit)| fits(text, at, *end, unit, found))
        .or_else(|| symbol(text, at, found))
        .or_else(|| shorter(text, at, found))
}

/// A unit of one word where a longer one does not fit.
fn shorter<'t>(text: &'t Text<'_>, at: usize, found: Option<&Found>) -> Option<(usize, &'t EnglishUnit)> {
    let units = text.words.units.beginning(text.word(at)).iter();
    let mut single = units.filter(|unit| unit.is_word()).map(|unit| (at + 1, &unit.known));
    single.find(|(end, unit)| fits(text, at, *end, unit, found))
}

/// The longest symbol at token `at`.
fn symbol<'t>(text: &'t Text<'_>, at: usize, found: Option<&Found>) -> Option<(usize, &'t EnglishUnit)> {
    let most = (at + 1..at + 4).take_while(|next| text.glued(*next)).count();
    (1..=most + 1).rev().find_map(|count| {
        let end = at + count;
        let open = text.glued(end) && !text.is(end, Form::Mark);
        let written = Span::new(text.start(at), text.end(end - 1)).of(text.text);
        let units = text.words.symbol(written).iter();
        let mut fitting = units.filter(|unit| !open && fits(text, at, end, unit, found));
        fitting.next().map(|unit| (end, unit))
    })
}

/// yuan per ton, $15.4/hour: a rate with a unit below.
fn per(text: &Text<'_>, end: usize, measure: Measure) -> (usize, Measure) {
    let each = text.words.grammar.article.holds(text.word(end)) && measure.unit.kind != UnitKind::Measure;
    let joint = text.words.grammar.per.holds(text.word(end)) || each;
    let rated = matches!(
        measure.unit.kind,
        UnitKind::Money | UnitKind::Measure | UnitKind::Prefix
    );
    let below =
        unit_at(text, end + 1, None).filter(|(_, unit)| !matches!(unit.unit.kind, UnitKind::Ratio | UnitKind::Money));
    match below {
        Some((behind, _)) if joint && rated => {
            let from = measure.span.end.max(text.end(end.saturating_sub(1)));
            let rest = Span::new(from, text.end(behind - 1)).of(text.text);
            let name = format!("{}{rest}", measure.name);
            let span = Span::new(measure.span.start, text.end(behind - 1));
            (
                behind,
                Measure {
                    name: Arc::from(name),
                    span,
                    ..measure
                },
            )
        }
        _ => (end, measure),
    }
}

/// The range of which `first` is one end.
fn other_end(text: &Text<'_>, first: &Measured, lexicon: &Lexicon) -> Option<Measured> {
    let grammar = &text.words.grammar;
    let is = |words: List, at: usize| words.holds(text.word(at));
    let joint = first.end;
    let lead = first.first.wrapping_sub(1);
    let between = is(grammar.between, lead) && is(grammar.and, joint);
    let dash = is(grammar.to, joint) && !text.is(joint, Form::Word);
    let word = is(grammar.to, joint) && !dash;
    let from = is(grammar.from, lead) || first.quantity.measure.is_some();
    if !(between || dash || word) || (word && from && rises(text, first.first)) {
        return None;
    }
    // rose by a fifth to £1.28bn
    if word && matches!(first.quantity.numeral.reading, Reading::Fraction(_)) {
        return None;
    }
    let next = joint + 1;
    let next = next + usize::from(matches!(text.word(next), "-" | "−"));
    let next = next + usize::from(!text.is(next, Form::Digits) && lexicon.units.at_end(text.written(next)).is_some());
    let found = english::read(text, next).filter(|found| found.sort == english::Sort::Cardinal)?;
    let second = one(text, &found, lexicon);
    let chained = dash && text.glued(second.end) && is(grammar.to, second.end) && text.is(second.end + 1, Form::Digits);
    let touches = second.first > joint || (dash && second.first == joint);
    if chained
        || !touches
        || (dash && second.quantity.value.is_some_and(|value| value.is_sign_negative()) && text.glued(joint))
    {
        // 15-20 is no fifteen and minus twenty.
        return None.or_else(|| dashed(text, first, &found, lexicon, chained));
    }
    joined(first, second)
}

/// 15-20, where the dash looks like a minus sign.
fn dashed(text: &Text<'_>, first: &Measured, found: &Found, lexicon: &Lexicon, chained: bool) -> Option<Measured> {
    if chained {
        return None;
    }
    let mut second = one(text, found, lexicon);
    let numeral = found.numeral;
    second.quantity.value = numeral.value();
    second.quantity.interval = numeral.interval(is_rounded(second.quantity.measure.as_ref()));
    second.quantity.span.start = numeral.span.start;
    second.first = found.first;
    joined(first, second)
}

fn joined(first: &Measured, second: Measured) -> Option<Measured> {
    let agree = match (&first.quantity.measure, &second.quantity.measure) {
        (Some(a), Some(b)) => a.name == b.name,
        (Some(a), None) => a.leads(),
        (None, _) => true,
    };
    let (from, to) = (
        range::scaled_like(&first.quantity, &second.quantity)?,
        range::plain(&second.quantity)?,
    );
    let both = first.quantity.measure.is_some() && second.quantity.measure.is_some();
    let whole = !first.quantity.numeral.zero_padded;
    (agree && whole && (from < to || (from > to && both))).then(|| Measured {
        first: first.first,
        end: second.end,
        quantity: range::join(&first.quantity, second.quantity, from, to),
    })
}

/// Whether something rose or fell before token `at` in its clause: rose from 80 to 120 is no range.
fn rises(text: &Text<'_>, at: usize) -> bool {
    let clause = (at.saturating_sub(REACH)..at).rev();
    clause
        .into_iter()
        .take_while(|at| !matches!(text.word(*at), "," | ";" | ":" | "(" | ")"))
        .any(|at| {
            [Role::Rise, Role::Fall, Role::Growth, Role::Decline]
                .iter()
                .any(|role| text.roles(at).has(*role))
        })
}

/// Reads the cues beside a quantity. Where two meet, the one behind the number decides.
fn qualify(text: &Text<'_>, measured: Measured) -> Measured {
    let before = before(text, measured.first);
    let after = text.phrase(measured.end, &text.words.after).filter(|(end, _)| {
        let sign = !text.is(measured.end, Form::Word);
        let article = text.words.grammar.article.holds(text.word(*end));
        let compares = text.words.before.beginning(text.word(*end)).iter().any(Phrase::is_word);
        let goes_on = text.words.grammar.than.holds(text.word(*end)) || text.roles(*end).has(Role::Conjunction);
        let counts = text.is(*end, Form::Digits)
            || text.words.number(text.word(*end)).is_some()
            || article
            || compares
            || goes_on;
        !counts && (!sign || text.glued(measured.end))
    });
    let (mut first, mut end) = (measured.first, measured.end);
    let mut cue = None;
    if let Some((start, found)) = before {
        (first, cue) = (start, Some(found));
    }
    if let Some((behind, found)) = after {
        (end, cue) = (behind, Some(*found));
    }
    let full = Span::new(
        text.start(first).min(measured.quantity.span.start),
        text.end(end.saturating_sub(1)).max(measured.quantity.span.end),
    );
    let mut quantity = Quantity {
        full,
        ..measured.quantity
    };
    if let Some(cue) = cue {
        cue::apply(&mut quantity, cue);
    }
    Measured { quantity, first, end }
}

/// The first token of the cue before token `first`, and what it says; an article may stand between.
fn before(text: &Text<'_>, first: usize) -> Option<(usize, super::Qualifier)> {
    let grammar = &text.words.grammar;
    let lead = first.wrapping_sub(1);
    let steps = [grammar.definite, grammar.article, grammar.between, grammar.from];
    let skips = usize::from(steps.into_iter().any(|list| list.holds(text.word(lead))));
    let found = text.phrase_before(first, &text.words.before).or_else(|| {
        text.phrase_before(first - skips, &text.words.before)
            .filter(|_| skips > 0)
    });
    found.map(|(start, cue)| (start, *cue))
}
