//! Quantities of English prose: a number with currency, unit, cues and the other end of a range.

mod age;
mod both;
mod cues;
mod fit;
mod small;

use std::sync::Arc;

use fit::fits;

use super::{Measure, Quantity, is_rounded, qualifier, unit};
use crate::lexicon::{EnglishUnit, Lexicon, Phrase, Role, Spelled, UnitKind, When, plain_name};
use crate::number::english::{self, Form, Found, Text};
use crate::number::{Numeral, Script};
use crate::span::Span;

/// The unit of multiples.
const TIMES: &str = "times";
/// The same in one word: tenfold.
const FOLD: &str = "fold";

/// The dimension of multiples.
const MULTIPLE: &str = "multiple";

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
    let first = match both::other_end(text, &first, lexicon) {
        Some(both) => both,
        None => small::take(text, first),
    };
    age::take(text, cues::qualify(text, first))
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
    // plus or minus 0.5 is no minus.
    let either = |at: usize| text.roles(at).has(Role::Conjunction) || text.word(at) == "/";
    let minus = first.wrapping_sub(1);
    let plus = text.roles(minus.wrapping_sub(2)).has(Role::Conjunction) && either(minus.wrapping_sub(1));
    if text.words.grammar.minus.holds(text.word(minus)) && !plus {
        first -= 1;
        (start, negative) = (text.start(first), true);
    }
    if compared_minus(text, first) {
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

/// <-30: whether a minus sign stands between a mark of comparison and the number of token `number`.
fn compared_minus(text: &Text<'_>, number: usize) -> bool {
    let minus = number.wrapping_sub(1);
    let mark = minus.wrapping_sub(1);
    matches!(text.word(minus), "-" | "−")
        && text.glued(number)
        && text.is(mark, Form::Mark)
        && text.words.before.beginning(text.word(mark)).iter().any(Phrase::is_word)
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
    // half a percentage point
    let article = found.sort == english::Sort::Half && text.words.grammar.article.holds(text.word(found.end));
    let at = found.end + hyphen + usize::from(article);
    let (end, english) = unit_at(text, at, Some(found))?;
    // A sign before digits belongs to them.
    let leads = english.unit.kind == UnitKind::Money
        && text.is(at, Form::Mark)
        && text.is(end, Form::Digits)
        && !small::follows(text, at, end);
    // 3 x 4 m is no multiple.
    let size = english.unit.kind == UnitKind::Ratio && english.unit.dimension.as_ref() == MULTIPLE;
    let leads = leads || (size && text.is(end, Form::Digits));
    // 75 USD million
    let scale = found.numeral.scaled && matches!(text.words.number(text.word(end)), Some(Spelled::Scale(3..)));
    let scaled = usize::from(english.unit.kind == UnitKind::Money && scale && end == at + 1);
    (!leads).then(|| (end + scaled, measure(text, at, end, english)))
}

/// twice as many: the number is a multiple by itself.
fn times(text: &Text<'_>, found: &Found) -> Option<(usize, Measure)> {
    let (unit, when) = match text.words.number(text.word(found.first))? {
        Spelled::Times(_) => (TIMES, When::Compared),
        Spelled::Fold(_) => (FOLD, When::Always),
        _ => return None,
    };
    let units = text.words.units.beginning(unit).iter();
    let mut single = units.filter(|known| known.is_word());
    let english = single.find(|known| known.known.when == when);
    english.map(|english| {
        let name = Arc::from(unit);
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
    // $2bn a year earlier
    let ago = |end: usize| each && text.words.grammar.ago.holds(text.word(end));
    match below {
        Some((behind, _)) if joint && rated && !ago(behind) => {
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
