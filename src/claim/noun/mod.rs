//! Nouns: what each quantity counts or measures.
//!
//! `left` reads the words before the number, `phrase` the noun phrase there, `right` the words behind it; here is decided which of them names what
//! is counted. A noun is a span of the passage, so that it is given as written.

mod left;
mod phrase;
mod right;

pub(super) use left::{Left, Stop};

use super::clause::{Tag, Token};
use crate::lexicon::{Class, Lexicon, UnitKind};
use crate::quantity::Quantity;
use crate::span::Span;

/// A longer label is a sentence.
const LABEL: usize = 16;

/// What was read around one number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// The noun, where the words beside the number name it.
    pub noun: Option<Span>,
    /// What was read before the number.
    pub left: Left,
    /// Whether the noun stands before the number, as labels do.
    pub labelled: bool,
    /// Whether the noun must be carried over from the claim before.
    pub carries: bool,
    /// The noun of the clause before, for a claim that has none before it.
    pub fallback: Option<Span>,
}

/// A sentence under reading.
pub(super) struct Sentence<'a> {
    /// The passage, folded to simplified characters.
    pub text: &'a str,
    /// The words of the sentence.
    pub tokens: &'a [Token],
    /// The quantity of each mark, where it is a claim.
    pub quantities: &'a dyn Fn(usize) -> Option<&'a Quantity>,
    /// The words in force.
    pub lexicon: &'a Lexicon,
}

impl Sentence<'_> {
    /// The token at `index`.
    pub fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// Whether the token at `index` is a word of that class.
    pub fn is(&self, index: usize, class: Class) -> bool {
        self.token(index).is_some_and(|token| token.is(class))
    }

    /// The text of a noun phrase from token `first` up to token `end`, without what does not belong to a noun.
    pub fn phrase(&self, first: usize, end: usize) -> Option<Span> {
        let start = self.token(first)?.span.start;
        let end = self.token(end.checked_sub(1)?)?.span.end;
        (end > start).then_some(Span::new(start, end))
    }
}

/// Reads the noun of the number at token `at`.
pub(super) fn read(sentence: &Sentence<'_>, at: usize, quantity: &Quantity) -> Reading {
    let left = left::read(sentence, at, quantity);
    let right = right::read(sentence, at, quantity);
    let counted = |noun: Option<Span>| Reading {
        noun,
        left,
        labelled: noun.is_some() && noun == left.noun,
        carries: false,
        fallback: None,
    };
    let pause = left
        .from
        .checked_sub(1)
        .filter(|_| left.stop == Stop::Pause && left.noun.is_none());
    let carried = Reading {
        noun: None,
        left,
        labelled: false,
        carries: true,
        fallback: pause.and_then(|pause| left::object_before(sentence, pause, quantity)),
    };
    if left.each {
        return counted(right.direct);
    }
    if let Some(label) = label(sentence, at, quantity) {
        return Reading {
            labelled: true,
            ..counted(Some(label))
        };
    }
    match quantity.kind() {
        Some(UnitKind::Place | UnitKind::Time) => {
            counted(left.noun.filter(|_| quantity.kind() == Some(UnitKind::Time)))
        }
        Some(UnitKind::Ratio) => ratio(&left, &right, counted, carried),
        Some(UnitKind::Classifier | UnitKind::Verbal) | None => count(&left, &right, quantity, counted, carried),
        Some(_) => amount(&left, &right, counted, carried),
    }
}

/// 会员总数：300人: a short label with a colon names the figure, unless a noun goes on behind the figure.
fn label(sentence: &Sentence<'_>, at: usize, quantity: &Quantity) -> Option<Span> {
    let tag = |index: usize| sentence.token(index).map(|token| token.tag);
    let skip = |index: usize| index - usize::from(index > 0 && tag(index - 1) == Some(Tag::Nothing));
    let colon = |index: usize| {
        let mark = sentence.token(index).map(|token| token.span.of(sentence.text));
        matches!(mark, Some(":" | "："))
    };
    let end = skip(at).checked_sub(1).filter(|index| colon(*index))?;
    let nominal = |index: &usize| sentence.token(*index).is_some_and(Token::is_nominal);
    let first = (0..end).rev().take_while(nominal).last()?;
    let opens = first
        .checked_sub(1)
        .and_then(tag)
        .is_none_or(|tag| matches!(tag, Tag::Pause | Tag::Open | Tag::Nothing));
    let behind = at + 1 + usize::from(tag(at + 1) == Some(Tag::Nothing));
    let next = (behind..).find(|index| !nominal(index)).unwrap_or(behind);
    let set_apart = behind > at + 1 && (colon(next) || quantity.kind() == Some(UnitKind::Ratio));
    let closes = tag(behind).is_none_or(|tag| matches!(tag, Tag::Pause | Tag::Close | Tag::Enum));
    let label = sentence.phrase(first, end)?;
    let short = label.of(sentence.text).chars().count() <= LABEL;
    Some(label).filter(|_| opens && short && (closes || set_apart))
}

/// 45个国家, 国家45个.
fn count(
    left: &Left,
    right: &right::Right,
    quantity: &Quantity,
    counted: impl Fn(Option<Span>) -> Reading,
    carried: Reading,
) -> Reading {
    let times = quantity.unit_is(|unit| unit.times);
    if times && right.direct.is_none() && right.after_verb.is_some() {
        return counted(right.after_verb);
    }
    if right.direct.is_some() && !(left.changes() && left.noun.is_some()) {
        return counted(right.direct);
    }
    let named = left.linked || !left.everywhere;
    if left.noun.is_some() && named {
        return counted(left.noun);
    }
    if right.after_of.is_some() {
        return counted(right.after_of);
    }
    if left.stop == Stop::Pause && left.linked {
        return carried;
    }
    let unnamed = quantity.unit_is(|unit| unit.people);
    counted(left.subject.filter(|_| !unnamed || left.changes()).or(right.after_verb))
}

/// 收入5亿元, 61米正常蓄水位, 超6亿的客户资源.
fn amount(left: &Left, right: &right::Right, counted: impl Fn(Option<Span>) -> Reading, carried: Reading) -> Reading {
    let weak = left.noun.is_none() || left.only_action || (left.everywhere && !left.linked);
    if weak && right.direct.is_some() && !left.changes() {
        return counted(right.direct);
    }
    if left.noun.is_some() {
        return counted(left.noun);
    }
    if left.stop == Stop::Pause && (left.linked || left.changes()) {
        return carried;
    }
    if right.after_of.is_some() {
        return counted(right.after_of);
    }
    counted(left.subject)
}

/// 收入增长5%, 占收入的5%, 5%的收入.
fn ratio(left: &Left, right: &right::Right, counted: impl Fn(Option<Span>) -> Reading, carried: Reading) -> Reading {
    if left.changes() || left.share || left.linked {
        return match left.noun.or(left.subject) {
            Some(noun) if !left.governed || right.after_of.is_none() => counted(Some(noun)),
            _ if right.after_of.is_some() && !left.changes() => counted(right.after_of),
            _ => carried,
        };
    }
    if right.after_of.is_some() {
        return counted(right.after_of);
    }
    if right.direct.is_some() && left.noun.is_none() {
        return counted(right.direct);
    }
    match left.noun.or(left.subject) {
        Some(noun) => counted(Some(noun)),
        None => carried,
    }
}
