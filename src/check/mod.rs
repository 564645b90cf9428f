//! Checks: do the figures of a document fit together?
//!
//! Each rule finds [`Relation`]s, figures that must fit by a law; then every relation is judged on closed intervals of
//! exact decimals, as in XBRL Calculations 1.1. A relation that fails is a [`Finding`]. Rules stay silent where a second
//! reading would make the figures fit, and blame the set of figures, never one of them.

pub mod accepted;
pub mod bounds;
mod calendar;
mod direction;
mod division;
mod document;
mod english;
mod enumeration;
mod extent;
mod growth;
pub mod invariant;
mod law;
mod levels;
mod line;
pub mod list;
mod markers;
mod overlap;
pub mod parts;
mod rates;
mod relation;
mod role;
mod rules;
mod slip;
mod steps;
pub mod suppress;
mod table;
mod text;
mod translation;
mod whole;
mod wholes;

pub use document::Document;
pub use relation::{Evidence, Law, Operand, Relation, Role, Verdict};
pub use rules::{Find, RULES, Rule};
pub use suppress::Allowance;
/// The name of the rule that compares with a baseline.
pub const DRIFT: &str = rules::drift::RULE.name;
pub use text::{Figure, Sentence, Text};
pub use wholes::{Whole, wholes, wholes_of_table};

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::claim::Entry;
use crate::lexicon::{Checks, Lexicon};
use crate::source::Source;

use invariant::Invariants;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A matter of style, or figures that fit only just.
    Info,
    /// They cannot fit under an assumption that the finding names.
    Warning,
    /// They cannot fit.
    Error,
}

impl Level {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The key of the word for people.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Info => "level_info",
            Self::Warning => "level_warning",
            Self::Error => "level_error",
        }
    }
}

/// Figures that do not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Name of the rule.
    pub rule: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// What was judged.
    pub relation: Relation,
    /// What it came to: fail or boundary.
    pub verdict: Verdict,
}

impl Finding {
    /// A hash of the rule and the figures as written, which stays when the text around them moves.
    pub fn fingerprint(&self) -> String {
        let mut hash = FNV_BASIS;
        let mut mix = |text: &str| {
            for byte in text.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
            }
        };
        mix(self.rule);
        self.relation
            .operands
            .iter()
            .for_each(|operand| mix(operand.text.trim()));
        format!("{hash:016x}")
    }
}

/// Offset basis and prime of FNV-1a with 64 bits (Fowler, Noll, Vo).
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// A relation with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What was found.
    pub relation: Relation,
    /// What it came to.
    pub verdict: Verdict,
}

/// What one document came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Every relation that binds, in the order of the text.
    pub relations: Vec<Judged>,
    /// Those that fail or only just hold, in the order of the text.
    pub findings: Vec<Finding>,
    /// Those that are not told, as the document allows them or someone accepted them.
    pub silenced: Vec<Silenced>,
    /// What the document allows.
    pub allowances: Vec<Allowance>,
}

/// Why a finding is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// A comment in the document allows it.
    Allowed,
    /// It was accepted beside the baseline.
    Accepted,
}

/// A finding that is not told.
#[derive(Clone, Debug, PartialEq)]
pub struct Silenced {
    /// What was found.
    pub finding: Finding,
    /// Why it is not told.
    pub by: Silence,
}

impl Silenced {
    /// Silences `finding`.
    pub const fn new(finding: Finding, by: Silence) -> Self {
        Self { finding, by }
    }
}

impl Silence {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Accepted => "accepted",
        }
    }

    /// The key of the word for people.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Allowed => "silence_allowed",
            Self::Accepted => "silence_accepted",
        }
    }
}

/// Checks one document, whose `entries` are all of its numerals.
pub fn check(source: &Source, entries: &[Entry], lexicon: &Lexicon) -> Report {
    let text = Text::new(source, entries, lexicon);
    let judged: Vec<Vec<Judged>> = if entries.len() < LONG {
        RULES.iter().map(|rule| judged(rule, &text)).collect()
    } else {
        RULES.par_iter().map(|rule| judged(rule, &text)).collect()
    };
    let mut report = Report::default();
    for (rule, judged) in RULES.iter().zip(judged) {
        let mut seen: HashSet<Vec<usize>> = HashSet::new();
        for Judged { relation, verdict } in judged {
            let places = relation.operands.iter().map(|operand| operand.start).collect();
            if seen.insert(places) {
                report.take(rule, relation, verdict);
            }
        }
    }
    report.tell_once();
    report.sort();
    report.allowances = suppress::find(source);
    report.silenced = suppress::apply(&mut report.findings, &mut report.allowances, &source.name);
    report
}

/// In a document of fewer numerals no rule takes so long that others should be asked beside it.
const LONG: usize = 1 << 10;

