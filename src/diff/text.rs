//! Differences for people: one line each, with the place in the new document, or in the old where it vanished.

use std::io::{self, Write};

use super::{Comparison, Difference, Words, closing, noun, written};
use crate::claim::Entry;

/// Writes a line for each difference and the counts behind them.
pub fn write(comparison: &Comparison<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    for difference in &comparison.differences {
        line(difference, words, out)?;
    }
    writeln!(out, "{}", closing(comparison, words))
}

fn line(difference: &Difference<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(claim) = difference.claim() else { return Ok(()) };
    let what = words(difference.what.key(), &[]);
    write!(out, "{}: {what} {}: ", place(claim), visible(&noun(claim, words)))?;
    match (difference.old, difference.new) {
        (Some(old), Some(new)) => {
            let (was, is) = (written(old, &difference.fields), written(new, &difference.fields));
            let from = words("diff_from", &[("place", place(old).into())]);
            if was == is {
                writeln!(out, "{} {from}", visible(&is))
            } else {
                writeln!(out, "{} \u{2192} {} {from}", visible(&was), visible(&is))
            }
        }
        _ => writeln!(out, "{}", visible(&written(claim, &[]))),
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
