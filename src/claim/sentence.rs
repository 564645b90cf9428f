//! One sentence: its marks become entries.

use std::sync::Arc;

use super::clause::{self, Tag, Token};
use super::entry::{Change, Detail, Entry, Extraction};
use super::group;
use super::label::Label;
use super::mark::{Mark, What};
use super::metric::{self, Evidence};
use super::noun::{self, Reading, Sentence};
use super::setaside::{self, Place};
use super::when::{self, Carry, Times};
use super::whole::{Whole, unit};
use crate::document::{Passage, Source};
use crate::lexicon::{Aside, Class, Kind, Lexicon, UnitKind};
use crate::period::Period;
use crate::quantity::{Qualifier, Quantity};
use crate::span::{Span, trim, trim_end};

/// Reads the sentences of one passage.
pub(super) struct Reader<'a> {
    /// The document.
    pub source: &'a Source,
    /// The passage.
    pub passage: &'a Passage<'a>,
    /// Its text, folded to simplified characters.
    pub text: &'a str,
    /// What its table says of it.
    pub label: Option<Label<'a>>,
    /// The words in force.
    pub lexicon: &'a Lexicon,
    /// Which numerals become entries.
    pub detail: Detail,
}

/// What is known of one claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Claim {
    /// The noun as a span of the passage.
    pub noun: Option<Span>,
    /// Level, rise or fall.
    pub change: Change,
    /// The metric.
    pub metric: Option<Arc<str>>,
    /// When it holds.
    pub period: Option<Period>,
}

/// Room that every sentence uses again.
#[derive(Default)]
pub(super) struct Room {
    verdicts: Vec<Aside>,
    kinds: Vec<Kind>,
    tokens: Vec<Token>,
    claims: Vec<Claim>,
}

