//! A number of things, and the list of their names.

use crate::check::list::{self, Names};
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Level, Rule};
use crate::lexicon::Checks;
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
const LONGEST: usize = 75;

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
    (touching && are_names(sentence, &names, words) && divided(sentence, &names)).then_some(names)
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
    (closed && are_names(sentence, &names, words) && divided(sentence, &names)).then_some(names)
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

/// Whether the items look like names: short, and without figures of their own.
fn are_names(sentence: &str, names: &Names, words: &Checks) -> bool {
    names.items.iter().all(|item| {
        let name = item.of(sentence).trim();
        let figure = name.contains(|character: char| character.is_ascii_digit());
        name.len() <= LONGEST && !figure && words.open_list.holds(name) != true
    })
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
        law: Law::Count { open: names.open },
        operands,
        evidence: Evidence::Explicit,
    })
}
