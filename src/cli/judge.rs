//! What documents come to under the settings: the rules in force, what is stated, the baseline, what is allowed. `check`
//! writes it, `report` shows it.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::Baseline;
use super::console::Console;
use super::message::Letters;
use super::nearest::nearest;
use super::output::Target;
use super::settings::{self, Found};
use crate::check::{self, Document, Finding, RULES, Verdict};
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
    /// What it comes to alone.
    pub report: check::Report,
}

/// All that was found: in each document, and between them.
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
        if judge.detail == Detail::Claims {
            entries.retain(|entry| entry.kind == Kind::Claim);
        }
        Self {
            letters: Letters::of(&source.text),
            entries,
            report,
            source,
        }
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
        let mut between = check::across(&documents);
        between.extend(check::stated(&documents, &self.found.settings.invariants));
        if let Some(claims) = self.baseline.as_ref().and_then(|baseline| baseline.claims.as_deref()) {
            let is_read = |source: &str| {
                let names = readings.iter().map(|reading| &*reading.source.name);
                names
                    .into_iter()
                    .any(|name| self.under_root(name) == self.under_root(source))
            };
            let covered = |entry: &&Entry| is_read(&entry.source) || self.covers(&entry.source);
            let before: Vec<&Entry> = claims.iter().filter(covered).collect();
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
        let known: HashSet<&str> = before.iter().map(|entry| self.under_root(&entry.source)).collect();
        let read = readings.iter().map(|reading| self.under_root(&reading.source.name));
        let read: HashSet<&str> = read.collect();
        if !known.is_subset(&read) {
            return Vec::new();
        }
        let is_new = |reading: &&Reading| !known.contains(self.under_root(&reading.source.name));
        let new = readings
            .iter()
            .filter(is_new)
            .filter(|reading| !reading.entries.is_empty());
        new.map(|reading| Arc::clone(&reading.source.name)).collect()
    }

    /// Refuses to write over the settings or the baseline.
    pub fn refuse_overwriting(&self, target: &Target) -> Result<(), Error> {
        let baseline = self.baseline.as_ref().map(|baseline| baseline.path.clone());
        let settings = Some(PathBuf::from(&self.found.name)).filter(|name| !name.as_os_str().is_empty());
        let own = [baseline, settings].into_iter().flatten().find(|path| target.is(path));
        own.map_or(Ok(()), |path| {
            Err(Error::new("output_is_input").with("path", path.to_string_lossy().into_owned()))
        })
    }

    /// Whether a document of that name would have been read, were it still there.
    fn covers(&self, source: &str) -> bool {
        let source = self.under_root(source);
        self.paths.iter().filter_map(|path| path.to_str()).any(|path| {
            let path = self.under_root(path);
            let pattern = glob::Pattern::new(path);
            Path::new(source).starts_with(path) || pattern.is_ok_and(|pattern| pattern.matches(source))
        })
    }

    /// A path as it is seen from the folder of the settings, where the baseline was written.
    fn under_root<'p>(&self, path: &'p str) -> &'p str {
        let root = self.found.name.strip_suffix(settings::NAME).unwrap_or_default();
        let path = path.strip_prefix(root).unwrap_or(path);
        path.strip_prefix("./").unwrap_or(path)
    }

    /// Says which allowances, accepted findings and statements of the settings came to nothing.
    pub fn say(&self, outcome: &Outcome, console: &Console) {
        outcome.readings.iter().for_each(|reading| unused(reading, console));
        self.stale(console);
        for source in &self.without {
            console.note("baseline_without", &[("source", Field::from(&**source))]);
        }
        outcome
            .unbound()
            .for_each(|error| console.note(error.key(), error.fields()));
    }

    /// Says which accepted findings are found no more.
    fn stale(&self, console: &Console) {
        let Some(baseline) = &self.baseline else { return };
        let looked_for = |rule: &str, source: &str| self.rules.contains(&rule) && self.covers(source);
        for (rule, source) in baseline
            .accepted
            .stale()
            .filter(|(rule, source)| looked_for(rule, source))
        {
            let path = baseline.path.to_string_lossy().into_owned();
            let fields = [
                ("path", Field::from(path)),
                ("rule", rule.into()),
                ("source", source.into()),
            ];
            console.note("accepted_stale", &fields);
        }
    }

    /// The text in which the first operand of a finding stands: that of a document, or the settings.
    pub fn text_of<'a>(&'a self, finding: &Finding, outcome: &'a Outcome) -> &'a str {
        let first = finding.relation.operands.first();
        let name = first.map_or("", |operand| &operand.source);
        let mut readings = outcome.readings.iter();
        match readings.find(|reading| &*reading.source.name == name) {
            Some(_) if first.is_some_and(|operand| operand.role == check::Role::Before) => "",
            Some(reading) => &reading.source.text,
            None if name == self.found.name => &self.found.text,
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
    /// What the settings state of figures that are not there, or that differ.
    fn unbound(&self) -> impl Iterator<Item = Error> {
        let judged = self.between.relations.iter();
        let undecided = judged.filter(|judged| matches!(judged.verdict, Verdict::NotBound | Verdict::Undecided));
        undecided.filter_map(|judged| {
            let stated = judged
                .relation
                .operands
                .iter()
                .find(|operand| operand.role == check::Role::Invariant)?;
            let error = Error::new("invariant_open")
                .with("path", &*stated.source)
                .with("line", stated.line);
            Some(error.with("invariant", stated.text.as_str()))
        })
    }

    /// Every finding, document by document, then those between them.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let own = self.readings.iter().flat_map(|reading| &reading.report.findings);
        own.chain(&self.between.findings)
    }

    /// Drops what other rules found, what documents allow and what was accepted, and sets the levels.
    fn settle(&mut self, judge: &mut Judge) {
        self.between.keep(&judge.rules);
        for reading in &mut self.readings {
            let name = &reading.source.name;
            check::suppress::apply(&mut self.between.findings, &mut reading.report.allowances, name);
        }
        let reports = self.readings.iter_mut().map(|reading| &mut reading.report);
        for report in reports.chain([&mut self.between]) {
            report.set_levels(&judge.found.settings.levels);
            if let Some(baseline) = judge.baseline.as_mut().filter(|_| !judge.update) {
                report.findings.retain(|finding| !baseline.accepted.take(finding));
            }
        }
    }
}

/// Says which allowances of a document were not needed, or name no rule.
fn unused(reading: &Reading, console: &Console) {
    for allowance in reading.report.allowances.iter().filter(|allowance| !allowance.used) {
        let name = allowance.rule.as_str();
        let mut fields = vec![
            ("path", Field::from(&*reading.source.name)),
            ("line", allowance.line.into()),
            ("rule", name.into()),
        ];
        if name.is_empty() {
            let key = if allowance.word == "allow" {
                "allowance_empty"
            } else {
                "allowance_word"
            };
            fields.push(("word", allowance.word.as_str().into()));
            console.note(key, &fields);
            continue;
        }
        let known = || RULES.iter().map(|rule| rule.name);
        if known().any(|known| known == name) {
            console.note("allowance_unused", &fields);
            continue;
        }
        let hint = match nearest(name, known()) {
            Some(near) => console.words("allowance_nearest", &[("name", near.into())]),
            None => console.words("allowance_names", &[]),
        };
        fields.push(("hint", hint.into()));
        console.note("allowance_unknown", &fields);
    }
}
