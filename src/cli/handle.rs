//! A file that clones open anew, so that several threads read from it without its bytes being held.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file, which is opened when something is first read from it.
#[derive(Debug)]
pub struct Handle {
    path: Arc<PathBuf>,
    file: Option<BufReader<File>>,
}

impl Handle {
    /// The file at `path`.
    ///
    /// # Errors
    /// What keeps it from being opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: Arc::new(path.to_path_buf()),
            file: Some(BufReader::new(File::open(path)?)),
        })
    }

    fn file(&mut self) -> io::Result<&mut BufReader<File>> {
        let file = match self.file.take() {
            Some(file) => file,
            None => BufReader::new(File::open(&*self.path)?),
        };
        Ok(self.file.insert(file))
    }
}

impl Clone for Handle {
    /// The same file at its beginning.
    fn clone(&self) -> Self {
        Self {
            path: Arc::clone(&self.path),
            file: None,
        }
    }
}

impl Read for Handle {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file()?.read(into)
    }
}

impl Seek for Handle {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file()?.seek(to)
    }
}
