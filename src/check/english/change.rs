//! Changes in English: by 12% from 80 to 90, to 90 from 80, 12% more than the 80 of last year, doubled from 80 to 160.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use crate::check::text::{Figure, Sentence, Text};
use crate::claim::Change;
use crate::lexicon::{EnglishChecks, WordList};
use crate::number::Interval;
use crate::span::Span;

use super::{begins, ends, find as phrases, fraction, multiple, told, words as count};

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
        let tells = |figure: &&Figure<'_>| figure.is_claim() || figure.is_amount();
        if own.iter().filter(tells).count() < 2 || !sentence.english {
            continue;
        }
        relations.extend(multiple::find(text, sentence));
        let ranges = (sentence.first..sentence.end).filter_map(|place| told::of_range(text, place));
        relations.extend(ranges);
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
            let law = match (rate.is_percent() || fraction::is_fraction(rate), from.is_percent()) {
                (true, false) => Law::Growth,
                (false, true) if points => Law::Difference,
                (false, false) if rate.is_like(from) => Law::Difference,
                _ => return None,
            };
            (law, [(from, Role::From), (to, Role::To), (rate, Role::Rate)])
        }
    };
    let mut operands: Vec<Operand> = operands
        .iter()
        .map(|(figure, role)| Operand::new(figure.entry, *role))
        .collect();
    if let Some(own) = operands.last_mut() {
        if rate.is_percent() {
            own.hull = cut_off(own.core);
        } else if let Some(share) = fraction::percent(rate, Role::Rate).filter(|_| fraction::is_fraction(rate)) {
            *own = share;
        }
    }
    Some(Relation {
        rule: NAME,
        law,
        operands,
        evidence: Evidence::Explicit,
    })
}

/// A rate that may have been cut off instead of rounded: half a step of its last digit more.
fn cut_off(core: Interval) -> Interval {
    let step = core
        .upper
        .zip(core.lower)
        .and_then(|(upper, lower)| upper.checked_sub(lower));
    let half = step.and_then(|step| step.checked_div(2.into()));
    Interval {
        lower: core.lower,
        upper: core.upper.zip(half).and_then(|(upper, half)| upper.checked_add(half)),
    }
}

