//! A whole is the sum of its parts.

use rust_decimal::Decimal;

use crate::check::bounds::{add, at_most, meet, subtract, sum};
use crate::check::overlap;
use crate::check::parts::{self, Cue, Parts};
use crate::check::relation::{Evidence, Law, Relation, Role, Verdict};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::Checks;
use crate::number::Interval;

use super::{operand, operands};

/// The rule.
pub const RULE: Rule = Rule {
    name: "sum-of-parts",
    level: Level::Error,
    page: include_str!("sum_of_parts.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption where words such as 其中 do not say that nothing is left out.
const ALL_LISTED: &str = "all_parts_are_listed";

/// Whether the parts stand in a row with nothing but joints between: 227亿元、1045亿元和25亿元.
fn is_row(text: &Text<'_>, parts: &Parts, words: &Checks) -> bool {
    parts.parts.windows(2).all(|pair| {
        let figures = pair.first().zip(pair.last());
        let figures = figures.and_then(|(first, second)| text.figure(*first).zip(text.figure(*second)));
        figures.is_some_and(|(first, second)| {
            let between = text.between(first, second).trim();
            between == "、" || words.join.holds(between)
        })
    })
}

/// So many digits no figure has: an open list is never complete.
const NEVER: usize = usize::MAX;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for parts in &text.parts {
        if matches!(parts.cue, Cue::All | Cue::Divided) && !parts.rivals.is_empty() {
            relations.extend(rival(text, parts, words));
            continue;
        }
        for list in divided(text, parts) {
            let lists = lists(text, &list);
            relations.extend(lists.iter().find_map(|upto| relation(text, upto, words)));
        }
    }
}

/// One list, or two where the whole is divided twice: 自然人3493件、法人114件；公开1191件、……
fn divided(text: &Text<'_>, parts: &Parts) -> Vec<Parts> {
    let first = lists(text, parts).remove(0);
    let rest: Vec<usize> = parts.parts.iter().skip(first.parts.len()).copied().collect();
    let apart = until_semicolon(text, parts) == first.parts.len();
    if rest.len() < TWICE || !apart || adding_up(text, &first) != Some(first.parts.len()) {
        return vec![parts.clone()];
    }
    let second = Parts {
        sure: rest.len(),
        parts: rest,
        ..parts.clone()
    };
    vec![first, second]
}

/// Fewest parts that a second list of one whole has.
const TWICE: usize = 3;

/// The relation to that of several wholes which the parts make, or make but for a slip.
fn rival(text: &Text<'_>, parts: &Parts, words: &Checks) -> Option<Relation> {
    let wholes = std::iter::once(parts.whole).chain(parts.rivals.iter().copied());
    let relations: Vec<Relation> = wholes
        .filter_map(|whole| relation(text, &Parts { whole, ..parts.clone() }, words))
        .collect();
    let holds = relations
        .iter()
        .find(|relation| relation.judge() == Some(Verdict::Pass));
    holds.or(relations.first()).cloned()
}

/// The relation of a whole to the sum of its parts.
pub(super) fn relation(text: &Text<'_>, parts: &Parts, words: &Checks) -> Option<Relation> {
    if parts.parts.len() < 2 {
        return None;
    }
    let mut all = vec![operand(text.figure(parts.whole)?, Role::Whole)];
    all.extend(operands(text, &parts.parts, Role::Part));
    let relation = Relation {
        rule: RULE.name,
        law: Law::Sum,
        operands: all,
        evidence: evidence(text, parts, words),
    };
    relation.judge().map(|_| relation)
}

/// The list that adds up: the whole one, or a beginning of it. Where none does, those that may: what surely belongs to
/// the whole, and all of it.
pub(in crate::check) fn lists(text: &Text<'_>, parts: &Parts) -> Vec<Parts> {
    let upto = |count: usize| Parts {
        parts: parts.parts.iter().take(count).copied().collect(),
        ..parts.clone()
    };
    let all = parts.parts.len();
    if let Some(count) = adding_up(text, parts) {
        return vec![upto(count)];
    }
    let mut counts = vec![until_semicolon(text, parts), parts.sure];
    counts.retain(|count| *count >= 2 && *count < all);
    counts.dedup();
    counts.into_iter().chain([all]).map(upto).collect()
}

/// How many parts from the first make the whole: all of them, or the most that do.
pub(super) fn adding_up(text: &Text<'_>, parts: &Parts) -> Option<usize> {
    let whole = text.figure(parts.whole)?.core();
    let mut sum = Interval::exactly(Decimal::ZERO);
    let mut holds = None;
    for (at, part) in parts.parts.iter().enumerate() {
        sum = add(sum, text.figure(*part)?.core());
        if at > 0 && meet(sum, whole) {
            holds = Some(at + 1);
        }
    }
    holds
}

/// How many parts stand before the first semicolon between two of them.
fn until_semicolon(text: &Text<'_>, parts: &Parts) -> usize {
    let ends = |pair: &[usize]| {
        let figures = pair.first().zip(pair.last());
        let figures = figures.and_then(|(first, second)| text.figure(*first).zip(text.figure(*second)));
        figures.is_some_and(|(first, second)| text.between(first, second).contains(['；', ';']))
    };
    let at = parts.parts.windows(2).position(ends);
    at.map_or(parts.parts.len(), |at| at + 1)
}

/// Whether the whole is a level that was reached from another, and the parts are what was added.
fn are_added(text: &Text<'_>, parts: &Parts, words: &Checks) -> bool {
    let Some(whole) = text.figure(parts.whole) else {
        return false;
    };
    let added = |place: &usize| {
        let figure = text.figure(*place);
        figure.is_some_and(|figure| words.added.ends(text.before(figure).trim_end()).is_some())
    };
    let reached = words.to.ends(text.before(whole).trim_end()).is_some();
    reached && (parts.parts.iter().any(added) || make_step(text, parts, whole))
}

/// 从2000万元增加至5000万元，其中甲出资1200万元，乙出资1800万元: the parts make what lies between the two levels.
fn make_step(text: &Text<'_>, parts: &Parts, whole: &Figure<'_>) -> bool {
    let before = parts.whole.checked_sub(1).and_then(|before| text.figure(before));
    let from = before.filter(|from| from.sentence == whole.sentence && from.is_level() && from.is_like(whole));
    let cores = parts.parts.iter().filter_map(|&part| text.figure(part));
    let cores: Vec<Interval> = cores.map(Figure::core).collect();
    from.is_some_and(|from| meet(sum(&cores), subtract(whole.core(), from.core())))
}

/// Whether the parts are kinds that one thing may be several of: 涉农贷款、小微贷款、绿色贷款.
fn are_crossing(text: &Text<'_>, parts: &Parts, words: &Checks) -> bool {
    let crossing = |place: &usize| {
        text.figure(*place)
            .is_some_and(|figure| words.crossing.stands_in(text.clause(figure)))
    };
    parts.parts.iter().any(crossing)
}

/// Fewest parts of a list that surely divides its whole.
const BREAKDOWN: usize = 4;

/// Whether a list that may be open is told in round figures, which miss many sums by what looks like a slip.
fn is_round(text: &Text<'_>, parts: &Parts) -> bool {
    let round = parts::round(text, parts);
    let core = |&place: &usize| text.figure(place).map(Figure::core);
    let made: Vec<Interval> = parts.parts.iter().filter_map(core).collect();
    let left = core(&parts.whole).is_some_and(|whole| at_most(sum(&made), whole));
    parts.cue == Cue::Among && left && round > 0 && parts::digits(text, parts) < round + SURE
}

/// Whether the parts behind 其中 are divided by different marks, as two lists are: 其中北京60家、上海45家，理事单位120家.
fn is_uneven(text: &Text<'_>, parts: &Parts) -> bool {
    let mark = |pair: &[usize]| {
        let (first, second) = text.figure(*pair.first()?).zip(text.figure(*pair.last()?))?;
        text.between(first, second)
            .chars()
            .find(|mark| matches!(mark, '、' | '，' | ',' | '；'))
    };
    let mut marks = parts.parts.windows(2).map(mark);
    let first = marks.next();
    parts.cue == Cue::Among && marks.any(|mark| Some(mark) != first)
}

/// So many digits of figures that are round beyond them are sure.
const SURE: usize = 4;

/// Long lists and long figures do not nearly add up by chance.
fn evidence(text: &Text<'_>, parts: &Parts, words: &Checks) -> Evidence {
    let open =
        overlap::is_open(text, parts, words) || are_added(text, parts, words) || are_crossing(text, parts, words);
    // Some few attributes may meet in one thing; a long list is a breakdown.
    let crossed =
        parts.parts.len() < BREAKDOWN && !matches!(parts.cue, Cue::All) && overlap::is_crossed(text, parts, words);
    let open = open || crossed;
    let digits = parts::digits(text, parts);
    let least = match (parts.cue, parts.parts.len()) {
        (Cue::All, _) if !open && parts.rivals.is_empty() => return Evidence::Explicit,
        (Cue::Total, 2..) if is_row(text, parts, words) => return Evidence::Assumed(ALL_LISTED),
        _ if open || is_round(text, parts) || is_uneven(text, parts) => NEVER,
        (Cue::Bracket, 3..) | (Cue::Among, 4..) => 1,
        (_, 3..) if digits >= 3 => 2,
        _ if digits <= 2 => NEVER,
        _ if digits >= 4 => 2,
        _ => 3,
    };
    Evidence::Slip(least, ALL_LISTED)
}
