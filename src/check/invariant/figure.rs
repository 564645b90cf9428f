//! Named figures: what the user calls a claim, and by what it is known.

use glob::Pattern;

use crate::check::Document;
use crate::claim::{Change, Entry};

/// A name and the signs of the claims that it stands for. Signs that are not given fit every claim; `*` in one stands
/// for any characters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedFigure {
    /// The name.
    pub name: String,
    /// What is counted.
    pub noun: Option<Pattern>,
    /// The unit.
    pub unit: Option<Pattern>,
    /// The id of the metric.
    pub metric: Option<Pattern>,
    /// When it holds, as the claims table has it.
    pub period: Option<Pattern>,
    /// The heading path.
    pub section: Option<Pattern>,
    /// The document.
    pub source: Option<Pattern>,
}

impl NamedFigure {
    /// Whether nothing says which claim is meant.
    pub fn is_empty(&self) -> bool {
        let signs = [&self.noun, &self.unit, &self.metric, &self.period, &self.section];
        signs.iter().all(|sign| sign.is_none())
    }

    /// The claims of a document that it stands for; changes only where nothing else is there.
    pub fn claims<'a>(&self, document: &Document<'a>) -> Vec<&'a Entry> {
        let own: Vec<&Entry> = document.claims().filter(|entry| self.is_of(entry)).collect();
        let levels = own.iter().copied().filter(|entry| entry.change == Change::Level);
        let levels: Vec<&Entry> = levels.collect();
        if levels.is_empty() { own } else { levels }
    }

    fn is_of(&self, entry: &Entry) -> bool {
        let fits = |sign: &Option<Pattern>, cell: &str| sign.as_ref().is_none_or(|sign| sign.matches(cell));
        let noun: String = entry
            .noun
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        (fits(&self.noun, &entry.noun) || fits(&self.noun, &noun))
            && fits(&self.unit, &entry.unit)
            && fits(&self.metric, &entry.metric)
            && fits(&self.period, &entry.period)
            && fits(&self.section, &entry.section)
            && fits(&self.source, &entry.source)
    }
}
