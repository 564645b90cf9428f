//! The baseline: the claims table that a run is compared with, and beside it the findings that were accepted.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::message::reason;
use super::output::Target;
use crate::check::Finding;
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
            Some(bytes) => Some(table::csv::read(&bytes).map_err(|error| named(error, path))?),
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

    /// Writes the table of what was read now, and the findings to accept.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write<'a>(&self, claims: &[&Entry], findings: impl Iterator<Item = &'a Finding>) -> anyhow::Result<()> {
        let rows = Table {
            columns: COLUMNS.iter().take(STANDARD).map(|field| &field.column).collect(),
            rows: claims.to_vec(),
            words: &|key| key,
        };
        let table = Target::File(self.path.clone());
        table.write(|out| table::csv::write(&rows, Options::default(), out))?;
        let accepted = Accepted::of(findings);
        let beside = beside(&self.path);
        if accepted.is_empty() && !beside.exists() {
            return Ok(());
        }
        Target::File(beside).write(|out| out.write_all(&accepted.write()))
    }
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
