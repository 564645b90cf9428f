//! Cues before and behind a number, and what they make of its interval.

use rust_decimal::Decimal;

use super::{Qualifier, Quantity};
use crate::lexicon::Lexicon;
use crate::number::{Interval, Reading};
use crate::span::{Span, trim_end, trim_start};

/// A fraction in words is meant to about a twentieth either way, and a smaller one to half of it.
const FRACTION_STEP: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Reads the cues beside `quantity`. Where two meet, the one behind the number decides; 余 and 多 come before both.
pub(super) fn qualify(text: &str, quantity: &mut Quantity, lexicon: &Lexicon) {
    let before = before(text, quantity.span.start, lexicon);
    let after = after(text, quantity.span.end, lexicon);
    quantity.full = Span::new(
        before.map_or(quantity.full.start, |(start, _)| start),
        after.map_or(quantity.full.end, |(end, _)| end),
    );
    if let Some((_, cue)) = after.or(before).filter(|_| quantity.numeral.excess.is_none()) {
        apply(quantity, cue);
    }
}

/// Start of the cue before byte `start`, and what it says.
fn before(text: &str, start: usize, lexicon: &Lexicon) -> Option<(usize, Qualifier)> {
    let mut ahead = trim_end(Span::new(0, start).of(text));
    loop {
        if let Some((length, qualifier)) = lexicon.qualifiers.at_end(ahead) {
            return Some((ahead.len() - length, qualifier));
        }
        let length = lexicon.qualifiers.between(ahead)?;
        ahead = trim_end(Span::new(0, ahead.len() - length).of(text));
    }
}

/// End of the cue at byte `end`, and what it says.
fn after(text: &str, end: usize, lexicon: &Lexicon) -> Option<(usize, Qualifier)> {
    let rest = Span::new(end, text.len()).of(text);
    let behind = trim_start(rest);
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
pub(super) fn apply(quantity: &mut Quantity, cue: Qualifier) {
    let Some(value) = quantity.value else {
        return vague(quantity, cue);
    };
    quantity.qualifier = cue;
    quantity.interval = match cue {
        Qualifier::About if matches!(quantity.numeral.reading, Reading::Fraction(_)) => {
            Interval::about(value, FRACTION_STEP.min(value.abs()))
        }
        Qualifier::About => Interval::about(value, quantity.numeral.step),
        Qualifier::Nearly => Interval::nearly(value),
        Qualifier::Over | Qualifier::AtLeast => Interval::from(value),
        Qualifier::Under | Qualifier::AtMost => Interval::up_to(value),
        Qualifier::Exact | Qualifier::Range | Qualifier::Several => quantity.interval,
    };
}

/// A range keeps its bounds but for an end that a cue opens.
fn vague(quantity: &mut Quantity, cue: Qualifier) {
    if quantity.numeral.reading == Reading::Unreadable {
        return;
    }
    match cue {
        Qualifier::Over | Qualifier::AtLeast => quantity.interval.upper = None,
        Qualifier::Under | Qualifier::AtMost => quantity.interval.lower = None,
        _ => return,
    }
    quantity.qualifier = cue;
}
