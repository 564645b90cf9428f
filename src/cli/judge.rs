//! What documents come to under the settings: the rules in force, what is stated, the baseline, what is allowed. `check`
//! writes it, `report` shows it.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::Baseline;
use super::console::Console;
use super::message::Letters;
use super::output::Target;
use super::root::Root;
use super::settings::Found;
use crate::check::accepted::Accepted;
use crate::check::{self, Document, Find, Finding, Level, RULES, Silenced};
use crate::claim::{Detail, Entry, Kind};
use crate::error::{Error, Field};
use crate::lexicon::Lexicon;
use crate::source::Source;

/// One document, read and checked.
pub struct Reading {
    /// The document.
    pub source: Source,
    /// What it is written in.
    pub letters: Letters,
    /// Its claims, and for a page every other numeral.
    pub entries: Vec<Entry>,
    /// How many numerals it has.
    pub numerals: usize,
    /// What it comes to alone.
    pub report: check::Report,
}

/// All that was found: in each document, and between them.
#[derive(Default)]
pub struct Outcome {
    /// The documents.
    pub readings: Vec<Reading>,
    /// What they come to together, and beside baseline and settings.
    pub between: check::Report,
}

/// What findings are held against.
pub struct Judge {
    /// What is read, as it was named.
    pub paths: Vec<OsString>,
    /// Names of the rules in force.
    pub rules: Vec<&'static str>,
    /// The settings.
    pub found: Found,
    /// The claims of before, and what was accepted.
    pub baseline: Option<Baseline>,
    /// Which entries of a document are kept.
    pub detail: Detail,
    /// The folder from which documents have their names.
    pub root: Root,
    /// The documents that were read.
    pub read: HashSet<Arc<str>>,
    /// Documents and archives that could not be read.
    pub unread: Vec<String>,
    /// The documents that the baseline holds nothing of.
    pub without: Vec<Arc<str>>,
    /// Whether findings that were accepted are told again, as they are about to be accepted anew.
    pub update: bool,
}

impl Reading {
    /// Reads and checks a document.
    pub fn new(source: Source, lexicon: &Lexicon, judge: &Judge) -> Self {
        let mut entries = crate::extract(&source, lexicon).entries;
        let mut report = check::check(&source, &entries, lexicon);
        report.keep(&judge.rules);
        let numerals = entries.len();
        if judge.detail == Detail::Claims {
            entries.retain(|entry| entry.kind == Kind::Claim);
        }
        Self {
            letters: Letters::of(&source.text),
            entries,
            numerals,
            report,
            source,
        }
    }

    /// Says how it was read.
    pub fn say(&self, console: &Console) {
        let claims = self.entries.iter().filter(|entry| entry.kind == Kind::Claim).count();
        let fields = [
            ("path", Field::from(&*self.source.name)),
            ("format", Field::Key(self.source.format.key())),
            ("encoding", self.source.encoding.into()),
            ("bytes", self.source.text.len().into()),
            ("numerals", self.numerals.into()),
            ("claims", claims.into()),
        ];
        console.note("document_read", &fields);
    }

    /// The document as rules between documents take it.
    pub fn document(&self) -> Document<'_> {
        Document {
            source: &self.source,
            entries: &self.entries,
        }
    }
}

impl Judge {
    /// Checks the documents against each other, against the baseline, and against what the settings state.
    pub fn outcome(&mut self, readings: Vec<Reading>) -> Outcome {
        let documents: Vec<Document<'_>> = readings.iter().map(Reading::document).collect();
        self.read = readings
            .iter()
            .map(|reading| Arc::clone(&reading.source.name))
            .collect();
        let mut between = check::across(&documents);
        between.extend(check::stated(&documents, &self.found.settings.invariants));
        if let Some(claims) = self.baseline.as_ref().and_then(|baseline| baseline.claims.as_deref()) {
            let before: Vec<&Entry> = claims.iter().filter(|entry| self.looks_at(&entry.source)).collect();
            self.without = self.without(&readings, &before);
            let compared = |reading: &&Reading| !self.without.contains(&reading.source.name);
            let now: Vec<&Entry> = readings
                .iter()
                .filter(compared)
                .flat_map(|reading| &reading.entries)
                .collect();
            between.extend(check::drift(&before, &now));
        }
        let mut outcome = Outcome { readings, between };
        outcome.settle(self);
        outcome
    }

    /// The documents that the baseline holds nothing of, unless one of its own is gone, which may have got another name.
    fn without(&self, readings: &[Reading], before: &[&Entry]) -> Vec<Arc<str>> {
        let known: HashSet<&str> = before.iter().map(|entry| &*entry.source).collect();
        if known.iter().any(|source| !self.read.contains(*source)) {
            return Vec::new();
        }
        let is_new = |reading: &&Reading| !known.contains(&*reading.source.name);
        let new = readings
            .iter()
            .filter(is_new)
            .filter(|reading| !reading.entries.is_empty());
        new.map(|reading| Arc::clone(&reading.source.name)).collect()
    }

    /// Refuses to write over the settings or the baseline.
    pub fn refuse_overwriting(&self, target: &Target) -> Result<(), Error> {
        let baseline = self.baseline.as_ref().map(|baseline| baseline.path.clone());
        let settings = Some(self.found.path.clone()).filter(|path| !path.as_os_str().is_empty());
        let own = [baseline, settings].into_iter().flatten().find(|path| target.is(path));
        own.map_or(Ok(()), |path| {
            Err(Error::new("output_is_input").with("path", path.to_string_lossy().into_owned()))
        })
    }

