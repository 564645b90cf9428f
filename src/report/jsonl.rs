//! Findings for programs: one object a line and a summary behind them, one array, or GitLab's code quality report.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::check::{Level, Operand, Verdict};

use super::{Bound, Counts, Line, Report, Unread};

/// Writes one finding a line, then one relation a line where they were asked for, then what could not be read, then the summary.
pub fn write_lines(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for object in objects(report) {
        writeln!(out, "{object}")?;
    }
    Ok(())
}

/// Writes the same objects as one array.
pub fn write_array(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &objects(report))?;
    writeln!(out)
}

/// Writes a code quality report of GitLab.
pub fn write_gitlab(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let unread = report.unread.iter().map(unread_issue);
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let mut issues: Vec<Value> = Vec::with_capacity(report.lines.len());
    for line in &report.lines {
        let alike = seen.entry((line.source, &line.fingerprint)).or_default();
        *alike += 1;
        issues.push(issue(line, *alike, report));
    }
    issues.extend(unread);
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn objects(report: &Report<'_>) -> Vec<Value> {
    let mut objects: Vec<Value> = report.lines.iter().map(finding).collect();
    objects.extend(report.relations.iter().map(relation));
    let unread = report.unread.iter();
    objects.extend(unread.map(|unread| json!({ "error": unread.message, "source": unread.source })));
    objects.push(json!({ "summary": summary(&report.counts) }));
    objects
}

fn finding(line: &Line<'_>) -> Value {
    let finding = line.finding;
    let operands: Vec<Value> = finding.relation.operands.iter().map(operand).collect();
    json!({
        "rule": finding.rule,
        "level": finding.level.word(),
        "message": line.message,
        "assumption": line.assumption,
        "verdict": finding.verdict.word(),
        "operands": operands,
        "help": line.help,
        "fingerprint": line.fingerprint,
    })
}

fn relation(bound: &Bound<'_>) -> Value {
    let relation = &bound.judged.relation;
    let operands: Vec<Value> = relation.operands.iter().map(operand).collect();
    let mut object = json!({ "relation": relation.rule, "verdict": bound.judged.verdict.word(), "operands": operands });
    if let Some((silence, fields)) = bound.silence.zip(object.as_object_mut()) {
        fields.insert("silenced".to_owned(), Value::from(silence.word()));
    }
    object
}

fn operand(operand: &Operand) -> Value {
    let mut object = json!({
        "role": operand.role.word(),
        "source": &*operand.source,
        "line": operand.line,
        "column": operand.column,
        "start": operand.start,
        "end": operand.end,
        "text": operand.text,
    });
    if let Some(fields) = object.as_object_mut() {
        if !operand.place.is_empty() {
            fields.insert("locator".to_owned(), Value::from(operand.place.as_str()));
        }
        if !operand.unit.is_empty() {
            fields.insert("unit".to_owned(), Value::from(&*operand.unit));
        }
        let ends = [("lower", operand.core.lower), ("upper", operand.core.upper)];
        for (name, end) in ends {
            if let Some(end) = end {
                fields.insert(name.to_owned(), Value::String(end.normalize().to_string()));
            }
        }
    }
    object
}

fn summary(counts: &Counts) -> Value {
    json!({
        "documents": counts.documents,
        "claims": counts.claims,
        "relations": counts.relations(),
        "pass": counts.of(Verdict::Pass),
        "fail": counts.of(Verdict::Fail),
        "boundary": counts.of(Verdict::Boundary),
        "undecided": counts.of(Verdict::Undecided),
        "not_bound": counts.of(Verdict::NotBound),
        "allowed": counts.allowed,
        "accepted": counts.accepted,
    })
}

/// An issue; GitLab takes those of one fingerprint for one, so the `nth` alike in its document says so.
fn issue(line: &Line<'_>, nth: usize, report: &Report<'_>) -> Value {
    let begin = line
        .finding
        .relation
        .operands
        .first()
        .map_or(1, |operand| operand.line.max(1));
    let told: Vec<String> = [line.placed()].into_iter().chain(line.details(report)).collect();
    json!({
        "description": told.join("\n"),
        "check_name": line.finding.rule,
        "fingerprint": if nth == 1 { line.fingerprint.clone() } else { format!("{}-{nth}", line.fingerprint) },
        "severity": match line.finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info => "info",
        },
        "location": { "path": line.source, "lines": { "begin": begin } },
    })
}

fn unread_issue(unread: &Unread) -> Value {
    json!({
        "description": unread.message,
        "check_name": "unread",
        "fingerprint": format!("unread {}", unread.source),
        "severity": "blocker",
        "location": { "path": unread.source, "lines": { "begin": 1 } },
    })
}
