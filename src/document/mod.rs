//! Documents: passages of running text with offsets that point into the source.
//!
//! A format's reader turns a source into [`Passage`]s: headings, paragraphs, list items, table cells. Lines that a
//! hard wrap or a page break cut are joined, and what is no running text (page numbers, markup) is left out, so that
//! the steps behind see whole sentences. Reading never fails: text of any shape gives passages.

mod join;
mod markdown;
mod passage;
mod plain;
mod sentence;
mod table;
mod wrap;

use std::sync::Arc;

use crate::lexicon::Lexicon;

pub use passage::{Block, Cell, Passage};
pub use sentence::sentences;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, perhaps hard-wrapped.
    Plain,
    /// Markdown.
    Markdown,
}

/// Every format that can be read: its endings, and its reader.
pub const FORMATS: &[Reader] = &[
    Reader {
        format: Format::Markdown,
        endings: &["md", "markdown"],
        read: markdown::read,
    },
    Reader {
        format: Format::Plain,
        endings: &["txt", "text"],
        read: plain::read,
    },
];

/// One format's reader.
pub struct Reader {
    /// The format.
    pub format: Format,
    /// Endings of file names, in lower case, without the dot.
    pub endings: &'static [&'static str],
    read: for<'a> fn(&'a str, &Lexicon, Taker<'_, 'a>),
}

/// Takes one passage after the other.
pub type Taker<'t, 'a> = &'t mut dyn FnMut(Passage<'a>);

/// A decoded document with its name.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as given, or `-`.
    pub name: Arc<str>,
    /// The text.
    pub text: String,
    /// How it is written.
    pub format: Format,
}

/// Hands the passages of `source` on, in the order of the text and one at a time: a long text has more of them than
/// a processor keeps at hand.
pub fn read<'a>(source: &'a Source, lexicon: &Lexicon, take: Taker<'_, 'a>) {
    if let Some(reader) = FORMATS.iter().find(|reader| reader.format == source.format) {
        (reader.read)(&source.text, lexicon, take);
    }
}
