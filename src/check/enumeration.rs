//! Lists of parts that no cue opens: behind a colon, in clauses that say nothing but a name and a number, or in the
//! lines below.

use crate::lexicon::Checks;
use crate::span::Span;

use super::extent::{NOUN, depth};
use super::parts::{self, Cue, Parts, is_like};
use super::text::{Figure, Sentence, Text};

/// Fewer parts are no breakdown.
const LEAST: usize = 3;
/// Most items that a list in lines has.
const MOST: usize = 40;

/// Adds the lists of a sentence.
pub(super) fn find(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    if sentence.english {
        return;
    }
    for place in sentence.first..sentence.end {
        clauses(text, place, sentence, words, found);
    }
    lines(text, index, sentence, words, found);
}

/// 职工36人：医生12人，护士20人，后勤4人; 共有职工36人，医生12人，护士20人，后勤4人: every clause behind is a name and a number.
fn clauses(text: &Text<'_>, place: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    let Some(whole) = text
        .figure(place)
        .filter(|figure| parts::counts(text, figure, figure.span.start) && depth(text.before(figure)) == 0)
    else {
        return;
    };
    let behind = text.after(whole);
    let Some(mark) = behind
        .find(['：', '，', '。', '；', '、', '（'])
        .filter(|at| *at <= NOUN)
    else {
        return;
    };
    let rest = behind.get(mark..).unwrap_or_default();
    let told = match rest.chars().next() {
        Some('：') => true,
        Some('，') => is_total(text, whole, words),
        _ => false,
    };
    let places = told.then(|| row(text, place, whole, sentence)).flatten();
    if let Some(places) = places.filter(|places| places.len() >= LEAST) {
        let list = Parts {
            whole: place,
            sure: places.len(),
            parts: places,
            cue: Cue::Bracket,
            rivals: Vec::new(),
        };
        parts::push(text, list, found);
    }
}

/// Whether the clause of a figure says that it counts all there are.
fn is_total(text: &Text<'_>, whole: &Figure<'_>, words: &Checks) -> bool {
    words.in_all.stands_in(text.clause(whole))
}

/// The figures behind a whole up to the end of its sentence, where all of them are in its unit, each with nothing but a
/// name before it, and where nothing stands behind the last.
fn row(text: &Text<'_>, place: usize, whole: &Figure<'_>, sentence: &Sentence<'_>) -> Option<Vec<usize>> {
    let places: Vec<usize> = (place + 1..sentence.end).collect();
    let mut last = whole;
    for &part in &places {
        let figure = text.figure(part)?;
        let gap = text.between(last, figure);
        let label = gap.rsplit(['，', '、', '；', '：', ',']).next()?;
        let pauses = gap.matches(['，', '、', '；', '：', ',']).count();
        // Behind 其中 not all parts need stand.
        let among = Checks::builtin().among.begins(label.trim()).is_some();
        let named =
            !among && (2..=LABEL).contains(&label.trim().chars().count()) && !label.contains(['。', '（', '）', '(']);
        if !is_like(text, part, whole.entry) || !parts::counts(text, figure, figure.span.start) || pauses != 1 || !named
        {
            return None;
        }
        last = figure;
    }
    let tail = text.after(last).trim_end_matches(['。', '；', ' ']);
    (tail.chars().count() <= TAIL).then_some(places)
}

/// Longest name of a part, in characters.
const LABEL: usize = 10;
/// Most characters behind the last part: its noun.
const TAIL: usize = 4;

/// 共50项，包括： with a line for each part below, each marked.
fn lines(text: &Text<'_>, index: usize, sentence: &Sentence<'_>, words: &Checks, found: &mut Vec<Parts>) {
    let Some(before) = index.checked_sub(1).and_then(|before| text.sentences.get(before)) else {
        return;
    };
    let lead = sentence.lead.trim_end();
    let Some(cut) = marker(lead).and_then(|lead| lead.trim_end().strip_suffix(['：', ':'])) else {
        return;
    };
    let ahead = cut.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
    let opened = words.among.ends(ahead).is_some() || words.whole_of.ends(ahead).is_some();
    let whole = before.end.checked_sub(1).filter(|&last| {
        let figure = text.figure(last);
        figure.is_some_and(|figure| parts::counts(text, figure, figure.span.start))
    });
    let (Some(whole), true) = (whole, opened || ahead.chars().count() <= TAIL) else {
        return;
    };
    let Some(unit) = text.figure(whole).map(|figure| figure.entry) else {
        return;
    };
    let mut parts = Vec::new();
    for (at, item) in text.sentences.iter().enumerate().skip(index).take(MOST) {
        if at > index && (marker(between(text, at)).is_none() || !text.adjoins(at - 1, at)) {
            break;
        }
        let own = (item.first..item.end).find(|&place| {
            let counted = text
                .figure(place)
                .is_some_and(|figure| parts::counts(text, figure, figure.span.start));
            counted && is_like(text, place, unit)
        });
        match own {
            Some(part) => parts.push(part),
            None => return,
        }
    }
    if parts.len() >= LEAST {
        let list = Parts {
            whole,
            sure: parts.len(),
            parts,
            cue: Cue::Bracket,
            rivals: Vec::new(),
        };
        parts::push(text, list, found);
    }
}

/// The text before the mark of an item, where `text` ends in one at the beginning of a line, or behind it in its item.
fn marker(text: &str) -> Option<&str> {
    let (ahead, line) = text.rsplit_once('\n')?;
    let line = line.trim_start();
    line.starts_with(['-', '*', '•', '·', '—', '●']).then_some(ahead)
}

/// What stands in the document between the figures of a sentence and those of the one before.
fn between<'t>(text: &'t Text<'_>, index: usize) -> &'t str {
    let figure = |index: usize, last: bool| {
        let own = text.sentences.get(index)?;
        text.figure(if last { own.end.checked_sub(1)? } else { own.first })
    };
    match (
        index.checked_sub(1).and_then(|before| figure(before, true)),
        figure(index, false),
    ) {
        (Some(before), Some(own)) => Span::new(before.entry.end, own.entry.start).of(&text.source.text),
        _ => "",
    }
}
