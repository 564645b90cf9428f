//! English sentences: their numbers, why some are no claims, what the others count, and when.
//!
//! The steps are those of Chinese sentences, over tokens instead of characters: `language` finds the sentences, `mark` reads
//! numbers, dates and shapes, `setaside` tells claims from the rest, `noun` reads what is counted, and `when` the period.

mod beside;
mod language;
mod mark;
mod noun;
mod proportion;
mod setaside;
mod when;

pub(super) use language::{is_bare, is_latin, may_be_english, parts};

use std::sync::Arc;

use rust_decimal::Decimal;

use super::entry::{Change, Detail, Extraction};
use super::mark::What;
use super::sentence::{Claim, Reader};
use crate::lexicon::{Aside, Kind, Lexicon, UnitKind};
use crate::number::Reading;
use crate::number::english::{Text, Token, cut};
use crate::span::Span;

use mark::Marked;
use when::Times;

/// Room that every English sentence uses again.
#[derive(Default)]
pub(super) struct Scratch {
    lower: String,
    tokens: Vec<Token>,
}

impl Scratch {
    /// Makes room for the passage `text`.
    pub fn enter(&mut self, text: &str) {
        self.lower.clear();
        self.lower.push_str(text);
        self.lower.make_ascii_lowercase();
    }
}

/// Reads the English sentence `span`; `starts` are the digits and Chinese numerals in it. `year` is one that the
/// sentence before names; the last year that is known is handed on.
pub(super) fn read(
    reader: &Reader<'_>,
    span: Span,
    starts: &[usize],
    scratch: &mut Scratch,
    year: Option<i32>,
    extraction: &mut Extraction,
) -> Option<i32> {
    let words = reader.lexicon.english();
    if starts.is_empty() && !has_number(span.of(&scratch.lower).as_bytes(), reader.lexicon) {
        return None;
    }
    let Scratch { lower, tokens } = scratch;
    let passage = &*reader.passage.text;
    cut(passage, span, tokens);
    let text = Text {
        text: passage,
        lower,
        tokens,
        words,
    };
    let marks = mark::read(&text, starts, reader.lexicon);
    if marks.is_empty() {
        return None;
    }
    let verdicts: Vec<Aside> = marks.iter().map(|marked| verdict(&text, marked, reader)).collect();
    let times = Times::read(&text, &marks, &verdicts, year);
    let claims = claims(reader, &text, &marks, &verdicts, &times);
    verdicts.iter().for_each(|verdict| extraction.tally(verdict.kind));
    let has_claims = verdicts.iter().any(|verdict| verdict.kind == Kind::Claim);
    if reader.detail == Detail::All || has_claims {
        let sentence: Arc<str> = Arc::from(span.of(passage).trim());
        for ((marked, verdict), claim) in marks.iter().zip(&verdicts).zip(&claims) {
            if reader.detail == Detail::All || verdict.kind == Kind::Claim {
                reader.entry(&marked.mark, *verdict, Some(claim), times.year, &sentence, extraction);
            }
        }
    }
    times.year
}

/// The marks of the English sentence `span`, whose digits and Chinese numerals begin at `starts`.
pub(super) fn marks(reader: &Reader<'_>, span: Span, starts: &[usize]) -> Vec<super::mark::Mark> {
    let passage = &*reader.passage.text;
    let mut scratch = Scratch::default();
    scratch.enter(passage);
    cut(passage, span, &mut scratch.tokens);
    let text = Text {
        text: passage,
        lower: &scratch.lower,
        tokens: &scratch.tokens,
        words: reader.lexicon.english(),
    };
    let marks = mark::read(&text, starts, reader.lexicon);
    marks.into_iter().map(|marked| marked.mark).collect()
}

