//! Excel: the cells of every sheet as people see them, with exact figures.

use std::collections::HashMap;
use std::sync::Arc;

use super::archive::Archive;
use super::flow::is_ignorable;
use super::grid;
use super::layout::{self, Block, GridCell, Place, Writer};
use super::number_format::{self, NumberFormat};
use super::xml::{self, Piece};
use super::{Format, Source};
use crate::error::Error;
use crate::span::Span;

/// The error of a file that is no sound workbook.
pub(super) const BROKEN: &str = "xlsx_broken";
/// The most cells that are named in one message.
const NAMED: usize = 20;
/// The most cells of a workbook.
const MOST: usize = 20_000_000;

/// Reads the file `bytes`, of which no part may unpack to more than `limit`.
///
/// # Errors
/// A damaged or encrypted file, or a part that is too large.
pub(super) fn read(name: &str, bytes: &[u8], limit: usize) -> Result<Source, Error> {
    let mut archive = Archive::open(bytes, BROKEN, limit)?;
    let workbook = archive.text("xl/workbook.xml")?.ok_or_else(|| Error::new(BROKEN))?;
    let relations = archive.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let strings = archive.text("xl/sharedStrings.xml")?;
    let strings = strings.map_or_else(|| Ok(Vec::new()), |text| shared(&text))?;
    let formats = archive.text("xl/styles.xml")?;
    let formats = formats.map_or_else(|| Ok(Vec::new()), |text| number_format::read(&text, BROKEN))?;
    let (sheets, since_1904) = sheets(&workbook, &relations)?;
    let book = Book {
        strings,
        formats,
        since_1904,
    };
    let mut writer = Writer::default();
    let mut blocks: Vec<Block> = Vec::new();
    let (mut faults, mut without_result) = (Vec::new(), Vec::new());
    for (title, path) in sheets {
        let Some(sheet) = archive.text(&path)? else {
            faults.push(Error::new("sheet_missing").with("sheet", title));
            continue;
        };
        let sheet = values(&sheet)?;
        let bare = sheet
            .bare
            .iter()
            .map(|(row, column)| format!("{title}!{}", layout::cell_name(*row, *column)));
        without_result.extend(bare);
        let cells = book.cells(&sheet, &title, &mut writer);
        blocks.extend(grid::blocks(cells));
    }
    writer.layout.blocks = blocks;
    if !without_result.is_empty() {
        let cells = named(&without_result);
        faults.push(
            Error::new("cells_without_result")
                .with("cells", cells)
                .with("count", without_result.len()),
        );
    }
    Ok(Source {
        faults,
        layout: writer.layout,
        ..Source::of_text(name, writer.text, Format::Xlsx)
    })
}

/// The first of `cells`, and a mark where there are more.
fn named(cells: &[String]) -> String {
    let more = if cells.len() > NAMED { ", …" } else { "" };
    cells
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
        + more
}

/// Names and paths of the sheets, and whether days are counted from 1904.
fn sheets(workbook: &str, relations: &str) -> Result<(Vec<(String, String)>, bool), Error> {
    let mut targets = HashMap::new();
    if !relations.is_empty() {
        xml::read(relations, BROKEN, &mut |piece| {
            if let Piece::Open("Relationship", attributes) = piece {
                let target = attributes.get("Target").unwrap_or_default();
                let target = target
                    .strip_prefix('/')
                    .map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.insert(attributes.get("Id").unwrap_or_default(), target);
            }
        })?;
    }
    let (mut sheets, mut since_1904) = (Vec::new(), false);
    xml::read(workbook, BROKEN, &mut |piece| match piece {
        Piece::Open("sheet", attributes) => {
            let path = targets.get(&attributes.get("id").unwrap_or_default()).cloned();
            let path = path.unwrap_or_else(|| format!("xl/worksheets/sheet{}.xml", sheets.len() + 1));
            sheets.push((attributes.get("name").unwrap_or_default(), path));
        }
        Piece::Open("workbookPr", attributes) => {
            since_1904 = attributes
                .get("date1904")
                .is_some_and(|value| value == "1" || value == "true");
        }
        _ => {}
    })?;
    Ok((sheets, since_1904))
}

/// The texts that cells share. How to pronounce one is no part of it.
fn shared(text: &str) -> Result<Vec<String>, Error> {
    let (mut strings, mut own, mut inside, mut aside) = (Vec::new(), String::new(), false, false);
    xml::read(text, BROKEN, &mut |piece| match piece {
        Piece::Open("t", _) => inside = !aside,
        Piece::Close("t") => inside = false,
        Piece::Open("rPh", _) => aside = true,
        Piece::Close("rPh") => aside = false,
        Piece::Text(text) if inside => own.push_str(text),
        Piece::Close("si") => strings.push(std::mem::take(&mut own)),
        _ => {}
    })?;
    Ok(strings)
}

struct Book {
    strings: Vec<String>,
    formats: Vec<NumberFormat>,
    since_1904: bool,
}

