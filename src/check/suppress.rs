//! Findings that the document itself allows: `<!-- tongji: allow place-count -- one forum met in two cities -->`.
//!
//! A comment on lines of its own speaks for the paragraph below it, one beside text for its own lines. In HTML and in
//! Word's comments it speaks for the paragraph or the row of a table that it stands in, or else for what comes next. What
//! Markdown shows as code is no comment.

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::source::{Format, Source};
use crate::span::Span;

use super::{Finding, Silence, Silenced};

/// What a comment allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// What the comment asks for: `allow`, or a word that means nothing.
    pub word: String,
    /// The rule; nothing where none is named.
    pub rule: String,
    /// The line of the comment, from 1.
    pub line: usize,
    /// Whether the comment never ends, and so allows nothing.
    pub is_open: bool,
    /// First and last line that it speaks for.
    lines: (usize, usize),
    /// Whether it was needed.
    pub used: bool,
}

/// How a comment begins.
const OPENING: &str = "<!--";
/// Ends the comment.
const CLOSING: &str = "-->";
/// Whom the comment speaks to, and what it asks for, in letters of any case.
const NAME: &str = "tongji";
const ALLOW: &str = "allow";
/// Stand behind the name.
const COLONS: [char; 2] = [':', '：'];
/// Stand before the reason; the second is what Word makes of the first.
const REASONS: [&str; 2] = ["--", "—"];

/// The allowances of a document, in order. One without a rule, a comment that asks for something else, and one that
/// never ends allow nothing.
pub fn find(source: &Source) -> Vec<Allowance> {
    let mut found = Vec::new();
    for (at, note) in &source.layout.notes {
        if let Some((asked, scope)) = asked(note).zip(source.layout.spoken_for(*at)) {
            let line = |at: usize| Span::new(0, at).of(&source.text).matches('\n').count() + 1;
            let lines = (line(scope.start), line(scope.end));
            allow(asked, lines.0, lines, &mut found);
        }
    }
    // Most documents hold no comment, and those of HTML are notes.
    if source.format != Format::Html && speaks(&source.text) {
        in_text(source, &mut found);
    }
    found
}

/// Whether some comment begins with our name.
fn speaks(text: &str) -> bool {
    let named = |(at, _): (usize, &str)| {
        let comment = text.get(at + OPENING.len()..).unwrap_or_default().trim_start();
        comment.get(..NAME.len()).is_some_and(|name| is(name, NAME))
    };
    text.match_indices(OPENING).any(named)
}

/// The allowances in the comments that stand in the text.
fn in_text(source: &Source, found: &mut Vec<Allowance>) {
    let text = source.text.as_str();
    let places = |mark: &str| -> Vec<usize> { text.match_indices(mark).map(|(at, _)| at).collect() };
    let (openings, closings, ends) = (places(OPENING), places(CLOSING), places("\n"));
    let index = |at: usize| ends.partition_point(|end| *end < at);
    let lines: Vec<&str> = text.lines().collect();
    let code = match source.format {
        Format::Markdown => code(text),
        _ => Vec::new(),
    };
    let mut next = openings.iter().skip(1).copied().chain([usize::MAX]);
    for start in openings.iter().copied() {
        let next = next.next().unwrap_or(usize::MAX);
        if code.iter().any(|code| code.start <= start && start < code.end) {
            continue;
        }
        let body = start + OPENING.len();
        let closing = closings.get(closings.partition_point(|at| *at < body)).copied();
        let first = index(start);
        let Some(end) = closing.filter(|end| *end < next) else {
            let line = lines.get(first).copied().unwrap_or_default();
            let rest = line.split_once(OPENING).map_or("", |(_, rest)| rest);
            found.extend(asked(rest).map(|_| unclosed(first + 1)));
            continue;
        };
        if let Some(asked) = asked(Span::new(body, end).of(text)) {
            let last = index(end);
            let stands_alone = is_alone(text, &lines, (start, end + CLOSING.len()), (first, last));
            let scope = if stands_alone {
                below(&lines, last)
            } else {
                (first + 1, last + 1)
            };
            allow(asked, first + 1, scope, found);
        }
    }
}

