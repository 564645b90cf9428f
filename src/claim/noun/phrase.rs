//! The noun phrase that ends where the links begin: how far it goes, what belongs to it, and whose it is.

use super::left::{Stop, Walk};
use crate::claim::clause::{Tag, Token};
use crate::lexicon::{Class, UnitKind};
use crate::quantity::Quantity;
use crate::span::Span;

impl Walk<'_, '_> {
    /// Reads the noun that ends where the links begin.
    pub(super) fn noun(&mut self) {
        let mut end = self.at;
        let mut start = self.extent(end);
        if let Some(reference) = self.reference(start, end) {
            self.at = reference;
            self.links();
            end = self.at;
            start = self.extent(end);
        }
        self.left.stop = self.stop(start);
        let joined = start < end && self.sentence.is(start, Class::Join);
        let start = self.behind_action(start, end).unwrap_or(start);
        let start = self.without_owner(start, end);
        let start = self.trim(start, end);
        let owned = self.left.stop == Stop::Owned && !joined && !self.is_part(start, end);
        if start < end && !owned {
            self.found(start, end);
        }
        if self.left.noun.is_none() && self.left.stop != Stop::Owned {
            self.left.subject = self.subject(start.min(end));
        }
        self.at = start;
    }

    /// Where the way goes on before a phrase that is only compared with: 比预算增加3亿元, 快于投资8个百分点.
    fn reference(&self, start: usize, end: usize) -> Option<usize> {
        let before = start.checked_sub(1)?;
        let token = self.sentence.token(before)?;
        let word = token.span.of(self.sentence.text);
        let lists = &self.sentence.lexicon.words.lists;
        let compares = lists.compare.holds(word) && (self.left.changes() || self.left.linked);
        let exceeds = start < end
            && matches!(token.class(), Some(Class::Rise | Class::Fall))
            && self.quantity.kind() == Some(UnitKind::Ratio)
            && word.ends_with(self.sentence.lexicon.guards.words.than.as_str());
        let paused = before
            .checked_sub(1)
            .and_then(|index| self.sentence.token(index))
            .is_none_or(|token| token.ends_clause() || token.is_nominal());
        if compares && paused {
            return Some(before);
        }
        exceeds.then_some(start)
    }

    /// First token of the phrase that ends before token `end`.
    fn extent(&mut self, end: usize) -> usize {
        let mut start = end;
        while let Some(token) = start.checked_sub(1).and_then(|index| self.sentence.token(index)) {
            let inside = token.is_nominal()
                || token.is(Class::Join)
                || matches!(token.tag, Tag::Nothing)
                || (token.is(Class::PrefixVerb) && start < end && self.compound(start))
                || (matches!(token.tag, Tag::Enum) && self.listed)
                || (token.is(Class::Verb) && start < end && self.compound(start))
                || (token.is(Class::Etc) && start == end)
                || self.is_toward(token, end);
            if !inside {
                let gloss = matches!(token.tag, Tag::Close) && start < end;
                if let Some(open) = self.opening(start - 1).filter(|&open| gloss && open > 0) {
                    start = open;
                    continue;
                }
                break;
            }
            start -= 1;
        }
        start
    }

    /// 对非洲进出口额: the object of a noun of measure.
    fn is_toward(&self, token: &Token, end: usize) -> bool {
        let toward = token.is(Class::Preposition)
            && token.span.of(self.sentence.text) == self.sentence.lexicon.guards.words.toward;
        toward
            && end
                .checked_sub(1)
                .is_some_and(|last| self.sentence.is(last, Class::Measure))
    }

    /// Whether the verb before token `start` makes a compound with the noun of measure there: 参加人数.
    fn compound(&self, start: usize) -> bool {
        let verb = start
            .checked_sub(1)
            .and_then(|index| self.sentence.token(index))
            .map_or("", |token| token.span.of(self.sentence.text));
        self.sentence.is(start, Class::Measure) && !self.sentence.lexicon.words.lists.light.holds(verb)
    }

    fn stop(&self, start: usize) -> Stop {
        let Some(token) = start.checked_sub(1).and_then(|index| self.sentence.token(index)) else {
            return Stop::Pause;
        };
        match token.tag {
            Tag::Number(index) if self.owns(index) => Stop::Owned,
            Tag::Word(word) if matches!(word.class, Class::Verb | Class::PrefixVerb) => Stop::Verb,
            _ if token.ends_clause() || matches!(token.tag, Tag::Enum) => Stop::Pause,
            _ => Stop::Word,
        }
    }

