//! Tables that only the places of their cells show: which cells stand in one column, and which go on below.

use super::columns::{Column, Thing};
use super::page::Length;
use super::rows::{Row, Segment};
use super::ruled::Ruled;

/// Cells whose sides are no further apart stand in one column.
const ALIGNED: Length = 100;
/// The most narrow gaps of a table.
const MOST: usize = 4000;

/// Runs of rows: tables by the places of their cells, or lines.
pub(super) enum Run<'a> {
    /// A line of text.
    Line(&'a Row),
    /// Rows of cells: for each the index of its column.
    Cells(Vec<Vec<(usize, Segment)>>),
    /// A table with lines.
    Ruled(&'a Ruled),
}

/// A row of several segments, and the lines below on which some of its cells go on.
struct Open<'a> {
    row: &'a Row,
    more: Vec<&'a Row>,
    whole: Row,
}

/// Parts the things of a column into runs.
pub(super) fn runs(column: &Column) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    for thing in &column.things {
        match thing {
            Thing::Row(row) if row.segments.len() > 1 => open.push(Open {
                row,
                more: Vec::new(),
                whole: row.clone(),
            }),
            Thing::Row(row) if goes_on(&mut open, row) => {}
            Thing::Row(row) => {
                close(&mut open, &mut found);
                found.push(Run::Line(row));
            }
            Thing::Table(table) => {
                close(&mut open, &mut found);
                found.push(Run::Ruled(table));
            }
        }
    }
    close(&mut open, &mut found);
    found
}

/// Whether a single segment goes on with the words of a cell above that fill it: it begins where they do.
fn goes_on<'a>(open: &mut [Open<'a>], row: &'a Row) -> bool {
    let [segment] = row.segments.as_slice() else {
        return false;
    };
    let cells = || open.iter().flat_map(|open| &open.whole.segments);
    let right = cells().map(|own| own.end).max().unwrap_or(0);
    let next = cells().map(|own| own.x).filter(|x| *x > segment.end).min();
    let Some(last) = open.last_mut() else { return false };
    let above = last.more.last().map_or(last.row.y, |above| above.y);
    let near = row.y - above <= row.size * 17 / 10;
    let begins = |own: &&mut Segment| (own.x - segment.x).abs() <= ALIGNED;
    let words = |own: &&mut Segment| near && !is_figure(&own.text) && !is_figure(&segment.text);
    let Some(cell) = last.whole.segments.iter_mut().find(begins).filter(words) else {
        return false;
    };
    let full = match next {
        Some(next) => next - cell.end <= row.size * 2,
        None => right - cell.end <= row.size,
    };
    if full {
        cell.text.push_str(&segment.text);
        last.more.push(row);
    }
    full
}

/// Rows of several segments are a table where most of them hold a figure.
fn close<'a>(open: &mut Vec<Open<'a>>, found: &mut Vec<Run<'a>>) {
    let open = std::mem::take(open);
    let figure = |open: &&Open<'_>| open.row.segments.iter().any(|segment| is_figure(&segment.text));
    if open.len() < 2 || open.iter().filter(figure).count() * 2 < open.len() {
        let lines = open
            .into_iter()
            .flat_map(|open| std::iter::once(open.row).chain(open.more));
        found.extend(lines.map(Run::Line));
        return;
    }
    let rows: Vec<Row> = open.into_iter().map(|open| open.whole).collect();
    let rows = parted(&rows);
    let columns = sides(&rows);
    let cell = |segment: Segment| (column_of(&segment, &columns), segment);
    let cells = rows.into_iter().map(|row| row.into_iter().map(cell).collect());
    found.push(Run::Cells(under_headers(cells.collect(), columns.len())));
}

