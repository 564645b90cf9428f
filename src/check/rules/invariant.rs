//! What the user says must hold between named figures.
//!
//! A name binds the claims that its signs fit. Where every name of an invariant binds in one document, it is judged
//! there; else over all documents together.

use std::sync::Arc;

use crate::check::bounds::meet;
use crate::check::invariant::{Invariants, Stated};
use crate::check::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use crate::check::{Document, Find, Finding, Judged, Level, Report, Rule};
use crate::claim::Entry;
use crate::number::Interval;

/// The rule.
pub const RULE: Rule = Rule {
    name: "invariant",
    level: Level::Error,
    page: include_str!("invariant.md"),
    on_request: false,
    find: Find::Given,
};

/// One name with the claims that it stands for.
type Bound<'a> = (&'a str, Vec<&'a Entry>);

/// Judges every invariant over `documents`.
pub fn check(documents: &[Document<'_>], given: &Invariants) -> Report {
    let mut report = Report::default();
    for stated in &given.stated {
        let bind = |documents: &[Document<'_>]| bind(documents, stated, given);
        let alone: Vec<(Relation, Verdict)> = documents
            .iter()
            .filter_map(|document| bind(std::slice::from_ref(document)))
            .collect();
        let judged = if alone.is_empty() {
            bind(documents).map_or_else(|| vec![(relation(stated, &[]), Verdict::NotBound)], |all| vec![all])
        } else {
            alone
        };
        for (relation, verdict) in judged {
            take(&mut report, stated, relation, verdict);
        }
    }
    report
}

/// The relation and its verdict, where every name binds a claim.
fn bind(documents: &[Document<'_>], stated: &Stated, given: &Invariants) -> Option<(Relation, Verdict)> {
    let claims = |name: &str| -> Vec<&Entry> {
        let figure = given.figures.iter().find(|figure| figure.name == name);
        documents
            .iter()
            .flat_map(|document| figure.map_or_else(Vec::new, |figure| figure.claims(document)))
            .collect()
    };
    let bound: Vec<Bound<'_>> = stated
        .invariant
        .names()
        .into_iter()
        .map(|name| (name, claims(name)))
        .collect();
    if bound.iter().any(|(_, claims)| claims.is_empty()) {
        return None;
    }
    let verdict = judge(stated, &bound);
    Some((relation(stated, &bound), verdict))
}

/// Pass, fail, or undecided where a name stands for figures that differ.
fn judge(stated: &Stated, bound: &[Bound<'_>]) -> Verdict {
    let holds = |interval: fn(&Operand) -> Interval| {
        stated.invariant.holds(&|name| {
            let (_, claims) = bound.iter().find(|(known, _)| *known == name)?;
            let intervals: Vec<Interval> = claims
                .iter()
                .map(|claim| interval(&Operand::new(claim, Role::Statement)))
                .collect();
            let first = *intervals.first()?;
            intervals.iter().all(|other| meet(first, *other)).then_some(first)
        })
    };
    match (holds(|operand| operand.core), holds(|operand| operand.hull)) {
        (Some(true), _) => Verdict::Pass,
        (_, Some(true)) => Verdict::Boundary,
        (Some(false), Some(false)) => Verdict::Fail,
        _ => Verdict::Undecided,
    }
}

/// The figures, and behind them what was stated.
fn relation(stated: &Stated, bound: &[Bound<'_>]) -> Relation {
    let figures = bound.iter().flat_map(|(_, claims)| claims);
    let mut operands: Vec<Operand> = figures.map(|claim| Operand::new(claim, Role::Statement)).collect();
    let (start, line, column) = stated.place;
    operands.push(Operand {
        role: Role::Invariant,
        source: Arc::clone(&stated.source),
        text: stated.text.clone(),
        start,
        end: start + stated.text.len(),
        line,
        column,
        place: String::new(),
        id: String::new(),
        unit: Arc::default(),
        value: None,
        core: Interval::default(),
        hull: Interval::default(),
    });
    Relation {
        rule: RULE.name,
        law: Law::Stated,
        operands,
        evidence: Evidence::Explicit,
    }
}

fn take(report: &mut Report, stated: &Stated, relation: Relation, verdict: Verdict) {
    let missing = stated.require && matches!(verdict, Verdict::Undecided | Verdict::NotBound);
    if missing || matches!(verdict, Verdict::Fail | Verdict::Boundary) {
        report.findings.push(Finding {
            rule: RULE.name,
            level: if verdict == Verdict::Boundary {
                Level::Info
            } else {
                stated.level
            },
            relation: relation.clone(),
            verdict,
        });
    }
    report.relations.push(Judged { relation, verdict });
}
