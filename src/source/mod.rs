//! Sources: documents of every format that people have, decoded to text with the places of its parts.
//!
//! A text format (plain text, Markdown, CSV) keeps its text as it stands. A format with markup or pages (HTML, Word,
//! PDF, Excel) becomes text of its own, one line for each line, paragraph or cell, and a [`Layout`] says what each of
//! them is and where it stands in the file. Content decides what a file is; its name only tells kinds of text apart.

mod archive;
mod docx;
mod encoding;
mod flow;
mod format_section;
mod grid;
mod html;
mod layout;
mod number_format;
mod pdf;
mod separated;
mod sniff;
mod stream;
mod xlsx;
mod xml;

use std::sync::Arc;

use crate::error::Error;

pub use archive::{Member, Pack};
pub use encoding::Encoding;
pub use flow::exponent;
pub use layout::{Block as LayoutBlock, Block, Grid, GridCell, Layout, Place, Shape};
pub use pdf::is_guarded;
pub use stream::{Blocks, Stream, whole_characters};

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, perhaps hard-wrapped.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Word's format since 2007.
    Docx,
    /// PDF.
    Pdf,
    /// Excel's format since 2007.
    Xlsx,
    /// A table with commas, tabs or semicolons.
    Csv,
}

/// A format with the endings of its files.
pub struct Ending {
    /// The format.
    pub format: Format,
    /// Endings of file names, in lower case, without the dot.
    pub endings: &'static [&'static str],
    /// The key of its name for people.
    pub key: &'static str,
}

/// Every format that can be read.
pub const FORMATS: &[Ending] = &[
    ending(Format::Markdown, &["md", "markdown"], "format_markdown"),
    ending(Format::Plain, &["txt", "text"], "format_plain"),
    ending(Format::Html, &["html", "htm", "xhtml"], "format_html"),
    ending(Format::Docx, &["docx", "docm"], "format_docx"),
    ending(Format::Pdf, &["pdf"], "format_pdf"),
    ending(Format::Xlsx, &["xlsx", "xlsm"], "format_xlsx"),
    ending(Format::Csv, &["csv", "tsv"], "format_csv"),
];

/// How many bytes are looked at in one go.
const BLOCK: usize = 1 << 12;

/// The ending of archives whose files are read.
pub const ARCHIVE: &str = "zip";

/// Endings of documents and archives that are not read, which a folder that holds them is told to have.
const OTHERS: &[&str] = &[
    "doc", "xls", "ppt", "pptx", "wps", "et", "dps", "rtf", "odt", "ods", "odp", "ofd", "epub", "rar", "7z",
];

/// Whether a file's `ending` is one of documents that are not read.
pub fn is_other(ending: &str) -> bool {
    OTHERS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

const fn ending(format: Format, endings: &'static [&'static str], key: &'static str) -> Ending {
    Ending { format, endings, key }
}

impl Format {
    /// The format of a file name's `ending`, in either case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let known = |one: &&Ending| one.endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
        FORMATS.iter().find(known).map(|one| one.format)
    }

    /// The key of its name for people.
    pub fn key(self) -> &'static str {
        let own = FORMATS.iter().find(|one| one.format == self);
        own.map_or("format_plain", |own| own.key)
    }
}

/// A decoded document with its name.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as given, or `-`.
    pub name: Arc<str>,
    /// The text. Offsets of claims point into it.
    pub text: String,
    /// How it is written.
    pub format: Format,
    /// What the parts of the text are, for formats that say so.
    pub layout: Layout,
    /// Name of the encoding, for text.
    pub encoding: &'static str,
    /// What could not be read in it; there may be figures.
    pub faults: Vec<Error>,
    /// What held no text, such as a page with nothing but a picture.
    pub remarks: Vec<Error>,
}

/// What the caller settles about decoding.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The encoding of text; none to find it out.
    pub encoding: Option<Encoding>,
    /// The most bytes that one document may unpack to.
    pub limit: usize,
}

impl Default for Manner {
    /// Finds encodings out, and unpacks up to 512 MiB.
    fn default() -> Self {
        Self {
            encoding: None,
            limit: 512 << 20,
        }
    }
}

