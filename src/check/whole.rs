//! The whole of a list of parts: which figure before them it is.

use crate::claim::Entry;
use crate::lexicon::{Checks, Lexicon};
use crate::span::Span;

use super::extent::{NOUN, depth, is_attribute};
use super::parts::is_like;
use super::text::{Figure, Sentence, Text};

/// The last level of that unit before byte `at`, in the sentence or in the one before. Behind a cue in brackets it is
/// inside these brackets, or right before them.
pub(super) fn before(
    text: &Text<'_>,
    index: usize,
    sentence: &Sentence<'_>,
    at: usize,
    unit: &Entry,
) -> Option<(usize, Vec<usize>)> {
    let ahead = Span::new(0, at).of(&sentence.text);
    let bracket = innermost(ahead);
    let from = bracket.unwrap_or_default();
    let outside = |place: &usize| {
        let figure = text.figure(*place);
        figure.is_some_and(|figure| depth(Span::new(from, figure.span.start).of(&sentence.text)) == 0)
    };
    let own = |from: usize, to: usize| {
        let inside = move |place: &usize| {
            let figure = text.figure(*place);
            figure.is_some_and(|figure| figure.span.start >= from && figure.span.end <= to)
        };
        (sentence.first..sentence.end).rev().filter(inside)
    };
    let mut near = own(from, at).filter(outside).take(REACH);
    let inner = near.find(|place| is_whole(text, *place, unit));
    let outside_all = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| depth(text.before(figure)) == 0)
    };
    let before_bracket = || {
        let close = |place: &usize| {
            let gap = text.figure(*place).map_or(0, |figure| from - figure.span.end);
            gap <= NOUN + '（'.len_utf8()
        };
        // Other units may stand between: 项目39个，金额4415.48万元，平均99.33分（其中优39个）.
        let nearest = own(0, from).take(1).any(|place| close(&place));
        own(0, from)
            .take(if nearest { REACH } else { 0 })
            .filter(outside_all)
            .find(|place| is_whole(text, *place, unit))
    };
    match (inner, bracket) {
        (Some(whole), _) => (!is_other(text, whole, at, sentence)).then_some((whole, Vec::new())),
        (None, Some(_)) => before_bracket().map(|whole| (whole, Vec::new())),
        (None, None) => above(text, index, sentence, at, unit),
    }
}

/// How many figures may stand between a whole and its parts.
const REACH: usize = 6;

/// Whether another whole stands nearer to the cue, or the figure is one of a list itself: 7个住宅和2个商铺，其中……
fn is_other(text: &Text<'_>, whole: usize, at: usize, sentence: &Sentence<'_>) -> bool {
    let Some(figure) = text.figure(whole) else { return true };
    let at = at.min(sentence.text.len());
    let gap = Span::new(figure.span.end, at).of(&sentence.text);
    let gap = gap.trim_end_matches(|mark: char| !mark.is_alphanumeric());
    let kin = |other: &Figure<'_>| {
        other.is_level() && other.entry.unit != figure.entry.unit && other.entry.dimension == figure.entry.dimension
    };
    let open = Checks::builtin().open_list.begins(text.after(figure)).is_some();
    let nearer = (whole + 1..sentence.end)
        .filter_map(|place| text.figure(place))
        .take_while(|other| other.span.end <= at)
        .any(|other| kin(other) && !other.is_percent());
    nearer || open || gap.contains(['；', ';']) || is_listed(text, whole)
}

/// Whether a figure is the last of a list of its unit: 7个住宅和2个商铺, 6862亿元、1258亿元.
fn is_listed(text: &Text<'_>, place: usize) -> bool {
    let Some(figure) = text.figure(place) else { return false };
    let before = place.checked_sub(1).and_then(|before| text.figure(before));
    before.is_some_and(|before| {
        let between = text.between(before, figure);
        let words = Checks::builtin();
        let row = before.sentence == figure.sentence && before.is_level() && before.is_like(figure);
        row && between.len() <= NOUN
            && !between.contains(['，', '；', '。', ',', ';', '：', '（', '）'])
            && !words.to.stands_in(between)
    })
}

fn is_whole(text: &Text<'_>, place: usize, unit: &Entry) -> bool {
    let figure = text.figure(place).filter(|_| is_like(text, place, unit));
    figure.is_some_and(|figure| {
        figure.is_level() && figure.is_numbered() && figure.entry.lower.is_some() && !is_bound(text, figure)
    })
}

/// 被两家以上的券商推荐: only a bound of what is meant.
fn is_bound(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    let after = text.after(figure);
    let cue = Lexicon::builtin()
        .qualifiers
        .at_start(after)
        .map_or(0, |(length, _)| length);
    cue > 0 && is_attribute(after.get(cue..).unwrap_or_default())
}

/// Byte behind the bracket that is open at the end of `ahead`.
fn innermost(ahead: &str) -> Option<usize> {
    let mut closed = 0_usize;
    for (at, character) in ahead.char_indices().rev() {
        match character {
            '）' | ')' => closed += 1,
            '（' | '(' if closed == 0 => return Some(at + character.len_utf8()),
            '（' | '(' => closed -= 1,
            _ => {}
        }
    }
    None
}

/// The whole of parts that open their sentence: the last outside brackets in the sentence before, and others there.
fn above(
    text: &Text<'_>,
    index: usize,
    sentence: &Sentence<'_>,
    at: usize,
    unit: &Entry,
) -> Option<(usize, Vec<usize>)> {
    let opens = (sentence.first..sentence.end).all(|place| {
        let figure = text.figure(place);
        figure.is_none_or(|figure| figure.span.start >= at || !figure.is_level())
    });
    let before = index
        .checked_sub(1)
        .filter(|&before| opens && text.adjoins(before, index))?;
    let before = text.sentences.get(before)?;
    let outside = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| depth(text.before(figure)) == 0)
    };
    let places = (before.first..before.end).rev().filter(outside);
    let mut wholes: Vec<usize> = places.filter(|place| is_whole(text, *place, unit)).collect();
    // Of figures of several years, that of the parts' own year is the whole.
    let own = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| figure.entry.period == unit.period)
    };
    if !unit.period.is_empty() && wholes.iter().any(own) {
        wholes.retain(own);
    }
    let (&whole, rivals) = wholes.split_first()?;
    (!is_other(text, whole, usize::MAX, before)).then(|| (whole, rivals.to_vec()))
}
