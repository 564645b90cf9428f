//! Entries of a reader's file, made from their fields.

use std::sync::Arc;

use super::example::{self, Subject};
use super::schema::Entry;
use super::sheet::{Placed, Sheet};
use super::{Reading, Task};
use crate::error::Error;
use crate::lexicon::finder::WordGroup;
use crate::lexicon::metrics::{MetricEntry, OTHER};
use crate::lexicon::qualifiers::{CueEntry, Qualifier};
use crate::lexicon::units::{UnitEntry, UnitKind};
use crate::lexicon::{Kind, Lexicon, Sign};

/// The reason of names that give none.
const WHY: &str = "set_phrase";

/// `[[unit]]`: a unit or a classifier.
pub(super) fn unit(entry: &Entry<'_>, sheet: &mut Sheet<'_>, reading: &mut Reading) {
    let known = Lexicon::builtin().units.entries().iter();
    let mut dimensions: Vec<&str> = known.map(|known| known.dimension.as_str()).collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    let dimension = choice(entry, "dimension", &dimensions, sheet);
    let kinds: Vec<&str> = UnitKind::ALL.iter().map(|(word, _)| *word).collect();
    let kind = choice(entry, "kind", &kinds, sheet);
    let scaled = entry.flag("scaled");
    for form in entry.told("forms") {
        if begins_numeral(form.value, scaled) {
            sheet.fault(form.at, Error::new("lexicon_unit_numeral").with("word", form.value));
        }
    }
    let forms = words(entry, "forms", Task::Unit, sheet, reading);
    let (Some(dimension), Some(kind)) = (dimension, kind) else {
        return;
    };
    let found = UnitKind::ALL.iter().find(|(word, _)| *word == kind);
    let subject = Subject::Unit(dimension.to_owned());
    reading.own.examples.extend(example::read(entry, &subject, sheet));
    reading.own.units.push(UnitEntry {
        dimension: dimension.to_owned(),
        kind: found.map_or(UnitKind::Classifier, |(_, kind)| *kind),
        forms,
        examples: Vec::new(),
        doc: doc(entry),
        strong: entry.flag("strong"),
        ordinal: entry.flag("ordinal"),
        scaled,
        lead: Arc::default(),
        traits: Arc::default(),
    });
}

/// `[[metric]]`: a metric, or more heads for one that there is.
pub(super) fn metric(entry: &Entry<'_>, sheet: &mut Sheet<'_>, reading: &mut Reading) {
    let Some(id) = entry.text("id") else { return };
    let spoiled = |character: char| character.is_whitespace() || character == ',' || character.is_control();
    if id.value.is_empty() || id.value == OTHER || id.value.contains(spoiled) {
        sheet.fault(id.at, Error::new("lexicon_metric_id").with("id", id.value));
    }
    let subject = Subject::Metric(id.value.to_owned());
    reading.own.examples.extend(example::read(entry, &subject, sheet));
    let heads = words(entry, "heads", Task::Head, sheet, reading);
    let not = words(entry, "not", Task::Head, sheet, reading);
    let units = words(entry, "units", Task::MetricUnit, sheet, reading);
    reading.own.metrics.push(MetricEntry {
        id: id.value.to_owned(),
        doc: doc(entry),
        doc_zh: String::new(),
        heads,
        not,
        units,
        examples: Vec::new(),
    });
}

/// `[[before]]`: a cue before a number.
pub(super) fn before(entry: &Entry<'_>, sheet: &mut Sheet<'_>, reading: &mut Reading) {
    let cue = cue(entry, Task::Before, sheet, reading);
    reading.own.before.extend(cue);
}

/// `[[after]]`: a cue behind a number.
pub(super) fn after(entry: &Entry<'_>, sheet: &mut Sheet<'_>, reading: &mut Reading) {
    let cue = cue(entry, Task::After, sheet, reading);
    reading.own.after.extend(cue);
}

