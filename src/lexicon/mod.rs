//! The lexicon: every word that the reading depends on.
//!
//! The words live in TOML files beside this module, compiled in. Each file has a module that reads it and
//! answers questions about it; nothing else in the program names a unit, a noun or a cue.

/// A file of words as the build script wrote it: the TOML beside this module, in a form that is read sooner.
macro_rules! compiled {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json"))
    };
}

mod automaton;
mod bits;
mod catalogue;
mod characters;
mod charts;
mod checks;
mod dictionary;
mod english;
mod english_checks;
mod finder;
mod fold;
mod kind;
mod list;
mod metrics;
mod numerals;
mod outline;
mod pairs;
mod periods;
mod qualifiers;
mod tables;
mod unit_names;
mod units;
mod user;
mod words;

pub use catalogue::Listed;
pub use characters::{Characters, Classes, Survey};
pub use charts::ChartWords;
pub use checks::Checks;

pub use english::{English, EnglishUnit, List, Phrase, Phrases, Role, Roles, Small, Spelled, Use, When};
pub use english_checks::EnglishChecks;
pub use finder::{Aside, Finder, ShapeEntry};
pub use fold::Fold;
pub use kind::Kind;
pub use list::WordList;
pub use metrics::{MetricEntry, Metrics, OTHER};
pub use numerals::{Numerals, Per, Sign};
pub use outline::{Guards, Mark, Outline};
pub use periods::{Part, Periods, begins, ends};
pub use qualifiers::{CueEntry, Qualifier, Qualifiers};
pub use unit_names::{UnitName, english_unit};
pub use units::{Unit, UnitEntry, UnitKind, Units, plain_name};
pub use user::{Example, Expected, Fault, File, Subject};
pub use words::{Class, Word, Words};

use user::Own;

use std::collections::HashSet;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

/// The shapes as the build script wrote them.
const SHAPES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shapes.automaton"));

/// Why a lexicon cannot be used: the file does not follow the schema, or a pattern does not compile.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The words in force.
pub struct Lexicon {
    /// Characters and words of numbers.
    pub numerals: Numerals,
    /// Units and classifiers.
    pub units: Units,
    /// Cues beside numbers.
    pub qualifiers: Qualifiers,
    /// Words of dates.
    pub periods: Periods,
    /// What single characters can begin or end.
    pub characters: Characters,
    /// Shapes and words that hold numerals.
    pub finder: Finder,
    /// Words that bound noun phrases.
    pub words: Words,
    /// Metrics.
    pub metrics: Metrics,
    /// Traditional characters.
    pub fold: Fold,
    /// Marks of headings and lists.
    pub outline: Outline,
    /// Words that decide whether a numeral counts.
    pub guards: Guards,
    /// The empty word, for cells without content.
    pub nothing: Arc<str>,
    english: OnceLock<English>,
    /// A reader's own words.
    own: Own,
}

impl Lexicon {
    /// The words compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
            // The files are part of the program, and a test reads every one of them.
            #[allow(clippy::expect_used)]
            Lexicon::parse(Own::default()).expect("the built-in lexicon follows its own schema")
        });
        &BUILTIN
    }

    /// The words compiled in with a reader's own, which win over them. Of one word the reader's files may say one
    /// thing only.
    ///
    /// # Errors
    /// Everything in the files that does not follow the schema, in their order, with its place.
    pub fn with(files: &[File<'_>]) -> Result<Self, Vec<Fault>> {
        let own = user::read(files)?;
        // The reader's words hold no pattern, and the rest is what `builtin` reads.
        #[allow(clippy::expect_used)]
        Ok(Self::parse(own).expect("the built-in lexicon follows its own schema"))
    }

    fn parse(own: Own) -> Result<Self, Error> {
        let numerals = Numerals::parse(compiled!("numerals"))?;
        let finder = Finder::parse(compiled!("shapes"), compiled!("names"), &numerals, &own.names)?;
        let fold = Fold::parse(compiled!("fold"))?;
        let (outline, guards) = outline::parse(compiled!("outline"))?;
        let mut characters = Characters::new();
        numerals.classify(&mut characters);
        finder.classify(&mut characters);
        fold.classify(&mut characters);
        outline.classify(&mut characters);
        Ok(Self {
            characters,
            finder,
            fold,
            numerals,
            units: Units::parse(compiled!("units"), &own.units)?,
            qualifiers: Qualifiers::parse(compiled!("qualifiers"), [&own.before, &own.after])?,
            periods: Periods::parse(compiled!("periods"))?,
            words: Words::parse(compiled!("words"))?,
            metrics: Metrics::parse(compiled!("metrics"), &own.metrics)?,
            outline,
            guards,
            nothing: Arc::from(""),
            english: OnceLock::new(),
            own,
        })
    }

    /// The words of English, read when they are first asked for.
    pub fn english(&self) -> &English {
        self.english.get_or_init(|| {
            // These files are part of the program, too, and the tests read them.
            #[allow(clippy::expect_used)]
            English::parse(compiled!("english"), compiled!("english_units"), &self.own)
                .expect("the built-in English words follow their own schema")
        })
    }

    /// The examples of a reader's own entries, in the order of the files.
    pub fn examples(&self) -> &[Example] {
        &self.own.examples
    }

    /// Every word in force with its place: the reader's own, then those compiled in, file by file.
    pub fn catalogue(&self) -> Vec<Listed> {
        catalogue::list(&self.own.files)
    }
}

/// Keeps a short word for the life of the program: reasons, of which there are few.
fn intern(word: &str) -> &'static str {
    static WORDS: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut words = WORDS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = words.get(word) {
        return known;
    }
    let kept: &'static str = Box::leak(word.to_owned().into_boxed_str());
    words.insert(kept);
    kept
}
