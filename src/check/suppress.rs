//! Findings that the document itself allows: `<!-- tongji: allow place-count -- one forum met in two cities -->`.
//!
//! A comment on a line of its own speaks for the paragraph below it, one behind text for its own line. In HTML and in
//! Word's comments it speaks for the paragraph or the row of a table that it stands in, or else for what comes next.

use crate::source::Source;
use crate::span::Span;

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
/// How the same begins where the comment is no text of the document.
const NOTE: &str = "tongji: allow ";
/// Stand before the reason; the second is what Word makes of the first.
const REASONS: [&str; 2] = ["--", "—"];

/// The allowances of a document, in order.
pub fn find(source: &Source) -> Vec<Allowance> {
    let mut found = Vec::new();
    for (at, note) in &source.layout.notes {
        let rules = note.trim_start().strip_prefix(NOTE);
        if let Some((rules, scope)) = rules.zip(source.layout.spoken_for(*at)) {
            let line = |at: usize| Span::new(0, at).of(&source.text).matches('\n').count() + 1;
            let lines = (line(scope.start), line(scope.end));
            allow(rules, lines.0, lines, &mut found);
        }
    }
    // Most documents allow nothing.
    if source.text.contains(OPENING) {
        in_text(&source.text, &mut found);
    }
    found
}

/// The allowances in the comments that stand in `text`.
fn in_text(text: &str, found: &mut Vec<Allowance>) {
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let Some((before, rest)) = line.split_once(OPENING) else {
            continue;
        };
        let inner = rest.split(CLOSING).next().unwrap_or_default();
        let scope = if before.trim().is_empty() {
            below(&lines, index)
        } else {
            (index + 1, index + 1)
        };
        allow(inner, index + 1, scope, found);
    }
}

/// Allows the rules that a comment at `line` names before its reason, in `lines`.
fn allow(comment: &str, line: usize, lines: (usize, usize), found: &mut Vec<Allowance>) {
    let ends = REASONS.iter().filter_map(|mark| comment.find(mark));
    let rules = Span::new(0, ends.min().unwrap_or(comment.len())).of(comment);
    let names = rules.split(|mark: char| mark == ',' || mark.is_whitespace());
    found.extend(names.filter(|rule| !rule.is_empty()).map(|rule| Allowance {
        rule: rule.to_owned(),
        line,
        lines,
        used: false,
    }));
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
