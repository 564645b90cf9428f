//! What the columns of a table are to each other: shares of a whole, changes between two levels, balances.
//!
//! Where a cell says in words what its rate compares, the words bind it. Elsewhere a law binds a column where it holds
//! in most of its rows.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::slip;
use crate::check::text::{Figure, Text};
use crate::lexicon::{Checks, Kind};
use crate::number::Interval;

use super::{Table, as_written, loosened, scale, written};

/// Assumption: the shares in a column are those of its total.
pub(super) const SHARES: &str = "shares_are_of_the_total";
/// Assumption: a column is reckoned from others in every row alike.
pub(super) const ALIKE: &str = "rows_are_reckoned_alike";
/// Columns that are reckoned stand so near to those that they come from.
pub(super) const REACH: usize = 6;
/// So many rows must keep a law.
const CONFIRMED: usize = 2;
/// In so many rows it is looked for whether columns have to do with each other.
const PROBED: usize = 200;
/// So many digits of rates that fit are no chance.
const TELLING: usize = 5;

/// The changes and balances of all tables with their levels, as relations of `rule`.
pub fn changes(text: &Text<'_>, rule: &'static str) -> Vec<Relation> {
    let mut found = Vec::new();
    for table in &text.tables {
        for row in 0..table.rows.len() {
            for column in 1..table.width {
                noted(text, table, (row, column), rule, &mut found);
            }
        }
        reckoned(
            text,
            table,
            &[Kin::Growth, Kin::GrowthBack, Kin::Apart],
            rule,
            &mut found,
        );
        down(text, table, rule, &mut found);
    }
    // What a total tells is no balance besides.
    let told = text.sums.iter().filter(|sum| sum.told && sum.binds);
    let sums: HashSet<Vec<usize>> = told.map(|sum| places(&sum.operands)).collect();
    found.retain(|relation| relation.law != Law::Difference || !sums.contains(&places(&relation.operands)));
    found
}

/// Where operands stand, in the order of the text.
fn places(operands: &[Operand]) -> Vec<usize> {
    let mut places: Vec<usize> = operands.iter().map(|operand| operand.start).collect();
    places.sort_unstable();
    places
}

/// The share of an amount in a whole, of which the last digit may have been set so that all make a hundred.
pub(super) fn share(amount: &Figure<'_>, whole: &Figure<'_>, rate: &Figure<'_>, rule: &'static str) -> Relation {
    let mut operands = levels((amount, Role::Part), (whole, Role::Whole));
    let mut rate = Operand::new(rate.entry, Role::Rate);
    rate.hull = loosened(rate.hull);
    operands.push(rate);
    relation(rule, Law::Share, operands, Evidence::Slip(2, SHARES))
}

/// Two levels, as written where they were read in different scales.
fn levels((first, own): (&Figure<'_>, Role), (second, other): (&Figure<'_>, Role)) -> Vec<Operand> {
    let bare = written(first).is_some() && written(second).is_some();
    let apart = scale(first)
        .zip(scale(second))
        .is_some_and(|(first, second)| first != second);
    if bare && apart {
        vec![as_written(first, own), as_written(second, other)]
    } else {
        vec![Operand::new(first.entry, own), Operand::new(second.entry, other)]
    }
}

fn relation(rule: &'static str, law: Law, operands: Vec<Operand>, evidence: Evidence) -> Relation {
    Relation {
        rule,
        law,
        operands,
        evidence,
    }
}

/// Takes the relations of a column where most of them hold, and enough of them tell something.
pub(super) fn bind(relations: Vec<Relation>, assumption: &'static str, found: &mut Vec<Relation>) {
    if confirmed(&relations).is_none() {
        return;
    }
    found.extend(relations.into_iter().map(|relation| Relation {
        evidence: Evidence::Slip(2, assumption),
        ..relation
    }));
}

/// How many of the relations hold; none where too few do.
fn confirmed(relations: &[Relation]) -> Option<usize> {
    let (mut holding, mut telling, mut digits) = (0, 0, 0);
    let least = match relations.first()?.law {
        Law::Difference => CONFIRMED + 1,
        _ => CONFIRMED,
    };
    for relation in relations {
        let Some(rate) = relation.operands.last() else { continue };
        // Nothing of nothing holds everywhere.
        if rate
            .value
            .is_none_or(|value| value.is_zero() || value == Decimal::ONE_HUNDRED)
        {
            continue;
        }
        telling += 1;
        let hulls: Vec<Interval> = relation.operands.iter().map(|operand| operand.hull).collect();
        if relation.law.holds(&hulls) == Some(true) {
            holding += 1;
            digits += slip::length(&rate.text);
        }
    }
    let misses = telling - holding;
    let most = 1.max(telling / 4);
    (holding >= least && misses <= most && digits >= TELLING).then_some(holding)
}

