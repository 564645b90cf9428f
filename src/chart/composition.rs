//! Compositions: a whole, its parts laid end to end below it, and what they leave or have beyond it.

use rust_decimal::Decimal;

use super::bar::{more, tint};
use super::figure::{Body, Figure, Mark, Panel, Row, Shape, Tile, Tint};
use super::number::Figures;
use super::select::{LeftOut, claims, retain};
use super::{Data, Request, Words, caption};
use crate::check::Whole;
use crate::claim::Entry;
use crate::error::Error;

/// Makes the figure of the wholes and parts among `entries`.
///
/// # Errors
/// There is no claim, or none is told to be a part of another.
pub fn make<'a>(data: Data<'_, 'a>, request: &Request, words: Words<'_>) -> Result<Figure<'a>, Error> {
    let mut asked = claims(data.entries)?;
    retain(&mut asked, |claim| request.asks(claim));
    let related: Vec<&Whole<'a>> = data.wholes.iter().filter(|told| request.asks(told.whole)).collect();
    if related.is_empty() {
        return Err(Error::new("chart_no_parts").with("count", asked.len()));
    }
    let figures = Figures::new(words);
    let (mut panels, mut rows, mut hidden, mut overlap) = (Vec::new(), 0, 0, false);
    for relation in related {
        let panel = panel(relation, request, &figures, words);
        rows += panel.rows.len();
        if panels.is_empty() || rows <= request.top {
            panels.push(panel);
            overlap |= relation.overlap;
        } else {
            hidden += 1;
        }
    }
    let mut figure = figure(panels, asked.len(), hidden, request, words);
    if overlap {
        figure.foot.push(words("chart_parts_overlap", &[]));
    }
    if data.from_table {
        figure.foot.push(words("chart_parts_of_table", &[]));
    }
    Ok(figure)
}

fn figure<'a>(
    mut panels: Vec<Panel<'a>>,
    asked: usize,
    hidden: usize,
    request: &Request,
    words: Words<'_>,
) -> Figure<'a> {
    // A single whole may have more parts than there is room for.
    let mut cut = 0;
    for panel in &mut panels {
        cut += panel.rows.len().saturating_sub(request.top.max(2));
        panel.rows.truncate(request.top.max(2));
    }
    let legend = legend(&panels, words);
    let mut figure = Figure {
        title: request.title.clone().unwrap_or_else(|| words("chart_parts_title", &[])),
        subtitle: words("chart_parts", &[("count", panels.len().into())]),
        body: Body::Tiles(Vec::new()),
        legend,
        foot: Vec::new(),
        unit: None,
        left: LeftOut::default(),
    };
    figure.body = Body::Tiles(vec![Tile {
        panels,
        note: if hidden > 0 {
            words("chart_more_wholes", &[("count", hidden.into())])
        } else {
            more(cut, words)
        },
        ..Tile::default()
    }]);
    let drawn = distinct(&figure.claims());
    figure.left.unrelated = asked.saturating_sub(drawn.len());
    figure.foot = caption::foot(&drawn, &figure.left, words);
    figure
}

/// A claim may be a part of one whole and the whole of others.
fn distinct<'a>(claims: &[&'a Entry]) -> Vec<&'a Entry> {
    let mut distinct: Vec<&Entry> = Vec::new();
    for claim in claims {
        if !distinct.iter().any(|known| std::ptr::eq(*known, *claim)) {
            distinct.push(claim);
        }
    }
    distinct
}

fn panel<'a>(relation: &Whole<'a>, request: &Request, figures: &Figures<'_>, words: Words<'_>) -> Panel<'a> {
    let whole = relation.whole.value.unwrap_or_default();
    let claims: Vec<&Entry> = std::iter::once(relation.whole)
        .chain(relation.parts.iter().copied())
        .collect();
    let mut named = caption::labels(&claims, request.by, false, words).into_iter();
    let mut named = |claim| row(claim, named.next().unwrap_or_default(), figures);
    let mut first = named(relation.whole);
    if tint(relation.whole) == Tint::Exact {
        first.marks = vec![Mark::new(Shape::Bar, Tint::Whole, Decimal::ZERO, whole)];
    }
    let mut rows = vec![first];
    let mut sum = Decimal::ZERO;
    for part in &relation.parts {
        let value = part.value.unwrap_or_default();
        let mut row = named(part);
        if relation.overlap {
            rows.push(row);
            continue;
        }
        let end = sum.checked_add(value).unwrap_or(sum);
        row.marks = vec![Mark::new(Shape::Bar, tint(part), sum, end)];
        if sum < whole && end > whole {
            let inside = Mark::new(Shape::Bar, tint(part), sum, whole);
            row.marks = vec![inside, Mark::new(Shape::Bar, Tint::Beyond, whole, end)];
        } else if end > whole {
            row.marks = vec![Mark::new(Shape::Bar, Tint::Beyond, sum, end)];
        }
        rows.push(row);
        sum = end;
    }
    if !relation.overlap {
        rows.extend(difference(relation.whole, sum, figures, words));
    }
    Panel {
        ticks: false,
        ..Panel::of(rows)
    }
}

fn row<'a>(claim: &'a Entry, (label, apart): (String, String), figures: &Figures<'_>) -> Row<'a> {
    let value = claim.value.unwrap_or_default();
    Row {
        label,
        apart,
        figure: figures.claim(claim),
        marks: vec![Mark::new(Shape::Bar, tint(claim), Decimal::ZERO, value)],
        caption: String::new(),
        claim: Some(claim),
    }
}

/// What the parts leave of the whole or have beyond it, unless the words of the whole allow their sum.
fn difference<'a>(whole: &Entry, sum: Decimal, figures: &Figures<'_>, words: Words<'_>) -> Option<Row<'a>> {
    let value = whole.value.unwrap_or_default();
    let allowed = whole.lower.is_none_or(|lower| lower <= sum) && whole.upper.is_none_or(|upper| sum <= upper);
    if sum == value || (allowed && whole.lower.is_some()) {
        return None;
    }
    let (key, tint, from, to) = if sum < value {
        ("chart_rest", Tint::Rest, sum, value)
    } else {
        ("chart_beyond", Tint::Beyond, value, sum)
    };
    Some(Row {
        label: words(key, &[]),
        apart: String::new(),
        figure: figures.exactly(to.checked_sub(from)?, &whole.unit),
        marks: vec![Mark::new(Shape::Bar, tint, from, to)],
        caption: String::new(),
        claim: None,
    })
}

fn legend(panels: &[Panel<'_>], words: Words<'_>) -> Vec<(Mark, String)> {
    let marks = || panels.iter().flat_map(|panel| &panel.rows).flat_map(|row| &row.marks);
    let looks = [
        (Tint::Whole, "chart_whole"),
        (Tint::Exact, "chart_part"),
        (Tint::Vague, "chart_vague"),
        (Tint::Rest, "chart_rest_meaning"),
        (Tint::Beyond, "chart_beyond_meaning"),
    ];
    let drawn = looks
        .into_iter()
        .filter(|(tint, _)| marks().any(|mark| mark.tint == *tint));
    drawn
        .map(|(tint, key)| (Mark::sample(Shape::Bar, tint), words(key, &[])))
        .collect()
}
