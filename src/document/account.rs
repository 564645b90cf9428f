//! Figures below zero as accountants write them: (300), （1,250.5）, △300, ▲300.

use super::table::{is_figure, is_year};

/// What stands for a minus sign before a figure.
const TRIANGLES: &[char] = &['△', '▲'];
/// A number in brackets with fewer digits may be the mark of a note.
const SURE: usize = 3;

/// How a cell marks a figure as one below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below {
    /// It surely does.
    Sure,
    /// It does where its column is of figures, and has the mark of a note or of an item elsewhere: (1).
    Maybe,
}

/// Whether the cell `text` is a figure that is marked as one below zero.
pub(super) fn below(text: &str) -> Option<Below> {
    let text = text.trim();
    if let Some(figure) = text.strip_prefix(TRIANGLES) {
        return is_figure(figure).then_some(Below::Sure);
    }
    let inner = text.strip_prefix(['(', '（'])?.strip_suffix([')', '）']);
    // A per cent sign may stand behind the brackets.
    let behind = || {
        text.strip_prefix(['(', '（'])?
            .strip_suffix([')', '）', '%', '％'])?
            .strip_suffix([')', '）'])
    };
    let inner = inner.or_else(behind)?.trim();
    let digits = inner.chars().filter(char::is_ascii_digit).count();
    let figure = is_figure(inner) && !inner.starts_with(['-', '+', '.', ',']) && !is_year(inner);
    let padded = inner.starts_with('0') && !inner.starts_with("0.");
    let sure = digits >= SURE || inner.contains(['.', ',', '%']);
    (figure && !padded && digits > 0).then_some(if sure { Below::Sure } else { Below::Maybe })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_notes_are_told_from_figures_below_zero() {
        let cases = [
            ("(300)", Some(Below::Sure)),
            ("（1,250.5）", Some(Below::Sure)),
            ("(3.5)%", Some(Below::Sure)),
            ("△300", Some(Below::Sure)),
            ("▲ 12.5%", Some(Below::Sure)),
            ("(1)", Some(Below::Maybe)),
            ("(80)", Some(Below::Maybe)),
            ("(2023)", None),
            ("(010)", None),
            ("(-5)", None),
            ("(1) 甲", None),
            ("△甲", None),
            ("300(1)", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(below(text), wanted, "{text}");
        }
    }
}
