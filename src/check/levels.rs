//! Levels that words set side by side: told to be equal, or told with how far they are apart.

use rust_decimal::Decimal;

use crate::claim::Change;
use crate::lexicon::{Checks, Lexicon};
use crate::number::Interval;
use crate::span::Span;

use super::english;
use super::extent::clause_start;
use super::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use super::text::{Figure, Text};

/// Assumption: the words speak of the nearest figures that could be meant.
const NEAREST: &str = "change_between_these_figures";
/// A balance of so many digits does not nearly fit by chance.
const TELLING: usize = 3;

/// Most bytes between the last level and the word that says that nothing changed.
const TAIL: usize = 160;
/// How many figures before a balance may be what it lies between.
const REACH: usize = 10;
/// Most levels that are tried as the two sides of a balance.
const SIDES: usize = 4;

/// What binds levels to each other, without a change that is told.
pub fn relations(text: &Text<'_>, rule: &'static str, words: &Checks) -> Vec<Relation> {
    let mut relations: Vec<Relation> = equal(text, words)
        .into_iter()
        .filter_map(|pair| unchanged(text, pair, rule))
        .collect();
    relations.extend((0..text.figures.len()).filter_map(|place| balance(text, place, rule, words)));
    relations.extend((0..text.figures.len()).filter_map(|place| english::balance::relation(text, place)));
    relations
}

/// 决算数与预算数持平: the two levels are one.
fn unchanged(text: &Text<'_>, (from, to): (usize, usize), rule: &'static str) -> Option<Relation> {
    let [from, to] = [text.figure(from)?, text.figure(to)?];
    Some(Relation {
        rule,
        law: Law::Equal,
        operands: vec![Operand::new(from.entry, Role::From), Operand::new(to.entry, Role::To)],
        evidence: Evidence::Slip(2, NEAREST),
    })
}

/// 出口574.9亿美元，进口538.8亿美元，贸易顺差36.2亿美元: two levels nearby are so far apart, or but for a slip.
fn balance(text: &Text<'_>, place: usize, rule: &'static str, words: &Checks) -> Option<Relation> {
    let pairs = apart(text, place, words);
    let relation = |&(from, to): &(usize, usize)| {
        let [from, to, step] = [text.figure(from)?, text.figure(to)?, text.figure(place)?];
        Some(Relation {
            rule,
            law: Law::Difference,
            operands: vec![
                Operand::new(from.entry, Role::From),
                Operand::new(to.entry, Role::To),
                Operand::new(step.entry, Role::Rate),
            ],
            evidence: Evidence::Slip(TELLING, NEAREST),
        })
    };
    let mut holds = pairs.iter().filter_map(relation);
    let holds = holds.find(|relation| relation.judge() == Some(Verdict::Pass));
    holds.or_else(|| pairs.first().and_then(relation))
}

/// 增长一倍: risen by so many times the first level. Some write 增长3倍 for three times as much: that fits only just.
pub fn multiplied(
    from: &Figure<'_>,
    to: &Figure<'_>,
    rate: &Figure<'_>,
    evidence: Evidence,
    rule: &'static str,
) -> Option<Relation> {
    let times = rate.entry.value.filter(|times| *times >= Decimal::ONE)?;
    let before = times.checked_sub(Decimal::ONE).filter(|less| *less > Decimal::ZERO);
    let upper = rate.entry.upper.or(times.checked_add(Decimal::ONE))?;
    let reading = |least: Decimal| Interval {
        lower: least.checked_mul(LEAST),
        upper: upper.checked_mul(MOST),
    };
    let change = Operand {
        core: reading(times),
        hull: reading(before.unwrap_or(times)),
        ..Operand::new(rate.entry, Role::Rate)
    };
    let told = rate.entry.change == Change::Up && from.is_like(to) && !from.is_percent();
    told.then(|| grown(from, to, change, evidence, rule))
}

/// The first level grew to the other by a change.
fn grown(from: &Figure<'_>, to: &Figure<'_>, change: Operand, evidence: Evidence, rule: &'static str) -> Relation {
    Relation {
        rule,
        law: Law::Growth,
        operands: vec![
            Operand::new(from.entry, Role::From),
            Operand::new(to.entry, Role::To),
            change,
        ],
        evidence,
    }
}

/// 翻两番: twice doubled, as people round it: a twentieth more or less.
pub fn doubled(
    from: &Figure<'_>,
    to: &Figure<'_>,
    rate: &Figure<'_>,
    evidence: Evidence,
    rule: &'static str,
) -> Option<Relation> {
    let times: u32 = rate
        .entry
        .value?
        .try_into()
        .ok()
        .filter(|times| (1..=10).contains(times))?;
    let level = Decimal::from(100 * 2_u32.pow(times));
    let mut change = Operand::new(rate.entry, Role::Rate);
    let end = |share: i64| {
        level
            .checked_mul(Decimal::new(share, 2))
            .map(|level| level - Decimal::ONE_HUNDRED)
    };
    change.hull = Interval {
        lower: end(95),
        upper: end(105),
    };
    change.core = change.hull;
    (from.is_like(to) && !from.is_percent()).then(|| grown(from, to, change, evidence, rule))
}

