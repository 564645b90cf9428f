//! What a chart says around its figures: title, subtitle, foot, and the names of claims.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::apart::{apart, named};
use super::around::{Around, around};
use super::date::{written, year};
use super::nominal::whole_noun;
use super::number::{Figures, Units};
use super::plan::is_planned;
use super::select::{FRACTION, UNTOLD, counted};
use super::thing::Thing;
use super::{By, Data, LeftOut, Request, Selection, Words, text, thing};
use crate::claim::{Entry, Kind};
use crate::lexicon::OTHER;
use crate::span;

/// How many metrics or files are named before the rest is only counted.
const NAMED: usize = 3;

/// What stands between the levels of a section.
const LEVELS: &str = " / ";

/// What names a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What is counted, or what else was asked for.
    pub name: String,
    /// What tells it apart from rows of the same name, or nothing.
    pub apart: String,
    /// Whether its figure is expected, planned or aimed at, and no fact yet.
    pub planned: bool,
}

/// How the rows of a chart say when their claims hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// Beside their names anyway.
    Beside,
    /// By the whole period.
    Whole,
    /// By the year where that is one: there is little room.
    Year,
}

/// The title that was asked for, else what is counted: the noun that all share, the metrics of most
/// claims, or the unit.
pub fn title(selection: &Selection<'_>, request: &Request, words: Words<'_>) -> String {
    if let Some(title) = &request.title {
        return title.clone();
    }
    let drawn = &selection.drawn;
    match shared(drawn, |claim| &claim.noun) {
        Some(noun) if !noun.is_empty() => return heading(noun),
        _ => {}
    }
    if let Some(Thing::Head(_)) = selection.thing {
        return heading(common_head(drawn));
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

/// The head that the nouns of `drawn` share, as the first of them writes it: what all of them end in.
fn common_head<'a>(drawn: &[&'a Entry]) -> &'a str {
    let first = drawn.first().map_or("", |claim| claim.noun.as_str());
    let head = thing::head(first);
    let longer = first.char_indices().map(|(at, _)| first.get(at..).unwrap_or_default());
    let of_all = |tail: &&str| drawn.iter().all(|claim| claim.noun.ends_with(tail));
    let mut tails = longer.filter(|tail| tail.len() >= head.len() && first.contains(span::is_han));
    tails.find(of_all).unwrap_or(head)
}

/// `noun` over a chart, its first letter a capital.
fn heading(noun: &str) -> String {
    let noun = text::clean(noun);
    let mut letters = noun.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
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
    if let Some(period) = period_of(&selection.drawn, words) {
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
    if selection.left.other_things > 0 {
        parts.push(words(
            "chart_things_left",
            &[("count", selection.left.other_things.into())],
        ));
    }
    parts.join(" \u{b7} ")
}

/// The period that all share, or the year, in words; none where there is none.
fn period_of(drawn: &[&Entry], words: Words<'_>) -> Option<String> {
    let period = shared(drawn, |claim| claim.period.as_str()).or_else(|| shared(drawn, |claim| year(&claim.period)))?;
    (!period.is_empty()).then(|| written(period, words))
}

/// The unit of claims of `metric`, and the period that all of `drawn` share.
pub fn unit_and_period(drawn: &[&Entry], of: &str, metric: &str, words: Words<'_>) -> String {
    let unit = unit(of, metric, words);
    match period_of(drawn, words) {
        Some(period) => words("chart_of_period", &[("unit", unit.into()), ("period", period.into())]),
        None => unit,
    }
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

/// What names each claim: its noun, or what was asked for; and what tells it apart where others have that name, or hold at
/// another time.
pub fn labels(drawn: &[&Entry], data: Data<'_, '_>, by: By, dates: Dates, words: Words<'_>) -> Vec<Label> {
    let around = around(drawn, data.entries);
    let name = |(claim, around): (&&Entry, &Around<'_>)| match by {
        By::Usual | By::Noun if claim.noun.is_empty() => unnamed(claim, around, data, words),
        By::Usual | By::Noun => text::clean(&whole_noun(claim, around)),
        _ => by_name(claim, by, words),
    };
    let names: Vec<String> = drawn.iter().zip(&around).map(name).collect();
    let told = match by {
        By::Usual | By::Noun => apart(drawn, &around, &names, (data.columns, dates), words),
        // What else names a row hardly names one alone.
        _ if repeats(&names) => nouns(drawn, data, dates, words),
        _ => vec![String::new(); names.len()],
    };
    let rows = names.into_iter().zip(told).zip(drawn.iter().zip(&around));
    rows.map(|((name, told), (claim, around))| Label {
        apart: match told.as_str() {
            "" => told,
            told => words("chart_in_period", &[("period", told.into())]),
        },
        name,
        planned: is_planned(claim, around, data),
    })
    .collect()
}

fn repeats(names: &[String]) -> bool {
    let known: HashSet<&String> = names.iter().collect();
    known.len() < names.len()
}

/// What each claim counts, told apart.
fn nouns(drawn: &[&Entry], data: Data<'_, '_>, dates: Dates, words: Words<'_>) -> Vec<String> {
    let labels = labels(drawn, data, By::Noun, dates, words).into_iter();
    labels.map(|label| label.name + &label.apart).collect()
}

/// The header or the noun phrase that names a figure whose noun the text does not name.
fn unnamed(claim: &Entry, around: &Around<'_>, data: Data<'_, '_>, words: Words<'_>) -> String {
    match named(claim, around, data.columns) {
        name if name.is_empty() => words("chart_no_noun", &[]),
        name => name,
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

/// The lines below the figures: the documents that were read for them, and how many are drawn and left out.
pub fn foot(drawn: &[&Entry], data: Data<'_, '_>, left: &LeftOut, words: Words<'_>) -> Vec<String> {
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
    let claims: Vec<&Entry> = data
        .entries
        .iter()
        .copied()
        .filter(|entry| entry.kind == Kind::Claim)
        .collect();
    vec![sources(&claims, words), counts]
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
