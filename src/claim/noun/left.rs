//! The words before a number: what links it to its noun, whether something rose or fell, and the noun itself.

use super::Sentence;
use crate::claim::clause::{Tag, Token};
use crate::claim::entry::Change;
use crate::lexicon::Class;
use crate::quantity::Quantity;
use crate::span::Span;

/// Where the way to the left ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::claim) enum Stop {
    /// At a pause, a bracket or the beginning of the sentence.
    #[default]
    Pause,
    /// At a verb.
    Verb,
    /// At a noun that another number counts.
    Owned,
    /// At another word.
    Word,
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::claim) struct Left {
    /// The noun that the words link to the number.
    pub noun: Option<Span>,
    /// The subject of the verb that stands before the number.
    pub subject: Option<Span>,
    /// Whether something rose or fell by the number.
    pub change: Change,
    /// Whether a word of linking stands between.
    pub linked: bool,
    /// Whether a share of something is meant.
    pub share: bool,
    /// Whether the number is for each of something.
    pub each: bool,
    /// Whether the noun is one that is also a verb, alone.
    pub only_action: bool,
    /// Whether the noun is a region or everybody, which names nothing that is counted.
    pub everywhere: bool,
    /// Whether the number is compared with the noun before it (超过人口40%).
    pub governed: bool,
    /// Where the way ended.
    pub stop: Stop,
    /// First token of the way, from which the clause's words were read.
    pub from: usize,
}

impl Left {
    /// Whether something rose or fell.
    pub const fn changes(&self) -> bool {
        !matches!(self.change, Change::Level)
    }
}

/// Reads leftwards from the number at token `at`.
pub(super) fn read(sentence: &Sentence<'_>, at: usize, quantity: &Quantity) -> Left {
    let mut walk = Walk {
        sentence,
        quantity,
        left: Left::default(),
        at,
        reached: false,
        listed: false,
    };
    walk.links();
    walk.noun();
    walk.left.from = walk.at;
    walk.left
}

/// The object of the clause before the pause at token `pause`: 举办各类会议，共计32场.
pub(super) fn object_before(sentence: &Sentence<'_>, pause: usize, quantity: &Quantity) -> Option<Span> {
    let mut walk = Walk {
        sentence,
        quantity,
        left: Left::default(),
        at: pause,
        reached: false,
        listed: false,
    };
    walk.noun();
    walk.left
        .noun
        .filter(|_| walk.left.stop == Stop::Verb || walk.left.stop == Stop::Word)
}

pub(super) struct Walk<'a, 's> {
    pub(super) sentence: &'a Sentence<'s>,
    pub(super) quantity: &'a Quantity,
    pub(super) left: Left,
    /// The token behind the one that is looked at next.
    pub(super) at: usize,
    /// A word said that a level was reached.
    pub(super) reached: bool,
    /// The noun may be a list: 等 or 均 stands before the number.
    pub(super) listed: bool,
}

impl Walk<'_, '_> {
    fn before(&self, back: usize) -> Option<&Token> {
        self.sentence.token(self.at.checked_sub(back)?)
    }

    /// Walks over the words that link the number to what is before it.
    pub(super) fn links(&mut self) {
        while let Some(token) = self.before(1).copied() {
            if !self.link(&token) {
                break;
            }
        }
    }

    /// Takes one linking token; false where it is none.
    fn link(&mut self, token: &Token) -> bool {
        match token.tag {
            Tag::Nothing => {}
            Tag::Date => return self.date(),
            Tag::Close => return self.bracket(),
            Tag::Number(_) => return self.first_of_two(),
            Tag::Word(word) => match word.class {
                Class::Link => self.left.linked = true,
                Class::Reach => {
                    self.left.linked = true;
                    self.reached = true;
                }
                Class::Rise => self.changed(Change::Up),
                Class::Fall => self.changed(Change::Down),
                Class::Share => {
                    self.left.share = true;
                    self.left.linked = true;
                }
                Class::Adverb => self.listed |= self.gathers(token),
                Class::Time => return self.date(),
                Class::Etc => self.listed = true,
                Class::Each => {
                    self.left.each = true;
                    return false;
                }
                Class::Preposition => return self.preposition(),
                Class::Of => return self.of_whole(),
                _ => return false,
            },
            _ => return false,
        }
        self.at -= 1;
        true
    }

