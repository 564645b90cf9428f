//! Figures in cells that spaces divide: 403, 140, 633. 61 and 201 9 年 3 月, which a conversion broke, are one each, and
//! so is 2 635 000, written as the SI brochure has it.

use crate::lexicon::Lexicon;
use crate::source::Grid;
use crate::span::Span;

/// Digits of a group behind a comma.
const GROUP: usize = 3;
/// Digits of a year.
const YEAR: usize = 4;
/// Digits behind the point of money and shares.
const DECIMALS: usize = 2;
/// The most letters of a cell that is a figure with its unit.
const LETTERS: usize = 10;

/// Whether some figure of `grid` is surely broken, so that one beside it that may be broken is so, too.
pub(super) fn has_any(source: &str, grid: &Grid) -> bool {
    grid.cells.iter().any(|cell| {
        let words = words(source, &cell.lines);
        words.len() > 1 && breaks(&texts(source, &words)) == Breaks::Sure
    })
}

/// What spaces inside the figures of a document are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spaces {
    /// Whether some of them broke a figure.
    pub broken: bool,
    /// Whether a cell never holds two figures side by side, as it may where a page was read, so that spaces between groups of
    /// three digits stand for commas.
    pub group: bool,
}

/// The words of a cell that are one figure or one date when they are put together; none where they are not. What may
/// as well be two figures is one only in a document that has others that are surely broken.
pub(super) fn parts(source: &str, lines: &[Span], spaces: Spaces, lexicon: &Lexicon) -> Option<Vec<Span>> {
    let words = words(source, lines);
    if words.len() < 2 {
        return None;
    }
    let texts = texts(source, &words);
    let whole = match breaks(&texts) {
        Breaks::Sure => true,
        Breaks::Maybe => spaces.broken || (spaces.group && lines.len() == 1 && grouped(&texts).is_some()),
        Breaks::None => is_date(&texts.concat(), lexicon),
    };
    whole.then_some(words)
}

/// The words between the spaces of `lines`.
fn words(source: &str, lines: &[Span]) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    for line in lines {
        let mut at = line.start;
        for part in line.of(source).split(char::is_whitespace) {
            let next = Span::new(at, at + part.len());
            let space = next.end..line.end;
            at = next.end
                + source
                    .get(space)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8);
            words.extend((!part.is_empty()).then_some(next));
        }
    }
    words
}

fn texts<'a>(source: &'a str, words: &[Span]) -> Vec<&'a str> {
    words.iter().map(|word| word.of(source)).collect()
}

/// What the spaces of a cell are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// They divide words, or several figures.
    None,
    /// They break a figure, or divide two.
    Maybe,
    /// They break a figure: one stands beside a point or a comma, or leaves something that is no figure.
    Sure,
}

fn breaks(words: &[&str]) -> Breaks {
    if let Some(breaks) = grouped(words) {
        return breaks;
    }
    let text = words.concat();
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    if letters > LETTERS || !is_regular(of_word(&text)) {
        return Breaks::None;
    }
    let pairs = || words.iter().zip(words.iter().skip(1));
    let inside = |(before, after): &(&&str, &&str)| before.ends_with(is_part) && after.starts_with(is_part);
    // 2, 100 and 2. 30% may be a list, or a number and what it numbers.
    let core = of_word(&text);
    let several = core.matches(is_separator).count() > 1;
    let long = core.find('.').is_some_and(|point| point >= GROUP);
    let sure = |(before, after): (&&str, &&str)| {
        let parted = before.ends_with(is_separator) && (several || long);
        let beside = parted || after.starts_with(is_separator);
        beside || !is_figure(of_word(before)) || !is_figure(of_word(after))
    };
    if !pairs().any(|pair| inside(&pair)) {
        Breaks::None
    } else if pairs().filter(inside).any(sure) {
        Breaks::Sure
    } else if pairs().any(|(before, _)| is_complete(before)) {
        Breaks::None
    } else {
        Breaks::Maybe
    }
}

