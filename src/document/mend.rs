//! Paragraphs that a page break cut, joined across page numbers.

use super::join;
use super::passage::{Block, Passage};
use crate::lexicon::Lexicon;

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
    matches!(last.block, Block::Paragraph | Block::Item) && join::is_cut(last.text.trim(), next.text.trim())
}
