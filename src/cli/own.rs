//! Files of a reader's own words: found, read, and put together with those compiled in.

use std::fs;
use std::ops::Deref;
use std::path::Path;

use super::args::Own;
use super::console::Console;
use super::message::reason;
use crate::error::Error;
use crate::lexicon::{Fault, File, Lexicon};

/// The words in force.
pub enum InForce {
    /// Those compiled in.
    BuiltIn(&'static Lexicon),
    /// Those and a reader's own.
    Own(Box<Lexicon>),
}

impl Deref for InForce {
    type Target = Lexicon;

    fn deref(&self) -> &Lexicon {
        match self {
            Self::BuiltIn(lexicon) => lexicon,
            Self::Own(lexicon) => lexicon,
        }
    }
}

/// The words in force with the files that were named. What is wrong in them is said line by line.
///
/// # Errors
/// A file that cannot be read, or one that does not follow the schema.
pub fn in_force(own: &Own, console: &Console) -> Result<InForce, Error> {
    if own.lexicon.is_empty() {
        return Ok(InForce::BuiltIn(Lexicon::builtin()));
    }
    let texts = own.lexicon.iter().map(|path| read(path));
    let texts: Vec<(String, String)> = texts.collect::<Result<_, _>>()?;
    match with(&texts) {
        Ok(lexicon) => Ok(InForce::Own(Box::new(lexicon))),
        Err(faults) => {
            faults.iter().for_each(|fault| console.error(&fault.placed()));
            let files: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
            let error = Error::new("lexicon_faulty").with("files", files.join(" "));
            Err(error.with("count", faults.len()))
        }
    }
}

/// The lexicon with the files, by name and text.
///
/// # Errors
/// What is wrong in them.
pub fn with(texts: &[(String, String)]) -> Result<Lexicon, Vec<Fault>> {
    let files: Vec<File<'_>> = texts.iter().map(|(name, text)| File { name, text }).collect();
    Lexicon::with(&files)
}

/// The name and the text of the file at `path`.
///
/// # Errors
/// A file that cannot be read, is empty or is not UTF-8.
pub fn read(path: &Path) -> Result<(String, String), Error> {
    let name = path.to_string_lossy().into_owned();
    let bytes = fs::read(path).map_err(|error| {
        let error = reason(&error);
        Error::new("input_unreadable")
            .with("path", name.as_str())
            .with("reason", error)
    })?;
    let bytes = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .map_or(bytes.clone(), <[u8]>::to_vec);
    if bytes.is_empty() {
        return Err(Error::new("input_empty").with("path", name));
    }
    String::from_utf8(bytes).map_or_else(
        |error| {
            let offset = error.utf8_error().valid_up_to();
            let error = Error::new("lexicon_not_utf8").with("path", path.to_string_lossy().into_owned());
            Err(error.with("offset", offset))
        },
        |text| Ok((name.clone(), text)),
    )
}
