//! Words looked up by where they stand: the longest that begins, or ends, at a place.

/// Words with what is known of each.
pub struct Dictionary<T> {
    heads: Vec<u16>,
    buckets: Vec<Vec<(String, T)>>,
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

impl<T> Dictionary<T> {
    /// Files words under their first or last character.
    pub fn new(edge: Edge, words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut dictionary = Self { heads: vec![0; 0x1_0000], buckets: vec![Vec::new()], edge };
        for (word, value) in words {
            dictionary.insert(word, value);
        }
        for bucket in &mut dictionary.buckets {
            bucket.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        dictionary
    }

    /// The longest word that `text` begins with (or ends with, by the dictionary's edge).
    pub fn longest<'a>(&'a self, text: &str) -> Option<(&'a str, &'a T)> {
        let fits = |word: &str| match self.edge {
            Edge::First => text.starts_with(word),
            Edge::Last => text.ends_with(word),
        };
        self.bucket(text)?.iter().find(|(word, _)| fits(word)).map(|(word, value)| (word.as_str(), value))
    }

    /// Every word with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.buckets.iter().flatten().map(|(word, value)| (word.as_str(), value))
    }

    fn bucket(&self, text: &str) -> Option<&Vec<(String, T)>> {
        let slot = self.heads.get(self.key(text)?)?;
        self.buckets.get(usize::from(*slot)).filter(|_| *slot > 0)
    }

    fn key(&self, text: &str) -> Option<usize> {
        let character = match self.edge {
            Edge::First => text.chars().next(),
            Edge::Last => text.chars().next_back(),
        };
        character.map(|character| character as usize)
    }

    fn insert(&mut self, word: String, value: T) {
        let Some(key) = self.key(&word) else { return };
        let next = u16::try_from(self.buckets.len()).unwrap_or(u16::MAX);
        let Some(slot) = self.heads.get_mut(key) else { return };
        if *slot == 0 {
            *slot = next;
            self.buckets.push(Vec::new());
        }
        if let Some(bucket) = self.buckets.get_mut(usize::from(*slot)) {
            bucket.push((word, value));
        }
    }
}
