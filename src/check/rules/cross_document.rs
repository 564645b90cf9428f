//! One figure in several documents: stated twice, or this year's change against last year's report.

use std::collections::HashMap;

use crate::check::invariant::NamedFigure;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::{Document, Find, Level, Rule, slip};
use crate::claim::{Change, Entry};
use crate::lexicon::{Checks, Lexicon, Periods};

/// The rule.
pub const RULE: Rule = Rule {
    name: "cross-document",
    level: Level::Error,
    page: include_str!("cross_document.md"),
    on_request: false,
    find: Find::Across(find),
};

/// Assumption: claims of one noun, unit and period are one figure.
const SAME: &str = "same_figure_is_meant";
/// Figures of fewer digits agree, or nearly agree, by chance.
const TELLING: usize = 4;
/// Figures of fewer digits differ in one of them by chance.
const SURE: usize = 6;
/// A rate of fewer digits nearly fits by chance.
const RATE: usize = 3;
/// Shortest noun that says what is meant, in bytes.
const NOUN: usize = 6;

/// Noun, unit and period.
type Key<'a> = (&'a str, &'a str, &'a str);
/// A claim and the index of its document.
type Placed<'a> = (usize, &'a Entry);

fn find(documents: &[Document<'_>], _: &Checks, relations: &mut Vec<Relation>) {
    if documents.len() < 2 {
        return;
    }
    let mut known: HashMap<Key<'_>, Vec<Placed<'_>>> = HashMap::new();
    for (index, document) in documents.iter().enumerate() {
        let year = year(document, &Lexicon::builtin().periods);
        for claim in document.claims().filter(|claim| is_statement(claim)) {
            let Some(key) = key(claim, year) else { continue };
            let same = known.entry(key).or_default();
            if let Some((other, before)) = same.last() {
                if *other == index {
                    continue;
                }
                // Prices and the like change by a digit from day to day.
                let same = before.value == claim.value || slip::is_swap(&before.text, &claim.text);
                let digits = if same { TELLING } else { SURE };
                relations.push(equal(vec![before, claim], Evidence::Slip(digits, SAME)));
            }
            same.push((index, claim));
        }
    }
    for (index, document) in documents.iter().enumerate() {
        let claims: Vec<&Entry> = document.claims().collect();
        let year = year(document, &Lexicon::builtin().periods);
        relations.extend(claims.windows(2).filter_map(|pair| grown(index, year, pair, &known)));
    }
}

/// The claims of each named figure, which say the same wherever they have one period.
pub fn declared(documents: &[Document<'_>], figures: &[NamedFigure]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for figure in figures {
        let mut first: HashMap<&str, &Entry> = HashMap::new();
        for claim in documents.iter().flat_map(|document| figure.claims(document)) {
            match first.get(claim.period.as_str()) {
                Some(before) if before.source != claim.source => {
                    relations.push(equal(vec![before, claim], Evidence::Explicit));
                }
                Some(_) => {}
                None => drop(first.insert(&claim.period, claim)),
            }
        }
    }
    relations
}

/// A level whose noun and period say what it is, written with digits enough.
fn is_statement(claim: &Entry) -> bool {
    claim.change == Change::Level
        && claim.value.is_some()
        && claim.noun.len() >= NOUN
        && &*claim.dimension != "ratio"
        && !claim.unit.contains('/')
        && slip::telling(&claim.text) >= TELLING
}

/// What a claim is known by; one without a period has the `year` of its document.
fn key<'a>(claim: &'a Entry, year: Option<&'a str>) -> Option<Key<'a>> {
    let period = Some(claim.period.as_str()).filter(|period| !period.is_empty());
    Some((&claim.noun, &claim.unit, period.or(year)?))
}

/// The year that a document is about: that of its name, or the first that it names at its beginning.
fn year<'a>(document: &Document<'a>, words: &Periods) -> Option<&'a str> {
    let source = document.source;
    let name = source.name.rsplit('/').next().unwrap_or_default();
    let text = source
        .text
        .get(..source.text.floor_char_boundary(OPENING))
        .unwrap_or_default();
    let told = |(at, year): &(usize, &str)| {
        words
            .year
            .begins(text.get(at + year.len()..).unwrap_or_default())
            .is_some()
    };
    let of_text = || years(text).find(told);
    years(name).next().or_else(of_text).map(|(_, year)| year)
}

/// The years of this century and the last that are written with four digits, each with its first byte.
fn years(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    text.char_indices().filter_map(move |(at, _)| {
        let year = text.get(at..at + 4)?;
        let whole = (at == 0 || !is_digit(at - 1)) && !is_digit(at + 4);
        let digits = year.bytes().all(|byte| byte.is_ascii_digit());
        (whole && digits && (year.starts_with("19") || year.starts_with("20"))).then_some((at, year))
    })
}

/// So many bytes at the beginning of a document say what it is about.
const OPENING: usize = 300;

fn equal(claims: Vec<&Entry>, evidence: Evidence) -> Relation {
    Relation {
        rule: RULE.name,
        law: Law::Equal,
        operands: claims
            .iter()
            .map(|claim| Operand::new(claim, Role::Statement))
            .collect(),
        evidence,
    }
}

/// A level of this year and its rate of growth, with the level of the year before in another document.
fn grown(
    index: usize,
    year: Option<&str>,
    pair: &[&Entry],
    known: &HashMap<Key<'_>, Vec<Placed<'_>>>,
) -> Option<Relation> {
    let [level, rate] = pair else { return None };
    let told = is_statement(level) && std::sync::Arc::ptr_eq(&level.sentence, &rate.sentence);
    let yearly = rate.change != Change::Level && &*rate.unit == "%" && slip::length(&rate.text) >= RATE;
    if !told || !yearly || !(rate.noun.is_empty() || rate.noun == level.noun) {
        return None;
    }
    let (_, _, period) = key(level, year)?;
    let year: i32 = period.parse().ok()?;
    let before = (year - 1).to_string();
    let others = known.get(&(level.noun.as_str(), &*level.unit, before.as_str()))?;
    let (_, from) = others.iter().find(|(other, _)| *other != index)?;
    Some(Relation {
        rule: RULE.name,
        law: Law::Growth,
        operands: vec![
            Operand::new(from, Role::From),
            Operand::new(level, Role::To),
            Operand::new(rate, Role::Rate),
        ],
        evidence: Evidence::Slip(RATE, SAME),
    })
}
