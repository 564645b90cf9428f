//! Inputs: files, folders, patterns and standard input, found in a fixed order and decoded.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::message::reason;
use crate::document::{Format, Source};
use crate::error::Error;

/// Files that a folder is searched for, by extension. A file that is named may have any.
const EXTENSIONS: [(&str, Format); 3] = [
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("txt", Format::Plain),
];

const MARK: char = '\u{feff}';

/// A document to read.
#[derive(Debug)]
pub struct Input {
    /// Where it is; none for standard input.
    pub path: Option<PathBuf>,
    format: Format,
}

/// Every input that `paths` stand for, in their order, each folder by path, no file twice. What
/// cannot be found stands in its place as an error.
pub fn find(paths: &[OsString], stdin: Format) -> Vec<Result<Input, Error>> {
    let mut seen = HashSet::new();
    let mut inputs: Vec<_> = paths.iter().flat_map(|path| expand(path, stdin)).collect();
    inputs.retain(|input| match input {
        Ok(input) => seen.insert(input.path.clone()),
        Err(_) => true,
    });
    inputs
}

/// Reads and decodes `input`.
///
/// # Errors
/// An input that cannot be read, is empty, or is not text; the place is a byte of the file.
pub fn read(input: &Input) -> Result<Source, Error> {
    let name = input.path.as_deref().map_or_else(|| "-".to_owned(), name_of);
    let mut bytes = Vec::new();
    let read = match &input.path {
        Some(path) => fs::read(path).map(|file| bytes = file),
        None => io::stdin().lock().read_to_end(&mut bytes).map(drop),
    };
    if let Err(error) = read {
        return Err(unreadable(&name, &error));
    }
    let text = decode(bytes).map_err(|error| error.with("path", name.as_str()))?;
    Ok(Source {
        name: Arc::from(name),
        text,
        format: input.format,
    })
}

/// Turns the bytes of a file into text; the caller adds the `path` to an error.
fn decode(bytes: Vec<u8>) -> Result<String, Error> {
    if bytes.is_empty() {
        return Err(Error::new("input_empty"));
    }
    let nul = memchr::memchr(0, &bytes);
    // The fast check says yes or no; where it says no the standard one tells the place.
    let text = match simdutf8::basic::from_utf8(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => String::from_utf8(bytes.clone()),
    };
    let valid = text
        .as_ref()
        .map_or_else(|error| error.utf8_error().valid_up_to(), String::len);
    match (nul.filter(|&at| at < valid), text) {
        (Some(at), _) => Err(Error::new("input_nul").with("offset", at)),
        (None, Err(_)) => Err(Error::new("input_not_utf8").with("offset", valid)),
        (None, Ok(mut text)) => {
            if text.starts_with(MARK) {
                text.drain(..MARK.len_utf8());
            }
            Ok(text)
        }
    }
}

fn expand(path: &OsStr, stdin: Format) -> Vec<Result<Input, Error>> {
    if path == "-" {
        return vec![Ok(Input {
            path: None,
            format: stdin,
        })];
    }
    let pattern = path.to_str().filter(|path| path.contains(['*', '?', '[']));
    match (fs::metadata(path), pattern) {
        (Ok(found), _) if found.is_dir() => folder(Path::new(path)),
        (Ok(_), _) => vec![Ok(file(PathBuf::from(path)))],
        (Err(_), Some(pattern)) => matches(pattern),
        (Err(error), None) if error.kind() == io::ErrorKind::NotFound => {
            vec![Err(Error::new("input_missing").with("path", name_of(Path::new(path))))]
        }
        (Err(error), None) => vec![Err(unreadable(&name_of(Path::new(path)), &error))],
    }
}

/// The documents under `path`. Only ignore files inside or above the folder count, not the user's
/// own, so that the same folder holds the same documents on every machine.
fn folder(path: &Path) -> Vec<Result<Input, Error>> {
    let walk = WalkBuilder::new(path)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .sort_by_file_path(Path::cmp)
        .build();
    let found: Vec<_> = walk.filter_map(|step| visit(path, step)).collect();
    if found.is_empty() {
        let extensions = EXTENSIONS.map(|(extension, _)| format!(".{extension}")).join(" ");
        let error = Error::new("folder_empty").with("path", name_of(path));
        return vec![Err(error.with("extensions", extensions))];
    }
    found
}

fn visit(folder: &Path, step: Result<ignore::DirEntry, ignore::Error>) -> Option<Result<Input, Error>> {
    match step {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let format = format_of(entry.path())?;
            is_file.then(|| {
                Ok(Input {
                    path: Some(entry.into_path()),
                    format,
                })
            })
        }
        Err(error) => {
            let path = path_of(&error).unwrap_or(folder).to_path_buf();
            let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
            Some(Err(unreadable(&name_of(&path), &error)))
        }
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// The files that `pattern` matches, hidden ones only where it names the dot.
fn matches(pattern: &str) -> Vec<Result<Input, Error>> {
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..Default::default()
    };
    let found = match glob::glob_with(pattern, options) {
        Ok(found) => found,
        Err(error) => {
            let place = pattern
                .get(..error.pos)
                .map_or(error.pos, |before| before.chars().count());
            return vec![Err(Error::new("glob_broken")
                .with("path", pattern)
                .with("place", place + 1))];
        }
    };
    let files: Vec<_> = found
        .filter_map(|step| match step {
            Ok(path) => path.is_file().then(|| Ok(file(path))),
            Err(error) => Some(Err(unreadable(&name_of(error.path()), error.error()))),
        })
        .collect();
    if files.is_empty() {
        vec![Err(Error::new("glob_empty").with("path", pattern))]
    } else {
        files
    }
}

fn file(path: PathBuf) -> Input {
    let format = format_of(&path).unwrap_or(Format::Plain);
    Input {
        path: Some(path),
        format,
    }
}

fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?;
    let known = EXTENSIONS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(extension));
    known.map(|&(_, format)| format)
}

fn unreadable(name: &str, error: &io::Error) -> Error {
    Error::new("input_unreadable")
        .with("path", name)
        .with("reason", reason(error))
}

/// The path as given, with the separators of other systems made the usual ones.
fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy();
    if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.into_owned()
    }
}
