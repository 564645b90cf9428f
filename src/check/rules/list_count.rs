//! A number of things, and the list of their names.

use rust_decimal::prelude::ToPrimitive;

use crate::check::english::names;
use crate::check::extent;
use crate::check::list::{self, Names};
use crate::check::relation::{Evidence, Law, Relation, Role, Verdict};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Class, Kind, Lexicon};
use crate::span::Span;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "list-count",
    level: Level::Error,
    page: include_str!("list_count.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Most things that are still named one by one.
const MOST: i64 = 20;
/// Longest name of a list, in bytes.
const LONGEST: usize = 120;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for count in text.figures.iter().filter(|figure| counts(figure)) {
        let named = |names: &Names| names.open || count.entry.value.is_some_and(|value| value <= MOST.into());
        let lists = [
            before(text, count, words),
            behind(text, count, words),
            names::behind(text, count),
        ];
        let lists = lists
            .into_iter()
            .flatten()
            .filter(named)
            .filter(|names| is_near(count, names));
        let found: Vec<Relation> = lists.map(|names| relation(text, count, &names)).collect();
        let holds = found.iter().find(|relation| relation.judge() == Some(Verdict::Pass));
        let first = found.first().filter(|_| !words.event.holds(&count.entry.unit));
        relations.extend(holds.or(first).cloned());
    }
}

/// Whether so many may be counted where so many are named: a number that is more than twice theirs counts other things.
fn is_near(count: &Figure<'_>, names: &Names) -> bool {
    let twice = rust_decimal::Decimal::from(2 * (names.items.len() + names.joints.1));
    names.open || count.entry.value.is_some_and(|value| value <= twice)
}

/// Whether a figure may count the names of a list: a small whole number of things.
fn counts(figure: &Figure<'_>) -> bool {
    let value = figure.entry.value.filter(|value| value.fract().is_zero());
    let small = value.is_some_and(|value| value >= 2.into() && value < 1000.into());
    let things = matches!(
        &*figure.entry.dimension,
        "count" | "text" | "organization" | "place" | ""
    );
    small && things && figure.is_level() && figure.core().lower == figure.entry.value
}

/// 意大利、缅甸、葡萄牙5个国家: the list ends where the number begins.
fn before(text: &Text<'_>, count: &Figure<'_>, words: &Checks) -> Option<Names> {
    let sentence = text.sentence(count);
    let ahead = text.before(count);
    let start = extent::clause_start(ahead);
    let places = words.origins.begins(text.after(count).trim_start()).is_some();
    let bare = coming_from(ahead, start, words).filter(|_| places);
    let ahead = bare.unwrap_or(ahead);
    let names = list::names(sentence, Span::new(start, ahead.len()), words)?;
    let last = names.items.last()?.of(sentence);
    let names = Names {
        open: names.open || words.open_list.stands_in(last),
        ..names
    };
    let touching = ahead.trim_end().ends_with(last.trim()) || names.open;
    let noun: String = extent::clause(text.after(count)).chars().take(NOUN).collect();
    let alone = touching && !noun.contains('、') && !words.grammar.stands_in(last) && !ends_in_verb(last);
    let surplus = count
        .entry
        .value
        .and_then(|value| (names.items.len() - names.joints.0).checked_sub(value.to_usize()?));
    let other = surplus.filter(|&more| more > 0).and_then(|more| names.items.get(more));
    // Where more is named than is counted, a verb in a name may end another list.
    let joined = other.is_some() && names.joints.1 > 0;
    let apart = joined || other.is_some_and(|item| holds_verb(item.of(sentence)) || is_long(sentence, *item, &names));
    let apart = apart || words.join.ends(ahead.trim_end()).is_some() || is_followed(text, count);
    (alone && !apart && are_names(text, count, &names, words) && divided(sentence, &names)).then_some(names)
}

/// The text before 的 in 来自中国、日本和韩国的三个国家, where the words before the names say that they are the places.
fn coming_from<'t>(ahead: &'t str, start: usize, words: &Checks) -> Option<&'t str> {
    let lexicon = &Lexicon::builtin().words;
    let (last, of) = ahead.char_indices().next_back()?;
    let is_of = lexicon
        .at_start(ahead.get(last..)?)
        .is_some_and(|(word, known)| known.class == Class::Of && word.len() == of.len_utf8());
    let clause = Span::new(start, last).of(ahead);
    (is_of && words.coming_from.stands_in(clause)).then(|| Span::new(0, last).of(ahead))
}

