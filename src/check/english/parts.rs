//! Wholes and their parts in English: consisting of, of which, of the 65, a total of, and amounts behind a colon.

use crate::check::parts::{Cue, Parts};
use crate::check::text::{Figure, Sentence, Text};
use crate::lexicon::EnglishChecks;
use crate::span::Span;

use super::{begins, clause_start, ends, find as phrases, is_kin, is_same, row};

/// Every list of parts in the English sentences of `text`.
pub fn find(text: &Text<'_>) -> Vec<Parts> {
    let words = EnglishChecks::builtin();
    let mut found = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        let own = text.figures.get(sentence.first..sentence.end).unwrap_or_default();
        if own.iter().filter(|figure| figure.is_level()).count() == 0 || !sentence.english {
            continue;
        }
        for (list, cue) in [(&words.among, Cue::Among), (&words.whole_of, Cue::All)] {
            for span in phrases(&sentence.text, list) {
                let list = behind_cue(text, index, span, cue, words);
                found.extend(list.into_iter().flat_map(|list| lists(text, list, words)));
            }
        }
        found.extend(behind_colon(text, sentence, words));
        found.extend(total(text, sentence, words));
        found.extend((sentence.first..sentence.end).filter_map(|whole| elliptic(text, sentence, whole, words)));
        let taken = taken(text, sentence, words);
        found.extend(taken.into_iter().flat_map(|list| lists(text, list, words)));
    }
    found
}

/// 3.5 million, made up of 1.3 million in fees and 2.2 million in grants.
fn behind_cue(text: &Text<'_>, index: usize, span: Span, cue: Cue, words: &EnglishChecks) -> Option<Parts> {
    let sentence = text.sentences.get(index)?;
    let ahead = Span::new(0, span.start).of(&sentence.text);
    let behind = sentence.text.get(span.end..)?;
    let cue = if begins(behind, &words.open_list).is_some() {
        Cue::Among
    } else {
        cue
    };
    let own = (sentence.first..sentence.end).rev().filter(|&place| {
        let figure = text.figure(place);
        figure.is_some_and(|figure| figure.span.end <= span.start && is_whole(figure))
    });
    let near = |place: &usize| {
        let gap = text
            .figure(*place)
            .map_or(usize::MAX, |figure| span.start - figure.span.end);
        gap <= NEAR
    };
    // Of these, 20 are in the east: a pause may stand behind the cue.
    let from = span.end + behind.len() - behind.trim_start_matches([',', ' ']).len();
    let listed = |whole: usize| listed(text, sentence, from, whole).map(|parts| (whole, parts));
    let mut own = own.take(REACH).filter(near);
    if let Some((whole, parts)) = own.clone().find_map(listed) {
        return Some(list(whole, parts, cue, Vec::new()));
    }
    // People of other nouns make up a workforce.
    let nearest = own.next().filter(|_| cue == Cue::All);
    if let Some((whole, parts)) = nearest.and_then(|whole| Some((whole, people(text, sentence, from, whole, words)?))) {
        return Some(list(whole, parts, Cue::All, Vec::new()));
    }
    // This consisted of …: the whole stands in the sentence before.
    let before = index.checked_sub(1)?;
    if super::words(ahead) > OPENING || ahead.contains([',', ';']) || !text.adjoins(before, index) {
        return None;
    }
    let before = text.sentences.get(before)?;
    let mut wholes = (before.first..before.end)
        .rev()
        .filter(|&place| text.figure(place).is_some_and(is_whole))
        .filter_map(listed);
    let (whole, parts) = wholes.next()?;
    let rivals: Vec<usize> = wholes.map(|(rival, _)| rival).collect();
    (cue == Cue::All || rivals.is_empty()).then(|| list(whole, parts, cue, rivals))
}

/// How many figures before a cue its whole may stand.
const REACH: usize = 4;
/// How many bytes before a cue its whole may stand.
const NEAR: usize = 110;
/// So many words may open a sentence before its cue.
const OPENING: usize = 3;

/// The lists of a whole: one, or one for each part where the parts may overlap, or the list is not complete.
fn lists(text: &Text<'_>, parts: Parts, words: &EnglishChecks) -> Vec<Parts> {
    let ends = parts.parts.first().zip(parts.parts.last());
    let figures = ends.and_then(|(first, last)| text.figure(*first).zip(text.figure(*last)));
    let Some((first, last)) = figures.filter(|_| parts.parts.len() > 1) else {
        return vec![parts];
    };
    let sentence = text.sentence(first);
    let before = text.before(first);
    let start = before.len() - before.len().min(LEAD);
    let start = before.ceil_char_boundary(start);
    let behind = text.after(last);
    let end = last.span.end + behind.find([',', ';', '.']).unwrap_or(behind.len());
    let all = Span::new(start, end).of(sentence);
    let inner = Span::new(first.span.end, end).of(sentence);
    let apart = !phrases(all, &words.open_list).is_empty()
        || !phrases(inner, &words.attributes).is_empty()
        || !phrases(inner, &words.twice).is_empty()
        // 80 were small, 70 were old: what is told of things may be told of some of them together.
        || first.entry.unit.is_empty() && begins(text.after(first), &words.copulas).is_some() && !placed(text, &parts, words);
    if !apart {
        return vec![parts];
    }
    let single = |part: &usize| list(parts.whole, vec![*part], Cue::Among, Vec::new());
    parts.parts.iter().map(single).collect()
}

