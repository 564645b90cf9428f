//! Findings as the page lists them.

use super::{Page, Words};
use crate::check::Operand;

/// A finding in the list.
pub struct Shown<'a> {
    /// Its number in the page.
    pub number: usize,
    /// The number of its document.
    pub document: usize,
    /// The document's name.
    pub name: &'a str,
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
    /// Its line and column.
    pub place: String,
    /// Its interval, or nothing.
    pub interval: String,
}

/// The findings of all documents, numbered through.
pub fn show<'p>(page: &'p Page<'_>, words: Words<'_>) -> Vec<Shown<'p>> {
    let mut shown = Vec::new();
    for (index, document) in page.documents.iter().enumerate() {
        for told in &document.findings {
            let relation = &told.finding.relation;
            shown.push(Shown {
                number: shown.len(),
                document: index,
                name: super::name(&document.source.name),
                level: told.finding.level.word(),
                level_word: words(level(told.finding.level), &[]),
                rule: told.finding.rule,
                message: &told.message,
                assumption: told.assumption.as_deref().unwrap_or_default(),
                operands: &relation.operands,
                figures: relation.operands.iter().map(|operand| figure(operand, words)).collect(),
            });
        }
    }
    shown
}

const fn level(level: crate::check::Level) -> &'static str {
    match level {
        crate::check::Level::Error => "page_error",
        crate::check::Level::Warning => "page_warning",
        crate::check::Level::Info => "page_info",
    }
}

fn figure(operand: &Operand, words: Words<'_>) -> Figure {
    let end = |end: Option<rust_decimal::Decimal>| {
        end.map_or_else(|| "\u{221e}".to_owned(), |end| end.normalize().to_string())
    };
    let (lower, upper) = (operand.core.lower, operand.core.upper);
    let place = [("line", operand.line.into()), ("column", operand.column.into())];
    Figure {
        role: words(role(operand.role), &[]),
        text: operand.text.trim().to_owned(),
        place: words("page_place", &place),
        interval: match (lower, upper) {
            (None, None) => String::new(),
            _ if lower == upper => String::new(),
            _ => format!("[{}, {}]", end(lower), end(upper)),
        },
    }
}

const fn role(role: crate::check::Role) -> &'static str {
    use crate::check::Role;
    match role {
        Role::Whole => "role_whole",
        Role::Part => "role_part",
        Role::Rest => "role_rest",
        Role::Rate => "role_rate",
        Role::From => "role_from",
        Role::To => "role_to",
        Role::Count => "role_count",
        Role::Item => "role_item",
        Role::Statement => "role_statement",
        Role::Invariant => "role_invariant",
        Role::Before => "role_before",
    }
}
