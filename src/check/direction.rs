//! A verb of rising or falling, and the two levels that it is told of.

use crate::lexicon::{Checks, Class, Kind, Lexicon};

use super::relation::{Evidence, Law, Operand, Relation, Role};
use super::text::{Figure, Text};

/// The rule to which these relations belong.
pub const NAME: &str = "change-arithmetic";
/// Assumption: the verb is told of the nearest figures that could be meant.
const NEAREST: &str = "change_between_these_figures";
/// How many figures before a level the one may stand from which it rose.
const REACH: usize = 3;

/// 由80家增加到60家: the verb says one thing, and the levels say another.
pub fn of(text: &Text<'_>, place: usize, words: &Checks) -> Option<Relation> {
    let to = text
        .figure(place)
        .filter(|to| to.is_claim() && to.entry.value.is_some())?;
    let told = |place: &usize| text.figure(*place).is_some_and(Figure::is_claim);
    let start = (place.saturating_sub(REACH)..place).rev().find(told)?;
    let from = text.figure(start)?;
    if from.sentence != to.sentence || !from.is_like(to) {
        return None;
    }
    let verb = words.to.ends(ahead(text, place, words))?;
    let falls = falls(verb)?;
    let opened = words.from.ends(ahead(text, start, words)).is_some();
    let gap = text.between(from, to);
    let near = gap.chars().count() <= verb.chars().count() + NOUN && !gap.contains(['，', '；', '。', '、']);
    (opened && near).then(|| Relation {
        rule: NAME,
        law: Law::Toward { falls },
        operands: vec![Operand::new(from.entry, Role::From), Operand::new(to.entry, Role::To)],
        evidence: Evidence::Assumed(NEAREST),
    })
}

/// Most characters between the first level and the verb before the last: its noun, and a date.
const NOUN: usize = 14;

/// Whether a verb such as 增加到 is one of falling, by the verb of change that it begins with.
fn falls(verb: &str) -> Option<bool> {
    let words = &Lexicon::builtin().words;
    let heads = verb
        .char_indices()
        .rev()
        .map(|(at, _)| verb.get(..at).unwrap_or_default());
    heads.filter(|head| !head.is_empty()).find_map(|head| {
        let (word, known) = words.at_start(head)?;
        match known.class {
            Class::Rise if word.len() == head.len() => Some(false),
            Class::Fall if word.len() == head.len() => Some(true),
            _ => None,
        }
    })
}

/// What stands before a figure, without the date that it is of: 由2022年的80家, 由去年同期的80家.
pub fn ahead<'t>(text: &'t Text<'_>, place: usize, words: &Checks) -> &'t str {
    let Some(figure) = text.figure(place) else { return "" };
    let before = text.before(figure).trim_end();
    let date = place.checked_sub(1).and_then(|date| text.figure(date));
    let date = date.filter(|date| date.entry.kind == Kind::Date && date.sentence == figure.sentence);
    match date.map(|date| (text.between(date, figure).trim(), date)) {
        Some((between, date)) if between.is_empty() || words.weight.holds(between) => text.before(date).trim_end(),
        _ => before_earlier(before, words),
    }
}

/// `before` without words at its end that name an earlier level: 由 of 由去年同期的.
fn before_earlier<'t>(before: &'t str, words: &Checks) -> &'t str {
    let mut rest = words.weight.ends(before).map_or(before, |word| cut(before, word));
    let mut named = false;
    while let Some(word) = words.earlier.ends(rest) {
        rest = cut(rest, word);
        named = true;
    }
    if named { rest } else { before }
}

/// `text` without the `word` at its end.
fn cut<'t>(text: &'t str, word: &str) -> &'t str {
    text.get(..text.len() - word.len()).unwrap_or(text)
}
