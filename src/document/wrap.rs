//! Hard wraps: at which column the lines of a text are broken, in all of it or in one place.

use super::join;

/// Lines that are shorter than the wrap by no more than this are full, in columns.
const SLACK: usize = 6;
/// The same where only the lines around tell the wrap.
const NEAR_SLACK: usize = 5;
/// How many lines are looked at to find the wrap.
const SAMPLE: usize = 4000;
/// The narrowest and the widest wrap that are looked for.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=130;
/// Columns by which the first line of a paragraph is set in.
const INDENT: usize = 4;
/// How many lines to either side tell whether a line is full in its place.
const AROUND: usize = 10;
/// So many full lines near one another are no chance.
const SEVERAL: usize = 3;

/// Where the lines of a text are broken.
pub(super) struct Wrap {
    /// The column, where nearly the whole text is wrapped at one.
    whole: Option<usize>,
    /// The widths of all lines, where it is not: text from a page description has tables between its paragraphs.
    widths: Vec<u16>,
}

impl Wrap {
    /// Finds the wrap of a text by the widths of its lines.
    pub fn of(widths: Vec<u16>) -> Self {
        match whole(&widths) {
            None => Self { whole: None, widths },
            whole => Self {
                whole,
                widths: Vec::new(),
            },
        }
    }

    /// Whether `line` reaches the wrap of the whole text; none where there is no such wrap.
    pub fn is_full(&self, line: &str) -> Option<bool> {
        self.whole.map(|wrap| join::width(line) + SLACK >= wrap)
    }

    /// Whether line `index` is as wide as the widest lines around it, of which there are several. The first line of a
    /// paragraph may be set in by two characters, which a page description does not tell.
    pub fn is_full_here(&self, index: usize, is_first: bool) -> bool {
        // A line that is wider than any wrap is the answer by itself.
        let own = self.widths.get(index).copied().map_or(0, usize::from);
        if own > *WIDTHS.end() {
            return false;
        }
        let near = self
            .widths
            .get(index.saturating_sub(AROUND)..(index + AROUND + 1).min(self.widths.len()))
            .unwrap_or_default();
        let widest = usize::from(near.iter().copied().max().unwrap_or_default());
        if !WIDTHS.contains(&widest) {
            return false;
        }
        let full = |width: usize| width + NEAR_SLACK >= widest;
        let indent = if is_first { INDENT } else { 0 };
        full(own + indent) && near.iter().filter(|width| full(usize::from(**width))).count() >= SEVERAL
    }
}

/// The width of `line`, up to the widest that is told apart.
pub(super) fn width(line: &str) -> u16 {
    u16::try_from(join::width(line)).unwrap_or(u16::MAX)
}

/// The column at which nearly all lines of those widths are wrapped, where they are.
fn whole(widths: &[u16]) -> Option<usize> {
    let sample = widths.iter().step_by(widths.len() / SAMPLE + 1);
    let mut widths: Vec<usize> = sample
        .map(|&width| usize::from(width))
        .filter(|&width| width > 0)
        .collect();
    if widths.len() < 6 {
        return None;
    }
    widths.sort_unstable();
    let wrap = *widths.get(widths.len() * 9 / 10)?;
    let full = widths
        .iter()
        .filter(|&&width| width + SLACK >= wrap && width <= wrap + SLACK)
        .count();
    let beyond = widths.iter().filter(|&&width| width > wrap + SLACK).count();
    (WIDTHS.contains(&wrap) && full * 5 >= widths.len() * 2 && beyond * 20 <= widths.len()).then_some(wrap)
}
