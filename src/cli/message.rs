//! Words for people: sentences by key, in Chinese or English.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::sync::LazyLock;

use serde::Deserialize;

use super::syntax;
use crate::error::{Error, Field};

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language of a POSIX locale such as `zh_CN.UTF-8`.
    pub fn of_locale(locale: &str) -> Self {
        if locale.starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// The language in which most of a text is written, by its count of letters; none without any.
    pub fn of_letters(letters: Letters) -> Option<Self> {
        match letters {
            Letters { han: 0, latin: 0 } => None,
            Letters { han, latin } if han >= latin => Some(Self::Zh),
            _ => Some(Self::En),
        }
    }
}

/// How much of a document tells its language, in bytes.
const SAMPLE: usize = 1 << 16;

/// Names up to so many bytes stand in the sentence.
const SHORT: usize = 72;

/// Lines of names are no longer than a terminal is wide.
const COLUMNS: usize = 80;

/// Sentences whose reason is what the reader of TOML says.
const TOML: [&str; 2] = ["lexicon_not_toml", "settings_broken"];

/// How many letters of each script a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// Han characters.
    pub han: usize,
    /// Latin letters without accents.
    pub latin: usize,
}

impl Letters {
    /// Counts the letters of `text`.
    pub fn of(text: &str) -> Self {
        let text = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
        // The first byte of a three-byte character tells its block well enough to weigh two
        // scripts, and bytes are counted many at a time.
        let han = text.bytes().filter(|byte| (0xe4..=0xe9).contains(byte)).count();
        let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
        Self { han, latin }
    }
}

impl std::ops::Add for Letters {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            han: self.han + other.han,
            latin: self.latin + other.latin,
        }
    }
}

impl std::iter::Sum for Letters {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, letters| sum + letters)
    }
}

/// The sentence of `error`.
pub fn of_error(language: Language, error: &Error) -> String {
    sentence(language, error.key(), error.fields())
}

/// The sentence under `key` with its places filled; an unknown key stands for itself. `{count}` is a place, and
/// `{count|file|files}` the word that goes with what fills it: the first for one, the second for any other number.
pub fn sentence(language: Language, key: &str, fields: &[(&'static str, Field)]) -> String {
    let mut filled = String::new();
    let mut rest = MESSAGES.get(language, key);
    while let Some((before, name, after)) = next_place(rest) {
        filled.push_str(before);
        let (name, forms) = name
            .split_once('|')
            .map_or((name, None), |(name, forms)| (name, forms.split_once('|')));
        let field = fields.iter().find(|(known, _)| *known == name);
        match field {
            Some((_, Field::Text(count))) if let Some((one, more)) = forms => {
                filled.push_str(if count == "1" { one } else { more });
            }
            Some(("known", Field::Text(names))) if names.len() > SHORT => push_listed(&mut filled, names),
            Some(("reason", Field::Text(text))) if language == Language::Zh && TOML.contains(&key) => {
                filled.push_str(&syntax::in_chinese(text));
            }
            Some((_, Field::Text(text))) => push_visible(&mut filled, text),
            Some((_, Field::Key(key))) => filled.push_str(MESSAGES.get(language, key)),
            None => {}
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Several texts with the marks of a list between them.
pub fn list(language: Language, texts: &[&str]) -> Field {
    texts.join(MESSAGES.get(language, "list_mark")).into()
}

/// Why the system refused, as a key where the program has words for it.
pub fn reason(error: &io::Error) -> Field {
    let key = match error.kind() {
        ErrorKind::NotFound => "io_not_found",
        ErrorKind::PermissionDenied => "io_denied",
        ErrorKind::IsADirectory => "io_directory",
        ErrorKind::NotADirectory => "io_not_directory",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "io_full",
        ErrorKind::ReadOnlyFilesystem => "io_read_only",
        ErrorKind::InvalidFilename => "io_name",
        _ => return Field::Text(error.to_string()),
    };
    Field::Key(key)
}

/// Sentences by key, each in both languages, read from TOML.
pub struct Book(HashMap<String, Entry>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    zh: String,
    en: String,
}

impl Book {
    /// Reads a file that is compiled in; tests see to it that it can be read.
    pub fn compiled_in(text: &'static str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// The words under `key`, or the key where there are none.
    pub fn get<'a>(&'a self, language: Language, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, |entry| match language {
            Language::Zh => &entry.zh,
            Language::En => &entry.en,
        })
    }
}

/// The words for the keys in the column `why`; a key without words is written as it stands.
pub static REASONS: LazyLock<Book> =
    LazyLock::new(|| Book::compiled_in(include_str!(concat!(env!("OUT_DIR"), "/reasons.json"))));

static MESSAGES: LazyLock<Book> =
    LazyLock::new(|| Book::compiled_in(include_str!(concat!(env!("OUT_DIR"), "/messages.json"))));

/// What stands before the next `{name}`, the name, and what stands after it.
fn next_place(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Many names stand on lines of their own, which a terminal holds.
fn push_listed(out: &mut String, names: &str) {
    let mut used = COLUMNS;
    for name in names.split_inclusive(", ") {
        if used + name.trim_end().len() > COLUMNS {
            out.truncate(out.trim_end().len());
            out.push_str("\n  ");
            used = 2;
        }
        push_visible(out, name);
        used += name.len();
    }
}

/// A file name may hold control characters, which must not reach a terminal.
fn push_visible(out: &mut String, text: &str) {
    for letter in text.chars() {
        if letter.is_control() {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_messages_is_sound() {
        assert!(!MESSAGES.0.is_empty());
    }

    #[test]
    fn places_are_filled_and_control_characters_shown() {
        let error = Error::new("input_missing").with("path", "报告\u{1b}[31m{x}.md");
        assert_eq!(
            of_error(Language::En, &error),
            "报告\\u{1b}[31m{x}.md: there is no such file or folder; check the path"
        );
        assert!(of_error(Language::Zh, &error).starts_with("报告\\u{1b}[31m{x}.md：找不到"));
    }

    #[test]
    fn an_unknown_key_stands_for_itself() {
        assert_eq!(sentence(Language::Zh, "no_such_key", &[]), "no_such_key");
    }

    #[test]
    fn languages_are_told_from_locales_and_letters() {
        assert_eq!(Language::of_locale("zh_TW.UTF-8"), Language::Zh);
        assert_eq!(Language::of_locale("C"), Language::En);
        assert_eq!(Language::of_letters(Letters::of("会议 meeting")), Some(Language::En));
        assert_eq!(
            Language::of_letters(Letters::of("国际会议7323场 CAST")),
            Some(Language::Zh)
        );
        assert_eq!(Language::of_letters(Letters::of("12, 34")), None);
    }
}