/// Whether spaces stand between groups of three digits: 2 635 000. A group that begins with a zero is no figure alone.
fn grouped(words: &[&str]) -> Option<Breaks> {
    let (first, rest) = words.split_first()?;
    let (last, inner) = rest.split_last()?;
    let first = first.strip_prefix(['-', '−', '+']).unwrap_or(first);
    let last = last
        .split_once('.')
        .filter(|(_, decimals)| is_digits(decimals))
        .map_or(*last, |(whole, _)| whole);
    let mut groups = inner.iter().copied().chain([last]);
    let regular = is_whole(first) && first.len() <= GROUP && first != "0";
    (regular && groups.all(|group| group.len() == GROUP && is_digits(group))).then(|| {
        let zero = rest.iter().any(|group| group.starts_with('0'));
        if zero { Breaks::Sure } else { Breaks::Maybe }
    })
}

/// Whether a figure has as many decimals as figures of money and shares have.
fn is_complete(word: &str) -> bool {
    of_word(word)
        .split_once('.')
        .is_some_and(|(_, decimals)| decimals.len() >= DECIMALS)
}

/// A date with a year whose words were broken.
fn is_date(text: &str, lexicon: &Lexicon) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let named = text.as_bytes().get(digits).is_some_and(|next| !next.is_ascii());
    digits == YEAR && named && lexicon.outline.is_date(text)
}

/// From the first digit of `text` to the last.
fn of_word(text: &str) -> &str {
    let digit = |character: char| character.is_ascii_digit();
    let start = text.find(is_part).unwrap_or(text.len());
    let end = text.rfind(digit).map_or(start, |at| at + 1);
    Span::new(start.min(end), end).of(text)
}

/// Whether `text` is a figure whose digits stand in groups behind commas, or that has a point.
fn is_regular(text: &str) -> bool {
    let (whole, decimals) = text
        .split_once('.')
        .map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let grouped = whole.contains(',');
    let pointed = decimals.is_some_and(|decimals| !decimals.is_empty() && is_digits(decimals));
    (pointed || (grouped && decimals.is_none())) && is_whole(whole)
}

/// Whether `text` is a figure as it is usually written.
fn is_figure(text: &str) -> bool {
    is_regular(text) || is_whole(text)
}

/// Digits without a zero in front, in one run or in groups.
fn is_whole(text: &str) -> bool {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let plain = is_digits(first) && (first == "0" || !first.starts_with('0'));
    let grouped = !text.contains(',') || (first.len() <= GROUP && first != "0");
    plain && grouped && groups.all(|group| group.len() == GROUP && is_digits(group))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

const fn is_part(character: char) -> bool {
    character.is_ascii_digit() || is_separator(character)
}

const fn is_separator(character: char) -> bool {
    matches!(character, '.' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_lists_of_figures() {
        let cases: &[(&str, Breaks)] = &[
            ("403, 140, 633. 61", Breaks::Sure),
            ("358,283,4 24.66", Breaks::Sure),
            ("70,00 0,000 .00", Breaks::Sure),
            ("-6,0 74,6 14.6 0", Breaks::Sure),
            ("140. 75 万元", Breaks::Sure),
            ("10 0,000", Breaks::Sure),
            ("73,992,141.9 6", Breaks::Maybe),
            ("98.9 6", Breaks::Maybe),
            ("100.0 0%", Breaks::Maybe),
            ("12.98 1", Breaks::None),
            ("5 10", Breaks::None),
            ("10 000", Breaks::Sure),
            ("-2 635 000.5", Breaks::Sure),
            ("403 140", Breaks::Maybe),
            ("358,283,424.66 696,989.37", Breaks::None),
            ("12.5 万元", Breaks::None),
            ("1,200 人", Breaks::None),
            ("3, 4, 5", Breaks::None),
            ("约 1,200 人", Breaks::None),
        ];
        for (text, wanted) in cases {
            let words: Vec<&str> = text.split(' ').collect();
            assert!(breaks(&words) == *wanted, "{text}");
        }
    }
}
