//! What a number is said to be: of them, 1,200 were women.

use super::{Phrase, Walk};
use crate::lexicon::{Role, UnitKind};
use crate::number::english::Form;

impl Walk<'_> {
    /// The words between the two numbers of a share: one patient in 40.
    pub(super) fn inside(&self) -> Option<Phrase> {
        let text = self.text;
        let number = self.marks.get(self.index)?.number;
        let joint = (number..self.end).find(|at| text.word(*at) == text.words.grammar.among)?;
        let first = (number..joint).find(|at| {
            let word = text.words.number(text.word(*at)).is_none() && text.is(*at, Form::Word);
            word && !text.roles(*at).has(Role::Determiner) && !text.roles(*at).has(Role::Adverb)
        })?;
        (first + 2 >= joint && first > number).then_some(Phrase {
            first,
            end: joint,
            head: joint - 1,
        })
    }

    /// The plural noun behind a verb of being that follows the number: 27 million were refugees.
    pub(super) fn predicate(&self, kind: Option<UnitKind>) -> Option<Phrase> {
        let text = self.text;
        // A share of the number may stand in brackets: 612 (50.8%) were women.
        let verb = self.behind_brackets(self.end);
        let being = text.roles(verb).has(Role::Link) && text.roles(verb).has(Role::Auxiliary);
        if kind.is_some() || !being {
            return None;
        }
        let first = self.behind_adverbs(verb + 1);
        let phrase = self.phrase(first).filter(|phrase| phrase.first == first)?;
        let verbal = phrase.end == first + 1 && text.words.is_participle(text.word(first));
        let ends = phrase.end.min(self.nominal_end(first));
        let head = self.head_of(first, ends);
        (!verbal && text.words.is_plural(text.word(head))).then_some(phrase)
    }

    /// The token behind a pair of brackets that opens at `at`, or `at` itself.
    pub(super) fn behind_brackets(&self, at: usize) -> usize {
        if self.text.word(at) != "(" {
            return at;
        }
        let closing = (at..at + 6).find(|at| self.text.word(*at) == ")");
        closing.map_or(at, |closing| closing + 1)
    }

    /// The token behind the adverbs that begin at `at`.
    fn behind_adverbs(&self, at: usize) -> usize {
        let adverb = |at: &usize| {
            self.text.is(*at, Form::Word)
                && (self.text.roles(*at).has(Role::Adverb) || super::is_adverb(self.text, *at))
        };
        at + (at..at + 2).take_while(adverb).count()
    }
}
