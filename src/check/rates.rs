//! Rates with a name, such as 回收率, and the two counts before them that they are reckoned from.

use rust_decimal::Decimal;

use crate::lexicon::{Checks, Kind, Lexicon};
use crate::number::Interval;
use crate::span::Span;

use super::bounds::{meet, multiply, percent};
use super::extent::clause_start;
use super::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use super::text::{Figure, Text};

/// Assumption: the share is that of the nearest figures that could be meant.
const NEAREST: &str = "share_of_these_figures";
/// How many figures before a rate its counts may stand.
const REACH: usize = 8;
/// Most characters of a clause that says only what the rate is.
const CLAUSE: usize = 10;
/// Shortest name of a whole that stands far away, in characters.
const NAME: usize = 3;
/// How many figures before a share, and how many behind it, such a whole may stand.
const FAR: usize = 600;
const BEHIND: usize = 40;
/// More counts of one unit in a sentence leave open which are meant.
const MOST: usize = 3;

/// The rate at `place` with its part and whole, where its name or that of the whole says which they are.
pub fn relation(
    text: &Text<'_>,
    place: usize,
    rate: &Figure<'_>,
    rule: &'static str,
    words: &Checks,
) -> Option<Relation> {
    named(text, place, rate, rule, words).or_else(|| stake(text, place, rate, rule, words))
}

/// The rate at `place` with its part and whole, where the words name the whole as what was done or planned. It binds where it
/// holds, or but for a slip.
pub fn of_plan(
    text: &Text<'_>,
    place: usize,
    rate: &Figure<'_>,
    rule: &'static str,
    words: &Checks,
) -> Option<Relation> {
    based(text, place, rate, rule, words).or_else(|| done(text, place, rate, rule, words))
}

/// 发放问卷500份，回收450份，回收率90%: the rate is that of the count of the same name in one before it.
fn named(text: &Text<'_>, place: usize, rate: &Figure<'_>, rule: &'static str, words: &Checks) -> Option<Relation> {
    let stem = stem(text, rate, words)?;
    let mut counts: Vec<(usize, &Figure<'_>)> = (place.saturating_sub(REACH)..place)
        .filter_map(|index| Some((index, text.figure(index)?)))
        .filter(|(_, count)| count.sentence == rate.sentence && count.is_level() && !count.is_percent())
        .collect();
    let (_, unit) = *counts.last()?;
    counts.retain(|(_, count)| count.is_like(unit));
    let names = |count: &Figure<'_>| named_by(text, count, stem, words);
    let &(own, part) = counts.iter().rfind(|(_, count)| names(count))?;
    if counts.len() > MOST || part.core().upper.is_none() {
        return None;
    }
    let plain = |from: usize| {
        let mut between = (from + 1..own).filter_map(|index| text.figure(index));
        !between.any(|figure| figure.entry.kind == Kind::Date || figure.is_percent())
    };
    let wholes = counts.iter().rev().filter(|(index, whole)| {
        *index < own && whole.entry.value >= part.entry.value && !names(whole) && plain(*index)
    });
    let listed = is_listed(text, rate, words);
    let told = |whole: &Figure<'_>| Relation {
        evidence: if listed {
            Evidence::Assumed(NEAREST)
        } else {
            Evidence::Slip(2, NEAREST)
        },
        ..share(part, whole, rate, rule)
    };
    let relations: Vec<Relation> = wholes.map(|(_, whole)| told(whole)).collect();
    let holds = relations
        .iter()
        .find(|relation| relation.judge() != Some(Verdict::Fail));
    holds.or(relations.first()).cloned()
}

/// 注册资本为500万元，以现金出资400万元，持有其80%股权: the capital named before is the whole of what was paid in.
fn stake(text: &Text<'_>, place: usize, rate: &Figure<'_>, rule: &'static str, words: &Checks) -> Option<Relation> {
    let before = text.before(rate).trim_end();
    let held = words.share.ends(before).is_some() && words.stakes.begins(text.after(rate)).is_some();
    let mut levels = (place.saturating_sub(REACH)..place)
        .rev()
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() && !figure.is_percent() && figure.sentence == rate.sentence);
    let part = levels.next()?;
    let whole = levels.next().filter(|whole| whole.is_like(part))?;
    let named = |figure: &Figure<'_>| words.capital.stands_in(text.clause(figure));
    (held && levels.next().is_none() && named(whole) && !named(part)).then(|| share(part, whole, rate, rule))
}