/// The rule to which all that belongs.
pub(super) const NAME: &str = "change-arithmetic";
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
    (clause.len() <= FAR).then(|| Relation {
        rule: NAME,
        law: Law::Toward {
            falls: rises.is_empty(),
        },
        operands: vec![Operand::new(from.entry, Role::From), Operand::new(to.entry, Role::To)],
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
    let words = EnglishChecks::builtin();
    let before = text.before(rate);
    let amount = led(before, &words.by) || led(before, &words.growth) || led(before, &words.up_down);
    let level = led(before, &words.from) || led(before, &words.to);
    if !(amount || rate.is_percent() || &*rate.entry.dimension == "ratio") || level || is_yearly(text, rate) {
        return None;
    }
    by_amount(text, place, rate)
        .or_else(|| around(text, sentence, place, rate).map(Told::Between))
        .or_else(|| to_from(text, place, rate).map(Told::Between))
        .or_else(|| reduced_to(text, place, rate).map(Told::Between))
        .or_else(|| compared(text, place, rate).map(Told::Between))
}

/// Every pair of levels that a sentence gives as first and last: from 80 in 2019 to 90.
pub fn pairs(text: &Text<'_>, sentence: &Sentence<'_>) -> Vec<Levels> {
    let words = EnglishChecks::builtin();
    let places: Vec<usize> = claims(text, sentence.first..sentence.end).collect();
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
pub(super) const FAR: usize = 90;

/// Whether `text` ends in one of `list`, or with one and words for about behind it.
fn led(text: &str, list: &WordList) -> bool {
    let mut text = text;
    while let Some(ahead) = ends(text, &EnglishChecks::builtin().about) {
        text = ahead;
    }
    ends(text, list).is_some()
}

/// The levels from and to which a change stands before, or behind.
fn around(text: &Text<'_>, sentence: &Sentence<'_>, place: usize, rate: &Figure<'_>) -> Option<Levels> {
    let words = EnglishChecks::builtin();
    pairs(text, sentence).into_iter().find(|levels| {
        let Some((from, to)) = text.figure(levels.from).zip(text.figure(levels.to)) else {
            return false;
        };
        if levels.to < place && names_other(text, from, rate) {
            return false;
        }
        if levels.to < place {
            let gap = text.between(to, rate);
            let adverb = phrases(gap, &words.up_down).len() == 1 || told::is_noun(text, gap, rate);
            let telling = adverb || !phrases(gap, &words.growth).is_empty();
            let near = gap.len() <= FAR && !gap.contains([';', ':', '.']) && gap.matches(',').count() <= 1;
            return near && telling && phrases(gap, &words.breaks).is_empty() && none_between(text, levels.to, place);
        }
        let gap = text.between(rate, from);
        let near = place < levels.from && gap.len() <= FAR && !gap.contains([';', ':']);
        let telling = rate.entry.change != Change::Level || !phrases(gap, &words.growth).is_empty();
        near && telling && none_between(text, place, levels.from)
    })
}

/// Whether the words behind a rate name another base than the first level: up 12% on 2022.
fn names_other(text: &Text<'_>, from: &Figure<'_>, rate: &Figure<'_>) -> bool {
    let words = EnglishChecks::builtin();
    let behind = text.after(rate);
    let based = begins(behind, &words.from_level)
        .or_else(|| begins(behind, &words.than))
        .or_else(|| begins(behind, &words.against));
    let Some(base) = based else { return false };
    let clause = Span::new(0, base.find([',', ';', '.']).unwrap_or(base.len())).of(base);
    let year = from.entry.period.get(..4).is_some_and(|year| clause.contains(year));
    let dated = clause.contains(|character: char| character.is_ascii_digit());
    !year && (dated || begins(base, &words.plans).is_some())
}

/// Whether no claim stands between two figures.
fn none_between(text: &Text<'_>, first: usize, last: usize) -> bool {
    (first + 1..last).all(|place| !text.figure(place).is_some_and(Figure::is_claim))
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
    more_than(text, place, rate).or_else(|| against(text, place, rate))
}

/// 90, or 12% more than 80; 90, up 12% from 80: the level before the change stands behind it.
fn more_than(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Levels> {
    let words = EnglishChecks::builtin();
    let next = claims(text, place + 1..place + REACH).next()?;
    let from = text
        .figure(next)
        .filter(|from| from.sentence == rate.sentence && is_named(text, from))?;
    let gap = text.between(rate, from);
    let before = text.before(rate);
    let moved = led(before, &words.up_down) || led(before, &words.growth);
    let tied = begins(gap, &words.than).is_some() || moved && begins(gap, &words.from_level).is_some();
    let joined = phrases(gap, &words.joint_words).is_empty();
    let plain =
        joined && gap.len() <= FAR && !gap.contains([';', ',', '.', ':']) && phrases(gap, &words.breaks).len() <= 1;
    if !(tied && plain) {
        return None;
    }
    let last = claims(text, place.saturating_sub(REACH)..place).next_back()?;
    let to = text.figure(last)?;
    let own =
        to.sentence == rate.sentence && text.between(to, rate).len() <= FAR && !text.between(to, rate).contains(';');
    // This is 9.4% more than …: the level stands at the end of the sentence before.
    let opens = to.sentence + 1 == rate.sentence
        && begins(before, &words.this).is_some()
        && count(before) <= TIED
        && text.adjoins(to.sentence, rate.sentence);
    let level = to.is_level() && to.is_like(from) && !led(text.before(to), &words.by);
    ((own || opens) && level).then_some(Levels { from: next, to: last })
}

/// 90 compared with 80, an increase of 12%.
fn against(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Levels> {
    let words = EnglishChecks::builtin();
    let mut near = claims(text, place.saturating_sub(REACH)..place).rev();
    let (from, to) = (near.next()?, near.next()?);
    let (first, last) = (text.figure(from)?, text.figure(to)?);
    let tied = text.between(last, first);
    let gap = text.between(first, rate);
    let own = last.sentence == rate.sentence && first.sentence == rate.sentence;
    let against = tied.len() <= FAR && !phrases(tied, &words.against).is_empty() && !tied.contains([';', ':']);
    let telling = led(gap, &words.growth) || told::is_noun(text, gap, rate);
    let since = told::is_since(gap) && phrases(tied, &words.plans).is_empty();
    let told = gap.len() <= FAR && (telling || since) && !gap.contains([';', ':', '.']);
    let levels = [Levels { from, to }, Levels { from: to, to: from }];
    let bound = own && against && told && first.is_like(last) && is_named(text, first);
    // Which of the two is the earlier one, the words leave open.
    let holds = |levels: &Levels| {
        let relation = relation(text, place, Told::Between(*levels));
        relation.is_some_and(|relation| relation.judge() != Some(Verdict::Fail))
    };
    levels
        .into_iter()
        .filter(|_| bound)
        .find(holds)
        .or(bound.then_some(levels[0]))
}

/// The claims among the figures of `range`, and the numbers without a noun.
fn claims<'t>(text: &'t Text<'_>, range: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + 't {
    let told = |figure: &Figure<'_>| figure.is_claim() || figure.is_amount();
    range.filter(move |place| text.figure(*place).is_some_and(told))
}

/// Rose by 20% to 480, from 360 a year earlier: the level behind the change, and that before it.
fn to_from(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Levels> {
    let words = EnglishChecks::builtin();
    let mut next = claims(text, place + 1..place + REACH);
    let (to, from) = (next.next()?, next.next()?);
    let (last, first) = (text.figure(to)?, text.figure(from)?);
    let own = first.sentence == rate.sentence && first.is_like(last) && !first.is_percent() && is_named(text, first);
    let closed = text.between(rate, last);
    let opened = text.between(last, first);
    let near = closed.len() <= NEAR && opened.len() <= NEAR && !opened.contains([';', ':', '(']);
    let tied = led(closed, &words.to) && led(opened, &words.from) && phrases(opened, &words.breaks).is_empty();
    (own && near && tied && rate.entry.change != Change::Level).then_some(Levels { from, to })
}

/// How many figures from a change its levels may stand.
const REACH: usize = 6;

/// Whether a figure is an amount, and no number in a name: FY 76.
fn is_named(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    ends(text.before(figure), &EnglishChecks::builtin().labels).is_none()
}

/// 1,448.69 million, which is 141.88 million or 10 per cent more; rise by 358.6 million or 17.1% to 2.5 billion.
fn by_amount(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Told> {
    let words = EnglishChecks::builtin();
    let step = place.checked_sub(1)?;
    let amount = text
        .figure(step)
        .filter(|amount| amount.sentence == rate.sentence && amount.is_claim())?;
    let gap = text.between(amount, rate);
    let or = count(gap) <= TIED && (led(gap, &words.or) || gap.trim() == "(");
    if !rate.is_percent() || amount.is_percent() || !or {
        return None;
    }
    let behind = text.after(rate).trim_start().trim_start_matches([')', ',', ' ']);
    let before = text.before(amount);
    let direction = |change: Change| change != Change::Level;
    let grows = direction(rate.entry.change) || direction(amount.entry.change);
    let more = begins(behind, &words.higher).is_some();
    let less = begins(behind, &words.lower).is_some();
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
    let tied = count(gap) <= TIED && !gap.contains([';', ':']) && ends(before, &words.to).is_none();
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
    !phrases(clause, &words.each_year).is_empty() || begins(behind, &words.each_year).is_some()
}
