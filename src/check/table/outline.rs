//! Rows on several levels, by the marks that open their labels or by how far these are set in: 一、, （一） below it, 1. below
//! that. They make a tree as codes do.

use crate::lexicon::Lexicon;
use crate::span::Span;

use super::code::OUTLINE;

/// A row of fewer levels is no outline.
const LEVELS: usize = 2;
/// More levels than any outline has.
const DEEPEST: usize = 5;

/// How a row is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1. or 1、
    Digit,
    /// （1）
    DigitInBrackets,
    /// So many wide blanks.
    Indent(usize),
}

/// A code for each of `labels` as they are written, empty for those without a mark; none where they are no outline.
pub fn codes(labels: &[&str]) -> Option<Vec<String>> {
    let marks: Vec<Option<Mark>> = labels.iter().map(|label| mark(label)).collect();
    let marked = marks
        .iter()
        .any(|mark| mark.is_some_and(|mark| !matches!(mark, Mark::Indent(_))));
    let mut open: Vec<(Mark, usize)> = Vec::new();
    let mut deepest = 0;
    let code = |mark: &Option<Mark>| {
        let Some(mark) = mark.filter(|mark| !marked || !matches!(mark, Mark::Indent(_))) else {
            return String::new();
        };
        match open.iter().position(|(known, _)| *known == mark) {
            Some(level) => {
                open.truncate(level + 1);
                open.iter_mut().skip(level).for_each(|(_, count)| *count += 1);
            }
            None => open.push((mark, 0)),
        }
        deepest = deepest.max(open.len());
        let steps = open.iter().map(|(_, count)| format!("{:02}", count % 100));
        format!("{OUTLINE}{}", steps.collect::<String>())
    };
    let codes: Vec<String> = marks.iter().map(code).collect();
    (LEVELS..DEEPEST).contains(&deepest).then_some(codes)
}

fn mark(label: &str) -> Option<Mark> {
    let bare = label.trim_start();
    let inner = bare.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(bare);
    let numerals = &Lexicon::builtin().numerals;
    let han = rest
        .chars()
        .take_while(|&digit| numerals.sign(digit).is_some())
        .map(char::len_utf8)
        .sum();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = |length: usize| Span::new(length, rest.len()).of(rest);
    let point = |rest: &str| {
        rest.starts_with(['.', '．', '、']) && !rest.get(1..2).is_some_and(|next| next.as_bytes()[0].is_ascii_digit())
    };
    match inner {
        Some(_) if han > 0 && behind(han).starts_with(['）', ')']) => Some(Mark::HanInBrackets),
        Some(_) if digits > 0 && behind(digits).starts_with(['）', ')']) => Some(Mark::DigitInBrackets),
        None if han > 0 && behind(han).starts_with('、') => Some(Mark::Han),
        None if digits > 0 && point(behind(digits)) => Some(Mark::Digit),
        _ => (!bare.is_empty())
            .then(|| Mark::Indent(label.matches('\u{3000}').count() - bare.matches('\u{3000}').count())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_blanks_make_levels() {
        let cases: &[(&[&str], Option<&[&str]>)] = &[
            (
                &["一、甲", "（一）乙", "（二）丙", "二、丁"],
                Some(&["~00", "~0000", "~0001", "~01"]),
            ),
            (&["1.甲", "2.乙"], None),
            (
                &["教学", "\u{3000}本科", "\u{3000}专科", "科研"],
                Some(&["~00", "~0000", "~0001", "~01"]),
            ),
            (&["一、甲", "其中：乙", "（一）丙"], Some(&["~00", "", "~0000"])),
            (&["1.5倍", "甲"], None),
        ];
        for (labels, wanted) in cases {
            let wanted = wanted.map(|codes| codes.iter().map(ToString::to_string).collect::<Vec<_>>());
            assert_eq!(codes(labels), wanted, "{labels:?}");
        }
    }
}
