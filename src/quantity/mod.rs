//! Quantities: a numeral with its unit, its qualifier and the interval that the words allow.

mod cue;
pub mod english;
mod minus;
mod parts;
mod range;
mod unit;

use rust_decimal::Decimal;

pub use crate::lexicon::Qualifier;
pub use unit::{Measure, measure};

use crate::lexicon::{Lexicon, Unit, UnitKind};
use crate::number::{Interval, Numeral, Reading};
use crate::span::Span;

/// A numeral with what is written around it.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The numeral, or the first of a range.
    pub numeral: Numeral,
    /// How many numerals it takes in.
    pub numerals: usize,
    /// The number as written with its unit.
    pub span: Span,
    /// The same with the cues beside it.
    pub full: Span,
    /// The unit, where one is written.
    pub measure: Option<Measure>,
    /// Whether a word for great stands for the unit: 六大国际组织.
    pub great: bool,
    /// The value, where there is one.
    pub value: Option<Decimal>,
    /// What the words allow.
    pub interval: Interval,
    /// How exactly it is meant.
    pub qualifier: Qualifier,
    /// Whether a cue before the list that it is part of says so.
    pub cued: bool,
}

impl Quantity {
    /// What its unit does.
    pub fn kind(&self) -> Option<UnitKind> {
        self.measure.as_ref().map(|measure| measure.unit.kind)
    }

    /// Whether its unit has that property.
    pub fn unit_is(&self, property: impl Fn(&Unit) -> bool) -> bool {
        self.measure.as_ref().is_some_and(|measure| property(&measure.unit))
    }

    /// What kind of thing its unit measures, empty where there is none.
    pub fn dimension(&self) -> &str {
        self.measure.as_ref().map_or("", |measure| &measure.unit.dimension)
    }

    /// Whether it is meant as a bound.
    pub const fn bounds(&self) -> bool {
        matches!(
            self.qualifier,
            Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Over | Qualifier::Under
        )
    }

    /// Takes the cue before `other`, which stands before it in one list: 不低于90%和80%.
    pub fn share_cue(&mut self, other: &Self) {
        let before = other.full.start < other.span.start || other.cued;
        let alike =
            self.measure.as_ref().map(|measure| &measure.name) == other.measure.as_ref().map(|measure| &measure.name);
        let amount = matches!(self.kind(), Some(UnitKind::Ratio | UnitKind::Money | UnitKind::Measure));
        if other.bounds() && before && alike && amount && self.qualifier == Qualifier::Exact {
            cue::apply(self, other.qualifier);
            self.cued = true;
        }
    }

    /// Takes the unit of `other`, of which this number is written short: 4.2和0.7个百分点.
    pub fn share_unit(&mut self, other: &Self) {
        self.measure.clone_from(&other.measure);
        let rounded = is_rounded(self.measure.as_ref());
        if self.qualifier == Qualifier::Exact {
            self.interval = self.numeral.interval(rounded);
        }
    }
}

/// The quantity that begins with `first`, the first of `numerals`. `text` is the passage folded to simplified characters,
/// `written` the same as it stands.
pub fn read(text: &str, written: &str, first: &Numeral, numerals: &[Numeral], lexicon: &Lexicon) -> Quantity {
    let mut quantity = one(text, written, first, lexicon);
    parts::take(text, written, &mut quantity, numerals, lexicon);
    range::extend(text, written, &mut quantity, numerals, lexicon);
    cue::qualify(text, &mut quantity, lexicon);
    quantity
}

/// One numeral with its unit.
fn one(text: &str, written: &str, numeral: &Numeral, lexicon: &Lexicon) -> Quantity {
    let sign = unit::sign(text, numeral, lexicon);
    let mut numeral = Numeral {
        span: Span::new(sign.start, numeral.span.end),
        ..*numeral
    };
    let measure = measure(text, written, &mut numeral, sign.prefix, lexicon);
    let end = measure
        .as_ref()
        .map_or(numeral.span.end, |measure| measure.span.end.max(numeral.span.end));
    let great = measure.is_none().then(|| unit::great(text, end, lexicon)).flatten();
    let interval = numeral.interval(is_rounded(measure.as_ref()));
    let start = measure
        .as_ref()
        .map_or(sign.start, |measure| measure.span.start.min(sign.start));
    let span = Span::new(start, great.unwrap_or(end));
    Quantity {
        value: numeral.value().map(|value| if sign.negative { -value } else { value }),
        interval: if sign.negative { interval.negated() } else { interval },
        qualifier: qualifier(&numeral),
        numeral,
        numerals: 1,
        span,
        full: span,
        measure,
        great: great.is_some(),
        cued: false,
    }
}

/// What the numeral says by itself.
const fn qualifier(numeral: &Numeral) -> Qualifier {
    match numeral.reading {
        Reading::Between(..) => Qualifier::Range,
        Reading::Several(..) => Qualifier::Several,
        _ if numeral.excess.is_some() || numeral.at_least => Qualifier::Over,
        _ => Qualifier::Exact,
    }
}

/// Whether whole numbers of that unit are rounded ones.
fn is_rounded(measure: Option<&Measure>) -> bool {
    measure.is_some_and(|measure| measure.unit.rounded)
}