impl Source {
    /// A document whose text is at hand.
    pub fn of_text(name: &str, text: String, format: Format) -> Self {
        let (layout, open) = match format {
            Format::Csv => separated::layout(&text),
            _ => Default::default(),
        };
        let lines: Vec<String> = open.iter().map(usize::to_string).collect();
        let remark = Error::new("cells_open").with("lines", lines.join(", "));
        Self {
            name: Arc::from(name),
            text,
            format,
            layout,
            encoding: "UTF-8",
            faults: Vec::new(),
            remarks: if open.is_empty() { Vec::new() } else { vec![remark] },
        }
    }
}

/// Decodes the bytes of the file `name`, which its name says is of `format`.
///
/// # Errors
/// Nothing in it, another kind of file, a damaged or encrypted one, bytes that are no text in its encoding, or more
/// than the limit. The caller adds the `path`.
pub fn decode(name: &str, bytes: Vec<u8>, format: Format, manner: Manner) -> Result<Source, Error> {
    if bytes.is_empty() {
        return Err(Error::new("input_empty"));
    }
    if bytes.len() > manner.limit {
        return Err(too_large(manner.limit));
    }
    let damaged = |error: Error| {
        if error.key() == archive::BROKEN {
            broken(format).unwrap_or(error)
        } else {
            error
        }
    };
    let source = match sniff::kind(&bytes, format).map_err(damaged)? {
        Format::Docx => docx::read(name, &bytes, manner.limit),
        Format::Xlsx => xlsx::read(name, &bytes, manner.limit),
        Format::Pdf => pdf::read(name, bytes, manner.limit),
        Format::Html => {
            let declared = manner.encoding.or_else(|| html::declared(&bytes));
            let (text, encoding) = encoding::decode(bytes, declared)?;
            Ok(Source {
                encoding,
                ..html::read(name, &text)?
            })
        }
        // What is called a document of Office or PDF and is neither that nor text is a damaged one.
        kind => text(name, bytes, kind, manner).map_err(|error| broken(format).unwrap_or(error)),
    }?;
    unless_blank(source)
}

/// The document whose text was taken in blocks.
///
/// # Errors
/// Nothing in it. The caller adds the `path`.
pub fn streamed(name: &str, stream: Stream) -> Result<Source, Error> {
    let (format, text) = stream.finish();
    unless_blank(of_utf8(name, text, format)?)
}

fn unless_blank(source: Source) -> Result<Source, Error> {
    if source.text.chars().all(char::is_whitespace) {
        return Err(Error::new("input_blank"));
    }
    Ok(source)
}

/// The error of a damaged file that is called a document of Office or PDF.
fn broken(named: Format) -> Option<Error> {
    match named {
        Format::Docx => Some(Error::new(docx::BROKEN)),
        Format::Xlsx => Some(Error::new(xlsx::BROKEN)),
        Format::Pdf => Some(Error::new(pdf::BROKEN)),
        _ => None,
    }
}

/// Decodes text of `kind`, or of HTML where it begins like that.
fn text(name: &str, bytes: Vec<u8>, kind: Format, manner: Manner) -> Result<Source, Error> {
    let control = control(&bytes);
    let (text, encoding) = encoding::decode(bytes, manner.encoding)?;
    if let Some(at) = control.filter(|_| encoding == "UTF-8") {
        return Err(Error::new("input_binary").with("offset", at));
    }
    let source = of_utf8(name, text, kind)?;
    Ok(Source { encoding, ..source })
}

/// Decoded text of `kind`, or of HTML where it begins like that.
fn of_utf8(name: &str, text: String, kind: Format) -> Result<Source, Error> {
    match sniff::text_kind(&text, kind) {
        Format::Html => html::read(name, &text),
        kind => Ok(Source::of_text(name, text, kind)),
    }
}

/// Where the first byte stands that no text holds, NUL aside; they are looked for many at a time.
fn control(bytes: &[u8]) -> Option<usize> {
    let is_control = |byte: &u8| (1..=8).contains(byte);
    let holds = |block: &[u8]| block.iter().fold(false, |found, byte| found | is_control(byte));
    let block = bytes.chunks(BLOCK).position(holds)?;
    let start = block * BLOCK;
    let at = bytes.get(start..)?.iter().position(is_control)?;
    Some(start + at)
}

/// The error of a document that is larger than `limit`.
fn too_large(limit: usize) -> Error {
    Error::new("input_too_large").with("limit", limit >> 20)
}
