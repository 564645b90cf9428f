//! `tongji check`: do the figures of the documents fit together?

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::Status;
use super::args;
use super::baseline::Baseline;
use super::batch::{self, Tables};
use super::chart;
use super::config;
use super::console::Console;
use super::finding;
use super::input;
use super::message::{self, Language, Letters};
use super::output::Target;
use super::own;
use super::settings::{self, Found};
use crate::check::{self, Document, Finding, Level, RULES, Verdict};
use crate::claim::{Entry, Extraction, Kind};
use crate::error::{Error, Field};
use crate::lexicon::Lexicon;
use crate::report::{Bound, Counts, FORMATS, Report};
use crate::source::Source;

/// One document, read and checked.
struct Reading {
    source: Source,
    letters: Letters,
    claims: Vec<Entry>,
    report: check::Report,
}

/// What `check` is to do.
struct Config {
    paths: Vec<OsString>,
    target: Target,
    format: &'static crate::report::Format,
    rules: Vec<&'static str>,
    fail_on: Level,
    show_relations: bool,
    found: Found,
    baseline: Option<Baseline>,
    update: bool,
}

/// All that was found: in each document, and between them.
struct Outcome {
    readings: Vec<Reading>,
    between: check::Report,
}

/// Reads and checks every input and writes what does not fit.
///
/// # Errors
/// A wrong choice in `typed`, settings or a baseline that cannot be read, or an output that cannot be written.
pub fn run(typed: args::Check, console: &mut Console) -> anyhow::Result<Status> {
    let reading = config::reading(&typed.reading)?;
    let typed_words = typed.reading.own.lexicon.clone();
    let mut config = Config::new(typed)?;
    let set_words = config.found.settings.lexicon.iter().map(Into::into);
    let words = args::Own {
        lexicon: typed_words.into_iter().chain(set_words).collect(),
    };
    let own = own::in_force(&words, console)?;
    let lexicon: &Lexicon = &own;
    let inputs = input::find(&config.paths, reading);
    chart::refuse_overwriting(&config.target, &inputs)?;
    config.refuse_overwriting()?;
    let batch = batch::read(inputs, Tables::Refused, console.quiet, |_, source| {
        Ok(read(source, lexicon, &config))
    });
    let readings = &batch.readings;
    let letters = readings.iter().map(|reading| reading.letters);
    console.settle(Language::of_letters(letters.sum()));
    batch.say(console);
    if readings.is_empty() {
        return Ok(Status::Failed);
    }
    let whole = batch.is_sound();
    let outcome = config.judge(batch.readings);
    if let Some(baseline) = config.baseline.as_ref().filter(|_| config.update && whole) {
        return update(baseline, &outcome, &config, console);
    }
    write(&config, &outcome, console)?;
    outcome.readings.iter().for_each(|reading| unused(reading, console));
    config.stale(console);
    outcome
        .unbound()
        .for_each(|error| console.note(error.key(), error.fields()));
    let worst = outcome.findings().map(|finding| finding.level).max();
    Ok(match worst {
        _ if !whole => Status::Failed,
        Some(level) if level >= config.fail_on => Status::Found,
        _ => Status::Done,
    })
}

impl Config {
    fn new(typed: args::Check) -> Result<Self, Error> {
        let found = settings::find(&typed.settings)?;
        let known = |name: &String| RULES.iter().any(|rule| rule.name == name);
        if let Some(unknown) = typed.select.iter().chain(&typed.ignore).find(|name| !known(name)) {
            let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            let error = Error::new("rule_unknown").with("name", unknown.as_str());
            return Err(error.with("known", names.join(", ")));
        }
        let format = FORMATS
            .iter()
            .find(|format| Some(format.name) == typed.format.as_deref());
        let baseline = typed
            .baseline
            .clone()
            .or_else(|| found.settings.baseline.as_deref().map(Into::into));
        if typed.update_baseline && baseline.is_none() {
            return Err(Error::new("baseline_needs_path"));
        }
        Ok(Self {
            rules: rules(&typed, &found),
            paths: paths(typed.paths, &found)?,
            target: Target::new(typed.output),
            format: format.unwrap_or(&FORMATS[0]),
            fail_on: match typed.fail_on {
                Some(args::FailOn::Info) => Level::Info,
                Some(args::FailOn::Warning) => Level::Warning,
                Some(args::FailOn::Error) => Level::Error,
                None => found.settings.fail_on.unwrap_or(Level::Warning),
            },
            show_relations: typed.show_relations,
            baseline: baseline
                .map(|path| Baseline::read(&path, typed.update_baseline))
                .transpose()?,
            update: typed.update_baseline,
            found,
        })
    }

    /// Checks the documents against each other, against the baseline, and against what the settings state.
    fn judge(&mut self, readings: Vec<Reading>) -> Outcome {
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
            let now: Vec<&Entry> = readings.iter().flat_map(|reading| &reading.claims).collect();
            between.extend(check::drift(&before, &now));
        }
        let mut outcome = Outcome { readings, between };
        outcome.settle(self);
        outcome
    }

    /// Refuses to write over the settings or the baseline.
    fn refuse_overwriting(&self) -> Result<(), Error> {
        let baseline = self.baseline.as_ref().map(|baseline| baseline.path.clone());
        let settings = Some(PathBuf::from(&self.found.name)).filter(|name| !name.as_os_str().is_empty());
        let own = [baseline, settings]
            .into_iter()
            .flatten()
            .find(|path| self.target.is(path));
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

    /// Says which accepted findings are found no more.
    fn stale(&self, console: &Console) {
        let Some(baseline) = &self.baseline else { return };
        for (rule, source) in baseline.accepted.stale().filter(|(_, source)| self.covers(source)) {
            let path = baseline.path.to_string_lossy().into_owned();
            let fields = [
                ("path", Field::from(path)),
                ("rule", rule.into()),
                ("source", source.into()),
            ];
            console.note("accepted_stale", &fields);
        }
    }
}

