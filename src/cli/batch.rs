//! Many inputs: read side by side, handed back in their order, and what could not be read is said.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::console::Console;
use super::input::{self, Input, Origin};
use super::progress::Progress;
use crate::error::Error;
use crate::source::{Format, Source};
use crate::table;

/// What a command does with tables that the program wrote itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// It reads those with commas or tabs that were named; those that a folder or an archive holds beside documents are
    /// passed over.
    Taken,
    /// It reads documents alone: a table that was named is an error, others are passed over.
    Refused,
}

/// What came of the inputs.
pub struct Batch<T> {
    /// The documents that were read, in their order.
    pub readings: Vec<T>,
    /// How many inputs there were, without those that were passed over.
    inputs: usize,
    /// Inputs that could not be read.
    errors: Vec<Error>,
    /// Parts of documents that could not be read.
    faults: Vec<Error>,
    /// Parts of documents that hold no text.
    remarks: Vec<Error>,
    /// Tables of the program's own, which are no documents.
    tables: Vec<Error>,
    /// Documents of formats that are not read, beside others.
    others: Vec<Error>,
}

/// What came of one input.
enum One<T> {
    /// A reading with its faults and remarks, and what tells its text from others.
    Read(T, Vec<Error>, Vec<Error>, Text),
    /// A table of the program's own, which was passed over.
    Table(Error),
    /// A document of a format that is not read, which was passed over.
    Other(Error),
}

/// The name of a document, and a sum of its text.
struct Text {
    name: Arc<str>,
    sum: u64,
    /// Whether a folder or an archive holds it; a document that was named twice was meant twice.
    found: bool,
}

impl Text {
    fn of(source: &Source, origin: Origin) -> Self {
        let mut hasher = DefaultHasher::new();
        source.text.hash(&mut hasher);
        Self {
            name: Arc::clone(&source.name),
            sum: hasher.finish(),
            found: origin == Origin::Found,
        }
    }
}

/// Reads every input and makes of it what `work` does; a progress bar is shown on a terminal unless `quiet`.
pub fn read<T: Send>(
    inputs: Vec<Result<Input, Error>>,
    tables: Tables,
    quiet: bool,
    work: impl Fn(&Input, Source) -> Result<T, Error> + Sync,
) -> Batch<T> {
    let progress = Progress::new(inputs.len(), quiet);
    let results: Vec<Result<One<T>, Error>> = inputs
        .into_par_iter()
        .map(|input| {
            let reading = input.and_then(|input| one(&input, tables, &work));
            progress.tick();
            reading
        })
        .collect();
    progress.finish();
    gather(results)
}

fn one<T>(input: &Input, tables: Tables, work: impl Fn(&Input, Source) -> Result<T, Error>) -> Result<One<T>, Error> {
    if !input.is_read() {
        return Ok(One::Other(Error::new("file_passed").with("path", input.name())));
    }
    let mut source = input::read(input)?;
    if table::is_own(&source) {
        let path = &*source.name;
        let taken = tables == Tables::Taken && source.format == Format::Csv;
        match input.origin {
            Origin::Named | Origin::Matched if taken => {}
            Origin::Named => return Err(Error::new("input_is_table").with("path", path)),
            Origin::Found | Origin::Matched => return Ok(One::Table(Error::new("table_passed").with("path", path))),
        }
    }
    let named = |errors: Vec<Error>| {
        errors
            .into_iter()
            .map(|error| error.with("path", &*source.name))
            .collect()
    };
    let faults = named(std::mem::take(&mut source.faults));
    let remarks = named(std::mem::take(&mut source.remarks));
    let text = Text::of(&source, input.origin);
    Ok(One::Read(work(input, source)?, faults, remarks, text))
}

fn gather<T>(results: Vec<Result<One<T>, Error>>) -> Batch<T> {
    let mut batch = Batch {
        readings: Vec::with_capacity(results.len()),
        inputs: results.len(),
        errors: Vec::new(),
        faults: Vec::new(),
        remarks: Vec::new(),
        tables: Vec::new(),
        others: Vec::new(),
    };
    let mut texts: HashMap<u64, Arc<str>> = HashMap::new();
    for result in results {
        match result {
            Ok(One::Read(reading, faults, remarks, text)) => {
                batch.readings.push(reading);
                let first = Arc::clone(texts.entry(text.sum).or_insert_with(|| Arc::clone(&text.name)));
                if text.found && first != text.name {
                    let twice = Error::new("document_twice").with("path", &*text.name);
                    batch.remarks.push(twice.with("other", &*first));
                }
                batch.faults.extend(faults);
                batch.remarks.extend(remarks);
            }
            Ok(One::Table(table)) => batch.tables.push(table),
            Ok(One::Other(other)) => batch.others.push(other),
            Err(error) => batch.errors.push(error),
        }
    }
    let passed = batch.tables.len() + batch.others.len();
    batch.inputs -= passed;
    if batch.inputs == 0 && passed > 0 {
        let error = Error::new("nothing_read").with("tables", batch.tables.len());
        batch.errors.push(error.with("others", batch.others.len()));
    }
    batch
}

impl<T> Batch<T> {
    /// Whether everything could be read.
    pub const fn is_sound(&self) -> bool {
        self.errors.is_empty() && self.faults.is_empty()
    }

    /// What could not be read, of inputs and of parts of documents.
    pub fn unread(&self) -> impl Iterator<Item = &Error> {
        self.errors.iter().chain(&self.faults)
    }

    /// Says what could not be read, what held no text, and what was passed over.
    pub fn say(&self, console: &Console) {
        self.unread().for_each(|error| console.error(error));
        for remark in &self.remarks {
            console.note(remark.key(), remark.fields());
        }
        let passed = self.tables.iter().chain(&self.others);
        for passed in passed.filter(|_| console.verbose) {
            console.note(passed.key(), passed.fields());
        }
        for (key, passed) in [("tables_passed", &self.tables), ("files_passed", &self.others)] {
            if !passed.is_empty() && !self.readings.is_empty() {
                console.note(key, &[("count", passed.len().into())]);
            }
        }
        if self.inputs > 1 && !self.errors.is_empty() {
            let error = Error::new("inputs_failed").with("failed", self.errors.len());
            console.error(&error.with("inputs", self.inputs));
        }
    }
}
