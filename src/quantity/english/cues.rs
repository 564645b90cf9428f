//! The cues beside a quantity: before it, behind it, and behind the noun that it counts.

use super::Measured;
use crate::lexicon::{Phrase, Role};
use crate::number::english::{Form, Text};
use crate::quantity::{Qualifier, Quantity, cue};
use crate::span::Span;

/// So many words at most name what is counted before a cue: 300 people or more.
const NOUN: usize = 3;

/// Reads the cues beside a quantity. Where two meet, the one behind the number decides.
pub(super) fn qualify(text: &Text<'_>, measured: Measured) -> Measured {
    let before = before(text, measured.first).filter(|(_, cue)| !is_known(text, &measured, *cue));
    let hyphen = usize::from(text.is_hyphen(measured.end) && text.glued(measured.end));
    let after = text
        .phrase(measured.end + hyphen, &text.words.after)
        .filter(|(end, _)| {
            let sign = !text.is(measured.end, Form::Word);
            let article = text.words.grammar.article.holds(text.word(*end));
            let compares = text.words.before.beginning(text.word(*end)).iter().any(Phrase::is_word);
            let goes_on = text.words.grammar.than.holds(text.word(*end)) || text.roles(*end).has(Role::Conjunction);
            let counts = text.is(*end, Form::Digits)
                || text.words.number(text.word(*end)).is_some()
                || article
                || compares
                || goes_on;
            !counts && (!sign || text.glued(measured.end))
        });
    let (mut first, mut end) = (measured.first, measured.end);
    let mut cue = None;
    if let Some((start, found)) = before {
        (first, cue) = (start, Some(found));
    }
    if let Some((behind, found)) = after {
        (end, cue) = (behind, Some(*found));
    } else if let Some(found) = behind_noun(text, end) {
        cue = Some(found);
    }
    let full = Span::new(
        text.start(first).min(measured.quantity.span.start),
        text.end(end.saturating_sub(1)).max(measured.quantity.span.end),
    );
    let mut quantity = Quantity {
        full,
        ..measured.quantity
    };
    if let Some(cue) = cue {
        cue::apply(&mut quantity, cue);
    }
    Measured { quantity, first, end }
}

/// 300 people or more: the cue behind the noun that is counted.
fn behind_noun(text: &Text<'_>, at: usize) -> Option<Qualifier> {
    let bounds = [Role::Preposition, Role::Verb, Role::Auxiliary, Role::Determiner];
    let noun = |at: &usize| text.is(*at, Form::Word) && !bounds.iter().any(|role| text.roles(*at).has(*role));
    let behind = (at..at + NOUN)
        .take_while(noun)
        .find(|at| text.roles(at + 1).has(Role::Conjunction))?;
    let (end, cue) = text.phrase(behind + 1, &text.words.after)?;
    let closes = !text.is(end, Form::Word) || !noun(&end);
    (end > behind + 2 && closes).then_some(*cue)
}

/// Lower than the 17 per cent of last year: a definite figure is compared with, and is itself exact. Above the 40% mark it
/// is not.
fn is_known(text: &Text<'_>, measured: &Measured, cue: Qualifier) -> bool {
    let lead = measured.first.wrapping_sub(1);
    let definite = text.words.grammar.definite.holds(text.word(lead));
    let bound = matches!(cue, Qualifier::Over | Qualifier::Under);
    // Passed the 100 million mark: the cue may hold the article itself.
    let direct = text.phrase_before(measured.first, &text.words.before).is_some();
    let roles = text.roles(measured.end);
    let mark = roles.has(Role::Filler) && !roles.has(Role::Preposition);
    definite && bound && !direct && !mark
}

/// The first token of the cue before token `first`, and what it says; an article may stand between.
fn before(text: &Text<'_>, first: usize) -> Option<(usize, Qualifier)> {
    let grammar = &text.words.grammar;
    let lead = first.wrapping_sub(1);
    let steps = [grammar.definite, grammar.article, grammar.between, grammar.from];
    let skips = usize::from(steps.into_iter().any(|list| list.holds(text.word(lead))));
    let found = text.phrase_before(first, &text.words.before).or_else(|| {
        text.phrase_before(first - skips, &text.words.before)
            .filter(|_| skips > 0)
    });
    // built up to $1 billion: where it went, not at most so much
    let lifted = |start: usize| {
        grammar.particle.holds(text.word(start)) && grammar.lifts.holds(text.word(start.wrapping_sub(1)))
    };
    let negated = |start: usize| grammar.negated.holds(text.word(start.wrapping_sub(1)));
    found
        .filter(|(start, _)| !lifted(*start))
        .map(|(start, cue)| (start, if negated(start) { opposite(*cue) } else { *cue }))
}

/// It isn't more than 5: what a cue says where it is denied.
const fn opposite(cue: Qualifier) -> Qualifier {
    match cue {
        Qualifier::Over => Qualifier::AtMost,
        Qualifier::Under => Qualifier::AtLeast,
        other => other,
    }
}
