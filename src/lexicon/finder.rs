//! Finds the shapes and words that hold numerals without counting.
//!
//! A survey notes the characters that numbers begin with. At each of them the shapes are tried from where they
//! could begin (a bracket, a run of Latin letters), and the words that hold the character are looked up.

use serde::Deserialize;

use super::automaton::Automaton;
use super::characters::{Characters, Classes};
use super::dictionary::{mask, window};
use super::numerals::Numerals;
use super::pairs::{Key, Pairs};
use super::{Error, Kind};
use crate::span::{Span, first_char, last_char};

/// Longest run of Latin letters and signs that is looked back over for the beginning of a shape, in bytes.
const LONGEST_RUN: usize = 256;
/// How many characters before a numeral may open a shape, apart from a run of Latin letters.
const LAST_CHARACTERS: usize = 5;
/// A number of so many digits may be one to call.
const LONGEST_NUMBER: usize = 8;

/// Why a numeral is set aside: a kind and a key of the lexicon's reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: Kind,
    /// Key of the reason.
    pub why: &'static str,
}

/// The compiled patterns of numerals and shapes, and the words.
pub struct Finder {
    shapes: Automaton,
    asides: Vec<Aside>,
    /// The words, by their keys.
    words: Vec<Filed>,
    keys: Pairs,
    entries: Vec<ShapeEntry>,
}

/// A word filed by the numeral that it holds and the character beside that.
struct Filed {
    key: Key,
    /// Bytes before the numeral.
    before: usize,
    /// The first bytes behind that, as [`window`] gives them, which tell most words apart.
    first: u64,
    /// Which of them belong to the word.
    mask: u64,
    word: String,
    not_after: String,
    aside: Aside,
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
    /// Characters, other than Latin letters and signs, that may stand between its beginning and its first numeral.
    #[serde(default)]
    pub lead: String,
    /// Characters, other than Latin letters and digits, with which it may begin.
    #[serde(default)]
    pub opens: String,
    /// Characters that may stand behind its first numeral, where it begins with that.
    #[serde(default)]
    pub behind: String,
    /// Characters that make another word of its beginning when they stand before it.
    #[serde(default)]
    pub not_before: String,
    /// Characters that must follow it, where any are given; so may the end of the text.
    #[serde(default)]
    pub followed: String,
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
    pub(super) _doc: String,
    /// Characters behind which the words are others: 四季 in 第四季度.
    #[serde(default)]
    pub not_after: String,
    /// The words, sorted.
    pub words: Vec<String>,
}

impl Finder {
    /// Reads the files; a reader's `own` words stand before theirs.
    pub(super) fn parse(shapes: &str, names: &str, numerals: &Numerals, own: &[WordGroup]) -> Result<Self, Error> {
        let shapes: Shapes = serde_json::from_str(shapes)?;
        let mut names: Names = serde_json::from_str(names)?;
        names.group.splice(..0, own.iter().cloned());
        let entries: Vec<ShapeEntry> = shapes.shape.into_iter().chain(names.pattern).collect();
        let mut words: Vec<Filed> = names
            .group
            .iter()
            .flat_map(|group| group.words.iter().filter_map(|word| file(word, group, numerals)))
            .collect();
        words.sort_by(|a, b| a.key.cmp(&b.key).then(b.word.len().cmp(&a.word.len())));
        Ok(Self {
            shapes: Automaton::of(super::SHAPES).ok_or("the table of shapes is too short")?,
            asides: entries.iter().map(|shape| aside(shape.kind, &shape.why)).collect(),
            keys: Pairs::of(words.iter().map(|word| word.key)),
            words,
            entries,
        })
    }

    /// Enters the characters that stand in shapes beside their first numeral.
    pub(super) fn classify(&self, characters: &mut Characters) {
        let shapes = &self.entries;
        characters.add(Classes::LEADS, ' '..='~');
        characters.add(Classes::LEADS, shapes.iter().flat_map(|shape| shape.lead.chars()));
        characters.add(Classes::OPENS, (' '..='~').filter(char::is_ascii_alphanumeric));
        characters.add(Classes::OPENS, shapes.iter().flat_map(|shape| shape.opens.chars()));
        characters.add(Classes::BEHIND, shapes.iter().flat_map(|shape| shape.behind.chars()));
    }

    /// The longest shape or word that holds the numeral at `start`, which a survey noted, and begins at or behind
    /// byte `at`.
    pub fn find(&self, text: &str, at: usize, start: usize, characters: &Characters) -> Option<(Span, Aside)> {
        let shape = self.shape(text, at, start, characters);
        let word = self.word(text, at, start);
        match (shape, word) {
            (Some(shape), Some(word)) => Some(if word.0.end >= shape.0.end { word } else { shape }),
            (shape, word) => shape.or(word),
        }
    }

    /// The shapes as they stand in the file.
    pub fn shapes(&self) -> &[ShapeEntry] {
        &self.entries
    }

    /// The shape that holds the numeral at `start` and begins at or behind byte `at`.
    fn shape(&self, text: &str, at: usize, start: usize, characters: &Characters) -> Option<(Span, Aside)> {
        let before = Span::new(at, start).of(text);
        if last_char(before).is_some_and(|last| characters.of(last).has(Classes::LEADS)) {
            let found = openings(before, characters)
                .into_iter()
                .flatten()
                .map(|offset| at + offset)
                .find_map(|from| self.shape_at(text, from));
            if let Some(found) = found.filter(|(span, _)| span.end > start) {
                return Some(found);
            }
        }
        may_open(Span::new(start, text.len()).of(text), characters)
            .then(|| self.shape_at(text, start))
            .flatten()
    }

