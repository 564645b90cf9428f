//! Changes in English: by 12% from 80 to 90, to 90 from 80, 12% more than the 80 of last year, doubled from 80 to 160.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::check::list;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::{Figure, Sentence, Text};
use crate::claim::Change;
use crate::lexicon::{EnglishChecks, WordList};
use crate::number::Interval;
use crate::span::Span;

use super::{ends, find as phrases, is_english, words as count};

/// Two levels, by their indices, and where the words that tie them begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// The level before.
    pub from: usize,
    /// The level behind.
    pub to: usize,
}

/// Adds the changes that English sentences tell with their levels; gives the indices of the figures that tell them.
pub fn find(text: &Text<'_>, relations: &mut Vec<Relation>) -> HashSet<usize> {
    let mut told = HashSet::new();
    for sentence in &text.sentences {
        let own = text.figures.get(sentence.first..sentence.end).unwrap_or_default();
        let claims = own.iter().filter(|figure| figure.is_claim()).count();
        if claims < 2 || !is_english(&sentence.text) {
            continue;
        }
        relations.extend(times(text, sentence));
        let mut bound: Vec<Levels> = Vec::new();
        for place in sentence.first..sentence.end {
            let Some(change) = change(text, place) else { continue };
            let Some(relation) = relation(text, place, change) else {
                continue;
            };
            if let Told::Between(levels) = change {
                bound.push(levels);
            }
            relations.push(relation);
            told.insert(place);
        }
        let free = pairs(text, sentence)
            .into_iter()
            .filter(|levels| !bound.contains(levels));
        relations.extend(free.filter_map(|levels| direction(text, levels)));
    }
    told
}

/// The relation of a change to what it is told of.
fn relation(text: &Text<'_>, place: usize, told: Told) -> Option<Relation> {
    let rate = text.figure(place)?;
    let (law, operands) = match told {
        Told::By { to, step, falls } => {
            let (to, step) = (text.figure(to)?, text.figure(step)?);
            let operands = [(to, Role::To), (step, Role::Rate), (rate, Role::Rate)];
            (Law::GrowthBy { falls }, operands)
        }
        Told::Between(Levels { from, to }) => {
            let (from, to) = (text.figure(from)?, text.figure(to)?);
            let points = from.is_percent() && rate.entry.dimension == from.entry.dimension;
            let law = match (rate.is_percent(), from.is_percent()) {
                (true, false) => Law::Growth,
                (false, true) if points => Law::Difference,
                (false, false) if rate.is_like(from) => Law::Difference,
                _ => return None,
            };
            (law, [(from, Role::From), (to, Role::To), (rate, Role::Rate)])
        }
    };
    Some(Relation {
        rule: NAME,
        law,
        operands: operands
            .iter()
            .map(|(figure, role)| Operand::new(figure.entry, *role))
            .collect(),
        evidence: Evidence::Explicit,
    })
}

/// The rule to which all that belongs.
const NAME: &str = "change-arithmetic";
/// Assumption: the verb is told of these levels.
const DIRECTION: &str = "change_between_these_figures";

/// Rose from 90 to 80: the verb says one thing and the levels another.
fn direction(text: &Text<'_>, levels: Levels) -> Option<Relation> {
    let words = EnglishChecks::builtin();
    let (from, to) = (text.figure(levels.from)?, text.figure(levels.to)?);
    let before = text.before(from);
    let clause = Span::new(super::clause_start(before), before.len()).of(before);
    let (rises, falls) = (phrases(clause, &words.rises), phrases(clause, &words.falls));
    if rises.is_empty() == falls.is_empty() {
        return None;
    }
    let ends = if falls.is_empty() { [from, to] } else { [to, from] };
    let roles = if falls.is_empty() {
        [Role::From, Role::To]
    } else {
        [Role::To, Role::From]
    };
    let close = clause.len() <= FAR;
    close.then(|| Relation {
        rule: NAME,
        law: Law::Order,
        operands: ends
            .iter()
            .zip(roles)
            .map(|(figure, role)| Operand::new(figure.entry, role))
            .collect(),
        evidence: Evidence::Assumed(DIRECTION),
    })
}

/// How a change stands to its levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Two levels, and the change between them.
    Between(Levels),
    /// The level behind, and the amount of the change, of which the rate is told.
    By {
        /// The level behind the change.
        to: usize,
        /// The amount of the change.
        step: usize,
        /// Whether the level fell.
        falls: bool,
    },
}

/// What the words around the change at `place` say of its levels.
fn change(text: &Text<'_>, place: usize) -> Option<Told> {
    let rate = text
        .figure(place)
        .filter(|rate| rate.is_claim() && rate.entry.value.is_some())?;
    let sentence = text.sentences.get(rate.sentence)?;
    let by = || ends(text.before(rate), &EnglishChecks::builtin().by).is_some();
    if !(rate.is_change() || rate.is_percent() || by()) || is_yearly(text, rate) {
        return None;
    }
    by_amount(text, place, rate)
        .or_else(|| around(text, sentence, place, rate).map(Told::Between))
        .or_else(|| reduced_to(text, place, rate).map(Told::Between))
        .or_else(|| compared(text, place, rate).map(Told::Between))
}

