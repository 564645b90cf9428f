//! Numbers that go on from one before: lists, comparisons, and clauses without a verb of their own.

use super::super::beside::{is_compared, leads};
use super::{LONGEST, Phrase, REACH, Reading, Walk};
use crate::claim::entry::Change;
use crate::lexicon::{Kind, Role};
use crate::number::english::Form;

impl Walk<'_> {
    /// Whether the number goes on a list or a clause: 5 percent and 6 percent.
    pub(super) fn is_joined(&self) -> bool {
        if self.is_compared() {
            return true;
        }
        let level = |at: usize| self.text.roles(at).has(Role::Preposition) && self.text.roles(at).has(Role::Filler);
        let at = self.first.wrapping_sub(1);
        if level(at) && (self.is_claim(at.wrapping_sub(1)) || self.is_date(at.wrapping_sub(1))) {
            return true;
        }
        let at = at.wrapping_sub(usize::from(level(at)));
        let joint = self.text.word(at) == "," || self.text.roles(at).has(Role::Conjunction);
        let clause = (at.saturating_sub(REACH)..at)
            .rev()
            .take_while(|at| !self.is_number(*at))
            .all(|at| !self.is_verb(at));
        let near = self
            .marks
            .get(self.index.wrapping_sub(1))
            .is_some_and(|before| at <= before.end + 2 * LONGEST);
        joint && near && clause
    }

    /// £23m, against £21m; up from £21m: a figure with which the one before is compared.
    fn is_compared(&self) -> bool {
        let earlier = self.marks.iter().zip(self.verdicts).take(self.index).rev();
        let last = earlier.into_iter().find(|(_, verdict)| verdict.kind == Kind::Claim);
        let near = last.is_some_and(|(last, _)| self.first - last.end.min(self.first) <= LONGEST);
        near && (is_compared(self.text, self.first) || self.is_of_date())
    }

    /// £18,400 (2023: £16,200): the same at another date.
    fn is_of_date(&self) -> bool {
        let before = self.index.checked_sub(1).and_then(|at| self.marks.get(at));
        before.is_some_and(|date| date.end + 1 == self.first && leads(self.text, date.first, date.end))
    }

    /// rose by a fifth to £1.28bn: a level that a change led to or came from.
    pub(super) fn is_level(&self) -> bool {
        let grammar = &self.text.words.grammar;
        let before = self.text.word(self.first.wrapping_sub(1));
        grammar.from.holds(before) || grammar.to.holds(before)
    }

    /// Taiwan grew by 6%, Korea by 5%: the subject of a clause that goes without its verb.
    pub(super) fn gapped(&self, last: &Reading) -> Option<Phrase> {
        let text = self.text;
        let by = self.first.checked_sub(1)?;
        let stop = self.marks.get(self.index.checked_sub(1)?)?.end;
        let first = (stop..by).find(|at| self.is_nominal(*at) && !text.is(*at, Form::Mark))?;
        let joint = (stop..first).all(|at| text.word(at) == "," || text.roles(at).has(Role::Conjunction));
        let whole = (first..by).all(|at| self.is_nominal(at) && !self.is_verb(at));
        let led = text.words.grammar.step.holds(text.word(by)) && first > stop && joint && whole;
        (led && last.change != Change::Level)
            .then(|| self.trimmed(first, by))
            .flatten()
    }

    /// 20 and 30 countries, 3 of the 12 depots: the noun behind the next number of a list or of the whole.
    pub(super) fn shared(&self) -> Option<Phrase> {
        let next = self.marks.get(self.index + 1)?;
        let part = self.text.word(self.end) == self.text.words.grammar.of
            && (self.end + 1..next.first).all(|at| self.text.roles(at).has(Role::Determiner));
        let joint = part
            || (self.end..next.first).all(|at| self.text.word(at) == "," || self.text.roles(at).has(Role::Conjunction))
            || (self.end + 1 == next.first && self.text.words.grammar.to.holds(self.text.word(self.end)));
        let alike = self
            .verdicts
            .get(self.index + 1)
            .is_some_and(|verdict| verdict.kind == Kind::Claim);
        (joint && alike && next.first > self.end)
            .then(|| self.phrase(next.end))
            .flatten()
    }
}
