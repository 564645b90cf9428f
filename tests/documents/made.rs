//! PDF files that other programs made of the report stand in `made/`, and give its claims. Where the programs are
//! installed, fresh files have to give them as well.
//!
//! With `TONGJI_BLESS=1` in the environment the files are made anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tongji::document::Format;

use super::formats::{claims, report, same};
use super::parts::{Part, parts};
use super::{office, typst};
use crate::data;

/// A file in `made/`, and how it is made: the program, the name and text of what it is given, and its arguments.
struct Made {
    name: &'static str,
    program: &'static str,
    given: &'static str,
    write: fn(&[Part]) -> Vec<u8>,
    args: &'static [&'static str],
}

const TYPST: &[&str] = &["compile", "report.typ", "report.pdf"];

const MADE: [Made; 3] = [
    Made {
        name: "libreoffice.pdf",
        program: "soffice",
        given: "report.docx",
        write: office::docx,
        args: &["--headless", "--convert-to", "pdf", "report.docx"],
    },
    Made {
        name: "typst.pdf",
        program: "typst",
        given: "report.typ",
        write: |parts| typst::typst(parts, 1).into_bytes(),
        args: TYPST,
    },
    Made {
        name: "typst-columns.pdf",
        program: "typst",
        given: "report.typ",
        write: |parts| typst::typst(parts, 2).into_bytes(),
        args: TYPST,
    },
];

impl Made {
    fn path(&self) -> PathBuf {
        data::root().join("tests/documents/made").join(self.name)
    }

    /// A fresh file; none where the program is not installed.
    fn fresh(&self, parts: &[Part], folder: &Path) -> Option<Vec<u8>> {
        fs::write(folder.join(self.given), (self.write)(parts)).unwrap();
        // A profile of its own lets it run beside another.
        let mut command = Command::new(self.program);
        let run = command.current_dir(folder).env("HOME", folder).args(self.args).output();
        let Ok(output) = run else {
            data::say(&format!("skipped: {} is not installed\n", self.program));
            return None;
        };
        let made = fs::read(folder.join("report.pdf"));
        let said = String::from_utf8_lossy(&output.stderr);
        Some(made.unwrap_or_else(|error| panic!("{} made no file ({error}): {said}", self.program)))
    }
}

#[test]
fn pdfs_of_other_programs_give_the_claims_of_their_source() {
    let bless = std::env::var_os("TONGJI_BLESS").is_some_and(|value| value == "1");
    let text = report();
    let parts = parts(&text);
    let wanted = claims("report.md", text.into_bytes(), Format::Markdown);
    for made in MADE {
        let folder = tempfile::tempdir().unwrap();
        if let Some(fresh) = made.fresh(&parts, folder.path()) {
            if bless {
                fs::write(made.path(), &fresh).unwrap();
            }
            same(made.name, &wanted, &claims("report.pdf", fresh, Format::Pdf));
        }
        let kept = fs::read(made.path()).unwrap();
        same(made.name, &wanted, &claims("report.pdf", kept, Format::Pdf));
    }
}
