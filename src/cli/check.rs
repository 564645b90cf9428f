//! `tongji check`: do the figures of the documents fit together?

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};

use super::Status;
use super::args;
use super::baseline::Baseline;
use super::batch::{self, Tables};
use super::chart;
use super::config;
use super::console::Console;
use super::explain;
use super::finding;
use super::input;
use super::judge::{self, Judge, Outcome, Reading};
use super::message::{self, Language, sentence};
use super::output::Target;
use super::own;
use super::remarks;
use super::settings::{self, Found};
use crate::check::{Judged, Level, RULES, Silence, Verdict};
use crate::claim::{Detail, Entry};
use crate::error::{Error, Field};
use crate::lexicon::Lexicon;
use crate::report::{Bound, Counts, FORMATS, Format, Report};

/// What `check` is to do.
struct Config {
    judge: Judge,
    target: Target,
    format: &'static crate::report::Format,
    fail_on: Level,
    show_relations: bool,
}

/// Reads and checks every input and writes what does not fit.
///
/// # Errors
/// A wrong choice in `typed`, settings or a baseline that cannot be read, or an output that cannot be written.
pub fn run(typed: args::Check, console: &mut Console) -> anyhow::Result<Status> {
    let reading = config::reading(&typed.reading)?;
    let found = settings::find(&typed.reading.settings)?;
    let own = own::in_force(&found.words(&typed.reading.own), console)?;
    let mut config = Config::new(typed, found)?;
    let lexicon: &Lexicon = &own;
    let inputs = input::find_from(&config.judge.root, &config.judge.paths, reading);
    chart::refuse_overwriting(&config.target, &inputs)?;
    config.judge.refuse_overwriting(&config.target)?;
    let batch = batch::read(inputs, Tables::Refused, console.quiet, |_, source| {
        Ok(Reading::new(source, lexicon, &config.judge))
    });
    let readings = &batch.readings;
    let letters = readings.iter().map(|reading| reading.letters);
    console.settle(Language::of_letters(letters.sum()));
    batch.say(console);
    for reading in readings.iter().filter(|_| console.verbose) {
        reading.say(console);
    }
    let whole = batch.is_sound();
    let unread: Vec<Error> = batch.unread().cloned().collect();
    if readings.is_empty() && !config.format.tells_unread() {
        return Ok(Status::Failed);
    }
    let nothing = batch.readings.is_empty();
    config.judge.unread = unread.iter().filter_map(finding::source).map(str::to_owned).collect();
    if config.judge.update && !whole {
        config.judge.update = false;
        let path = config
            .judge
            .baseline
            .as_ref()
            .map(|baseline| baseline.path.to_string_lossy().into_owned());
        console.warn("baseline_unwritten", &[("path", path.unwrap_or_default().into())]);
    }
    let outcome = if nothing {
        Outcome::default()
    } else {
        config.judge.outcome(batch.readings)
    };
    if let Some(baseline) = config.judge.baseline.as_ref().filter(|_| config.judge.update) {
        return update(baseline, &outcome, &config, console);
    }
    if config.show_relations && !config.format.relations {
        console.warn("relations_unshown", &[("format", config.format.name.into())]);
    }
    write(&config, &outcome, &unread, console)?;
    if !nothing {
        remarks::say(&config.judge, &outcome, console);
    }
    let worst = outcome.findings().map(|finding| finding.level).max();
    Ok(match worst {
        _ if !whole => Status::Failed,
        Some(level) if level >= config.fail_on => Status::Found,
        _ => Status::Done,
    })
}

impl Config {
    fn new(typed: args::Check, found: Found) -> Result<Self, Error> {
        let known = |name: &String| RULES.iter().any(|rule| rule.name == name);
        if typed.select.iter().chain(&typed.ignore).any(String::is_empty) {
            return Err(Error::new("rule_unnamed"));
        }
        if let Some(unknown) = typed.select.iter().chain(&typed.ignore).find(|name| !known(name)) {
            let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            let error = Error::new("rule_unknown").with("name", unknown.as_str());
            return Err(error.with("known", names.join(", ")));
        }
        let target = Target::new(typed.output);
        let baseline = judge::baseline(typed.baseline, typed.update_baseline, &found)?;
        Ok(Self {
            format: format(typed.format.as_deref(), &target)?,
            target,
            fail_on: match typed.fail_on {
                Some(args::FailOn::Info) => Level::Info,
                Some(args::FailOn::Warning) => Level::Warning,
                Some(args::FailOn::Error) => Level::Error,
                None => found.settings.fail_on.unwrap_or(Level::Warning),
            },
            show_relations: typed.show_relations,
            judge: Judge {
                rules: judge::rules(&typed.select, &typed.ignore, &found),
                paths: found.paths(typed.paths)?,
                root: found.root.clone().or_here(),
                baseline,
                read: HashSet::new(),
                unread: Vec::new(),
                without: Vec::new(),
                update: typed.update_baseline,
                detail: Detail::Claims,
                found,
            },
        })
    }
}

