//! Findings as the page lists them.

use std::collections::HashMap;

use super::{Page, Told, Words};
use crate::chart::place;
use crate::check::{Operand, Role};

/// A finding in the list.
pub struct Shown<'a> {
    /// Its number in the page.
    pub number: usize,
    /// The numbers of the documents in which its figures stand.
    pub documents: Vec<usize>,
    /// The same with a space between.
    pub places: String,
    /// How much it weighs, for its colour.
    pub level: &'static str,
    /// The word for that.
    pub level_word: String,
    /// The rule.
    pub rule: &'static str,
    /// What does not fit.
    pub message: &'a str,
    /// What is assumed, or nothing.
    pub assumption: &'a str,
    /// The figures.
    pub operands: &'a [Operand],
    /// The figures as people read them.
    pub figures: Vec<Figure>,
}

/// An operand in the list.
pub struct Figure {
    /// What it is.
    pub role: String,
    /// As written.
    pub text: String,
    /// Where it stands.
    pub place: String,
    /// Its interval, or nothing.
    pub interval: String,
}

/// The findings of all documents and between them, numbered through.
pub fn show<'p>(page: &'p Page<'_>, words: Words<'_>) -> Vec<Shown<'p>> {
    let names: HashMap<&str, usize> = page
        .documents
        .iter()
        .enumerate()
        .map(|(at, document)| (&*document.source.name, at))
        .collect();
    let own = page.documents.iter().flat_map(|document| &document.findings);
    let told = own.chain(&page.findings).enumerate();
    told.map(|(number, told)| one(page, &names, number, told, words))
        .collect()
}

fn one<'p>(
    page: &'p Page<'_>,
    names: &HashMap<&str, usize>,
    number: usize,
    told: &'p Told<'_>,
    words: Words<'_>,
) -> Shown<'p> {
    let operands = &told.finding.relation.operands;
    let mut documents: Vec<usize> = operands
        .iter()
        .filter(|operand| is_in_text(operand))
        .filter_map(|operand| names.get(&*operand.source).copied())
        .collect();
    documents.sort_unstable();
    documents.dedup();
    let figure = |operand| figure(page, names, operand, words);
    Shown {
        number,
        places: documents.iter().map(usize::to_string).collect::<Vec<_>>().join(" "),
        documents,
        level: told.finding.level.word(),
        level_word: words(told.finding.level.key(), &[]),
        rule: told.finding.rule,
        message: &told.message,
        assumption: told.assumption.as_deref().unwrap_or_default(),
        operands,
        figures: operands.iter().map(figure).collect(),
    }
}

/// Whether an operand stands in a document of the page: what was stated or read before does not.
pub fn is_in_text(operand: &Operand) -> bool {
    !matches!(operand.role, Role::Before | Role::Invariant)
}

fn figure(page: &Page<'_>, names: &HashMap<&str, usize>, operand: &Operand, words: Words<'_>) -> Figure {
    let end = |end: Option<rust_decimal::Decimal>| {
        end.map_or_else(|| "\u{221e}".to_owned(), |end| end.normalize().to_string())
    };
    let (lower, upper) = (operand.core.lower, operand.core.upper);
    let document = names.get(&*operand.source).filter(|_| is_in_text(operand));
    let document = document.and_then(|at| page.documents.get(*at));
    let entry = document.and_then(|document| {
        let at = document.entries.partition_point(|entry| entry.start < operand.start);
        document.entries.get(at).filter(|entry| entry.start == operand.start)
    });
    let fields = [("line", operand.line.into()), ("column", operand.column.into())];
    let mut place = entry
        .and_then(|entry| place::of(entry, words))
        .unwrap_or_else(|| words("page_place", &fields));
    // What was read before stands in a table, where its line in the document of that time is of no use.
    if operand.role == Role::Before {
        place = String::new();
    }
    if page.documents.len() > 1 || document.is_none() {
        place = format!("{} {place}", operand.source).trim_end().to_owned();
    }
    Figure {
        role: words(operand.role.key(), &[]),
        text: operand.text.trim().to_owned(),
        place,
        interval: match (lower, upper) {
            (None, None) => String::new(),
            _ if lower == upper => String::new(),
            _ => format!("[{}, {}]", end(lower), end(upper)),
        },
    }
}
