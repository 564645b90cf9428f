//! Numerals: numbers as they are written, with their exact value and the precision that the writing shows.
//!
//! A loose automaton finds where a number may stand; [`read`] is the strict reader that decides how far it
//! goes and what it is worth. Spans point into the passage that is read.

mod arabic;
pub mod english;
mod fraction;
mod han;
mod interval;
mod power;
mod sum;

pub use arabic::is_digit;
pub use interval::Interval;
pub use power::opens_exponent;

use rust_decimal::Decimal;

use crate::lexicon::{Classes, Lexicon, Sign};
use crate::span::{Span, first_char, is_han, skip_blanks};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// With the digits 0 to 9.
    Arabic,
    /// With Chinese numerals.
    Han,
    /// With English words.
    Letters,
}

/// What the words of a number tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// One value.
    Plain(Decimal),
    /// A fraction of whole numbers, to four decimal places.
    Fraction(Decimal),
    /// From one value to another: 三四十.
    Between(Decimal, Decimal),
    /// Vague, from a least to a greatest value: 几十.
    Several(Decimal, Decimal),
    /// Too long for an exact decimal.
    Unreadable,
}

/// One number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Where it stands in the passage.
    pub span: Span,
    /// What it tells.
    pub reading: Reading,
    /// Digits or Chinese numerals.
    pub script: Script,
    /// Place value of the last written digit, scales multiplied in.
    pub place: Decimal,
    /// Place value of the last digit that is not zero, scales multiplied in.
    pub step: Decimal,
    /// Whether a scale of ten thousand or more was written.
    pub scaled: bool,
    /// That scale, one where there is none.
    pub scale: Decimal,
    /// Whether decimals were written.
    pub decimals: bool,
    /// The step of 余 or 多 where one is written inside or behind.
    pub excess: Option<Decimal>,
    /// The unit that its denominator stands for (百分之).
    pub per: Option<Per>,
    /// Whether it begins with a word for at least (上百).
    pub at_least: bool,
    /// How many digit characters it begins with, 0 for Chinese numerals.
    pub digits: usize,
    /// Whether it begins with a zero that no decimal point follows (007).
    pub zero_padded: bool,
}

/// The power of ten from which on a scale is a great one.
const GREAT: u32 = 4;

/// Index of a denominator in [`crate::lexicon::Numerals::per`].
pub type Per = usize;

