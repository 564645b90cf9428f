//! Verbs of change that say how many times a level became another: doubled from 80 to 160.

use rust_decimal::Decimal;

use crate::check::list;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::{Figure, Sentence, Text};
use crate::lexicon::EnglishChecks;
use crate::number::Interval;
use crate::span::Span;

use super::change::{FAR, Levels, NAME, pairs};
use super::ends;

/// More than doubled from 80 to 190: the word is the change.
pub fn find(text: &Text<'_>, sentence: &Sentence<'_>) -> Vec<Relation> {
    let told = |levels: Levels| {
        let (from, to) = (text.figure(levels.from)?, text.figure(levels.to)?);
        Some(Relation {
            rule: NAME,
            law: Law::Growth,
            operands: vec![
                Operand::new(from.entry, Role::From),
                Operand::new(to.entry, Role::To),
                multiple(text, if levels.from < levels.to { from } else { to })?,
            ],
            evidence: Evidence::Explicit,
        })
    };
    let turned = |pair: &[usize]| {
        let [to, from] = *pair else { return None };
        let (last, first) = (text.figure(to)?, text.figure(from)?);
        let gap = text.between(last, first);
        let plain = gap.len() <= FAR / 2 && !gap.contains([';', ':', '.']);
        let words = EnglishChecks::builtin();
        let tied = ends(text.before(last), &words.to).is_some() && ends(gap, &words.from).is_some();
        (plain && tied && first.is_like(last)).then_some(Levels { from, to })
    };
    let level = |place: &usize| text.figure(*place).is_some_and(Figure::is_amount);
    let places: Vec<usize> = (sentence.first..sentence.end).filter(level).collect();
    let turned = places.windows(2).filter_map(turned);
    pairs(text, sentence)
        .into_iter()
        .chain(turned)
        .filter_map(told)
        .collect()
}

/// The word in the clause before `from`, the first of two levels, that says how many times it became another level, as an operand in per cent.
fn multiple(text: &Text<'_>, from: &Figure<'_>) -> Option<Operand> {
    let words = EnglishChecks::builtin();
    let source = &text.source.text;
    let start = source.floor_char_boundary(from.entry.start.saturating_sub(FAR));
    let before = Span::new(start, from.entry.start).of(source);
    let clause = before.rsplit([';', ':', '.', '(']).next()?;
    let mut at = from.entry.start - clause.len();
    let mut found = None;
    for word in clause.split(char::is_whitespace) {
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        if let Some(hundredths) = words.multiples.get(&bare.to_ascii_lowercase()) {
            found = Some((Span::new(at, at + word.len()), *hundredths));
        }
        at += word.len() + 1;
    }
    let (span, hundredths) = found?;
    let ahead = Span::new(from.entry.start - clause.len(), span.start).of(source);
    let mut change = list::named(text, span, from);
    change.role = Role::Rate;
    change.value = Some(Decimal::from(hundredths - 100));
    let share = |share: i64| Some(Decimal::new(hundredths * share, 2) - Decimal::ONE_HUNDRED);
    let (lower, upper) = match ends(ahead, &words.nearly) {
        Some(_) => (share(80), share(102)),
        None if ends(ahead, &words.exceeding).is_some() => (share(100), None),
        None => (share(95), share(105)),
    };
    (change.core, change.hull) = (Interval { lower, upper }, Interval { lower, upper });
    Some(change)
}
