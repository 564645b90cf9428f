//! Tables that lines enclose: where level and upright lines cross, cells lie between them.

use super::page::{Glyph, Length, Page, Rule};
use super::{apart, overprint, rows};

/// Lines nearer to each other than this are one.
pub(super) const NEAR: Length = 250;
/// How far a line may end before the one that it meets.
const REACH: Length = 400;
/// The most lines of a table in each direction.
const MOST: usize = 600;

/// A cell with its lines of text.
#[derive(Clone, Debug)]
pub(super) struct RuledCell {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    /// The lines, each with its baseline.
    pub lines: Vec<(Length, String)>,
}

/// A table with its place on the page.
#[derive(Clone, Debug)]
pub(super) struct Ruled {
    pub top: Length,
    pub left: Length,
    pub right: Length,
    pub cells: Vec<RuledCell>,
}

/// Takes the tables and their glyphs out of `page`.
pub(super) fn take(page: &mut Page) -> Vec<Ruled> {
    let level = merged(&page.level);
    let upright = merged(&page.upright);
    if level.len() < 2 || upright.len() < 2 {
        return Vec::new();
    }
    let tables = groups(&level, &upright)
        .into_iter()
        .flat_map(|(level, upright)| apart::split(level, upright))
        .filter_map(|(level, upright)| Frame::of(&level, &upright));
    let mut found = Vec::new();
    for frame in tables {
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) = std::mem::take(&mut page.glyphs)
            .into_iter()
            .partition(|glyph| frame.holds(glyph));
        page.glyphs = outside;
        let mut inside = inside;
        let over = overprint::take(&mut inside);
        page.glyphs.extend(over);
        let table = frame.fill(&inside);
        if table.cells.len() > 1 {
            found.push(table);
        } else {
            // A frame around running text.
            page.glyphs.extend(inside);
        }
    }
    found
}

/// Pieces of lines that touch on the same axis become one.
fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut clusters: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        match clusters.last_mut() {
            Some(cluster) if cluster.last().is_some_and(|last| rule.at - last.at <= NEAR / 2) => cluster.push(*rule),
            _ => clusters.push(vec![*rule]),
        }
    }
    clusters.into_iter().flat_map(joined).collect()
}

fn joined(mut cluster: Vec<Rule>) -> Vec<Rule> {
    cluster.sort_by_key(|rule| rule.from);
    let mut lines: Vec<Rule> = Vec::new();
    for rule in cluster {
        match lines.last_mut() {
            Some(last) if rule.from - last.to <= REACH => last.to = last.to.max(rule.to),
            _ => lines.push(rule),
        }
    }
    lines
}

/// Whether a level and an upright line meet.
fn meet(level: &Rule, upright: &Rule) -> bool {
    (level.from - REACH..=level.to + REACH).contains(&upright.at)
        && (upright.from - REACH..=upright.to + REACH).contains(&level.at)
}

/// Lines that hang together.
fn groups(level: &[Rule], upright: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut groups: Vec<(Vec<Rule>, Vec<Rule>)> = Vec::new();
    for rule in level.iter().take(MOST * 4) {
        let own: Vec<Rule> = upright.iter().filter(|other| meet(rule, other)).copied().collect();
        if own.is_empty() {
            continue;
        }
        let (touching, mut apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(_, others)| own.iter().any(|one| others.contains(one)));
        let mut group = (vec![*rule], own);
        for (level, upright) in touching {
            group.0.extend(level);
            group.1.extend(upright);
        }
        group.1.sort_unstable();
        group.1.dedup();
        apart.push(group);
        groups = apart;
    }
    groups.retain(|(level, upright)| level.len() >= 2 && upright.len() >= 2);
    groups
}

/// The lines of a table, ordered.
struct Frame {
    xs: Vec<Length>,
    ys: Vec<Length>,
    level: Vec<Rule>,
    upright: Vec<Rule>,
}

impl Frame {
    fn of(level: &[Rule], upright: &[Rule]) -> Option<Self> {
        let mut xs = places(upright);
        let ys = places(level);
        // A table may be open at its sides.
        let left = level.iter().map(|rule| rule.from).min()?;
        let right = level.iter().map(|rule| rule.to).max()?;
        if xs.first().is_some_and(|first| first - left > 3 * NEAR) {
            xs.insert(0, left);
        }
        if xs.last().is_some_and(|last| right - last > 3 * NEAR) {
            xs.push(right);
        }
        let sound = (2..=MOST).contains(&xs.len()) && (2..=MOST).contains(&ys.len());
        sound.then(|| Self {
            xs,
            ys,
            level: level.to_vec(),
            upright: upright.to_vec(),
        })
    }

    fn holds(&self, glyph: &Glyph) -> bool {
        let (x, y) = glyph.middle();
        let inside = |places: &[Length], at| {
            places.first().is_some_and(|first| *first <= at) && places.last().is_some_and(|last| at < *last)
        };
        inside(&self.xs, x) && inside(&self.ys, y)
    }