/// Rows of cells in which figures at the right of their columns stand under headers at the left: what a header has no
/// column for is that of the figures behind it, which have no header.
fn under_headers(mut rows: Vec<Vec<(usize, Segment)>>, count: usize) -> Vec<Vec<(usize, Segment)>> {
    let plain = |text: &str| !is_figure(text) || is_year(text);
    let holds = |row: &[(usize, Segment)], column: usize| row.iter().any(|(own, _)| *own == column);
    let header = rows
        .iter()
        .take_while(|row| row.iter().all(|(_, cell)| plain(&cell.text)));
    let header = header.count();
    let (head, body) = rows.split_at(header);
    let headed = |column: usize| head.iter().any(|row| holds(row, column));
    let apart = |column: usize| !body.iter().any(|row| holds(row, column) && holds(row, column + 1));
    let joins = |column: &usize| headed(*column) && !headed(column + 1) && apart(*column);
    let joined: Vec<usize> = (0..count.saturating_sub(1)).filter(joins).collect();
    for (column, _) in rows.iter_mut().flatten() {
        *column -= joined.partition_point(|before| before < column);
    }
    rows
}

/// Whether a figure is that of a year, as headers hold it.
fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The segments of rows, cut where cells nearly touch: text that is painted by itself begins or ends there in many rows,
/// and runs across in few.
fn parted(rows: &[Row]) -> Vec<Vec<Segment>> {
    let segments = || rows.iter().flat_map(|row| &row.segments);
    let mut borders: Vec<(Length, Length)> = segments().flat_map(Segment::joints).collect();
    let few = borders.len() <= MOST;
    // Where a cell stands apart from the one before, its side is seen as well.
    let neighbours = rows
        .iter()
        .flat_map(|row| row.segments.iter().zip(row.segments.iter().skip(1)));
    borders.extend(neighbours.map(|(before, behind)| (before.end, behind.x)));
    let is_border = |(from, to): (Length, Length)| {
        let near = |edge: fn(&(Length, Length)) -> Length, at: Length| {
            let close = borders.iter().filter(|border| (edge(border) - at).abs() <= ALIGNED);
            close.count()
        };
        let aligned = || near(|border| border.0, from).max(near(|border| border.1, to));
        let whole = |segment: &&Segment| {
            segment.covers((from + to) / 2) && !segment.joints().any(|joint| joint.0 <= to && from <= joint.1)
        };
        few && aligned() >= 2.max(2 * segments().filter(whole).count())
    };
    let cells = |row: &Row| {
        let parts = row.segments.iter().flat_map(|segment| segment.cells(is_border));
        parts.collect()
    };
    rows.iter().map(cells).collect()
}

/// The sides of the columns: figures make them, and words do where no figure stands, as words may run over figures.
fn sides(rows: &[Vec<Segment>]) -> Vec<(Length, Length)> {
    let segments = || rows.iter().flatten();
    let span = |segment: &Segment| (segment.x, segment.end);
    let mut columns = joined(
        segments()
            .filter(|segment| is_figure(&segment.text))
            .map(span)
            .collect(),
    );
    let free = |segment: &&Segment| columns.iter().all(|(x, end)| segment.end <= *x || *end <= segment.x);
    let words = joined(segments().filter(free).map(span).collect());
    columns.extend(words);
    columns.sort_unstable();
    columns
}

/// Spans that overlap as one.
fn joined(mut spans: Vec<(Length, Length)>) -> Vec<(Length, Length)> {
    spans.sort_unstable();
    let mut joined: Vec<(Length, Length)> = Vec::new();
    for (x, end) in spans {
        match joined.last_mut() {
            Some((_, last)) if x < *last => *last = (*last).max(end),
            _ => joined.push((x, end)),
        }
    }
    joined
}

/// The column in which a segment begins, else the one that it covers most, else the last before it.
fn column_of(segment: &Segment, columns: &[(Length, Length)]) -> usize {
    let begins = columns.iter().position(|(x, end)| *x <= segment.x && segment.x < *end);
    let covered = |(x, end): &(Length, Length)| segment.end.min(*end) - segment.x.max(*x);
    let most = columns.iter().enumerate().filter(|(_, column)| covered(column) > 0);
    let most = most.max_by_key(|(_, column)| covered(column)).map(|(index, _)| index);
    let before = || columns.iter().rposition(|(x, _)| *x <= segment.x);
    begins.or(most).or_else(before).unwrap_or(0)
}

/// Whether a text is a figure and nothing else.
fn is_figure(text: &str) -> bool {
    let mark = |character: char| character.is_ascii_digit() || ",.%-+％ ".contains(character);
    text.contains(|character: char| character.is_ascii_digit()) && text.chars().all(mark)
}
