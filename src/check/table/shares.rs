//! Columns of shares with the amounts that they are the shares of.

use rust_decimal::Decimal;

use crate::check::relation::{Evidence, Relation};
use crate::check::text::{Figure, Text};
use crate::span::Span;

use super::laws::{ALIKE, Kin, REACH, SHARES, bind, reckoned, share};
use super::{Row, Table};

/// The shares of all tables with their parts and wholes, as relations of `rule`.
pub fn shares(text: &Text<'_>, rule: &'static str) -> Vec<Relation> {
    let mut found = Vec::new();
    for table in &text.tables {
        for column in 1..table.width {
            of_whole(text, table, column, rule, &mut found);
            in_brackets(text, table, column, rule, &mut found);
        }
        reckoned(text, table, &[Kin::ShareOfSecond, Kin::ShareOfFirst], rule, &mut found);
    }
    found
}

/// A column of shares, with the nearest column of amounts before it that they are the shares of.
fn of_whole(text: &Text<'_>, table: &Table, column: usize, rule: &'static str, found: &mut Vec<Relation>) {
    let whole = |row: usize| table.figure(text, row, column).is_some_and(is_all);
    if !(0..table.rows.len()).any(whole) {
        return;
    }
    let before = found.len();
    for amounts in (column.saturating_sub(REACH).max(1)..column).rev() {
        of_amounts(text, table, (amounts, column), rule, found);
        if found.len() > before {
            break;
        }
    }
}

/// Whether a figure is the share of a whole in itself.
fn is_all(figure: &Figure<'_>) -> bool {
    figure.is_percent() && figure.entry.value == Some(Decimal::ONE_HUNDRED)
}

/// Amounts with their shares: each is one of the row whose share is 100 %.
fn of_amounts(
    text: &Text<'_>,
    table: &Table,
    (amounts, shares): (usize, usize),
    rule: &'static str,
    found: &mut Vec<Relation>,
) {
    let pair = |row: usize| {
        let amount = table.figure(text, row, amounts).filter(|figure| !figure.is_percent())?;
        let rate = table.figure(text, row, shares).filter(|figure| figure.is_percent())?;
        Some((amount, rate))
    };
    let is_whole = |row: usize| pair(row).is_some_and(|(_, rate)| is_all(rate));
    let count = table.rows.len();
    let heading = |row: usize| table.rows.get(row).is_none_or(Row::is_heading);
    for whole in (0..count).filter(|&row| is_whole(row)) {
        let Some((all, _)) = pair(whole) else { continue };
        let ends = |row: &usize| !is_whole(*row);
        let above: Vec<usize> = (0..whole).rev().take_while(ends).collect();
        let below: Vec<usize> = (whole + 1..count)
            .take_while(ends)
            .take_while(|row| !heading(*row))
            .collect();
        for rows in [above, below] {
            let relations: Vec<Relation> = rows
                .iter()
                .filter_map(|&row| pair(row))
                .map(|(amount, rate)| share(amount, all, rate, rule))
                .collect();
            bind(relations, SHARES, found);
        }
    }
}

/// 1806 (40.4%): the figure of a cell with its share of the total, where the total says that it is the whole:
/// 4465 (100%); or of the amount beside it: 416 of 4465, in a column for each.
fn in_brackets(text: &Text<'_>, table: &Table, column: usize, rule: &'static str, found: &mut Vec<Relation>) {
    let pair = |row: usize| {
        let place = table.rows.get(row)?.cells.get(column)?.figure()?;
        let (amount, rate) = (text.figure(place)?, text.figure(place + 1)?);
        let between = Span::new(amount.entry.end, rate.entry.start).of(&text.source.text);
        let beside = rate.is_percent() && !amount.is_percent() && matches!(between.trim(), "(" | "（");
        beside.then_some((amount, rate))
    };
    let rows = 0..table.rows.len();
    let whole = rows.clone().filter_map(pair).find(|(_, rate)| is_all(rate));
    let parts = rows.filter_map(|row| Some((row, pair(row)?)));
    if let Some((whole, _)) = whole {
        let own = |(_, (amount, _)): &(usize, (&Figure<'_>, &Figure<'_>))| amount.entry.start != whole.entry.start;
        let relations = parts.filter(own).map(|(_, (amount, rate))| Relation {
            evidence: Evidence::Assumed(SHARES),
            ..share(amount, whole, rate, rule)
        });
        found.extend(relations);
    } else if let Some(before) = column.checked_sub(1).filter(|before| *before > 0) {
        let of = |(row, (amount, rate)): (usize, (&Figure<'_>, &Figure<'_>))| {
            Some(share(amount, table.figure(text, row, before)?, rate, rule))
        };
        bind(parts.filter_map(of).collect(), ALIKE, found);
    }
}
