//! A document as the rules see it: sentences with their figures in place.

use crate::claim::{Change, Entry};
use crate::lexicon::{Checks, Kind, Lexicon, Sign};
use crate::number::Interval;
use crate::quantity::Qualifier;
use crate::source::{Block, Source};
use crate::span::Span;

use super::bounds;
use super::english;
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
    pub sentences: Vec<Sentence>,
    /// The wholes among them with their parts.
    pub parts: Vec<Parts>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// The sums in them.
    pub sums: Vec<Sum>,
}

/// A sentence that holds numerals.
pub struct Sentence {
    /// Its text, line breaks joined, folded to simplified characters.
    pub text: String,
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
    /// The usual reading.
    pub core: Interval,
    /// All readings that can be defended.
    pub hull: Interval,
    /// Whether the format of its document says that it stands in a cell of a table.
    pub cell: bool,
}

impl Figure<'_> {
    /// Whether it is a claim.
    pub fn is_claim(&self) -> bool {
        self.entry.kind == Kind::Claim
    }

    /// Whether it is a claim of a level.
    pub fn is_level(&self) -> bool {
        self.entry.kind == Kind::Claim && self.entry.change == Change::Level && self.entry.value.is_some()
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
        self.entry.kind == Kind::Claim && self.entry.change != Change::Level
    }

    /// Whether it is given in per cent.
    pub fn is_percent(&self) -> bool {
        self.entry.kind == Kind::Claim && &*self.entry.unit == "%"
    }

    /// Whether it may be an operand beside `other`: the same unit.
    pub fn is_like(&self, other: &Self) -> bool {
        self.entry.unit == other.entry.unit && self.entry.dimension == other.entry.dimension
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
            tables: Vec::new(),
            sums: Vec::new(),
        };
        let cells = cells(source);
        let mut at = 0;
        let mut last: Option<&Entry> = None;
        for entry in Self::placed(entries) {
            let behind = cells.partition_point(|cell| cell.start <= entry.start);
            let cell = behind.checked_sub(1).and_then(|at| cells.get(at));
            let cell = cell.filter(|cell| entry.start < cell.end);
            if !last.is_some_and(|last| std::sync::Arc::ptr_eq(&last.sentence, &entry.sentence)) {
                let end = last.map_or(0, |last| last.end);
                // A cell goes on with no other.
                let nearest = match cell {
                    Some(cell) => cell.start,
                    None => entry.start.saturating_sub(NEAR),
                };
                let lead = Span::new(end.max(nearest).min(entry.start), entry.start);
                text.sentences.push(Sentence {
                    lead: opening(lead.of(&source.text), lexicon),
                    text: lexicon.fold.apply(&entry.sentence).into_owned(),
                    english: english::is_english(&entry.sentence),
                    first: text.figures.len(),
                    end: text.figures.len(),
                });
                at = 0;
            }
            last = Some(entry);
            at = text.add(entry, at, cell.is_some());
        }
        text.parts = parts::find(&text, Checks::builtin());
        text.parts.extend(english::parts::find(&text));
        (text.tables, text.sums) = table::find(&text);
        text
    }

    /// The entries that stand in sentences, in the order of the figures.
    pub fn placed(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
        entries.iter().filter(|entry| !entry.sentence.is_empty())
    }

    fn add(&mut self, entry: &'a Entry, at: usize, cell: bool) -> usize {
        let sentence = self.sentences.len().saturating_sub(1);
        let found = entry.sentence.get(at..).and_then(|rest| rest.find(&*entry.text));
        let start = found.map_or(at, |offset| at + offset);
        let span = Span::new(start, (start + entry.text.len()).min(entry.sentence.len()));
        self.figures.push(Figure {
            entry,
            sentence,
            span,
            core: Interval {
                lower: entry.lower,
                upper: entry.upper,
            },
            hull: hull(entry),
            cell,
        });
        if let Some(own) = self.sentences.last_mut() {
            own.end = self.figures.len();
        }
        span.end
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

/// Where the lines of cells stand, in the order of the text.
fn cells(source: &Source) -> Vec<Span> {
    let grids = source.layout.blocks.iter().filter_map(|block| match block {
        Block::Table(grid) => Some(grid),
        Block::Text(..) => None,
    });
    let mut cells: Vec<Span> = grids
        .flat_map(|grid| &grid.cells)
        .flat_map(|cell| &cell.lines)
        .copied()
        .collect();
    cells.sort_unstable_by_key(|cell| cell.start);
    cells
}

/// The text before a sentence, folded, where a colon in it may open a list.
fn opening(lead: &str, lexicon: &Lexicon) -> String {
    if lead.contains(['：', ':']) && !lead.contains(['|', '\t']) {
        lexicon.fold.apply(lead).into_owned()
    } else {
        String::new()
    }
}

/// How far apart the figures of neighbouring sentences may be, in bytes.
const NEAR: usize = 500;

/// All readings that can be defended: about is a fifth either way, nearly down to four fifths.
pub fn hull(entry: &Entry) -> Interval {
    let core = Interval {
        lower: entry.lower,
        upper: entry.upper,
    };
    match (entry.qualifier, entry.value) {
        (Qualifier::About, Some(value)) => bounds::cover(core, bounds::share_of(value, 8, 12)),
        (Qualifier::Nearly, Some(value)) => bounds::cover(core, bounds::share_of(value, 8, 10)),
        _ => core,
    }
}
