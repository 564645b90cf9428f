//! What became of the figures of the baseline.

use crate::check::bounds::meet;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use crate::check::{Find, Finding, Judged, Level, Report, Rule};
use crate::claim::Entry;
use crate::diff::{self, Difference, What};
use crate::lexicon::Lexicon;
use crate::number::Interval;

/// The rule.
pub const RULE: Rule = Rule {
    name: "drift",
    level: Level::Error,
    page: include_str!("drift.md"),
    on_request: false,
    find: Find::Given,
};

/// The key of what says that only the precision is another.
const PRECISION: &str = "drift_precision";

/// Compares the claims of the baseline with those of today.
pub fn check(before: &[&Entry], now: &[&Entry]) -> Report {
    let mut report = Report::default();
    let comparison = diff::compare(before, now);
    for difference in &comparison.differences {
        let Some((level, key)) = weigh(difference) else {
            continue;
        };
        let relation = relation(difference, key);
        let verdict = if level == Level::Info {
            Verdict::Boundary
        } else {
            Verdict::Fail
        };
        report.findings.push(Finding {
            rule: RULE.name,
            level,
            relation: relation.clone(),
            verdict,
        });
        report.relations.push(Judged { relation, verdict });
    }
    report
}

/// How much a difference weighs, and the key of what it is; none where the claim says what it said.
fn weigh(difference: &Difference<'_>) -> Option<(Level, &'static str)> {
    let (old, new) = match (difference.old, difference.new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(_)) => return Some((Level::Warning, "drift_new")),
        (..) => return Some((Level::Warning, "drift_vanished")),
    };
    let (was, is) = (bounds(old), bounds(new));
    if difference.what == What::Moved {
        None
    } else if old.unit != new.unit || old.change != new.change {
        Some((Level::Error, "drift_changed"))
    } else if old.period != new.period {
        // Another date makes it another figure, which may well have another value.
        Some((Level::Info, "drift_updated"))
    } else if stays(old, new) {
        None
    } else if meet(was, is) && holds(is, old) {
        Some((Level::Info, PRECISION))
    } else {
        Some((Level::Error, "drift_changed"))
    }
}

/// Whether the figure of today is inside what the baseline allows.
fn stays(old: &Entry, new: &Entry) -> bool {
    let (was, is) = (bounds(old), bounds(new));
    let above = was.lower.is_none_or(|lower| is.lower.is_some_and(|is| lower <= is));
    let below = was.upper.is_none_or(|upper| is.upper.is_some_and(|is| is <= upper));
    above && below
}

/// Whether the value of the baseline is inside what the figure of today allows.
fn holds(is: Interval, old: &Entry) -> bool {
    old.value.is_none_or(|value| meet(is, Interval::exactly(value)))
}

const fn bounds(entry: &Entry) -> Interval {
    Interval {
        lower: entry.lower,
        upper: entry.upper,
    }
}

fn relation(difference: &Difference<'_>, key: &'static str) -> Relation {
    let now = difference.new.map(|new| Operand::new(new, Role::Statement));
    let before = difference.old.map(|old| Operand::new(old, Role::Before));
    let (now, before) = if key == PRECISION {
        let told =
            |operand: Option<Operand>, entry| operand.zip(entry).map(|(operand, entry)| with_cues(operand, entry));
        (told(now, difference.new), told(before, difference.old))
    } else {
        (now, before)
    };
    Relation {
        rule: RULE.name,
        law: Law::Kept(key),
        operands: now.into_iter().chain(before).collect(),
        evidence: Evidence::Explicit,
    }
}

/// The operand with the words around it that say how exact it is, as they alone may have changed: 近400人, 400人.
fn with_cues(operand: Operand, entry: &Entry) -> Operand {
    let cues = &Lexicon::builtin().qualifiers;
    let Some((before, behind)) = entry.sentence.split_once(entry.text.as_str()) else {
        return operand;
    };
    let cue = cues.at_end(before).map_or(0, |(length, _)| length);
    let cue = before.get(before.len() - cue..).unwrap_or_default();
    let end = cues.at_start(behind).map_or(0, |(length, _)| length);
    let end = behind.get(..end).unwrap_or_default();
    Operand {
        text: format!("{cue}{}{end}", operand.text),
        start: operand.start.saturating_sub(cue.len()),
        end: operand.end + end.len(),
        column: operand.column.saturating_sub(cue.chars().count()).max(1),
        ..operand
    }
}
