//! The words of English: numbers, cues, units, dates, and what bounds noun phrases.
//!
//! They are read when the first English sentence is, so that a Chinese document does not wait for them. Words stand in
//! lower case, and a phrase is a list of words; hyphens in the text count as spaces.

mod phrases;

pub use phrases::{Phrase, Phrases, Spread};

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use super::Kind;
use super::bits::{Bits, pair};
use super::finder::Aside;
use super::qualifiers::Qualifier;
use super::units::{Unit, UnitKind};

/// A list of words: they stand in one string, with commas between, which is read sooner than an array. The string is kept
/// as long as the program runs, as the words of a lexicon are.
#[derive(Clone, Copy, Debug, Default)]
pub struct List(&'static str);

impl List {
    /// The words.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(',').map(str::trim).filter(|word| !word.is_empty())
    }

    /// Whether `word` is one of them.
    pub fn holds(self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|words| Self(kept(words)))
    }
}

/// Keeps text for the life of the program.
fn kept(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// A table by word.
type Table<T> = HashMap<&'static str, T, Spread>;

/// What a word does inside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelled {
    /// From zero to nineteen.
    Small(u8),
    /// Twenty to ninety.
    Tens(u8),
    /// Multiplies by a power of ten.
    Scale(u32),
    /// Multiplies by twelve.
    Dozen,
    /// The same without a number before it: dozens, hundreds.
    Many(u32),
    /// Dozens.
    Dozens,
    /// A place in an order, and the denominator of a fraction.
    Ordinal(u64),
    /// The denominator in the plural.
    Parts(u64),
    /// One half.
    Half,
    /// So many and a few more: several hundred.
    Several,
    /// Two of them before a scale.
    Couple,
}

/// What a word does to the noun phrases beside it. A word may have several roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Ends a noun phrase as a verb does.
    Verb,
    /// A verb of being or reaching, between a noun and its number.
    Link,
    /// Rose.
    Rise,
    /// Fell.
    Fall,
    /// Makes up a share.
    Share,
    /// Helps a verb.
    Auxiliary,
    /// Article, pronoun before a noun, quantifier.
    Determiner,
    /// Preposition.
    Preposition,
    /// Joins words or clauses.
    Conjunction,
    /// Opens a clause.
    Relative,
    /// Adverb.
    Adverb,
    /// Stands for a noun.
    Pronoun,
    /// A noun between a verb and its number: a total of, a record of.
    Filler,
    /// A noun of rise.
    Growth,
    /// A noun of fall.
    Decline,
    /// A unit of time.
    Time,
    /// Before a number that is called or looked up.
    Label,
    /// People take part.
    Attend,
    /// A plural without s.
    Plural,
    /// A place, which is no part of a noun.
    Place,
    /// An amount of money is meant.
    Money,
    /// Behind a number that is the size of the noun.
    Size,
}

/// The roles of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u32);

impl Roles {
    /// Whether `role` is one of them.
    pub const fn has(self, role: Role) -> bool {
        self.0 >> (role as u32) & 1 == 1
    }
}

/// How a date is used, by the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// It says when.
    At,
    /// By then.
    Until,
    /// Since then.
    Since,
    /// Compared with it.
    Compared,
}

/// A unit of English prose.
#[derive(Clone, Debug)]
pub struct EnglishUnit {
    /// What it is, for the table.
    pub unit: Arc<Unit>,
    /// The name, where it differs from what is written.
    pub name: Option<Arc<str>>,
    /// What has to be there for the symbol to be this unit.
    pub when: When,
}

/// What decides an ambiguous unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Nothing: it is a unit wherever it stands.
    #[default]
    Always,
    /// No word follows, but for one of size: 2 in thick.
    Last,
    /// No scale and no currency before: 5 m is a length, $5 m an amount.
    Unscaled,
    /// Behind a comparison: 3 times as many.
    Compared,
    /// No noun of money in the sentence: pounds.
    Weighed,
    /// Money is meant: pounds.
    Paid,
}

