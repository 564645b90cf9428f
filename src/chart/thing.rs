//! What kind of thing a claim counts: the metric, or the head of the noun. Counts of different things share no axis.

use crate::claim::Entry;
use crate::lexicon::{Lexicon, OTHER, Role};
use crate::span::is_han;

/// The head of a Chinese noun is taken for its last characters, so many of them.
const HEAD: usize = 2;

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing<'a> {
    /// What a metric counts.
    Metric(&'a str),
    /// What a noun of that head names: visitor, \u{4f1a}\u{8bae}.
    Head(&'a str),
}

/// What `claim` counts; none where the text does not name it.
pub fn of(claim: &Entry) -> Option<Thing<'_>> {
    if *claim.metric != *OTHER {
        return Some(Thing::Metric(&claim.metric));
    }
    match head(&claim.noun) {
        "" => None,
        head => Some(Thing::Head(singular(head))),
    }
}

/// The word of `noun` that says what it is: the last one before a preposition, or the last characters of a Chinese one.
pub fn head(noun: &str) -> &str {
    if noun.contains(is_han) {
        let measure = Lexicon::builtin().words.lists.quantity_nouns.ends(noun);
        let noun = noun
            .get(..noun.len() - measure.map_or(0, str::len))
            .filter(|rest| !rest.is_empty())
            .unwrap_or(noun);
        let first = noun.char_indices().rev().nth(HEAD - 1);
        let last = first.and_then(|(at, _)| noun.get(at..));
        return last.filter(|last| last.chars().all(is_han)).unwrap_or(noun);
    }
    let english = Lexicon::builtin().english();
    let bounds = |word: &&str| !english.roles(&word.to_lowercase()).has(Role::Preposition);
    noun.split_whitespace().take_while(bounds).last().unwrap_or_default()
}

/// An English word without the ending of its plural.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_what_a_noun_is() {
        for (noun, wanted) in [
            ("visitors", "visitors"),
            ("foreign visitors to the museum", "visitors"),
            ("\u{5b66}\u{672f}\u{4f1a}\u{8bae}", "\u{4f1a}\u{8bae}"),
            ("\u{4eba}", "\u{4eba}"),
            ("", ""),
        ] {
            assert_eq!(head(noun), wanted, "{noun}");
        }
    }
}
