//! Bad files: what is wrong with each is said, and the others are read.

use std::fs;

use super::office;
use super::paint::{self, Coding};
use super::parts::parts;
use crate::cmd::{REPORT, column, folder, refused, run};

const TEXT: &str = "# 概况\n\n全年举办会议12场。\n";

const LONG: &str = "全年举办会议12场，参加者3000余人，来自45个国家。";

fn zip_of(bytes: usize) -> Vec<u8> {
    office::archive(&[("word/document.xml", vec![b' '; bytes].as_slice())])
}

#[test]
fn bad_documents_are_named_with_the_reason() {
    let docx = office::docx(&parts(TEXT));
    let entities = "<!DOCTYPE x [<!ENTITY a \"1111111111\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:p><w:r><w:t>&b;</w:t>";
    let declared = "<!DOCTYPE x [<!ENTITY a \"5\">]><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>";
    let gbk = encoding_rs::GBK.encode(LONG).0.into_owned();
    let picture = paint::assemble(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>".to_owned(),
        "<< /Length 21 >>\nstream\n99 0 0 99 0 0 cm /I Do\nendstream".to_owned(),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\nx\nendstream".to_owned(),
    ]);
    let folder = folder(&[
        ("cut.docx", &docx[..docx.len() / 2]),
        ("noise.docx", b"\x01\x02\x03\x04\x05"),
        (
            "entities.docx",
            &office::archive(&[("word/document.xml", entities.as_bytes())]),
        ),
        ("bomb.docx", &zip_of(3 << 20)),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        (
            "locked.docx",
            &[
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(),
                b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
            ]
            .concat(),
        ),
        ("scan.pdf", &picture),
        ("mute.pdf", &paint::pdf(&parts(TEXT), Coding::Mute, 1)),
        ("broken.pdf", b"%PDF-1.4\nnothing"),
        ("empty.zip", &office::archive(&[("a.png", b"x")])),
        ("cut.zip", &office::archive(&[("a.md", TEXT.as_bytes())])[..40]),
        ("broken.txt", &[LONG.as_bytes(), b"\xff"].concat()),
        ("gbk.txt", &[&gbk[..], b"\xff\xff", &gbk[..]].concat()),
        (
            "declared.docx",
            &office::archive(&[("word/document.xml", declared.as_bytes())]),
        ),
    ]);
    let path = folder.path();
    let cases: [(&str, &str); 14] = [
        ("cut.docx", "damaged Word"),
        ("noise.docx", "damaged Word"),
        ("entities.docx", "damaged Word"),
        ("bomb.docx", "larger than 1 MiB"),
        ("old.doc", "before 2007"),
        ("locked.docx", "encrypted Office"),
        ("scan.pdf", "hold pictures and no text"),
        ("mute.pdf", "do not say which characters"),
        ("broken.pdf", "damaged PDF"),
        ("empty.zip", "no document in this ZIP"),
        ("cut.zip", "damaged ZIP"),
        ("broken.txt", "no text in UTF-8 at byte 68"),
        ("gbk.txt", "no text in gb18030 at byte 48"),
        ("declared.docx", "damaged Word"),
    ];
    for (name, words) in cases {
        refused(
            path,
            &["extract", name, "--lang", "en", "--max-size", "1"],
            &[name, words],
        );
    }
    let args = ["extract", "broken.txt", "--encoding", "klingon", "--lang", "en"];
    refused(path, &args, &["--encoding", "klingon"]);
}

#[test]
fn pages_that_cannot_be_read_are_named_by_every_command() {
    let parts = parts(TEXT);
    let pages = [
        paint::pages(&parts, Coding::Gbk, 1),
        paint::pages(&parts, Coding::Mute, 1),
    ];
    let folder = folder(&[("half.pdf", &paint::file(&pages.concat()))]);
    for command in ["extract", "check", "chart"] {
        let (status, out, err) = run(folder.path(), &[command, "half.pdf", "--lang", "en"]);
        assert_eq!(status, 2, "{command}: {err}");
        assert!(
            out.contains("12") || command == "check",
            "the other page is read: {out}"
        );
        assert!(err.contains("half.pdf: pages 2 were not read"), "{command}: {err}");
    }
}

#[test]
fn content_decides_what_a_file_is() {
    let parts = parts(TEXT);
    let folder = folder(&[
        ("word.txt", &office::docx(&parts)),
        ("page.md", office::html(&parts).as_bytes()),
        ("print.docx", &paint::pdf(&parts, Coding::Gbk, 1)),
        ("text.pdf", TEXT.as_bytes()),
    ]);
    for name in ["word.txt", "page.md", "print.docx", "text.pdf"] {
        let (status, out, err) = run(folder.path(), &["extract", name]);
        assert_eq!(
            (status, column(&out, "value")),
            (0, vec!["12".to_owned()]),
            "{name}: {err}"
        );
    }
}

#[test]
fn one_bad_file_among_a_hundred_stops_none() {
    let folder = folder(&[]);
    let docx = office::docx(&parts(TEXT));
    for at in 0..100 {
        fs::write(folder.path().join(format!("{at:03}.docx")), &docx).unwrap();
    }
    fs::write(folder.path().join("050.docx"), &docx[..docx.len() - 30]).unwrap();
    let (status, out, err) = run(folder.path(), &["extract", ".", "--lang", "en"]);
    assert_eq!(status, 2);
    assert_eq!(column(&out, "value").len(), 99);
    assert!(
        err.contains("050.docx: a damaged") && err.contains("1 of 100 inputs"),
        "{err}"
    );
}

