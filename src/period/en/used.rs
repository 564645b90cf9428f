//! What four digits or a date do in an English sentence: they count, or they say when.

use super::Part;
use crate::lexicon::{Role as Word, Spelled, Use, When};
use crate::number::english::{Form, Text};
use crate::period::Role;

/// How a date is used, by the words before it.
pub(super) fn role(text: &Text<'_>, at: usize, part: &Part) -> Role {
    let definite = |at: usize| text.words.grammar.definite.holds(text.word(at));
    let pointed = definite(at.wrapping_sub(1));
    // by mid-2025
    let hyphen = text.glued(at) && text.is_hyphen(at.wrapping_sub(1));
    let end = at - usize::from(pointed || hyphen);
    let fiscal = |at: usize| text.words.grammar.year.holds(text.word(at));
    let end = end - usize::from(fiscal(end.wrapping_sub(1)) && end > 1);
    let named = part.to.is_none()
        && part.from.months.is_none()
        && text.is_capital(part.end)
        && text.is(part.end, Form::Word)
        && !text.glued(part.end);
    if named {
        return Role::Silent;
    }
    let led = [text.words.grammar.from, text.words.grammar.between]
        .iter()
        .any(|list| list.holds(text.word(end.wrapping_sub(1))));
    if part.to.is_some() && led {
        return Role::At;
    }
    // before the 1985 recession: the year of an event
    let event = pointed && part.from.months.is_none() && part.to.is_none() && text.is(part.end, Form::Word);
    let bounds = [Word::Preposition, Word::Conjunction, Word::Auxiliary, Word::Verb];
    let event = event && !bounds.iter().any(|role| text.roles(part.end).has(*role));
    match text.phrase_before(end, &text.words.uses).map(|(_, used)| *used) {
        Some(Use::Until | Use::Since | Use::Compared) if event => Role::Silent,
        Some(Use::Until) => Role::Until,
        Some(Use::Since) => Role::Since,
        Some(Use::Compared) => Role::Compared,
        Some(Use::At) => Role::At,
        None if pointed && text.is(part.end, Form::Word) && part.from.months.is_none() => Role::Silent,
        None => Role::At,
    }
}

/// Whether four digits that could count something say when: a word of dates stands before, and no noun behind.
pub(super) fn is_early(text: &Text<'_>, at: usize) -> bool {
    let grammar = &text.words.grammar;
    let before = at.wrapping_sub(1);
    let led = grammar.era.holds(text.word(before))
        || grammar.between.holds(text.word(before))
        || text.month(before)
        || (grammar.to.holds(text.word(before)) && text.is(before.wrapping_sub(1), Form::Digits));
    let roles = text.roles(at + 1);
    let bounds = [
        Word::Preposition,
        Word::Conjunction,
        Word::Auxiliary,
        Word::Determiner,
        Word::Pronoun,
        Word::Relative,
    ];
    led && (!text.is(at + 1, Form::Word) || bounds.iter().any(|role| roles.has(*role)))
}

/// Whether four digits count what follows: 2000 participants; not in 2000 participants.
pub(super) fn counts(text: &Text<'_>, at: usize) -> bool {
    if text.words.grammar.dated.holds(text.word(at + 1)) {
        return false;
    }
    let before = at.wrapping_sub(1);
    let dated = text.phrase_before(at, &text.words.uses).is_some()
        || text.month(before)
        || text.words.grammar.definite.holds(text.word(before))
        || text.words.grammar.year.holds(text.word(before))
        || text.words.grammar.fiscal.holds(text.word(before));
    if dated && text.phrase_before(at, &text.words.before).is_none() {
        return false;
    }
    let symbol =
        !text.words.symbol(text.written(at + 1)).is_empty() || !text.words.symbol(text.written(before)).is_empty();
    let unit = text
        .phrase(at + 1, &text.words.units)
        .is_some_and(|(_, unit)| unit.when == When::Always);
    let scale = matches!(text.words.number(text.word(at + 1)), Some(Spelled::Scale(_)));
    let cued = text
        .phrase_before(at, &text.words.before)
        .is_some_and(|(start, _)| start < at);
    if symbol || unit || scale {
        return true;
    }
    let noun = (at + 1..at + 4)
        .take_while(|at| text.is(*at, Form::Word) && !text.is_capital(*at))
        .take_while(|at| !text.bounds_noun(*at))
        .any(|at| text.words.is_plural(text.word(at)));
    noun || (cued && !dated)
}
