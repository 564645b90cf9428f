//! The two SVG pictures of a drawing: with live text, and with every glyph as a path.
//!
//! Both say in `<title>`, `<desc>` and `<metadata>` what is drawn, so that search and screen readers
//! find it where the text is paths: the last holds the claims as a table in CSV.

use resvg::usvg::{Indent, Options, Tree, WriteOptions};

use super::figure::Figure;
use super::font::{FAMILY, Fonts};
use crate::error::Error;
use crate::table::{COLUMNS, FORMATS, Options as TableOptions, Table};

/// The columns of the table in a picture: what is drawn, and where it stands.
const KEPT: [&str; 12] = [
    "id", "source", "line", "start", "end", "text", "value", "lower", "upper", "unit", "noun", "period",
];

/// Decimals of a pixel in the outlines of glyphs: finer than any screen or printer shows.
const PRECISION: u8 = 2;

/// `drawing` with live text, which a viewer draws with a font of its own.
///
/// # Errors
/// The table of the claims cannot be written.
pub fn live(drawing: &str, figure: &Figure<'_>) -> Result<String, Error> {
    told(drawing, figure)
}

/// `drawing` with every glyph as a path, which looks the same everywhere.
///
/// # Errors
/// The drawing cannot be read, or the table of the claims cannot be written.
pub fn paths(drawing: &str, figure: &Figure<'_>, fonts: &Fonts) -> Result<String, Error> {
    let options = WriteOptions {
        coordinates_precision: PRECISION,
        transforms_precision: PRECISION,
        indent: Indent::None,
        ..WriteOptions::default()
    };
    told(&tree(drawing, fonts)?.to_string(&options), figure)
}

/// The drawing as a tree of shapes, text laid out.
///
/// # Errors
/// The drawing cannot be read.
pub fn tree(drawing: &str, fonts: &Fonts) -> Result<Tree, Error> {
    let options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: fonts.faces(),
        ..Options::default()
    };
    Tree::from_str(drawing, &options).map_err(|error| failed(&error))
}

/// Adds to `svg` what it shows, in words and as a table.
fn told(svg: &str, figure: &Figure<'_>) -> Result<String, Error> {
    let Some(begin) = svg.find("<svg").and_then(|at| Some(at + svg.get(at..)?.find('>')?)) else {
        return Err(failed(&"no svg"));
    };
    let (tag, rest) = svg.split_at(begin);
    let tag = scalable(tag);
    let about = [std::slice::from_ref(&figure.subtitle), figure.foot.as_slice()].concat();
    Ok(format!(
        "{tag} role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n<metadata>{}</metadata>{}",
        escaped(&figure.title),
        escaped(&about.join("\n")),
        escaped(&table(figure)?),
        rest.trim_start_matches('>'),
    ))
}

/// The opening tag with a box of its own units, so that a page may show the picture smaller.
fn scalable(tag: &str) -> String {
    let side = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(side, _)| side)
    };
    match (side("width"), side("height")) {
        (Some(width), Some(height)) if !tag.contains("viewBox") => format!("{tag} viewBox=\"0 0 {width} {height}\""),
        _ => tag.to_owned(),
    }
}

/// The claims that are drawn as CSV.
fn table(figure: &Figure<'_>) -> Result<String, Error> {
    let rows = figure.claims();
    let kept = |name: &&str| {
        COLUMNS
            .iter()
            .map(|field| &field.column)
            .find(|column| column.name == *name)
    };
    let table = Table {
        columns: KEPT.iter().filter_map(kept).collect(),
        rows,
        words: &|key| key,
    };
    let mut bytes = Vec::new();
    if let Some(csv) = FORMATS.iter().find(|format| format.name == "csv") {
        (csv.write)(&table, TableOptions::default(), &mut bytes).map_err(|error| failed(&error))?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// `text` as XML holds it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' => escaped.push('\n'),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ if letter.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// The error of a library that failed.
pub fn failed(reason: &dyn std::fmt::Display) -> Error {
    Error::new("chart_failed").with("reason", reason.to_string())
}
