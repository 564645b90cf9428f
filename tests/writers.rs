//! What is written for other programs, read back by other readers: workbooks, Parquet files, and the package beside
//! a table.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use rust_decimal::Decimal;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tongji::claim::Entry;
use tongji::table::{COLUMNS, FORMATS, Options, Table};

use crate::cmd::{REPORT, folder, run};
use crate::table::entry;

/// Figures that a spreadsheet keeps, and one with more digits than it has.
const FIGURES: [&str; 6] = [
    "7323",
    "0.005",
    "-12.5",
    "123456789012345",
    "0",
    "1234567890123456789.0123456789",
];

/// Entries with these values and without bounds, the last without a value, with text that a spreadsheet would run.
fn entries() -> Vec<Entry> {
    let with = |value: Option<Decimal>| Entry {
        value,
        lower: None,
        upper: None,
        noun: "=1+1".to_owned(),
        ..entry()
    };
    let values = FIGURES.iter().map(|text| Some(Decimal::from_str_exact(text).unwrap()));
    values.chain([None]).map(with).collect()
}

fn write(format: &str, entries: &[Entry]) -> Vec<u8> {
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    let table = Table {
        columns: COLUMNS.iter().map(|field| &field.column).collect(),
        rows: entries.iter().collect(),
        words: &|key| key,
    };
    let mut out = Vec::new();
    (format.write)(&table, Options::default(), &mut out).unwrap();
    out
}

fn names() -> Vec<&'static str> {
    COLUMNS.iter().map(|field| field.column.name).collect()
}

fn column(name: &str) -> usize {
    names().iter().position(|own| *own == name).unwrap()
}

/// A part of an archive as text.
fn part(archive: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn workbooks_hold_figures_as_numbers_and_texts_as_texts() {
    let bytes = write("xlsx", &entries());
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("claims").unwrap();
    let header: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(header, names());
    let values: Vec<&Data> = range.rows().skip(1).map(|row| &row[column("value")]).collect();
    let number = Data::Float;
    let text = |text: &str| Data::String(text.to_owned());
    let wanted = [
        number(7323.0),
        number(0.005),
        number(-12.5),
        number(123_456_789_012_345.0),
        number(0.0),
        text(FIGURES[5]),
        Data::Empty,
    ];
    assert_eq!(values, wanted.iter().collect::<Vec<_>>());
    for row in range.rows().skip(1) {
        assert_eq!(row[column("noun")], text("=1+1"), "a text, not a formula");
        assert_eq!(row[column("line")], number(3.0));
        assert_eq!(row[column("sentence")], text("2018年举办国际会议7323场。"));
    }
}

#[test]
fn workbooks_have_a_frozen_header_filters_and_formats_of_numbers() {
    let bytes = write("xlsx", &entries());
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains("ySplit=\"1\"") && sheet.contains("state=\"frozen\""),
        "{sheet}"
    );
    assert!(sheet.contains("<autoFilter ref=\"A1:V8\"/>"), "{sheet}");
    assert!(!sheet.contains("<f>"), "no formula: {sheet}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"#,##0.000\""), "{styles}");
    assert_eq!(bytes, write("xlsx", &entries()), "the same bytes each time");
}

fn parquet(bytes: Vec<u8>) -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.parquet");
    fs::write(&path, bytes).unwrap();
    let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
    reader.get_row_iter(None).unwrap().map(Result::unwrap).collect()
}

/// A decimal of a Parquet file, none for a null.
fn decimal(field: &Field) -> Option<Decimal> {
    match field {
        Field::Decimal(decimal) => {
            let whole = decimal.data().try_into().map(i128::from_be_bytes).unwrap();
            let scale = u32::try_from(decimal.scale()).unwrap();
            // The file has more places than a decimal here, all of them zero behind those that were written.
            let (mut whole, mut scale) = (whole, scale);
            while scale > 0 && whole % 10 == 0 {
                (whole, scale) = (whole / 10, scale - 1);
            }
            Some(Decimal::from_i128_with_scale(whole, scale))
        }
        Field::Null => None,
        other => panic!("no decimal: {other:?}"),
    }
}

#[test]
fn parquet_keeps_every_digit() {
    let longest = Entry {
        value: Some(Decimal::MAX),
        lower: Some(Decimal::new(1, 10)),
        upper: Some(-Decimal::MAX),
        ..entry()
    };
    for written in [entries(), vec![longest]] {
        let rows = parquet(write("parquet", &written));
        assert_eq!(rows.len(), written.len());
        for (row, entry) in rows.iter().zip(&written) {
            let cells: Vec<(&String, &Field)> = row.get_column_iter().collect();
            let own: Vec<&str> = cells.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(own, names());
            for (name, wanted) in [("value", entry.value), ("lower", entry.lower), ("upper", entry.upper)] {
                assert_eq!(decimal(cells[column(name)].1), wanted, "{name}");
            }
            assert_eq!(cells[column("text")].1, &Field::Str("7323场".to_owned()));
            assert_eq!(cells[column("start")].1, &Field::Long(20));
        }
    }
}

#[test]
fn empty_tables_are_files_too() {
    let bytes = write("xlsx", &[]);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.worksheet_range("claims").unwrap().rows().count(), 1);
    assert!(parquet(write("parquet", &[])).is_empty());
}

fn hash(path: &Path) -> String {
    let digits: Vec<String> = Sha256::digest(fs::read(path).unwrap())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256:{}", digits.concat())
}

#[test]
fn packages_say_what_the_columns_hold_and_where_they_come_from() {
    let folder = folder(&[("报告/a.md", REPORT.as_bytes()), ("报告/b.md", REPORT.as_bytes())]);
    let path = folder.path();
    for format in ["csv", "tsv", "json", "jsonl", "md", "xlsx", "parquet"] {
        let file = format!("out/claims.{format}");
        let (status, _, err) = run(path, &["extract", "报告", "-o", &file, "--package"]);
        assert_eq!(status, 0, "{err}");
        let package: Value = serde_json::from_slice(&fs::read(path.join("out/datapackage.json")).unwrap()).unwrap();
        let table = &package["resources"][0];
        assert_eq!(table["path"], format!("claims.{format}"));
        assert_eq!(table["hash"], hash(&path.join(&file)));
        if let Some(bytes) = table.get("bytes") {
            assert_eq!(*bytes, fs::metadata(path.join(&file)).unwrap().len());
        }
        let kinds: Vec<(&str, &str)> = table["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| (field["name"].as_str().unwrap(), field["type"].as_str().unwrap()))
            .collect();
        assert_eq!(kinds.len(), 20);
        assert_eq!(
            (kinds[0], kinds[3], kinds[8]),
            (("id", "string"), ("line", "integer"), ("value", "number"))
        );
        let sources: Vec<(&str, &str)> = package["sources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|source| (source["path"].as_str().unwrap(), source["hash"].as_str().unwrap()))
            .collect();
        let own = ["报告/a.md", "报告/b.md"].map(|name| (name, hash(&path.join(name))));
        assert_eq!(sources, own.each_ref().map(|(name, hash)| (*name, hash.as_str())));
    }
}
