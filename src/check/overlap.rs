//! What words say of a list of parts: that one thing may be several of them, or that there are more.

use crate::lexicon::{Checks, Lexicon, WordList};
use crate::span::Span;

use super::extent::clause;
use super::parts::Parts;
use super::text::{Figure, Text};

/// Whether the words around the parts name attributes that one thing may have several of, or a list that is not complete.
pub fn is_crossed(text: &Text<'_>, parts: &Parts, words: &Checks) -> bool {
    let last = parts.parts.last().and_then(|&last| text.figure(last));
    let behind = last.map_or("", |last| text.after(last));
    let noted = || last.is_some_and(|last| words.counted_twice.stands_in(&note(text, last)));
    named(text, parts, &words.attributes) || words.twice.stands_in(behind) || noted()
}

/// What stands in the paragraph behind a figure, folded, as far as a note on it may stand.
fn note(text: &Text<'_>, figure: &Figure<'_>) -> String {
    let source = &text.source.text;
    let start = figure.entry.end.min(source.len());
    let end = source.floor_char_boundary((start + NOTE).min(source.len()));
    let behind = Span::new(start, end).of(source);
    let paragraph = behind.split("\n\n").next().unwrap_or_default();
    Lexicon::builtin().fold.apply(paragraph).into_owned()
}

/// How far behind a list a note on it may stand, in bytes.
const NOTE: usize = 320;

/// Whether the list says that it is not complete.
pub fn is_open(text: &Text<'_>, parts: &Parts, words: &Checks) -> bool {
    let Some(last) = parts.parts.last().and_then(|&last| text.figure(last)) else {
        return false;
    };
    let behind = text.after(last);
    let end = behind.find(['。', '；', ';']).unwrap_or(behind.len());
    let ahead = text.figure(parts.whole).map_or("", |whole| text.between(whole, last));
    let ahead = if ahead.is_empty() { text.before(last) } else { ahead };
    words.open_list.stands_in(clause(behind))
        || words.foremost.stands_in(ahead)
        || words.foremost.stands_in(Span::new(0, end).of(behind))
}

fn named(text: &Text<'_>, parts: &Parts, list: &WordList) -> bool {
    parts
        .parts
        .iter()
        .filter_map(|&index| text.figure(index))
        .any(|figure| {
            let before = text.before(figure);
            let start = before
                .rfind(['，', '；', '、', '：', '（', '。', ',', ';', ':', '('])
                .unwrap_or(0);
            let label = Span::new(start, before.len()).of(before);
            let behind = text.after(figure);
            let end = behind
                .find(['，', '；', '、', '）', '。', ',', ';', ')'])
                .unwrap_or(behind.len());
            let noun = Span::new(0, end).of(behind);
            [label, noun].iter().any(|words| list.stands_in(words))
        })
}