/// The rules to use: those that were selected, or all that are not off or only used on request.
fn rules(typed: &args::Check, found: &Found) -> Vec<&'static str> {
    let set = |name: &str| found.settings.levels.get(name).copied();
    let used = |rule: &&check::Rule| {
        if typed.select.is_empty() {
            let asked = !rule.on_request || set(rule.name).is_some();
            asked && set(rule.name) != Some(None)
        } else {
            typed.select.iter().any(|name| name == rule.name)
        }
    };
    let ignored = |rule: &&check::Rule| typed.ignore.iter().any(|name| name == rule.name);
    let rules = RULES.iter().filter(used).filter(|rule| !ignored(rule));
    rules.map(|rule| rule.name).collect()
}

/// What was named, else what the settings name.
fn paths(typed: Vec<OsString>, found: &Found) -> Result<Vec<OsString>, Error> {
    let set = found.settings.inputs.iter().map(OsString::from);
    let paths: Vec<OsString> = if typed.is_empty() { set.collect() } else { typed };
    if paths.is_empty() {
        return Err(Error::new("inputs_unnamed"));
    }
    Ok(paths)
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
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        let own = self.readings.iter().flat_map(|reading| &reading.report.findings);
        own.chain(&self.between.findings)
    }

    /// Drops what other rules found, what documents allow and what was accepted, and sets the levels.
    fn settle(&mut self, config: &mut Config) {
        self.between.keep(&config.rules);
        for reading in &mut self.readings {
            let name = &reading.source.name;
            check::suppress::apply(&mut self.between.findings, &mut reading.report.allowances, name);
        }
        let reports = self.readings.iter_mut().map(|reading| &mut reading.report);
        for report in reports.chain([&mut self.between]) {
            report.set_levels(&config.found.settings.levels);
            if let Some(baseline) = config.baseline.as_mut().filter(|_| !config.update) {
                report.findings.retain(|finding| !baseline.accepted.take(finding));
            }
        }
    }
}

impl Reading {
    fn document(&self) -> Document<'_> {
        Document {
            source: &self.source,
            entries: &self.claims,
        }
    }
}

fn read(source: Source, lexicon: &Lexicon, config: &Config) -> Reading {
    let extraction: Extraction = crate::extract(&source, lexicon);
    let mut report = check::check(&source, &extraction.entries, lexicon);
    report.keep(&config.rules);
    let mut claims = extraction.entries;
    claims.retain(|entry| entry.kind == Kind::Claim);
    Reading {
        letters: Letters::of(&source.text),
        claims,
        report,
        source,
    }
}

/// Writes the baseline anew: the claims, and the findings that would fail and are no drift.
fn update(baseline: &Baseline, outcome: &Outcome, config: &Config, console: &Console) -> anyhow::Result<Status> {
    let claims: Vec<&Entry> = outcome.readings.iter().flat_map(|reading| &reading.claims).collect();
    let accepted = || {
        let grave = outcome.findings().filter(|finding| finding.level >= config.fail_on);
        grave.filter(|finding| finding.rule != check::DRIFT)
    };
    baseline.write(&claims, accepted())?;
    let fields = [
        ("path", Field::from(baseline.path.to_string_lossy().into_owned())),
        ("claims", claims.len().into()),
        ("findings", accepted().count().into()),
    ];
    console.note("baseline_written", &fields);
    Ok(Status::Done)
}

/// Says which allowances of a document were not needed.
fn unused(reading: &Reading, console: &Console) {
    for allowance in reading.report.allowances.iter().filter(|allowance| !allowance.used) {
        let place = [
            ("path", Field::from(&*reading.source.name)),
            ("line", allowance.line.into()),
            ("rule", allowance.rule.as_str().into()),
        ];
        console.note("allowance_unused", &place);
    }
}

fn write(config: &Config, outcome: &Outcome, console: &Console) -> anyhow::Result<()> {
    let terminal = matches!(config.target, Target::Stdout) && io::stdout().is_terminal();
    let language = console.language(terminal);
    let reports = outcome.readings.iter().map(|reading| &reading.report);
    let relations = reports.chain([&outcome.between]).flat_map(|report| &report.relations);
    let mut counts = Counts {
        documents: outcome.readings.len(),
        claims: outcome.readings.iter().map(|reading| reading.claims.len()).sum(),
        ..Counts::default()
    };
    for judged in relations.clone() {
        counts.verdicts[judged.verdict as usize] += 1;
    }
    let report = Report {
        lines: outcome
            .findings()
            .map(|finding| finding::line(finding, config.text_of(finding, outcome), language))
            .collect(),
        relations: relations.filter(|_| config.show_relations).map(Bound::new).collect(),
        closing: closing(&counts, language),
        counts,
        color: terminal && console.colors_output(),
    };
    config
        .target
        .write(|out: &mut dyn Write| (config.format.write)(&report, out))
}

impl Config {
    /// The text in which the first operand of a finding stands: that of a document, or the settings.
    fn text_of<'a>(&'a self, finding: &Finding, outcome: &'a Outcome) -> &'a str {
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

fn closing(counts: &Counts, language: Language) -> String {
    let fields = [
        ("documents", Field::from(counts.documents)),
        ("claims", counts.claims.into()),
        ("relations", counts.relations().into()),
        ("pass", counts.of(Verdict::Pass).into()),
        ("fail", counts.of(Verdict::Fail).into()),
        ("boundary", counts.of(Verdict::Boundary).into()),
        ("undecided", counts.of(Verdict::Undecided).into()),
    ];
    message::sentence(language, "check_closing", &fields)
}
