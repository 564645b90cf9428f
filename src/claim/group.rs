//! 分别: several numbers that belong, each in turn, to several nouns or dates.

use super::clause::{Tag, Token};
use super::noun::Sentence;
use super::sentence::Claim;
use super::when::Times;
use crate::lexicon::Class;
use crate::span::Span;

/// Gives each number of a list behind 分别 the noun and the date in the same place of the lists before it.
pub(super) fn respective(sentence: &Sentence<'_>, times: &Times, claims: &mut [Claim]) {
    let words = &sentence.lexicon.guards.words.respective;
    for (at, token) in sentence.tokens.iter().enumerate() {
        if !matches!(token.tag, Tag::Word(_)) || words.begins(token.span.of(sentence.text)).is_none() {
            continue;
        }
        let numbers = numbers(sentence, at + 1);
        if numbers.len() < 2 {
            continue;
        }
        let nouns = subjects(sentence, at, numbers.len()).or_else(|| nouns_before(sentence, at, claims, numbers.len()));
        let periods = times.list(token.span.start, numbers.len());
        let change = numbers
            .first()
            .and_then(|index| claims.get(*index))
            .map(|claim| claim.change)
            .unwrap_or_default();
        for (place, index) in numbers.iter().enumerate() {
            let Some(claim) = claims.get_mut(*index) else { continue };
            claim.change = change;
            if let Some(noun) = nouns.as_ref().and_then(|nouns| nouns.get(place)) {
                claim.noun = Some(*noun);
            }
            if let Some(period) = periods.as_ref().and_then(|periods| periods.get(place)) {
                claim.period = Some(*period);
            }
        }
    }
}

/// The marks of the list of numbers that begins behind token `at`.
fn numbers(sentence: &Sentence<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for token in sentence.tokens.iter().skip(at) {
        match token.tag {
            Tag::Number(index) => found.push(index),
            Tag::Enum | Tag::Nothing => {}
            Tag::Word(word) if word.class == Class::Join => {}
            _ if found.is_empty() && !token.ends_clause() => {}
            _ => break,
        }
    }
    found
}

/// The subject before token `at`, where it is a list of just `count` nouns.
fn subjects(sentence: &Sentence<'_>, at: usize, count: usize) -> Option<Vec<Span>> {
    let mut end = at;
    while end
        .checked_sub(1)
        .and_then(|index| sentence.token(index))
        .is_some_and(|token| token.is(Class::Link) || token.is(Class::Adverb) || token.is(Class::Time))
    {
        end -= 1;
    }
    let first = (0..end)
        .rev()
        .take_while(|&index| sentence.token(index).is_some_and(in_list))
        .last()?;
    let mut parts = Vec::new();
    let mut start = first;
    for index in first..=end {
        let divides = index == end
            || sentence
                .token(index)
                .is_some_and(|token| matches!(token.tag, Tag::Enum) || token.is(Class::Join));
        if divides {
            parts.extend(sentence.phrase(start, index));
            start = index + 1;
        }
    }
    (parts.len() == count).then_some(parts)
}

fn in_list(token: &Token) -> bool {
    token.is_nominal() || matches!(token.tag, Tag::Enum | Tag::Nothing) || token.is(Class::Join)
}

/// The nouns of the `count` claims before token `at`.
fn nouns_before(sentence: &Sentence<'_>, at: usize, claims: &[Claim], count: usize) -> Option<Vec<Span>> {
    let marks = sentence
        .tokens
        .iter()
        .take(at)
        .rev()
        .filter_map(|token| match token.tag {
            Tag::Number(index) => Some(index),
            _ => None,
        });
    let mut nouns: Vec<Span> = marks.take(count).filter_map(|index| claims.get(index)?.noun).collect();
    nouns.reverse();
    (nouns.len() == count).then_some(nouns)
}
