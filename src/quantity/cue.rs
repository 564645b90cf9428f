//! Cues before and behind a number, and what they make of its interval.

use rust_decimal::Decimal;

use super::{Qualifier, Quantity};
use crate::lexicon::Lexicon;
use crate::number::{Interval, Reading};
use crate::span::Span;

/// A fraction in words is meant to about a twentieth either way.
const FRACTION_STEP: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Reads the cues beside `quantity`. Where two meet, the one behind the number decides; 余 and 多 come before both.
pub(super) fn qualify(text: &str, quantity: Quantity, lexicon: &Lexicon) -> Quantity {
    let before = before(text, quantity.span.start, lexicon);
    let after = after(text, quantity.span.end, lexicon);
    let full = Span::new(
        before.map_or(quantity.full.start, |(start, _)| start),
        after.map_or(quantity.full.end, |(end, _)| end),
    );
    let cue = after.or(before).map(|(_, qualifier)| qualifier);
    let quantity = Quantity { full, ..quantity };
    match cue {
        Some(cue) if quantity.numeral.excess.is_none() => apply(quantity, cue),
        _ => quantity,
    }
}

/// Start of the cue before byte `start`, and what it says.
fn before(text: &str, start: usize, lexicon: &Lexicon) -> Option<(usize, Qualifier)> {
    let mut ahead = Span::new(0, start).of(text).trim_end();
    loop {
        if let Some((length, qualifier)) = lexicon.qualifiers.at_end(ahead) {
            return Some((ahead.len() - length, qualifier));
        }
        let length = lexicon.qualifiers.between(ahead)?;
        ahead = Span::new(0, ahead.len() - length).of(text).trim_end();
    }
}

/// End of the cue at byte `end`, and what it says.
fn after(text: &str, end: usize, lexicon: &Lexicon) -> Option<(usize, Qualifier)> {
    let rest = Span::new(end, text.len()).of(text);
    let behind = rest.trim_start();
    let (length, qualifier) = lexicon.qualifiers.at_start(behind)?;
    let sign = !behind.starts_with(char::is_alphabetic);
    let spaced = behind.len() < rest.len();
    let signed = Span::new(length, behind.len())
        .of(behind)
        .starts_with(|character: char| character.is_ascii_digit());
    if sign && (spaced || signed) && !behind.starts_with(['(', '（']) {
        return None;
    }
    Some((end + rest.len() - behind.len() + length, qualifier))
}

/// What a cue makes of a quantity.
pub(super) fn apply(quantity: Quantity, cue: Qualifier) -> Quantity {
    let Some(value) = quantity.value else {
        return vague(quantity, cue);
    };
    let interval = match cue {
        Qualifier::About if matches!(quantity.numeral.reading, Reading::Fraction(_)) => {
            Interval::about(value, FRACTION_STEP)
        }
        Qualifier::About => Interval::about(value, quantity.numeral.step),
        Qualifier::Nearly => Interval::nearly(value),
        Qualifier::Over | Qualifier::AtLeast => Interval::from(value),
        Qualifier::Under | Qualifier::AtMost => Interval::up_to(value),
        Qualifier::Exact | Qualifier::Range | Qualifier::Several => quantity.interval,
    };
    Quantity {
        interval,
        qualifier: cue,
        ..quantity
    }
}

/// A range keeps its bounds but for an end that a cue opens.
fn vague(quantity: Quantity, cue: Qualifier) -> Quantity {
    if quantity.numeral.reading == Reading::Unreadable {
        return quantity;
    }
    match cue {
        Qualifier::Over | Qualifier::AtLeast => Quantity {
            interval: Interval {
                upper: None,
                ..quantity.interval
            },
            qualifier: cue,
            ..quantity
        },
        Qualifier::Under | Qualifier::AtMost => Quantity {
            interval: Interval {
                lower: None,
                ..quantity.interval
            },
            qualifier: cue,
            ..quantity
        },
        _ => quantity,
    }
}
