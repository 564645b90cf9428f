//! Findings as annotations of GitHub's workflows, worst first. GitHub shows ten of each level, so the rest is counted.

use std::io::{self, Write};

use crate::check::Level;

use super::{Line, Report, of_level};

/// How many annotations of one level GitHub shows.
const SHOWN: usize = 10;

/// Writes the annotations, then the rest and the closing sentence as plain output.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for unread in &report.unread {
        let (file, message) = (property(&unread.source), escaped(&unread.message));
        writeln!(out, "::error file={file},title=tongji::{message}")?;
    }
    for level in [Level::Error, Level::Warning, Level::Info] {
        let command = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        for line in of_level(report, level).take(SHOWN) {
            writeln!(out, "{}", annotation(command, line, report))?;
        }
        let more = of_level(report, level).skip(SHOWN).count();
        if more > 0 {
            let told = (report.words)("github_more", &[("count", more.into())]);
            writeln!(out, "::{command} title=tongji::{}", escaped(&told))?;
        }
        for line in of_level(report, level).skip(SHOWN) {
            let (rule, message) = (line.finding.rule, &line.message);
            writeln!(out, "{}:{}: {command}[{rule}] {message}", line.source, line.place())?;
        }
    }
    if report.closing.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", report.closing)
}

fn annotation(command: &str, line: &Line<'_>, report: &Report<'_>) -> String {
    let first = line.finding.relation.operands.first();
    let (row, column) = first.map_or((1, 1), |operand| (operand.line.max(1), operand.column.max(1)));
    let file = property(line.source);
    let told: Vec<String> = [line.placed()].into_iter().chain(line.details(report)).collect();
    format!(
        "::{command} file={file},line={row},col={column},title={}::{}",
        line.finding.rule,
        escaped(&told.join("\n"))
    )
}

/// The value of a property, which ends at a colon or comma.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

/// The characters that would end a command, as GitHub's toolkit writes them.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
