//! Compositions: a whole, its parts laid end to end below it, and what they leave or have beyond it.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::bar::{more, tint};
use super::caption::{Dates, Label};
use super::figure::{Body, Figure, Mark, Panel, Row, Shape, Tile, Tint};
use super::number::Figures;
use super::select::{LeftOut, claims, retain};
use super::{Data, Request, Words, caption, text};
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
    let related = told_once(data.wholes.iter().filter(|told| request.asks(told.whole)));
    if related.is_empty() {
        return Err(Error::new("chart_no_parts").with("count", asked.len()));
    }
    let (shown, hidden) = chosen(&related, request.top);
    let figures = Figures::new(words);
    let mut panels: Vec<Panel<'a>> = shown
        .iter()
        .map(|relation| panel(relation, data, request, &figures, words))
        .collect();
    tell_apart(&mut panels, data, request, words);
    // A single whole may have more parts than there is room for.
    let cut = panels.iter_mut().map(|panel| cut(&mut panel.rows, request.top)).sum();
    let legend = legend(&panels, words);
    let note = match hidden.len() {
        0 => more(cut, words),
        count => words("chart_more_wholes", &[("count", count.into())]),
    };
    let mut figure = Figure {
        title: title(&shown, request, words),
        subtitle: subtitle(shown.len(), related.len(), words),
        body: Body::Tiles(vec![Tile {
            panels,
            note,
            ..Tile::default()
        }]),
        legend,
        foot: Vec::new(),
        unit: None,
        left: LeftOut::default(),
    };
    let drawn = distinct(figure.claims().into_iter());
    let all = distinct(related.iter().flat_map(|relation| members(relation)));
    figure.left.beyond_top = all.len() - drawn.len();
    figure.left.unrelated = asked.iter().filter(|claim| !stands_in(&all, claim)).count();
    figure.foot = caption::foot(&drawn, data, &figure.left, words);
    let notes = [
        (shown.iter().any(|relation| relation.overlap), "chart_parts_overlap"),
        (data.from_table, "chart_parts_of_table"),
    ];
    let said = notes.into_iter().filter(|(holds, _)| *holds);
    figure.foot.extend(said.map(|(_, key)| words(key, &[])));
    Ok(figure)
}

/// What is divided, where it is one thing.
fn title(shown: &[&Whole<'_>], request: &Request, words: Words<'_>) -> String {
    let noun = match shown {
        [only] => text::clean(&only.whole.noun),
        _ => String::new(),
    };
    match (&request.title, noun.as_str()) {
        (Some(title), _) => title.clone(),
        (None, "") => words("chart_parts_title", &[]),
        (None, noun) => words("chart_parts_of", &[("noun", noun.into())]),
    }
}

/// Wholes of one name, such as the sums of two years, are told apart like rows.
fn tell_apart(panels: &mut [Panel<'_>], data: Data<'_, '_>, request: &Request, words: Words<'_>) {
    let mut firsts: Vec<&mut Row<'_>> = panels.iter_mut().filter_map(|panel| panel.rows.first_mut()).collect();
    let wholes: Vec<&Entry> = firsts.iter().filter_map(|row| row.claim).collect();
    let labels = caption::labels(&wholes, data, request.by, Dates::Whole, words);
    for (row, label) in firsts.iter_mut().zip(labels) {
        if !label.apart.is_empty() {
            row.apart = label.apart;
        }
    }
}

fn subtitle(shown: usize, all: usize, words: Words<'_>) -> String {
    match shown {
        1 if all == 1 => words("chart_parts_one", &[]),
        _ if shown == all => words("chart_parts", &[("count", all.into())]),
        _ => words("chart_parts_some", &[("count", all.into()), ("shown", shown.into())]),
    }
}

/// Each of `relations` once, where the text divides the same figures again.
fn told_once<'r, 'a: 'r>(relations: impl Iterator<Item = &'r Whole<'a>>) -> Vec<&'r Whole<'a>> {
    let said = |claim: &Entry| {
        (
            claim.noun.clone(),
            claim.unit.clone(),
            claim.value,
            claim.period.clone(),
        )
    };
    let mut known = HashSet::new();
    relations
        .filter(|relation| {
            let all: Vec<_> = members(relation).map(said).collect();
            // Parts without a name may be those of anything.
            let named = all.iter().all(|(noun, ..)| !noun.is_empty());
            known.insert(all) || !named
        })
        .collect()
}

/// The wholes that `top` rows have room for, in the order of the text, and the others. Those with several parts come first, as
/// they show more.
fn chosen<'r, 'a>(related: &[&'r Whole<'a>], top: usize) -> (Vec<&'r Whole<'a>>, Vec<&'r Whole<'a>>) {
    let mut order: Vec<usize> = (0..related.len()).collect();
    order.sort_by_key(|&at| related.get(at).is_none_or(|relation| relation.parts.len() < 2));
    let (mut rows, mut kept) = (0, vec![false; related.len()]);
    for at in order {
        // The whole, its parts and what they leave.
        let own = related.get(at).map_or(0, |relation| relation.parts.len() + 2);
        if rows == 0 || rows + own <= top {
            rows += own;
            kept.iter_mut().skip(at).take(1).for_each(|kept| *kept = true);
        }
    }
    let (shown, hidden): (Vec<_>, Vec<_>) = related.iter().zip(kept).partition(|(_, kept)| *kept);
    let relation = |(relation, _): (&&'r Whole<'a>, bool)| *relation;
    (
        shown.into_iter().map(relation).collect(),
        hidden.into_iter().map(relation).collect(),
    )
}

/// Leaves at most `top` of `rows`, a whole and a part at least, and gives how many claims were cut.
fn cut(rows: &mut Vec<Row<'_>>, top: usize) -> usize {
    let cut = rows.split_off(rows.len().min(top.max(2)));
    cut.iter().filter(|row| row.claim.is_some()).count()
}

/// A whole and its parts.
fn members<'r, 'a>(relation: &'r Whole<'a>) -> impl Iterator<Item = &'a Entry> + 'r {
    std::iter::once(relation.whole).chain(relation.parts.iter().copied())
}

/// A claim may be a part of one whole and the whole of others.
fn distinct<'a>(claims: impl Iterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut distinct: Vec<&Entry> = Vec::new();
    for claim in claims {
        if !stands_in(&distinct, claim) {
            distinct.push(claim);
        }
    }
    distinct
}

