//! The help of the command line in Chinese: the parser's own commands and options, with the words of `help.toml`.

use std::collections::BTreeMap;
use std::env;
use std::sync::LazyLock;

use clap::{Arg, Command};
use serde::Deserialize;

/// What stands where in the help of a command.
const TEMPLATE: [&str; 2] = ["{about-with-newline}\n", "{usage}\n\n{all-args}"];

/// So far in does the parser put what it says of an option.
const INDENT: usize = 10;

/// Columns of a terminal that does not say how wide it is, and the most that lines take.
const WIDTHS: (usize, usize) = (80, 100);

/// Marks that do not begin a line: stops, commas and closing brackets.
const CLOSING: &str = "\u{3001}\u{3002}\u{ff09}\u{ff0c}\u{ff1a}\u{ff1b}\u{ff1f}])";

/// Marks that do not end a line: opening brackets.
const OPENING: &str = "\u{ff08}[(";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Help {
    words: BTreeMap<String, String>,
    commands: BTreeMap<String, String>,
    options: BTreeMap<String, String>,
    values: BTreeMap<String, String>,
}

static HELP: LazyLock<Help> = LazyLock::new(|| toml::from_str(include_str!("help.toml")).unwrap_or_default());

/// `command` and all below it, with help in Chinese, in lines for a terminal or, for other programs, in none.
pub fn in_chinese(mut command: Command, terminal: bool) -> Command {
    command.build();
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let room = columns.unwrap_or(WIDTHS.0).clamp(2 * INDENT, WIDTHS.1);
    told(command, "", if terminal { room } else { usize::MAX })
}

fn told(mut command: Command, path: &str, room: usize) -> Command {
    let usage = usage(&mut command);
    let about = found(&HELP.commands, [path, command.get_name()]);
    let below: Vec<String> = command.get_subcommands().map(|own| own.get_name().to_owned()).collect();
    let own = path.to_owned();
    let mut command = command
        .about(wrapped(&about, room))
        .long_about(wrapped(&about, room))
        .override_usage(usage)
        .help_template(TEMPLATE.join(word("usage")))
        .subcommand_help_heading(word("commands"))
        .next_line_help(true)
        // Lines are wrapped here, as the parser breaks them at spaces alone.
        .term_width(0)
        .mut_args(move |arg| described(arg, &own, room));
    for name in below {
        let path = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        command = command.mut_subcommand(name, |own| told(own, &path, room));
    }
    command
}

/// How the command is typed.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    let typed = usage.split_once(": ").map_or(usage.as_str(), |(_, typed)| typed);
    typed
        .replace("[OPTIONS]", word("usage_options"))
        .replace("<COMMAND>", word("usage_command"))
        .replace("[COMMAND]", word("usage_command"))
}

/// What an argument or option of the command at `path` means, what it may be, and what it is without being given.
fn described(arg: Arg, path: &str, room: usize) -> Arg {
    let id = arg.get_id().to_string();
    let of_command = format!("{path}.{id}");
    let mut text = found(&HELP.options, [&of_command, &id]);
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect();
    if arg.get_action().takes_values() && !values.is_empty() {
        let told = values.iter().map(|value| valued(path, &id, value));
        text += &word("values").replace("{values}", &told.collect::<Vec<_>>().join("\u{3001}"));
    }
    if let ([value], true) = (arg.get_default_values(), arg.get_action().takes_values()) {
        text += &word("default").replace("{value}", &value.to_string_lossy());
    }
    let heading = match arg.get_help_heading() {
        Some(_) => "general",
        None if arg.is_positional() => "arguments",
        None => "options",
    };
    let text = wrapped(&text, room - INDENT);
    arg.help(text.clone())
        .long_help(text)
        .help_heading(word(heading))
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// A value with what it means, where its name does not say it.
fn valued(path: &str, id: &str, value: &str) -> String {
    let of_command = format!("{path}.{id}.{value}");
    match found(&HELP.values, [&of_command, &format!("{id}.{value}")]) {
        meaning if meaning.is_empty() => value.to_owned(),
        meaning => format!("{value}\u{ff08}{meaning}\u{ff09}"),
    }
}

fn word(key: &str) -> &'static str {
    HELP.words.get(key).map_or("", String::as_str)
}

