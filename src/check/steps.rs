//! Changes that stand between their levels, 比上年的80万元减少8万元，降至72万元, and rates whose amount stands behind them,
//! 比上年增长20%，增加600人.

use crate::claim::Change;
use crate::lexicon::{Checks, Class, Lexicon};
use crate::number::Interval;
use crate::quantity::Qualifier;
use crate::span::Span;

use super::direction::{self, ahead};
use super::growth::{self, Levels};
use super::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use super::text::{Figure, Text};

/// Assumption: the change is that between the nearest figures that could be meant.
const NEAREST: &str = "change_between_these_figures";
/// How many figures behind a change its last level may stand.
const REACH: usize = 3;

/// The levels of the change at `place`, where it stands between them, or right behind the last of three such figures.
pub fn levels<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>, words: &Checks) -> Option<Levels<'t, 'a>> {
    let own = around(text, place, words).map(|(levels, _)| levels);
    own.or_else(|| {
        let last = place.checked_sub(1)?;
        let told = |step: usize| around(text, step, words).filter(|(_, to)| *to == last);
        let step = last.checked_sub(1)?;
        let (levels, _) = told(step).or_else(|| told(step.checked_sub(1)?))?;
        growth::is_beside(text, levels.to, rate, words).then_some(levels)
    })
}

/// 比上年的80万元减少8万元，降至72万元: the levels on both sides of the change at `place`, and the index of the last.
fn around<'t, 'a>(text: &'t Text<'a>, place: usize, words: &Checks) -> Option<(Levels<'t, 'a>, usize)> {
    let step = text.figure(place)?;
    let start = place.checked_sub(1)?;
    let from = text.figure(start).filter(|from| from.sentence == step.sentence)?;
    let told = |index: &usize| text.figure(*index).is_some_and(Figure::is_claim);
    let end = (place + 1..place + REACH).find(told)?;
    let to = text.figure(end)?;
    let moved = step.is_change() || words.doubling.holds(&step.entry.unit);
    let plain = is_opened(text, start, words)
        && is_verb(text.between(from, step), words)
        && leads(text.between(step, to), words)
        && is_pair(from, to, words);
    (moved && plain).then_some((Levels { from, to }, end))
}

/// Whether 由 or 比 opens the clause of the first of two levels.
fn is_opened(text: &Text<'_>, place: usize, words: &Checks) -> bool {
    let ahead = ahead(text, place, words);
    words.from.ends(ahead).is_some() || words.compare.ends(ahead).is_some()
}

fn is_pair(from: &Figure<'_>, to: &Figure<'_>, words: &Checks) -> bool {
    let levels = from.is_level() && to.is_level() && from.sentence == to.sentence;
    levels && from.is_like(to) && !growth::is_real(from, words) && !growth::is_real(to, words)
}

/// Whether a pause and a word such as 达到 or 降至 is all that stands before the last level.
fn leads(between: &str, words: &Checks) -> bool {
    let between = between.trim_matches(|mark: char| !mark.is_alphanumeric());
    words.to.holds(between) || words.reached.holds(between)
}

/// Whether `between` is a verb of rising, falling or doubling, and a cue at most.
fn is_verb(between: &str, words: &Checks) -> bool {
    let lexicon = Lexicon::builtin();
    let clause = between.trim_matches(|mark: char| !mark.is_alphanumeric());
    let compared = words.compare.begins(clause).map_or(0, str::len);
    let clause = clause.get(compared..).unwrap_or(clause);
    let cue = lexicon.qualifiers.at_end(clause).map_or(0, |(length, _)| length);
    let verb = clause.get(..clause.len() - cue).unwrap_or(clause);
    let known = lexicon.words.at_start(verb);
    let moves = known.is_some_and(|(word, known)| {
        matches!(known.class, Class::Rise | Class::Fall) && verb.chars().count() <= word.chars().count() + 1
    });
    moves || words.doubles.holds(verb)
}

