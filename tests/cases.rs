//! What is read from short texts and small documents: one file of cases for each step, written from the
//! definition of a claim. How such a file is written stands in `cases/file.rs`.

mod file;

use std::collections::BTreeSet;

use tongji::claim::{Entry, Kind};

use crate::data;
use file::{Case, Wanted};

/// Fewer expectations than this mean that a file was not read.
const LEAST: usize = 250;

#[test]
fn numbers() {
    check("numbers.txt");
}

#[test]
fn ranges() {
    check("ranges.txt");
}

#[test]
fn units() {
    check("units.txt");
}

#[test]
fn qualifiers() {
    check("qualifiers.txt");
}

#[test]
fn dates() {
    check("dates.txt");
}

#[test]
fn nouns() {
    check("nouns.txt");
}

#[test]
fn metrics() {
    check("metrics.txt");
}

#[test]
fn set_aside() {
    check("setaside.txt");
}

#[test]
fn english() {
    check("english.txt");
}

#[test]
fn lines_and_pages() {
    check("documents/lines.txt");
}

#[test]
fn headings_and_lists() {
    check("documents/outline.txt");
}

#[test]
fn tables() {
    check("documents/tables.txt");
}

#[test]
fn notes_and_references() {
    check("documents/notes.txt");
}

#[test]
fn every_case_file_is_run_and_there_are_enough() {
    let code = include_str!("cases.rs");
    let folder = data::root().join("tests/cases");
    let (mut expectations, mut kinds) = (0, BTreeSet::new());
    for path in data::list(&folder)
        .into_iter()
        .chain(data::list(&folder.join("documents")))
    {
        if path.extension().is_some_and(|ending| ending == "txt") {
            let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
            assert!(
                code.contains(&format!("check(\"{}\")", name.replace('\\', "/"))),
                "no test runs {name}"
            );
            let cases = file::read(&path);
            expectations += cases.iter().map(|case| case.wanted.len()).sum::<usize>();
            kinds.extend(
                cases
                    .iter()
                    .flat_map(|case| case.wanted.iter().map(|wanted| wanted.kind().to_owned())),
            );
        }
    }
    assert!(expectations >= LEAST, "only {expectations} expectations");
    let missing: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| !kinds.contains(kind.word()))
        .collect();
    assert!(missing.is_empty(), "no case of {missing:?}");
}

/// Reads every text of the file and compares. Open cases are listed, and must still differ.
fn check(name: &str) {
    let cases = file::read(&data::root().join("tests/cases").join(name));
    assert!(!cases.is_empty(), "{name} holds no case");
    let mut wrong = Vec::new();
    for case in &cases {
        let found = differences(case);
        if !case.open {
            wrong.extend(found);
        } else if found.is_empty() {
            wrong.push(format!("{}: holds now; move it up", case.place));
        } else {
            data::say(&format!("open: {}\n", found.join("\n      ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Everything in which the program's reading of `case` is not what is wanted.
fn differences(case: &Case) -> Vec<String> {
    let source = data::source("-", case.text.clone(), case.format);
    // An open case may end in a panic, which must not hide the others.
    let Ok(extraction) = std::panic::catch_unwind(|| data::extract(&source)) else {
        return vec![format!("{}: reading it panics", case.place)];
    };
    let entries = extraction.entries;
    let mut named = vec![false; entries.len()];
    let mut found = Vec::new();
    for wanted in &case.wanted {
        let at = (0..entries.len()).find(|&at| !named[at] && fits(&entries[at], wanted));
        match at {
            Some(at) => {
                named[at] = true;
                found.extend(wrong_cells(&entries[at], wanted));
            }
            None => found.push(missing(wanted, &entries)),
        }
    }
    let unnamed = entries
        .iter()
        .zip(named)
        .filter(|(entry, named)| !named && entry.kind == Kind::Claim);
    found.extend(
        unnamed.map(|(entry, _)| format!("{}: {} is a claim that the case does not name", case.place, entry.text)),
    );
    found
}

/// Whether `entry` is the numeral that `wanted` speaks of.
fn fits(entry: &Entry, wanted: &Wanted) -> bool {
    entry.text == wanted.text && entry.kind.word() == wanted.kind()
}

fn missing(wanted: &Wanted, entries: &[Entry]) -> String {
    let shown: Vec<String> = entries
        .iter()
        .map(|entry| format!("{} ({} {})", entry.text, entry.kind.word(), entry.why))
        .collect();
    let shown = shown.join(", ");
    format!(
        "{}: no {} {}; there are {shown}",
        wanted.place,
        wanted.kind(),
        wanted.text
    )
}

fn wrong_cells(entry: &Entry, wanted: &Wanted) -> Vec<String> {
    let cells = wanted
        .cells
        .iter()
        .map(|(column, cell)| (column, cell, data::cell(entry, column)));
    let wrong = cells.filter(|(_, cell, got)| *cell != got);
    wrong
        .map(|(column, cell, got)| format!("{}: {}: {column} is {got:?}, not {cell:?}", wanted.place, wanted.text))
        .collect()
}
