//! What was typed.

mod picture;

use std::ffi::OsString;
use std::num::NonZeroU16;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use picture::{By, Chart, Diff, PictureFormat, Report};

use super::message::Language;
use crate::report;
use crate::table;

/// Reads reports, mostly Chinese, and pulls out every figure: value, interval, unit, what is
/// counted, when, and where in the text.
#[derive(Debug, Parser)]
#[command(name = "tongji", version, max_term_width = 100)]
pub struct Typed {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes a table of every figure in the documents.
    Extract(Extract),
    /// Checks whether the figures of the documents fit together.
    Check(Check),
    /// Says how a sentence was read, step by step, or prints the manual page of a rule or a metric.
    Explain(Explain),
    /// Lists the words in force, or checks a file of your own words.
    Lexicon(Lexicon),
    /// Draws the figures as a picture.
    Chart(Chart),
    /// Writes a page to read: the text with every figure marked, table, charts and findings.
    Report(Report),
    /// Says which figures changed, are new, vanished or moved between two versions.
    Diff(Diff),
    /// Prints a script that completes commands and options in a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Prints the manual page of the program, for man.
    Man,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A rule or a metric; every rule where nothing is given.
    #[arg(value_name = "RULE|METRIC")]
    pub name: Option<String>,
    /// Say how this text is read.
    #[arg(long, conflicts_with = "name")]
    pub text: Option<String>,
    /// How the steps are written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Steps::Text, requires = "text")]
    pub format: Steps,
    /// Words of your own.
    #[command(flatten)]
    pub own: Own,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: Settings,
}

/// How the steps of a reading are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Steps {
    /// In words.
    Text,
    /// As JSON.
    Json,
}

/// Options of `lexicon`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Lexicon {
    /// What to do instead of listing.
    #[command(subcommand)]
    pub command: Option<LexiconCommand>,
    /// List the words that hold this text.
    #[arg(long, value_name = "TEXT")]
    pub word: Option<String>,
    /// List the words of this section.
    #[arg(long, value_name = "SECTION")]
    pub section: Option<String>,
    /// Write every word in force, or those asked for, as a table.
    #[arg(
        long,
        value_parser = PossibleValuesParser::new(table::FORMATS.iter().map(|format| format.name))
    )]
    pub format: Option<String>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Words of your own.
    #[command(flatten)]
    pub own: Own,
}

/// What `lexicon` does besides listing.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Checks files of your own words and runs their examples.
    Check {
        /// The files, read together.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// A reader's own words.
#[derive(Debug, Args)]
pub struct Own {
    /// A TOML file of your own units, metrics, cues and names; may be given more than once.
    #[arg(long = "lexicon", value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "General options")]
pub struct Common {
    /// Say nothing but errors and what you should mend, and show no progress.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say for each document how it was read and what it held.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// When to colour messages.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
    /// The language of messages and of words in files [default: on a terminal the locale's, else
    /// the main language of the documents].
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,
    /// How many threads read documents [default: one for each processor].
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroU16>,
}

/// When to do what suits a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options of `extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files, folders, quoted patterns such as 'reports/**/*.md', or - for standard input [default:
    /// the inputs of tongji.toml].
    #[arg(value_name = "PATH")]
    pub paths: Vec<OsString>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
    /// Write to this file instead of standard output; its extension tells the format.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The format of the table [default: by the extension of FILE, else csv].
    #[arg(
        long,
        value_parser = PossibleValuesParser::new(table::FORMATS.iter().map(|format| format.name))
    )]
    pub format: Option<String>,
    /// Keep only claims of these metrics, separated by commas.
    #[arg(long, value_name = "METRIC", value_delimiter = ',')]
    pub metric: Vec<String>,
    /// Write every numeral, also those that are no claims, with kind and why.
    #[arg(long)]
    pub all: bool,
    /// Write these columns, separated by commas, in this order.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Write csv or tsv with a byte-order mark and CR LF, as spreadsheets expect them.
    #[arg(long)]
    pub excel: bool,
    /// Write cells as they are, even where a spreadsheet would run one as a formula.
    #[arg(long)]
    pub raw: bool,
    /// Write a datapackage.json beside the table: what its columns hold, and the documents with their hashes.
    #[arg(long)]
    pub package: bool,
    /// Write a table of metrics instead: count, sum where it is sound, least and most.
    #[arg(long, conflicts_with_all = ["all", "columns"])]
    pub summary: bool,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files, folders, quoted patterns such as 'reports/**/*.md', or - for standard input [default:
    /// the inputs of tongji.toml].
    #[arg(value_name = "PATH")]
    pub paths: Vec<OsString>,
    /// How documents are read.
    #[command(flatten)]
    pub reading: Reading,
    /// Compare the claims with those of this claims table.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the claims of today to the baseline, and accept the findings of today.
    #[arg(long)]
    pub update_baseline: bool,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How findings are written [default: by the extension of FILE, else text].
    #[arg(
        long,
        value_parser = PossibleValuesParser::new(report::FORMATS.iter().map(|format| format.name))
    )]
    pub format: Option<String>,
    /// Use only these rules, separated by commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Use all but these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// End with status 1 where a finding is at least so grave [default: warning].
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// Write every relation that was found, with its verdict.
    #[arg(long)]
    pub show_relations: bool,
}

/// Options of commands that have settings.
#[derive(Debug, Args)]
pub struct Settings {
    /// Take the settings from this file [default: the nearest tongji.toml, upwards to the repository].
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Look for no tongji.toml.
    #[arg(long, conflicts_with = "config")]
    pub isolated: bool,
    /// Set what tongji.toml may set, written as there: --set 'levels.place-count = "off"'.
    #[arg(long, value_name = "TOML")]
    pub set: Vec<String>,
}

/// How grave a finding must be to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Every finding.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
}

/// Options of every command that reads documents.
#[derive(Debug, Args)]
pub struct Reading {
    /// How standard input is written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = InputFormat::Txt)]
    pub input_format: InputFormat,
    /// The encoding of text: gb18030, gbk, big5, utf-16le, utf-8, … [default: found out].
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The most that one document may be or unpack to, in MiB.
    #[arg(long, value_name = "MIB", default_value = "512")]
    pub max_size: NonZeroU16,
    /// Words of your own.
    #[command(flatten)]
    pub own: Own,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: Settings,
}

/// How standard input may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// HTML.
    Html,
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// Excel.
    Xlsx,
    /// A table with commas, tabs or semicolons.
    Csv,
}
