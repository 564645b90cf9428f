//! `tongji extract`: reads the documents and writes the table of their figures.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::Status;
use super::args;
use super::batch::{self, Tables};
use super::config::Extract;
use super::console::Console;
use super::explain::kind_key;
use super::input::{self, Input};
use super::message::{Language, Letters, REASONS};
use super::output::Target;
use super::own;
use super::package;
use super::pieces::Pieces;
use super::settings;
use crate::claim::{Entry, Extraction, Kind, Taker};
use crate::error::{Error, Field};
use crate::lexicon::Lexicon;
use crate::source::{Format, Source};
use crate::table::{self, Flow, Table, Words, summary};

/// How many bytes of rows are gathered before they are handed on.
const BYTES: usize = 1 << 16;

/// A document that was read.
struct Reading {
    name: Arc<str>,
    path: Option<PathBuf>,
    format: Format,
    encoding: &'static str,
    bytes: usize,
    letters: Letters,
    extraction: Extraction,
}

/// Reads every input, writes the table, and says what could not be read.
///
/// # Errors
/// A wrong choice in `typed`, or an output that cannot be written.
pub fn run(typed: args::Extract, console: &mut Console) -> anyhow::Result<Status> {
    let found = settings::find(&typed.reading.settings)?;
    let own = own::in_force(&found.words(&typed.reading.own), console)?;
    let lexicon: &Lexicon = &own;
    let metrics: Vec<&str> = lexicon.metrics.names().collect();
    let config = Extract::new(typed, &found, &metrics)?;
    let inputs = input::find(&config.paths, config.stdin);
    refuse_overwriting(&config.target, &inputs)?;
    if let (Some(flow), 1) = (config.flow(), inputs.len()) {
        return one(&config, flow, inputs, lexicon, console);
    }
    let batch = batch::read(inputs, Tables::Refused, console.quiet, |input, source| {
        Ok(read(input, &source, lexicon, config.all))
    });
    console.settle(main_language(batch.readings.iter()));
    batch.say(console);
    if !batch.readings.is_empty() {
        write(&config, &batch.readings, console)?;
        close(&batch.readings, console);
    }
    // The process ends here, and the system takes memory back faster than row by row.
    let sound = batch.is_sound();
    std::mem::forget(batch);
    Ok(if sound { Status::Done } else { Status::Failed })
}

/// Reads a single input, and writes its rows as they come.
fn one(
    config: &Extract,
    flow: Flow,
    inputs: Vec<Result<Input, Error>>,
    lexicon: &Lexicon,
    console: &mut Console,
) -> anyhow::Result<Status> {
    if let [Ok(input)] = inputs.as_slice()
        && let Some(text) = Pieces::of(input)
    {
        return in_pieces(config, flow, text, lexicon, console);
    }
    let mut batch = batch::read(inputs, Tables::Refused, console.quiet, |input, source| {
        Ok((Reading::of(input, &source), source))
    });
    let sound = batch.is_sound();
    console.settle(main_language(batch.readings.iter().map(|(reading, _)| reading)));
    batch.say(console);
    if let Some((mut reading, source)) = batch.readings.pop() {
        let read = |take: Taker<'_>| crate::extract_in_parts(&source, lexicon, config.detail(), take);
        reading.extraction = write_in_parts(config, flow, console, read)?;
        close(&[reading], console);
    }
    Ok(if sound { Status::Done } else { Status::Failed })
}

/// Reads a long text piece by piece, and writes its rows as they come.
fn in_pieces(
    config: &Extract,
    flow: Flow,
    text: Pieces,
    lexicon: &Lexicon,
    console: &mut Console,
) -> anyhow::Result<Status> {
    let mut reading = Reading {
        name: Arc::from(text.name.as_str()),
        path: Some(text.path.clone()),
        format: Format::Plain,
        encoding: "UTF-8",
        bytes: text.bytes,
        letters: text.letters,
        extraction: Extraction::default(),
    };
    console.settle(Language::of_letters(text.letters));
    let mut failed = None;
    let read = |take: Taker<'_>| {
        let read = text.read(|text| crate::extract_in_pieces(text, lexicon, config.detail(), take));
        read.unwrap_or_else(|error| {
            failed = Some(error);
            Extraction::default()
        })
    };
    reading.extraction = write_in_parts(config, flow, console, read)?;
    close(&[reading], console);
    if let Some(error) = &failed {
        console.error(error);
    }
    Ok(if failed.is_none() { Status::Done } else { Status::Failed })
}

