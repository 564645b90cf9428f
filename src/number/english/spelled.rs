//! Numbers in words: forty-five, two hundred and six, half a million, two-thirds, tens of thousands.

use rust_decimal::Decimal;

use super::letters::lettered;
use super::{Form, Found, Sort, Text, Value, found, in_scaled_unit, parts, rounds, sign, vague, vulgar, words};
use crate::lexicon::Spelled;
use crate::number::{Script, ten_to};

/// The number in words that begins at token `at`.
pub(super) fn read(text: &Text<'_>, at: usize) -> Option<Found> {
    let article = text.words.grammar.article.holds(text.word(at));
    let first = at + usize::from(article);
    match sign(text, first)? {
        Spelled::Small(_) | Spelled::Tens(_) if !article => cardinal(text, at),
        Spelled::Scale(_) | Spelled::Dozen => {
            let (value, end) = scales(text, Value::whole(Decimal::ONE, Decimal::ONE), first, false);
            let ordinal = ordinal_behind(text, end);
            Some(match ordinal {
                Some((number, end)) if value.value.is_some() => as_ordinal(text, at, end, sum(value, number)),
                _ => found(text, at, end, value, Script::Letters),
            })
        }
        Spelled::Many(power) if !article => vague::many(text, at, ten_to(power)),
        Spelled::Dozens if !article => vague::many(text, at, Decimal::from(12)),
        Spelled::Several => vague::several(text, at, first + 1),
        Spelled::Couple => vague::couple(text, at, first + 1),
        Spelled::Half => Some(half(text, at, first + 1)),
        Spelled::Times(times) => words::times_as(text, first, times).filter(|_| !article),
        Spelled::Fold(times) => words::fold(text, first, times).filter(|_| !article),
        Spelled::Ordinal(below) if article => words::of_whole(text, at, first + 1, below),
        Spelled::Ordinal(place) if !text.words.grammar.quarter.contains(text.word(at)) => Some(as_ordinal(
            text,
            at,
            at + 1,
            Value::whole(Decimal::from(place), Decimal::ONE),
        )),
        _ => None,
    }
}

fn as_ordinal(text: &Text<'_>, first: usize, end: usize, value: Value) -> Found {
    Found {
        sort: Sort::Ordinal,
        ..found(text, first, end, value, Script::Letters)
    }
}

fn sum(value: Value, number: u64) -> Value {
    // The last word of an ordinal either adds or multiplies: twenty-first, two hundredth.
    let number = Decimal::from(number);
    let scale = number >= Decimal::ONE_HUNDRED;
    let total = value.value.and_then(|value| {
        if scale {
            value.checked_mul(number)
        } else {
            value.checked_add(number)
        }
    });
    Value {
        scaled: false,
        ..Value::whole(total.unwrap_or(number), Decimal::ONE)
    }
}

/// The place in an order that ends a number: twenty-first.
fn ordinal_behind(text: &Text<'_>, at: usize) -> Option<(u64, usize)> {
    let at = at + usize::from(text.is_hyphen(at) && text.glued(at));
    match sign(text, at)? {
        Spelled::Ordinal(place) if !text.words.grammar.quarter.contains(text.word(at)) => Some((place, at + 1)),
        _ => None,
    }
}

/// forty-five, two hundred and six, three million; two-thirds; twenty-first; two and a half.
fn cardinal(text: &Text<'_>, at: usize) -> Option<Found> {
    let (mut value, mut end) = below_hundred(text, at)?;
    if let Some((part, behind)) = parts::long_denominator(text, end, value) {
        return Some(found(text, at, behind, Value::part(part), Script::Letters));
    }
    if let Some((part, behind)) = denominator(text, end, value) {
        let (value, end) = of_scale(text, Value::part(part), behind);
        return Some(found(text, at, end, value, Script::Letters));
    }
    if let Some((place, behind)) = ordinal_behind(text, end) {
        return Some(as_ordinal(text, at, behind, sum(value, place)));
    }
    (value, end) = decimals(text, value, end);
    let above = end;
    (value, end) = scales(text, value, end, false);
    if end > above && !value.scaled {
        (value, end) = decimals(text, value, end);
    }
    // one hundred and thirty-two fifths
    let parts = denominator(text, end, value).filter(|_| value.value > Some(Decimal::ONE));
    if let Some((part, behind)) = parts {
        return Some(found(text, at, behind, Value::part(part), Script::Letters));
    }
    value = in_scaled_unit(text, value, end);
    if let Some((place, behind)) = ordinal_behind(text, end).filter(|(place, _)| *place < 100) {
        return Some(as_ordinal(text, at, behind, sum(value, place)));
    }
    Some(found(text, at, end, value, Script::Letters))
}

