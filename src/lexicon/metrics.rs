//! Metrics: what the counts of a report add up to.

use std::sync::Arc;

use serde::Deserialize;

/// The metric of everything that belongs to none.
pub const OTHER: &str = "other";

/// The metrics in force.
pub struct Metrics {
    entries: Vec<MetricEntry>,
    ids: Vec<Arc<str>>,
    other: Arc<str>,
}

/// One metric of the lexicon.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetricEntry {
    /// The name that stands in the column `metric`.
    pub id: String,
    /// What belongs to it.
    pub doc: String,
    /// Ends of nouns that belong to it.
    pub heads: Vec<String>,
    /// Ends of nouns that do not, though they look so.
    #[serde(default)]
    pub not: Vec<String>,
    /// Units that decide where the noun does not.
    #[serde(default)]
    pub units: Vec<String>,
    /// Phrases whose claim must get this metric.
    pub examples: Vec<String>,
}

impl Metrics {
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let ids = file.metric.iter().map(|metric| Arc::from(metric.id.as_str())).collect();
        Ok(Self { entries: file.metric, ids, other: Arc::from(OTHER) })
    }

    /// The metric of `noun`, by the longest head that it ends with.
    pub fn of_noun(&self, noun: &str) -> Option<Arc<str>> {
        let longest = |words: &[String]| words.iter().filter(|word| noun.ends_with(word.as_str())).map(String::len).max();
        self.entries
            .iter()
            .zip(&self.ids)
            .filter_map(|(entry, id)| {
                let head = longest(&entry.heads)?;
                let refused = longest(&entry.not).is_some_and(|length| length >= head);
                (!refused).then_some((head, id))
            })
            .max_by_key(|(length, _)| *length)
            .map(|(_, id)| Arc::clone(id))
    }

    /// The metric of counts in `unit`.
    pub fn of_unit(&self, unit: &str) -> Option<Arc<str>> {
        let found = self.entries.iter().position(|entry| entry.units.iter().any(|form| form == unit))?;
        self.ids.get(found).map(Arc::clone)
    }

    /// The metric of that name.
    pub fn named(&self, name: &str) -> Arc<str> {
        self.ids.iter().find(|id| &***id == name).map_or_else(|| Arc::clone(&self.other), Arc::clone)
    }

    /// The metric of everything else.
    pub fn other(&self) -> Arc<str> {
        Arc::clone(&self.other)
    }

    /// Every name, `other` last.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().chain(std::iter::once(&self.other)).map(|id| &**id)
    }

    /// The entries as they stand in the file.
    pub fn entries(&self) -> &[MetricEntry] {
        &self.entries
    }
}

#[derive(Deserialize)]
struct File {
    metric: Vec<MetricEntry>,
}
