//! What a cell holds: the figure that opens it, a mark of none, words or nothing.

use crate::check::text::{Figure, Text};
use crate::lexicon::{Checks, Kind};
use crate::span::Span;

use super::Holds;

/// Finds the figures of cells by where they stand.
pub struct Finder<'t, 'a> {
    text: &'t Text<'a>,
    /// Where each figure begins, and its index, in the order of the text.
    starts: Vec<(usize, usize)>,
}

impl<'t, 'a> Finder<'t, 'a> {
    /// For all figures of a document.
    pub fn new(text: &'t Text<'a>) -> Self {
        let figures = text.figures.iter().enumerate();
        let mut starts: Vec<(usize, usize)> = figures.map(|(index, figure)| (figure.entry.start, index)).collect();
        starts.sort_unstable();
        Self { text, starts }
    }

    /// What the cell at `span` holds.
    pub fn holds(&self, span: Span) -> Holds {
        let first = self.starts.partition_point(|(start, _)| *start < span.start);
        let first = self.starts.get(first).map(|(_, index)| *index);
        holds(self.text, span, first)
    }
}

/// What the cell at `span` holds, where `first` is the first figure that may stand in it.
pub fn holds(text: &Text<'_>, span: Span, first: Option<usize>) -> Holds {
    let cell = span.of(&text.source.text).trim();
    let own = |place: &usize| {
        let figure = text.figure(*place);
        figure.is_some_and(|figure| figure.entry.end <= span.end && opens(figure, cell))
    };
    if cell.is_empty() {
        Holds::Blank
    } else if Checks::builtin().nil.holds(cell.trim_matches('*').trim()) {
        Holds::Nil
    } else {
        first.filter(own).map_or(Holds::Words, Holds::Figure)
    }
}

/// Whether the figure opens the text of its cell, so that it is the cell's own.
fn opens(figure: &Figure<'_>, cell: &str) -> bool {
    let own = figure.entry.text.trim();
    let bare = cell.trim_start_matches(|character: char| character.is_whitespace() || character == '*');
    let amount = bare.trim_start_matches(['¥', '￥', '$', '+']);
    let behind = bare.strip_prefix(own).or_else(|| amount.strip_prefix(own));
    // Two figures that ran into one are none.
    let ends = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_digit() || matches!(next, ',' | '.'));
    let noted = |rest: &str| Checks::builtin().notes.stands_in(rest);
    figure.entry.kind == Kind::Claim && behind.is_some_and(|rest| ends(rest) && !noted(rest))
}
