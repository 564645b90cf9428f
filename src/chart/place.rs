//! Where a figure stands, as people say it: a line, a page and its line, a paragraph, a cell.

use super::Words;
use crate::claim::Entry;
use crate::error::Field;

/// The place of a claim in its file, where that is more than a line of text.
pub fn of(entry: &Entry, words: Words<'_>) -> Option<String> {
    let locator: &str = &entry.locator;
    let parts: Vec<&str> = locator.split(' ').collect();
    let say = |key, names: &[(&'static str, &str)]| {
        let fields: Vec<(&'static str, Field)> = names.iter().map(|(name, text)| (*name, (*text).into())).collect();
        words(key, &fields)
    };
    match parts.as_slice() {
        ["bytes", _] => None,
        ["page", page, "line", line] => Some(say("page_at_page", &[("page", page), ("line", line)])),
        ["paragraph", number, ..] => Some(say("page_at_paragraph", &[("paragraph", number)])),
        ["table", table, "cell", cell] => Some(say("page_at_cell", &[("table", table), ("cell", cell)])),
        _ => Some(locator.to_owned()),
    }
}
