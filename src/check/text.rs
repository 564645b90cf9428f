//! A document as the rules see it: sentences with their figures in place.
//!
//! A sentence that is very long, as lists and books on one line are, counts as several: nothing in it is bound to what
//! stands so far away, and what a rule looks through stays short.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::{memchr_iter, memchr2};

use crate::claim::{Change, Entry};
use crate::lexicon::{Checks, Kind, Lexicon, Sign};
use crate::number::Interval;
use crate::source::Source;
use crate::span::Span;

use super::bounds::{core, hull};
use super::english;
use super::extent::clause_start;
use super::line::{Line, Under, cells};
use super::parts::{self, Parts};
use super::table::{self, Sum, Table};

/// A document with its sentences.
pub struct Text<'a> {
    /// The document.
    pub source: &'a Source,
    /// All that was read from it, figures outside running text among them.
    pub entries: &'a [Entry],
    /// Its numerals in sentences, in the order of the text.
    pub figures: Vec<Figure<'a>>,
    /// The sentences that hold them, in order.
    pub sentences: Vec<Sentence<'a>>,
    /// The wholes among them with their parts.
    pub parts: Vec<Parts>,
    /// The figures of those, each with the index of one that it stands in, in order.
    listed: Vec<(usize, usize)>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// The sums in them.
    pub sums: Vec<Sum>,
}

/// A sentence that holds numerals, or a part of a very long one.
pub struct Sentence<'a> {
    /// Its text, line breaks joined, folded to simplified characters.
    pub text: Cow<'a, str>,
    /// The same as written.
    pub written: &'a str,
    /// Where that begins in the whole sentence.
    start: usize,
    /// Whether it is English.
    pub english: bool,
    /// Index of its first figure.
    pub first: usize,
    /// One past the index of its last figure.
    pub end: usize,
    /// What stands in the document between the figures of the sentence before and its own, folded; empty where it
    /// holds no colon.
    pub lead: String,
}

/// One numeral in its sentence.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// What was read.
    pub entry: &'a Entry,
    /// Index of its sentence.
    pub sentence: usize,
    /// Where it stands in the text of its sentence.
    pub span: Span,
    /// Whether it stands in a row of a table.
    pub cell: bool,
    /// Whether it stands in an abstract, which tells what is told below.
    pub summary: bool,
    // What nearly every rule asks of nearly every figure, at hand without the entry.
    claim: bool,
    level: bool,
    percent: bool,
    /// Where its clause begins in the text of its sentence.
    clause: usize,
}

impl Figure<'_> {
    /// The usual reading.
    pub fn core(&self) -> Interval {
        core(self.entry)
    }

    /// All readings that can be defended.
    pub fn hull(&self) -> Interval {
        hull(self.entry)
    }

    /// Whether it is a claim.
    pub const fn is_claim(&self) -> bool {
        self.claim
    }

    /// Whether it is a claim of a level.
    pub const fn is_level(&self) -> bool {
        self.level
    }

    /// Whether it is a level, or a number that stands without unit and noun: 240 of the 400 members, the rest, 160.
    pub fn is_amount(&self) -> bool {
        self.level || !self.claim && self.entry.why == BARE && self.entry.value.is_some()
    }

    /// Whether it is written with digits of its own, and not with a scale alone: 万吨级.
    pub fn is_numbered(&self) -> bool {
        let numerals = &Lexicon::builtin().numerals;
        let spelled = english::is_english(&self.entry.text) && self.entry.lower == self.entry.upper;
        spelled
            || self.entry.text.chars().any(|character| {
                character.is_ascii_digit() || matches!(numerals.sign(character), Some(Sign::Digit(_) | Sign::Tens(_)))
            })
    }

    /// Whether it says how far something rose or fell.
    pub fn is_change(&self) -> bool {
        self.claim && self.entry.change != Change::Level
    }

    /// Whether it is given in per cent.
    pub const fn is_percent(&self) -> bool {
        self.percent
    }

    /// Whether it may be an operand beside `other`: the same unit.
    pub fn is_like(&self, other: &Self) -> bool {
        is_like(self.entry, other.entry)
    }
}

