//! Lists that add up to the figure before them: 274 people, of whom 198 were adults and 76 were children.
//!
//! That such a list adds up is all that says it is one, so no rule can judge it; charts draw it. Its parts may be named by
//! other nouns than the whole.

use rust_decimal::Decimal;

use super::{begins, find as phrases};
use crate::check::text::{Figure, Sentence, Text};
use crate::lexicon::EnglishChecks;

/// Most bytes between a whole and its first part, or between two parts.
const FAR: usize = 110;
/// A smaller whole is soon the sum of two other figures by chance, where a comma alone stands between.
const LEAST: u32 = 20;

/// The wholes of `sentence` with the parts that add up to them, by the indices of their figures.
pub fn lists(text: &Text<'_>, sentence: &Sentence<'_>) -> Vec<(usize, Vec<usize>)> {
    if !sentence.english {
        return Vec::new();
    }
    let places = sentence.first..sentence.end;
    places
        .filter_map(|whole| Some((whole, parts(text, sentence, whole)?)))
        .collect()
}

/// The figures right behind the one at `place` whose sum it is, where the words between them let them be its parts.
fn parts(text: &Text<'_>, sentence: &Sentence<'_>, place: usize) -> Option<Vec<usize>> {
    let whole = text.figure(place).filter(|whole| whole.is_level() && is_exact(whole))?;
    let (mut found, mut sum, mut last) = (Vec::new(), Decimal::ZERO, whole);
    for next in place + 1..sentence.end {
        let part = text.figure(next)?;
        let like = part.is_amount() && is_exact(part) && part.entry.unit == whole.entry.unit && !part.is_percent();
        let gap = text.between(last, part);
        let tied = if found.is_empty() {
            opens(gap, whole)
        } else {
            joins(gap)
        };
        if !like || !tied {
            return None;
        }
        sum = sum.checked_add(part.entry.value?)?;
        found.push(next);
        last = part;
        if found.len() > 1 && Some(sum) == whole.entry.value {
            return Some(found);
        }
    }
    None
}

fn is_exact(figure: &Figure<'_>) -> bool {
    figure.entry.value.is_some() && figure.entry.value == figure.entry.lower && figure.entry.value == figure.entry.upper
}

/// Whether a list may begin behind `gap`: a cue, a colon, a bracket or a dash stands there, or a comma behind a whole that is
/// no small number.
fn opens(gap: &str, whole: &Figure<'_>) -> bool {
    let words = EnglishChecks::builtin();
    let cued = gap.contains([':', '(', '\u{2014}', '\u{2013}'])
        || [&words.among, &words.whole_of]
            .iter()
            .any(|list| !phrases(gap, list).is_empty());
    let large = whole.entry.value.is_some_and(|value| value >= Decimal::from(LEAST));
    gap.len() <= FAR && !gap.contains(['.', ';']) && (cued || large && gap.contains(','))
}

/// Whether `gap` joins two parts: a comma, a semicolon or a word for and, and none of comparison.
fn joins(gap: &str) -> bool {
    let words = EnglishChecks::builtin();
    let joint = gap.contains([',', ';']) || !phrases(gap, &words.joint_words).is_empty();
    let compared = begins(gap, &words.than).is_some() || !phrases(gap, &words.breaks).is_empty();
    gap.len() <= FAR && joint && !compared && !gap.contains('.')
}
