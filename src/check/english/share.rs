//! Shares in English that stand with their part and their whole: 42 of the 65 candidates (65%).

use crate::check::parts::Parts;
use crate::check::text::{Figure, Text};
use crate::lexicon::EnglishChecks;
use crate::span::Span;

use super::{begins, ends, find as phrases, row, words as count};

/// The indices of a part and its whole.
pub struct Pair {
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
}

/// The part and the whole of the share at `place`, where the words around it say which they are.
pub fn pair(text: &Text<'_>, place: usize) -> Option<Pair> {
    let rate = text.figure(place)?;
    if !text.is_english(rate) {
        return None;
    }
    beside_part(text, place, rate)
        .or_else(|| behind_whole(text, place, rate))
        .or_else(|| before_pair(text, place, rate))
}

/// 42 (65%) of the 65; 42, or 65%, of the 65; of the 65, 42 (65%).
fn beside_part(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Pair> {
    let before = place.checked_sub(1)?;
    let part = text.figure(before).filter(|part| is_amount(part, rate))?;
    let between = text.between(part, rate).trim().trim_start_matches(',').trim_start();
    let or = &EnglishChecks::builtin().or;
    if !matches!(between, "(" | "—" | "–" | "[") && !or.holds(&between.to_ascii_lowercase()) {
        return None;
    }
    let listed = || {
        text.lists_of(before)
            .find(|list| list.parts == [before])
            .map(|list| list.whole)
    };
    let behind = || {
        let whole = text.figure(place + 1).filter(|whole| is_amount(whole, rate))?;
        let gap = text
            .between(rate, whole)
            .trim_start()
            .trim_start_matches([')', ',', ']', ' ']);
        let words = EnglishChecks::builtin();
        let led = begins(gap, &words.of_whole).is_some() && ends(gap, &words.of_whole).is_some();
        let of = led && count(gap) <= NOUN && !gap.contains([',', ';']);
        (of && part.is_like(whole)).then_some(place + 1)
    };
    let whole = behind().or_else(listed)?;
    Some(Pair { part: before, whole })
}

/// 42 of the 65 candidates (65%); 42 of the 65 candidates passed, a rate of 65%.
fn behind_whole(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Pair> {
    let last = place.checked_sub(1)?;
    let of_last = |list: &&Parts| list.parts.len() == 1 && (list.whole == last || list.parts == [last]);
    let list = text.lists_of(last).find(of_last)?;
    let figure = text.figure(last).filter(|figure| figure.sentence == rate.sentence)?;
    let gap = text.between(figure, rate);
    let words = EnglishChecks::builtin();
    let bracket = gap.trim_end().ends_with('(') && text.after(rate).trim_start().starts_with(')') && count(gap) <= NOUN;
    let told = ends(gap, &words.rates).is_some_and(|ahead| ahead.contains(',')) && count(gap) <= CLAUSE;
    let or = ends(gap, &words.or).is_some_and(|ahead| ahead.trim_end().ends_with(','));
    let or = or && list.whole == last && count(gap) <= NOUN;
    (bracket || told || or).then_some(Pair {
        part: *list.parts.first()?,
        whole: list.whole,
    })
}

/// 65 percent (42 of 65); 65% of candidates (42 of the 65).
fn before_pair(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Pair> {
    let part = text.figure(place + 1).filter(|part| is_amount(part, rate))?;
    let gap = text.between(rate, part);
    let list = single(text, place + 2).filter(|list| list.parts == [place + 1])?;
    let near = gap.trim_end().ends_with('(') && count(gap) <= NOUN && !gap.contains([',', ';']);
    near.then_some(Pair {
        part: place + 1,
        whole: list.whole,
    })
}

/// The list of one part whose whole is the figure at `whole`.
fn single<'t>(text: &'t Text<'_>, whole: usize) -> Option<&'t Parts> {
    text.lists_of(whole)
        .find(|list| list.whole == whole && list.parts.len() == 1)
}

fn is_amount(figure: &Figure<'_>, rate: &Figure<'_>) -> bool {
    figure.sentence == rate.sentence && figure.is_level() && !figure.is_percent() && figure.entry.value.is_some()
}

/// Most words of a noun between a whole and its share.
const NOUN: usize = 6;
/// Most words of a clause between a whole and its rate.
const CLAUSE: usize = 9;

/// The count of which the percentage at `place` is taken: 33% of the 20 respondents.
pub fn base(text: &Text<'_>, place: usize) -> Option<usize> {
    let rate = text.figure(place)?;
    let count = text.figure(place + 1).filter(|count| is_amount(count, rate))?;
    let words = EnglishChecks::builtin();
    let of = ends(text.between(rate, count), &words.of_whole).is_some_and(|ahead| ahead.trim().is_empty());
    (of && text.is_english(rate)).then_some(place + 1)
}

/// Percentages in a row behind a verb of having a share: accounted for 20%, 45% and 35%.
pub fn shares(text: &Text<'_>, index: usize) -> Vec<usize> {
    let Some(sentence) = text.sentences.get(index).filter(|sentence| sentence.english) else {
        return Vec::new();
    };
    let verbs = phrases(&sentence.text, &EnglishChecks::builtin().share);
    let rows = verbs
        .iter()
        .map(|verb| row(text, sentence, verb.end, |figure| figure.is_percent()));
    let longest = rows.max_by_key(Vec::len).unwrap_or_default();
    let plain = longest.windows(2).all(|pair| {
        let figures = pair.first().zip(pair.last());
        let figures = figures.and_then(|(first, last)| text.figure(*first).zip(text.figure(*last)));
        figures
            .is_some_and(|(first, last)| Span::new(first.span.end, last.span.start).of(&sentence.text).len() <= APART)
    });
    if plain { longest } else { Vec::new() }
}

/// Most bytes between two shares of one row.
const APART: usize = 60;
