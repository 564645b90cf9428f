//! The noun phrase before a number: the subject of its verb, back to where the clause begins.

use super::{LONGEST, Phrase, Walk, is_adverb};
use crate::lexicon::Role;
use crate::number::english::Form;

/// How many tokens back the beginning of a clause is looked for.
const FAR: usize = 60;

impl Walk<'_> {
    /// The noun phrase that ends before token `end`, back to what bounds it: a deficit of, the growth rate at.
    pub(super) fn before(&self, end: usize) -> Option<Phrase> {
        let text = self.text;
        let mut first = end;
        while first > 0 {
            let of =
                text.word(first - 1) == text.words.grammar.of && first < end && self.is_nominal(first.wrapping_sub(2));
            let article = first > 1
                && text.word(first - 2) == text.words.grammar.of
                && text.roles(first - 1).has(Role::Determiner);
            let per = |at: usize| text.words.grammar.per.holds(text.word(at)) && text.is(at, Form::Word);
            let of = of || (per(first - 1) && first < end);
            // at a cost of: what could be a verb is none there.
            let named = first == end && text.roles(first - 1).has(Role::Link);
            let verb = self.is_verb(first - 1);
            if !named && (verb || !(self.is_nominal(first - 1) || of || article)) {
                break;
            }
            first -= 1;
        }
        // A total cost of: no verb ends the noun.
        let link = end.checked_sub(1).filter(|at| self.text.roles(*at).has(Role::Link));
        link.map(|head| Phrase { first, end, head })
            .or_else(|| self.trimmed(first, end))
    }

    /// The subject of the verb at token `verb`.
    pub(super) fn subject(&self, verb: usize) -> Option<Phrase> {
        let text = self.text;
        let mut end = verb;
        while end > 0
            && (text.roles(end - 1).has(Role::Auxiliary)
                || is_adverb(text, end - 1)
                || text.roles(end - 1).has(Role::Adverb)
                || self.is_verb(end - 1)
                || self.is_infinitive(end))
        {
            end -= 1;
        }
        if let Some(phrase) = self.object_before_infinitive(end) {
            return Some(phrase);
        }
        if end > 0 && text.roles(end - 1).has(Role::Relative) {
            end -= 1;
            end -= usize::from(end > 0 && text.word(end - 1) == ",");
        }
        let closing = end > 0 && matches!(text.word(end - 1), ",");
        if closing {
            return self.subject_of_clause_before(end - 1);
        }
        let start = self.clause_start(end);
        let start = if end == verb { self.had_by(start, verb) } else { start };
        self.before_number(start)
            .or_else(|| self.trimmed(start, end))
            .or_else(|| self.behind_verb(end))
    }

    /// Charities with an income exceeding: what is had is what the participle at `verb` speaks of; else `start`.
    fn had_by(&self, start: usize, verb: usize) -> usize {
        let text = self.text;
        let having = |at: &usize| text.words.grammar.having.holds(text.word(*at));
        let led = (start..verb).rev().find(having);
        let participle = text.words.is_participle(text.word(verb));
        led.filter(|_| participle).map_or(start, |at| at + 1)
    }

    /// We see stocks have dropped: the noun between another verb and the one at token `end`.
    fn behind_verb(&self, end: usize) -> Option<Phrase> {
        let phrase = self.before(end)?;
        let led = phrase.first.checked_sub(1).filter(|at| self.is_verb(*at));
        led.map(|_| phrase)
    }

    /// Whether token `end` is the verb of an infinitive behind another verb: expect to grow.
    fn is_infinitive(&self, end: usize) -> bool {
        let verb = end.checked_sub(2).is_some_and(|at| self.is_verb(at));
        verb && self.is_infinitive_word(end - 1)
    }

    pub(super) fn is_infinitive_word(&self, at: usize) -> bool {
        self.text.is(at, Form::Word) && self.text.words.grammar.to.holds(self.text.word(at))
    }

    /// The OECD expects the economy to grow: the noun between a verb and the infinitive whose verb is token `end`.
    fn object_before_infinitive(&self, end: usize) -> Option<Phrase> {
        let joint = end.checked_sub(1).filter(|at| self.is_infinitive_word(*at))?;
        let mut first = joint;
        while first > 0 && self.is_nominal(first - 1) && !self.is_verb(first - 1) {
            first -= 1;
        }
        let mut verb = first.checked_sub(1)?;
        while verb > 0 && self.text.roles(verb).has(Role::Determiner) {
            verb -= 1;
        }
        let transitive = first < joint && self.is_verb(verb) && !self.text.roles(verb).has(Role::Link);
        transitive.then(|| self.trimmed(first, joint)).flatten()
    }

    /// Panels on 23 roofs made: the noun before the preposition of a number that ends before token `start`.
    fn before_number(&self, start: usize) -> Option<Phrase> {
        let number = start.checked_sub(1)?;
        let inside = |marked: &&super::Marked| marked.first <= number && number < marked.end;
        let marked = self.marks.iter().find(inside)?;
        let joint = marked.first.checked_sub(1)?;
        let roles = self.text.roles(joint);
        let level = self.text.words.grammar.level.holds(self.text.word(joint));
        let joins = roles.has(Role::Preposition) && !level && self.text.word(joint) != self.text.words.grammar.of;
        let noun = joint > 0 && self.is_nominal(joint - 1) && !self.is_verb(joint - 1);
        (joins && noun && !self.is_date(number))
            .then(|| self.before(joint))
            .flatten()
    }

    /// Exports reached a new high, up 5 percent: the subject of the clause that ends at token `end`.
    pub(super) fn subject_of_clause_before(&self, end: usize) -> Option<Phrase> {
        let stop = end.saturating_sub(40);
        let start = (stop..end)
            .rev()
            .find(|at| matches!(self.text.word(*at), ";" | ":" | "(") || (self.is_number(*at) && !self.is_date(*at)))
            .map_or(stop, |at| at + 1);
        if start > stop && self.is_number(start - 1) {
            return None;
        }
        let verb = (start..end).find(|at| self.is_verb(*at))?;
        let first = self.clause_start(verb);
        self.trimmed(first, verb)
    }

    /// Where the clause begins whose words end before token `end`.
    pub(super) fn clause_start(&self, end: usize) -> usize {
        let text = self.text;
        let mut at = end;
        let mut verb = false;
        while at > 0 {
            let before = at - 1;
            let (word, roles) = (text.word(before), text.roles(before));
            if word == ")" {
                let opening = (before.saturating_sub(FAR)..before).rev();
                at = opening.into_iter().find(|at| text.word(*at) == "(").unwrap_or(before);
                continue;
            }
            let listed = word == "," && self.in_list(before);
            let pause = matches!(word, "," | ";" | ":" | "(" | "—" | "–" | ".") && !self.is_date(before);
            if (pause && !listed) || (self.is_number(before) && !self.is_date(before)) {
                break;
            }
            // when turnover exceeds: a clause of its own, as in found that growth was
            if !verb && text.words.grammar.clause.holds(word) {
                break;
            }
            let clause = roles.has(Role::Relative) && roles.has(Role::Determiner) && before > 0;
            if clause && (self.is_verb(before - 1) || text.roles(before - 1).has(Role::Link)) {
                break;
            }
            if roles.has(Role::Relative) && verb && !roles.has(Role::Preposition) {
                // A relative clause: the noun stands before it.
                return self.clause_start_before_relative(before);
            }
            if roles.has(Role::Conjunction) && self.has_verb_before(before) {
                break;
            }
            verb |= self.is_verb(before);
            at = before;
        }
        at
    }

    pub(super) fn clause_start_before_relative(&self, relative: usize) -> usize {
        let end = relative - usize::from(relative > 0 && self.text.word(relative - 1) == ",");
        let stop = end.saturating_sub(LONGEST * 2);
        (stop..end)
            .rev()
            .find(|at| matches!(self.text.word(*at), "," | ";" | ":" | "(" | "—") || self.is_number(*at))
            .map_or(stop, |at| at + 1)
    }

    /// Whether a comma stands in a list of nouns: imports, exports and investment.
    pub(super) fn in_list(&self, comma: usize) -> bool {
        let of = |at: usize| self.text.word(at) == self.text.words.grammar.of;
        let ahead = (comma + 1..comma + 8).find(|at| !self.is_nominal(*at) && !of(*at));
        let joined = ahead.is_some_and(|at| {
            self.text.roles(at).has(Role::Conjunction)
                || (self.text.word(at) == "," && self.text.roles(at + 1).has(Role::Conjunction))
        });
        joined
            && !self.opens_sentence(comma)
            && self.is_nominal(comma.wrapping_sub(1))
            && self.is_nominal(comma + 1)
            && !self.has_verb_before(comma)
    }

    /// During the same period, loans and advances: whether what stands before the comma is a preposition with its noun.
    fn opens_sentence(&self, comma: usize) -> bool {
        let inside = |at: &usize| self.is_nominal(*at) || self.text.roles(*at).has(Role::Determiner);
        let first = comma - (comma.saturating_sub(FAR)..comma).rev().take_while(inside).count();
        let led = first
            .checked_sub(1)
            .filter(|at| self.text.roles(*at).has(Role::Preposition));
        led.is_some_and(|at| at == 0 || self.text.is(at - 1, Form::Mark))
    }

    /// Whether a verb stands between the last pause and token `at`.
    pub(super) fn has_verb_before(&self, at: usize) -> bool {
        (at.saturating_sub(FAR)..at)
            .rev()
            .take_while(|at| !matches!(self.text.word(*at), "," | ";" | ":" | "("))
            .any(|at| self.is_number(at) || self.is_verb(at))
    }

    /// The noun phrase of the words from `start` to `end`: what opens the clause, owners and what follows it left out.
    pub(super) fn trimmed(&self, start: usize, end: usize) -> Option<Phrase> {
        let text = self.text;
        let mut first = start;
        let per = |at: usize| text.words.grammar.per.holds(text.word(at));
        let skips = |at: usize| {
            let roles = text.roles(at);
            let opens = [
                Role::Determiner,
                Role::Conjunction,
                Role::Adverb,
                Role::Preposition,
                Role::Relative,
                Role::Pronoun,
            ];
            opens.iter().any(|role| roles.has(*role)) && !per(at)
        };
        while first < end
            && (skips(first)
                || self.is_date(first)
                || (text.is(first, Form::Mark) && !self.is_named(first))
                || self.says_when(first, end)
                || self.is_place(first, end)
                || is_adverb(text, first))
        {
            first = text
                .phrase(first, &text.words.terms)
                .map_or(first + 1, |(behind, ())| behind);
        }
        first = self.behind_number_of(first, end);
        if let Some(owner) = (first..end.min(first + 5))
            .find(|at| text.is(*at, Form::Owner))
            .filter(|owner| self.drops_owner(first, *owner))
        {
            first = owner + 1;
        }
        let led = per(first);
        let mut phrase = self
            .phrase_up_to(if led { first + 1 } else { first }, end)
            .filter(|phrase| phrase.first < end)?;
        phrase.end = phrase.end.min(end);
        if led {
            phrase.first = first;
        }
        self.without_number(phrase)
    }

    /// In July the figure was, this year our rate was, last year exports grew: a month, or a time without a preposition, before the noun.
    fn says_when(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let pointed = text.words.grammar.these.holds(text.word(at.wrapping_sub(1)));
        let month = text.is_capital(at) && text.words.month(text.word(at)).is_some();
        month || (pointed && text.roles(at).has(Role::Time) && at + 1 < end && text.is(at + 1, Form::Word))
    }

    /// UK exports: the name of a place before a noun in small letters.
    fn is_place(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        let named = |at: usize| {
            text.roles(at).has(Role::Place) && text.is_capital(at) && !text.words.grammar.regions.holds(text.word(at))
        };
        let small = |at: usize| at < end && text.is(at, Form::Word) && !text.is_capital(at) && self.is_nominal(at);
        named(at) && (small(at + 1) || (named(at + 1) && small(at + 2)))
    }

    /// Whether the owner before token `owner` is a place, a time or a proper name: China's, this year's.
    pub(super) fn drops_owner(&self, first: usize, owner: usize) -> bool {
        let before = owner - 1;
        self.text.is_capital(before) && before > 0 && (before > first || self.text.roles(before).has(Role::Place))
            || self.text.roles(before).has(Role::Place)
            || self.text.roles(before).has(Role::Time)
    }

    /// The total number of X, the vast majority of X: where X begins.
    fn behind_number_of(&self, first: usize, end: usize) -> usize {
        let text = self.text;
        let counts = |at: usize| text.roles(at).has(Role::Filler) && text.roles(at).has(Role::Pronoun);
        let of = (first + 1..end.min(first + 4)).find(|at| text.word(*at) == text.words.grammar.of);
        let Some(of) = of.filter(|of| counts(of - 1)) else {
            return first;
        };
        let next = of + 1 + usize::from(text.roles(of + 1).has(Role::Determiner));
        if next < end { next } else { first }
    }

    /// The number of X is X.
    pub(super) fn without_number(&self, phrase: Phrase) -> Option<Phrase> {
        let text = self.text;
        let of = (phrase.first..phrase.end).find(|at| text.word(*at) == text.words.grammar.of);
        match of {
            Some(of)
                if of > phrase.first
                    && text.roles(of - 1).has(Role::Filler)
                    && text.roles(of - 1).has(Role::Pronoun) =>
            {
                let first = of + 1 + usize::from(text.roles(of + 1).has(Role::Determiner));
                (first < phrase.end).then(|| Phrase {
                    first,
                    end: phrase.end,
                    head: self.head_of(first, phrase.end),
                })
            }
            _ => Some(phrase),
        }
    }

    /// Participants: 2,000.
    pub(super) fn labelled(&self) -> Option<Phrase> {
        let colon = self.first.checked_sub(1).filter(|at| self.text.word(*at) == ":")?;
        let start = self.clause_start(colon);
        self.trimmed(start, colon)
    }
}