/// The English words in force.
pub struct English {
    /// Words of grammar that the reading asks for one by one.
    pub grammar: Grammar,
    numbers: Table<Spelled>,
    letters: Table<u32>,
    starts: Bits,
    roles: Table<Roles>,
    /// Cues before a number.
    pub before: Phrases<Qualifier>,
    /// Cues behind it.
    pub after: Phrases<Qualifier>,
    /// Units by name.
    pub units: Phrases<EnglishUnit>,
    symbols: Table<Vec<EnglishUnit>>,
    /// Set phrases and names that hold numbers.
    pub names: Phrases<Aside>,
    /// Months by name.
    months: Table<u8>,
    /// Words before a date, and how it is used.
    pub uses: Phrases<Use>,
    /// Words that open a sentence which goes on with the one before.
    pub carries: Phrases<()>,
    /// Nouns of which a word looks like a verb: value added.
    pub compounds: Phrases<()>,
    /// Abbreviations that a full stop belongs to.
    abbreviations: Table<()>,
    metrics: Table<Arc<str>>,
}

impl English {
    pub(super) fn parse(words: &str, units: &str) -> Result<Self, super::Error> {
        let mut file: File = toml::from_str(words)?;
        let letters = std::mem::take(&mut file.numbers.letters);
        let numbers = file.numbers.spelled();
        let mut starts = Bits::for_items(numbers.len());
        numbers.keys().for_each(|word| starts.insert(first_two(word.as_bytes())));
        let mut roles: Table<Roles> = Table::default();
        for entry in file.role {
            for word in entry.words.iter() {
                roles.entry(word).or_default().0 |= 1 << (entry.role as u32);
            }
        }
        let (units, symbols) = self::units(units)?;
        let cue = |cues: Vec<Cue>| Phrases::new(cues.into_iter().flat_map(|cue| cue.words.iter().map(move |word| (word, cue.qualifier))));
        let name = |group: Group| {
            let aside = Aside { kind: group.kind, why: super::intern(&group.why) };
            group.words.iter().map(move |word| (word, aside))
        };
        Ok(Self {
            grammar: file.grammar,
            numbers,
            letters: letters.into_iter().map(|(word, power)| (kept(word), power)).collect(),
            starts,
            roles,
            before: cue(file.before),
            after: cue(file.after),
            units,
            symbols,
            names: Phrases::new(file.name.into_iter().flat_map(name)),
            months: file.months.into_iter().map(|(word, month)| (kept(word), month)).collect(),
            uses: Phrases::new(file.r#use.into_iter().flat_map(|entry| entry.words.iter().map(move |word| (word, entry.r#use)))),
            carries: Phrases::new(file.carries.iter().map(|word| (word, ()))),
            compounds: Phrases::new(file.compounds.iter().map(|word| (word, ()))),
            abbreviations: file.abbreviations.iter().map(|word| (word, ())).collect(),
            metrics: file
                .metric
                .into_iter()
                .flat_map(|entry| {
                    let id: Arc<str> = Arc::from(entry.id.as_str());
                    entry.heads.iter().map(move |head| (head, Arc::clone(&id)))
                })
                .collect(),
        })
    }

    /// What `word`, in lower case, does inside a number.
    pub fn number(&self, word: &str) -> Option<Spelled> {
        self.numbers.get(word).copied()
    }

    /// The power of ten that letters right behind digits stand for: 5bn.
    pub fn letters(&self, word: &str) -> Option<u32> {
        self.letters.get(word).copied()
    }

    /// Whether a word of a number may begin with these two letters, in lower case.
    pub fn may_begin(&self, first: u8, second: u8) -> bool {
        self.starts.may_hold(first_two(&[first, second]))
    }

    /// What `word`, in lower case, does to noun phrases.
    pub fn roles(&self, word: &str) -> Roles {
        self.roles.get(word).copied().unwrap_or_default()
    }

    /// The units that `symbol` may stand for, as written.
    pub fn symbol(&self, symbol: &str) -> &[EnglishUnit] {
        self.symbols.get(symbol).map_or(&[], Vec::as_slice)
    }

    /// The month of that name.
    pub fn month(&self, word: &str) -> Option<u8> {
        self.months.get(word).copied()
    }

    /// Whether `word` is written with a full stop that ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains_key(word)
    }

