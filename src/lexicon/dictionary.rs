//! Words looked up by where they stand: the longest that begins, or ends, at a place.
//!
//! The first (or last) character leads to the words, which are in order of their second character, so that a look-up
//! compares a handful of words however many there are.

/// Words with what is known of each.
pub struct Dictionary<T> {
    heads: Heads,
    buckets: Vec<Bucket<T>>,
    edge: Edge,
}

/// Where the words of a character are filed: a table for many of them, which costs memory and the time to clear it,
/// or a sorted list for a few.
enum Heads {
    /// By character: one more than the index of its bucket, or zero.
    Table(Vec<u16>),
    /// In the order of the buckets.
    Few(Vec<char>),
}

/// So many words are worth a table.
const MANY: usize = 200;

/// Which end of the words is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Words that begin at a place.
    First,
    /// Words that end at a place.
    Last,
}

/// The words of one first character: that character alone, and longer ones by their second character.
struct Bucket<T> {
    alone: Option<(String, T)>,
    longer: Vec<(char, String, T)>,
}

impl<T> Dictionary<T> {
    /// Files words under their first or last character; of equal words the first counts.
    pub fn new(edge: Edge, words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut words: Vec<(String, T)> = words.into_iter().collect();
        let head = |word: &str| edge.characters(word).0.unwrap_or_default();
        words.sort_by_key(|(word, _)| head(word));
        let many = words.len() >= MANY;
        let (mut table, mut few) = (if many { vec![0; 0x1_0000] } else { Vec::new() }, Vec::new());
        let mut buckets: Vec<Bucket<T>> = Vec::new();
        for (word, value) in words {
            let first = head(&word);
            if few.last() != Some(&first) {
                few.push(first);
                buckets.push(Bucket {
                    alone: None,
                    longer: Vec::new(),
                });
                if let Some(slot) = table.get_mut(first as usize) {
                    *slot = u16::try_from(buckets.len()).unwrap_or(u16::MAX);
                }
            }
            if let Some(bucket) = buckets.last_mut() {
                bucket.insert(edge, word, value);
            }
        }
        for bucket in &mut buckets {
            bucket
                .longer
                .sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        }
        Self {
            heads: if many { Heads::Table(table) } else { Heads::Few(few) },
            buckets,
            edge,
        }
    }

    /// The longest word that `text` begins with (or ends with, by the dictionary's edge).
    pub fn longest<'a>(&'a self, text: &str) -> Option<(&'a str, &'a T)> {
        let (first, second) = self.edge.characters(text);
        let bucket = self.bucket(first?)?;
        let longer = second.and_then(|second| bucket.longest(second, text, self.edge));
        longer.or_else(|| bucket.alone.as_ref().map(|(word, value)| (word.as_str(), value)))
    }

    fn bucket(&self, first: char) -> Option<&Bucket<T>> {
        let index = match &self.heads {
            Heads::Table(table) => usize::from(*table.get(first as usize)?).checked_sub(1)?,
            Heads::Few(few) => few.binary_search(&first).ok()?,
        };
        self.buckets.get(index)
    }
}

impl<T> Bucket<T> {
    fn insert(&mut self, edge: Edge, word: String, value: T) {
        match edge.characters(&word).1 {
            Some(second) => self.longer.push((second, word, value)),
            None => {
                self.alone.get_or_insert((word, value));
            }
        }
    }

    fn longest(&self, second: char, text: &str, edge: Edge) -> Option<(&str, &T)> {
        let start = self.longer.partition_point(|(character, ..)| *character < second);
        let same = self
            .longer
            .get(start..)?
            .iter()
            .take_while(|(character, ..)| *character == second);
        same.map(|(_, word, value)| (word.as_str(), value))
            .find(|(word, _)| edge.fits(text, word))
    }
}

impl Edge {
    /// The two characters of `text` at this edge.
    fn characters(self, text: &str) -> (Option<char>, Option<char>) {
        let mut characters = text.chars();
        match self {
            Self::First => (characters.next(), characters.next()),
            Self::Last => (characters.next_back(), characters.next_back()),
        }
    }

    fn fits(self, text: &str, word: &str) -> bool {
        match self {
            Self::First => text.starts_with(word),
            Self::Last => text.ends_with(word),
        }
    }
}
