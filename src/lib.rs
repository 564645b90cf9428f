//! Reads reports and pulls out every figure.
pub mod claim;
pub mod document;
pub mod lexicon;
pub mod quantity;
pub mod span;

use claim::Extraction;
use document::Source;
use lexicon::Lexicon;

/// Reads one document: every numeral of it becomes an entry.
pub fn extract(_source: &Source, _lexicon: &Lexicon) -> Extraction {
    Extraction::default()
}
