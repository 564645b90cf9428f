//! Reports written as PDF, by hand: fonts that are not embedded, one or two columns, ruled tables, page numbers.

use super::parts::{Part, plain};

/// How the characters of a font are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// `GBK-EUC-H`.
    Gbk,
    /// `UniGB-UCS2-H`.
    Ucs2,
    /// `Identity-H` without any table of what the codes mean, and a collection of the font's own.
    Mute,
}

const WIDTH: i32 = 595;
const HEIGHT: i32 = 842;
const MARGIN: i32 = 72;
const SIZE: i32 = 10;
const LEADING: i32 = 16;
const GUTTER: i32 = 24;

/// A page: the operators of its content, and how its characters are written.
pub type Page = (String, Coding);

/// A file with `parts` laid out in `columns`.
pub fn pdf(parts: &[Part], coding: Coding, columns: i32) -> Vec<u8> {
    file(&pages(parts, coding, columns))
}

/// The pages of `parts`, laid out in `columns`.
pub fn pages(parts: &[Part], coding: Coding, columns: i32) -> Vec<Page> {
    let mut painter = Painter {
        coding,
        columns,
        column: 0,
        y: HEIGHT - MARGIN,
        content: String::new(),
        pages: Vec::new(),
    };
    for part in parts {
        painter.part(part);
    }
    painter.end_page();
    painter.pages.into_iter().map(|page| (page, coding)).collect()
}

struct Painter {
    coding: Coding,
    columns: i32,
    column: i32,
    y: i32,
    content: String,
    pages: Vec<String>,
}

impl Painter {
    fn measure(&self) -> i32 {
        (WIDTH - 2 * MARGIN - (self.columns - 1) * GUTTER) / self.columns
    }

    fn left(&self) -> i32 {
        MARGIN + self.column * (self.measure() + GUTTER)
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(_, text) => {
                self.y -= 6;
                self.lines(&plain(text), 13, 0);
                self.y -= 4;
            }
            Part::Paragraph(text) | Part::Item(text) => self.lines(&plain(text), SIZE, 2),
            Part::Table(rows) => self.table(rows),
        }
    }

    /// A paragraph, indented by so many characters.
    fn lines(&mut self, text: &str, size: i32, indent: i32) {
        let mut rest: Vec<char> = text.chars().collect();
        let mut indent = indent * size;
        while !rest.is_empty() {
            let mut room = self.measure() - indent;
            let fits = rest.iter().take_while(|character| {
                room -= width(**character, size);
                room >= 0
            });
            let count = fits.count().max(1);
            let line: String = rest.drain(..count).collect();
            self.room(LEADING);
            let x = self.left() + indent;
            self.show(x, size, line.trim());
            indent = 0;
        }
    }

    fn table(&mut self, rows: &[Vec<String>]) {
        let high = LEADING + 4;
        self.room(high * rows.len() as i32 + 8);
        let (left, top) = (self.left(), self.y - 4);
        let wide = self.measure() / rows[0].len() as i32;
        for (index, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                self.y = top - high * (index as i32 + 1) + 6;
                self.show(left + wide * column as i32 + 4, SIZE, cell);
            }
        }
        let (right, bottom) = (left + wide * rows[0].len() as i32, top - high * rows.len() as i32);
        for row in 0..=rows.len() as i32 {
            let y = top - high * row;
            self.content += &format!("{left} {y} m {right} {y} l S\n");
        }
        for column in 0..=rows[0].len() as i32 {
            let x = left + wide * column;
            self.content += &format!("{x} {top} m {x} {bottom} l S\n");
        }
        self.y = bottom - 8;
    }

    /// Makes room for so much, in the next column or on the next page where there is none.
    fn room(&mut self, high: i32) {
        if self.y - high < MARGIN {
            self.column += 1;
            self.y = HEIGHT - MARGIN;
            if self.column == self.columns {
                self.end_page();
            }
        }
        self.y -= LEADING;
    }

    fn show(&mut self, x: i32, size: i32, text: &str) {
        let (y, codes) = (self.y, self.codes(text));
        self.content += &format!("BT /F1 {size} Tf {x} {y} Td <{codes}> Tj ET\n");
    }

    fn codes(&self, text: &str) -> String {
        let bytes: Vec<u8> = match self.coding {
            Coding::Gbk => encoding_rs::GBK.encode(text).0.into_owned(),
            Coding::Ucs2 | Coding::Mute => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn end_page(&mut self) {
        let number = format!("- {} -", self.pages.len() + 1);
        self.y = 40;
        self.show(WIDTH / 2, SIZE, &number);
        self.y = HEIGHT - 40;
        self.show(MARGIN, SIZE, "对外交流年度报告");
        self.pages.push(std::mem::take(&mut self.content));
        (self.column, self.y) = (0, HEIGHT - MARGIN);
    }
}

/// Width of a character: half for those of one byte.
fn width(character: char, size: i32) -> i32 {
    if character.is_ascii() { size / 2 } else { size }
}

/// The file with `pages`.
pub fn file(pages: &[Page]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), String::new()];
    let mut kids = String::new();
    for (content, coding) in pages {
        let at = objects.len() + 1;
        kids += &format!("{at} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] \
             /Resources << /Font << /F1 {} 0 R >> >> /Contents {} 0 R >>",
            at + 2,
            at + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
        objects.extend(font(*coding, at + 2));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    assemble(&objects)
}

/// The objects of a font, the first with the number `at`.
fn font(coding: Coding, at: usize) -> [String; 3] {
    let (encoding, ordering) = match coding {
        Coding::Gbk => ("GBK-EUC-H", "GB1"),
        Coding::Ucs2 => ("UniGB-UCS2-H", "GB1"),
        Coding::Mute => ("Identity-H", "Own"),
    };
    [
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{encoding} /DescendantFonts [{} 0 R] >>",
            at + 1
        ),
        format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) \
             /Ordering ({ordering}) /Supplement 2 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor {} 0 R >>",
            at + 2
        ),
        "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /ItalicAngle 0 /Ascent 860 /Descent -140 \
         /StemV 80 /FontBBox [0 -140 1000 860] >>"
            .to_owned(),
    ]
}

/// A file of numbered objects with their table of places.
pub fn assemble(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", out.len());
        out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes());
    }
    let start = out.len();
    let count = objects.len() + 1;
    let table = format!("xref\n0 {count}\n0000000000 65535 f \n{places}");
    let trailer = format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.extend_from_slice((table + &trailer).as_bytes());
    out
}
