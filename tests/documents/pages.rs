//! Tables of PDF pages: without lines, touching each other, and going on on the next page; and pages whose content is
//! damaged or too large.

use std::io::Write;

use tongji::document::Format;

use super::formats::claims;
use super::paint::{self, Coding};
use crate::cmd::{column, folder, refused, run};
use crate::data;

/// Text at a place of a page, written for the font of [`Coding::Ucs2`].
fn text(x: i32, y: i32, text: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
    format!("BT /F1 10 Tf {x} {y} Td <{codes}> Tj ET\n")
}

/// A grid of cells from `left` and `top` on, 20 high and 100 wide, with lines around them.
fn grid(left: i32, top: i32, rows: &[&[&str]]) -> String {
    let mut content = String::new();
    let (high, wide) = (20 * rows.len() as i32, 100 * rows[0].len() as i32);
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            content += &text(left + 4 + 100 * column as i32, top - 14 - 20 * row as i32, cell);
        }
    }
    for row in 0..=rows.len() as i32 {
        let y = top - 20 * row;
        content += &format!("{left} {y} m {} {y} l S\n", left + wide);
    }
    for column in 0..=rows[0].len() as i32 {
        let x = left + 100 * column;
        content += &format!("{x} {top} m {x} {} l S\n", top - high);
    }
    content
}

/// The same without lines.
fn bare(left: i32, top: i32, rows: &[&[&str]]) -> String {
    let lines = grid(left, top, rows);
    let texts = lines.lines().filter(|line| line.starts_with("BT"));
    texts.map(|line| format!("{line}\n")).collect()
}

fn rows(pages: &[String]) -> Vec<String> {
    let pages: Vec<paint::Page> = pages.iter().map(|page| (page.clone(), Coding::Ucs2)).collect();
    let columns = ["value", "unit", "noun", "period", "locator"];
    let found = claims("-", paint::file(&pages), Format::Pdf);
    let row = |entry| columns.map(|column| data::cell(entry, column)).join(" | ");
    found.iter().map(row).collect()
}

#[test]
fn a_table_without_lines_has_rows_and_columns() {
    let page = text(72, 780, "单位：万元")
        + &bare(
            72,
            760,
            &[
                &["项目", "2023年", "2022年"],
                &["会费收入", "120", "110"],
                &["捐赠收入", "(35)", "40"],
                &["利息收入", "7", "6"],
            ],
        );
    assert_eq!(
        rows(&[page]),
        [
            "1200000 | 元 | 会费收入 | 2023 | page 1 line 3",
            "1100000 | 元 | 会费收入 | 2022 | page 1 line 3",
            "-350000 | 元 | 捐赠收入 | 2023 | page 1 line 4",
            "400000 | 元 | 捐赠收入 | 2022 | page 1 line 4",
            "70000 | 元 | 利息收入 | 2023 | page 1 line 5",
            "60000 | 元 | 利息收入 | 2022 | page 1 line 5",
        ]
    );
}

#[test]
fn a_total_on_the_next_page_belongs_to_its_table() {
    let first = text(72, 780, "单位：万元")
        + &grid(
            72,
            760,
            &[
                &["项目", "2023年", "2022年"],
                &["会费", "120", "110"],
                &["捐赠", "35", "40"],
            ],
        );
    let second = grid(72, 780, &[&["合计", "155", "150"]]);
    assert_eq!(
        rows(&[first, second]),
        [
            "1200000 | 元 | 会费 | 2023 | page 1 line 3",
            "1100000 | 元 | 会费 | 2022 | page 1 line 3",
            "350000 | 元 | 捐赠 | 2023 | page 1 line 4",
            "400000 | 元 | 捐赠 | 2022 | page 1 line 4",
            "1550000 | 元 | 合计 | 2023 | page 2 line 1",
            "1500000 | 元 | 合计 | 2022 | page 2 line 1",
        ]
    );
}

#[test]
fn tables_that_touch_have_headers_of_their_own() {
    let upper = grid(
        72,
        760,
        &[&["项目", "金额（元）", "人数（人）"], &["培训", "300", "12"]],
    );
    let lower = grid(72, 720, &[&["地区", "面积（亩）"], &["东区", "45"]]);
    assert_eq!(
        rows(&[upper + &lower]),
        [
            "300 | 元 | 培训 |  | page 1 line 2",
            "12 | 人 | 培训 |  | page 1 line 2",
            "45 | 亩 | 东区 |  | page 1 line 4",
        ]
    );
}

