//! Marks of headings, lists, page numbers and lists of literature; and the words that decide what a numeral is.

use std::sync::OnceLock;

use memchr::memmem;
use regex::Regex;
use regex_automata::{Anchored, Input, meta};
use serde::Deserialize;

use super::Error;
use super::bits::Bits;
use super::characters::{Characters, Classes};
use super::dictionary::{Dictionary, Edge};
use super::list::WordList;
use super::tables::Tables;
use crate::span::{first_char, is_han};

/// Longest line that can be a page number or the heading of a list of literature, in bytes.
const LONGEST_PAGE_LINE: usize = 60;
/// Longest rest of such a heading, in bytes: the same in another language.
const LONGEST_TAIL: usize = 24;
/// What stands behind the digits of a mark.
const MARKS: [char; 6] = ['.', '．', '、', ' ', '\u{3000}', '\t'];
/// Longest line that can give a table's unit, in bytes.
const LONGEST_UNIT_LINE: usize = 300;

/// How lines of a document are told apart.
pub struct Outline {
    finder: meta::Regex,
    marks: Vec<Mark>,
    /// Characters that marks begin with.
    openings: Bits,
    page: Pattern,
    page_openings: Bits,
    unit_line: Pattern,
    /// A unit in brackets at the end of an English title.
    caption: Pattern,
    /// Words of the headers and labels of tables.
    pub tables: Tables,
    dated: Pattern,
    numbered: Pattern,
    /// The shortest of those, which every line that gives a unit holds.
    unit_word: memmem::Finder<'static>,
    references: WordList,
    reference: Pattern,
    prose: Vec<char>,
    stops: String,
}

/// A pattern that many documents do not ask for, compiled when the first does.
struct Pattern {
    text: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    const fn new(text: String) -> Self {
        Self {
            text,
            regex: OnceLock::new(),
        }
    }

    fn get(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }

    fn is_match(&self, text: &str) -> bool {
        self.get().is_some_and(|regex| regex.is_match(text))
    }
}

/// A mark at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Depth of the heading that a short line with it makes.
    pub level: u8,
    /// Length of the mark in bytes.
    pub len: usize,
    /// Whether it marks headings only.
    pub heading_only: bool,
}

impl Outline {
    /// Enters the marks that may end a sentence.
    pub(super) fn classify(&self, characters: &mut Characters) {
        characters.add(Classes::STOPS, self.stops.chars());
    }

    /// The mark that `line` begins with.
    pub fn mark(&self, line: &str) -> Option<Mark> {
        if !self.openings.may_hold(first_char(line)? as usize) {
            return None;
        }
        let found = self.finder.search_half(&Input::new(line).anchored(Anchored::Yes))?;
        let mark = self.marks.get(found.pattern().as_usize())?;
        // A pattern may ask for a character behind the mark, which is none of it.
        let written = line.get(..found.offset())?;
        let own = match mark.level {
            3 => written.trim_end_matches(|last: char| !last.is_ascii_digit() && !MARKS.contains(&last)),
            _ => written,
        };
        Some(Mark {
            len: own.len(),
            ..*mark
        })
    }

    /// Whether `line` holds a page number and nothing else.
    pub fn is_page(&self, line: &str) -> bool {
        let opens = || first_char(line).is_some_and(|first| self.page_openings.may_hold(first as usize));
        line.len() < LONGEST_PAGE_LINE && opens() && self.page.is_match(line)
    }

