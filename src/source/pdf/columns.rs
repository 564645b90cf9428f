//! Reading order: columns of text one after the other, and tables that only the places of their cells show.

use super::page::Length;
use super::rows::{Row, Segment};
use super::ruled::Ruled;

/// Width of the strips in which it is counted how many rows cover a place.
const STRIP: Length = 200;
/// Columns are divided again up to this depth: three columns are two and one.
const DEEPEST: usize = 3;
/// Fewer lines than this make no column.
const FEWEST: usize = 3;
/// Cells whose sides are no further apart stand in one column.
const ALIGNED: Length = 100;
/// The most strips of a page, and the most narrow gaps of a table.
const MOST: usize = 4000;

/// A row or a table, as it comes from top to bottom.
#[derive(Clone, Debug)]
pub(super) enum Thing {
    Row(Row),
    Table(Ruled),
}

impl Thing {
    fn top(&self) -> Length {
        match self {
            Self::Row(row) => row.y - row.size / 2,
            Self::Table(table) => table.top,
        }
    }

    /// Whether it covers `x`.
    fn covers(&self, x: Length) -> bool {
        match self {
            Self::Row(row) => row.segments.iter().any(|segment| segment.covers(x)),
            Self::Table(table) => table.left < x && x < table.right,
        }
    }
}

/// A column of text with its sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub left: Length,
    pub right: Length,
    /// The usual step from line to line.
    pub leading: Length,
    pub things: Vec<Thing>,
}

/// The columns of a page in the order in which they are read.
pub(super) fn order(rows: Vec<Row>, tables: Vec<Ruled>) -> Vec<Column> {
    let mut things: Vec<Thing> = rows.into_iter().map(Thing::Row).collect();
    things.extend(tables.into_iter().map(Thing::Table));
    things.sort_by_key(Thing::top);
    divide(things, 0)
}

fn divide(things: Vec<Thing>, depth: usize) -> Vec<Column> {
    let gutter = gutter(&things).filter(|_| depth < DEEPEST);
    let Some(gutter) = gutter else {
        return vec![column(things.clone(), &things)];
    };
    let things: Vec<Thing> = things.into_iter().map(|thing| cut(thing, gutter)).collect();
    let whole = things.clone();
    let mut columns: Vec<Column> = Vec::new();
    let mut across: Vec<Thing> = Vec::new();
    let mut band: Vec<Thing> = Vec::new();
    let close = |band: &mut Vec<Thing>, across: &mut Vec<Thing>, columns: &mut Vec<Column>| {
        let taken = std::mem::take(band);
        match halves(&taken, gutter) {
            Some((left, right)) => {
                if !across.is_empty() {
                    columns.push(column(std::mem::take(across), &whole));
                }
                columns.extend(divide(left, depth + 1));
                columns.extend(divide(right, depth + 1));
            }
            None => across.extend(taken),
        }
    };
    for thing in things {
        if thing.covers(gutter) {
            close(&mut band, &mut across, &mut columns);
            across.push(thing);
        } else {
            band.push(thing);
        }
    }
    close(&mut band, &mut across, &mut columns);
    if !across.is_empty() {
        columns.push(column(across, &whole));
    }
    columns
}

/// Cuts a line that a narrow gutter runs through: a mark at the end of the left one may reach into it.
fn cut(thing: Thing, gutter: Length) -> Thing {
    match thing {
        Thing::Row(row) => {
            let parts = row
                .segments
                .into_iter()
                .flat_map(|segment| match segment.split(gutter) {
                    Some((left, right)) => vec![left, right],
                    None => vec![segment],
                });
            Thing::Row(Row::of(parts.collect()))
        }
        table => table,
    }
}

/// A column of `things`, whose sides are those of `all` that is set to the same measure.
fn column(things: Vec<Thing>, all: &[Thing]) -> Column {
    let rows = || {
        all.iter().filter_map(|thing| match thing {
            Thing::Row(row) => Some(row),
            Thing::Table(_) => None,
        })
    };
    let mut steps: Vec<Length> = rows()
        .zip(rows().skip(1))
        .map(|(above, below)| below.y - above.y)
        .collect();
    steps.retain(|step| *step > 0);
    steps.sort_unstable();
    Column {
        left: rows().map(Row::x).min().unwrap_or(0),
        right: rows().map(Row::end).max().unwrap_or(0),
        leading: steps.get(steps.len() / 2).copied().unwrap_or(0),
        things,
    }
}

