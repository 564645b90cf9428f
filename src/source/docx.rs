//! Word: headings, paragraphs, tables and notes, with tracked changes taken as accepted, and hidden and struck
//! text left out.

use std::collections::HashMap;

use super::archive::Archive;
use super::flow::Flow;
use super::layout::Shape;
use super::xml::{self, Attributes, Piece};
use super::{Format, Source};
use crate::error::Error;

/// The error of a file that is no sound document.
pub(super) const BROKEN: &str = "docx_broken";

/// Elements whose content is not, or no longer, part of the text.
const SILENT: &[&str] = &[
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "Fallback",
    "sectPr",
    "rubyPr",
    "rt",
    "tblPr",
    "tblGrid",
    "trPr",
    "object",
    "binData",
];

/// Reads the file `bytes`, of which no part may unpack to more than `limit`.
///
/// # Errors
/// A damaged or encrypted file, or a part that is too large.
pub(super) fn read(name: &str, bytes: &[u8], limit: usize) -> Result<Source, Error> {
    let mut archive = Archive::open(bytes, BROKEN, limit)?;
    let document = archive.text("word/document.xml")?.ok_or_else(|| Error::new(BROKEN))?;
    let styles = archive
        .text("word/styles.xml")?
        .map_or_else(|| Ok(HashMap::new()), |text| headings(&text))?;
    let comments = archive
        .text("word/comments.xml")?
        .map_or_else(|| Ok(HashMap::new()), |text| comments(&text))?;
    let mut body = Body::new(&styles, &comments);
    body.read(&document)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = archive.text(notes)? {
            body.read(&notes)?;
        }
    }
    Ok(body.flow.finish(name, Format::Docx))
}

/// The depth of the heading that each style makes.
fn headings(styles: &str) -> Result<HashMap<String, u8>, Error> {
    let mut found = HashMap::new();
    let mut style = String::new();
    xml::read(styles, BROKEN, &mut |piece| match piece {
        Piece::Open("style", attributes) => style = attributes.get("styleId").unwrap_or_default(),
        Piece::Open("name", attributes) => {
            let name = attributes.get("val").unwrap_or_default().to_ascii_lowercase();
            let depth = name.strip_prefix("heading ").and_then(|depth| depth.parse().ok());
            let depth = if name == "title" { Some(1) } else { depth };
            found.extend(depth.map(|depth| (style.clone(), depth)));
        }
        Piece::Open("outlineLvl", attributes) => found.extend(outline(attributes).map(|depth| (style.clone(), depth))),
        _ => {}
    })?;
    Ok(found)
}

/// The text of each comment by its number.
fn comments(text: &str) -> Result<HashMap<String, String>, Error> {
    let mut found: HashMap<String, String> = HashMap::new();
    let mut number = String::new();
    xml::read(text, BROKEN, &mut |piece| match piece {
        Piece::Open("comment", attributes) => number = attributes.get("id").unwrap_or_default(),
        Piece::Text(text) => found.entry(number.clone()).or_default().push_str(text),
        _ => {}
    })?;
    Ok(found)
}

