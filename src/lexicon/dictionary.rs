//! Words looked up by where they stand: the longest that begins, or ends, at a place.
//!
//! A table of the first (or last) characters leads to the words, which are in order of their second character, so
//! that a look-up compares a handful of words however many there are.

/// Words with what is known of each.
pub struct Dictionary<T> {
    heads: Vec<u16>,
    buckets: Vec<Bucket<T>>,
    edge: Edge,
}

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
        let mut dictionary = Self {
            heads: vec![0; 0x1_0000],
            buckets: Vec::new(),
            edge,
        };
        for (word, value) in words {
            dictionary.insert(word, value);
        }
        for bucket in &mut dictionary.buckets {
            bucket
                .longer
                .sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        }
        dictionary
    }

    /// The longest word that `text` begins with (or ends with, by the dictionary's edge).
    pub fn longest<'a>(&'a self, text: &str) -> Option<(&'a str, &'a T)> {
        let (first, second) = self.edge.characters(text);
        let bucket = self.bucket(first?)?;
        let longer = second.and_then(|second| bucket.longest(second, text, self.edge));
        longer.or_else(|| bucket.alone.as_ref().map(|(word, value)| (word.as_str(), value)))
    }

    fn bucket(&self, first: char) -> Option<&Bucket<T>> {
        let slot = *self.heads.get(first as usize)?;
        self.buckets.get(usize::from(slot).checked_sub(1)?)
    }

    fn insert(&mut self, word: String, value: T) {
        let (Some(first), second) = self.edge.characters(&word) else {
            return;
        };
        let Some(slot) = self.heads.get_mut(first as usize) else {
            return;
        };
        if *slot == 0 {
            self.buckets.push(Bucket {
                alone: None,
                longer: Vec::new(),
            });
            *slot = u16::try_from(self.buckets.len()).unwrap_or(u16::MAX);
        }
        let Some(bucket) = self.buckets.get_mut(usize::from(*slot) - 1) else {
            return;
        };
        match second {
            Some(second) => bucket.longer.push((second, word, value)),
            None => {
                bucket.alone.get_or_insert((word, value));
            }
        }
    }
}

impl<T> Bucket<T> {
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
