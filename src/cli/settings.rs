//! The file of settings: found by walking up from where the program runs.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args;
use super::message::reason;
use super::root::Root;
use crate::error::Error;
use crate::settings::Settings;

/// The name of the file.
pub const NAME: &str = "tongji.toml";

/// What messages call settings that were typed.
const TYPED: &str = "--set";

/// Settings with the file that they came from.
#[derive(Default)]
pub struct Found {
    /// What is set.
    pub settings: Settings,
    /// The name of the file from its own folder.
    pub name: Arc<str>,
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its folder, from which documents have their names.
    pub root: Root,
}

impl Found {
    /// Files of a reader's own words: those that were typed and those of the settings.
    pub fn words(&self, typed: &args::Own) -> args::Own {
        let set = self.settings.lexicon.iter().map(PathBuf::from);
        args::Own {
            lexicon: typed.lexicon.iter().cloned().chain(set).collect(),
        }
    }

    /// What was named to be read, else what the settings name.
    ///
    /// # Errors
    /// Nothing is named.
    pub fn paths(&self, typed: Vec<OsString>) -> Result<Vec<OsString>, Error> {
        let set = self.settings.inputs.iter().map(OsString::from);
        let paths: Vec<OsString> = if typed.is_empty() { set.collect() } else { typed };
        if paths.is_empty() {
            return Err(Error::new("inputs_unnamed"));
        }
        Ok(paths)
    }
}

/// Reads the file that was named, else the nearest one from here upwards, else nothing where that was asked for; then
/// what was typed beside it. The paths in the file become paths from here.
///
/// # Errors
/// A file that cannot be read or understood.
pub fn find(typed: &args::Settings) -> Result<Found, Error> {
    let mut found = file(typed)?;
    if !typed.set.is_empty() {
        found.settings.extend(Settings::parse(TYPED, &typed.set.join("\n"))?);
    }
    found.settings.check_names()?;
    Ok(found)
}

fn file(typed: &args::Settings) -> Result<Found, Error> {
    let path = match &typed.config {
        Some(path) => Some(path.clone()),
        None if typed.isolated => None,
        None => upwards(),
    };
    let Some(path) = path else {
        return Ok(Found::default());
    };
    let name = path.to_string_lossy().into_owned();
    let text = fs::read_to_string(&path).map_err(|error| {
        let error = match error.kind() {
            ErrorKind::NotFound => Error::new("input_missing"),
            ErrorKind::InvalidData => Error::new("settings_encoding"),
            _ => Error::new("input_unreadable").with("reason", reason(&error)),
        };
        error.with("path", name.as_str())
    })?;
    let mut settings = Settings::parse(&name, &text)?;
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let from_here = |path: &mut String| *path = folder.join(&*path).to_string_lossy().into_owned();
    settings.inputs.iter_mut().for_each(from_here);
    settings.lexicon.iter_mut().for_each(from_here);
    settings.baseline.iter_mut().for_each(from_here);
    let name: Arc<str> = path
        .file_name()
        .map_or_else(|| name.as_str().into(), |own| own.to_string_lossy().into());
    for stated in &mut settings.invariants.stated {
        stated.source = Arc::clone(&name);
    }
    let root = Root::at(folder);
    Ok(Found {
        settings,
        name,
        path,
        text,
        root,
    })
}

/// The nearest file, as a path from here: `../../tongji.toml`. A folder that holds a repository ends the walk.
fn upwards() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(NAME).is_file() {
            return Some(up.join(NAME));
        }
        if folder.join(".git").exists() {
            return None;
        }
        up.push("..");
    }
    None
}
