//! Words that bound, link or shield a noun phrase.

use serde::Deserialize;

use super::dictionary::{Dictionary, Edge};
use super::list::WordList;

/// What a word does to the noun phrases beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Only a verb: no noun phrase reaches across it.
    Verb,
    /// Verb or noun by context.
    Action,
    /// A verb that is dropped from the noun behind it.
    PrefixVerb,
    /// Stands between a noun and its number.
    Link,
    /// Adverb.
    Adverb,
    /// Rose.
    Rise,
    /// Fell.
    Fall,
    /// Came to a level.
    Reach,
    /// Preposition.
    Preposition,
    /// Joins nouns.
    Join,
    /// Joins clauses.
    Clause,
    /// Says when, and is dropped from a noun.
    Time,
    /// Makes a noun of the verb before it.
    Measure,
    /// A word that holds one of the others and is part of nouns.
    Shield,
    /// A place, dropped at the head of a noun.
    Place,
    /// A share of something is meant (占).
    Share,
    /// Ends a list that is not complete (等).
    Etc,
    /// Marks what is before it as belonging to what is behind it (的).
    Of,
    /// Says for each (每, 人均).
    Each,
    /// Opens parts of a whole (其中).
    Among,
}

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it does.
    pub class: Class,
    /// Its objects counted in people are not named by what stands before it.
    pub people: bool,
    /// It says that people take part.
    pub attend: bool,
    /// It is dropped at the head of a noun phrase.
    pub transitive: bool,
}

/// The words in force.
pub struct Words {
    dictionary: Dictionary<Word>,
    /// The words that may stand at the end of what is before a number.
    tails: Dictionary<Class>,
    /// Short lists by which single steps decide.
    pub lists: Lists,
}

/// Short lists of words.
#[derive(Debug, Deserialize)]
pub struct Lists {
    /// Nouns that only say that something is counted: X的数量 is X.
    pub quantity_nouns: WordList,
    /// Ends of nouns that can do something, behind which a verb is one.
    pub agents: WordList,
    /// Verbs that are no part of the noun of measure behind them: 实现增加值.
    pub light: WordList,
    /// Characters that make a noun of a verb before them: 专任教师.
    pub suffixes: WordList,
    /// Words that are left out at the end of the noun behind a number.
    pub trailing: WordList,
    /// Words that open a comparison.
    pub compare: WordList,
    /// Characters that say, directly before a number, by how much something is more.
    pub higher: WordList,
    /// The same for less.
    pub lower: WordList,
    /// Characters that, directly before a number, only say that it is reported.
    pub reported: WordList,
    /// Ends of nouns that say how far something rose.
    pub grows: WordList,
    /// Ends of nouns that say how far something fell.
    pub shrinks: WordList,
    /// Words at the head of a noun that only point.
    pub pronouns: WordList,
}

impl Words {
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        // In which of the three lists a word stands is asked once of each.
        let mut listed = Listed::default();
        for (place, list) in [&file.people, &file.attend, &file.transitive].into_iter().enumerate() {
            list.iter()
                .for_each(|word| *listed.entry(word.as_str()).or_default() |= 1 << place);
        }
        let word = |class: Class, text: String| {
            let lists = listed.get(text.as_str()).copied().unwrap_or_default();
            let word = Word {
                class,
                people: lists & 1 != 0,
                attend: lists & 2 != 0,
                transitive: lists & 4 != 0,
            };
            (text, word)
        };
        let tails = file.class.iter().filter(|class| is_tail(class.class));
        let tails = tails.flat_map(|class| class.words.iter().map(|text| (text.clone(), class.class)));
        let tails = Dictionary::new(Edge::Last, tails);
        let own = |entry: ClassEntry| entry.words.into_iter().map(move |text| (entry.class, text));
        let all = file
            .class
            .into_iter()
            .flat_map(own)
            .map(|(class, text)| word(class, text));
        Ok(Self {
            tails,
            dictionary: Dictionary::new(Edge::First, all),
            lists: file.lists,
        })
    }

    /// The longest word that `text` begins with.
    #[inline]
    pub fn at_start<'t>(&self, text: &'t str) -> Option<(&'t str, Word)> {
        let (length, word) = self.dictionary.longest_of_many(text)?;
        Some((text.get(..length)?, *word))
    }

    /// Whether `text` ends in a word that links a noun to a number.
    pub fn at_end_links(&self, text: &str) -> bool {
        self.tails
            .longest(text)
            .is_some_and(|(_, class)| matches!(class, Class::Link | Class::Reach | Class::Rise | Class::Fall))
    }

    /// Whether `text` ends in a word of grammar, behind which a dash is a minus sign.
    pub fn ends_in_grammar(&self, text: &str) -> bool {
        self.tails
            .longest(text)
            .is_some_and(|(_, class)| *class != Class::Shield)
    }

    /// `text` without the words at its end that link a noun to a number.
    pub fn without_links<'a>(&self, text: &'a str) -> &'a str {
        let mut text = text;
        while let Some((word, Class::Link | Class::Adverb)) = self.tails.longest(text) {
            text = text.get(..text.len() - word.len()).unwrap_or_default().trim_end();
        }
        text
    }

    /// Whether `text` begins with a word that is part of nouns as a whole.
    pub fn begins_shielded(&self, text: &str) -> bool {
        self.at_start(text)
            .is_some_and(|(_, word)| matches!(word.class, Class::Shield | Class::Measure))
    }

    /// Whether `text` ends in a word that is part of nouns as a whole.
    pub fn is_shielded_end(&self, text: &str) -> bool {
        self.tails
            .longest(text)
            .is_some_and(|(_, class)| *class == Class::Shield)
    }

    /// Whether `text` ends in a word or mark that joins nouns.
    pub fn ends_in_join(&self, text: &str) -> bool {
        text.ends_with('、') || self.tails.longest(text).is_some_and(|(_, class)| *class == Class::Join)
    }

    /// Whether `text` is nothing but a word or mark that joins nouns.
    pub fn joins(&self, text: &str) -> bool {
        text == "、"
            || self
                .dictionary
                .longest(text)
                .is_some_and(|(word, found)| found.class == Class::Join && word.len() == text.len())
    }

    /// Whether `text` holds a word that says that something rose or fell.
    pub fn contains_change(&self, text: &str) -> bool {
        let changes = |class: Class| matches!(class, Class::Rise | Class::Fall);
        text.char_indices().any(|(at, _)| {
            text.get(at..)
                .and_then(|rest| self.at_start(rest))
                .is_some_and(|(_, word)| changes(word.class))
        })
    }
}

const fn is_tail(class: Class) -> bool {
    matches!(
        class,
        Class::Link | Class::Adverb | Class::Join | Class::Reach | Class::Rise | Class::Fall | Class::Shield
    )
}

/// Words with a bit for each list that they stand in, asked once for each word of the lexicon.
type Listed<'w> = std::collections::HashMap<&'w str, u8, super::english::Spread>;

#[derive(Deserialize)]
struct File {
    class: Vec<ClassEntry>,
    people: Vec<String>,
    attend: Vec<String>,
    transitive: Vec<String>,
    #[serde(flatten)]
    lists: Lists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassEntry {
    class: Class,
    #[serde(rename = "doc")]
    _doc: String,
    words: Vec<String>,
}
