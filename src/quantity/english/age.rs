//! Years of life by the words before them: under the age of 35, aged 6–12, the median age was 54 years.

use std::sync::Arc;

use super::Measured;
use crate::lexicon::{Role, UnitKind};
use crate::number::english::Text;
use crate::quantity::Measure;
use crate::span::Span;
use rust_decimal::Decimal;

/// How many tokens before the number the word for age may stand.
const NEAR: usize = 7;
/// Nobody is older.
const OLDEST: u32 = 130;
/// The name of the unit where none is written.
const YEARS: &str = "years";
/// The dimension of years of life.
const AGE: &str = "age";

/// `measured` as an age, where the words before it say so.
pub(super) fn take(text: &Text<'_>, mut measured: Measured) -> Measured {
    let quantity = &measured.quantity;
    let timed = quantity.kind() == Some(UnitKind::Time);
    let bare = quantity.measure.is_none();
    let young = quantity.interval.upper.or(quantity.interval.lower) <= Some(Decimal::from(OLDEST));
    if !(timed || bare) || !young || quantity.numeral.scaled || !is_led(text, &measured, timed) {
        return measured;
    }
    let ages = text.words.units.beginning(YEARS).iter();
    let Some(age) = ages
        .map(|phrase| &phrase.known)
        .find(|unit| *unit.unit.dimension == *AGE)
    else {
        return measured;
    };
    let end = measured.quantity.span.end;
    let (name, span) = match &measured.quantity.measure {
        Some(measure) => (Arc::clone(&measure.name), measure.span),
        None => (Arc::from(YEARS), Span::new(end, end)),
    };
    measured.quantity.measure = Some(Measure {
        name,
        unit: Arc::clone(&age.unit),
        span,
    });
    measured
}

/// Whether a word for age leads to the number: directly, or for a figure in years across a verb of being and fillers.
fn is_led(text: &Text<'_>, measured: &Measured, timed: bool) -> bool {
    // The word may stand in the cue: under the age of 35.
    let start = measured.quantity.span.start;
    let first = (measured.first..measured.end)
        .find(|at| text.start(*at) >= start)
        .unwrap_or(measured.first);
    for at in (first.saturating_sub(NEAR)..first).rev() {
        if text.words.grammar.age.holds(text.word(at)) {
            return true;
        }
        let roles = text.roles(at);
        let small = roles.has(Role::Preposition) || text.words.grammar.between.holds(text.word(at));
        let linked = timed && (roles.has(Role::Link) || roles.has(Role::Filler) || roles.has(Role::Adverb));
        if !small && !linked {
            return false;
        }
    }
    false
}