/// The middle of the widest upright strip near the middle of the page that hardly any row covers.
fn gutter(things: &[Thing]) -> Option<Length> {
    let segments: Vec<&Segment> = things
        .iter()
        .flat_map(|thing| match thing {
            Thing::Row(row) => row.segments.as_slice(),
            Thing::Table(_) => &[],
        })
        .collect();
    let left = segments.iter().map(|segment| segment.x).min()?;
    let right = segments.iter().map(|segment| segment.end).max()?;
    let strips = usize::try_from((right - left) / STRIP)
        .ok()
        .filter(|strips| (20..MOST).contains(strips))?;
    let mut covered = vec![0_usize; strips + 1];
    for segment in &segments {
        let from = usize::try_from((segment.x - left) / STRIP).unwrap_or(0);
        let to = usize::try_from((segment.end - left) / STRIP).unwrap_or(0);
        for strip in covered.get_mut(from..=to.min(strips)).unwrap_or_default() {
            *strip += 1;
        }
    }
    let most = *covered.iter().max()?;
    let free = |strip: usize| covered.get(strip).is_some_and(|rows| rows * 6 <= most);
    let mut best: Option<(usize, usize)> = None;
    let mut strip = strips / 5;
    while strip < strips * 4 / 5 {
        let start = strip;
        while strip < strips && free(strip) {
            strip += 1;
        }
        if strip - start > best.map_or(0, |(start, end)| end - start) {
            best = Some((start, strip));
        }
        strip += 1;
    }
    let (start, end) = best?;
    let middle = Length::try_from(start + end).ok()? * STRIP / 2;
    let sizes: Vec<Length> = segments.iter().map(|segment| segment.size).collect();
    let size = sizes.get(sizes.len() / 2).copied()?;
    (Length::try_from(end - start).ok()? * STRIP >= size * 3 / 4).then_some(left + middle)
}

/// What stands at the left and at the right of `gutter`, where both are columns of running text.
fn halves(band: &[Thing], gutter: Length) -> Option<(Vec<Thing>, Vec<Thing>)> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for thing in band {
        match thing {
            Thing::Table(table) if table.right <= gutter => left.push(thing.clone()),
            Thing::Table(_) => right.push(thing.clone()),
            Thing::Row(row) => {
                let (before, behind): (Vec<Segment>, Vec<Segment>) =
                    row.segments.iter().cloned().partition(|segment| segment.end <= gutter);
                let part = |segments: Vec<Segment>| Thing::Row(Row::of(segments));
                left.extend((!before.is_empty()).then(|| part(before)));
                right.extend((!behind.is_empty()).then(|| part(behind)));
            }
        }
    }
    (is_prose(&left) && is_prose(&right)).then_some((left, right))
}

/// Whether two lines in five fill the column, as those of running text do and the cells of a table do not.
fn is_prose(things: &[Thing]) -> bool {
    let rows: Vec<&Row> = things
        .iter()
        .filter_map(|thing| match thing {
            Thing::Row(row) => Some(row),
            Thing::Table(_) => None,
        })
        .collect();
    let left = rows.iter().map(|row| row.x()).min().unwrap_or(0);
    let right = rows.iter().map(|row| row.end()).max().unwrap_or(0);
    let full = rows.iter().filter(|row| {
        let text: Length = row.segments.iter().map(|segment| segment.end - segment.x).sum();
        text * 10 >= (right - left) * 7
    });
    let wide = rows.first().is_some_and(|row| right - left >= row.size * 9);
    rows.len() >= FEWEST && wide && full.count() * 5 >= rows.len() * 2
}

/// Runs of rows: tables by the places of their cells, or lines.
pub(super) enum Run<'a> {
    /// A line of text.
    Line(&'a Row),
    /// Rows of cells: for each the index of its column.
    Cells(Vec<Vec<(usize, Segment)>>),
    /// A table with lines.
    Ruled(&'a Ruled),
}

/// Parts the things of a column into runs.
pub(super) fn runs(column: &Column) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut open: Vec<&Row> = Vec::new();
    for thing in &column.things {
        match thing {
            Thing::Row(row) if row.segments.len() > 1 => open.push(row),
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

/// Rows of several segments are a table where most of them hold a figure.
fn close<'a>(open: &mut Vec<&'a Row>, found: &mut Vec<Run<'a>>) {
    let rows = std::mem::take(open);
    let figures = rows
        .iter()
        .filter(|row| row.segments.iter().any(|segment| is_figure(&segment.text)));
    if rows.len() < 2 || figures.count() * 2 < rows.len() {
        found.extend(rows.into_iter().map(Run::Line));
        return;
    }
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
fn parted(rows: &[&Row]) -> Vec<Vec<Segment>> {
    let segments = || rows.iter().flat_map(|row| &row.segments);
    let joints: Vec<(Length, Length)> = segments().flat_map(Segment::joints).collect();
    let few = joints.len() <= MOST;
    let is_border = |(from, to): (Length, Length)| {
        let near = |edge: fn(&(Length, Length)) -> Length, at: Length| {
            joints
                .iter()
                .filter(|joint| (edge(joint) - at).abs() <= ALIGNED)
                .count()
        };
        if !few {
            return false;
        }
        let aligned = near(|joint| joint.0, from).max(near(|joint| joint.1, to));
        let across = segments().filter(|segment| segment.covers((from + to) / 2)).count();
        aligned >= 2 && aligned * 3 >= across * 2
    };
    let cells = |row: &&Row| {
        row.segments
            .iter()
            .flat_map(|segment| segment.cells(is_border))
            .collect()
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
