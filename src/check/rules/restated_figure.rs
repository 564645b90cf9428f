//! One figure that is stated twice: in a title and below it, or of one noun in one period.

use crate::check::english::ends;
use crate::check::relation::{Evidence, Law, Relation, Role};
use crate::check::slip;
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, EnglishChecks, Lexicon};
use crate::number::Interval;
use crate::quantity::Qualifier;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "restated-figure",
    level: Level::Error,
    page: include_str!("restated_figure.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: both sentences tell the same figure.
const SAME: &str = "same_figure_is_meant";
/// How far behind a title its figures are restated, in sentences that hold numerals.
const BELOW: usize = 12;
/// How far apart two statements of one noun may be, in figures.
const APART: usize = 60;
/// How far behind an abstract its figures are restated, in sentences that hold numerals or in figures.
const FAR: usize = 600;
/// Shortest noun that says anything, in bytes.
const NOUN: usize = 6;
/// Shortest noun that says what is meant, in bytes.
const TELLING: usize = 12;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for place in 0..text.figures.len() {
        relations.extend(passed(text, place, words));
        relations.extend(restated(text, place));
        relations.extend(titled(text, place));
        relations.extend(headed(text, place, words));
    }
}

/// Whether a short noun says too little: only a figure of the same period whose digits changed places is the same one.
fn noun_is_short(first: &Figure<'_>, other: &Figure<'_>) -> bool {
    let dated = !first.entry.period.is_empty();
    let alike = first.entry.value == other.entry.value || slip::is_swap(&first.entry.text, &other.entry.text);
    !(dated && alike)
}

/// 突破300人次，达到348人次: the mark that was passed, and what was reached.
fn passed(text: &Text<'_>, place: usize, words: &Checks) -> Option<Relation> {
    let mark = text
        .figure(place)
        .filter(|figure| figure.is_level() && figure.entry.qualifier == Qualifier::Over)?;
    let reached = text
        .figure(place + 1)
        .filter(|figure| figure.is_level() && figure.is_like(mark))?;
    let between = text.between(mark, reached).trim_start_matches(['，', ',', ' ']);
    let told = words.reached.holds(between) && reached.entry.qualifier == Qualifier::Exact;
    told.then(|| Relation {
        rule: RULE.name,
        law: Law::Equal,
        operands: vec![operand(mark, Role::Statement), operand(reached, Role::Statement)],
        evidence: Evidence::Explicit,
    })
}

/// The next figure of the same noun, unit and period.
fn restated(text: &Text<'_>, place: usize) -> Option<Relation> {
    let long = |figure: &&Figure<'_>| figure.is_claim() && figure.entry.noun.len() >= NOUN;
    let first = text.figure(place).filter(long)?;
    let noun = &first.entry.noun;
    if !is_statement(first) || slip::telling(&first.entry.text) < 4 {
        return None;
    }
    // The cheapest tests first, as most figures are none of these.
    let same = |other: &&Figure<'_>| {
        other.entry.noun == *noun
            && other.sentence != first.sentence
            && other.is_like(first)
            && other.entry.period == first.entry.period
            && is_statement(other)
            && (noun.len() >= TELLING || !noun_is_short(first, other))
            && (is_told(text, first) && is_told(text, other) || first.cell != other.cell)
    };
    let reach = if first.summary { FAR } else { APART };
    let second = text.figures.iter().skip(place + 1).take(reach).find(same)?;
    if [first, second].into_iter().any(|figure| is_end(text, figure)) {
        return None;
    }
    Some(relation(first, second, 2))
}

/// Whether an English figure is one end of a change: raised from 50,001 to 200,001.
fn is_end(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    let words = EnglishChecks::builtin();
    let before = text.before(figure);
    text.is_english(figure) && (ends(before, &words.from).is_some() || ends(before, &words.to).is_some())
}

/// A figure of a title, and the one in the text below that is told in the same words.
fn titled(text: &Text<'_>, place: usize) -> Option<Relation> {
    let title = text
        .figure(place)
        .filter(|figure| !figure.cell && figure.is_claim() && (figure.summary || is_title(text, figure)))
        .filter(|figure| is_statement(figure) || is_telling_rate(figure))?;
    let below = text.figures.iter().skip(place + 1);
    let near: Vec<&Figure<'_>> = below
        .take_while(|figure| figure.sentence <= title.sentence + if title.summary { FAR } else { BELOW })
        .filter(|figure| !(title.summary && figure.summary))
        .filter(|figure| figure.sentence > title.sentence && is_same_kind(title, figure) && may_restate(title, figure))
        .collect();
    if near.is_empty() {
        return None;
    }
    let (words, all) = (pairs(text, title, NEAR), pairs(text, title, usize::MAX));
    let (long, telling) = (
        slip::telling(&title.entry.text) >= SURE,
        slip::telling(&title.entry.text) >= 3,
    );
    let shared = |figure: &&&Figure<'_>| {
        let shared = |reach: usize, with: &[(char, char)]| {
            let own = pairs(text, figure, reach);
            own.iter().filter(|pair| with.binary_search(pair).is_ok()).count()
        };
        let alike = shared(NEAR, &words);
        (alike >= 2 || alike == 1 && shared(WIDE, &all) >= 3) && telling
            || alike >= 1 && (long || slip::is_swap(&title.entry.text, &figure.entry.text))
    };
    let same = near.iter().find(|figure| figure.entry.value == title.entry.value);
    // Where the title is restated somewhere, two other digits prove little.
    let digits = if same.is_some() { SURE } else { 3 };
    // Rates of one size are many: only one whose digits changed places, where none is the title's own, is a slip.
    let slipped = near
        .iter()
        .filter(shared)
        .filter(|figure| figure.entry.value != title.entry.value)
        .filter(|figure| !title.is_percent() || same.is_none() && slip::is_swap(&title.entry.text, &figure.entry.text));
    let slipped = slipped
        .map(|figure| {
            let swap = slip::is_swap(&title.entry.text, &figure.entry.text);
            relation(title, figure, if swap { 2 } else { digits })
        })
        .find(|relation| relation.judge().is_some());
    // What could not be told from chance if it differed is not told when it agrees.
    let same = same.filter(|same| shared(same) || long);
    slipped.or_else(|| same.map(|same| relation(title, same, digits)))
}

