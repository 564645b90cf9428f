//! Reports written as HTML, as Word and Excel files, and as archives of files.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::parts::{Part, Run};

/// Namespaces of the packages and of the documents of Office.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
/// What the parts of a Word file are.
const TYPES: &str = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Override PartName=\"/word/document.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" \
    ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>";
/// A font with Chinese characters whose licence lets it stand in documents.
const FONT: &str = "<w:docDefaults><w:rPrDefault><w:rPr>\
    <w:rFonts w:ascii=\"Noto Sans CJK SC\" w:hAnsi=\"Noto Sans CJK SC\" w:eastAsia=\"Noto Sans CJK SC\"/>\
    <w:lang w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>";
/// Lines around the cells of a table.
const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";

/// A ZIP archive of `files`.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `parts` as a page of HTML, with what stands around a page.
pub fn html(parts: &[Part]) -> String {
    let runs = |runs: &[Run]| -> String {
        let tagged = runs.iter().map(|run| match run.raised {
            true => format!("<sup>{}</sup>", escaped(&run.text)),
            false => format!("<span>{}</span>", escaped(&run.text)),
        });
        tagged.collect()
    };
    let body: String = parts
        .iter()
        .map(|part| match part {
            Part::Heading(depth, text) => format!("<h{depth}>{}</h{depth}>\n", runs(text)),
            Part::Paragraph(text) => format!("<p>\n\t{}\n</p>\n", runs(text)),
            Part::Item(text) => format!("<ul><li>{}</li></ul>\n", runs(text)),
            Part::Table(rows) => {
                let cells =
                    |row: &Vec<String>| -> String { row.iter().map(|cell| format!("<td>{}", escaped(cell))).collect() };
                let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
                format!("<table>\n{rows}</table>\n")
            }
        })
        .collect();
    format!(
        "<!DOCTYPE html><html><head><title>第99号</title><script>var count = 5;</script>\
         <style>p {{ width: 80% }}</style></head><body><nav><a>98个栏目</a></nav>\n{body}\
         <footer>访问量97万人次</footer></body></html>"
    )
}

/// `parts` as a Word file.
pub fn docx(parts: &[Part]) -> Vec<u8> {
    let runs = |runs: &[Run]| -> String {
        let tagged = runs.iter().map(|run| {
            let raised = if run.raised {
                "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"
            } else {
                ""
            };
            format!(
                "<w:r>{raised}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escaped(&run.text)
            )
        });
        tagged.collect()
    };
    let paragraph = |properties: &str, text: &str| format!("<w:p><w:pPr>{properties}</w:pPr>{text}</w:p>");
    let body: String = parts
        .iter()
        .map(|part| match part {
            Part::Heading(depth, text) => paragraph(&format!("<w:pStyle w:val=\"h{depth}\"/>"), &runs(text)),
            Part::Paragraph(text) => paragraph("", &runs(text)),
            Part::Item(text) => paragraph("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", &runs(text)),
            Part::Table(rows) => {
                let cell = |cell: &String| {
                    let text = format!("<w:r><w:t>{}</w:t></w:r>", escaped(cell));
                    format!(
                        "<w:tc><w:tcPr><w:tcW w:w=\"2400\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                        paragraph("", &text)
                    )
                };
                let row = |row: &Vec<String>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
                let columns = "<w:gridCol w:w=\"2400\"/>".repeat(rows[0].len());
                let rows: String = rows.iter().map(row).collect();
                format!("<w:tbl><w:tblPr>{BORDERS}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>")
            }
        })
        .collect();
    word(&body)
}

/// A Word file whose body is `body`.
pub fn word(body: &str) -> Vec<u8> {
    const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    let styles: String = (1..=4)
        .map(|depth| format!("<w:style w:styleId=\"h{depth}\"><w:name w:val=\"heading {depth}\"/></w:style>"))
        .collect();
    let document = format!("<?xml version=\"1.0\"?><w:document {SPACE}><w:body>{body}</w:body></w:document>");
    let styles = format!("<?xml version=\"1.0\"?><w:styles {SPACE}>{FONT}{styles}</w:styles>");
    let types = format!("<Types xmlns=\"{PACKAGE}/content-types\">{TYPES}</Types>");
    let relations =
        |relations: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>");
    let relation = |kind: &str, part: &str| {
        format!("<Relationship Id=\"r1\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{part}\"/>")
    };
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        (
            "_rels/.rels",
            relations(&relation("officeDocument", "word/document.xml")).as_bytes(),
        ),
        (
            "word/_rels/document.xml.rels",
            relations(&relation("styles", "styles.xml")).as_bytes(),
        ),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ])
}

/// A workbook with one sheet whose rows are `rows`, in XML, and with the number formats `formats`.
pub fn workbook(rows: &str, strings: &[&str], formats: &[&str]) -> Vec<u8> {
    let strings: String = strings
        .iter()
        .map(|text| format!("<si><t>{}</t></si>", escaped(text)))
        .collect();
    let codes: String = formats
        .iter()
        .enumerate()
        .map(|(at, code)| {
            format!(
                "<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>",
                164 + at,
                code.replace('"', "&quot;")
            )
        })
        .collect();
    let styles: String = (0..formats.len())
        .map(|at| format!("<xf numFmtId=\"{}\"/>", 164 + at))
        .collect();
    let workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"收支\" r:id=\"a\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    archive(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>").as_bytes()),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet><numFmts>{codes}</numFmts><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
            )
            .as_bytes(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes(),
        ),
    ])
}

/// A workbook with two sheets, of which one is missing.
pub fn without_sheet() -> Vec<u8> {
    let workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"收入\" r:id=\"a\"/>\
        <sheet name=\"支出\" r:id=\"b\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"b\" Target=\"worksheets/sheet2.xml\"/></Relationships>";
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>会费35元</t></is></c></row>";
    archive(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData>{cells}</sheetData></worksheet>").as_bytes(),
        ),
    ])
}
