//! Which claims are parts of which: told by words such as 其中 in one sentence, or at the beginning of the next.
//!
//! This is a simple rule that needs nothing but claims. Whoever knows more about how figures relate can hand its
//! own [`Relation`]s to the chart in place of [`relations`].

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::claim::{Change, Entry};
use crate::lexicon::Kind;
use crate::quantity::Qualifier;

/// A whole and its parts, all of one unit and with values.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation<'a> {
    /// The whole.
    pub whole: &'a Entry,
    /// The parts, in the order of the text.
    pub parts: Vec<&'a Entry>,
}

/// The words that tell of parts.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Cues {
    cues: Vec<String>,
    open: Vec<char>,
    close: Vec<char>,
    stops: Vec<char>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| toml::from_str(include_str!("whole.toml")).unwrap_or_default());

/// A claim and where it begins and ends in its sentence.
#[derive(Clone, Copy)]
struct Placed<'a> {
    claim: &'a Entry,
    start: usize,
    end: usize,
}

/// The wholes among `entries`, in the order of the text.
pub fn relations<'a>(entries: &[&'a Entry]) -> Vec<Relation<'a>> {
    let claims: Vec<&Entry> = entries
        .iter()
        .copied()
        .filter(|entry| entry.kind == Kind::Claim)
        .collect();
    let same = |a: &&Entry, b: &&Entry| a.source == b.source && a.sentence == b.sentence;
    let mut before: Option<&'a Entry> = None;
    let mut found = Vec::new();
    for sentence in claims.chunk_by(same) {
        let placed = place(sentence);
        found.extend(in_sentence(&placed, before));
        before = sentence.iter().rev().copied().find(|claim| whole(claim));
    }
    found
}

/// Finds the claims of one sentence in its text, one after the other.
fn place<'a>(sentence: &[&'a Entry]) -> Vec<Placed<'a>> {
    let mut from = 0;
    let find = |claim: &&'a Entry| {
        let rest = claim.sentence.get(from..)?;
        let start = from + rest.find(claim.text.as_str())?;
        from = start + claim.text.len();
        Some(Placed {
            claim,
            start,
            end: from,
        })
    };
    sentence.iter().filter_map(find).collect()
}

/// The wholes of one sentence; `before` is the last amount of the sentence before.
fn in_sentence<'a>(placed: &[Placed<'a>], before: Option<&'a Entry>) -> Vec<Relation<'a>> {
    let Some(first) = placed.first() else { return Vec::new() };
    let text = &*first.claim.sentence;
    let cues = cues(text);
    let relation = |&(start, end): &(usize, usize)| {
        let earlier = placed.iter().rev().filter(|other| other.end <= start);
        let inside = earlier.map(|other| other.claim).find(|claim| whole(claim));
        let opening = start == 0;
        let whole = inside.or(before.filter(|before| opening && before.source == first.claim.source))?;
        let parts = parts(text, placed, end, whole);
        (!parts.is_empty()).then_some(Relation { whole, parts })
    };
    cues.iter().filter_map(relation).collect()
}

/// Where the words that tell of parts begin and end.
fn cues(text: &str) -> Vec<(usize, usize)> {
    let mut cues: Vec<(usize, usize)> = Vec::new();
    for word in &CUES.cues {
        for (start, _) in text.match_indices(word.as_str()) {
            let end = start + word.len();
            if cues.iter().all(|&(from, to)| end <= from || to <= start) {
                cues.push((start, end));
            }
        }
    }
    cues.sort_unstable();
    cues
}

/// The claims behind a word at `from` that count parts of `whole`, as far as the text goes on about them: to a stop,
/// to the bracket that closes around the word, to another word, to an amount of another unit, or until
/// they make up the whole.
fn parts<'a>(text: &str, placed: &[Placed<'a>], from: usize, whole: &'a Entry) -> Vec<&'a Entry> {
    let mut parts: Vec<&Entry> = Vec::new();
    let most = whole.value.unwrap_or_default();
    let mut reached = from;
    let mut depth = 0;
    for other in placed.iter().filter(|other| other.start >= from) {
        let between = text.get(reached..other.start).unwrap_or_default();
        reached = other.end;
        let Some(now) = walk(between, depth) else { break };
        depth = now;
        if depth > 0 || !amount(other.claim) {
            continue;
        }
        if other.claim.unit != whole.unit || other.claim.value.is_some_and(|value| value > most) {
            break;
        }
        parts.push(other.claim);
        let mut values = parts.iter().map(|part| part.value);
        let sum = values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?));
        if sum.is_some() && sum == whole.value {
            break;
        }
    }
    parts
}

/// How many brackets are open after `text`, of which `depth` were before; none where the matter ends.
fn walk(text: &str, mut depth: usize) -> Option<usize> {
    let another = CUES.cues.iter().any(|cue| text.contains(cue.as_str()));
    for letter in text.chars() {
        if CUES.open.contains(&letter) {
            depth += 1;
        } else if CUES.close.contains(&letter) {
            depth = depth.checked_sub(1)?;
        } else if depth == 0 && CUES.stops.contains(&letter) {
            return None;
        }
    }
    (depth > 0 || !another).then_some(depth)
}

/// Whether a claim can be a whole: an amount, and not merely said to be less than one, as what is compared is.
fn whole(claim: &Entry) -> bool {
    amount(claim) && !matches!(claim.qualifier, Qualifier::Under | Qualifier::AtMost)
}

/// Whether a claim is an amount that can be a whole or a part: no rise, no share.
fn amount(claim: &Entry) -> bool {
    claim.change == Change::Level && claim.value.is_some() && &*claim.dimension != "ratio"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::source::{Format, Source};

    /// Each relation of `text` as `whole = part + part`.
    fn told(text: &str) -> Vec<String> {
        let source = Source::of_text("a.txt", text.to_owned(), Format::Plain);
        let extraction = crate::extract_claims(&source, Lexicon::builtin());
        let entries: Vec<&Entry> = extraction.claims().collect();
        let relations = relations(&entries);
        let written = |relation: &Relation<'_>| {
            let parts: Vec<&str> = relation.parts.iter().map(|part| part.text.as_str()).collect();
            format!("{} = {}", relation.whole.text, parts.join(" + "))
        };
        relations.iter().map(written).collect()
    }

    #[test]
    fn parts_follow_their_whole() {
        for (text, wanted) in [
            (
                "营业网点386个，其中县域网点214个、城区网点172个。",
                vec!["386个 = 214个 + 172个"],
            ),
            ("全年讲座30场。其中夜间讲座12场。", vec!["30场 = 12场"]),
            (
                "机构565所，其中公办幼儿园255所，民办机构310所（其中幼儿园295所，早教机构15所）。",
                vec!["565所 = 255所 + 310所", "310所 = 295所 + 15所"],
            ),
            (
                "职工500人，其中女职工200人，占40%，有高校毕业生450人。",
                vec!["500人 = 200人 + 450人"],
            ),
            (
                "学者任职348人次，而此前不足300人次。其中主席135人次，执委245人次。",
                vec!["348人次 = 135人次 + 245人次"],
            ),
            ("举办讲座30场，参加人数500人。", vec![]),
            ("其中女职工200人。", vec![]),
            ("讲座30场，其中培训班40场。", vec![]),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
    }
}
