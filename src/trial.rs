//! The examples of a reader's lexicon, run: is each sentence read as its entry says?

use rust_decimal::Decimal;

use crate::claim::{Entry, Kind};
use crate::document::{Format, Source};
use crate::error::Error;
use crate::lexicon::{Example, Expected, Fault, Lexicon, Subject};
use crate::table::{COLUMNS, Cell};

/// What the examples came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many there are.
    pub examples: usize,
    /// Those that are read otherwise, with what was expected and what was read.
    pub faults: Vec<Fault>,
}

/// Reads every example of the reader's own entries in `lexicon`.
pub fn run(lexicon: &Lexicon) -> Outcome {
    let examples = lexicon.examples();
    Outcome {
        examples: examples.len(),
        faults: examples.iter().filter_map(|example| fault(example, lexicon)).collect(),
    }
}

fn fault(example: &Example, lexicon: &Lexicon) -> Option<Fault> {
    let source = Source::of_text("-", example.text.clone(), Format::Plain);
    let entries = crate::claim::read(&source, lexicon, crate::claim::Detail::All).entries;
    let claims: Vec<&Entry> = entries.iter().filter(|entry| entry.kind == Kind::Claim).collect();
    let error = match &example.expected {
        Expected::Nothing => claims.first().map(|claim| {
            let error = Error::new("trial_claim").with("text", example.text.as_str());
            error.with("claim", claim.text.as_str())
        }),
        Expected::Entry(subject) => misread(subject, example, &claims, lexicon),
        Expected::Claim(cells) => other(cells, example, &claims),
    };
    error.map(|error| Fault {
        file: example.file.clone(),
        line: example.line,
        column: example.column,
        error,
    })
}

/// Whether no claim is what the entry makes it.
fn misread(subject: &Subject, example: &Example, claims: &[&Entry], lexicon: &Lexicon) -> Option<Error> {
    let fits = |claim: &&&Entry| match subject {
        Subject::Unit(dimension) => *claim.dimension == **dimension,
        Subject::Metric(id) => *claim.metric == **id,
        Subject::Cue(qualifier) => claim.qualifier == *qualifier,
        Subject::Name(words) => {
            let text = lexicon.fold.apply(&example.text);
            let meets = |word: &String| {
                let mut places = text.match_indices(word.as_str());
                places.any(|(at, _)| claim.start < at + word.len() && at < claim.end)
            };
            words.iter().any(meets)
        }
    };
    let found = claims.iter().find(fits);
    let (column, wanted) = match subject {
        Subject::Name(_) => {
            return found.map(|claim| {
                let error = Error::new("trial_claim").with("text", example.text.as_str());
                error.with("claim", claim.text.as_str())
            });
        }
        Subject::Unit(dimension) => ("dimension", dimension.as_str()),
        Subject::Metric(id) => ("metric", id.as_str()),
        Subject::Cue(qualifier) => ("qualifier", qualifier.word()),
    };
    let wrong = || {
        let read = claims.iter().map(|claim| cell(claim, column));
        misfit(example, column, wanted, read.collect(), claims)
    };
    if found.is_some() { None } else { Some(wrong()) }
}

/// Whether no claim has the `cells`; names the first cell that the likeliest claim has otherwise.
fn other(cells: &[(String, String)], example: &Example, claims: &[&Entry]) -> Option<Error> {
    let hits = |claim: &Entry| {
        let mut hits = cells.iter();
        hits.position(|(column, wanted)| !same(&cell(claim, column), wanted))
            .unwrap_or(cells.len())
    };
    let best = claims.iter().rev().copied().max_by_key(|claim| hits(claim));
    let at = best.map_or(0, hits);
    let (column, wanted) = cells.get(at)?;
    let read = best.map(|claim| cell(claim, column)).into_iter().collect();
    Some(misfit(example, column, wanted, read, claims))
}

fn misfit(example: &Example, column: &str, wanted: &str, read: Vec<String>, claims: &[&Entry]) -> Error {
    let error = Error::new(if claims.is_empty() {
        "trial_nothing"
    } else {
        "trial_other"
    });
    let error = error.with("text", example.text.as_str()).with("wanted", wanted);
    let texts: Vec<&str> = claims.iter().map(|claim| claim.text.as_str()).collect();
    error
        .with("column", column)
        .with("read", read.join(", "))
        .with("claims", texts.join(", "))
}

/// What stands in a column of the claims table.
fn cell(entry: &Entry, column: &str) -> String {
    let Some(field) = COLUMNS.iter().find(|field| field.column.name == column) else {
        return String::new();
    };
    match (field.column.get)(entry, &|key| key) {
        Cell::Text(text) => text.to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => number.map(|number| number.normalize().to_string()).unwrap_or_default(),
    }
}

/// Whether two cells are equal, as text or as numbers.
fn same(read: &str, wanted: &str) -> bool {
    let number = |text: &str| text.parse::<Decimal>().ok();
    read == wanted || number(read).is_some_and(|read| number(wanted) == Some(read))
}
