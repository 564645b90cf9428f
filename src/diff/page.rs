//! Differences as a page to read, with the sentences of both versions, each once.

use std::io::{self, Write};

use askama::Template;

use super::quote::{Piece, cut, sides, subject};
use super::{Comparison, Difference, What, Words, closing, text};
use crate::claim::Entry;
use crate::html;

const STYLE: &str = include_str!("diff.css");

#[derive(Template)]
#[template(path = "diff/diff.html")]
struct Whole<'a> {
    language: String,
    policy: String,
    style: &'static str,
    title: String,
    counts: String,
    heads: [String; 5],
    groups: Vec<Group<'a>>,
    dated: Vec<String>,
}

/// Differences that stand in the same sentences.
struct Group<'a> {
    rows: Vec<Row>,
    old: Vec<Vec<Piece<'a>>>,
    new: Vec<Vec<Piece<'a>>>,
}

/// A difference as the page shows it.
struct Row {
    class: &'static str,
    what: String,
    noun: String,
    old: String,
    new: String,
    place: String,
}

/// Writes the page, which fetches nothing and runs nothing.
pub fn write(comparison: &Comparison<'_>, words: Words<'_>, out: &mut dyn Write) -> io::Result<()> {
    let heads = ["diff_what", "diff_noun", "diff_old", "diff_new_claim", "diff_place"];
    let shown: Vec<&Difference<'_>> = comparison
        .differences
        .iter()
        .filter(|difference| difference.what != What::Dated)
        .collect();
    let whole = Whole {
        language: words("language_tag", &[]),
        policy: html::policy("", STYLE),
        style: STYLE,
        title: words("diff_title", &[]),
        counts: closing(comparison, words),
        heads: heads.map(|key| words(key, &[])),
        groups: shown
            .chunk_by(|first, second| is_one(first, second))
            .map(|group| self::group(group, words))
            .collect(),
        dated: text::dated(comparison)
            .iter()
            .map(|group| text::of_group(group, words))
            .collect(),
    };
    whole.write_into(&mut { out }).map_err(io::Error::other)
}

/// Whether two neighbours share a sentence.
fn is_one(first: &Difference<'_>, second: &Difference<'_>) -> bool {
    let same = |first: Option<&Entry>, second: Option<&Entry>| {
        let both = first.zip(second);
        both.is_some_and(|(first, second)| first.sentence == second.sentence && first.source == second.source)
    };
    same(first.new, second.new) || same(first.old, second.old)
}

fn group<'a>(group: &[&Difference<'a>], words: Words<'_>) -> Group<'a> {
    let old = group.iter().filter_map(|one| Some((one.old?, one.alike[0])));
    let new = group.iter().filter_map(|one| Some((one.new?, one.alike[1])));
    let (old, new) = (sentences(old), sentences(new));
    Group {
        rows: group.iter().filter_map(|difference| row(difference, words)).collect(),
        old,
        new,
    }
}

/// The sentences of claims, each once, with the claims marked; a cell that is all figure has none.
fn sentences<'a>(claims: impl Iterator<Item = (&'a Entry, usize)>) -> Vec<Vec<Piece<'a>>> {
    let mut sentences: Vec<(&'a str, Vec<(&'a str, usize)>)> = Vec::new();
    for (claim, alike) in claims.filter(|(claim, _)| claim.sentence.trim() != claim.text.trim()) {
        let figure = (claim.text.as_str(), alike);
        match sentences.iter_mut().find(|(sentence, _)| *sentence == &*claim.sentence) {
            Some((_, figures)) => figures.push(figure),
            None => sentences.push((&claim.sentence, vec![figure])),
        }
    }
    sentences
        .into_iter()
        .map(|(sentence, figures)| cut(sentence, &figures))
        .collect()
}

fn row(difference: &Difference<'_>, words: Words<'_>) -> Option<Row> {
    let claim = difference.claim()?;
    let [old, new] = sides(difference, words);
    Some(Row {
        class: difference.what.word(),
        what: words(difference.what.key(), &[]),
        noun: subject(difference, words),
        old,
        new,
        place: format!("{}:{}", claim.source, claim.line),
    })
}
