//! Lists of names in English: three programmes: A, B and C; held twice in A and B.

use crate::check::list::Names;
use crate::check::text::{Figure, Text};
use crate::lexicon::EnglishChecks;
use crate::span::Span;

use super::{begins, ends, find as phrases, is_english, words as count_words};

/// The names that follow a number of things.
pub fn behind(text: &Text<'_>, count: &Figure<'_>) -> Option<Names> {
    let sentence = text.sentence(count);
    if !is_english(sentence) {
        return None;
    }
    let words = EnglishChecks::builtin();
    let after = text.after(count);
    let open = after.find([':', '(', '—', '–', ';'])?;
    let noun = after.get(..open)?;
    let mark = after.get(open..)?.chars().next()?;
    let start = open + mark.len_utf8();
    let rest = after.get(start..)?;
    let end = match mark {
        ':' => rest.trim_end().trim_end_matches('.').len(),
        '(' => rest.find(')')?,
        '—' | '–' => rest.find(mark)?,
        _ => return None,
    };
    let length = if mark == ':' { CLAUSE } else { NOUN };
    let plain = count_words(noun) <= length && !noun.contains([',', '.', '"', '“']) && !noun.contains(char::is_numeric);
    let span = Span::new(count.span.end + start, count.span.end + start + end);
    let names = list(sentence, span, words).filter(|_| plain)?;
    let kinds = phrases(noun, &words.listed);
    let near = kinds
        .first()
        .is_some_and(|kind| count_words(Span::new(0, kind.start).of(noun)) <= KIND);
    let proper = names.items.iter().all(|item| is_proper(item.of(sentence)));
    let told = near || proper && (mark != '(' || count_words(noun) <= KIND + 1);
    let figures = text.figures.iter().filter(|figure| figure.sentence == count.sentence);
    let counted = figures
        .into_iter()
        .any(|figure| figure.is_claim() && span.contains(figure.span));
    (told && !counted).then_some(names)
}

/// Most words between a number and a colon.
const CLAUSE: usize = 8;
/// Most words between a number and a bracket.
const NOUN: usize = 4;
/// Most adjectives before the noun of what is listed.
const KIND: usize = 2;
/// Most words of a name.
const NAME: usize = 14;
/// Most words of a name that is surely one.
const SHORT: usize = 4;

/// The names in `span`, divided by semicolons or commas and, before the last, by a word that joins.
fn list(sentence: &str, span: Span, words: &EnglishChecks) -> Option<Names> {
    let text = span.of(sentence);
    let mark = if text.contains(';') { ';' } else { ',' };
    let mut items = split(text, mark);
    let open = !phrases(text, &words.open_list).is_empty();
    let mut last = items.pop()?;
    let led = begins(last.of(text), &words.joint_words).map(|behind| last.end - behind.len());
    if let Some(start) = led {
        last.start = start;
        items.push(last);
    } else if let [joint] = joints(last.of(text), words)[..] {
        items.push(Span::new(last.start, last.start + joint.start));
        items.push(Span::new(last.start + joint.end, last.end));
    } else {
        items.push(last);
    }
    let plain = |item: &Span| (1..=NAME).contains(&count_words(item.of(text)));
    if items.len() < 2 || !items.iter().all(plain) || text.contains(['.', ':', '\n', '|']) {
        return None;
    }
    let inner: usize = items.iter().map(|item| joints(item.of(text), words).len()).sum();
    let short = items.iter().all(|item| count_words(item.of(text)) <= SHORT);
    let less = usize::from(led.is_none() && !(short && inner == 0));
    let moved = items
        .into_iter()
        .map(|item| Span::new(item.start + span.start, item.end + span.start));
    Some(Names {
        items: moved.collect(),
        open,
        joints: (less, inner),
    })
}

/// The stretches between marks outside brackets.
fn split(text: &str, mark: char) -> Vec<Span> {
    let mut depth = 0_usize;
    let mut items = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' | '“' => depth += 1,
            ')' | ']' | '”' => depth = depth.saturating_sub(1),
            _ if character == mark && depth == 0 => {
                items.push(Span::new(start, at));
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    items.push(Span::new(start, text.len()));
    items
}

fn joints(text: &str, words: &EnglishChecks) -> Vec<Span> {
    phrases(text, &words.joint_words)
}

/// Whether a name begins with a capital.
fn is_proper(name: &str) -> bool {
    let name = name.trim().trim_start_matches("the ");
    name.starts_with(|first: char| first.is_uppercase())
}

/// The places or times behind a number of events: held four times in A, B and C.
pub fn places(text: &Text<'_>, count: &Figure<'_>) -> Option<Names> {
    let sentence = text.sentence(count);
    let words = EnglishChecks::builtin();
    if !is_english(sentence) || !phrases(sentence, &words.joint).is_empty() {
        return None;
    }
    let after = text.after(count);
    let events = begins(after, &words.event).is_some() || words.event.holds(&count.entry.unit);
    let clause = Span::new(0, after.find([';', ':', '(', '.']).unwrap_or(after.len())).of(after);
    let held = phrases(clause, &words.held).last().map(|held| held.end);
    let held = held.or_else(|| {
        let before = text.before(count);
        ends(before, &words.held).map(|_| 0)
    })?;
    let at = phrases(clause, &words.at).into_iter().find(|at| at.start >= held)?;
    let span = Span::new(count.span.end + at.end, count.span.end + clause.len());
    let names = list(sentence, span, words).filter(|names| !names.open)?;
    let proper = names.items.iter().all(|item| {
        let name = item.of(sentence);
        is_proper(name) && count_words(name) <= SHORT && !name.contains(char::is_numeric)
    });
    // Geneva, Switzerland, and Nairobi, Kenya are two places.
    let pairs = count.entry.value.is_some_and(|value| {
        let twice = value.checked_mul(2.into());
        twice == Some(names.items.len().into())
    });
    (events && proper && !pairs).then_some(names)
}
