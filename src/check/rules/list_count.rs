//! A number of things, and the list of their names.

use crate::check::list::{self, Names};
use crate::check::parts;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::span::Span;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "list-count",
    level: Level::Error,
    page: include_str!("list_count.md"),
    find,
};

/// Most things that are still named one by one.
const MOST: i64 = 20;
/// Longest name of a list, in bytes.
const LONGEST: usize = 120;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for count in text.figures.iter().filter(|figure| counts(figure)) {
        let names = before(text, count, words).or_else(|| behind(text, count, words));
        if let Some(names) = names {
            relations.extend(relation(text, count, &names));
        }
    }
}

/// Whether a figure may count the names of a list: a small whole number of things.
fn counts(figure: &Figure<'_>) -> bool {
    let small = figure
        .entry
        .value
        .is_some_and(|value| value >= 2.into() && value <= MOST.into() && value.fract().is_zero());
    small
        && figure.is_level()
        && matches!(&*figure.entry.dimension, "count" | "")
        && figure.core.lower == figure.entry.value
}

/// 意大利、缅甸、葡萄牙5个国家: the list ends where the number begins.
fn before(text: &Text<'_>, count: &Figure<'_>, words: &Checks) -> Option<Names> {
    let sentence = text.sentence(count);
    let ahead = text.before(count);
    let start = clause_start(ahead);
    let names = list::names(sentence, Span::new(start, ahead.len()), words)?;
    let last = names.items.last()?.of(sentence);
    let touching = ahead.trim_end().ends_with(last.trim()) || names.open;
    let goes_on = parts::clause(text.after(count)).contains('、');
    (touching && !goes_on && are_names(text, count, &names, words) && divided(sentence, &names)).then_some(names)
}

/// 3个国家：甲、乙和丙, 3个国家（甲、乙、丙）: the list stands behind a colon or in brackets.
fn behind(text: &Text<'_>, count: &Figure<'_>, words: &Checks) -> Option<Names> {
    let sentence = text.sentence(count);
    let after = text.after(count);
    let open = after.find(['：', '（', '，', '。', '；', '、'])?;
    let mark = after
        .get(open..)?
        .chars()
        .next()
        .filter(|mark| matches!(mark, '：' | '（'))?;
    let start = count.span.end + open + mark.len_utf8();
    let rest = sentence.get(start..)?;
    let length = match mark {
        '（' => rest.find('）')?,
        _ => rest.find(['。', '；', '，']).unwrap_or(rest.len()),
    };
    let names = list::names(sentence, Span::new(start, start + length), words)?;
    let closed = mark == '（' || !rest.get(length..).is_some_and(|rest| rest.starts_with('，'));
    (closed && are_names(text, count, &names, words) && divided(sentence, &names)).then_some(names)
}

/// Where the clause begins in which the list stands.
fn clause_start(ahead: &str) -> usize {
    let pause = ahead.rfind(['，', '；', '。', '：', ',', ';', ':', '（', '(']);
    pause.map_or(0, |at| {
        at + ahead
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    })
}

/// Whether the items look like names: short, without figures of their own, and the last one without words of grammar.
fn are_names(text: &Text<'_>, count: &Figure<'_>, names: &Names, words: &Checks) -> bool {
    let sentence = text.sentence(count);
    let own = text.sentences.get(count.sentence);
    let figures = own
        .and_then(|own| text.figures.get(own.first..own.end))
        .unwrap_or_default();
    let counted = |item: &Span| {
        figures
            .iter()
            .any(|figure| item.contains(figure.span) && figure.entry.kind == Kind::Claim)
    };
    let last = names.items.last().map_or("", |item| item.of(sentence));
    let plain = names.items.iter().all(|item| {
        let name = item.of(sentence).trim();
        let balanced = OPENING
            .iter()
            .zip(CLOSING)
            .all(|(open, close)| name.matches(*open).count() == name.matches(close).count());
        name.len() <= LONGEST && balanced && !counted(item) && !is_marker(name)
    });
    let touches =
        |figure: &Figure<'_>| figure.span.end <= count.span.start && count.span.start - figure.span.end <= TOUCHING;
    let doubled = figures
        .iter()
        .any(|figure| figure.entry.kind == Kind::Claim && touches(figure));
    plain && !doubled && !words.grammar.stands_in(last)
}

/// Two figures so close in bytes count the list together: 三类七项.
const TOUCHING: usize = 6;
const OPENING: [char; 3] = ['“', '《', '（'];
const CLOSING: [char; 3] = ['”', '》', '）'];

/// Whether a name is the number of an item.
fn is_marker(name: &str) -> bool {
    name.chars()
        .all(|character| character.is_ascii_digit() || Lexicon::builtin().numerals.sign(character).is_some())
}

/// Whether 、 divides the names; two names with a word between may be one name.
fn divided(sentence: &str, names: &Names) -> bool {
    match (names.items.first(), names.items.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end).of(sentence).contains('、'),
        _ => false,
    }
}

fn relation(text: &Text<'_>, count: &Figure<'_>, names: &Names) -> Option<Relation> {
    let mut operands = vec![operand(count, Role::Count)];
    operands.extend(list::operands(text, count, names));
    Some(Relation {
        rule: RULE.name,
        law: Law::Count {
            open: names.open,
            more: names.joints,
        },
        operands,
        evidence: Evidence::Explicit,
    })
}
