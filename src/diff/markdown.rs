//! Differences as a Markdown table, for a review or a message.

use std::io::{self, Write};

use super::quote::{sides, subject};
use super::{Comparison, Difference, What, Words, closing, text};
use crate::table::escape_markdown;

/// Writes the counts, a table of the differences where there are any, and what only has another date.
pub fn write(comparison: &Comparison<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", closing(comparison, words))?;
    let rows = || comparison.differences.iter().filter(|one| one.what != What::Dated);
    if rows().next().is_some() {
        let heads = ["diff_what", "diff_noun", "diff_old", "diff_new_claim", "diff_place"];
        let heads = heads.map(|key| words(key, &[])).join(" | ");
        writeln!(out, "\n| {heads} |\n| --- | --- | --- | --- | --- |")?;
        rows().try_for_each(|difference| row(difference, words, out))?;
    }
    for group in text::dated(comparison) {
        writeln!(out, "\n{}", escape_markdown(&text::of_group(&group, words)))?;
    }
    Ok(())
}

fn row(difference: &Difference<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(claim) = difference.claim() else { return Ok(()) };
    let [old, new] = sides(difference, words);
    let place = format!("{}:{}", claim.source, claim.line);
    let cells = [
        words(difference.what.key(), &[]),
        subject(difference, words),
        old,
        new,
        place,
    ];
    writeln!(out, "| {} |", cells.map(|cell| escape_markdown(&cell)).join(" | "))
}
