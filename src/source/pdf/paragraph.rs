//! Paragraphs: lines that go on with the one before, also across columns and pages, and tables that go on on the next page.

use super::super::layout::{Block, Grid, GridCell, Place, Shape, Writer};
use super::super::{Format, Source};
use super::columns::{self, Column, Run};
use super::margins::{self, Sheet};
use super::page::{Length, Page};
use super::rows::{self, Row, Segment};
use super::ruled::{self, Ruled};

/// A heading has no more characters.
const LONGEST_HEADING: usize = 50;

/// Writes the pages as a text with its layout.
pub(super) fn write(name: &str, mut pages: Vec<Page>) -> Source {
    let tables: Vec<Vec<Ruled>> = pages
        .iter_mut()
        .map(|page| {
            if page.is_unreadable() {
                Vec::new()
            } else {
                ruled::take(page)
            }
        })
        .collect();
    let mut rows: Vec<Vec<Row>> = pages
        .iter_mut()
        .map(|page| {
            if page.is_unreadable() {
                Vec::new()
            } else {
                rows::rows(std::mem::take(&mut page.glyphs))
            }
        })
        .collect();
    let baselines: Vec<Vec<Length>> = rows
        .iter()
        .zip(&tables)
        .map(|(rows, tables)| baselines(rows, tables))
        .collect();
    let mut sheets: Vec<Sheet<'_>> = rows
        .iter_mut()
        .zip(&pages)
        .map(|(rows, page)| Sheet {
            rows,
            height: page.height,
        })
        .collect();
    margins::drop(&mut sheets);
    let mut setter = Setter {
        sizes: Sizes::of(&rows),
        ..Setter::default()
    };
    for (page, ((rows, tables), baselines)) in rows.into_iter().zip(tables).zip(baselines).enumerate() {
        setter.page = page + 1;
        setter.baselines = baselines;
        setter.starts_page = true;
        for column in columns::order(rows, tables) {
            setter.column(&column);
        }
    }
    setter.close();
    Source {
        layout: setter.writer.layout,
        ..Source::of_text(name, setter.writer.text, Format::Pdf)
    }
}

/// The baselines of a page in order, by which its lines are counted.
fn baselines(rows: &[Row], tables: &[Ruled]) -> Vec<Length> {
    let cells = tables
        .iter()
        .flat_map(|table| &table.cells)
        .flat_map(|cell| &cell.lines)
        .map(|(y, _)| *y);
    let mut all: Vec<Length> = rows.iter().map(|row| row.y).chain(cells).collect();
    all.sort_unstable();
    all.dedup_by(|next, first| *next - *first <= 200);
    all
}

/// The sizes of letters in a document.
#[derive(Default)]
struct Sizes {
    body: Length,
    /// Sizes of headings, the greatest first.
    headings: Vec<Length>,
}

impl Sizes {
    fn of(rows: &[Vec<Row>]) -> Self {
        let mut counts: std::collections::BTreeMap<Length, usize> = std::collections::BTreeMap::new();
        for segment in rows.iter().flatten().flat_map(|row| &row.segments) {
            *counts.entry(points(segment.size)).or_default() += segment.text.chars().count();
        }
        let body = counts
            .iter()
            .max_by_key(|(_, count)| **count)
            .map_or(0, |(size, _)| *size);
        let headings = counts
            .into_keys()
            .rev()
            .filter(|size| *size * 100 > body * 112)
            .collect();
        Self { body, headings }
    }

    /// The depth of the heading that letters of this size make.
    fn depth(&self, size: Length) -> Option<u8> {
        let size = points(size);
        let index = self.headings.iter().position(|own| *own == size)?;
        (size > self.body).then(|| u8::try_from(index + 1).unwrap_or(u8::MAX).min(6))
    }
}

/// A size in whole points.
const fn points(size: Length) -> Length {
    (size + 50) / 100
}

/// The last line of the paragraph under way.
struct Last {
    page: usize,
    y: Length,
    x: Length,
    end: Length,
    size: Length,
    right: Length,
    shape: Shape,
    lines: Vec<String>,
    places: Vec<Place>,
}

#[derive(Default)]
struct Setter {
    writer: Writer,
    sizes: Sizes,
    page: usize,
    baselines: Vec<Length>,
    /// Whether nothing of the page has been written yet.
    starts_page: bool,
    last: Option<Last>,
    /// Columns, left and right side of the table that ended the page before.
    table: Option<(usize, Length, Length)>,
}

impl Setter {
    fn column(&mut self, column: &Column) {
        let mut fresh = true;
        for run in columns::runs(column) {
            match run {
                Run::Line(row) => self.line(row, column, fresh),
                Run::Ruled(table) => self.ruled(table),
                Run::Cells(rows) => self.cells(&rows),
            }
            fresh = false;
            self.starts_page = false;
        }
    }

    fn place(&self, y: Length) -> Place {
        let line = self.baselines.partition_point(|baseline| *baseline <= y).max(1);
        Place::Line { page: self.page, line }
    }

    /// A line of text goes on with the paragraph under way, or begins one.
    fn line(&mut self, row: &Row, column: &Column, fresh: bool) {
        self.table = None;
        let text = row.text();
        let shape = match self.sizes.depth(row.size) {
            Some(depth) if text.chars().count() <= LONGEST_HEADING => Shape::Heading(depth),
            _ => Shape::Paragraph,
        };
        let place = self.place(row.y);
        let goes_on = self
            .last
            .as_ref()
            .is_some_and(|last| goes_on(last, row, column, fresh, shape));
        if !goes_on {
            self.close();
        }
        let last = self.last.get_or_insert_with(|| Last {
            page: 0,
            y: 0,
            x: 0,
            end: 0,
            size: 0,
            right: 0,
            shape,
            lines: Vec::new(),
            places: Vec::new(),
        });
        (last.page, last.y, last.x, last.end) = (self.page, row.y, row.x(), row.end());
        (last.size, last.right) = (row.size, column.right);
        last.push(text, place);
    }