/// A cell under way.
#[derive(Default)]
struct Value {
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    text: String,
    /// Whether a formula reckons it.
    formula: bool,
}

/// What a sheet holds: its cells with a value, and the areas that are merged to one cell.
#[derive(Default)]
struct Sheet {
    values: Vec<Value>,
    /// Cells with a formula whose result is not stored.
    bare: Vec<(usize, usize)>,
    merged: HashMap<(usize, usize), (usize, usize)>,
}

/// Reads the values of a sheet.
fn values(text: &str) -> Result<Sheet, Error> {
    let mut sheet = Sheet::default();
    let (mut own, mut inside): (Option<Value>, bool) = (None, false);
    let mut next = (0, 0);
    xml::read(text, BROKEN, &mut |piece| match piece {
        Piece::Open("row", attributes) => {
            let row = attributes.number("r").checked_sub(1);
            next = (row.unwrap_or(next.0), 0);
        }
        Piece::Close("row") => next = (next.0 + 1, 0),
        Piece::Open("c", attributes) => {
            let at = attributes.get("r").and_then(|reference| address(&reference));
            let (row, column) = at.unwrap_or(next);
            next = (row, column + 1);
            own = Some(Value {
                row,
                column,
                kind: attributes.get("t").unwrap_or_default(),
                style: attributes.number("s"),
                text: String::new(),
                formula: false,
            });
        }
        Piece::Open("v" | "t", _) => inside = own.is_some(),
        Piece::Close("v" | "t") => inside = false,
        Piece::Text(text) if inside => own.iter_mut().for_each(|own| own.text.push_str(text)),
        Piece::Open("f", _) => own.iter_mut().for_each(|own| own.formula = true),
        Piece::Close("c") => sheet
            .values
            .extend(own.take().and_then(|own| match own.text.is_empty() {
                false => Some(own),
                true => {
                    // A formula of text may well give none.
                    let bare = own.formula && own.kind != "str";
                    sheet.bare.extend(bare.then_some((own.row, own.column)));
                    None
                }
            })),
        Piece::Open("mergeCell", attributes) => {
            let area = attributes.get("ref").and_then(|area| range(&area));
            let size = area.map(|(from, to)| (from, (to.0 - from.0 + 1, to.1 - from.1 + 1)));
            sheet.merged.extend(size);
        }
        _ => {}
    })?;
    if sheet.values.len() > MOST {
        return Err(Error::new(BROKEN));
    }
    Ok(sheet)
}

impl Book {
    /// The cells of one sheet, whose texts become lines of `writer`.
    fn cells(&self, sheet: &Sheet, title: &str, writer: &mut Writer) -> Vec<GridCell> {
        let table: Arc<str> = Arc::from(format!("{title}!"));
        let mut cells = Vec::with_capacity(sheet.values.len());
        for value in &sheet.values {
            let (row, column) = (value.row, value.column);
            let shown = self.shown(value);
            let place = || Place::Cell {
                table: Arc::clone(&table),
                row,
                column,
            };
            let lines = shown.lines().map(clean).filter(|line| !line.is_empty());
            let lines: Vec<Span> = lines.map(|line| writer.line(&line, place())).collect();
            if lines.is_empty() {
                continue;
            }
            let (rows, columns) = sheet.merged.get(&(row, column)).copied().unwrap_or((1, 1));
            cells.push(GridCell {
                row,
                column,
                rows,
                columns,
                lines,
            });
        }
        cells
    }

    /// What a cell shows.
    fn shown(&self, value: &Value) -> String {
        match value.kind.as_str() {
            "s" => {
                let index: Option<usize> = value.text.trim().parse().ok();
                let text = index.and_then(|index| self.strings.get(index));
                text.cloned().unwrap_or_default()
            }
            "b" | "e" => String::new(),
            "str" | "inlineStr" | "d" => value.text.clone(),
            _ => match self.formats.get(value.style) {
                Some(format) => format.show(value.text.trim(), self.since_1904),
                None => NumberFormat::default().show(value.text.trim(), self.since_1904),
            },
        }
    }
}

fn clean(line: &str) -> String {
    let line: String = line.chars().filter(|character| !is_ignorable(*character)).collect();
    line.trim().to_owned()
}

/// Row and column of `B4`, from 0.
fn address(reference: &str) -> Option<(usize, usize)> {
    let digits = reference.find(|character: char| character.is_ascii_digit())?;
    let (letters, row) = reference.split_at_checked(digits)?;
    let mut column = 0_usize;
    for letter in letters.bytes().filter(u8::is_ascii_alphabetic).take(4) {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// First and last cell of `A1:B2`.
fn range(area: &str) -> Option<((usize, usize), (usize, usize))> {
    let (from, to) = area.split_once(':')?;
    let (from, to) = (address(from)?, address(to)?);
    (from.0 <= to.0 && from.1 <= to.1).then_some((from, to))
}
