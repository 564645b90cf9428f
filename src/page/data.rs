//! The rows of the page's table as JSON. Words that come again are written once and named by their place.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::marks::Metrics;
use super::{Page, Words};
use crate::chart::place;
use crate::claim::{Change, Entry, Kind};
use crate::diff;
use crate::error::Field;

/// Words of the page that the script needs; their keys begin with `page_` in the file of messages.
const WORDS: [(&str, &str); 21] = [
    ("until", "chart_until"),
    ("since", "chart_since"),
    ("span", "chart_span"),
    ("value", "page_value"),
    ("interval", "page_interval"),
    ("unit", "page_unit"),
    ("noun", "page_noun"),
    ("period", "page_period"),
    ("metric", "page_metric"),
    ("reading", "page_reading"),
    ("change", "page_change"),
    ("section", "page_section"),
    ("place", "page_at"),
    ("none", "page_none"),
    ("aside", "page_aside"),
    ("shown", "page_shown"),
    ("up", "page_up"),
    ("down", "page_down"),
    ("more", "page_more"),
    ("open", "page_open_end"),
    ("line", "page_at_line"),
];

/// How exactly a figure can be meant, in the order of [`crate::quantity::Qualifier`].
const READINGS: [(&str, &str); 8] = [
    ("exact", "page_exact"),
    ("about", "page_about"),
    ("over", "page_over"),
    ("nearly", "page_nearly"),
    ("under", "page_under"),
    ("at_least", "page_at_least"),
    ("at_most", "page_at_most"),
    ("range", "page_range"),
];

/// Words by place, in the order of first coming.
#[derive(Default)]
struct Pool<'a> {
    places: HashMap<&'a str, usize>,
    words: Vec<&'a str>,
}

impl<'a> Pool<'a> {
    fn place(&mut self, word: &'a str) -> usize {
        let next = self.words.len();
        let place = *self.places.entry(word).or_insert(next);
        if place == next {
            self.words.push(word);
        }
        place
    }
}

/// The data of the page's script.
pub fn json(page: &Page<'_>, metrics: &Metrics, words: Words<'_>) -> String {
    let mut pool = Pool::default();
    let mut rows: Vec<Value> = Vec::new();
    let mut reasons: Map<String, Value> = Map::new();
    for (index, document) in page.documents.iter().enumerate() {
        for entry in document.entries {
            if entry.kind == Kind::Claim {
                rows.push(row(entry, index, metrics, words, &mut pool));
            } else if !reasons.contains_key(entry.why) {
                reasons.insert(entry.why.to_owned(), (page.reason)(entry.why).into());
            }
        }
    }
    let names: Vec<&str> = page.documents.iter().map(|document| &*document.source.name).collect();
    // The script fills these places.
    let places = ["{count}", "{all}", "{from}", "{to}", "{line}"];
    let places = places.map(|place| (place.trim_matches(['{', '}']), Field::from(place)));
    let own = |pairs: &[(&str, &'static str)]| -> Map<String, Value> {
        pairs
            .iter()
            .map(|(name, key)| ((*name).to_owned(), words(key, &places).into()))
            .collect()
    };
    let mut readings = own(&READINGS);
    readings.insert("several".to_owned(), words("page_several", &[]).into());
    json!({
        "documents": names,
        "metrics": metrics.names(words),
        "colours": metrics.colours(),
        "words": own(&WORDS),
        "readings": readings,
        "reasons": reasons,
        "pool": pool.words,
        "rows": rows,
    })
    .to_string()
}

/// Document, place, text, value, lower, upper, reading, unit, noun, metric, period, change, section, and the text with scale
/// and unit where a table tells these elsewhere.
fn row<'a>(claim: &'a Entry, document: usize, metrics: &Metrics, words: Words<'_>, pool: &mut Pool<'a>) -> Value {
    let change = match claim.change {
        Change::Level => 0,
        Change::Up => 1,
        Change::Down => 2,
    };
    let written = diff::figure(claim, words);
    let shown = (written != claim.text.trim()).then_some(written);
    let mut row = vec![
        json!(document),
        place::of(claim, words).map_or_else(|| Value::from(claim.line), Value::from),
        json!(claim.text.trim()),
        json!(figure(claim.value)),
        json!(figure(claim.lower)),
        json!(figure(claim.upper)),
        json!(claim.qualifier.word()),
        json!(pool.place(&claim.unit)),
        json!(pool.place(&claim.noun)),
        json!(metrics.place(&claim.metric)),
        json!(pool.place(&claim.period)),
        json!(change),
        json!(pool.place(&claim.section)),
    ];
    row.extend(shown.map(Value::from));
    Value::Array(row)
}

/// Figures are text, since numbers of scripts are not exact.
fn figure(figure: Option<Decimal>) -> Option<String> {
    figure.map(|figure| figure.normalize().to_string())
}
