//! The years that stand beside a figure in its clause, such as the one it is compared with: 比2021年增长5%.

use crate::claim::Entry;
use crate::lexicon::{Lexicon, Role};

/// Marks between clauses.
const MARKS: [char; 9] = [
    '\u{ff0c}', '\u{3002}', '\u{ff1b}', '\u{3001}', ',', ';', '\u{ff08}', '(', '\n',
];

/// What stands behind a year in Chinese.
const YEAR: char = '\u{5e74}';

/// Digits of a year.
const DIGITS: usize = 4;

/// The years in the clause of `claim` before its figure, in order.
pub(super) fn beside(claim: &Entry) -> Vec<&str> {
    let sentence: &str = &claim.sentence;
    let Some(figure) = sentence.find(claim.text.trim()) else {
        return Vec::new();
    };
    let ahead = sentence.get(..figure).unwrap_or_default();
    let from = ahead.rfind(MARKS).unwrap_or(0);
    let clause = ahead.get(from..).unwrap_or_default();
    let digits = |letter: char| letter.is_ascii_digit();
    let mut years = Vec::new();
    let mut at = 0;
    while let Some(start) = clause
        .get(at..)
        .and_then(|rest| rest.find(digits))
        .map(|found| at + found)
    {
        let rest = clause.get(start..).unwrap_or_default();
        let number = rest.split(|letter| !digits(letter)).next().unwrap_or_default();
        at = start + number.len();
        let (before, behind) = (
            clause.get(..start).unwrap_or_default(),
            clause.get(at..).unwrap_or_default(),
        );
        if number.len() == DIGITS && number.starts_with(['1', '2']) && is_year(before, behind) {
            years.push(number);
        }
    }
    years
}

/// Whether a number between these words is that of a year: 年 follows, or an English preposition stands before.
fn is_year(before: &str, behind: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    let led = || Lexicon::builtin().english().roles(&word).has(Role::Preposition);
    behind.starts_with(YEAR) || word.is_ascii() && !word.is_empty() && led() && !behind.starts_with(['.', '%'])
}

/// Whether both claims name as many years in their clauses, and others.
pub(super) fn differ(old: &Entry, new: &Entry) -> bool {
    if old.sentence == new.sentence || old.period != new.period {
        return false;
    }
    let (was, is) = (beside(old), beside(new));
    was.len() == is.len() && was != is
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Source};

    #[test]
    fn years_of_the_clause_are_found() {
        for (text, wanted) in [
            ("产值比2021年增长5%。", vec!["2021"]),
            ("2020年建馆，讲座2021场。", vec![]),
            ("Output rose by 5% and was up from 2021 by 7%.", vec!["2021"]),
        ] {
            let source = Source::of_text("a.txt", text.to_owned(), Format::Plain);
            let extraction = crate::extract_claims(&source, Lexicon::builtin());
            let last = extraction.claims().last().unwrap();
            assert_eq!(beside(last), wanted, "{text}");
        }
    }
}