impl<'a> Text<'a> {
    /// Puts the entries of a document, every numeral of it, into their sentences.
    pub fn new(source: &'a Source, entries: &'a [Entry], lexicon: &Lexicon) -> Self {
        let mut text = Self {
            source,
            entries,
            figures: Vec::with_capacity(entries.len()),
            sentences: Vec::new(),
            parts: Vec::new(),
            listed: Vec::new(),
            tables: Vec::new(),
            sums: Vec::new(),
        };
        let cells = cells(source);
        let mut line = Line::default();
        let mut under = Under::default();
        let mut last: Option<&Entry> = None;
        for entry in Self::placed(entries) {
            let behind = cells.partition_point(|cell| cell.start <= entry.start);
            let cell = behind.checked_sub(1).and_then(|at| cells.get(at));
            let cell = cell.filter(|cell| entry.start < cell.end);
            let goes_on = last.is_some_and(|last| Arc::ptr_eq(&last.sentence, &entry.sentence));
            let beside = text.beside(entry).filter(|_| goes_on);
            let at = beside.unwrap_or_else(|| {
                // A cell goes on with no other.
                let nearest = cell.map_or(entry.start.saturating_sub(NEAR), |cell| cell.start);
                let end = last.map_or(0, |last| last.end);
                let lead = Span::new(end.max(nearest).min(entry.start), entry.start);
                text.open(goes_on, lead, entry, lexicon)
            });
            line.reach(&source.text, entry.start);
            line.cell = if source.layout.is_empty() {
                line.row
            } else {
                cell.is_some()
            };
            let mut own = line;
            own.summary |= under.is_summary(&entry.section);
            text.add(entry, at, own);
            last = Some(entry);
        }
        let parts = || {
            let mut parts = parts::find(&text, Checks::builtin());
            parts.extend(english::parts::find(&text));
            parts
        };
        let (parts, (tables, sums)) = rayon::join(parts, || table::find(&text));
        Self {
            listed: listed(&parts),
            parts,
            tables,
            sums,
            ..text
        }
    }

    /// The wholes and parts among which the figure at `place` stands.
    pub fn lists_of(&self, place: usize) -> impl Iterator<Item = &Parts> {
        let first = self.listed.partition_point(|(figure, _)| *figure < place);
        let own = self
            .listed
            .iter()
            .skip(first)
            .take_while(move |(figure, _)| *figure == place);
        own.filter_map(|(_, list)| self.parts.get(*list))
    }

    /// The entries that stand in sentences, in the order of the figures.
    pub fn placed(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
        entries.iter().filter(|entry| !entry.sentence.is_empty())
    }

    /// Where `entry` stands in the part of its sentence that was begun; none where that ends before.
    fn beside(&self, entry: &Entry) -> Option<usize> {
        let own = self.sentences.last()?;
        let end = self.figures.last()?.span.end;
        let whole = own.start + own.written.len() == entry.sentence.len();
        find(own.written, end, &entry.text).or(whole.then_some(end))
    }

    /// Begins the sentence of `entry`, or another part of it where it `goes_on`; gives where the entry stands in that. Since
    /// the figure before it, `lead` stands in the document.
    fn open(&mut self, goes_on: bool, lead: Span, entry: &'a Entry, lexicon: &Lexicon) -> usize {
        let whole: &'a str = &entry.sentence;
        let done = match (self.sentences.last(), self.figures.last()) {
            (Some(part), Some(figure)) if goes_on => part.start + figure.span.end,
            _ => 0,
        };
        let near = whole.floor_char_boundary(done.saturating_add(if goes_on { 2 * LONGEST } else { whole.len() }));
        let at = find(Span::new(0, near).of(whole), done, &entry.text).unwrap_or(done);
        let start = whole.floor_char_boundary(at.saturating_sub(LONGEST / 2)).max(done);
        let written = Span::new(start, whole.floor_char_boundary(start + LONGEST)).of(whole);
        self.sentences.push(Sentence {
            lead: opening(lead.of(&self.source.text), lexicon),
            text: lexicon.fold.apply(written),
            written,
            start,
            english: english::is_english(written),
            first: self.figures.len(),
            end: self.figures.len(),
        });
        at - start
    }

    fn add(&mut self, entry: &'a Entry, at: usize, line: Line) {
        let sentence = self.sentences.len().saturating_sub(1);
        let own = self.sentences.last();
        let length = own.map_or(0, |own| own.written.len());
        let claim = entry.kind == Kind::Claim;
        self.figures.push(Figure {
            entry,
            sentence,
            span: Span::new(at, (at + entry.text.len()).min(length)),
            cell: line.cell,
            summary: line.summary,
            claim,
            clause: own.map_or(0, |own| clause_start(Span::new(0, at).of(&own.text))),
            level: claim && entry.change == Change::Level && entry.value.is_some(),
            percent: claim && &*entry.unit == PERCENT,
        });
        if let Some(own) = self.sentences.last_mut() {
            own.end = self.figures.len();
        }
    }