/// Whether an item is so much longer than those behind it that words of the clause stand before its name.
fn is_long(sentence: &str, item: Span, names: &Names) -> bool {
    let length = |item: &Span| item.of(sentence).trim().chars().count();
    let behind = names.items.iter().filter(|other| other.start > item.start).map(length);
    behind.max().is_some_and(|longest| length(&item) >= longest + LONGER)
}

/// So many characters more than any name behind it make an item too long for a name.
const LONGER: usize = 3;

/// Whether another number with its own unit follows at once: 三省两市.
fn is_followed(text: &Text<'_>, count: &Figure<'_>) -> bool {
    let own = text.sentences.get(count.sentence);
    let figures = own
        .and_then(|own| text.figures.get(own.first..own.end))
        .unwrap_or_default();
    let near = count.span.end..=count.span.end + TOUCHING;
    let touches = |figure: &Figure<'_>| {
        let gap = Span::new(count.span.end, figure.span.start).of(text.sentence(count));
        near.contains(&figure.span.start) && figure.entry.value.is_some() && !gap.contains('、')
    };
    figures.iter().any(touches)
}

/// Whether `text` ends in a verb, whose object the number counts.
fn ends_in_verb(text: &str) -> bool {
    let words = &Lexicon::builtin().words;
    let verb = |rest: &str| {
        let found = words.at_start(rest).filter(|(word, _)| word.len() == rest.len());
        found.is_some_and(|(_, word)| {
            matches!(
                word.class,
                Class::Verb | Class::PrefixVerb | Class::Reach | Class::Preposition
            )
        })
    };
    text.char_indices()
        .rev()
        .take(4)
        .any(|(at, _)| verb(text.get(at..).unwrap_or_default()))
}

/// Whether a verb stands in `text`.
fn holds_verb(text: &str) -> bool {
    let words = &Lexicon::builtin().words;
    let mut starts = text.char_indices().map(|(at, _)| text.get(at..).unwrap_or_default());
    starts.any(|rest| {
        words
            .at_start(rest)
            .is_some_and(|(_, word)| matches!(word.class, Class::Verb | Class::PrefixVerb | Class::Preposition))
    })
}

/// Whether a name begins with a verb: 启动新媒体.
fn opens_with_verb(name: &str) -> bool {
    let first = Lexicon::builtin().words.at_start(name.trim());
    first.is_some_and(|(_, word)| matches!(word.class, Class::Verb | Class::PrefixVerb | Class::Action))
}

/// Longest noun between a number and the list behind it, in characters.
const REACH: usize = 8;
/// So many characters behind a number may be its noun, which another list may follow.
const NOUN: usize = 6;

/// 3个国家：甲、乙和丙, 3个国家（甲、乙、丙）, 3个国家，分别是甲、乙和丙: the list stands behind.
fn behind(text: &Text<'_>, count: &Figure<'_>, words: &Checks) -> Option<Names> {
    let sentence = text.sentence(count);
    let after = text.after(count);
    let open = after.find(['：', '（', '，', '。', '；', '、'])?;
    let rest = after.get(open..)?;
    let mark = rest.chars().next()?;
    let inner = rest.get(mark.len_utf8()..)?;
    let some = words.some.begins(inner).map(|word| word.len());
    let some = some.map(|length| {
        length
            + inner
                .get(length..)
                .and_then(|rest| rest.strip_prefix('：'))
                .map_or(0, |_| '：'.len_utf8())
    });
    let named = words.named.begins(inner).map(str::len).or(some);
    let noun = after.get(..open)?;
    let far = noun.chars().count() > REACH || noun.chars().count() > NOUN && holds_verb(noun);
    if named.is_none() && far {
        return None;
    }
    let (skipped, length) = match (mark, named) {
        ('（', _) => (0, inner.find('）')?),
        ('，' | '：', Some(length)) => (length, inner.find(['。', '；'])?),
        ('：', None) => (
            0,
            inner
                .find(['。', '；', '，'])
                .filter(|&at| inner.get(at..).is_some_and(|rest| rest.starts_with('。')))?,
        ),
        _ => return None,
    };
    let start = count.span.end + open + mark.len_utf8();
    let names = list::names(sentence, Span::new(start + skipped, start + length), words)?;
    let told = skipped > 0 || !words.grammar.stands_in(names.items.last()?.of(sentence));
    let names = Names {
        open: names.open || some.is_some(),
        ..names
    };
    let other = is_followed(text, count);
    (told && !other && are_names(text, count, &names, words) && divided(sentence, &names)).then_some(names)
}

