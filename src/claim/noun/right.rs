//! The words behind a number: the noun that it counts.

use super::Sentence;
use crate::claim::clause::{Tag, Token};
use crate::lexicon::{Class, Word};
use crate::quantity::Quantity;
use crate::span::Span;

/// How many numbers in a row may share one noun.
const LONGEST_ROW: usize = 8;
/// How many tokens a clause before the noun may have.
const LONGEST_CLAUSE: usize = 40;

/// What stands behind a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Right {
    /// The noun directly behind it.
    pub direct: Option<Span>,
    /// The noun behind 的.
    pub after_of: Option<Span>,
    /// The noun behind the verbs that follow it: 3次召开会议.
    pub after_verb: Option<Span>,
}

/// Reads rightwards from the number at token `at`.
pub(super) fn read(sentence: &Sentence<'_>, at: usize, quantity: &Quantity) -> Right {
    read_within(sentence, at, quantity, LONGEST_ROW)
}

/// The same, looking at no more than `row` numbers behind this one for a noun that they share.
fn read_within(sentence: &Sentence<'_>, at: usize, quantity: &Quantity, row: usize) -> Right {
    let walk = Walk { sentence, quantity };
    let first = walk.skip(at + 1);
    let Some(token) = sentence.token(first) else {
        return Right::default();
    };
    if token.is(Class::Of) {
        return Right {
            after_of: walk.phrase(first + 1),
            ..Right::default()
        };
    }
    if let Some(noun) = walk.shared(at, first, row) {
        return Right {
            direct: Some(noun),
            ..Right::default()
        };
    }
    Right {
        direct: walk.phrase(first).or_else(|| walk.behind_clause(first)),
        after_of: None,
        after_verb: walk.behind_verbs(first),
    }
}

struct Walk<'a, 's> {
    sentence: &'a Sentence<'s>,
    quantity: &'a Quantity,
}

impl Walk<'_, '_> {
    fn skip(&self, at: usize) -> usize {
        let mut at = at;
        while self
            .sentence
            .token(at)
            .is_some_and(|token| matches!(token.tag, Tag::Nothing))
        {
            at += 1;
        }
        at
    }

    /// The noun phrase that begins at token `first`.
    fn phrase(&self, first: usize) -> Option<Span> {
        let end = self.extent(first);
        let end = self.trim_end(first, end);
        let only_verbs = (first..end).all(|index| matches!(self.sentence.token(index).map(|token| token.tag), Some(Tag::Word(word)) if word.class == Class::Action && self.acts(word)));
        if end <= first || only_verbs {
            return None;
        }
        self.sentence.phrase(first, end).map(|span| self.without_tail(span))
    }

    /// Leaves out adverbs and the like at the end, which the lexicon cannot tell from nouns anywhere else.
    fn without_tail(&self, span: Span) -> Span {
        let text = span.of(self.sentence.text);
        match self
            .sentence
            .lexicon
            .words
            .lists
            .trailing
            .ends(text)
            .filter(|tail| tail.len() + 3 <= text.len() && !self.shielded(text))
        {
            Some(tail) => self.without_tail(Span::new(span.start, span.end - tail.len())),
            None => span,
        }
    }

    fn shielded(&self, text: &str) -> bool {
        self.sentence.lexicon.words.is_shielded_end(text)
    }

    /// Whether an action alone behind this unit is what people do.
    fn acts(&self, word: Word) -> bool {
        let people = self.quantity.unit_is(|unit| unit.acts);
        people || word.attend
    }

