//! Invariants: what the user says must hold between named figures.
//!
//! `expression` reads how it is written, and `figure` finds the claims that a name stands for.

mod expression;
mod figure;

use std::sync::Arc;

pub use expression::{Fault, Invariant};
pub use figure::NamedFigure;

use super::Level;

/// An invariant as the user wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// What must hold.
    pub invariant: Invariant,
    /// The same as written.
    pub text: String,
    /// How much it weighs.
    pub level: Level,
    /// Whether it fails where a name binds nothing or cannot be decided.
    pub require: bool,
    /// The name of the file that holds it.
    pub source: Arc<str>,
    /// Where it stands there: first byte, line and column from 1.
    pub place: (usize, usize, usize),
}

/// The figures that have names, and what must hold between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Invariants {
    /// The names.
    pub figures: Vec<NamedFigure>,
    /// What must hold.
    pub stated: Vec<Stated>,
}
