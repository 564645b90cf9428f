//! What was built from what was typed: every choice made, every name looked up.

use std::ffi::OsString;
use std::path::Path;

use super::args::{self, InputFormat};
use super::input::Reading;
use super::output::Target;
use super::settings::Found;
use crate::claim::{Detail, Entry, Kind};
use crate::error::Error;
use crate::source::{self, Encoding, Manner};
use crate::table::{self, COLUMNS, Column, FORMATS, STANDARD};

/// What `extract` is to do.
pub struct Extract {
    /// Files, folders, patterns and `-`.
    pub paths: Vec<OsString>,
    /// How documents, standard input among them, are read.
    pub stdin: Reading,
    /// Where the table goes.
    pub target: Target,
    /// How it is written.
    pub format: &'static table::Format,
    /// How the format is used.
    pub options: table::Options,
    /// The metrics to keep; all where there are none.
    pub metrics: Vec<String>,
    /// Whether numerals that are no claims are rows, too.
    pub all: bool,
    /// The columns, in order.
    pub columns: Vec<&'static Column<Entry>>,
    /// Whether a description of the table is written beside it.
    pub package: bool,
    /// Whether the summary is wanted instead of the claims.
    pub summary: bool,
}

impl Extract {
    /// How rows are written as they come, where nothing asks for the whole table.
    pub fn flow(&self) -> Option<table::Flow> {
        self.format.flow.filter(|_| !self.summary && !self.package)
    }

    /// Which numerals become entries.
    pub const fn detail(&self) -> Detail {
        if self.all { Detail::All } else { Detail::Claims }
    }

    /// Whether `entry` is a row of the table.
    pub fn wants(&self, entry: &Entry) -> bool {
        let kind = self.all || entry.kind == Kind::Claim;
        kind && (self.metrics.is_empty() || self.metrics.iter().any(|id| **id == *entry.metric))
    }

    /// Builds it, with the ids of the metrics that there are.
    ///
    /// # Errors
    /// An unknown metric, column or extension, a column given twice, or `--excel` with a format
    /// that is no spreadsheet's.
    pub fn new(typed: args::Extract, found: &Found, known_metrics: &[&str]) -> Result<Self, Error> {
        let target = Target::new(typed.output);
        let format = format(typed.format.as_deref(), &target)?;
        if typed.package && !matches!(target, Target::File(_)) {
            return Err(Error::new("package_needs_file"));
        }
        if typed.excel && !format.sheet {
            let known = list(FORMATS.iter().filter(|format| format.sheet).map(|format| format.name));
            return Err(Error::new("output_not_sheet")
                .with("format", format.name)
                .with("known", known));
        }
        Ok(Self {
            stdin: reading(&typed.reading)?,
            options: table::Options {
                excel: typed.excel,
                raw: typed.raw,
            },
            metrics: metrics(typed.metric, known_metrics)?,
            columns: columns(&typed.columns, typed.all)?,
            paths: found.paths(typed.paths)?,
            all: typed.all,
            summary: typed.summary,
            package: typed.package,
            target,
            format,
        })
    }
}

/// How documents are read.
///
/// # Errors
/// An unknown encoding.
pub fn reading(typed: &args::Reading) -> Result<Reading, Error> {
    let encoding = typed
        .encoding
        .as_deref()
        .map(|name| Encoding::named(name).ok_or_else(|| Error::new("encoding_unknown").with("name", name)));
    Ok(Reading {
        stdin: match typed.input_format {
            InputFormat::Txt => source::Format::Plain,
            InputFormat::Md => source::Format::Markdown,
            InputFormat::Html => source::Format::Html,
            InputFormat::Docx => source::Format::Docx,
            InputFormat::Pdf => source::Format::Pdf,
            InputFormat::Xlsx => source::Format::Xlsx,
            InputFormat::Csv => source::Format::Csv,
        },
        manner: Manner {
            encoding: encoding.transpose()?,
            limit: usize::from(typed.max_size.get()) << 20,
        },
    })
}

/// The format that was named, else the one of the file's extension, else the first.
fn format(named: Option<&str>, target: &Target) -> Result<&'static table::Format, Error> {
    let find = |name: &str| FORMATS.iter().find(|format| format.name.eq_ignore_ascii_case(name));
    let path = match (named, target) {
        (Some(name), _) => Path::new(name),
        (None, Target::File(path)) if !target.is_device() => path,
        (None, _) => return Ok(&FORMATS[0]),
    };
    let extension = if named.is_some() {
        named
    } else {
        path.extension().and_then(|e| e.to_str())
    };
    extension.and_then(find).ok_or_else(|| {
        let known = list(FORMATS.iter().map(|format| format.name));
        Error::new("output_extension")
            .with("path", path.to_string_lossy().into_owned())
            .with("known", known)
    })
}

fn metrics(typed: Vec<String>, known: &[&str]) -> Result<Vec<String>, Error> {
    match typed.iter().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(Error::new("metric_unknown")
            .with("name", name.as_str())
            .with("known", list(known.iter().copied()))),
        None => Ok(typed),
    }
}

fn columns(typed: &[String], all: bool) -> Result<Vec<&'static Column<Entry>>, Error> {
    let every = COLUMNS.iter().map(|field| &field.column);
    if typed.is_empty() {
        return Ok(every.take(if all { COLUMNS.len() } else { STANDARD }).collect());
    }
    let mut columns: Vec<&'static Column<Entry>> = Vec::with_capacity(typed.len());
    for name in typed {
        let column = every.clone().find(|column| column.name == name).ok_or_else(|| {
            Error::new("column_unknown")
                .with("name", name.as_str())
                .with("known", list(every.clone().map(|column| column.name)))
        })?;
        if columns.iter().any(|chosen| chosen.name == name) {
            return Err(Error::new("column_twice").with("name", name.as_str()));
        }
        columns.push(column);
    }
    Ok(columns)
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
