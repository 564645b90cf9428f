//! English names of Chinese units. Only charts in English ask for them, so they are read when first asked for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lexicon;

/// How English calls a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    /// Behind the number one.
    pub one: String,
    /// Behind any other number; nothing where the noun says it all.
    pub many: String,
    /// Without a number.
    pub alone: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Names {
    bare: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    metrics: BTreeMap<String, BTreeMap<String, String>>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| serde_json::from_str(compiled!("unit_names")).unwrap_or_default());

/// The English name of a unit of claims of `metric`, a rate such as 元/吨 among them; none where a part of it has none.
pub fn english_unit(unit: &str, metric: &str) -> Option<UnitName> {
    let folded = Lexicon::builtin().fold.apply(unit);
    match folded.split_once('/') {
        None => single(&folded, metric),
        Some((unit, per)) => {
            let (unit, per) = (
                single(unit, metric).unwrap_or_else(|| as_is(unit)),
                english_unit(per, "")?,
            );
            let rate = |unit: &str| format!("{unit}/{}", if per.one.is_empty() { &per.alone } else { &per.one });
            Some(UnitName {
                one: rate(&unit.one),
                many: rate(&unit.many),
                alone: rate(&unit.alone),
            })
        }
    }
}

fn single(unit: &str, metric: &str) -> Option<UnitName> {
    if let Some(alone) = NAMES.bare.get(unit) {
        return Some(UnitName {
            one: String::new(),
            many: String::new(),
            alone: alone.clone(),
        });
    }
    let of_metric = NAMES.metrics.get(metric).and_then(|names| names.get(unit));
    of_metric.or_else(|| NAMES.names.get(unit)).map(|name| {
        let (one, many) = name.split_once(" | ").unwrap_or((name, name));
        UnitName {
            one: one.to_owned(),
            many: many.to_owned(),
            alone: many.to_owned(),
        }
    })
}

fn as_is(unit: &str) -> UnitName {
    UnitName {
        one: unit.to_owned(),
        many: unit.to_owned(),
        alone: unit.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_english_names() {
        let many = |unit: &str| english_unit(unit, "").map(|name| name.many);
        for (unit, wanted) in [
            ("人次", Some("person-times")),
            ("噸", Some("tonnes")),
            ("元/吨", Some("yuan/tonne")),
            ("个", Some("")),
            ("$/桶", Some("$/barrel")),
            ("元/甲", None),
            ("%", None),
        ] {
            assert_eq!(many(unit).as_deref(), wanted, "{unit}");
        }
        assert_eq!(english_unit("个", "").map(|name| name.alone).as_deref(), Some("items"));
    }

    #[test]
    fn the_file_is_sorted_and_names_units_that_there_are() {
        let file = include_str!("unit_names.toml");
        let keys: Vec<&str> = file
            .lines()
            .filter_map(|line| line.strip_prefix('"')?.split('"').next())
            .collect();
        let (bare, names) = (NAMES.bare.len(), NAMES.bare.len() + NAMES.names.len());
        let of_metrics: usize = NAMES.metrics.values().map(BTreeMap::len).sum();
        assert_eq!(keys.len(), names + of_metrics);
        assert!(keys[..bare].is_sorted() && keys[bare..names].is_sorted());
    }
}
