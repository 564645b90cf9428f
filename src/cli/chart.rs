//! `tongji chart`: draws the claims of documents or of tables.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::Status;
use super::args;
use super::batch;
use super::config;
use super::console::Console;
use super::input::{self, Input, Reading as Manner};
use super::message::{self, Language, Letters};
use super::output::Target;
use crate::chart::{CHARTS, Chart, Picture, Request, Words};
use crate::claim::Entry;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::table;

/// The extension of pictures.
const EXTENSION: &str = "svg";

/// Extensions of claims tables; everything else is a document.
const TABLES: [&str; 2] = ["csv", "tsv"];

/// What `chart` is to do.
struct Config {
    paths: Vec<OsString>,
    stdin: Manner,
    target: Target,
    chart: &'static Chart,
    request: Request,
}

/// The claims of one input, and what it is written in.
struct Reading {
    letters: Letters,
    entries: Vec<Entry>,
}

/// Reads every input, draws the picture, and says what could not be read or was left out.
///
/// # Errors
/// A wrong choice in `typed`, nothing to draw, or an output that cannot be written.
pub fn run(typed: args::Chart, console: &mut Console) -> anyhow::Result<Status> {
    let lexicon = Lexicon::builtin();
    let config = Config::new(typed, lexicon)?;
    let inputs = input::find(&config.paths, config.stdin);
    refuse_overwriting(&config.target, &inputs)?;
    let count = inputs.len();
    let (readings, errors) = batch::read(inputs, console.quiet, |input| read(input, lexicon));
    console.settle(main_language(&readings));
    errors.iter().for_each(|error| console.error(error));
    if count > 1 && !errors.is_empty() {
        let error = Error::new("inputs_failed").with("failed", errors.len());
        console.error(&error.with("inputs", count));
    }
    if !readings.is_empty() {
        let picture = draw(&config, &readings, console)?;
        config
            .target
            .write(|out: &mut dyn Write| out.write_all(picture.svg.as_bytes()))?;
        close(&picture, console);
    }
    Ok(if errors.is_empty() {
        Status::Done
    } else {
        Status::Failed
    })
}

impl Config {
    fn new(typed: args::Chart, lexicon: &Lexicon) -> Result<Self, Error> {
        let unknown = typed
            .metric
            .iter()
            .find(|id| lexicon.metrics.names().all(|known| known != **id));
        if let Some(name) = unknown {
            let known: Vec<&str> = lexicon.metrics.names().collect();
            let error = Error::new("metric_unknown").with("name", name.as_str());
            return Err(error.with("known", known.join(", ")));
        }
        let named = CHARTS.iter().find(|chart| Some(chart.name) == typed.kind.as_deref());
        Ok(Self {
            paths: typed.paths,
            stdin: config::reading(&typed.reading)?,
            target: target(typed.output)?,
            chart: named.unwrap_or(&CHARTS[0]),
            request: Request {
                metrics: typed.metric,
                unit: typed.unit,
                top: typed.top.get().into(),
                title: typed.title,
            },
        })
    }
}

fn target(output: Option<std::path::PathBuf>) -> Result<Target, Error> {
    let target = Target::new(output);
    match &target {
        Target::File(path) if !has_extension(path, &[EXTENSION]) => {
            let path = path.to_string_lossy().into_owned();
            Err(Error::new("chart_extension")
                .with("path", path)
                .with("known", EXTENSION))
        }
        _ => Ok(target),
    }
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension().and_then(|extension| extension.to_str());
    own.is_some_and(|own| extensions.iter().any(|known| known.eq_ignore_ascii_case(own)))
}

fn refuse_overwriting(target: &Target, inputs: &[Result<Input, Error>]) -> Result<(), Error> {
    let mut paths = inputs.iter().flatten().filter_map(|input| input.path.as_deref());
    paths.find(|path| target.is(path)).map_or(Ok(()), |path| {
        let path = path.to_string_lossy().into_owned();
        Err(Error::new("output_is_input").with("path", path))
    })
}

fn read(input: &Input, lexicon: &Lexicon) -> Result<Reading, Error> {
    let source = input::read(input)?;
    if !input.path.as_deref().is_some_and(|path| has_extension(path, &TABLES)) {
        return Ok(Reading {
            letters: Letters::of(&source.text),
            entries: crate::extract_claims(&source, lexicon).entries,
        });
    }
    let entries = table::csv::read(source.text.as_bytes()).map_err(|error| error.with("path", &*source.name))?;
    let letters = entries.iter().map(|entry| Letters::of(&entry.sentence));
    Ok(Reading {
        letters: letters.fold(Letters::default(), |sum, letters| sum + letters),
        entries,
    })
}

fn main_language(readings: &[Reading]) -> Option<Language> {
    let letters = readings.iter().map(|reading| reading.letters);
    Language::of_letters(letters.fold(Letters::default(), |sum, letters| sum + letters))
}

fn draw(config: &Config, readings: &[Reading], console: &Console) -> Result<Picture, Error> {
    let language = console.language(matches!(config.target, Target::Stdout) && io::stdout().is_terminal());
    let words: Words<'_> = &|key, fields| message::sentence(language, key, fields);
    let entries: Vec<&Entry> = readings.iter().flat_map(|reading| &reading.entries).collect();
    (config.chart.draw)(&entries, &config.request, words)
}

/// Says what was left out because it cannot share an axis with what was drawn.
fn close(picture: &Picture, console: &Console) {
    let count = picture.left.other_units;
    if count > 0 {
        let unit = if picture.unit.is_empty() {
            console.words("chart_no_unit", &[])
        } else {
            console.words("chart_unit", &[("unit", picture.unit.as_str().into())])
        };
        console.note("chart_other_units", &[("unit", unit.into()), ("count", count.into())]);
    }
}
