//! Sections: how many claims of which metric each section has, as counts in rows and columns.

use std::cmp::Reverse;

use super::figure::{Body, Figure, Grid};
use super::select::{LeftOut, claims, counted, retain};
use super::{By, Data, Request, Words, caption};
use crate::claim::Entry;
use crate::error::Error;
use crate::lexicon::OTHER;

/// Makes the figure of the claims that `request` asks for.
///
/// # Errors
/// There is no claim.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let all = claims(data.entries)?;
    let mut drawn = all.clone();
    retain(&mut drawn, |claim| request.asks(claim));
    if drawn.is_empty() {
        return Err(super::select::nothing(&all, request, super::select::Need::Bound));
    }
    let by = match request.by {
        By::Usual => By::Section,
        by => by,
    };
    let mut left = LeftOut::default();
    let names: Vec<(&str, String)> = drawn
        .iter()
        .map(|claim| (caption::key(claim, by), caption::by_name(claim, by, words)))
        .collect();
    let (mut rows, hidden) = chosen(&names, request.top);
    if by == By::Section {
        let sections: Vec<&str> = rows.iter().map(|(section, _)| *section).collect();
        let told = caption::section_names(&sections, words).into_iter();
        rows.iter_mut().zip(told).for_each(|((_, name), told)| *name = told);
    }
    let kept = |key: &str| rows.iter().any(|(row, _)| *row == key);
    left.beyond_top = retain(&mut drawn, |claim| kept(caption::key(claim, by)));
    let metrics = metrics(&drawn);
    let count = |row: &str, metric: &str| {
        let of_row = drawn.iter().filter(|claim| caption::key(claim, by) == row);
        of_row.filter(|claim| &*claim.metric == metric).count()
    };
    let grid = Grid {
        rows: rows
            .iter()
            .map(|(row, name)| (name.clone(), metrics.iter().map(|metric| count(row, metric)).collect()))
            .collect(),
        columns: metrics
            .iter()
            .map(|metric| caption::metric_name(metric, words))
            .collect(),
        total: words("chart_total", &[]),
        note: match hidden {
            0 => String::new(),
            count => {
                let claims = left.beyond_top.into();
                words("chart_more_rows", &[("count", count.into()), ("claims", claims)])
            }
        },
    };
    Ok(Figure {
        title: request
            .title
            .clone()
            .unwrap_or_else(|| words("chart_sections_title", &[])),
        subtitle: words("chart_sections", &[]),
        body: Body::Grid(grid),
        legend: Vec::new(),
        foot: caption::foot(&drawn, data, &left, words),
        unit: None,
        left,
    })
}

/// The `top` rows with most claims, in the order of the text, and how many others there are.
fn chosen<'a>(names: &[(&'a str, String)], top: usize) -> (Vec<(&'a str, String)>, usize) {
    let counts = counted(names.iter().map(|(key, _)| *key));
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&at| Reverse(counts.get(at).map(|(_, count)| *count)));
    let hidden = order.len().saturating_sub(top);
    order.truncate(top);
    order.sort_unstable();
    let name = |key: &str| names.iter().find(|(known, _)| *known == key);
    let named = order.into_iter().filter_map(|at| name(counts.get(at)?.0));
    (named.cloned().collect(), hidden)
}

/// The metrics of `drawn`: those with a name in their order, the others as one at the end.
fn metrics<'a>(drawn: &[&'a Entry]) -> Vec<&'a str> {
    let mut metrics: Vec<&str> = counted(drawn.iter().map(|claim| &*claim.metric))
        .into_iter()
        .map(|(metric, _)| metric)
        .collect();
    let rank = |metric: &str| super::overview::METRICS.iter().position(|known| *known == metric);
    metrics.sort_by_key(|metric| (*metric == OTHER, rank(metric).unwrap_or(usize::MAX)));
    metrics
}
