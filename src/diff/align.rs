//! Which claim of the new document is which of the old one.
//!
//! What is the same in everything is paired first. Of the rest, claims that share noun and unit, figure and unit, or
//! the words of their sentence are candidates, and behind them those between the same neighbours; [`super::score`]
//! weighs each, and the surest pairs are taken first.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use rust_decimal::Decimal;

use super::score::Scores;
use super::told::{Sections, Side, Told, folded};
use crate::claim::{Change, Entry};
use crate::quantity::Qualifier;

/// How many claims of a group are weighed for each.
const CLOSE: usize = 24;

/// The pairs under way.
struct Pairs {
    /// For each old claim its new one.
    found: Vec<Option<usize>>,
    /// For each new claim its old one.
    taken: Vec<Option<usize>>,
}

/// For each of the `old` claims its place among the `new` ones, where it has one.
pub(super) fn pairs(old: &[&Entry], new: &[&Entry]) -> Vec<Option<usize>> {
    let mut sections = Sections::default();
    let (old, new) = (Side::new(old, &mut sections), Side::new(new, &mut sections));
    let mut pairs = Pairs {
        found: vec![None; old.claims.len()],
        taken: vec![None; new.claims.len()],
    };
    pairs.same(&old, &new);
    let scores = Scores::new(&old, &new);
    let (was, is) = pairs.alone(&old, &new);
    let mut tries = Vec::new();
    candidates(
        &was,
        &is,
        |told| named(told).map(|noun| (noun, &*told.claim.unit)),
        &mut tries,
    );
    candidates(
        &was,
        &is,
        |told| Some((figure(told.claim), &*told.claim.unit)),
        &mut tries,
    );
    let words = |side: &Side<'_>, told: &Told<'_>| side.statement(told).map(|said| said.words.clone());
    let (first, second) = (
        keyed(&was, |told| words(&old, told)),
        keyed(&is, |told| words(&new, told)),
    );
    meet(&first, &second, &mut tries);
    pairs.take(&scores, &old, &new, tries);
    let tries = pairs.between();
    pairs.take(&scores, &old, &new, tries);
    pairs.found
}

/// Whether two nouns are the same but for spaces.
pub(super) fn same_noun(old: &str, new: &str) -> bool {
    old == new || folded(old) == folded(new)
}

type Figure = (Option<Decimal>, Option<Decimal>, Option<Decimal>, Qualifier);

/// What a figure says, in numbers.
pub(super) const fn figure(claim: &Entry) -> Figure {
    (claim.value, claim.lower, claim.upper, claim.qualifier)
}

/// Noun, unit, period and change: what makes two figures statements of one thing.
fn key<'t>(told: &'t Told<'_>) -> (&'t str, &'t str, &'t str, Change) {
    let claim = told.claim;
    (&told.noun, &claim.unit, &claim.period, claim.change)
}

fn named<'t>(told: &'t Told<'_>) -> Option<&'t str> {
    (!told.noun.is_empty()).then_some(&told.noun)
}

/// Claims that are still alone, with their places.
type Alone<'t, 'a> = Vec<(usize, &'t Told<'a>)>;

/// The places of claims by what they share.
type Keyed<K> = HashMap<K, Vec<usize>>;

fn keyed<'t, 'a, K: Eq + Hash>(alone: &Alone<'t, 'a>, key: impl Fn(&'t Told<'a>) -> Option<K>) -> Keyed<K> {
    let mut keyed: Keyed<K> = HashMap::new();
    for (at, told) in alone {
        if let Some(key) = key(told) {
            keyed.entry(key).or_default().push(*at);
        }
    }
    keyed
}

fn candidates<'t, 'a, K: Eq + Hash>(
    old: &Alone<'t, 'a>,
    new: &Alone<'t, 'a>,
    key: impl Fn(&'t Told<'a>) -> Option<K>,
    tries: &mut Vec<(usize, usize)>,
) {
    meet(&keyed(old, &key), &keyed(new, &key), tries);
}

