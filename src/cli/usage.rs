//! What was typed and cannot be understood, in words of the reader's language.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::Typed;
use super::message::{self, Language};
use super::{console, help};
use crate::error::Field;

/// `usage`, in Chinese where it is the help and Chinese is spoken.
pub fn in_language(usage: clap::Error, typed: &[OsString]) -> clap::Error {
    let helps = [
        ErrorKind::DisplayHelp,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
    ];
    let terminal = io::stdout().is_terminal();
    if !helps.contains(&usage.kind()) || language(typed.iter().cloned(), terminal) != Language::Zh {
        return usage;
    }
    let parsed = help::in_chinese(Typed::command(), true).try_get_matches_from(typed);
    parsed.err().unwrap_or(usage)
}

/// The sentence for wrong usage in Chinese, where Chinese is spoken and there is one; else the parser's own words stay.
pub fn sentence(usage: &clap::Error) -> Option<String> {
    let language = language(env::args_os(), io::stderr().is_terminal());
    let key = key(usage.kind()).filter(|_| usage.use_stderr() && language == Language::Zh)?;
    let hint = |kind, key, name| match told(usage, kind) {
        text if text.is_empty() => String::new(),
        text => message::sentence(language, key, &[(name, text.into())]),
    };
    let hints = hint(ContextKind::ValidValue, "usage_known", "known")
        + &hint(ContextKind::ValidSubcommand, "usage_known", "known")
        + &hint(ContextKind::SuggestedValue, "usage_meant", "name")
        + &hint(ContextKind::SuggestedArg, "usage_meant", "name")
        + &hint(ContextKind::SuggestedSubcommand, "usage_meant", "name");
    let argument = match told(usage, ContextKind::InvalidArg) {
        text if text.is_empty() => told(usage, ContextKind::InvalidSubcommand),
        text => text,
    };
    let fields = [
        ("argument", Field::from(argument)),
        ("value", told(usage, ContextKind::InvalidValue).into()),
        ("other", told(usage, ContextKind::PriorArg).into()),
        ("hint", hints.into()),
    ];
    Some(message::sentence(language, key, &fields))
}

const fn key(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::UnknownArgument => "usage_unknown",
        ErrorKind::InvalidSubcommand => "usage_command",
        ErrorKind::MissingSubcommand => "usage_no_command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage_value",
        ErrorKind::MissingRequiredArgument => "usage_missing",
        ErrorKind::ArgumentConflict => "usage_conflict",
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => "usage_values",
        ErrorKind::InvalidUtf8 => "usage_bytes",
        _ => return None,
    })
}

/// What the parser tells of one kind, joined.
fn told(usage: &clap::Error, kind: ContextKind) -> String {
    match usage.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The language that was asked for, as far as it can be told from what was typed; else that of the locale on a terminal.
fn language(typed: impl Iterator<Item = OsString>, terminal: bool) -> Language {
    let typed: Vec<String> = typed.map(|word| word.to_string_lossy().into_owned()).collect();
    let beside = typed.windows(2).find_map(|pair| match pair {
        [option, language] if option == "--lang" => Some(language.as_str()),
        _ => None,
    });
    let asked = beside.or_else(|| typed.iter().find_map(|word| word.strip_prefix("--lang=")));
    match asked {
        Some("zh") => Language::Zh,
        Some("en") => Language::En,
        _ if terminal => console::of_locale(),
        _ => Language::En,
    }
}
