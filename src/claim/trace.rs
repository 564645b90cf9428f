//! How the numerals of a document were read, step by step, with the words of the lexicon that decided.
//!
//! The steps are read off their results: the marks are made once more, each is set beside its entry, and the words at
//! its places are looked up in the catalogue. Reading itself keeps no record, so that it loses no time.

mod origin;

use super::english;
use super::label::Labels;
use super::mark::{Found, Mark, What};
use super::{Entry, Extraction, chinese_marks, read, sentence};
use crate::claim::{Detail, Kind};
use crate::document::{self, Passage, Source};
use crate::lexicon::{Lexicon, Listed, Survey};
use crate::span::Span;
use origin::Origins;

/// One step of reading a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What is written, and what it is worth.
    Numeral,
    /// Why it is no claim.
    Aside,
    /// The unit.
    Unit,
    /// How exactly it is meant.
    Qualifier,
    /// From the least to the greatest value.
    Interval,
    /// What is counted.
    Noun,
    /// Level, rise or fall.
    Change,
    /// The metric.
    Metric,
    /// When it holds.
    Period,
}

impl Stage {
    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Numeral => "numeral",
            Self::Aside => "aside",
            Self::Unit => "unit",
            Self::Qualifier => "qualifier",
            Self::Interval => "interval",
            Self::Noun => "noun",
            Self::Change => "change",
            Self::Metric => "metric",
            Self::Period => "period",
        }
    }
}

/// What one step came to.
#[derive(Clone, Debug)]
pub struct Step {
    /// The step.
    pub stage: Stage,
    /// What it came to; for [`Stage::Aside`] the key of the reason.
    pub result: String,
    /// The text that it was read from, where that is not the result.
    pub read: String,
    /// The words of the lexicon that decided, in the order of the text.
    pub from: Vec<Listed>,
}

/// A numeral with the steps of its reading.
#[derive(Clone, Debug)]
pub struct Trace {
    /// What it became.
    pub entry: Entry,
    /// How.
    pub steps: Vec<Step>,
}

/// How every numeral of `source` is read.
pub fn trace(source: &Source, lexicon: &Lexicon) -> Vec<Trace> {
    let extraction = read(source, lexicon, Detail::All);
    let catalogue = lexicon.catalogue();
    let origins = Origins::new(lexicon, &catalogue);
    let mut places: Vec<Option<Place>> = extraction.entries.iter().map(|_| None).collect();
    document::read(source, lexicon, &mut |passage: Passage<'_>| {
        for (mark, english) in marks(source, &passage, lexicon) {
            let located = passage.locate(mark.span);
            let own = |entry: &Entry| entry.start == located.start;
            let Some(index) = extraction.entries.iter().position(own) else {
                continue;
            };
            if let Some(place) = places.get_mut(index) {
                *place = Some(Place::new(&passage, &mark, english, lexicon));
            }
        }
    });
    let entries = extraction.entries.iter().zip(places);
    entries
        .map(|(entry, place)| Trace {
            steps: steps(entry, &place.unwrap_or_default(), &extraction, &origins),
            entry: entry.clone(),
        })
        .collect()
}

/// What stands around a numeral, folded to simplified characters.
#[derive(Clone, Debug, Default)]
struct Place {
    english: bool,
    numeral: String,
    unit: String,
    before: String,
    after: String,
    /// The passage up to the number and its cues.
    ahead: String,
    /// The passage behind them.
    behind: String,
}

impl Place {
    fn new(passage: &Passage<'_>, mark: &Mark, english: bool, lexicon: &Lexicon) -> Self {
        let text = lexicon.fold.apply(&passage.text);
        let of = |start: usize, end: usize| Span::new(start, end).of(&text).trim().to_owned();
        let (full, span) = (mark.full, mark.span);
        let (numeral, unit) = match &mark.what {
            What::Quantity(quantity) => (
                quantity.numeral.span,
                quantity
                    .measure
                    .as_ref()
                    .map_or_else(Span::default, |measure| measure.span),
            ),
            What::Date(_) | What::Aside(_) => (span, Span::default()),
        };
        Self {
            english,
            numeral: of(numeral.start, numeral.end),
            unit: of(unit.start, unit.end),
            before: of(full.start, span.start),
            after: of(span.end, full.end),
            ahead: of(0, full.start.min(span.start)),
            behind: of(full.end.max(span.end), text.len()),
        }
    }

