//! Claims: what each quantity counts, when it holds, and why other numerals are no claims.
//!
//! The way of one passage: [`mark`] finds its numerals and reads them as quantities and dates, `setaside` tells
//! claims from the rest, `clause` cuts each sentence into words, `noun` reads what is counted, `metric` what that
//! adds up to, and `when` the period. `gaps` accounts for numerals that stand outside all passages.

mod bare_year;
mod clause;
mod column_unit;
mod english;
mod entry;
mod gaps;
mod group;
mod id;
mod label;
mod mark;
mod metric;
mod noun;
mod order;
mod pieces;
mod proportion;
mod sentence;
mod setaside;
mod share;
mod table;
mod trace;
mod when;
mod whole;

pub use crate::lexicon::Kind;
pub use entry::{Change, Detail, Entry, Extraction};
pub use order::Taker;
pub use pieces::{Text, read_in_pieces};
pub use trace::{Stage, Step, Trace, trace};

use crate::document::{self, Passage, Source};
use crate::lexicon::{Lexicon, Survey, UnitKind};
use crate::quantity::Quantity;
use crate::span::{Span, trim};

use label::Labels;
use mark::{Found, Mark, What};
use order::Order;
use when::Carry;

/// Reads every numeral of `source`.
pub fn read(source: &Source, lexicon: &Lexicon, detail: Detail) -> Extraction {
    let mut entries = Vec::new();
    let mut extraction = read_in_parts(source, lexicon, detail, &mut |part| entries.append(part));
    extraction.entries = entries;
    extraction
}

/// The same, handing the entries on some at a time, in the order of the text. What is returned holds no entries but
/// tells how many numerals there were.
pub fn read_in_parts(source: &Source, lexicon: &Lexicon, detail: Detail, take: Taker<'_>) -> Extraction {
    let mut order = Order::new(source, lexicon, detail, take);
    let mut extraction = Extraction::default();
    let whole = (source, lexicon, detail);
    let latin = english::is_latin(&source.text);
    passages(whole, latin, &mut order, &mut extraction, |take| {
        document::read(source, lexicon, take)
    });
    order.finish(&mut extraction);
    extraction
}

/// Reads the passages that `passages` hands on, which are of `source`, and gives what was read to `order`. `latin` tells
/// that no Han character stands in the document.
fn passages<'a, T>(
    (source, lexicon, detail): (&'a Source, &'a Lexicon, Detail),
    latin: bool,
    order: &mut Order<'_, '_>,
    extraction: &mut Extraction,
    passages: impl FnOnce(document::Taker<'_, 'a>) -> T,
) -> T {
    if share::is_worth(source) {
        return share::read((source, lexicon, detail), latin, order, extraction, passages);
    }
    let mut work = Work::new(source, lexicon, detail, latin);
    std::mem::swap(&mut work.extraction, extraction);
    let end = passages(&mut |passage: Passage<'a>| {
        work.read(&passage);
        order.passed(std::slice::from_ref(&passage), &mut work.extraction);
    });
    std::mem::swap(&mut work.extraction, extraction);
    end
}

/// The reading of one document, with room that every passage uses again.
struct Work<'a> {
    source: &'a Source,
    lexicon: &'a Lexicon,
    detail: Detail,
    extraction: Extraction,
    survey: Survey,
    /// The text folded to simplified characters, in bytes.
    folded: Vec<u8>,
    labels: Labels,
    found: Found,
    marks: Vec<Mark>,
    spans: Vec<Span>,
    room: sentence::Room,
    english: english::Scratch,
    /// Whether no Han character stands in the document.
    latin: bool,
}

impl<'a> Work<'a> {
    fn new(source: &'a Source, lexicon: &'a Lexicon, detail: Detail, latin: bool) -> Self {
        Self {
            source,
            lexicon,
            detail,
            extraction: Extraction::default(),
            survey: Survey::default(),
            folded: Vec::new(),
            labels: Labels::default(),
            found: Found::default(),
            marks: Vec::new(),
            spans: Vec::new(),
            room: sentence::Room::default(),
            english: english::Scratch::default(),
            latin,
        }
    }

    fn read(&mut self, passage: &Passage<'_>) {
        let text = &*passage.text;
        self.lexicon.characters.survey(text, &mut self.survey);
        let letters = self.survey.letters;
        let bare = self.latin && passage.cell.is_none() && english::is_bare(text, letters);
        if (bare || english::may_be_english(text, letters)) && self.by_language(passage, bare) {
            return;
        }
        if self.survey.starts.is_empty() {
            return;
        }
        let traditional = &self.survey.traditional;
        if !traditional.is_empty() {
            self.lexicon.fold.fold_into(text, traditional, &mut self.folded);
        }
        let reader = sentence::Reader {
            source: self.source,
            passage,
            text: if traditional.is_empty() {
                text
            } else {
                simdutf8::basic::from_utf8(&self.folded).unwrap_or(text)
            },
            label: passage.cell.as_ref().map(|cell| self.labels.of(cell, self.lexicon)),
            lexicon: self.lexicon,
            detail: self.detail,
        };
        let marks = &mut self.marks;
        chinese_marks(&reader, &self.survey.starts, &mut self.found, marks);
        if marks.is_empty() {
            return;
        }
        document::sentences(reader.text, &self.survey.stops, &mut self.spans);
        let (mut carry, mut rest) = (Carry::default(), marks.as_slice());
        for span in &self.spans {
            let own = take_own(&mut rest, *span);
            carry = reader.read(*span, own, carry, &mut self.room, &mut self.extraction);
        }
    }

