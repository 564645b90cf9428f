//! Years that are written as bare numbers.

use rust_decimal::Decimal;

use super::setaside::Place;
use super::table;
use crate::lexicon::{Aside, Kind};
use crate::number::Reading;
use crate::quantity::{Qualifier, Quantity};

/// A year is written with so many digits.
const YEAR_DIGITS: usize = 4;

/// A year that nothing follows, or two of them: 2020中韩科技创新论坛, 2018-2020.
pub(super) fn read(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    if quantity.numeral.digits != YEAR_DIGITS {
        return None;
    }
    let years = Decimal::from(1800)..=Decimal::from(2100);
    let year = match quantity.numeral.reading {
        Reading::Between(from, to) => years.contains(&from) && years.contains(&to),
        _ => quantity.numeral.is_plain_integer() && quantity.value.is_some_and(|value| years.contains(&value)),
    };
    let measure = quantity.measure.as_ref();
    let unit = measure.is_none_or(|measure| measure.unit.ordinal || !measure.unit.strong);
    let written = quantity.numeral.span.of(place.text);
    let exact = matches!(quantity.qualifier, Qualifier::Exact | Qualifier::Range) && !quantity.great;
    let plain = exact && !written.contains([',', '，', ' ']);
    let linked = quantity.measure.is_some() && place.lexicon.words.at_end_links(place.before);
    let counted = || table::is_counted(place.cell, place.text, written, place.lexicon);
    if year && unit && plain && !linked && !counted() {
        Some(Aside {
            kind: Kind::Date,
            why: "bare_year",
        })
    } else {
        None
    }
}
