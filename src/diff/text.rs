//! Differences for people: one line each, with the place in the new document, or in the old where it vanished. Figures
//! that only have another date are told behind them, once for each date.

use std::io::{self, Write};

use super::quote::{dates, noun, sides, subject};
use super::year::beside;
use super::{Comparison, Difference, What, Words, closing, figure};
use crate::claim::Entry;

/// Writes the differences and the counts behind them.
pub fn write(comparison: &Comparison<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    for difference in comparison.differences.iter().filter(|one| one.what != What::Dated) {
        line(difference, words, out)?;
    }
    for group in dated(comparison) {
        writeln!(out, "{}", visible(&of_group(&group, words)))?;
    }
    writeln!(out, "{}", closing(comparison, words))
}

/// The differences of dates alone, by document and by both dates, in the order of first coming.
pub(super) fn dated<'c, 'a>(comparison: &'c Comparison<'a>) -> Vec<Vec<&'c Difference<'a>>> {
    let key = |difference: &Difference<'a>| {
        let (old, new) = (difference.old?, difference.new?);
        let years = (old.period == new.period).then(|| [old, new].map(beside));
        Some((&*new.source, &*old.period, &*new.period, years))
    };
    let mut groups: Vec<Vec<&Difference<'a>>> = Vec::new();
    for difference in comparison.differences.iter().filter(|one| one.what == What::Dated) {
        let own = groups
            .iter_mut()
            .find(|group| group.first().and_then(|first| key(first)) == key(difference));
        match own {
            Some(group) => group.push(difference),
            None => groups.push(vec![difference]),
        }
    }
    groups
}

/// The sentence of figures that have another date.
pub(super) fn of_group(group: &[&Difference<'_>], words: Words<'_>) -> String {
    let both = group.first().and_then(|first| first.old.zip(first.new));
    let Some((old, new)) = both else { return String::new() };
    let figures = group.iter().filter_map(|difference| difference.new).map(|claim| {
        let fields = [
            ("noun", noun(claim, words).into()),
            ("figure", figure(claim, words).into()),
            ("line", claim.line.into()),
            ("column", claim.column.into()),
        ];
        words("diff_dated_figure", &fields)
    });
    let figures: Vec<String> = figures.collect();
    let [from, to] = dates(old, new, words);
    let fields = [
        ("path", (&*new.source).into()),
        ("from", from.into()),
        ("to", to.into()),
        ("figures", figures.join(&words("list_comma", &[])).into()),
    ];
    words("diff_dated_group", &fields)
}

fn line(difference: &Difference<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(claim) = difference.claim() else { return Ok(()) };
    let what = words(difference.what.key(), &[]);
    write!(
        out,
        "{}: {what} {}: ",
        place(claim),
        visible(&subject(difference, words))
    )?;
    let [was, is] = sides(difference, words);
    match difference.old.filter(|_| difference.new.is_some()) {
        Some(old) => {
            let from = words("diff_from", &[("place", place(old).into())]);
            if was == is {
                writeln!(out, "{} {from}", visible(&is))
            } else {
                writeln!(out, "{} \u{2192} {} {from}", visible(&was), visible(&is))
            }
        }
        None => writeln!(out, "{}", visible(if is.is_empty() { &was } else { &is })),
    }
}

fn place(claim: &Entry) -> String {
    format!("{}:{}:{}", visible(&claim.source), claim.line, claim.column)
}

/// Control characters, which could move a terminal's cursor, as a space.
fn visible(text: &str) -> String {
    let shown = |letter: char| if letter.is_control() { ' ' } else { letter };
    text.chars().map(shown).collect()
}