    /// Reads a passage that holds English sentences, each by its own language; false where it holds none.
    /// Where it is `bare` figures of an English document, they are English.
    fn by_language(&mut self, passage: &Passage<'_>, bare: bool) -> bool {
        let (text, lexicon) = (&*passage.text, self.lexicon);
        document::sentences(text, &self.survey.stops, &mut self.spans);
        let parts = english::parts(text, &self.spans, bare, || lexicon.english());
        if parts.iter().all(|part| !part.english) {
            return false;
        }
        let folded = lexicon.fold.apply(text);
        let reader = sentence::Reader {
            source: self.source,
            passage,
            text: &folded,
            label: passage.cell.as_ref().map(|cell| self.labels.of(cell, lexicon)),
            lexicon,
            detail: self.detail,
        };
        let is_english = |at: usize| {
            parts
                .iter()
                .any(|part| part.english && part.span.start <= at && at < part.span.end)
        };
        let (english, chinese): (Vec<usize>, Vec<usize>) = self.survey.starts.iter().partition(|at| is_english(**at));
        let marks = &mut self.marks;
        chinese_marks(&reader, &chinese, &mut self.found, marks);
        self.english.enter(text);
        let (mut carry, mut rest, mut year) = (Carry::default(), marks.as_slice(), None);
        for part in parts {
            if part.english {
                let own: Vec<usize> = english
                    .iter()
                    .copied()
                    .filter(|at| part.span.start <= *at && *at < part.span.end)
                    .collect();
                year = english::read(&reader, part.span, &own, &mut self.english, year, &mut self.extraction);
                carry = Carry::default();
            } else {
                let own = take_own(&mut rest, part.span);
                carry = reader.read(part.span, own, carry, &mut self.room, &mut self.extraction);
                year = None;
            }
        }
        true
    }
}

/// Puts into `marks` those of a passage in Chinese, whose numerals begin at `starts`.
fn chinese_marks(reader: &sentence::Reader<'_>, starts: &[usize], found: &mut Found, marks: &mut Vec<Mark>) {
    let (text, lexicon) = (reader.text, reader.lexicon);
    mark::read(text, &reader.passage.text, starts, found, marks, lexicon);
    if marks.len() > 1 {
        share_units(text, marks, lexicon);
        share_cues(text, marks, lexicon);
        proportion::join(text, marks, lexicon);
    }
    table::with_cell(reader.passage, reader.label, marks, reader.lexicon);
}

/// Takes the marks that begin in the sentence `span`, which no sentence before it took.
fn take_own<'m>(rest: &mut &'m [Mark], span: Span) -> &'m [Mark] {
    let count = rest.iter().take_while(|mark| mark.span.start < span.end).count();
    let (own, behind) = rest.split_at_checked(count).unwrap_or_default();
    *rest = behind;
    own
}

/// 4.2和0.7个百分点: a bare number takes the unit of the one that is joined to it.
fn share_units(text: &str, marks: &mut [Mark], lexicon: &Lexicon) {
    for index in (1..marks.len()).rev() {
        let (before, behind) = marks.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else {
            continue;
        };
        let joint = Span::new(first.full.end, second.full.start);
        let (What::Quantity(a), What::Quantity(b)) = (&mut first.what, &second.what) else {
            continue;
        };
        if is_short(a, b) && lexicon.words.joins(trim(joint.of(text))) {
            a.share_unit(b);
        }
    }
}

/// 不低于90%和80%: in a list of figures of one unit the cue before the first holds for all.
fn share_cues(text: &str, marks: &mut [Mark], lexicon: &Lexicon) {
    for index in 1..marks.len() {
        let (before, behind) = marks.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first_mut()) else {
            continue;
        };
        let joint = Span::new(first.full.end, second.full.start);
        let (What::Quantity(a), What::Quantity(b)) = (&first.what, &mut second.what) else {
            continue;
        };
        if a.bounds() && lexicon.words.joins(trim(joint.of(text))) {
            b.share_cue(a);
        }
    }
}

/// Whether `first` is written without the unit that it shares with `second`.
fn is_short(first: &Quantity, second: &Quantity) -> bool {
    let measured = matches!(
        second.kind(),
        Some(UnitKind::Ratio | UnitKind::Money | UnitKind::Measure | UnitKind::Age | UnitKind::Classifier)
    );
    first.measure.is_none()
        && !first.great
        && !second.great
        && measured
        && first.numeral.script == second.numeral.script
        && !first.numeral.zero_padded
}
