//! Numbers of English prose: digits with separators and scales, spelled-out numbers, fractions, places in an order.

mod grouped;
mod letters;
mod parts;
mod share;
mod spelled;
mod token;
mod vague;
mod words;

pub use token::{Form, Text, Token, cut};

use rust_decimal::Decimal;

use super::{Numeral, Reading, Script, arabic, fraction, power, ten_to};
use crate::lexicon::{Spelled, UnitKind};
use crate::span::Span;

/// Scales of at least this power of ten round a number; smaller ones do so only behind digits.
const ROUNDING_POWER: u32 = 6;

/// What kind of number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// How many.
    Cardinal,
    /// Which one.
    Ordinal,
    /// A fraction in one word, which is also a part of a time.
    Half,
}

/// A number as tokens.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Its value and precision.
    pub numeral: Numeral,
    /// The first token.
    pub first: usize,
    /// The token behind it.
    pub end: usize,
    /// What it is.
    pub sort: Sort,
}

/// A number under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub value: Option<Decimal>,
    pub place: Decimal,
    pub step: Decimal,
    pub scale: Decimal,
    pub scaled: bool,
    pub decimals: bool,
    pub fraction: bool,
}

impl Value {
    pub(super) const fn whole(value: Decimal, step: Decimal) -> Self {
        Self {
            value: Some(value),
            place: Decimal::ONE,
            step,
            scale: Decimal::ONE,
            scaled: false,
            decimals: false,
            fraction: false,
        }
    }

    pub(super) const fn part(value: Decimal) -> Self {
        Self {
            fraction: true,
            ..Self::whole(value, Decimal::ONE)
        }
    }

    /// The number times `scale`; whether that rounds it.
    #[must_use]
    pub(super) fn times(self, scale: Decimal, rounds: bool) -> Self {
        let times = |value: Decimal| value.checked_mul(scale).unwrap_or(value);
        Self {
            value: self.value.and_then(|value| value.checked_mul(scale)),
            place: if rounds { times(self.place) } else { self.place },
            step: times(self.step),
            scale: if rounds { times(self.scale) } else { self.scale },
            scaled: self.scaled || rounds,
            fraction: self.fraction && !rounds,
            ..self
        }
    }

    /// The number with decimals that come to `sum`, the last of which stands at `place`.
    #[must_use]
    pub(super) fn with_decimals(self, sum: Decimal, place: Decimal) -> Self {
        Self {
            value: self.value.and_then(|value| value.checked_add(sum)),
            place,
            step: place,
            decimals: true,
            ..self
        }
    }

    /// The number and a part of one more behind it: two and a half.
    #[must_use]
    pub(super) fn plus(self, part: Decimal) -> Self {
        Self {
            value: self.value.and_then(|value| value.checked_add(part)),
            place: Decimal::new(1, 1),
            step: Decimal::new(1, 1),
            fraction: true,
            ..self
        }
    }
}

/// The number that begins at token `at`: a share of so many, or a number by itself.
pub fn read(text: &Text<'_>, at: usize) -> Option<Found> {
    let found = read_number(text, at)?;
    let share = (found.sort == Sort::Cardinal)
        .then(|| share::read(text, &found))
        .flatten();
    Some(share.unwrap_or(found))
}

fn read_number(text: &Text<'_>, at: usize) -> Option<Found> {
    if text.is(at, Form::Digits) {
        return digits(text, at);
    }
    if let Some(part) = vulgar(text.word(at)) {
        return Some(found(text, at, at + 1, Value::part(part), Script::Arabic));
    }
    spelled::read(text, at)
}

/// A number of tokens `first` to `end`.
pub(super) fn found(text: &Text<'_>, first: usize, end: usize, value: Value, script: Script) -> Found {
    let reading = match value.value {
        None => Reading::Unreadable,
        Some(number) if value.fraction && !value.scaled => Reading::Fraction(fraction::rounded(number)),
        Some(number) => Reading::Plain(number),
    };
    numeral(text, first, end, value, script, reading)
}