impl Reader<'_> {
    /// Reads one sentence with its marks, and says what it hands on to the next.
    pub fn read(
        &self,
        span: Span,
        marks: &[Mark],
        before: Carry,
        room: &mut Room,
        extraction: &mut Extraction,
    ) -> Carry {
        if marks.is_empty() {
            return Carry::default();
        }
        let Room {
            verdicts,
            kinds,
            tokens,
            claims,
        } = room;
        self.judge(marks, verdicts);
        kinds.clear();
        kinds.extend(verdicts.iter().map(|verdict| verdict.kind));
        let dates = marks.iter().filter_map(|mark| match &mark.what {
            What::Date(date) => Some(date),
            _ => None,
        });
        let years = self.bare_years(marks, verdicts);
        let times = Times::read(self.text, span, dates.chain(&years), &before, &self.lexicon.periods);
        claims.clear();
        if kinds.contains(&Kind::Claim) {
            clause::cut(self.text, span, marks, kinds, tokens, self.lexicon);
            self.claims(span, marks, tokens, &times, before, claims);
        }
        kinds.iter().for_each(|kind| extraction.tally(*kind));
        if self.detail == Detail::All || !claims.is_empty() {
            let sentence: Arc<str> = Arc::from(trim(span.of(&self.passage.text)));
            for (index, (mark, verdict)) in marks.iter().zip(&*verdicts).enumerate() {
                if self.detail == Detail::All || verdict.kind == Kind::Claim {
                    self.entry(mark, *verdict, claims.get(index), times.year, &sentence, extraction);
                }
            }
        }
        let has_claims = !claims.is_empty();
        let last = claims
            .iter()
            .zip(&*kinds)
            .rev()
            .find(|(_, kind)| **kind == Kind::Claim)
            .and_then(|(claim, _)| claim.period);
        let period = if has_claims { last } else { times.at(span.end) };
        Carry {
            period,
            year: times.year,
            has_claims,
            opens: times.opens,
            whole: self.whole(claims, kinds, marks),
        }
    }

    /// What each mark is.
    fn judge(&self, marks: &[Mark], verdicts: &mut Vec<Aside>) {
        verdicts.clear();
        for (index, mark) in marks.iter().enumerate() {
            let last = index
                .checked_sub(1)
                .and_then(|before| marks.get(before).zip(verdicts.get(before)));
            let counted_before = last.is_some_and(|(before, verdict)| {
                verdict.kind == Kind::Claim && mark.span.start.saturating_sub(before.span.end) < 60
            });
            verdicts.push(match &mark.what {
                What::Aside(aside) => *aside,
                What::Date(_) => Aside {
                    kind: Kind::Date,
                    why: "date",
                },
                What::Quantity(quantity) => {
                    let place = Place {
                        text: self.text,
                        block: self.passage.block,
                        cell: self.passage.cell.as_ref(),
                        marker: self.passage.marker,
                        counted_before,
                        before: trim_end(Span::new(0, quantity.span.start).of(self.text)),
                        after: Span::new(quantity.span.end, self.text.len()).of(self.text),
                        lexicon: self.lexicon,
                    };
                    setaside::judge(quantity, &place).unwrap_or(Aside {
                        kind: Kind::Claim,
                        why: "",
                    })
                }
            });
        }
    }

    /// Years without 年 that say when: 2023全国….
    fn bare_years(&self, marks: &[Mark], verdicts: &[Aside]) -> Vec<crate::period::Date> {
        let scope = &self.lexicon.periods.scope;
        marks
            .iter()
            .zip(verdicts)
            .filter(|(_, verdict)| verdict.why == "bare_year")
            .filter(|(mark, _)| {
                crate::lexicon::begins(Span::new(mark.span.end, self.text.len()).of(self.text), scope).is_some()
            })
            .filter_map(|(mark, _)| match &mark.what {
                What::Quantity(quantity) => crate::period::bare_year(quantity.numeral.span, quantity.value?),
                _ => None,
            })
            .collect()
    }

    /// The claims among `marks`, each in the place of its mark.
    fn claims(
        &self,
        span: Span,
        marks: &[Mark],
        tokens: &[Token],
        times: &Times,
        before: Carry,
        claims: &mut Vec<Claim>,
    ) {
        let quantities = |index: usize| match marks.get(index).map(|mark| &mark.what) {
            Some(What::Quantity(quantity)) => Some(quantity),
            _ => None,
        };
        let sentence = Sentence {
            text: self.text,
            tokens,
            quantities: &quantities,
            lexicon: self.lexicon,
        };
        claims.resize(marks.len(), Claim::default());
        let mut whole = Whole::new(before, when::goes_on(span.of(self.text), &self.lexicon.periods));
        for (at, token) in tokens.iter().enumerate() {
            whole.see(token);
            let Tag::Number(index) = token.tag else { continue };
            let (Some(mark), Some(quantity)) = (marks.get(index), quantities(index)) else {
                continue;
            };
            let claim = self.claim(&sentence, at, quantity, times.at(mark.span.start), &whole);
            whole.claimed(&claim, quantity);
            if let Some(slot) = claims.get_mut(index) {
                *slot = claim;
            }
        }
        let is_number = |token: &&Token| matches!(token.tag, Tag::Number(_));
        if tokens.iter().filter(is_number).nth(1).is_some() {
            group::respective(&sentence, times, claims);
        }
    }

    fn claim(
        &self,
        sentence: &Sentence<'_>,
        at: usize,
        quantity: &Quantity,
        period: Option<Period>,
        whole: &Whole,
    ) -> Claim {
        if let Some(label) = self.label {
            return super::table::claim(label, quantity, self.lexicon);
        }
        let reading = noun::read(sentence, at, quantity);
        let listed = follows_in_list(sentence, at, &reading);
        let carried = whole.noun().filter(|_| reading.carries || listed);
        let noun = reading.noun.or(carried).or(reading.fallback);
        let noun = noun.and_then(|noun| behind(noun, self.passage.marker));
        let (noun, named) = self.named_change(noun, whole.noun(), quantity);
        let change = match (named, listed && !reading.left.changes()) {
            (Some(change), _) if !reading.left.changes() => change,
            (_, true) => whole.change,
            _ => reading.left.change,
        };
        let text = noun.map_or("", |span| span.of(self.text));
        let is_rate = quantity.kind() == Some(UnitKind::Ratio) || change != Change::Level;
        let part_of = whole
            .metric(quantity)
            .filter(|_| reading.noun.is_none() || (whole.has_parts() && reading.labelled));
        let evidence = Evidence {
            quantity,
            noun: text,
            is_rate,
            tokens: sentence.tokens,
            at,
            whole: part_of,
        };
        Claim {
            noun,
            change,
            metric: Some(metric::read(&evidence, self.lexicon)),
            period,
        }
    }

    /// 增速32.8%: a noun that only says how far something rose or fell is no noun of its own where one was told before.
    fn named_change(
        &self,
        noun: Option<Span>,
        carried: Option<Span>,
        quantity: &Quantity,
    ) -> (Option<Span>, Option<Change>) {
        let text = noun.map_or("", |span| span.of(self.text));
        let lists = &self.lexicon.words.lists;
        let rate = quantity.kind() == Some(UnitKind::Ratio);
        let (word, change) = match (lists.grows.ends(text), lists.shrinks.ends(text)) {
            (Some(word), _) if rate => (word, Change::Up),
            (_, Some(word)) if rate => (word, Change::Down),
            _ => return (noun, None),
        };
        let whole = if word.len() == text.len() {
            carried.or(noun)
        } else {
            noun
        };
        (whole, Some(change))
    }

    /// The metric and unit of the sentence's first claim, to which the parts in the next sentence belong.
    fn whole(&self, claims: &[Claim], kinds: &[Kind], marks: &[Mark]) -> Option<(Arc<str>, Option<Arc<str>>)> {
        let last = kinds.iter().rposition(|kind| *kind == Kind::Claim)?;
        let metric = claims.get(last)?.metric.clone()?;
        match marks.get(last).map(|mark| &mark.what) {
            Some(What::Quantity(quantity)) => Some((metric, unit(quantity).cloned())),
            _ => None,
        }
    }

    /// Adds the entry of one mark; `year` is the one that dates without a year belong to.
    pub fn entry(
        &self,
        mark: &Mark,
        verdict: Aside,
        claim: Option<&Claim>,
        year: Option<i32>,
        sentence: &Arc<str>,
        extraction: &mut Extraction,
    ) {
        let own = own_span(mark, verdict);
        let located = self.passage.locate(own);
        let written = located.of(&self.source.text);
        let whole = own.of(&self.passage.text);
        let quantity = match &mark.what {
            What::Quantity(quantity) => Some(quantity),
            _ => None,
        };
        let figure = quantity.filter(|_| verdict.why != "unit_alone");
        let claim = claim.filter(|_| verdict.kind == Kind::Claim);
        let period = match &mark.what {
            What::Date(date) => date.period(year),
            _ => claim.and_then(|claim| claim.period),
        };
        let noun = claim
            .and_then(|claim| claim.noun)
            .map_or("", |span| span.of(&self.passage.text));
        let mut when = extraction.text("");
        if let Some(period) = period {
            period.push(&mut when);
        }
        let entry = Entry {
            id: extraction.text(""),
            source: Arc::clone(&self.source.name),
            section: Arc::clone(&self.passage.section),
            line: 0,
            column: 0,
            start: located.start,
            end: located.end,
            text: extraction.text(trim_end(as_written(written, whole))),
            value: figure.and_then(|quantity| quantity.value),
            lower: figure.and_then(|quantity| quantity.interval.lower),
            upper: figure.and_then(|quantity| quantity.interval.upper),
            qualifier: quantity.map_or(Qualifier::Exact, |quantity| quantity.qualifier),
            unit: Arc::clone(quantity.and_then(unit).unwrap_or(&self.lexicon.nothing)),
            dimension: quantity.and_then(|quantity| quantity.measure.as_ref()).map_or_else(
                || Arc::clone(&self.lexicon.nothing),
                |measure| Arc::clone(&measure.unit.dimension),
            ),
            noun: extraction.text(self.noun_text(noun, claim)),
            metric: claim
                .and_then(|claim| claim.metric.clone())
                .unwrap_or_else(|| Arc::clone(&self.lexicon.nothing)),
            period: when,
            change: claim.map_or(Change::Level, |claim| claim.change),
            sentence: Arc::clone(sentence),
            locator: extraction.text(""),
            kind: verdict.kind,
            why: verdict.why,
        };
        extraction.entries.push(entry);
    }

    /// A cell's noun is the label of its row.
    fn noun_text<'t>(&'t self, noun: &'t str, claim: Option<&Claim>) -> &'t str {
        match (self.label, claim) {
            (Some(label), Some(_)) => label.noun,
            _ => trim(noun),
        }
    }
}