/// How a column may come from two others.
#[derive(Clone, Copy)]
pub(super) enum Kin {
    /// The first of the second in per cent.
    ShareOfSecond,
    /// The second of the first in per cent.
    ShareOfFirst,
    /// The change from the first to the second in per cent.
    Growth,
    /// The change from the second to the first in per cent.
    GrowthBack,
    /// How far the two are apart.
    Apart,
}

impl Kin {
    /// Whether a rate is about what it should be, or the figures are in units that must be looked into.
    fn is_near(self, first: &Figure<'_>, second: &Figure<'_>, rate: &Figure<'_>) -> bool {
        if rate.is_percent() == matches!(self, Self::Apart) {
            return false;
        }
        let value = |figure: &Figure<'_>| figure.entry.value;
        let (Some(a), Some(b), Some(c)) = (value(first), value(second), value(rate)) else {
            return false;
        };
        let percent = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
        let growth = |from: Decimal, to: Decimal| percent(to.checked_sub(from)?, from);
        let expected = match self {
            _ if first.entry.unit != second.entry.unit => return true,
            Self::ShareOfSecond => percent(a, b),
            Self::ShareOfFirst => percent(b, a),
            Self::Growth => growth(a, b),
            Self::GrowthBack => growth(b, a),
            Self::Apart if rate.entry.unit != first.entry.unit => return true,
            Self::Apart => b.checked_sub(a),
        };
        let miss = expected.and_then(|expected| expected.abs().checked_sub(c.abs()));
        miss.is_some_and(|miss| miss.abs() <= c.abs() / Decimal::TEN + Decimal::ONE)
    }

    fn relation(
        self,
        first: &Figure<'_>,
        second: &Figure<'_>,
        rate: &Figure<'_>,
        rule: &'static str,
    ) -> Option<Relation> {
        let percent = rate.is_percent();
        let amounts = !first.is_percent() && !second.is_percent();
        let change = |from: &Figure<'_>, to: &Figure<'_>| {
            let mut operands = levels((from, Role::From), (to, Role::To));
            operands.push(Operand::new(rate.entry, Role::Rate));
            relation(rule, Law::Growth, operands, Evidence::Slip(2, ALIKE))
        };
        match self {
            Self::ShareOfSecond if percent && amounts => Some(share(first, second, rate, rule)),
            Self::ShareOfFirst if percent && amounts => Some(share(second, first, rate, rule)),
            Self::Growth if percent && amounts => Some(change(first, second)),
            Self::GrowthBack if percent && amounts => Some(change(second, first)),
            // Nothing more and nothing left say nothing.
            Self::Apart if [first, second, rate].iter().any(|figure| is_nothing(figure)) => None,
            Self::Apart if !percent && amounts => {
                let mut operands = levels((first, Role::From), (second, Role::To));
                let same = scale(first) == scale(rate) || written(first).is_none();
                let mut step = if same {
                    Operand::new(rate.entry, Role::Rate)
                } else {
                    as_written(rate, Role::Rate)
                };
                step.hull = loosened(step.hull);
                operands.push(step);
                Some(relation(rule, Law::Difference, operands, Evidence::Slip(2, ALIKE)))
            }
            _ => None,
        }
    }
}

fn is_nothing(figure: &Figure<'_>) -> bool {
    figure.entry.value.is_some_and(|value| value.is_zero())
}