pub(super) fn numeral(
    text: &Text<'_>,
    first: usize,
    end: usize,
    value: Value,
    script: Script,
    reading: Reading,
) -> Found {
    let span = Span::new(text.start(first), text.end(end.saturating_sub(1)));
    Found {
        numeral: Numeral {
            span,
            reading,
            script,
            place: value.place,
            step: value.step,
            scaled: value.scaled,
            scale: value.scale,
            decimals: value.decimals,
            excess: None,
            per: None,
            at_least: false,
            digits: 0,
            zero_padded: false,
        },
        first,
        end,
        sort: Sort::Cardinal,
    }
}

/// 12.44 million, 9th, 1/3, 2 1/2, 5bn.
fn digits(text: &Text<'_>, at: usize) -> Option<Found> {
    if let Some(decimals) = text.word(at).strip_prefix('.') {
        return below_one(text, at, decimals);
    }
    if let Some(found) = cued_group(text, at) {
        return Some(found);
    }
    let read = arabic_at(text.text, text.start(at))?;
    let mut value = Value {
        value: read.value,
        place: read.place,
        step: read.step,
        decimals: read.decimals,
        ..Value::whole(Decimal::ZERO, Decimal::ONE)
    };
    let mark = |found: Found| Found {
        numeral: Numeral {
            digits: read.whole,
            zero_padded: read.zero_padded,
            ..found.numeral
        },
        ..found
    };
    if text.is(at + 1, Form::Word) && text.words.grammar.ordinal.holds(text.word(at + 1)) {
        let ordinal = found(text, at, at + 2, value, Script::Arabic);
        return Some(mark(Found {
            sort: Sort::Ordinal,
            ..ordinal
        }));
    }
    let mut end = at + 1;
    if let Some((part, behind)) = stroke(text, at, at).filter(|_| !read.decimals) {
        (value, end) = (Value::part(part), behind);
    } else if let Some((part, behind)) = stroke(text, end, at).filter(|_| !text.glued(end) && !read.decimals) {
        (value, end) = (value.plus(part), behind);
    } else if let Some(part) = vulgar(text.word(end)) {
        (value, end) = (value.plus(part), end + 1);
    } else if let Some((power, behind)) = exponent(text, end) {
        value = raise(value, power);
        end = behind;
    } else if let Some(power) = power::behind(text.text, Span::new(text.start(at), text.end(at))) {
        let own = if power.alone {
            Value::whole(Decimal::ONE, Decimal::ONE)
        } else {
            value
        };
        value = raise(own, power.exponent);
        end = (end..text.tokens.len())
            .find(|next| text.start(*next) >= power.end)
            .unwrap_or(text.tokens.len());
    }
    let (value, end) = spelled::scales(text, value, end, true);
    let value = in_scaled_unit(text, value, end);
    Some(mark(found(text, at, end, value, Script::Arabic)))
}

/// Some 2 300 customers: behind a cue a group of three digits belongs to the number, where a word follows in small letters.
fn cued_group(text: &Text<'_>, at: usize) -> Option<Found> {
    let group = text.is(at + 1, Form::Digits) && text.word(at + 1).len() == 3 && text.word(at).len() <= 3;
    let space = group && text.start(at + 1) == text.end(at) + 1;
    let word = text.is(at + 2, Form::Word) && !text.glued(at + 2) && !text.is_capital(at + 2);
    text.phrase_before(at, &text.words.before).filter(|_| space && word)?;
    let written = [text.word(at), text.word(at + 1)].concat();
    let read = arabic::read(&written, 0).filter(|read| !read.zero_padded)?;
    let value = Value::whole(read.value?, read.step);
    let found = found(text, at, at + 2, value, Script::Arabic);
    let numeral = Numeral {
        digits: read.whole,
        ..found.numeral
    };
    Some(Found { numeral, ..found })
}

/// The digits at byte `at`, in groups of any sort.
fn arabic_at(text: &str, at: usize) -> Option<arabic::Digits> {
    grouped::read(text, at).or_else(|| arabic::read(text, at))
}