    fn changed(&mut self, change: Change) {
        self.left.linked = true;
        if !self.reached && !self.left.changes() {
            self.left.change = change;
        }
    }

    /// A word by which several things are taken together: 均, 都, 分别.
    fn gathers(&self, token: &Token) -> bool {
        let word = token.span.of(self.sentence.text);
        self.sentence.lexicon.guards.words.gathering.holds(word)
    }

    /// A date is walked over with the comparison before it: 比上年, 较2018年.
    fn date(&mut self) -> bool {
        self.at -= 1;
        if self.before(1).is_some_and(|token| token.is(Class::Preposition)) {
            self.at -= 1;
        }
        true
    }

    /// 由1980年的270万: the date says when, and is walked over.
    fn dated(&mut self) -> bool {
        let when = self
            .before(2)
            .is_some_and(|token| matches!(token.tag, Tag::Date | Tag::Duration) || token.is(Class::Time));
        if when {
            self.at -= 1;
            self.left.linked = true;
            self.date();
        }
        when
    }

    /// 由 and 从 directly before a number open a change.
    fn preposition(&mut self) -> bool {
        let opens = self.before(1).is_some_and(|token| self.is_from(token));
        if opens {
            self.left.linked = true;
            self.at -= 1;
        }
        opens
    }

    fn is_from(&self, token: &Token) -> bool {
        let word = token.span.of(self.sentence.text);
        self.sentence.lexicon.guards.words.from.holds(word)
    }

    /// In 由A提高到B the first number is walked over.
    fn first_of_two(&mut self) -> bool {
        let opened = (2..=4).any(|back| self.before(back).is_some_and(|token| self.is_from(token)));
        if opened && (self.reached || self.left.changes()) {
            self.left.change = if self.reached { Change::Level } else { self.left.change };
            self.at -= 1;
        }
        opened && (self.reached || self.left.changes())
    }

    /// A gloss in brackets is walked over.
    fn bracket(&mut self) -> bool {
        let Some(open) = self.opening(self.at - 1) else {
            return false;
        };
        self.at = open;
        true
    }

    pub(super) fn opening(&self, close: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for index in (0..=close).rev() {
            match self.sentence.token(index)?.tag {
                Tag::Close => depth += 1,
                Tag::Open => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(index);
            }
        }
        None
    }

    /// 占收入的5%: the whole is walked over, so that the part is the noun. 企业的5% names the whole itself.
    fn of_whole(&mut self) -> bool {
        if self.dated() {
            return true;
        }
        let of = self.at - 1;
        let first = self.nominal_start(of);
        if let Some(share) = first.checked_sub(1).filter(|&index| self.opens_share(index)) {
            self.left.share = true;
            self.left.linked = true;
            self.at = share;
            return true;
        }
        self.at = of;
        false
    }

    fn opens_share(&self, index: usize) -> bool {
        let Some(token) = self.sentence.token(index) else {
            return false;
        };
        let whole = self
            .sentence
            .lexicon
            .guards
            .words
            .of_whole
            .holds(token.span.of(self.sentence.text));
        token.is(Class::Share) || token.is(Class::Link) || token.is(Class::Reach) || whole
    }

    /// First token of the nominal tokens that end before token `end`.
    fn nominal_start(&self, end: usize) -> usize {
        let mut first = end;
        while let Some(token) = first.checked_sub(1).and_then(|index| self.sentence.token(index)) {
            if !(token.is_nominal() || token.is(Class::Join) || token.is(Class::Of) || token.is(Class::Time)) {
                break;
            }
            first -= 1;
        }
        first
    }
}
