//! Whether a unit that may be another word is meant, by what stands around it.

use super::REACH;
use crate::lexicon::{EnglishUnit, Role, When};
use crate::number::Script;
use crate::number::english::{Form, Found, Text};

/// Whether an ambiguous unit is meant.
pub(super) fn fits(text: &Text<'_>, at: usize, end: usize, unit: &EnglishUnit, found: Option<&Found>) -> bool {
    let scaled = found.is_some_and(|found| found.numeral.scaled);
    let noun_follows = text.is(end, Form::Word) && !text.glued(end) && !is_bound(text, end);
    match unit.when {
        When::Always => true,
        When::Last => {
            let size = text.roles(end).has(Role::Size);
            let ends = end >= text.tokens.len()
                || (text.is(end, Form::Mark) && !text.glued(end + 1))
                || text.is(end, Form::Mark);
            (ends || size) && found.is_some_and(|found| found.numeral.script == Script::Arabic)
        }
        When::Unscaled | When::Glued => {
            let apart = unit.when == When::Glued && !text.glued(at);
            !scaled
                && !apart
                && !noun_follows
                && found.is_none_or(|found| found.numeral.script == Script::Arabic)
                && (!text.glued(end) || text.is(end, Form::Mark))
        }
        When::Compared => text.words.grammar.compare.holds(text.word(end)),
        When::Weighed => !is_money(text, at, scaled),
        When::Paid => is_money(text, at, scaled),
    }
}

/// Whether a word that bounds a noun phrase stands at `at`.
fn is_bound(text: &Text<'_>, at: usize) -> bool {
    let beside = [Role::Adverb, Role::Size, Role::Link];
    text.bounds_noun(at) || beside.iter().any(|role| text.roles(at).has(*role))
}

/// Whether the sentence speaks of money near token `at`.
fn is_money(text: &Text<'_>, at: usize, scaled: bool) -> bool {
    let near = at.saturating_sub(REACH)..(at + REACH).min(text.tokens.len());
    scaled || near.into_iter().any(|near| text.roles(near).has(Role::Money))
}
