//! What a numeral is.

use serde::{Deserialize, Serialize};

/// Whether a numeral says how many or how much, or else what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Says how many or how much of something there is.
    Claim,
    /// Part of a date or a time of day.
    Date,
    /// A length of time.
    Duration,
    /// A place in an order.
    Ordinal,
    /// Marks or names a place, a document, a person to call.
    Label,
    /// Part of a proper name or a set phrase.
    Name,
    /// An article or a vague word that counts nothing.
    Indefinite,
}

impl Kind {
    /// Every kind, in the order in which the closing line counts them.
    pub const ALL: [Self; 7] = [
        Self::Claim,
        Self::Date,
        Self::Duration,
        Self::Ordinal,
        Self::Label,
        Self::Name,
        Self::Indefinite,
    ];

    /// The kind of that name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The word that stands in the column `kind`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Ordinal => "ordinal",
            Self::Label => "label",
            Self::Name => "name",
            Self::Indefinite => "indefinite",
        }
    }
}
