//! A change and its two levels.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::check::direction::{self, ahead};
use crate::check::english;
use crate::check::extent::clause_start;
use crate::check::growth::{self, is_of};
use crate::check::levels;
use crate::check::relation::{Evidence, Law, Relation, Role, Verdict};
use crate::check::slip;
use crate::check::steps;
use crate::check::table;
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::claim::Change;
use crate::lexicon::{Checks, Class, Kind, Lexicon};
use crate::quantity::Qualifier;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "change-arithmetic",
    level: Level::Error,
    page: include_str!("change_arithmetic.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: the change is that between the nearest figures that could be meant.
const NEAREST: &str = "change_between_these_figures";
/// How many figures before a change may be its levels.
const REACH: usize = 8;
/// A change of so many digits does not nearly fit by chance.
const TELLING: usize = 3;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    relations.extend(table::changes(text, RULE.name));
    let is_rate = |figure: &Figure<'_>| {
        figure.is_change()
            || figure.is_claim() && words.doubling.holds(&figure.entry.unit)
            || figure.is_level() && growth::is_told(text, figure, words)
    };
    for place in 1..text.figures.len() {
        let Some(moved) = direction::of(text, place, words) else {
            continue;
        };
        relations.extend(growth::doubled(text, &moved, place, words));
        relations.push(moved);
    }
    relations.extend((1..text.figures.len()).filter_map(|place| steps::doubled(text, place, words)));
    relations.extend((1..text.figures.len()).filter_map(|place| steps::ranged(text, place, words)));
    let english: HashSet<usize> = english::change::find(text, relations);
    relations.extend(levels::relations(text, RULE.name, words));
    for (place, rate) in text.figures.iter().enumerate().filter(|(_, figure)| is_rate(figure)) {
        if rate.entry.value.is_none() || is_comparable(text, rate, words) || english.contains(&place) {
            continue;
        }
        relations.extend(from_nothing(text, place, rate));
        relations.extend(below_nothing(text, rate, words));
        let told = named(text, place, rate, words)
            .or_else(|| by_amount(text, place, rate, words))
            .or_else(|| steps::rate_first(text, place, rate, words))
            .or_else(|| from_to(text, place, rate, words))
            .or_else(|| compared(text, place, rate, words))
            .or_else(|| {
                let levels =
                    growth::levels(text, place, rate, words).or_else(|| steps::levels(text, place, rate, words))?;
                relation(levels.from, levels.to, rate, Evidence::Assumed(NEAREST))
            })
            .or_else(|| steps::rate_of_range(text, place, rate, words))
            .or_else(|| growth::annual(text, place, rate, words));
        let turned = told.as_ref().and_then(|told| growth::contradicted(text, told, rate));
        relations.extend(turned);
        let near = told.or_else(|| nearest(text, place, rate, words));
        relations.extend(near.filter(is_telling));
    }
}

/// 2022年执行数为A，2023年安排B，比2022年执行数增加p%: the words name the level that the change is compared with.
fn named(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let before = text.before(rate);
    let clause = before.get(clause_start(before)..)?.trim_start();
    let base = clause.get(words.compare.begins(clause)?.len()..)?;
    let dated = |index: usize| {
        let figure = text.figure(index).filter(|figure| figure.sentence == rate.sentence)?;
        (figure.entry.kind == Kind::Date).then_some(figure)
    };
    let year = place.checked_sub(1).and_then(dated)?;
    let levels: Vec<&Figure<'_>> = (place.saturating_sub(REACH)..place)
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() && !figure.is_percent() && figure.sentence == rate.sentence)
        .collect();
    let (to, others) = levels.split_last()?;
    let named = |from: &&&Figure<'_>| {
        let noun = Lexicon::builtin().fold.apply(&from.entry.noun);
        from.is_like(to)
            && !noun.is_empty()
            && base.contains(&*noun)
            && from.entry.period.starts_with(&*year.entry.period)
    };
    let from = others.iter().rfind(named)?;
    relation(from, to, rate, Evidence::Explicit)
}

