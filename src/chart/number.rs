//! Figures as people write them: 338.7万人次, 3.387 million, 近100位.

use rust_decimal::{Decimal, RoundingStrategy};

use super::date::months;
use super::select::{FRACTION, unit_of};
use super::wording::vague;
use super::{Words, text};
use crate::claim::Entry;
use crate::lexicon::english_unit;
use crate::quantity::Qualifier;

/// A figure with a word for its power of ten has at most so many decimals; with more it is written out.
const DECIMALS: u32 = 2;

/// The largest denominator of a fraction that is written as one.
const LARGEST: u32 = 20;

/// From so many digits on a figure takes the word in any case.
const LONG: usize = 13;

/// How a language writes numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Words for powers of ten, the greatest first.
    scales: Vec<(Decimal, String)>,
    /// What stands between groups of three digits, if anything.
    comma: Option<char>,
    /// What stands between a number and its word.
    space: String,
    /// The names of the months.
    months: Vec<String>,
}

/// How a language writes figures: numbers with units.
pub struct Figures<'a> {
    words: Words<'a>,
    numbers: Numbers,
    units: Units,
}

/// How a language writes units: as in the text, or by their English names where the lexicon knows them.
#[derive(Clone, Copy, Debug)]
pub struct Units {
    english: bool,
    /// Whether the unit stands above the figures.
    told: bool,
}

impl Units {
    /// Reads how the language does it.
    pub fn new(words: Words<'_>) -> Self {
        Self {
            english: words("chart_unit_names", &[]) == "en",
            told: false,
        }
    }

    /// The unit of claims of `metric` by itself, with what the text writes where that is another word.
    pub fn name(self, unit: &str, metric: &str) -> String {
        match self.english.then(|| english_unit(unit, metric)).flatten() {
            Some(name) => format!("{} ({})", name.alone, text::clean(unit)),
            None => text::clean(unit),
        }
    }

    /// The unit behind a number, which may be `one`.
    fn behind(self, unit: &str, metric: &str, one: bool) -> String {
        if self.told {
            return String::new();
        }
        match self.english.then(|| english_unit(unit, metric)).flatten() {
            Some(name) if one => name.one,
            Some(name) => name.many,
            None => text::clean(unit),
        }
    }
}

impl Numbers {
    /// Reads how the language does it: pairs of a power and its word, and a thousand as written.
    pub fn new(words: Words<'_>) -> Self {
        let thousand = words("chart_thousand", &[]);
        Self {
            scales: scales(&words("chart_scales", &[])),
            comma: thousand.chars().find(|letter| !letter.is_ascii_digit()),
            space: words("chart_scaled", &[]),
            months: months(words),
        }
    }

    /// The names of the months.
    pub fn months(&self) -> &[String] {
        &self.months
    }

    /// `value`, a bound of `model`, in the same power of ten and with no more than one digit more, so that they can be
    /// compared: what is less than fourteen is written as that and not as 13.9999.
    pub fn write_like(&self, value: Decimal, model: Decimal) -> String {
        let scale = self.scales.iter().find(|scale| model.abs() >= scale.0);
        let Some((scale, word)) = scale.filter(|(_, word)| self.write(model).ends_with(word.as_str())) else {
            return self.write(value);
        };
        let digits = (model / *scale).normalize().scale() + 1;
        let scaled = (value / *scale).round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        self.scaled(scaled.normalize(), word)
    }

    /// `value` with every digit, with a word for its power of ten where that makes it short.
    pub fn write(&self, value: Decimal) -> String {
        let fits = |scale: &&(Decimal, String)| value.abs() >= scale.0;
        let most = DECIMALS + self.comma.map_or(0, |_| 1);
        let long = value.trunc().to_string().len() >= LONG;
        let mut scales = self
            .scales
            .iter()
            .filter(fits)
            .map(|(scale, word)| ((value / *scale).normalize(), word));
        let greatest = scales.clone().next();
        // Only a long figure takes a lesser word, as a text does: 17964.78亿.
        let short = scales
            .by_ref()
            .take(if long { 2 } else { 1 })
            .find(|(scaled, _)| scaled.scale() <= most);
        match short.or(greatest.filter(|_| long)) {
            Some((scaled, word)) => self.scaled(scaled, word),
            None => self.plain(value),
        }
    }