/// seven, forty, forty-five.
pub(super) fn below_hundred(text: &Text<'_>, at: usize) -> Option<(Value, usize)> {
    match sign(text, at)? {
        Spelled::Small(value) => Some((Value::whole(Decimal::from(value), Decimal::ONE), at + 1)),
        Spelled::Tens(tens) => {
            // Ninety - five: nothing falls from ninety to five in one breath, so the hyphen may stand free.
            let next = at + 1 + usize::from(text.is_dash(at + 1));
            match sign(text, next) {
                Some(Spelled::Small(ones @ 1..=9)) => {
                    Some((Value::whole(Decimal::from(tens + ones), Decimal::ONE), next + 1))
                }
                _ => Some((Value::whole(Decimal::from(tens), Decimal::TEN), at + 1)),
            }
        }
        _ => None,
    }
}

/// The fraction of which `above` is the upper number: two-thirds, three quarters, one sixth.
fn denominator(text: &Text<'_>, at: usize, above: Value) -> Option<(Decimal, usize)> {
    let at = at + usize::from(text.is_hyphen(at) && text.glued(at));
    let one = above.value == Some(Decimal::ONE);
    if let Some((below, end)) = tens_of_parts(text, at) {
        return Some((above.value?.checked_div(Decimal::from(below))?, end));
    }
    let below = match sign(text, at)? {
        Spelled::Parts(below) if below > 1 => below,
        Spelled::Ordinal(below @ 3..) if one => below,
        Spelled::Half if one => 2,
        _ => return None,
    };
    Some((above.value?.checked_div(Decimal::from(below))?, at + 1))
}

/// twenty-fifths, thirty-seconds: the denominator and the token behind it.
fn tens_of_parts(text: &Text<'_>, at: usize) -> Option<(u64, usize)> {
    let Some(Spelled::Tens(tens)) = sign(text, at) else {
        return None;
    };
    let next = at + 1 + usize::from(text.is_hyphen(at + 1) && text.glued(at + 1));
    match sign(text, next)? {
        Spelled::Parts(ones @ 1..=9) => Some((u64::from(tens) + ones, next + 1)),
        _ => None,
    }
}

/// nine point nought four.
fn decimals(text: &Text<'_>, value: Value, at: usize) -> (Value, usize) {
    let digit = |at: usize| match sign(text, at) {
        Some(Spelled::Small(digit @ 0..=9)) => Some(digit),
        _ => None,
    };
    if text.word(at) != text.words.grammar.point {
        return (value, at);
    }
    if let Some((sum, end)) = parts::two_decimals(text, at + 1).filter(|(_, end)| digit(*end).is_none()) {
        return (value.with_decimals(sum, Decimal::new(1, 2)), end);
    }
    if digit(at + 1).is_none() {
        return (value, at);
    }
    let (mut place, mut sum, mut end) = (Decimal::ONE, Decimal::ZERO, at + 1);
    while let Some(digit) = digit(end).filter(|_| end < at + 12) {
        place *= Decimal::new(1, 1);
        sum += Decimal::from(digit) * place;
        end += 1;
    }
    (value.with_decimals(sum, place), end)
}

