//! Cells of tables, from the cases in `cells.txt`.

use tongji::document::Format;

use super::formats::claims;
use crate::data;

const CASES: &str = include_str!("cells.txt");

#[test]
fn cells_are_read_as_their_tables_say() {
    let mut wrong = Vec::new();
    for case in CASES.split("\n>>> ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (table, wanted) = rest.split_once("\n<<<\n").unwrap();
        let found: Vec<String> = claims("-", table.into(), Format::Html).iter().map(row).collect();
        let wanted: Vec<&str> = wanted.lines().filter(|line| !line.is_empty()).collect();
        if found != wanted {
            wrong.push(format!("{name}\n  wanted {wanted:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn row(entry: &tongji::claim::Entry) -> String {
    let [value, unit, noun, period] = ["value", "unit", "noun", "period"].map(|column| data::cell(entry, column));
    let cell = entry.locator.rsplit(' ').next().unwrap_or_default();
    format!("{value} | {unit} | {noun} | {period} | {cell}")
}