/// The depth that an outline level says; the tenth is that of text.
fn outline(attributes: &Attributes<'_>) -> Option<u8> {
    let level: u8 = attributes.get("val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// What a run of text is like.
#[derive(Clone, Copy, Default)]
struct Run {
    hidden: bool,
    raised: bool,
    higher: bool,
}

struct Body<'a> {
    flow: Flow,
    styles: &'a HashMap<String, u8>,
    comments: &'a HashMap<String, String>,
    /// How many elements are open inside one that is left out, itself included.
    silent: usize,
    run: Run,
    /// Whether the properties that follow are those of a run; a paragraph has some for its mark, too.
    in_run: bool,
    /// Whether text follows that is text of the document.
    in_text: bool,
    cell: Cell,
}

/// The cell whose properties are being read.
#[derive(Default)]
struct Cell {
    columns: usize,
    continues: bool,
    /// Whether its properties have been read and it is open.
    open: bool,
}

impl<'a> Body<'a> {
    fn new(styles: &'a HashMap<String, u8>, comments: &'a HashMap<String, String>) -> Self {
        Self {
            flow: Flow::default(),
            styles,
            comments,
            silent: 0,
            run: Run::default(),
            in_run: false,
            in_text: false,
            cell: Cell::default(),
        }
    }

    fn read(&mut self, text: &str) -> Result<(), Error> {
        xml::read(text, BROKEN, &mut |piece| match piece {
            Piece::Open(name, attributes) if self.silent == 0 => self.open(name, attributes),
            Piece::Open(..) => self.silent += 1,
            Piece::Close(_) if self.silent > 0 => self.silent -= 1,
            Piece::Close(name) => self.close(name),
            Piece::Text(text) if self.in_text && self.silent == 0 && !self.run.hidden => {
                if self.run.raised {
                    self.flow.raised(text);
                } else if !self.run.higher || !self.flow.exponent(text) {
                    self.flow.text(text);
                }
            }
            Piece::Text(_) => {}
        })
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        let is_separator =
            matches!(name, "footnote" | "endnote") && attributes.get("type").is_some_and(|kind| kind != "normal");
        if SILENT.contains(&name) || is_separator {
            self.silent = 1;
            return;
        }
        match name {
            "p" => {
                self.open_cell();
                self.flow.open(Shape::Paragraph);
            }
            "pStyle" => {
                let style = attributes.get("val").unwrap_or_default();
                if let Some(depth) = self.styles.get(&style) {
                    self.flow.open(Shape::Heading(*depth));
                }
            }
            "outlineLvl" => outline(attributes)
                .into_iter()
                .for_each(|depth| self.flow.open(Shape::Heading(depth))),
            "commentReference" => {
                let comment = self.comments.get(&attributes.get("id").unwrap_or_default());
                comment.into_iter().for_each(|comment| self.flow.note(comment));
            }
            "numPr" => self.flow.shape_text(Shape::Item),
            "r" => {
                self.run = Run::default();
                self.in_run = true;
            }
            "vanish" | "webHidden" | "strike" | "dstrike" if self.in_run => {
                self.run.hidden |= attributes.get("val").is_none_or(is_on);
            }
            "vertAlign" if self.in_run => {
                self.run.raised = attributes.get("val").is_some_and(|kind| kind == "superscript")
            }
            // Text set higher by hand may be anything, an exponent among others.
            "position" if self.in_run => {
                self.run.higher = attributes
                    .get("val")
                    .is_some_and(|height| !height.starts_with('-') && height != "0")
            }
            "t" => self.in_text = true,
            "tab" if self.in_run => self.flow.text(" "),
            "noBreakHyphen" => self.flow.text("-"),
            "br" | "cr" if self.in_run => self.flow.line_break(),
            _ => self.open_table(name, attributes),
        }
    }

    fn open_table(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "tbl" => {
                self.open_cell();
                self.flow.open_table();
            }
            "tr" => self.flow.open_row(),
            "gridBefore" => self.flow.skip_columns(attributes.number("val")),
            "tc" => {
                self.cell = Cell {
                    columns: 1,
                    ..Cell::default()
                }
            }
            "gridSpan" => self.cell.columns = attributes.number("val").max(1),
            "vMerge" => self.cell.continues = attributes.get("val").is_none_or(|kind| kind == "continue"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.flow.close(),
            "r" => {
                self.run = Run::default();
                self.in_run = false;
            }
            "t" => self.in_text = false,
            "tcPr" => self.open_cell(),
            "tc" => {
                self.open_cell();
                self.flow.close_cell();
                self.cell = Cell::default();
            }
            "tbl" => {
                self.flow.close_table();
                // The rest of a cell that holds a table is in a cell that is open already.
                self.cell.open = true;
            }
            _ => {}
        }
    }

    /// Begins the cell whose properties are known now.
    fn open_cell(&mut self) {
        if self.cell.columns == 0 || self.cell.open {
            return;
        }
        self.cell.open = true;
        if self.cell.continues {
            self.flow.continue_cell(self.cell.columns);
        } else {
            self.flow.open_cell(1, self.cell.columns);
        }
    }
}

/// Whether the value of a property that may be switched off is on.
fn is_on(value: String) -> bool {
    !matches!(value.as_str(), "0" | "false" | "off")
}
