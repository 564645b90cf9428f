//! Findings in words: the sentence that a law that does not hold comes to.

use rust_decimal::Decimal;

use super::message::{self, Language};
use crate::check::{Finding, Law, Operand, Role, Verdict};
use crate::error::{Error, Field};
use crate::report::{Line, Unread};

/// A finding with its sentences in `language`; `text` is that of the document in which its first operand stands.
pub fn line<'a>(finding: &'a Finding, text: &'a str, language: Language) -> Line<'a> {
    let (key, fields) = sentence(finding, language);
    let assumption = finding.relation.evidence.assumption();
    Line {
        source: finding.relation.operands.first().map_or("", |operand| &operand.source),
        text,
        message: message::sentence(language, key, &fields),
        assumption: assumption.map(|key| message::sentence(language, key, &[])),
        help: message::sentence(language, "check_help", &[("rule", Field::from(finding.rule))]),
        fingerprint: finding.fingerprint(),
        finding,
    }
}

/// What could not be read, as reports have it.
pub fn unread(error: &Error, language: Language) -> Unread {
    Unread {
        source: source(error).unwrap_or_default().to_owned(),
        message: message::of_error(language, error),
    }
}

/// The document that could not be read, where the error names one.
pub fn source(error: &Error) -> Option<&str> {
    error.fields().iter().find_map(|(name, field)| match field {
        Field::Text(path) if *name == "path" => Some(path.as_str()),
        _ => None,
    })
}

/// The key of a finding's sentence, and what fills it.
pub fn sentence(finding: &Finding, language: Language) -> (&'static str, Vec<(&'static str, Field)>) {
    let operands = &finding.relation.operands;
    let text = |index: usize| Field::from(operands.get(index).map_or("", |operand| operand.text.trim()));
    let list = |operands: Vec<&Operand>| {
        let texts: Vec<&str> = operands.iter().map(|operand| operand.text.trim()).collect();
        message::list(language, &texts)
    };
    let listed = |role: Role| list(operands.iter().filter(|operand| operand.role == role).collect());
    let all = || list(operands.iter().collect());
    let sum = || {
        let whole = operands.first();
        Field::from(whole.map_or_else(String::new, |whole| as_written(whole, total(operands))))
    };
    match finding.relation.law {
        law if finding.verdict == Verdict::Boundary && !matches!(law, Law::Kept(_)) => {
            ("check_boundary", vec![("figures", all())])
        }
        Law::Sum => ("check_sum", vec![("whole", text(0)), ("sum", sum())]),
        Law::Within if operands.len() == 2 => ("check_part", vec![("whole", text(0)), ("part", text(1))]),
        Law::Within => ("check_within", vec![("whole", text(0)), ("sum", sum())]),
        Law::Share => (
            "check_share",
            vec![("part", text(0)), ("whole", text(1)), ("rate", text(2))],
        ),
        Law::Growth | Law::Difference => (
            "check_change",
            vec![("from", text(0)), ("to", text(1)), ("rate", text(2))],
        ),
        Law::Compound { .. } => (
            "check_annual",
            vec![("from", text(0)), ("to", text(1)), ("rate", text(2))],
        ),
        Law::GrowthBy { .. } => (
            "check_growth_by",
            vec![("to", text(0)), ("step", text(1)), ("rate", text(2))],
        ),
        Law::Equal => ("check_restated", vec![("first", text(0)), ("second", text(1))]),
        Law::Hundred => ("check_hundred", vec![("shares", all())]),
        Law::Count { .. } => {
            let named = Field::from(operands.len().saturating_sub(1));
            (
                "check_count",
                vec![("count", text(0)), ("named", named), ("items", listed(Role::Item))],
            )
        }
        Law::Years | Law::EachYear => ("check_years", vec![("count", text(0)), ("span", text(1))]),
        Law::Toward { falls } => (
            if falls { "check_fall" } else { "check_rise" },
            vec![("from", text(0)), ("to", text(1))],
        ),
        Law::Order => ("check_order", vec![("date", text(0))]),
        Law::Stated if finding.verdict == Verdict::NotBound => {
            ("check_unbound", vec![("invariant", listed(Role::Invariant))])
        }
        Law::Stated => (
            "check_invariant",
            vec![
                ("invariant", listed(Role::Invariant)),
                ("figures", listed(Role::Statement)),
            ],
        ),
        Law::Kept(key) if operands.len() < 2 => (key, vec![("now", text(0))]),
        Law::Kept(key) => (key, vec![("now", text(0)), ("before", text(1))]),
        Law::Never(key) => (key, vec![("figure", text(0)), ("other", text(1))]),
    }
}

/// The sum of all operands but the first.
fn total(operands: &[Operand]) -> Decimal {
    operands.iter().skip(1).filter_map(|operand| operand.value).sum()
}

/// `value` in the scale and unit in which `whole` is written: 9696.38 万元 for a whole of 9759.38 万元.
fn as_written(whole: &Operand, value: Decimal) -> String {
    let plain = || value.normalize().to_string();
    let text = whole.text.trim();
    let end = text
        .find(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | ','))
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let written = Decimal::from_str_exact(&digits.replace(',', ""))
        .ok()
        .filter(|written| !written.is_zero());
    let scale = written
        .zip(whole.value)
        .and_then(|(written, value)| value.checked_div(written));
    match scale
        .filter(|scale| !scale.is_zero())
        .and_then(|scale| value.checked_div(scale))
    {
        Some(value) => format!("{}{unit}", value.normalize()),
        None => plain(),
    }
}
