//! The verb or noun before a number that says how it belongs to its noun: rose by, an increase of, a deficit of.

use super::{Governor, Phrase, REACH, Walk, change_of, is_adverb};
use crate::claim::entry::Change;
use crate::lexicon::Role;

impl Walk<'_> {
    /// The verb or noun that the words before the number lead to.
    pub(super) fn governor(&self) -> Option<Governor> {
        let text = self.text;
        let mut level = false;
        let mut of = None;
        // A cue may be such a verb itself: surpassed 126 trillion yuan.
        let number = self.marks.get(self.index)?.number;
        let mut at = number.max(self.first);
        let stop = number.saturating_sub(REACH);
        while at > stop {
            at -= 1;
            if self.is_number(at) && at < self.first {
                return None;
            }
            let (word, roles) = (text.word(at), text.roles(at));
            let noun =
                (roles.has(Role::Growth) || roles.has(Role::Decline)) && (of == Some(at + 1) || self.is_described(at));
            if noun {
                return Some(Governor::Noun(at, change_of(roles.has(Role::Growth))));
            }
            if roles.has(Role::Rise) || roles.has(Role::Fall) {
                let change = if level {
                    Change::Level
                } else {
                    change_of(roles.has(Role::Rise))
                };
                return Some(Governor::Verb(at, change));
            }
            if roles.has(Role::Link) || roles.has(Role::Share) {
                return Some(Governor::Verb(at, Change::Level));
            }
            level |= text.words.grammar.level.holds(word);
            let filler = roles.has(Role::Filler) || is_adverb(text, at) || at >= self.first;
            if !filler {
                return of
                    .filter(|of| *of == at + 1 && self.is_nominal(at))
                    .map(Governor::Named);
            }
            if word == text.words.grammar.of || text.words.grammar.level.holds(word) {
                of = Some(at);
            }
        }
        None
    }

    /// Whether an article stands before the noun at `at`: an annual increase of.
    pub(super) fn is_described(&self, at: usize) -> bool {
        let grammar = &self.text.words.grammar;
        (at.saturating_sub(3)..at)
            .any(|at| grammar.article.holds(self.text.word(at)) || grammar.definite.holds(self.text.word(at)))
            && self.text.word(at + 1) == grammar.of
    }

    /// The noun that a noun of change at `at` speaks of: growth in exports of 5 percent; an increase of 5 percent in exports.
    pub(super) fn of_change(&self, at: usize) -> Option<Phrase> {
        let text = self.text;
        if text.words.grammar.inside.holds(text.word(at + 1)) && text.word(at + 1) != text.words.grammar.of {
            return self.phrase(at + 2);
        }
        if text.words.grammar.inside.holds(text.word(self.end)) && text.word(self.end) != text.words.grammar.of {
            return self.phrase(self.end + 1).filter(|phrase| !self.is_number(phrase.first));
        }
        None
    }
}