/// 0万元，比上年增加1421.25万元: nothing is left of what should have grown.
fn from_nothing(text: &Text<'_>, place: usize, rate: &Figure<'_>) -> Option<Relation> {
    let to = text.figure(place.checked_sub(1)?);
    let to = to
        .filter(|figure| figure.is_claim())
        .or_else(|| text.figure(place.checked_sub(2)?))?;
    let clause = text.between(to, rate);
    let near =
        to.sentence == rate.sentence && clause.matches(['，', ',']).count() == 1 && !clause.contains(['；', '。']);
    let nothing = to.is_level() && to.entry.value == Some(Decimal::ZERO);
    let grown = rate.entry.change == Change::Up && rate.is_like(to) && rate.entry.value > Some(Decimal::ZERO);
    (near && nothing && grown).then(|| Relation {
        rule: RULE.name,
        law: Law::Within,
        operands: vec![operand(to, Role::To), operand(rate, Role::Rate)],
        evidence: Evidence::Assumed(NOT_BELOW),
    })
}

/// 减少3倍: nothing can be less by more than itself.
fn below_nothing(text: &Text<'_>, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let whole = rate.entry.value.is_some_and(|value| value >= Decimal::ONE);
    let fell = rate.entry.change == Change::Down && ends_in_fall(text.before(rate).trim_end());
    (fell && words.times.holds(&rate.entry.unit) && whole).then(|| Relation {
        rule: RULE.name,
        law: Law::Never("check_below_nothing"),
        operands: vec![operand(rate, Role::Rate)],
        evidence: Evidence::Explicit,
    })
}

/// Whether a verb of falling stands right before a figure, or only 了 and a cue between.
fn ends_in_fall(before: &str) -> bool {
    let lexicon = Lexicon::builtin();
    let cue = lexicon.qualifiers.at_end(before).map_or(0, |(length, _)| length);
    let before = before.get(..before.len() - cue).unwrap_or(before);
    let mut ends = before
        .char_indices()
        .rev()
        .take(LONGEST_VERB)
        .map(|(at, _)| before.get(at..).unwrap_or_default());
    ends.any(|rest| {
        let found = lexicon
            .words
            .at_start(rest)
            .filter(|(_, word)| word.class == Class::Fall);
        found.is_some_and(|(word, _)| rest.chars().count() <= word.chars().count() + 1)
    })
}

/// Most characters of a verb of falling, with 了.
const LONGEST_VERB: usize = 5;

/// Assumption: there was not less than nothing before.
const NOT_BELOW: &str = "not_below_nothing";

/// Whether a relation that nothing but its figures speaks for holds, or has a rate of enough digits to tell a slip.
fn is_telling(relation: &Relation) -> bool {
    let passes = relation.judge().is_some_and(|verdict| verdict != Verdict::Fail);
    let rate = relation.operands.last().map_or(0, |rate| slip::length(&rate.text));
    passes || !matches!(relation.evidence, Evidence::Slip(..)) || rate >= TELLING
}

/// Whether the change is one of other prices or another scope than the levels.
fn is_comparable(text: &Text<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    words.comparable.stands_in(text.sentence(rate))
}

