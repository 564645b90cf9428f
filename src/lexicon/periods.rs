//! Words of dates and lengths of time.

use serde::Deserialize;

/// The words of dates, as they stand in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Periods {
    /// Behind a year.
    pub year: Vec<String>,
    /// Behind a month.
    pub month: Vec<String>,
    /// Behind a day.
    pub day: Vec<String>,
    /// Behind a quarter.
    pub quarter: Vec<String>,
    /// Parts of a year with their first and last month.
    pub halves: Vec<Part>,
    /// Behind an hour.
    pub clock: Vec<String>,
    /// Words that begin like one of those and are none.
    pub not_clock: Vec<String>,
    /// Behind the number of a century or a decade.
    pub era: Vec<String>,
    /// Behind a bare year that says when.
    pub scope: Vec<String>,
    /// Behind a date: the end of it.
    pub end: Vec<String>,
    /// Before a date: by, as of.
    pub until: Vec<String>,
    /// The same, where the date names an end.
    pub until_end: Vec<String>,
    /// Before a date: since, where a word behind it says so too.
    pub since: Vec<String>,
    /// Behind a date: since.
    pub since_after: Vec<String>,
    /// Before a date that is only compared with.
    pub compared: Vec<String>,
    /// Behind such a date.
    pub compared_after: Vec<String>,
    /// Between the two ends of a span.
    pub to: Vec<String>,
    /// Between the dates of a list.
    pub and: Vec<String>,
    /// Opens a sentence that goes on with the sentence before.
    pub carry: Vec<String>,
    /// The same in two parts.
    pub carry_by: Vec<(String, String)>,
    /// What may stand before a year that opens an overview.
    pub opening: Vec<String>,
    /// Head nouns of events.
    pub event: Vec<String>,
    /// Behind a minute.
    pub minute: Vec<String>,
    /// Before a year that says when, even inside a clause.
    pub at: Vec<String>,
    /// Before a year that counts back.
    pub before_era: Vec<String>,
}

/// A part of a year.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    /// Its names.
    pub words: Vec<String>,
    /// First and last month.
    pub months: (u8, u8),
}

impl Periods {
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

/// The longest of `words` that `text` begins with.
pub fn begins<'a>(text: &str, words: &'a [String]) -> Option<&'a str> {
    words.iter().filter(|word| text.starts_with(word.as_str())).max_by_key(|word| word.len()).map(String::as_str)
}

/// The longest of `words` that `text` ends with.
pub fn ends<'a>(text: &str, words: &'a [String]) -> Option<&'a str> {
    words.iter().filter(|word| text.ends_with(word.as_str())).max_by_key(|word| word.len()).map(String::as_str)
}
