//! How the files of English words are written.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use super::endings::Endings;
use super::{EnglishUnit, List, Phrases, Role, Small, Spelled, Table, Use, When, kept};
use crate::lexicon::Kind;
use crate::lexicon::qualifiers::Qualifier;
use crate::lexicon::units::{Unit, UnitKind};

/// Words of grammar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Joins two numbers or two parts of one.
    pub and: List,
    /// Indefinite articles.
    pub article: List,
    /// Definite articles and pronouns that point.
    pub definite: List,
    /// Before the noun of a whole.
    pub of: String,
    /// Decimal point in words.
    pub point: String,
    /// The fourth part, which is mostly a time.
    pub quarter: String,
    /// Ends of places in an order behind digits.
    pub ordinal: List,
    /// Before a number below zero.
    pub minus: List,
    /// Between the ends of a range.
    pub to: List,
    /// Before the first end of a range.
    pub from: List,
    /// Before two ends joined by a word for and.
    pub between: List,
    /// Between two units of a rate.
    pub per: List,
    /// Before a level that was come to.
    pub level: List,
    /// Behind the year of a decade.
    pub decade: String,
    /// Before a financial year.
    pub fiscal: List,
    /// Behind times of day.
    pub clock: List,
    /// Words between fiscal or calendar and the year itself.
    pub year: List,
    /// Letters before the number of a quarter.
    pub quarter_letter: String,
    /// Letters before the number of a half of a year.
    pub half_letter: String,
    /// Between a length of time and the date on which it ends: the year to.
    pub ending: List,
    /// Months, as a length of time.
    pub month: List,
    /// Before a unit of time that says when: this year.
    pub these: List,
    /// Opens a clause that depends on another.
    pub clause: List,
    /// Before what something has: with an income above.
    pub having: List,
    /// Behind a difference, that of the greater: 5 more than.
    pub greater: List,
    /// The same of the smaller.
    pub smaller: List,
    /// A noun that a year describes: 2021 figures.
    pub dated: List,
    /// A form of a verb that may describe a noun and does not end as others do: paid staff.
    pub described: List,
    /// In the header of a column whose positive figures are rises.
    pub rises: List,
    /// The same of falls.
    pub falls: List,
    /// The end of a verb that denies what follows: isn't.
    pub negated: List,
    /// A noun that is a verb as often.
    pub nouns: List,
    /// Names a proportion: a ratio of 3:1.
    pub ratio: List,
    /// Places that are no names.
    pub regions: List,
    /// Behind a length of time: the six-month period.
    pub span: List,
    /// The end of a month, by a noun before it: the end of.
    pub closing: List,
    /// Before the noun of a change.
    pub inside: List,
    /// Behind the first word of a comparison.
    pub than: List,
    /// Words that end like adverbs and are none.
    pub not_adverb: List,
    /// Behind a word for a comparison: as many, more.
    pub compare: List,
    /// Between a share and that of which it is one: one in five.
    pub among: String,
    /// The same before a word for of: four out of five.
    pub out: String,
    /// Between the numbers of a quotient.
    pub over: String,
    /// Before an amount: by a third.
    pub amount: List,
    /// Behind a length of time, which is no part of a rate there: a year earlier.
    pub ago: List,
    /// Before quarters of years, which are no fractions there: the past three quarters.
    pub spell: List,
    /// The same behind them: three quarters ahead.
    pub ahead: List,
    /// Behind a number and a hyphen, and no part of its noun: 20-strong.
    pub strong: List,
    /// Before a figure that another is compared with.
    pub against: List,
    /// Such words that mean nothing else.
    pub versus: List,
    /// Words of rise and fall that only complete a verb behind others: making up.
    pub particle: List,
    /// The verbs behind which they say where it went: went up, built up to.
    pub lifts: List,
    /// Before the amount of a change: rose by.
    pub step: List,
    /// Before the years of a life.
    pub age: List,
    /// Before an early year, which is another number elsewhere.
    pub era: List,
    /// Before the base of a share: one in every five.
    pub every: List,
    /// Before the base of a rate: per 100,000.
    pub base: List,
    /// Behind such words for a comparison: as many.
    pub many: List,
}

/// Units by name, units by symbol, and smaller units behind larger ones.
pub(super) type Units = (Phrases<EnglishUnit>, Table<Vec<EnglishUnit>>, Vec<Small>);

