//! What a figure belongs to that stands in brackets, or bounds a noun: clubs (62%), an income above $90,000.

use super::{Phrase, Reading, Walk, change_of};
use crate::claim::entry::Change;
use crate::claim::mark::What;
use crate::lexicon::{Role, UnitKind};
use crate::number::english::Form;

impl Walk<'_> {
    /// Most clubs (62%) agreed, growth in receipts (6%), a third (33%) of them: the reading of a figure alone in brackets.
    pub(super) fn bracketed(&self, kind: Option<UnitKind>, last: &Reading) -> Option<Reading> {
        let text = self.text;
        let opening = self.first.checked_sub(1).filter(|at| text.word(*at) == "(")?;
        if text.word(self.end) != ")" || !matches!(kind, Some(UnitKind::Ratio | UnitKind::Money | UnitKind::Prefix)) {
            return None;
        }
        let before = self.index.checked_sub(1).and_then(|at| self.marks.get(at));
        if before.is_some_and(|before| before.end == opening) {
            let of = self.of_phrase(self.end + 1);
            return Some(of.map_or(*last, |phrase| self.reading(phrase, Change::Level)));
        }
        if let Some((noun, change)) = self.growth_before(opening) {
            return Some(self.reading(noun, change));
        }
        let does = self.is_verb(self.end + 1) || text.roles(self.end + 1).has(Role::Auxiliary);
        let subject = || self.trimmed(self.clause_start(opening), opening);
        let phrase = if does { subject() } else { self.before(opening) };
        phrase.map(|phrase| self.reading(phrase, Change::Level))
    }

    /// Growth in receipts: what grows, in the words that end before token `end`.
    fn growth_before(&self, end: usize) -> Option<(Phrase, Change)> {
        let text = self.text;
        let noun = |at: &usize| text.roles(*at).has(Role::Growth) || text.roles(*at).has(Role::Decline);
        let growth = (end.saturating_sub(super::REACH)..end).rev().find(noun)?;
        if !text.words.grammar.inside.holds(text.word(growth + 1)) {
            return None;
        }
        let phrase = self.phrase_up_to(growth + 2, end).filter(|phrase| phrase.end == end)?;
        Some((phrase, change_of(text.roles(growth).has(Role::Growth))))
    }

    /// We're up 32% in bookings: in what they who speak rose or fell, by the verb at token `verb`.
    pub(super) fn moved_in(&self, verb: usize, change: Change) -> Option<Phrase> {
        let text = self.text;
        let spoken = (verb.saturating_sub(3)..verb).any(|at| text.roles(at).has(Role::Pronoun));
        let inside = text.words.grammar.inside.holds(text.word(self.end));
        let phrase = self
            .phrase(self.end + 1)
            .filter(|_| spoken && inside && change != Change::Level)?;
        (!text.roles(phrase.head).has(Role::Time) && !self.is_number(phrase.end)).then_some(phrase)
    }

    /// The noun behind an of at token `at`.
    pub(super) fn of_phrase(&self, at: usize) -> Option<Phrase> {
        let of = self.text.word(at) == self.text.words.grammar.of;
        of.then(|| self.phrase(at + 1)).flatten()
    }

    /// With an income above $90,000: what is had, which the figure bounds.
    pub(super) fn bounded(&self, kind: Option<UnitKind>) -> Option<Phrase> {
        let text = self.text;
        let What::Quantity(quantity) = &self.marks.get(self.index)?.mark.what else {
            return None;
        };
        let units = [UnitKind::Measure, UnitKind::Money, UnitKind::Prefix, UnitKind::Ratio];
        let cued = quantity.full.start < quantity.span.start && kind.is_some_and(|kind| units.contains(&kind));
        let last = self
            .first
            .checked_sub(1)
            .filter(|at| self.is_nominal(*at) && !self.is_verb(*at))?;
        let phrase = self.before(last + 1)?;
        let mut led = phrase.first;
        while led > 0 && text.roles(led - 1).has(Role::Determiner) {
            led -= 1;
        }
        let had = led
            .checked_sub(1)
            .is_some_and(|at| text.words.grammar.having.holds(text.word(at)) || text.roles(at).has(Role::Auxiliary));
        (cued && had).then_some(phrase)
    }

    /// 9% more than in 2022, 0.4 points lower: the change that the word behind a difference says.
    pub(super) fn difference(&self) -> Option<Change> {
        let text = self.text;
        let grammar = &text.words.grammar;
        let greater = grammar.greater.holds(text.word(self.end));
        let next = self.end + 1;
        let ends = grammar.than.holds(text.word(next))
            || !text.is(next, Form::Word)
            || text.roles(next).has(Role::Preposition)
            || text.roles(next).has(Role::Conjunction);
        let counts = match self.marks.get(self.index).map(|marked| &marked.mark.what) {
            Some(What::Quantity(quantity)) => {
                !matches!(quantity.kind(), Some(UnitKind::Age | UnitKind::Time)) && quantity.dimension() != "multiple"
            }
            _ => false,
        };
        ((greater || grammar.smaller.holds(text.word(self.end))) && ends && counts).then(|| change_of(greater))
    }
}
