//! Claims as people read them in a difference: noun, figure, date, and the figure in its sentence.

use super::told::is_one_sentence;
use super::year::beside;
use super::{BESIDE, Difference, Words, figure};
use crate::claim::Entry;
use crate::quantity::Qualifier;

/// A piece of a sentence.
pub struct Piece<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it is a figure that differs.
    pub lit: bool,
}

/// How many claims of the sentence of `claims[at]` stand before it and are written the same.
pub(super) fn alike(claims: &[&Entry], at: usize) -> usize {
    let Some((claim, before)) = claims.get(..=at).and_then(|claims| claims.split_last()) else {
        return 0;
    };
    let mut next = claim;
    let mut count = 0;
    for other in before.iter().rev() {
        if !is_one_sentence(other, next) {
            break;
        }
        count += usize::from(other.text == claim.text);
        next = other;
    }
    count
}

/// What is counted: the noun, or words for none.
pub(super) fn noun(claim: &Entry, words: Words<'_>) -> String {
    if claim.noun.is_empty() {
        words("chart_no_noun", &[])
    } else {
        claim.noun.clone()
    }
}

/// What a difference is about: the noun, or both where it is another.
pub(super) fn subject(difference: &Difference<'_>, words: Words<'_>) -> String {
    let now = difference.claim().map_or_else(String::new, |claim| noun(claim, words));
    match difference.old.filter(|_| difference.fields.contains(&"noun")) {
        Some(old) => format!("{} \u{2192} {now}", noun(old, words)),
        None => now,
    }
}

/// How both sides of a difference are written, with what differs and their texts do not show.
pub(super) fn sides(difference: &Difference<'_>, words: Words<'_>) -> [String; 2] {
    let both = difference.old.is_some() && difference.new.is_some();
    [difference.old, difference.new].map(|claim| match claim {
        None => String::new(),
        Some(claim) if both => written(claim, &difference.fields, words),
        Some(claim) if claim.period.is_empty() => written(claim, &[], words),
        Some(claim) => written(claim, &["period"], words),
    })
}

/// How a claim is written, with the `fields` that its text does not show.
pub(super) fn written(claim: &Entry, fields: &[&'static str], words: Words<'_>) -> String {
    let mut more: Vec<String> = Vec::new();
    for field in fields {
        more.push(match *field {
            "qualifier" => words(reading(claim.qualifier), &[]),
            "period" => date(&claim.period, words),
            BESIDE => beside(claim).join(&words("list_comma", &[])),
            "change" => words(change(claim), &[]),
            "metric" if !fields.contains(&"noun") => claim.metric.to_string(),
            _ => continue,
        });
    }
    let text = figure(claim, words);
    if more.is_empty() {
        text
    } else {
        let comma = words("list_comma", &[]);
        words(
            "diff_more",
            &[("figure", text.into()), ("more", more.join(&comma).into())],
        )
    }
}

/// When the figures of a difference of dates hold: by their periods, or by the years beside them where these are the same.
pub(super) fn dates(old: &Entry, new: &Entry, words: Words<'_>) -> [String; 2] {
    [old, new].map(|claim| {
        if old.period == new.period {
            beside(claim).join(&words("list_comma", &[]))
        } else {
            date(&claim.period, words)
        }
    })
}

/// A date as people read it.
pub(super) fn date(period: &str, words: Words<'_>) -> String {
    match period.split_once('/') {
        _ if period.is_empty() => words("diff_no_date", &[]),
        None => period.to_owned(),
        Some(("..", to)) => words("chart_until", &[("to", to.into())]),
        Some((from, "..")) => words("chart_since", &[("from", from.into())]),
        Some((from, to)) => words("chart_span", &[("from", from.into()), ("to", to.into())]),
    }
}

const fn reading(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "page_exact",
        Qualifier::About => "page_about",
        Qualifier::Over => "page_over",
        Qualifier::Nearly => "page_nearly",
        Qualifier::Under => "page_under",
        Qualifier::AtLeast => "page_at_least",
        Qualifier::AtMost => "page_at_most",
        Qualifier::Range => "page_range",
        Qualifier::Several => "page_several",
    }
}

const fn change(claim: &Entry) -> &'static str {
    use crate::claim::Change;
    match claim.change {
        Change::Level => "diff_level",
        Change::Up => "page_up",
        Change::Down => "page_down",
    }
}

/// A sentence cut at figures: each is given by its text and by how many such stand before it.
pub(super) fn cut<'a>(sentence: &'a str, figures: &[(&str, usize)]) -> Vec<Piece<'a>> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (text, before) in figures {
        let found = sentence.match_indices(text.trim()).nth(*before);
        places.extend(found.map(|(at, text)| (at, at + text.len())));
    }
    places.sort_unstable();
    places.dedup();
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end) in places.into_iter().filter(|(start, end)| start < end) {
        if start < at {
            continue;
        }
        pieces.push((at, start, false));
        pieces.push((start, end, true));
        at = end;
    }
    pieces.push((at, sentence.len(), false));
    let piece = |(start, end, lit): (usize, usize, bool)| Piece {
        text: sentence.get(start..end).unwrap_or_default(),
        lit,
    };
    pieces
        .into_iter()
        .map(piece)
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut_at_their_figures() {
        let cut = |sentence, figures: &[(&str, usize)]| {
            let pieces = super::cut(sentence, figures);
            let show = |piece: &Piece<'_>| {
                if piece.lit {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.to_owned()
                }
            };
            pieces.iter().map(show).collect::<String>()
        };
        assert_eq!(cut("甲5场，乙5场。", &[("5场", 1)]), "甲5场，乙[5场]。");
        assert_eq!(cut("甲5场，乙9场。", &[("9场", 0), ("5场", 0)]), "甲[5场]，乙[9场]。");
        assert_eq!(cut("甲5场。", &[("5场", 3), ("", 0)]), "甲5场。");
    }
}
