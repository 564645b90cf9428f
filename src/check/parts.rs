//! Wholes and their parts: what 其中, brackets, 由…组成 and 合计 say of figures in one unit.

use crate::claim::Entry;
use crate::lexicon::{Checks, WordList};
use crate::span::Span;

use super::division;
use super::enumeration;
use super::extent::{depth, end_of_list, exhaustive, is_attribute, lead, surely};
use super::slip;
use super::text::{Figure, Sentence, Text, is_like as is_same_unit};
use super::whole;

/// A whole and its parts, by the indices of their figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The whole.
    pub whole: usize,
    /// The parts, in order.
    pub parts: Vec<usize>,
    /// How many of them surely belong to the whole: behind a semicolon another whole may begin.
    pub sure: usize,
    /// What says so.
    pub cue: Cue,
    /// Other figures that may be the whole, where nothing says which is.
    pub rivals: Vec<usize>,
}

/// What says that figures are parts of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Words that leave nothing out: 由…组成.
    All,
    /// Words that only name some: 其中.
    Among,
    /// Brackets right behind the whole.
    Bracket,
    /// The sum stands behind its parts: 合计.
    Total,
    /// By what the whole is divided: 按地域分.
    Divided,
}

/// Two readings of one list are found one soon behind the other.
const NEAR: usize = 64;
/// Most parts that one list has.
const MOST: usize = 40;

/// Dimensions whose figures say how strong or how far something is, and make no sum.
const LEVELS: [&str; 14] = [
    "age",
    "angle",
    "computing",
    "concentration",
    "data-rate",
    "electricity",
    "frequency",
    "grade",
    "multiple",
    "physical",
    "pressure",
    "ratio",
    "speed",
    "temperature",
];

/// Whether figures of a dimension are amounts, which have parts.
pub fn adds(dimension: &str) -> bool {
    !LEVELS.contains(&dimension)
}

/// Every list of parts in `text`.
pub fn find(text: &Text<'_>, words: &Checks) -> Vec<Parts> {
    let mut found = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        // Most sentences tell no amounts at all.
        let own = text.figures.get(sentence.first..sentence.end).unwrap_or_default();
        if !own.iter().any(Figure::is_level) {
            continue;
        }
        among(text, index, sentence, words, &mut found);
        opened(text, index, sentence, words, &mut found);
        division::beside(text, sentence, words, &mut found);
        division::find(text, index, sentence, words, &mut found);
        enumeration::find(text, index, sentence, words, &mut found);
    }
    found
}

/// How many digits the whole is written with.
pub fn digits(text: &Text<'_>, parts: &Parts) -> usize {
    text.figure(parts.whole)
        .map_or(0, |figure| slip::length(&figure.entry.text))
}

/// How many of those say nothing, as whole and parts are all round: 600 and 400 of 5200 tell no more than 6 and 4 of 52.
pub fn round(text: &Text<'_>, parts: &Parts) -> usize {
    let all = std::iter::once(&parts.whole).chain(&parts.parts);
    let written = all
        .filter_map(|&place| text.figure(place))
        .map(|figure| figure.entry.text.as_str());
    written.map(slip::zeros).min().unwrap_or_default()
}

/// 其中 and its kin: the whole stands before it, in this sentence or the one before.
fn among(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    let mut after = 0;
    let opening = |character: char| words.among.may_begin(character) || words.whole_of.may_begin(character);
    let places = sentence
        .text
        .char_indices()
        .filter(|(_, character)| opening(*character));
    for (at, _) in places {
        let rest = sentence.text.get(at..).unwrap_or_default();
        let word = words.among.begins(rest).or_else(|| words.whole_of.begins(rest));
        let Some(word) = word.filter(|_| at >= after) else {
            continue;
        };
        let all = exhaustive(&sentence.text, at, words);
        let ahead = sentence.text.get(..at).unwrap_or_default().trim_end();
        let opens = ahead.is_empty() || ahead.ends_with(|last: char| !last.is_alphanumeric());
        if opens && words.among.begins(rest).is_some() || all.is_some() {
            after = at + word.len();
            let cue = if all.is_some() { Cue::All } else { Cue::Among };
            let end = all.unwrap_or_else(|| end_of_list(&sentence.text, at));
            behind_cue(text, index, (Span::new(at, after), end), cue, words, found);
        }
    }
}

