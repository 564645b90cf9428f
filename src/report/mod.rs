//! Reports: findings in the formats that people and machines read.
//!
//! A format only lays out; every sentence comes in words already. What is allowed or accepted is counted, but told only where
//! a format has a place for it.

mod github;
mod jsonl;
mod junit;
mod sarif;
mod snippet;
mod text;

use std::io;

use crate::check::{Finding, Judged, Law, Level, Operand, Relation, Rule, Silence, Verdict};
use crate::error::Field;

/// A finding with its sentences.
pub struct Line<'a> {
    /// The document's name.
    pub source: &'a str,
    /// Its text, for snippets.
    pub text: &'a str,
    /// What was found.
    pub finding: &'a Finding,
    /// What does not fit.
    pub message: String,
    /// What is assumed, where something is.
    pub assumption: Option<String>,
    /// What to do.
    pub help: String,
    /// A hash that stays when lines move.
    pub fingerprint: String,
}

impl Line<'_> {
    /// Where the first operand stands.
    fn place(&self) -> String {
        self.finding.relation.operands.first().map_or_else(String::new, place)
    }

    /// The sentence, and before it the place of a figure that stands in no line of its file, such as a cell.
    fn placed(&self) -> String {
        let first = self.finding.relation.operands.first();
        match first.map_or("", |operand| operand.place.as_str()) {
            "" => self.message.clone(),
            place => format!("{place}: {}", self.message),
        }
    }

    /// The operands with their places, each once, and what is assumed.
    fn details(&self, report: &Report<'_>) -> Vec<String> {
        let operands = told(&self.finding.relation);
        let mut details: Vec<String> = Vec::with_capacity(operands.len() + 1);
        for operand in operands {
            let other = &*operand.source != self.source;
            let source = if other {
                format!("{}:", operand.source)
            } else {
                String::new()
            };
            let detail = format!("{source}{}", figure(operand, report));
            if !details.contains(&detail) {
                details.push(detail);
            }
        }
        details.extend(self.assumption.clone());
        details
    }
}

/// The operands to tell; a date that there is not is one figure that is read in two ways.
fn told(relation: &Relation) -> &[Operand] {
    match relation.operands.as_slice() {
        [date, same] if relation.law == Law::Order && (date.start, date.end) == (same.start, same.end) => {
            std::slice::from_ref(date)
        }
        operands => operands,
    }
}

/// An operand with its place, its role, and the interval in which it is reckoned.
fn figure(operand: &Operand, report: &Report<'_>) -> String {
    let text = operand.text.trim();
    let end = |end: Option<rust_decimal::Decimal>| end.map_or_else(String::new, |end| end.normalize().to_string());
    let interval = match (operand.core.lower, operand.core.upper) {
        (None, None) => String::new(),
        // A cell does not repeat the unit of its table, in which the interval is not reckoned.
        (lower, upper) if !operand.unit.is_empty() && text.ends_with(|last: char| last.is_ascii_digit()) => {
            format!(" [{}, {}] {}", end(lower), end(upper), operand.unit)
        }
        (lower, upper) => format!(" [{}, {}]", end(lower), end(upper)),
    };
    let role = (report.words)(operand.role.key(), &[]);
    format!("{} {role} {text}{interval}", place(operand))
}

/// Where an operand stands: its line and column, or its place in a file whose text is our own.
fn place(operand: &Operand) -> String {
    if operand.place.is_empty() {
        format!("{}:{}", operand.line, operand.column)
    } else {
        operand.place.clone()
    }
}

/// A document that could not be read.
pub struct Unread {
    /// Its name.
    pub source: String,
    /// Why it could not be read, in a sentence that names it.
    pub message: String,
}

/// A relation with its document, for `--show-relations`.
pub struct Bound<'a> {
    /// The name of the document in which its first figure stands.
    pub source: &'a str,
    /// What was found.
    pub judged: &'a Judged,
    /// Why its failure is not told, where it is not.
    pub silence: Option<Silence>,
}

impl<'a> Bound<'a> {
    /// Puts a relation to its document.
    pub fn new(judged: &'a Judged, silence: Option<Silence>) -> Self {
        let first = judged.relation.operands.first();
        Self {
            source: first.map_or("", |operand| &operand.source),
            judged,
            silence,
        }
    }
}

/// How many there are of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents that were read.
    pub documents: usize,
    /// Claims in them.
    pub claims: usize,
    /// Relations between them, by [`Verdict`].
    pub verdicts: [usize; 5],
    /// Findings that documents allow.
    pub allowed: usize,
    /// Findings that were accepted.
    pub accepted: usize,
}

impl Counts {
    /// How many relations came to `verdict`.
    pub const fn of(&self, verdict: Verdict) -> usize {
        self.verdicts[verdict as usize]
    }

    /// How many relations there are.
    pub fn relations(&self) -> usize {
        self.verdicts.iter().sum()
    }
}

/// Puts the key of a sentence and what fills it into words.
pub type Words<'a> = &'a dyn Fn(&'static str, &[(&'static str, Field)]) -> String;

/// All that is to be written.
pub struct Report<'a> {
    /// The documents that were read, in their order.
    pub documents: Vec<&'a str>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// The findings, in the order of documents and text.
    pub lines: Vec<Line<'a>>,
    /// Those that are allowed or accepted.
    pub silenced: Vec<(Line<'a>, Silence)>,
    /// Every relation, where they were asked for.
    pub relations: Vec<Bound<'a>>,
    /// The closing sentence, or nothing.
    pub closing: String,
    /// The counts.
    pub counts: Counts,
    /// Whether colours may be used.
    pub color: bool,
    /// Puts a key and what fills it into the language of people.
    pub words: Words<'a>,
    /// The manual page of a rule in the language of people.
    pub page: &'a dyn Fn(&'static Rule) -> &'a str,
}

/// A way to write findings.
pub struct Format {
    /// The word for it on the command line.
    pub name: &'static str,
    /// How names of its files end.
    pub endings: &'static [&'static str],
    /// Whether it has a place for relations.
    pub relations: bool,
    /// Writes the report; fails only where the destination does.
    pub write: fn(&Report<'_>, &mut dyn io::Write) -> io::Result<()>,
}

impl Format {
    /// Whether it has a place for what could not be read; people are told otherwise.
    pub fn tells_unread(&self) -> bool {
        self.name != FORMATS[0].name
    }
}

/// Every format, the default first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        endings: &["txt"],
        relations: true,
        write: text::write,
    },
    Format {
        name: "jsonl",
        endings: &["jsonl"],
        relations: true,
        write: jsonl::write_lines,
    },
    Format {
        name: "json",
        endings: &["json"],
        relations: true,
        write: jsonl::write_array,
    },
    Format {
        name: "sarif",
        endings: &["sarif", "sarif.json"],
        relations: false,
        write: sarif::write,
    },
    Format {
        name: "github",
        endings: &[],
        relations: false,
        write: github::write,
    },
    Format {
        name: "junit",
        endings: &["xml"],
        relations: false,
        write: junit::write,
    },
    Format {
        name: "gitlab",
        endings: &[],
        relations: false,
        write: jsonl::write_gitlab,
    },
];

/// The findings of a level, in order.
fn of_level<'r, 'a>(report: &'r Report<'a>, level: Level) -> impl Iterator<Item = &'r Line<'a>> {
    report.lines.iter().filter(move |line| line.finding.level == level)
}
