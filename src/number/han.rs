//! The characters of a number as tokens: digits, scales, points, and the words for a little more.

use rust_decimal::Decimal;

use super::arabic::{self, Digits};
use crate::lexicon::{Lexicon, Numerals, Sign};
use crate::span::{Span, skip_blanks};

/// One part of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// A run of ASCII or full-width digits.
    Digits(Digits),
    /// A Chinese digit.
    Digit(u8),
    /// A power of ten.
    Scale(u32),
    /// 20, 30 or 40 in one character.
    Tens(u8),
    /// A decimal part in Chinese digits: value and place value of its last digit.
    Decimals(Decimal, Decimal),
    /// A digit that is not told.
    Vague,
    /// A little more.
    Excess,
    /// One half.
    Half,
}

/// A number's tokens with the bytes behind each.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// First byte of the number.
    pub start: usize,
    /// Each token with the first byte behind it.
    pub list: Vec<(Token, usize)>,
    /// Whether a word for at least stands before them.
    pub at_least: bool,
}

/// The longest run of tokens at `at`; none where no number starts.
pub(super) fn tokens(text: &str, at: usize, lexicon: &Lexicon) -> Option<Tokens> {
    let words = &lexicon.numerals;
    let mut tokens = Tokens {
        start: at,
        list: Vec::with_capacity(8),
        at_least: false,
    };
    let mut end = at;
    while let Some((token, next)) = token(text, end, &tokens, words) {
        if matches!(token, Token::Scale(_)) && lexicon.units.begins_scaled(Span::new(end, text.len()).of(text)) {
            break;
        }
        tokens.list.push((token, next));
        end = next;
    }
    if !starts_number(text, &tokens, words) {
        return None;
    }
    lead(text, &mut tokens, words);
    Some(tokens)
}

fn token(text: &str, at: usize, before: &Tokens, words: &Numerals) -> Option<(Token, usize)> {
    let last = before.list.last().map(|(token, _)| *token);
    let at = if last.is_some() {
        skip_spaces(text, at, words)
    } else {
        at
    };
    let character = text.get(at..)?.chars().next()?;
    let next = at + character.len_utf8();
    if arabic::is_digit(character) {
        let fits = matches!(last, None | Some(Token::Scale(_)) | Some(Token::Digit(0)));
        let digits = arabic::read(text, at).filter(|_| fits)?;
        return Some((Token::Digits(digits), digits.end));
    }
    if character == words.point {
        return decimals(text, next, last, words);
    }
    let token = match words.sign(character)? {
        Sign::Digit(value) => Token::Digit(value),
        Sign::Scale(power) => Token::Scale(power),
        Sign::Tens(value) => Token::Tens(value),
        Sign::Vague => Token::Vague,
        Sign::Excess => Token::Excess,
        Sign::Half => Token::Half,
    };
    follows(text, at, token, last, words).then_some((token, next))
}

/// Whether `token` can stand behind `last`.
fn follows(text: &str, at: usize, token: Token, last: Option<Token>, words: &Numerals) -> bool {
    match (last, token) {
        (Some(last), Token::Digit(_)) if !joins(text, at, last, words) => false,
        (Some(last), Token::Vague) => matches!(last, Token::Scale(_)),
        (None, Token::Excess) | (Some(Token::Excess | Token::Half), Token::Digit(_) | Token::Excess | Token::Half) => {
            false
        }
        (Some(Token::Digits(_) | Token::Decimals(..)), Token::Digit(_) | Token::Tens(_) | Token::Half) => false,
        (Some(Token::Digits(digits)), Token::Scale(power)) => !is_year(&digits) || power >= 4,
        (Some(_), Token::Excess) => words.not_excess.begins(Span::new(at, text.len()).of(text)).is_none(),
        (Some(last), Token::Half) => last == Token::Digit(1),
        _ => true,
    }
}

/// Whether the Chinese digit at `at` goes on with the number: 两 is a unit behind most numbers (三斤二两), and
/// digits that are ordinary characters too (陆, 参) stand among financial ones or before a scale.
fn joins(text: &str, at: usize, last: Token, words: &Numerals) -> bool {
    let mut rest = Span::new(at, text.len()).of(text).chars();
    let character = rest.next();
    let before_scale = rest
        .next()
        .and_then(|next| words.sign(next))
        .is_some_and(|sign| matches!(sign, Sign::Scale(_)));
    if character == Some(words.couple) {
        return before_scale || last == Token::Digit(1);
    }
    if !character.is_some_and(|character| words.is_dependent(character)) {
        return true;
    }
    let before = Span::new(0, at).of(text).chars().next_back();
    before_scale || before.is_some_and(|before| words.financial.contains(before))
}

