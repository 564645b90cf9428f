//! The noun phrase that begins at a token: its words, what is joined to it, and its of-phrase.

use super::super::beside::is_plural;
use super::{LONGEST, Phrase, Walk, is_adverb, is_past, text_is_compound};
use crate::lexicon::{Role, UnitKind};
use crate::number::english::Form;

impl Walk<'_> {
    /// The noun right behind the number and its unit.
    pub(super) fn direct(&self, kind: Option<UnitKind>) -> Option<Phrase> {
        let text = self.text;
        let hyphen = usize::from(text.is_hyphen(self.end) && text.glued(self.end));
        let strong = hyphen == 1 && text.words.grammar.strong.holds(text.word(self.end + 1));
        let at = self.end + hyphen + usize::from(strong);
        if hyphen == 1 && !strong && kind.is_none() && text.is(at, Form::Word) {
            // A 12-member committee: so many members, not committees.
            return Some(Phrase {
                first: at,
                end: at + 1,
                head: at,
            });
        }
        // 0.8% quarter-on-quarter
        if text.roles(at).has(Role::Time) && text.is_hyphen(at + 1) {
            return None;
        }
        let at = at + self.compared(at, kind)?;
        let phrase = self.phrase(at).filter(|phrase| phrase.first == at || kind.is_none())?;
        // 3 m tall, 5 mg daily
        let measured = kind == Some(UnitKind::Measure);
        let single = phrase.end == at + 1;
        let sized = text.roles(at).has(Role::Size) || (single && text.words.grammar.not_adverb.holds(text.word(at)));
        // 18 to 65 years admitted
        // $2 million repairing their halls
        let doing = single && text.words.is_participle(text.word(at)) && text.roles(at + 1).has(Role::Determiner);
        // 38% expected prices to rise
        let did = kind == Some(UnitKind::Ratio) && hyphen == 0 && !self.is_article_before();
        // 3,276 returned
        let alone = single && kind.is_none() && is_past(text, at) && !text.roles(at).has(Role::Filler);
        let verbal = alone || kind.is_some() && (doing || ((single || did) && is_past(text, at)));
        if (measured && sized) || verbal {
            return None;
        }
        let worth = text.roles(at).has(Role::Determiner);
        let mark = text.roles(phrase.head).has(Role::Filler);
        (!worth && !mark).then_some(phrase)
    }

    /// How many words of a comparison stand between a multiple and its noun: twice as many pupils; nothing where no noun
    /// follows: three times bigger.
    fn compared(&self, at: usize, kind: Option<UnitKind>) -> Option<usize> {
        let text = self.text;
        let grammar = &text.words.grammar;
        if kind != Some(UnitKind::Ratio) || !grammar.compare.holds(text.word(at)) {
            return Some(0);
        }
        let pointed = text.roles(at).has(Role::Determiner);
        if grammar.many.holds(text.word(at + 1)) {
            Some(2)
        } else {
            pointed.then_some(0)
        }
    }

    /// The noun phrase that begins at token `at`, articles left out.
    pub(super) fn phrase(&self, at: usize) -> Option<Phrase> {
        self.phrase_up_to(at, usize::MAX)
    }

    /// The same where the words that follow from token `limit` on are known to be a verb.
    pub(super) fn phrase_up_to(&self, at: usize, limit: usize) -> Option<Phrase> {
        let text = self.text;
        let mut first = at;
        while text.roles(first).has(Role::Determiner) || (is_adverb(text, first) && text.is(first, Form::Word)) {
            if is_adverb(text, first) && !text.roles(first).has(Role::Determiner) {
                break;
            }
            first += 1;
        }
        let mut end = self.nominal_end(first);
        if end == first {
            return None;
        }
        let mut head = self.head_of(first, end);
        while let Some(next) = self.joined_noun(end, limit) {
            end = next;
            head = self.head_of(first, end);
        }
        // The of-phrase belongs to the noun.
        if text.word(end) == text.words.grammar.of {
            let inner = end + 1 + usize::from(text.roles(end + 1).has(Role::Determiner));
            let inner_end = self.nominal_end(inner);
            let placed = inner_end == inner + 1 && text.roles(inner).has(Role::Place);
            if inner_end > inner && !placed {
                end = inner_end;
                let limit = limit.min(text.tokens.len());
                while let Some(next) = self.joined_noun(end, limit) {
                    end = next;
                }
            }
        }
        // GDP per capita, income per head
        let per = text.is(end, Form::Word) && text.words.grammar.per.holds(text.word(end));
        let below = if per { self.nominal_end(end + 1) } else { end };
        let end = if below > end + 1 && below <= end + 3 {
            below
        } else {
            end
        };
        // energy consumption per unit of GDP
        let of = end == below && per && text.word(end) == text.words.grammar.of;
        let inner = if of { self.nominal_end(end + 1) } else { end };
        let end = if inner > end + 1 { inner } else { end };
        Some(Phrase { first, end, head })
    }

    /// Where a run of nominal words that begins at `first` ends.
    pub(super) fn nominal_end(&self, first: usize) -> usize {
        let text = self.text;
        let mut end = first;
        while end < first + LONGEST && self.is_nominal(end) {
            let word = text.word(end);
            let inside = end > first && !text.glued(end);
            let verbal = inside && text.words.is_participle(word) && is_plural(text, end - 1);
            let adverb = inside && is_adverb(text, end);
            let compound = text_is_compound(text, end);
            let verb_behind = inside
                && !compound
                && text.words.is_past(word)
                && (text.roles(end + 1).has(Role::Preposition)
                    || text.is(end + 1, Form::Mark) && !text.is_hyphen(end + 1)
                    || end + 1 >= text.tokens.len());
            if verbal || verb_behind || (adverb && !self.is_nominal(end + 1)) {
                break;
            }
            end += 1;
        }
        while end > first
            && (text.is_hyphen(end - 1)
                || text.is(end - 1, Form::Owner)
                || (end - 1 > first && is_adverb(text, end - 1)))
        {
            end -= 1;
        }
        end
    }

    /// Behind a noun, and with a noun of its own: countries and regions. Where that one ends.
    pub(super) fn joined_noun(&self, at: usize, limit: usize) -> Option<usize> {
        let text = self.text;
        let joint = text.words.grammar.and.holds(text.word(at));
        let listed = text.word(at) == "," && text.roles(at + 1).has(Role::Conjunction);
        let next = at + 1 + usize::from(listed);
        let comma = text.word(at) == "," && (listed || limit != usize::MAX);
        if !(joint || comma) || !self.is_nominal(next) {
            return None;
        }
        let end = self.nominal_end(next);
        // Wheat, rice and maize: a comma joins where the list goes on to a conjunction.
        if text.word(at) == "," && !listed {
            return self.joined_noun(end, limit).filter(|_| end > next && end - next <= 3);
        }
        // What goes on with a verb is a clause of its own.
        let clause = (self.is_verb(end) && end < limit) || (end == next);
        // 1,240 calls and rescued 87 birds: a past with an object of its own.
        let object = self.is_number(end) || text.roles(end).has(Role::Determiner);
        let clause = clause || end == next + 1 && text.words.is_past(text.word(next)) && object;
        (!clause && end - next <= 4).then_some(end)
    }

    /// The head of the words `first` to `end`: the last of them.
    pub(super) fn head_of(&self, first: usize, end: usize) -> usize {
        (first..end)
            .rev()
            .find(|at| self.text.is(*at, Form::Word))
            .unwrap_or(first)
    }
}
