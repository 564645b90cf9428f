//! Reports: findings in the formats that people and machines read.
//!
//! A format only lays out; every sentence comes in words already.

mod github;
mod jsonl;
mod junit;
mod sarif;
mod snippet;
mod text;

use std::io;

use crate::check::{Finding, Judged, Level, Verdict};

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

/// A relation with its document, for `--show-relations`.
pub struct Bound<'a> {
    /// The name of the document in which its first figure stands.
    pub source: &'a str,
    /// What was found.
    pub judged: &'a Judged,
}

impl<'a> Bound<'a> {
    /// Puts a relation to its document.
    pub fn new(judged: &'a Judged) -> Self {
        let first = judged.relation.operands.first();
        Self {
            source: first.map_or("", |operand| &operand.source),
            judged,
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

/// All that is to be written.
pub struct Report<'a> {
    /// The findings, in the order of documents and text.
    pub lines: Vec<Line<'a>>,
    /// Every relation, where they were asked for.
    pub relations: Vec<Bound<'a>>,
    /// The closing sentence, or nothing.
    pub closing: String,
    /// The counts.
    pub counts: Counts,
    /// Whether colours may be used.
    pub color: bool,
    /// Puts the key of a word into the language of people.
    pub words: &'a dyn Fn(&'static str) -> String,
}

/// A way to write findings.
pub struct Format {
    /// The word for it on the command line.
    pub name: &'static str,
    /// How names of its files end.
    pub endings: &'static [&'static str],
    /// Writes the report; fails only where the destination does.
    pub write: fn(&Report<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// Every format, the default first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        endings: &["txt"],
        write: text::write,
    },
    Format {
        name: "jsonl",
        endings: &["jsonl"],
        write: jsonl::write_lines,
    },
    Format {
        name: "json",
        endings: &["json"],
        write: jsonl::write_array,
    },
    Format {
        name: "sarif",
        endings: &["sarif", "sarif.json"],
        write: sarif::write,
    },
    Format {
        name: "github",
        endings: &[],
        write: github::write,
    },
    Format {
        name: "junit",
        endings: &["xml"],
        write: junit::write,
    },
    Format {
        name: "gitlab",
        endings: &[],
        write: jsonl::write_gitlab,
    },
];

/// The findings of a level, in order.
fn of_level<'r, 'a>(report: &'r Report<'a>, level: Level) -> impl Iterator<Item = &'r Line<'a>> {
    report.lines.iter().filter(move |line| line.finding.level == level)
}
