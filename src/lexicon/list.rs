//! Short lists of words that are looked up at the beginning or the end of a text.

use serde::{Deserialize, Deserializer};

use super::dictionary::{Dictionary, Edge};

/// A list of words.
pub struct WordList {
    words: Vec<String>,
    first: Dictionary<()>,
    last: Dictionary<()>,
}

impl WordList {
    /// The longest of the words that `text` begins with.
    #[inline]
    pub fn begins(&self, text: &str) -> Option<&str> {
        self.first.longest(text).map(|(word, ())| word)
    }

    /// The longest of the words that `text` ends with.
    #[inline]
    pub fn ends(&self, text: &str) -> Option<&str> {
        self.last.longest(text).map(|(word, ())| word)
    }

    /// Whether one of the words may begin with `character`.
    #[inline]
    pub fn may_begin(&self, character: char) -> bool {
        self.first.may_hold(character)
    }

    /// Whether one of the words may end with `character`.
    #[inline]
    pub fn may_end(&self, character: char) -> bool {
        self.last.may_hold(character)
    }

    /// Whether one of the words stands anywhere in `text`.
    pub fn stands_in(&self, text: &str) -> bool {
        let mut starts = text.char_indices().map(|(at, _)| text.get(at..).unwrap_or_default());
        starts.any(|rest| self.begins(rest).is_some())
    }

    /// Whether `text` is one of the words.
    pub fn holds(&self, text: &str) -> bool {
        self.begins(text).is_some_and(|word| word.len() == text.len())
    }

    /// The words in the order of their file.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> Self {
        let file = |edge: Edge| Dictionary::new(edge, words.iter().map(|word| (word.clone(), ())));
        Self {
            first: file(Edge::First),
            last: file(Edge::Last),
            words,
        }
    }
}

impl<'de> Deserialize<'de> for WordList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<String>::deserialize(deserializer).map(Self::from)
    }
}

impl std::fmt::Debug for WordList {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.words.fmt(out)
    }
}
