//! `tongji explain`: the manual pages of the rules.

use std::io::Write;

use super::{Status, output};
use crate::check::{RULES, Rule};
use crate::error::Error;

/// Prints the page of `name`, or of every rule.
///
/// # Errors
/// There is no such rule, or standard output cannot be written.
pub fn run(name: Option<&str>) -> anyhow::Result<Status> {
    let chosen: Vec<&Rule> = RULES
        .iter()
        .filter(|rule| name.is_none_or(|name| name == rule.name))
        .collect();
    if chosen.is_empty() {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        let error = Error::new("rule_unknown").with("name", name.unwrap_or_default());
        return Err(error.with("known", known.join(", ")).into());
    }
    output::to_stdout(|out| chosen.iter().try_for_each(|rule| page(rule, out)))?;
    Ok(Status::Done)
}

fn page(rule: &Rule, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{} ({})\n\n{}", rule.name, rule.level.word(), rule.page)
}