    /// Ticks that are `step` apart, all with the same word, so that they can be compared.
    pub fn ticks(&self, ticks: &[Decimal], step: Decimal) -> Vec<String> {
        if step.is_zero() {
            return ticks.iter().map(|&tick| self.write(tick)).collect();
        }
        let most = ticks.iter().map(Decimal::abs).max().unwrap_or_default();
        let shared = |scale: &&(Decimal, String)| most >= scale.0 && step >= scale.0 / Decimal::TWO;
        let shared = self.scales.iter().find(shared);
        let tick = |tick: &Decimal| match shared {
            Some((scale, word)) if !tick.is_zero() => self.scaled((*tick / *scale).normalize(), word),
            _ => self.plain(*tick),
        };
        ticks.iter().map(tick).collect()
    }

    fn scaled(&self, scaled: Decimal, word: &str) -> String {
        format!("{}{}{word}", self.plain(scaled), self.space)
    }

    fn plain(&self, value: Decimal) -> String {
        let written = value.normalize().to_string();
        let Some(comma) = self.comma else { return written };
        let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
        let digits = whole.trim_start_matches('-');
        let mut grouped = if digits.len() < whole.len() {
            "-".to_owned()
        } else {
            String::new()
        };
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(comma);
            }
            grouped.push(digit);
        }
        if part.is_empty() {
            grouped
        } else {
            format!("{grouped}.{part}")
        }
    }
}

impl<'a> Figures<'a> {
    /// Figures in the language of `words`.
    pub fn new(words: Words<'a>) -> Self {
        Self {
            words,
            numbers: Numbers::new(words),
            units: Units::new(words),
        }
    }

    /// Figures below a heading that names their unit: without it.
    pub fn below_unit(words: Words<'a>) -> Self {
        let figures = Self::new(words);
        Self {
            units: Units {
                told: true,
                ..figures.units
            },
            ..figures
        }
    }

    /// `value` without a unit, in the power of ten of `model`.
    pub fn like(&self, value: Decimal, model: Decimal) -> String {
        self.numbers.write_like(value, model)
    }

    /// `value` without a unit.
    pub fn number(&self, value: Decimal) -> String {
        self.numbers.write(value)
    }

    /// The figure of a claim, and a word where it is `planned` and no fact yet.
    pub fn of(&self, claim: &Entry, planned: bool) -> String {
        match self.claim(claim) {
            figure if planned => (self.words)("chart_planned", &[("figure", figure.into())]),
            figure => figure,
        }
    }

    /// The figure of a claim with its unit, and how exactly it is meant. Where the text is vague, or says two things at a time,
    /// it is told in the words of the text.
    pub fn claim(&self, claim: &Entry) -> String {
        if let Some(words) = vague(claim) {
            let unit = if self.units.told { &*claim.unit } else { "" };
            return words.strip_suffix(unit).unwrap_or(&words).to_owned();
        }
        let Some(value) = claim.value else {
            return self.between(claim);
        };
        let key = match claim.qualifier {
            Qualifier::Exact | Qualifier::Range | Qualifier::Several => "chart_exact",
            Qualifier::About => "chart_about",
            Qualifier::Over if claim.upper.is_some() => "chart_some_over",
            Qualifier::Over => "chart_over",
            Qualifier::Nearly => "chart_nearly",
            Qualifier::Under => "chart_under",
            Qualifier::AtLeast => "chart_at_least",
            Qualifier::AtMost => "chart_at_most",
        };
        if unit_of(claim) == FRACTION {
            return self.with_unit(key, self.fraction(claim, value), claim);
        }
        self.with_unit(key, self.number(value), claim)
    }

    /// A fraction as the text has it; in English as one of small numbers where the text is in Chinese.
    fn fraction(&self, claim: &Entry, value: Decimal) -> String {
        let text = text::clean(&claim.text);
        if !self.units.english || text.is_ascii() {
            return text;
        }
        let small = (2..=LARGEST).find_map(|below| {
            let above = (value * Decimal::from(below)).round();
            let exact = (above / Decimal::from(below)).round_dp(value.scale()) == value;
            exact.then(|| format!("{above}/{below}"))
        });
        small.unwrap_or_else(|| self.number(value))
    }

    /// The interval of a claim with its unit, where it is closed.
    pub fn between(&self, claim: &Entry) -> String {
        match (claim.lower, claim.upper) {
            (Some(lower), Some(upper)) => self.with_unit(
                "chart_exact",
                (self.words)(
                    "chart_between",
                    &[
                        ("lower", self.like(lower, upper).into()),
                        ("upper", self.number(upper).into()),
                    ],
                ),
                claim,
            ),
            (Some(bound), None) => self.with_unit("chart_at_least", self.number(bound), claim),
            (None, Some(bound)) => self.with_unit("chart_at_most", self.number(bound), claim),
            (None, None) => text::clean(&claim.text),
        }
    }

    /// `value` with the unit of `claim`.
    pub fn exactly(&self, value: Decimal, claim: &Entry) -> String {
        self.with_unit("chart_exact", self.number(value), claim)
    }