/// 较2022年的1.6万人次翻了一番，达到3.2万人次: a word that says without a number how often the level was doubled.
pub fn doubled(text: &Text<'_>, place: usize, words: &Checks) -> Option<Relation> {
    let to = text.figure(place)?;
    let told = |index: &usize| text.figure(*index).is_some_and(Figure::is_claim);
    let start = (place.saturating_sub(REACH)..place).rev().find(told)?;
    let from = text.figure(start)?;
    let (change, behind) = growth::doubling(text, from, words)?;
    let gap = text.after(from).len().checked_sub(text.after(to).len())?;
    let gap = gap.checked_sub(to.span.end - to.span.start)?;
    let tied = leads(text.after(from).get(behind..gap)?, words);
    (tied && is_opened(text, start, words) && is_pair(from, to, words)).then(|| Relation {
        rule: direction::NAME,
        law: Law::Growth,
        operands: vec![
            Operand::new(from.entry, Role::From),
            Operand::new(to.entry, Role::To),
            change,
        ],
        evidence: Evidence::Assumed(NEAREST),
    })
}

/// 较2,500个增加500个至3,000个: what reads like a range of 500 to 3,000 is a change and the level that it led to. It binds only
/// where it holds, or but for a slip, as a range may be meant.
pub fn ranged(text: &Text<'_>, place: usize, words: &Checks) -> Option<Relation> {
    let range = text
        .figure(place)
        .filter(|range| range.entry.qualifier == Qualifier::Range && range.is_change())?;
    let start = place.checked_sub(1)?;
    let from = text
        .figure(start)
        .filter(|from| from.is_level() && from.is_like(range))?;
    let own = from.sentence == range.sentence && is_verb(text.between(from, range), words);
    let (step, to) = ends(range, words)?;
    (own && is_opened(text, start, words)).then(|| Relation {
        rule: direction::NAME,
        law: Law::Difference,
        operands: vec![Operand::new(from.entry, Role::From), to, step],
        evidence: Evidence::Slip(2, NEAREST),
    })
}

/// The rate behind such a change: 升幅为两成.
pub fn rate_of_range(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let range = place.checked_sub(1)?;
    let moved = ranged(text, range, words).filter(|moved| moved.judge() == Some(Verdict::Pass))?;
    let [from, to, _] = moved.operands.as_slice() else {
        return None;
    };
    let told = rate.is_percent() && growth::is_beside(text, text.figure(range)?, rate, words);
    told.then(|| Relation {
        law: Law::Growth,
        operands: vec![from.clone(), to.clone(), Operand::new(rate.entry, Role::Rate)],
        evidence: Evidence::Assumed(NEAREST),
        ..moved
    })
}

/// The two ends of a range as a change and a level.
fn ends(range: &Figure<'_>, words: &Checks) -> Option<(Operand, Operand)> {
    let written = range.entry.text.as_str();
    let at = words
        .to
        .words()
        .iter()
        .filter_map(|word| Some((written.find(word.as_str())?, word.len())))
        .min()?;
    let end = |span: Span, value, role| {
        let mut end = Operand::new(range.entry, role);
        end.text = span.of(written).to_owned();
        (end.start, end.end) = (range.entry.start + span.start, range.entry.start + span.end);
        end.value = value;
        end.core = Interval {
            lower: value,
            upper: value,
        };
        end.hull = end.core;
        end
    };
    let lower = end(Span::new(0, at.0), range.entry.lower, Role::Rate);
    let upper = end(Span::new(at.0 + at.1, written.len()), range.entry.upper, Role::To);
    Some((lower, upper))
}

/// 会员3600人，比上年增长20%，增加600人: the rate of a change, and its amount behind it.
pub fn rate_first(text: &Text<'_>, place: usize, amount: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let rate = text.figure(place.checked_sub(1)?)?;
    let level = text.figure(place.checked_sub(2)?)?;
    let own = level.sentence == amount.sentence && rate.sentence == amount.sentence;
    let told =
        rate.is_percent() && rate.is_change() && rate.entry.change == amount.entry.change && !amount.is_percent();
    let exact = level.is_level() && level.entry.qualifier == Qualifier::Exact && level.is_like(amount);
    let tied = growth::is_beside(text, level, rate, words) && is_verb(text.between(rate, amount), words);
    (own && told && exact && tied && !growth::is_real(level, words)).then(|| Relation {
        rule: direction::NAME,
        law: Law::GrowthBy {
            falls: rate.entry.change == Change::Down,
        },
        operands: vec![
            Operand::new(level.entry, Role::To),
            Operand::new(amount.entry, Role::Rate),
            Operand::new(rate.entry, Role::Rate),
        ],
        evidence: Evidence::Assumed(NEAREST),
    })
}
