//! What a run of tokens is worth: the sum of its sections, with the precision of its last digit.

use rust_decimal::Decimal;

use super::han::{Token, Tokens};
use super::{Numeral, Reading, Script, ten_to};
use crate::span::Span;

/// Adds the tokens up; none where the first token begins no number.
pub(super) fn evaluate(tokens: &Tokens) -> Option<Numeral> {
    if let Some(half) = half(tokens) {
        return Some(half);
    }
    if let Some(pair) = pair(&tokens.list) {
        return between(tokens, pair);
    }
    let several = tokens.list.iter().position(|(token, _)| *token == Token::Vague);
    if let Some(at) = several {
        return vague(tokens, at);
    }
    let sum = Sum::of(tokens.list.iter().copied());
    let reading = sum.value().map_or(Reading::Unreadable, Reading::Plain);
    numeral(tokens, &sum, reading)
}

/// The index of two neighbouring digits that mean from one to the other: 三四十, 七八, 三五.
fn pair(list: &[(Token, usize)]) -> Option<usize> {
    let digit = |at: usize| match list.get(at) {
        Some((Token::Digit(value), _)) => Some(*value),
        _ => None,
    };
    let alone = |at: usize| at == 0 || digit(at - 1).is_none_or(|value| value == 0);
    (0..list.len()).find(|&at| match (digit(at), digit(at + 1)) {
        (Some(a), Some(b)) => a > 0 && (b == a + 1 || (a, b) == (3, 5)) && alone(at) && digit(at + 2).is_none(),
        _ => false,
    })
}

fn between(tokens: &Tokens, at: usize) -> Option<Numeral> {
    let without = |skipped: usize| {
        Sum::of(
            tokens
                .list
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != skipped)
                .map(|(_, token)| *token),
        )
    };
    let (lower, upper) = (without(at + 1), without(at));
    let reading = match (lower.value(), upper.value()) {
        (Some(lower), Some(upper)) => Reading::Between(lower, upper),
        _ => Reading::Unreadable,
    };
    numeral(tokens, &upper, reading)
}

fn vague(tokens: &Tokens, at: usize) -> Option<Numeral> {
    let with = |digit: u8| {
        Sum::of(
            tokens
                .list
                .iter()
                .enumerate()
                .map(|(index, &(token, end))| (if index == at { Token::Digit(digit) } else { token }, end)),
        )
    };
    let (lower, upper) = (with(if at == 0 { 2 } else { 1 }), with(9));
    let greatest = upper
        .value()
        .and_then(|value| value.checked_add(upper.step)?.checked_sub(Decimal::ONE));
    let reading = match (lower.value(), greatest) {
        (Some(lower), Some(upper)) => Reading::Several(lower, upper),
        _ => Reading::Unreadable,
    };
    numeral(tokens, &upper, reading)
}

fn half(tokens: &Tokens) -> Option<Numeral> {
    let end = match tokens.list.as_slice() {
        [(Token::Half, end), ..] | [(Token::Digit(1), _), (Token::Half, end), ..] => *end,
        _ => return None,
    };
    let half = Decimal::new(5, 1);
    let sum = Sum {
        current: Some(half),
        place: Decimal::new(1, 1),
        step: Decimal::new(1, 1),
        end,
        ..Sum::default()
    };
    numeral(tokens, &sum, Reading::Fraction(half))
}

fn numeral(tokens: &Tokens, sum: &Sum, reading: Reading) -> Option<Numeral> {
    let first = match tokens.list.first()? {
        (Token::Digits(digits), _) => Some(*digits),
        _ => None,
    };
    Some(Numeral {
        span: Span::new(tokens.start, sum.end),
        reading,
        script: if first.is_some() { Script::Arabic } else { Script::Han },
        place: sum.place,
        step: sum.step,
        scaled: sum.scaled,
        scale: sum.scale,
        decimals: sum.decimals,
        excess: sum.excess,
        per: None,
        at_least: tokens.at_least,
        digits: first.map_or(0, |digits| digits.whole),
        zero_padded: first.is_some_and(|digits| digits.zero_padded),
    })
    .filter(|numeral| !numeral.span.is_empty())
}

