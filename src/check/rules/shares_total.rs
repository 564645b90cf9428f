//! The shares of one whole make a hundred per cent.

use rust_decimal::Decimal;

use crate::check::english;
use crate::check::extent::clause_start;
use crate::check::relation::{Evidence, Law, Relation, Role, Verdict};
use crate::check::slip;
use crate::check::text::{Figure, Sentence, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Kind};

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "shares-total",
    level: Level::Warning,
    page: include_str!("shares_total.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: no share is left out.
const ALL_LISTED: &str = "all_shares_are_listed";
/// Fewer shares are no breakdown.
const LEAST: usize = 3;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for (index, sentence) in text.sentences.iter().enumerate() {
        let own = text.figures.get(sentence.first..sentence.end).unwrap_or_default();
        let few = own.iter().filter(|figure| figure.is_percent()).count() < LEAST;
        if few || words.apiece.stands_in(&sentence.text) {
            continue;
        }
        let marked = shares(text, sentence, words);
        if is_crossed(text, &marked, words) {
            continue;
        }
        let told = english::share::shares(text, index);
        let list = if marked.len() >= LEAST {
            marked
        } else if told.len() >= LEAST {
            told.into_iter().filter_map(|place| text.figure(place)).collect()
        } else {
            alike(text, sentence)
        };
        let best = (LEAST..=list.len())
            .rev()
            .filter_map(|count| relation(list.get(..count)?))
            .find(|relation| relation.judge().is_some());
        let best = best
            .or_else(|| of_money(text, &list, words))
            .or_else(|| turned(text, &list, words));
        relations.extend(best.filter(|best| best.judge() != Some(Verdict::Fail) || is_divided(text, &list, words)));
    }
    let columns = text.sums.iter().filter(|sum| sum.percent);
    relations.extend(columns.map(|sum| sum.relation(RULE.name, ALL_LISTED)));
}

/// The percentages of a sentence that are shares: behind a word for share, or in one list with such a one.
fn shares<'t, 'a>(text: &'t Text<'a>, sentence: &Sentence<'_>, words: &Checks) -> Vec<&'t Figure<'a>> {
    let mut shares: Vec<&Figure<'_>> = Vec::new();
    for figure in text.figures.get(sentence.first..sentence.end).unwrap_or_default() {
        if !figure.is_percent() || !figure.is_level() {
            continue;
        }
        if shares.last().is_some_and(|last| is_dated(text, last, figure)) {
            shares.clear();
        }
        let marked = words.share.ends(text.before(figure).trim_end()).is_some();
        let listed = shares.last().is_some_and(|last| {
            let between = text.between(last, figure).trim();
            between == "、" || words.join.holds(between)
        });
        if marked || listed {
            shares.push(figure);
        }
    }
    shares
}

/// 会费占40%，服务收入占35%，捐赠占38%: shares of sources of money, of which none is part of another, make no more than all.
fn of_money(text: &Text<'_>, shares: &[&Figure<'_>], words: &Checks) -> Option<Relation> {
    let source = |share: &&Figure<'_>| {
        let before = text.before(share).trim_end();
        let word = words.share.ends(before)?;
        let name = before.get(clause_start(before)..before.len() - word.len())?;
        words.sources.ends(name)
    };
    let all = shares.iter().all(|share| source(share).is_some());
    let sum: Option<Decimal> = shares.iter().map(|share| share.entry.lower).sum();
    let relation = relation(shares).filter(|_| all && sum > Some(Decimal::ONE_HUNDRED))?;
    Some(Relation {
        evidence: Evidence::Assumed(ALL_LISTED),
        ..relation
    })
}

/// 分别占38.5%、24.0%、13.5%和6.0%: shares in one row with decimals miss a hundred just by two digits that changed places.
fn turned(text: &Text<'_>, shares: &[&Figure<'_>], words: &Checks) -> Option<Relation> {
    let in_row = |pair: &[&Figure<'_>]| {
        let [first, second] = pair else { return false };
        let between = text.between(first, second).trim();
        between == "、" || words.join.holds(between)
    };
    let fine = |share: &&Figure<'_>| share.entry.value.is_some_and(|value| value.scale() >= 1);
    let sum: Decimal = shares.iter().map(|share| share.entry.value).sum::<Option<Decimal>>()?;
    let swapped = |share: &&Figure<'_>| {
        let value = share.entry.value.unwrap_or_default();
        let mut steps = slip::swaps(&share.entry.text, value).into_iter();
        steps.any(|step| sum.checked_add(step) == Some(Decimal::ONE_HUNDRED))
    };
    let told = shares.len() >= LEAST && shares.windows(2).all(in_row) && shares.iter().all(fine);
    let relation = relation(shares).filter(|_| told && shares.iter().any(swapped))?;
    Some(Relation {
        evidence: Evidence::Assumed(ALL_LISTED),
        ..relation
    })
}

