//! What a chart says around its figures: title, subtitle, foot, and the names of claims.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::apart::{apart, quoted};
use super::around::{Around, around};
use super::date::{written, year};
use super::number::{Figures, Units};
use super::select::{FRACTION, UNTOLD, counted};
use super::{By, Data, LeftOut, Request, Selection, Words, text};
use crate::claim::Entry;
use crate::lexicon::OTHER;

/// How many metrics or files are named before the rest is only counted.
const NAMED: usize = 3;

/// What stands between the levels of a section.
const LEVELS: &str = " / ";

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
            FRACTION => words("chart_title_fractions", &[]),
            UNTOLD => words("chart_title_plain", &[]),
            unit => {
                let unit = Units::new(words).name(unit, metric_of(drawn));
                words("chart_title_unit", &[("unit", unit.into())])
            }
        };
    }
    metrics.retain(|(metric, _)| *metric != OTHER);
    metrics.sort_by_key(|&(_, count)| Reverse(count));
    metrics.truncate(NAMED);
    let names = metric_names(metrics.iter().map(|(id, _)| *id), words);
    if metrics.len() < all {
        words("chart_title_others", &[("names", names.into())])
    } else {
        names
    }
}

/// The names of metrics as a list, of which only the first begins with a capital.
pub fn metric_names<'m>(ids: impl Iterator<Item = &'m str>, words: Words<'_>) -> String {
    let name = |(at, id): (usize, &str)| {
        let name = metric_name(id, words);
        let mut letters = name.chars();
        match (at, letters.next()) {
            (1.., Some(first)) if letters.clone().next().is_some_and(char::is_lowercase) => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => name,
        }
    };
    let names: Vec<String> = ids.enumerate().map(name).collect();
    names.join(&words("list_comma", &[]))
}

/// The metric that all share, or nothing.
pub fn metric_of<'a>(drawn: &[&'a Entry]) -> &'a str {
    shared(drawn, |claim| &*claim.metric).unwrap_or_default()
}

