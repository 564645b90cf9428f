//! `tongji diff`: which figures changed between two versions of documents or tables.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use super::Status;
use super::args;
use super::batch::{self, Tables};
use super::chart::{self, Reading};
use super::config;
use super::console::Console;
use super::input::{self, Reading as Manner};
use super::message::sentence;
use super::output::Target;
use super::own;
use super::settings;
use crate::claim::Entry;
use crate::diff::{self, FORMATS, Format, Words};
use crate::error::Error;
use crate::lexicon::Lexicon;

/// Reads both versions and writes what became of each claim.
///
/// # Errors
/// A wrong choice in `typed`, or an output that cannot be written.
pub fn run(typed: &args::Diff, console: &mut Console) -> anyhow::Result<Status> {
    let target = Target::new(typed.output.clone());
    let format = format(typed.format.as_deref(), &target)?;
    let manner = config::reading(&typed.reading)?;
    let own = own::in_force(
        &settings::find(&typed.reading.settings)?.words(&typed.reading.own),
        console,
    )?;
    let mut version = |path| version(path, manner, &target, &own, console);
    let (Some(old), Some(new)) = (version(&typed.old)?, version(&typed.new)?) else {
        return Ok(Status::Failed);
    };
    console.settle(chart::main_language(&new).or_else(|| chart::main_language(&old)));
    let language = console.language(matches!(target, Target::Stdout) && io::stdout().is_terminal());
    let words: Words<'_> = &|key, fields| sentence(language, key, fields);
    let comparison = diff::compare(&entries(&old), &entries(&new));
    target.write(|out: &mut dyn Write| (format.write)(&comparison, words, out))?;
    Ok(if comparison.is_different() {
        Status::Found
    } else {
        Status::Done
    })
}

/// The claims of one version, or nothing where a part of it cannot be read: what it holds would seem to have vanished.
fn version(
    path: &OsString,
    manner: Manner,
    target: &Target,
    lexicon: &Lexicon,
    console: &mut Console,
) -> anyhow::Result<Option<Vec<Reading>>> {
    let inputs = input::find(std::slice::from_ref(path), manner);
    chart::refuse_overwriting(target, &inputs)?;
    let batch = batch::read(inputs, Tables::Taken, console.quiet, |input, source| {
        chart::read(input, source, lexicon, false)
    });
    console.settle(chart::main_language(&batch.readings));
    batch.say(console);
    Ok(batch.is_sound().then_some(batch.readings))
}

fn entries(readings: &[Reading]) -> Vec<&Entry> {
    readings.iter().flat_map(|reading| &reading.entries).collect()
}

/// The format that was named, else the one of the file's extension, else text.
fn format(named: Option<&str>, target: &Target) -> Result<&'static Format, Error> {
    if let Some(named) = FORMATS.iter().find(|format| Some(format.name) == named) {
        return Ok(named);
    }
    let told = target.format(&FORMATS.each_ref().map(|format| format.endings))?;
    Ok(told.and_then(|at| FORMATS.get(at)).unwrap_or(&FORMATS[0]))
}
