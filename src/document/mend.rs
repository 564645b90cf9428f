//! Paragraphs that a page break cut, joined across page numbers.

use super::join;
use super::passage::{Block, Passage};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Joins paragraphs that a page break cut, across page numbers.
pub(super) fn mend<'a>(passages: Vec<Passage<'a>>, lexicon: &Lexicon) -> Vec<Passage<'a>> {
    let mut mended: Vec<Passage<'a>> = Vec::with_capacity(passages.len());
    for passage in passages {
        if passage.block == Block::Paragraph && lexicon.outline.is_page(&passage.text) {
            continue;
        }
        let marked = lexicon
            .outline
            .mark(&passage.text)
            .is_some_and(|mark| !mark.heading_only);
        match mended.last_mut() {
            Some(last) if passage.block == Block::Paragraph && !marked && goes_on(last, &passage) => {
                last.append(&passage)
            }
            _ => mended.push(passage),
        }
    }
    mended
}

fn goes_on(last: &Passage<'_>, next: &Passage<'_>) -> bool {
    matches!(last.block, Block::Paragraph | Block::Item)
        && !ends_in_title(last)
        && join::is_cut(last.text.trim(), next.text.trim())
}

/// Whether the last line of a paragraph is a title: the line before it is closed, and it has no pause itself.
fn ends_in_title(passage: &Passage<'_>) -> bool {
    let line = passage.last_line();
    let before = Span::new(0, passage.text.len() - line.len()).of(&passage.text);
    join::is_closed(before.trim_end()) && !before.is_empty() && !line.contains(['，', '、', '；', ',', ';'])
}