    /// The metric of a noun with that head.
    pub fn metric(&self, head: &str) -> Option<&Arc<str>> {
        self.metrics.get(head)
    }
}

fn first_two(word: &[u8]) -> usize {
    let letter = |at: usize| char::from(word.get(at).copied().unwrap_or(b' '));
    pair((letter(0), letter(1)))
}

/// Units by name, and by symbol.
fn units(text: &str) -> Result<(Phrases<EnglishUnit>, Table<Vec<EnglishUnit>>), super::Error> {
    let file: UnitFile = toml::from_str(text)?;
    let mut names = Vec::new();
    let mut symbols: Table<Vec<EnglishUnit>> = Table::default();
    for entry in file.unit {
        let unit = Arc::new(Unit::of(&entry.dimension, entry.kind));
        let english = EnglishUnit {
            unit,
            name: entry.name.as_deref().map(Arc::from),
            when: entry.when,
        };
        let led = |bases: List, prefixes: List| {
            let every = prefixes.iter().flat_map(move |prefix| bases.iter().map(move |base| kept(format!("{prefix}{base}"))));
            every.chain(bases.iter())
        };
        names.extend(entry.names.iter().map(|name| (name, english.clone())));
        names.extend(led(entry.metric, file.prefixes).map(|name| (name, english.clone())));
        for symbol in entry.symbols.iter().chain(led(entry.metric_symbols, file.prefix_symbols)) {
            symbols.entry(symbol).or_default().push(english.clone());
        }
    }
    Ok((Phrases::new(names), symbols))
}

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
    /// Behind a word for a comparison: as many, more.
    pub compare: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    grammar: Grammar,
    numbers: Numbers,
    role: Vec<RoleEntry>,
    before: Vec<Cue>,
    after: Vec<Cue>,
    name: Vec<Group>,
    months: HashMap<String, u8>,
    r#use: Vec<UseEntry>,
    carries: List,
    compounds: List,
    abbreviations: List,
    metric: Vec<Metric>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    small: HashMap<String, u8>,
    tens: HashMap<String, u8>,
    scales: HashMap<String, u32>,
    many: HashMap<String, u32>,
    letters: HashMap<String, u32>,
    ordinals: HashMap<String, u64>,
    parts: HashMap<String, u64>,
    half: List,
    dozen: List,
    dozens: List,
    several: List,
    couple: List,
}

impl Numbers {
    fn spelled(self) -> Table<Spelled> {
        let list = |words: List, sign: Spelled| words.iter().map(move |word| (word, sign));
        let small = self.small.into_iter().map(|(word, value)| (kept(word), Spelled::Small(value)));
        let tens = self.tens.into_iter().map(|(word, value)| (kept(word), Spelled::Tens(value)));
        let scales = self.scales.into_iter().map(|(word, power)| (kept(word), Spelled::Scale(power)));
        let many = self.many.into_iter().map(|(word, power)| (kept(word), Spelled::Many(power)));
        let ordinals = self.ordinals.into_iter().map(|(word, value)| (kept(word), Spelled::Ordinal(value)));
        let parts = self.parts.into_iter().map(|(word, value)| (kept(word), Spelled::Parts(value)));
        small
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
struct RoleEntry {
    role: Role,
    #[serde(rename = "doc")]
    _doc: String,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    qualifier: Qualifier,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    why: String,
    kind: Kind,
    #[serde(rename = "doc")]
    _doc: String,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UseEntry {
    r#use: Use,
    words: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metric {
    id: String,
    heads: List,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    prefixes: List,
    prefix_symbols: List,
    unit: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    dimension: String,
    kind: UnitKind,
    #[serde(rename = "doc")]
    _doc: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    when: When,
    #[serde(default)]
    names: List,
    #[serde(default)]
    metric: List,
    #[serde(default)]
    symbols: List,
    #[serde(default)]
    metric_symbols: List,
}
