//! A part, its whole, and the share that is told with them.

use rust_decimal::Decimal;

use crate::check::bounds::meet;
use crate::check::english;
use crate::check::extent::clause_start;
use crate::check::rates;
use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::slip;
use crate::check::table;
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::lexicon::{Checks, Lexicon};
use crate::number::Interval;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "percent-of-count",
    level: Level::Error,
    page: include_str!("percent_of_count.md"),
    on_request: false,
    find: Find::Within(find),
};

/// Assumption: the share was rounded, and not cut off.
const ROUNDED: &str = "share_is_rounded";
/// Assumption: the share is that of the nearest figures that could be meant.
const NEAREST: &str = "share_of_these_figures";
/// How many figures before a share may be its part or its whole.
const REACH: usize = 14;
/// A share of so many digits does not nearly fit by chance.
const TELLING: usize = 4;

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    relations.extend(table::shares(text, RULE.name));
    for (place, rate) in text.figures.iter().enumerate() {
        if rate.is_percent() && rate.entry.value.is_some() {
            relations.extend(grain(text, place, rate, words));
            let told = share(text, place, rate, words).filter(|told| told.judge().is_some());
            let told = told.or_else(|| rates::of_plan(text, place, rate, RULE.name, words));
            relations.extend(told.filter(|relation| !rates::is_of_outer(text, relation, rate)));
        }
    }
}

/// The part and the whole whose share is told: as the words name them, or else the nearest that fit.
fn share(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    if let Some(told) = english::fraction::share(text, place, RULE.name) {
        return Some(told);
    }
    if let Some(pair) = english::share::pair(text, place) {
        let (part, whole) = text.figure(pair.part).zip(text.figure(pair.whole))?;
        let evidence = if pair.sure {
            Evidence::Explicit
        } else {
            Evidence::Assumed(NEAREST)
        };
        return Some(relation(part, whole, rate, evidence));
    }
    if let Some(told) = rates::relation(text, place, rate, RULE.name, words) {
        return Some(told);
    }
    let alias = is_alias(text, place, rate, words);
    if !alias && !is_share(text, rate, words) {
        return None;
    }
    if let Some(whole) = told_whole(text, place, rate, words) {
        let mut before = (place.saturating_sub(REACH)..place - 1)
            .rev()
            .filter_map(|index| text.figure(index));
        let part = before.find(|part| part.sentence == rate.sentence && part.is_level() && part.is_like(whole))?;
        return Some(relation(part, whole, rate, Evidence::Slip(2, NEAREST)));
    }
    named(text, place, rate, words)
        .or_else(|| of_base(text, place, rate, words))
        .or_else(|| nearest(text, place, rate, alias, words))
}

/// The nearest part and whole whose share fits; only the figure right before is the part where the share says it in
/// another way.
fn nearest(text: &Text<'_>, place: usize, rate: &Figure<'_>, alias: bool, words: &Checks) -> Option<Relation> {
    let mut pairs = pairs(text, place, rate);
    if alias {
        let own = place
            .checked_sub(1)
            .and_then(|before| text.figure(before))
            .map(|part| part.entry.start);
        pairs.retain(|(part, _)| Some(part.entry.start) == own);
    }
    let holds = |reading: Interval| {
        let law = |(part, whole): &&Pair<'_, '_>| Law::Share.holds(&[part.core(), whole.core(), reading]) == Some(true);
        pairs.iter().find(law)
    };
    let fits = holds(rate.core()).map(|pair| (pair, Evidence::Slip(TELLING, NEAREST)));
    let fits = fits.or_else(|| holds(cut_off(rate).hull).map(|pair| (pair, Evidence::Assumed(ROUNDED))));
    match fits {
        Some(((part, whole), evidence)) if slip::length(&rate.entry.text) >= TELLING => {
            Some(relation(part, whole, rate, evidence))
        }
        _ => bound(text, place, rate, words)
            .or_else(|| inside(text, place, rate, words))
            .or_else(|| slipped(text, place, rate, &pairs))
            .filter(|relation| relation.evidence != Evidence::Assumed(ROUNDED) || !is_fitted(text, rate)),
    }
}

