//! The baseline: the claims table that a run is compared with, and beside it the findings that were accepted.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::message::reason;
use super::output::Target;
use crate::check::accepted::Accepted;
use crate::claim::Entry;
use crate::error::Error;
use crate::table::{self, COLUMNS, Options, STANDARD, Table};

/// A baseline on disk.
pub struct Baseline {
    /// The claims table.
    pub path: PathBuf,
    /// What it holds; none where there is no such file yet.
    pub claims: Option<Vec<Entry>>,
    /// The findings that were accepted.
    pub accepted: Accepted,
}

impl Baseline {
    /// Reads the table at `path` and what was accepted.
    ///
    /// # Errors
    /// A file that cannot be read, or is none of its kind; a table that is not there, unless it is to be written.
    pub fn read(path: &Path, update: bool) -> Result<Self, Error> {
        let claims = match bytes(path)? {
            Some(bytes) => {
                let claims = table::csv::read(&bytes).map_err(|error| named(error, path))?;
                Some(plainly_named(claims))
            }
            None if update => None,
            None => return Err(Error::new("baseline_missing").with("path", path.to_string_lossy().into_owned())),
        };
        let beside = beside(path);
        let accepted = match bytes(&beside)? {
            Some(bytes) => Accepted::read(&bytes).map_err(|error| named(error, &beside))?,
            None => Accepted::default(),
        };
        Ok(Self {
            path: path.to_path_buf(),
            claims,
            accepted,
        })
    }

    /// The claims that the table shall hold: those of documents that this run did not look at stay, and each document of
    /// `now` keeps its place. How many stay comes with them.
    pub fn renewed<'a>(&'a self, now: &[&'a Entry], looks_at: impl Fn(&str) -> bool) -> (Vec<&'a Entry>, usize) {
        let before = self.claims.as_deref().unwrap_or_default();
        let kept: Vec<&Entry> = before.iter().filter(|entry| !looks_at(&entry.source)).collect();
        if kept.is_empty() {
            return (now.to_vec(), 0);
        }
        let mut places: HashMap<&str, usize> = HashMap::new();
        for entry in before.iter().chain(now.iter().copied()) {
            let next = places.len();
            places.entry(&entry.source).or_insert(next);
        }
        let mut claims: Vec<&Entry> = kept.iter().chain(now).copied().collect();
        claims.sort_by_key(|entry| places.get(&*entry.source));
        (claims, kept.len())
    }

    /// Writes the table of `claims`, and what is accepted.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, claims: Vec<&Entry>, accepted: &Accepted) -> anyhow::Result<()> {
        let rows = Table {
            columns: COLUMNS.iter().take(STANDARD).map(|field| &field.column).collect(),
            rows: claims,
            words: &|key| key,
        };
        let table = Target::File(self.path.clone());
        table.write(|out| table::csv::write(&rows, Options::default(), out))?;
        let beside = beside(&self.path);
        if accepted.is_empty() && !beside.exists() {
            return Ok(());
        }
        Target::File(beside).write(|out| out.write_all(&accepted.write()))
    }
}

/// Claims whose documents have their names without `./`, as a run with a baseline has them.
fn plainly_named(mut claims: Vec<Entry>) -> Vec<Entry> {
    for entry in &mut claims {
        if let Some(name) = entry.source.strip_prefix("./") {
            entry.source = Arc::from(name);
        }
    }
    claims
}

/// The file of accepted findings: `out/claims.accepted.csv` for `out/claims.csv`.
fn beside(path: &Path) -> PathBuf {
    path.with_extension("accepted.csv")
}

/// The bytes of a file, where it is there.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(
            Error::new("input_unreadable").with("reason", reason(&error)),
            path,
        )),
    }
}

fn named(error: Error, path: &Path) -> Error {
    error.with("path", path.to_string_lossy().into_owned())
}
