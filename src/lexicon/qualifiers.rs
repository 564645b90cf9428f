//! Cues: words beside a number that say how exactly it is meant.

use serde::Deserialize;

use super::dictionary::{Dictionary, Edge};

/// How exactly a figure is meant; the column `qualifier`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, serde::Serialize, Deserialize)]
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
    /// What a cue can say.
    pub const CUES: [Self; 6] = [
        Self::About,
        Self::Over,
        Self::Nearly,
        Self::Under,
        Self::AtLeast,
        Self::AtMost,
    ];

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

/// The cues in force.
pub struct Qualifiers {
    before: Dictionary<Cue>,
    after: Dictionary<Cue>,
    between: Dictionary<()>,
    entries: Vec<CueEntry>,
}

/// What is known of a cue.
#[derive(Clone, Debug)]
pub struct Cue {
    /// What it says.
    pub qualifier: Qualifier,
    not_after: String,
}

/// One entry of the cues' file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// What the words say.
    pub qualifier: Qualifier,
    /// The words.
    pub words: Vec<String>,
    #[serde(default)]
    pub(super) not_after: String,
    /// Phrases that must be read with this qualifier.
    pub examples: Vec<String>,
}

impl Qualifiers {
    /// Reads the file; a reader's `own` cues before and behind numbers stand before its.
    pub(super) fn parse(text: &str, own: [&[CueEntry]; 2]) -> Result<Self, serde_json::Error> {
        let mut file: File = serde_json::from_str(text)?;
        file.before.splice(..0, own[0].iter().cloned());
        file.after.splice(..0, own[1].iter().cloned());
        let entries = file.before.iter().chain(&file.after).cloned().collect();
        Ok(Self {
            before: Dictionary::new(Edge::Last, file.before.iter().flat_map(CueEntry::cues)),
            after: Dictionary::new(Edge::First, file.after.iter().flat_map(CueEntry::cues)),
            between: Dictionary::new(Edge::Last, file.between.words.into_iter().map(|word| (word, ()))),
            entries,
        })
    }

    /// The cue that `text` ends with: its length in bytes, and what it says.
    pub fn at_end(&self, text: &str) -> Option<(usize, Qualifier)> {
        let (word, cue) = self.before.longest(text)?;
        let ahead = text.get(..text.len() - word.len())?.chars().next_back();
        let spoiled = ahead.is_some_and(|character| word.chars().count() == 1 && cue.not_after.contains(character));
        (!spoiled).then_some((word.len(), cue.qualifier))
    }

    /// The cue that `text` begins with.
    pub fn at_start(&self, text: &str) -> Option<(usize, Qualifier)> {
        self.after.longest(text).map(|(word, cue)| (word.len(), cue.qualifier))
    }

    /// Length of the word at the end of `text` that may stand between a cue and its number.
    pub fn between(&self, text: &str) -> Option<usize> {
        self.between.longest(text).map(|(word, ())| word.len())
    }

    /// The entries as they stand in the file.
    pub fn entries(&self) -> &[CueEntry] {
        &self.entries
    }
}

impl CueEntry {
    fn cues(&self) -> Vec<(String, Cue)> {
        let cue = Cue {
            qualifier: self.qualifier,
            not_after: self.not_after.clone(),
        };
        self.words.iter().map(|word| (word.clone(), cue.clone())).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    before: Vec<CueEntry>,
    after: Vec<CueEntry>,
    between: Words,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}