    /// Whether the number of that mark counts the noun behind it.
    fn owns(&self, index: usize) -> bool {
        let kind = (self.sentence.quantities)(index).map(Quantity::kind);
        matches!(
            kind,
            Some(None | Some(UnitKind::Classifier | UnitKind::Verbal | UnitKind::Place))
        )
    }

    /// 176个小项中的38个: the part is of the same things as the whole.
    fn is_part(&self, start: usize, end: usize) -> bool {
        let words = &self.sentence.lexicon.guards.words;
        self.sentence.is(end, Class::Of)
            && self
                .sentence
                .phrase(start, end)
                .is_some_and(|span| words.inside.ends(span.of(self.sentence.text)).is_some())
    }

    /// 12个公园发放问卷1400份: a noun that another number counts reaches to the action whose object this number counts.
    fn behind_action(&mut self, start: usize, end: usize) -> Option<usize> {
        if self.left.stop != Stop::Owned {
            return None;
        }
        let acts = |index: &usize| matches!(self.sentence.token(*index).map(|token| token.tag), Some(Tag::Word(word)) if word.class == Class::Action && word.transitive);
        let action = (start + 1..end.saturating_sub(1)).rev().find(acts)?;
        self.left.stop = Stop::Verb;
        Some(action + 1)
    }

    /// 本行管理资产: behind those who write the report an action is a verb, and both go.
    fn without_owner(&self, start: usize, end: usize) -> usize {
        let owner = self
            .sentence
            .token(start)
            .map_or("", |token| token.span.of(self.sentence.text));
        let acts = matches!(self.sentence.token(start + 1).map(|token| token.tag), Some(Tag::Word(word)) if word.class == Class::Action && word.transitive);
        let more = self.sentence.phrase(start + 2, end).map_or(0, Span::len) >= 6 && !self.all_actions(start + 1, end);
        let owns = self.sentence.lexicon.guards.words.owners.holds(owner) && start + 2 < end;
        if owns && acts && more && !self.ends_in_measure(end) {
            start + 2
        } else {
            start
        }
    }

    /// Leaves out what stands at the head of the phrase and is no part of the noun.
    fn trim(&self, start: usize, end: usize) -> usize {
        let mut start = start;
        let mut dropped = false;
        while start < end {
            let Some(token) = self.sentence.token(start) else { break };
            let rest = self
                .sentence
                .phrase(start + 1, end)
                .map_or("", |span| span.of(self.sentence.text));
            let more = rest.len() >= 6;
            let headed = self.sentence.lexicon.guards.words.heads.holds(rest);
            let after_of = start
                .checked_sub(1)
                .is_some_and(|index| self.sentence.is(index, Class::Of));
            let drops = match token.tag {
                Tag::Nothing | Tag::Enum => true,
                Tag::Word(word) => match word.class {
                    Class::Join | Class::Etc => true,
                    Class::PrefixVerb => !dropped,
                    Class::Place => more && !after_of && !self.sentence.is(start + 1, Class::Join),
                    Class::Action => {
                        word.transitive
                            && more
                            && !headed
                            && !dropped
                            && !after_of
                            && !self.ends_in_measure(end)
                            && !self.all_actions(start + 1, end)
                    }
                    Class::Verb => !self.compound(start + 1),
                    _ => false,
                },
                _ => false,
            };
            if !drops {
                break;
            }
            dropped |= matches!(token.class(), Some(Class::PrefixVerb | Class::Action | Class::Verb));
            start += 1;
        }
        start
    }

    /// Whether a noun of measure ends the phrase and makes one noun with the action before it: 代收金额.
    fn ends_in_measure(&self, end: usize) -> bool {
        let measured = |index: usize| {
            let word = self
                .sentence
                .token(index)
                .map_or("", |token| token.span.of(self.sentence.text));
            self.sentence.is(index, Class::Measure) && self.sentence.lexicon.guards.words.measured.ends(word).is_some()
        };
        end.checked_sub(1).is_some_and(measured)
            && end
                .checked_sub(2)
                .is_some_and(|index| self.sentence.is(index, Class::Action) || self.sentence.is(index, Class::Verb))
    }

    fn all_actions(&self, start: usize, end: usize) -> bool {
        (start..end).all(|index| self.sentence.is(index, Class::Action))
    }

