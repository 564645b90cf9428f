//! What words say of a list of parts: that one thing may be several of them, or that there are more.

use crate::lexicon::{ChartWords, Checks, Lexicon, WordList};
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

/// Whether a part is named by one of `list`, and the parts are not the values of one attribute: 男 and 女.
fn named(text: &Text<'_>, parts: &Parts, list: &WordList) -> bool {
    let figures = parts.parts.iter().filter_map(|&index| text.figure(index));
    let names: Vec<String> = figures.map(|figure| name(text, figure)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.iter().any(|name| list.stands_in(name)) && !ChartWords::builtin().are_of_one_attribute(&names)
}

/// What a part is called: the words before its figure and those behind it, up to the next pause.
fn name(text: &Text<'_>, figure: &Figure<'_>) -> String {
    let before = text.before(figure);
    let pauses = ['，', '；', '、', '：', '（', '。', ',', ';', ':', '('];
    let start = before.rfind(pauses).unwrap_or(0);
    let behind = text.after(figure);
    let ends = ['，', '；', '、', '）', '。', ',', ';', ')'];
    let end = behind.find(ends).unwrap_or(behind.len());
    // A mark between, so that no word is made of both.
    [Span::new(start, before.len()).of(before), Span::new(0, end).of(behind)].join("|")
}
