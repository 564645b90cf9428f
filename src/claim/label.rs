//! What the labels of a table say of its cells. Rows and columns come again with every cell, and are read once.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::column_unit;
use super::entry::Change;
use crate::document::Cell;
use crate::lexicon::Lexicon;
use crate::number;
use crate::period::{self, Period};
use crate::span::Span;

/// So many columns are kept at a time, which is more than most tables have.
const COLUMNS: usize = 64;
/// Digits of a year.
const YEAR: usize = 4;
/// The most numbers of a date, from one day to another.
const DATE: usize = 6;
/// The most letters of a sign of a unit in an English header.
const UNIT: usize = 2;
/// The most characters before a colon that only lead to a label.
const LEAD: usize = 2;

/// The labels that were read last.
#[derive(Default)]
pub(super) struct Labels {
    columns: Vec<Column>,
    row: Option<Row>,
    unit: Option<Unit>,
    dated: Option<Dated>,
    /// The place of the column that was asked for last. The cells of a row stand in the order of their columns.
    last: usize,
}

/// What the labels of one cell say.
#[derive(Clone, Copy)]
pub(super) struct Label<'a> {
    /// What is counted: the label of the row, or of the column where the row has none.
    pub noun: &'a str,
    /// What a positive figure of the column says: a level, a rise or a fall.
    pub change: Change,
    /// When its figures hold.
    pub period: Option<Period>,
    /// The metric that the row's label belongs to.
    pub metric: Option<&'a Arc<str>>,
    /// The unit with its scale.
    pub unit: Option<&'a column_unit::Scaled>,
}

struct Column {
    label: Arc<str>,
    captions: Arc<str>,
    noun: String,
    change: Change,
    period: Option<Period>,
}

/// The captions of a table with the first date in them.
struct Dated {
    captions: Arc<str>,
    period: Option<Period>,
}

struct Row {
    label: Arc<str>,
    noun: String,
    metric: Option<Arc<str>>,
}

struct Unit {
    label: Arc<str>,
    unit: Option<column_unit::Scaled>,
}

impl Labels {
    /// What is said of `cell`.
    pub fn of(&mut self, cell: &Cell, lexicon: &Lexicon) -> Label<'_> {
        let place = self.column(cell, lexicon);
        if self.row.as_ref().is_none_or(|row| row.label != cell.row) {
            self.row = Some(row(&cell.row, lexicon));
        }
        if self.unit.as_ref().is_none_or(|unit| unit.label != cell.unit) {
            self.unit = Some(Unit {
                label: Arc::clone(&cell.unit),
                unit: column_unit::read(&cell.unit, lexicon),
            });
        }
        let column = &self.columns[place];
        let row = self.row.as_ref().filter(|row| !row.label.is_empty());
        Label {
            noun: row.map_or(&column.noun, |row| &row.noun),
            change: column.change,
            period: column.period,
            metric: row.and_then(|row| row.metric.as_ref()),
            unit: self.unit.as_ref().and_then(|unit| unit.unit.as_ref()),
        }
    }

    /// The place of the column of `cell` among those that are kept.
    fn column(&mut self, cell: &Cell, lexicon: &Lexicon) -> usize {
        let same = |place: &usize| {
            let known = self.columns.get(*place);
            known.is_some_and(|known| known.label == cell.column && known.captions == cell.captions)
        };
        let next = self.last + 1;
        let known = (next..self.columns.len()).chain(0..next).find(same);
        self.last = known.unwrap_or_else(|| {
            if self.columns.len() == COLUMNS {
                self.columns.clear();
            }
            let dated = self.dated(&cell.captions, lexicon);
            self.columns.push(column(cell, dated, lexicon));
            self.columns.len() - 1
        });
        self.last
    }

    /// The first date in `captions`, which many columns share.
    fn dated(&mut self, captions: &Arc<str>, lexicon: &Lexicon) -> Option<Period> {
        let known = self.dated.take().filter(|known| known.captions == *captions);
        let dated = known.unwrap_or_else(|| Dated {
            captions: Arc::clone(captions),
            period: of_captions(captions, lexicon),
        });
        let period = dated.period;
        self.dated = Some(dated);
        period
    }
}

/// `dated` is the date in the captions above the table.
fn column(cell: &Cell, dated: Option<Period>, lexicon: &Lexicon) -> Column {
    let label = squeezed(&lexicon.fold.apply(&cell.column));
    Column {
        noun: spaced(cell.column.trim_start_matches(['#', '*', ' '])),
        change: change(&label, lexicon),
        period: years(&label)
            .or_else(|| period(&label, lexicon))
            .or_else(|| dated.filter(|_| !is_elsewhere(&label, lexicon))),
        label: Arc::clone(&cell.column),
        captions: Arc::clone(&cell.captions),
    }
}

fn row(text: &Arc<str>, lexicon: &Lexicon) -> Row {
    let words = words(text, lexicon);
    Row {
        noun: spaced(words),
        metric: lexicon.metrics.of_noun(&lexicon.fold.apply(words)),
        label: Arc::clone(text),
    }
}

/// What a positive figure says in a column with such a header: 同比增长, 增长率, 降幅.
fn change(column: &str, lexicon: &Lexicon) -> Change {
    let lists = &lexicon.words.lists;
    if lists.shrinks.ends(column).is_some() {
        Change::Down
    } else if lists.grows.ends(column).is_some() || lexicon.words.contains_change(column) {
        Change::Up
    } else {
        english_change(column, lexicon)
    }
}

