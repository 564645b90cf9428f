//! Metrics: what the counts of a report add up to.

use std::sync::Arc;

use serde::Deserialize;

use super::dictionary::{Dictionary, Edge};

/// The metric of everything that belongs to none.
pub const OTHER: &str = "other";

/// The metrics in force.
pub struct Metrics {
    entries: Vec<MetricEntry>,
    /// Heads with the index of their metric; words that end like a head without one.
    heads: Dictionary<Option<usize>>,
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
        let heads = file
            .metric
            .iter()
            .enumerate()
            .flat_map(|(index, metric)| metric.heads.iter().map(move |word| (word.clone(), Some(index))));
        let not = file
            .metric
            .iter()
            .flat_map(|metric| metric.not.iter().map(|word| (word.clone(), None)));
        let words = heads.chain(not);
        Ok(Self {
            heads: Dictionary::new(Edge::Last, words),
            entries: file.metric,
            ids,
            other: Arc::from(OTHER),
        })
    }

    /// The metric of `noun`, by the longest head that it ends with; a word that ends like a head takes it away.
    pub fn of_noun(&self, noun: &str) -> Option<Arc<str>> {
        let (_, metric) = self.heads.longest(noun)?;
        metric.and_then(|index| self.ids.get(index)).map(Arc::clone)
    }

    /// The metric of counts in `unit`.
    pub fn of_unit(&self, unit: &str) -> Option<Arc<str>> {
        let found = self
            .entries
            .iter()
            .position(|entry| entry.units.iter().any(|form| form == unit))?;
        self.ids.get(found).map(Arc::clone)
    }

    /// The metric of that name.
    pub fn named(&self, name: &str) -> Arc<str> {
        self.ids
            .iter()
            .find(|id| &***id == name)
            .map_or_else(|| Arc::clone(&self.other), Arc::clone)
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
