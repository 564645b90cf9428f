//! Which document of the new table is which of the old one.

use std::collections::{HashMap, HashSet};

use crate::claim::Entry;

/// The claims of one document: as it was, and as it is.
pub(super) type Pair<'a> = (Vec<&'a Entry>, Vec<&'a Entry>);

/// The claims of one table under the name of each document, in the order of first coming.
type Documents<'a> = Vec<(&'a str, Vec<&'a Entry>)>;

/// Pairs the documents: the only one of each table, else those of one name below the folder that a table's documents
/// share, else those whose names differ in figures alone, such as the reports of two years, where each is the only one.
/// A document without counterpart stands alone.
pub(super) fn pairs<'a>(old: &[&'a Entry], new: &[&'a Entry]) -> Vec<Pair<'a>> {
    let (mut before, now) = (documents(old), documents(new));
    if before.len() <= 1 && now.len() <= 1 {
        return vec![(old.to_vec(), new.to_vec())];
    }
    let (root, other) = (folder(&before), folder(&now));
    let names = |all: &Documents<'a>, root: usize| -> Vec<&'a str> {
        let names = all.iter().map(|(name, _)| name.get(root..).unwrap_or(name));
        names.collect()
    };
    let (was, is) = (names(&before, root), names(&now, other));
    let counterpart = counterparts(&was, &is);
    let mut pairs = Vec::new();
    for ((_, claims), found) in now.into_iter().zip(counterpart) {
        let earlier = found
            .and_then(|at| before.get_mut(at))
            .map(|(_, claims)| std::mem::take(claims));
        pairs.push((earlier.unwrap_or_default(), claims));
    }
    let rest = before.into_iter().filter(|(_, claims)| !claims.is_empty());
    pairs.extend(rest.map(|(_, claims)| (claims, Vec::new())));
    pairs
}

/// For each new name the place of its old one.
fn counterparts(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let same: HashMap<&str, usize> = old.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let own: HashSet<&str> = new.iter().copied().collect();
    let mut left: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in old.iter().enumerate().filter(|(_, name)| !own.contains(*name)) {
        left.entry(unnumbered(name)).or_default().push(at);
    }
    let mut added: HashMap<String, usize> = HashMap::new();
    for name in new.iter().filter(|name| !same.contains_key(*name)) {
        *added.entry(unnumbered(name)).or_default() += 1;
    }
    let found = |name: &&str| {
        let alike = unnumbered(name);
        let only = left.get(&alike).filter(|_| added.get(&alike) == Some(&1));
        let only = only.and_then(|all| if let [only] = all.as_slice() { Some(*only) } else { None });
        same.get(*name).copied().or(only)
    };
    new.iter().map(found).collect()
}

/// A name without its digits.
fn unnumbered(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

fn documents<'a>(entries: &[&'a Entry]) -> Documents<'a> {
    let mut documents: Documents<'a> = Vec::new();
    for claims in entries.chunk_by(|first, second| first.source == second.source) {
        let Some(first) = claims.first() else { continue };
        match documents.iter_mut().find(|(name, _)| *name == &*first.source) {
            Some((_, known)) => known.extend(claims),
            None => documents.push((&first.source, claims.to_vec())),
        }
    }
    documents
}

/// How many bytes of the names are the folder that all documents share.
fn folder(documents: &Documents<'_>) -> usize {
    let Some((first, _)) = documents.first() else { return 0 };
    let mut shared = first.rfind('/').map_or(0, |at| at + 1);
    while !documents
        .iter()
        .all(|(name, _)| name.starts_with(first.get(..shared).unwrap_or_default()))
    {
        let above = first.get(..shared.saturating_sub(1)).unwrap_or_default();
        shared = above.rfind('/').map_or(0, |at| at + 1);
    }
    shared
}