/// Whether four digits look like a year, which no small scale multiplies (2018十大新闻).
fn is_year(digits: &Digits) -> bool {
    digits.whole == 4
        && !digits.decimals
        && digits
            .value
            .is_some_and(|value| (Decimal::from(1900)..Decimal::from(2100)).contains(&value))
}

/// Spaces may stand before a scale or a word for a little more, where the digits are set apart.
fn skip_spaces(text: &str, at: usize, words: &Numerals) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let trimmed = skip_blanks(rest);
    let behind = at + rest.len() - trimmed.len();
    let mut next = trimmed.chars();
    let sign = next.next().and_then(|next| words.sign(next));
    let scaled = next.find(|next| *next != ' ').and_then(|next| words.sign(next));
    match (sign, scaled) {
        (Some(Sign::Scale(_) | Sign::Excess), _) => behind,
        (Some(Sign::Digit(_)), Some(Sign::Scale(_))) if after_scale(text, at, words) => behind,
        _ => behind_classifier(rest, words).map_or(at, |length| at + length),
    }
}

fn after_scale(text: &str, at: usize, words: &Numerals) -> bool {
    let last = Span::new(0, at)
        .of(text)
        .chars()
        .next_back()
        .and_then(|last| words.sign(last));
    matches!(last, Some(Sign::Scale(_)))
}

/// 两个亿: the classifier between a number and its scale.
fn behind_classifier(rest: &str, words: &Numerals) -> Option<usize> {
    let behind = rest.strip_prefix(words.classifier)?;
    let scale = behind.chars().next().and_then(|next| words.sign(next));
    matches!(scale, Some(Sign::Scale(8..))).then(|| words.classifier.len_utf8())
}

/// The digits behind a decimal point in words; none where it is an ordinary word (三点钟, 八点二十).
fn decimals(text: &str, at: usize, last: Option<Token>, words: &Numerals) -> Option<(Token, usize)> {
    if !matches!(
        last,
        Some(Token::Digit(_) | Token::Scale(_) | Token::Tens(_) | Token::Digits(_))
    ) {
        return None;
    }
    let mut value = Decimal::ZERO;
    let mut place = Decimal::ONE;
    let mut end = at;
    for character in text.get(at..)?.chars() {
        let digit = match words.sign(character) {
            Some(Sign::Digit(digit)) => u32::from(digit),
            Some(Sign::Tens(_)) => return None,
            Some(Sign::Scale(1)) => return None,
            _ => match arabic::digit(character) {
                Some(digit) => digit,
                None => break,
            },
        };
        place = place.checked_mul(Decimal::new(1, 1))?;
        value = value.checked_add(place.checked_mul(Decimal::from(digit))?)?;
        end += character.len_utf8();
    }
    (end > at).then_some((Token::Decimals(value, place), end))
}

/// Whether the tokens begin a number: some characters do so only before another numeral character.
fn starts_number(text: &str, tokens: &Tokens, words: &Numerals) -> bool {
    let Some((first, _)) = tokens.list.first() else {
        return false;
    };
    let second = tokens.list.get(1).map(|(token, _)| *token);
    let character = text.get(tokens.start..).and_then(|rest| rest.chars().next());
    let before = text.get(..tokens.start).and_then(|text| text.chars().next_back());
    if character.is_some_and(|character| words.is_dependent(character)) {
        return matches!(second, Some(Token::Scale(_)));
    }
    if *first == Token::Vague && second.is_some_and(|token| matches!(token, Token::Scale(_))) {
        let exceeds = tokens.list.iter().any(|(token, _)| *token == Token::Excess);
        return !exceeds
            || before.is_none_or(|before| !words.not_before_vague.contains(before))
            || is_question(character, words);
    }
    *first != Token::Vague || is_question(character, words)
}

/// Whether the vague digit is the one that also asks (几), which classifiers follow.
fn is_question(character: Option<char>, words: &Numerals) -> bool {
    character == Some(words.question)
}

/// Takes in the word for at least before a scale without digit (上百).
fn lead(text: &str, tokens: &mut Tokens, words: &Numerals) {
    if !matches!(tokens.list.first(), Some((Token::Scale(2..), _))) {
        return;
    }
    let mut before = Span::new(0, tokens.start).of(text).chars().rev();
    if before.next() != Some(words.at_least_prefix) {
        return;
    }
    if before
        .next()
        .is_none_or(|character| !words.not_before_prefix.contains(character))
    {
        tokens.at_least = true;
        tokens.start -= words.at_least_prefix.len_utf8();
    }
}
