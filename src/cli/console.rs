//! What the program says while it works, on standard error.

use std::env;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};

use super::args::{Common, When};
use super::message::{self, Language};
use crate::error::{Error, Field};

const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Standard error, with the language and the manner that were asked for.
pub struct Console {
    /// Nothing but errors, and what the reader should mend.
    pub quiet: bool,
    /// More than usual.
    pub verbose: bool,
    color: bool,
    asked: Option<Language>,
    documents: Option<Language>,
}

impl Console {
    /// Reads the environment where the options leave a choice.
    pub fn new(common: &Common) -> Self {
        let color = match common.color {
            When::Always => true,
            When::Never => false,
            When::Auto => io::stderr().is_terminal() && colour_is_welcome(),
        };
        Self {
            quiet: common.quiet,
            verbose: common.verbose,
            color,
            asked: common.lang,
            documents: None,
        }
    }

    /// Notes the main language of the documents, for words that go to no terminal.
    pub fn settle(&mut self, documents: Option<Language>) {
        self.documents = documents;
    }

    /// The language of words that go to a terminal or else to a file or pipe. What goes to a file
    /// does not depend on the locale, so that it is the same on every machine.
    pub fn language(&self, terminal: bool) -> Language {
        let natural = if terminal { Some(of_locale()) } else { self.documents };
        self.asked.or(natural).unwrap_or(Language::En)
    }

    /// Says what went wrong.
    pub fn error(&self, error: &Error) {
        self.error_text(&message::of_error(self.own_language(), error));
    }

    /// Says what went wrong in words of another's.
    pub fn error_text(&self, text: &str) {
        let label = self.words("error", &[]);
        let style = if self.color { ERROR } else { Style::new() };
        self.line(&format!("{style}{label}{style:#}{text}"));
    }

    /// Says something by the way, unless asked to be quiet.
    pub fn note(&self, key: &str, fields: &[(&'static str, Field)]) {
        if !self.quiet {
            self.line(&self.words(key, fields));
        }
    }

    /// Says what the reader should mend, also where quiet was asked for.
    pub fn warn(&self, key: &str, fields: &[(&'static str, Field)]) {
        self.line(&self.words(key, fields));
    }

    /// A sentence in the language of the messages, to be put into another.
    pub fn words(&self, key: &str, fields: &[(&'static str, Field)]) -> String {
        message::sentence(self.own_language(), key, fields)
    }

    /// Several texts in one, with the marks of a list between them.
    pub fn list(&self, texts: &[String]) -> Field {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        message::list(self.own_language(), &texts)
    }

    /// Whether standard output may be coloured where it is a terminal.
    pub fn colors_output(&self) -> bool {
        self.color
    }

    fn own_language(&self) -> Language {
        self.language(io::stderr().is_terminal())
    }

    /// Where nobody listens any more, there is nobody to tell.
    fn line(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

fn colour_is_welcome() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    !refused && !dumb
}

/// The language of the locale, by the variables of POSIX in their order.
pub fn of_locale() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty());
    locale.map_or(Language::En, |locale| Language::of_locale(&locale))
}
