//! Findings as a SARIF log, version 2.1.0 of the OASIS standard.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::check::{Level, Operand, RULES};

use super::{Line, Report};

/// Writes one run with its rules and results.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": { "text": rule.page.lines().next().unwrap_or_default() },
                "help": { "text": rule.page, "markdown": rule.page },
                "defaultConfiguration": { "level": level(rule.level) },
            })
        })
        .collect();
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
            "results": report.lines.iter().map(result).collect::<Vec<Value>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(line: &Line<'_>) -> Value {
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
                    json!({ "text": format!("{} {}", operand.role.word(), operand.text) }),
                );
            }
            place
        })
        .collect();
    json!({
        "ruleId": line.finding.rule,
        "ruleIndex": index.unwrap_or_default(),
        "level": level(line.finding.level),
        "message": { "text": line.message },
        "locations": operands.first().map(location).into_iter().collect::<Vec<Value>>(),
        "relatedLocations": related,
        "partialFingerprints": { "figures/v1": line.fingerprint },
    })
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