/// Writes the rows that `read` hands on, while it reads.
fn write_in_parts(
    config: &Extract,
    flow: Flow,
    console: &Console,
    read: impl FnOnce(Taker<'_>) -> Extraction,
) -> anyhow::Result<Extraction> {
    let language = language(config, console);
    let words: Words<'_> = &|key| REASONS.get(language, key);
    let mut extraction = Extraction::default();
    config.target.write(|out: &mut dyn Write| {
        (flow.head)(&table(config, Vec::new(), words), config.options, out)?;
        let mut written = Ok(());
        let mut bytes = Vec::new();
        extraction = read(&mut |entries| {
            let rows = entries.iter().filter(|entry| config.wants(entry)).collect();
            (flow.rows)(&table(config, rows, words), config.options, &mut bytes);
            if bytes.len() >= BYTES {
                // Where nobody takes the rows any more, the numerals are still counted.
                written = std::mem::replace(&mut written, Ok(())).and_then(|()| out.write_all(&bytes));
                bytes.clear();
            }
        });
        written?;
        out.write_all(&bytes)
    })?;
    Ok(extraction)
}

impl Reading {
    /// What is known of a document before its figures are read.
    fn of(input: &Input, source: &Source) -> Self {
        Self {
            extraction: Extraction::default(),
            letters: Letters::of(&source.text),
            bytes: source.text.len(),
            encoding: source.encoding,
            format: source.format,
            name: Arc::clone(&source.name),
            path: input.path.clone(),
        }
    }
}

fn refuse_overwriting(target: &Target, inputs: &[Result<Input, Error>]) -> Result<(), Error> {
    let mut paths = inputs.iter().flatten().filter_map(|input| input.path.as_deref());
    match paths.find(|path| target.is(path)) {
        Some(path) => {
            let path = path.to_string_lossy().into_owned();
            Err(Error::new("output_is_input").with("path", path))
        }
        None => Ok(()),
    }
}

fn read(input: &Input, source: &Source, lexicon: &Lexicon, all: bool) -> Reading {
    Reading {
        extraction: if all {
            crate::extract(source, lexicon)
        } else {
            crate::extract_claims(source, lexicon)
        },
        ..Reading::of(input, source)
    }
}

fn main_language<'r>(readings: impl Iterator<Item = &'r Reading>) -> Option<Language> {
    let letters = readings.map(|reading| reading.letters);
    Language::of_letters(letters.sum())
}

/// The language of the words in the table.
fn language(config: &Extract, console: &Console) -> Language {
    console.language(matches!(config.target, Target::Stdout) && io::stdout().is_terminal())
}

fn write(config: &Extract, readings: &[Reading], console: &Console) -> anyhow::Result<()> {
    let language = language(config, console);
    let words: Words<'_> = &|key| REASONS.get(language, key);
    let rows: Vec<&Entry> = readings
        .iter()
        .flat_map(|reading| &reading.extraction.entries)
        .filter(|entry| config.wants(entry))
        .collect();
    let documents: Vec<_> = readings
        .iter()
        .map(|reading| (reading.name.to_string(), reading.path.clone()))
        .collect();
    let put = |table: &dyn table::Rows| {
        config
            .target
            .write(|out: &mut dyn Write| (config.format.write)(table, config.options, out))?;
        match &config.target {
            Target::File(path) if config.package => package::write(path, config.format.name, table, &documents),
            _ => Ok(()),
        }
    };
    if config.summary {
        let rows = summary::summarize(rows);
        let columns = summary::COLUMNS.iter().collect();
        return put(&Table {
            columns,
            rows: rows.iter().collect(),
            words,
        });
    }
    put(&table(config, rows, words))
}

fn table<'r>(config: &Extract, rows: Vec<&'r Entry>, words: Words<'r>) -> Table<'r, Entry> {
    Table {
        columns: config.columns.clone(),
        rows,
        words,
    }
}

/// Says what was read, in one line, after a line for each document where that was asked for.
fn close(readings: &[Reading], console: &Console) {
    for reading in readings.iter().filter(|_| console.verbose) {
        console.note(
            "document_read",
            &[
                ("path", Field::from(&*reading.name)),
                ("format", Field::Key(reading.format.key())),
                ("encoding", reading.encoding.into()),
                ("bytes", reading.bytes.into()),
                (
                    "numerals",
                    Kind::ALL
                        .map(|kind| reading.extraction.count(kind))
                        .iter()
                        .sum::<usize>()
                        .into(),
                ),
                ("claims", reading.extraction.count(Kind::Claim).into()),
            ],
        );
    }
    if console.quiet {
        return;
    }
    let total = |kind| -> usize { readings.iter().map(|read| read.extraction.count(kind)).sum() };
    let aside: Vec<(Kind, usize)> = Kind::ALL
        .into_iter()
        .filter(|&kind| kind != Kind::Claim)
        .map(|kind| (kind, total(kind)))
        .filter(|&(_, count)| count > 0)
        .collect();
    let set_aside: usize = aside.iter().map(|(_, count)| count).sum();
    let claims = total(Kind::Claim);
    console.note(
        "closing",
        &[
            ("documents", readings.len().into()),
            ("numerals", (claims + set_aside).into()),
            ("claims", claims.into()),
            ("aside", set_aside.into()),
            ("kinds", kinds(&aside, console).into()),
        ],
    );
}

/// The kinds with their counts in brackets, or nothing.
fn kinds(aside: &[(Kind, usize)], console: &Console) -> String {
    if aside.is_empty() {
        return String::new();
    }
    let one = |&(kind, count): &(Kind, usize)| {
        let kind = Field::Key(kind_key(kind));
        console.words("closing_kind", &[("kind", kind), ("count", count.into())])
    };
    let comma = console.words("list_comma", &[]);
    let kinds = aside.iter().map(one).collect::<Vec<_>>().join(&comma);
    console.words("closing_kinds", &[("kinds", kinds.into())])
}
