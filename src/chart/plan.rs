//! Plans and facts: whether a figure is expected, planned or aimed at, by the words before and behind it.

use super::Data;
use super::around::Around;
use crate::claim::Entry;
use crate::lexicon::{ChartWords, WordList};
use crate::span::is_han;

/// Most bytes between a word of planning and its figure. English words of planning, such as will, soon speak of something else.
const FAR: usize = 120;
const FAR_ENGLISH: usize = 64;

/// Most bytes between a figure and such words behind it.
const NEAR: usize = 40;

/// Marks at which what is planned ends.
const STOPS: [char; 7] = ['\u{3002}', '\u{ff1b}', ';', '!', '?', '\u{ff01}', '\u{ff1f}'];

/// Whether the figure of `claim` is no fact yet.
pub fn is_planned(claim: &Entry, around: &Around<'_>, data: Data<'_, '_>) -> bool {
    let header = data.columns.map_or(String::new(), |columns| columns.header(claim));
    let own = |text: &str| ChartWords::builtin().plans(!text.contains(is_han));
    let last = header.rsplit(' ').next().unwrap_or_default().to_lowercase();
    if !last.is_empty() && ends(&last, &own(&last).columns) {
        return true;
    }
    let (before, behind) = around.sides(|mark| STOPS.contains(&mark));
    let words = own(&claim.sentence);
    let far = if claim.sentence.contains(is_han) {
        FAR
    } else {
        FAR_ENGLISH
    };
    let from = before.ceil_char_boundary(before.len().saturating_sub(far));
    let before = before.get(from..).unwrap_or_default().to_lowercase();
    let led = last_of(&before, &words.planned).is_some_and(|end| {
        let since = before.get(end..).unwrap_or_default();
        last_of(since, &words.reached).is_none()
    });
    let near = behind.get(..behind.floor_char_boundary(NEAR)).unwrap_or_default();
    let clause = near.split(['\u{ff0c}', ',', '.']).next().unwrap_or_default();
    led || is_aimed(&clause.to_lowercase(), &words.aimed)
}

/// Whether `period`, a year, is told by `claim` as the end of that year: a state, and no stretch of time.
pub fn is_end_of_year(claim: &Entry) -> bool {
    let year = claim.period.as_str();
    if year.len() != 4 || !year.bytes().all(|digit| digit.is_ascii_digit()) {
        return false;
    }
    let sentence = claim.sentence.to_lowercase();
    let words = ChartWords::builtin();
    let mut places = sentence.match_indices(year);
    places.any(|(at, _)| {
        let (before, behind) = (sentence.get(..at), sentence.get(at + year.len()..));
        let chinese = behind.is_some_and(|behind| words.plans(false).year_ends.begins(behind).is_some());
        let english = before.is_some_and(|before| ends(before.trim_end(), &words.english.year_ends));
        chinese || english
    })
}

/// Whether words of planning stand behind a figure: at once in Chinese, somewhere in its clause in English.
fn is_aimed(clause: &str, list: &WordList) -> bool {
    if clause.contains(is_han) {
        return list.begins(clause).is_some();
    }
    last_of(clause, list).is_some()
}

/// Whether `text` ends with one of `list` as a whole word.
fn ends(text: &str, list: &WordList) -> bool {
    list.ends(text).is_some_and(|word| {
        let ahead = text.get(..text.len() - word.len()).unwrap_or_default();
        !(word.is_ascii() && ahead.ends_with(|last: char| last.is_ascii_alphanumeric()))
    })
}

/// Where the last of `list` in `text` ends, Latin words as whole words.
fn last_of(text: &str, list: &WordList) -> Option<usize> {
    let mut last = None;
    for (at, first) in text.char_indices() {
        let Some(word) = list.may_begin(first).then(|| list.begins(text.get(at..)?)).flatten() else {
            continue;
        };
        let end = at + word.len();
        let latin =
            |letter: Option<char>| word.is_ascii() && letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let inside = latin(text.get(..at)?.chars().next_back()) || latin(text.get(end..)?.chars().next());
        if !inside {
            last = last.max(Some(end));
        }
    }
    last
}