/// What Markdown shows as it stands, in order.
fn code(text: &str) -> Vec<Span> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter();
    let code = events.filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))));
    code.map(|(_, range)| Span::new(range.start, range.end)).collect()
}

/// Whether no text stands beside the comment from `start` to `end` in its `first` and `last` lines; other comments may.
fn is_alone(text: &str, lines: &[&str], (start, end): (usize, usize), (first, last): (usize, usize)) -> bool {
    let line = |index: usize| lines.get(index).copied().unwrap_or_default();
    let start_of = |at: usize| Span::new(0, at).of(text).rfind('\n').map_or(0, |end| end + 1);
    let before = Span::new(start_of(start), start).of(text).trim();
    let behind = line(last).get(end - start_of(end)..).unwrap_or_default().trim();
    let plain = first == last || before.is_empty();
    plain && (before.is_empty() || before.ends_with(CLOSING)) && (behind.is_empty() || behind.starts_with(OPENING))
}

/// What a comment asks for before its reason, where it is meant for the checks.
fn asked(comment: &str) -> Option<&str> {
    let comment = comment.trim_start();
    let (name, rest) = comment.split_at_checked(NAME.len())?;
    let rest = rest.trim_start();
    let asked = match rest.strip_prefix(COLONS) {
        Some(asked) => asked,
        None => rest
            .split_whitespace()
            .next()
            .filter(|word| is(word, ALLOW))
            .map(|_| rest)?,
    };
    let ends = REASONS.iter().filter_map(|mark| asked.find(mark));
    is(name, NAME).then(|| Span::new(0, ends.min().unwrap_or(asked.len())).of(asked).trim())
}

fn is(word: &str, known: &str) -> bool {
    word.eq_ignore_ascii_case(known)
}

/// Allows the rules that a comment at `line` names, in `lines`.
fn allow(asked: &str, line: usize, lines: (usize, usize), found: &mut Vec<Allowance>) {
    let allowance = |word: &str, rule: &str| Allowance {
        word: word.to_owned(),
        rule: rule.to_ascii_lowercase(),
        line,
        is_open: false,
        lines,
        used: false,
    };
    let mut words = asked.split(|mark: char| matches!(mark, ',' | '，' | '、') || mark.is_whitespace());
    let word = words.next().unwrap_or_default();
    let rules: Vec<&str> = words.filter(|rule| !rule.is_empty()).collect();
    if !is(word, ALLOW) || rules.is_empty() {
        found.push(allowance(word, ""));
    } else {
        found.extend(rules.into_iter().map(|rule| allowance(word, rule)));
    }
}

/// A comment that begins in `line` and never ends.
fn unclosed(line: usize) -> Allowance {
    Allowance {
        word: String::new(),
        rule: String::new(),
        line,
        is_open: true,
        lines: (line, line),
        used: false,
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

/// Takes out what the allowances of the document `source` allow, and marks those that were needed.
pub fn apply(findings: &mut Vec<Finding>, allowances: &mut [Allowance], source: &str) -> Vec<Silenced> {
    let allowed = |finding: &mut Finding| {
        let mut is_allowed = false;
        for allowance in allowances.iter_mut().filter(|allowance| allowance.rule == finding.rule) {
            let (first, last) = allowance.lines;
            let inside = finding
                .relation
                .operands
                .iter()
                .any(|operand| &*operand.source == source && (first..=last).contains(&operand.line));
            allowance.used |= inside;
            is_allowed |= inside;
        }
        is_allowed
    };
    let taken = findings.extract_if(.., allowed);
    taken.map(|finding| Silenced::new(finding, Silence::Allowed)).collect()
}