/// 142.80万元，比上年减少13.52万元，下降8.65%: the level, the amount and the rate of one change.
fn by_amount(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let amount = text.figure(place.checked_sub(1)?).filter(|figure| figure.is_change())?;
    let near = amount.sentence == rate.sentence && text.between(amount, rate).chars().count() <= 6;
    let same = amount.entry.change == rate.entry.change && rate.is_percent() && !amount.is_percent();
    let row = place
        .checked_sub(2)
        .and_then(|before| text.figure(before))
        .is_some_and(|before| {
            before.is_change() && before.is_like(amount) && words.join.holds(text.between(before, amount).trim())
        });
    // Of two amounts in a row the last is not that of the first rate behind them.
    if !near || !same || row {
        return None;
    }
    let levels = (place.saturating_sub(REACH)..place - 1)
        .rev()
        .filter_map(|index| text.figure(index));
    let relations: Vec<Relation> = levels
        .filter(|figure| figure.is_level() && figure.is_like(amount) && rate.sentence - figure.sentence <= 1)
        .filter(|figure| figure.entry.value != amount.entry.value && is_told(figure))
        .map(|level| grown(level, amount, rate))
        .collect();
    let holds = relations
        .iter()
        .find(|relation| relation.judge() == Some(Verdict::Pass));
    let tied = text
        .figure(place.checked_sub(2)?)
        .filter(|level| is_tied(text, level, amount, words))
        .map(|level| Relation {
            evidence: Evidence::Assumed(NEAREST),
            ..grown(level, amount, rate)
        });
    let first = || relations.iter().find(|relation| relation.judge().is_some());
    holds.cloned().or(tied).or_else(|| first().cloned())
}

/// Whether an amount is told right behind a level as its change against an earlier one: 1000人，比上年增加300人.
fn is_tied(text: &Text<'_>, level: &Figure<'_>, amount: &Figure<'_>, words: &Checks) -> bool {
    let between = text.between(level, amount).trim_start_matches(['，', ',', ' ']);
    let compared = words.compare.begins(between).and_then(|word| between.get(word.len()..));
    let earlier = compared.is_some_and(|base| words.earlier.begins(base).is_some());
    let exact = level.is_level() && level.entry.qualifier == Qualifier::Exact;
    exact
        && level.is_like(amount)
        && level.sentence == amount.sentence
        && earlier
        && between.chars().count() <= TIED
        && !growth::is_real(level, words)
}

/// Most characters between a level and the amount by which it changed.
const TIED: usize = 10;

/// Whether a level is one that was counted, and no round mark that was passed.
fn is_told(level: &Figure<'_>) -> bool {
    slip::telling(&level.entry.text) >= 2 || level.entry.text.contains('.')
}

fn grown(level: &Figure<'_>, amount: &Figure<'_>, rate: &Figure<'_>) -> Relation {
    Relation {
        rule: RULE.name,
        law: Law::GrowthBy {
            falls: rate.entry.change == Change::Down,
        },
        operands: vec![
            operand(level, Role::To),
            operand(amount, Role::Rate),
            operand(rate, Role::Rate),
        ],
        evidence: Evidence::Slip(3, NEAREST),
    }
}

/// 由80家增至120家，增长50%.
fn from_to(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let told = |index: &usize| {
        text.figure(*index)
            .is_some_and(|figure| figure.entry.kind != Kind::Date)
    };
    let mut before = (place.saturating_sub(REACH)..place).rev().filter(told);
    let (end, start) = (before.next()?, before.next()?);
    let valued = |index: usize| text.figure(index).filter(|figure| figure.entry.value.is_some());
    let (last, first) = (valued(end)?, valued(start)?);
    let opened = words.from.ends(ahead(text, start, words)).is_some();
    let joined = words.to.ends(ahead(text, end, words)).is_some();
    let between = text.between(last, rate);
    let near = first.sentence == rate.sentence && between.chars().count() <= 10 && is_of(between, first, words);
    let yearly = words.annual.stands_in(between) || between.contains(['；', '。', ';']);
    (opened && joined && near && !yearly && first.is_like(last))
        .then(|| relation(first, last, rate, Evidence::Explicit))
        .flatten()
}

