//! A number of points that is announced, and the markers that follow.

use std::collections::HashSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::check::english::{marker, names};
use crate::check::list;
use crate::check::markers;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::Checks;
use crate::span::Span;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "marker-count",
    level: Level::Error,
    page: include_str!("marker_count.md"),
    on_request: false,
    find: Find::Within(find),
};

/// How far behind its announcement the first marker may stand, in figures.
const REACH: usize = 2;
/// How many figures may stand between two markers.
const APART: usize = 60;
const MOST: i64 = 12;
const MARKER: &str = "enumerator";

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for (place, count) in text.figures.iter().enumerate() {
        let small = count
            .entry
            .value
            .is_some_and(|value| value >= 2.into() && value <= MOST.into());
        let counts = count.is_level() && &*count.entry.dimension == "count";
        if small && counts && announces(text, count, words) {
            relations.extend(relation(text, place, count, words));
        }
    }
    let bound: HashSet<usize> = relations
        .iter()
        .filter_map(|relation| Some(relation.operands.first()?.start))
        .collect();
    let free = |count: &Figure<'_>| !bound.contains(&count.entry.start);
    let figures = text.figures.iter().enumerate().filter(|(_, count)| free(count));
    relations.extend(figures.filter_map(|(place, count)| shaped(text, place, count, words)));
    relations.extend(text.figures.iter().filter_map(|count| ordinals(text, count)));
    relations.extend(gaps(text));
}

/// Four reasons: first, …; second, …: the marks of English sentences.
fn ordinals(text: &Text<'_>, count: &Figure<'_>) -> Option<Relation> {
    let value = count
        .entry
        .value
        .filter(|value| *value >= 2.into() && *value <= MOST.into())?;
    let counts = count.is_level() && count.entry.unit.is_empty() && value.fract().is_zero();
    if !counts || !text.is_english(count) || names::is_some(text, count) {
        return None;
    }
    let found = marker::marks(&text.source.text, count.entry.end, value.to_usize()?)?;
    let mut operands = vec![operand(count, Role::Count)];
    operands.extend(found.marks.iter().map(|mark| list::named(text, *mark, count)));
    Some(Relation {
        rule: RULE.name,
        law: Law::Count {
            open: false,
            less: 0,
            more: usize::from(found.last),
        },
        operands,
        evidence: Evidence::Explicit,
    })
}

/// 以下三项： with 1. 2. 3. on lines, 四点建议：第一，……；第二，……: the marks right behind the colon, by their shape.
fn shaped(text: &Text<'_>, place: usize, count: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let value = count
        .entry
        .value
        .filter(|value| *value >= 2.into() && *value <= MOST.into() && value.fract().is_zero())?;
    let exact = count.is_level() && count.core().lower == count.core().upper;
    let counts = exact && (text.is_english(count) || &*count.entry.dimension == "count");
    let source = &text.source.text;
    let near = Span::new(
        count.entry.end,
        source.floor_char_boundary((count.entry.end + LINE).min(source.len())),
    );
    let noun = near.of(source);
    let at = noun.find(['：', ':']).filter(|_| counts)?;
    let noun = noun.get(..at)?;
    let plain = noun.chars().count() <= NOUN && !noun.contains(['。', '；', '，', '\n', ';', '.']);
    let from = count.entry.end + at + source.get(count.entry.end + at..)?.chars().next()?.len_utf8();
    let outdone = text
        .figure(place + 1)
        .is_some_and(|next| next.entry.start < from && next.is_claim());
    if !plain || outdone {
        return None;
    }
    let marks = markers::marks(source, from, value.to_usize()?, words)?;
    let mut operands = vec![operand(count, Role::Count)];
    operands.extend(marks.iter().map(|mark| list::named(text, *mark, count)));
    (!is_shared(text, place, count, marks.len())).then_some(counted(operands))
}

/// The count and its markers, of which none is left out.
fn counted(operands: Vec<Operand>) -> Relation {
    Relation {
        rule: RULE.name,
        law: Law::Count {
            open: false,
            less: 0,
            more: 0,
        },
        operands,
        evidence: Evidence::Explicit,
    }
}

/// Most bytes between a number of points and the colon behind it.
const LINE: usize = 120;