/// A number of times is rounded by a tenth, in per cent.
const LEAST: Decimal = Decimal::from_parts(90, 0, 0, false, 0);
const MOST: Decimal = Decimal::from_parts(110, 0, 0, false, 0);

/// Two levels of which the words say that they are equal: 年初预算为15.00万元，支出决算为15.00万元，决算数与预算数持平.
fn equal(text: &Text<'_>, words: &Checks) -> Vec<(usize, usize)> {
    let told = |place: usize| {
        let (from, to) = last_two(text, place)?;
        let tail = tail(text, place);
        let at = words.unchanged.find(tail)?;
        // A date may stand in the words: 比2022年执行数持平.
        let last = text.figure(place)?;
        let ahead = text.before(last).to_owned() + &last.entry.text + tail.get(..at)?;
        let base = base(&ahead, words)?;
        text.clause(text.figure(from)?).contains(base).then_some((from, to))
    };
    (0..text.figures.len()).filter_map(told).collect()
}

/// What stands in the document behind a figure, up to the next one.
fn tail<'t>(text: &'t Text<'_>, place: usize) -> &'t str {
    let source = &text.source.text;
    let start = text.figure(place).map_or(0, |figure| figure.entry.end);
    let next = text.figure(place + 1).map_or(source.len(), |figure| figure.entry.start);
    let end = source.floor_char_boundary(next.min(start + TAIL).min(source.len()));
    Span::new(start.min(end), end).of(source)
}

/// What the last clause of `ahead` compares with, without the words that say that it is an amount.
fn base<'t>(ahead: &'t str, words: &Checks) -> Option<&'t str> {
    let clause = ahead.get(clause_start(ahead)..)?;
    let mut starts = clause
        .char_indices()
        .map(|(at, _)| clause.get(at..).unwrap_or_default());
    let base = starts.find_map(|rest| {
        let word = words.compare.begins(rest).or_else(|| words.join.begins(rest))?;
        rest.get(word.len()..)
    })?;
    let base = words
        .nearly
        .ends(base)
        .map_or(base, |word| base.get(..base.len() - word.len()).unwrap_or(base));
    let base = base.trim_end_matches(|last: char| words.amount.holds(last.encode_utf8(&mut [0; 4])));
    // The year may stand elsewhere in the words for the level itself: 2022年当年执行数.
    let dated = base.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let year = &Lexicon::builtin().periods.year;
    let base = year
        .begins(dated)
        .map_or(base, |word| dated.get(word.len()..).unwrap_or(dated));
    (base.chars().count() >= 2).then_some(base)
}

/// The last two claims up to `place`, where both are levels of one unit in one sentence.
fn last_two(text: &Text<'_>, place: usize) -> Option<(usize, usize)> {
    let sentence = text.figure(place)?.sentence;
    let mut claims = (place.saturating_sub(REACH)..=place).rev().filter(|&index| {
        text.figure(index)
            .is_some_and(|figure| figure.is_claim() && figure.sentence == sentence)
    });
    let (to, from) = (claims.next()?, claims.next()?);
    let (first, last) = (text.figure(from)?, text.figure(to)?);
    (is_side(first) && is_side(last) && first.is_like(last)).then_some((from, to))
}

fn is_side(figure: &Figure<'_>) -> bool {
    figure.is_level() && !figure.is_percent()
}

/// Pairs of levels between which the balance at `place` may lie, the nearest first: 出口574.9亿美元，进口538.8亿美元，
/// 贸易顺差36.2亿美元. None where the figure is no balance.
fn apart(text: &Text<'_>, place: usize, words: &Checks) -> Vec<(usize, usize)> {
    let Some(balance) = text
        .figure(place)
        .filter(|figure| is_side(figure) && is_balance(text, figure, words))
    else {
        return Vec::new();
    };
    let near = |index: &usize| {
        text.figure(*index)
            .is_some_and(|figure| is_side(figure) && figure.is_like(balance) && figure.sentence + 1 >= balance.sentence)
    };
    let sides: Vec<usize> = (place.saturating_sub(REACH)..place)
        .rev()
        .filter(near)
        .take(SIDES)
        .collect();
    let mut pairs = Vec::new();
    for (index, &second) in sides.iter().enumerate() {
        pairs.extend(sides.iter().skip(index + 1).map(|&first| (first, second)));
    }
    pairs
}

/// Whether the words right before a figure say that it is what two others are apart by.
fn is_balance(text: &Text<'_>, figure: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(figure).trim_end();
    let before = words
        .reached
        .ends(before)
        .map_or(before, |word| before.get(..before.len() - word.len()).unwrap_or(before));
    words.balance.ends(before.trim_end()).is_some()
}
