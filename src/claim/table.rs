//! Claims in tables: the cell gives the number, its row the noun, its column or the table the unit and the period.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::entry::Change;
use super::mark::{Mark, What};
use super::sentence::Claim;
use crate::document::{Block, Cell, Passage};
use crate::lexicon::{Lexicon, Spelled, UnitKind, plain_name};
use crate::number;
use crate::period::{self, Period};
use crate::quantity::{self, Measure, Quantity};
use crate::span::Span;

/// Digits of a year.
const YEAR: usize = 4;
/// The most numbers of a date, from one day to another.
const DATE: usize = 6;
/// The most characters before a colon that only lead to a label.
const LEAD: usize = 2;

/// Gives the numbers of a cell the unit that its table says.
pub(super) fn with_cell(passage: &Passage<'_>, marks: Vec<Mark>, lexicon: &Lexicon) -> Vec<Mark> {
    let Some(cell) = passage
        .cell
        .as_ref()
        .filter(|cell| passage.block == Block::Cell && !cell.unit.is_empty())
    else {
        return marks;
    };
    if !marks
        .iter()
        .any(|mark| matches!(&mark.what, What::Quantity(quantity) if quantity.measure.is_none()))
    {
        return marks;
    }
    let Some((scale, measure)) = unit(&cell.unit, lexicon) else {
        return marks;
    };
    marks
        .into_iter()
        .map(|mark| match mark.what {
            What::Quantity(quantity) if quantity.measure.is_none() => {
                let quantity = scaled(*quantity, scale, &measure);
                Mark {
                    what: What::Quantity(Box::new(quantity)),
                    ..mark
                }
            }
            what => Mark { what, ..mark },
        })
        .collect()
}

/// 万元: the scale and the unit.
fn unit(text: &str, lexicon: &Lexicon) -> Option<(Decimal, Measure)> {
    let text = lexicon.fold.apply(text.trim());
    if let Some(english) = english_unit(&text, lexicon) {
        return Some(english);
    }
    let first = text.split(['、', '，', ',', ' ']).next().unwrap_or_default();
    let currency = lexicon
        .units
        .at_start(first)
        .filter(|(_, unit)| unit.kind == UnitKind::Prefix)
        .map_or(0, |(form, _)| form.len());
    let spelled = format!(
        "1{}",
        if currency < first.len() {
            first.get(currency..).unwrap_or_default()
        } else {
            first
        }
    );
    let mut numeral = number::read(&spelled, 0, lexicon)?;
    let scale = numeral.value()?;
    let measure = quantity::measure(&spelled, &spelled, &mut numeral, None, lexicon)?;
    (measure.span.end == spelled.len()).then_some((scale, measure))
}

/// $ million, in thousands of tonnes, £m: a scale in English, and the unit.
fn english_unit(text: &str, lexicon: &Lexicon) -> Option<(Decimal, Measure)> {
    let latin = text
        .chars()
        .all(|character| character.is_ascii() || "£€¥".contains(character));
    if !latin || !text.contains(|character: char| character.is_ascii_lowercase()) {
        return None;
    }
    let words = lexicon.english();
    let (mut scale, mut unit) = (None, None);
    let sign = text
        .find(|character: char| character.is_ascii_lowercase() || character == ' ')
        .unwrap_or_default();
    let (sign, rest) = text.split_at(sign);
    for part in [sign].into_iter().chain(rest.split_whitespace()) {
        let lower = part.to_ascii_lowercase();
        let power = match words.number(&lower) {
            Some(Spelled::Scale(power) | Spelled::Many(power)) => Some(power),
            _ => words.letters(&lower).filter(|_| unit.is_some()),
        };
        let named = || {
            words
                .units
                .beginning(&lower)
                .iter()
                .find(|unit| unit.is_word())
                .map(|unit| &unit.known)
        };
        let found = words.symbol(part).first().or_else(named);
        match (power, found) {
            (Some(power), _) => scale = Some(power),
            (None, Some(found)) if unit.is_none() => unit = Some((part, found)),
            _ => {}
        }
    }
    let (name, found) = unit?;
    let name = lexicon.units.canonical(&plain_name(name));
    let measure = Measure {
        name: Arc::from(name),
        unit: Arc::clone(&found.unit),
        span: Span::default(),
    };
    Some((number::ten_to(scale?), measure))
}

fn scaled(quantity: Quantity, scale: Decimal, measure: &Measure) -> Quantity {
    let mut numeral = quantity.numeral;
    let times = |value: Decimal| value.checked_mul(scale).unwrap_or(value);
    if let number::Reading::Plain(value) = numeral.reading {
        numeral.reading = number::Reading::Plain(times(value));
    }
    numeral.place = times(numeral.place);
    numeral.step = times(numeral.step);
    numeral.scaled |= scale > Decimal::ONE;
    let negative = quantity.value.is_some_and(|value| value.is_sign_negative());
    let interval = numeral.interval(measure.unit.kind == UnitKind::Ratio);
    Quantity {
        numeral,
        value: quantity.value.map(times),
        interval: if negative { interval.negated() } else { interval },
        measure: Some(measure.clone()),
        ..quantity
    }
}

