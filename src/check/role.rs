//! What an operand is in its relation.

/// What an operand is in its relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A whole.
    Whole,
    /// A part.
    Part,
    /// What is left of a whole.
    Rest,
    /// A share, a rate or an amount of change.
    Rate,
    /// A level before a change.
    From,
    /// A level behind a change.
    To,
    /// How many there are.
    Count,
    /// One thing of a list.
    Item,
    /// A statement of a figure.
    Statement,
    /// What the user states of the figures before it.
    Invariant,
    /// A figure as it was in the baseline.
    Before,
}

impl Role {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Rest => "rest",
            Self::Rate => "rate",
            Self::From => "from",
            Self::To => "to",
            Self::Count => "count",
            Self::Item => "item",
            Self::Statement => "statement",
            Self::Invariant => "invariant",
            Self::Before => "before",
        }
    }

    /// The key of the word for people.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Whole => "role_whole",
            Self::Part => "role_part",
            Self::Rest => "role_rest",
            Self::Rate => "role_rate",
            Self::From => "role_from",
            Self::To => "role_to",
            Self::Count => "role_count",
            Self::Item => "role_item",
            Self::Statement => "role_statement",
            Self::Invariant => "role_invariant",
            Self::Before => "role_before",
        }
    }
}
