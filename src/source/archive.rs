//! ZIP archives: the parts of Office files, and folders of documents that somebody packed.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Format;
use super::too_large;
use crate::error::Error;

/// The error of a damaged archive.
pub(super) const BROKEN: &str = "archive_broken";
/// The most files that an archive may hold.
const MOST: usize = 100_000;

/// A file inside an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its place in the archive's list.
    pub index: usize,
    /// Its path inside.
    pub name: String,
    /// The format that its name tells; none for a document or an archive that is not read.
    pub format: Option<Format>,
}

/// An archive with a bound for what comes out of it.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    broken: &'static str,
    limit: usize,
}

impl<'a> Archive<'a> {
    /// Opens `bytes`, from which at most `limit` bytes may come for one part.
    ///
    /// # Errors
    /// `broken`, where it is damaged.
    pub fn open(bytes: &'a [u8], broken: &'static str, limit: usize) -> Result<Self, Error> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::new(broken))?;
        if zip.len() > MOST {
            return Err(Error::new("archive_crowded").with("most", MOST));
        }
        Ok(Self { zip, broken, limit })
    }

    /// Whether there is a part `name`.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The bytes of the part `name`; none where there is no such part.
    ///
    /// # Errors
    /// A part that is damaged, encrypted, or larger than the limit.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.zip.index_for_name(name).map(|index| self.bytes(index)).transpose()
    }

    /// The bytes of the part at `index`.
    fn bytes(&mut self, index: usize) -> Result<Vec<u8>, Error> {
        let broken = Error::new(self.broken);
        let file = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                Error::new("archive_encrypted")
            }
            _ => broken.clone(),
        })?;
        let mut bytes = Vec::new();
        let most = self.limit as u64 + 1;
        file.take(most).read_to_end(&mut bytes).map_err(|_| broken)?;
        if bytes.len() > self.limit {
            return Err(too_large(self.limit));
        }
        Ok(bytes)
    }

    /// The part `name` as text, which Office writes as UTF-8.
    ///
    /// # Errors
    /// As for [`Archive::part`], and a part that is no text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let (text, _) = super::encoding::decode(bytes, None).map_err(|_| Error::new(self.broken))?;
        Ok(Some(text))
    }
}

/// What an archive is: Word's, Excel's, or nobody's in particular.
pub(super) fn kind(bytes: &[u8]) -> Result<Format, Error> {
    let archive = Archive::open(bytes, BROKEN, 0)?;
    if archive.has("word/document.xml") {
        Ok(Format::Docx)
    } else if archive.has("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if archive.has("ppt/presentation.xml") {
        Err(other("file_slides"))
    } else if archive.has("content.xml") {
        Err(other("file_open_document"))
    } else {
        Err(Error::new("archive_unnamed"))
    }
}

fn other(what: &'static str) -> Error {
    Error::new("input_other").with("what", crate::error::Field::Key(what))
}

/// The documents in the archive `bytes`, by name; none where it is one document itself.
///
/// # Errors
/// A damaged archive.
pub fn members(bytes: &[u8]) -> Result<Option<Vec<Member>>, Error> {
    if kind(bytes) != Err(Error::new("archive_unnamed")) {
        return Ok(None);
    }
    let mut archive = Archive::open(bytes, BROKEN, 0)?;
    let mut members: Vec<Member> = (0..archive.zip.len())
        .filter_map(|index| {
            let file = archive.zip.by_index_raw(index).ok()?;
            let name = file_name(file.name_raw());
            let (_, ending) = name.rsplit_once('.')?;
            let format = Format::of_ending(ending);
            let other = super::is_other(ending) || ending.eq_ignore_ascii_case(super::ARCHIVE);
            let counts = (format.is_some() || other) && !is_hidden(&name);
            counts.then_some(Member { index, name, format })
        })
        .collect();
    members.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Some(members))
}

/// A file's name. Archives made on Chinese systems often hold names in the mainland's encoding and do not say so.
fn file_name(raw: &[u8]) -> String {
    std::str::from_utf8(raw).map_or_else(|_| encoding_rs::GB18030.decode(raw).0.into_owned(), str::to_owned)
}

/// What systems leave in archives beside the documents.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") || name.ends_with('/')
}

/// The bytes of the file at `index` of the archive `bytes`.
///
/// # Errors
/// A damaged, encrypted or missing file, or one larger than `limit`.
pub fn member(bytes: &[u8], index: usize, limit: usize) -> Result<Vec<u8>, Error> {
    Archive::open(bytes, BROKEN, limit)?.bytes(index)
}
