//! Where the tests' documents are, and how they are read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use tongji::claim::{Entry, Extraction};
use tongji::document::{FORMATS, Format, Source};
use tongji::lexicon::Lexicon;
use tongji::table::{COLUMNS, Cell};

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands under `name` in the folder shared between the project's sessions, if it is there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    say(&format!("skipped: no ../shared/{name} beside the project\n"));
    None
}

/// Prints past the capture of the test harness, which swallows what passing tests print.
pub fn say(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

/// A fixture: its name, its document and its annotations.
pub struct Fixture {
    pub name: String,
    pub source: Source,
    pub gold: PathBuf,
}

/// Every fixture, by name.
pub fn fixtures() -> Vec<Fixture> {
    let mut folders: Vec<PathBuf> = list(&root().join("fixtures"));
    folders.retain(|path| path.is_dir());
    assert!(folders.len() >= 6, "fixtures are missing");
    folders.iter().map(|folder| fixture(folder)).collect()
}

fn fixture(folder: &Path) -> Fixture {
    let documents: Vec<PathBuf> = list(folder).into_iter().filter(|path| format(path).is_some()).collect();
    let [document] = documents.as_slice() else {
        panic!("{}: one document, please", folder.display())
    };
    Fixture {
        name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
        source: read(document).expect("a document in UTF-8"),
        gold: folder.join("gold.csv"),
    }
}

/// What `folder` holds, sorted.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Every document under `folder` that the program reads.
pub fn documents(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = list(folder).into_iter().partition(|path| path.is_dir());
    let inner = folders.iter().flat_map(|folder| documents(folder));
    let own = files.into_iter().filter(|path| format(path).is_some());
    own.chain(inner).collect()
}

/// The format of a document; tables beside documents are what was or should be read from them.
fn format(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?;
    let reader = FORMATS.iter().find(|reader| reader.endings.contains(&ending))?;
    Some(reader.format).filter(|format| *format != Format::Csv)
}

/// The document at `path` under the name that it has inside the package; none where it is not UTF-8.
pub fn read(path: &Path) -> Option<Source> {
    let text = String::from_utf8(fs::read(path).unwrap()).ok()?;
    let name = path.strip_prefix(root()).unwrap_or(path);
    let name = name.to_str().unwrap().replace('\\', "/");
    Some(source(&name, text, format(path)?))
}

/// A document that stands in no file.
pub fn source(name: &str, text: String, format: Format) -> Source {
    match format {
        Format::Plain | Format::Markdown | Format::Csv => Source::of_text(name, text, format),
        _ => decode(name, text.into_bytes(), format).unwrap(),
    }
}

/// A document of any format.
pub fn decode(name: &str, bytes: Vec<u8>, format: Format) -> Result<Source, tongji::error::Error> {
    tongji::source::decode(name, bytes, format, tongji::source::Manner::default())
}

/// What the built-in words make of `source`.
pub fn extract(source: &Source) -> Extraction {
    tongji::extract(source, Lexicon::builtin())
}

/// What the built-in words make of a line of plain text.
pub fn extract_line(text: &str) -> Vec<Entry> {
    extract(&source("-", text.to_owned(), Format::Plain)).entries
}

/// What stands in a column of the claims table for `entry`.
pub fn cell(entry: &Entry, column: &str) -> String {
    let field = COLUMNS.iter().find(|field| field.column.name == column);
    let field = field.unwrap_or_else(|| panic!("no column {column}"));
    match (field.column.get)(entry, &|key| key) {
        Cell::Text(text) => text.to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => number.map(plain).unwrap_or_default(),
    }
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `text` with its number in the form of [`cell`], where it is one.
pub fn normal(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), plain)
}
