//! What a file is, by its content: names are often wrong, and a picture renamed is no report.

use super::Format;
use super::archive;
use crate::error::Error;

/// The first bytes of files that are no documents, and the key of their name.
const OTHERS: &[(&[u8], &str)] = &[
    (b"\xff\xd8\xff", "file_picture"),
    (b"\x89PNG", "file_picture"),
    (b"GIF8", "file_picture"),
    (b"II*\0", "file_picture"),
    (b"MM\0*", "file_picture"),
    (b"BM", "file_picture"),
    (b"RIFF", "file_media"),
    (b"\x1f\x8b", "file_archive"),
    (b"7z\xbc\xaf", "file_archive"),
    (b"Rar!", "file_archive"),
    (b"\xfd7zXZ", "file_archive"),
    (b"{\\rtf", "file_rtf"),
    (b"\x7fELF", "file_program"),
    (b"SQLite format", "file_database"),
    (b"PAR1", "file_parquet"),
];

/// The first bytes of Office's files before 2007, and of encrypted ones since.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The name of an encrypted package inside, in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
/// How far into a file the mark of PDF may stand, as its readers allow.
const HEAD: usize = 1024;

/// The format of a file that its name says is of `named`.
///
/// # Errors
/// A kind of file that is not read.
pub(super) fn kind(bytes: &[u8], named: Format) -> Result<Format, Error> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive::kind(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        let encrypted = memchr::memmem::find(bytes, ENCRYPTED).is_some();
        return Err(Error::new(if encrypted { "office_encrypted" } else { "office_old" }));
    }
    let other = OTHERS.iter().find(|(first, _)| bytes.starts_with(first));
    // Two letters are too few where the rest may be text.
    let other = other.filter(|(first, _)| first.len() > 2 || memchr::memchr(0, head).is_some() || first[0] == 0x1f);
    if let Some((_, what)) = other {
        return Err(Error::new("input_other").with("what", crate::error::Field::Key(what)));
    }
    match named {
        Format::Pdf | Format::Docx | Format::Xlsx => Ok(Format::Plain),
        text => Ok(text),
    }
}

/// Tells HTML from plain text by how it begins.
pub(super) fn text_kind(text: &str, named: Format) -> Format {
    let start = text.trim_start();
    let start = start.get(..start.floor_char_boundary(16)).unwrap_or_default();
    let start = start.to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        Format::Html
    } else {
        named
    }
}
