//! `tongji explain`: how a text was read, and the manual pages of rules and metrics.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::args::{self, Steps};
use super::console::Console;
use super::lexicon::place;
use super::message::{self, Language, Letters, REASONS};
use super::{Status, output, own, settings};
use crate::check::{RULES, Rule};
use crate::claim::{self, Kind, Stage, Step, Trace};
use crate::document::{Format, Source};
use crate::error::{Error, Field};
use crate::lexicon::{Lexicon, Listed, MetricEntry};

/// Says how a text was read, or prints the page of a rule or a metric, or of every rule.
///
/// # Errors
/// There is no such rule or metric, or standard output cannot be written.
pub fn run(typed: &args::Explain, console: &mut Console) -> anyhow::Result<Status> {
    let lexicon = own::in_force(&settings::find(&typed.settings)?.words(&typed.own), console)?;
    if let Some(text) = &typed.text {
        console.settle(Language::of_letters(Letters::of(text)));
        let language = console.language(io::stdout().is_terminal());
        return text_read(text, typed.format, language, &lexicon);
    }
    let language = console.language(io::stdout().is_terminal());
    let named = |name: &str| typed.name.as_deref().is_none_or(|typed| typed == name);
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| named(rule.name)).collect();
    let mut metrics = lexicon.metrics.entries().iter();
    let metric = metrics.find(|metric| typed.name.as_deref() == Some(&metric.id));
    if rules.is_empty() && metric.is_none() {
        return Err(unknown(typed.name.as_deref().unwrap_or_default(), &lexicon).into());
    }
    output::to_stdout(|out| {
        rules.iter().try_for_each(|rule| page(rule, language, out))?;
        metric.map_or(Ok(()), |metric| metric_page(metric, &lexicon, language, out))
    })?;
    Ok(Status::Done)
}

fn unknown(name: &str, lexicon: &Lexicon) -> Error {
    let rules = RULES.iter().map(|rule| rule.name);
    let metrics = lexicon.metrics.entries().iter().map(|metric| metric.id.as_str());
    let known: Vec<&str> = rules.chain(metrics).collect();
    let error = Error::new("page_unknown").with("name", name);
    error.with("known", known.join(", "))
}

/// The manual pages of rules in Chinese, by name.
static PAGES: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/pages.json"))).unwrap_or_default());

/// The text of a rule's page, in Chinese where there is one.
pub fn manual(rule: &Rule, language: Language) -> &'static str {
    let chinese = PAGES.get(rule.name).filter(|_| language == Language::Zh);
    chinese.map_or(rule.page, String::as_str)
}

/// The page of a rule.
fn page(rule: &Rule, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let text = manual(rule, language);
    let fields = [
        ("rule", Field::from(rule.name)),
        ("level", Field::Key(rule.level.key())),
    ];
    writeln!(out, "{}\n\n{text}", message::sentence(language, "page_rule", &fields))
}

/// The page of a metric: what belongs to it, and the words that decide.
fn metric_page(metric: &MetricEntry, lexicon: &Lexicon, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let doc = match language {
        Language::Zh if !metric.doc_zh.is_empty() => &metric.doc_zh,
        _ => &metric.doc,
    };
    writeln!(out, "{}\n\n{doc}\n", metric.id)?;
    let catalogue = lexicon.catalogue();
    let words = |table: &str, english: bool| -> Vec<String> {
        let own = catalogue.iter().filter(|listed| listed.entry == metric.id);
        let of_table = own.filter(|listed| listed.table == table && (listed.section == "english") == english);
        of_table.map(|listed| listed.word.clone()).collect()
    };
    let rows = [
        ("page_heads", words("metric.heads", false)),
        ("page_heads_en", words("metric.heads", true)),
        ("page_not", words("metric.not", false)),
        ("page_units", words("metric.units", false)),
    ];
    let listed = rows.into_iter().filter(|(_, words)| !words.is_empty());
    for (key, words) in listed {
        let label = message::sentence(language, key, &[]);
        writeln!(out, "{label}{}\n", words.join(", "))?;
    }
    let label = message::sentence(language, "page_examples", &[]);
    for example in &metric.examples {
        let source = Source::of_text("-", example.clone(), Format::Plain);
        for claim in crate::extract_claims(&source, lexicon).claims() {
            writeln!(
                out,
                "{label}{example} → {} {}, {}",
                claim.text, claim.noun, claim.metric
            )?;
        }
    }
    Ok(())
}

