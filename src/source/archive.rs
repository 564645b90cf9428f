//! ZIP archives: the parts of Office files, and folders of documents that somebody packed.

use std::io::{Cursor, Read, Seek};

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
#[derive(Clone, Debug)]
pub(super) struct Archive<R> {
    zip: ZipArchive<R>,
    broken: &'static str,
    limit: usize,
}

impl<'a> Archive<Cursor<&'a [u8]>> {
    /// Opens `bytes`, from which at most `limit` bytes may come for one part.
    ///
    /// # Errors
    /// `broken`, where it is damaged.
    pub fn open(bytes: &'a [u8], broken: &'static str, limit: usize) -> Result<Self, Error> {
        Self::of(Cursor::new(bytes), broken, limit)
    }
}

impl<R: Read + Seek> Archive<R> {
    /// Opens what `reader` reads.
    fn of(reader: R, broken: &'static str, limit: usize) -> Result<Self, Error> {
        let zip = ZipArchive::new(reader).map_err(|_| Error::new(broken))?;
        if zip.len() > MOST {
            return Err(Error::new("archive_crowded").with("most", MOST));
        }
        Ok(Self { zip, broken, limit })
    }

    /// What it is: Word's, Excel's, or nobody's in particular.
    fn kind(&self) -> Result<Format, Error> {
        if self.has("word/document.xml") {
            Ok(Format::Docx)
        } else if self.has("xl/workbook.xml") {
            Ok(Format::Xlsx)
        } else if self.has("ppt/presentation.xml") {
            Err(other("file_slides"))
        } else if self.has("content.xml") {
            Err(other("file_open_document"))
        } else {
            Err(Error::new("archive_unnamed"))
        }
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
        // What the archive says of the size may be wrong, but not to its good.
        let most = self.limit as u64 + 1;
        if file.size() >= most {
            return Err(too_large(self.limit));
        }
        let mut bytes = Vec::new();
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
    Archive::open(bytes, BROKEN, 0)?.kind()
}

fn other(what: &'static str) -> Error {
    Error::new("input_other").with("what", crate::error::Field::Key(what))
}

/// A folder of documents that was packed. Its list is read once; a clone shares it, and reads through a clone of the
/// reader.
#[derive(Clone, Debug)]
pub struct Pack<R>(Archive<R>);

impl<R: Read + Seek + Clone> Pack<R> {
    /// Opens an archive, whose files may hold up to `limit` bytes each; none where it is one document itself.
    ///
    /// # Errors
    /// A damaged archive.
    pub fn open(reader: R, limit: usize) -> Result<Option<Self>, Error> {
        let archive = Archive::of(reader, BROKEN, limit)?;
        let packed = archive.kind() == Err(Error::new("archive_unnamed"));
        Ok(packed.then_some(Self(archive)))
    }

    /// Its documents, by name.
    pub fn members(&mut self) -> Vec<Member> {
        let zip = &mut self.0.zip;
        let mut members: Vec<Member> = (0..zip.len())
            .filter_map(|index| {
                let file = zip.by_index_raw(index).ok()?;
                let name = file_name(file.name_raw());
                let (_, ending) = name.rsplit_once('.')?;
                let format = Format::of_ending(ending);
                let other = super::is_other(ending) || ending.eq_ignore_ascii_case(super::ARCHIVE);
                let counts = (format.is_some() || other) && !is_hidden(&name);
                counts.then_some(Member { index, name, format })
            })
            .collect();
        members.sort_by(|one, other| one.name.cmp(&other.name));
        members
    }

    /// The bytes of the file at `index`.
    ///
    /// # Errors
    /// A damaged, encrypted or missing file, or one larger than the limit.
    pub fn member(&self, index: usize) -> Result<Vec<u8>, Error> {
        self.0.clone().bytes(index)
    }
}

/// A file's name. Archives made on Chinese systems often hold names in the mainland's encoding and do not say so.
fn file_name(raw: &[u8]) -> String {
    std::str::from_utf8(raw).map_or_else(|_| encoding_rs::GB18030.decode(raw).0.into_owned(), str::to_owned)
}

/// What systems leave in archives beside the documents.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") || name.ends_with('/')
}
