//! An overview: the greatest claims of six metrics, side by side, each unit on an axis of its own.

use std::cmp::Reverse;

use super::bar::{looks, more, rows};
use super::caption::Dates;
use super::figure::{Body, Figure, Panel, Shape, Tile};
use super::number::Figures;
use super::select::{LeftOut, claims, counted, greatness, nothing, retain, retain_first, unit_of};
use super::{By, Data, Need, Request, Words, caption};
use crate::claim::{Change, Entry};
use crate::error::Error;

/// The metrics that a report of activities is asked for.
pub const METRICS: [&str; 6] = [
    "meetings",
    "participants",
    "bases",
    "articles",
    "organizations",
    "countries",
];

/// A tile has at most so many rows, unless fewer are asked for or there is room for fewer.
const ROWS: usize = 10;

/// Makes the figure of the claims that `request` asks for.
///
/// # Errors
/// There is no claim of any of the metrics.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let all = claims(data.entries)?;
    let mut left = LeftOut::default();
    let mut drawn = all.clone();
    retain(&mut drawn, |claim| request.asks(claim));
    let metrics: Vec<&str> = match request.metrics.as_slice() {
        [] => METRICS.to_vec(),
        asked => asked.iter().map(String::as_str).collect(),
    };
    left.other_metrics = retain(&mut drawn, |claim| metrics.contains(&&*claim.metric));
    left.changes = retain(&mut drawn, |claim| claim.change == Change::Level);
    left.vague = retain(&mut drawn, |claim| {
        [claim.value, claim.lower, claim.upper].iter().any(Option::is_some)
    });
    left.repeated = retain_first(&mut drawn);
    if drawn.is_empty() {
        return Err(nothing(&all, request, Need::Bound));
    }
    let of_metric = |metric: &str| -> Vec<&Entry> {
        let own = drawn.iter().copied().filter(|claim| &*claim.metric == metric);
        own.collect()
    };
    let (told, silent): (Vec<&str>, Vec<&str>) = metrics.into_iter().partition(|metric| !of_metric(metric).is_empty());
    let tile = |metric: &&str| tile(metric, of_metric(metric), data, request, words);
    let mut figure = Figure {
        title: title(&told, request, words),
        subtitle: words("chart_overview", &[]),
        body: Body::Tiles(told.iter().map(tile).collect()),
        legend: Vec::new(),
        foot: Vec::new(),
        unit: None,
        left,
    };
    let shown = figure.claims();
    figure.left.beyond_top = drawn.len() - shown.len();
    let panels = figure.tiles().iter().flat_map(|tile| &tile.panels);
    figure.legend = looks(panels, Shape::Bar, words);
    figure.foot = caption::foot(&shown, data, &figure.left, words);
    if !silent.is_empty() {
        let names = caption::metric_names(silent.into_iter(), words);
        figure.foot.push(words("chart_none", &[("names", names.into())]));
    }
    Ok(figure)
}

/// Without a title of the reader's, the metrics themselves where they are few.
fn title(told: &[&str], request: &Request, words: Words<'_>) -> String {
    match (&request.title, told) {
        (Some(title), _) => title.clone(),
        (None, [_] | [_, _]) => caption::metric_names(told.iter().copied(), words),
        (None, told) if told == METRICS => words("chart_overview_title", &[]),
        _ => words("chart_overview_some", &[]),
    }
}

/// The claims of one metric: a panel for each unit, the one with the greatest figure first.
fn tile<'a>(
    metric: &str,
    mut own: Vec<&'a Entry>,
    data: Data<'_, 'a>,
    request: &Request,
    words: Words<'_>,
) -> Tile<'a> {
    own.sort_by_key(|claim| Reverse(greatness(claim)));
    let units = counted(own.iter().map(|claim| unit_of(claim)));
    let shares = shares(&units, request.top.min(ROWS));
    let figures = Figures::below_unit(words);
    let panel = |(&(unit, _), &share): (&(&str, usize), &usize)| {
        let mut of_unit = own.clone();
        retain(&mut of_unit, |claim| unit_of(claim) == unit);
        of_unit.truncate(share);
        let labels = caption::labels(&of_unit, data, By::Noun, Dates::Year, words);
        Panel {
            heading: caption::unit_and_period(&of_unit, unit, metric, words),
            ticks: false,
            lines: false,
            ..Panel::of(rows(&of_unit, labels, false, &figures))
        }
    };
    let panels: Vec<Panel<'_>> = units.iter().zip(&shares).map(panel).collect();
    let shown: usize = shares.iter().sum();
    let hidden: usize = units.iter().skip(shares.len()).map(|(_, count)| count).sum();
    Tile {
        heading: caption::metric_name(metric, words),
        note: left_out(own.len() - shown, hidden, words),
        panels,
    }
}

/// How many claims of a metric are not drawn, and how many of these have units without a panel.
fn left_out(count: usize, of_units: usize, words: Words<'_>) -> String {
    if of_units == 0 {
        return more(count, words);
    }
    words(
        "chart_more_units",
        &[("count", count.into()), ("units", of_units.into())],
    )
}

/// How many rows each unit gets: one each while there is room, a heading counting as a row, then as many as it has.
fn shares(units: &[(&str, usize)], mut room: usize) -> Vec<usize> {
    let mut shares = Vec::new();
    for _ in units {
        let needed = if shares.is_empty() { 1 } else { 2 };
        if room < needed {
            break;
        }
        room -= needed;
        shares.push(1);
    }
    for (share, (_, count)) in shares.iter_mut().zip(units) {
        let added = room.min(count - 1);
        *share += added;
        room -= added;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_a_row_before_one_has_many() {
        assert_eq!(shares(&[("a", 8), ("b", 2), ("c", 1)], 7), [3, 1, 1]);
        assert_eq!(shares(&[("a", 8)], 6), [6]);
        assert_eq!(shares(&[("a", 2), ("b", 2)], 2), [2]);
        assert_eq!(shares(&[], 6), Vec::<usize>::new());
    }
}