/// A sum under way. A section is what stands before a scale of ten thousand or more.
#[derive(Clone, Debug)]
struct Sum {
    total: Decimal,
    section: Decimal,
    current: Option<Decimal>,
    run: u32,
    last_small: Option<u32>,
    last_big: Option<u32>,
    last_power: Option<u32>,
    zero: bool,
    place: Decimal,
    step: Decimal,
    excess: Option<Decimal>,
    scaled: bool,
    scale: Decimal,
    decimals: bool,
    broken: bool,
    end: usize,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: Decimal::ZERO,
            section: Decimal::ZERO,
            current: None,
            run: 0,
            last_small: None,
            last_big: None,
            last_power: None,
            zero: false,
            place: Decimal::ONE,
            step: Decimal::ONE,
            excess: None,
            scaled: false,
            scale: Decimal::ONE,
            decimals: false,
            broken: false,
            end: 0,
        }
    }
}

impl Sum {
    /// Adds tokens up as far as they make one number.
    fn of(tokens: impl Iterator<Item = (Token, usize)>) -> Self {
        let mut sum = Self::default();
        for (token, end) in tokens {
            if !sum.take(token) {
                break;
            }
            sum.end = end;
        }
        sum.speak();
        sum
    }

    fn value(&self) -> Option<Decimal> {
        let sum = self
            .total
            .checked_add(self.section)?
            .checked_add(self.current.unwrap_or_default());
        sum.filter(|_| !self.broken)
    }

    /// Takes one token; false where it does not belong to the number any more.
    fn take(&mut self, token: Token) -> bool {
        match token {
            Token::Digit(digit) => self.digit(digit),
            Token::Tens(tens) => self.tens(tens),
            Token::Digits(digits) => self.digits(digits),
            Token::Decimals(value, place) => self.fraction(value, place),
            Token::Scale(power) if power < 4 => self.small(power),
            Token::Scale(power) => self.big(power),
            Token::Excess => self.exceed(),
            Token::Vague | Token::Half => false,
        }
    }

    fn digit(&mut self, digit: u8) -> bool {
        let digit = Decimal::from(digit);
        if self.excess.is_some() || self.decimals {
            return false;
        }
        if digit.is_zero() && self.current.is_none() && self.last_power.is_some() {
            self.zero = true;
            return true;
        }
        if self.run > 0 && (self.last_power.is_some() && !self.zero) {
            return false;
        }
        self.run += 1;
        let written = self
            .current
            .unwrap_or_default()
            .checked_mul(Decimal::TEN)
            .and_then(|value| value.checked_add(digit));
        self.broken |= written.is_none();
        self.current = written.or(self.current);
        self.place = Decimal::ONE;
        self.step = if digit.is_zero() {
            self.step.checked_mul(Decimal::TEN).unwrap_or(self.step)
        } else {
            Decimal::ONE
        };
        true
    }

    fn tens(&mut self, tens: u8) -> bool {
        if self.current.is_some() || self.last_small.is_some_and(|power| power <= 1) {
            return false;
        }
        self.section += Decimal::from(tens);
        (self.last_small, self.last_power) = (Some(1), Some(1));
        (self.place, self.step) = (Decimal::TEN, Decimal::TEN);
        true
    }

    fn digits(&mut self, digits: super::arabic::Digits) -> bool {
        let room = self.last_power.unwrap_or(u32::MAX);
        if self.current.is_some()
            || self.excess.is_some()
            || u32::try_from(digits.whole).is_ok_and(|whole| whole > room)
        {
            return false;
        }
        self.broken |= digits.value.is_none();
        self.current = Some(digits.value.unwrap_or_default());
        self.run = if digits.whole == 1 && !digits.decimals { 1 } else { 2 };
        self.zero |= digits.whole > 1 || digits.decimals;
        (self.place, self.step, self.decimals) = (digits.place, digits.step, digits.decimals);
        true
    }