impl Numeral {
    /// The value where there is just one.
    pub const fn value(&self) -> Option<Decimal> {
        match self.reading {
            Reading::Plain(value) | Reading::Fraction(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is written with a power of ten.
    pub fn is_power(&self, text: &str) -> bool {
        let own = self.span.of(text);
        let mut rests = own.char_indices().filter_map(|(at, _)| own.get(at..));
        self.script == Script::Arabic && self.scaled && rests.any(opens_exponent)
    }

    /// Whether the value is a whole number written without scale or decimals.
    pub const fn is_plain_integer(&self) -> bool {
        matches!(self.reading, Reading::Plain(_)) && !self.scaled && !self.decimals
    }
}

/// Reads the number that starts at byte `at` of `text` (folded to simplified characters), if one does.
pub fn read(text: &str, at: usize, lexicon: &Lexicon) -> Option<Numeral> {
    let mut numeral = match single(text, at, lexicon) {
        Some(numeral) => numeral,
        None => fraction::extend(text, plain(text, at, lexicon)?, lexicon),
    };
    power::extend(text, &mut numeral);
    Some(numeral)
}

/// Whether the first character of `text` tells that no number begins with it that has another character: it begins
/// none, or a Han character follows that goes on with none.
pub fn is_short(text: &str, lexicon: &Lexicon) -> bool {
    let Some(first) = first_char(text) else { return true };
    if !lexicon.characters.of(first).has(Classes::STARTS) {
        return true;
    }
    let next = first_char(Span::new(first.len_utf8(), text.len()).of(text));
    is_han(first) && next.is_some_and(|next| is_han(next) && !may_go_on(next, lexicon))
}

/// The number at `at` where it is one run of digits or one Chinese digit and nothing goes on behind it: most are,
/// and need no tokens.
fn single(text: &str, at: usize, lexicon: &Lexicon) -> Option<Numeral> {
    let words = &lexicon.numerals;
    let first = first_char(Span::new(at, text.len()).of(text))?;
    let (digits, end) = match words.sign(first) {
        Some(Sign::Digit(_)) if words.is_dependent(first) => return None,
        Some(Sign::Digit(_)) => (None, at + first.len_utf8()),
        Some(_) => return None,
        None => {
            let digits = arabic::read(text, at)?;
            (Some(digits), digits.end)
        }
    };
    let rest = Span::new(end, text.len()).of(text);
    // What is a zero in words is read token by token wherever something may follow it.
    let zero =
        words.sign(first) == Some(Sign::Digit(0)) && first_char(rest).is_some_and(|next| may_go_on(next, lexicon));
    if zero || goes_on(rest, lexicon) {
        return scaled(at, digits?, rest, lexicon);
    }
    let value = match (digits, words.sign(first)) {
        (Some(digits), _) => digits.value?,
        (None, Some(Sign::Digit(value))) => Decimal::from(value),
        _ => return None,
    };
    Some(Numeral {
        span: Span::new(at, end),
        reading: Reading::Plain(value),
        script: if digits.is_some() { Script::Arabic } else { Script::Han },
        place: digits.map_or(Decimal::ONE, |digits| digits.place),
        step: digits.map_or(Decimal::ONE, |digits| digits.step),
        scaled: false,
        scale: Decimal::ONE,
        decimals: digits.is_some_and(|digits| digits.decimals),
        excess: None,
        per: None,
        at_least: false,
        digits: digits.map_or(0, |digits| digits.whole),
        zero_padded: digits.is_some_and(|digits| digits.zero_padded),
    })
}

/// 1.2万, 30亿: `digits` with one great scale, which is all that stands before `rest` ends or goes on otherwise.
fn scaled(at: usize, digits: arabic::Digits, rest: &str, lexicon: &Lexicon) -> Option<Numeral> {
    let words = &lexicon.numerals;
    let character = first_char(rest)?;
    let Some(Sign::Scale(power @ GREAT..)) = words.sign(character) else {
        return None;
    };
    let behind = Span::new(character.len_utf8(), rest.len()).of(rest);
    if goes_on(behind, lexicon) || lexicon.units.begins_scaled(rest) {
        return None;
    }
    let scale = ten_to(power);
    let value = digits.value?.checked_mul(scale)?;
    Some(Numeral {
        span: Span::new(at, digits.end + character.len_utf8()),
        reading: Reading::Plain(value),
        script: Script::Arabic,
        place: digits.place.checked_mul(scale)?,
        step: digits.step.checked_mul(scale)?,
        scaled: true,
        scale,
        decimals: digits.decimals,
        excess: None,
        per: None,
        at_least: false,
        digits: digits.whole,
        zero_padded: digits.zero_padded,
    })
}

/// Whether a number may go on with `rest`. A blank, or the classifier that some scales have before them, belongs to a
/// number only where more of it follows, which is seldom.
fn goes_on(rest: &str, lexicon: &Lexicon) -> bool {
    let Some(next) = first_char(rest).filter(|next| may_go_on(*next, lexicon)) else {
        return false;
    };
    let behind = Span::new(next.len_utf8(), rest.len()).of(rest);
    match next {
        ' ' | '\u{3000}' | '\u{a0}' => goes_on(skip_blanks(behind), lexicon),
        _ if next == lexicon.numerals.classifier => {
            let sign = first_char(behind).and_then(|next| lexicon.numerals.sign(next));
            matches!(sign, Some(Sign::Scale(_)))
        }
        _ => true,
    }
}

/// Whether `next` may stand behind the first character of a number and belong to it.
fn may_go_on(next: char, lexicon: &Lexicon) -> bool {
    lexicon.characters.of(next).has(Classes::GOES_ON)
}

/// The number at `at` without a fraction.
fn plain(text: &str, at: usize, lexicon: &Lexicon) -> Option<Numeral> {
    sum::evaluate(&han::tokens(text, at, lexicon)?)
}

/// Ten to the power of `power`, for powers that a decimal holds.
pub(crate) fn ten_to(power: u32) -> Decimal {
    if let Some(value) = 10_i64.checked_pow(power) {
        return Decimal::from(value);
    }
    10_i128.checked_pow(power).map_or(Decimal::MAX, |value| {
        Decimal::try_from_i128_with_scale(value, 0).unwrap_or(Decimal::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_reads_what_the_long_one_does() {
        let lexicon = Lexicon::builtin();
        let texts = [
            "3个人",
            "三个人",
            "三个",
            "两个亿",
            "3个亿",
            "5个百分点",
            "零个",
            "零 个",
            "1.2万个",
            "1.2万 元",
            "3 年",
            "三 年",
            "3 万人",
            "三 分之一",
            "3 个",
            "12\u{3000}家",
            "12\u{a0}",
            "7",
            "3个 亿",
            "2 千克",
            "30亿个",
            "4亿 万",
            "3/4",
            "9 /10",
            "50多个",
            "50 余",
            "八点五",
            "八 点",
            "3又二分之一",
        ];
        for text in texts {
            let mut long = plain(text, 0, lexicon).map(|numeral| fraction::extend(text, numeral, lexicon));
            long.iter_mut().for_each(|numeral| power::extend(text, numeral));
            assert_eq!(read(text, 0, lexicon), long, "{text}");
        }
    }
}
