//! What the ending of a word says of it, where no list names the word.

use serde::Deserialize;

use super::{English, List, Role};

/// So many letters stand before an ending at least.
const STEM: usize = 3;

/// Endings of words, and the longer ones that look like them and are none.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Endings {
    adverb: List,
    past: List,
    not_past: List,
    participle: List,
    plural: List,
    not_plural: List,
}

impl Endings {
    /// Whether `word` has one of the endings `ends`, and none of the longer ones `but`.
    fn has(word: &str, ends: List, but: List) -> bool {
        let fits = |end: &str| word.ends_with(end) && word.len() >= end.len() + STEM;
        ends.iter().any(fits) && !but.iter().any(|end| word.ends_with(end))
    }
}

impl English {
    /// Whether `word`, in lower case, ends as an adverb does.
    pub fn is_adverb(&self, word: &str) -> bool {
        Endings::has(word, self.endings.adverb, List::default()) && !self.grammar.not_adverb.holds(word)
    }

    /// Whether it ends as the past of a verb does.
    pub fn is_past(&self, word: &str) -> bool {
        Endings::has(word, self.endings.past, self.endings.not_past)
    }

    /// Whether it ends as a participle does.
    pub fn is_participle(&self, word: &str) -> bool {
        self.is_past(word) || Endings::has(word, self.endings.participle, List::default())
    }

    /// Whether it is the plural of a noun, by the lists or by its ending.
    pub fn is_plural(&self, word: &str) -> bool {
        self.roles(word).has(Role::Plural) || Endings::has(word, self.endings.plural, self.endings.not_plural)
    }
}
