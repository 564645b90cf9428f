//! How exactly a figure is meant.

pub use crate::lexicon::Qualifier;
