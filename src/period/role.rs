//! What a date does in its sentence: it says when, by when or since when, it is compared with, or it names something.

use super::{Date, Role};
use crate::lexicon::{Periods, begins, ends};
use crate::span::{Span, trim_end};

/// How far behind a date a word for since may stand, in bytes.
const REACH: usize = 24;

/// `date` with its role in its sentence, by the words beside it.
pub(super) fn with_role(text: &str, date: Date, words: &Periods) -> Date {
    if date.role == Role::Silent {
        return date;
    }
    let before = trim_end(Span::new(0, date.span.start).of(text));
    let after = Span::new(date.span.end, text.len()).of(text);
    let role = if ends(before, &words.before_era).is_some() {
        Role::Silent
    } else if ends(before, &words.until).is_some()
        || (date.role == Role::Until && ends(before, &words.until_end).is_some())
    {
        Role::Until
    } else if is_compared(before, after, words) {
        Role::Compared
    } else if is_since(before, after, words) {
        Role::Since
    } else if in_name(&date, before, after, words) {
        Role::Silent
    } else {
        Role::At
    };
    Date { role, ..date }
}

fn is_compared(before: &str, after: &str, words: &Periods) -> bool {
    ends(before, &words.compared).is_some()
        || begins(after, &words.compared_after).is_some()
        || (ends(before, &words.beside).is_some() && is_beside(after, words))
}

/// Whether the clause behind a date says that something is as it was then.
fn is_beside(after: &str, words: &Periods) -> bool {
    let near = Span::new(0, after.floor_char_boundary(2 * REACH)).of(after);
    let clause = near.split(['，', ',', '。', '；']).next().unwrap_or_default();
    let mut same = words.beside_after.words().iter();
    same.any(|word| clause.contains(word.as_str()))
}

fn is_since(before: &str, after: &str, words: &Periods) -> bool {
    // What is behind the reach is not asked for.
    let near = Span::new(0, after.floor_char_boundary(REACH + char::MAX.len_utf8())).of(after);
    let clause = near.split(['，', ',', '。', '；', '、']).next().unwrap_or_default();
    let soon = clause.len() <= REACH && ends(clause, &words.since_after).is_some();
    let follows = soon || begins(after, &words.since_after).is_some();
    follows || (ends(before, &words.since).is_some() && after.starts_with(['，', ',']))
}

/// A year directly before the name of an event, without a pause, belongs to that name.
fn in_name(date: &Date, before: &str, after: &str, words: &Periods) -> bool {
    let only_year = date.from.months.is_none() && date.to.is_none();
    let inside = before
        .chars()
        .next_back()
        .is_some_and(|character| character.is_alphanumeric() || matches!(character, ')' | '）' | '》' | '”'));
    if !only_year || !inside || ends(before, &words.at).is_some() {
        return false;
    }
    let clause = after
        .split(['，', ',', '。', '；', '、', '“', '（', '('])
        .next()
        .unwrap_or_default();
    let near = clause
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at <= REACH * 2);
    near.into_iter()
        .any(|at| begins(Span::new(at, clause.len()).of(clause), &words.event).is_some())
}
