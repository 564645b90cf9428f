//! Reports written for Typst.

use super::parts::{Part, plain};

/// `parts` in Typst's markup, in so many columns.
pub fn typst(parts: &[Part], columns: usize) -> String {
    let quoted = |text: &str| format!("#{:?}", text);
    let body = parts.iter().map(|part| match part {
        Part::Heading(depth, text) => format!("#heading(level: {depth})[{}]\n\n", quoted(&plain(text))),
        Part::Paragraph(text) => format!("{}\n\n", quoted(&plain(text))),
        Part::Item(text) => format!("- {}\n\n", quoted(&plain(text))),
        Part::Table(rows) => {
            let cells: Vec<String> = rows
                .iter()
                .flatten()
                .map(|cell| format!("[{}]", quoted(cell)))
                .collect();
            format!("#table(columns: {}, {})\n\n", rows[0].len(), cells.join(", "))
        }
    });
    format!(
        "#set page(columns: {columns})\n#set par(justify: true)\n#set text(lang: \"zh\", font: \"Noto Sans CJK SC\")\n{}",
        body.collect::<String>()
    )
}