/// Whether each part is told to be somewhere else in the same words: 20 are in the east, 15 in the west and 12 in the south.
fn placed(text: &Text<'_>, parts: &Parts, words: &EnglishChecks) -> bool {
    let place = |part: &usize| {
        let after = text.figure(*part).map_or("", |figure| text.after(figure));
        let after = begins(after, &words.copulas).unwrap_or(after);
        begins(after, &words.at).map(|rest| after.len() - rest.len())
    };
    parts.parts.len() > 2 && parts.parts.iter().all(|part| place(part).is_some())
}

/// How many bytes before the first part may say that the list is not complete.
const LEAD: usize = 24;

/// The parts behind byte `from` that may be those of `whole`.
fn listed(text: &Text<'_>, sentence: &Sentence<'_>, from: usize, whole: usize) -> Option<Vec<usize>> {
    let whole = text.figure(whole)?;
    let parts = row(text, sentence, from, |figure| {
        !figure.is_percent() && figure.is_numbered() && is_kin(text, whole, figure)
    });
    // 341 circles, comprising 2,582 workers: other things are counted.
    let other = parts.iter().filter_map(|&part| text.figure(part)).any(|part| {
        let greater = part.entry.value > whole.entry.value && part.entry.unit.is_empty();
        greater && !is_same(whole.entry, part.entry)
    });
    (!parts.is_empty() && !other).then_some(parts)
}

fn is_whole(figure: &Figure<'_>) -> bool {
    figure.is_level() && !figure.is_percent() && figure.is_numbered() && figure.entry.lower.is_some()
}

/// It employs 1,250 people: 700 men and 650 women.
fn behind_colon(text: &Text<'_>, sentence: &Sentence<'_>, words: &EnglishChecks) -> Option<Parts> {
    let colon = sentence.text.find(':')?;
    let mut own = (sentence.first..sentence.end).rev();
    let whole = own.find(|&place| text.figure(place).is_some_and(|figure| figure.span.end <= colon))?;
    let figure = text.figure(whole).filter(|figure| is_whole(figure))?;
    let gap = Span::new(figure.span.end, colon).of(&sentence.text);
    let parts = row(text, sentence, colon + 1, |part| {
        !part.is_percent() && part.is_numbered() && part.is_like(figure)
    });
    let all = (whole + 1..sentence.end)
        .filter(|&place| text.figure(place).is_some_and(Figure::is_amount))
        .count();
    let plain = super::words(gap) <= NOUN && phrases(gap, &words.breaks).is_empty();
    (plain && parts.len() >= 2 && all == parts.len()).then(|| list(whole, parts, Cue::Bracket, Vec::new()))
}

/// Most words of a noun between a whole and a colon.
const NOUN: usize = 6;

/// 45 key, 60 general and 25 youth projects, a total of 130.
fn total(text: &Text<'_>, sentence: &Sentence<'_>, words: &EnglishChecks) -> Option<Parts> {
    let whole = (sentence.first..sentence.end).find(|&place| {
        let figure = text.figure(place).filter(|figure| is_whole(figure));
        figure.is_some_and(|figure| ends(text.before(figure), &words.total).is_some())
    })?;
    let figure = text.figure(whole)?;
    let first = (sentence.first..whole).find(|&place| {
        let part = text.figure(place);
        part.is_some_and(|part| part.is_level() && is_kin(text, figure, part))
    })?;
    let start = text.figure(first)?.span.start;
    let mut parts = row(text, sentence, start, |part| {
        part.is_numbered() && part.is_like(figure) && part.span.end < figure.span.start
    });
    parts.retain(|part| *part != whole);
    let last = text.figure(*parts.last()?)?;
    let near = figure.span.start - last.span.end <= NEAR && parts.len() >= 2;
    near.then(|| list(whole, parts, Cue::Total, Vec::new()))
}

/// Of the 65 candidates, 42 passed; 42 of the 65 candidates: each part by itself.
fn taken(text: &Text<'_>, sentence: &Sentence<'_>, words: &EnglishChecks) -> Vec<Parts> {
    let mut found = Vec::new();
    for place in sentence.first..sentence.end {
        let Some(whole) = text.figure(place).filter(|figure| is_whole(figure)) else {
            continue;
        };
        let ahead = text.before(whole);
        let Some(opening) = ends(ahead, &words.of_whole) else {
            continue;
        };
        let part = place.checked_sub(1).and_then(|before| text.figure(before));
        let touching = part.filter(|part| {
            let kin = part.sentence == whole.sentence && part.is_level() && is_kin(text, whole, part);
            let gap = opening.get(part.span.end..).unwrap_or_default();
            let close = super::words(gap) <= BETWEEN && !gap.contains([',', ';', '(']);
            let same = gap.trim().is_empty() || whole.entry.noun.is_empty() || is_same(whole.entry, part.entry);
            kin && close && same && part.is_numbered()
        });
        if touching.is_some() {
            found.push(list(place, vec![place - 1], Cue::Among, Vec::new()));
        } else if opening
            .get(clause_start(opening)..)
            .is_some_and(|rest| is_opening(rest, words))
        {
            found.extend(first_of(text, sentence, place).map(|parts| list(place, parts, Cue::Among, Vec::new())));
        }
    }
    found
}

