//! `tongji report`: documents, their figures, charts and findings as one page.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};

use super::Status;
use super::args;
use super::batch::{self, Tables};
use super::chart;
use super::config;
use super::console::Console;
use super::finding;
use super::input;
use super::message::{Language, Letters, REASONS, sentence};
use super::output::Target;
use crate::chart::{CHARTS, Chart, Data, Fonts, Numbers, Request, Size, Style, THEMES, Theme, Words};
use crate::check as checks;
use crate::claim::{Entry, Extraction};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::page::{self, Document, Page, Picture, Told};
use crate::source::Source;

/// One document, read and checked.
struct Reading {
    source: Source,
    letters: Letters,
    extraction: Extraction,
    report: checks::Report,
}

/// A chart of a page has at most so many rows.
const ROWS: usize = 15;

/// Reads and checks every input and writes the page.
///
/// # Errors
/// A wrong choice in `typed`, or an output that cannot be written.
pub fn run(typed: args::Report, console: &mut Console) -> anyhow::Result<Status> {
    let lexicon = Lexicon::builtin();
    let inputs = input::find(&typed.paths, config::reading(&typed.reading)?);
    let target = Target::new(typed.output);
    chart::refuse_overwriting(&target, &inputs)?;
    let batch = batch::read(inputs, Tables::Refused, console.quiet, |_, source| {
        Ok(read(source, lexicon))
    });
    let readings = &batch.readings;
    let letters = readings.iter().map(|reading| reading.letters);
    console.settle(Language::of_letters(letters.sum()));
    batch.say(console);
    if readings.is_empty() {
        return Ok(Status::Failed);
    }
    let language = console.language(matches!(target, Target::Stdout) && io::stdout().is_terminal());
    let words: Words<'_> = &|key, fields| sentence(language, key, fields);
    let between = between(readings);
    let page = Page {
        documents: readings
            .iter()
            .map(|reading| document(reading, &between, language))
            .collect(),
        pictures: pictures(readings, words)?,
        reason: &|key| REASONS.get(language, key),
    };
    target.write(|out: &mut dyn Write| page::write(&page, words, out))?;
    Ok(if batch.is_sound() { Status::Done } else { Status::Failed })
}

fn read(source: Source, lexicon: &Lexicon) -> Reading {
    let extraction = crate::extract(&source, lexicon);
    Reading {
        report: checks::check(&source, &extraction.entries, lexicon),
        letters: Letters::of(&source.text),
        extraction,
        source,
    }
}

/// What the documents come to together: translations, and figures of several.
fn between(readings: &[Reading]) -> checks::Report {
    let documents: Vec<checks::Document<'_>> = readings
        .iter()
        .map(|reading| checks::Document {
            source: &reading.source,
            entries: &reading.extraction.entries,
        })
        .collect();
    checks::across(&documents)
}

/// A document with its findings, and those between documents that are about it alone.
fn document<'a>(reading: &'a Reading, between: &'a checks::Report, language: Language) -> Document<'a> {
    let told = |finding| {
        let (key, fields) = finding::sentence(finding);
        let assumption = finding.relation.evidence.assumption();
        Told {
            finding,
            message: sentence(language, key, &fields),
            assumption: assumption.map(|key| sentence(language, key, &[])),
        }
    };
    let is_own = |finding: &&checks::Finding| {
        let operands = &finding.relation.operands;
        operands.iter().all(|operand| operand.source == reading.source.name)
    };
    let own = between.findings.iter().filter(is_own);
    Document {
        source: &reading.source,
        entries: &reading.extraction.entries,
        findings: reading.report.findings.iter().chain(own).map(told).collect(),
    }
}

/// Every kind of chart that there is something to draw for, in both themes.
fn pictures(readings: &[Reading], words: Words<'_>) -> Result<Vec<Picture>, Error> {
    let entries: Vec<&Entry> = readings
        .iter()
        .flat_map(|reading| &reading.extraction.entries)
        .collect();
    let lexicon = Lexicon::builtin();
    let wholes: Vec<checks::Whole<'_>> = readings
        .iter()
        .flat_map(|reading| checks::wholes(&reading.source, &reading.extraction.entries, lexicon))
        .collect();
    let data = Data {
        entries: &entries,
        wholes: &wholes,
        from_table: false,
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
