//! A reader's own words for English text: those of their words that hold no Chinese characters.

use std::sync::Arc;

use super::{EnglishUnit, When, kept};
use crate::lexicon::finder::Aside;
use crate::lexicon::qualifiers::{CueEntry, Qualifier};
use crate::lexicon::user::{Own, is_chinese};

/// Units as they are written.
pub(super) fn units(own: &Own) -> Vec<(&'static str, EnglishUnit)> {
    let units = own.units.iter().flat_map(crate::lexicon::units::UnitEntry::units);
    let english = |unit| EnglishUnit {
        unit,
        name: None,
        when: When::Always,
        scale: 0,
    };
    units
        .filter(|(form, _)| !is_chinese(form))
        .map(|(form, unit)| (kept(form), english(unit)))
        .collect()
}

/// Cues in small letters.
pub(super) fn cues(own: &[CueEntry]) -> Vec<(&'static str, Qualifier)> {
    let words = own
        .iter()
        .flat_map(|cue| cue.words.iter().map(|word| (word, cue.qualifier)));
    words
        .filter(|(word, _)| !is_chinese(word))
        .map(|(word, qualifier)| (kept(word.to_ascii_lowercase()), qualifier))
        .collect()
}

/// Names and set phrases, their tokens set apart.
pub(super) fn names(own: &Own) -> impl Iterator<Item = (&'static str, Aside)> {
    own.names.iter().flat_map(|group| {
        let aside = Aside {
            kind: group.kind,
            why: crate::lexicon::intern(&group.why),
        };
        let words = group.words.iter().filter(|word| !is_chinese(word));
        words.map(move |word| (kept(apart(word)), aside))
    })
}

/// Heads of one word.
pub(super) fn heads(own: &Own) -> impl Iterator<Item = (&'static str, Arc<str>)> {
    all_heads(own)
        .filter(|(head, _)| !head.contains(' '))
        .map(|(head, id)| (kept(head), id))
}

/// Heads of several words.
pub(super) fn phrases(own: &Own) -> Vec<(String, Arc<str>)> {
    let mut phrases: Vec<(String, Arc<str>)> = all_heads(own).filter(|(head, _)| head.contains(' ')).collect();
    phrases.sort_by_key(|(head, _)| std::cmp::Reverse(head.len()));
    phrases
}

fn all_heads(own: &Own) -> impl Iterator<Item = (String, Arc<str>)> {
    own.metrics.iter().flat_map(|metric| {
        let id: Arc<str> = Arc::from(metric.id.as_str());
        let heads = metric.heads.iter().filter(|head| !is_chinese(head));
        heads.map(move |head| (head.to_ascii_lowercase(), Arc::clone(&id)))
    })
}

/// A phrase in small letters with spaces between letters, digits and marks, as a sentence is cut.
fn apart(phrase: &str) -> String {
    let mut apart = String::with_capacity(phrase.len());
    let mut last = ' ';
    for character in phrase.chars().map(|character| character.to_ascii_lowercase()) {
        let joined = last.is_ascii_alphabetic() == character.is_ascii_alphabetic()
            && last.is_ascii_digit() == character.is_ascii_digit();
        if !joined && !last.is_whitespace() && !character.is_whitespace() {
            apart.push(' ');
        }
        apart.push(character);
        last = character;
    }
    apart
}
