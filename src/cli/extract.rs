//! `tongji extract`: reads the documents and writes the table of their figures.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use super::Status;
use super::args;
use super::batch;
use super::config::Extract;
use super::console::Console;
use super::input::{self, Input};
use super::message::{Book, Language, Letters};
use super::output::Target;
use super::package;
use crate::claim::{Entry, Extraction, Kind};
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
    faults: Vec<Error>,
    remarks: Vec<Error>,
    letters: Letters,
    extraction: Extraction,
}

/// Reads every input, writes the table, and says what could not be read.
///
/// # Errors
/// A wrong choice in `typed`, or an output that cannot be written.
pub fn run(typed: args::Extract, console: &mut Console) -> anyhow::Result<Status> {
    let lexicon = Lexicon::builtin();
    let metrics: Vec<&str> = lexicon.metrics.names().collect();
    let config = Extract::new(typed, &metrics)?;
    let inputs = input::find(&config.paths, config.stdin);
    refuse_overwriting(&config.target, &inputs)?;
    if let (Some(flow), [Ok(input)]) = (config.flow(), inputs.as_slice()) {
        return one(&config, flow, input, console);
    }
    let count = inputs.len();
    let (readings, errors) = batch::read(inputs, console.quiet, |input| read(input, lexicon, config.all));
    console.settle(main_language(&readings));
    errors.iter().for_each(|error| console.error(error));
    tell(&readings, console);
    if count > 1 && !errors.is_empty() {
        console.error(
            &Error::new("inputs_failed")
                .with("failed", errors.len())
                .with("inputs", count),
        );
    }
    if !readings.is_empty() {
        write(&config, &readings, console)?;
        close(&readings, console);
    }
    // The process ends here, and the system takes memory back faster than row by row.
    let sound = errors.is_empty() && is_sound(&readings);
    std::mem::forget(readings);
    Ok(if sound { Status::Done } else { Status::Failed })
}

/// Reads a single input, and writes its rows as they come.
fn one(config: &Extract, flow: Flow, input: &Input, console: &mut Console) -> anyhow::Result<Status> {
    let source = match input::read(input) {
        Ok(source) => source,
        Err(error) => {
            console.error(&error);
            return Ok(Status::Failed);
        }
    };
    let mut readings = [Reading::of(&source, input)];
    console.settle(main_language(&readings));
    tell(&readings, console);
    let language = language(config, console);
    let words: Words<'_> = &|key| REASONS.get(language, key);
    let extraction = &mut readings[0].extraction;
    config.target.write(|out: &mut dyn Write| {
        (flow.head)(&table(config, Vec::new(), words), config.options, out)?;
        let mut written = Ok(());
        let mut bytes = Vec::new();
        *extraction = crate::extract_in_parts(&source, Lexicon::builtin(), config.detail(), &mut |entries| {
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
    close(&readings, console);
    Ok(if is_sound(&readings) {
        Status::Done
    } else {
        Status::Failed
    })
}

impl Reading {
    /// What is known of a document before its figures are read.
    fn of(source: &Source, input: &Input) -> Self {
        Self {
            extraction: Extraction::default(),
            letters: Letters::of(&source.text),
            bytes: source.text.len(),
            encoding: source.encoding,
            faults: named(&source.faults, &source.name),
            remarks: named(&source.remarks, &source.name),
            format: source.format,
            name: Arc::clone(&source.name),
            path: input.path.clone(),
        }
    }
}

/// Says what could not be read in the documents, and what held no text.
fn tell(readings: &[Reading], console: &Console) {
    for fault in readings.iter().flat_map(|reading| &reading.faults) {
        console.error(fault);
    }
    for remark in readings.iter().flat_map(|reading| &reading.remarks) {
        console.note(remark.key(), remark.fields());
    }
}

fn is_sound(readings: &[Reading]) -> bool {
    readings.iter().all(|reading| reading.faults.is_empty())
}

/// The words for the keys in the column `why`; a key without words is written as it stands.
static REASONS: LazyLock<Book> = LazyLock::new(|| Book::compiled_in(include_str!("../lexicon/reasons.toml")));

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

fn read(input: &Input, lexicon: &Lexicon, all: bool) -> Result<Reading, Error> {
    let source = input::read(input)?;
    let extraction = if all {
        crate::extract(&source, lexicon)
    } else {
        crate::extract_claims(&source, lexicon)
    };
    Ok(Reading {
        extraction,
        ..Reading::of(&source, input)
    })
}

fn named(errors: &[Error], path: &str) -> Vec<Error> {
    errors.iter().map(|error| error.clone().with("path", path)).collect()
}

fn main_language(readings: &[Reading]) -> Option<Language> {
    let letters = readings.iter().map(|reading| reading.letters);
    Language::of_letters(letters.fold(Letters::default(), |sum, letters| sum + letters))
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

const fn kind_key(kind: Kind) -> &'static str {
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
