//! Mutations: a digit of a figure that fits is changed, and the check must notice.

use std::path::PathBuf;

use rust_decimal::Decimal;
use tongji::check::{self, Judged, Level, Operand, RULES, Verdict, bounds};
use tongji::extract;
use tongji::lexicon::Lexicon;
use tongji::number::Interval;
use tongji::source::{Format, Source};

use crate::data;

/// The share of the changed digits that must be noticed, in per cent.
const CAUGHT: usize = 95;

/// One document with a name.
struct Text {
    name: String,
    text: String,
    format: Format,
}

impl Text {
    fn check(&self, text: &str) -> check::Report {
        let source = Source::of_text(&self.name, text.to_owned(), self.format);
        let entries = extract(&source, Lexicon::builtin()).entries;
        check::check(&source, &entries, Lexicon::builtin())
    }
}

/// What became of the changed digits of some documents.
#[derive(Default)]
struct Tally {
    tried: usize,
    missed: Vec<String>,
}

/// The text of `operand` with one digit changed, the last first, so that the law can no longer hold; none where every
/// change of one digit leaves it holding.
fn broken(judged: &Judged, index: usize) -> Option<String> {
    let operand = &judged.relation.operands[index];
    let value = operand.value?;
    let digits: Vec<usize> = operand
        .text
        .char_indices()
        .filter(|(_, character)| character.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let plain: String = digits.iter().map(|&at| &operand.text[at..=at]).collect();
    // Dates and the like stand for one number of several that they are written with.
    let unit = value.abs().checked_div(plain.parse().ok()?)?;
    if unit.to_string().replace(['0', '.'], "") != "1" {
        return None;
    }
    for (place, &at) in digits.iter().rev().enumerate() {
        let digit = operand.text[at..=at].parse::<i64>().ok()?;
        for other in [digit + 1, digit - 1, digit + 3]
            .into_iter()
            .filter(|other| (0..10).contains(other))
        {
            let weight = Decimal::from(10_i64.checked_pow(u32::try_from(place).ok()?)?);
            let step = Decimal::from(other - digit) * weight * unit;
            let leads_with_zero = at == digits[0] && other == 0;
            if !leads_with_zero && !holds(judged, index, step) {
                return Some(format!("{}{other}{}", &operand.text[..at], &operand.text[at + 1..]));
            }
        }
    }
    None
}

/// Whether the law holds where one operand is moved.
fn holds(judged: &Judged, index: usize, step: Decimal) -> bool {
    let hulls = |operand: &Operand| operand.hull;
    let mut intervals: Vec<Interval> = judged.relation.operands.iter().map(hulls).collect();
    intervals[index] = bounds::moved(intervals[index], step);
    judged.relation.law.holds(&intervals) != Some(false)
}

/// Changes each figure of each relation that passes, one at a time.
fn mutate(text: &Text, tally: &mut Tally) {
    let weighs = |name: &str| RULES.iter().any(|rule| rule.name == name && rule.level > Level::Info);
    let report = text.check(&text.text);
    for judged in report
        .relations
        .iter()
        .filter(|judged| judged.verdict == Verdict::Pass && weighs(judged.relation.rule))
    {
        for (index, operand) in judged.relation.operands.iter().enumerate() {
            let Some(changed) = broken(judged, index) else { continue };
            let own = &text.text[operand.start..operand.end];
            if own != operand.text {
                continue;
            }
            let new = format!("{}{changed}{}", &text.text[..operand.start], &text.text[operand.end..]);
            let found = text.check(&new).findings;
            let noticed = found.iter().any(|finding| {
                finding.level > Level::Info
                    && finding
                        .relation
                        .operands
                        .iter()
                        .any(|other| other.start == operand.start)
            });
            tally.tried += 1;
            if !noticed {
                let figures: Vec<&str> = judged
                    .relation
                    .operands
                    .iter()
                    .map(|operand| operand.text.trim())
                    .collect();
                tally.missed.push(format!(
                    "{}:{} {} {} → {changed} in {}",
                    text.name,
                    operand.line,
                    judged.relation.rule,
                    operand.text,
                    figures.join(" | ")
                ));
            }
        }
    }
}

fn texts(paths: Vec<PathBuf>) -> Vec<Text> {
    let format = |path: &PathBuf| match path.extension()?.to_str()? {
        "md" => Some(Format::Markdown),
        "txt" => Some(Format::Plain),
        _ => None,
    };
    let read = |path: PathBuf| {
        Some(Text {
            format: format(&path)?,
            text: std::fs::read_to_string(&path).ok()?,
            name: path.file_name()?.to_string_lossy().into_owned(),
        })
    };
    paths.into_iter().filter_map(read).collect()
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
        .build()
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found
}

fn run(name: &str, texts: &[Text]) {
    let mut tally = Tally::default();
    texts.iter().for_each(|text| mutate(text, &mut tally));
    let caught = tally.tried - tally.missed.len();
    data::say(&format!(
        "{name}: {caught} of {} changed digits were noticed\n",
        tally.tried
    ));
    assert!(tally.tried > 0, "{name}: no relation passes");
    assert!(
        caught * 100 >= tally.tried * CAUGHT,
        "{name}: {caught} of {} changed digits were noticed; missed:\n{}",
        tally.tried,
        tally.missed.join("\n")
    );
}

#[test]
fn changed_digits_of_fixtures_are_noticed() {
    run("fixtures", &texts(files(data::root().join("fixtures"))));
}

#[test]
fn changed_digits_of_the_shared_corpus_are_noticed() {
    let Some(folder) = data::shared("corpus") else {
        return;
    };
    let mut paths = files(folder);
    paths.retain(|path| {
        !path
            .components()
            .any(|part| part.as_os_str() == "big" || part.as_os_str() == "encodings")
    });
    run("corpus", &texts(paths));
}