/// The parts behind a cue up to where its list ends, one list for each unit.
fn behind_cue(
    text: &Text<'_>,
    index: usize,
    (span, end): (Span, usize),
    cue: Cue,
    words: &Checks,
    found: &mut Vec<Parts>,
) {
    let Some(sentence) = text.sentences.get(index) else {
        return;
    };
    let sure = surely(&sentence.text, span.start, span.end).min(end);
    let places = figures_behind(text, index, (span, end), words);
    for unit in units(text, &places) {
        let like = |place: &usize| is_like(text, *place, unit);
        let parts: Vec<usize> = places.iter().copied().filter(like).take(MOST).collect();
        if let Some((whole, rivals)) = whole::before(text, index, sentence, span.start, unit) {
            let certain = |part: &&usize| {
                text.figure(**part)
                    .is_some_and(|figure| figure.sentence == index && figure.span.end <= sure)
            };
            let sure = parts.iter().filter(certain).count();
            push(
                text,
                Parts {
                    whole,
                    parts,
                    sure,
                    cue,
                    rivals,
                },
                found,
            );
        }
    }
}

/// The figures behind a cue that may be its parts.
fn figures_behind(text: &Text<'_>, index: usize, (span, end): (Span, usize), words: &Checks) -> Vec<usize> {
    let Some(sentence) = text.sentences.get(index) else {
        return Vec::new();
    };
    let inside = |place: &usize| {
        text.figure(*place).is_some_and(|figure| {
            figure.span.start >= span.end && figure.span.end <= end && counts(text, figure, span.end)
        })
    };
    let mut places: Vec<usize> = (sentence.first..sentence.end).filter(inside).collect();
    places.retain(|&place| {
        !text
            .figure(place)
            .is_some_and(|part| is_nested(text, part, span.end, words))
    });
    let beside = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| clause_begins(text, figure, &words.besides))
    };
    if let Some(first) = places.iter().position(beside) {
        places.truncate(first);
    }
    // What came in is divided before what it was spent on.
    let spent = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| clause_begins(text, figure, &words.spent))
    };
    if let Some(first) = places.iter().position(spent).filter(|first| *first > 0) {
        places.truncate(first);
    }
    let apiece = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| words.apiece.ends(text.before(figure)).is_some())
    };
    if places.iter().any(apiece) {
        return Vec::new();
    }
    if end == sentence.text.len() && !places.is_empty() {
        places.extend(going_on(text, index));
    }
    places
}

/// Whether words behind byte `from` open a list inside a part, in which the figure stands: 人员经费85万元，主要包括工资62万元.
fn is_nested(text: &Text<'_>, figure: &Figure<'_>, from: usize, words: &Checks) -> bool {
    let between = Span::new(from, figure.span.start).of(text.sentence(figure));
    let item = between.rsplit(['；', ';', '。']).next().unwrap_or_default();
    item.contains('，')
        && item
            .split('，')
            .skip(1)
            .any(|clause| words.some.begins(clause).is_some())
}

/// Whether the clause of a figure begins with one of `list`.
fn clause_begins(text: &Text<'_>, figure: &Figure<'_>, list: &WordList) -> bool {
    let clause = text.clause(figure);
    list.begins(clause.trim_start()).is_some()
}

/// The levels of the sentences behind, where this one ends in a semicolon and the list goes on.
fn going_on(text: &Text<'_>, index: usize) -> Vec<usize> {
    let mut places = Vec::new();
    let mut last = index;
    while text
        .sentences
        .get(last)
        .is_some_and(|sentence| sentence.text.trim_end().ends_with(['；', ';']))
        && last < index + MOST
    {
        let Some(next) = text.sentences.get(last + 1).filter(|_| text.adjoins(last, last + 1)) else {
            break;
        };
        let level = |place: &usize| text.figure(*place).is_some_and(|figure| counts(text, figure, 0));
        places.extend((next.first..next.end).filter(level));
        last += 1;
    }
    places
}

