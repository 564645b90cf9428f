//! `tongji report`: documents, their figures, charts and findings as one page.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, IsTerminal, Write};

use super::Status;
use super::args;
use super::batch::{self, Tables};
use super::chart;
use super::config;
use super::console::Console;
use super::finding;
use super::input;
use super::judge::{self, Judge, Reading};
use super::message::{Language, REASONS, sentence};
use super::output::Target;
use super::own;
use super::remarks;
use super::settings;
use crate::chart::{CHARTS, Chart, Columns, Data, Fonts, Numbers, Request, Size, Style, THEMES, Theme, Words};
use crate::check::{self as checks, Finding};
use crate::claim::{Detail, Entry};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::page::{self, Document, Page, Picture, Told};

/// A chart of a page has at most so many rows.
const ROWS: usize = 15;

/// Reads and checks every input and writes the page.
///
/// # Errors
/// A wrong choice in `typed`, or an output that cannot be written.
pub fn run(typed: args::Report, console: &mut Console) -> anyhow::Result<Status> {
    let manner = config::reading(&typed.reading)?;
    let found = settings::find(&typed.reading.settings)?;
    let own = own::in_force(&found.words(&typed.reading.own), console)?;
    let lexicon: &Lexicon = &own;
    let baseline = judge::baseline(typed.baseline, false, &found)?;
    let mut judge = Judge {
        rules: judge::rules(&[], &[], &found),
        paths: found.paths(typed.paths)?,
        root: found.root.clone().or_here(),
        baseline,
        read: HashSet::new(),
        unread: Vec::new(),
        without: Vec::new(),
        update: false,
        detail: Detail::All,
        found,
    };
    let inputs = input::find_from(&judge.root, &judge.paths, manner);
    let target = Target::new(typed.output);
    target.format(&[&["html", "htm"]])?;
    chart::refuse_overwriting(&target, &inputs)?;
    judge.refuse_overwriting(&target)?;
    let batch = batch::read(inputs, Tables::Refused, console.quiet, |_, source| {
        Ok(Reading::new(source, lexicon, &judge))
    });
    let letters = batch.readings.iter().map(|reading| reading.letters);
    console.settle(Language::of_letters(letters.sum()));
    batch.say(console);
    if batch.readings.is_empty() {
        return Ok(Status::Failed);
    }
    let sound = batch.is_sound();
    judge.unread = batch.unread().filter_map(finding::source).map(str::to_owned).collect();
    let outcome = judge.outcome(batch.readings);
    let language = console.language(matches!(target, Target::Stdout) && io::stdout().is_terminal());
    let words: Words<'_> = &|key, fields| sentence(language, key, fields);
    let page = Page {
        documents: outcome
            .readings
            .iter()
            .map(|reading| document(reading, language))
            .collect(),
        findings: told(&outcome.between.findings, language),
        pictures: pictures(&outcome.readings, lexicon, words)?,
        reason: &|key| REASONS.get(language, key),
        lexicon,
    };
    target.write(|out: &mut dyn Write| page::write(&page, words, out))?;
    remarks::say(&judge, &outcome, console);
    Ok(if sound { Status::Done } else { Status::Failed })
}

fn document(reading: &Reading, language: Language) -> Document<'_> {
    Document {
        source: &reading.source,
        entries: &reading.entries,
        findings: told(&reading.report.findings, language),
    }
}

/// Findings with their sentences.
fn told(findings: &[Finding], language: Language) -> Vec<Told<'_>> {
    let told = |finding| {
        let (key, fields) = finding::sentence(finding, language);
        let assumption = finding.relation.evidence.assumption();
        Told {
            finding,
            message: sentence(language, key, &fields),
            assumption: assumption.map(|key| sentence(language, key, &[])),
        }
    };
    findings.iter().map(told).collect()
}

/// Every kind of chart that there is something to draw for, in both themes.
fn pictures(readings: &[Reading], lexicon: &Lexicon, words: Words<'_>) -> Result<Vec<Picture>, Error> {
    let entries: Vec<&Entry> = readings.iter().flat_map(|reading| &reading.entries).collect();
    let wholes: Vec<checks::Whole<'_>> = readings
        .iter()
        .flat_map(|reading| checks::wholes(&reading.source, &reading.entries, lexicon))
        .collect();
    let columns = Columns::new(readings.iter().map(|reading| &reading.source).collect(), lexicon);
    let data = Data {
        entries: &entries,
        wholes: &wholes,
        from_table: false,
        columns: Some(&columns),
    };
    let drawn = CHARTS.iter().filter_map(|kind| picture(kind, data, words).transpose());
    drawn.collect()
}

/// One kind of chart in both themes; none where there is nothing to draw.
fn picture(kind: &Chart, data: Data<'_, '_>, words: Words<'_>) -> Result<Option<Picture>, Error> {
    let request = Request {
        top: ROWS,
        ..Request::default()
    };
    let mut style = Style {
        theme: THEMES[0],
        size: Size::USUAL,
        fonts: Fonts::embedded(),
        numbers: Numbers::new(words),
    };
    let Ok(figure) = kind.figure(data, &request, &style, words) else {
        return Ok(None);
    };
    let missing: BTreeSet<char> = style.fonts.missing(&crate::chart::letters(&figure));
    if !missing.is_empty() {
        style.fonts = chart::of_system(&missing);
    }
    // Other glyphs may be wider, so the rows are laid out anew.
    let figure = kind.figure(data, &request, &style, words)?;
    let mut painted = |theme: &Theme| {
        style.theme = *theme;
        crate::chart::paths(&crate::chart::draw(&figure, &style)?, &figure, &style.fonts)
    };
    let [light, dark] = &THEMES;
    Ok(Some(Picture {
        kind: kind.name,
        light: painted(light)?,
        dark: painted(dark)?,
    }))
}
