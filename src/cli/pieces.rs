//! Long plain texts in UTF-8, which are read twice and never held: once for what must be known of the whole, and once piece
//! by piece.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::input::{Input, unreadable};
use super::message::Letters;
use crate::claim::Text;
use crate::document::Look;
use crate::error::Error;
use crate::source::{Blocks, Format, whole_characters};

/// How many bytes are read in one go.
const BLOCK: usize = 1 << 16;

/// Such a text after the first reading.
pub struct Pieces {
    /// The file as given.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// What its beginning tells of its language.
    pub letters: Letters,
    /// How many bytes it has.
    pub bytes: usize,
    look: Look,
}

impl Pieces {
    /// Reads the file of `input` for the first time; none where it is short or anything but plain text in UTF-8.
    pub fn of(input: &Input) -> Option<Self> {
        let path = input.long_text(Format::Plain)?;
        let (mut look, mut start) = (Look::default(), String::new());
        blocks(&path, &mut |text| {
            look.take(text);
            if start.len() < BLOCK {
                start.push_str(text);
            }
            // What begins with so many blanks is left to those who hold it.
            look.filled
        })
        .ok()
        .filter(|read| *read)?;
        Some(Self {
            name: input.name(),
            path,
            letters: Letters::of(&start),
            bytes: look.bytes,
            look,
        })
    }

    /// Reads the file once more, with what `work` does with its text.
    ///
    /// # Errors
    /// A file that cannot be read any more, or is another one now.
    pub fn read<T>(self, work: impl FnOnce(Text<'_>) -> T) -> Result<T, Error> {
        let refused = |error: &io::Error| unreadable(&self.name, error);
        let mut text = Parts::open(&self.path, None).map_err(|error| refused(&error))?;
        let (mut read, mut failed) = (0, None);
        let mut next = |into: &mut String| {
            let before = into.len();
            let goes_on = text.next(into).unwrap_or_else(|error| {
                failed = Some(error);
                false
            });
            read += into.len() - before;
            goes_on
        };
        let done = work(Text {
            name: &self.name,
            look: self.look,
            next: &mut next,
        });
        let changed = (read != self.bytes).then(|| io::ErrorKind::InvalidData.into());
        match failed.or(changed) {
            Some(error) => Err(refused(&error)),
            None => Ok(done),
        }
    }
}

/// A file that is read block by block.
struct Parts {
    file: File,
    /// Asks of every block whether it is text, the first time.
    blocks: Option<Blocks>,
    buffer: Vec<u8>,
    /// How many bytes of a character that a block cut stand at the beginning of the buffer.
    kept: usize,
}

impl Parts {
    fn open(path: &Path, blocks: Option<Blocks>) -> io::Result<Self> {
        Ok(Self {
            file: File::open(path)?,
            blocks,
            buffer: vec![0; BLOCK],
            kept: 0,
        })
    }

    /// Adds the text of the next block to `into`; false where there is none.
    fn next(&mut self, into: &mut String) -> io::Result<bool> {
        let free = self.buffer.get_mut(self.kept..).unwrap_or_default();
        let read = self.file.read(free)?;
        let filled = self.kept + read;
        let block = self.buffer.get(..filled).unwrap_or_default();
        let text = match &mut self.blocks {
            Some(blocks) => blocks.text(block),
            None => whole_characters(block),
        };
        let text = text.ok_or(io::ErrorKind::InvalidData)?;
        into.push_str(text);
        let taken = text.len();
        if read == 0 {
            return match self.kept {
                0 => Ok(false),
                _ => Err(io::ErrorKind::InvalidData.into()),
            };
        }
        self.buffer.copy_within(taken..filled, 0);
        self.kept = filled - taken;
        Ok(true)
    }
}

/// Hands the text of the file at `path` on, block by block, while `take` wants more; false where it does not.
fn blocks(path: &Path, take: &mut dyn FnMut(&str) -> bool) -> io::Result<bool> {
    let mut parts = Parts::open(path, Some(Blocks::new(Format::Plain)))?;
    let mut text = String::with_capacity(BLOCK);
    while parts.next(&mut text)? {
        if !take(&text) {
            return Ok(false);
        }
        text.clear();
    }
    Ok(true)
}
