//! `tongji check`: do the figures of the documents fit together?

use std::io::{self, IsTerminal, Write};

use rust_decimal::Decimal;

use super::Status;
use super::args;
use super::batch;
use super::config;
use super::console::Console;
use super::input::{self, Input};
use super::message::{self, Language, Letters};
use super::output::Target;
use crate::check::{self, Finding, Law, Level, Operand, RULES, Role, Verdict};
use crate::claim::{Extraction, Kind};
use crate::error::{Error, Field};
use crate::lexicon::Lexicon;
use crate::report::{Bound, Counts, FORMATS, Line, Report};
use crate::source::Source;

/// One document, read and checked.
struct Reading {
    source: Source,
    letters: Letters,
    claims: usize,
    report: check::Report,
}

/// What `check` is to do.
struct Config {
    target: Target,
    format: &'static crate::report::Format,
    rules: Vec<&'static str>,
    fail_on: Level,
    show_relations: bool,
}

/// Reads and checks every input and writes what does not fit.
///
/// # Errors
/// A wrong choice in `typed`, or an output that cannot be written.
pub fn run(typed: args::Check, console: &mut Console) -> anyhow::Result<Status> {
    let lexicon = Lexicon::builtin();
    let inputs = input::find(&typed.paths, config::reading(&typed.reading)?);
    let config = Config::new(typed)?;
    let count = inputs.len();
    let (readings, errors) = batch::read(inputs, console.quiet, |input| read(input, lexicon, &config));
    let letters = readings.iter().map(|reading| reading.letters);
    console.settle(Language::of_letters(
        letters.fold(Letters::default(), |sum, letters| sum + letters),
    ));
    let faults: Vec<Error> = readings.iter().flat_map(|reading| faults(&reading.source)).collect();
    errors.iter().chain(&faults).for_each(|error| console.error(error));
    if count > 1 && !errors.is_empty() {
        let error = Error::new("inputs_failed").with("failed", errors.len());
        console.error(&error.with("inputs", count));
    }
    if readings.is_empty() {
        return Ok(Status::Failed);
    }
    write(&config, &readings, console)?;
    readings.iter().for_each(|reading| unused(reading, console));
    let worst = readings
        .iter()
        .flat_map(|reading| &reading.report.findings)
        .map(|finding| finding.level)
        .max();
    Ok(match worst {
        _ if !errors.is_empty() || !faults.is_empty() => Status::Failed,
        Some(level) if level >= config.fail_on => Status::Found,
        _ => Status::Done,
    })
}

impl Config {
    fn new(typed: args::Check) -> Result<Self, Error> {
        let known = |name: &String| RULES.iter().any(|rule| rule.name == name);
        if let Some(unknown) = typed.select.iter().chain(&typed.ignore).find(|name| !known(name)) {
            let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            let error = Error::new("rule_unknown").with("name", unknown.as_str());
            return Err(error.with("known", names.join(", ")));
        }
        let chosen = |name: &str| typed.select.is_empty() || typed.select.iter().any(|select| select == name);
        let rules = RULES.iter().map(|rule| rule.name);
        let format = FORMATS
            .iter()
            .find(|format| Some(format.name) == typed.format.as_deref());
        Ok(Self {
            rules: rules
                .filter(|name| chosen(name) && !typed.ignore.iter().any(|ignore| ignore == name))
                .collect(),
            target: Target::new(typed.output),
            format: format.unwrap_or(&FORMATS[0]),
            fail_on: match typed.fail_on {
                args::FailOn::Info => Level::Info,
                args::FailOn::Warning => Level::Warning,
                args::FailOn::Error => Level::Error,
            },
            show_relations: typed.show_relations,
        })
    }
}

fn read(input: &Input, lexicon: &Lexicon, config: &Config) -> Result<Reading, Error> {
    let source = input::read(input)?;
    let extraction: Extraction = crate::extract(&source, lexicon);
    let mut report = check::check(&source, &extraction.entries, lexicon);
    report.keep(&config.rules);
    Ok(Reading {
        letters: Letters::of(&source.text),
        claims: extraction.count(Kind::Claim),
        report,
        source,
    })
}

