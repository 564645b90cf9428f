//! Other words that divide a whole: brackets, a sum behind its parts, a cue at the end of a line, a criterion, one count inside another, and what was
//! added to a level.

use crate::lexicon::Checks;
use crate::quantity::Qualifier;
use crate::span::Span;

use super::extent::{NOUN, clause, depth, end_of_list};
use super::parts::{self, Cue, Parts, is_like};
use super::text::{Figure, Sentence, Text};

/// Longest clause that names a criterion, in bytes.
const CRITERION: usize = 36;
/// How many sentences back the whole of a second criterion may stand.
const BACK: usize = 4;
/// So many parts make a year.
const QUARTERS: usize = 4;
/// Most characters between a whole and a figure inside it.
const INSIDE: usize = 12;

/// Adds the lists of the sentence at `index`.
pub(super) fn find(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    over_break(text, index, sentence, words, found);
    by_criterion(text, index, sentence, words, found);
    for place in sentence.first..sentence.end {
        inside(text, place, words, found);
        afterwards(text, place, words, found);
    }
}

/// Adds the lists in brackets, and those behind which their sum stands.
pub(super) fn beside(text: &Text<'_>, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    brackets(text, sentence, found);
    totals(text, sentence, words, found);
}

/// 主要用于以下方面： at the end of a line: the parts are what the next line tells.
fn over_break(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    let Some((before, ahead)) = above(text, index) else {
        return;
    };
    let Some(cut) = ahead.text.trim_end().strip_suffix(['：', ':']) else {
        return;
    };
    let cue = words.whole_of.ends(cut).filter(|word| word.len() > NOUN / 2);
    let gap = between(text, ahead, sentence);
    if cue.is_none() || gap.contains('。') || gap.matches('\n').count() > 2 {
        return;
    }
    let places: Vec<usize> = (sentence.first..sentence.end)
        .filter(|&place| text.figure(place).is_some_and(|figure| parts::counts(text, figure, 0)))
        .collect();
    push(text, before, places, Cue::All, found);
}

/// The text of the document from the last figure of one sentence to the first of another.
fn between<'t>(text: &'t Text<'_>, ahead: &Sentence<'_>, sentence: &Sentence<'_>) -> &'t str {
    let start = ahead.end.checked_sub(1).and_then(|last| text.figure(last));
    let end = text.figure(sentence.first);
    match (start, end) {
        (Some(start), Some(end)) => Span::new(start.entry.end, end.entry.start).of(&text.source.text),
        _ => "",
    }
}

/// The sentence before, where it stands near.
fn above<'t>(text: &'t Text<'_>, index: usize) -> Option<(usize, &'t Sentence<'t>)> {
    let before = index.checked_sub(1).filter(|&before| text.adjoins(before, index))?;
    Some((before, text.sentences.get(before)?))
}

/// The parts with the last level of the sentence `before` in their unit as their whole, or others of it.
fn push(text: &Text<'_>, before: usize, places: Vec<usize>, cue: Cue, found: &mut Vec<Parts>) {
    let unit = places
        .first()
        .and_then(|&place| text.figure(place))
        .map(|figure| figure.entry);
    let (Some(unit), Some(ahead)) = (unit, text.sentences.get(before)) else {
        return;
    };
    let level = |place: &usize| {
        let figure = text.figure(*place).filter(|figure| depth(text.before(figure)) == 0);
        is_like(text, *place, unit) && figure.is_some_and(Figure::is_level)
    };
    let mut wholes = (ahead.first..ahead.end).rev().filter(level);
    let Some(whole) = wholes.next() else { return };
    let parts: Vec<usize> = places.into_iter().filter(|&place| is_like(text, place, unit)).collect();
    let rivals = wholes.collect();
    let sure = parts.len();
    let list = Parts {
        whole,
        parts,
        sure,
        cue,
        rivals,
    };
    if sure >= 2 {
        parts::push(text, list, found);
    }
}

/// 按地域分，城镇实现747.1亿元，乡村实现56亿元: the whole stands before, maybe before another criterion.
fn by_criterion(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    let Some(at) = criterion(&sentence.text, words) else {
        return;
    };
    let counted = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| figure.span.start >= at && parts::counts(text, figure, at))
    };
    let places: Vec<usize> = (sentence.first..sentence.end).filter(counted).collect();
    let mut before = index;
    for _ in 0..BACK {
        let Some((earlier, ahead)) = above(text, before) else {
            return;
        };
        before = earlier;
        if criterion(&ahead.text, words).is_none() {
            if !words.paces.stands_in(&ahead.text) {
                push(text, before, places, Cue::Divided, found);
            }
            return;
        }
    }
}

/// Byte behind the clause with which a sentence names a criterion: 从产业投向看，.
fn criterion(sentence: &str, words: &Checks) -> Option<usize> {
    words.by.begins(sentence)?;
    let end = sentence.find(['，', ',', '：']).filter(|&end| end <= CRITERION)?;
    words.sorted.ends(sentence.get(..end)?)?;
    Some(end + sentence.get(end..)?.chars().next()?.len_utf8())
}

/// 176个小项中的38个已完赛: one figure counts some of what the figure before it counts.
fn inside(text: &Text<'_>, place: usize, words: &Checks, found: &mut Vec<Parts>) {
    let (Some(whole), Some(part)) = (text.figure(place), text.figure(place + 1)) else {
        return;
    };
    let between = text.between(whole, part);
    let told = between.chars().count() <= INSIDE && words.inside_of.ends(between).is_some();
    if told && whole.is_level() && parts::counts(text, part, whole.span.end) && part.is_like(whole) {
        let list = Parts {
            whole: place,
            parts: vec![place + 1],
            sure: 1,
            cue: Cue::Among,
            rivals: Vec::new(),
        };
        parts::push(text, list, found);
    }
}

