//! Findings as a JUnit report: a suite for each document, a failed case for each finding.

use std::collections::HashMap;
use std::io::{self, Write};

use super::{Line, Report, Unread};

/// Writes the suites: one for each document, with a case that passes where it has no findings, then those of what else
/// has findings, such as settings, and of what could not be read.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: Vec<(&str, Vec<&Line<'_>>)> = report.documents.iter().map(|name| (*name, Vec::new())).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, (name, _)) in suites.iter().enumerate() {
        places.insert(name, place);
    }
    for line in &report.lines {
        let place = *places.entry(line.source).or_insert(suites.len());
        match suites.get_mut(place) {
            Some((_, lines)) => lines.push(line),
            None => suites.push((line.source, vec![line])),
        }
    }
    let passing = suites.iter().filter(|(_, lines)| lines.is_empty()).count();
    let (failures, errors) = (report.lines.len(), report.unread.len());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"tongji\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">",
        failures + errors + passing
    )?;
    for (source, lines) in suites {
        suite(source, &lines, report, out)?;
    }
    for unread in &report.unread {
        error(unread, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(source: &str, lines: &[&Line<'_>], report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let source = escaped(source);
    let tests = lines.len().max(1);
    writeln!(
        out,
        "  <testsuite name=\"{source}\" tests=\"{tests}\" failures=\"{}\" errors=\"0\">",
        lines.len()
    )?;
    if lines.is_empty() {
        writeln!(out, "    <testcase name=\"check\" classname=\"{source}\"/>")?;
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let name = format!("{}:{}", line.finding.rule, line.place());
        let before = seen.entry(name.clone()).or_default();
        *before += 1;
        // Readers take cases of one name for one case.
        let name = if *before == 1 {
            name
        } else {
            format!("{name} ({before})")
        };
        case(line, &name, report, out)?;
    }
    writeln!(out, "  </testsuite>")
}

fn case(line: &Line<'_>, name: &str, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (name, source) = (escaped(name), escaped(line.source));
    let (level, message) = (line.finding.level.word(), escaped(&line.message));
    let mut told = line.details(report);
    told.push(line.help.clone());
    let told: Vec<String> = told.iter().map(|line| escaped(line)).collect();
    writeln!(out, "    <testcase name=\"{name}\" classname=\"{source}\">")?;
    writeln!(
        out,
        "      <failure type=\"{level}\" message=\"{message}\">{}</failure>",
        told.join("\n")
    )?;
    writeln!(out, "    </testcase>")
}

fn error(unread: &Unread, out: &mut dyn Write) -> io::Result<()> {
    let (source, message) = (escaped(&unread.source), escaped(&unread.message));
    writeln!(
        out,
        "  <testsuite name=\"{source}\" tests=\"1\" failures=\"0\" errors=\"1\">"
    )?;
    writeln!(out, "    <testcase name=\"read\" classname=\"{source}\">")?;
    writeln!(out, "      <error type=\"unread\" message=\"{message}\"/>")?;
    writeln!(out, "    </testcase>\n  </testsuite>")
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
