//! What came to nothing: allowances, accepted findings, and what the settings state of figures.

use std::ffi::OsString;

use super::console::Console;
use super::judge::{Judge, Outcome, Reading};
use super::nearest::nearest;
use crate::check::bounds::meet;
use crate::check::invariant::{NamedFigure, Stated};
use crate::check::{Document, Judged, RULES, Role, Verdict};
use crate::claim::Entry;
use crate::error::Field;
use crate::number::Interval;

/// At most so many figures are told of one name.
const MOST: usize = 5;

/// Says which allowances, accepted findings and statements of the settings came to nothing. What the reader wrote in
/// vain is said even where quiet was asked for.
pub fn say(judge: &Judge, outcome: &Outcome, console: &Console) {
    outcome.readings.iter().for_each(|reading| unused(reading, console));
    stale(judge, console);
    for source in &judge.without {
        console.note("baseline_without", &[("source", Field::from(&**source))]);
    }
    let open = outcome.between.relations.iter();
    for judged in open.filter(|judged| matches!(judged.verdict, Verdict::NotBound | Verdict::Undecided)) {
        undecided(judged, judge, outcome, console);
    }
    unbound(judge, outcome, console);
}

/// Says which accepted findings are found no more.
fn stale(judge: &Judge, console: &Console) {
    let Some(baseline) = &judge.baseline else { return };
    let stale = baseline.accepted.stale();
    for (rule, source) in stale.filter(|(rule, source)| judge.decides(rule, source)) {
        let path = baseline.path.to_string_lossy().into_owned();
        let fields = [
            ("path", Field::from(path)),
            ("rule", rule.into()),
            ("source", source.into()),
        ];
        console.note("accepted_stale", &fields);
    }
}

/// Says why an invariant is not decided: a name stands for nothing, or for figures that differ.
fn undecided(judged: &Judged, judge: &Judge, outcome: &Outcome, console: &Console) {
    let operands = &judged.relation.operands;
    let Some(written) = operands.iter().find(|operand| operand.role == Role::Invariant) else {
        return;
    };
    let is_it = |stated: &&Stated| stated.source == written.source && stated.place.0 == written.start;
    let Some(stated) = judge.found.settings.invariants.stated.iter().find(is_it) else {
        return;
    };
    let figures = operands.iter().filter(|operand| operand.role == Role::Statement);
    let mut sources: Vec<&str> = figures.map(|operand| &*operand.source).collect();
    sources.dedup();
    let within = |document: &Document<'_>| match sources.as_slice() {
        [only] => &*document.source.name == *only,
        _ => true,
    };
    let documents: Vec<Document<'_>> = outcome.readings.iter().map(Reading::document).filter(within).collect();
    let names = stated.invariant.names();
    let mut causes = names.iter().filter_map(|name| {
        let figure = judge
            .found
            .settings
            .invariants
            .figures
            .iter()
            .find(|figure| figure.name == *name)?;
        cause(figure, &documents, console)
    });
    let cause = causes.next().unwrap_or_else(|| console.words("cause_reckoning", &[]));
    let fields = [
        ("path", Field::from(&*written.source)),
        ("line", written.line.into()),
        ("invariant", written.text.as_str().into()),
        ("cause", cause.into()),
    ];
    if judged.verdict == Verdict::NotBound {
        nothing(judge, console, "invariant_open", &fields);
    } else {
        console.warn("invariant_open", &fields);
    }
}

/// Why nothing can be said of a named figure.
fn cause(figure: &NamedFigure, documents: &[Document<'_>], console: &Console) -> Option<String> {
    let claims: Vec<&Entry> = documents.iter().flat_map(|document| figure.claims(document)).collect();
    let name = || ("name", Field::from(figure.name.as_str()));
    let Some((first, rest)) = claims.split_first() else {
        return Some(console.words("cause_nothing", &[name()]));
    };
    let bounds = |entry: &Entry| Interval {
        lower: entry.lower,
        upper: entry.upper,
    };
    if rest.iter().all(|other| meet(bounds(first), bounds(other))) {
        return None;
    }
    let mut texts: Vec<String> = Vec::new();
    for claim in claims {
        let place = match claim.place() {
            "" => claim.line.to_string(),
            place => place.to_owned(),
        };
        texts.push(format!("{} ({}:{place})", claim.text.trim(), claim.source));
    }
    let more = texts.len().saturating_sub(MOST);
    texts.truncate(MOST);
    let fields = [name(), ("figures", console.list(&texts)), ("more", more.into())];
    let key = if more == 0 { "cause_several" } else { "cause_many" };
    Some(console.words(key, &fields))
}

/// Says which names no invariant has and no figure fits.
fn unbound(judge: &Judge, outcome: &Outcome, console: &Console) {
    let given = &judge.found.settings.invariants;
    let is_used = |name: &str| {
        given
            .stated
            .iter()
            .any(|stated| stated.invariant.names().contains(&name))
    };
    let documents: Vec<Document<'_>> = outcome.readings.iter().map(Reading::document).collect();
    for figure in given.figures.iter().filter(|figure| !is_used(&figure.name)) {
        if documents.iter().all(|document| figure.claims(document).is_empty()) {
            let fields = [
                ("path", Field::from(&*judge.found.name)),
                ("name", figure.name.as_str().into()),
            ];
            nothing(judge, console, "figure_open", &fields);
        }
    }
}

/// Says that a name stands for nothing. Where only some of the documents of the settings were named, that is nobody's
/// mistake.
fn nothing(judge: &Judge, console: &Console, key: &'static str, fields: &[(&'static str, Field)]) {
    let set = &judge.found.settings.inputs;
    let is_part = !set.is_empty() && !set.iter().map(OsString::from).eq(judge.paths.iter().cloned());
    if is_part {
        console.note(key, fields);
    } else {
        console.warn(key, fields);
    }
}

/// Says which allowances of a document were not needed, name no rule, or never end.
fn unused(reading: &Reading, console: &Console) {
    for allowance in reading.report.allowances.iter().filter(|allowance| !allowance.used) {
        let name = allowance.rule.as_str();
        let mut fields = vec![
            ("path", Field::from(&*reading.source.name)),
            ("line", allowance.line.into()),
            ("rule", name.into()),
            ("word", allowance.word.as_str().into()),
        ];
        let known = || RULES.iter().map(|rule| rule.name);
        let key = match name {
            _ if allowance.is_open => "allowance_unclosed",
            "" if allowance.word.eq_ignore_ascii_case("allow") => "allowance_empty",
            "" => "allowance_word",
            name if known().any(|known| known == name) => "allowance_unused",
            name => {
                let hint = match nearest(name, known()) {
                    Some(near) => console.words("allowance_nearest", &[("name", near.into())]),
                    None => console.words("allowance_names", &[]),
                };
                fields.push(("hint", hint.into()));
                "allowance_unknown"
            }
        };
        console.warn(key, &fields);
    }
}
