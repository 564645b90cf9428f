//! What stands beside a number that makes it a count of something.

use crate::lexicon::{Role, UnitKind};
use crate::number::english::{Form, Text};

/// How many tokens before a number its verb may stand.
const LINK: usize = 6;

/// 612 (50.8%) were women: a share in brackets follows, that of the number.
pub(super) fn is_shared(text: &Text<'_>, at: usize) -> bool {
    let opens = text.word(at) == "(" && text.is(at + 1, Form::Digits);
    let mut units = text.words.symbol(text.written(at + 2)).iter();
    opens && units.any(|unit| unit.unit.kind == UnitKind::Ratio)
}

/// Whether a verb of being, reaching, rising or falling stands before the number.
pub(super) fn is_linked(text: &Text<'_>, number: usize) -> bool {
    let roles = [Role::Link, Role::Rise, Role::Fall, Role::Share];
    let before = (number.saturating_sub(LINK)..number).rev();
    before
        .into_iter()
        .take_while(|at| text.is(*at, Form::Word) || text.is(*at, Form::Digits))
        .take_while(|at| {
            text.is(*at, Form::Digits)
                || text.roles(*at).has(Role::Filler)
                || roles.iter().any(|role| text.roles(*at).has(*role))
        })
        .any(|at| roles.iter().any(|role| text.roles(at).has(*role)))
}

/// 412 were published: what is counted does something.
pub(super) fn does(text: &Text<'_>, at: usize) -> bool {
    text.roles(at).has(Role::Auxiliary)
}

/// Whether a noun follows that is counted.
pub(super) fn names_noun(text: &Text<'_>, at: usize) -> bool {
    let at = at + usize::from(text.is_hyphen(at) && text.glued(at));
    let bounds = [
        Role::Preposition,
        Role::Conjunction,
        Role::Verb,
        Role::Auxiliary,
        Role::Relative,
        Role::Determiner,
    ];
    text.is(at, Form::Word) && !bounds.iter().any(|role| text.roles(at).has(*role))
}

/// two and three bedrooms: a number joined to another that counts.
pub(super) fn joined_to_noun(text: &Text<'_>, at: usize) -> bool {
    let joint = text.roles(at).has(Role::Conjunction) || matches!(text.word(at), "," | "-" | "–");
    let number = text.is(at + 1, Form::Digits) || text.words.number(text.word(at + 1)).is_some();
    joint && number && names_noun(text, at + 2)
}

/// Whether the word at `at` is a plural.
pub(super) fn is_plural(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    let ends =
        word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "ous"].iter().any(|end| word.ends_with(end));
    text.is(at, Form::Word) && (text.roles(at).has(Role::Plural) || ends)
}