/// What a cell's number claims. Its noun is text of another cell, which [`noun`] gives.
pub(super) fn claim(cell: &Cell, quantity: &Quantity, lexicon: &Lexicon) -> Claim {
    let column = lexicon.fold.apply(&cell.column);
    let negative = quantity.value.is_some_and(|value| value.is_sign_negative());
    let change = change(&column, negative, lexicon);
    let noun = lexicon.fold.apply(label(&cell.row, lexicon));
    let counts =
        change == Change::Level && matches!(quantity.kind(), None | Some(UnitKind::Classifier | UnitKind::Verbal));
    let metric = lexicon
        .metrics
        .of_noun(&noun)
        .filter(|_| counts)
        .unwrap_or_else(|| lexicon.metrics.other());
    Claim {
        noun: None,
        change,
        metric: Some(Arc::clone(&metric)),
        period: years(&column)
            .or_else(|| period(&column, lexicon))
            .or_else(|| of_captions(cell, &column, lexicon)),
    }
}

/// What a column with such a header says: 同比增长, 增长率, 降幅.
fn change(column: &str, negative: bool, lexicon: &Lexicon) -> Change {
    let lists = &lexicon.words.lists;
    let shrinks = lists.shrinks.ends(column).is_some();
    if !shrinks && lists.grows.ends(column).is_none() && !lexicon.words.contains_change(column) {
        return Change::Level;
    }
    if shrinks == negative { Change::Up } else { Change::Down }
}

/// The words of a label, without the number of the row and a short lead: 一、会费, 其中：捐赠, 减：1.成本.
fn label<'a>(label: &'a str, lexicon: &Lexicon) -> &'a str {
    let label = unnumbered(label.trim_start_matches(['#', '*', ' ', '\u{3000}']), lexicon);
    match label.split_once(['：', ':']) {
        Some((lead, words)) if lead.chars().count() <= LEAD && !words.trim().is_empty() => {
            unnumbered(words.trim_start(), lexicon)
        }
        _ => label,
    }
}

fn unnumbered<'a>(label: &'a str, lexicon: &Lexicon) -> &'a str {
    let mark = lexicon.outline.mark(label).filter(|mark| !mark.heading_only);
    let number = mark.map_or(0, |mark| mark.len);
    Span::new(number, label.len()).of(label).trim_start()
}

/// The noun of a cell's number: the label of its row, or of its column where the row has none.
pub(super) fn noun(cell: &Cell, lexicon: &Lexicon) -> String {
    let label = if cell.row.is_empty() {
        cell.column.trim_start_matches(['#', '*', ' '])
    } else {
        label(&cell.row, lexicon)
    };
    let mut noun = String::with_capacity(label.len());
    // Short labels are spaced out to the width of long ones.
    let words: Vec<&str> = label.split_whitespace().collect();
    for word in words {
        if noun.ends_with(|last: char| last.is_ascii())
            || (word.starts_with(|first: char| first.is_ascii()) && !noun.is_empty())
        {
            noun.push(' ');
        }
        noun.push_str(word);
    }
    noun
}

/// The first date above the table, unless the column speaks of another year than the one it stands in.
fn of_captions(cell: &Cell, column: &str, lexicon: &Lexicon) -> Option<Period> {
    let mut relative = lexicon.periods.relative.words().iter();
    let elsewhere = relative.any(|word| column.contains(word.as_str()));
    if elsewhere && !lexicon.words.contains_change(column) {
        return None;
    }
    cell.captions
        .lines()
        .find_map(|line| period(&lexicon.fold.apply(line), lexicon))
}

/// 2021, 2021-22, FY2021: years that stand alone in the column's header.
fn years(column: &str) -> Option<Period> {
    let from = column.find(|character: char| character.is_ascii_digit())?;
    let (label, figures) = column.split_at(from);
    let named = label.trim().chars().all(|character| character.is_ascii_alphabetic());
    let mut years = figures.trim_end().split(['-', '–', '/']);
    let first = years.next().filter(|first| named && first.len() == 4)?;
    let year = |year: &str| year.parse::<i32>().ok().filter(|year| (1900..=2150).contains(year));
    let last = match years.next() {
        Some(last) if last.len() == 2 => Some(year(&[first.get(..2)?, last].concat())?),
        Some(last) => Some(year(last)?),
        None => None,
    };
    let date = |year: i32| period::bare_year(Span::default(), Decimal::from(year));
    let date_of = |from: period::Date| period::Date {
        to: last.and_then(date).map(|to| to.from),
        ..from
    };
    let single = years.next().is_none() && last.is_none_or(|last| Some(last) > year(first));
    date(year(first)?).filter(|_| single).map(date_of)?.period(None)
}

/// The date with whose first digit `text` begins to tell one: 2023年, 2024年5月, 2024-05-01.
fn period(text: &str, lexicon: &Lexicon) -> Option<Period> {
    let first = text.find(|character: char| number::is_digit(character))?;
    let rest = Span::new(first, text.trim_end().len());
    let figures = |character: char| character.is_ascii_digit() || matches!(character, '-' | '/' | '.');
    if rest.of(text).chars().all(figures) && rest.of(text).find(['-', '/', '.']) == Some(YEAR) {
        return period::in_figures(text, rest, &lexicon.periods)?.period(None);
    }
    let (mut numerals, mut at) = (Vec::new(), first);
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| rest.find(|character: char| number::is_digit(character)))
    {
        let Some(numeral) = number::read(text, at + found, lexicon).filter(|_| numerals.len() < DATE) else {
            break;
        };
        at = numeral.span.end;
        numerals.push(numeral);
    }
    period::read(text, &numerals, &lexicon.periods)?.period(None)
}
