//! How exactly a figure is meant.

use serde::{Deserialize, Serialize};

/// The column `qualifier`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// As written.
    #[default]
    Exact,
    /// About, around.
    About,
    /// More than.
    Over,
    /// Almost.
    Nearly,
    /// Fewer than.
    Under,
    /// No fewer than.
    AtLeast,
    /// No more than.
    AtMost,
    /// From one figure to another.
    Range,
    /// Dozens, hundreds.
    Several,
}

impl Qualifier {
    /// The word that stands in the column `qualifier`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Nearly => "nearly",
            Self::Under => "under",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Range => "range",
            Self::Several => "several",
        }
    }
}
