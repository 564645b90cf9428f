//! Totals of lines of which some may be parts of others: behind 其中 one row may be meant, or several.

use crate::check::text::Text;

use super::lines::Line;
use super::sums::{DIGITS, Sum, sum};

/// The sums of a total where some lines behind one that is only part of another are so, too: the first reading in which all
/// columns hold.
pub fn fitting(text: &Text<'_>, line: &Line, open: &[&Line], first: usize) -> Option<Vec<Sum>> {
    let lists = [open.get(first..)?, open].into_iter().flat_map(without);
    let mut made = lists.map(|parts| {
        let sums = (0..line.items.len()).filter_map(|slot| sum(text, line, &parts, slot, DIGITS, 2));
        sums.collect::<Vec<Sum>>()
    });
    made.find(|sums| sums.iter().any(Sum::holds) && !sums.iter().any(Sum::misses))
}

/// Lists of `lines` without the first few behind each that is only part of another.
fn without<'l>(lines: &[&'l Line]) -> Vec<Vec<&'l Line>> {
    let mut lists: Vec<Vec<&Line>> = vec![Vec::new()];
    for line in lines {
        // Where one of a run counts, those behind it do.
        let left = |list: &Vec<&Line>| {
            line.behind > 0
                && list
                    .last()
                    .is_none_or(|last| last.behind + 1 != line.behind || last.behind == 0)
        };
        let without: Vec<Vec<&Line>> = lists.iter().filter(|list| left(list)).cloned().collect();
        lists.iter_mut().for_each(|list| list.push(line));
        lists.extend(without);
        lists.truncate(READINGS);
    }
    lists
}

/// So many readings of a table with lines that may be parts of others are tried.
const READINGS: usize = 256;