    /// A sign of money stands before the figure, and a sign for a share touches it, in any language.
    fn with_unit(&self, key: &'static str, number: String, claim: &Entry) -> String {
        self.with(key, number, &claim.unit, &claim.metric)
    }

    fn with(&self, key: &'static str, number: String, unit: &str, metric: &str) -> String {
        let unit = self.units.behind(unit, metric, number == "1");
        let (number, unit) = match unit.as_str() {
            "A$" | "HK$" | "NT$" | "US$" | "$" | "\u{a3}" | "\u{20ac}" | "\u{a5}" => (unit + &number, String::new()),
            "%" | "\u{2030}" | "\u{2103}" | "\u{b0}C" => (number + &unit, String::new()),
            _ => (number, unit),
        };
        let filled = (self.words)(key, &[("number", number.into()), ("unit", unit.into())]);
        filled.trim().to_owned()
    }
}

/// Pairs of a power and its word, such as `6 million 9 billion`, the greatest first.
fn scales(pairs: &str) -> Vec<(Decimal, String)> {
    let words: Vec<&str> = pairs.split_whitespace().collect();
    let pair = |pair: &[&str]| match pair {
        [power, word] => Some((10_u64.checked_pow(power.parse().ok()?)?.into(), (*word).to_owned())),
        _ => None,
    };
    let mut scales: Vec<(Decimal, String)> = words.chunks(2).filter_map(pair).collect();
    scales.sort_unstable_by(|a, b| b.cmp(a));
    scales
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Field;

    fn field(fields: &[(&'static str, Field)], wanted: &str) -> String {
        let found = fields.iter().find(|(name, _)| *name == wanted);
        found.map_or(String::new(), |(_, field)| match field {
            Field::Text(text) => text.clone(),
            Field::Key(key) => (*key).to_owned(),
        })
    }

    fn chinese(key: &'static str, fields: &[(&'static str, Field)]) -> String {
        match key {
            "chart_thousand" => "1000".to_owned(),
            "chart_scales" => "4 万 8 亿".to_owned(),
            "chart_scaled" => String::new(),
            "chart_months" => String::new(),
            _ => field(fields, "number") + &field(fields, "unit"),
        }
    }

    fn english(key: &'static str, fields: &[(&'static str, Field)]) -> String {
        match key {
            "chart_thousand" => "1,000".to_owned(),
            "chart_scales" => "6 million 9 billion".to_owned(),
            "chart_scaled" => " ".to_owned(),
            "chart_months" => String::new(),
            _ => format!("{} {}", field(fields, "number"), field(fields, "unit")),
        }
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn figures_keep_every_digit() {
        let (zh, en) = (Figures::new(&chinese), Figures::new(&english));
        for (value, chinese, english) in [
            ("3387000", "338.7万", "3.387 million"),
            ("9095600", "909.56万", "9,095,600"),
            ("364660000000", "3646.6亿", "364.66 billion"),
            ("147797", "147797", "147,797"),
            ("-525000", "-52.5万", "-525,000"),
            ("980.5", "980.5", "980.5"),
        ] {
            assert_eq!(zh.number(decimal(value)), chinese);
            assert_eq!(en.number(decimal(value)), english);
        }
        let with = |number: &str, unit| en.with("chart_exact", en.number(decimal(number)), unit, "");
        assert_eq!(with("12000", "$"), "$12,000");
        assert_eq!(with("6.5", "%"), "6.5%");
    }

    #[test]
    fn bounds_are_written_like_their_figure() {
        let zh = Numbers::new(&chinese);
        for (bound, figure, wanted) in [
            ("1399999999", "1300000000", "14亿"),
            ("44550", "44600", "4.455万"),
            ("89999999", "80000000", "9000万"),
            ("39", "30", "39"),
            ("900", "15000", "0.09万"),
        ] {
            assert_eq!(zh.write_like(decimal(bound), decimal(figure)), wanted);
        }
    }

    #[test]
    fn ticks_share_their_scale() {
        let zh = Numbers::new(&chinese);
        let ticks = |values: &[&str], step: &str| {
            let ticks: Vec<Decimal> = values.iter().map(|value| decimal(value)).collect();
            zh.ticks(&ticks, decimal(step))
        };
        assert_eq!(
            ticks(&["0", "50000000", "100000000"], "50000000"),
            ["0", "0.5亿", "1亿"]
        );
        assert_eq!(ticks(&["0", "5000", "10000"], "5000"), ["0", "0.5万", "1万"]);
        assert_eq!(ticks(&["0", "2000", "10000"], "2000"), ["0", "2000", "10000"]);
    }
}
