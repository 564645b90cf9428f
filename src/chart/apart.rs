//! What tells rows of one name apart: the period, the heading, the words around the figure, and in the end its place.

use std::collections::HashMap;

use super::caption::{last_heading, period_name, source_name};
use super::{Words, text};
use crate::claim::Entry;

/// Words are shortened to so many characters.
const LONGEST: usize = 16;

/// Marks at which the words before a figure begin.
const MARKS: [char; 20] = [
    '\u{ff0c}', '\u{3002}', '\u{ff1b}', '\u{3001}', '\u{ff1a}', '\u{ff08}', '\u{ff09}', ',', ';', ':', '(', ')', '.',
    '!', '?', '\u{ff01}', '\u{ff1f}', '|', '\n', '\t',
];

/// Marks between parts of a sentence that speak of different things.
const STOPS: [char; 3] = ['\u{3002}', '\u{ff1b}', ';'];

/// A way to tell a claim from others.
type Sign = fn(&Entry, Words<'_>) -> String;

/// The ways, in the order in which a reader understands them.
const SIGNS: [Sign; 8] = [
    |claim, words| match claim.period.as_str() {
        "" => String::new(),
        period => period_name(period, words),
    },
    |claim, _| telling(before(claim), claim),
    |claim, _| telling(opening(claim), claim),
    |claim, _| short(last_heading(&claim.section)),
    |claim, _| telling(behind(claim), claim),
    |claim, words| source_name(&claim.source, words),
    |claim, words| words("chart_line", &[("line", claim.line.into())]),
    |claim, words| words("chart_column", &[("column", claim.column.into())]),
];

/// Words that say something which the noun does not, or nothing. Words with digits tell of another figure, and may
/// begin inside it.
fn telling(words: String, claim: &Entry) -> String {
    let own = !words.contains(char::is_numeric);
    if own && words.chars().nth(1).is_some() && !claim.noun.contains(&words) {
        words
    } else {
        String::new()
    }
}

/// For each claim what tells it from those of the same of `names`; nothing where its name does. The period is not
/// taken where `dated` says that it stands in the row anyway.
pub fn apart(drawn: &[&Entry], names: &[String], dated: bool, words: Words<'_>) -> Vec<String> {
    let mut told = vec![String::new(); drawn.len()];
    for sign in SIGNS.get(usize::from(dated)..).unwrap_or_default() {
        let mut groups: HashMap<(&str, &str, String), Vec<usize>> = HashMap::new();
        for (at, (name, told)) in names.iter().zip(&told).enumerate() {
            let period = drawn
                .get(at)
                .filter(|_| dated)
                .map_or("", |claim| claim.period.as_str());
            groups.entry((name, period, told.clone())).or_default().push(at);
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let sign = |at: &usize| drawn.get(*at).map_or(String::new(), |claim| sign(claim, words));
            let signs: Vec<String> = group.iter().map(sign).collect();
            if signs.iter().all(|sign| Some(sign) == signs.first()) {
                continue;
            }
            for (at, sign) in group.into_iter().zip(signs) {
                if let Some(told) = told.get_mut(at).filter(|_| !sign.is_empty()) {
                    *told = both(told, &sign, words);
                }
            }
        }
    }
    told
}

fn both(told: &str, sign: &str, words: Words<'_>) -> String {
    if told.is_empty() {
        return sign.to_owned();
    }
    words("chart_both", &[("first", told.into()), ("second", sign.into())])
}

/// The words of the clause before a claim's figure, without the noun that names the row.
fn before(claim: &Entry) -> String {
    let sentence = &*claim.sentence;
    let Some(at) = sentence.find(claim.text.as_str()) else {
        return String::new();
    };
    let ahead = sentence.get(..at).unwrap_or_default();
    let clause = ahead
        .rsplit(MARKS)
        .find(|part| !part.trim().is_empty())
        .unwrap_or_default();
    let clause = clause.trim().trim_end_matches(claim.noun.as_str()).trim();
    let clause = clause.strip_prefix(claim.noun.as_str()).unwrap_or(clause).trim_start();
    let letters: Vec<char> = text::clean(clause).chars().collect();
    match letters.len().checked_sub(LONGEST) {
        None | Some(0) => letters.into_iter().collect(),
        Some(cut) => std::iter::once('\u{2026}')
            .chain(letters.into_iter().skip(cut))
            .collect(),
    }
}

/// The words of the clause behind a claim's figure and noun.
fn behind(claim: &Entry) -> String {
    let sentence = &*claim.sentence;
    let Some(at) = sentence.find(claim.text.as_str()) else {
        return String::new();
    };
    let rest = sentence.get(at + claim.text.len()..).unwrap_or_default().trim_start();
    let rest = rest.strip_prefix(claim.noun.as_str()).unwrap_or(rest);
    short(rest.split(MARKS).next().unwrap_or_default())
}

/// The first words of what a claim's figure belongs to: of its sentence, or of its part between semicolons.
fn opening(claim: &Entry) -> String {
    let sentence = &*claim.sentence;
    let ahead = sentence.find(claim.text.as_str()).and_then(|at| sentence.get(..at));
    let part = ahead.unwrap_or_default().rsplit(STOPS).next().unwrap_or_default();
    let ends = |letter: char| letter.is_numeric() || MARKS.contains(&letter);
    let words = part.split(ends).find(|words| !words.trim().is_empty());
    short(words.unwrap_or_default())
}

/// The first characters of `words`.
fn short(words: &str) -> String {
    let words = text::clean(words.trim());
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('\u{2026}');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Field;
    use crate::lexicon::Lexicon;
    use crate::source::{Format, Source};

    fn words(key: &'static str, fields: &[(&'static str, Field)]) -> String {
        let each = fields.iter().map(|(_, field)| match field {
            Field::Text(text) => text.clone(),
            Field::Key(key) => (*key).to_owned(),
        });
        match key {
            "chart_line" => format!("line {}", each.collect::<String>()),
            _ => each.collect::<Vec<_>>().join(", "),
        }
    }

    fn told(text: &str) -> Vec<String> {
        let source = Source::of_text("a.txt", text.to_owned(), Format::Plain);
        let extraction = crate::extract_claims(&source, Lexicon::builtin());
        let drawn: Vec<&Entry> = extraction.claims().collect();
        let names: Vec<String> = drawn.iter().map(|claim| claim.noun.clone()).collect();
        apart(&drawn, &names, false, &words)
    }

    #[test]
    fn rows_of_one_name_are_told_apart() {
        for (text, wanted) in [
            ("举办讲座9场，出版论文3篇。", vec!["", ""]),
            ("2018年举办讲座9场。2019年举办讲座8场。", vec!["2018", "2019"]),
            ("第一产业增加值3元，第二产业增加值5元。", vec!["", ""]),
            ("甲市举办讲座9场，乙市举办讲座8场。", vec!["甲市举办", "乙市举办"]),
            (
                "小学招生9人，毕业生8人；初中招生7人，毕业生6人。",
                vec!["", "小学招生", "", "初中招生"],
            ),
            ("举办讲座9场。\n\n举办讲座8场。", vec!["line 1", "line 3"]),
            ("零售额由上年的402.5亿元增至438.7亿元。", vec!["由上年的", ""]),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }
}
