//! Changes whose levels stand elsewhere than between 由 and 至: behind the rate, in two years side by side, before 相比,
//! or over several years.

use rust_decimal::Decimal;

use crate::lexicon::{Checks, Class, Kind, Lexicon};
use crate::number::Interval;
use crate::span::Span;

use super::direction::ahead;
use super::extent::clause_start;
use super::list;
use super::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use super::text::{Figure, Text};

/// Assumption: the change is that between the nearest figures that could be meant.
const NEAREST: &str = "change_between_these_figures";
/// Most characters between a level and its change.
const GAP: usize = 14;
/// How many figures from a change its levels may stand.
const REACH: usize = 6;

/// Two levels and what is told of them, by their figures.
#[derive(Clone, Copy)]
pub struct Levels<'t, 'a> {
    /// The level before.
    pub from: &'t Figure<'a>,
    /// The level behind.
    pub to: &'t Figure<'a>,
}

/// The levels of the change at `place`, where its own words or places tell them.
pub fn levels<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>, words: &Checks) -> Option<Levels<'t, 'a>> {
    let levels = behind(text, place, rate, words)
        .or_else(|| side_by_side(text, place, rate, words))
        .or_else(|| in_turn(text, place, rate, words))
        .or_else(|| set_against(text, place, rate, words))?;
    (!is_real(levels.to, words) && !is_real(levels.from, words)).then_some(levels)
}

/// Whether a figure is told in its prices, and its growth in those of another year.
pub fn is_real(figure: &Figure<'_>, words: &Checks) -> bool {
    words
        .real_terms
        .stands_in(&Lexicon::builtin().fold.apply(&figure.entry.noun))
}

/// 增长30%，由360人增至480人: the levels stand behind their change, with no other word than their dates.
fn behind<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>, words: &Checks) -> Option<Levels<'t, 'a>> {
    let told = |index: &usize| {
        text.figure(*index)
            .is_some_and(|figure| figure.entry.kind != Kind::Date && figure.sentence == rate.sentence)
    };
    let mut next = (place + 1..place + REACH).filter(told);
    let (start, end) = (next.next()?, next.next()?);
    let (from, to) = (text.figure(start)?, text.figure(end)?);
    let opened = words.from.ends(ahead(text, start, words))?;
    words.to.ends(ahead(text, end, words))?;
    let lead = text.between(rate, from).strip_prefix(['，', ','])?;
    let dated = ahead(text, start, words);
    let lead = Span::new(
        0,
        lead.len()
            .min(dated.len().saturating_sub(rate.span.end + '，'.len_utf8())),
    )
    .of(lead);
    let noun = lead.strip_suffix(opened)?.trim();
    let own = noun.is_empty() || noun == rate.entry.noun;
    let again = next.next().and_then(|index| text.figure(index));
    let again = again.is_some_and(|again| again.is_change() && text.between(to, again).chars().count() <= GAP);
    (own && !again && is_pair(from, to)).then_some(Levels { from, to })
}

/// 2022年收入为200万元，2023年收入为250万元，同比增长25%: two years side by side, and the change right behind.
fn side_by_side<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>, words: &Checks) -> Option<Levels<'t, 'a>> {
    let to = text.figure(place.checked_sub(1)?)?;
    let from = levels_before(text, place - 1).find(|from| from.is_like(to))?;
    let year = |figure: &Figure<'_>| figure.entry.period.parse::<u32>().ok();
    let follows = year(from)? + 1 == year(to)?;
    let same = from.entry.noun == to.entry.noun && to.sentence - from.sentence <= 1;
    (follows && same && is_beside(text, to, rate, words) && is_pair(from, to)).then_some(Levels { from, to })
}

/// 本年募集460万元，上年为400万元，同比增加15%: one of two levels, the first or the last, is named as the one before.
fn in_turn<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>, words: &Checks) -> Option<Levels<'t, 'a>> {
    let last = text.figure(place.checked_sub(1)?)?;
    let mut near = levels_before(text, place - 1).filter(|level| level.sentence == last.sentence);
    let first = near.next().filter(|first| is_pair(first, last))?;
    let alone = !near.any(|other| other.is_like(last));
    let levels = match (
        is_earlier(text, first, last, words),
        is_earlier(text, last, first, words),
    ) {
        (true, false) => Levels { from: first, to: last },
        (false, true) => Levels { from: last, to: first },
        _ => return None,
    };
    (alone && rate.is_change() && is_beside(text, last, rate, words)).then_some(levels)
}

