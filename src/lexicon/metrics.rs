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
    /// Heads that a reader added, with the index of their metric.
    own: Dictionary<usize>,
    /// Units with the index of the metric that they decide for.
    units: Vec<(String, usize)>,
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
    /// The same in Chinese, where that is another text.
    #[serde(default)]
    pub doc_zh: String,
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
    /// Reads the file; a reader's `own` entries add to those of the same name, and their words win.
    pub(super) fn parse(text: &str, own: &[MetricEntry]) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        let mut entries = file.metric;
        let mut words: Vec<(String, Option<usize>)> = Vec::new();
        let mut units: Vec<(String, usize)> = Vec::new();
        let heads_of = |(index, metric): &(usize, &MetricEntry)| {
            let index = *index;
            metric
                .heads
                .iter()
                .map(move |word| (word.clone(), index))
                .collect::<Vec<_>>()
        };
        let own: Vec<(usize, &MetricEntry)> = own.iter().map(|entry| (place(&mut entries, entry), entry)).collect();
        let own_heads: Vec<(String, usize)> = own.iter().flat_map(heads_of).collect();
        // Of equal words the first counts: the reader's before ours, and a head of one metric before what another is not.
        for metrics in [own, entries.iter().enumerate().collect()] {
            for (index, metric) in &metrics {
                words.extend(metric.heads.iter().map(|word| (word.clone(), Some(*index))));
                units.extend(metric.units.iter().map(|unit| (unit.clone(), *index)));
            }
            let not = metrics.iter().flat_map(|(_, metric)| &metric.not);
            words.extend(not.map(|word| (word.clone(), None)));
        }
        Ok(Self {
            heads: Dictionary::new(Edge::Last, words),
            own: Dictionary::new(Edge::Last, own_heads),
            units,
            ids: entries.iter().map(|metric| Arc::from(metric.id.as_str())).collect(),
            entries,
            other: Arc::from(OTHER),
        })
    }

    /// The metric of `noun`, by the longest head that it ends with; a word that ends like a head takes it away.
    pub fn of_noun(&self, noun: &str) -> Option<Arc<str>> {
        let (_, metric) = self.heads.longest(noun)?;
        metric.and_then(|index| self.ids.get(index)).map(Arc::clone)
    }

    /// The same by the heads that a reader added, which count for people, too.
    pub fn of_own(&self, noun: &str) -> Option<Arc<str>> {
        let (_, index) = self.own.longest(noun)?;
        self.ids.get(*index).map(Arc::clone)
    }

    /// The metric of counts in `unit`.
    pub fn of_unit(&self, unit: &str) -> Option<Arc<str>> {
        let (_, found) = self.units.iter().find(|(form, _)| form == unit)?;
        self.ids.get(*found).map(Arc::clone)
    }

    /// The longest head of a metric, or word that only looks like one, that `noun` ends with.
    pub fn head<'a>(&'a self, noun: &str) -> Option<&'a str> {
        self.heads.longest(noun).map(|(word, _)| word)
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

/// The place of the metric to which a reader's `own` entry adds its words.
fn place(entries: &mut Vec<MetricEntry>, own: &MetricEntry) -> usize {
    let known = entries.iter().position(|entry| entry.id == own.id);
    let index = known.unwrap_or(entries.len());
    match entries.get_mut(index) {
        Some(entry) => {
            entry.heads.splice(..0, own.heads.iter().cloned());
            entry.not.splice(..0, own.not.iter().cloned());
            entry.units.splice(..0, own.units.iter().cloned());
            entry.examples.extend(own.examples.iter().cloned());
        }
        None => entries.push(own.clone()),
    }
    index
}

#[derive(Deserialize)]
struct File {
    metric: Vec<MetricEntry>,
}
