//! The lexicon: every word that the reading depends on.

/// The words in force.
pub struct Lexicon {}

impl Lexicon {
    /// The words compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon {});
        &BUILTIN
    }
}
