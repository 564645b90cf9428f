//! Which claims stand in the order in which they stood.

use std::collections::HashSet;

/// Of the old claims those that keep their order in the new document, as many as can be: a longest rising sequence,
/// by patience sorting in `n log n` steps (Fredman 1975). The others moved. `pairs` holds for each old claim its new
/// place.
pub(super) fn staying(pairs: &[Option<usize>]) -> HashSet<usize> {
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
            let mut found: Vec<usize> = staying(&pairs).into_iter().collect();
            found.sort_unstable();
            assert_eq!(found, wanted, "{pairs:?}");
        }
    }
}