    /// The unit that `line` gives for a table.
    pub fn unit_line<'a>(&self, line: &'a str) -> Option<&'a str> {
        self.stated_unit(line).or_else(|| {
            let title = line
                .trim_end()
                .strip_suffix(')')
                .filter(|_| line.len() <= LONGEST_UNIT_LINE)?;
            let (_, unit) = title.rsplit_once('(')?;
            Some(unit).filter(|unit| self.caption.is_match(unit))
        })
    }

    /// The same where a word such as 单位 says that it is the unit.
    pub fn stated_unit<'a>(&self, line: &'a str) -> Option<&'a str> {
        if line.len() > LONGEST_UNIT_LINE || self.unit_word.find(line.as_bytes()).is_none() {
            return None;
        }
        // Before it a line may name the body that made the table, which is called a unit, too.
        let last = self.unit_line.get()?.captures_iter(line).last()?;
        last.get(1).map(|unit| unit.as_str())
    }

    /// Whether the label of a row is a date and nothing else.
    pub fn is_date(&self, label: &str) -> bool {
        self.dated.is_match(label)
    }

    /// Whether a cell opens with the number of an item, a date or a thing, and is no figure.
    pub fn is_numbered(&self, cell: &str) -> bool {
        self.numbered.is_match(cell)
    }

    /// Whether `line`, which has no mark of an item, is running text and no entry of a list of literature.
    pub fn is_prose(&self, line: &str) -> bool {
        line.contains(self.prose.as_slice()) && !self.reference.is_match(line)
    }

    /// Whether `heading` opens a list of literature.
    pub fn opens_references(&self, heading: &str) -> bool {
        if heading.len() > LONGEST_PAGE_LINE {
            return false;
        }
        let heading = match first_char(heading) {
            Some(first) if is_han(first) => heading,
            _ => heading.trim_start_matches(|character: char| character.is_whitespace() || "#*".contains(character)),
        };
        self.references
            .begins(heading)
            .is_some_and(|word| heading.len() < 2 * word.len() + LONGEST_TAIL)
    }
}

/// Words that decide whether a numeral counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardWords {
    /// Before a numeral: a place in an order.
    pub ordinal: WordList,
    /// Words that end like one of those and say something else.
    pub not_ordinal: WordList,
    /// Before a numeral: something to call, to write to or to look up.
    pub label: WordList,
    /// Behind a numeral: the same.
    pub label_after: WordList,
    /// Behind a numeral: the unit is left out.
    pub great: String,
    /// Words that begin like that.
    pub not_great: WordList,
    not_unit: Vec<String>,
    /// Before one and a classifier: something is really counted.
    pub counting: WordList,
    /// Behind a numeral at the beginning of a clause: it numbers an item.
    pub enumerator: WordList,
    /// Before such a numeral.
    pub enumerator_before: WordList,
    /// Adverbs that take several things together.
    pub gathering: WordList,
    /// Before the first of two levels.
    pub from: WordList,
    /// Ends of phrases that name a whole of which a part is counted.
    pub inside: WordList,
    /// Units that name people by themselves.
    pub people: WordList,
    /// Behind a verb that is finished, so that no clause is open.
    pub finished: WordList,
    /// Units that name a place in an order even behind digits.
    pub ranked: WordList,
    /// Units of things that follow one another and may be counted.
    pub series: WordList,
    /// Beginnings of words that give several numbers to several nouns, each in turn.
    pub respective: WordList,
    /// Metrics whose nouns can do something.
    pub acting: WordList,
    /// Verbs before a whole of which a share is told: 完成预算的95%.
    pub of_whole: WordList,
    /// Nouns that are a region or everybody, and name nothing that is counted.
    pub everywhere: WordList,
    /// Words that begin with a unit's characters whatever number is before them.
    never_unit: Vec<String>,
    /// End of verbs that say more or less than something.
    pub than: String,
    /// Before a scale without a number: for each so many.
    pub each: WordList,
    /// Words for those who write the report, behind which an action is a verb.
    pub owners: WordList,
    /// Ends of nouns of measure that make one noun with the action before them.
    pub measured: WordList,
    /// Ends of adverbs of manner.
    pub manner: WordList,
    /// Before a noun of measure that has an object.
    pub toward: String,
    /// Units behind which a spoken digit counts tenths.
    pub spoken: WordList,
    /// Nouns that want an action before them to say what they are: 研发人员.
    pub heads: WordList,
    /// Units of ten per cent.
    pub tenths: WordList,
    /// Between two units of a rate.
    pub per_unit: WordList,
    /// Behind a half that belongs to the word behind it.
    pub not_half: WordList,
    /// Smaller coins.
    pub coins: Vec<Coin>,
    /// Ends of nouns that count time.
    pub time_nouns: WordList,
    /// Ends of nouns of proportion.
    pub ratio_nouns: WordList,
}

