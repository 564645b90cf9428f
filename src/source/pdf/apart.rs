//! Tables that touch: where the columns of several rows end and those of several others begin, one table ends above and another
//! begins below.

use super::page::{Length, Rule};
use super::ruled::{NEAR, places};

/// A part of a table has so many rows at least: a header and what stands under it.
const LEAST: usize = 2;

/// Rows between the same upright lines.
struct Part {
    /// Places of those lines.
    xs: Vec<Length>,
    /// The first row's upper and the last row's lower line.
    top: Length,
    bottom: Length,
    rows: usize,
}

/// The tables that the lines of what seems to be one make.
pub(super) fn split(level: Vec<Rule>, upright: Vec<Rule>) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let parts = parts(&places(&level), &upright);
    let alone = parts.len() < 2 || parts.iter().any(|part| part.rows < LEAST);
    let pairs = || parts.iter().zip(parts.iter().skip(1));
    if alone || !pairs().all(|(upper, lower)| differ(&upper.xs, &lower.xs)) {
        return vec![(level, upright)];
    }
    let within = |part: &Part, at: Length| part.top - NEAR <= at && at <= part.bottom + NEAR;
    let own = |part: &Part| {
        let level = level.iter().filter(|rule| within(part, rule.at)).copied().collect();
        let reaching = upright
            .iter()
            .filter(|rule| rule.from < part.bottom - NEAR && rule.to > part.top + NEAR);
        let cut = reaching.map(|rule| Rule {
            from: rule.from.max(part.top),
            to: rule.to.min(part.bottom),
            ..*rule
        });
        (level, cut.collect())
    };
    parts.iter().map(own).collect()
}

fn parts(ys: &[Length], upright: &[Rule]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (top, bottom) in ys.iter().zip(ys.iter().skip(1)) {
        let middle = (top + bottom) / 2;
        let crossing: Vec<Rule> = upright
            .iter()
            .filter(|rule| rule.from <= middle && middle <= rule.to)
            .copied()
            .collect();
        let xs = places(&crossing);
        match parts.last_mut() {
            Some(last) if same(&last.xs, &xs) => (last.bottom, last.rows) = (*bottom, last.rows + 1),
            _ => parts.push(Part {
                xs,
                top: *top,
                bottom: *bottom,
                rows: 1,
            }),
        }
    }
    parts
}

fn same(one: &[Length], other: &[Length]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() <= NEAR)
}

/// Whether two rows are hardly of one table: each has a column's edge that the other has not, or they begin at one place and end
/// at two. Where one has all edges of the other, it holds merged cells.
fn differ(upper: &[Length], lower: &[Length]) -> bool {
    let near = |one: Option<&Length>, other: Option<&Length>| {
        one.zip(other).is_some_and(|(one, other)| (one - other).abs() <= NEAR)
    };
    let holds = |all: &[Length], some: &[Length]| some.iter().all(|at| all.iter().any(|own| near(Some(own), Some(at))));
    let columns = upper.len() > 2 && lower.len() > 2;
    let crossed = !holds(upper, lower) && !holds(lower, upper);
    let shorter = near(upper.first(), lower.first()) && !near(upper.last(), lower.last());
    columns && (crossed || shorter)
}
