//! What stands beside a number that makes it a count of something.

use crate::lexicon::{Role, UnitKind, Use};
use crate::number::english::{Form, Text};

/// How many tokens before a number its verb may stand.
const LINK: usize = 6;
/// How many tokens the words may have that name a whole before its parts.
const GROUP: usize = 10;

/// 612 (50.8%) were women: a share in brackets follows, that of the number.
pub(super) fn is_shared(text: &Text<'_>, at: usize) -> bool {
    let joint = at + usize::from(text.word(at) == ",");
    let alias = joint > at && text.roles(joint).has(Role::Conjunction) || text.word(at) == "(";
    let number = if alias { joint + 1 } else { return false };
    let mut units = text.words.symbol(text.written(number + 1)).iter();
    text.is(number, Form::Digits) && units.any(|unit| unit.unit.kind == UnitKind::Ratio)
}

/// Whether the figure at token `first` is one with which another is compared: £23m, against £21m; 5%, up from 4%.
pub(super) fn is_compared(text: &Text<'_>, first: usize) -> bool {
    let Some((start, Use::Compared)) = text.phrase_before(first, &text.words.uses) else {
        return false;
    };
    let before = start.wrapping_sub(1);
    let moves = |at: usize| [Role::Rise, Role::Fall].iter().any(|role| text.roles(at).has(*role));
    let aside = text.word(before) == "," || (moves(before) && text.word(before.wrapping_sub(1)) == ",");
    let inside = moves(start) && text.word(before) == ",";
    let long = start + 1 < first && !moves(start);
    let word = text.words.grammar.against.holds(text.word(start));
    (word && aside) || inside || long || text.words.grammar.versus.holds(text.word(start))
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
    text.is(at, Form::Word) && (!text.bounds_noun(at) || is_noun_before_plural(text, at))
}

/// Travel grants, work permits: a verb as often as a noun, before the plural of another noun.
pub(super) fn is_noun_before_plural(text: &Text<'_>, at: usize) -> bool {
    let noun = text.words.grammar.nouns.holds(text.word(at));
    noun && is_plural(text, at + 1) && !text.bounds_noun(at + 1)
}

/// two and three bedrooms: a number joined to another that counts.
pub(super) fn joined_to_noun(text: &Text<'_>, at: usize) -> bool {
    let joint = text.roles(at).has(Role::Conjunction)
        || matches!(text.word(at), "," | "-" | "–")
        || text.words.grammar.to.holds(text.word(at));
    let number = text.is(at + 1, Form::Digits) || text.words.number(text.word(at + 1)).is_some();
    joint && number && names_noun(text, at + 2)
}

/// Whether the word at `at` is a plural.
pub(super) fn is_plural(text: &Text<'_>, at: usize) -> bool {
    text.is(at, Form::Word) && text.words.is_plural(text.word(at))
}

/// S. 1092, H.R. 3979, P.L. 112-239: whether initials stand right before the number, by whose series it is called.
pub(super) fn is_initials(text: &Text<'_>, at: usize, number: usize) -> bool {
    let several = at + 1 == number && text.word(at).contains('.');
    let single = at + 2 == number && text.word(at + 1) == "." && text.written(at).len() == 1 && text.is_capital(at);
    text.is(at, Form::Word) && (several || single)
}

/// Of the 32 branches, 28 sent a delegate: whether the number that begins at token `first` is a part of what the
/// beginning of the clause counts.
pub(super) fn is_part_of_group(text: &Text<'_>, first: usize) -> bool {
    let Some(comma) = first.checked_sub(1).filter(|at| text.word(*at) == ",") else {
        return false;
    };
    let start = comma.saturating_sub(GROUP);
    let of = (start..comma).rev().find(|at| text.word(*at) == text.words.grammar.of);
    let opens = |of: usize| of == 0 || text.is(of - 1, Form::Mark);
    of.is_some_and(|of| opens(of) && (of + 1..comma).any(|at| counts(text, at)))
}

fn counts(text: &Text<'_>, at: usize) -> bool {
    let number = text.is(at, Form::Digits) || text.words.number(text.word(at)).is_some();
    number && names_noun(text, at + 1)
}

/// Whether the date from token `first` to `end` leads to figures in brackets: £18,400 (2023: £16,200).
pub(super) fn leads(text: &Text<'_>, first: usize, end: usize) -> bool {
    text.word(end) == ":" && matches!(text.word(first.wrapping_sub(1)), "(" | ";")
}

/// (2022: 468), Manuscripts received: 512 in 2023: a number behind the words or the year that it belongs to.
pub(super) fn is_labelled(text: &Text<'_>, marked: &super::mark::Marked) -> bool {
    let Some(colon) = marked.first.checked_sub(1).filter(|at| text.word(*at) == ":") else {
        return false;
    };
    let year = colon.wrapping_sub(1);
    if text.is(year, Form::Digits) && leads(text, year, colon) {
        return true;
    }
    let ends = text.roles(marked.end).has(Role::Preposition) || !text.is(marked.end, Form::Word);
    let noun = |at: usize| text.is(at, Form::Word) && !text.roles(at).has(Role::Label);
    let named = (0..colon).all(noun) && (0..colon).any(|at| is_plural(text, at));
    colon <= LINK && named && ends && text.is(marked.number, Form::Digits)
}

/// 18 seminars and one symposium, one guide and two maps: whether another number with its noun stands in the same list.
pub(super) fn is_listed(text: &Text<'_>, first: usize, end: usize) -> bool {
    let joint = |at: usize| text.word(at) == "," || text.roles(at).has(Role::Conjunction);
    let inside = |at: &usize| !text.roles(*at).has(Role::Verb) && !matches!(text.word(*at), "." | ";" | ":" | "(");
    let before = first.checked_sub(1).is_some_and(joint)
        && (first.saturating_sub(GROUP)..first)
            .rev()
            .take_while(inside)
            .any(|at| counts(text, at));
    let behind = (end..end + GROUP)
        .take_while(inside)
        .any(|at| joint(at) && counts(text, at + 1));
    names_noun(text, end) && (before || behind)
}
