//! Findings as annotations of GitHub's workflows, worst first. GitHub shows ten of each level, so the rest is counted.

use std::io::{self, Write};

use crate::check::Level;

use super::{Line, Report, of_level};

/// How many annotations of one level GitHub shows.
const SHOWN: usize = 10;

/// Writes the annotations, and the closing sentence as plain output.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for level in [Level::Error, Level::Warning, Level::Info] {
        let command = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        for line in of_level(report, level).take(SHOWN) {
            writeln!(out, "{}", annotation(command, line))?;
        }
        let more = of_level(report, level).skip(SHOWN).count();
        if more > 0 {
            writeln!(out, "::{command}::+{more}")?;
        }
    }
    writeln!(out, "{}", report.closing)
}

fn annotation(command: &str, line: &Line<'_>) -> String {
    let first = line.finding.relation.operands.first();
    let (row, column) = first.map_or((1, 1), |operand| (operand.line, operand.column));
    let file = escaped(line.source).replace(':', "%3A").replace(',', "%2C");
    let message = escaped(&line.message);
    format!(
        "::{command} file={file},line={row},col={column},title={}::{message}",
        line.finding.rule
    )
}

/// The characters that would end a command, as GitHub's toolkit writes them.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