/// A file of two pages whose second has the content `second`, as the bytes of its stream with the filters `filters`.
fn two_pages(second: &[u8], filters: &str) -> Vec<u8> {
    let first = b"BT /F1 12 Tf 72 700 Td (The society trained 340 people.) Tj ET".as_slice();
    let page = |content: usize| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> \
             /Contents {content} 0 R >>"
        )
        .into_bytes()
    };
    let stream = |bytes: &[u8], filters: &str| {
        let head = format!("<< /Length {} {filters} >>\nstream\n", bytes.len());
        [head.as_bytes(), bytes, b"\nendstream"].concat()
    };
    let objects: [Vec<u8>; 7] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        page(5),
        stream(first, ""),
        page(7),
        stream(second, filters),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", out.len());
        out.extend([format!("{} 0 obj\n", at + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = out.len();
    let end = format!(
        "xref\n0 8\n0000000000 65535 f \n{places}trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    out.extend(end.into_bytes());
    out
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A page of many lines, each with figures.
fn lines() -> Vec<u8> {
    let line = |at: i32| {
        let (y, people) = (800 - 15 * at, 1234 + 37 * at);
        format!("BT /F1 12 Tf 72 {y} Td (The office trained {people} people in town {at}.) Tj ET\n")
    };
    (0..40).map(line).collect::<String>().into_bytes()
}

#[test]
fn a_page_whose_content_is_damaged_is_named_and_the_others_are_read() {
    const FLATE: &str = "/Filter /FlateDecode";
    let whole = packed(&lines());
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 0x55;
    let file = two_pages(&whole, FLATE);
    let before = memchr::memmem::find(&file, b"6 0 obj").unwrap();
    let cases = [
        (
            "cut.pdf",
            two_pages(&whole[..whole.len() / 2], FLATE),
            "pages 2 were not read",
        ),
        ("flipped.pdf", two_pages(&flipped, FLATE), "pages 2 were not read"),
        (
            "noise.pdf",
            two_pages(b"no packed data at all", FLATE),
            "pages 2 were not read",
        ),
        (
            "letters.pdf",
            two_pages(b"87cURD]i,\"Eb\x7fo80~>", "/Filter /ASCII85Decode"),
            "pages 2 were not read",
        ),
        ("short.pdf", file[..file.len() - 400].to_vec(), "pages 2 were not read"),
        ("shorter.pdf", file[..before].to_vec(), "only 1 of 2 pages"),
    ];
    for (name, bytes, words) in cases {
        let folder = folder(&[(name, &bytes)]);
        let (status, out, err) = run(folder.path(), &["extract", name, "--lang", "en"]);
        assert_eq!(
            (status, column(&out, "value")),
            (2, vec!["340".to_owned()]),
            "{name}: {err}"
        );
        assert!(err.contains(name) && err.contains(words), "{name}: {err}");
    }
    let sound = [
        two_pages(&whole, FLATE),
        two_pages(&whole[..whole.len() - 4], FLATE),
        two_pages(b"", ""),
    ];
    for bytes in sound {
        let folder = folder(&[("a.pdf", &bytes)]);
        let (status, _, err) = run(folder.path(), &["extract", "a.pdf", "--lang", "en"]);
        assert_eq!(status, 0, "{err}");
    }
}

#[test]
fn content_that_unpacks_to_more_than_the_limit_is_refused() {
    let spaces = packed(&vec![b' '; 3 << 20]);
    let bombs = [
        two_pages(&spaces, "/Filter /FlateDecode"),
        two_pages(&packed(&spaces), "/Filter [/FlateDecode /FlateDecode]"),
    ];
    for bytes in bombs {
        let folder = folder(&[("bomb.pdf", &bytes)]);
        let args = ["extract", "bomb.pdf", "--lang", "en", "--max-size", "1"];
        refused(folder.path(), &args, &["bomb.pdf", "larger than 1 MiB"]);
    }
}
