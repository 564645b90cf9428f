//! A number of events, and the places where they were held.

use crate::check::english::names;
use crate::check::list::{self, Names};
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, WordList};
use crate::span::Span;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "place-count",
    level: Level::Warning,
    page: include_str!("place_count.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: each event was held in one place.
const ONE_PLACE: &str = "one_event_per_place";
/// Longest name of a place, in bytes.
const LONGEST: usize = 24;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for count in &text.figures {
        let events = count.is_level() && (words.event.holds(&count.entry.unit) || text.is_english(count));
        let small = count
            .entry
            .value
            .is_some_and(|value| value >= 1.into() && value <= 50.into());
        // Each of the events was held in all places.
        if !(events && small) || words.apiece.stands_in(text.after(count)) {
            continue;
        }
        if let Some(names) = places(text, count, words).or_else(|| names::places(text, count)) {
            let mut operands = vec![operand(count, Role::Count)];
            operands.extend(list::operands(text, count, &names));
            relations.push(Relation {
                rule: RULE.name,
                law: Law::Count {
                    open: true,
                    less: 0,
                    more: 0,
                },
                operands,
                evidence: Evidence::Assumed(ONE_PLACE),
            });
        }
    }
}

/// The places of the events: 在甲、乙、丙举办了4次, or 4次…在甲、乙、丙召开.
fn places(text: &Text<'_>, count: &Figure<'_>, words: &Checks) -> Option<Names> {
    let sentence = text.sentence(count);
    let clause = clause_around(sentence, count.span);
    if words.not_at.stands_in(clause.of(sentence)) {
        return None;
    }
    let (start, end) = between(sentence, clause, words)?;
    let names = list::names(sentence, Span::new(start, end), words)?;
    let short = names.items.iter().all(|item| item.of(sentence).len() <= LONGEST);
    let divided = Span::new(start, end).of(sentence).contains('、');
    (short && divided && !names.open).then_some(names)
}

/// The stretch between 在 and the verb of holding, in a clause.
fn between(sentence: &str, clause: Span, words: &Checks) -> Option<(usize, usize)> {
    let text = clause.of(sentence);
    let places = |list: &WordList| -> Vec<(usize, usize)> {
        text.char_indices()
            .filter_map(|(at, _)| list.begins(text.get(at..)?).map(|word| (at, word.len())))
            .collect()
    };
    let held = places(&words.held);
    let (start, verb) = places(&words.at).into_iter().rev().find_map(|(at, length)| {
        let verb = held.iter().find(|(verb, _)| *verb > at + length)?;
        let list = text.get(at + length..verb.0)?;
        // What each of them held is no number of all.
        let each = words.each.ends(list.trim_end()).is_some();
        let plain = list.contains('、') && !each && !list.contains(['，', '。', '；', '：']);
        plain.then_some((at + length, verb.0))
    })?;
    Some((clause.start + start, clause.start + verb))
}

/// The clause in which `span` stands: from the pause before to the pause behind.
fn clause_around(sentence: &str, span: Span) -> Span {
    let stops = ['，', '；', '。', '：', ',', ';'];
    let before = Span::new(0, span.start).of(sentence);
    let start = before.rfind(stops).map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    let behind = Span::new(span.end, sentence.len()).of(sentence);
    Span::new(start, span.end + behind.find(stops).unwrap_or(behind.len()))
}