    /// Puts glyphs into cells.
    fn fill(&self, glyphs: &[Glyph]) -> Ruled {
        let cells = self.cells();
        let mut held: Vec<Vec<Glyph>> = vec![Vec::new(); cells.len()];
        let columns = self.xs.len() - 1;
        let mut of = vec![0; columns * (self.ys.len() - 1)];
        for (index, (row, column, rows, wide)) in cells.iter().enumerate() {
            for at in *row..row + rows {
                for slot in of.iter_mut().skip(at * columns + column).take(*wide) {
                    *slot = index;
                }
            }
        }
        for glyph in glyphs {
            let (x, y) = glyph.middle();
            let column = self
                .xs
                .partition_point(|at| *at <= x)
                .saturating_sub(1)
                .min(columns - 1);
            let row = self.ys.partition_point(|at| *at <= y).saturating_sub(1);
            if let Some(held) = of.get(row * columns + column).and_then(|index| held.get_mut(*index)) {
                held.push(glyph.clone());
            }
        }
        let cells = cells.into_iter().zip(held).filter(|(_, held)| !held.is_empty());
        let width = |column: usize, columns: usize| {
            let side = |at: usize| self.xs.get(at).copied().unwrap_or(0);
            side(column + columns) - side(column)
        };
        Ruled {
            top: self.ys.first().copied().unwrap_or(0),
            left: self.xs.first().copied().unwrap_or(0),
            right: self.xs.last().copied().unwrap_or(0),
            cells: cells
                .map(|((row, column, rows, columns), held)| RuledCell {
                    row,
                    column,
                    rows,
                    columns,
                    lines: lines(held, width(column, columns)),
                })
                .filter(|cell| !cell.lines.is_empty())
                .collect(),
        }
    }

    /// Row, column, rows and columns of every cell. Fields without a line between them are one.
    fn cells(&self) -> Vec<(usize, usize, usize, usize)> {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut taken = vec![false; rows * columns];
        let mut cells = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if taken.get(row * columns + column).copied().unwrap_or(true) {
                    continue;
                }
                let free = |row: usize, column: usize| !taken.get(row * columns + column).copied().unwrap_or(true);
                let mut wide = 1;
                while column + wide < columns && free(row, column + wide) && !self.divides_columns(row, column + wide) {
                    wide += 1;
                }
                let mut high = 1;
                while row + high < rows
                    && (column..column + wide).all(|at| free(row + high, at) && !self.divides_rows(row + high, at))
                {
                    high += 1;
                }
                for at in row..row + high {
                    for slot in taken.iter_mut().skip(at * columns + column).take(wide) {
                        *slot = true;
                    }
                }
                cells.push((row, column, high, wide));
            }
        }
        cells
    }

    /// Whether a line stands at the left of `column` in `row`.
    fn divides_columns(&self, row: usize, column: usize) -> bool {
        let (Some(x), Some(top), Some(bottom)) = (self.xs.get(column), self.ys.get(row), self.ys.get(row + 1)) else {
            return true;
        };
        let middle = (top + bottom) / 2;
        let mut near = self.upright.iter().filter(|rule| (rule.at - x).abs() <= NEAR);
        near.any(|rule| (rule.from..=rule.to).contains(&middle))
    }

    /// Whether a line stands above `row` in `column`.
    fn divides_rows(&self, row: usize, column: usize) -> bool {
        let (Some(y), Some(left), Some(right)) = (self.ys.get(row), self.xs.get(column), self.xs.get(column + 1))
        else {
            return true;
        };
        let middle = (left + right) / 2;
        let mut near = self.level.iter().filter(|rule| (rule.at - y).abs() <= NEAR);
        near.any(|rule| (rule.from..=rule.to).contains(&middle))
    }
}

/// Where lines stand, each place once.
pub(super) fn places(rules: &[Rule]) -> Vec<Length> {
    let mut places: Vec<Length> = rules.iter().map(|rule| rule.at).collect();
    places.sort_unstable();
    places.dedup_by(|next, first| *next - *first <= NEAR);
    places
}

/// The lines of a cell that is `width` wide; a figure that is cut is put together: at its point or comma, or where its
/// line fills the cell.
fn lines(glyphs: Vec<Glyph>, width: Length) -> Vec<(Length, String)> {
    let mut lines: Vec<(Length, String)> = Vec::new();
    let mut full = false;
    for row in rows::rows(glyphs) {
        let text = row.text();
        let fills = row.end() - row.x() + row.size * 3 / 2 >= width;
        match lines.last_mut() {
            Some((_, last)) if is_cut(last, &text, full) => last.push_str(&text),
            _ => lines.push((row.y, text)),
        }
        full = fills;
    }
    lines
}

/// Whether a figure at the end of `last` goes on in `next`.
fn is_cut(last: &str, next: &str, full: bool) -> bool {
    let figure = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let goes_on = figure(next.chars().next());
    let opens = last.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    if last.ends_with([',', '.']) {
        return opens && goes_on;
    }
    figure(last.chars().next_back()) && (next.starts_with(['.', ',']) || (full && opens && goes_on))
}