fn stands_in(claims: &[&Entry], claim: &Entry) -> bool {
    claims.iter().any(|known| std::ptr::eq(*known, claim))
}

fn panel<'a>(
    relation: &Whole<'a>,
    data: Data<'_, 'a>,
    request: &Request,
    figures: &Figures<'_>,
    words: Words<'_>,
) -> Panel<'a> {
    let whole = relation.whole.value.unwrap_or_default();
    let claims: Vec<&Entry> = members(relation).collect();
    let mut named = caption::labels(&claims, data, request.by, Dates::Whole, words).into_iter();
    let mut named = |claim| row(claim, named.next().unwrap_or_default(), figures);
    let mut first = named(relation.whole);
    if first.marks.iter().all(|mark| mark.tint == Tint::Exact) {
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
        let tint = row.marks.first().map_or(Tint::Exact, |mark| mark.tint);
        row.marks = vec![Mark::new(Shape::Bar, tint, sum, end)];
        if allows(relation.whole, end) {
            // Rounding alone takes it beyond the whole.
        } else if sum < whole && end > whole {
            let inside = Mark::new(Shape::Bar, tint, sum, whole);
            row.marks = vec![inside, Mark::new(Shape::Bar, Tint::Beyond, whole, end)];
        } else if end > whole {
            row.marks = vec![Mark::new(Shape::Bar, Tint::Beyond, sum, end)];
        }
        rows.push(row);
        sum = end;
    }
    if !relation.overlap {
        rows.extend(difference(relation, sum, figures, words));
    }
    Panel {
        ticks: false,
        lines: false,
        ..Panel::of(rows)
    }
}

fn row<'a>(claim: &'a Entry, label: Label, figures: &Figures<'_>) -> Row<'a> {
    let value = claim.value.unwrap_or_default();
    Row {
        figure: figures.of(claim, label.planned),
        marks: vec![Mark::new(Shape::Bar, tint(claim, label.planned), Decimal::ZERO, value)],
        label: label.name,
        apart: label.apart,
        side: Vec::new(),
        caption: String::new(),
        claim: Some(claim),
    }
}

/// Whether the words of `whole` allow `sum`.
fn allows(whole: &Entry, sum: Decimal) -> bool {
    let above = whole.lower.is_some_and(|lower| lower <= sum);
    above && whole.upper.is_none_or(|upper| sum <= upper)
}

/// What the parts leave of the whole or have beyond it, unless the words of the whole allow their sum. It is a figure of our
/// own, so all that it is made of must be exact.
fn difference<'a>(relation: &Whole<'_>, sum: Decimal, figures: &Figures<'_>, words: Words<'_>) -> Option<Row<'a>> {
    let whole = relation.whole;
    if members(relation).any(|claim| tint(claim, false) != Tint::Exact) {
        return None;
    }
    let value = whole.value.unwrap_or_default();
    if sum == value || allows(whole, sum) {
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
        figure: figures.exactly(to.checked_sub(from)?, whole),
        marks: vec![Mark::new(Shape::Bar, tint, from, to)],
        side: Vec::new(),
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
        (Tint::Planned, "chart_planned_meaning"),
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
