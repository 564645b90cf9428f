//! What a chart says around its figures: title, subtitle, foot, and the names of claims.

use std::cmp::Reverse;

use super::apart::apart;
use super::number::Units;
use super::select::counted;
use super::{By, LeftOut, Request, Selection, Words, text};
use crate::claim::Entry;
use crate::error::Field;
use crate::lexicon::OTHER;

/// How many metrics or files are named before the rest is only counted.
const NAMED: usize = 3;

/// The title that was asked for, else what is counted: the noun that all share, the metrics of most
/// claims, or the unit.
pub fn title(selection: &Selection<'_>, request: &Request, words: Words<'_>) -> String {
    if let Some(title) = &request.title {
        return title.clone();
    }
    let drawn = &selection.drawn;
    match shared(drawn, |claim| &claim.noun) {
        Some(noun) if !noun.is_empty() => return text::clean(noun),
        _ => {}
    }
    let mut metrics = counted(drawn.iter().map(|claim| &*claim.metric));
    let all = metrics.len();
    let other = metrics.iter().find(|(metric, _)| *metric == OTHER);
    if other.is_some_and(|(_, count)| count * 2 >= drawn.len()) {
        return match selection.unit {
            "" => words("chart_title_plain", &[]),
            unit => words("chart_title_unit", &[("unit", Units::new(words).name(unit).into())]),
        };
    }
    metrics.retain(|(metric, _)| *metric != OTHER);
    metrics.sort_by_key(|&(_, count)| Reverse(count));
    metrics.truncate(NAMED);
    let names: Vec<String> = metrics.iter().map(|(id, _)| metric_name(id, words)).collect();
    let names = names.join(&words("list_comma", &[]));
    if metrics.len() < all {
        words("chart_title_others", &[("names", names.into())])
    } else {
        names
    }
}

/// Unit, period where all share one, how the axis runs, and how many claims have other units.
pub fn subtitle(selection: &Selection<'_>, request: &Request, words: Words<'_>) -> String {
    let mut parts = vec![unit(selection.unit, words)];
    match shared(&selection.drawn, |claim| &claim.period) {
        Some(period) if !period.is_empty() => {
            let period = period_name(period, words);
            parts.push(words("chart_period", &[("period", period.into())]));
        }
        _ => {}
    }
    if request.log {
        parts.push(words("chart_log", &[]));
    }
    if selection.left.other_units > 0 {
        parts.push(words(
            "chart_units_left",
            &[("count", selection.left.other_units.into())],
        ));
    }
    parts.join(" \u{b7} ")
}

/// The unit in words.
pub fn unit(unit: &str, words: Words<'_>) -> String {
    match unit {
        "" => words("chart_no_unit", &[]),
        unit => words("chart_unit", &[("unit", Units::new(words).name(unit).into())]),
    }
}

/// The name of each claim: its noun, or what was asked for; and what tells it apart where others have that name.
/// `dated`: whether the period stands in the row anyway.
pub fn labels(drawn: &[&Entry], by: By, dated: bool, words: Words<'_>) -> Vec<(String, String)> {
    let names: Vec<String> = drawn.iter().map(|claim| by_name(claim, by, words)).collect();
    // Who asked for another name wants to see what shares it.
    let told = match by {
        By::Usual | By::Noun => apart(drawn, &names, dated, words),
        _ => vec![String::new(); names.len()],
    };
    let label = |(name, apart): (String, String)| match apart.as_str() {
        "" => (name, apart),
        told => (name, words("chart_in_period", &[("period", told.into())])),
    };
    names.into_iter().zip(told).map(label).collect()
}