/// Goes on behind `value` with scales and what they add: million, hundred and six, thousand two hundred.
pub(super) fn scales(text: &Text<'_>, value: Value, at: usize, in_digits: bool) -> (Value, usize) {
    let (mut value, mut end) = and_part(text, value, at);
    let mut top = u32::MAX;
    let mut total = Value::whole(Decimal::ZERO, Decimal::ONE);
    let mut any = false;
    loop {
        let (raised, behind, power) = multiply(text, value, end, in_digits);
        (value, end) = (raised, behind);
        let Some(power) = power.filter(|power| *power < top) else {
            break;
        };
        let (with_part, behind) = and_part(text, value, end);
        (value, end) = (with_part, behind);
        total = if any { add(total, value) } else { value };
        (any, top) = (true, power);
        let Some((next, behind)) = next_section(text, end, power, in_digits) else {
            return (total, end);
        };
        (value, end) = (next, behind);
    }
    (if any { add(total, value) } else { value }, end)
}

/// All the scales right behind: hundred thousand, million; and the power of the last.
pub(super) fn multiply(text: &Text<'_>, value: Value, at: usize, in_digits: bool) -> (Value, usize, Option<u32>) {
    let (mut value, mut end, mut last) = (value, at, None);
    loop {
        let next = end + usize::from(text.is_hyphen(end) && text.glued(end));
        let scale = match sign(text, next) {
            Some(Spelled::Scale(power)) => (ten_to(power), rounds(power, in_digits), power),
            Some(Spelled::Many(power @ 2..)) => (ten_to(power), rounds(power, in_digits), power),
            Some(Spelled::Dozen | Spelled::Dozens) => (Decimal::from(12), true, 1),
            _ => match lettered(text, end, in_digits && last.is_none()) {
                Some(power) => (ten_to(power), true, power),
                None => return (value, end, last),
            },
        };
        value = value.times(scale.0, scale.1);
        // hundred and six: what is added to a hundred stands below it, what is added to hundred thousand below that.
        last = Some(scale.2);
        end = if sign(text, next).is_some() { next + 1 } else { end + 1 };
        let more = hundred_and(text, end, scale.2, in_digits);
        if let Some((part, behind)) = more {
            (value, end) = (add(value, part), behind);
        }
    }
}

/// What a hundred is followed by: (and) forty-five.
fn hundred_and(text: &Text<'_>, at: usize, power: u32, in_digits: bool) -> Option<(Value, usize)> {
    if power != 2 {
        return None;
    }
    let joined = text.words.grammar.and.holds(text.word(at));
    if in_digits {
        return joined.then(|| digits_below_hundred(text, at + 1)).flatten();
    }
    let next = at + usize::from(joined);
    // One hundred thirty-fifths: the hyphen makes a denominator of both words.
    let parts = tens_of_parts(text, next).is_some_and(|_| text.is_hyphen(next + 1));
    let (value, behind) = below_hundred(text, next).filter(|_| !parts && !vague_or(text, at, joined))?;
    // Two hundred and fifty-four hundredths: what follows the point, told in words.
    (!joined || !parts::is_decimal(text, behind)).then_some((value, behind))
}

/// 3 hundred and 21, 3 hundred and one.
fn digits_below_hundred(text: &Text<'_>, at: usize) -> Option<(Value, usize)> {
    if !text.is(at, Form::Digits) {
        return below_hundred(text, at);
    }
    let value: Decimal = text.word(at).parse().ok()?;
    let follows = text.is(at + 1, Form::Mark) && text.glued(at + 1) && text.is(at + 2, Form::Digits);
    (text.word(at).len() <= 2 && !follows).then(|| (Value::whole(value, Decimal::ONE), at + 1))
}

/// Whether a word that is not spelled out stands where a joined number should.
fn vague_or(text: &Text<'_>, at: usize, joined: bool) -> bool {
    joined && !text.is(at + 1, Form::Word)
}