    /// What stands between `noun` and the number, on either side.
    fn between(&self, noun: &str) -> String {
        if noun.is_empty() {
            return String::new();
        }
        let ahead = self.ahead.rsplit_once(noun).map(|(_, between)| between);
        let behind = || self.behind.split_once(noun).map(|(between, _)| between);
        let between = ahead.or_else(behind).unwrap_or_default();
        // A noun that was carried over stands in another clause.
        between
            .rsplit(['，', ',', '；', ';'])
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

/// The marks of a passage, and whether each stands in an English sentence.
fn marks(source: &Source, passage: &Passage<'_>, lexicon: &Lexicon) -> Vec<(Mark, bool)> {
    let text = &*passage.text;
    let mut survey = Survey::default();
    lexicon.characters.survey(text, &mut survey);
    let folded = lexicon.fold.apply(text);
    let mut labels = Labels::default();
    let reader = sentence::Reader {
        source,
        passage,
        text: &folded,
        label: passage.cell.as_ref().map(|cell| labels.of(cell, lexicon)),
        lexicon,
        detail: Detail::All,
    };
    let mut spans = Vec::new();
    document::sentences(text, &survey.stops, &mut spans);
    let bare = passage.cell.is_none() && english::is_bare(text, survey.letters) && english::is_latin(&source.text);
    let parts = if bare || english::may_be_english(text, survey.letters) {
        english::parts(text, &spans, bare, || lexicon.english())
    } else {
        Vec::new()
    };
    let (mut marks, mut rest) = (Vec::new(), survey.starts);
    for part in parts.iter().filter(|part| part.english) {
        let inside = |at: &usize| part.span.start <= *at && *at < part.span.end;
        let own: Vec<usize> = rest.iter().copied().filter(inside).collect();
        rest.retain(|at| !inside(at));
        marks.extend(
            english::marks(&reader, part.span, &own)
                .into_iter()
                .map(|mark| (mark, true)),
        );
    }
    let mut chinese = Vec::new();
    chinese_marks(&reader, &rest, &mut Found::default(), &mut chinese);
    marks.extend(chinese.into_iter().map(|mark| (mark, false)));
    marks
}

fn steps(entry: &Entry, place: &Place, extraction: &Extraction, origins: &Origins<'_>) -> Vec<Step> {
    let step = |stage: Stage, result: String, read: &str, from: Vec<Listed>| Step {
        stage,
        result,
        read: read.to_owned(),
        from,
    };
    let value = entry
        .value
        .map(|value| value.normalize().to_string())
        .unwrap_or_default();
    let numeral = if place.numeral.is_empty() {
        &entry.text
    } else {
        &place.numeral
    };
    let mut steps = vec![step(Stage::Numeral, value, numeral, Vec::new())];
    if entry.kind != Kind::Claim {
        steps.push(step(
            Stage::Aside,
            entry.why.to_owned(),
            &entry.text,
            origins.aside(entry),
        ));
        if !entry.period.is_empty() {
            steps.push(step(Stage::Period, entry.period.clone(), &entry.text, Vec::new()));
        }
        return steps;
    }
    steps.push(step(
        Stage::Unit,
        entry.unit.to_string(),
        &place.unit,
        origins.unit(place),
    ));
    let cues = [place.before.as_str(), place.after.as_str()].join(" ");
    let qualifier = entry.qualifier.word().to_owned();
    steps.push(step(Stage::Qualifier, qualifier, cues.trim(), origins.cues(place)));
    steps.push(step(Stage::Interval, interval(entry), "", Vec::new()));
    let between = place.between(&entry.noun);
    let noun = step(Stage::Noun, entry.noun.clone(), "", origins.words(place, &between));
    let change = origins.changes(place, entry, &between);
    steps.push(noun);
    steps.push(step(Stage::Change, entry.change.word().to_owned(), "", change));
    steps.push(step(
        Stage::Metric,
        entry.metric.to_string(),
        "",
        origins.metric(place, entry),
    ));
    let dates = dates(entry, extraction);
    steps.push(step(Stage::Period, entry.period.clone(), &dates, Vec::new()));
    steps
}

/// `[least, greatest]`, an open end empty.
fn interval(entry: &Entry) -> String {
    let end = |end: Option<rust_decimal::Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
    format!("[{}, {}]", end(entry.lower), end(entry.upper))
}

/// The dates of the sentence that came to the claim's period, or of the sentences before it.
fn dates(entry: &Entry, extraction: &Extraction) -> String {
    if entry.period.is_empty() {
        return String::new();
    }
    let mut dates = extraction.entries.iter().filter(|date| date.kind == Kind::Date);
    let same = |date: &&Entry| date.sentence == entry.sentence && date.period == entry.period;
    let carried = |date: &&Entry| date.start < entry.start && date.period == entry.period;
    let found = dates.clone().find(same).or_else(|| dates.rfind(carried));
    found.map(|date| date.text.clone()).unwrap_or_default()
}
