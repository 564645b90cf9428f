//! Findings as a SARIF log, version 2.1.0 of the OASIS standard.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::check::{Level, Operand, RULES, Silence};

use super::{Line, Report, Unread};

/// Writes one run with its rules and results.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": { "text": short((report.page)(rule)) },
                "help": { "text": (report.page)(rule), "markdown": (report.page)(rule) },
                "defaultConfiguration": { "level": level(rule.level) },
            })
        })
        .collect();
    let told = report.lines.iter().map(|line| result(line, None, report));
    let silenced = report.silenced.iter().map(|(line, by)| result(line, Some(*by), report));
    let notes: Vec<Value> = report.unread.iter().map(notification).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "tongji",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": notes.is_empty(), "toolExecutionNotifications": notes }],
            "results": told.chain(silenced).collect::<Vec<Value>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// What a rule does: the first sentence of its page, without the words that it begins with.
fn short(page: &str) -> &str {
    let line = page.trim_start().lines().next().unwrap_or_default();
    let behind = line.find(['：', ':']).map(|at| {
        at + line
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    behind.and_then(|at| line.get(at..)).unwrap_or(line).trim()
}

/// Says what could not be read.
fn notification(unread: &Unread) -> Value {
    json!({
        "level": "error",
        "message": { "text": unread.message },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&unread.source) } } }],
    })
}

fn result(line: &Line<'_>, silence: Option<Silence>, report: &Report<'_>) -> Value {
    let operands = &line.finding.relation.operands;
    let index = RULES.iter().position(|rule| rule.name == line.finding.rule);
    let related: Vec<Value> = operands
        .iter()
        .skip(1)
        .enumerate()
        .map(|(id, operand)| {
            let mut place = location(operand);
            if let Some(fields) = place.as_object_mut() {
                fields.insert("id".to_owned(), json!(id + 1));
                fields.insert(
                    "message".to_owned(),
                    json!({ "text": format!("{} {}", (report.words)(operand.role.key(), &[]), operand.text.trim()) }),
                );
            }
            place
        })
        .collect();
    let mut told = vec![line.placed()];
    told.extend(line.assumption.clone());
    let mut result = json!({
        "ruleId": line.finding.rule,
        "ruleIndex": index.unwrap_or_default(),
        "level": level(line.finding.level),
        "message": { "text": told.join("\n") },
        "locations": operands.first().map(location).into_iter().collect::<Vec<Value>>(),
        "relatedLocations": related,
        "partialFingerprints": { "figures/v1": line.fingerprint },
    });
    if let Some((silence, fields)) = silence.zip(result.as_object_mut()) {
        let kind = match silence {
            Silence::Allowed => "inSource",
            Silence::Accepted => "external",
        };
        fields.insert("suppressions".to_owned(), json!([{ "kind": kind }]));
    }
    result
}

fn location(operand: &Operand) -> Value {
    let columns = operand.text.chars().count();
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&operand.source) },
            "region": {
                "startLine": operand.line.max(1),
                "startColumn": operand.column.max(1),
                "endColumn": operand.column.max(1) + columns,
                "byteOffset": operand.start,
                "byteLength": operand.end - operand.start,
            },
        },
    });
    if let Some(fields) = location.as_object_mut().filter(|_| !operand.place.is_empty()) {
        let place = json!([{ "fullyQualifiedName": operand.place }]);
        fields.insert("logicalLocations".to_owned(), place);
    }
    location
}

/// A path as a reference (RFC 3986): what is no plain character is written as its bytes in hexadecimal.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}
