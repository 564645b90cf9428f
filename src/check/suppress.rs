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

/// How a comment begins.
const OPENING: &str = "<!--";
/// Ends the comment.
const CLOSING: &str = "-->";
/// Whom the comment speaks to, and what it asks for.
const NAME: &str = "tongji:";
const ALLOW: &str = "allow";
/// Stand before the reason; the second is what Word makes of the first.
const REASONS: [&str; 2] = ["--", "—"];

/// The allowances of a document, in order. One without a rule, and a comment that asks for something else, allow nothing.
pub fn find(source: &Source) -> Vec<Allowance> {
    let mut found = Vec::new();
    for (at, note) in &source.layout.notes {
        if let Some((asked, scope)) = asked(note).zip(source.layout.spoken_for(*at)) {
            let line = |at: usize| Span::new(0, at).of(&source.text).matches('\n').count() + 1;
            let lines = (line(scope.start), line(scope.end));
            allow(asked, lines.0, lines, &mut found);
        }
    }
    // Most documents allow nothing.
    if source.text.contains(NAME) {
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
        let Some(asked) = asked(rest.split(CLOSING).next().unwrap_or_default()) else {
            continue;
        };
        let scope = if before.trim().is_empty() {
            below(&lines, index)
        } else {
            (index + 1, index + 1)
        };
        allow(asked, index + 1, scope, found);
    }
}

/// What a comment asks for before its reason, where it is meant for the checks.
fn asked(comment: &str) -> Option<&str> {
    let comment = comment.trim_start().strip_prefix(NAME)?;
    let ends = REASONS.iter().filter_map(|mark| comment.find(mark));
    Some(Span::new(0, ends.min().unwrap_or(comment.len())).of(comment).trim())
}

/// Allows the rules that a comment at `line` names, in `lines`.
fn allow(asked: &str, line: usize, lines: (usize, usize), found: &mut Vec<Allowance>) {
    let allowance = |word: &str, rule: &str| Allowance {
        word: word.to_owned(),
        rule: rule.to_owned(),
        line,
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