/// The section behind a scale of that power: (and) forty-five, (,) two hundred.
fn next_section(text: &Text<'_>, at: usize, power: u32, in_digits: bool) -> Option<(Value, usize)> {
    if power < 3 {
        return None;
    }
    let joined = text.words.grammar.and.holds(text.word(at)) || text.word(at) == ",";
    let next = at + usize::from(joined);
    if in_digits {
        // 3 million 250 thousand: digits go on with digits and a smaller scale, and without a word between.
        let digits = crate::number::arabic::read(text.text, text.start(next))
            .filter(|_| text.is(next, Form::Digits) && !joined)?;
        let scale = matches!(sign(text, next + 1), Some(Spelled::Scale(below)) if below < power);
        let value = Value {
            value: digits.value,
            place: digits.place,
            step: digits.step,
            decimals: digits.decimals,
            ..Value::whole(Decimal::ZERO, Decimal::ONE)
        };
        return scale.then_some((value, next + 1));
    }
    let (value, behind) = below_hundred(text, next)?;
    let scale = match sign(text, behind) {
        Some(Spelled::Scale(below)) => below < power,
        Some(_) => false,
        None => text.word(at) != "," && !text.is_hyphen(behind),
    };
    scale.then_some((value, behind))
}

fn add(total: Value, section: Value) -> Value {
    Value {
        value: total.value.zip(section.value).and_then(|(a, b)| a.checked_add(b)),
        place: section.place,
        step: section.step,
        ..total
    }
}

/// and a half, and three quarters, behind a whole number or a scale.
fn and_part(text: &Text<'_>, value: Value, at: usize) -> (Value, usize) {
    let grammar = &text.words.grammar;
    let behind = at;
    let hyphen = |at: usize| usize::from(text.is_hyphen(at) && text.glued(at));
    let at = at + hyphen(at);
    if !grammar.and.holds(text.word(at)) {
        return (value, behind);
    }
    let at = at + hyphen(at + 1);
    let part = if let Some(part) = vulgar(text.word(at + 1)) {
        Some((part, at + 2))
    } else if grammar.article.holds(text.word(at + 1)) {
        let next = at + 2 + hyphen(at + 2);
        match sign(text, next) {
            Some(Spelled::Half) => Some((Decimal::new(5, 1), next + 1)),
            Some(Spelled::Ordinal(below @ 4..)) => Decimal::ONE
                .checked_div(Decimal::from(below))
                .map(|part| (part, next + 1)),
            _ => None,
        }
    } else {
        below_hundred(text, at + 1).and_then(|(above, behind)| denominator(text, behind, above))
    };
    match part {
        Some((part, end)) => {
            // Behind a scale it is part of the scale: 3 million and a quarter; or of one of its own: 3 billion and a
            // quarter million.
            let own = parts::smaller_scale(text, end, value.scale);
            let end = end + usize::from(own.is_some());
            let scaled = part.checked_mul(own.unwrap_or(value.scale)).unwrap_or(part);
            let scale = own.unwrap_or(value.scale);
            let place = scale.checked_mul(Decimal::new(1, 1)).unwrap_or(value.place);
            let whole = value.scaled;
            let value = value.plus(scaled);
            (
                Value {
                    place: if whole { place } else { value.place },
                    ..value
                },
                end,
            )
        }
        None => (value, behind),
    }
}

/// half, half a million, half of a million, a half.
fn half(text: &Text<'_>, first: usize, at: usize) -> Found {
    let part = Value::part(Decimal::new(5, 1));
    let (value, end) = of_scale(text, part, at);
    if end > at {
        return found(text, first, end, value, Script::Letters);
    }
    Found {
        sort: Sort::Half,
        ..found(text, first, at, part, Script::Letters)
    }
}

/// Goes on behind a fraction with (of) a million.
pub(super) fn of_scale(text: &Text<'_>, part: Value, at: usize) -> (Value, usize) {
    let grammar = &text.words.grammar;
    let of = usize::from(text.word(at) == grammar.of);
    let article = usize::from(grammar.article.holds(text.word(at + of)));
    let next = at + of + article;
    if of <= article && matches!(sign(text, next), Some(Spelled::Scale(_) | Spelled::Dozen)) {
        // Half a million is so many hundred thousand.
        let tenth = Decimal::new(1, 1);
        let part = Value {
            place: tenth,
            step: tenth,
            ..part
        };
        scales(text, part, next, false)
    } else {
        (part, at)
    }
}