/// Every pair of levels that a sentence gives as first and last: from 80 in 2019 to 90.
pub fn pairs(text: &Text<'_>, sentence: &Sentence) -> Vec<Levels> {
    let words = EnglishChecks::builtin();
    let level = |place: &usize| text.figure(*place).is_some_and(Figure::is_claim);
    let places: Vec<usize> = (sentence.first..sentence.end).filter(level).collect();
    let joined = |pair: &[usize]| {
        let [from, to] = *pair else { return None };
        let (first, last) = (text.figure(from)?, text.figure(to)?);
        let gap = text.between(first, last);
        let plain = gap.len() <= FAR && !gap.contains([';', ':']) && phrases(gap, &words.breaks).is_empty();
        let opened = led(text.before(first), &words.from);
        let closed = led(gap, &words.to);
        (plain && opened && closed && first.is_like(last)).then_some(Levels { from, to })
    };
    places.windows(2).filter_map(joined).collect()
}

/// Most bytes between two levels.
const FAR: usize = 90;

/// Whether `text` ends in one of `list`, or with one and words for about behind it.
fn led(text: &str, list: &WordList) -> bool {
    let mut text = text;
    while let Some(ahead) = ends(text, &EnglishChecks::builtin().about) {
        text = ahead;
    }
    ends(text, list).is_some()
}

/// The levels from and to which a change stands before, or behind.
fn around(text: &Text<'_>, sentence: &Sentence, place: usize, rate: &Figure<'_>) -> Option<Levels> {
    let words = EnglishChecks::builtin();
    pairs(text, sentence).into_iter().find(|levels| {
        let Some((from, to)) = text.figure(levels.from).zip(text.figure(levels.to)) else {
            return false;
        };
        if levels.to < place {
            let gap = text.between(to, rate);
            let telling = !phrases(gap, &words.growth).is_empty() || phrases(gap, &words.up_down).len() == 1;
            let near = gap.len() <= FAR && !gap.contains([';', ':', '.']) && gap.matches(',').count() <= 1;
            return near && telling && phrases(gap, &words.breaks).is_empty() && none_between(text, levels.to, place);
        }
        let gap = text.between(rate, from);
        let near = place < levels.from && gap.len() <= FAR && !gap.contains([';', ':']);
        let telling = rate.entry.change != Change::Level || !phrases(gap, &words.growth).is_empty();
        near && telling && none_between(text, place, levels.from)
    })
}

/// Whether no claim stands between two figures but an amount that says the same change.
fn none_between(text: &Text<'_>, first: usize, last: usize) -> bool {
    (first + 1..last).all(|place| {
        !text
            .figure(place)
            .is_some_and(|figure| figure.is_claim() && figure.is_level())
    })
}

