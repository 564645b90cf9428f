//! Wholes with their parts, for whoever draws them: what the rules judge, and lists that no rule can judge.

use crate::claim::Entry;
use crate::lexicon::{Checks, Lexicon};
use crate::source::{Format, Source};

use super::parts::{self, Parts};
use super::relation::{Law, Relation, Role};
use super::rules::addends;
use super::text::Text;

/// A whole and its parts, all of one unit and with values.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole<'a> {
    /// The whole.
    pub whole: &'a Entry,
    /// The parts, in the order of the text.
    pub parts: Vec<&'a Entry>,
    /// Whether one thing may belong to several parts.
    pub overlap: bool,
}

/// The wholes in a document whose `entries` are all of its numerals, in the order of the text, each once.
pub fn wholes<'a>(source: &Source, entries: &'a [Entry], lexicon: &Lexicon) -> Vec<Whole<'a>> {
    let report = super::check(source, entries, lexicon);
    let mut found: Vec<Whole<'a>> = Vec::new();
    let mut add = |whole: Option<Whole<'a>>| {
        let known = |own: &Whole<'_>| found.iter().any(|known| std::ptr::eq(known.whole, own.whole));
        found.extend(whole.filter(|own| !own.parts.is_empty() && !known(own)));
    };
    let sums = report.relations.iter().map(|judged| &judged.relation);
    sums.for_each(|relation| add(of_relation(relation, entries)));
    let text = Text::new(source, entries, lexicon);
    let placed: Vec<&Entry> = Text::placed(entries).collect();
    let words = Checks::builtin();
    text.parts
        .iter()
        .for_each(|parts| add(of_list(&text, parts, &placed, words)));
    found.sort_by_key(|whole| whole.whole.start);
    found
}

/// The wholes in a table of claims, whose documents are not at hand: what the sentences say by themselves.
pub fn wholes_of_table<'a>(entries: &'a [Entry], lexicon: &Lexicon) -> Vec<Whole<'a>> {
    let documents = entries.chunk_by(|first, second| first.source == second.source);
    let of_document = |document: &'a [Entry]| {
        let name = document.first().map_or("", |entry| &entry.source);
        wholes(&Source::of_text(name, String::new(), Format::Plain), document, lexicon)
    };
    documents.flat_map(of_document).collect()
}

/// The whole of a relation that a rule judged.
fn of_relation<'a>(relation: &Relation, entries: &'a [Entry]) -> Option<Whole<'a>> {
    let [whole, parts @ ..] = relation.operands.as_slice() else {
        return None;
    };
    if !matches!(relation.law, Law::Sum | Law::Within) || whole.role != Role::Whole {
        return None;
    }
    let entry = |start: usize, id: &str| {
        let mut found = entries.iter().filter(|entry| entry.start == start && entry.id == id);
        found.next().filter(|entry| entry.value.is_some())
    };
    Some(Whole {
        whole: entry(whole.start, &whole.id)?,
        parts: parts
            .iter()
            .map(|part| entry(part.start, &part.id))
            .collect::<Option<_>>()?,
        overlap: false,
    })
}

/// The whole of a list: its beginning that adds up, else those parts that surely belong to it. A part that is more than
/// the whole is none of its kind.
fn of_list<'a>(text: &Text<'_>, parts: &Parts, placed: &[&'a Entry], words: &Checks) -> Option<Whole<'a>> {
    let list = addends(text, parts).into_iter().next()?;
    let whole = *placed.get(parts.whole)?;
    let counted = if list.parts.len() < parts.parts.len() {
        list.parts.len()
    } else {
        parts.sure
    };
    let own = list
        .parts
        .iter()
        .take(counted)
        .filter_map(|&part| placed.get(part).copied());
    Some(Whole {
        whole,
        parts: own
            .filter(|part| part.value.is_some() && part.value <= whole.value)
            .collect(),
        overlap: parts::overlap(text, parts, words),
    })
}
