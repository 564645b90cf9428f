//! `tongji check`: do the figures of the documents fit together?

use std::io::{self, IsTerminal, Write};

use super::Status;
use super::args;
use super::baseline::Baseline;
use super::batch::{self, Tables};
use super::chart;
use super::config;
use super::console::Console;
use super::finding;
use super::input;
use super::judge::{self, Judge, Outcome, Reading};
use super::message::{self, Language, sentence};
use super::output::Target;
use super::own;
use super::settings::{self, Found};
use crate::check::{self, Level, RULES, Verdict};
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
    let inputs = input::find(&config.judge.paths, reading);
    chart::refuse_overwriting(&config.target, &inputs)?;
    config.judge.refuse_overwriting(&config.target)?;
    let batch = batch::read(inputs, Tables::Refused, console.quiet, |_, source| {
        Ok(Reading::new(source, lexicon, &config.judge))
    });
    let readings = &batch.readings;
    let letters = readings.iter().map(|reading| reading.letters);
    console.settle(Language::of_letters(letters.sum()));
    batch.say(console);
    if readings.is_empty() {
        return Ok(Status::Failed);
    }
    let whole = batch.is_sound();
    let outcome = config.judge.outcome(batch.readings);
    if let Some(baseline) = config.judge.baseline.as_ref().filter(|_| config.judge.update && whole) {
        return update(baseline, &outcome, &config, console);
    }
    write(&config, &outcome, console)?;
    config.judge.say(&outcome, console);
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
        if let Some(unknown) = typed.select.iter().chain(&typed.ignore).find(|name| !known(name)) {
            let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            let error = Error::new("rule_unknown").with("name", unknown.as_str());
            return Err(error.with("known", names.join(", ")));
        }
        let target = Target::new(typed.output);
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
                baseline: judge::baseline(typed.baseline, typed.update_baseline, &found)?,
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

/// Writes the baseline anew: the claims, and the findings that would fail and are no drift.
fn update(baseline: &Baseline, outcome: &Outcome, config: &Config, console: &Console) -> anyhow::Result<Status> {
    let claims: Vec<&Entry> = outcome.readings.iter().flat_map(|reading| &reading.entries).collect();
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

fn write(config: &Config, outcome: &Outcome, console: &Console) -> anyhow::Result<()> {
    let terminal = matches!(config.target, Target::Stdout) && io::stdout().is_terminal();
    let language = console.language(terminal);
    let reports = outcome.readings.iter().map(|reading| &reading.report);
    let relations = reports.chain([&outcome.between]).flat_map(|report| &report.relations);
    let mut counts = Counts {
        documents: outcome.readings.len(),
        claims: outcome.readings.iter().map(|reading| reading.entries.len()).sum(),
        ..Counts::default()
    };
    for judged in relations.clone() {
        counts.verdicts[judged.verdict as usize] += 1;
    }
    let report = Report {
        lines: outcome
            .findings()
            .map(|finding| finding::line(finding, config.judge.text_of(finding, outcome), language))
            .collect(),
        relations: relations.filter(|_| config.show_relations).map(Bound::new).collect(),
        closing: if console.quiet {
            String::new()
        } else {
            closing(&counts, language)
        },
        counts,
        color: terminal && console.colors_output(),
        words: &|key| sentence(language, key, &[]),
    };
    config
        .target
        .write(|out: &mut dyn Write| (config.format.write)(&report, out))
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
    let unbound = counts.of(Verdict::NotBound);
    let more =
        (unbound > 0).then(|| message::sentence(language, "check_closing_unbound", &[("count", unbound.into())]));
    message::sentence(language, "check_closing", &fields) + &more.unwrap_or_default()
}
