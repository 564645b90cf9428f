//! Excel workbooks: one sheet with a header that stays in sight, filters, and figures as numbers.
//!
//! A spreadsheet counts in binary fractions of about fifteen digits. A figure that has more is written as text, so
//! that none is changed.

use std::io::{self, Write};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Options, Rows, decimal};

/// A spreadsheet keeps so many digits.
const DIGITS: usize = 15;
/// The longest text of a cell, in characters of UTF-16.
const LONGEST: usize = 32_767;
/// Rows of a sheet, the header among them.
const MOST: usize = 1_048_576;
/// Widths of columns, in characters.
const WIDEST: usize = 48;
const NARROWEST: usize = 6;
/// How many rows tell the width of a column.
const SAMPLE: usize = 200;

/// Writes `rows` as a workbook, which is the same for the same rows.
pub fn write(rows: &dyn Rows, _: Options, out: &mut dyn Write) -> io::Result<()> {
    if rows.count() >= MOST {
        return Err(io::Error::other(format!(
            "{} rows; a sheet holds {}",
            rows.count(),
            MOST - 1
        )));
    }
    let bytes = workbook(rows).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(rows: &dyn Rows) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of writing would make each file another.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = workbook.add_worksheet();
    sheet.set_name("claims")?;
    let names = rows.names();
    let bold = Format::new().set_bold();
    for (column, name) in names.iter().enumerate() {
        sheet.write_string_with_format(0, narrow(column), *name, &bold)?;
        sheet.set_column_width(narrow(column), width(rows, column, name))?;
    }
    let styles = Styles::new();
    for row in 0..rows.count() {
        for column in 0..names.len() {
            let place = (u32::try_from(row + 1).unwrap_or(u32::MAX), narrow(column));
            cell(sheet, place, rows.cell(row, column), &styles)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last) = names.len().checked_sub(1) {
        sheet.autofilter(0, 0, u32::try_from(rows.count()).unwrap_or(u32::MAX), narrow(last))?;
    }
    workbook.save_to_buffer()
}

/// The formats of numbers.
struct Styles {
    whole: Format,
    figures: Vec<Format>,
}

impl Styles {
    fn new() -> Self {
        let figure = |places: usize| {
            let code = if places == 0 {
                "#,##0".to_owned()
            } else {
                format!("#,##0.{}", "0".repeat(places))
            };
            Format::new().set_num_format(code)
        };
        Self {
            whole: Format::new().set_num_format("0"),
            figures: (0..=DIGITS).map(figure).collect(),
        }
    }
}

fn cell(sheet: &mut Worksheet, (row, column): (u32, u16), cell: Cell<'_>, styles: &Styles) -> Result<(), XlsxError> {
    match cell {
        Cell::Text("") | Cell::Decimal(None) => {}
        Cell::Text(text) if text.encode_utf16().count() <= LONGEST => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        Cell::Integer(number) => {
            // Places in a document are far below the first number that a spreadsheet cannot hold.
            sheet.write_number_with_format(row, column, number.to_f64().unwrap_or_default(), &styles.whole)?;
        }
        Cell::Decimal(Some(number)) => figure(sheet, (row, column), number, styles)?,
    }
    Ok(())
}

fn figure(sheet: &mut Worksheet, (row, column): (u32, u16), number: Decimal, styles: &Styles) -> Result<(), XlsxError> {
    let number = number.normalize();
    let digits = number.mantissa().unsigned_abs().to_string().len();
    let format = styles.figures.get(number.scale() as usize);
    match (number.to_f64(), format) {
        (Some(binary), Some(format)) if digits <= DIGITS => {
            sheet.write_number_with_format(row, column, binary, format)?;
        }
        _ => {
            let mut text = Vec::new();
            decimal::push(&mut text, number);
            sheet.write_string(row, column, String::from_utf8_lossy(&text))?;
        }
    }
    Ok(())
}

/// The most of a text that a cell holds, with a mark that there is more.
fn cut(text: &str) -> String {
    let mut units = 0;
    let kept = text.chars().take_while(|character| {
        units += character.len_utf16();
        units < LONGEST
    });
    kept.chain(['…']).collect()
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A width that holds most cells: characters beyond ASCII take two.
fn width(rows: &dyn Rows, column: usize, name: &str) -> u16 {
    let wide = |text: &str| {
        text.chars()
            .map(|character| 1 + usize::from(!character.is_ascii()))
            .sum::<usize>()
    };
    let cells = (0..rows.count().min(SAMPLE)).map(|row| match rows.cell(row, column) {
        Cell::Text(text) => wide(text),
        Cell::Integer(number) => number.to_string().len(),
        Cell::Decimal(number) => number.map_or(0, |number| number.normalize().to_string().len() * 4 / 3),
    });
    let widest = cells.max().unwrap_or(0).max(name.len() + 3);
    narrow(widest.clamp(NARROWEST, WIDEST) + 1)
}