/// Whether a word that may be a number stands in `lower`.
fn has_number(lower: &[u8], lexicon: &Lexicon) -> bool {
    let words = lexicon.english();
    let mut inside = false;
    for (at, pair) in lower.windows(2).enumerate() {
        let [first, second] = *pair else { continue };
        let begins = !inside && first.is_ascii_lowercase();
        inside = first.is_ascii_alphanumeric();
        if begins && words.may_begin(first, second) {
            let rest = lower.get(at..).unwrap_or_default();
            let end = rest
                .iter()
                .position(|byte| !byte.is_ascii_lowercase())
                .unwrap_or(rest.len());
            let word = rest.get(..end).and_then(|word| std::str::from_utf8(word).ok());
            if word.is_some_and(|word| words.number(word).is_some()) {
                return true;
            }
        }
    }
    // Fractions in one character.
    lower
        .windows(2)
        .any(|pair| matches!(pair, [0xc2, 0xbc..=0xbe] | [0xe2, 0x85]))
}

fn verdict(text: &Text<'_>, marked: &Marked, reader: &Reader<'_>) -> Aside {
    match &marked.mark.what {
        What::Aside(aside) => *aside,
        What::Date(_) => Aside {
            kind: Kind::Date,
            why: "date",
        },
        What::Quantity(quantity) => setaside::judge(quantity, marked, text, reader).unwrap_or(Aside {
            kind: Kind::Claim,
            why: "",
        }),
    }
}

/// The claims among the marks, each in the place of its mark.
fn claims(reader: &Reader<'_>, text: &Text<'_>, marks: &[Marked], verdicts: &[Aside], times: &Times) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::with_capacity(marks.len());
    let mut last = noun::Reading::default();
    for (index, (marked, verdict)) in marks.iter().zip(verdicts).enumerate() {
        let What::Quantity(quantity) = &marked.mark.what else {
            claims.push(Claim::default());
            continue;
        };
        if verdict.kind != Kind::Claim {
            claims.push(Claim::default());
            continue;
        }
        if let Some(label) = reader.label {
            claims.push(super::table::claim(label, quantity, reader.lexicon));
            continue;
        }
        let reading = noun::read(text, marks, verdicts, index, &last);
        let is_share = matches!(quantity.numeral.reading, Reading::Fraction(part) if part < Decimal::ONE);
        let is_rate = is_share || quantity.kind() == Some(UnitKind::Ratio) || reading.change != Change::Level;
        let metric = metric(text, marked, &reading, quantity.kind(), is_rate, reader.lexicon);
        claims.push(Claim {
            noun: reading.noun,
            change: reading.change,
            metric: Some(metric),
            period: times.at(text, marks, index),
        });
        last = reading;
    }
    claims
}

/// The metric of people who take part.
const PARTICIPANTS: &str = "participants";

/// The metric by the head of the noun; people count where the clause says that they take part.
fn metric(
    text: &Text<'_>,
    marked: &Marked,
    reading: &noun::Reading,
    kind: Option<UnitKind>,
    is_rate: bool,
    lexicon: &Lexicon,
) -> Arc<str> {
    if is_rate || !matches!(kind, None | Some(UnitKind::Verbal | UnitKind::Classifier)) {
        return lexicon.metrics.other();
    }
    let head = noun::head(text, reading);
    let words = lexicon.english();
    if words.roles(head).has(crate::lexicon::Role::Plural) && attends(text, marked) {
        return lexicon.metrics.named(PARTICIPANTS);
    }
    words
        .metric(head, noun::up_to_head(text, reading))
        .map_or_else(|| lexicon.metrics.other(), |id| lexicon.metrics.named(id))
}

/// Whether the words near a number say that people take part.
fn attends(text: &Text<'_>, marked: &Marked) -> bool {
    let pause = |at: &usize| !matches!(text.word(*at), "," | ";" | ":");
    let says = |at: usize| text.roles(at).has(crate::lexicon::Role::Attend);
    (marked.end..text.tokens.len().min(marked.end + 8))
        .take_while(pause)
        .any(says)
        || (marked.first.saturating_sub(4)..marked.first)
            .rev()
            .take_while(pause)
            .any(says)
}
