//! Units and classifiers.

use std::sync::Arc;

use serde::Deserialize;

use super::dictionary::{Dictionary, Edge};

/// What a unit does to the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// Counts things; a noun may follow.
    Classifier,
    /// Counts times of doing.
    Verbal,
    /// A noun directly on a numeral, itself the unit.
    Place,
    /// A physical, technical or scored measure.
    Measure,
    /// Money, written behind the number.
    Money,
    /// Per cent and its kin, and multiples.
    Ratio,
    /// Years of life.
    Age,
    /// A length of time.
    Time,
    /// Written before the number.
    Prefix,
}

impl UnitKind {
    /// Every kind with its word in the file.
    pub const ALL: [(&'static str, Self); 9] = [
        ("classifier", Self::Classifier),
        ("verbal", Self::Verbal),
        ("place", Self::Place),
        ("measure", Self::Measure),
        ("money", Self::Money),
        ("ratio", Self::Ratio),
        ("age", Self::Age),
        ("time", Self::Time),
        ("prefix", Self::Prefix),
    ];
}

/// One unit of the lexicon.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The name of the form that it stands for, as [`plain_name`] gives it.
    pub name: Arc<str>,
    /// What kind of thing it measures.
    pub dimension: Arc<str>,
    /// What it does.
    pub kind: UnitKind,
    /// Whether a bare digit with it is certainly a count or a measure.
    pub strong: bool,
    /// Whether a Chinese numeral with it is usually a grade or a place in an order.
    pub ordinal: bool,
    /// Whether it begins with a scale character that belongs to it.
    pub scaled: bool,
    /// Whether it counts people, who are often not named.
    pub people: bool,
    /// Whether what it counts can do something.
    pub acts: bool,
    /// Whether it counts times of doing.
    pub times: bool,
    /// Whether whole numbers of it are rounded ones.
    pub rounded: bool,
    /// How many bytes of the form are no part of the unit's name: 个 in 个百分点.
    pub skip: usize,
}

impl Unit {
    /// A unit of English prose; its name is what is written.
    pub(super) fn of(dimension: &str, kind: UnitKind) -> Self {
        Self {
            name: Arc::from(""),
            dimension: Arc::from(dimension),
            kind,
            strong: true,
            ordinal: false,
            scaled: false,
            people: false,
            acts: false,
            times: false,
            rounded: kind == UnitKind::Ratio && dimension == "ratio",
            skip: 0,
        }
    }
}

/// The units in force.
pub struct Units {
    forms: Dictionary<Arc<Unit>>,
    prefixes: Dictionary<Arc<Unit>>,
    synonyms: Vec<Synonym>,
    entries: Vec<UnitEntry>,
}

/// Currencies with one name.
#[derive(Clone, Debug, Deserialize)]
struct Synonym {
    unit: String,
    words: Vec<String>,
}

/// One entry of the units' file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    /// What kind of thing it measures.
    pub dimension: String,
    /// What it does.
    pub kind: UnitKind,
    /// Its spellings.
    pub forms: Vec<String>,
    /// Phrases that must be read as a number with this unit.
    pub examples: Vec<String>,
    /// What it is.
    pub doc: String,
    #[serde(default)]
    pub(super) strong: bool,
    #[serde(default)]
    pub(super) ordinal: bool,
    #[serde(default)]
    pub(super) scaled: bool,
    #[serde(skip)]
    pub(super) lead: Arc<[String]>,
    #[serde(skip)]
    pub(super) traits: Arc<Traits>,
}

/// What dimensions have in common; the same for every entry.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Traits {
    people: Vec<String>,
    acts: Vec<String>,
    times: Vec<String>,
    rounded: Vec<String>,
}

