//! Claims: what each quantity counts, when it holds, and why other numerals are no claims.
mod entry;

pub use entry::{Change, Entry, Extraction, Kind};
