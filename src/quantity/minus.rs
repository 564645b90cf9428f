//! Minus signs: which hyphen before a number is one, and which joins two numbers or parts of a name.

use crate::lexicon::{Lexicon, Unit, UnitKind};
use crate::number::{self, Numeral};
use crate::span::{Span, is_han, last_char, skip_blanks, trim_end};

/// Signs that are a minus, also in full width.
const MARKS: &[char] = &['-', '−', '－'];
/// A minus sign may stand behind these as at the beginning of a text.
const OPEN: &str = "（(，,：:；;、|“‘<>≤≥=≈～~";
/// What closes words that name a figure: 净利润（亿元）-3.5亿元.
const CLOSED: &str = "）)”’》】]";

/// Length of the minus sign right before `numeral`, or of a word for one.
pub(super) fn minus(text: &str, numeral: &Numeral, lexicon: &Lexicon) -> usize {
    let before = Span::new(0, numeral.span.start).of(text);
    let spaced = before.trim_end_matches(' ');
    if let Some(word) = lexicon.numerals.negative.ends(spaced) {
        let ahead = last_char(Span::new(0, spaced.len() - word.len()).of(before));
        let spoiled = ahead.is_some_and(|character| lexicon.numerals.not_before_negative.contains(character));
        return if spoiled {
            0
        } else {
            word.len() + before.len() - spaced.len()
        };
    }
    let Some(mark) = last_char(before).filter(|mark| MARKS.contains(mark)) else {
        return 0;
    };
    let ahead = Span::new(0, before.len() - mark.len_utf8()).of(before);
    let open = last_char(ahead).is_none_or(|character| character.is_whitespace() || OPEN.contains(character));
    let signed = || lexicon.numerals.signed.ends(ahead).is_some();
    if open || lexicon.words.ends_in_grammar(ahead) || signed() || is_below(ahead, text, numeral, lexicon) {
        mark.len_utf8()
    } else {
        0
    }
}

/// Whether the hyphen between the words `ahead` and a number is a minus sign: the number is money, a ratio or a measure,
/// which no name ends in, and what stands ahead is neither another number nor the name of a share, which is never
/// below zero.
fn is_below(ahead: &str, text: &str, numeral: &Numeral, lexicon: &Lexicon) -> bool {
    let named = last_char(ahead).is_some_and(|last| is_han(last) || CLOSED.contains(last));
    if !named || lexicon.numerals.unsigned.ends(ahead).is_some() {
        return false;
    }
    let Some(unit) = unit_behind(text, numeral.span.end, lexicon) else {
        return false;
    };
    matches!(unit.kind, UnitKind::Money | UnitKind::Ratio | UnitKind::Measure) && !is_number(ahead, unit, lexicon)
}

/// The unit of the number that ends at byte `end`; in a range, that of its other end.
fn unit_behind<'l>(text: &str, end: usize, lexicon: &'l Lexicon) -> Option<&'l Unit> {
    let rest = skip_blanks(Span::new(end, text.len()).of(text));
    if let Some((form, unit)) = lexicon.units.at_start(rest) {
        // One letter may as well be the end of a name: 红旗-9B.
        let letter = form.len() == 1 && form.chars().all(|letter| letter.is_ascii_alphabetic());
        return Some(unit.as_ref()).filter(|_| !letter);
    }
    let joint = lexicon.periods.to.begins(rest)?;
    let behind = Span::new(joint.len(), rest.len()).of(rest).trim_start_matches(MARKS);
    let other = number::read(behind, 0, lexicon)?;
    let behind = skip_blanks(Span::new(other.span.end, behind.len()).of(behind));
    lexicon.units.at_start(behind).map(|(_, unit)| unit.as_ref())
}

/// Whether `ahead` ends with a number, perhaps with a unit of the same dimension: 5元-10元 is a range.
fn is_number(ahead: &str, own: &Unit, lexicon: &Lexicon) -> bool {
    let figure = |character: char| number::is_digit(character) || lexicon.numerals.sign(character).is_some();
    let mut starts = ahead.char_indices().rev().take(LONGEST);
    let found = starts.find_map(|(at, _)| {
        let before = trim_end(Span::new(0, at).of(ahead));
        let (form, unit) = lexicon.units.at_start(Span::new(at, ahead.len()).of(ahead))?;
        (at + form.len() == ahead.len() && last_char(before).is_some_and(figure)).then_some(unit)
    });
    last_char(ahead).is_some_and(figure) || found.is_some_and(|unit| unit.dimension == own.dimension)
}

/// The most characters of a unit that is looked for backwards.
const LONGEST: usize = 4;