/// Whether the shares of the sentence make just a hundred: one of them may have been cut off so that they do.
fn is_fitted(text: &Text<'_>, rate: &Figure<'_>) -> bool {
    let own = text
        .sentences
        .get(rate.sentence)
        .and_then(|own| text.figures.get(own.first..own.end));
    let shares = own
        .unwrap_or_default()
        .iter()
        .filter(|figure| figure.is_percent() && figure.is_level());
    let values: Option<Decimal> = shares.map(|share| share.entry.value).sum();
    values == Some(Decimal::ONE_HUNDRED)
}

/// Whether a percentage is a share of a count: behind a word for share, or of completion.
fn is_share(text: &Text<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(rate);
    let pause = |text: &str| text.rfind(['，', '；', '。', '（', ',', ';', '(']).unwrap_or(0);
    let start = pause(before);
    let clause = before.get(start..).unwrap_or_default();
    let ahead = before
        .get(pause(before.get(..start).unwrap_or_default())..start)
        .unwrap_or_default();
    let says = |clause: &str| {
        let mut starts = clause
            .char_indices()
            .map(|(at, _)| clause.get(at..).unwrap_or_default());
        starts.any(|rest| words.share.begins(rest).is_some() || words.rated.begins(rest).is_some())
    };
    let only = clause.trim_start_matches(['，', ',']).trim();
    rate.is_level() && (says(clause) || (only.chars().count() <= 2 && says(ahead)))
}

/// 占全国逾4000名员工约10%: the figure right before the share, where 占 stands before it, is the whole.
fn told_whole<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>, words: &Checks) -> Option<&'t Figure<'a>> {
    let whole = text.figure(place.checked_sub(1)?)?;
    let before = text.before(rate);
    let start = clause_start(before);
    let ahead = before.get(start..whole.span.start)?;
    let amount = whole.sentence == rate.sentence && whole.is_level() && !whole.is_percent();
    (amount && words.takes.stands_in(ahead) && !text.between(whole, rate).contains(['（', '('])).then_some(whole)
}

/// 42人（65%）, 9,858 or 60%: the share stands right behind its part, as another way to say it.
fn is_alias(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> bool {
    let part = place.checked_sub(1).and_then(|before| text.figure(before));
    let part = part.filter(|part| part.is_level() && part.sentence == rate.sentence);
    rate.is_level() && part.is_some_and(|part| words.alias.holds(text.between(part, rate).trim()))
}

/// Every pair of figures of one unit before the share, the smaller as the part of the greater; the nearest parts first.
fn pairs<'t, 'a>(text: &'t Text<'a>, place: usize, rate: &Figure<'a>) -> Vec<Pair<'t, 'a>> {
    let near: Vec<&Figure<'_>> = (place.saturating_sub(REACH)..place)
        .rev()
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() && !figure.is_percent() && rate.sentence - figure.sentence <= 2)
        .collect();
    let mut found = Vec::new();
    for (index, &part) in near.iter().enumerate() {
        let most = |whole: &Figure<'_>| whole.entry.value.and_then(|value| value.checked_mul(2.into()));
        let others = near.iter().enumerate().filter(|(other, _)| *other != index);
        let wholes = others.map(|(_, whole)| *whole);
        found.extend(
            wholes
                .filter(|whole| part.is_like(whole) && part.entry.value <= most(whole))
                .map(|whole| (part, whole)),
        );
    }
    found
}

/// A part and a whole.
type Pair<'t, 'a> = (&'t Figure<'a>, &'t Figure<'a>);

/// A part in a list behind 其中 with its share right behind it: the whole is the list's.
fn bound(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let before = place.checked_sub(1)?;
    let list = text.lists_of(before).find(|list| list.parts.contains(&before))?;
    let (part, whole) = (text.figure(before)?, text.figure(list.whole)?);
    let between = text
        .between(part, rate)
        .trim_start_matches(['，', ',', '、', ' '])
        .trim_end();
    words
        .share
        .holds(between)
        .then(|| relation(part, whole, rate, Evidence::Explicit))
}

