//! Which claim of the new document is which of the old one.
//!
//! Signs are tried from the surest to the weakest, each on the claims that are still alone. A sign is a key: claims of
//! one key are paired in their order where both documents have as many, else those with the likest sentences.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use rust_decimal::Decimal;

use super::like::{likeness, skeleton};
use crate::claim::{Change, Entry};
use crate::quantity::Qualifier;

/// Skeletons of fewer letters, such as those of cells, say too little to tell a claim by.
const TELLING: usize = 6;
/// How alike the sentences of two claims must be, in per cent, to be versions of one.
const ALIKE: usize = 60;
/// How many claims of a group, or between two that were found, are compared each with each.
const CLOSE: usize = 60;

/// A claim with what it is told by.
struct Told<'a> {
    claim: &'a Entry,
    noun: String,
    skeleton: String,
    /// How many claims of its sentence stand before it.
    index: usize,
}

type Figure = (Option<Decimal>, Option<Decimal>, Option<Decimal>, Qualifier);

/// The claims of both documents.
struct Both<'a> {
    old: Vec<Told<'a>>,
    new: Vec<Told<'a>>,
}

/// The pairs under way.
struct Pairs {
    /// For each old claim its new one.
    found: Vec<Option<usize>>,
    /// Whether each new claim has its old one.
    taken: Vec<bool>,
}

/// For each of the `old` claims its place among the `new` ones, where it has one.
pub(super) fn pairs(old: &[&Entry], new: &[&Entry]) -> Vec<Option<usize>> {
    let both = Both {
        old: tell(old),
        new: tell(new),
    };
    let mut pairs = Pairs {
        found: vec![None; old.len()],
        taken: vec![false; new.len()],
    };
    pairs.by(&both, |told| Some((key(told), figure(told), &*told.claim.sentence)));
    pairs.by(&both, |told| in_sentence(told).map(|place| (place, key(told))));
    pairs.by(&both, |told| {
        in_sentence(told).map(|place| (place, &*told.claim.period))
    });
    pairs.by(&both, |told| Some((key(told), figure(told))));
    pairs.by(&both, |told| named(told).map(|_| key(told)));
    pairs.by(&both, |told| {
        named(told).map(|noun| (noun, &*told.claim.unit, figure(told)))
    });
    pairs.by(&both, in_sentence);
    pairs.between(&both);
    pairs.found
}

/// Whether two nouns are the same but for spaces.
pub(super) fn same_noun(old: &str, new: &str) -> bool {
    old == new || folded(old) == folded(new)
}

fn folded(noun: &str) -> String {
    noun.chars().filter(|character| !character.is_whitespace()).collect()
}

fn tell<'a>(claims: &[&'a Entry]) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = Vec::with_capacity(claims.len());
    for claim in claims {
        let before = told.last().filter(|last| last.claim.sentence == claim.sentence);
        told.push(Told {
            claim,
            noun: folded(&claim.noun),
            skeleton: before.map_or_else(|| skeleton(&claim.sentence), |last| last.skeleton.clone()),
            index: before.map_or(0, |last| last.index + 1),
        });
    }
    told
}

/// Noun, unit, period and change: what makes two figures statements of one thing.
fn key<'t>(told: &'t Told<'_>) -> (&'t str, &'t str, &'t str, Change) {
    let claim = told.claim;
    (&told.noun, &claim.unit, &claim.period, claim.change)
}

const fn figure(told: &Told<'_>) -> Figure {
    let claim = told.claim;
    (claim.value, claim.lower, claim.upper, claim.qualifier)
}

fn named<'t>(told: &'t Told<'_>) -> Option<&'t str> {
    (!told.noun.is_empty()).then_some(&told.noun)
}

/// The words of the sentence and the claim's place among its claims, where the words say enough.
fn in_sentence<'t>(told: &'t Told<'_>) -> Option<(&'t str, usize)> {
    let telling = told.skeleton.chars().nth(TELLING - 1).is_some();
    telling.then_some((told.skeleton.as_str(), told.index))
}

impl Pairs {
    /// Pairs the claims of each key.
    fn by<'t, K: Eq + Hash>(&mut self, both: &'t Both<'_>, key: impl Fn(&'t Told<'_>) -> Option<K>) {
        let mut groups: HashMap<K, usize> = HashMap::new();
        let mut members: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for (at, told) in both.old.iter().enumerate().filter(|(at, _)| self.is_alone(*at)) {
            let Some(key) = key(told) else { continue };
            let group = *groups.entry(key).or_insert(members.len());
            match members.get_mut(group) {
                Some((old, _)) => old.push(at),
                None => members.push((vec![at], Vec::new())),
            }
        }
        for (at, told) in both.new.iter().enumerate().filter(|(at, _)| self.is_free(*at)) {
            let group = key(told).and_then(|key| groups.get(&key).copied());
            if let Some((_, new)) = group.and_then(|group| members.get_mut(group)) {
                new.push(at);
            }
        }
        for (old, new) in members {
            if old.len() == new.len() {
                old.into_iter().zip(new).for_each(|(old, new)| self.pair(old, new));
            } else {
                self.likest(both, &old, &new, 0);
            }
        }
    }

    /// Pairs claims that stand between the same claims of both documents, where their sentences are alike.
    fn between(&mut self, both: &Both<'_>) {
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
            if *taken {
                before = Some(at);
            } else if let Some((_, new)) = gaps.get_mut(&before) {
                new.push(at);
            }
        }
        let mut gaps: Vec<_> = gaps.into_iter().collect();
        gaps.sort_unstable();
        for (_, (old, new)) in gaps {
            self.likest(both, &old, &new, ALIKE);
        }
    }

    /// Pairs claims of `old` and `new` whose sentences are at least so `alike`, the likest first, of equally like ones
    /// the nearest.
    fn likest(&mut self, both: &Both<'_>, old: &[usize], new: &[usize], alike: usize) {
        let mut tries = Vec::new();
        for (row, &first) in old.iter().take(CLOSE).enumerate() {
            for (column, &second) in new.iter().take(CLOSE).enumerate() {
                let Some((was, is)) = both.old.get(first).zip(both.new.get(second)) else {
                    continue;
                };
                let like = likeness(&was.skeleton, &is.skeleton);
                if like >= alike && (alike == 0 || was.is_kin(is)) {
                    tries.push((Reverse(like), row.abs_diff(column), first, second));
                }
            }
        }
        tries.sort_unstable();
        for (_, _, first, second) in tries {
            if self.is_alone(first) && self.is_free(second) {
                self.pair(first, second);
            }
        }
    }

    fn is_alone(&self, old: usize) -> bool {
        self.found.get(old).is_some_and(Option::is_none)
    }

    fn is_free(&self, new: usize) -> bool {
        self.taken.get(new).is_some_and(|taken| !taken)
    }

    fn pair(&mut self, old: usize, new: usize) {
        if let Some((found, taken)) = self.found.get_mut(old).zip(self.taken.get_mut(new)) {
            *found = Some(new);
            *taken = true;
        }
    }
}

impl Told<'_> {
    /// Whether two claims may be versions of one: they share noun or unit, or stand at one place of their sentences.
    fn is_kin(&self, other: &Self) -> bool {
        let (own, its) = (self.claim, other.claim);
        self.noun == other.noun || own.unit == its.unit || (self.index == other.index && own.dimension == its.dimension)
    }
}
