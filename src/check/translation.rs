//! Texts and their translations: which paragraph of one says what a paragraph of the other says.

use crate::claim::Entry;
use crate::lexicon::{Checks, WordList};
use crate::span::Span;

use super::Document;

/// The claims of two paragraphs of which one is the translation of the other.
pub struct Pair<'a> {
    /// Those of the first.
    pub first: Vec<&'a Entry>,
    /// Those of the second.
    pub second: Vec<&'a Entry>,
    /// Whether the texts go side by side, paragraph by paragraph.
    pub aligned: bool,
}

/// The paragraphs of `documents` that are translations of each other: of two files, or the abstracts of one.
pub fn pairs<'a>(documents: &[Document<'a>], words: &Checks) -> Vec<Pair<'a>> {
    let mut found = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        found.extend(abstracts(document, words));
        for other in documents.iter().skip(index + 1) {
            if are_versions(&document.source.name, &other.source.name, words) {
                found.extend(side_by_side(document, other));
            }
        }
    }
    found
}

/// Whether two names differ in the mark of a language alone: report.zh.md and report.en.md, or report.md.
fn are_versions(first: &str, second: &str, words: &Checks) -> bool {
    let (first, second) = (stem(first, words), stem(second, words));
    first.0 == second.0 && first.1 != second.1
}

/// The name without ending and mark of a language, and whether that is English; none where there is no mark.
fn stem<'n>(name: &'n str, words: &Checks) -> (&'n str, Option<bool>) {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let marked = |list: &WordList| {
        let (stem, mark) = stem.rsplit_once(['.', '-', '_'])?;
        list.holds(mark).then_some(stem)
    };
    if let Some(stem) = marked(&words.english_mark) {
        return (stem, Some(true));
    }
    marked(&words.chinese_mark).map_or((stem, None), |stem| (stem, Some(false)))
}

/// The paragraphs of two files one beside the other, where these are as many, or as many that hold figures.
fn side_by_side<'a>(first: &Document<'a>, second: &Document<'a>) -> Vec<Pair<'a>> {
    let (first, second) = (blocks(first), blocks(second));
    let aligned = first.len() == second.len();
    let holds = |block: &(Span, Vec<&'a Entry>)| aligned || !block.1.is_empty();
    let claims = |blocks: Vec<(Span, Vec<&'a Entry>)>| -> Vec<Vec<&'a Entry>> {
        blocks.into_iter().filter(holds).map(|(_, claims)| claims).collect()
    };
    let (first, second) = (claims(first), claims(second));
    let as_many = first.len() == second.len() && first.iter().zip(&second).all(|(a, b)| a.len() == b.len());
    if !aligned && !as_many {
        return Vec::new();
    }
    let pairs = first.into_iter().zip(second);
    pairs.map(|(first, second)| Pair { first, second, aligned }).collect()
}

/// The two abstracts of a document.
fn abstracts<'a>(document: &Document<'a>, words: &Checks) -> Option<Pair<'a>> {
    let text = &document.source.text;
    // Most documents hold no such word.
    if !words
        .english_abstract
        .words()
        .iter()
        .any(|word| text.contains(word.as_str()))
    {
        return None;
    }
    let blocks = blocks(document);
    let under = |list: &WordList| {
        let opens = |(span, _): &(Span, Vec<&Entry>)| {
            let opening = span.of(text).trim_start_matches(|mark: char| !mark.is_alphanumeric());
            list.begins(opening).is_some()
        };
        let at = blocks.iter().position(opens)?;
        let own = blocks.iter().skip(at).take(2).map(|(_, claims)| claims);
        own.into_iter().find(|claims| !claims.is_empty()).cloned()
    };
    Some(Pair {
        first: under(&words.chinese_abstract)?,
        second: under(&words.english_abstract)?,
        aligned: false,
    })
}

/// The paragraphs of a document with their claims.
fn blocks<'a>(document: &Document<'a>) -> Vec<(Span, Vec<&'a Entry>)> {
    let text = &document.source.text;
    let mut blocks = Vec::new();
    let mut claims = document.claims().peekable();
    let mut start = 0;
    // Where the format says what its paragraphs are, each is a line.
    let end = if document.source.layout.blocks.is_empty() {
        "\n\n"
    } else {
        "\n"
    };
    for part in text.split_inclusive(end) {
        let span = Span::new(start, start + part.len());
        start = span.end;
        if part.trim().is_empty() {
            continue;
        }
        let mut own = Vec::new();
        while let Some(claim) = claims.next_if(|claim| claim.start < span.end) {
            own.push(claim);
        }
        blocks.push((span, own));
    }
    blocks
}
