//! What a chart says around its figures: title, subtitle, foot, and the names of claims.

use std::cmp::Reverse;

use super::select::counted;
use super::{LeftOut, Request, Selection, Words, text};
use crate::claim::Entry;
use crate::error::Field;
use crate::lexicon::OTHER;

/// How many metrics or files are named before the rest is only counted.
const NAMED: usize = 3;

/// The title that was asked for, else what is counted: the noun that all share, the metrics of most
/// claims, or the unit.
pub fn title(selection: &Selection<'_>, request: &Request, words: Words<'_>) -> String {
    if let Some(title) = &request.title {
        return text::clean(title);
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
            unit => words("chart_title_unit", &[("unit", unit.into())]),
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

/// Unit, period where all share one, and how many claims have other units.
pub fn subtitle(selection: &Selection<'_>, words: Words<'_>) -> String {
    let mut parts = vec![match selection.unit {
        "" => words("chart_no_unit", &[]),
        unit => words("chart_unit", &[("unit", text::clean(unit).into())]),
    }];
    match shared(&selection.drawn, |claim| &claim.period) {
        Some(period) if !period.is_empty() => {
            let period = period_name(period, words);
            parts.push(words("chart_period", &[("period", period.into())]));
        }
        _ => {}
    }
    if selection.left.other_units > 0 {
        parts.push(words(
            "chart_units_left",
            &[("count", selection.left.other_units.into())],
        ));
    }
    parts.join(" \u{b7} ")
}

/// The name of each claim in at most `room` pixels: its noun, and its period where the noun alone would
/// not tell it apart. The noun is shortened, never the period.
pub fn labels(selection: &Selection<'_>, words: Words<'_>, size: i32, room: i32) -> Vec<String> {
    let drawn = &selection.drawn;
    let one_period = shared(drawn, |claim| &claim.period).is_some();
    let again = |claim: &Entry| drawn.iter().filter(|other| other.noun == claim.noun).count() > 1;
    let label = |claim: &&Entry| {
        let noun = match claim.noun.as_str() {
            "" => words("chart_no_noun", &[]),
            noun => text::clean(noun),
        };
        let period = if one_period || claim.period.is_empty() || !again(claim) {
            String::new()
        } else {
            let period = period_name(&claim.period, words);
            words("chart_in_period", &[("period", period.into())])
        };
        let period = text::cut_middle(&period, size, room / 4 * 3);
        let noun = text::cut_middle(&noun, size, room - text::width(&period, size));
        noun + &period
    };
    drawn.iter().map(label).collect()
}

/// The lines below the figures: where they are from, and how many are drawn and left out.
pub fn foot(selection: &Selection<'_>, words: Words<'_>) -> [String; 2] {
    let drawn = ("count", Field::from(selection.drawn.len()));
    let mut counts = words("chart_drawn", &[drawn]);
    let left = selection.left.total();
    if left > 0 {
        let reasons = reasons(&selection.left, words).join(&words("list_comma", &[]));
        counts += &words("chart_left", &[("count", left.into()), ("reasons", reasons.into())]);
    }
    [sources(&selection.drawn, words), counts]
}

fn reasons(left: &LeftOut, words: Words<'_>) -> Vec<String> {
    let reasons = [
        ("chart_left_units", left.other_units),
        ("chart_left_changes", left.changes),
        ("chart_left_vague", left.vague),
        ("chart_left_repeated", left.repeated),
        ("chart_left_top", left.beyond_top),
    ];
    let some = reasons.into_iter().filter(|&(_, count)| count > 0);
    some.map(|(key, count)| words(key, &[("count", count.into())]))
        .collect()
}

/// The names of the files, without their folders.
fn sources(drawn: &[&Entry], words: Words<'_>) -> String {
    let mut files = counted(drawn.iter().map(|claim| &*claim.source));
    files.sort_unstable();
    let name = |(path, _): &(&str, usize)| match *path {
        "-" => words("chart_stdin", &[]),
        path => text::clean(path.rsplit('/').next().unwrap_or(path)),
    };
    let names: Vec<String> = files.iter().take(NAMED).map(name).collect();
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

/// What `get` gives for every claim, where that is the same.
fn shared<'a, T: PartialEq + ?Sized>(drawn: &[&'a Entry], get: impl Fn(&'a Entry) -> &'a T) -> Option<&'a T> {
    let mut each = drawn.iter().map(|claim| get(claim));
    let first = each.next()?;
    each.all(|other| other == first).then_some(first)
}

/// A period in words: a date, or an interval that may be open at an end.
fn period_name(period: &str, words: Words<'_>) -> String {
    let field = |name: &'static str, date: &str| (name, Field::from(text::clean(date)));
    match period.split_once('/') {
        Some(("..", to)) => words("chart_until", &[field("to", to)]),
        Some((from, "..")) => words("chart_since", &[field("from", from)]),
        Some((from, to)) => words("chart_span", &[field("from", from), field("to", to)]),
        None => text::clean(period),
    }
}

/// The name of a metric for people, or its id where it has none.
fn metric_name(id: &str, words: Words<'_>) -> String {
    let key = match id {
        "articles" => "metric_articles",
        "bases" => "metric_bases",
        "countries" => "metric_countries",
        "meetings" => "metric_meetings",
        "organizations" => "metric_organizations",
        "participants" => "metric_participants",
        _ => return text::clean(id),
    };
    words(key, &[])
}
