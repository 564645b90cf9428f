//! Documents: passages of running text with offsets that point into the source.
//!
//! A format's reader turns a source into [`Passage`]s: headings, paragraphs, list items, table cells. Lines that a
//! hard wrap or a page break cut are joined, and what is no running text (page numbers, markup) is left out, so that
//! the steps behind see whole sentences. Reading never fails: text of any shape gives passages.

mod account;
mod around;
mod blocks;
mod broken;
mod column;
mod cut;
mod grid;
mod header;
mod join;
mod markdown;
mod mend;
mod names;
mod passage;
mod pieces;
mod plain;
mod sentence;
mod sides;
mod table;
mod unit;
mod wrap;

use crate::lexicon::Lexicon;

pub use crate::source::{FORMATS, Format, Source};
pub use passage::{Block, Cell, Passage};
pub use pieces::{Look, SoFar, held};
pub use sentence::sentences;
pub use unit::THOUSANDS;

/// Takes one passage after the other.
pub type Taker<'t, 'a> = &'t mut dyn FnMut(Passage<'a>);

/// Whether the passages of `source` come in the order of the text. Those of a layout come in the order of reading.
pub fn rises(source: &Source) -> bool {
    source.format != Format::Markdown && source.layout.is_empty()
}

/// Hands the passages of a piece of plain text on, from byte `from` on, and says where the next piece begins. What may go on
/// behind the end of a piece that is not the last is left to that one; where it is all of it, the piece must be longer.
pub fn read_piece<'a>(
    source: &'a Source,
    from: usize,
    is_last: bool,
    so_far: &mut SoFar,
    lexicon: &Lexicon,
    take: Taker<'_, 'a>,
) -> usize {
    let take: Taker<'_, 'a> = &mut |passage| cut::hand_on(passage, take);
    plain::piece(&source.text, from, is_last, so_far, lexicon, take)
}

/// Hands the passages of `source` on, in the order of the text and one at a time: a long text has more of them than
/// a processor keeps at hand.
pub fn read<'a>(source: &'a Source, lexicon: &Lexicon, take: Taker<'_, 'a>) {
    let take: Taker<'_, 'a> = &mut |passage| cut::hand_on(passage, take);
    match source.format {
        Format::Markdown => markdown::read(&source.text, lexicon, take),
        _ if source.layout.is_empty() => plain::read(&source.text, lexicon, take),
        _ => blocks::read(source, lexicon, take),
    }
}