/// 发行前总股本4680万股，本次发行1560万股，发行后总股本6240万股.
fn afterwards(text: &Text<'_>, place: usize, words: &Checks, found: &mut Vec<Parts>) {
    let Some(whole) = text.figure(place).filter(|figure| figure.is_level()) else {
        return;
    };
    let clause = |figure: &Figure<'_>| text.clause(figure);
    if !words.afterwards.stands_in(clause(whole)) {
        return;
    }
    let like = |index: &usize| {
        let figure = text.figure(*index).filter(|figure| figure.sentence == whole.sentence);
        figure.is_some_and(|figure| figure.is_level() && figure.is_like(whole))
    };
    let mut before = (place.saturating_sub(BACK)..place).rev().filter(like);
    let (Some(step), Some(from)) = (before.next(), before.next()) else {
        return;
    };
    let told = |index: usize, list: &crate::lexicon::WordList| {
        text.figure(index).is_some_and(|figure| list.stands_in(clause(figure)))
    };
    if told(step, &words.this_time) && told(from, &words.beforehand) {
        let list = Parts {
            whole: place,
            parts: vec![from, step],
            sure: 2,
            cue: Cue::Total,
            rivals: Vec::new(),
        };
        parts::push(text, list, found);
    }
}

/// 连续6个月突破1600列: a mark that was passed again and again; 被11家单位推荐: those who did something.
pub(super) fn is_mark(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    let before = text.before(figure);
    let words = Checks::builtin();
    let repeated = || {
        let clause = text.clause(figure);
        words.each_year.stands_in(clause)
    };
    words.passive.ends(before.trim_end()).is_some() || figure.entry.qualifier == Qualifier::Over && repeated()
}

/// 车辆7辆（公务用车3辆，执法用车4辆）.
fn brackets(text: &Text<'_>, sentence: &Sentence<'_>, found: &mut Vec<Parts>) {
    for place in sentence.first..sentence.end {
        let Some(whole) = text.figure(place).filter(|figure| figure.is_level()) else {
            continue;
        };
        let behind = text.after(whole);
        let Some(open) = behind
            .find(['（', '('])
            .filter(|open| *open <= NOUN && clause(behind).len() > *open)
        else {
            continue;
        };
        let start = whole.span.end
            + open
            + behind
                .get(open..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
        let end = end_of_list(&sentence.text, start);
        let inner: Vec<usize> = (place + 1..sentence.end)
            .filter(|&part| {
                is_like(text, part, whole.entry)
                    && text.figure(part).is_some_and(|figure| {
                        figure.span.start >= start && figure.span.end <= end && parts::counts(text, figure, start)
                    })
            })
            .collect();
        if inner.len() >= 2 {
            parts::push(
                text,
                Parts {
                    whole: place,
                    sure: inner.len(),
                    parts: inner,
                    cue: Cue::Bracket,
                    rivals: Vec::new(),
                },
                found,
            );
        }
    }
}

/// 甲227亿元、乙1045亿元和丙25亿元，合共1297亿元.
fn totals(text: &Text<'_>, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    for place in sentence.first..sentence.end {
        let Some(whole) = text.figure(place).filter(|figure| figure.is_level()) else {
            continue;
        };
        let before = text.before(whole).trim_end();
        if words.total.ends(before).is_none() {
            continue;
        }
        let parts: Vec<usize> = (sentence.first..place)
            .filter(|&part| is_like(text, part, whole.entry) && text.figure(part).is_some_and(Figure::is_level))
            .collect();
        // Some quarters do not make a year.
        let other = |&part: &usize| {
            text.figure(part)
                .is_some_and(|part| part.entry.period != whole.entry.period)
        };
        if parts.len() < QUARTERS && parts.iter().all(other) {
            continue;
        }
        let (parts, cue) = made_up(text, parts, whole, words);
        parts::push(
            text,
            Parts {
                whole: place,
                sure: parts.len(),
                parts,
                cue,
                rivals: Vec::new(),
            },
            found,
        );
    }
}

/// 由会长1人、理事28人组成，共29人: those of the parts that the words say the whole is made of, where they do.
fn made_up(text: &Text<'_>, parts: Vec<usize>, whole: &Figure<'_>, words: &Checks) -> (Vec<usize>, Cue) {
    let last = parts.last().and_then(|&last| text.figure(last));
    let made = last.is_some_and(|last| {
        let gap = text.between(last, whole);
        let clause = Span::new(0, gap.find(['，', ',']).unwrap_or_default()).of(gap);
        words.made_of.ends(clause).is_some() && clause.len() <= NOUN
    });
    let ahead = last.map_or("", |last| text.before(last));
    let mut places = ahead.char_indices().rev().map(|(at, _)| at);
    let opening = places.find(|at| ahead.get(*at..).is_some_and(|rest| words.from.begins(rest).is_some()));
    let opens = |place: &usize| {
        let part = text.figure(*place);
        opening.is_some_and(|at| part.is_some_and(|part| part.span.start > at))
    };
    match parts.iter().position(opens).filter(|_| made) {
        Some(first) => (parts.get(first..).unwrap_or_default().to_vec(), Cue::All),
        None => (parts, Cue::Total),
    }
}
