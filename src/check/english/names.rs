//! Lists of names in English: three programmes: A, B and C; held twice in A and B.

use crate::check::list::Names;
use crate::check::text::{Figure, Text};
use crate::lexicon::EnglishChecks;
use crate::span::Span;

use super::{begins, ends, find as phrases, words as count_words};

/// The names that follow a number of things.
pub fn behind(text: &Text<'_>, count: &Figure<'_>) -> Option<Names> {
    if !text.is_english(count) || is_some(text, count) {
        return None;
    }
    enclosed(text, count).or_else(|| proper(text, count))
}

/// Whether a number counts some things out of many: the first three states.
pub fn is_some(text: &Text<'_>, count: &Figure<'_>) -> bool {
    ends(text.before(count), &EnglishChecks::builtin().some_of).is_some()
}

/// Four areas: A, B, C and D; four areas (A, B, C and D); four areas - A, B, C and D.
fn enclosed(text: &Text<'_>, count: &Figure<'_>) -> Option<Names> {
    let words = EnglishChecks::builtin();
    let sentence = text.sentence(count);
    let after = text.after(count);
    let (noun, mark, start) = opening(after)?;
    let rest = after.get(start..)?;
    let last = rest.trim_end().trim_end_matches('.').len();
    let end = match mark {
        ":" => last,
        "(" => rest.find(')')?,
        _ => rest.find(mark).unwrap_or(last),
    };
    let length = if mark == ":" { CLAUSE } else { NOUN };
    let plain = count_words(noun) <= length && !noun.contains([',', '.', '"', '“']) && !noun.contains(char::is_numeric);
    let span = Span::new(count.span.end + start, count.span.end + start + end);
    let names = list(sentence, span, words).filter(|_| plain)?;
    let proper = names.items.iter().all(|item| is_proper(item.of(sentence)));
    let counted = text
        .figures
        .iter()
        .filter(|figure| figure.sentence == count.sentence)
        .any(|figure| figure.is_claim() && span.contains(figure.span));
    let told = counts(noun, words) || proper && (mark == ":" || count_words(noun) <= KIND + 1);
    (told && !counted && !is_marked(sentence, &names, words)).then_some(names)
}

/// The text before the mark that opens a list, the mark, and where the list begins.
fn opening(after: &str) -> Option<(&str, &'static str, usize)> {
    let marks = [":", "(", "—", "–", " - "];
    let found = marks.into_iter().filter_map(|mark| Some((after.find(mark)?, mark)));
    let (at, mark) = found.min()?;
    Some((after.get(..at)?, mark, at + mark.len()))
}

/// Whether the words behind a number name what a list names one by one: a known noun, or any plural right there.
fn counts(noun: &str, words: &EnglishChecks) -> bool {
    let known = phrases(noun, &words.listed);
    let near = known
        .first()
        .is_some_and(|kind| count_words(Span::new(0, kind.start).of(noun)) <= KIND);
    near || count_words(noun) <= KIND + 1 && noun.trim_end().ends_with('s')
}

/// Whether the items carry marks, which are counted instead: two grounds: firstly, …
fn is_marked(sentence: &str, names: &Names, words: &EnglishChecks) -> bool {
    names.items.first().is_some_and(|item| {
        let first = item.of(sentence).split_whitespace().next().unwrap_or_default();
        let bracket = first.starts_with('(') && first.ends_with(')');
        let first = first.trim_matches(|mark: char| !mark.is_alphanumeric());
        bracket || words.markers.contains_key(&first.to_ascii_lowercase())
    })
}

/// The four colleges, A, B, C, and D, …; four aerodromes at A, B and C: names with capitals in running text.
fn proper(text: &Text<'_>, count: &Figure<'_>) -> Option<Names> {
    let words = EnglishChecks::builtin();
    let sentence = text.sentence(count);
    let after = text.after(count);
    let definite = ends(text.before(count), &words.definite).is_some();
    let comma = after.find(',').map(|at| (at, at + 1)).filter(|_| definite);
    let place = phrases(after, &words.list_of)
        .first()
        .map(|span| (span.start, span.end));
    let (at, start) = [comma, place].into_iter().flatten().min()?;
    let noun = after.get(..at)?;
    let plain = count_words(noun) <= CLAUSE / 2 && noun.is_ascii() && !noun.contains(['.', ';', ':', '(']);
    let items = run(after, start)?;
    let moved = items
        .into_iter()
        .map(|item| Span::new(item.start + count.span.end, item.end + count.span.end));
    let names = Names {
        items: moved.collect(),
        open: false,
        joints: (0, 0),
    };
    let pure = names
        .items
        .iter()
        .all(|item| !item.of(sentence).contains(char::is_numeric));
    (plain && pure && counts(noun.split(" of ").next()?, words)).then_some(names)
}

/// A run of names with capitals from byte `start`, divided by commas, up to that behind the word that joins the last.
fn run(text: &str, start: usize) -> Option<Vec<Span>> {
    let words = EnglishChecks::builtin();
    let mut items = Vec::new();
    let mut at = start;
    loop {
        let rest = text.get(at..)?;
        let end = rest.find([',', '.', ';', ':', '(', ')']).unwrap_or(rest.len());
        let item = rest.get(..end)?;
        let trimmed = item.trim_start();
        let lead = at + item.len() - trimmed.len();
        if let Some(joint) = joints(trimmed, words).first() {
            let (first, last) = (
                trimmed.get(..joint.start)?.trim_end(),
                trimmed.get(joint.end..)?.trim_start(),
            );
            let (whole, name) = (named(first) == first.len(), named(last));
            items.extend((!first.is_empty()).then(|| Span::new(lead, lead + first.len())));
            let start = lead + trimmed.len() - last.len();
            items.push(Span::new(start, start + name));
            return (whole && name > 0 && items.len() > 2).then_some(items);
        }
        if named(trimmed) != trimmed.len() || trimmed.is_empty() || !rest.get(end..)?.starts_with(',') {
            return None;
        }
        items.push(Span::new(lead, lead + trimmed.len()));
        at += end + 1;
    }
}

/// How many bytes of a text are one name: words with capitals, and small words between them.
fn named(text: &str) -> usize {
    let mut length = 0;
    let mut at = 0;
    for word in text.split(' ') {
        if is_proper(word) {
            length = at + word.len();
        } else if !EnglishChecks::builtin().name_words.holds(word) {
            break;
        }
        at += word.len() + 1;
    }
    length
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
    // A joint before the last name divides lists of another kind: cut costs, staff and travel, or raise fees.
    let (_, ahead) = items.split_last()?;
    let nested = |item: &Span| {
        let name = item.of(text);
        begins(name, &words.joint_words).is_some() || !joints(name, words).is_empty()
    };
    if mark == ',' && ahead.iter().any(nested) {
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
    if !text.is_english(count) || !phrases(sentence, &words.joint).is_empty() {
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
