//! Numbers of literature: each that is cited is listed, and each that is listed is cited.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::Text;
use crate::check::{Find, Level, Rule};
use crate::claim::Entry;
use crate::lexicon::{Checks, Lexicon};
use crate::number::Interval;
use crate::span::Span;

/// The rule.
pub const RULE: Rule = Rule {
    name: "citation-gap",
    level: Level::Info,
    page: include_str!("citation_gap.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Fewest entries of a list of literature.
const FEWEST: usize = 3;
/// Most numbers that one range of citations stands for.
const MOST: u32 = 60;

/// The first place of each number.
type Places<'a> = BTreeMap<u32, &'a Entry>;

fn find(text: &Text<'_>, _: &Checks, relations: &mut Vec<Relation>) {
    let (listed, cited) = numbers(text);
    if listed.len() < FEWEST || !cited.keys().any(|number| listed.contains_key(number)) {
        return;
    }
    for (number, entry) in &listed {
        relations.push(match cited.get(number) {
            Some(citation) => relation(
                Law::Equal,
                vec![stands_for(citation, *number), stands_for(entry, *number)],
            ),
            None => relation(Law::Never("check_uncited"), vec![stands_for(entry, *number)]),
        });
    }
    for (number, citation) in cited.iter().filter(|(number, _)| !listed.contains_key(number)) {
        relations.push(relation(
            Law::Never("check_unlisted"),
            vec![stands_for(citation, *number)],
        ));
    }
}

/// The numbers of the list of literature, and those that the text cites.
fn numbers<'a>(text: &Text<'a>) -> (Places<'a>, Places<'a>) {
    let (mut listed, mut cited) = (Places::new(), Places::new());
    let mut last: Option<(&Entry, u32)> = None;
    for entry in text.entries.iter().filter(|entry| is_bracketed(&entry.text)) {
        let numbers = bracketed(&entry.text);
        let (Some(&first), Some(&end)) = (numbers.first(), numbers.last()) else {
            continue;
        };
        if is_listed(text, entry) {
            listed.entry(first).or_insert(entry);
            continue;
        }
        // [2]-[5] are four citations.
        let from = last.filter(|(before, number)| *number < first && is_range(text, before, entry));
        let between = from.map_or(first, |(_, number)| number + 1)..first;
        for number in between.take(MOST as usize).chain(numbers.iter().copied()) {
            cited.entry(number).or_insert(entry);
        }
        last = Some((entry, end));
    }
    (listed, cited)
}

/// Whether only a dash stands between two citations.
fn is_range(text: &Text<'_>, first: &Entry, second: &Entry) -> bool {
    let between = Span::new(first.end, second.start).of(&text.source.text).trim();
    Lexicon::builtin().periods.to.holds(between)
}

/// Whether a number in brackets opens an entry of the list: at the beginning of a line, under its heading.
fn is_listed(text: &Text<'_>, entry: &Entry) -> bool {
    let heading = entry.section.rsplit(" / ").next().unwrap_or_default();
    let ahead = Span::new(0, entry.start).of(&text.source.text);
    let mut line = ahead.chars().rev().take_while(|character| *character != '\n');
    Lexicon::builtin().outline.opens_references(heading) && !line.any(char::is_alphanumeric)
}

/// Whether a numeral may be a citation, which is cheap to see.
fn is_bracketed(written: &str) -> bool {
    written.trim_start().starts_with(['[', '［'])
}

/// The numbers that `[3]`, `[2-5]` or `[1, 4]` stand for; none for anything else.
fn bracketed(written: &str) -> Vec<u32> {
    let inner = written
        .trim()
        .strip_prefix(['[', '［'])
        .and_then(|rest| rest.strip_suffix([']', '］']));
    let mut numbers = Vec::new();
    for part in inner.unwrap_or_default().split([',', '，', '、', ';', '；']) {
        let ends: Vec<&str> = part.split(['-', '–', '—', '~', '～', '－']).map(str::trim).collect();
        match ends
            .iter()
            .map(|end| end.parse())
            .collect::<Result<Vec<u32>, _>>()
            .as_deref()
        {
            Ok([number]) => numbers.push(*number),
            Ok([first, last]) if first < last && last - first <= MOST => numbers.extend(*first..=*last),
            _ => return Vec::new(),
        }
    }
    numbers
}

fn stands_for(entry: &Entry, number: u32) -> Operand {
    let mut operand = Operand::new(entry, Role::Statement);
    let value = Decimal::from(number);
    operand.text = format!("[{number}]");
    operand.value = Some(value);
    (operand.core, operand.hull) = (Interval::exactly(value), Interval::exactly(value));
    operand
}

fn relation(law: Law, operands: Vec<Operand>) -> Relation {
    Relation {
        rule: RULE.name,
        law,
        operands,
        evidence: Evidence::Style,
    }
}
