//! The sums of a table's columns and rows.

use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Kind, Lexicon};
use crate::span::Span;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "table-total",
    level: Level::Error,
    page: include_str!("table_total.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: the rows above are those that are summed.
const ROWS_ABOVE: &str = "rows_above_are_summed";

/// A row of a table: its label, and the figure of each cell that holds just one.
struct Row {
    label: String,
    cells: Vec<Option<usize>>,
}

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for table in tables(text) {
        for (index, row) in table.iter().enumerate().filter(|(_, row)| is_sum(&row.label, words)) {
            let above = table.get(..index).unwrap_or_default();
            let first = above
                .iter()
                .rposition(|row| is_sum(&row.label, words))
                .map_or(0, |sum| sum + 1);
            let addends = above.get(first..).unwrap_or_default();
            for column in 1..row.cells.len() {
                relations.extend(column_sum(text, row, addends, column));
                relations.extend(addends.iter().filter_map(|part| share(text, row, part, column)));
            }
        }
    }
}

fn is_sum(label: &str, words: &Checks) -> bool {
    let label = Lexicon::builtin().fold.apply(label);
    let label: String = label
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '*' | '：' | ':'))
        .collect();
    words.sums.holds(&label)
}

fn column_sum(text: &Text<'_>, total: &Row, addends: &[Row], column: usize) -> Option<Relation> {
    let figure = |row: &Row| {
        row.cells
            .get(column)
            .copied()
            .flatten()
            .and_then(|place| text.figure(place))
    };
    let whole = figure(total).filter(|whole| !whole.is_percent())?;
    let header = addends
        .iter()
        .rposition(|row| row.cells.iter().skip(1).all(Option::is_none));
    let rows = addends.get(header.map_or(0, |header| header + 1)..)?;
    let mut operands = vec![operand(whole, Role::Whole)];
    for row in rows {
        let part = figure(row).filter(|part| part.is_like(whole))?;
        operands.push(operand(part, Role::Part));
    }
    // A header in the middle is that of a page, above which the table began.
    if header.is_some_and(|header| {
        addends
            .iter()
            .take(header)
            .any(|row| row.cells.iter().any(Option::is_some))
    }) {
        return None;
    }
    (operands.len() > 2).then_some(Relation {
        rule: RULE.name,
        law: Law::Sum,
        operands,
        evidence: Evidence::Slip(2, ROWS_ABOVE),
    })
}

/// 1806 (40.4%): the figure of a cell with its share of the total, where the total says that it is the whole: 4465 (100%).
fn share(text: &Text<'_>, total: &Row, part: &Row, column: usize) -> Option<Relation> {
    let cell = |row: &Row| row.cells.get(column).copied().flatten();
    let pair = |place: usize| {
        let (amount, rate) = (text.figure(place)?, text.figure(place + 1)?);
        let between = Span::new(amount.entry.end, rate.entry.start).of(&text.source.text);
        let beside = rate.is_percent() && !amount.is_percent() && matches!(between.trim(), "(" | "（");
        beside.then_some((amount, rate))
    };
    let (whole, all) = pair(cell(total)?)?;
    let (amount, rate) = pair(cell(part)?)?;
    let is_whole = all.entry.value == Some(rust_decimal::Decimal::ONE_HUNDRED);
    (is_whole && amount.is_like(whole)).then(|| Relation {
        rule: RULE.name,
        law: Law::Share,
        operands: vec![
            operand(amount, Role::Part),
            operand(whole, Role::Whole),
            operand(rate, Role::Rate),
        ],
        evidence: Evidence::Assumed(SHARES),
    })
}

/// Assumption: the shares in a column are those of its total.
const SHARES: &str = "shares_are_of_the_total";

/// The tables of the document: runs of lines that are divided by bars or tabs into as many cells.
fn tables(text: &Text<'_>) -> Vec<Vec<Row>> {
    let source = &text.source.text;
    let mut tables: Vec<Vec<Row>> = Vec::new();
    let mut table: Vec<Row> = Vec::new();
    let mut next = 0;
    let mut start = 0;
    let mut lines = source.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let mut span = Span::new(start, start + line.len());
        // A cell of a Markdown table that was broken goes on in the next line.
        while is_broken(span.of(source)) && lines.peek().is_some_and(|next| !next.trim_start().starts_with('|')) {
            span.end += lines.next().map_or(0, str::len);
        }
        start = span.end;
        match cells(source, span) {
            // What stands above the rule of a Markdown table is its header.
            Some(cells) if is_rule(source, &cells) => table.clear(),
            Some(cells) => table.extend(row(text, &cells, &mut next)),
            None if table.is_empty() => {}
            None => tables.push(std::mem::take(&mut table)),
        }
    }
    tables.push(table);
    tables.retain(|rows| rows.len() > 2);
    tables
}

/// The cells of a line, none where it is no row of a table.
fn cells(source: &str, line: Span) -> Option<Vec<Span>> {
    let text = line.of(source);
    let divider = match (text.trim_start().starts_with('|'), text.contains('\t')) {
        (true, _) => '|',
        (_, true) => '\t',
        _ => return None,
    };
    let mut cells = Vec::new();
    let mut start = line.start;
    for part in text.split(divider) {
        let end = start + part.len();
        if !(divider == '|' && part.trim().is_empty() && (cells.is_empty() || end >= line.end)) {
            cells.push(Span::new(start, end));
        }
        start = end + 1;
    }
    Some(cells)
}

/// Whether a row of a Markdown table lacks its last bar.
fn is_broken(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && !line.ends_with('|') && line.len() > 1
}

fn is_rule(source: &str, cells: &[Span]) -> bool {
    let rule = |cell: &Span| {
        !cell.of(source).trim().is_empty() && cell.of(source).trim().chars().all(|mark| matches!(mark, '-' | ':'))
    };
    !cells.is_empty() && cells.iter().all(rule)
}

/// The row of a line, with the first figure of each cell; `next` is the first figure that may stand in it.
fn row(text: &Text<'_>, cells: &[Span], next: &mut usize) -> Option<Row> {
    let source = &text.source.text;
    let label = cells.first()?.of(source).trim().to_owned();
    let figures = cells
        .iter()
        .map(|cell| {
            while text.figure(*next).is_some_and(|figure| figure.entry.start < cell.start) {
                *next += 1;
            }
            let first = text
                .figure(*next)
                .filter(|figure| figure.entry.end <= cell.end && opens(figure, cell.of(source)));
            first.map(|_| *next)
        })
        .collect();
    Some(Row { label, cells: figures })
}

/// Whether the figure opens the text of its cell, so that it is the cell's own.
fn opens(figure: &Figure<'_>, cell: &str) -> bool {
    let bare =
        cell.trim_start_matches(|character: char| character.is_whitespace() || matches!(character, '*' | '¥' | '$'));
    figure.entry.kind == Kind::Claim && bare.starts_with(figure.entry.text.trim())
}
