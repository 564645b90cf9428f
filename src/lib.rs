//! Reads reports and pulls out every figure.
pub mod chart;
pub mod check;
pub mod claim;
pub mod cli;
pub mod diff;
pub mod document;
pub mod error;
pub mod html;
pub mod lexicon;
pub mod number;
pub mod page;
pub mod period;
pub mod quantity;
pub mod report;
pub mod settings;
pub mod source;
pub mod span;
pub mod table;
pub mod trial;

use claim::{Detail, Extraction, Taker};
use document::Source;
use lexicon::Lexicon;

/// Reads one document: every numeral of it becomes an entry.
pub fn extract(source: &Source, lexicon: &Lexicon) -> Extraction {
    claim::read(source, lexicon, Detail::All)
}

/// Reads one document and hands its entries on some at a time, in the order of the text, so that a long text needs no
/// more room than a short one. What is returned tells how many numerals there were, and holds no entries.
pub fn extract_in_parts(source: &Source, lexicon: &Lexicon, detail: Detail, take: Taker<'_>) -> Extraction {
    claim::read_in_parts(source, lexicon, detail, take)
}

/// The same for a plain text that is too long to be held: it comes part by part, too.
pub fn extract_in_pieces(text: claim::Text<'_>, lexicon: &Lexicon, detail: Detail, take: Taker<'_>) -> Extraction {
    claim::read_in_pieces(text, lexicon, detail, take)
}

/// Reads one document for its claims alone; every other numeral is only counted.
pub fn extract_claims(source: &Source, lexicon: &Lexicon) -> Extraction {
    claim::read(source, lexicon, Detail::Claims)
}
