//! Findings as a JUnit report: a suite for each document, a failed case for each finding.

use std::io::{self, Write};

use super::{Line, Report};

/// Writes the suites. A document without findings has one case that passes.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut sources: Vec<&str> = report.lines.iter().map(|line| line.source).collect();
    sources.dedup();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"tongji\" tests=\"{0}\" failures=\"{0}\">",
        report.lines.len()
    )?;
    for source in sources {
        let lines: Vec<&Line<'_>> = report.lines.iter().filter(|line| line.source == source).collect();
        let name = escaped(source);
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{0}\" failures=\"{0}\">",
            lines.len()
        )?;
        for line in lines {
            case(line, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    if report.lines.is_empty() {
        writeln!(
            out,
            "  <testsuite name=\"tongji\" tests=\"1\" failures=\"0\"><testcase name=\"check\"/></testsuite>"
        )?;
    }
    writeln!(out, "</testsuites>")
}

fn case(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    let place = line.finding.relation.operands.first().map_or(0, |operand| operand.line);
    let (rule, level) = (line.finding.rule, line.finding.level.word());
    let message = escaped(&line.message);
    writeln!(
        out,
        "    <testcase name=\"{rule}:{place}\" classname=\"{}\">",
        escaped(line.source)
    )?;
    writeln!(
        out,
        "      <failure type=\"{level}\" message=\"{message}\">{}</failure>",
        escaped(&line.help)
    )?;
    writeln!(out, "    </testcase>")
}

/// The five characters of XML's markup; control characters that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(' '),
            character if character.is_control() => {}
            character => out.push(character),
        }
    }
    out
}
