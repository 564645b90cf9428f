//! What a claim is told by: its noun, and the words and the place of its sentence.

use std::collections::HashMap;

use super::like::Words;
use crate::claim::Entry;

/// A sentence of fewer different words tells its claims apart by their labels alone: the cell of a table, the line of a
/// list.
const TELLING: usize = 4;

/// A claim with what it is told by.
pub(super) struct Told<'a> {
    pub claim: &'a Entry,
    /// The noun without spaces.
    pub noun: String,
    /// Its sentence among those of the document.
    pub statement: usize,
    /// How many claims of its sentence stand before it.
    pub index: usize,
    /// Its column, where it stands in a cell: that of its place in the file, else its number among the claims of its
    /// row.
    pub column: usize,
}

/// A sentence that holds claims.
pub(super) struct Statement {
    /// Its words, without figures.
    pub words: Words,
    /// The headings above it without their figures, as a number that both documents share.
    pub section: usize,
    /// Whether it says too little to tell a claim by.
    pub terse: bool,
}

/// The claims of one document and their sentences.
pub(super) struct Side<'a> {
    pub claims: Vec<Told<'a>>,
    pub statements: Vec<Statement>,
}

/// Headings by number: those that differ in figures alone are one.
#[derive(Default)]
pub(super) struct Sections(HashMap<String, usize>);

impl Sections {
    fn number(&mut self, section: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(wording(section)).or_insert(next)
    }
}

/// A text without digits, spaces and marks.
pub(super) fn wording(text: &str) -> String {
    text.chars().filter(|character| character.is_alphabetic()).collect()
}

/// A noun without spaces.
pub(super) fn folded(noun: &str) -> String {
    noun.chars().filter(|character| !character.is_whitespace()).collect()
}

impl<'a> Side<'a> {
    /// The `claims` of a document, in their order.
    pub fn new(claims: &[&'a Entry], sections: &mut Sections) -> Self {
        let mut side = Self {
            claims: Vec::with_capacity(claims.len()),
            statements: Vec::new(),
        };
        for claim in claims {
            let before = side.claims.last().filter(|last| is_one_sentence(last.claim, claim));
            let index = before.map_or(0, |last| last.index + 1);
            if before.is_none() {
                let words = Words::of(&claim.sentence);
                side.statements.push(Statement {
                    terse: words.len() < TELLING,
                    words,
                    section: sections.number(&claim.section),
                });
            }
            let row = side.claims.last().filter(|last| is_one_row(last.claim, claim));
            let column = cell(claim).unwrap_or_else(|| row.map_or(0, |last| last.column + 1));
            side.claims.push(Told {
                column,
                claim,
                noun: folded(&claim.noun),
                statement: side.statements.len() - 1,
                index,
            });
        }
        side
    }

    /// The sentence of a claim.
    pub fn statement(&self, told: &Told<'_>) -> Option<&Statement> {
        self.statements.get(told.statement)
    }
}

/// Whether two neighbours stand in one sentence, and not in two cells of the same words.
pub(super) fn is_one_sentence(first: &Entry, second: &Entry) -> bool {
    let near = second.start.saturating_sub(first.start);
    first.sentence == second.sentence && first.section == second.section && near < first.sentence.len().max(1) * 2
}

fn is_one_row(first: &Entry, second: &Entry) -> bool {
    first.line == second.line && folded(&first.noun) == folded(&second.noun)
}

/// The column that a place such as `table 2 cell B4` names, from 1.
fn cell(claim: &Entry) -> Option<usize> {
    let cell = claim.locator.rsplit([' ', '!']).next()?;
    let letters = cell.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_cell = letters.len() < cell.len() && !letters.is_empty() && letters.len() < 4;
    if !is_cell {
        return None;
    }
    let mut digits = letters
        .bytes()
        .map(|letter| letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1));
    digits.try_fold(0, |column, digit| Some(column * 26 + digit?))
}