/// Units by name, and by symbol; a reader's `own`, written as they may stand, come first.
pub(super) fn units(text: &str, own: Vec<(&'static str, EnglishUnit)>) -> Result<Units, crate::lexicon::Error> {
    let file: UnitFile = serde_json::from_str(text)?;
    let mut names = Vec::new();
    let mut symbols: Table<Vec<EnglishUnit>> = Table::default();
    for (form, unit) in own {
        // A name has small letters, a symbol is written as it is.
        if form.bytes().all(|byte| !byte.is_ascii_uppercase()) {
            names.push((form, unit.clone()));
        }
        symbols.entry(form).or_default().push(unit);
    }
    for entry in file.unit {
        let unit = Arc::new(Unit::of(&entry.dimension, entry.kind));
        let english = EnglishUnit {
            unit,
            name: entry.name.as_deref().map(Arc::from),
            when: entry.when,
            scale: entry.scale,
        };
        let led = |bases: List, prefixes: List| {
            let every = prefixes
                .iter()
                .flat_map(move |prefix| bases.iter().map(move |base| kept(format!("{prefix}{base}"))));
            every.chain(bases.iter())
        };
        names.extend(entry.names.iter().map(|name| (name, english.clone())));
        names.extend(led(entry.metric, file.prefixes).map(|name| (name, english.clone())));
        for symbol in entry
            .symbols
            .iter()
            .chain(led(entry.metric_symbols, file.prefix_symbols))
        {
            symbols.entry(symbol).or_default().push(english.clone());
        }
    }
    Ok((Phrases::new(names), symbols, file.small))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub grammar: Grammar,
    pub endings: Endings,
    pub numbers: Numbers,
    pub role: Vec<RoleEntry>,
    pub before: Vec<Cue>,
    pub after: Vec<Cue>,
    pub name: Vec<Group>,
    pub months: HashMap<String, u8>,
    pub r#use: Vec<UseEntry>,
    pub carries: List,
    pub terms: List,
    pub compounds: List,
    pub abbreviations: List,
    pub metric: Vec<Metric>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    pub small: HashMap<String, u8>,
    pub tens: HashMap<String, u8>,
    pub scales: HashMap<String, u32>,
    pub many: HashMap<String, u32>,
    pub letters: HashMap<String, u32>,
    pub ordinals: HashMap<String, u64>,
    pub parts: HashMap<String, u64>,
    pub times: HashMap<String, u64>,
    pub folds: HashMap<String, u64>,
    pub half: List,
    pub dozen: List,
    pub dozens: List,
    pub several: List,
    pub couple: List,
}

impl Numbers {
    pub fn spelled(self) -> Table<Spelled> {
        let list = |words: List, sign: Spelled| words.iter().map(move |word| (word, sign));
        let small = self
            .small
            .into_iter()
            .map(|(word, value)| (kept(word), Spelled::Small(value)));
        let tens = self
            .tens
            .into_iter()
            .map(|(word, value)| (kept(word), Spelled::Tens(value)));
        let scales = self
            .scales
            .into_iter()
            .map(|(word, power)| (kept(word), Spelled::Scale(power)));
        let many = self
            .many
            .into_iter()
            .map(|(word, power)| (kept(word), Spelled::Many(power)));
        let ordinals = self
            .ordinals
            .into_iter()
            .map(|(word, value)| (kept(word), Spelled::Ordinal(value)));
        let parts = self
            .parts
            .into_iter()
            .map(|(word, value)| (kept(word), Spelled::Parts(value)));
        let times = self
            .times
            .into_iter()
            .map(|(word, value)| (kept(word), Spelled::Times(value)));
        let folds = self
            .folds
            .into_iter()
            .map(|(word, value)| (kept(word), Spelled::Fold(value)));
        small
            .chain(times)
            .chain(folds)
            .chain(tens)
            .chain(scales)
            .chain(many)
            .chain(ordinals)
            .chain(parts)
            .chain(list(self.half, Spelled::Half))
            .chain(list(self.dozen, Spelled::Dozen))
            .chain(list(self.dozens, Spelled::Dozens))
            .chain(list(self.several, Spelled::Several))
            .chain(list(self.couple, Spelled::Couple))
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleEntry {
    pub role: Role,
    #[serde(rename = "doc")]
    pub _doc: String,
    pub words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cue {
    pub qualifier: Qualifier,
    pub words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub why: String,
    pub kind: Kind,
    #[serde(rename = "doc")]
    pub _doc: String,
    pub words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UseEntry {
    pub r#use: Use,
    pub words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Metric {
    pub id: String,
    pub heads: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitFile {
    pub prefixes: List,
    pub prefix_symbols: List,
    pub unit: Vec<Entry>,
    pub small: Vec<Small>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub dimension: String,
    pub kind: UnitKind,
    #[serde(rename = "doc")]
    pub _doc: String,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub when: When,
    #[serde(default)]
    pub scale: u32,
    #[serde(default)]
    pub names: List,
    #[serde(default)]
    pub metric: List,
    #[serde(default)]
    pub symbols: List,
    #[serde(default)]
    pub metric_symbols: List,
}
