//! Findings for people: the sentence, the line with its figures marked, and every operand with its place.

use std::io::{self, Write};

use crate::check::{Level, Operand};

use super::{Line, Report, snippet};

/// Writes the findings, the relations where they were asked for, and the closing sentence.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for line in &report.lines {
        finding(line, report, out)?;
    }
    for bound in &report.relations {
        let operands: Vec<&str> = bound
            .judged
            .relation
            .operands
            .iter()
            .map(|operand| operand.text.trim())
            .collect();
        let first = bound.judged.relation.operands.first();
        let first = first.map_or_else(String::new, |operand| match operand.place.as_str() {
            "" => operand.line.to_string(),
            place => place.to_owned(),
        });
        let verdict = (report.words)(bound.judged.verdict.key());
        let rule = bound.judged.relation.rule;
        writeln!(
            out,
            "{}:{first}: {verdict} {rule}: {}",
            bound.source,
            operands.join(" | ")
        )?;
    }
    if report.closing.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", report.closing)
}

fn finding(line: &Line<'_>, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let relation = &line.finding.relation;
    let Some(first) = relation.operands.first() else {
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
        at(first),
        (report.words)(level.key()),
        line.finding.rule,
        line.message
    )?;
    if !line.text.is_empty() {
        let (shown, marks) = snippet::around(line.text, first);
        writeln!(out, "  | {shown}\n  | {on}{marks}{off}")?;
    }
    for operand in &relation.operands {
        let other = if operand.source == first.source {
            ""
        } else {
            &operand.source
        };
        writeln!(
            out,
            "  = {other}{}{}",
            if other.is_empty() { "" } else { ":" },
            place(operand, report)
        )?;
    }
    if let Some(assumption) = &line.assumption {
        writeln!(out, "  = {assumption}")?;
    }
    writeln!(out, "  = {}\n", line.help)
}

fn place(operand: &Operand, report: &Report<'_>) -> String {
    let interval = match (operand.core.lower, operand.core.upper) {
        (None, None) => String::new(),
        (lower, upper) => {
            let end =
                |end: Option<rust_decimal::Decimal>| end.map_or_else(String::new, |end| end.normalize().to_string());
            format!(" [{}, {}]", end(lower), end(upper))
        }
    };
    format!(
        "{} {} {}{interval}",
        at(operand),
        (report.words)(operand.role.key()),
        operand.text.trim()
    )
}

/// Where an operand stands: its line and column, or its place in a file whose text is our own.
fn at(operand: &Operand) -> String {
    if operand.place.is_empty() {
        format!("{}:{}", operand.line, operand.column)
    } else {
        operand.place.clone()
    }
}

const fn paint(level: Level) -> &'static str {
    match level {
        Level::Error => "\u{1b}[1;31m",
        Level::Warning => "\u{1b}[1;33m",
        Level::Info => "\u{1b}[1;36m",
    }
}