/// The parts of a collective behind byte `from`, which have nouns of their own: a workforce of 120 engineers and 80 clerks.
fn people(
    text: &Text<'_>,
    sentence: &Sentence<'_>,
    from: usize,
    whole: usize,
    words: &EnglishChecks,
) -> Option<Vec<usize>> {
    let whole = text.figure(whole)?;
    let collective = words.collective.holds(&super::head(&whole.entry.noun)) && whole.entry.unit.is_empty();
    let parts = row(text, sentence, from, |part| {
        let amount = !part.is_percent() && part.is_numbered() && part.entry.unit.is_empty();
        amount && part.entry.value < whole.entry.value
    });
    // 12 teams of a staff of 340 are no people.
    let values = parts.iter().filter_map(|&part| text.figure(part)?.entry.value);
    let twice: rust_decimal::Decimal = values.map(|value| value + value).sum();
    (collective && parts.len() >= 2 && Some(twice) > whole.entry.value).then_some(parts)
}

/// Of the 24 meetings, 6 were international, 10 national and 8 regional: one verb for all says that they divide the whole.
fn elliptic(text: &Text<'_>, sentence: &Sentence<'_>, place: usize, words: &EnglishChecks) -> Option<Parts> {
    let whole = text
        .figure(place)
        .filter(|whole| is_whole(whole) && whole.entry.unit.is_empty())?;
    let opening = ends(text.before(whole), &words.of_whole)?;
    is_opening(opening.get(clause_start(opening)..)?, words).then_some(())?;
    let parts: Vec<usize> = (place + 1..sentence.end).collect();
    let figures: Vec<&Figure<'_>> = parts.iter().filter_map(|&part| text.figure(part)).collect();
    let (first, last) = (figures.first()?, figures.last()?);
    let counted = figures.iter().all(|part| {
        part.is_amount() && part.is_numbered() && part.entry.unit.is_empty() && part.entry.value < whole.entry.value
    });
    let verb = begins(text.after(first), &words.copulas).is_some();
    let gaps: Vec<&str> = figures
        .windows(2)
        .filter_map(|pair| Some(text.between(pair.first()?, pair.last()?)))
        .collect();
    let joined = gaps.iter().enumerate().all(|(at, gap)| {
        let verbs = phrases(gap, &words.copulas).len();
        let paused = gap.contains(',') || !phrases(gap, &words.joint_words).is_empty();
        paused && super::words(gap) <= BRIEF && verbs == usize::from(at == 0) && phrases(gap, &words.breaks).is_empty()
    });
    let closed = gaps.last().is_some_and(|gap| ends(gap, &words.joint_words).is_some());
    let tail = text.after(last);
    let plain = super::words(tail) <= BRIEF && phrases(tail, &words.twice).is_empty() && !tail.contains([',', ';']);
    let noun = text.between(whole, first);
    let opens = noun.trim_end().ends_with(',') && noun.matches(',').count() == 1;
    (parts.len() > 2 && counted && verb && joined && closed && plain && opens)
        .then(|| list(place, parts, Cue::Among, Vec::new()))
}

/// Most words from one part of such a row to the next.
const BRIEF: usize = 5;

/// Most words between a part and the word behind which its whole stands.
const BETWEEN: usize = 2;

/// Whether a clause that opens with a whole begins so: Of the 65 candidates, Of this provision of 263 million.
fn is_opening(clause: &str, words: &EnglishChecks) -> bool {
    clause.trim().is_empty() || begins(clause, &words.of_whole).is_some() && super::words(clause) <= OPENING
}

/// The parts behind a whole that opens its clause: the first, and those in a row with it.
fn first_of(text: &Text<'_>, sentence: &Sentence<'_>, whole: usize) -> Option<Vec<usize>> {
    let own = text.figure(whole)?;
    let comma = text.after(own).find(',').map(|at| own.span.end + at + 1)?;
    let noun = Span::new(own.span.end, comma).of(&sentence.text);
    let plain = noun.len() <= NEAR && !noun.contains([';', ':']);
    let parts = row(text, sentence, comma, |part| {
        !part.is_percent() && part.is_numbered() && is_kin(text, own, part)
    });
    (plain && !parts.is_empty()).then_some(parts)
}

fn list(whole: usize, parts: Vec<usize>, cue: Cue, rivals: Vec<usize>) -> Parts {
    Parts {
        whole,
        sure: parts.len(),
        parts,
        cue,
        rivals,
    }
}
