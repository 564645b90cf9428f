//! Findings for people: the sentence, the line with its figures marked, and every operand with its place.

use std::io::{self, Write};

use crate::check::Level;

use super::{Bound, Line, Report, place, snippet, told};

/// Writes the findings, the relations where they were asked for, and the closing sentence.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for line in &report.lines {
        finding(line, report, out)?;
    }
    for bound in &report.relations {
        relation(bound, report, out)?;
    }
    if report.closing.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", report.closing)
}

/// One line: where the first figure stands, what the relation came to, and its figures.
fn relation(bound: &Bound<'_>, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let relation = &bound.judged.relation;
    let operands: Vec<&str> = told(relation).iter().map(|operand| operand.text.trim()).collect();
    let first = relation.operands.first().map_or_else(String::new, place);
    let words = |key| (report.words)(key, &[]);
    let verdict = words(bound.judged.verdict.key());
    let silence = bound
        .silence
        .map_or_else(String::new, |silence| format!(" ({})", words(silence.key())));
    let figures = operands.join(" | ");
    writeln!(
        out,
        "{}:{first}: {verdict}{silence} {}: {figures}",
        bound.source, relation.rule
    )
}

fn finding(line: &Line<'_>, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = line.finding.relation.operands.first() else {
        return Ok(());
    };
    let level = line.finding.level;
    let (on, off) = if report.color {
        (paint(level), "\u{1b}[0m")
    } else {
        ("", "")
    };
    writeln!(
        out,
        "{}:{}: {on}{}{off}[{}] {}",
        line.source,
        line.place(),
        (report.words)(level.key(), &[]),
        line.finding.rule,
        line.message
    )?;
    if !line.text.is_empty() {
        let (shown, marks) = snippet::around(line.text, first);
        writeln!(out, "  | {shown}\n  | {on}{marks}{off}")?;
    }
    for detail in line.details(report) {
        writeln!(out, "  = {detail}")?;
    }
    writeln!(out, "  = {}\n", line.help)
}

const fn paint(level: Level) -> &'static str {
    match level {
        Level::Error => "\u{1b}[1;31m",
        Level::Warning => "\u{1b}[1;33m",
        Level::Info => "\u{1b}[1;36m",
    }
}