/// Points whose predecessor stands nowhere before them in their section.
fn gaps(text: &Text<'_>) -> Vec<Relation> {
    let mut last: (&str, Option<Decimal>) = ("", None);
    let mut found = Vec::new();
    for marker in text.figures.iter().filter(|figure| figure.entry.why == MARKER) {
        let (section, Some(value)) = (&*marker.entry.section, marker.entry.value) else {
            continue;
        };
        let before = last.1.filter(|_| last.0 == section).unwrap_or_default();
        if value > before + Decimal::ONE && value <= MOST.into() {
            found.push(Relation {
                rule: RULE.name,
                law: Law::Never("check_marker"),
                operands: vec![operand(marker, Role::Item)],
                evidence: Evidence::Style,
            });
        }
        last = (section, Some(value));
    }
    found
}

/// Whether the sentence says that the points follow: 以下四项工作, 四项工作：一是.
fn announces(text: &Text<'_>, count: &Figure<'_>, words: &Checks) -> bool {
    let following = words.following.ends(text.before(count).trim_end()).is_some();
    let behind = text.after(count);
    let colon = behind
        .find('：')
        .filter(|&at| !behind.get(..at).unwrap_or_default().contains(['。', '；']));
    following || colon.is_some()
}

/// Whether the first point is the one announced: somewhere behind 以下四项, or right behind the colon of 四项工作：.
fn opens(text: &Text<'_>, count: &Figure<'_>, first: &Figure<'_>, words: &Checks) -> bool {
    let following = words.following.ends(text.before(count).trim_end()).is_some();
    let between = Span::new(count.entry.end, first.entry.start).of(&text.source.text);
    let direct = between.rfind(['：', ':']).is_some_and(|at| {
        let (noun, gap) = between.split_at(at);
        noun.chars().count() <= NOUN && gap.chars().count() <= GAP
    });
    following || direct
}

/// Longest noun between a number of points and the colon behind it, in characters.
const NOUN: usize = 30;
/// Most characters between that colon and the first point.
const GAP: usize = 8;

/// Whether another count stands between the count and the first point: 突出两个重点、抓好三项工作：一是……
fn is_outdone(text: &Text<'_>, place: usize, first: &Figure<'_>) -> bool {
    let between = text.figures.iter().skip(place + 1);
    let mut between = between.take_while(|figure| figure.entry.start < first.entry.start);
    between.any(|figure| figure.is_level() && &*figure.entry.dimension == "count")
}

/// Whether another number of the sentence takes part in the count: 1部法规和2个决定.
fn is_shared(text: &Text<'_>, place: usize, count: &Figure<'_>, markers: usize) -> bool {
    let other = place.checked_sub(1).and_then(|before| text.figure(before));
    let other = other.filter(|other| other.is_level() && other.sentence == count.sentence);
    let sum = other.and_then(|other| other.entry.value?.checked_add(count.entry.value?));
    sum == Some(markers.into())
}

/// Whether more points are told behind the last marker in other words: 还有两类产品.
fn goes_on(text: &Text<'_>, last: usize, words: &Checks) -> bool {
    let behind = text.figures.iter().skip(last + 1).take(REACH);
    let mut counts = behind.filter(|figure| figure.is_level() && &*figure.entry.dimension == "count");
    counts.any(|figure| {
        let before = text.before(figure);
        words.more.ends(before.trim_end()).is_some()
    })
}

/// The markers one, two, three … behind the announcement, as far as they follow one another.
fn relation(text: &Text<'_>, place: usize, count: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let mut markers: Vec<&Figure<'_>> = Vec::new();
    let mut last = place;
    for (index, figure) in text.figures.iter().enumerate().skip(place + 1) {
        let reach = if markers.is_empty() { REACH } else { APART };
        if index > last + reach {
            break;
        }
        let next = (markers.len() + 1).into();
        if figure.entry.why == MARKER && figure.entry.value == Some(next) {
            markers.push(figure);
            last = index;
        } else if figure.entry.why == MARKER && figure.entry.value == Some(1.into()) {
            break;
        }
    }
    let near = markers
        .first()
        .is_some_and(|first| opens(text, count, first, words) && !is_outdone(text, place, first));
    let near = near && !goes_on(text, last, words);
    (near && markers.len() >= 2 && !is_shared(text, place, count, markers.len())).then(|| {
        let mut operands = vec![operand(count, Role::Count)];
        operands.extend(markers.iter().map(|marker| operand(marker, Role::Item)));
        counted(operands)
    })
}