fn cue(entry: &Entry<'_>, task: Task, sheet: &mut Sheet<'_>, reading: &mut Reading) -> Option<CueEntry> {
    let known: Vec<&str> = Qualifier::CUES.iter().map(|qualifier| qualifier.word()).collect();
    let word = choice(entry, "qualifier", &known, sheet);
    let words = words(entry, "words", task, sheet, reading);
    let word = word?;
    let qualifier = Qualifier::CUES.into_iter().find(|qualifier| qualifier.word() == word)?;
    let subject = Subject::Cue(qualifier);
    reading.own.examples.extend(example::read(entry, &subject, sheet));
    Some(CueEntry {
        qualifier,
        words,
        not_after: folded(entry.text("not_after").map_or("", |text| text.value)),
        examples: Vec::new(),
    })
}

/// `[[name]]`: names and set phrases that hold numerals and count nothing.
pub(super) fn name(entry: &Entry<'_>, sheet: &mut Sheet<'_>, reading: &mut Reading) {
    let kinds: Vec<&str> = Kind::ALL.iter().skip(1).map(|kind| kind.word()).collect();
    let given = entry.text("kind").is_some();
    let kind = choice(entry, "kind", &kinds, sheet);
    for word in entry.told("words") {
        if !holds_numeral(word.value) {
            sheet.fault(word.at, Error::new("lexicon_name_numeral").with("word", word.value));
        }
    }
    let words = words(entry, "words", Task::Name, sheet, reading);
    if given && kind.is_none() {
        return;
    }
    let subject = Subject::Name(words.clone());
    reading.own.examples.extend(example::read(entry, &subject, sheet));
    reading.own.names.push(WordGroup {
        why: entry.text("why").map_or(WHY, |text| text.value).to_owned(),
        kind: kind.and_then(Kind::named).unwrap_or(Kind::Name),
        _doc: doc(entry),
        not_after: folded(entry.text("not_after").map_or("", |text| text.value)),
        words,
    });
}

fn doc(entry: &Entry<'_>) -> String {
    entry.text("doc").map_or_else(String::new, |text| text.value.to_owned())
}

/// One of the words that there are for a field; notes another.
fn choice<'e>(entry: &'e Entry<'_>, name: &'static str, known: &[&str], sheet: &mut Sheet<'_>) -> Option<&'e str> {
    let word = entry.text(name)?;
    if known.contains(&word.value) {
        return Some(word.value);
    }
    let error = Error::new("lexicon_choice").with("name", name).with("word", word.value);
    sheet.fault(word.at, error.with("known", known.join(", ")));
    None
}

/// The words of a list, folded to simplified characters. Each may be told once.
fn words(entry: &Entry<'_>, name: &str, task: Task, sheet: &mut Sheet<'_>, reading: &mut Reading) -> Vec<String> {
    let words = entry.told(name);
    words
        .into_iter()
        .filter_map(|word| one_word(&word, task, sheet, reading))
        .collect()
}

fn one_word(word: &Placed<&str>, task: Task, sheet: &mut Sheet<'_>, reading: &mut Reading) -> Option<String> {
    if word.value.trim().is_empty() || word.value.trim() != word.value {
        sheet.fault(word.at, Error::new("lexicon_word_blank").with("word", word.value));
        return None;
    }
    let known = folded(word.value);
    let place = sheet.place(word.at);
    if let Some(first) = reading.told.get(&(task, known.clone())) {
        let error = Error::new("lexicon_word_twice").with("word", word.value);
        sheet.fault(word.at, error.with("first", first.as_str()));
        return None;
    }
    reading.told.insert((task, known.clone()), place);
    Some(known)
}

fn folded(word: &str) -> String {
    Lexicon::builtin().fold.apply(word).into_owned()
}

/// Whether a form begins with what is read as part of the number before it.
fn begins_numeral(form: &str, scaled: bool) -> bool {
    let first = folded(form).chars().next();
    first.is_some_and(|first| {
        let sign = Lexicon::builtin().numerals.sign(first);
        first.is_ascii_digit() || (!scaled && matches!(sign, Some(Sign::Digit(_) | Sign::Scale(_) | Sign::Tens(_))))
    })
}

/// Whether a word holds a digit, a Chinese numeral or an English number word.
fn holds_numeral(word: &str) -> bool {
    let lexicon = Lexicon::builtin();
    let sign = |character: char| character.is_ascii_digit() || lexicon.numerals.sign(character).is_some();
    let spelled = |word: &str| lexicon.english().number(&word.to_ascii_lowercase()).is_some();
    folded(word).contains(sign) || (word.is_ascii() && word.split([' ', '-']).any(spelled))
}
