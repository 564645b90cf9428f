//! Ids that stay the same when the text around a claim moves, or its value changes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::entry::Entry;
use crate::lexicon::Kind;

/// Hexadecimal digits of an id: 48 bits, so that two of a hundred thousand claims hardly ever share one.
const DIGITS: usize = 12;
/// Room for one key is made for so many bytes of text.
const BYTES_FOR_ONE: usize = 256;
/// At first room is made for no more.
const ROOM: usize = 1 << 17;

/// Gives the entries of one document their ids: a hash of source, noun, unit and period, and of how often these stood
/// before. For what is no claim kind and text stand in for noun and unit.
pub(super) struct Ids {
    /// The hash of the document's name, with which every key begins.
    source: u64,
    /// How often each key was seen.
    seen: HashMap<u64, u64, BuildHasherDefault<Hashed>>,
    /// The keys of the entries that are given ids together.
    keys: Vec<u64>,
}

impl Ids {
    /// For the document of that name, which is so many `bytes` long: it has a claim in some hundreds of them.
    pub fn new(source: &str, bytes: usize) -> Self {
        Self {
            source: mix(BASIS, source.as_bytes()),
            seen: HashMap::with_capacity_and_hasher((bytes / BYTES_FOR_ONE).min(ROOM), BuildHasherDefault::default()),
            keys: Vec::new(),
        }
    }

    /// Gives the next entries of the document their ids. The table of a long document is larger than the processor's cache,
    /// so it is asked for all of them in a row: while one place is fetched, so are the next ones.
    pub fn give(&mut self, entries: &mut [Entry]) {
        let Self { source, seen, keys } = self;
        keys.clear();
        keys.extend(entries.iter().map(|entry| key(entry, *source)));
        for key in &mut *keys {
            let count = seen.entry(*key).or_default();
            *key = mix(*key, &count.to_le_bytes());
            *count += 1;
        }
        for (entry, hash) in entries.iter_mut().zip(keys) {
            push_hexadecimal(&mut entry.id, *hash);
        }
    }
}

/// Takes a key for its hash, which it is.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Adds the first digits of `hash` to `id`.
fn push_hexadecimal(id: &mut String, hash: u64) {
    let digit = |place: usize| b"0123456789abcdef"[(hash >> (60 - 4 * place) & 0xf) as usize];
    let digits: [u8; DIGITS] = std::array::from_fn(digit);
    id.push_str(std::str::from_utf8(&digits).unwrap_or_default());
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