/// Unit, period where all share one, how the axis runs, and how many claims have other units.
pub fn subtitle(selection: &Selection<'_>, request: &Request, words: Words<'_>) -> String {
    let mut parts = vec![unit(selection.unit, metric_of(&selection.drawn), words)];
    let period = shared(&selection.drawn, |claim| claim.period.as_str())
        .or_else(|| shared(&selection.drawn, |claim| year(&claim.period)))
        .unwrap_or_default();
    if !period.is_empty() {
        let period = written(period, words);
        parts.push(words("chart_period", &[("period", period.into())]));
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

/// The unit of claims of `metric` in words.
pub fn unit(unit: &str, metric: &str, words: Words<'_>) -> String {
    match unit {
        "" => words("chart_no_unit", &[]),
        FRACTION => words("chart_fractions", &[]),
        UNTOLD => words("chart_untold_unit", &[]),
        unit => words("chart_unit", &[("unit", Units::new(words).name(unit, metric).into())]),
    }
}

/// The name of each claim: its noun, or what was asked for; and what tells it apart where others have that name.
/// `dated`: whether the period stands in the row anyway.
pub fn labels(drawn: &[&Entry], data: Data<'_, '_>, by: By, dated: bool, words: Words<'_>) -> Vec<(String, String)> {
    let around = around(drawn, data.entries);
    let name = |(claim, around): (&&Entry, &Around<'_>)| match by {
        By::Usual | By::Noun if claim.noun.is_empty() => unnamed(claim, around, words),
        _ => by_name(claim, by, words),
    };
    let names: Vec<String> = drawn.iter().zip(&around).map(name).collect();
    let told = match by {
        By::Usual | By::Noun => apart(drawn, &around, &names, (data.columns, dated), words),
        // What else names a row hardly names one alone.
        _ if repeats(&names) => nouns(drawn, data, dated, words),
        _ => vec![String::new(); names.len()],
    };
    let label = |(name, apart): (String, String)| match apart.as_str() {
        "" => (name, apart),
        told => (name, words("chart_in_period", &[("period", told.into())])),
    };
    names.into_iter().zip(told).map(label).collect()
}

fn repeats(names: &[String]) -> bool {
    let known: HashSet<&String> = names.iter().collect();
    known.len() < names.len()
}

/// What each claim counts, told apart.
fn nouns(drawn: &[&Entry], data: Data<'_, '_>, dated: bool, words: Words<'_>) -> Vec<String> {
    let labels = labels(drawn, data, By::Noun, dated, words).into_iter();
    labels.map(|(label, apart)| label + &apart).collect()
}

/// The words around a figure whose noun the text does not name.
fn unnamed(claim: &Entry, around: &Around<'_>, words: Words<'_>) -> String {
    match quoted(claim, around).as_str() {
        "" => words("chart_no_noun", &[]),
        quote => words("chart_quoted", &[("quote", quote.into())]),
    }
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
        By::Period => written(&claim.period, words),
        By::Source => source_name(&claim.source, words),
    }
}

/// What tells the row of a claim. Sections of one name under different headings are different.
pub fn key(claim: &Entry, by: By) -> &str {
    match by {
        By::Usual | By::Section => &claim.section,
        By::Noun => &claim.noun,
        By::Metric => &claim.metric,
        By::Period => &claim.period,
        By::Source => &claim.source,
    }
}

/// The heading right above a claim.
pub fn last_heading(section: &str) -> &str {
    section.rsplit(LEVELS).next().unwrap_or(section)
}

/// The names of different `sections`.
pub fn section_names(sections: &[&str], words: Words<'_>) -> Vec<String> {
    let name = |headings: &str| match headings {
        "" => words("chart_no_section", &[]),
        headings => text::clean(headings),
    };
    lowest_headings(sections).into_iter().map(name).collect()
}

/// Of each of different `sections` the last heading, and of those above it as many as tell it from others.
pub fn lowest_headings<'s>(sections: &[&'s str]) -> Vec<&'s str> {
    let mut depths = vec![1_usize; sections.len()];
    let deepest = sections.iter().map(|section| section.split(LEVELS).count()).max();
    for _ in 1..deepest.unwrap_or(1) {
        let names = counted(
            sections
                .iter()
                .zip(&depths)
                .map(|(section, depth)| lowest(section, *depth)),
        );
        let repeated: HashSet<&str> = names
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(name, _)| name)
            .collect();
        let each = depths.iter_mut().zip(sections);
        each.filter(|(depth, section)| repeated.contains(lowest(section, **depth)))
            .for_each(|(depth, _)| *depth += 1);
    }
    sections
        .iter()
        .zip(depths)
        .map(|(section, depth)| lowest(section, depth))
        .collect()
}

/// The last `depth` headings of a section.
fn lowest(section: &str, depth: usize) -> &str {
    let from = section.rmatch_indices(LEVELS).nth(depth.saturating_sub(1));
    from.map_or(section, |(at, levels)| {
        section.get(at + levels.len()..).unwrap_or_default()
    })
}

/// The lines below the figures: where they are from, and how many are drawn and left out.
pub fn foot(drawn: &[&Entry], left: &LeftOut, words: Words<'_>) -> Vec<String> {
    let figures = Figures::new(words);
    let count = |count: usize| ("count", figures.number(count.into()).into());
    let mut counts = words("chart_drawn", &[count(drawn.len())]);
    let total = left.total();
    if total > 0 {
        let some = left.reasons().into_iter().filter(|&(_, count)| count > 0);
        let reasons: Vec<String> = some.map(|(key, own)| words(key, &[count(own)])).collect();
        let reasons = reasons.join(&words("list_comma", &[]));
        counts += &words("chart_left", &[count(total), ("reasons", reasons.into())]);
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
