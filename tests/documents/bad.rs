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