/// 164人，较去年同期56人多108人; 9%，比4%高5个百分点.
fn compared(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let from = text.figure(place.checked_sub(1)?).filter(|figure| figure.is_level())?;
    let to = (place.saturating_sub(REACH)..place - 1)
        .rev()
        .filter_map(|index| text.figure(index))
        .find(|figure| figure.is_level() && figure.is_like(from))?;
    let before = text.before(from);
    let start = before.rfind(['，', '；', '。', '（', ',', ';', '(']).unwrap_or(0);
    let clause = before
        .get(start..)
        .unwrap_or_default()
        .trim_start_matches(['，', '；', '。', '（', ',', ';', '(', ' ']);
    let opened = words.compare.begins(clause).is_some() && to.span.end <= start + 3 && !tells_change(clause);
    let near = to.sentence == rate.sentence
        && from.sentence == rate.sentence
        && text.between(from, rate).chars().count() <= 14;
    (opened && near)
        .then(|| relation(from, to, rate, Evidence::Assumed(NEAREST)))
        .flatten()
}

/// Whether a clause says that something rose or fell: what stands behind that is no level.
fn tells_change(clause: &str) -> bool {
    let words = &Lexicon::builtin().words;
    let mut starts = clause
        .char_indices()
        .map(|(at, _)| clause.get(at..).unwrap_or_default());
    starts.any(|rest| {
        let found = words.at_start(rest);
        found.is_some_and(|(_, word)| matches!(word.class, Class::Rise | Class::Fall))
    })
}

/// Whether two levels are of one thing, as far as their nouns say.
fn is_same_noun(first: &Figure<'_>, second: &Figure<'_>) -> bool {
    let (first, second) = (first.entry.noun.as_str(), second.entry.noun.as_str());
    let characters: Vec<char> = second.chars().collect();
    let shared = |pair: &[char]| first.contains(&pair.iter().collect::<String>());
    first.is_empty() || second.is_empty() || first == second || characters.windows(2).any(shared)
}

/// Two levels nearby between which the change lies, or misses by a slip in a telling figure.
fn nearest(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let levels: Vec<&Figure<'_>> = (place.saturating_sub(REACH)..place)
        .rev()
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() && !figure.is_percent() && rate.sentence - figure.sentence <= 1)
        .collect();
    let to = *levels.first()?;
    if words.annual.stands_in(text.between(to, rate)) {
        return None;
    }
    let others = || {
        levels
            .iter()
            .skip(1)
            .filter(|from| from.is_like(to) && is_same_noun(from, to))
    };
    let relations: Vec<Relation> = others()
        .filter_map(|from| relation(from, to, rate, Evidence::Slip(TELLING, NEAREST)))
        .filter(|relation| relation.law == Law::Growth && slip::length(&rate.entry.text) > TELLING)
        .filter(|relation| {
            relation
                .operands
                .iter()
                .all(|operand| slip::length(&operand.text) >= TELLING)
        })
        .collect();
    let holds = relations
        .iter()
        .find(|relation| relation.judge() == Some(Verdict::Pass));
    holds
        .or_else(|| relations.iter().find(|relation| relation.judge().is_some()))
        .cloned()
}

/// What binds two levels and their change: a rate, or an amount in their own unit.
fn relation(from: &Figure<'_>, to: &Figure<'_>, rate: &Figure<'_>, evidence: Evidence) -> Option<Relation> {
    let words = Checks::builtin();
    let points = from.is_percent() && rate.entry.dimension == from.entry.dimension && !rate.is_percent();
    if words.doubling.holds(&rate.entry.unit) {
        return levels::doubled(from, to, rate, evidence, RULE.name);
    }
    if words.times.holds(&rate.entry.unit) {
        return levels::multiplied(from, to, rate, evidence, RULE.name);
    }
    let law = if rate.is_percent() && !from.is_percent() {
        Law::Growth
    } else if rate.is_like(from) && !from.is_percent() || points {
        Law::Difference
    } else {
        return None;
    };
    Some(Relation {
        rule: RULE.name,
        law,
        operands: vec![
            operand(from, Role::From),
            operand(to, Role::To),
            operand(rate, Role::Rate),
        ],
        evidence,
    })
}