/// What of a document could not be read.
pub(super) fn faults(source: &Source) -> Vec<Error> {
    let name = &*source.name;
    let faults = source.faults.iter().cloned();
    faults.map(|error| error.with("path", name)).collect()
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

fn write(config: &Config, readings: &[Reading], console: &Console) -> anyhow::Result<()> {
    let terminal = matches!(config.target, Target::Stdout) && io::stdout().is_terminal();
    let language = console.language(terminal);
    let mut counts = Counts {
        documents: readings.len(),
        claims: readings.iter().map(|reading| reading.claims).sum(),
        ..Counts::default()
    };
    for judged in readings.iter().flat_map(|reading| &reading.report.relations) {
        counts.verdicts[judged.verdict as usize] += 1;
    }
    let lines = readings.iter().flat_map(|reading| {
        reading
            .report
            .findings
            .iter()
            .map(|finding| line(reading, finding, language))
    });
    let relations = readings.iter().flat_map(|reading| {
        reading.report.relations.iter().map(|judged| Bound {
            source: &reading.source.name,
            judged,
        })
    });
    let report = Report {
        lines: lines.collect(),
        relations: if config.show_relations {
            relations.collect()
        } else {
            Vec::new()
        },
        closing: closing(&counts, language),
        counts,
        color: terminal && console.colors_output(),
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
    message::sentence(language, "check_closing", &fields)
}

fn line<'a>(reading: &'a Reading, finding: &'a Finding, language: Language) -> Line<'a> {
    let (key, fields) = sentence(finding);
    let assumption = finding.relation.evidence.assumption();
    Line {
        source: &reading.source.name,
        text: &reading.source.text,
        message: message::sentence(language, key, &fields),
        assumption: assumption.map(|key| message::sentence(language, key, &[])),
        help: message::sentence(language, "check_help", &[("rule", Field::from(finding.rule))]),
        fingerprint: finding.fingerprint(),
        finding,
    }
}

/// The key of a finding's sentence, and what fills it.
pub(super) fn sentence(finding: &Finding) -> (&'static str, Vec<(&'static str, Field)>) {
    let operands = &finding.relation.operands;
    let text = |index: usize| Field::from(operands.get(index).map_or("", |operand| operand.text.trim()));
    let listed = |role: Role| {
        let texts: Vec<&str> = operands
            .iter()
            .filter(|operand| operand.role == role)
            .map(|operand| operand.text.trim())
            .collect();
        Field::from(texts.join(", "))
    };
    let sum = || {
        Field::from(
            operands
                .first()
                .map_or_else(String::new, |whole| as_written(whole, total(operands))),
        )
    };
    match finding.relation.law {
        _ if finding.verdict == Verdict::Boundary => ("check_boundary", vec![("figures", Field::from(join(operands)))]),
        Law::Sum => ("check_sum", vec![("whole", text(0)), ("sum", sum())]),
        Law::Within if operands.len() == 2 => ("check_part", vec![("whole", text(0)), ("part", text(1))]),
        Law::Within => ("check_within", vec![("whole", text(0)), ("sum", sum())]),
        Law::Share => (
            "check_share",
            vec![("part", text(0)), ("whole", text(1)), ("rate", text(2))],
        ),
        Law::Growth | Law::Difference => (
            "check_change",
            vec![("from", text(0)), ("to", text(1)), ("rate", text(2))],
        ),
        Law::GrowthBy { .. } => (
            "check_growth_by",
            vec![("to", text(0)), ("step", text(1)), ("rate", text(2))],
        ),
        Law::Equal => ("check_restated", vec![("first", text(0)), ("second", text(1))]),
        Law::Hundred => ("check_hundred", vec![("shares", Field::from(join(operands)))]),
        Law::Count { .. } => {
            let named = Field::from(operands.len().saturating_sub(1));
            (
                "check_count",
                vec![("count", text(0)), ("named", named), ("items", listed(Role::Item))],
            )
        }
        Law::Years => ("check_years", vec![("count", text(0)), ("span", text(1))]),
        Law::Order => ("check_order", vec![("date", text(0))]),
        Law::Never => ("check_never", vec![("figure", text(0))]),
    }
}

fn join(operands: &[Operand]) -> String {
    let texts: Vec<&str> = operands.iter().map(|operand| operand.text.trim()).collect();
    texts.join(", ")
}

/// The sum of all operands but the first.
fn total(operands: &[Operand]) -> Decimal {
    operands.iter().skip(1).filter_map(|operand| operand.value).sum()
}

/// `value` in the scale and unit in which `whole` is written: 9696.38 万元 for a whole of 9759.38 万元.
fn as_written(whole: &Operand, value: Decimal) -> String {
    let plain = || value.normalize().to_string();
    let text = whole.text.trim();
    let end = text
        .find(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | ','))
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let written = Decimal::from_str_exact(&digits.replace(',', ""))
        .ok()
        .filter(|written| !written.is_zero());
    let scale = written
        .zip(whole.value)
        .and_then(|(written, value)| value.checked_div(written));
    match scale
        .filter(|scale| !scale.is_zero())
        .and_then(|scale| value.checked_div(scale))
    {
        Some(value) => format!("{}{unit}", value.normalize()),
        None => plain(),
    }
}