    fn found(&mut self, start: usize, end: usize) {
        let end = self.trim_end(start, end);
        let Some(span) = self.sentence.phrase(start, end) else {
            return;
        };
        self.left.only_action = self.all_actions(start, end);
        let people = self.quantity.unit_is(|unit| unit.people);
        let unnamed =
            self.left.only_action && people && end - start == 1 && self.takes_people(start) && !self.left.linked;
        if unnamed {
            self.left.stop = Stop::Verb;
            return;
        }
        if self.left.only_action && self.left.stop == Stop::Verb && self.is_prefixed(start) {
            self.left.noun = self.subject(start);
            if self.left.noun.is_some() {
                return;
            }
        }
        self.left.governed = start
            .checked_sub(1)
            .and_then(|index| self.sentence.token(index))
            .is_some_and(|token| token.is(Class::Link));
        let span = self.without_pronoun(self.without_count(span));
        self.left.everywhere = self
            .sentence
            .lexicon
            .guards
            .words
            .everywhere
            .holds(span.of(self.sentence.text))
            || (start..end).all(|index| self.sentence.is(index, Class::Place));
        self.left.noun = Some(span);
    }

    /// 社保卡新增发卡: behind such a verb an action is its object in name only.
    fn is_prefixed(&self, start: usize) -> bool {
        start
            .checked_sub(1)
            .is_some_and(|index| self.sentence.is(index, Class::PrefixVerb))
    }

    fn takes_people(&self, index: usize) -> bool {
        matches!(self.sentence.token(index).map(|token| token.tag), Some(Tag::Word(word)) if word.people || word.attend)
    }

    fn trim_end(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        while end > start + 1 {
            let last = end - 1;
            let drops = self.sentence.token(last).is_some_and(|token| {
                matches!(token.tag, Tag::Nothing | Tag::Enum) || token.is(Class::Join) || token.is(Class::Etc)
            });
            if !drops {
                break;
            }
            end -= 1;
        }
        end
    }

    /// 这一比例 is 比例.
    fn without_pronoun(&self, span: Span) -> Span {
        let text = span.of(self.sentence.text);
        let pronoun = self
            .sentence
            .lexicon
            .words
            .lists
            .pronouns
            .begins(text)
            .filter(|word| text.len() >= word.len() + 6 && !self.sentence.lexicon.words.begins_shielded(text));
        Span::new(span.start + pronoun.map_or(0, str::len), span.end)
    }

    /// X的数量 is X, and so is what is inside of X.
    fn without_count(&self, span: Span) -> Span {
        let text = span.of(self.sentence.text);
        let words = &self.sentence.lexicon.words.lists.quantity_nouns;
        if words.holds(text) {
            return self.owner(span).unwrap_or(span);
        }
        let inside = &self.sentence.lexicon.guards.words.inside;
        let cut = inside.ends(text).filter(|word| text.len() > word.len());
        Span::new(
            span.start,
            span.end
                - cut
                    .filter(|_| self.sentence.is(self.at, Class::Of))
                    .map_or(0, |word| word.len()),
        )
    }

    /// The noun before 的 before `span`.
    fn owner(&self, span: Span) -> Option<Span> {
        let of = self
            .sentence
            .tokens
            .iter()
            .position(|token| token.span.end == span.start && token.is(Class::Of))?;
        let mut start = of;
        while start
            .checked_sub(1)
            .and_then(|index| self.sentence.token(index))
            .is_some_and(|token| token.is_nominal() || token.is(Class::Join))
        {
            start -= 1;
        }
        let start = self.trim(start, of);
        self.sentence.phrase(start, of)
    }

    /// The subject of the verb before token `end`: the first noun phrase of the clause.
    fn subject(&self, end: usize) -> Option<Span> {
        let mut first = end;
        while first
            .checked_sub(1)
            .and_then(|index| self.sentence.token(index))
            .is_some_and(|token| !token.ends_clause() && !token.is(Class::Among))
        {
            first -= 1;
        }
        let mut start = first;
        while start < end
            && self
                .sentence
                .token(start)
                .is_some_and(|token| !token.is_nominal() && !self.opens_phrase(token))
        {
            start += 1;
        }
        let mut stop = start;
        while stop < end
            && self
                .sentence
                .token(stop)
                .is_some_and(|token| token.is_nominal() || token.is(Class::Join))
        {
            stop += 1;
        }
        let ended = self
            .sentence
            .token(stop)
            .is_some_and(|token| !matches!(token.tag, Tag::Enum) && !token.is(Class::Of));
        let start = self.trim(start, stop);
        (start < stop && ended)
            .then(|| self.sentence.phrase(start, stop))
            .flatten()
    }

    /// Whether a phrase begins here in which no subject stands.
    fn opens_phrase(&self, token: &Token) -> bool {
        token.is(Class::Preposition) || token.is(Class::Verb) || matches!(token.tag, Tag::Number(_))
    }
}