/// Change (%), annual growth: the same in a column whose header is English. Shorter words are signs of units.
fn english_change(column: &str, lexicon: &Lexicon) -> Change {
    let mut words = column
        .split(|character: char| !character.is_ascii_alphabetic())
        .filter(|word| word.len() > UNIT)
        .map(str::to_ascii_lowercase)
        .peekable();
    if words.peek().is_none() {
        return Change::Level;
    }
    let grammar = &lexicon.english().grammar;
    let found = words.find_map(|word| match (grammar.rises.holds(&word), grammar.falls.holds(&word)) {
        (_, true) => Some(Change::Down),
        (true, _) => Some(Change::Up),
        _ => None,
    });
    found.unwrap_or(Change::Level)
}

/// The words of a label, without the number of the row and a short lead: 一、会费, 其中：捐赠, 减：1.成本.
fn words<'a>(label: &'a str, lexicon: &Lexicon) -> &'a str {
    let label = unnumbered(label.trim_start_matches(['#', '*', ' ', '\u{3000}']), lexicon);
    match label.split_once(['：', ':']) {
        Some((lead, words)) if lead.chars().count() <= LEAD && !words.trim().is_empty() => {
            unnumbered(words.trim_start(), lexicon)
        }
        _ => label,
    }
}

fn unnumbered<'a>(label: &'a str, lexicon: &Lexicon) -> &'a str {
    let mark = lexicon.outline.mark(label).filter(|mark| !mark.heading_only);
    let number = mark.map_or(0, |mark| mark.len);
    Span::new(number, label.len()).of(label).trim_start()
}

/// A label without the spaces that bring short ones to the width of long ones.
fn spaced(label: &str) -> String {
    let mut noun = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if noun.ends_with(|last: char| last.is_ascii())
            || (word.starts_with(|first: char| first.is_ascii()) && !noun.is_empty())
        {
            noun.push(' ');
        }
        noun.push_str(word);
    }
    noun
}

/// A label without the spaces beside Han characters, with which cells are filled: 2019 年.
fn squeezed(label: &str) -> String {
    let wide = |character: Option<char>| character.is_some_and(|character| !character.is_ascii());
    let mut kept = String::with_capacity(label.len());
    let mut rest = label.chars().peekable();
    while let Some(character) = rest.next() {
        let beside = wide(kept.chars().next_back()) || wide(rest.peek().copied());
        if !(character == ' ' && beside) {
            kept.push(character);
        }
    }
    kept
}

/// Whether a column speaks of another year than the one that its table stands in.
fn is_elsewhere(column: &str, lexicon: &Lexicon) -> bool {
    lexicon.periods.relative.stands_in(column) && !lexicon.words.contains_change(column)
}

/// The first date above the table.
fn of_captions(captions: &str, lexicon: &Lexicon) -> Option<Period> {
    let dated = |line: &str| period(&lexicon.fold.apply(line), lexicon).or_else(|| of_title(line));
    captions.lines().find_map(dated)
}

/// The one year of an English title, where nothing is counted by it: Table 1. Income, 2023 ($ million).
fn of_title(line: &str) -> Option<Period> {
    let words = || line.split(|character: char| !character.is_ascii_alphanumeric() && !"-–/".contains(character));
    let mut found = words().filter(|word| word.starts_with("19") || word.starts_with("20"));
    let year = found.next().filter(|_| found.next().is_none() && line.is_ascii())?;
    let behind = line
        .find(year)
        .map(|at| Span::new(at + year.len(), line.len()).of(line))?;
    let counts = behind.trim_start().starts_with(|next: char| next.is_ascii_lowercase());
    years(year).filter(|_| !counts)
}

/// 2021, 2021-22, FY2021: years that stand alone in the column's header.
fn years(column: &str) -> Option<Period> {
    let from = column.find(|character: char| character.is_ascii_digit())?;
    let (label, figures) = column.split_at(from);
    let named = label.trim().chars().all(|character| character.is_ascii_alphabetic());
    let mut years = figures.trim_end().split(['-', '–', '/']);
    let first = years.next().filter(|first| named && first.len() == 4)?;
    let year = |year: &str| year.parse::<i32>().ok().filter(|year| (1900..=2150).contains(year));
    let last = match years.next() {
        Some(last) if last.len() == 2 => Some(year(&[first.get(..2)?, last].concat())?),
        Some(last) => Some(year(last)?),
        None => None,
    };
    let date = |year: i32| period::bare_year(Span::default(), Decimal::from(year));
    let date_of = |from: period::Date| period::Date {
        to: last.and_then(date).map(|to| to.from),
        ..from
    };
    let single = years.next().is_none() && last.is_none_or(|last| Some(last) > year(first));
    date(year(first)?).filter(|_| single).map(date_of)?.period(None)
}

/// The first date of `text` that says when: 2023年, 表2 2024年5月, 2024-05-01.
fn period(text: &str, lexicon: &Lexicon) -> Option<Period> {
    let first = text.find(|character: char| number::is_digit(character))?;
    let rest = Span::new(first, text.trim_end().len());
    let figures = |character: char| character.is_ascii_digit() || matches!(character, '-' | '/' | '.');
    if rest.of(text).chars().all(figures) && rest.of(text).find(['-', '/', '.']) == Some(YEAR) {
        return period::in_figures(text, rest, &lexicon.periods)?.period(None);
    }
    let (mut numerals, mut at) = (Vec::new(), first);
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| rest.find(|character: char| number::is_digit(character)))
    {
        let Some(numeral) = number::read(text, at + found, lexicon).filter(|_| numerals.len() < DATE) else {
            break;
        };
        at = numeral.span.end;
        numerals.push(numeral);
    }
    let mut rests = (0..numerals.len()).filter_map(|from| numerals.get(from..));
    rests.find_map(|rest| period::read(text, rest, &lexicon.periods)?.period(None))
}