/// The percentages of an English sentence whose clauses go on with the same word: 40% of them walk, 35% walk …
fn alike<'t, 'a>(text: &'t Text<'a>, sentence: &Sentence<'_>) -> Vec<&'t Figure<'a>> {
    let own = text.figures.get(sentence.first..sentence.end).unwrap_or_default();
    let shares: Vec<&Figure<'_>> = own
        .iter()
        .filter(|figure| figure.is_percent() && figure.is_level())
        .collect();
    let word = |figure: &&Figure<'_>| {
        text.after(figure)
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let listed = |pair: &[&Figure<'_>]| {
        let [first, second] = pair else { return false };
        let between = text.between(first, second).trim_end();
        between.is_ascii() && (between.ends_with(',') || between.ends_with(", and"))
    };
    let first = shares.get(1).map(word).unwrap_or_default();
    let same = shares.iter().skip(1).all(|share| word(share) == first) && first.len() > 2;
    if same && shares.windows(2).all(listed) {
        shares
    } else {
        Vec::new()
    }
}

/// Whether the words say that the shares divide one whole, where whole numbers prove little: in one row, many of them, or
/// of things whose names end alike.
fn is_divided(text: &Text<'_>, shares: &[&Figure<'_>], words: &Checks) -> bool {
    let whole = |share: &&Figure<'_>| share.entry.value.is_some_and(|value| value.fract().is_zero());
    let in_row = |pair: &[&Figure<'_>]| {
        let [first, second] = pair else { return false };
        let between = text.between(first, second).trim();
        between == "、" || words.join.holds(between)
    };
    let name = |share: &&Figure<'_>| {
        let before = text.before(share).trim_end();
        let word = words.share.ends(before).map_or(0, str::len);
        before
            .get(..before.len() - word)
            .unwrap_or_default()
            .chars()
            .next_back()
    };
    let alike = shares
        .windows(2)
        .all(|pair| pair.iter().all(|share| name(share) == pair.first().and_then(name)));
    let money = |share: &&Figure<'_>| {
        let before = text.before(share).trim_end();
        let word = words.share.ends(before).map_or(0, str::len);
        words
            .sources
            .ends(before.get(..before.len() - word).unwrap_or_default())
            .is_some()
    };
    let funds = shares.iter().filter(|share| money(share)).count() >= 2;
    funds || shares.len() > LEAST || !shares.iter().all(whole) || shares.windows(2).all(in_row) || alike
}

/// Whether the shares are of attributes that one thing may have several of, or two of them already make the whole.
fn is_crossed(text: &Text<'_>, shares: &[&Figure<'_>], words: &Checks) -> bool {
    let clause = |figure: &&Figure<'_>| {
        let clause = text.clause(figure);
        let mut labels = clause.split('、').filter(|label| words.attributes.stands_in(label));
        labels.any(|label| !words.grades.stands_in(label))
    };
    shares.iter().any(clause) || shares.get(..2).is_some_and(|two| shares.len() > 2 && holds(two))
}

/// Whether a date stands between two shares, which then hold for different times.
fn is_dated(text: &Text<'_>, first: &Figure<'_>, second: &Figure<'_>) -> bool {
    let own = text.sentences.get(second.sentence);
    let own = own
        .and_then(|own| text.figures.get(own.first..own.end))
        .unwrap_or_default();
    let mut between = own
        .iter()
        .filter(|figure| figure.entry.start > first.entry.start && figure.entry.start < second.entry.start);
    between.any(|figure| figure.entry.kind == Kind::Date)
}

fn relation(shares: &[&Figure<'_>]) -> Option<Relation> {
    (shares.len() >= LEAST).then(|| Relation {
        rule: RULE.name,
        law: Law::Hundred,
        operands: shares.iter().map(|share| operand(share, Role::Part)).collect(),
        evidence: evidence(shares),
    })
}

/// Whether they make a hundred.
fn holds(shares: &[&Figure<'_>]) -> bool {
    let hulls: Vec<_> = shares.iter().map(|share| share.hull()).collect();
    Law::Hundred.holds(&hulls) == Some(true)
}

/// Shares of a hundredth of a per cent do not nearly make a hundred by chance; others only ever make more by error.
fn evidence(shares: &[&Figure<'_>]) -> Evidence {
    let fine = |share: &&Figure<'_>| share.entry.value.is_some_and(|value| value.scale() >= 2);
    let sum: Option<Decimal> = shares.iter().map(|share| share.entry.lower).sum();
    match sum {
        Some(sum) if sum > Decimal::ONE_HUNDRED => Evidence::Slip(2, ALL_LISTED),
        _ if shares.iter().all(fine) || holds(shares) => Evidence::Slip(2, ALL_LISTED),
        _ => Evidence::Slip(usize::MAX, ALL_LISTED),
    }
}