/// 其中： in a line of its own, or at the end of a sentence: the list is the next sentence, or the items that follow.
fn opened(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    let Some((before, numbered)) = index.checked_sub(1).zip(lead(&sentence.lead, words)) else {
        return;
    };
    let items: Vec<usize> = items(text, index, sentence, numbered);
    let Some(unit) = items
        .first()
        .and_then(|&item| text.figure(item))
        .map(|figure| figure.entry)
    else {
        return;
    };
    let Some(ahead) = text.sentences.get(before) else {
        return;
    };
    let parts: Vec<usize> = items.into_iter().filter(|&item| is_like(text, item, unit)).collect();
    let whole = (ahead.first..ahead.end)
        .rev()
        .find(|&place| is_like(text, place, unit) && text.figure(place).is_some_and(Figure::is_level));
    if let Some(whole) = whole {
        let sure = parts.len();
        push(
            text,
            Parts {
                whole,
                parts,
                sure,
                cue: Cue::Among,
                rivals: Vec::new(),
            },
            found,
        );
    }
}

/// The figures of the sentence, or the first of each numbered item from there on.
fn items(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, numbered: bool) -> Vec<usize> {
    let level = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| figure.is_level() && !figure.is_percent())
    };
    if !numbered {
        return (sentence.first..sentence.end).filter(level).take(MOST).collect();
    }
    let rest = text.sentences.get(index..).unwrap_or_default();
    let mut next = 1;
    let mut items = Vec::new();
    for sentence in rest.iter().take(MOST) {
        let marker = text.figure(sentence.first).filter(|figure| figure.entry.why == MARKER);
        match marker.and_then(|marker| marker.entry.value) {
            Some(value) if value == next.into() => {
                next += 1;
                items.extend((sentence.first..sentence.end).find(level));
            }
            Some(_) => break,
            None => {}
        }
    }
    items
}

/// Why the number of an item is no claim.
const MARKER: &str = "list_marker";

/// Whether a figure is a part by its own words: a level with a number of its own, outside brackets that opened behind
/// byte `from`.
pub(super) fn counts(text: &Text<'_>, figure: &Figure<'_>, from: usize) -> bool {
    let between = Span::new(from, figure.span.start).of(text.sentence(figure));
    figure.is_level()
        && !figure.is_percent()
        && figure.is_numbered()
        && depth(between) == 0
        && !is_attribute(text.after(figure))
        && !division::is_mark(text, figure)
        && !is_left(text, figure)
}

/// Whether a figure is the level from which the next one was reached: 由452席减至88席.
fn is_left(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    let words = Checks::builtin();
    let own = text.sentences.get(figure.sentence);
    let figures = own
        .and_then(|own| text.figures.get(own.first..own.end))
        .unwrap_or_default();
    let next = figures.partition_point(|other| other.span.start <= figure.span.start);
    let reached = figures.get(next).filter(|next| next.is_like(figure));
    let reached = reached.is_some_and(|next| words.to.ends(text.before(next).trim_end()).is_some());
    reached && words.from.ends(text.before(figure).trim_end()).is_some()
}

/// The figures of different units among `places`, one of each.
fn units<'a>(text: &Text<'a>, places: &[usize]) -> Vec<&'a Entry> {
    let mut units: Vec<&Entry> = Vec::new();
    for figure in places.iter().filter_map(|&place| text.figure(place)) {
        if !units
            .iter()
            .any(|unit| unit.unit == figure.entry.unit || is_same_unit(unit, figure.entry))
        {
            units.push(figure.entry);
        }
    }
    units
}

pub(super) fn is_like(text: &Text<'_>, place: usize, unit: &Entry) -> bool {
    text.figure(place)
        .is_some_and(|figure| is_same_unit(figure.entry, unit))
}

pub(super) fn push(text: &Text<'_>, parts: Parts, found: &mut Vec<Parts>) {
    let known = text
        .figure(parts.whole)
        .is_some_and(|whole| whole.entry.value.is_some() && adds(&whole.entry.dimension));
    let told = || found.iter().rev().take(NEAR).any(|list| *list == parts);
    if known && !parts.parts.is_empty() && !parts.parts.contains(&parts.whole) && !told() {
        found.push(parts);
    }
}
