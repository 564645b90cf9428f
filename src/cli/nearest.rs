//! The name that someone may have meant.

/// Of `known` names the one that the fewest changes of letters make of `typed`, where they are no more than a third of
/// its letters (Levenshtein 1966).
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.map(|name| (distance(typed, name), name)).min()?;
    (near.0 * 3 <= typed.chars().count()).then_some(near.1)
}

fn distance(first: &str, second: &str) -> usize {
    let letters: Vec<char> = second.chars().collect();
    let mut row: Vec<usize> = (0..=letters.len()).collect();
    for (line, letter) in first.chars().enumerate() {
        let mut above = line;
        let mut left = line + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&letters) {
            let changed = above + usize::from(letter != *other);
            above = *cell;
            left = changed.min(above + 1).min(left + 1);
            *cell = left;
        }
        if let Some(cell) = row.first_mut() {
            *cell = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let known = ["place-count", "list-count", "drift"];
        let nearest = |typed| nearest(typed, known.into_iter());
        assert_eq!(nearest("place-counts"), Some("place-count"));
        assert_eq!(nearest("list_count"), Some("list-count"));
        assert_eq!(nearest("drfit"), None);
        assert_eq!(nearest("typo"), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
