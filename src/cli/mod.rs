//! The command line: the only part that touches files, the environment, the terminal and threads.
//!
//! `args` is what was typed, `config` what was built from it; then each command has a file.

mod args;
mod baseline;
mod batch;
mod chart;
mod check;
mod config;
mod console;
mod diff;
mod explain;
mod extract;
mod finding;
mod handle;
mod help;
mod input;
mod judge;
mod lexicon;
mod message;
mod nearest;
mod output;
mod own;
mod package;
mod pieces;
mod progress;
mod remarks;
mod report;
mod root;
mod settings;
mod syntax;
mod usage;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{CommandFactory, Parser};

use crate::error::Error;
use args::{Command, Typed};
use console::Console;
use message::Language;

/// How a run ended; the number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything asked for was done, or the reader of the output had enough.
    Done = 0,
    /// Findings at or above the level that was asked for.
    Found = 1,
    /// Wrong usage, or an input or output that could not be read or written.
    Failed = 2,
}

/// Does what `args` ask for, the first being the program's name, and says what went wrong.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Status {
    let args: Vec<OsString> = args.into_iter().collect();
    let typed = match Typed::try_parse_from(&args) {
        Ok(typed) => typed,
        Err(usage) => return explain(&usage::in_language(usage, &args)),
    };
    hush();
    let mut console = Console::new(&typed.common);
    let threads = typed.common.threads.map(|threads| usize::from(threads.get()));
    let done = with_threads(threads, || dispatch(typed.command, &mut console));
    done.unwrap_or_else(|error| complain(&error, &console))
}

/// Leaves the panics of the reader of PDF, which become errors of their file, without a trace on the terminal.
fn hush() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::source::is_guarded() {
            usual(panic);
        }
    }));
}

/// Prints usage or help; a closed pipe is nobody's fault.
fn explain(usage: &clap::Error) -> Status {
    match usage::sentence(usage) {
        // Where nobody listens any more, there is nobody to tell.
        Some(text) => drop(writeln!(io::stderr().lock(), "{text}")),
        None => drop(usage.print()),
    }
    if usage.use_stderr() {
        Status::Failed
    } else {
        Status::Done
    }
}

fn with_threads(
    threads: Option<usize>,
    work: impl FnOnce() -> anyhow::Result<Status> + Send,
) -> anyhow::Result<Status> {
    let Some(threads) = threads else {
        return work();
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    match pool {
        Ok(pool) => pool.install(work),
        Err(_) => Err(Error::new("threads_failed").with("threads", threads).into()),
    }
}

fn dispatch(command: Command, console: &mut Console) -> anyhow::Result<Status> {
    match command {
        Command::Extract(typed) => extract::run(typed, console),
        Command::Check(typed) => check::run(typed, console),
        Command::Explain(typed) => explain::run(&typed, console),
        Command::Lexicon(typed) => lexicon::run(typed, console),
        Command::Chart(typed) => chart::run(typed, console),
        Command::Report(typed) => report::run(typed, console),
        Command::Diff(typed) => diff::run(&typed, console),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut parser(console), "tongji", &mut script);
            output::to_stdout(|out| out.write_all(&script))?;
            Ok(Status::Done)
        }
        Command::Man => {
            let page = clap_mangen::Man::new(parser(console));
            let mut text = Vec::new();
            page.render(&mut text)?;
            output::to_stdout(|out| out.write_all(&text))?;
            Ok(Status::Done)
        }
    }
}

/// The commands and options, in the language of what is written for other programs.
fn parser(console: &Console) -> clap::Command {
    match console.language(false) {
        Language::Zh => help::in_chinese(Typed::command(), false),
        Language::En => Typed::command(),
    }
}

fn complain(error: &anyhow::Error, console: &Console) -> Status {
    let closed = error
        .downcast_ref()
        .is_some_and(|error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe);
    if closed {
        return Status::Done;
    }
    match error.downcast_ref() {
        Some(error) => console.error(error),
        None => console.error_text(&format!("{error:#}")),
    }
    Status::Failed
}
