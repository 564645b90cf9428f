//! Which words of the lexicon a step of the reading came from.

use super::Place;
use crate::claim::{Change, Entry};
use crate::lexicon::{Lexicon, Listed};

/// The words in force, looked up by where they were used.
pub(super) struct Origins<'a> {
    lexicon: &'a Lexicon,
    catalogue: &'a [Listed],
}

impl<'a> Origins<'a> {
    pub const fn new(lexicon: &'a Lexicon, catalogue: &'a [Listed]) -> Self {
        Self { lexicon, catalogue }
    }

    /// The entry of `word` in one of the `sections`, whose table begins with `table`; a reader's own comes first.
    fn find(&self, sections: &[&str], table: &str, word: &str) -> Option<Listed> {
        let fits = |listed: &&Listed| {
            sections.contains(&listed.section.as_str()) && listed.table.starts_with(table) && listed.word == word
        };
        self.catalogue.iter().find(fits).cloned()
    }

    /// The name, the set phrase or the shape that a numeral was set aside for.
    pub fn aside(&self, entry: &Entry) -> Vec<Listed> {
        let text = self.lexicon.fold.apply(entry.text.trim());
        let lower = text.to_ascii_lowercase();
        let word = self
            .find(&["names"], "", &text)
            .or_else(|| self.find(&["english", "names"], "name", &lower));
        let shape = || {
            let mut shapes = self.catalogue.iter();
            let of_reason =
                |listed: &&Listed| listed.section == "shapes" && listed.entry.split(' ').next() == Some(entry.why);
            shapes.find(of_reason).cloned()
        };
        word.or_else(shape).into_iter().collect()
    }

    /// The unit's forms: two for a rate.
    pub fn unit(&self, place: &Place) -> Vec<Listed> {
        let form = place.unit.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(found) = self.unit_of(&form, place.english) {
            return vec![found];
        }
        let parts = form.split(['/']).filter(|part| !part.is_empty());
        let parts = parts.flat_map(|part| part.split(" per ")).map(str::trim);
        parts.filter_map(|part| self.unit_of(part, place.english)).collect()
    }

    fn unit_of(&self, form: &str, english: bool) -> Option<Listed> {
        if form.is_empty() {
            return None;
        }
        let plain = form.replace('-', " ");
        let lower = plain.to_ascii_lowercase();
        let sections: &[&str] = if english {
            &["english_units", "units"]
        } else {
            &["units"]
        };
        let exact = || {
            [form, &plain, &lower]
                .into_iter()
                .find_map(|form| self.find(sections, "unit", form))
        };
        let begun = || {
            let (word, _) = self.lexicon.units.at_start(form).filter(|_| !english)?;
            self.find(&["units"], "unit", word)
        };
        let led = || {
            let rests = lower.char_indices().skip(1).filter_map(|(at, _)| lower.get(at..));
            rests
                .filter_map(|rest| self.find(&["english_units"], "unit.metric", rest))
                .find(|_| english)
        };
        exact().or_else(begun).or_else(led)
    }

    /// The cues before and behind the number.
    pub fn cues(&self, place: &Place) -> Vec<Listed> {
        let ahead = self.cue(&place.before, "before", place.english);
        let behind = self.cue(&place.after, "after", place.english);
        let excess = place
            .numeral
            .chars()
            .filter(|sign| self.lexicon.numerals.is_excess(*sign));
        let excess = excess.filter_map(|sign| {
            let listed = self.catalogue.iter().filter(|listed| listed.section == "numerals");
            let mut listed = listed.filter(|listed| listed.table == "excess");
            listed.find(|listed| listed.word.contains(sign)).cloned()
        });
        ahead.into_iter().chain(excess).chain(behind).collect()
    }

    fn cue(&self, text: &str, table: &str, english: bool) -> Option<Listed> {
        let lower = text.to_ascii_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let sections: &[&str] = if english {
            &["english", "qualifiers"]
        } else {
            &["qualifiers"]
        };
        let phrases = (0..words.len()).flat_map(|from| (from..words.len()).rev().map(move |to| (from, to)));
        let phrases = phrases
            .filter_map(|(from, to)| words.get(from..=to))
            .map(|words| words.join(" "));
        let within = || {
            let found = if table == "before" {
                self.lexicon
                    .qualifiers
                    .at_end(text)
                    .and_then(|(length, _)| text.get(text.len() - length..))
            } else {
                self.lexicon
                    .qualifiers
                    .at_start(text)
                    .and_then(|(length, _)| text.get(..length))
            };
            self.find(sections, table, found.filter(|_| !english)?)
        };
        let mut phrases = phrases.filter_map(|phrase| self.find(sections, table, &phrase));
        phrases.next().or_else(within)
    }

    /// The words of grammar between a noun and its number.
    pub fn words(&self, place: &Place, between: &str) -> Vec<Listed> {
        if place.english {
            let lower = between.to_ascii_lowercase();
            let words = lower.split(|character: char| !character.is_alphanumeric() && character != '-');
            return words.filter_map(|word| self.find(&["english"], "role", word)).collect();
        }
        let mut found = Vec::new();
        let mut rest = between;
        while let Some(first) = rest.chars().next() {
            let word = self.lexicon.words.at_start(rest).map(|(word, _)| word);
            found.extend(word.and_then(|word| self.find(&["words"], "class", word)));
            rest = rest.get(word.map_or(first.len_utf8(), str::len)..).unwrap_or_default();
        }
        found
    }

    /// The words that say that something rose or fell.
    pub fn changes(&self, place: &Place, entry: &Entry, between: &str) -> Vec<Listed> {
        let classes = match entry.change {
            Change::Level => return Vec::new(),
            Change::Up => ["rise", "growth"],
            Change::Down => ["fall", "decline"],
        };
        let clause = if between.is_empty() { &place.ahead } else { between };
        let mut words = self.words(place, clause);
        words.retain(|word| classes.contains(&word.entry.as_str()));
        words
    }

    /// The head of the noun, the unit, or a word for taking part.
    pub fn metric(&self, place: &Place, entry: &Entry) -> Vec<Listed> {
        if *entry.metric == *crate::lexicon::OTHER {
            return Vec::new();
        }
        let noun = self.lexicon.fold.apply(&entry.noun);
        let of_metric = |listed: &Listed| *listed.entry == *entry.metric;
        let head = if place.english {
            let lower = noun.to_ascii_lowercase();
            let starts = lower.char_indices().filter_map(|(at, _)| lower.get(at..));
            let mut heads = starts.filter_map(|rest| self.find(&["metrics", "english"], "metric.heads", rest));
            heads.find(of_metric)
        } else {
            let head = self.lexicon.metrics.head(&noun);
            head.and_then(|head| self.find(&["metrics"], "metric.heads", head))
                .filter(of_metric)
        };
        let unit = || self.find(&["metrics"], "metric.units", &entry.unit).filter(of_metric);
        head.or_else(unit)
            .or_else(|| self.attending(place))
            .into_iter()
            .collect()
    }

    fn attending(&self, place: &Place) -> Option<Listed> {
        let around = [place.behind.as_str(), place.ahead.as_str()];
        let attends = |listed: &&Listed| {
            let table = if place.english {
                listed.section == "english" && listed.entry == "attend"
            } else {
                listed.section == "words" && listed.table == "attend"
            };
            table && around.iter().any(|text| text.contains(&listed.word))
        };
        self.catalogue.iter().find(attends).cloned()
    }
}