    fn extent(&self, first: usize) -> usize {
        let mut end = first;
        while let Some(token) = self.sentence.token(end) {
            let goes_on = match token.tag {
                Tag::Nothing => true,
                Tag::Text | Tag::Quote => true,
                Tag::Word(word) => self.word(first, end, word),
                Tag::Enum => self.lists(first, end),
                Tag::Open => match self.gloss(end).filter(|_| end > first) {
                    Some(close) => {
                        end = close;
                        true
                    }
                    None => false,
                },
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        end
    }

    fn word(&self, first: usize, at: usize, word: Word) -> bool {
        match word.class {
            Class::Shield | Class::Measure | Class::Place => true,
            Class::Join => at > first && self.nominal_behind(at),
            Class::Action => at == first || !self.does(first, at, word),
            Class::Verb | Class::PrefixVerb => self.sentence.is(at + 1, Class::Measure) && at > first,
            _ => false,
        }
    }

    /// Whether the action at token `at` is what the noun before it does: 41名代表参会.
    fn does(&self, first: usize, at: usize, word: Word) -> bool {
        if word.transitive && self.governs_number(at) {
            return true;
        }
        let ends = self.sentence.token(at + 1).is_none_or(|token| !token.is_nominal());
        if !ends {
            return false;
        }
        let noun = self
            .sentence
            .phrase(first, at)
            .map_or("", |span| span.of(self.sentence.text));
        word.attend || self.is_agent(noun)
    }

    /// 12个公园发放问卷1400份: whether the action at token `at` has a counted object.
    fn governs_number(&self, at: usize) -> bool {
        let mut next = at + 1;
        while self.sentence.token(next).is_some_and(Token::is_nominal) {
            next += 1;
        }
        next > at + 1 && self.number(next).is_some()
    }

    /// Whether a noun names people or bodies, which can do something.
    fn is_agent(&self, noun: &str) -> bool {
        let lexicon = self.sentence.lexicon;
        lexicon.words.lists.agents.ends(noun).is_some()
            || lexicon
                .metrics
                .of_noun(noun)
                .is_some_and(|metric| lexicon.guards.words.acting.holds(&metric))
    }

    /// Whether a noun without a number follows the joining token at `at`.
    fn nominal_behind(&self, at: usize) -> bool {
        self.sentence.token(self.skip(at + 1)).is_some_and(Token::is_nominal)
    }

    /// Whether the list goes on with a noun that the same number counts: 牛肉、鱼.
    fn lists(&self, first: usize, at: usize) -> bool {
        let next = self.skip(at + 1);
        if at == first || !self.nominal_behind(at) {
            return false;
        }
        let mut end = next;
        while self
            .sentence
            .token(end)
            .is_some_and(|token| token.is_nominal() || (token.is(Class::Join) && self.nominal_behind(end)))
        {
            end += 1;
        }
        let followed = self.sentence.token(end).map(|token| token.tag);
        !matches!(followed, Some(Tag::Number(_)))
            && !self.sentence.token(end).is_some_and(|token| {
                token.is(Class::Link) || token.is(Class::Rise) || token.is(Class::Fall) || token.is(Class::Reach)
            })
    }

    /// The closing bracket of a short gloss behind which the noun goes on.
    fn gloss(&self, open: usize) -> Option<usize> {
        let close = (open + 1..open + 8).find(|&index| {
            self.sentence
                .token(index)
                .is_some_and(|token| matches!(token.tag, Tag::Close))
        })?;
        let plain = (open + 1..close).all(|index| self.sentence.token(index).is_some_and(Token::is_nominal));
        (plain && self.sentence.token(close + 1).is_some_and(Token::is_nominal)).then_some(close)
    }

    fn trim_end(&self, first: usize, end: usize) -> usize {
        let mut end = end;
        while end > first
            && self
                .sentence
                .token(end - 1)
                .is_some_and(|token| matches!(token.tag, Tag::Nothing | Tag::Enum) || token.is(Class::Join))
        {
            end -= 1;
        }
        self.without_measure(first, end)
    }

    /// A noun that is the subject of another figure does not take that figure's measure in: 11个省份开工率超过95%.
    fn without_measure(&self, first: usize, end: usize) -> usize {
        let goes_on = self.sentence.token(end).is_some_and(|token| {
            matches!(token.tag, Tag::Number(_))
                || matches!(
                    token.class(),
                    Some(Class::Link | Class::Reach | Class::Rise | Class::Fall | Class::Share | Class::Adverb)
                )
        });
        let mut end = end;
        if goes_on && end > first + 1 && self.sentence.is(end - 1, Class::Measure) {
            end -= 1;
            while end > first + 1 && self.sentence.is(end - 1, Class::Action) {
                end -= 1;
            }
        }
        end
    }

    /// 三类七项服务, 256个、512个字节: numbers in a row share the noun of the last.
    fn shared(&self, at: usize, first: usize, row: usize) -> Option<Span> {
        let row = row.checked_sub(1)?;
        let mut next = first;
        let joined = self
            .sentence
            .token(first)
            .is_some_and(|token| matches!(token.tag, Tag::Enum) || token.is(Class::Join));
        if joined {
            next = self.skip(first + 1);
        }
        let index = self.number(next)?;
        let other = (self.sentence.quantities)(index)?;
        let name = |quantity: &Quantity| quantity.measure.as_ref().map(|measure| measure.name.clone());
        let alike = if joined {
            name(other) == name(self.quantity)
        } else {
            self.quantity.kind().is_some_and(|kind| Some(kind) == other.kind())
        };
        if !alike || next == at {
            return None;
        }
        let right = read_within(self.sentence, next, other, row);
        right.direct.or(right.after_of)
    }

    fn number(&self, at: usize) -> Option<usize> {
        match self.sentence.token(at)?.tag {
            Tag::Number(index) => Some(index),
            _ => None,
        }
    }

    /// 数百位获得奖项的科学家: the noun behind a clause that ends in 的.
    fn behind_clause(&self, first: usize) -> Option<Span> {
        let opens = self.sentence.token(first)?;
        let named = matches!(self.quantity.dimension(), "person-time" | "household") || self.unit_names_people();
        let clause = opens.is(Class::Verb) || opens.is(Class::Preposition) || opens.is(Class::Action);
        if named || !clause {
            return None;
        }
        for at in first + 1..first + LONGEST_CLAUSE {
            let token = self.sentence.token(at)?;
            if token.is(Class::Of) {
                return self.phrase(at + 1);
            }
            let finished = self
                .sentence
                .lexicon
                .guards
                .words
                .finished
                .holds(token.span.of(self.sentence.text));
            if token.ends_clause() || matches!(token.tag, Tag::Number(_)) || finished {
                return None;
            }
        }
        None
    }

    /// 人 counts people by itself; other classifiers want a noun.
    fn unit_names_people(&self) -> bool {
        let words = &self.sentence.lexicon.guards.words;
        self.quantity
            .measure
            .as_ref()
            .is_some_and(|measure| words.people.holds(&measure.name))
    }

    /// 3次主持召开会议: the object of the verbs behind a count of times.
    fn behind_verbs(&self, first: usize) -> Option<Span> {
        let mut at = first;
        while self
            .sentence
            .token(at)
            .is_some_and(|token| token.is(Class::Verb) || token.is(Class::Adverb))
        {
            at += 1;
        }
        (at > first).then(|| self.phrase(at)).flatten()
    }
}
