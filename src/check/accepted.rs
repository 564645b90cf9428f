//! Accepted findings: those that someone looked at and let stand, kept beside the baseline.
//!
//! A finding is known by its rule, the ids of its claims and their values, so it stays accepted when lines move, and
//! no longer is when one of its figures changes. Two findings that are alike count as two.

use std::collections::BTreeMap;

use super::{Finding, Operand};
use crate::error::Error;
use crate::number::Interval;

/// The columns of the file.
const COLUMNS: [&str; 5] = ["rule", "source", "claims", "values", "count"];

/// What a finding is known by: rule, document, claims, values.
type Key = [String; 4];

/// The findings that were accepted, and how often each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted(BTreeMap<Key, usize>);

impl Accepted {
    /// Accepts `findings`.
    pub fn of<'a>(findings: impl Iterator<Item = &'a Finding>) -> Self {
        let mut accepted = Self::default();
        for finding in findings {
            *accepted.0.entry(key(finding)).or_default() += 1;
        }
        accepted
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Names the line that is no row of such a file. The caller adds the `path`.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let broken = |line: usize| Error::new("accepted_broken").with("line", line);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let mut accepted = Self::default();
        for (row, record) in reader.records().enumerate() {
            let record = record.map_err(|_| broken(row + 1))?;
            if row == 0 {
                if !record.iter().eq(COLUMNS) {
                    return Err(broken(1));
                }
                continue;
            }
            let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
            let count: usize = cell(4).parse().map_err(|_| broken(row + 1))?;
            *accepted.0.entry([cell(0), cell(1), cell(2), cell(3)]).or_default() += count;
        }
        Ok(accepted)
    }

    /// Writes the file, sorted.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows = self.0.iter().map(|(key, count)| {
            let count = count.to_string();
            key.iter().cloned().chain([count]).collect::<Vec<String>>()
        });
        let header = COLUMNS.map(str::to_owned).to_vec();
        for row in std::iter::once(header).chain(rows) {
            // A vector takes all that is written to it.
            let _ = writer.write_record(&row);
        }
        writer.into_inner().unwrap_or_default()
    }

    /// Accepts what `before` did, too, as far as it is not `renewed` by rule and document.
    pub fn keep(&mut self, before: &Self, renewed: impl Fn(&str, &str) -> bool) {
        for (key, count) in &before.0 {
            let [rule, source, ..] = key;
            if !renewed(rule, source) {
                let own = self.0.entry(key.clone()).or_default();
                *own = (*own).max(*count);
            }
        }
    }

    /// How many findings are accepted.
    pub fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// Whether nothing was accepted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one finding like this off, where one is left.
    pub fn take(&mut self, finding: &Finding) -> bool {
        match self.0.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// Those that were accepted and are found no more: rule and document.
    pub fn stale(&self) -> impl Iterator<Item = (&str, &str)> {
        let left = self.0.iter().filter(|(_, count)| **count > 0);
        left.map(|([rule, source, ..], _)| (rule.as_str(), source.as_str()))
    }
}

fn key(finding: &Finding) -> Key {
    let operands = &finding.relation.operands;
    let source = operands.first().map_or("", |operand| &operand.source);
    let joined = |cell: &dyn Fn(&Operand) -> String| operands.iter().map(cell).collect::<Vec<String>>().join(" ");
    let claim = |operand: &Operand| match operand.id.as_str() {
        "" => operand.text.trim().to_owned(),
        id => id.to_owned(),
    };
    let value = |operand: &Operand| {
        let Interval { lower, upper } = operand.core;
        let end = |end: Option<rust_decimal::Decimal>| end.map_or_else(String::new, |end| end.normalize().to_string());
        format!("{}..{}", end(lower), end(upper))
    };
    [
        finding.rule.to_owned(),
        source.to_owned(),
        joined(&claim),
        joined(&value),
    ]
}
