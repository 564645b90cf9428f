//! The sums of a table's columns and rows.

use crate::check::relation::Relation;
use crate::check::text::Text;
use crate::check::{Find, Level, Rule};
use crate::lexicon::Checks;

/// The rule.
pub const RULE: Rule = Rule {
    name: "table-total",
    level: Level::Error,
    page: include_str!("table_total.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: the rows or columns beside a total are those that are summed.
const BESIDE: &str = "rows_above_are_summed";

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    let amounts = text.sums.iter().filter(|sum| !sum.percent);
    relations.extend(amounts.map(|sum| sum.relation(RULE.name, BESIDE)));
}
