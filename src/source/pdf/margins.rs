//! Heads and feet of pages: what stands there on many pages, and page numbers, are no text of the document.

use std::collections::BTreeMap;

use super::page::Length;
use super::rows::Row;

/// The head and the foot take so many hundredths of a page's height.
const SHARE: Length = 9;
/// A row with more characters is no page number.
const LONGEST_NUMBER: usize = 12;

/// The rows of a page and its height.
pub(super) struct Sheet<'a> {
    pub rows: &'a mut Vec<Row>,
    pub height: Length,
}

/// Takes the heads and feet out.
pub(super) fn drop(sheets: &mut [Sheet<'_>]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for sheet in sheets.iter() {
        for row in sheet.rows.iter().filter(|row| sheet.zone(row).is_some()) {
            *seen.entry(shape(row)).or_default() += 1;
        }
    }
    let pages = sheets.len();
    let often = |count: usize| count >= 3 || (count == 2 && pages <= 3);
    for sheet in sheets {
        let height = sheet.height;
        let zone = |row: &Row| zone(row, height).is_some();
        let rows = std::mem::take(sheet.rows);
        *sheet.rows = rows
            .into_iter()
            .filter(|row| {
                let repeats = seen.get(&shape(row)).copied().is_some_and(often);
                !(zone(row) && (repeats || is_number(row)))
            })
            .collect();
    }
}

impl Sheet<'_> {
    fn zone(&self, row: &Row) -> Option<bool> {
        zone(row, self.height)
    }
}

/// Whether a row stands at the head (`true`) or at the foot of its page.
fn zone(row: &Row, height: Length) -> Option<bool> {
    if row.y * 100 < height * SHARE {
        Some(true)
    } else if row.y * 100 > height * (100 - SHARE) {
        Some(false)
    } else {
        None
    }
}

/// The row with every figure as a zero.
fn shape(row: &Row) -> String {
    let mut shape = String::new();
    for character in row.text().chars() {
        let character = if character.is_ascii_digit() { '0' } else { character };
        if !(character == '0' && shape.ends_with('0')) && character != ' ' {
            shape.push(character);
        }
    }
    shape
}

/// Whether a row is a number between dashes or strokes.
fn is_number(row: &Row) -> bool {
    let text = row.text();
    let mark = |character: char| character.is_ascii_digit() || "-—–−·/| ".contains(character);
    text.chars().count() <= LONGEST_NUMBER
        && text.contains(|character: char| character.is_ascii_digit())
        && text.chars().all(mark)
}