fn text_read(text: &str, format: Steps, language: Language, lexicon: &Lexicon) -> anyhow::Result<Status> {
    let source = Source::of_text("-", text.to_owned(), Format::Plain);
    let traces = claim::trace(&source, lexicon);
    output::to_stdout(|out| match format {
        Steps::Json => writeln!(
            out,
            "{:#}",
            Value::Array(traces.iter().map(|trace| json(trace, language)).collect())
        ),
        Steps::Text if traces.is_empty() => writeln!(out, "{}", message::sentence(language, "explain_nothing", &[])),
        Steps::Text => traces.iter().try_for_each(|trace| steps(trace, language, out)),
    })?;
    Ok(Status::Done)
}

/// One numeral with its steps, each with what it came to and where that comes from.
fn steps(trace: &Trace, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let entry = &trace.entry;
    let fields = [
        ("line", Field::from(entry.line)),
        ("column", entry.column.into()),
        ("text", entry.text.as_str().into()),
        ("kind", Field::Key(kind_key(entry.kind))),
    ];
    writeln!(out, "{}", message::sentence(language, "explain_head", &fields))?;
    let rows: Vec<(String, &Step)> = trace
        .steps
        .iter()
        .map(|step| (message::sentence(language, stage_key(step.stage), &[]), step))
        .collect();
    let widest = rows.iter().map(|(label, _)| width(label)).max().unwrap_or_default();
    for (label, step) in &rows {
        let room = " ".repeat(widest - width(label) + 2);
        let from: Vec<String> = step.from.iter().map(origin).collect();
        let from = if from.is_empty() {
            String::new()
        } else {
            format!("  ← {}", from.join("; "))
        };
        writeln!(out, "  {label}{room}{}{from}", result(step, language))?;
    }
    writeln!(out)
}

/// What a step came to, in words.
fn result(step: &Step, language: Language) -> String {
    let none = || message::sentence(language, "explain_none", &[]);
    let key = match (step.stage, step.result.as_str()) {
        (Stage::Aside, reason) => return REASONS.get(language, reason).to_owned(),
        (Stage::Numeral, "") => return step.read.clone(),
        (Stage::Numeral, value) => return format!("{} = {value}", step.read),
        (_, "") => return none(),
        (Stage::Qualifier, "exact") => "qualifier_exact",
        (Stage::Qualifier, "about") => "qualifier_about",
        (Stage::Qualifier, "over") => "qualifier_over",
        (Stage::Qualifier, "nearly") => "qualifier_nearly",
        (Stage::Qualifier, "under") => "qualifier_under",
        (Stage::Qualifier, "at_least") => "qualifier_at_least",
        (Stage::Qualifier, "at_most") => "qualifier_at_most",
        (Stage::Qualifier, "range") => "qualifier_range",
        (Stage::Qualifier, "several") => "qualifier_several",
        (Stage::Change, "up") => "change_up",
        (Stage::Change, "down") => "change_down",
        (Stage::Change, _) => "change_level",
        (_, result) if step.read.is_empty() || step.read == result => return result.to_owned(),
        (_, result) => return format!("{result} ({})", step.read),
    };
    message::sentence(language, key, &[])
}

/// A word of the lexicon with its place.
fn origin(listed: &Listed) -> String {
    format!("{} [{}; {}]", listed.word, place(listed), listed.entry)
}

fn json(trace: &Trace, language: Language) -> Value {
    let entry = &trace.entry;
    let step = |step: &Step| {
        let from = step.from.iter().map(|listed| {
            json!({
                "word": listed.word, "section": listed.section, "table": listed.table, "entry": listed.entry,
                "file": listed.file, "line": listed.line, "column": listed.column,
            })
        });
        json!({
            "stage": step.stage.word(), "result": step.result, "read": step.read, "from": from.collect::<Vec<_>>(),
        })
    };
    json!({
        "text": entry.text, "line": entry.line, "column": entry.column, "start": entry.start, "end": entry.end,
        "kind": entry.kind.word(), "why": REASONS.get(language, entry.why),
        "steps": trace.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

/// How many places of a terminal a label takes: a Chinese character takes two.
fn width(label: &str) -> usize {
    label
        .chars()
        .map(|character| if character.is_ascii() { 1 } else { 2 })
        .sum()
}

const fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Numeral => "stage_numeral",
        Stage::Aside => "stage_aside",
        Stage::Unit => "stage_unit",
        Stage::Qualifier => "stage_qualifier",
        Stage::Interval => "stage_interval",
        Stage::Noun => "stage_noun",
        Stage::Change => "stage_change",
        Stage::Metric => "stage_metric",
        Stage::Period => "stage_period",
    }
}

/// The key of a kind's name.
pub const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "kind_claim",
        Kind::Date => "kind_date",
        Kind::Duration => "kind_duration",
        Kind::Ordinal => "kind_ordinal",
        Kind::Label => "kind_label",
        Kind::Name => "kind_name",
        Kind::Indefinite => "kind_indefinite",
    }
}