    /// The figure at `index`.
    pub fn figure(&self, index: usize) -> Option<&Figure<'a>> {
        self.figures.get(index)
    }

    /// The text of the sentence of `figure`.
    pub fn sentence(&self, figure: &Figure<'_>) -> &str {
        self.sentences
            .get(figure.sentence)
            .map_or("", |sentence| &sentence.text)
    }

    /// The same as written.
    pub fn written(&self, figure: &Figure<'_>) -> &'a str {
        self.sentences
            .get(figure.sentence)
            .map_or("", |sentence| sentence.written)
    }

    /// Whether the sentence of `figure` is English.
    pub fn is_english(&self, figure: &Figure<'_>) -> bool {
        self.sentences
            .get(figure.sentence)
            .is_some_and(|sentence| sentence.english)
    }

    /// What stands before `figure` in its sentence.
    pub fn before(&self, figure: &Figure<'_>) -> &str {
        Span::new(0, figure.span.start).of(self.sentence(figure))
    }

    /// What stands before `figure` in its clause.
    pub fn clause(&self, figure: &Figure<'_>) -> &str {
        Span::new(figure.clause, figure.span.start).of(self.sentence(figure))
    }

    /// What stands behind `figure` in its sentence.
    pub fn after(&self, figure: &Figure<'_>) -> &str {
        let text = self.sentence(figure);
        Span::new(figure.span.end, text.len()).of(text)
    }

    /// What stands between two figures of one sentence.
    pub fn between(&self, first: &Figure<'_>, second: &Figure<'_>) -> &str {
        if first.sentence == second.sentence {
            Span::new(first.span.end, second.span.start).of(self.sentence(first))
        } else {
            ""
        }
    }

    /// Whether one sentence follows the other closely, in one paragraph or the next.
    pub fn adjoins(&self, first: usize, second: usize) -> bool {
        let end = |index: usize| {
            let last = self.sentences.get(index)?.end.checked_sub(1)?;
            self.figure(last).map(|figure| figure.entry.end)
        };
        let start = |index: usize| {
            let first = self.sentences.get(index)?.first;
            self.figure(first).map(|figure| figure.entry.start)
        };
        match (end(first), start(second)) {
            (Some(end), Some(start)) => start.saturating_sub(end) < NEAR,
            _ => false,
        }
    }
}

/// Whether two figures count in one unit. People are counted by several classifiers, and the currency may be left out
/// behind a scale: 12亿元，其中7.8亿.
pub fn is_like(first: &Entry, second: &Entry) -> bool {
    if first.unit == second.unit {
        return first.dimension == second.dimension;
    }
    let person = |entry: &Entry| &*entry.dimension == PERSON && entry.text.ends_with(&*entry.unit);
    person(first) && person(second)
}

/// The unit of percentages.
const PERCENT: &str = "%";
/// The dimension of people.
const PERSON: &str = "person";

/// The figures of all lists, each with the index of its list.
fn listed(lists: &[Parts]) -> Vec<(usize, usize)> {
    let figures = |(at, list): (usize, &Parts)| {
        let all: Vec<(usize, usize)> = std::iter::once(&list.whole)
            .chain(&list.parts)
            .map(|&figure| (figure, at))
            .collect();
        all
    };
    let mut listed: Vec<(usize, usize)> = lists.iter().enumerate().flat_map(figures).collect();
    listed.sort_unstable();
    listed
}

/// Where `entry` stands in `text` behind byte `from`.
fn find(text: &str, from: usize, entry: &str) -> Option<usize> {
    // What is looked for stands near: a search that prepares itself for long texts would cost more.
    let (rest, first) = (text.get(from..)?.as_bytes(), *entry.as_bytes().first()?);
    let mut places = memchr_iter(first, rest);
    let offset = places.find(|&at| rest.get(at..).is_some_and(|rest| rest.starts_with(entry.as_bytes())))?;
    Some(from + offset)
}

/// The text before a sentence, folded, where a colon in it may open a list.
fn opening(lead: &str, lexicon: &Lexicon) -> String {
    let colon = memchr2(b':', WIDE_COLON, lead.as_bytes()).is_some() && lead.contains(['：', ':']);
    if colon && !lead.contains(['|', '\t']) {
        lexicon.fold.apply(lead).into_owned()
    } else {
        String::new()
    }
}

/// The first byte of a wide colon.
const WIDE_COLON: u8 = 0xef;
/// Why a number is no claim that has neither unit nor noun.
const BARE: &str = "bare_number";
/// Longest part of a sentence, in bytes.
const LONGEST: usize = 2048;
/// How far apart the figures of neighbouring sentences may be, in bytes.
const NEAR: usize = 500;