/// The part right before a share, and the whole that the document calls `base`, near or far: 总股本4000万股 of
/// 持有50万股，占总股本的1.25%. None where it tells two.
pub fn of_base<'t, 'a>(
    text: &'t Text<'a>,
    place: usize,
    base: &str,
    words: &Checks,
) -> Option<(&'t Figure<'a>, &'t Figure<'a>)> {
    let rate = text.figure(place)?;
    let part = text
        .figure(place.checked_sub(1)?)
        .filter(|part| part.sentence == rate.sentence && part.is_level() && !part.is_percent())?;
    if base.chars().count() < NAME
        || words
            .of_all
            .begins(base)
            .is_some_and(|word| word.len() * 2 > base.len())
    {
        return None;
    }
    let called = |figure: &&Figure<'_>| {
        figure.is_level()
            && figure.is_like(part)
            && figure.entry.value >= part.entry.value
            && is_called(text, figure, base, words)
    };
    let near = text.figures.iter().take(place + BEHIND).skip(place.saturating_sub(FAR));
    let mut wholes = near
        .filter(|figure| figure.entry.start != part.entry.start)
        .filter(called);
    let whole = wholes.next()?;
    wholes
        .all(|other| other.entry.value == whole.entry.value)
        .then_some((part, whole))
}

/// 前五名采购3200万元，占41.03%，其中第一名1200万元，占15.38%: where the whole is a share itself, that of its part may be one of the
/// same base.
pub fn is_of_outer(text: &Text<'_>, relation: &Relation, rate: &Figure<'_>) -> bool {
    let [part, whole, ..] = relation.operands.as_slice() else {
        return false;
    };
    let behind = text.figures.partition_point(|figure| figure.entry.start <= whole.start);
    let own = text.figure(behind).filter(|own| {
        own.is_percent() && own.is_level() && own.sentence == rate.sentence && own.entry.start < part.start
    });
    let outer = own.and_then(|own| multiply(percent(part.core, whole.core)?, own.core()));
    let outer = outer.map(|outer| Interval {
        lower: outer.lower.and_then(|end| end.checked_div(Decimal::ONE_HUNDRED)),
        upper: outer.upper.and_then(|end| end.checked_div(Decimal::ONE_HUNDRED)),
    });
    outer.is_some_and(|outer| meet(outer, rate.hull()))
}

/// Whether a figure is told as that of `name`: by its noun, or by the words right before it.
fn is_called(text: &Text<'_>, figure: &Figure<'_>, name: &str, words: &Checks) -> bool {
    if Lexicon::builtin().fold.apply(&figure.entry.noun).ends_with(name) {
        return true;
    }
    let before = text.before(figure).trim_end_matches([' ', '：', ':']);
    let before = words
        .reached
        .ends(before)
        .map_or(before, |word| Span::new(0, before.len() - word.len()).of(before));
    before.trim_end().ends_with(name)
}

/// 产值47.5亿元，为年计划50亿元的95%: the figure right before the share is the whole, and the one before that the part. It binds
/// where it holds, or but for a slip.
fn based(text: &Text<'_>, place: usize, rate: &Figure<'_>, rule: &'static str, words: &Checks) -> Option<Relation> {
    let whole = text
        .figure(place.checked_sub(1)?)
        .filter(|whole| is_count(whole, rate))?;
    let before = text.before(whole);
    let clause = before.get(clause_start(before)..)?.trim_start();
    let opened = words.based.begins(clause).is_some() && clause.chars().count() <= CLAUSE;
    let tied = text.between(whole, rate).trim() == words.weight.ends(text.before(rate).trim_end())?;
    let mut counts = (place.saturating_sub(REACH)..place - 1)
        .rev()
        .filter_map(|index| text.figure(index));
    let mut counts = counts
        .by_ref()
        .filter(|part| is_count(part, rate) && part.is_like(whole));
    let part = counts.next()?;
    let relation = Relation {
        evidence: Evidence::Slip(2, NEAREST),
        ..share(part, whole, rate, rule)
    };
    // Of several parts each may be meant, or all together.
    let alone = counts.next().is_none() || relation.judge() == Some(Verdict::Pass);
    (opened && tied && alone && rate.is_level()).then_some(relation)
}

