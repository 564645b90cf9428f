//! Powers of ten behind digits: 1.2×10⁵, 3.5×10^8, 10⁹.

use rust_decimal::Decimal;

use super::{Numeral, Reading, Script, arabic, ten_to};
use crate::span::{Span, first_char};

/// Decimals hold no more places.
const MOST: u32 = 28;

/// A power of ten that is written behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Power {
    /// Its exponent.
    pub exponent: i32,
    /// Whether the number before it is the ten itself.
    pub alone: bool,
    /// First byte behind it.
    pub end: usize,
}

/// Takes into `numeral` the power of ten behind it, where one is written.
pub(super) fn extend(text: &str, numeral: &mut Numeral) {
    let Reading::Plain(value) = numeral.reading else {
        return;
    };
    if numeral.script != Script::Arabic || numeral.scaled {
        return;
    }
    let Some(power) = behind(text, numeral.span).or_else(|| written(text, numeral)) else {
        return;
    };
    let own = if power.alone { Decimal::ONE } else { value };
    let raised = |number: Decimal| raise(number, power.exponent);
    let place = if power.alone { Decimal::ONE } else { numeral.place };
    let step = if power.alone { Decimal::ONE } else { numeral.step };
    *numeral = Numeral {
        span: Span::new(numeral.span.start, power.end),
        reading: raised(own).map_or(Reading::Unreadable, Reading::Plain),
        place: raised(place).unwrap_or(place),
        step: raised(step).unwrap_or(step),
        scaled: true,
        decimals: numeral.decimals || power.exponent < 0,
        scale: raised(Decimal::ONE).unwrap_or(Decimal::ONE),
        ..*numeral
    };
}

/// `number` times ten to the power of `exponent`, where a decimal holds that.
pub(super) fn raise(number: Decimal, exponent: i32) -> Option<Decimal> {
    if exponent >= 0 {
        return number.checked_mul(ten_to(exponent.unsigned_abs()));
    }
    let places = exponent.unsigned_abs();
    if number.scale() + places > MOST {
        return None;
    }
    number.checked_mul(Decimal::try_from_i128_with_scale(1, places).ok()?)
}

/// The power of ten behind the digits `number`.
pub(super) fn behind(text: &str, number: Span) -> Option<Power> {
    // Nearly always the first byte behind says that there is none.
    let first = *text.as_bytes().get(number.end)?;
    if !matches!(first, b' ' | b'x' | b'X' | b'*' | b'^' | 0xc2 | 0xc3 | 0xe2) {
        return None;
    }
    let rest = Span::new(number.end, text.len()).of(text);
    let (base, alone) = if number.of(text) == "10" && !rest.starts_with(' ') {
        (rest, true)
    } else {
        let times = rest.trim_start_matches(' ');
        let sign = first_char(times).filter(|sign| matches!(sign, '×' | 'x' | 'X' | '*' | '·' | '⋅'))?;
        let ten = Span::new(sign.len_utf8(), times.len())
            .of(times)
            .trim_start_matches(' ');
        (ten.strip_prefix("10")?, false)
    };
    let (exponent, length) = raised(base).or_else(|| marked(base))?;
    Some(Power {
        exponent,
        alone,
        end: text.len() - base.len() + length,
    })
}

/// 1.2E+5: a power of ten as machines write it, behind one digit before the point. Without a sign only behind decimals.
fn written(text: &str, numeral: &Numeral) -> Option<Power> {
    let rest = text.get(numeral.span.end..)?.strip_prefix(['E', 'e'])?;
    let signed = rest.starts_with(['+', '-']);
    let digits: String = rest
        .trim_start_matches(['+', '-'])
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let length = 1 + usize::from(signed) + digits.len();
    let behind = text.get(numeral.span.end + length..)?;
    let ends = !behind.starts_with(|next: char| next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '_'));
    let mantissa = numeral.digits == 1 && (numeral.decimals || signed);
    let exponent = digits.parse().ok().filter(|_| mantissa && ends && digits.len() <= 2)?;
    Some(Power {
        exponent: bounded(exponent, rest.starts_with('-'))?,
        alone: false,
        end: numeral.span.end + length,
    })
}

/// Whether the digits before `rest` carry an exponent: any power begins like that.
pub fn opens_exponent(rest: &str) -> bool {
    raised(rest).is_some() || marked(rest).is_some()
}

/// An exponent in raised digits, and its length.
fn raised(text: &str) -> Option<(i32, usize)> {
    let negative = text.starts_with('⁻');
    let from = if negative { '⁻'.len_utf8() } else { 0 };
    let (mut exponent, mut end) = (0_i32, from);
    for digit in Span::new(from, text.len()).of(text).chars() {
        let Some(value) = superscript(digit) else { break };
        exponent = exponent.checked_mul(10)?.checked_add(value)?;
        end += digit.len_utf8();
    }
    bounded(exponent, negative)
        .filter(|_| end > from)
        .map(|exponent| (exponent, end))
}

/// An exponent behind a circumflex, and its length.
fn marked(text: &str) -> Option<(i32, usize)> {
    let behind = text.strip_prefix('^')?;
    let negative = behind.starts_with(['-', '−']);
    let mark = first_char(behind).filter(|_| negative).map_or(0, char::len_utf8);
    let digits = arabic::read(behind, mark).filter(|digits| !digits.decimals)?;
    let exponent: i32 = digits.value?.try_into().ok()?;
    bounded(exponent, negative).map(|exponent| (exponent, 1 + digits.end))
}

fn bounded(exponent: i32, negative: bool) -> Option<i32> {
    let small = exponent.unsigned_abs() < MOST;
    small.then_some(if negative { -exponent } else { exponent })
}

const fn superscript(character: char) -> Option<i32> {
    Some(match character {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}