/// The claims of each key as candidates for each other; in a large group only those that stand about as far down.
fn meet<K: Eq + Hash>(old: &Keyed<K>, new: &Keyed<K>, tries: &mut Vec<(usize, usize)>) {
    for (key, first) in old {
        if let Some(second) = new.get(key) {
            near(first, second, tries);
        }
    }
}

fn near(first: &[usize], second: &[usize], tries: &mut Vec<(usize, usize)>) {
    for (row, old) in first.iter().enumerate() {
        let middle = row * second.len() / first.len().max(1);
        let begin = middle.saturating_sub(CLOSE).min(second.len().saturating_sub(2 * CLOSE));
        tries.extend(second.iter().skip(begin).take(2 * CLOSE).map(|new| (*old, *new)));
    }
}

impl Pairs {
    /// Pairs what is the same in everything: claims of one section, one sentence and one place in it.
    fn same(&mut self, old: &Side<'_>, new: &Side<'_>) {
        let (was, is) = self.alone(old, new);
        let section = |side: &Side<'_>, told: &Told<'_>| side.statement(told).map(|said| said.section);
        fn whole<'t>(told: &'t Told<'_>, section: Option<usize>) -> Option<impl Eq + Hash + 't> {
            Some((section?, key(told), figure(told.claim), &*told.claim.sentence))
        }
        let first = keyed(&was, |told| whole(told, section(old, told)));
        let second = keyed(&is, |told| whole(told, section(new, told)));
        for (key, members) in &first {
            let Some(others) = second.get(key).filter(|others| others.len() == members.len()) else {
                continue;
            };
            members.iter().zip(others).for_each(|(old, new)| self.pair(*old, *new));
        }
    }

    fn alone<'t, 'a>(&self, old: &'t Side<'a>, new: &'t Side<'a>) -> (Alone<'t, 'a>, Alone<'t, 'a>) {
        fn of<'t, 'a>(side: &'t Side<'a>, pairs: &[Option<usize>]) -> Alone<'t, 'a> {
            let all = side.claims.iter().enumerate().zip(pairs);
            all.filter(|(_, pair)| pair.is_none()).map(|(claim, _)| claim).collect()
        }
        (of(old, &self.found), of(new, &self.taken))
    }

    /// Weighs the `tries` and takes the surest first, of equally sure ones the nearest.
    fn take(&mut self, scores: &Scores<'_, '_>, old: &Side<'_>, new: &Side<'_>, mut tries: Vec<(usize, usize)>) {
        tries.sort_unstable();
        tries.dedup();
        let mut weighed: Vec<_> = tries
            .into_iter()
            .filter_map(|(first, second)| {
                let points = scores.of(old.claims.get(first)?, new.claims.get(second)?)?;
                let apart = (first * new.claims.len()).abs_diff(second * old.claims.len());
                Some((Reverse(points), apart, first, second))
            })
            .collect();
        weighed.sort_unstable();
        for (_, _, first, second) in weighed {
            self.pair(first, second);
        }
    }

    /// Claims that stand between the same claims of both documents.
    fn between(&self) -> Vec<(usize, usize)> {
        let mut gaps: HashMap<Option<usize>, (Vec<usize>, Vec<usize>)> = HashMap::new();
        let mut before = None;
        for (at, found) in self.found.iter().enumerate() {
            match found {
                Some(_) => before = *found,
                None => gaps.entry(before).or_default().0.push(at),
            }
        }
        before = None;
        for (at, taken) in self.taken.iter().enumerate() {
            match taken {
                Some(_) => before = Some(at),
                None => gaps.entry(before).or_default().1.push(at),
            }
        }
        let mut tries = Vec::new();
        gaps.values().for_each(|(old, new)| near(old, new, &mut tries));
        tries
    }

    /// Pairs two claims that are still alone.
    fn pair(&mut self, old: usize, new: usize) {
        if let Some((found @ None, taken @ None)) = self.found.get_mut(old).zip(self.taken.get_mut(new)) {
            *found = Some(new);
            *taken = Some(old);
        }
    }
}
