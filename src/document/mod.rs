//! Documents: sections, blocks and sentences with offsets that point into the source.
use std::sync::Arc;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, perhaps hard-wrapped.
    Plain,
    /// Markdown.
    Markdown,
}

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