/// What one rule finds in a document, as far as something binds it.
fn judged(rule: &Rule, text: &Text<'_>) -> Vec<Judged> {
    let mut relations = Vec::new();
    if let Find::Within(find) = rule.find {
        find(text, Checks::builtin(), &mut relations);
    }
    let judge = |relation: Relation| {
        let verdict = relation.judge()?;
        Some(Judged { relation, verdict })
    };
    relations.into_iter().filter_map(judge).collect()
}

/// Checks what the user states of the figures of all documents.
pub fn stated(documents: &[Document<'_>], given: &Invariants) -> Report {
    let mut report = rules::invariant::check(documents, given);
    let same = rules::cross_document::declared(documents, &given.figures);
    report.take_all(&rules::cross_document::RULE, same);
    report
}

/// Checks the claims of today against those of the baseline.
pub fn drift(before: &[&Entry], now: &[&Entry]) -> Report {
    rules::drift::check(before, now)
}

/// Checks the documents of one run against each other.
pub fn across(documents: &[Document<'_>]) -> Report {
    let mut report = Report::default();
    for rule in RULES {
        let Find::Across(find) = rule.find else { continue };
        let mut relations = Vec::new();
        find(documents, Checks::builtin(), &mut relations);
        report.take_all(rule, relations);
    }
    report
}

fn place(relation: &Relation) -> (usize, &'static str) {
    let first = relation.operands.iter().map(|operand| operand.start).min();
    (first.unwrap_or_default(), relation.rule)
}

impl Report {
    fn sort(&mut self) {
        self.relations.sort_by_key(|judged| place(&judged.relation));
        self.findings.sort_by_key(|finding| place(&finding.relation));
    }

    /// Figures that fail as a sum are not told again as parts that exceed their whole.
    fn tell_once(&mut self) {
        let places =
            |relation: &Relation| -> Vec<usize> { relation.operands.iter().map(|operand| operand.start).collect() };
        let fails = |finding: &&Finding| finding.verdict == Verdict::Fail && finding.relation.law == Law::Sum;
        let failing = self.findings.iter().filter(fails);
        let sums: HashSet<Vec<usize>> = failing.map(|finding| places(&finding.relation)).collect();
        let again = |relation: &Relation| relation.law == Law::Within && sums.contains(&places(relation));
        self.relations.retain(|judged| !again(&judged.relation));
        self.findings.retain(|finding| !again(&finding.relation));
    }

    fn take_all(&mut self, rule: &'static Rule, relations: Vec<Relation>) {
        for relation in relations {
            if let Some(verdict) = relation.judge() {
                self.take(rule, relation, verdict);
            }
        }
    }

    fn take(&mut self, rule: &'static Rule, relation: Relation, verdict: Verdict) {
        if matches!(verdict, Verdict::Fail | Verdict::Boundary) {
            self.findings.push(Finding {
                rule: rule.name,
                level: level(rule, &relation, verdict),
                relation: relation.clone(),
                verdict,
            });
        }
        self.relations.push(Judged { relation, verdict });
    }

    /// Adds what another check came to.
    pub fn extend(&mut self, other: Self) {
        self.relations.extend(other.relations);
        self.findings.extend(other.findings);
        self.silenced.extend(other.silenced);
    }

    /// Gives failures the levels that the user set for their rules; what fits only just stays info.
    pub fn set_levels(&mut self, levels: &BTreeMap<&'static str, Option<Level>>) {
        let silenced = self.silenced.iter_mut().map(|silenced| &mut silenced.finding);
        let all = self.findings.iter_mut().chain(silenced);
        for finding in all.filter(|finding| finding.verdict == Verdict::Fail) {
            if let Some(Some(level)) = levels.get(finding.rule) {
                finding.level = *level;
            }
        }
    }

    /// Drops what other rules than those found.
    pub fn keep(&mut self, rules: &[&str]) {
        self.relations.retain(|judged| rules.contains(&judged.relation.rule));
        self.findings.retain(|finding| rules.contains(&finding.rule));
        self.silenced.retain(|silenced| rules.contains(&silenced.finding.rule));
    }

    /// Silences the findings that `is_accepted`.
    pub fn accept(&mut self, mut is_accepted: impl FnMut(&Finding) -> bool) {
        let taken = self.findings.extract_if(.., |finding| is_accepted(finding));
        self.silenced
            .extend(taken.map(|finding| Silenced::new(finding, Silence::Accepted)));
    }

    /// How many relations came to `verdict`.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.relations.iter().filter(|judged| judged.verdict == verdict).count()
    }
}

/// The rule's own level where the words say so; a warning where something is assumed; info at a bound.
fn level(rule: &Rule, relation: &Relation, verdict: Verdict) -> Level {
    match (verdict, relation.evidence) {
        (Verdict::Boundary, _) | (_, Evidence::Style) => Level::Info,
        (_, Evidence::Explicit) => rule.level,
        (..) => rule.level.min(Level::Warning),
    }
}
