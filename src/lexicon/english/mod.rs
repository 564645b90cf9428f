//! The words of English: numbers, cues, units, dates, and what bounds noun phrases.
//!
//! They are read when the first English sentence is, so that a Chinese document does not wait for them. Words stand in
//! lower case, and a phrase is a list of words; hyphens in the text count as spaces.

mod endings;
mod file;
mod own;
mod phrases;

pub use file::Grammar;
pub use phrases::{Phrase, Phrases, Spread};

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use super::bits::{Bits, pair};
use super::finder::Aside;
use super::qualifiers::Qualifier;
use super::units::Unit;
use super::user::Own;
use endings::Endings;
use file::{Cue, File, Group, Metric, RoleEntry, UseEntry};

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
        let whole = |at: usize| {
            let (before, behind) = self.0.split_at_checked(at).unwrap_or_default();
            let behind = behind.get(word.len()..).unwrap_or_default();
            let divides = |rest: &str, mark: bool| rest.is_empty() || mark;
            let (before, behind) = (before.trim_end(), behind.trim_start());
            divides(before, before.ends_with(',')) && divides(behind, behind.starts_with(','))
        };
        let is_word = !word.is_empty() && word.trim() == word && !word.contains(',');
        is_word && memchr::memmem::find_iter(self.0.as_bytes(), word).any(whole)
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
    /// So many times as much: twice.
    Times(u64),
    /// The same beside a word of change: tenfold.
    Fold(u64),
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
    /// The power of ten that it brings: millions of dollars in one symbol.
    pub scale: u32,
}

/// Smaller units that are part of a larger one: cents of a dollar, inches of a foot.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Small {
    /// The larger units, as they are written.
    pub of: List,
    /// The names of the smaller ones.
    pub words: List,
    /// How many make one of the larger.
    pub parts: u32,
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
    /// The same right behind the number: 23.4p, but 42 p. is a count of pages.
    Glued,
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
    endings: Endings,
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
    /// Smaller units behind larger ones.
    pub small: Vec<Small>,
    /// Set phrases and names that hold numbers.
    pub names: Phrases<Aside>,
    /// Months by name.
    months: Table<u8>,
    /// Words before a date, and how it is used.
    pub uses: Phrases<Use>,
    /// Words that open a sentence which goes on with the one before.
    pub carries: Phrases<()>,
    /// In what terms a figure is meant: in real terms.
    pub terms: Phrases<()>,
    /// Nouns of which a word looks like a verb: value added.
    pub compounds: Phrases<()>,
    /// Abbreviations that a full stop belongs to.
    abbreviations: Table<()>,
    metrics: Table<Arc<str>>,
    /// A reader's heads of more than one word.
    phrases: Vec<(String, Arc<str>)>,
}

impl English {
    /// Reads the files; a reader's `own` words win over theirs.
    pub(super) fn parse(words: &str, units: &str, own: &Own) -> Result<Self, super::Error> {
        let mut file: File = serde_json::from_str(words)?;
        let letters = std::mem::take(&mut file.numbers.letters);
        let numbers = file.numbers.spelled();
        let mut starts = Bits::for_items(numbers.len());
        numbers
            .keys()
            .for_each(|word| starts.insert(first_two(word.as_bytes())));
        let (units, symbols, small) = file::units(units, own::units(own))?;
        Ok(Self {
            grammar: file.grammar,
            endings: file.endings,
            numbers,
            letters: letters.into_iter().map(|(word, power)| (kept(word), power)).collect(),
            starts,
            roles: roles(file.role),
            before: cues(own::cues(&own.before), file.before),
            after: cues(own::cues(&own.after), file.after),
            units,
            symbols,
            small,
            names: Phrases::new(own::names(own).chain(file.name.into_iter().flat_map(names))),
            months: file
                .months
                .into_iter()
                .map(|(word, month)| (kept(word), month))
                .collect(),
            uses: Phrases::new(file.r#use.into_iter().flat_map(uses)),
            carries: Phrases::new(file.carries.iter().map(|word| (word, ()))),
            terms: Phrases::new(file.terms.iter().map(|word| (word, ()))),
            compounds: Phrases::new(file.compounds.iter().map(|word| (word, ()))),
            abbreviations: file.abbreviations.iter().map(|word| (word, ())).collect(),
            metrics: file.metric.into_iter().flat_map(heads).chain(own::heads(own)).collect(),
            phrases: own::phrases(own),
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

    /// The metric of the noun that ends with the word `head`, as `before`, which goes to its end, does.
    pub fn metric(&self, head: &str, before: &str) -> Option<&Arc<str>> {
        let ends = |phrase: &str| {
            let rest = before.strip_suffix(phrase);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        let phrase = self.phrases.iter().find(|(phrase, _)| ends(phrase));
        phrase.map(|(_, id)| id).or_else(|| self.metrics.get(head))
    }
}

fn roles(entries: Vec<RoleEntry>) -> Table<Roles> {
    let mut roles: Table<Roles> = Table::default();
    for entry in entries {
        for word in entry.words.iter() {
            roles.entry(word).or_default().0 |= 1 << (entry.role as u32);
        }
    }
    roles
}

fn cues(own: Vec<(&'static str, Qualifier)>, cues: Vec<Cue>) -> Phrases<Qualifier> {
    let words = |cue: Cue| cue.words.iter().map(move |word| (word, cue.qualifier));
    Phrases::new(own.into_iter().chain(cues.into_iter().flat_map(words)))
}

fn names(group: Group) -> impl Iterator<Item = (&'static str, Aside)> {
    let aside = Aside {
        kind: group.kind,
        why: super::intern(&group.why),
    };
    group.words.iter().map(move |word| (word, aside))
}

fn uses(entry: UseEntry) -> impl Iterator<Item = (&'static str, Use)> {
    entry.words.iter().map(move |word| (word, entry.r#use))
}

fn heads(metric: Metric) -> impl Iterator<Item = (&'static str, Arc<str>)> {
    let id: Arc<str> = Arc::from(metric.id.as_str());
    metric.heads.iter().map(move |head| (head, Arc::clone(&id)))
}

fn first_two(word: &[u8]) -> usize {
    let letter = |at: usize| char::from(word.get(at).copied().unwrap_or(b' '));
    pair((letter(0), letter(1)))
}
