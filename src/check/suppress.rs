//! Findings that the document itself allows: `<!-- tongji: allow place-count -- one forum met in two cities -->`.
//!
//! A comment on a line of its own speaks for the paragraph below it, one behind text for its own line.

use super::Finding;

/// What a comment allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The rule.
    pub rule: String,
    /// The line of the comment, from 1.
    pub line: usize,
    /// First and last line that it speaks for.
    lines: (usize, usize),
    /// Whether it was needed.
    pub used: bool,
}

/// How the comment begins.
const OPENING: &str = "<!-- tongji: allow ";
/// Ends the comment.
const CLOSING: &str = "-->";
/// Stands before the reason.
const REASON: &str = "--";

/// The allowances of a document, in order.
pub fn find(text: &str) -> Vec<Allowance> {
    // Most documents allow nothing.
    if !text.contains(OPENING) {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((before, rest)) = line.split_once(OPENING) else {
            continue;
        };
        let inner = rest.split(CLOSING).next().unwrap_or_default();
        let rules = inner.split(REASON).next().unwrap_or_default();
        let scope = if before.trim().is_empty() {
            below(&lines, index)
        } else {
            (index + 1, index + 1)
        };
        for rule in rules.split(|mark: char| mark == ',' || mark.is_whitespace()) {
            if !rule.is_empty() {
                found.push(Allowance {
                    rule: rule.to_owned(),
                    line: index + 1,
                    lines: scope,
                    used: false,
                });
            }
        }
    }
    found
}

/// First and last line of the paragraph below line `index`.
fn below(lines: &[&str], index: usize) -> (usize, usize) {
    let blank = |line: &&str| line.trim().is_empty();
    let rest = lines.get(index + 1..).unwrap_or_default();
    let first = index + 1 + rest.iter().take_while(|line| blank(line)).count();
    let body = lines.get(first..).unwrap_or_default();
    let count = body.iter().take_while(|line| !blank(line)).count();
    (first + 1, first + count.max(1))
}

/// Drops what the allowances of the document `source` allow, and marks those that were needed.
pub fn apply(findings: &mut Vec<Finding>, allowances: &mut [Allowance], source: &str) {
    findings.retain(|finding| {
        let mut kept = true;
        for allowance in allowances.iter_mut().filter(|allowance| allowance.rule == finding.rule) {
            let (first, last) = allowance.lines;
            let inside = finding
                .relation
                .operands
                .iter()
                .any(|operand| &*operand.source == source && (first..=last).contains(&operand.line));
            allowance.used |= inside;
            kept &= !inside;
        }
        kept
    });
}
