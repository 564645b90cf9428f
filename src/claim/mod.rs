//! Claims: what each quantity counts, when it holds, and why other numerals are no claims.
//!
//! The way of one passage: [`mark`] finds its numerals and reads them as quantities and dates, `setaside` tells
//! claims from the rest, `clause` cuts each sentence into words, `noun` reads what is counted, `metric` what that
//! adds up to, and `when` the period. `gaps` accounts for numerals that stand outside all passages.

mod clause;
mod english;
mod entry;
mod gaps;
mod group;
mod id;
mod mark;
mod metric;
mod noun;
mod proportion;
mod sentence;
mod setaside;
mod table;
mod trace;
mod when;
mod whole;

pub use crate::lexicon::Kind;
pub use entry::{Change, Detail, Entry, Extraction};
pub use trace::{Stage, Step, Trace, trace};

use crate::document::{self, Passage, Source};
use crate::lexicon::{Lexicon, Survey, UnitKind};
use crate::quantity::Quantity;
use crate::span::{Locator, Span};

use mark::{Mark, What};
use when::Carry;

/// Reads every numeral of `source`.
pub fn read(source: &Source, lexicon: &Lexicon, detail: Detail) -> Extraction {
    let mut extraction = Extraction::default();
    let mut scratch = Scratch::default();
    let mut pieces = Vec::new();
    document::read(source, lexicon, &mut |passage: Passage<'_>| {
        read_passage(source, &passage, lexicon, detail, &mut scratch, &mut extraction);
        pieces.extend(passage.source_pieces());
    });
    gaps::read(source, pieces, lexicon, detail, &mut extraction);
    let entries = &mut extraction.entries;
    if !entries.is_sorted_by_key(|entry| entry.start) {
        entries.sort_by_key(|entry| (entry.start, entry.end));
    }
    place(source, entries);
    id::assign(entries);
    extraction
}

/// Lines and columns, and places in the file, in the order of the text.
fn place(source: &Source, entries: &mut [Entry]) {
    let mut locator = Locator::new(&source.text);
    for entry in entries {
        (entry.line, entry.column) = locator.locate(entry.start);
        let span = Span::new(entry.start, entry.end);
        entry.locator = source.layout.locate(&source.text, span);
    }
}

/// Room that every passage uses again.
#[derive(Default)]
struct Scratch {
    survey: Survey,
    folded: String,
    english: english::Scratch,
}

fn read_passage(
    source: &Source,
    passage: &Passage<'_>,
    lexicon: &Lexicon,
    detail: Detail,
    scratch: &mut Scratch,
    extraction: &mut Extraction,
) {
    let Scratch {
        survey,
        folded,
        english,
    } = scratch;
    lexicon.characters.survey(&passage.text, survey);
    if english::may_be_english(&passage.text)
        && has_english(source, passage, lexicon, detail, survey, english, extraction)
    {
        return;
    }
    if survey.starts.is_empty() {
        return;
    }
    let folded = match survey.traditional {
        Some(first) => {
            lexicon.fold.fold_into(&passage.text, first, folded);
            folded.as_str()
        }
        None => &passage.text,
    };
    let reader = sentence::Reader {
        source,
        passage,
        text: folded,
        lexicon,
        detail,
    };
    let marks = chinese_marks(&reader, &survey.starts);
    if marks.is_empty() {
        return;
    }
    let mut carry = Carry::default();
    let mut next = 0;
    for span in document::sentences(folded, &survey.stops) {
        carry = chinese(&reader, span, &marks, &mut next, carry, extraction);
    }
}

/// The marks of a passage in Chinese, whose numerals begin at `starts`.
fn chinese_marks(reader: &sentence::Reader<'_>, starts: &[usize]) -> Vec<Mark> {
    let (text, lexicon) = (reader.text, reader.lexicon);
    let marks = mark::read(text, &reader.passage.text, starts, lexicon);
    if marks.is_empty() {
        return marks;
    }
    let shared = share_cues(text, share_units(text, marks, lexicon), lexicon);
    table::with_cell(reader.passage, proportion::join(text, shared, lexicon), lexicon)
}

/// Reads one Chinese sentence with those of `marks` that begin in it; `next` is the first that was not read yet.
fn chinese(
    reader: &sentence::Reader<'_>,
    span: Span,
    marks: &[Mark],
    next: &mut usize,
    carry: Carry,
    extraction: &mut Extraction,
) -> Carry {
    let rest = marks.get(*next..).unwrap_or_default();
    let count = rest.iter().take_while(|mark| mark.span.start < span.end).count();
    let own = rest.get(..count).unwrap_or_default();
    *next += count;
    if own.is_empty() {
        Carry::default()
    } else {
        reader.read(span, own, carry, extraction)
    }
}

/// Reads a passage that holds English sentences, each by its own language; false where it holds none.
fn has_english(
    source: &Source,
    passage: &Passage<'_>,
    lexicon: &Lexicon,
    detail: Detail,
    survey: &Survey,
    scratch: &mut english::Scratch,
    extraction: &mut Extraction,
) -> bool {
    let text = &*passage.text;
    let spans = document::sentences(text, &survey.stops);
    let parts = english::parts(text, &spans, || lexicon.english());
    if parts.iter().all(|part| !part.english) {
        return false;
    }
    let folded = lexicon.fold.apply(text);
    let reader = sentence::Reader {
        source,
        passage,
        text: &folded,
        lexicon,
        detail,
    };
    let is_english = |at: usize| {
        parts
            .iter()
            .any(|part| part.english && part.span.start <= at && at < part.span.end)
    };
    let (english, chinese): (Vec<usize>, Vec<usize>) = survey.starts.iter().partition(|at| is_english(**at));
    let marks = chinese_marks(&reader, &chinese);
    scratch.enter(text);
    let (mut carry, mut next, mut year) = (Carry::default(), 0, None);
    for part in parts {
        if part.english {
            let own: Vec<usize> = english
                .iter()
                .copied()
                .filter(|at| part.span.start <= *at && *at < part.span.end)
                .collect();
            year = english::read(&reader, part.span, &own, scratch, year, extraction);
            carry = Carry::default();
        } else {
            carry = self::chinese(&reader, part.span, &marks, &mut next, carry, extraction);
            year = None;
        }
    }
    true
}

/// 4.2和0.7个百分点: a bare number takes the unit of the one that is joined to it.
fn share_units(text: &str, mut marks: Vec<Mark>, lexicon: &Lexicon) -> Vec<Mark> {
    for index in (1..marks.len()).rev() {
        let (before, behind) = marks.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else {
            continue;
        };
        let joint = Span::new(first.full.end, second.full.start).of(text).trim();
        let (What::Quantity(a), What::Quantity(b)) = (&mut first.what, &second.what) else {
            continue;
        };
        if is_short(a, b) && lexicon.words.joins(joint) {
            a.share_unit(b);
        }
    }
    marks
}

/// 不低于90%和80%: in a list of figures of one unit the cue before the first holds for all.
fn share_cues(text: &str, mut marks: Vec<Mark>, lexicon: &Lexicon) -> Vec<Mark> {
    for index in 1..marks.len() {
        let (before, behind) = marks.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first_mut()) else {
            continue;
        };
        let joint = Span::new(first.full.end, second.full.start).of(text).trim();
        let (What::Quantity(a), What::Quantity(b)) = (&first.what, &mut second.what) else {
            continue;
        };
        if lexicon.words.joins(joint) {
            b.share_cue(a);
        }
    }
    marks
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
