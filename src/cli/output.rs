//! Where a table goes: standard output, or a file that is either the old one or the new one.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::message::reason;
use crate::error::{Error, Field};

const BUFFER: usize = 1 << 16;

/// A destination.
#[derive(Debug)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Target {
    /// The file that was named; `-` and nothing are standard output.
    pub fn new(path: Option<PathBuf>) -> Self {
        match path {
            Some(path) if path.as_os_str() != "-" => Self::File(path),
            _ => Self::Stdout,
        }
    }

    /// Whether it is a device or a pipe, whose name says nothing of a format.
    pub fn is_device(&self) -> bool {
        match self {
            Self::Stdout => true,
            Self::File(path) => fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()),
        }
    }

    /// Which of several formats the end of the file's name tells, by the `endings` of each; none of standard output, a
    /// device and a name without any.
    ///
    /// # Errors
    /// The name ends otherwise.
    pub fn format(&self, endings: &[&[&str]]) -> Result<Option<usize>, Error> {
        let path = match self {
            Self::File(path) if !self.is_device() && path.extension().is_some() => path,
            _ => return Ok(None),
        };
        let name = path.to_string_lossy().to_ascii_lowercase();
        let length = |known: &&[&str]| {
            let own = known
                .iter()
                .filter(|ending| name.strip_suffix(**ending).is_some_and(|rest| rest.ends_with('.')));
            own.map(|ending| ending.len()).max()
        };
        let told = endings
            .iter()
            .enumerate()
            .filter_map(|(at, known)| Some((length(known)?, at)));
        told.max().map(|(_, at)| Some(at)).ok_or_else(|| {
            Error::new("output_extension")
                .with("path", path.to_string_lossy().into_owned())
                .with("known", endings.concat().join(", "))
        })
    }

    /// Whether `path` is the same file, which writing would destroy.
    pub fn is(&self, path: &Path) -> bool {
        match self {
            // Names differ more often than not; only a link leads from one to another.
            Self::File(own) if own.file_name() == path.file_name() || own.is_symlink() || path.is_symlink() => {
                match (own.canonicalize(), path.canonicalize()) {
                    (Ok(own), Ok(path)) => own == path,
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Lets `fill` write the destination.
    ///
    /// # Errors
    /// An [`Error`] that names the destination and the reason; an [`io::Error`] where the reader
    /// of standard output has gone.
    pub fn write(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        match self {
            Self::Stdout => to_stdout(fill),
            Self::File(path) => to_file(path, fill).map_err(|error| {
                let field = Field::Text(path.to_string_lossy().into_owned());
                Error::new("output_unwritable")
                    .with("path", field)
                    .with("reason", reason(&error))
                    .into()
            }),
        }
    }
}

/// Lets `fill` write standard output; errors as for [`Target::write`].
pub fn to_stdout(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    fill_through(out, fill).map(drop).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => error.into(),
        _ => Error::new("output_stdout").with("reason", reason(&error)).into(),
    })
}

fn to_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link keeps pointing where it does, and what it points to is replaced.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    match fs::metadata(path) {
        Ok(old) if old.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(old) if old.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
        Ok(old) if old.is_file() => replace(path, Some(&old), fill),
        // A device or a pipe is written, never replaced.
        Ok(_) => {
            let out = File::options().write(true).open(path)?;
            fill_through(BufWriter::with_capacity(BUFFER, out), fill).map(drop)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => replace(path, None, fill),
        Err(error) => Err(error),
    }
}

/// Writes beside `path` and renames, so that the old file stays whole until the new one is.
fn replace(path: &Path, old: Option<&Metadata>, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new();
    if let Some(permissions) = permissions() {
        beside.permissions(permissions);
    }
    let file = beside.prefix(".tongji-").tempfile_in(folder)?;
    let out = BufWriter::with_capacity(BUFFER, file.as_file());
    fill_through(out, fill)?.sync_all()?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// What a new file may be used for before the user's mask: read by all, written by the owner.
#[cfg(unix)]
fn permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o644))
}

/// Elsewhere the folder decides.
#[cfg(not(unix))]
fn permissions() -> Option<Permissions> {
    None
}

fn fill_through<W: Write>(mut out: BufWriter<W>, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<W> {
    fill(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}
