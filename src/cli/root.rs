//! The folder that names of documents are seen from, so that they are the same wherever one stands: that of the
//! settings, or else the one in which the program runs.

use std::path::{Component, Path, PathBuf};

/// The folder; none where documents are called as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Root(Option<PathBuf>);

impl Root {
    /// The folder `path`; nothing stands for where the program runs.
    pub fn at(path: &Path) -> Self {
        Self(absolute(path))
    }

    /// This folder, or else the one in which the program runs.
    pub fn or_here(self) -> Self {
        if self.0.is_some() {
            self
        } else {
            Self::at(Path::new(""))
        }
    }

    /// What the path or pattern `typed` is called. What stands outside of the folder keeps its name.
    pub fn name(&self, typed: &str) -> String {
        match &self.0 {
            Some(root) if typed != "-" => inside(root, Path::new(typed)).unwrap_or_else(|| typed.to_owned()),
            _ => typed.to_owned(),
        }
    }
}

/// The path below `root`, with the separators of all systems; links are followed only where the names lead elsewhere.
fn inside(root: &Path, path: &Path) -> Option<String> {
    let path = absolute(path)?;
    let below = match path.strip_prefix(root) {
        Ok(below) => below.to_path_buf(),
        Err(_) => {
            let (root, path) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
            path.strip_prefix(root).ok()?.to_path_buf()
        }
    };
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// The path from the root of the system, without `.` and `..`.
fn absolute(path: &Path) -> Option<PathBuf> {
    let full = std::env::current_dir().ok()?.join(path);
    let mut plain = PathBuf::new();
    for part in full.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_from_the_folder() {
        let root = Root::at(Path::new("/none/of/these"));
        for (typed, name) in [
            ("/none/of/these/a/b.md", "a/b.md"),
            ("/none/of/these/./a/../b.md", "b.md"),
            ("/none/of/these", ""),
            ("/none/of/b.md", "/none/of/b.md"),
            ("b.md", "b.md"),
            ("-", "-"),
        ] {
            assert_eq!(root.name(typed), name);
        }
        assert_eq!(Root::default().name("./a.md"), "./a.md");
        assert_eq!(Root::default().or_here().name("./a/*.md"), "a/*.md");
    }
}