/// The format that was named, else the one of the file's extension, else text.
fn format(named: Option<&str>, target: &Target) -> Result<&'static Format, Error> {
    if let Some(named) = FORMATS.iter().find(|format| Some(format.name) == named) {
        return Ok(named);
    }
    let endings: Vec<&[&str]> = FORMATS.iter().map(|format| format.endings).collect();
    let told = target.format(&endings)?;
    Ok(told.and_then(|at| FORMATS.get(at)).unwrap_or(&FORMATS[0]))
}

/// Writes the baseline anew, as far as this run looked at its documents and rules.
fn update(baseline: &Baseline, outcome: &Outcome, config: &Config, console: &Console) -> anyhow::Result<Status> {
    let judge = &config.judge;
    let now: Vec<&Entry> = outcome.readings.iter().flat_map(|reading| &reading.entries).collect();
    let (claims, kept) = baseline.renewed(&now, |source| judge.looks_at(source));
    let accepted = judge.accepted(baseline, outcome, config.fail_on);
    let fields = [
        ("path", Field::from(baseline.path.to_string_lossy().into_owned())),
        ("claims", claims.len().into()),
        ("findings", accepted.count().into()),
        ("kept", kept.into()),
    ];
    baseline.write(claims, &accepted)?;
    console.note("baseline_written", &fields);
    if kept > 0 {
        console.note("baseline_kept", &fields);
    }
    Ok(Status::Done)
}

fn write(config: &Config, outcome: &Outcome, unread: &[Error], console: &Console) -> anyhow::Result<()> {
    let terminal = matches!(config.target, Target::Stdout) && io::stdout().is_terminal();
    let language = console.language(terminal);
    let line = |finding| finding::line(finding, config.judge.text_of(finding, outcome), language);
    let counts = counts(outcome);
    let report = Report {
        documents: outcome.readings.iter().map(|reading| &*reading.source.name).collect(),
        unread: unread.iter().map(|error| finding::unread(error, language)).collect(),
        lines: outcome.findings().map(line).collect(),
        silenced: outcome
            .silenced()
            .map(|silenced| (line(&silenced.finding), silenced.by))
            .collect(),
        relations: if config.show_relations {
            bound(outcome)
        } else {
            Vec::new()
        },
        closing: if console.quiet {
            String::new()
        } else {
            closing(&counts, language)
        },
        counts,
        color: terminal && console.colors_output(),
        words: &|key, fields| sentence(language, key, fields),
        page: &|rule| explain::manual(rule, language),
    };
    config
        .target
        .write(|out: &mut dyn Write| (config.format.write)(&report, out))
}

fn relations(outcome: &Outcome) -> impl Iterator<Item = &Judged> {
    let reports = outcome.readings.iter().map(|reading| &reading.report);
    reports.chain([&outcome.between]).flat_map(|report| &report.relations)
}

/// Every relation, and whether its failure is allowed or accepted.
fn bound(outcome: &Outcome) -> Vec<Bound<'_>> {
    let silence = |judged: &Judged| {
        let mut silenced = outcome.silenced();
        let found = silenced.find(|silenced| silenced.finding.relation == judged.relation)?;
        Some(found.by)
    };
    relations(outcome)
        .map(|judged| Bound::new(judged, silence(judged)))
        .collect()
}

fn counts(outcome: &Outcome) -> Counts {
    let silenced = |by: Silence| outcome.silenced().filter(|silenced| silenced.by == by).count();
    let mut counts = Counts {
        documents: outcome.readings.len(),
        claims: outcome.readings.iter().map(|reading| reading.entries.len()).sum(),
        allowed: silenced(Silence::Allowed),
        accepted: silenced(Silence::Accepted),
        ..Counts::default()
    };
    for judged in relations(outcome) {
        counts.verdicts[judged.verdict as usize] += 1;
    }
    counts
}

/// The counts in a sentence; what is rare is told where there is some.
fn closing(counts: &Counts, language: Language) -> String {
    let fields = [
        ("documents", Field::from(counts.documents)),
        ("claims", counts.claims.into()),
        ("relations", counts.relations().into()),
        ("pass", counts.of(Verdict::Pass).into()),
        ("fail", counts.of(Verdict::Fail).into()),
        ("boundary", counts.of(Verdict::Boundary).into()),
        ("undecided", counts.of(Verdict::Undecided).into()),
        ("count", counts.of(Verdict::NotBound).into()),
        ("allowed", counts.allowed.into()),
        ("accepted", counts.accepted.into()),
    ];
    let told = [
        ("check_closing", true),
        ("check_closing_unbound", counts.of(Verdict::NotBound) > 0),
        ("check_closing_silenced", counts.allowed + counts.accepted > 0),
    ];
    let told = told.iter().filter(|(_, told)| *told);
    told.map(|(key, _)| message::sentence(language, key, &fields)).collect()
}