/// What a numeral shows: the part of it that a line holds, or all of it, with the spaces that break it.
fn as_written<'t>(written: &'t str, whole: &'t str) -> &'t str {
    let letters = |text: &'t str| text.chars().filter(|character| !character.is_whitespace());
    let broken = written.len() > whole.len() && letters(written).eq(letters(whole));
    if written.len() < whole.len() || broken {
        written
    } else {
        whole
    }
}

/// What of a noun stands behind the mark of a heading or an item, which ends at byte `marker`.
fn behind(noun: Span, marker: usize) -> Option<Span> {
    let start = noun.start.max(marker);
    (start < noun.end).then(|| Span::new(start, noun.end))
}

/// What belongs to a mark: of the mark of an item no unit.
fn own_span(mark: &Mark, verdict: Aside) -> Span {
    match &mark.what {
        What::Quantity(quantity) if verdict.why == "list_marker" => quantity.numeral.span,
        _ => mark.span,
    }
}

/// 4.2和0.7个百分点: a number right behind another in a list has its noun.
fn follows_in_list(sentence: &Sentence<'_>, at: usize, reading: &Reading) -> bool {
    let joined = at
        .checked_sub(1)
        .and_then(|index| sentence.token(index))
        .is_some_and(|token| matches!(token.tag, Tag::Enum) || token.is(Class::Join));
    let after = at
        .checked_sub(2)
        .and_then(|index| sentence.token(index))
        .is_some_and(|token| matches!(token.tag, Tag::Number(_)));
    reading.noun.is_none() && joined && after
}
