//! Inputs: files, folders, patterns and standard input, found in a fixed order and decoded.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::handle::Handle;
use super::message::reason;
use super::root::Root;
use crate::error::Error;
use crate::source::{self, FORMATS, Format, Manner, Member, Pack, Source, Stream};

/// A file of so many bytes is read in blocks.
const LONG: usize = 1 << 20;
/// How many bytes are read in one go.
const BLOCK: usize = 1 << 16;

/// How inputs are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// How standard input is written.
    pub stdin: Format,
    /// How documents are decoded.
    pub manner: Manner,
}

impl From<Format> for Reading {
    fn from(stdin: Format) -> Self {
        Self {
            stdin,
            manner: Manner::default(),
        }
    }
}

/// How an input came to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Its path was given, or `-`.
    Named,
    /// A pattern matches it.
    Matched,
    /// A folder or an archive holds it.
    Found,
}

/// A document to read.
#[derive(Debug)]
pub struct Input {
    /// How it came to be one.
    pub origin: Origin,
    /// Where it is; none for standard input.
    pub path: Option<PathBuf>,
    /// The file of the archive at `path` that it is.
    member: Option<(Pack<Handle>, Member)>,
    /// How its name says that it is written; none for a document of a folder or an archive that is not read.
    format: Option<Format>,
    manner: Manner,
    /// What its file is called, where that is not its path.
    called: Option<String>,
}

impl Input {
    /// Whether it is of a format that is read.
    pub const fn is_read(&self) -> bool {
        self.format.is_some()
    }

    /// Its name for people.
    pub fn name(&self) -> String {
        match &self.member {
            Some((_, member)) => format!("{}/{}", self.file(), member.name),
            None => self.file(),
        }
    }

    /// Its file, where its name says that it is of `format`, and it is long, but within the limit.
    pub fn long_text(&self, format: Format) -> Option<PathBuf> {
        let path = self.path.as_ref()?;
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        let bytes = usize::try_from(found.len()).ok()?;
        let own = self.format == Some(format) && self.member.is_none() && self.manner.encoding.is_none();
        (own && (LONG..=self.manner.limit).contains(&bytes)).then(|| path.clone())
    }

    /// The name of the file that it is or stands in.
    fn file(&self) -> String {
        let called = || self.path.as_deref().map_or_else(|| "-".to_owned(), name_of);
        self.called.clone().unwrap_or_else(called)
    }
}

/// Every input that `paths` stand for, in their order, each folder and each archive by path, no file twice. What
/// cannot be found stands in its place as an error.
pub fn find(paths: &[OsString], reading: impl Into<Reading>) -> Vec<Result<Input, Error>> {
    let reading = reading.into();
    let mut seen = HashSet::new();
    let mut found: Vec<_> = paths.iter().flat_map(|path| expand(path, reading)).collect();
    found.retain(|input| match input {
        Ok(input) => seen.insert(input.path.clone()),
        Err(_) => true,
    });
    found.into_iter().flat_map(unpack).collect()
}

/// The inputs of `paths` with their names as seen from `root`, no document twice.
pub fn find_from(root: &Root, paths: &[OsString], reading: Reading) -> Vec<Result<Input, Error>> {
    let mut found = find(paths, reading);
    let mut seen = HashSet::new();
    found.retain_mut(|input| match input {
        Ok(input) => {
            input.called = Some(root.name(&input.file()));
            seen.insert(input.name())
        }
        Err(_) => true,
    });
    found
}

/// The documents of an archive; any other input is one by itself.
fn unpack(input: Result<Input, Error>) -> Vec<Result<Input, Error>> {
    let input = match input {
        Ok(input) => input,
        Err(error) => return vec![Err(error)],
    };
    let Some(path) = input.path.as_deref().filter(|path| is_archive(path)) else {
        return vec![Ok(input)];
    };
    let name = name_of(path);
    let handle = match Handle::open(path) {
        Ok(handle) => handle,
        Err(error) => return vec![Err(unreadable(&name, &error))],
    };
    match Pack::open(handle, input.manner.limit) {
        Ok(Some(pack)) => members(input, pack),
        // One document that is called an archive, or a damaged archive: reading it says which.
        Ok(None) => vec![Ok(input)],
        Err(error) => vec![Err(error.with("path", name))],
    }
}

/// The documents of the archive `pack`, which is at the path of `input`.
fn members(input: Input, mut pack: Pack<Handle>) -> Vec<Result<Input, Error>> {
    let members = pack.members();
    if members.is_empty() {
        let error = Error::new("archive_empty").with("path", input.file());
        return vec![Err(error.with("extensions", extensions()))];
    }
    let of_archive = |member: Member| Input {
        origin: Origin::Found,
        path: input.path.clone(),
        format: member.format,
        member: Some((pack.clone(), member)),
        manner: input.manner,
        called: None,
    };
    members.into_iter().map(of_archive).map(Ok).collect()
}

fn is_archive(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(source::ARCHIVE))
}