impl Units {
    /// Reads the file; a reader's `own` entries stand before its.
    pub(super) fn parse(text: &str, own: &[UnitEntry]) -> Result<Self, serde_json::Error> {
        let mut file: File = serde_json::from_str(text)?;
        file.unit.splice(..0, own.iter().cloned());
        let (lead, traits): (Arc<[String]>, _) = (file.lead.into(), Arc::new(file.traits));
        for entry in &mut file.unit {
            (entry.lead, entry.traits) = (Arc::clone(&lead), Arc::clone(&traits));
        }
        let units: Vec<(String, Arc<Unit>)> = file.unit.iter().flat_map(UnitEntry::units).collect();
        let is_prefix = |unit: &Unit| unit.kind == UnitKind::Prefix;
        let words = |form: &str| form.chars().all(char::is_alphabetic);
        let prefixes = units.iter().filter(|(_, unit)| is_prefix(unit)).cloned();
        Ok(Self {
            prefixes: Dictionary::new(Edge::Last, prefixes),
            forms: Dictionary::new(
                Edge::First,
                units.into_iter().filter(|(form, unit)| !is_prefix(unit) || words(form)),
            ),
            synonyms: file.synonym,
            entries: file.unit,
        })
    }

    /// The longest unit that `text` begins with.
    pub fn at_start(&self, text: &str) -> Option<(&str, &Arc<Unit>)> {
        self.forms.longest(text)
    }

    /// The longest unit that `text` ends with, of those written before the number.
    pub fn at_end(&self, text: &str) -> Option<(&str, &Arc<Unit>)> {
        self.prefixes.longest(text)
    }

    /// Whether one of the units that are written before the number may end with `character`.
    #[inline]
    pub fn may_end(&self, character: char) -> bool {
        self.prefixes.may_hold(character)
    }

    /// Whether `text` begins with a unit whose first character is a scale that belongs to it.
    pub fn begins_scaled(&self, text: &str) -> bool {
        self.forms.longest(text).is_some_and(|(_, unit)| unit.scaled)
    }

    /// The name under which a currency written before the number is known.
    pub fn canonical(&self, name: &str) -> String {
        self.synonyms
            .iter()
            .find(|synonym| synonym.words.iter().any(|word| word == name))
            .map_or_else(|| name.to_owned(), |synonym| synonym.unit.clone())
    }

    /// The entries as they stand in the file.
    pub fn entries(&self) -> &[UnitEntry] {
        &self.entries
    }
}

impl UnitEntry {
    pub(super) fn units(&self) -> Vec<(String, Arc<Unit>)> {
        let unit = |form: &str| {
            let skip = self.skip(form);
            Arc::new(Unit {
                name: Arc::from(plain_name(form.get(skip..).unwrap_or_default())),
                dimension: Arc::from(self.dimension.as_str()),
                kind: self.kind,
                strong: self.strong,
                ordinal: self.ordinal,
                scaled: self.scaled,
                people: self.traits.people.contains(&self.dimension),
                acts: self.traits.acts.contains(&self.dimension),
                times: self.traits.times.contains(&self.dimension),
                rounded: self.traits.rounded.contains(&self.dimension),
                skip,
            })
        };
        self.forms.iter().map(|form| (form.clone(), unit(form))).collect()
    }

    /// A classifier before another form is no part of the name: 个百分点 is 百分点.
    fn skip(&self, form: &str) -> usize {
        let first = form.chars().next().map_or(0, char::len_utf8);
        let rest = form.get(first..).unwrap_or_default();
        if self.kind != UnitKind::Time
            && self.lead.iter().any(|lead| form.starts_with(lead.as_str()))
            && !rest.is_empty()
        {
            first
        } else {
            0
        }
    }
}

/// A unit as written, without spaces and brackets, and with full-width letters and signs in their ordinary width.
pub fn plain_name(written: &str) -> String {
    written
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '(' | ')' | '（' | '）'))
        .map(narrow)
        .collect()
}

fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '￥' => '¥',
        '￡' => '£',
        _ => character,
    }
}

#[derive(Deserialize)]
struct File {
    lead: Vec<String>,
    traits: Traits,
    synonym: Vec<Synonym>,
    unit: Vec<UnitEntry>,
}
