//! Reading order: columns of text one after the other.

use super::page::Length;
use super::rows::{Row, Segment};
use super::ruled::Ruled;

/// Width of the strips in which it is counted how many rows cover a place.
const STRIP: Length = 200;
/// Columns are divided again up to this depth: three columns are two and one.
const DEEPEST: usize = 3;
/// Fewer lines than this make no column.
const FEWEST: usize = 3;
/// The most strips of a page.
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