/// Reads and decodes `input`.
///
/// # Errors
/// An input that cannot be read, is empty, or is no document; the place is a byte of the file.
pub fn read(input: &Input) -> Result<Source, Error> {
    let name = input.name();
    if let Some(stream) = input.path.as_deref().and_then(|path| in_blocks(path, input)) {
        return source::streamed(&name, stream).map_err(|error| error.with("path", name.as_str()));
    }
    let format = input.format.unwrap_or(Format::Plain);
    let decoded = bytes(input)?.and_then(|bytes| source::decode(&name, bytes, format, input.manner));
    decoded.map_err(|error| error.with("path", name.as_str()))
}

/// The bytes of `input`; what an archive does not give is an error without a path.
fn bytes(input: &Input) -> Result<Result<Vec<u8>, Error>, Error> {
    if let Some((pack, member)) = &input.member {
        return Ok(pack.member(member.index));
    }
    let mut bytes = Vec::new();
    let read = match &input.path {
        Some(path) => fs::read(path).map(|file| bytes = file),
        None => io::stdin().lock().read_to_end(&mut bytes).map(drop),
    };
    match read {
        Ok(()) => Ok(Ok(bytes)),
        Err(error) => Err(unreadable(&input.file(), &error)),
    }
}

/// A long text, read in blocks; none where it is short or no plain text in UTF-8, and must be read whole.
fn in_blocks(path: &Path, input: &Input) -> Option<Stream> {
    let format = input
        .format
        .filter(|format| matches!(format, Format::Plain | Format::Markdown))?;
    input.long_text(format)?;
    let mut file = File::open(path).ok()?;
    let bytes = usize::try_from(file.metadata().ok()?.len()).ok()?;
    let mut stream = Stream::new(bytes, format);
    let (mut buffer, mut kept) = (vec![0; BLOCK], 0);
    loop {
        let filled = kept + file.read(buffer.get_mut(kept..)?).ok()?;
        if filled == kept {
            return (kept == 0).then_some(stream);
        }
        let taken = stream.take(buffer.get(..filled)?)?;
        buffer.copy_within(taken..filled, 0);
        kept = filled - taken;
    }
}

fn expand(path: &OsStr, reading: Reading) -> Vec<Result<Input, Error>> {
    if path == "-" {
        return vec![Ok(Input {
            origin: Origin::Named,
            path: None,
            member: None,
            format: Some(reading.stdin),
            manner: reading.manner,
            called: None,
        })];
    }
    let pattern = path.to_str().filter(|path| path.contains(['*', '?', '[']));
    match (fs::metadata(path), pattern) {
        (Ok(found), _) if found.is_dir() => folder(Path::new(path), reading),
        (Ok(_), _) => vec![Ok(file(PathBuf::from(path), Origin::Named, reading))],
        (Err(_), Some(pattern)) => matches(pattern, reading),
        (Err(error), None) if error.kind() == io::ErrorKind::NotFound => {
            vec![Err(Error::new("input_missing").with("path", name_of(Path::new(path))))]
        }
        (Err(error), None) => vec![Err(unreadable(&name_of(Path::new(path)), &error))],
    }
}

/// The documents under `path`. Only ignore files inside or above the folder count, not the user's
/// own, so that the same folder holds the same documents on every machine.
fn folder(path: &Path, reading: Reading) -> Vec<Result<Input, Error>> {
    let walk = WalkBuilder::new(path)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .sort_by_file_path(Path::cmp)
        .build();
    let found: Vec<_> = walk.filter_map(|step| visit(path, step, reading)).collect();
    if found.is_empty() {
        let error = Error::new("folder_empty").with("path", name_of(path));
        return vec![Err(error.with("extensions", extensions()))];
    }
    found
}

fn visit(
    folder: &Path,
    step: Result<ignore::DirEntry, ignore::Error>,
    reading: Reading,
) -> Option<Result<Input, Error>> {
    match step {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let ending = entry.path().extension().and_then(OsStr::to_str);
            let format = ending.and_then(Format::of_ending);
            let known = format.is_some() || is_archive(entry.path());
            let other = ending.is_some_and(source::is_other);
            (is_file && (known || other)).then(|| {
                Ok(Input {
                    format: format.or(known.then_some(Format::Plain)),
                    ..file(entry.into_path(), Origin::Found, reading)
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
fn matches(pattern: &str, reading: Reading) -> Vec<Result<Input, Error>> {
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
            Ok(path) => path.is_file().then(|| Ok(file(path, Origin::Matched, reading))),
            Err(error) => Some(Err(unreadable(&name_of(error.path()), error.error()))),
        })
        .collect();
    if files.is_empty() {
        vec![Err(Error::new("glob_empty").with("path", pattern))]
    } else {
        files
    }
}

fn file(path: PathBuf, origin: Origin, reading: Reading) -> Input {
    let format = path.extension().and_then(OsStr::to_str).and_then(Format::of_ending);
    Input {
        origin,
        path: Some(path),
        member: None,
        format: Some(format.unwrap_or(Format::Plain)),
        manner: reading.manner,
        called: None,
    }
}

/// The endings of documents, as people write them.
fn extensions() -> String {
    let endings = FORMATS.iter().flat_map(|format| format.endings);
    let endings: Vec<String> = endings
        .chain([&source::ARCHIVE])
        .map(|ending| format!(".{ending}"))
        .collect();
    endings.join(" ")
}

pub fn unreadable(name: &str, error: &io::Error) -> Error {
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
