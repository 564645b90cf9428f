//! The `datapackage.json` beside a table: its columns, and the documents that it came from with their hashes.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::message::reason;
use super::output::Target;
use crate::error::Error;
use crate::table::Rows;
use crate::table::package::{Origin, Resource, package};

/// The name that tools look for.
const NAME: &str = "datapackage.json";

/// Writes the package beside `table`, which was written as `rows` in `format`, from `documents`: for each its name and
/// the file that it stands in.
///
/// # Errors
/// A table or a document that cannot be read again, or a package that cannot be written.
pub fn write(
    table: &Path,
    format: &str,
    rows: &dyn Rows,
    documents: &[(String, Option<PathBuf>)],
) -> anyhow::Result<()> {
    let bytes = read(table)?;
    let name = table.file_name().unwrap_or_default().to_string_lossy();
    let resource = Resource {
        path: &name,
        format,
        hash: hash(&bytes),
        bytes: bytes.len(),
    };
    let mut origins = Vec::with_capacity(documents.len());
    for (title, path) in documents {
        let bytes = path.as_deref().map(read).transpose()?;
        origins.push(Origin {
            title: title.clone(),
            path: path
                .as_deref()
                .map_or_else(|| title.clone(), |path| path.to_string_lossy().into_owned()),
            hash: bytes.as_deref().map(hash),
            bytes: bytes.map(|bytes| bytes.len() as u64),
        });
    }
    let text = package(rows, &resource, &origins);
    let beside = table.with_file_name(NAME);
    Target::new(Some(beside)).write(|out| out.write_all(&text))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| {
        Error::new("input_unreadable")
            .with("path", path.to_string_lossy().into_owned())
            .with("reason", reason(&error))
    })
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let digits: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{}", digits.concat())
}