/// 50 MUSD, 75 USD million: the unit at token `at` brings a scale, or one stands behind it.
fn in_scaled_unit(text: &Text<'_>, value: Value, at: usize) -> Value {
    let scale = match text.words.symbol(text.written(at)).first() {
        Some(unit) if unit.scale > 0 => Some(unit.scale),
        Some(unit) if unit.unit.kind == UnitKind::Money && !value.scaled => match sign(text, at + 1) {
            Some(Spelled::Scale(power @ 3..)) => Some(power),
            _ => None,
        },
        _ => None,
    };
    scale.map_or(value, |power| value.times(ten_to(power), true))
}

/// .75
fn below_one(text: &Text<'_>, at: usize, decimals: &str) -> Option<Found> {
    let places = u32::try_from(decimals.len()).ok()?;
    let place = Decimal::try_from_i128_with_scale(1, places).ok()?;
    let value = Value {
        value: decimals
            .parse::<Decimal>()
            .ok()
            .and_then(|value| value.checked_mul(place)),
        place,
        step: place,
        decimals: true,
        ..Value::whole(Decimal::ZERO, Decimal::ONE)
    };
    let (value, end) = spelled::scales(text, value, at + 1, true);
    Some(found(text, at, end, value, Script::Arabic))
}

/// The fraction with a stroke whose first number is token `at`, and the token behind it. `whole` is the token at which
/// the number begins.
fn stroke(text: &Text<'_>, at: usize, whole: usize) -> Option<(Decimal, usize)> {
    let joined = text.is(at, Form::Digits)
        && matches!(text.word(at + 1), "/" | "⁄")
        && text.glued(at + 1)
        && text.is(at + 2, Form::Digits)
        && text.glued(at + 2);
    let open = matches!(text.word(at + 3), "/" | "⁄") && text.glued(at + 3);
    // A hyphen that nothing stands before is a minus sign.
    let before = whole.wrapping_sub(1);
    let led = text.glued(whole)
        && (matches!(text.word(before), "/" | ".") || (text.word(before) == "-" && text.glued(before)));
    if !joined || open || led {
        return None;
    }
    let (above, below): (Decimal, Decimal) = (text.word(at).parse().ok()?, text.word(at + 2).parse().ok()?);
    let proper = above < below && above > Decimal::ZERO && below <= Decimal::ONE_HUNDRED;
    proper.then(|| Some((above.checked_div(below)?, at + 3))).flatten()
}

/// The power of ten that 1.3e6 says, and the token behind it.
fn exponent(text: &Text<'_>, at: usize) -> Option<(i32, usize)> {
    if text.word(at) != "e" || !text.glued(at) {
        return None;
    }
    let mut at = at + 1;
    let negative = matches!(text.word(at), "-" | "−");
    at += usize::from(negative);
    let power: i32 = text
        .word(at)
        .parse()
        .ok()
        .filter(|power| *power < 28 && text.glued(at))?;
    Some((if negative { -power } else { power }, at + 1))
}

fn raise(value: Value, exponent: i32) -> Value {
    let scale = power::raise(Decimal::ONE, exponent);
    if let Some(scale) = scale.filter(|_| exponent >= 0) {
        return value.times(scale, true);
    }
    let below = |number: Decimal| power::raise(number, exponent).unwrap_or(number);
    Value {
        value: value.value.and_then(|value| power::raise(value, exponent)),
        place: below(value.place),
        step: below(value.step),
        scaled: true,
        decimals: true,
        ..value
    }
}

/// A fraction in one character.
fn vulgar(mark: &str) -> Option<Decimal> {
    let (above, below) = match mark {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Decimal::from(above).checked_div(Decimal::from(below))
}

/// Whether a scale of that power rounds the number before it.
pub(super) const fn rounds(power: u32, in_digits: bool) -> bool {
    power >= ROUNDING_POWER || (in_digits && power >= 3)
}

/// What the word at `at` does inside a number.
pub(super) fn sign(text: &Text<'_>, at: usize) -> Option<Spelled> {
    if text.is(at, Form::Word) {
        text.words.number(text.word(at))
    } else {
        None
    }
}
