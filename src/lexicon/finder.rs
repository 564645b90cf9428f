//! The automaton that finds, in one pass, where numbers may stand and which shapes of text hold numerals
//! without counting anything.

use std::collections::HashMap;

use regex_automata::meta::Regex;
use serde::Deserialize;

use super::{Error, Kind};
use super::numerals::Numerals;
use crate::span::Span;

/// Why a numeral is set aside: a kind and a key of the lexicon's reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: Kind,
    /// Key of the reason.
    pub why: &'static str,
}

/// What the automaton found at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A shape or word that counts nothing.
    Aside(Span, Aside),
    /// A character that may begin a number.
    Number(usize),
}

/// The compiled patterns of shapes, words and numerals.
pub struct Finder {
    regex: Regex,
    patterns: Vec<Aside>,
    words: HashMap<String, Aside>,
    shapes: Vec<ShapeEntry>,
}

/// One shape of the lexicon.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShapeEntry {
    /// Key of the reason.
    pub why: String,
    /// The kind that its numerals are of.
    pub kind: Kind,
    /// What it is.
    pub doc: String,
    /// The regular expression.
    pub pattern: String,
    /// Texts that it must match whole.
    pub examples: Vec<String>,
}

/// Words that hold numerals and count nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordGroup {
    /// Key of the reason.
    pub why: String,
    /// The kind that their numerals are of.
    pub kind: Kind,
    #[serde(rename = "doc")]
    _doc: String,
    /// The words, sorted.
    pub words: Vec<String>,
}

impl Finder {
    pub(super) fn parse(shapes: &str, names: &str, numerals: &Numerals) -> Result<Self, Error> {
        let shapes: Shapes = toml::from_str(shapes)?;
        let names: Names = toml::from_str(names)?;
        let shapes: Vec<ShapeEntry> = shapes.shape.into_iter().chain(names.pattern).collect();
        let mut patterns = Vec::new();
        let mut sources = Vec::new();
        for shape in &shapes {
            patterns.push(aside(shape.kind, &shape.why));
            sources.push(shape.pattern.clone());
        }
        let mut words = HashMap::new();
        for group in names.group {
            let aside = aside(group.kind, &group.why);
            words.extend(group.words.into_iter().map(|word| (word, aside)));
        }
        sources.push(alternation(words.keys()));
        sources.push(format!("[0-9０-９{}]", numerals.starters()));
        Ok(Self { regex: Regex::new_many(&sources)?, patterns, words, shapes })
    }

    /// The first thing found at or behind byte `at`.
    pub fn find(&self, text: &str, at: usize) -> Option<Found> {
        let found = self.regex.find(regex_automata::Input::new(text).range(at..))?;
        let span = Span::new(found.start(), found.end());
        let pattern = found.pattern().as_usize();
        if let Some(aside) = self.patterns.get(pattern) {
            return Some(Found::Aside(span, *aside));
        }
        match self.words.get(span.of(text)) {
            Some(aside) if pattern == self.patterns.len() => Some(Found::Aside(span, *aside)),
            _ => Some(Found::Number(span.start)),
        }
    }

    /// The shapes as they stand in the file.
    pub fn shapes(&self) -> &[ShapeEntry] {
        &self.shapes
    }
}

/// One alternation of literal words, the longest first, so that the leftmost longest wins.
fn alternation<'a>(words: impl Iterator<Item = &'a String>) -> String {
    let mut words: Vec<&String> = words.collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    let escaped: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    escaped.join("|")
}

/// Reasons live as long as the program: there are few, and entries point to them.
fn aside(kind: Kind, why: &str) -> Aside {
    Aside { kind, why: super::intern(why) }
}

#[derive(Deserialize)]
struct Shapes {
    shape: Vec<ShapeEntry>,
}

#[derive(Deserialize)]
struct Names {
    group: Vec<WordGroup>,
    pattern: Vec<ShapeEntry>,
}
