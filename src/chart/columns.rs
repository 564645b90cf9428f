//! What tables say of the cells in which claims stand: the header of the column, and the line above the table.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::claim::Entry;
use crate::document::{self, Cell, Source};
use crate::lexicon::Lexicon;

/// The cells of a document by the byte at which they begin, each with the byte at which it ends.
type Cells = BTreeMap<usize, (usize, Cell)>;

/// The tables of the documents that are drawn. They are read when the first is asked for, as most charts need none.
pub struct Columns<'d> {
    sources: Vec<&'d Source>,
    lexicon: &'d Lexicon,
    cells: OnceCell<HashMap<Arc<str>, Cells>>,
}

impl<'d> Columns<'d> {
    /// The tables of `sources`.
    pub fn new(sources: Vec<&'d Source>, lexicon: &'d Lexicon) -> Self {
        Self {
            sources,
            lexicon,
            cells: OnceCell::new(),
        }
    }

    /// The words of the header above `claim`; nothing where it stands in no table.
    pub fn header(&self, claim: &Entry) -> String {
        self.cell(claim).map_or(String::new(), |cell| cell.column.to_string())
    }

    /// The nearest line above the table of `claim` that names it, or nothing: no unit, no date, no list of who signed.
    pub fn caption(&self, claim: &Entry) -> String {
        let captions = self.cell(claim).map_or("", |cell| &cell.captions);
        let is_unit = |line: &str| !claim.unit.is_empty() && line.ends_with(&*claim.unit);
        let is_name =
            |line: &&str| !line.contains([':', '\u{ff1a}']) && !self.lexicon.outline.is_date(line) && !is_unit(line);
        captions.lines().find(is_name).unwrap_or_default().to_owned()
    }

    fn cell(&self, claim: &Entry) -> Option<&Cell> {
        let documents = self.cells.get_or_init(|| {
            let sources = self.sources.iter();
            sources
                .map(|source| (Arc::clone(&source.name), cells(source, self.lexicon)))
                .collect()
        });
        let before = documents.get(&*claim.source)?.range(..=claim.start);
        let (_, (end, cell)) = before.last()?;
        (claim.start < *end).then_some(cell)
    }
}

fn cells(source: &Source, lexicon: &Lexicon) -> Cells {
    let mut cells = Cells::new();
    document::read(source, lexicon, &mut |passage| {
        let start = passage.source_pieces().map(|piece| piece.start).min();
        let end = passage.source_pieces().map(|piece| piece.end).max();
        if let (Some(start), Some(end), Some(cell)) = (start, end, passage.cell) {
            cells.insert(start, (end, cell));
        }
    });
    cells
}
