//! A ratio of 3:1 — two numbers that make one proportion.

use super::mark::Marked;
use crate::claim::mark::What;
use crate::claim::proportion::whole;
use crate::number::english::Text;
use crate::span::Span;

/// How many tokens before a proportion the word may stand that names it.
const REACH: usize = 12;

/// Joins the two sides of each proportion of `marks`.
pub(super) fn join(text: &Text<'_>, marks: &mut Vec<Marked>) {
    let mut index = 0;
    while index + 1 < marks.len() {
        let pair = marks.get(index).zip(marks.get(index + 1));
        if let Some(joined) = pair.and_then(|(first, second)| proportion(text, first, second)) {
            marks.splice(index..index + 2, [joined]);
        }
        index += 1;
    }
}

/// The proportion of two bare numbers with a colon between, where a word before names one.
fn proportion(text: &Text<'_>, first: &Marked, second: &Marked) -> Option<Marked> {
    let colon = first.end + 1 == second.number && text.word(first.end) == ":" && second.first == second.number;
    let named =
        (first.first.saturating_sub(REACH)..first.first).any(|at| text.words.grammar.ratio.holds(text.word(at)));
    let (What::Quantity(above), What::Quantity(below)) = (&first.mark.what, &second.mark.what) else {
        return None;
    };
    let bare = above.measure.is_none() && below.measure.is_none();
    let full = Span::new(first.mark.full.start, second.mark.full.end);
    let mark = whole(above, below, full).filter(|_| colon && named && bare)?;
    Some(Marked {
        mark,
        end: second.end,
        ..first.clone()
    })
}
