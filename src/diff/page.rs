//! Differences as a page to read, with the sentences of both versions.

use std::io::{self, Write};

use askama::Template;

use super::{Comparison, Difference, Words, closing, noun, written};
use crate::claim::Entry;
use crate::html;

const STYLE: &str = include_str!("diff.css");

#[derive(Template)]
#[template(path = "diff/diff.html")]
struct Whole {
    language: String,
    policy: String,
    style: &'static str,
    title: String,
    counts: String,
    heads: [String; 5],
    rows: Vec<Row>,
}

/// A difference as the page shows it.
struct Row {
    class: &'static str,
    what: String,
    noun: String,
    old: String,
    old_sentence: String,
    new: String,
    new_sentence: String,
    place: String,
}

/// Writes the page, which fetches nothing and runs nothing.
pub fn write(comparison: &Comparison<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    let heads = ["diff_what", "diff_noun", "diff_old", "diff_new_claim", "diff_place"];
    let whole = Whole {
        language: words("language_tag", &[]),
        policy: html::policy("", STYLE),
        style: STYLE,
        title: words("diff_title", &[]),
        counts: closing(comparison, words),
        heads: heads.map(|key| words(key, &[])),
        rows: comparison
            .differences
            .iter()
            .filter_map(|difference| row(difference, words))
            .collect(),
    };
    whole.write_into(&mut { out }).map_err(io::Error::other)
}

fn row(difference: &Difference<'_>, words: Words<'_>) -> Option<Row> {
    let claim = difference.claim()?;
    let side = |claim: Option<&Entry>| claim.map_or(String::new(), |claim| written(claim, &difference.fields));
    let sentence = |claim: Option<&Entry>| claim.map_or(String::new(), |claim| claim.sentence.to_string());
    Some(Row {
        class: difference.what.word(),
        what: words(difference.what.key(), &[]),
        noun: noun(claim, words),
        old: side(difference.old),
        old_sentence: sentence(difference.old),
        new: side(difference.new),
        new_sentence: sentence(difference.new),
        place: format!("{}:{}", claim.source, claim.line),
    })
}