/// The columns that come from two others near them, the law that most rows keep.
pub(super) fn reckoned(text: &Text<'_>, table: &Table, kinds: &[Kin], rule: &'static str, found: &mut Vec<Relation>) {
    let rows = 0..table.rows.len();
    let column = |column: usize| rows.clone().map(|row| table.figure(text, row, column)).collect();
    let columns: Vec<Vec<Option<&Figure<'_>>>> = (0..table.width).map(column).collect();
    for (column, rates) in columns.iter().enumerate().skip(3) {
        let percent = |rate: &Option<&Figure<'_>>| rate.is_some_and(Figure::is_percent);
        let (shares, amounts) = (
            rates.iter().filter(|rate| percent(rate)).count(),
            rates.iter().flatten(),
        );
        let amounts = amounts.count() - shares;
        let mut best: Option<(usize, Vec<Relation>)> = None;
        for (first, second) in pairs(column) {
            let (Some(firsts), Some(seconds)) = (columns.get(first), columns.get(second)) else {
                continue;
            };
            for kin in kinds {
                if CONFIRMED > if matches!(kin, Kin::Apart) { amounts } else { shares } {
                    continue;
                }
                let all = || {
                    let beside = firsts.iter().zip(seconds).zip(rates);
                    beside.filter_map(|((first, second), rate)| Some(((*first)?, (*second)?, (*rate)?)))
                };
                // Most columns have nothing to do with each other, which is cheap to see.
                let (mut near, mut seen) = (0, 0);
                for (first, second, rate) in all().take(PROBED) {
                    seen += 1;
                    near += usize::from(kin.is_near(first, second, rate));
                }
                if near < CONFIRMED || near * 2 < seen {
                    continue;
                }
                let relations: Vec<Relation> = all()
                    .filter_map(|(first, second, rate)| kin.relation(first, second, rate, rule))
                    .collect();
                let holding = confirmed(&relations);
                if let Some(holding) = holding.filter(|holding| best.as_ref().is_none_or(|(most, _)| holding > most)) {
                    best = Some((holding, relations));
                }
            }
        }
        found.extend(best.into_iter().flat_map(|(_, relations)| relations));
    }
}

/// The pairs of columns near before `column`, the nearest first.
fn pairs(column: usize) -> impl Iterator<Item = (usize, usize)> {
    let from = column.saturating_sub(REACH).max(1);
    let seconds = (from + 1..column).rev();
    seconds.flat_map(move |second| (from..second).rev().map(move |first| (first, second)))
}

/// A column of growth beside one of levels, whose rows follow each other in time, one way or the other.
fn down(text: &Text<'_>, table: &Table, rule: &'static str, found: &mut Vec<Relation>) {
    for column in 1..table.width {
        for back in [false, true] {
            let row = |row: usize| {
                let figure = |row: usize| table.figure(text, row, column);
                let rate = table.figure(text, row, column + 1).filter(|rate| rate.is_percent())?;
                let before = if back { row + 1 } else { row.checked_sub(1)? };
                Kin::Growth.relation(figure(before)?, figure(row)?, rate, rule)
            };
            bind((0..table.rows.len()).filter_map(row).collect(), ALIKE, found);
        }
    }
}

/// 1123 （较2012年升31.7%；较2015年升2.9%）: a cell that tells its change since another year of the table.
fn noted(text: &Text<'_>, table: &Table, (row, column): (usize, usize), rule: &'static str, found: &mut Vec<Relation>) {
    let Some((cell, place)) = table
        .rows
        .get(row)
        .and_then(|row| row.cells.get(column))
        .and_then(|cell| Some((cell.span, cell.figure()?)))
    else {
        return;
    };
    let Some(level) = text.figure(place) else { return };
    let inside = |figure: &&Figure<'_>| figure.entry.end <= cell.end;
    let words = Checks::builtin();
    let notes: Vec<&Figure<'_>> = text.figures.iter().skip(place + 1).take_while(inside).collect();
    for pair in notes.windows(2) {
        let [date, rate] = pair else { continue };
        let compared = words.compare.ends(text.before(date).trim_end()).is_some();
        if date.entry.kind != Kind::Date || !rate.is_percent() || !compared {
            continue;
        }
        if let Some(from) = of_year(text, table, (row, column), date.entry.text.get(..4).unwrap_or_default()) {
            let mut operands = levels((from, Role::From), (level, Role::To));
            operands.push(Operand::new(rate.entry, Role::Rate));
            found.push(relation(rule, Law::Growth, operands, Evidence::Explicit));
        }
    }
}

/// The figure of `year` in the same row, or in the same column.
fn of_year<'t, 'a>(
    text: &'t Text<'a>,
    table: &Table,
    (row, column): (usize, usize),
    year: &str,
) -> Option<&'t Figure<'a>> {
    let names = |label: &str| year.bytes().all(|byte| byte.is_ascii_digit()) && label.contains(year);
    let beside = (1..table.width).find(|&other| other != column && names(&table.header(text, other)));
    let above = || {
        let own = |(other, row_of): (usize, &super::Row)| (other != row && names(&row_of.label)).then_some(other);
        table.rows.iter().enumerate().find_map(own)
    };
    match beside {
        Some(other) => table.figure(text, row, other),
        None => table.figure(text, above()?, column),
    }
}
