//! The same tables in every format give the same relations and findings, which name the cells.

use tongji::check::{self, Report};
use tongji::document::Format;
use tongji::lexicon::Lexicon;

use super::office;
use super::paint::{self, Coding};
use super::parts::{Part, parts, plain};
use crate::data;

/// A table with a tree of codes and one with growth, shares, parts and lists side by side.
const REPORT: &str = include_str!("relations.md");

/// A document in each format that holds tables, with the places of its figures.
fn documents(text: &str) -> Vec<(&'static str, Vec<u8>, Format)> {
    let parts = parts(text);
    vec![
        ("report.md", text.as_bytes().to_vec(), Format::Markdown),
        ("report.html", office::html(&parts).into_bytes(), Format::Html),
        ("report.docx", office::docx(&parts), Format::Docx),
        ("report.pdf", paint::pdf(&parts, Coding::Ucs2, 1), Format::Pdf),
        ("report.xlsx", workbook(&parts), Format::Xlsx),
        ("report.csv", separated(&parts).into_bytes(), Format::Csv),
    ]
}

/// The rows of a sheet: every line of text is one, and a blank one stands before each table's caption.
fn sheet(parts: &[Part]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for part in parts {
        match part {
            Part::Heading(_, text) | Part::Paragraph(text) | Part::Item(text) => {
                rows.push(Vec::new());
                rows.push(vec![plain(text)]);
            }
            Part::Table(table) => rows.extend(table.iter().cloned()),
        }
    }
    rows
}

fn separated(parts: &[Part]) -> String {
    let lines = sheet(parts).into_iter().map(|row| row.join(",") + "\n");
    lines.collect()
}

fn workbook(parts: &[Part]) -> Vec<u8> {
    let mut strings: Vec<String> = Vec::new();
    let mut rows = String::new();
    for (at, row) in sheet(parts).iter().enumerate() {
        rows.push_str(&format!("<row r=\"{}\">", at + 1));
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let place = format!("{}{}", char::from(b'A' + column as u8), at + 1);
            if cell.parse::<f64>().is_ok() {
                rows.push_str(&format!("<c r=\"{place}\"><v>{cell}</v></c>"));
            } else {
                rows.push_str(&format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", strings.len()));
                strings.push(cell.clone());
            }
        }
        rows.push_str("</row>");
    }
    let strings: Vec<&str> = strings.iter().map(String::as_str).collect();
    office::workbook(&rows, &strings, &[])
}

fn report(name: &str, bytes: Vec<u8>, format: Format) -> Report {
    let source = data::decode(name, bytes, format).unwrap();
    let entries = data::extract(&source).entries;
    check::check(&source, &entries, Lexicon::builtin())
}

/// Rule, verdict and figures of every relation.
fn relations(report: &Report) -> Vec<String> {
    let mut found: Vec<String> = report
        .relations
        .iter()
        .map(|judged| {
            let texts: Vec<&str> = judged
                .relation
                .operands
                .iter()
                .map(|operand| operand.text.trim())
                .collect();
            format!("{} {} {}", judged.relation.rule, judged.verdict.word(), texts.join(" "))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn the_same_tables_give_the_same_relations() {
    let wanted: Vec<&str> = include_str!("relations.txt").lines().collect();
    for (name, bytes, format) in documents(REPORT) {
        let found = relations(&report(name, bytes, format));
        let lacks: Vec<&&str> = wanted
            .iter()
            .filter(|line| !found.iter().any(|own| own == *line))
            .collect();
        let more: Vec<&String> = found.iter().filter(|line| !wanted.contains(&line.as_str())).collect();
        assert!(
            lacks.is_empty() && more.is_empty(),
            "{name}\n  lacks {lacks:#?}\n  has {more:#?}"
        );
    }
}

#[test]
fn findings_name_the_cell() {
    let wrong = REPORT.replacen("| 2060702 | 科普活动 | 427.25 |", "| 2060702 | 科普活动 | 472.25 |", 1);
    assert_ne!(wrong, REPORT);
    let places = [
        "",
        "table 1 cell C5",
        "table 1 cell C5",
        "page 1 line 8",
        "收支!C9",
        "C9",
    ];
    for ((name, bytes, format), wanted) in documents(&wrong).into_iter().zip(places) {
        let report = report(name, bytes, format);
        let operands = report.findings.iter().flat_map(|finding| &finding.relation.operands);
        let found: Vec<&str> = operands
            .filter(|operand| operand.text == "472.25")
            .map(|operand| operand.place.as_str())
            .collect();
        assert!(
            !found.is_empty() && found.iter().all(|place| *place == wanted),
            "{name}: {found:?}"
        );
        assert!(
            report.findings.iter().all(|finding| finding.rule == "table-total"),
            "{name}"
        );
    }
}
