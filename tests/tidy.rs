//! The rules of the house, held by tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use tongji::table::{COLUMNS, FORMATS, summary};

/// The steps in the order in which they build on each other.
const LAYERS: [&str; 20] = [
    "span",
    "error",
    "diagnostic",
    "html",
    "lexicon",
    "source",
    "document",
    "number",
    "quantity",
    "period",
    "claim",
    "table",
    "trial",
    "diff",
    "check",
    "chart",
    "report",
    "settings",
    "page",
    "cli",
];

/// Steps side by side, of which neither uses the other.
const APART: [(&str, &str); 2] = [("number", "document"), ("number", "source")];

/// Where a library hands over places as floats, which become whole numbers there and then.
const INTERPRETED: &str = "src/source/pdf/page.rs";

/// A file of Rust code.
struct Code {
    path: String,
    text: String,
}

impl Code {
    /// The lines with their numbers, without comments and up to the tests.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        lines.enumerate().map(|(at, line)| (at + 1, before_comment(line)))
    }

    /// The step that the file belongs to: the folder or file right under `src`.
    fn layer(&self) -> &str {
        let rest = self.path.strip_prefix("src/").unwrap_or_default();
        rest.split(['/', '.']).next().unwrap_or_default()
    }
}

fn before_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        ""
    } else {
        line.split(" // ").next().unwrap_or(line)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn code(folder: &str) -> Vec<Code> {
    let mut files = Vec::new();
    collect(&root().join(folder), &mut files);
    files.sort();
    let read = |path: PathBuf| Code {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"),
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Fails with every place that breaks a rule.
fn none(rule: &str, places: Vec<String>) {
    assert!(places.is_empty(), "{rule}:\n{}", places.join("\n"));
}

#[test]
fn code_holds_no_han_characters() {
    let han = Regex::new(r"\p{Han}").unwrap();
    let places = places(&code("src"), |_, line| han.is_match(line));
    none("words belong in the lexicon or in messages.toml", places);
}

#[test]
fn code_knows_no_floats() {
    let float = Regex::new(r"\bf(32|64)\b").unwrap();
    let places = places(&code("src"), |code, line| {
        code.layer() != "chart" && code.path != INTERPRETED && float.is_match(line)
    });
    none("figures are exact decimals", places);
}

#[test]
fn only_the_command_line_touches_the_world() {
    let world = Regex::new(
        r"\b(fs|env|process|thread|net)::|\bstd(in|out|err)\(|\b(Instant|SystemTime)\b|\be?print(ln)?!|\bdbg!",
    )
    .unwrap();
    let places = places(&code("src"), |code, line| {
        code.layer() != "cli" && code.path != "src/main.rs" && world.is_match(line)
    });
    none(
        "only cli touches files, clock, environment, terminal and threads",
        places,
    );
}

#[test]
fn steps_use_only_the_steps_before_them() {
    let name = Regex::new(r"\bcrate::([a-z_]+)").unwrap();
    let rank = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    let places = places(&code("src"), |code, line| {
        let Some(own) = rank(code.layer()) else {
            return false;
        };
        name.captures_iter(line).any(|found| {
            let used = &found[1];
            let apart = APART.contains(&(code.layer(), used));
            apart || rank(used).is_some_and(|used| used > own)
        })
    });
    none("dependencies point one way", places);
}

#[test]
fn every_step_has_a_place_in_the_order() {
    let stray = code("src")
        .into_iter()
        .filter(|code| !["lib", "main"].contains(&code.layer()) && !LAYERS.contains(&code.layer()));
    none("name the step in LAYERS", stray.map(|code| code.path).collect());
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let all: Vec<Code> = ["src", "tests", "benches"].into_iter().flat_map(code).collect();
    let long = all.iter().filter(|code| code.text.lines().count() > 400);
    none(
        "a file has at most 400 lines",
        long.map(|code| code.path.clone()).collect(),
    );
    let mute = all.iter().filter(|code| !code.text.starts_with("//! "));
    none(
        "a file begins with what it is",
        mute.map(|code| code.path.clone()).collect(),
    );
}

#[test]
fn registries_name_each_thing_once() {
    unique("COLUMNS", COLUMNS.iter().map(|field| field.column.name));
    unique("summary::COLUMNS", summary::COLUMNS.iter().map(|column| column.name));
    unique("FORMATS", FORMATS.iter().map(|format| format.name));
    let undocumented = COLUMNS
        .iter()
        .map(|field| &field.column)
        .filter(|column| column.doc.is_empty() || column.doc.ends_with('.') || column.doc.len() > 60);
    none(
        "a column is described in a line",
        undocumented.map(|column| column.name.to_owned()).collect(),
    );
}

fn unique<'a>(registry: &str, names: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    let twice = names.filter(|name| !seen.insert(*name)).map(str::to_owned).collect();
    none(&format!("{registry} names a thing twice"), twice);
}

#[test]
fn messages_say_the_same_in_both_languages() {
    // The words for one and for several are not in every language.
    let place = Regex::new(r"\{([^}|]*)[^}]*\}").unwrap();
    let places =
        |text: &str| -> BTreeSet<String> { place.captures_iter(text).map(|found| found[1].to_owned()).collect() };
    let broken = messages().into_iter().filter(|(_, languages)| {
        languages.keys().ne(["en", "zh"].iter())
            || places(&languages["en"]) != places(&languages["zh"])
            || languages
                .values()
                .any(|text| text.is_empty() || text.ends_with(['.', '。']))
    });
    none(
        "zh and en, with the same places and no full stop",
        broken.map(|(key, _)| key).collect(),
    );
}

#[test]
fn messages_are_those_that_the_code_says() {
    let said =
        Regex::new(r#"(?:Error::new|\.note|\.words|Field::Key|message::sentence\([^"]*?)\s*\(?\s*"([a-z0-9_]+)""#)
            .unwrap();
    let text: String = code("src")
        .iter()
        .flat_map(|code| code.lines().map(|(_, line)| line.to_owned() + "\n").collect::<Vec<_>>())
        .collect();
    let templates = fs::read_to_string(root().join("src/page/page.html")).unwrap();
    let text = text + &templates;
    let known: BTreeSet<String> = messages().into_keys().collect();
    let missing = said
        .captures_iter(&text)
        .map(|found| found[1].to_owned())
        .filter(|key| !known.contains(key));
    none("messages.toml lacks", missing.collect());
    let unused = known.iter().filter(|key| !text.contains(&format!("\"{key}\"")));
    none("nothing says", unused.cloned().collect());
}

fn messages() -> BTreeMap<String, BTreeMap<String, String>> {
    toml::from_str(&fs::read_to_string(root().join("src/cli/messages.toml")).unwrap()).unwrap()
}

/// `path:line` of every line of `files` that `breaks` a rule.
fn places(files: &[Code], breaks: impl Fn(&Code, &str) -> bool) -> Vec<String> {
    let lines = files
        .iter()
        .flat_map(|code| code.lines().map(move |(at, line)| (code, at, line)));
    let broken = lines.filter(|(code, _, line)| breaks(code, line));
    broken
        .map(|(code, at, line)| format!("{}:{at}: {}", code.path, line.trim()))
        .collect()
}