/// Whether the clause of a level says that it is an earlier one, and no more than that or the noun of the `other`: 上年为400万元.
fn is_earlier(text: &Text<'_>, level: &Figure<'_>, other: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(level).trim_end().trim_end_matches(['：', ':']);
    let clause = before.get(clause_start(before)..).unwrap_or_default().trim_start();
    let Some(word) = words.earlier.begins(clause) else {
        return false;
    };
    let mut rest = clause.get(word.len()..).unwrap_or_default();
    while let Some(word) = words.earlier.begins(rest).or_else(|| words.weight.begins(rest)) {
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    let reached = words.reached.ends(rest).map_or(0, str::len);
    let noun = Span::new(0, rest.len() - reached).of(rest);
    noun.is_empty() || noun == Lexicon::builtin().fold.apply(&other.entry.noun)
}

/// 与2022年的1800人相比，2023年为2100人，增长16.7%: the level before stands before 相比.
fn set_against<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>, words: &Checks) -> Option<Levels<'t, 'a>> {
    let to = text.figure(place.checked_sub(1)?)?;
    let against = |from: &&Figure<'_>| {
        let after = text.after(from);
        let noun = after.find(['，', '。', '；']).unwrap_or_default();
        let clause = Span::new(0, noun).of(after);
        let opening = text.clause(from).trim_start();
        words.beside.ends(clause).is_some() && words.join.begins(opening).is_some()
    };
    let from = levels_before(text, place - 1).find(against)?;
    let near = from.sentence == to.sentence && from.is_like(to);
    (near && is_beside(text, to, rate, words) && is_pair(from, to)).then_some(Levels { from, to })
}

/// Whether words right before a level say that it is a change: 升幅为两成, 净增21家.
pub fn is_told(text: &Text<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(rate).trim_end();
    let reached = words.reached.ends(before).map_or(0, str::len);
    let before = Span::new(0, before.len() - reached).of(before);
    rate.is_percent() && words.growth.ends(before).is_some() || words.net.ends(before).is_some()
}

/// The levels shortly before the figure at `place`, the nearest first.
fn levels_before<'t, 'a>(text: &'t Text<'a>, place: usize) -> impl Iterator<Item = &'t Figure<'a>> {
    let near = (place.saturating_sub(REACH)..place).rev();
    near.filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() && !figure.is_percent())
}

fn is_pair(from: &Figure<'_>, to: &Figure<'_>) -> bool {
    from.is_level() && to.is_level() && from.is_like(to) && !from.is_percent()
}

/// Whether a change is told right behind a level, of that and of one year.
pub fn is_beside(text: &Text<'_>, to: &Figure<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    let between = text.between(to, rate);
    let near = to.sentence == rate.sentence && between.chars().count() <= GAP && !between.contains(['；', '。', ';']);
    near && !words.annual.stands_in(between) && is_of(between, to, words)
}

/// Whether the words before a rate name no subject of their own, or that of the levels: 由80家增至120家，增长50%.
pub fn is_of(between: &str, level: &Figure<'_>, words: &Checks) -> bool {
    let clause = between.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let clause = words
        .alias
        .begins(clause)
        .map_or(clause, |word| clause.get(word.len()..).unwrap_or(clause));
    let tells = |rest: &str| {
        let class = Lexicon::builtin().words.at_start(rest).map(|(_, word)| word.class);
        matches!(class, Some(Class::Rise | Class::Fall))
            || words.doubles.begins(rest).is_some()
            || words.growth.begins(rest).is_some()
            || words.net.begins(rest).is_some()
    };
    // 比2019年增长60%, 比计划多10家: another base than the first level is named.
    let own = |rest: &str| {
        let rest = rest.trim_start();
        let year = level.entry.period.get(..4).is_some_and(|year| rest.contains(year));
        rest.is_empty() || tells(rest) || year || words.earlier.begins(rest).is_some()
    };
    let tells = |rest: &str| {
        let compared = words.compare.begins(rest);
        tells(rest) || compared.is_some_and(|word| own(rest.get(word.len()..).unwrap_or_default()))
    };
    let noun = level.entry.noun.as_str();
    clause.is_empty() || tells(clause) || (!noun.is_empty() && clause.starts_with(noun))
}

