//! The marks of points behind a number of them, by their place and shape: 1. 2. 3. on lines, （一）（二）（三）, 1）2）3）, 第一、第二,
//! 首先、其次、最后.

use crate::lexicon::{Checks, Lexicon, Sign};
use crate::span::Span;

/// How marks of one list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    /// What stands before the number.
    open: Option<char>,
    /// What stands behind it.
    close: Option<char>,
    /// Whether the number is written in Chinese characters.
    han: bool,
    /// Whether each stands at the beginning of a line.
    line: bool,
}

/// One mark.
#[derive(Clone, Copy, Debug)]
struct Mark {
    style: Style,
    number: usize,
    span: Span,
}

/// Most bytes between two marks.
const APART: usize = 4000;
/// How far behind the last mark the next may stand, where a list goes on over other text.
const FARTHEST: usize = 12_000;

/// The marks one, two, three … right behind byte `from` of a document, which ends in the colon that opens them. None where they may
/// not be all: over a heading, behind a list of the same marks, or where more is told without a mark.
pub fn marks(source: &str, from: usize, count: usize, words: &Checks) -> Option<Vec<Span>> {
    let rest = source.get(from..)?;
    let start = from + rest.len() - rest.trim_start_matches(is_lead).len();
    if let Some(found) = in_words(source, start, words) {
        return (found.len() >= count || !more(source, found.get(..1)?, words)).then_some(found);
    }
    let first = at(source, start, words).filter(|mark| mark.number == 1)?;
    let mut found = vec![first.span];
    let mut last = first.span.end;
    while let Some(mark) = next(source, last, first.style, words) {
        if mark.number != found.len() + 1 {
            return None;
        }
        found.push(mark.span);
        last = mark.span.end;
    }
    let behind = Span::new(last, source.floor_char_boundary((last + FARTHEST).min(source.len())));
    let goes_on = found.len() < count && has(source, behind, first.style, found.len() + 1, words);
    let cut = found.len() < count && more(source, &found, words);
    (found.len() >= 2 && !goes_on && !cut).then_some(found)
}

/// Whether more points may be told behind the last mark, in words: 此外.
fn more(source: &str, found: &[Span], words: &Checks) -> bool {
    let last = found.last().map_or(0, |span| span.end);
    let end = source.floor_char_boundary((last + APART / 4).min(source.len()));
    words.more.stands_in(Span::new(last, end).of(source))
}

/// White space and markup before a mark.
fn is_lead(character: char) -> bool {
    character.is_whitespace() || matches!(character, '*' | '\u{3000}')
}

/// The next mark of a style, before a heading.
fn next(source: &str, from: usize, style: Style, words: &Checks) -> Option<Mark> {
    let end = source.floor_char_boundary((from + APART).min(source.len()));
    let near = Span::new(from, end).of(source);
    let near = near.split("\n#").next()?;
    let starts = near.char_indices().map(|(offset, _)| from + offset);
    starts
        .filter_map(|start| at(source, start, words))
        .find(|mark| mark.style == style)
}

/// Whether a mark of a style with a number stands in `span`.
fn has(source: &str, span: Span, style: Style, number: usize, words: &Checks) -> bool {
    let starts = span.of(source).char_indices().map(|(offset, _)| span.start + offset);
    let mut marks = starts.filter_map(|start| at(source, start, words));
    marks.any(|mark| mark.style == style && mark.number == number)
}

/// The mark that stands at byte `start`.
fn at(source: &str, start: usize, words: &Checks) -> Option<Mark> {
    let rest = source.get(start..)?;
    let before = source.get(..start)?;
    let line = before.trim_end_matches([' ', '*', '\t', '\u{3000}']);
    let line = line.is_empty() || line.ends_with('\n');
    let open = rest.chars().next().filter(|first| OPEN.contains(first));
    let ordinal = words.ordinal.begins(rest).filter(|_| open.is_none());
    let lead = ordinal.map_or(open.map_or(0, char::len_utf8), str::len);
    let digits = rest.get(lead..)?;
    let (number, length, han) = numeral(digits)?;
    let behind = digits.get(length..)?;
    let close = behind.chars().next()?;
    let opened = open.is_some() && matches!(close, '）' | ')');
    let bracket = open.is_none() && matches!(close, '）' | ')') && !han;
    let point = line && open.is_none() && matches!(close, '.' | '．' | '、');
    let told = ordinal.is_some() && matches!(close, '，' | '、' | '：' | ',');
    let fresh = before.chars().next_back().is_none_or(|last| !last.is_alphanumeric());
    let known = opened || told || fresh && ordinal.is_none() && (bracket || point);
    known.then(|| Mark {
        style: Style {
            open: open.or(ordinal.and_then(|word| word.chars().next())),
            close: ordinal.is_none().then_some(close),
            han,
            line: point,
        },
        number,
        span: Span::new(
            start,
            start + lead + length + if ordinal.is_some() { 0 } else { close.len_utf8() },
        ),
    })
}

/// Opening brackets of marks.
const OPEN: [char; 2] = ['（', '('];

/// A number up to twelve at the beginning of `text`, in digits or in Chinese characters, with its length.
fn numeral(text: &str) -> Option<(usize, usize, bool)> {
    let digits = text.len()
        - text
            .trim_start_matches(|character: char| character.is_ascii_digit())
            .len();
    if digits > 0 {
        let number = text
            .get(..digits)?
            .parse()
            .ok()
            .filter(|number| (1..=MOST).contains(number))?;
        let decimal = text
            .get(digits..)?
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        return (!decimal).then_some((number, digits, false));
    }
    let numerals = &Lexicon::builtin().numerals;
    let (mut number, mut length) = (0_usize, 0);
    for character in text.chars() {
        number = match numerals.sign(character) {
            Some(Sign::Digit(digit)) if digit > 0 => number + usize::from(digit),
            Some(Sign::Tens(_)) if number == 0 => TEN,
            _ => break,
        };
        length += character.len_utf8();
    }
    (1..=MOST).contains(&number).then_some((number, length, true))
}

const TEN: usize = 10;
/// Most points that are announced by number.
const MOST: usize = 12;

/// 首先……其次……最后……: points of one paragraph that are marked in words, each once.
fn in_words(source: &str, start: usize, words: &Checks) -> Option<Vec<Span>> {
    let rest = source.get(start..)?;
    let paragraph = rest.split('\n').next()?;
    words.firstly.begins(paragraph)?;
    let mut found = Vec::new();
    let mut closed = false;
    for (offset, _) in paragraph.char_indices() {
        let text = paragraph.get(offset..)?;
        let opens = paragraph
            .get(..offset)?
            .chars()
            .next_back()
            .is_none_or(|last| !last.is_alphanumeric());
        let mark = [&words.firstly, &words.then, &words.finally].into_iter().enumerate();
        let mark = mark.filter_map(|(kind, list)| Some((kind, list.begins(text)?))).next();
        let Some((kind, word)) = mark.filter(|_| opens) else {
            continue;
        };
        if closed || kind == 0 && !found.is_empty() {
            return None;
        }
        closed = kind == 2;
        found.push(Span::new(start + offset, start + offset + word.len()));
    }
    (closed && found.len() >= 2).then_some(found)
}
