//! Findings that the document itself allows: `<!-- tongji: allow place-count -- one forum met in two cities -->`.
//!
//! A comment on a line of its own speaks for the paragraph below it, one behind text for its own line.

use super::Finding;

/// What a comment allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// What the comment asks for: `allow`, or a word that means nothing.
    pub word: String,
    /// The rule; nothing where none is named.
    pub rule: String,
    /// The line of the comment, from 1.
    pub line: usize,
    /// First and last line that it speaks for.
    lines: (usize, usize),
    /// Whether it was needed.
    pub used: bool,
}

/// How a comment begins, behind spaces who speaks, and what it asks for.
const OPENING: &str = "<!--";
const NAME: &str = "tongji:";
const ALLOW: &str = "allow";
/// Ends the comment.
const CLOSING: &str = "-->";
/// Stands before the reason.
const REASON: &str = "--";

/// The allowances of a document, in order. One without a rule, and a comment that asks for something else, allow nothing.
pub fn find(text: &str) -> Vec<Allowance> {
    // Most documents allow nothing.
    if !text.contains(NAME) {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((before, asked)) = asked(line) else { continue };
        let lines = if before.trim().is_empty() {
            below(&lines, index)
        } else {
            (index + 1, index + 1)
        };
        let allowance = |word: &str, rule: &str| Allowance {
            word: word.to_owned(),
            rule: rule.to_owned(),
            line: index + 1,
            lines,
            used: false,
        };
        let mut words = asked.split(|mark: char| mark == ',' || mark.is_whitespace());
        let word = words.next().unwrap_or_default();
        let rules: Vec<&str> = words.filter(|rule| !rule.is_empty()).collect();
        if word != ALLOW || rules.is_empty() {
            found.push(allowance(word, ""));
        } else {
            found.extend(rules.into_iter().map(|rule| allowance(word, rule)));
        }
    }
    found
}

/// What stands before a comment that is meant for the checks, and what it asks for.
fn asked(line: &str) -> Option<(&str, &str)> {
    let (before, rest) = line.split_once(OPENING)?;
    let rest = rest.trim_start().strip_prefix(NAME)?;
    let inner = rest.split(CLOSING).next().unwrap_or_default();
    Some((before, inner.split(REASON).next().unwrap_or_default().trim()))
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