/// 由100万元增至203万元，翻番: a word that says without a number how often the first level was doubled.
pub fn doubled(text: &Text<'_>, moved: &Relation, place: usize, words: &Checks) -> Option<Relation> {
    let (change, _) = doubling(text, text.figure(place)?, words)?;
    let [from, to] = moved.operands.as_slice() else {
        return None;
    };
    Some(Relation {
        law: Law::Growth,
        operands: vec![from.clone(), to.clone(), change],
        ..moved.clone()
    })
}

/// The word right behind a level that says that it was doubled, as an operand, and where it ends behind the level.
pub fn doubling(text: &Text<'_>, level: &Figure<'_>, words: &Checks) -> Option<(Operand, usize)> {
    let after = text.after(level);
    let near = after.floor_char_boundary(GAP + words.doubled.longest());
    let at = words
        .doubled
        .find(Span::new(0, near).of(after))
        .filter(|at| *at <= GAP)?;
    let lead = Span::new(0, at)
        .of(after)
        .trim_matches(|mark: char| !mark.is_alphanumeric());
    let word = words.doubled.begins(after.get(at..)?)?;
    let source = text.source.text.get(level.entry.end..)?;
    let start = level.entry.end + source.find(word).filter(|start| *start <= GAP + word.len())?;
    let mut change = list::named(text, Span::new(start, start + word.len()), level);
    change.role = Role::Rate;
    change.value = Some(Decimal::ONE_HUNDRED);
    let reading = Interval::new(Decimal::new(90, 0), Decimal::new(110, 0));
    (change.core, change.hull) = (reading, reading);
    lead.is_empty().then(|| (change, at + word.len()))
}

/// 从2018年的100万元增加到2022年的200万元，年均增长18.9%: by so much in every year.
pub fn annual(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let last = place.checked_sub(1)?;
    let to = text.figure(last).filter(|to| to.sentence == rate.sentence)?;
    let told = |index: &usize| text.figure(*index).is_some_and(Figure::is_claim);
    let first = (last.saturating_sub(REACH)..last).rev().find(told)?;
    let from = text.figure(first)?;
    words.from.ends(ahead(text, first, words))?;
    words.to.ends(ahead(text, last, words))?;
    let between = text.between(to, rate);
    let clause = between.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let yearly = words.yearly.begins(clause).is_some() && between.chars().count() <= GAP;
    let year = |figure: &Figure<'_>| figure.entry.period.get(..4)?.parse::<u32>().ok();
    let years = year(to)?
        .checked_sub(year(from)?)
        .filter(|years| (2..=LONGEST).contains(years))?;
    let real = is_real(from, words) || is_real(to, words);
    (yearly && is_pair(from, to) && rate.is_percent() && !real).then(|| Relation {
        rule: super::direction::NAME,
        law: Law::Compound { years },
        operands: vec![
            Operand::new(from.entry, Role::From),
            Operand::new(to.entry, Role::To),
            Operand::new(rate.entry, Role::Rate),
        ],
        evidence: Evidence::Assumed(NEAREST),
    })
}

/// Most years over which a mean growth is reckoned.
const LONGEST: u32 = 30;

/// The levels of a relation, where the verb says that they rose or fell, and they did not.
pub fn contradicted(text: &Text<'_>, relation: &Relation, rate: &Figure<'_>) -> Option<Relation> {
    let [from, to, _] = relation.operands.as_slice() else {
        return None;
    };
    if !matches!(relation.law, Law::Growth | Law::Difference) || !rate.is_change() || text.is_english(rate) {
        return None;
    }
    let direction = Relation {
        law: Law::Toward {
            falls: rate.entry.change == crate::claim::Change::Down,
        },
        operands: vec![from.clone(), to.clone()],
        evidence: Evidence::Assumed(NEAREST),
        ..relation.clone()
    };
    (direction.judge() == Some(Verdict::Fail)).then_some(direction)
}
