//! Numbers in digits: ASCII and full width, with thousands separators and decimals.

use rust_decimal::Decimal;

use super::ten_to;
use crate::span::{Span, first_char};

/// A run of digits with its precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    /// The value, none where it is too long.
    pub value: Option<Decimal>,
    /// Place value of the last written digit.
    pub place: Decimal,
    /// Place value of the last digit that is not zero.
    pub step: Decimal,
    /// Whether there are decimals.
    pub decimals: bool,
    /// Digits before the decimal point.
    pub whole: usize,
    /// Whether it begins with a zero that no decimal point follows.
    pub zero_padded: bool,
    /// First byte behind it.
    pub end: usize,
}

/// The digit that `character` writes.
pub(super) fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => character.to_digit(10),
        '０'..='９' => Some(character as u32 - '０' as u32),
        _ => None,
    }
}

/// Whether `character` is a digit, ASCII or full width.
pub fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

/// Reads the digits at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Digits> {
    let mut run = Run::default();
    let mut end = run.group(text, at)?;
    if run.count <= 3 {
        let first = end;
        end = groups(text, at, first, &mut run);
        if end == first {
            end = spaced(text, first, &mut run);
        }
    }
    let whole = run.count;
    if let Some(next) = after_mark(text, end, is_point).filter(|&next| digits_at(text, next) > 0) {
        end = run.group(text, next)?;
    }
    Some(run.finish(whole, end))
}

/// Reads the groups of three digits behind the first one, all with the same separator.
fn groups(text: &str, start: usize, first: usize, run: &mut Run) -> usize {
    let Some(separator) = text
        .get(first..)
        .and_then(first_char)
        .filter(|&mark| is_separator(mark))
    else {
        return first;
    };
    let mut end = first;
    while let Some(next) = after_mark(text, end, |mark| mark == separator).filter(|&next| digits_at(text, next) == 3) {
        end = next
            + Span::new(next, text.len())
                .of(text)
                .chars()
                .take(3)
                .map(char::len_utf8)
                .sum::<usize>();
    }
    if end == first || (is_space(separator) && in_row(text, start, end)) {
        return first;
    }
    for character in Span::new(first, end).of(text).chars().filter_map(digit) {
        run.push(character);
    }
    end
}

/// Reads groups of three digits behind a comma and a space: 2, 045, 300. A zero in front tells them from a list.
fn spaced(text: &str, first: usize, run: &mut Run) -> usize {
    let behind =
        |end: usize| after_mark(text, end, |mark| mark == ',').and_then(|at| after_mark(text, at, |mark| mark == ' '));
    let (mut end, mut zero) = (first, false);
    while let Some(next) = behind(end).filter(|&next| digits_at(text, next) == 3) {
        zero |= text.as_bytes().get(next) == Some(&b'0');
        end = next + 3;
    }
    if !zero || !Span::new(first, end).of(text).is_ascii() {
        return first;
    }
    for character in Span::new(first, end).of(text).chars().filter_map(digit) {
        run.push(character);
    }
    end
}

/// So many digits fit a machine word.
const FEW: usize = 18;

#[derive(Default)]
struct Run {
    /// What the digits spell, as far as they are few.
    few: i64,
    /// The same for many digits, none where they are too many.
    many: Option<i128>,
    count: usize,
    zeros: usize,
    first_zero: bool,
}

impl Run {
    fn group(&mut self, text: &str, at: usize) -> Option<usize> {
        let mut rest = text.as_bytes().get(at..)?;
        loop {
            match *rest {
                [digit @ b'0'..=b'9', ref behind @ ..] => {
                    self.push(u32::from(digit - b'0'));
                    rest = behind;
                }
                // Full width.
                [0xef, 0xbc, digit @ 0x90..=0x99, ref behind @ ..] => {
                    self.push(u32::from(digit - 0x90));
                    rest = behind;
                }
                _ => break,
            }
        }
        let end = text.len() - rest.len();
        (end > at).then_some(end)
    }

    fn push(&mut self, digit: u32) {
        if self.count == 0 {
            self.first_zero = digit == 0;
        }
        self.zeros = if digit == 0 { self.zeros + 1 } else { 0 };
        if self.count < FEW {
            self.few = self.few * 10 + i64::from(digit);
        } else {
            let value = if self.count == FEW {
                Some(i128::from(self.few))
            } else {
                self.many
            };
            self.many = value.and_then(|value| value.checked_mul(10)?.checked_add(i128::from(digit)));
        }
        self.count += 1;
    }

    /// The digits with so many of them behind the point.
    fn value(&self, scale: u32) -> Option<Decimal> {
        if self.count <= FEW {
            Decimal::try_new(self.few, scale).ok()
        } else {
            Decimal::try_from_i128_with_scale(self.many?, scale).ok()
        }
    }

    fn finish(self, whole: usize, end: usize) -> Digits {
        let decimals = self.count - whole;
        let scale = u32::try_from(decimals).unwrap_or(u32::MAX);
        let zeros = u32::try_from(self.zeros.min(self.count.saturating_sub(1))).unwrap_or_default();
        let place = Decimal::try_new(1, scale).unwrap_or_default();
        Digits {
            value: self.value(scale),
            place,
            step: match 10_i64.checked_pow(zeros) {
                Some(power) => Decimal::try_new(power, scale).unwrap_or(place),
                None => place.checked_mul(ten_to(zeros)).unwrap_or(place),
            },
            decimals: decimals > 0,
            whole,
            zero_padded: self.first_zero && whole > 1,
            end,
        }
    }
}

/// Whether figures set apart by spaces are a row of a table rather than groups of one figure.
fn in_row(text: &str, start: usize, end: usize) -> bool {
    let marks = |character: char| is_digit(character) || is_space(character) || ".,-—/:|\t".contains(character);
    let before = Span::new(0, start).of(text).chars().next_back();
    let after = Span::new(end, text.len())
        .of(text)
        .chars()
        .find(|&character| character != ' ');
    before.is_none_or(marks) || after.is_none_or(marks)
}

const fn is_separator(mark: char) -> bool {
    matches!(mark, ',' | '，' | '\'' | '’') || is_space(mark)
}

const fn is_space(mark: char) -> bool {
    matches!(mark, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn digits_at(text: &str, at: usize) -> usize {
    text.get(at..)
        .unwrap_or_default()
        .chars()
        .take_while(|&character| is_digit(character))
        .take(5)
        .count()
}

fn after_mark(text: &str, at: usize, is_mark: impl Fn(char) -> bool) -> Option<usize> {
    let mark = first_char(text.get(at..)?)?;
    is_mark(mark).then(|| at + mark.len_utf8())
}

const fn is_point(character: char) -> bool {
    matches!(character, '.' | '．')
}