/// So many digits do not nearly agree by chance.
const SURE: usize = 4;

fn is_statement(figure: &Figure<'_>) -> bool {
    figure.is_level()
        && !figure.is_percent()
        && &*figure.entry.dimension != "age"
        && slip::telling(&figure.entry.text) >= 2
}

/// Whether a figure is a rate with digits enough to tell a slip from another rate.
fn is_telling_rate(figure: &Figure<'_>) -> bool {
    figure.is_percent() && slip::telling(&figure.entry.text) >= 3
}

/// Whether a figure may state what the title's does: an amount, or a rate that changes in its direction.
fn is_same_kind(title: &Figure<'_>, figure: &Figure<'_>) -> bool {
    if title.is_percent() {
        return is_telling_rate(figure) && figure.entry.change == title.entry.change;
    }
    is_statement(figure)
}

/// 1.“……（项）”2.63万元，主要用于统计管理。……2023年预算安排2.63万元: the amount at the head of an item, and that set
/// aside in its text.
fn headed(text: &Text<'_>, place: usize, words: &Checks) -> Option<Relation> {
    let marker = text.figure(place).filter(|figure| figure.entry.why == MARKER)?;
    let mut behind = text
        .figures
        .iter()
        .skip(place + 1)
        .take(ITEM)
        .take_while(|figure| figure.entry.why != MARKER);
    let head = behind.find(|figure| figure.is_claim())?;
    let own = head.sentence == marker.sentence && head.is_level() && !head.is_percent();
    let quoted = text.before(head).trim_end().ends_with(['”', '）', '：']);
    let set_aside = |figure: &&Figure<'_>| {
        let before = text.before(figure).trim_end();
        let dated = words
            .arranged
            .ends(before)
            .map_or("", |word| before.get(..before.len() - word.len()).unwrap_or(""));
        figure.is_level() && figure.is_like(head) && is_year_end(dated.trim_end())
    };
    let told = behind.find(set_aside).filter(|_| own && quoted)?;
    Some(Relation {
        rule: RULE.name,
        law: Law::Equal,
        operands: vec![operand(head, Role::Statement), operand(told, Role::Statement)],
        evidence: Evidence::Assumed(SAME),
    })
}

/// Whether `text` ends in the word for a year of the calendar.
fn is_year_end(text: &str) -> bool {
    Lexicon::builtin().periods.year.ends(text).is_some()
}

/// Why the number of an item is no claim.
const MARKER: &str = "list_marker";
/// How many figures an item may hold up to the amount set aside.
const ITEM: usize = 10;

/// Whether the sentence itself holds the noun, as cells of tables do not.
fn is_told(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    text.written(figure).contains(figure.entry.noun.as_str())
}

/// Longest title, in characters.
const LINE: usize = 60;

/// Whether the sentence of a figure is a title: short, and without a stop at its end.
fn is_title(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    let sentence = text.sentence(figure).trim_end();
    if sentence.len() > LINE * '。'.len_utf8() || sentence.chars().count() > LINE {
        return false;
    }
    let open = !sentence.ends_with(['。', '；', '：', '，', '、', '.', ';', ':', '！', '？']);
    open || {
        let line = figure.entry.section.split(" / ").last().unwrap_or_default();
        !line.is_empty() && line.trim_start_matches('#').trim() == figure.entry.sentence.trim()
    }
}

/// Whether a figure may be that of a title, which may leave the unit out.
fn may_restate(title: &Figure<'_>, figure: &Figure<'_>) -> bool {
    title.is_like(figure) || title.entry.unit.is_empty()
}

/// So many characters before a figure say what it is, and so many what the clause is about.
const NEAR: usize = 12;
const WIDE: usize = 30;

/// The pairs of neighbouring characters in the words before a figure, each once, in order.
fn pairs(text: &Text<'_>, figure: &Figure<'_>, reach: usize) -> Vec<(char, char)> {
    let han = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
    // What another clause tells of is near only where the figure's own says nothing.
    let own = text.clause(figure);
    let told = own.chars().filter(|&character| han(character)).count() > 1;
    let words = if told && reach == NEAR {
        own
    } else {
        text.before(figure)
    };
    let before = || words.chars().rev().take(reach);
    let pairs = before().zip(before().skip(1));
    let mut pairs: Vec<(char, char)> = pairs.filter(|&(behind, ahead)| han(behind) && han(ahead)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn relation(first: &Figure<'_>, second: &Figure<'_>, digits: usize) -> Relation {
    let mut operands = vec![operand(first, Role::Statement), operand(second, Role::Statement)];
    if first.entry.qualifier == Qualifier::Over && second.entry.qualifier == Qualifier::Over {
        // What is passed in both places is one mark: 破154亿元, 已突破154亿元.
        for passed in &mut operands {
            let mark = passed.value.map(Interval::exactly).unwrap_or_default();
            (passed.core, passed.hull) = (mark, mark);
        }
    }
    Relation {
        rule: RULE.name,
        law: Law::Equal,
        operands,
        evidence: Evidence::Slip(digits, SAME),
    }
}