/// 预算120万元，决算132万元，完成预算的110%: the whole is that of two levels whose clause holds the noun that was done.
fn done(text: &Text<'_>, place: usize, rate: &Figure<'_>, rule: &'static str, words: &Checks) -> Option<Relation> {
    let before = text.before(rate).trim_end();
    let clause = before.get(clause_start(before)..)?.trim_start();
    let noun = clause.get(words.rated.begins(clause)?.len()..)?;
    let noun = noun.get(..noun.len() - words.weight.ends(noun)?.len())?;
    let counts: Vec<&Figure<'_>> = (place.saturating_sub(REACH)..place)
        .filter_map(|index| text.figure(index))
        .filter(|count| is_count(count, rate))
        .collect();
    let [first, last] = *counts.as_slice() else { return None };
    let named = |count: &Figure<'_>| {
        let before = text.before(count);
        before
            .get(clause_start(before)..)
            .is_some_and(|clause| clause.contains(noun))
    };
    let (whole, part) = match (named(first), named(last)) {
        (true, false) => (first, last),
        (false, true) => (last, first),
        _ => return None,
    };
    let told = noun.chars().count() >= 2 && part.is_like(whole) && rate.is_level();
    told.then(|| Relation {
        evidence: Evidence::Slip(2, NEAREST),
        ..share(part, whole, rate, rule)
    })
}

fn is_count(figure: &Figure<'_>, rate: &Figure<'_>) -> bool {
    figure.is_level() && !figure.is_percent() && figure.sentence == rate.sentence
}

/// The clause of a rate up to the rate, without a word such as 为.
fn clause<'t>(text: &'t Text<'_>, rate: &Figure<'_>, words: &Checks) -> &'t str {
    let before = text.before(rate).trim_end();
    let reached = words.reached.ends(before).map_or(0, str::len);
    let before = Span::new(0, before.len() - reached).of(before);
    before.get(clause_start(before)..).unwrap_or_default().trim_start()
}

/// Whether the rate is one that is known to be reckoned from counts.
fn is_listed(text: &Text<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    words.part_rates.ends(clause(text, rate, words)).is_some()
}

/// What a rate is a rate of, where its clause says nothing else: 回收 of 回收率90%, and of any other name the two characters before 率.
fn stem<'t>(text: &'t Text<'_>, rate: &Figure<'_>, words: &Checks) -> Option<&'t str> {
    let clause = clause(text, rate, words);
    let rates = words.rates.ends(clause).filter(|_| rate.is_level())?;
    let named = Span::new(0, clause.len() - rates.len()).of(clause);
    let other = words.own_rates.ends(clause).is_some() || words.growth.ends(clause).is_some();
    let start = match words.part_rates.ends(clause) {
        Some(name) => clause.len() - name.len(),
        None if other => return None,
        None => named.char_indices().rev().nth(1)?.0,
    };
    (clause.chars().count() <= CLAUSE).then(|| Span::new(start, named.len()).of(named))
}

/// Whether the clause of a count says that it is what the rate is of: 回收450份, 实到102人.
fn named_by(text: &Text<'_>, count: &Figure<'_>, stem: &str, words: &Checks) -> bool {
    let clause = text.clause(count);
    let noun = Lexicon::builtin().fold.apply(&count.entry.noun);
    // 应到120人 are those that should come.
    if words.due.begins(clause.trim_start()).is_some() {
        return false;
    }
    let behind = text.after(count);
    let behind = Span::new(0, behind.find(['，', '。', '；', '、', ',']).unwrap_or(behind.len())).of(behind);
    let turned: String = stem.chars().rev().collect();
    clause.contains(&turned)
        || clause.contains(stem)
        || noun.contains(stem)
        || behind.contains(stem)
        || words.in_fact.stands_in(clause)
}

fn share(part: &Figure<'_>, whole: &Figure<'_>, rate: &Figure<'_>, rule: &'static str) -> Relation {
    let mut share = Operand::new(rate.entry, Role::Rate);
    share.hull = super::table::loosened(share.hull);
    Relation {
        rule,
        law: Law::Share,
        operands: vec![
            Operand::new(part.entry, Role::Part),
            Operand::new(whole.entry, Role::Whole),
            share,
        ],
        evidence: Evidence::Assumed(NEAREST),
    }
}