    /// The shape that begins just at byte `from`.
    fn shape_at(&self, text: &str, from: usize) -> Option<(Span, Aside)> {
        let (pattern, end) = self.shapes.find(text, from)?;
        let entry = self.entries.get(pattern)?;
        let before = Span::new(0, from).of(text).chars().next_back();
        let behind = Span::new(end, text.len()).of(text).chars().next();
        let latin = |character: char| character.is_ascii_alphanumeric();
        let cut = before.is_some_and(latin) && Span::new(from, text.len()).of(text).starts_with(latin);
        let spoiled = cut || before.is_some_and(|before| entry.not_before.contains(before));
        let stands = entry.followed.is_empty() || behind.is_none_or(|behind| entry.followed.contains(behind));
        (stands && !spoiled).then_some((Span::new(from, end), *self.asides.get(pattern)?))
    }

    /// The longest word that holds the numeral at `start` and begins at or behind byte `at`.
    fn word(&self, text: &str, at: usize, start: usize) -> Option<(Span, Aside)> {
        let numeral = Span::new(start, text.len()).of(text);
        let first = first_char(numeral)?;
        let behind = Span::new(start + first.len_utf8(), text.len()).of(text);
        let next = first_char(behind).and_then(|next| self.filed((first, next), text, at, start));
        let last = last_char(Span::new(at, start).of(text));
        let last = last.and_then(|last| self.filed((last, first), text, at, start));
        next.into_iter().chain(last).max_by_key(|(span, _)| span.end)
    }

    #[inline]
    fn filed(&self, key: Key, text: &str, at: usize, start: usize) -> Option<(Span, Aside)> {
        if self.keys.may_hold(key) {
            self.with_key(key, text, at, start)
        } else {
            None
        }
    }

    fn with_key(&self, key: Key, text: &str, at: usize, start: usize) -> Option<(Span, Aside)> {
        let same = self.words.get(self.keys.get(key)?)?.iter();
        let first = window(Span::new(start, text.len()).of(text));
        same.filter(|filed| first & filed.mask == filed.first && start >= at + filed.before)
            .map(|filed| {
                (
                    Span::new(start - filed.before, start - filed.before + filed.word.len()),
                    filed,
                )
            })
            .find(|(span, filed)| span.of(text) == filed.word && !filed.is_spoiled(Span::new(0, span.start).of(text)))
            .map(|(span, filed)| (span, filed.aside))
    }
}

impl Filed {
    /// Whether what stands before the word makes it another.
    fn is_spoiled(&self, before: &str) -> bool {
        before
            .chars()
            .next_back()
            .is_some_and(|last| self.not_after.contains(last))
    }
}

/// Files a word by its first numeral and the character behind it, or before it where the numeral is the last.
fn file(word: &str, group: &WordGroup, numerals: &Numerals) -> Option<Filed> {
    let (before, numeral) = word
        .char_indices()
        .find(|&(_, character)| numerals.sign(character).is_some() || character.is_ascii_digit())?;
    let behind = Span::new(before + numeral.len_utf8(), word.len())
        .of(word)
        .chars()
        .next();
    let ahead = Span::new(0, before).of(word).chars().next_back();
    let key = behind
        .map(|behind| (numeral, behind))
        .or_else(|| ahead.map(|ahead| (ahead, numeral)))?;
    let own = word.get(before..)?;
    Some(Filed {
        key,
        before,
        first: window(own),
        mask: mask(own.len()),
        word: word.to_owned(),
        not_after: group.not_after.clone(),
        aside: aside(group.kind, &group.why),
    })
}

/// Where shapes could begin at the end of `before`: at the run of Latin letters and signs there, and at each of
/// the last characters.
fn openings(before: &str, characters: &Characters) -> [Option<usize>; LAST_CHARACTERS + 1] {
    let mut openings = [None; LAST_CHARACTERS + 1];
    let latin = |&(at, character): &(usize, char)| {
        before.len() - at < LONGEST_RUN && character.is_ascii_graphic() && !matches!(character, '(' | '[' | '"' | '<')
    };
    let opens = |&(_, character): &(usize, char)| characters.of(character).has(Classes::OPENS);
    let run = before.char_indices().rev().take_while(latin).last().filter(opens);
    openings[0] = run.map(|(at, _)| at);
    let near = before
        .char_indices()
        .rev()
        .take_while(|&(_, character)| characters.of(character).has(Classes::LEADS));
    for (slot, near) in openings.iter_mut().skip(1).zip(near) {
        // No shape begins inside a word of Latin letters and digits.
        let inside = near.1.is_ascii_alphanumeric()
            && last_char(Span::new(0, near.0).of(before)).is_some_and(|last| last.is_ascii_alphanumeric());
        *slot = Some(near).filter(|near| !inside && opens(near)).map(|(at, _)| at);
    }
    openings
}

/// Whether a shape can begin with the numeral at the start of `text`, by what stands behind it.
fn may_open(text: &str, characters: &Characters) -> bool {
    let mut rest = text;
    for _ in 0..LONGEST_NUMBER {
        let Some(character) = first_char(rest) else {
            return false;
        };
        let classes = characters.of(character);
        if !classes.has(Classes::NUMERAL) {
            return classes.has(Classes::BEHIND);
        }
        rest = Span::new(character.len_utf8(), rest.len()).of(rest);
    }
    true
}

/// Reasons live as long as the program: there are few, and entries point to them.
fn aside(kind: Kind, why: &str) -> Aside {
    Aside {
        kind,
        why: super::intern(why),
    }
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
