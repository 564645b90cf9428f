//! The same report as Markdown, HTML, Word and PDF gives the same claims, at places that each format knows.

use tongji::claim::Entry;
use tongji::document::Format;

use super::office;
use super::paint::{self, Coding};
use super::parts::parts;
use crate::data;

/// What must be the same in every format.
fn facts(entry: &Entry) -> [String; 8] {
    ["value", "lower", "upper", "unit", "noun", "metric", "period", "change"].map(|column| data::cell(entry, column))
}

/// The report that is written in every format.
pub fn report() -> String {
    std::fs::read_to_string(data::root().join("fixtures/association/report.md")).unwrap()
}

pub fn claims(name: &str, bytes: Vec<u8>, format: Format) -> Vec<Entry> {
    let source = data::decode(name, bytes, format).unwrap();
    data::extract(&source).claims().cloned().collect()
}

/// Fails with the claims that only one of the two has.
pub fn same(name: &str, wanted: &[Entry], got: &[Entry]) {
    let mut missing: Vec<[String; 8]> = wanted.iter().map(facts).collect();
    let mut more = Vec::new();
    for entry in got {
        let own = facts(entry);
        match missing.iter().position(|other| *other == own) {
            Some(at) => drop(missing.swap_remove(at)),
            None => more.push(own),
        }
    }
    assert!(
        missing.is_empty() && more.is_empty(),
        "{name}\n  lacks {missing:#?}\n  has instead {more:#?}"
    );
}

#[test]
fn the_same_report_gives_the_same_claims() {
    let text = report();
    let parts = parts(&text);
    let markdown = claims("report.md", text.clone().into_bytes(), Format::Markdown);
    assert!(markdown.len() > 40, "{}", markdown.len());
    let formats = [
        ("report.html", office::html(&parts).into_bytes(), Format::Html),
        ("report.docx", office::docx(&parts), Format::Docx),
        ("report.pdf", paint::pdf(&parts, Coding::Ucs2, 1), Format::Pdf),
        ("gbk.pdf", paint::pdf(&parts, Coding::Gbk, 1), Format::Pdf),
        ("columns.pdf", paint::pdf(&parts, Coding::Gbk, 2), Format::Pdf),
    ];
    for (name, bytes, format) in formats {
        same(name, &markdown, &claims(name, bytes, format));
    }
}

#[test]
fn numerals_of_every_format_are_entries() {
    let parts = parts(&report());
    let formats = [
        (office::html(&parts).into_bytes(), Format::Html),
        (office::docx(&parts), Format::Docx),
        (paint::pdf(&parts, Coding::Gbk, 1), Format::Pdf),
        (
            "项目,数量\n一、会议,12\n\"二、展览，共3场\",\"4\"\n".into(),
            Format::Csv,
        ),
    ];
    for (bytes, format) in formats {
        let source = data::decode("-", bytes, format).unwrap();
        crate::accounted::none(crate::accounted::check(&source));
    }
}

#[test]
fn places_are_those_of_the_file() {
    let text = "# 概况\n\n全年举办会议12场，\n参加者3000余人。\n\n单位：万元\n\n| 项目 | 2023年 |\n| --- | --- |\n| 会费 | 120 |\n";
    let parts = parts(text);
    let places = |bytes: Vec<u8>, format| -> Vec<String> {
        let claims = claims("-", bytes, format);
        claims
            .iter()
            .map(|entry| format!("{} {}", entry.text, entry.locator))
            .collect()
    };
    let markdown = places(text.into(), Format::Markdown);
    assert_eq!(
        markdown,
        ["12场 bytes 28-33", "3000余人 bytes 46-56", "120 bytes 124-127"]
    );
    let flowing = [
        "12场 paragraph 2 character 7",
        "3000余人 paragraph 3 character 4",
        "120 table 1 cell B2",
    ];
    assert_eq!(places(office::html(&parts).into_bytes(), Format::Html), flowing);
    assert_eq!(places(office::docx(&parts), Format::Docx), flowing);
    let pdf = paint::pdf(&parts, Coding::Ucs2, 1);
    assert_eq!(
        places(pdf, Format::Pdf),
        ["12场 page 1 line 3", "3000余人 page 1 line 4", "120 page 1 line 7"]
    );
    let csv = "会费（万元）,项目\n120,甲\n";
    let found = places(csv.into(), Format::Csv);
    assert_eq!(found, ["120 A2"]);
}

#[test]
fn legacy_encodings_give_the_same_claims() {
    let text = report();
    let wanted = claims("-", text.clone().into_bytes(), Format::Markdown);
    let wide = |mark: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(order).collect()
    };
    let traditional = "全年舉辦會議12場，參加者338.7萬人次，來自45個國家和地區。\n";
    let encoded = [
        ("gb18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
        ("utf-16le", wide("", u16::to_le_bytes)),
        ("utf-16be", wide("", u16::to_be_bytes)),
        ("utf-16le with a mark", wide("\u{feff}", u16::to_le_bytes)),
        ("utf-16be with a mark", wide("\u{feff}", u16::to_be_bytes)),
    ];
    for (name, bytes) in encoded {
        assert_eq!(claims("-", bytes, Format::Markdown), wanted, "{name}");
    }
    let plain = claims("-", traditional.into(), Format::Plain);
    assert_eq!(plain.len(), 3);
    let big5 = encoding_rs::BIG5.encode(traditional).0.into_owned();
    assert_eq!(claims("-", big5, Format::Plain), plain);
}
