//! Figures below zero, thousands set apart by spaces, units above a table: the same in every format that holds tables.

use tongji::claim::Entry;
use tongji::document::Format;

use super::formats::claims;
use super::office;
use crate::data;

/// The rows of one table; its columns are 项目, 2023年 and 2022年.
const ROWS: &[[&str; 3]] = &[
    ["项目", "2023年", "2022年"],
    ["营业利润", "1234", "1 200"],
    ["净利润", "(300)", "▲45.5"],
    ["利息", "（1,250.5）", "(7)"],
    ["指数", "1.2E+3", "△8%"],
];

const WANTED: [&str; 8] = [
    "12340000 | 元 | 营业利润 | 2023",
    "12000000 | 元 | 营业利润 | 2022",
    "-3000000 | 元 | 净利润 | 2023",
    "-455000 | 元 | 净利润 | 2022",
    "-12505000 | 元 | 利息 | 2023",
    "-70000 | 元 | 利息 | 2022",
    "12000000 | 元 | 指数 | 2023",
    "-8 | % | 指数 | 2022",
];

fn row(entry: &Entry) -> String {
    let cells = ["value", "unit", "noun", "period"].map(|column| data::cell(entry, column));
    cells.join(" | ")
}

fn rows(text: Vec<u8>, format: Format) -> Vec<String> {
    claims("-", text, format).iter().map(row).collect()
}

fn joined(between: &str, quote: &str) -> String {
    let line = |row: &[&str; 3]| row.map(|cell| format!("{quote}{cell}{quote}")).join(between);
    ROWS.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_format_of_tables_reads_signs_and_spaces() {
    let markdown = joined(" | ", "").replacen('\n', "\n| --- | --- | --- |\n", 1);
    let cells = |row: &[&str; 3]| row.map(|cell| format!("<td>{cell}</td>")).concat();
    let html: String = ROWS.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect();
    let address = |column: usize, row: usize| format!("{}{}", ["A", "B", "C"][column], row + 2);
    let sheet: String = ROWS
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let cell = |(column, text): (usize, &&str)| {
                let address = address(column, at);
                format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            };
            let cells: String = row.iter().enumerate().map(cell).collect();
            format!("<row r=\"{}\">{cells}</row>", at + 2)
        })
        .collect();
    let title = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>单位：万元</t></is></c></row>";
    let word = |row: &[&str; 3]| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        format!("<w:tr>{}</w:tr>", row.map(cell).concat())
    };
    let word: String = ROWS.iter().map(word).collect();
    let formats = [
        ("单位：万元\n\n".to_owned() + &joined("\t", "") + "\n", Format::Plain),
        (
            "公开01表\t单位：万元\n".to_owned() + &joined("\t", "") + "\n",
            Format::Plain,
        ),
        (format!("单位：万元\n\n{markdown}\n"), Format::Markdown),
        (format!("<p>单位：万元</p><table>{html}</table>"), Format::Html),
        ("单位：万元,,\n".to_owned() + &joined(",", "\"") + "\n", Format::Csv),
        (
            "公开01表\t\t单位：万元\n".to_owned() + &joined("\t", "") + "\n",
            Format::Csv,
        ),
    ];
    for (text, format) in formats {
        assert_eq!(rows(text.clone().into_bytes(), format), WANTED, "{format:?}: {text}");
    }
    let workbook = office::workbook(&format!("{title}{sheet}"), &[], &[]);
    assert_eq!(rows(workbook, Format::Xlsx), WANTED, "a workbook");
    let word = office::word(&format!(
        "<w:p><w:r><w:t>单位：万元</w:t></w:r></w:p><w:tbl>{word}</w:tbl>"
    ));
    assert_eq!(rows(word, Format::Docx), WANTED, "a Word file");
}

#[test]
fn a_unit_line_is_no_claim() {
    for line in [
        "单位：千元",
        "单位：百元",
        "金额单位：人民币千元",
        "注：单位为万元",
        "（千元）",
        "公开03表\t单位：千元",
    ] {
        assert_eq!(rows(format!("{line}\n").into(), Format::Plain), [""; 0], "{line}");
    }
    assert_eq!(rows("每户补助千元。\n".into(), Format::Plain).len(), 1);
}

#[test]
fn struck_text_of_word_files_is_not_read() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        run("", "共"),
        run("<w:strike/>", "30"),
        run("<w:strike w:val=\"0\"/>", "35"),
        run("<w:dstrike/>", "4"),
        run("", "人。")
    );
    let found = rows(office::word(&body), Format::Docx);
    assert_eq!(found, ["35 | 人 |  | "]);
}

#[test]
fn cells_of_workbooks_are_read_as_shown() {
    let cell = |column: &str, style: usize, value: &str| format!("<c r=\"{column}2\" s=\"{style}\"><v>{value}</v></c>");
    let header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>项目</t></is></c>\
        <c r=\"B1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>";
    let name = "<c r=\"A2\" t=\"inlineStr\"><is><t>产值</t></is></c>";
    let formats = [
        "0,\"千元\"",
        "0.0%",
        "0.00,,\"百万元\"",
        "0!.0,\"万元\"",
        "#,##0;(#,##0)",
        ";;;",
    ];
    let values = ["1234567", "0.0654", "1230000", "123456", "-300", "99"];
    let cells: String = ["B", "C", "D", "E", "F", "G"]
        .iter()
        .zip(values)
        .enumerate()
        .map(|(at, (column, value))| cell(column, at + 1, value))
        .collect();
    let bytes = office::workbook(&format!("{header}<row r=\"2\">{name}{cells}</row>"), &[], &formats);
    assert_eq!(
        rows(bytes, Format::Xlsx),
        [
            "1235000 | 元 | 产值 | ",
            "6.5 | % | 产值 | ",
            "1230000 | 元 | 产值 | ",
            "123000 | 元 | 产值 | ",
            "-300 |  | 产值 | ",
        ]
    );
}
