//! Figures with their units, also where a table tells the unit elsewhere: 310.5 below 收入（万元） is 310.5万元.

use rust_decimal::Decimal;

use super::Words;
use crate::claim::Entry;

/// The figure of `claim` as its text has it, with scale and unit where the text does not show them.
pub fn figure(claim: &Entry, words: Words<'_>) -> String {
    let text = claim.text.trim();
    let number: String = text.chars().filter(|letter| !matches!(letter, ',' | ' ')).collect();
    let bare = Decimal::from_str_exact(&number).ok().filter(|bare| !bare.is_zero());
    let (Some(bare), Some(value)) = (bare, claim.value) else {
        return text.to_owned();
    };
    if claim.unit.is_empty() && bare == value {
        return text.to_owned();
    }
    let ratio = value.checked_div(bare).unwrap_or_default().normalize();
    let number = match scale(ratio, words) {
        Some(scale) => format!("{text}{scale}"),
        None => value.normalize().to_string(),
    };
    let unit = (&*claim.unit).into();
    words("diff_figure", &[("number", number.into()), ("unit", unit)])
        .trim()
        .to_owned()
}

/// The word for a power of ten behind a number; none where the language has none.
fn scale(ratio: Decimal, words: Words<'_>) -> Option<String> {
    if ratio == Decimal::ONE {
        return Some(String::new());
    }
    let scales = words("diff_scales", &[]);
    let pairs: Vec<&str> = scales.split_whitespace().collect();
    let word = pairs.chunks(2).find_map(|pair| match pair {
        [power, word] => (Decimal::from(10_u64.checked_pow(power.parse().ok()?)?) == ratio).then_some(*word),
        _ => None,
    });
    word.map(|word| words("chart_scaled", &[]) + word)
}
