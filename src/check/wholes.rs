//! Wholes with their parts, for whoever draws them: what the rules judge, and lists that no rule can judge.

use rust_decimal::Decimal;

use crate::claim::Entry;
use crate::lexicon::{ChartWords, Checks, Lexicon};
use crate::quantity::Qualifier;
use crate::source::{Format, Source};

use super::english::closed;
use super::overlap;
use super::parts::{self, Parts};
use super::relation::{Law, Relation, Role, Verdict};
use super::rules::addends;
use super::text::Text;

/// Of lengths only lists that add up are sums: some are sizes.
const LENGTH: &str = "length";

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
    let text = Text::new(source, entries, lexicon);
    let placed: Vec<&Entry> = Text::placed(entries).collect();
    let words = Checks::builtin();
    let bound = report
        .relations
        .iter()
        .filter(|judged| judged.verdict != Verdict::NotBound);
    let told = bound.filter_map(|judged| of_relation(&judged.relation, entries));
    let listed = text
        .parts
        .iter()
        .filter_map(|parts| of_list(&text, parts, &placed, words));
    let closed = text
        .sentences
        .iter()
        .flat_map(|sentence| closed::lists(&text, sentence));
    let closed = closed.filter_map(|list| of_closed(list, &placed));
    let mut lists: Vec<Whole<'a>> = closed.chain(told).chain(listed).filter(Whole::adds).collect();
    // Lists of one whole stand together, in their order.
    lists.sort_by_key(|told| told.whole.start);
    let same = |first: &Whole<'_>, second: &Whole<'_>| std::ptr::eq(first.whole, second.whole);
    let of_whole = |lists: &[Whole<'a>]| one_list(lists);
    lists.chunk_by(same).filter_map(of_whole).collect()
}

/// The list that is drawn of those of one whole: the first of several parts, else all single parts that its sentence names.
/// Where these do not make up the whole, one thing may belong to several of them.
fn one_list<'a>(lists: &[Whole<'a>]) -> Option<Whole<'a>> {
    let first = lists.first()?;
    let closed = lists.iter().find(|list| list.is_closed());
    if let Some(list) = closed.or(Some(first).filter(|first| first.parts.len() > 1)) {
        return Some(list.clone());
    }
    let mut parts: Vec<&Entry> = Vec::new();
    for part in lists
        .iter()
        .filter_map(|list| list.parts.first().filter(|_| list.parts.len() == 1))
    {
        let known = parts.iter().any(|known| std::ptr::eq(*known, *part));
        if !known && part.sentence == first.whole.sentence {
            parts.push(part);
        }
    }
    if parts.len() < 2 {
        return Some(first.clone());
    }
    parts.sort_by_key(|part| part.start);
    let overlap = sum(&parts) != first.whole.value;
    let joined = Whole {
        whole: first.whole,
        parts,
        overlap,
    };
    Some(if joined.adds() { joined } else { first.clone() })
}

/// A list that adds up.
fn of_closed<'a>((whole, parts): (usize, Vec<usize>), placed: &[&'a Entry]) -> Option<Whole<'a>> {
    let parts = parts.into_iter().map(|part| placed.get(part).copied());
    Some(Whole {
        whole: placed.get(whole).copied()?,
        parts: parts.collect::<Option<_>>()?,
        overlap: false,
    })
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
    let parts = parts.iter().map(|part| entry(part.start, &part.id));
    let whole = entry(whole.start, &whole.id)?;
    let parts = of_one_kind(parts.collect::<Option<_>>()?);
    let placed: Vec<&Entry> = Text::placed(entries).collect();
    let at = placed.iter().position(|entry| std::ptr::eq(*entry, whole))?;
    let bound = relation.law == Law::Sum || parts.len() < 2;
    let told = bound || sum(&parts) == whole.value || !has_rival(&placed, at);
    told.then_some(Whole {
        whole,
        parts,
        overlap: false,
    })
}

/// Whether the figure before the one at `at` may be the whole of parts as well: one of its unit in its sentence that names another
/// thing. Parts of a whole that may be another tell nothing of what is left.
fn has_rival(placed: &[&Entry], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| placed.get(before));
    let rivals = |(before, own): (&&Entry, &&Entry)| {
        let beside = before.sentence == own.sentence && before.unit == own.unit;
        beside && before.noun != own.noun && !before.noun.is_empty()
    };
    before.zip(placed.get(at)).is_some_and(rivals)
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
    let own: Vec<&Entry> = own
        .filter(|part| part.value.is_some() && part.value <= whole.value)
        .collect();
    let closed = sum(&own) == whole.value;
    let names: Vec<&str> = own.iter().map(|part| part.noun.as_str()).collect();
    if !closed && (!parts.rivals.is_empty() || own.len() > 1 && has_rival(placed, parts.whole)) {
        return None;
    }
    Some(Whole {
        whole,
        parts: if closed { own } else { of_one_kind(own) },
        // What adds up is counted once each, whatever its parts are called, and so are the values of one attribute.
        overlap: !closed
            && !ChartWords::builtin().are_of_one_attribute(&names)
            && overlap::is_crossed(text, parts, words),
    })
}

/// The parts of a list up to one that is only a bound, or that says more of a part before it: there another statement begins.
fn of_one_kind(mut parts: Vec<&Entry>) -> Vec<&Entry> {
    let other = |(at, part): (usize, &&Entry)| {
        let before = parts.get(..at).unwrap_or_default();
        let more = |known: &&Entry| {
            let (longer, noun) = (&part.noun, known.noun.as_str());
            !noun.is_empty() && longer.len() > noun.len() && longer.starts_with(noun)
        };
        at > 0 && (is_bound(part) || before.iter().any(more))
    };
    let end = parts.iter().enumerate().position(other);
    parts.truncate(end.unwrap_or(parts.len()));
    parts
}

fn is_bound(claim: &Entry) -> bool {
    matches!(claim.qualifier, Qualifier::Over | Qualifier::AtLeast) && claim.upper.is_none()
}

/// The sum of `parts`; none where it cannot be told.
fn sum(parts: &[&Entry]) -> Option<Decimal> {
    let values = parts.iter().map(|part| part.value);
    values.reduce(|sum, value| sum?.checked_add(value?)).flatten()
}

impl Whole<'_> {
    /// Whether its parts, more than one, make it up.
    fn is_closed(&self) -> bool {
        self.parts.len() > 1 && sum(&self.parts) == self.whole.value
    }

    /// Whether its figures can be laid end to end: amounts of something, of one time, with a whole that is no mere bound.
    fn adds(&self) -> bool {
        let closed = sum(&self.parts) == self.whole.value;
        let dimension = &*self.whole.dimension;
        let amounts = parts::adds(dimension) && (closed || dimension != LENGTH);
        let same = self.parts.len() == 1 && closed;
        !self.parts.is_empty() && amounts && !is_bound(self.whole) && !same && self.of_one_time()
    }

    /// Whether no two of its figures say that they hold at different times.
    fn of_one_time(&self) -> bool {
        let all = std::iter::once(&self.whole).chain(&self.parts);
        let mut periods = all
            .map(|claim| claim.period.as_str())
            .filter(|period| !period.is_empty());
        periods.next().is_none_or(|first| periods.all(|period| period == first))
    }
}
