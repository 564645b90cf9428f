//! Every word in force with its place in the files, for those who want to know where a reading comes from.
//!
//! The files are read once more here, by their shape alone: a string of a list is a word, and the fields beside it that
//! name its entry say what it does. Nothing that reads a document needs this.

use memchr::memmem;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::span::Locator;

/// A word of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The word, or the pattern of a shape.
    pub word: String,
    /// What sort of words it belongs to: `units`, `metrics`, `qualifiers`, `names`, …
    pub section: String,
    /// The table and field of the file, such as `unit.forms`.
    pub table: String,
    /// What names its entry there: the dimension and kind of a unit, the id of a metric, a reason.
    pub entry: String,
    /// The file, for a reader's own the path as given.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// The column in Unicode characters, from 1.
    pub column: usize,
    /// Whether it is a reader's own.
    pub own: bool,
}

/// How the strings of a file that stand in no array hold words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    /// Each is one word.
    Whole,
    /// Words with commas between.
    Commas,
    /// Words with white space between.
    Spaces,
}

/// A file that is compiled in.
struct BuiltIn {
    section: &'static str,
    file: &'static str,
    text: &'static str,
    strings: Strings,
}

macro_rules! built_in {
    ($section:literal, $strings:ident) => {
        BuiltIn {
            section: $section,
            file: concat!($section, ".toml"),
            text: include_str!(concat!($section, ".toml")),
            strings: Strings::$strings,
        }
    };
}

/// The files whose words shape a reading.
static FILES: [BuiltIn; 13] = [
    built_in!("units", Whole),
    built_in!("metrics", Whole),
    built_in!("qualifiers", Whole),
    built_in!("names", Whole),
    built_in!("words", Whole),
    built_in!("numerals", Whole),
    built_in!("periods", Whole),
    built_in!("outline", Whole),
    built_in!("shapes", Whole),
    built_in!("checks", Whole),
    built_in!("english", Commas),
    built_in!("english_units", Commas),
    built_in!("fold", Spaces),
];

/// The sections of a reader's tables.
const SECTIONS: [(&str, &str); 5] = [
    ("unit", "units"),
    ("metric", "metrics"),
    ("before", "qualifiers"),
    ("after", "qualifiers"),
    ("name", "names"),
];

/// Fields that name an entry.
const NAMES: [&str; 9] = [
    "id",
    "qualifier",
    "why",
    "class",
    "role",
    "use",
    "dimension",
    "kind",
    "denominator",
];
/// Fields that hold no words.
const SILENT: [&str; 9] = [
    "doc",
    "doc_zh",
    "examples",
    "not_after",
    "lead",
    "opens",
    "behind",
    "not_before",
    "followed",
];

/// The words of a reader's `own` files, by name and text, and behind them those compiled in.
pub(super) fn list(own: &[(String, String)]) -> Vec<Listed> {
    let mut listed = Vec::new();
    for (name, text) in own {
        Walk::new(name, text, Strings::Whole, None).read(&mut listed);
    }
    for file in &FILES {
        Walk::new(file.file, file.text, file.strings, Some(file.section)).read(&mut listed);
    }
    listed
}

/// The way through one file.
struct Walk<'a> {
    file: &'a str,
    text: &'a str,
    strings: Strings,
    /// None for a reader's own file, whose tables tell.
    section: Option<&'static str>,
    found: Vec<(usize, String, String, String)>,
}

impl<'a> Walk<'a> {
    const fn new(file: &'a str, text: &'a str, strings: Strings, section: Option<&'static str>) -> Self {
        Self {
            file,
            text,
            strings,
            section,
            found: Vec::new(),
        }
    }

    fn read(mut self, listed: &mut Vec<Listed>) {
        let (table, _) = DeTable::parse_recoverable(self.text);
        self.table(table.get_ref(), "", "");
        self.found.sort_by_key(|(at, ..)| *at);
        let mut locator = Locator::new(self.text);
        for (at, word, table, entry) in self.found {
            let (line, column) = locator.locate(at);
            let own = table.split('.').next().unwrap_or_default();
            let section = SECTIONS
                .iter()
                .find(|(name, _)| *name == own)
                .map(|(_, section)| *section);
            listed.push(Listed {
                word,
                section: self.section.or(section).unwrap_or_default().to_owned(),
                table,
                entry,
                file: self.file.to_owned(),
                line,
                column,
                own: self.section.is_none(),
            });
        }
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str, entry: &str) {
        let named: Vec<&str> = NAMES.iter().filter_map(|name| text(table.get(*name)?)).collect();
        let entry = if named.is_empty() {
            entry.to_owned()
        } else {
            named.join(" ")
        };
        for (key, value) in table {
            let key: &str = key.get_ref();
            if SILENT.contains(&key) || (NAMES.contains(&key) && text(value).is_some()) {
                continue;
            }
            let path = if path.is_empty() {
                key.to_owned()
            } else {
                format!("{path}.{key}")
            };
            self.value(value, &path, &entry);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str, entry: &str) {
        let span = value.span();
        match value.get_ref() {
            DeValue::Table(inner) => self.table(inner, path, entry),
            DeValue::Array(list) => list.iter().for_each(|value| self.value(value, path, entry)),
            DeValue::String(words) => self.words(span.start, span.end, words, path, entry),
            // three = 3: the word is the key.
            DeValue::Integer(number) => {
                let (table, word) = path.rsplit_once('.').unwrap_or(("", path));
                if !table.is_empty() {
                    let row = (span.start, word.to_owned(), table.to_owned(), number.to_string());
                    self.found.push(row);
                }
            }
            _ => {}
        }
    }

    /// Notes the words of a string, which is written from byte `start` to `end`.
    fn words(&mut self, start: usize, end: usize, words: &str, path: &str, entry: &str) {
        let separator: fn(char) -> bool = match self.strings {
            Strings::Whole => |_| false,
            Strings::Commas => |character| character == ',',
            Strings::Spaces => char::is_whitespace,
        };
        let written = self.text.get(start..end).unwrap_or_default();
        let mut from = 0;
        for word in words.split(separator).map(str::trim).filter(|word| !word.is_empty()) {
            let rest = written.as_bytes().get(from..).unwrap_or_default();
            // An escaped word stands somewhere in the string.
            let at = memmem::find(rest, word.as_bytes()).map_or(from, |at| from + at);
            self.found
                .push((start + at, word.to_owned(), path.to_owned(), entry.to_owned()));
            from = (at + word.len()).min(written.len());
        }
    }
}

fn text<'t>(value: &'t Spanned<DeValue<'_>>) -> Option<&'t str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}
