//! Two numbers that make one range, or a change and the level that it led to.

use rust_decimal::Decimal;

use super::{Measured, REACH, one};
use crate::lexicon::{Lexicon, List, Role};
use crate::number::Reading;
use crate::number::english::{self, Form, Found, Text};
use crate::quantity::{is_rounded, range};

/// A level is so many times as great as the change that led to it, and more where a noun follows.
const STEP: Decimal = Decimal::TWO;
const STEP_BEFORE_NOUN: Decimal = Decimal::TEN;

/// The range of which `first` is one end.
pub(super) fn other_end(text: &Text<'_>, first: &Measured, lexicon: &Lexicon) -> Option<Measured> {
    let grammar = &text.words.grammar;
    let is = |words: List, at: usize| words.holds(text.word(at));
    let joint = first.end;
    let lead = first.first.wrapping_sub(1);
    let between = is(grammar.between, lead) && is(grammar.and, joint);
    let dash = is(grammar.to, joint) && !text.is(joint, Form::Word);
    let word = is(grammar.to, joint) && !dash;
    let led = is(grammar.from, lead);
    if !(between || dash || word) || (word && led && rises(text, first.first)) {
        return None;
    }
    if word && by_and_to(text, first) {
        return None;
    }
    // rose by a fifth to £1.28bn
    if word && matches!(first.quantity.numeral.reading, Reading::Fraction(_)) {
        return None;
    }
    let next = joint + 1;
    let next = next + usize::from(matches!(text.word(next), "-" | "−"));
    let next = next + usize::from(!text.is(next, Form::Digits) && lexicon.units.at_end(text.written(next)).is_some());
    let found = english::read(text, next).filter(|found| found.sort == english::Sort::Cardinal)?;
    let second = one(text, &found, lexicon);
    let chained = dash && text.glued(second.end) && is(grammar.to, second.end) && text.is(second.end + 1, Form::Digits);
    let touches = second.first > joint || (dash && second.first == joint);
    if chained
        || !touches
        || (dash && second.quantity.value.is_some_and(|value| value.is_sign_negative()) && text.glued(joint))
    {
        // 15-20 is no fifteen and minus twenty.
        return None.or_else(|| dashed(text, first, &found, lexicon, chained));
    }
    joined(first, second).filter(|both| !(word && is_step(text, first, both)))
}

/// Spending grew faster, by 3 m to 22 m: whether a change that a comma sets apart leads to a level.
fn by_and_to(text: &Text<'_>, first: &Measured) -> bool {
    let lead = led(text, first.first).wrapping_sub(1);
    let set_apart = text.word(lead.wrapping_sub(1)) == ",";
    let by = text.words.grammar.step.holds(text.word(lead));
    by && set_apart && first.quantity.measure.is_some() && rises(text, lead.wrapping_sub(1))
}

/// Where the cue before token `at` begins: by around 7,000.
fn led(text: &Text<'_>, at: usize) -> usize {
    text.phrase_before(at, &text.words.before)
        .map_or(at, |(start, _)| start)
}

/// The number of wells rose by 140 to 1,385, the toll by $2 to $30: a change and the level that it came to, not so many to
/// so many, where the second is far greater. Grew by 2% to 3% is a range.
fn is_step(text: &Text<'_>, first: &Measured, both: &Measured) -> bool {
    let by = text
        .words
        .grammar
        .step
        .holds(text.word(led(text, first.first).wrapping_sub(1)));
    let measured = first.quantity.measure.is_some();
    let roles = text.roles(both.end);
    let named = text.is(both.end, Form::Word) && !roles.has(Role::Preposition) && !roles.has(Role::Conjunction);
    let times = if named && !measured { STEP_BEFORE_NOUN } else { STEP };
    let (lower, upper) = (both.quantity.interval.lower, both.quantity.interval.upper);
    let far = lower.and_then(|lower| lower.checked_mul(times)) <= upper;
    (measured || (by && both.quantity.measure.is_none())) && far && rises(text, first.first)
}

/// 15-20, where the dash looks like a minus sign.
fn dashed(text: &Text<'_>, first: &Measured, found: &Found, lexicon: &Lexicon, chained: bool) -> Option<Measured> {
    if chained {
        return None;
    }
    let mut second = one(text, found, lexicon);
    let numeral = found.numeral;
    second.quantity.value = numeral.value();
    second.quantity.interval = numeral.interval(is_rounded(second.quantity.measure.as_ref()));
    second.quantity.span.start = numeral.span.start;
    second.first = found.first;
    joined(first, second)
}

fn joined(first: &Measured, second: Measured) -> Option<Measured> {
    let agree = match (&first.quantity.measure, &second.quantity.measure) {
        (Some(a), Some(b)) => a.name == b.name,
        (Some(a), None) => a.leads(),
        (None, _) => true,
    };
    let (from, to) = (
        range::scaled_like(&first.quantity, &second.quantity)?,
        range::plain(&second.quantity)?,
    );
    let both = first.quantity.measure.is_some() && second.quantity.measure.is_some();
    let whole = !first.quantity.numeral.zero_padded;
    (agree && whole && (from < to || (from > to && both))).then(|| Measured {
        first: first.first,
        end: second.end,
        quantity: range::join(&first.quantity, second.quantity, from, to),
    })
}

/// Whether something rose or fell before token `at` in its clause: rose from 80 to 120 is no range.
fn rises(text: &Text<'_>, at: usize) -> bool {
    let clause = (at.saturating_sub(REACH)..at).rev();
    // They rose in one place, and in another from 10 to 13: a word for from reaches across a comma.
    let led = text.words.grammar.from.holds(text.word(at.wrapping_sub(1)));
    let stops = |word: &str| matches!(word, ";" | ":" | "(" | ")") || (word == "," && !led);
    clause.into_iter().take_while(|at| !stops(text.word(*at))).any(|at| {
        [Role::Rise, Role::Fall, Role::Growth, Role::Decline]
            .iter()
            .any(|role| text.roles(at).has(*role))
    })
}