/// 20名受访者中33%: no whole number of twenty is 33 per cent of them (the GRIM test of Brown and Heathers, 2017).
fn grain(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let base = english::share::base(text, place);
    let count = text
        .figure(base.or(place.checked_sub(1))?)
        .filter(|figure| figure.is_level())?;
    let number = count
        .entry
        .value
        .filter(|number| number.fract().is_zero() && *number <= Decimal::ONE_HUNDRED)?;
    let exact = count.core().lower == count.core().upper && matches!(&*count.entry.dimension, "count" | "person" | "");
    let between = text.between(count, rate);
    let inside = between.chars().count() <= INSIDE && words.inside.ends(between.trim_end()).is_some() || base.is_some();
    let number: u32 = number.try_into().ok().filter(|number| *number > 0)?;
    let fits = |part: u32| {
        let share = Decimal::from(part * 100).checked_div(Decimal::from(number));
        share.is_some_and(|share| meet(Interval::exactly(share), rate.hull()))
    };
    (exact && inside && rate.is_level() && !(0..=number).any(fits)).then(|| Relation {
        rule: RULE.name,
        law: Law::Never("check_grain"),
        operands: vec![operand(rate, Role::Rate), operand(count, Role::Whole)],
        evidence: Evidence::Explicit,
    })
}

/// Longest noun between a count and 中, in characters.
const INSIDE: usize = 12;

/// 第一产业增加值占地区生产总值的比重为3.8%: the words name the part, the whole or both.
fn named(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let (subject, base) = terms(text, place, words)?;
    let before = || {
        (place.saturating_sub(FAR)..place)
            .rev()
            .filter_map(|index| text.figure(index))
    };
    let amount = |figure: &&Figure<'_>| figure.is_level() && !figure.is_percent();
    let of_base = |figure: &&Figure<'_>| {
        let noun = Lexicon::builtin().fold.apply(&figure.entry.noun);
        noun.chars().count() >= 2 && (noun.ends_with(&base) || base.ends_with(&*noun))
    };
    let of_subject = |figure: &&Figure<'_>| is_spread(&subject, text.clause(figure));
    let whole = before().filter(amount).find(of_base)?;
    let other = |figure: &&Figure<'_>| figure.entry.start != whole.entry.start && figure.is_like(whole);
    let part = if subject.is_empty() {
        text.figure(place.checked_sub(1)?)
            .filter(|figure| amount(figure) && other(figure))
    } else {
        before().filter(amount).filter(other).find(of_subject)
    };
    let relation = relation(part?, whole, rate, Evidence::Slip(2, NEAREST));
    relation.judge().map(|_| relation)
}

/// 占总股本的51%: the whole is told anywhere in the document, the part right before its share.
fn of_base(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let (_, base) = terms(text, place, words)?;
    let (part, whole) = rates::of_base(text, place, &base, words)?;
    let relation = relation(part, whole, rate, Evidence::Slip(TELLING, NEAREST));
    relation.judge().map(|_| relation)
}

/// How many figures before a share its named part and whole may stand.
const FAR: usize = 24;

/// What the clause of a share calls its part and its whole; the whole may be that of the share before.
fn terms(text: &Text<'_>, place: usize, words: &Checks) -> Option<(String, String)> {
    let rate = text.figure(place).filter(|figure| figure.is_percent())?;
    let before = text.before(rate).trim_end();
    let clause = before.get(clause_start(before)..)?;
    let told = words.weight.ends(clause)?;
    let opened = clause.char_indices().find_map(|(at, _)| {
        let word = words.takes.begins(clause.get(at..)?)?;
        (at + word.len() < clause.len()).then_some((at, at + word.len()))
    });
    let Some((at, behind)) = opened else {
        let subject = clause.get(..clause.len() - told.len())?;
        let last = |index: &usize| text.figure(*index).is_some_and(Figure::is_claim);
        let (_, base) = (0..place)
            .rev()
            .find(last)
            .and_then(|before| terms(text, before, words))?;
        return (!subject.is_empty()).then(|| (subject.to_owned(), base));
    };
    let base = clause.get(behind..clause.len() - told.len())?;
    (base.chars().count() >= 2).then(|| (clause.get(..at).unwrap_or_default().to_owned(), base.to_owned()))
}

/// Whether the characters of `subject` stand in `clause` in their order: 第一产业增加值 in 第一产业实现增加值.
fn is_spread(subject: &str, clause: &str) -> bool {
    let mut rest = clause.chars();
    subject.chars().all(|character| rest.any(|other| other == character))
}