    fn fraction(&mut self, value: Decimal, place: Decimal) -> bool {
        if self.decimals {
            return false;
        }
        self.current = self.current.unwrap_or_default().checked_add(value);
        self.zero = true;
        (self.place, self.step, self.decimals) = (place, place, true);
        true
    }

    /// 十, 百, 千.
    fn small(&mut self, power: u32) -> bool {
        if self.last_small.is_some_and(|last| last <= power) {
            return false;
        }
        if self.last_power.is_none() && self.current.is_some_and(|value| value.is_zero()) && !self.decimals {
            self.current = None;
        }
        let implied = self.current.is_none();
        let free = self.last_power.is_none_or(|last| last >= 4) || self.zero || power == 1;
        if implied && !free {
            return false;
        }
        let scale = ten_to(power);
        let count = self.current.take().unwrap_or(Decimal::ONE);
        self.broken |= count.checked_mul(scale).is_none();
        self.section += count.checked_mul(scale).unwrap_or_default();
        self.precision(scale, implied);
        (self.last_small, self.last_power, self.run, self.zero) = (Some(power), Some(power), 0, false);
        true
    }

    /// 万, 亿, 兆.
    fn big(&mut self, power: u32) -> bool {
        let scale = ten_to(power);
        let section = self
            .section
            .checked_add(self.current.unwrap_or_default())
            .unwrap_or_default();
        let written = self.current.is_some();
        let raised = if section.is_zero() && !written && self.last_power.is_none_or(|last| last >= 4) {
            self.raise_all(power)
        } else if self.last_big.is_some_and(|last| last <= power) {
            self.section = section;
            self.current = None;
            self.raise_all(power)
        } else {
            section
                .checked_mul(scale)
                .and_then(|value| self.total.checked_add(value))
        };
        let Some(total) = raised else {
            self.broken = true;
            return self.last_big != Some(power);
        };
        let implied = section.is_zero() && !written && self.total.is_zero();
        let stacked = section.is_zero() && !written && self.last_big.is_some();
        self.scale = if stacked {
            self.scale.checked_mul(scale).unwrap_or(scale)
        } else {
            scale
        };
        self.total = total;
        (self.section, self.current, self.last_small, self.run, self.zero) = (Decimal::ZERO, None, None, 0, false);
        self.precision(scale, implied);
        (self.last_big, self.last_power, self.scaled) = (Some(power), Some(power), true);
        true
    }

    /// All so far times the scale: 万亿, 百万.
    fn raise_all(&self, power: u32) -> Option<Decimal> {
        let sum = self.total.checked_add(self.section)?;
        let sum = if sum.is_zero() { Decimal::ONE } else { sum };
        sum.checked_mul(ten_to(power))
    }

    fn precision(&mut self, scale: Decimal, implied: bool) {
        let (place, step) = if implied {
            (Decimal::ONE, Decimal::ONE)
        } else {
            (self.place, self.step)
        };
        self.place = place.checked_mul(scale).unwrap_or(scale);
        self.step = step.checked_mul(scale).unwrap_or(scale);
        self.excess = self.excess.and_then(|excess| excess.checked_mul(scale));
    }

    /// After a scale of ten thousand or more the step is that scale, or the last written digit where that is finer.
    fn exceed(&mut self) -> bool {
        if self.excess.is_some() {
            return false;
        }
        let step = match self.last_power {
            Some(power) if power >= 4 && self.current.is_none() && self.section.is_zero() => {
                ten_to(power).min(self.place)
            }
            _ => self.step,
        };
        self.excess = Some(step);
        true
    }

    /// A last digit behind a scale counts the next lower place when spoken: 三万五, 一百二.
    fn speak(&mut self) {
        let Some(power) = self.last_power.filter(|&power| power >= 2) else {
            return;
        };
        if self.zero || self.run != 1 || self.excess.is_some() {
            return;
        }
        let scale = ten_to(power - 1);
        self.current = self.current.and_then(|digit| digit.checked_mul(scale));
        (self.place, self.step) = (scale, scale);
    }
}
