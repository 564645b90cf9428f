//! The verb or noun before a number that says how it belongs to its noun: rose by, an increase of, a deficit of.

use super::{Governor, Phrase, REACH, Walk, change_of, is_adverb};
use crate::claim::entry::Change;
use crate::lexicon::{Role, UnitKind};

/// How many words may describe a noun of change before it.
const LEAD: usize = 4;

impl Walk<'_> {
    /// The verb or noun that the words before the number lead to.
    pub(super) fn governor(&self) -> Option<Governor> {
        let text = self.text;
        let mut level = false;
        // up from 2,500: the figure is a level, as it is not in growth at 5 percent.
        let mut moved = false;
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
            if let Some(change) = self.change_named(at, of) {
                let change = if moved { Change::Level } else { change };
                return Some(Governor::Noun(at, change));
            }
            if self.is_particle(at) {
                continue;
            }
            if let Some(found) = self.verb(at, of, level) {
                return Some(found);
            }
            let word = text.word(at);
            level |= text.words.grammar.level.holds(word);
            moved |= text.words.grammar.from.holds(word) || text.words.grammar.to.holds(word);
            let by = word == "," && text.words.grammar.step.holds(text.word(at + 1));
            let filler = by || text.roles(at).has(Role::Filler) || is_adverb(text, at) || at >= self.first;
            // Staff costs, at €540,000, were
            let apart = word == "," && of == Some(at + 1) && text.word(self.end) == ",";
            if apart && at > 0 && self.is_nominal(at - 1) {
                return Some(Governor::Named(at));
            }
            if !filler && text.words.grammar.step.holds(text.word(at + 1)) && of.is_none() {
                return self.object(at + 1);
            }
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

    /// The change that the noun at `at` names, which the number says: an increase of.
    fn change_named(&self, at: usize, of: Option<usize>) -> Option<Change> {
        let roles = self.text.roles(at);
        let infinitive =
            self.is_infinitive_word(at.wrapping_sub(1)) && (roles.has(Role::Rise) || roles.has(Role::Fall));
        let noun = roles.has(Role::Growth) || roles.has(Role::Decline);
        let led = of == Some(at + 1) || self.is_described(at);
        (!infinitive && noun && led).then(|| change_of(roles.has(Role::Growth)))
    }

    /// The verb at `at`, or the noun behind it: rose, was, at a cost of. A cue of the number is none.
    fn verb(&self, at: usize, of: Option<usize>, level: bool) -> Option<Governor> {
        let (text, roles) = (self.text, self.text.roles(at));
        if (roles.has(Role::Rise) || roles.has(Role::Fall)) && at < self.first {
            let change = if level {
                Change::Level
            } else {
                change_of(roles.has(Role::Rise))
            };
            return Some(Governor::Verb(at, change));
        }
        let cost = of == Some(at + 1) && text.word(at + 1) == text.words.grammar.of;
        if roles.has(Role::Link) && cost && !roles.has(Role::Filler) {
            return Some(Governor::Named(at + 1));
        }
        (roles.has(Role::Link) || roles.has(Role::Share)).then_some(Governor::Verb(at, Change::Level))
    }

    /// making up: whether the word at `at` only completes the verb before it.
    fn is_particle(&self, at: usize) -> bool {
        let text = self.text;
        let grammar = &text.words.grammar;
        let Some(before) = at.checked_sub(1).filter(|_| grammar.particle.holds(text.word(at))) else {
            return false;
        };
        let roles = text.roles(before);
        let being = roles.has(Role::Auxiliary) || grammar.lifts.holds(text.word(before));
        let verb = roles.has(Role::Verb) || roles.has(Role::Share) || text.words.is_participle(text.word(before));
        verb && !being
    }

    /// cut carbon emissions by: the object that ends before token `end`, of a verb of rise or fall.
    fn object(&self, end: usize) -> Option<Governor> {
        let text = self.text;
        let mut first = end;
        let noun = |at: usize| self.is_nominal(at) && !self.is_verb(at);
        let joint = |at: usize| at > 0 && text.words.grammar.and.holds(text.word(at)) && noun(at - 1);
        while first > 0 && end - first < REACH && (noun(first - 1) || (first < end && joint(first - 1))) {
            first -= 1;
        }
        let mut verb = first.checked_sub(1)?;
        while verb > 0 && text.roles(verb).has(Role::Determiner) {
            verb -= 1;
        }
        let roles = text.roles(verb);
        let moves = roles.has(Role::Rise) || roles.has(Role::Fall);
        (moves && first < end).then(|| Governor::Object(first, end, change_of(roles.has(Role::Rise))))
    }

    /// Whether an article stands before the noun at `at`: an annual increase of.
    pub(super) fn is_described(&self, at: usize) -> bool {
        let grammar = &self.text.words.grammar;
        (at.saturating_sub(3)..at)
            .any(|at| grammar.article.holds(self.text.word(at)) || grammar.definite.holds(self.text.word(at)))
            && self.text.word(at + 1) == grammar.of
    }

    /// Stores recorded a decrease of 1.7%, GDP growth of 5%: what the noun of change at `at` belongs to, where it does not
    /// say so itself.
    pub(super) fn which_changed(&self, at: usize) -> Option<Phrase> {
        let text = self.text;
        let before = at.checked_sub(1)?;
        let acronym = text.written(before).len() > 1 && !text.written(before).contains(|own: char| !own.is_uppercase());
        if acronym || (self.is_nominal(before) && text.words.is_plural(text.word(before))) {
            return Some(Phrase {
                first: before,
                end: at,
                head: before,
            });
        }
        let described = |at: &usize| text.roles(*at).has(Role::Determiner) || self.is_nominal(*at);
        let verb = (at.saturating_sub(LEAD)..at).rev().find(|at| !described(at))?;
        self.is_verb(verb).then(|| self.subject(verb)).flatten()
    }

    /// The council met five times: the subject of the verb right before a count of times.
    pub(super) fn doer(&self, kind: Option<UnitKind>) -> Option<Phrase> {
        let verb = self.first.checked_sub(1).filter(|at| self.is_verb(*at))?;
        (kind == Some(UnitKind::Verbal)).then(|| self.subject(verb)).flatten()
    }

    /// The noun that a noun of change at `at` speaks of: growth in exports of 5 percent; an increase of 5 percent in exports.
    pub(super) fn of_change(&self, at: usize) -> Option<Phrase> {
        let text = self.text;
        if text.words.grammar.inside.holds(text.word(at + 1)) && text.word(at + 1) != text.words.grammar.of {
            return self.phrase(at + 2);
        }
        if text.words.grammar.inside.holds(text.word(self.end)) && text.word(self.end) != text.words.grammar.of {
            let phrase = self.phrase(self.end + 1);
            let timed = |phrase: &Phrase| text.roles(phrase.head).has(Role::Time);
            return phrase
                .filter(|phrase| !timed(phrase) && !self.is_number(phrase.first) && !self.is_number(phrase.end));
        }
        None
    }
}