/// What names a claim.
pub fn by_name(claim: &Entry, by: By, words: Words<'_>) -> String {
    let or = |text: &str, key| match text {
        "" => words(key, &[]),
        text => text::clean(text),
    };
    match by {
        By::Usual | By::Noun => or(&claim.noun, "chart_no_noun"),
        By::Metric => metric_name(&claim.metric, words),
        By::Section => or(last_heading(&claim.section), "chart_no_section"),
        By::Period if claim.period.is_empty() => words("chart_no_period", &[]),
        By::Period => period_name(&claim.period, words),
        By::Source => source_name(&claim.source, words),
    }
}

/// The heading right above a claim.
pub fn last_heading(section: &str) -> &str {
    section.rsplit(" / ").next().unwrap_or(section)
}

/// The lines below the figures: where they are from, and how many are drawn and left out.
pub fn foot(drawn: &[&Entry], left: &LeftOut, words: Words<'_>) -> Vec<String> {
    let mut counts = words("chart_drawn", &[("count", drawn.len().into())]);
    let total = left.total();
    if total > 0 {
        let some = left.reasons().into_iter().filter(|&(_, count)| count > 0);
        let reasons: Vec<String> = some
            .map(|(key, count)| words(key, &[("count", count.into())]))
            .collect();
        let reasons = reasons.join(&words("list_comma", &[]));
        counts += &words("chart_left", &[("count", total.into()), ("reasons", reasons.into())]);
    }
    vec![sources(drawn, words), counts]
}

/// The names of the files, without their folders.
pub fn sources(drawn: &[&Entry], words: Words<'_>) -> String {
    let mut files = counted(drawn.iter().map(|claim| &*claim.source));
    files.sort_unstable();
    let names: Vec<String> = files
        .iter()
        .take(NAMED)
        .map(|(path, _)| source_name(path, words))
        .collect();
    let names = names.join(&words("list_comma", &[]));
    if files.len() > NAMED {
        words(
            "chart_sources",
            &[("names", names.into()), ("count", files.len().into())],
        )
    } else {
        words("chart_source", &[("names", names.into())])
    }
}

/// The name of a file without its folders.
pub fn source_name(path: &str, words: Words<'_>) -> String {
    match path {
        "-" => words("chart_stdin", &[]),
        path => text::clean(path.rsplit('/').next().unwrap_or(path)),
    }
}

/// What `get` gives for every claim, where that is the same.
fn shared<'a, T: PartialEq + ?Sized>(drawn: &[&'a Entry], get: impl Fn(&'a Entry) -> &'a T) -> Option<&'a T> {
    let mut each = drawn.iter().map(|claim| get(claim));
    let first = each.next()?;
    each.all(|other| other == first).then_some(first)
}

/// A period in words: a date, or an interval that may be open at an end.
pub fn period_name(period: &str, words: Words<'_>) -> String {
    let field = |name: &'static str, date: &str| (name, Field::from(text::clean(date)));
    match period.split_once('/') {
        Some(("..", to)) => words("chart_until", &[field("to", to)]),
        Some((from, "..")) => words("chart_since", &[field("from", from)]),
        Some((from, to)) => words("chart_span", &[field("from", from), field("to", short(from, to))]),
        None => text::clean(period),
    }
}

/// The end of an interval without the year, or year and month, that it shares with the beginning.
fn short<'p>(from: &str, to: &'p str) -> &'p str {
    let month = from.get(..8).and_then(|month| to.strip_prefix(month));
    let year = from.get(..5).and_then(|year| to.strip_prefix(year));
    let of_days = from.len() == to.len() && from.len() == 10;
    month
        .filter(|_| of_days)
        .or(year.filter(|_| from.len() == to.len()))
        .unwrap_or(to)
}

/// The name of a metric for people, or its id where it has none.
pub fn metric_name(id: &str, words: Words<'_>) -> String {
    let key = match id {
        "articles" => "metric_articles",
        "bases" => "metric_bases",
        "countries" => "metric_countries",
        "meetings" => "metric_meetings",
        "organizations" => "metric_organizations",
        "participants" => "metric_participants",
        OTHER => "metric_other",
        _ => return text::clean(id),
    };
    words(key, &[])
}
