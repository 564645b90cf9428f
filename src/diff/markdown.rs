//! Differences as a Markdown table, for a review or a message.

use std::io::{self, Write};

use super::{Comparison, Difference, Words, closing, noun, written};
use crate::claim::Entry;
use crate::table::escape_markdown;

/// Writes the counts, and a table of the differences where there are any.
pub fn write(comparison: &Comparison<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", closing(comparison, words))?;
    if comparison.differences.is_empty() {
        return Ok(());
    }
    let heads = ["diff_what", "diff_noun", "diff_old", "diff_new_claim", "diff_place"];
    let heads = heads.map(|key| words(key, &[])).join(" | ");
    writeln!(out, "\n| {heads} |\n| --- | --- | --- | --- | --- |")?;
    for difference in &comparison.differences {
        row(difference, words, out)?;
    }
    Ok(())
}

fn row(difference: &Difference<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(claim) = difference.claim() else { return Ok(()) };
    let side = |claim: Option<&Entry>| claim.map_or(String::new(), |claim| written(claim, &difference.fields));
    let place = format!("{}:{}", claim.source, claim.line);
    let cells = [
        words(difference.what.key(), &[]),
        noun(claim, words),
        side(difference.old),
        side(difference.new),
        place,
    ];
    writeln!(out, "| {} |", cells.map(|cell| escape_markdown(&cell)).join(" | "))
}