    fn close(&mut self) {
        let Some(last) = self.last.take() else { return };
        let lines = last.lines.into_iter().zip(last.places);
        let span = self.writer.joined(lines.filter(|(line, _)| !line.is_empty()));
        self.writer.block(Block::Text(last.shape, vec![span]));
    }

    fn ruled(&mut self, table: &Ruled) {
        self.close();
        let columns = table
            .cells
            .iter()
            .map(|cell| cell.column + cell.columns)
            .max()
            .unwrap_or(0);
        let goes_on = self.starts_page
            && self.table.is_some_and(|(own, left, right)| {
                own == columns && (left - table.left).abs() < 600 && (right - table.right).abs() < 600
            });
        let mut cells = Vec::with_capacity(table.cells.len());
        for cell in &table.cells {
            let lines = cell.lines.iter();
            let lines = lines
                .map(|(y, text)| (self.place(*y), text.clone()))
                .collect::<Vec<_>>();
            cells.push(GridCell {
                row: cell.row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                lines: lines
                    .into_iter()
                    .map(|(place, text)| self.writer.line(&text, place))
                    .collect(),
            });
        }
        self.grid(cells, goes_on);
        self.table = Some((columns, table.left, table.right));
    }

    fn cells(&mut self, rows: &[Vec<(usize, Segment)>]) {
        self.close();
        let mut cells: Vec<GridCell> = Vec::new();
        for (row, segments) in rows.iter().enumerate() {
            // Two segments of one cell stay two words, so that no figure is made of two.
            for own in segments.chunk_by(|(one, _), (other, _)| one == other) {
                let Some((column, first)) = own.first() else { continue };
                let texts: Vec<&str> = own.iter().map(|(_, segment)| segment.text.as_str()).collect();
                let place = self.place(first.y);
                cells.push(GridCell {
                    row,
                    column: *column,
                    rows: 1,
                    columns: 1,
                    lines: vec![self.writer.line(&texts.join(" "), place)],
                });
            }
        }
        self.grid(cells, false);
        self.table = None;
    }

    /// Adds a table, or its rows to the one before.
    fn grid(&mut self, mut cells: Vec<GridCell>, goes_on: bool) {
        match self.writer.layout.blocks.last_mut() {
            Some(Block::Table(grid)) if goes_on => {
                let below = grid.cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
                for cell in &mut cells {
                    cell.row += below;
                }
                grid.cells.append(&mut cells);
            }
            _ => self.writer.block(Block::Table(Grid { cells })),
        }
    }
}

impl Last {
    /// Adds a line. What the end of the line before cut in two is put together there: a word at its hyphen, a figure.
    fn push(&mut self, text: String, place: Place) {
        let mut text = text;
        if let Some(last) = self.lines.last_mut() {
            let hyphen = cuts_word(last, &text);
            let count = if hyphen {
                text.find(|character: char| !character.is_ascii_alphabetic())
            } else if cuts_figure(last, &text) {
                text.find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | ',' | '%')))
            } else {
                Some(0)
            };
            let rest = text.split_off(count.unwrap_or(text.len()));
            if hyphen {
                last.pop();
            }
            last.push_str(&text);
            text = rest.trim_start().to_owned();
        }
        self.lines.push(text);
        self.places.push(place);
    }
}

fn cuts_word(last: &str, next: &str) -> bool {
    let mut end = last.chars().rev();
    let cut = end.next() == Some('-') && end.next().is_some_and(|letter| letter.is_ascii_lowercase());
    cut && next.starts_with(|first: char| first.is_ascii_lowercase())
}

/// Whether a figure goes on in the next line. Behind a point a line of Latin text may begin with another figure.
fn cuts_figure(last: &str, next: &str) -> bool {
    let mut end = last.chars().rev();
    let digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let inside = match end.next() {
        Some('.' | ',') => digit(end.next()) && !last.is_ascii() && digit(next.chars().next()),
        last => digit(last),
    };
    let mut start = next.chars();
    inside
        && match start.next() {
            Some('.' | ',') => digit(start.next()),
            first => digit(first) || first == Some('%'),
        }
}

/// Whether the paragraph that ends in `last` goes on in `row`: its last line is full, and the row is not indented.
fn goes_on(last: &Last, row: &Row, column: &Column, fresh: bool, shape: Shape) -> bool {
    let alike = (last.size - row.size).abs() * 8 <= row.size && last.shape == shape;
    let full = last.end + 2 * last.size >= last.right;
    let indented = row.x() > column.left + row.size * 4 / 5;
    let closed = last
        .lines
        .last()
        .is_some_and(|line| line.ends_with(['。', '！', '？', '；', '：', '.', '”']));
    let step = row.y - last.y;
    let near = if fresh {
        !closed
    } else {
        step * 10 <= column.leading * 14 || step * 10 <= row.size * 18
    };
    // The lines of an item stand under its text; a new paragraph begins behind a sentence that is over.
    let hanging = !closed && row.x() - last.x <= 3 * row.size;
    alike && full && near && (!indented || hanging)
}
