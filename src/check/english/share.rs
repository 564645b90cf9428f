//! Shares in English that stand with their part and their whole: 42 of the 65 candidates (65%).

use crate::check::parts::Parts;
use crate::check::text::{Figure, Text};
use crate::lexicon::EnglishChecks;
use crate::span::Span;

use super::fraction::is_fraction;
use super::{begins, ends, find as phrases, row, words as count};

/// The indices of a part and its whole.
pub struct Pair {
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
    /// Whether the words tie all three, and the whole is not only the nearest that could be meant.
    pub sure: bool,
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
        .or_else(|| before_count(text, place, rate))
        .or_else(|| of_total(text, place, rate))
        .or_else(|| of_rate(text, place, rate))
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
    Some(Pair {
        part: before,
        whole,
        sure: true,
    })
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
        sure: true,
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
        sure: true,
    })
}

/// The list of one part whose whole is the figure at `whole`.
fn single<'t>(text: &'t Text<'_>, whole: usize) -> Option<&'t Parts> {
    text.lists_of(whole)
        .find(|list| list.whole == whole && list.parts.len() == 1)
}

/// 15% of the 400 trainees (60): the part stands behind the whole, in brackets.
fn before_count(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Pair> {
    let whole = base(text, place)?;
    let (all, part) = (text.figure(whole)?, text.figure(whole + 1)?);
    let digits = part
        .entry
        .text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b',');
    let gap = text.between(all, part);
    let bracket = gap.trim_end().ends_with('(') && text.after(part).starts_with(')') && count(gap) <= NOUN;
    let below = part.entry.value < all.entry.value && part.entry.value >= Some(NOTES.into());
    let own = part.sentence == rate.sentence && digits && !gap.contains([',', ';', ')']);
    (bracket && below && own).then_some(Pair {
        part: whole + 1,
        whole,
        sure: true,
    })
}

/// Smaller numbers in brackets may be those of notes.
const NOTES: u32 = 10;

/// Women numbered 1,488, or 35% of the total: the whole was told before, and no other number may be it.
fn of_total(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Pair> {
    let words = EnglishChecks::builtin();
    let part = place.checked_sub(1)?;
    let figure = text.figure(part).filter(|part| is_amount(part, rate))?;
    let gap = text
        .between(figure, rate)
        .trim_start()
        .trim_start_matches([',', '('])
        .trim();
    let tied =
        gap.is_empty() || words.or.holds(&gap.to_ascii_lowercase()) || words.share.holds(&gap.to_ascii_lowercase());
    let rest = begins(text.after(rate), &words.of_total)?.trim_start();
    let ends = rest.is_empty() || rest.starts_with([',', '.', ';', ')']);
    (tied && ends).then_some(())?;
    only_whole(text, part).map(|whole| Pair {
        part,
        whole,
        sure: false,
    })
}

/// 800 members were asked and 448 replied, a response rate of 56%.
fn of_rate(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Pair> {
    let words = EnglishChecks::builtin();
    let part = place.checked_sub(1)?;
    let figure = text.figure(part).filter(|part| is_amount(part, rate))?;
    let gap = text.between(figure, rate);
    let told = ends(gap, &words.part_rates).is_some_and(|ahead| ahead.contains([',', '(']));
    (told && count(gap) <= CLAUSE && !gap.contains(';')).then_some(())?;
    only_whole(text, part).map(|whole| Pair {
        part,
        whole,
        sure: false,
    })
}

/// The only number before a part, in its sentence or the one before, that may be its whole.
fn only_whole(text: &Text<'_>, part: usize) -> Option<usize> {
    let own = text.figure(part)?;
    let sentence = text.sentences.get(own.sentence)?;
    let before = own
        .sentence
        .checked_sub(1)
        .filter(|&before| text.adjoins(before, own.sentence));
    let first = before
        .and_then(|before| text.sentences.get(before))
        .map_or(sentence.first, |before| before.first);
    let mut wholes = (first..part).filter(|&place| {
        let whole = text
            .figure(place)
            .filter(|whole| whole.is_level() && !whole.is_percent());
        whole.is_some_and(|whole| whole.is_like(own) && whole.entry.value > own.entry.value)
    });
    let whole = wholes.next()?;
    // 420 million, or 34% of the total; of that, 200 million: the first is a part of the total, too.
    let share = (whole + 1..part).any(|place| text.figure(place).is_some_and(Figure::is_percent));
    (!share && wholes.next().is_none()).then_some(whole)
}

fn is_amount(figure: &Figure<'_>, rate: &Figure<'_>) -> bool {
    let amount = figure.is_level() && !figure.is_percent() && !is_fraction(figure);
    figure.sentence == rate.sentence && amount
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
