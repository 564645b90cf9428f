//! Figures whose digits stand in other groups than those of three with commas: 12,34,567 as in India, 1.234,5 as on the
//! Continent, and 1 250 000 as the SI brochure has it.

use crate::number::arabic::{self, Digits};
use crate::span::Span;

/// Separators that are no sign of a row of figures.
const NARROW: [char; 3] = ['\u{a0}', '\u{2009}', '\u{202f}'];

/// The figure at byte `at` of `text`, where it is one of those.
pub(super) fn read(text: &str, at: usize) -> Option<Digits> {
    let rest = text.get(at..)?;
    let inside = Span::new(0, at)
        .of(text)
        .ends_with(|mark: char| mark.is_ascii_digit() || mark.is_ascii_lowercase() || ".,".contains(mark));
    let length = indian(rest)
        .or_else(|| continental(rest))
        .or_else(|| spaced(text, at, rest))
        .filter(|_| !inside)?;
    let written = rest.get(..length)?;
    let point = if is_continental(written) { ',' } else { '.' };
    let plain: String = written
        .chars()
        .filter(|mark| mark.is_ascii_digit() || *mark == point)
        .map(|mark| if mark == point { '.' } else { mark })
        .collect();
    arabic::read(&plain, 0).map(|digits| Digits {
        end: at + length,
        ..digits
    })
}

fn is_continental(written: &str) -> bool {
    written
        .find('.')
        .zip(written.find(','))
        .is_some_and(|(point, comma)| point < comma)
}

/// How many digits `text` begins with.
fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Length of the groups behind the first, each a separator and `size` digits; where digits go on there is no group.
fn groups(text: &str, separator: char, size: usize) -> usize {
    let mut end = 0;
    while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(separator)) {
        if run(rest) != size {
            break;
        }
        end += separator.len_utf8() + size;
    }
    end
}

/// Length of decimals behind `mark`.
fn decimals(text: &str, mark: char) -> usize {
    text.strip_prefix(mark)
        .map_or(0, run)
        .checked_add(1)
        .filter(|length| *length > 1)
        .unwrap_or(0)
}

/// 12,34,567.89: groups of two, and the last of three.
fn indian(rest: &str) -> Option<usize> {
    let first = run(rest);
    let twos = groups(rest.get(first..)?, ',', 2);
    let end = first + twos;
    let last = rest.get(end..)?.strip_prefix(',').map(run) == Some(3);
    let end = end + 4;
    ((1..=2).contains(&first) && twos > 0 && last).then(|| end + decimals(rest.get(end..).unwrap_or_default(), '.'))
}

/// 1.234.567,89: points between groups of three, and a comma before one or two decimals.
fn continental(rest: &str) -> Option<usize> {
    let first = run(rest);
    let threes = groups(rest.get(first..)?, '.', 3);
    let end = first + threes;
    let decimals = decimals(rest.get(end..)?, ',');
    ((1..=3).contains(&first) && threes > 0 && (2..=3).contains(&decimals)).then_some(end + decimals)
}

/// 1 250 000 people: spaces between groups of three. Ordinary spaces also stand between the figures of a row, so a word
/// must stand before and behind.
fn spaced(text: &str, at: usize, rest: &str) -> Option<usize> {
    let first = run(rest);
    let separator = rest.get(first..)?.chars().next()?;
    let end = first + groups(rest.get(first..)?, separator, 3);
    let grouped = (1..=3).contains(&first) && end > first && !rest.starts_with('0');
    let narrow = NARROW.contains(&separator);
    let behind = rest.get(end..)?;
    let wide = separator == ' ' && led(text, at, end - first) && followed(behind);
    (grouped && (narrow || wide)).then(|| end + decimals(behind, '.'))
}

/// Whether a word in small letters stands before, or, for more than one group, any word or nothing.
fn led(text: &str, at: usize, groups: usize) -> bool {
    let before = Span::new(0, at).of(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let word = line.trim_end().rsplit(' ').next().unwrap_or_default();
    let spaced = line.ends_with(' ') || line.is_empty();
    let letters = word.chars().all(char::is_alphabetic);
    let small = word.chars().all(char::is_lowercase);
    spaced && letters && (small || groups > 4)
}

/// Whether a word in small letters or the end of a clause follows.
fn followed(behind: &str) -> bool {
    let word = behind.strip_prefix(' ');
    let ends = behind.strip_prefix(['.', ',', ';', ')', '%']);
    word.is_some_and(|word| word.starts_with(|first: char| first.is_ascii_lowercase()))
        || ends.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_read_where_they_are_certain() {
        let cases = [
            ("12,34,567.89 rupees", 0, Some("1234567.89")),
            ("12,345,678", 0, None),
            ("1.111,11", 0, Some("1111.11")),
            ("1.111, 11", 0, None),
            ("some 40 000 vans", 5, Some("40000")),
            ("is 1 414 021 100.", 3, Some("1414021100")),
            ("1 414 021 100 live", 0, Some("1414021100")),
            ("Some 1\u{202f}250 rooms", 5, Some("1250")),
            ("July 5 300 people", 5, None),
            ("rows 100 200 Wuhan 300", 5, None),
            ("rows 100 200 300", 5, None),
            ("in 2019 100 people", 3, None),
        ];
        for (text, at, wanted) in cases {
            let read = read(text, at)
                .and_then(|digits| digits.value)
                .map(|value| value.to_string());
            assert_eq!(read.as_deref(), wanted, "{text}");
        }
    }
}
