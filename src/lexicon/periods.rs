//! Words of dates and lengths of time.

use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;

use super::bits::Bits;
use super::list::WordList;

/// The words of dates, as they stand in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// Behind a year.
    pub year: WordList,
    /// Behind a month.
    pub month: WordList,
    /// Behind a day.
    pub day: WordList,
    /// Behind a day without a month.
    pub day_alone: WordList,
    /// Behind a quarter.
    pub quarter: WordList,
    /// Parts of a year with their first and last month.
    pub halves: Vec<Part>,
    /// Behind an hour.
    pub clock: WordList,
    /// Words that begin like one of those and are none.
    pub not_clock: WordList,
    /// Behind the number of a century or a decade.
    pub era: WordList,
    /// Behind a bare year that says when.
    pub scope: WordList,
    /// Behind a date: the end of it.
    pub end: WordList,
    /// Before a date: by, as of.
    pub until: WordList,
    /// The same, where the date names an end.
    pub until_end: WordList,
    /// Before a date: since, where a word behind it says so too.
    pub since: WordList,
    /// Behind a date: since.
    pub since_after: WordList,
    /// Before a date that is only compared with.
    pub compared: WordList,
    /// Behind such a date.
    pub compared_after: WordList,
    /// Before a date with which something is compared where its clause holds one of the words of `beside_after`.
    pub beside: WordList,
    /// Words that say that something is as it was.
    pub beside_after: WordList,
    /// Between the two ends of a span.
    pub to: WordList,
    /// Between the dates of a list.
    pub and: WordList,
    /// Opens a sentence that goes on with the sentence before.
    pub carry: WordList,
    /// The same in two parts.
    pub carry_by: Vec<(String, String)>,
    /// What may stand before a year that opens an overview.
    pub opening: WordList,
    /// Head nouns of events.
    pub event: WordList,
    /// Words of years that depend on the writer's.
    pub relative: WordList,
    /// The whole of the year that was told of.
    pub whole_year: WordList,
    /// Between two levels of which the first is the earlier.
    pub moved: WordList,
    /// Before the date of the level from which something moved.
    pub left: WordList,
    /// Behind the second of two numbers between which something lies.
    pub between: WordList,
    /// Words that begin like a suffix of a date and are none.
    pub not_date: WordList,
    /// Behind a minute.
    pub minute: WordList,
    /// Before a year that says when, even inside a clause.
    pub at: WordList,
    /// Before a year that counts back.
    pub before_era: WordList,
    /// First characters of the words that stand behind the first numeral of a date.
    #[serde(skip)]
    behind: Vec<char>,
    /// The same as bits, by which most others are told at once.
    #[serde(skip, default = "none")]
    behind_bits: Bits,
    /// Finds the words of `relative`, many bytes at a time.
    #[serde(skip)]
    finder: OnceLock<Option<Regex>>,
}

/// A part of a year.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// Its names.
    pub words: WordList,
    /// First and last month.
    pub months: (u8, u8),
}

impl Periods {
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let mut periods: Self = serde_json::from_str(text)?;
        let lists = [
            &periods.year,
            &periods.month,
            &periods.day,
            &periods.quarter,
            &periods.era,
            &periods.clock,
            &periods.to,
        ];
        let mut behind: Vec<char> = lists
            .iter()
            .flat_map(|list| list.words())
            .filter_map(|word| word.chars().next())
            .collect();
        behind.sort_unstable();
        periods.behind_bits = Bits::of(behind.iter().map(|character| *character as usize));
        periods.behind = behind;
        Ok(periods)
    }

    /// Where the first of the words of `relative` in `text` begins, and the longest that begins there.
    pub fn first_relative(&self, text: &str) -> Option<(usize, &str)> {
        let any = || self.relative.words().iter().map(|word| regex::escape(word));
        let finder = self
            .finder
            .get_or_init(|| Regex::new(&any().collect::<Vec<_>>().join("|")).ok());
        let at = finder.as_ref()?.find(text)?.start();
        Some((at, self.relative.begins(text.get(at..)?)?))
    }

    /// Whether `character` may stand behind the first numeral of a date.
    pub fn may_follow(&self, character: char) -> bool {
        self.behind_bits.may_hold(character as usize) && self.behind.binary_search(&character).is_ok()
    }
}

fn none() -> Bits {
    Bits::for_items(0)
}

/// The longest of `words` that `text` begins with.
#[inline]
pub fn begins<'a>(text: &str, words: &'a WordList) -> Option<&'a str> {
    words.begins(text)
}

/// The longest of `words` that `text` ends with.
#[inline]
pub fn ends<'a>(text: &str, words: &'a WordList) -> Option<&'a str> {
    words.ends(text)
}