/// Whether the items look like names: short, and without figures of their own.
fn are_names(text: &Text<'_>, count: &Figure<'_>, names: &Names, words: &Checks) -> bool {
    let sentence = text.sentence(count);
    let own = text.sentences.get(count.sentence);
    let figures = own.and_then(|own| text.figures.get(own.first..own.end));
    let figures = figures.unwrap_or_default();
    let kinds = [Kind::Claim, Kind::Date, Kind::Duration];
    let counted = |item: &Span| {
        figures
            .iter()
            .any(|figure| item.contains(figure.span) && kinds.contains(&figure.entry.kind))
    };
    let plain = names.items.iter().all(|item| {
        let name = item.of(sentence).trim();
        let pairs = OPENING.iter().zip(CLOSING);
        let balanced = pairs
            .into_iter()
            .all(|(open, close)| name.matches(*open).count() == name.matches(close).count());
        let broken = name.contains(['#', '|', '/', '，']) || name.contains(char::is_whitespace) && !name.is_ascii();
        let short = name.chars().count() < 2;
        name.len() <= LONGEST && balanced && !broken && !short && !counted(item) && !is_marker(name)
    });
    let touches = |figure: &Figure<'_>| {
        figure.span.end <= count.span.start
            && count.span.start - figure.span.end <= TOUCHING
            && kinds.contains(&figure.entry.kind)
    };
    let doubled = figures.iter().any(touches) || ends_in_count(text.before(count));
    // The first name may stand behind words of the clause; the others are all clauses, or none is.
    let rest = || names.items.iter().skip(1);
    let clauses = rest().filter(|item| words.grammar.stands_in(item.of(sentence))).count();
    // Of two clauses one alone does not tell that the others are all of their kind.
    let clauses = clauses == 0 || clauses == rest().count();
    plain && !doubled && clauses && (rest().count() > 1 || !rest().any(|item| opens_with_verb(item.of(sentence))))
}

/// Whether another number with a classifier ends right before: 三类七项.
fn ends_in_count(before: &str) -> bool {
    let mut last = before.chars().rev();
    let (unit, number) = (last.next(), last.next());
    let numeral =
        number.is_some_and(|number| number.is_ascii_digit() || Lexicon::builtin().numerals.sign(number).is_some());
    numeral
        && unit.is_some_and(|unit| {
            Lexicon::builtin()
                .units
                .at_start(unit.encode_utf8(&mut [0; 4]))
                .is_some()
        })
}

/// Two figures so close in bytes count the list together: 三类七项.
const TOUCHING: usize = 6;
const OPENING: [char; 3] = ['“', '《', '（'];
const CLOSING: [char; 3] = ['”', '》', '）'];

/// Whether a name is the number of an item.
fn is_marker(name: &str) -> bool {
    name.chars()
        .all(|character| character.is_ascii_digit() || Lexicon::builtin().numerals.sign(character).is_some())
}

/// Whether 、 divides the names; two names with a word between may be one name.
fn divided(sentence: &str, names: &Names) -> bool {
    match (names.items.first(), names.items.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end).of(sentence).contains('、'),
        _ => false,
    }
}

fn relation(text: &Text<'_>, count: &Figure<'_>, names: &Names) -> Relation {
    let mut operands = vec![operand(count, Role::Count)];
    operands.extend(list::operands(text, count, names));
    Relation {
        rule: RULE.name,
        law: Law::Count {
            open: names.open,
            less: names.joints.0,
            more: names.joints.1,
        },
        operands,
        evidence: Evidence::Explicit,
    }
}