    /// Whether this run says what is in `source`: it was read, or it would have been, were it still there.
    pub fn looks_at(&self, source: &str) -> bool {
        let unread = || self.unread.iter().any(|unread| Path::new(source).starts_with(unread));
        self.read.contains(source) || (self.covers(source) && !unread())
    }

    /// Whether a document of that name would have been read, were it still there.
    fn covers(&self, source: &str) -> bool {
        let options = glob::MatchOptions {
            require_literal_separator: true,
            require_literal_leading_dot: true,
            ..Default::default()
        };
        self.paths.iter().filter_map(|path| path.to_str()).any(|path| {
            let path = self.root.name(path);
            let pattern = glob::Pattern::new(&path);
            Path::new(source).starts_with(&path) || pattern.is_ok_and(|pattern| pattern.matches_with(source, options))
        })
    }

    /// Whether this run says if a finding of `rule` in `source` is still there. Rules that look at several documents tell
    /// only where none of the baseline was left out.
    pub fn decides(&self, rule: &str, source: &str) -> bool {
        let is_own = |known: &&check::Rule| known.name == rule && matches!(known.find, Find::Within(_));
        let looked = || {
            let own = RULES.iter().any(|rule| is_own(&rule));
            let found = &self.found;
            (own || self.is_whole()) && (source == &*found.name || self.looks_at(source))
        };
        self.rules.contains(&rule) && looked()
    }

    /// Whether every document of the baseline was looked at.
    fn is_whole(&self) -> bool {
        let claims = self.baseline.as_ref().and_then(|baseline| baseline.claims.as_deref());
        let sources: HashSet<&str> = claims.into_iter().flatten().map(|entry| &*entry.source).collect();
        sources.into_iter().all(|source| self.looks_at(source))
    }

    /// What is accepted from now on: findings of at least `level` that are no drift, those that were accepted before and are
    /// still there, and those on which this run does not decide.
    pub fn accepted(&self, baseline: &Baseline, outcome: &Outcome, level: Level) -> Accepted {
        let mut before = baseline.accepted.clone();
        let stays = |finding: &&Finding| {
            let known = before.take(finding);
            finding.rule != check::DRIFT && (known || finding.level >= level)
        };
        let mut accepted = Accepted::of(outcome.findings().filter(stays));
        accepted.keep(&baseline.accepted, |rule, source| self.decides(rule, source));
        accepted
    }

    /// The text in which the first operand of a finding stands: that of a document, or the settings.
    pub fn text_of<'a>(&'a self, finding: &Finding, outcome: &'a Outcome) -> &'a str {
        let first = finding.relation.operands.first();
        let name = first.map_or("", |operand| &operand.source);
        let mut readings = outcome.readings.iter();
        match readings.find(|reading| &*reading.source.name == name) {
            Some(_) if first.is_some_and(|operand| operand.role == check::Role::Before) => "",
            Some(reading) => &reading.source.text,
            None if *name == *self.found.name => &self.found.text,
            None => "",
        }
    }
}

/// The rules to use: those that were selected, or all that are not off or only used on request.
pub fn rules(select: &[String], ignore: &[String], found: &Found) -> Vec<&'static str> {
    let set = |name: &str| found.settings.levels.get(name).copied();
    let used = |rule: &&check::Rule| {
        if select.is_empty() {
            let asked = !rule.on_request || set(rule.name).is_some();
            asked && set(rule.name) != Some(None)
        } else {
            select.iter().any(|name| name == rule.name)
        }
    };
    let ignored = |rule: &&check::Rule| ignore.iter().any(|name| name == rule.name);
    let rules = RULES.iter().filter(used).filter(|rule| !ignored(rule));
    rules.map(|rule| rule.name).collect()
}

/// The baseline that was typed, else the one of the settings.
pub fn baseline(typed: Option<PathBuf>, update: bool, found: &Found) -> Result<Option<Baseline>, Error> {
    let path = typed.or_else(|| found.settings.baseline.as_deref().map(Into::into));
    match path {
        None if update => Err(Error::new("baseline_needs_path")),
        path => path.map(|path| Baseline::read(&path, update)).transpose(),
    }
}

impl Outcome {
    /// Every finding, document by document, then those between them.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let own = self.readings.iter().flat_map(|reading| &reading.report.findings);
        own.chain(&self.between.findings)
    }

    /// Every finding that is not told.
    pub fn silenced(&self) -> impl Iterator<Item = &Silenced> {
        let own = self.readings.iter().flat_map(|reading| &reading.report.silenced);
        own.chain(&self.between.silenced)
    }

    /// Drops what other rules found, sets the levels, and silences what documents allow and what was accepted.
    fn settle(&mut self, judge: &mut Judge) {
        self.between.keep(&judge.rules);
        for reading in &mut self.readings {
            let name = &reading.source.name;
            let allowances = &mut reading.report.allowances;
            let allowed = check::suppress::apply(&mut self.between.findings, allowances, name);
            self.between.silenced.extend(allowed);
        }
        let reports = self.readings.iter_mut().map(|reading| &mut reading.report);
        for report in reports.chain([&mut self.between]) {
            report.set_levels(&judge.found.settings.levels);
            if let Some(baseline) = judge.baseline.as_mut().filter(|_| !judge.update) {
                report.accept(|finding| baseline.accepted.take(finding));
            }
        }
    }
}
