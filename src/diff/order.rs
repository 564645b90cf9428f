//! Which claims stand in the order in which they stood.

use std::collections::HashSet;

use super::told::is_one_sentence;
use crate::claim::Entry;

/// Of the old claims those that keep their order in the new document, as many as can be, and those that only changed
/// places with others of their sentence. The others moved. `pairs` holds for each old claim its new place.
pub(super) fn staying(pairs: &[Option<usize>], old: &[&Entry], new: &[&Entry]) -> HashSet<usize> {
    let (own, its) = (sentences(old), sentences(new));
    let both = |at: usize| Some((own.get(at)?, its.get(pairs.get(at).copied()??)?));
    let mut stays = longest(pairs);
    let kept: HashSet<_> = stays.iter().filter_map(|at| both(*at)).collect();
    let within = (0..pairs.len()).filter(|at| both(*at).is_some_and(|both| kept.contains(&both)));
    let within: Vec<usize> = within.collect();
    stays.extend(within);
    stays
}

/// The number of the sentence of each claim.
fn sentences(claims: &[&Entry]) -> Vec<usize> {
    let mut number = 0;
    let mut numbers = Vec::with_capacity(claims.len());
    for (at, claim) in claims.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| claims.get(before));
        number += usize::from(before.is_some_and(|before| !is_one_sentence(before, claim)));
        numbers.push(number);
    }
    numbers
}

/// A longest rising sequence, by patience sorting in `n log n` steps (Fredman 1975).
fn longest(pairs: &[Option<usize>]) -> HashSet<usize> {
    // The old claim with the least new place that ends a sequence of each length, and the claim before each.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, place) in pairs.iter().enumerate() {
        let Some(place) = *place else { continue };
        let length = ends.partition_point(|&(end, _)| end < place);
        if let Some(link) = before.get_mut(at) {
            *link = length
                .checked_sub(1)
                .and_then(|shorter| ends.get(shorter))
                .map(|end| end.1);
        }
        match ends.get_mut(length) {
            Some(end) => *end = (place, at),
            None => ends.push((place, at)),
        }
    }
    let mut staying = HashSet::new();
    let mut next = ends.last().map(|end| end.1);
    while let Some(at) = next {
        staying.insert(at);
        next = before.get(at).copied().flatten();
    }
    staying
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_can_be_moved() {
        for (pairs, wanted) in [
            (vec![Some(0), Some(1), Some(2)], vec![0, 1, 2]),
            (vec![Some(2), Some(0), Some(1)], vec![1, 2]),
            (vec![Some(0), None, Some(3), Some(1), Some(2)], vec![0, 3, 4]),
            (vec![], vec![]),
        ] {
            let mut found: Vec<usize> = longest(&pairs).into_iter().collect();
            found.sort_unstable();
            assert_eq!(found, wanted, "{pairs:?}");
        }
    }
}
