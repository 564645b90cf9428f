//! Makes of the files of words and messages what is compiled in: the same values in a form that is read in a fraction of
//! the time, and the shapes as an automaton. TOML is for people; it stays the only source.

mod automaton;
mod json;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// Where the files stand.
const FOLDERS: [&str; 2] = ["src/lexicon", "src/cli"];
/// The files and tables with the patterns of shapes, in the order in which the lexicon numbers them.
const SHAPES: [(&str, &str); 2] = [
    ("src/lexicon/shapes.toml", "shape"),
    ("src/lexicon/names.toml", "pattern"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let name = path.with_extension("json");
                let json = json::of(&Value::Table(read(&path)?));
                fs::write(out.join(name.file_name().ok_or("no name")?), json)?;
            }
        }
    }
    fs::write(out.join("shapes.automaton"), automaton::table(&patterns()?)?)?;
    Ok(())
}

fn read(path: &Path) -> Result<Table, Box<dyn Error>> {
    let table = fs::read_to_string(path)?.parse();
    table.map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The patterns of shapes.
fn patterns() -> Result<Vec<String>, Box<dyn Error>> {
    let mut patterns = Vec::new();
    for (path, table) in SHAPES {
        let file = read(Path::new(path))?;
        let entries = file.get(table).and_then(Value::as_array);
        for entry in entries.ok_or_else(|| format!("{path}: no {table}"))? {
            let pattern = entry.get("pattern").and_then(Value::as_str);
            patterns.push(pattern.ok_or_else(|| format!("{path}: no pattern"))?.to_owned());
        }
    }
    Ok(patterns)
}
