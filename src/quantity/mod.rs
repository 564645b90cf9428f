//! Quantities: a numeral with its unit, its qualifier and the interval that the words allow.
mod qualifier;

pub use qualifier::Qualifier;
