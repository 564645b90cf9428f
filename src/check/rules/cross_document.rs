//! One figure in several documents: stated twice, or this year's change against last year's report.

use std::collections::HashMap;

use crate::check::invariant::NamedFigure;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::{Document, Find, Level, Rule, slip};
use crate::claim::{Change, Entry};
use crate::lexicon::Checks;

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
        for claim in document.claims().filter(|claim| is_statement(claim)) {
            let same = known.entry(key(claim)).or_default();
            if let Some((other, before)) = same.last() {
                if *other == index {
                    continue;
                }
                relations.push(equal(vec![before, claim], Evidence::Slip(TELLING, SAME)));
            }
            same.push((index, claim));
        }
    }
    for (index, document) in documents.iter().enumerate() {
        let claims: Vec<&Entry> = document.claims().collect();
        relations.extend(claims.windows(2).filter_map(|pair| grown(index, pair, &known)));
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
        && !claim.period.is_empty()
        && claim.noun.len() >= NOUN
        && &*claim.dimension != "ratio"
        && slip::telling(&claim.text) >= TELLING
}

fn key(claim: &Entry) -> Key<'_> {
    (&claim.noun, &claim.unit, &claim.period)
}

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
fn grown(index: usize, pair: &[&Entry], known: &HashMap<Key<'_>, Vec<Placed<'_>>>) -> Option<Relation> {
    let [level, rate] = pair else { return None };
    let told = is_statement(level) && std::sync::Arc::ptr_eq(&level.sentence, &rate.sentence);
    let yearly = rate.change != Change::Level && &*rate.unit == "%" && slip::length(&rate.text) >= RATE;
    if !told || !yearly || !(rate.noun.is_empty() || rate.noun == level.noun) {
        return None;
    }
    let year: i32 = level.period.parse().ok()?;
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
