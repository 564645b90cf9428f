//! What is committed in `out` is what the program writes for the fixtures, byte for byte.
//!
//! With `TONGJI_BLESS=1` in the environment the files are written instead.

use std::fs;

use tongji::table::{COLUMNS, FORMATS, Options, STANDARD, Table};

use crate::cmd;
use crate::data::{self, Fixture};

#[test]
fn tables_of_fixtures_are_as_committed() {
    let bless = std::env::var_os("TONGJI_BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for fixture in data::fixtures() {
        let path = data::root().join("out").join(&fixture.name).join("claims.csv");
        let now = claims(&fixture);
        if bless {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &now).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        wrong.extend(difference(&fixture.name, &committed, &now));
    }
    assert!(
        wrong.is_empty(),
        "\n{}\nIf that is meant: TONGJI_BLESS=1 cargo test --test tests out::",
        wrong.join("\n")
    );
}

/// A page of a fixture, as `report` writes it.
#[test]
fn the_page_of_a_fixture_is_as_committed() {
    let page = "out/association/report.html";
    let args = ["report", "fixtures/association/report.md", "--isolated", "--quiet"];
    let (status, now, err) = cmd::run(data::root(), &args);
    assert_eq!((status, err.as_str()), (0, ""));
    let path = data::root().join(page);
    if std::env::var_os("TONGJI_BLESS").is_some_and(|value| value == "1") {
        fs::write(&path, &now).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let difference = difference(page, &committed, &now).map(|told| told.chars().take(600).collect::<String>());
    assert_eq!(
        difference, None,
        "if that is meant: TONGJI_BLESS=1 cargo test --test tests out::"
    );
}

#[test]
fn no_table_is_left_from_a_fixture_that_is_gone() {
    let names: Vec<String> = data::fixtures().into_iter().map(|fixture| fixture.name).collect();
    let folders = data::list(&data::root().join("out"))
        .into_iter()
        .filter(|path| path.is_dir());
    let stray: Vec<_> = folders
        .filter(|path| !names.iter().any(|name| path.ends_with(name)))
        .collect();
    assert!(stray.is_empty(), "{stray:?}");
}

/// The claims of `fixture` as `tongji extract` writes them.
fn claims(fixture: &Fixture) -> String {
    let extraction = data::extract(&fixture.source);
    let table = Table {
        columns: COLUMNS[..STANDARD].iter().map(|field| &field.column).collect(),
        rows: extraction.claims().collect(),
        words: &|key| key,
    };
    let mut out = Vec::new();
    (FORMATS[0].write)(&table, Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The first line in which the two differ.
fn difference(name: &str, committed: &str, now: &str) -> Option<String> {
    if committed == now {
        return None;
    }
    let mut lines = committed.lines().zip(now.lines()).enumerate();
    let place = lines.find(|(_, (old, new))| old != new);
    Some(match place {
        Some((at, (old, new))) => format!("{name}:{}:\n  was {old}\n  now {new}", at + 1),
        None => format!(
            "{name}: {} lines committed, {} now",
            committed.lines().count(),
            now.lines().count()
        ),
    })
}