/// The first of `keys` that `words` has, or nothing.
fn found(words: &BTreeMap<String, String>, keys: [&str; 2]) -> String {
    let found = keys.into_iter().find_map(|key| words.get(key));
    found.cloned().unwrap_or_default()
}

/// `text` in lines of at most `room` columns, broken beside a Chinese character or at a space.
fn wrapped(text: &str, room: usize) -> String {
    let (mut lines, mut used) = (String::new(), 0);
    for piece in pieces(text) {
        let wide = width(piece.trim_end());
        if used > 0 && used + wide > room {
            lines.truncate(lines.trim_end().len());
            lines.push('\n');
            used = 0;
        }
        lines.push_str(piece);
        used += width(piece);
    }
    lines
}

/// The stretches of `text` that no line may break.
fn pieces(text: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let (mut pieces, mut begin) = (Vec::new(), 0);
    for pair in letters.windows(2) {
        let [(_, letter), (at, next)] = *pair else { continue };
        let apart = letter == ' ' || !letter.is_ascii() || !next.is_ascii();
        if apart && next != ' ' && !CLOSING.contains(next) && !OPENING.contains(letter) {
            pieces.extend(text.get(begin..at));
            begin = at;
        }
    }
    pieces.extend(text.get(begin..));
    pieces
}

fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::args::Typed;
    use super::*;

    /// Every name that `command` and those below it look up, in order of looking.
    fn names(command: &Command, path: &str, wanted: &mut Vec<(&'static str, [String; 2])>) {
        wanted.push(("commands", [path.to_owned(), command.get_name().to_owned()]));
        for arg in command.get_arguments() {
            let id = arg.get_id().to_string();
            wanted.push(("options", [format!("{path}.{id}"), id]));
        }
        for own in command.get_subcommands() {
            let name = own.get_name();
            let path = if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}.{name}")
            };
            names(own, &path, wanted);
        }
    }

    #[test]
    fn every_command_and_option_has_words_and_no_words_are_left_over() {
        let mut command = Typed::command();
        command.build();
        let mut wanted = Vec::new();
        names(&command, "", &mut wanted);
        let mut used = std::collections::BTreeSet::new();
        for (kind, keys) in &wanted {
            let words = if *kind == "commands" {
                &HELP.commands
            } else {
                &HELP.options
            };
            let found = keys.iter().find(|key| words.contains_key(*key));
            assert!(found.is_some(), "no words for {keys:?}");
            used.insert((*kind, found.cloned().unwrap_or_default()));
        }
        let known = |kind: &'static str, words: &BTreeMap<String, String>| -> Vec<_> {
            words.keys().map(|key| (kind, key.clone())).collect()
        };
        let all = [known("commands", &HELP.commands), known("options", &HELP.options)].concat();
        let stray: Vec<_> = all.into_iter().filter(|key| !used.contains(key)).collect();
        assert!(stray.is_empty(), "{stray:?}");
    }

    #[test]
    fn help_in_chinese_holds_no_sentence_in_english_and_fits_its_terminal() {
        let mut command = in_chinese(Typed::command(), true);
        let mut all = vec![command.render_long_help().to_string()];
        for own in command.get_subcommands_mut().filter(|own| own.get_name() != "help") {
            all.push(own.render_long_help().to_string());
            all.push(own.render_help().to_string());
        }
        for help in all {
            for line in help.lines() {
                assert!(width(line) <= WIDTHS.0, "{line}");
                let words = line
                    .split(' ')
                    .filter(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()));
                assert!(words.count() < 3, "{line}");
            }
        }
    }
}