/// 4465宗死亡个案中，有1806宗…，占40.4%: the part is one of the whole by its own words.
fn inside(text: &Text<'_>, place: usize, rate: &Figure<'_>, words: &Checks) -> Option<Relation> {
    let near: Vec<&Figure<'_>> = (place.saturating_sub(REACH)..place)
        .rev()
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_level() && !figure.is_percent() && figure.sentence == rate.sentence)
        .collect();
    let last = text.figure(place.checked_sub(1)?)?;
    let other = near
        .first()
        .is_none_or(|nearest| text.between(nearest, rate).contains(['%', '％']));
    if last.is_percent() || other {
        return None;
    }
    near.windows(2).find_map(|pair| {
        let [part, whole] = pair else { return None };
        let between = text.between(whole, part);
        let place = |word: &String| between.find(word.as_str());
        let among = words.inside.words().iter().filter_map(place).min();
        let among = among.is_some_and(|at| at <= NOUN && between.len() - at <= NOUN);
        let kin = |other: &&Figure<'_>| other.entry.start > part.entry.start && other.is_like(part);
        let among = among && !near.iter().any(kin) && !has_own_subject(text, part, rate, words);
        let among =
            among && text.between(part, rate).chars().count() <= APART && !has_own_base(text, part, rate, words);
        (among && part.is_like(whole)).then(|| relation(part, whole, rate, Evidence::Assumed(NEAREST)))
    })
}

/// Whether the share is told of another thing than the part: 42人通过，通过者中女性占60%.
fn has_own_subject(text: &Text<'_>, part: &Figure<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    let before = text.before(rate);
    let start = clause_start(before);
    let clause = before.get(start..).unwrap_or_default();
    let taken = clause
        .char_indices()
        .find(|(at, _)| words.takes.begins(clause.get(*at..).unwrap_or_default()).is_some());
    let subject = taken.map_or("", |(at, _)| clause.get(..at).unwrap_or_default());
    start >= part.span.end && subject.chars().count() >= 2 && words.of_all.begins(subject).is_none()
}

/// Whether the words name another whole for the share: 占全球总量的94%.
fn has_own_base(text: &Text<'_>, part: &Figure<'_>, rate: &Figure<'_>, words: &Checks) -> bool {
    let between = text.between(part, rate);
    let mut starts = between
        .char_indices()
        .rev()
        .map(|(at, _)| between.get(at..).unwrap_or_default());
    let base = starts.find_map(|rest| words.share.begins(rest).and_then(|word| rest.get(word.len()..)));
    let base = base.unwrap_or_default().trim();
    base.chars().count() >= 4 && words.of_all.begins(base).is_none()
}

/// How many characters may stand between the part and its share.
const APART: usize = 60;
/// Longest noun between a whole and 中, and between that and the part, in bytes.
const NOUN: usize = 24;

/// The pair of the nearest figure that misses by a slip in the share itself.
fn slipped(text: &Text<'_>, place: usize, rate: &Figure<'_>, pairs: &[Pair<'_, '_>]) -> Option<Relation> {
    let nearest = text.figure(place.checked_sub(1)?)?;
    if slip::length(&rate.entry.text) < TELLING {
        return None;
    }
    pairs
        .iter()
        .filter(|(part, _)| part.entry.start == nearest.entry.start)
        .map(|(part, whole)| relation(part, whole, rate, Evidence::Slip(TELLING, NEAREST)))
        .find(|relation| relation.judge().is_some())
}

fn relation(part: &Figure<'_>, whole: &Figure<'_>, rate: &Figure<'_>, evidence: Evidence) -> Relation {
    let intervals = [part.core(), whole.core(), cut_off(rate).hull];
    let cut = evidence == Evidence::Explicit && Law::Share.holds(&intervals) == Some(true);
    let fits = Law::Share.holds(&[part.core(), whole.core(), rate.core()]) == Some(true);
    Relation {
        rule: RULE.name,
        law: Law::Share,
        operands: vec![
            operand(part, Role::Part),
            operand(whole, Role::Whole),
            operand(rate, Role::Rate),
        ],
        evidence: if cut && !fits {
            Evidence::Assumed(ROUNDED)
        } else {
            evidence
        },
    }
}

/// A share that may have been cut off instead of rounded: its widest reading reaches one more step of its last digit.
fn cut_off(rate: &Figure<'_>) -> Operand {
    let mut rate = operand(rate, Role::Rate);
    let step = rate.core.upper.zip(rate.core.lower);
    let step = step.and_then(|(upper, lower)| upper.checked_sub(lower));
    rate.hull = Interval {
        lower: rate.core.lower,
        upper: rate
            .core
            .upper
            .zip(step)
            .and_then(|(upper, step)| upper.checked_add(step)),
    };
    rate
}
