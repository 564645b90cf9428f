//! Points that English marks with ordinals: first, …; second, …; finally, ….

use crate::lexicon::EnglishChecks;
use crate::span::Span;

/// The marks of points behind a number of them.
pub struct Marks {
    /// Where each stands in the document, in the order of their numbers.
    pub marks: Vec<Span>,
    /// Whether another point is marked as the last, without a number.
    pub last: bool,
}

/// The marks one, two, three … behind byte `from` of a document; the first stands right behind.
pub fn marks(source: &str, from: usize) -> Option<Marks> {
    let words = EnglishChecks::builtin();
    let near = source.floor_char_boundary((from + NEAR).min(source.len()));
    let mut openings = openings(source, from);
    let first = openings.find(|(_, word)| number(word, words) == Some(1))?;
    let lead = Span::new(from, first.0).of(source);
    let paused = lead.contains(['.', ':', ';', '—']) && !lead.contains("\n\n#") && !lead.contains(char::is_numeric);
    if first.0 > near || !paused {
        return None;
    }
    let capital = first.1.starts_with(char::is_uppercase);
    let mut marks = vec![Span::new(first.0, first.0 + first.1.len())];
    let mut last = false;
    for (at, word) in openings {
        let end = marks.last().map_or(at, |mark| mark.end);
        let between = Span::new(end, at).of(source);
        if at - end > APART || between.contains("\n#") {
            break;
        }
        if word.starts_with(char::is_uppercase) != capital {
            continue;
        }
        match number(word, words) {
            Some(1) => break,
            Some(number) if number == marks.len() + 1 => marks.push(Span::new(at, at + word.len())),
            Some(_) => {}
            None if words.last_marker.holds(&word.to_ascii_lowercase()) => {
                last = true;
                break;
            }
            None => {}
        }
    }
    (marks.len() >= 2).then_some(Marks { marks, last })
}

/// How many bytes behind the number the first mark may stand.
const NEAR: usize = 140;
/// Most bytes between two marks.
const APART: usize = 4000;

fn number(word: &str, words: &EnglishChecks) -> Option<usize> {
    words.markers.get(&word.to_ascii_lowercase()).copied()
}

/// The words that open a clause and have a pause behind them, or are adverbs, with where they stand.
fn openings(source: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let text = source.get(from..).unwrap_or_default();
    let starts = text
        .char_indices()
        .filter(|(_, character)| character.is_ascii_alphabetic());
    starts.filter_map(move |(at, _)| {
        let before = Span::new(0, at).of(text);
        if before.ends_with(|character: char| character.is_alphanumeric() || character == '-') {
            return None;
        }
        let rest = text.get(at..)?;
        let end = rest
            .find(|character: char| !character.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let word = rest.get(..end)?;
        let marked = rest.get(end..)?.starts_with(',') || word.ends_with("ly");
        let ahead = before.trim_end().trim_end_matches(['(', '"', '“', '*']).trim_end();
        let ahead = ahead.strip_suffix("and").unwrap_or(ahead).trim_end();
        let opens = ahead.is_empty() || ahead.ends_with(['.', ';', ':', ',', '—', ')', '!', '?']);
        (marked && opens).then_some((from + at, word))
    })
}
