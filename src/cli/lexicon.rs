//! `tongji lexicon`: the words in force, and whether a file of a reader's own is sound.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::{self, LexiconCommand};
use super::console::Console;
use super::message::{self, Language};
use super::output::{self, Target};
use super::{Status, own};
use crate::check::RULES;
use crate::error::{Error, Field};
use crate::lexicon::Listed;
use crate::table::{self, Cell, Column, FORMATS, Options, Table};
use crate::trial;

/// The sections in the order in which they are listed, with their words for people.
const SECTIONS: [(&str, &str); 14] = [
    ("units", "section_units"),
    ("metrics", "section_metrics"),
    ("qualifiers", "section_qualifiers"),
    ("names", "section_names"),
    ("words", "section_words"),
    ("numerals", "section_numerals"),
    ("periods", "section_periods"),
    ("outline", "section_outline"),
    ("shapes", "section_shapes"),
    ("checks", "section_checks"),
    ("english", "section_english"),
    ("english_units", "section_english_units"),
    ("fold", "section_fold"),
    ("rules", "section_rules"),
];

/// The columns of the table of words.
static COLUMNS: [Column<Listed>; 7] = [
    column("word", "The word", |row, _| Cell::Text(&row.word)),
    column("section", "What sort of words it belongs to", |row, _| {
        Cell::Text(&row.section)
    }),
    column("table", "The table and field of the file", |row, _| {
        Cell::Text(&row.table)
    }),
    column("entry", "What names its entry", |row, _| Cell::Text(&row.entry)),
    column("file", "The file", |row, _| Cell::Text(&row.file)),
    column("line", "The line, from 1", |row, _| Cell::Integer(row.line)),
    column("column", "The column, from 1", |row, _| Cell::Integer(row.column)),
];

const fn column(
    name: &'static str,
    doc: &'static str,
    get: for<'a> fn(&'a Listed, table::Words<'a>) -> Cell<'a>,
) -> Column<Listed> {
    Column { name, doc, get }
}

/// Lists or checks.
///
/// # Errors
/// A file that cannot be read, an unknown section, or an output that cannot be written.
pub fn run(typed: args::Lexicon, console: &Console) -> anyhow::Result<Status> {
    match typed.command {
        Some(LexiconCommand::Check { files }) => check(&files, console),
        None => list(typed, console),
    }
}

/// Validates files together and runs their examples.
fn check(files: &[PathBuf], console: &Console) -> anyhow::Result<Status> {
    let texts = files.iter().map(|path: &PathBuf| own::read(Path::new(path)));
    let texts: Vec<(String, String)> = texts.collect::<Result<_, _>>()?;
    let language = console.language(io::stdout().is_terminal());
    let (faults, closing) = match own::with(&texts) {
        Ok(lexicon) => {
            let outcome = trial::run(&lexicon);
            let count = lexicon.catalogue().iter().filter(|listed| listed.own).count();
            let fields = [
                ("words", Field::from(count)),
                ("examples", outcome.examples.into()),
                ("wrong", outcome.faults.len().into()),
            ];
            let closing = message::sentence(language, "trial_closing", &fields);
            (outcome.faults, closing)
        }
        Err(faults) => {
            let fields = [("count", Field::from(faults.len()))];
            let closing = message::sentence(language, "lexicon_closing", &fields);
            (faults, closing)
        }
    };
    output::to_stdout(|out| {
        for fault in &faults {
            writeln!(out, "{}", message::of_error(language, &fault.placed()))?;
        }
        writeln!(out, "{closing}")
    })?;
    Ok(if faults.is_empty() { Status::Done } else { Status::Found })
}

fn list(typed: args::Lexicon, console: &Console) -> anyhow::Result<Status> {
    let section = typed.section.as_deref();
    if let Some(name) = section.filter(|name| SECTIONS.iter().all(|(known, _)| known != name)) {
        let known: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
        let error = Error::new("section_unknown").with("name", name);
        return Err(error.with("known", known.join(", ")).into());
    }
    let lexicon = own::in_force(&typed.own, console)?;
    let mut listed = lexicon.catalogue();
    listed.extend(rules());
    let chosen = |listed: &&Listed| {
        section.is_none_or(|section| listed.section == section)
            && typed.word.as_deref().is_none_or(|word| listed.word.contains(word))
    };
    let rows: Vec<&Listed> = listed.iter().filter(chosen).collect();
    let target = Target::new(typed.output);
    let terminal = matches!(target, Target::Stdout) && io::stdout().is_terminal();
    let language = console.language(terminal);
    let format = FORMATS
        .iter()
        .find(|format| Some(format.name) == typed.format.as_deref());
    let filtered = section.is_some() || typed.word.is_some();
    target.write(|out| match format {
        Some(format) => {
            let table = Table {
                columns: COLUMNS.iter().collect(),
                rows,
                words: &|key| key,
            };
            (format.write)(&table, Options::default(), out)
        }
        None if filtered => rows.iter().try_for_each(|listed| line(listed, out)),
        None => sections(&listed, language, out),
    })?;
    Ok(Status::Done)
}

/// The rules of `check`, as words of a section.
fn rules() -> impl Iterator<Item = Listed> {
    RULES.iter().map(|rule| Listed {
        word: rule.name.to_owned(),
        section: "rules".to_owned(),
        table: "rule".to_owned(),
        entry: rule.level.word().to_owned(),
        file: String::new(),
        line: 0,
        column: 0,
        own: false,
    })
}

/// A word with its place.
fn line(listed: &Listed, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\t{}\t{}", listed.word, place(listed), listed.entry)
}

/// Where a word of the lexicon stands: `units.toml:31 unit.forms`.
pub fn place(listed: &Listed) -> String {
    if listed.file.is_empty() {
        return listed.section.clone();
    }
    format!("{}:{} {}", listed.file, listed.line, listed.table)
}

/// Every section with the number of its words, and how many of them are the reader's own.
fn sections(listed: &[Listed], language: Language, out: &mut dyn Write) -> io::Result<()> {
    for (name, key) in SECTIONS {
        let words = listed.iter().filter(|listed| listed.section == name);
        let own = words.clone().filter(|listed| listed.own).count();
        let fields = [("own", Field::from(own))];
        let what = message::sentence(language, key, &[]);
        let own = match own {
            0 => String::new(),
            _ => message::sentence(language, "section_own", &fields),
        };
        writeln!(out, "{name:<14}{:>6}  {what}{own}", words.count())?;
    }
    writeln!(out, "{}", message::sentence(language, "section_hint", &[]))
}