#[test]
fn archives_hold_documents_with_names_in_any_encoding() {
    let inner = office::docx(&parts(TEXT));
    let zip = office::archive(&[
        ("报告/一.md", REPORT.as_bytes()),
        ("b.docx", &inner),
        ("__MACOSX/._b.docx", b"x"),
        ("picture.png", b"x"),
        ("bad.pdf", b"%PDF-1.4\nnothing"),
        ("inner.zip", b"PK\x03\x04"),
    ]);
    let folder = folder(&[("all.zip", &zip)]);
    let (status, out, err) = run(folder.path(), &["extract", "all.zip", "--lang", "en"]);
    assert_eq!(status, 2, "{err}");
    assert_eq!(
        column(&out, "source"),
        ["all.zip/b.docx", "all.zip/报告/一.md", "all.zip/报告/一.md"]
    );
    assert!(err.contains("all.zip/bad.pdf: a damaged PDF"), "{err}");
    assert!(err.contains("passed over: 1; convert or unpack"), "{err}");
}

#[test]
fn a_table_that_the_program_wrote_is_no_document_of_a_folder() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    assert_eq!(run(path, &["extract", "a.md", "-o", "claims.csv"]).0, 0);
    let (status, out, err) = run(path, &["extract", "."]);
    assert_eq!((status, column(&out, "source").len()), (0, 2), "{err}");
}

#[test]
fn chinese_text_with_damaged_bytes_is_never_read_as_latin() {
    let gbk = encoding_rs::GBK.encode(LONG).0.into_owned();
    let traditional = "全年舉辦會議12場，參加者3000餘人，來自45個國家和地區，展覽面積增加。";
    let big5 = encoding_rs::BIG5.encode(traditional).0.into_owned();
    let damage = |bytes: &[u8], at: usize, with: &[u8]| [&bytes[..at], with, &bytes[at..]].concat();
    let folder = folder(&[
        ("a.txt", &damage(&gbk, 48, b"\xff")),
        ("b.txt", &damage(&gbk, 16, b"\xff\xff\xff")),
        ("c.txt", &damage(&big5, 20, b"\xff")),
        ("d.txt", &damage(LONG.as_bytes(), 30, b"\xff\xfe\xff")),
        ("e.txt", &gbk[..gbk.len() - 3]),
    ]);
    let cases = [
        ("a.txt", "no text in gb18030 at byte 48"),
        ("b.txt", "no text in gb18030 at byte 16"),
        ("c.txt", "no text in Big5 at byte 20"),
        ("d.txt", "no text in UTF-8 at byte"),
        ("e.txt", "no text in gb18030"),
    ];
    for (name, words) in cases {
        refused(folder.path(), &["extract", name, "--lang", "en"], &[name, words]);
    }
}

#[test]
fn binary_files_with_names_of_texts_are_refused() {
    let noise: Vec<u8> = (0..4000_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let files: [(&str, &[u8]); 5] = [
        ("a.txt", &noise),
        ("b.csv", &noise),
        ("c.md", b"\x7fELF\x02\x01\x01\0\0\0"),
        ("d.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("e.csv", b"a,b\n1,\x01\x02\n"),
    ];
    for (name, bytes) in files {
        let folder = folder(&[(name, bytes)]);
        refused(folder.path(), &["extract", name, "--lang", "en"], &[name]);
    }
}

#[test]
fn quotation_marks_that_close_no_cell_are_named() {
    let csv = "项目,数（个）\n甲,12\n\"乙,35\n丙,\"7\"x\n丁,\"1,234\"\n";
    let folder = folder(&[("a.csv", csv.as_bytes())]);
    let (status, out, err) = run(folder.path(), &["extract", "a.csv", "--lang", "en"]);
    assert_eq!(status, 0, "{err}");
    let values = column(&out, "value");
    for value in ["12", "35", "1234"] {
        assert!(values.iter().any(|found| found == value), "{value}: {out}");
    }
    assert!(err.contains("a.csv: lines 3, 4: quotation marks"), "{err}");
}

#[test]
fn formulas_without_results_and_missing_sheets_are_named() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\"><v>35</v></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"s\"><v>3</v></c><c r=\"B3\"><f>SUM(B2:B2)</f></c>\
        <c r=\"C3\"><f>B3*2</f><v></v></c><c r=\"D3\" t=\"str\"><f>\"\"</f><v></v></c></row>";
    let book = office::workbook(rows, &["项目", "数（个）", "甲", "合计"], &[]);
    let folder = folder(&[("a.xlsx", &book), ("b.xlsx", &office::without_sheet())]);
    let (status, out, err) = run(folder.path(), &["extract", "a.xlsx", "--lang", "en"]);
    assert_eq!((status, column(&out, "value")), (2, vec!["35".to_owned()]), "{err}");
    assert!(
        err.contains("a.xlsx: formulas without a stored result") && err.contains("2 (收支!B3, 收支!C3)"),
        "{err}"
    );
    let (status, _, err) = run(folder.path(), &["extract", "b.xlsx", "--lang", "en"]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("b.xlsx: the sheet \"支出\" is missing"), "{err}");
}

#[test]
fn a_document_that_is_there_twice_is_said_to_be() {
    let zip = office::archive(&[("a.md", TEXT.as_bytes())]);
    let folder = folder(&[("a.md", TEXT.as_bytes()), ("all.zip", &zip), ("b.md", b"12")]);
    let (status, out, err) = run(folder.path(), &["extract", ".", "--lang", "en"]);
    assert_eq!((status, column(&out, "value").len()), (0, 2), "{err}");
    assert!(err.contains("./all.zip/a.md: the same text as ./a.md"), "{err}");
}