/// A coin that is part of a larger unit.
#[derive(Clone, Debug, Deserialize)]
pub struct Coin {
    /// The larger units.
    pub of: Vec<String>,
    /// The coin's names.
    pub words: Vec<String>,
    /// How many decimal places of the larger unit it counts.
    pub decimals: u32,
}

/// Those words, with the ones that are looked up most filed by their first character.
pub struct Guards {
    /// The lists.
    pub words: GuardWords,
    not_unit: Dictionary<bool>,
}

impl Guards {
    /// Length of the word at the start of `text` that begins with a unit's characters and is none. Directly behind a
    /// count (`counted`) only words that never begin with a unit are looked for.
    pub fn not_unit(&self, text: &str, counted: bool) -> Option<usize> {
        self.not_unit
            .longest(text)
            .filter(|(_, never)| **never || !counted)
            .map(|(word, _)| word.len())
    }
}

pub(super) fn parse(text: &str) -> Result<(Outline, Guards), Error> {
    let file: File = serde_json::from_str(text)?;
    let patterns: Vec<&str> = file.mark.iter().map(|entry| entry.pattern.as_str()).collect();
    let marks = file
        .mark
        .iter()
        .map(|entry| Mark {
            level: entry.level,
            len: 0,
            heading_only: entry.heading_only,
        })
        .collect();
    let outline = Outline {
        finder: meta::Regex::builder()
            .configure(
                meta::Regex::config()
                    .auto_prefilter(false)
                    .dfa(false)
                    .onepass(false)
                    .backtrack(false),
            )
            .build_many(&patterns)?,
        marks,
        openings: Bits::of(file.openings.chars().map(|character| character as usize)),
        page: Pattern::new(file.page.pattern),
        page_openings: Bits::of(file.page.openings.chars().map(|character| character as usize)),
        unit_line: Pattern::new(file.unit_line.pattern),
        caption: Pattern::new(file.unit_line.caption),
        unit_word: memmem::Finder::new(&shortest(&file.table.units)).into_owned(),
        tables: file.table,
        dated: Pattern::new(file.unit_line.dated),
        numbered: Pattern::new(file.unit_line.numbered),
        reference: Pattern::new(file.references.entry),
        prose: file.references.prose.chars().collect(),
        references: file.references.words,
        stops: file.stops,
    };
    let never = file.guards.never_unit.iter().map(|word| (word.clone(), true));
    let not_unit = Dictionary::new(
        Edge::First,
        never.chain(file.guards.not_unit.iter().map(|word| (word.clone(), false))),
    );
    Ok((
        outline,
        Guards {
            words: file.guards,
            not_unit,
        },
    ))
}

fn shortest(words: &[String]) -> String {
    words.iter().min_by_key(|word| word.len()).cloned().unwrap_or_default()
}

#[derive(Deserialize)]
struct File {
    openings: String,
    stops: String,
    mark: Vec<MarkEntry>,
    page: Page,
    references: References,
    unit_line: UnitLine,
    table: Tables,
    guards: GuardWords,
}

#[derive(Deserialize)]
struct MarkEntry {
    level: u8,
    pattern: String,
    #[serde(default)]
    heading_only: bool,
}

#[derive(Deserialize)]
struct Page {
    pattern: String,
    openings: String,
}

#[derive(Deserialize)]
struct UnitLine {
    pattern: String,
    caption: String,
    dated: String,
    numbered: String,
}

#[derive(Deserialize)]
struct References {
    words: WordList,
    entry: String,
    prose: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        let (outline, _) = parse(compiled!("outline")).unwrap();
        let Outline {
            page,
            unit_line,
            caption,
            dated,
            numbered,
            reference,
            ..
        } = &outline;
        for pattern in [page, unit_line, caption, dated, numbered, reference] {
            assert!(pattern.get().is_some(), "{}", pattern.text);
        }
    }
}
