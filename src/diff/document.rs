//! Which document of the new table is which of the old one.

use crate::claim::Entry;

/// The claims of one document: as it was, and as it is.
pub(super) type Pair<'a> = (Vec<&'a Entry>, Vec<&'a Entry>);

/// The claims of one table under the name of each document, in the order of first coming.
type Documents<'a> = Vec<(&'a str, Vec<&'a Entry>)>;

/// Pairs the documents: the only one of each table, else those of one name below the folder that a table's documents
/// share. A document without counterpart stands alone.
pub(super) fn pairs<'a>(old: &[&'a Entry], new: &[&'a Entry]) -> Vec<Pair<'a>> {
    let (mut before, now) = (documents(old), documents(new));
    if before.len() <= 1 && now.len() <= 1 {
        return vec![(old.to_vec(), new.to_vec())];
    }
    let (root, other) = (folder(&before), folder(&now));
    let mut pairs = Vec::new();
    for (name, claims) in now {
        let own = name.get(other..).unwrap_or(name);
        let found = before
            .iter()
            .position(|(name, _)| name.get(root..).unwrap_or(name) == own);
        let earlier = found.map(|at| before.remove(at).1).unwrap_or_default();
        pairs.push((earlier, claims));
    }
    pairs.extend(before.into_iter().map(|(_, claims)| (claims, Vec::new())));
    pairs
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
