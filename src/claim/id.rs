//! Ids that stay the same when the text around a claim moves, or its value changes.

use std::collections::HashMap;
use std::sync::Arc;

use super::entry::Entry;
use crate::lexicon::Kind;

/// Hexadecimal digits of an id: 48 bits, so that two of a hundred thousand claims hardly ever share one.
const DIGITS: usize = 12;

/// Gives every entry its id: a hash of source, noun, unit and period, and of how often these stood before.
/// For what is no claim kind and text stand in for noun and unit.
pub(super) fn assign(entries: &mut [Entry]) {
    let mut seen: HashMap<u64, u64> = HashMap::with_capacity(entries.len());
    let mut source: (Arc<str>, u64) = (Arc::from(""), BASIS);
    for entry in entries {
        if !Arc::ptr_eq(&source.0, &entry.source) {
            source = (Arc::clone(&entry.source), mix(BASIS, entry.source.as_bytes()));
        }
        let key = key(entry, source.1);
        let count = seen.entry(key).or_default();
        let hash = mix(key, &count.to_le_bytes());
        *count += 1;
        entry.id = hexadecimal(hash);
    }
}

/// The first digits of `hash`.
fn hexadecimal(hash: u64) -> String {
    let digit = |place: usize| b"0123456789abcdef"[(hash >> (60 - 4 * place) & 0xf) as usize];
    String::from_utf8((0..DIGITS).map(digit).collect()).unwrap_or_default()
}

/// `source` is the hash of the document's name, with which every key begins.
fn key(entry: &Entry, source: u64) -> u64 {
    let fields: [&str; 3] = match entry.kind {
        Kind::Claim => [&entry.noun, &entry.unit, &entry.period],
        _ => [entry.kind.word(), &entry.text, ""],
    };
    fields.iter().fold(source, |hash, field| {
        let hash = mix(hash, &[0]);
        field
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .fold(hash, |hash, byte| mix(hash, &[byte]))
    })
}

/// Offset basis and prime of FNV-1a with 64 bits (Fowler, Noll, Vo), whose values no release of Rust changes.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn mix(hash: u64, bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}
