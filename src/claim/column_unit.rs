//! The unit of a column or a table, with its scale: 万元, US$ million, '000 ha, £k, percentage points.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::document::THOUSANDS;
use crate::lexicon::{Lexicon, Spelled, Unit, UnitKind};
use crate::number;
use crate::number::english::{Form, Text, Token, cut};
use crate::quantity::{self, Measure};
use crate::span::Span;

/// The power of ten of `THOUSANDS`.
const POWER: u32 = 3;
/// Signs of money that are no ASCII.
const SIGNS: &str = "£€¥’‘";

/// A scale, and the unit where one is named.
pub(super) type Scaled = (Decimal, Option<Measure>);

/// The scale and the unit that `text` names and nothing else.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    if text.is_empty() {
        return None;
    }
    let text = lexicon.fold.apply(text.trim());
    let latin = text
        .chars()
        .all(|character| character.is_ascii() || SIGNS.contains(character));
    latin
        .then(|| english(&text, lexicon))
        .flatten()
        .or_else(|| chinese(&text, lexicon))
}

/// 万元, or the first of several: 元/吨、%.
fn chinese(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    let first = text.split(['、', '，', ',', ' ']).next().unwrap_or_default();
    // A figure is no unit: it numbers the column or what is said of it.
    if first.starts_with(number::is_digit) {
        return None;
    }
    let currency = lexicon
        .units
        .at_start(first)
        .filter(|(form, unit)| unit.kind == UnitKind::Prefix && form.len() < first.len())
        .map_or(0, |(form, _)| form.len());
    let spelled = format!("1{}", first.get(currency..).unwrap_or_default());
    let mut numeral = number::read(&spelled, 0, lexicon)?;
    let scale = numeral.value()?;
    let measure = quantity::measure(&spelled, &spelled, &mut numeral, None, lexicon);
    let end = measure.as_ref().map_or(numeral.span.end, |measure| measure.span.end);
    (end == spelled.len() && (measure.is_some() || scale > Decimal::ONE)).then_some((scale, measure))
}

/// $ million, in thousands of tonnes, £m, '000: words that are a scale, a unit, or lead to one, and no others.
fn english(text: &str, lexicon: &Lexicon) -> Option<Scaled> {
    let words = lexicon.english();
    let lower = text.to_ascii_lowercase();
    let mut tokens: Vec<Token> = Vec::new();
    cut(text, Span::new(0, text.len()), &mut tokens);
    let text = Text {
        text,
        lower: &lower,
        tokens: &tokens,
        words,
    };
    let mut power: Option<u32> = None;
    let mut unit: Option<(Arc<str>, Arc<Unit>)> = None;
    let mut at = 0;
    while at < tokens.len() {
        if let Some(found) = scale(&text, at, unit.is_some()).filter(|_| power.is_none()) {
            power = Some(found);
            at += 1;
        } else if let Some((end, name, found)) = named(&text, at, lexicon).filter(|_| unit.is_none()) {
            unit = Some((name, found));
            at = end;
        } else if leads(&text, at) {
            at += 1;
        } else {
            return None;
        }
    }
    let measure = unit.map(|(name, unit)| Measure {
        name,
        unit,
        span: Span::default(),
    });
    (measure.is_some() || power.is_some()).then(|| (number::ten_to(power.unwrap_or_default()), measure))
}

/// The power of ten that the token at `at` says, by letters only behind a unit.
fn scale(text: &Text<'_>, at: usize, behind: bool) -> Option<u32> {
    if text.is(at, Form::Digits) {
        return (text.word(at) == THOUSANDS).then_some(POWER);
    }
    match text.words.number(text.word(at)) {
        Some(Spelled::Scale(power) | Spelled::Many(power)) => Some(power),
        _ => text.words.letters(text.word(at)).filter(|_| behind),
    }
}

/// The unit whose name begins at token `at`: the token behind it, what the table calls it, and the unit.
fn named(text: &Text<'_>, at: usize, lexicon: &Lexicon) -> Option<(usize, Arc<str>, Arc<Unit>)> {
    let written = |end: usize| Span::new(text.start(at), text.end(end - 1)).of(text.text);
    let name = |end: usize| Arc::from(lexicon.units.canonical(written(end)));
    let symbol = || text.words.symbol(text.written(at)).first().map(|unit| (at + 1, unit));
    if let Some((end, known)) = text.phrase(at, &text.words.units).or_else(symbol) {
        let own = known.name.as_ref().map(Arc::clone);
        return Some((end, own.unwrap_or_else(|| name(end)), Arc::clone(&known.unit)));
    }
    // US$: a sign of money with letters before it.
    (at + 1..=(at + 2).min(text.tokens.len())).rev().find_map(|end| {
        let units = &lexicon.units;
        let (form, unit) = units.at_start(written(end)).or_else(|| units.at_end(written(end)))?;
        let money = matches!(unit.kind, UnitKind::Prefix | UnitKind::Money);
        (money && form.len() == written(end).len()).then(|| (end, name(end), Arc::clone(unit)))
    })
}

/// in, of, a hyphen, the apostrophe of '000, the s of 000s: words that lead to a scale or a unit.
fn leads(text: &Text<'_>, at: usize) -> bool {
    let grammar = &text.words.grammar;
    let word = text.word(at);
    let plural = text.glued(at) && text.word(at.wrapping_sub(1)) == THOUSANDS && word == grammar.decade;
    plural || grammar.inside.holds(word) || matches!(word, "'" | "’" | "‘" | "-" | ".")
}
