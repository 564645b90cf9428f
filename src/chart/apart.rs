//! What tells rows of one name apart: the period, the words around the figure, the heading, and in the end its place.

use std::collections::HashMap;

use super::around::{Around, says_enough};
use super::caption::{Dates, lowest_headings, source_name};
use super::columns::Columns;
use super::date::{written, year};
use super::nominal::{Ends, phrase, subject};
use super::select::counted;
use super::{Words, place, text};
use crate::claim::Entry;

/// Words are shortened to so many characters.
const LONGEST: usize = 16;

/// What stands for words that were left out.
const ELLIPSIS: char = '\u{2026}';

/// What several names have in common at their end is left out from so many characters on.
const COMMON: usize = 2;

/// A claim in its sentence.
struct Told<'n, 'a> {
    claim: &'a Entry,
    around: &'n Around<'a>,
    /// The tables of the documents, where they are at hand.
    columns: Option<&'n Columns<'n>>,
}

/// A way to tell a claim from others.
#[derive(Clone, Copy)]
struct Sign {
    of: fn(&Told<'_, '_>, Words<'_>) -> String,
    /// What is left of it among those of a group.
    among: fn(&mut Vec<String>),
}

const fn sign(of: fn(&Told<'_, '_>, Words<'_>) -> String) -> Sign {
    Sign {
        of,
        among: |signs| without_common_end(signs),
    }
}

/// The ways, in the order in which a reader understands them.
const SIGNS: [Sign; 9] = [
    sign(|told, words| match told.claim.period.as_str() {
        "" => String::new(),
        period => written(period, words),
    }),
    sign(|told, _| telling(phrase(told.around.clause(), Ends::Verbs), told.claim)),
    sign(|told, _| opening(told)),
    Sign {
        of: |told, _| told.claim.section.to_string(),
        among: |signs| *signs = headings(signs),
    },
    Sign {
        of: |told, _| of_table(told, |columns, claim| columns.header(claim)),
        among: |signs| *signs = without_shared_words(signs),
    },
    sign(|told, _| head(&of_table(told, |columns, claim| columns.caption(claim)))),
    sign(|told, _| telling(phrase(told.around.behind(), Ends::Grammar), told.claim)),
    sign(|told, words| source_name(&told.claim.source, words)),
    sign(|told, words| {
        let line = || words("chart_line", &[("line", told.claim.line.into())]);
        place::of(told.claim, words).unwrap_or_else(line)
    }),
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

/// The first words of the sentence where they are a name, or what stands before their verb. Those that name another claim
/// end in an ellipsis, as they say where the row stands and not what it counts.
fn opening(told: &Told<'_, '_>) -> String {
    let Some(opening) = told.around.opening() else {
        return String::new();
    };
    let whole = phrase(opening.words, Ends::Grammar);
    let own = match whole.as_str() {
        "" => subject(opening.words),
        _ => whole.clone(),
    };
    let words = telling(own, told.claim);
    if words.is_empty() || !opening.borrowed || whole.is_empty() {
        words
    } else {
        words + "\u{2026}"
    }
}

/// What the tables of the documents say of the cell of a claim.
fn of_table(told: &Told<'_, '_>, words: impl Fn(&'_ Columns<'_>, &'_ Entry) -> String) -> String {
    told.columns.map_or(String::new(), |columns| words(columns, told.claim))
}

/// For each claim what tells it from those of the same of `names`; nothing where its name does. The period is not
/// taken where `dates` says that it stands in the row anyway.
pub fn apart(
    drawn: &[&Entry],
    around: &[Around<'_>],
    names: &[String],
    (columns, dates): (Option<&Columns<'_>>, Dates),
    words: Words<'_>,
) -> Vec<String> {
    let told = |(claim, around)| Told { claim, around, columns };
    let claims: Vec<Told<'_, '_>> = drawn.iter().copied().zip(around).map(told).collect();
    // What holds at other times than its neighbours says when, whatever it is called.
    let when = |claim: &&Entry| match claim.period.as_str() {
        "" => String::new(),
        period => match year(period) {
            year if dates == Dates::Year && !year.is_empty() => written(year, words),
            _ => written(period, words),
        },
    };
    let dated = dates == Dates::Beside;
    let told_apart = !dated && at_several_times(drawn);
    let mut told: Vec<String> = if told_apart {
        drawn.iter().map(when).collect()
    } else {
        vec![String::new(); drawn.len()]
    };
    let known = dated || told_apart && dates == Dates::Whole;
    for sign in SIGNS.get(usize::from(known)..).unwrap_or_default() {
        for group in alike(drawn, names, &told, dated) {
            let own = |at: &usize| claims.get(*at).map_or(String::new(), |told| (sign.of)(told, words));
            let mut signs: Vec<String> = group.iter().map(own).collect();
            if signs.iter().all(|sign| Some(sign) == signs.first()) {
                continue;
            }
            (sign.among)(&mut signs);
            for (at, sign) in group.into_iter().zip(signs) {
                if let Some(told) = told.get_mut(at).filter(|_| !sign.is_empty()) {
                    *told = both(told, &sign, words);
                }
            }
        }
    }
    let left = alike(drawn, names, &told, dated);
    for mut group in left {
        group.sort_by_key(|&at| drawn.get(at).map(|claim| (&*claim.source, claim.start)));
        numbered(&mut told, &group, words);
    }
    told
}

/// Whether claims hold in different years, or some of them in none.
fn at_several_times(drawn: &[&Entry]) -> bool {
    let mut years = drawn.iter().map(|claim| match year(&claim.period) {
        "" => claim.period.as_str(),
        year => year,
    });
    let first = years.next();
    years.any(|year| Some(year) != first)
}

/// Rows that nothing else tells apart are numbered as they stand in the text.
fn numbered(told: &mut [String], group: &[usize], words: Words<'_>) {
    for (number, &at) in (1_usize..).zip(group) {
        if let Some(told) = told.get_mut(at) {
            *told = both(told, &words("chart_nth", &[("number", number.into())]), words);
        }
    }
}

/// The places of rows that nothing tells apart so far, of each such group.
fn alike(drawn: &[&Entry], names: &[String], told: &[String], dated: bool) -> Vec<Vec<usize>> {
    let mut groups: HashMap<(&str, &str, &str), Vec<usize>> = HashMap::new();
    for (at, (name, told)) in names.iter().zip(told).enumerate() {
        let claim = drawn.get(at).filter(|_| dated);
        let period = claim.map_or("", |claim| claim.period.as_str());
        groups.entry((name, period, told)).or_default().push(at);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Words that name other claims, without what all of them end in: of 小学招生 and 初中招生 the school is what tells rows apart.
fn without_common_end(signs: &mut Vec<String>) {
    let named = || signs.iter().filter_map(|sign| sign.strip_suffix(ELLIPSIS));
    let Some(first) = named().next() else { return };
    let common = |other: &str| {
        let (own, other) = (first.chars().rev(), other.chars().rev());
        own.zip(other).take_while(|(own, other)| own == other).count()
    };
    let len = named().map(common).min().unwrap_or_default();
    let differ = named().any(|other| other != first);
    let rest = named().map(|words| words.chars().count()).min().unwrap_or_default();
    // A letter in the middle of a Latin word is no place to cut.
    if !differ || len < COMMON || rest < len + COMMON || !first.chars().all(|letter| letter >= '\u{2e80}') {
        return;
    }
    for sign in signs {
        if let Some(words) = sign.strip_suffix(ELLIPSIS) {
            let kept = words.chars().count() - len;
            *sign = words.chars().take(kept).collect();
        }
    }
}

/// The last heading of sections, with those above it where it takes them to tell different sections.
fn headings(sections: &[String]) -> Vec<String> {
    let different: Vec<(&str, usize)> = counted(sections.iter().map(String::as_str));
    let different: Vec<&str> = different.into_iter().map(|(section, _)| section).collect();
    let names: HashMap<&str, &str> = different.iter().copied().zip(lowest_headings(&different)).collect();
    let name = |section: &String| names.get(section.as_str()).map_or(String::new(), |name| head(name));
    sections.iter().map(name).collect()
}

/// Headers without the words that all of them begin or end with, cut to the length of a sign.
fn without_shared_words(signs: &[String]) -> Vec<String> {
    let split: Vec<Vec<&str>> = signs.iter().map(|sign| sign.split(' ').collect()).collect();
    let shortest = split.iter().map(Vec::len).min().unwrap_or_default();
    let shared = |at: &dyn Fn(&Vec<&str>, usize) -> usize| {
        let same = |place: &usize| {
            let mut words = split.iter().map(|words| words.get(at(words, *place)));
            let first = words.next().flatten();
            words.all(|word| word == first)
        };
        (0..shortest).take_while(same).count()
    };
    let ahead = shared(&|_, place| place);
    let behind = shared(&|words, place| words.len() - 1 - place).min(shortest - ahead);
    let own = |words: &Vec<&str>| head(&words.get(ahead..words.len() - behind).unwrap_or_default().join(" "));
    split.iter().map(own).collect()
}

fn both(told: &str, sign: &str, words: Words<'_>) -> String {
    if told.is_empty() {
        return sign.to_owned();
    }
    words("chart_both", &[("first", told.into()), ("second", sign.into())])
}

/// What names a claim without a noun: the header of its column, or a noun phrase behind or before its figure; else nothing.
pub fn named(claim: &Entry, around: &Around<'_>, columns: Option<&Columns<'_>>) -> String {
    let header = columns.map_or(String::new(), |columns| head(&columns.header(claim)));
    if !header.is_empty() {
        return header;
    }
    let behind = telling(phrase(around.behind(), Ends::Grammar), claim);
    if says_enough(&behind) || behind.split(' ').count() > 1 {
        return behind;
    }
    let before = telling(phrase(around.clause(), Ends::Strict), claim);
    Some(before).filter(|before| says_enough(before)).unwrap_or_default()
}

/// The first characters of `words`.
fn head(words: &str) -> String {
    let words = text::clean(words.trim());
    let Some((end, next)) = words.char_indices().nth(longest(&words)) else {
        return words;
    };
    let kept = words.get(..end).unwrap_or_default();
    let cut = next.is_ascii_alphanumeric();
    let kept = if cut {
        kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept)
    } else {
        kept
    };
    format!("{}{ELLIPSIS}", kept.trim_end())
}

/// Latin letters take half the room of Han characters.
fn longest(words: &str) -> usize {
    if words.is_ascii() { 2 * LONGEST } else { LONGEST }
}

#[cfg(test)]
mod tests {
    use super::super::around::around;
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
        let around = around(&drawn, &drawn);
        apart(&drawn, &around, &names, (None, Dates::Whole), &words)
    }

    #[test]
    fn rows_of_one_name_are_told_apart() {
        for (text, wanted) in [
            ("举办讲座9场，出版论文3篇。", vec!["", ""]),
            ("2018年举办讲座9场。2019年举办讲座8场。", vec!["2018", "2019"]),
            ("第一产业增加值3元，第二产业增加值5元。", vec!["", ""]),
            ("甲市举办讲座9场，乙市举办讲座8场。", vec!["甲市", "乙市"]),
            (
                "小学招生9人，毕业生8人；初中招生7人，毕业生6人。",
                vec!["", "小学", "", "初中"],
            ),
            ("举办讲座9场。\n\n举办讲座8场。", vec!["line 1", "line 3"]),
            (
                "市区有学校300所（其中幼儿园286所），教师30人。四县有学校265所（其中幼儿园264所），教师23人。",
                vec!["市区", "市区", "市区", "", "", "四县", "四县"],
            ),
            ("零售额由上年的402.5亿元增至438.7亿元。", vec!["上年", ""]),
            ("城镇化率由52.6%提高到58.5%。", vec!["1", "2"]),
            (
                "甲市有小学30所，教师900人，毕业生8人；初中招生7人，毕业生6人。",
                vec!["", "", "甲市", "", "初中招生…"],
            ),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }
}