/// The tax of 30% will be reduced by 3 percentage points to 27%.
fn reduced_to(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Levels> {
    let words = EnglishChecks::builtin();
    let to = text
        .figure(place + 1)
        .filter(|to| to.sentence == rate.sentence && to.is_claim())?;
    let from = text.figure(place.checked_sub(1)?)?;
    let gap = text.between(rate, to);
    let closed = gap.len() <= NEAR && led(gap, &words.to);
    let by = ends(text.before(rate), &words.by).is_some();
    let near = from.sentence == rate.sentence && from.is_level() && text.between(from, rate).len() <= FAR;
    let of = ends(text.before(from), &words.of).is_some();
    (closed && by && near && of && from.is_like(to)).then_some(Levels {
        from: place - 1,
        to: place + 1,
    })
}

/// Most bytes between a change and the level that it leads to.
const NEAR: usize = 50;

/// 90, or 12% more than the 80 of last year; 90 compared with 80, an increase of 12%; 90, up 12% from 80.
fn compared(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Levels> {
    let words = EnglishChecks::builtin();
    let level = |place: usize| {
        let figure = text.figure(place)?;
        (figure.is_claim() && figure.sentence == rate.sentence).then_some(figure)
    };
    // Up 12% from 80: the level before the change stands behind it.
    if let Some(from) = level(place + 1) {
        let gap = text.between(rate, from);
        let tied = gap.len() <= FAR && !gap.contains([';', ',', '.', ':']) && !phrases(gap, &words.than).is_empty();
        let to = place.checked_sub(1);
        let near = to.and_then(level).filter(|to| {
            let gap = text.between(to, rate);
            to.is_level() && to.is_like(from) && gap.len() <= FAR && !gap.contains([';', ':'])
        });
        if let (true, Some(_), Some(to)) = (tied, near, to) {
            return Some(Levels { from: place + 1, to });
        }
    }
    // 90 compared with 80, an increase of 12%.
    let (from, to) = (place.checked_sub(1)?, place.checked_sub(2)?);
    let (first, last) = (level(from)?, level(to)?);
    let tied = text.between(last, first);
    let gap = text.between(first, rate);
    let against = tied.len() <= FAR && !phrases(tied, &words.against).is_empty() && !tied.contains([';', ':']);
    let told = gap.len() <= FAR && !phrases(gap, &words.growth).is_empty() && !gap.contains([';', ':', '.']);
    (against && told && first.is_like(last)).then_some(Levels { from, to })
}

/// 1,448.69 million, which is 141.88 million or 10 per cent more; rise by 358.6 million or 17.1% to 2.5 billion.
fn by_amount(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Told> {
    let words = EnglishChecks::builtin();
    let step = place.checked_sub(1)?;
    let amount = text
        .figure(step)
        .filter(|amount| amount.sentence == rate.sentence && amount.is_claim())?;
    let or = matches!(
        text.between(amount, rate).trim(),
        "or" | ", or" | "(" | "or about" | ", or about"
    );
    if !rate.is_percent() || amount.is_percent() || !or {
        return None;
    }
    let behind = text.after(rate).trim_start().trim_start_matches([')', ',', ' ']);
    let before = text.before(amount);
    let direction = |change: Change| change != Change::Level;
    let grows = direction(rate.entry.change) || direction(amount.entry.change);
    let more = super::begins(behind, &words.higher).is_some();
    let less = super::begins(behind, &words.lower).is_some();
    let falls = less || rate.entry.change == Change::Down || amount.entry.change == Change::Down;
    let by = |to: usize| Told::By { to, step, falls };
    let next = text
        .figure(place + 1)
        .filter(|to| to.sentence == rate.sentence && to.is_like(amount));
    if next.is_some_and(|to| grows && text.between(rate, to).len() <= NEAR && led(text.between(rate, to), &words.to)) {
        return Some(by(place + 1));
    }
    let to = step.checked_sub(1)?;
    let level = text
        .figure(to)
        .filter(|to| to.sentence == rate.sentence && to.is_level() && to.is_like(amount))?;
    let gap = text.between(level, amount);
    let tied = count(gap) <= TIED && !gap.contains([';', ':']) && !ends(before, &words.to).is_some();
    (tied && (more || less || grows && !phrases(gap, &words.growth).is_empty())).then(|| by(to))
}

/// Most words between a level and the amount by which it changed.
const TIED: usize = 6;

/// Whether the change is one of each year, or a mean.
fn is_yearly(text: &Text<'_>, rate: &Figure<'_>) -> bool {
    let words = EnglishChecks::builtin();
    let before = text.before(rate);
    let after = text.after(rate);
    let clause = Span::new(super::clause_start(before), before.len()).of(before);
    let end = after.find([',', ';', '.', ':']).unwrap_or(after.len());
    let behind = Span::new(0, end).of(after);
    !phrases(clause, &words.each_year).is_empty() || super::begins(behind, &words.each_year).is_some()
}

/// More than doubled from 80 to 190: the word is the change.
fn times(text: &Text<'_>, sentence: &Sentence) -> Vec<Relation> {
    let told = |levels: Levels| {
        let (from, to) = (text.figure(levels.from)?, text.figure(levels.to)?);
        Some(Relation {
            rule: NAME,
            law: Law::Growth,
            operands: vec![
                Operand::new(from.entry, Role::From),
                Operand::new(to.entry, Role::To),
                multiple(text, from)?,
            ],
            evidence: Evidence::Explicit,
        })
    };
    pairs(text, sentence).into_iter().filter_map(told).collect()
}

/// The word in the clause before `from` that says how many times it became another level, as an operand in per cent.
fn multiple(text: &Text<'_>, from: &Figure<'_>) -> Option<Operand> {
    let words = EnglishChecks::builtin();
    let source = &text.source.text;
    let start = source.floor_char_boundary(from.entry.start.saturating_sub(FAR));
    let before = Span::new(start, from.entry.start).of(source);
    let clause = before.rsplit([';', ':', '.', '(']).next()?;
    let mut at = from.entry.start - clause.len();
    let mut found = None;
    for word in clause.split(char::is_whitespace) {
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        if let Some(hundredths) = words.multiples.get(&bare.to_ascii_lowercase()) {
            found = Some((Span::new(at, at + word.len()), *hundredths));
        }
        at += word.len() + 1;
    }
    let (span, hundredths) = found?;
    let ahead = Span::new(from.entry.start - clause.len(), span.start).of(source);
    let mut change = list::named(text, span, from);
    change.role = Role::Rate;
    change.value = Some(Decimal::from(hundredths - 100));
    let share = |share: i64| Some(Decimal::new(hundredths * share, 2) - Decimal::ONE_HUNDRED);
    let (lower, upper) = match ends(ahead, &words.nearly) {
        Some(_) => (share(80), share(102)),
        None if ends(ahead, &words.exceeding).is_some() => (share(100), None),
        None => (share(95), share(105)),
    };
    (change.core, change.hull) = (Interval { lower, upper }, Interval { lower, upper });
    Some(change)
}
