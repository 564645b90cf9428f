//! Codes of rows that make a tree: 201 is the sum of 20101, 20103 and so on, and 20103 that of 2010301 and 2010302.

use crate::span::{Span, trim_start};

/// How many digits the codes of the highest level have at least.
const ROOT: usize = 3;
/// How many digits more each level has.
const STEP: usize = 2;
/// The most digits of a code.
const LONGEST: usize = 11;

/// Opens the codes that marks of an outline give.
pub const OUTLINE: char = '~';

/// Whether marks of an outline gave a code.
pub fn is_outline(code: &str) -> bool {
    code.starts_with(OUTLINE)
}

/// The code of a row: what the columns before its label hold, one behind the other, or what opens the label. Empty where
/// there is none.
pub fn of<'c>(columns: impl Iterator<Item = &'c str>, label: &str) -> String {
    let mut code = String::new();
    for cell in columns.map(str::trim) {
        if cell.is_empty() {
            break;
        }
        if !cell.bytes().all(|byte| byte.is_ascii_digit()) {
            return String::new();
        }
        code.push_str(cell);
    }
    if code.is_empty() {
        code = opening(label).to_owned();
    }
    if is_code(&code) { code } else { String::new() }
}

/// A label without the code that opens it.
pub fn without(label: &str) -> &str {
    let code = opening(label);
    if !is_code(code) {
        return label;
    }
    let behind = label.find(code).map_or(0, |at| at + code.len());
    let rest = Span::new(behind, label.len()).of(label);
    trim_start(rest.trim_start_matches([']', '】', '-', '_', '—', '.', '、']))
}

/// Whether `code` stands directly below `above`.
pub fn is_child(code: &str, above: &str) -> bool {
    code.len() == above.len() + STEP && is_below(code, above)
}

/// Whether `code` stands below `above`, on whatever level.
pub fn is_below(code: &str, above: &str) -> bool {
    !above.is_empty() && code.len() > above.len() && code.starts_with(above)
}

fn is_code(code: &str) -> bool {
    (ROOT..=LONGEST).contains(&code.len()) && (code.len() - ROOT).is_multiple_of(STEP)
}

/// The digits that open a label before its words.
fn opening(label: &str) -> &str {
    let bare = trim_start(label).trim_start_matches(['[', '【']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let behind = Span::new(digits, bare.len()).of(bare);
    // 12.5 and 1,200 are no codes.
    let number = behind.starts_with(['.', ',', '%']) && !behind.starts_with(". ");
    if number || behind.is_empty() {
        ""
    } else {
        Span::new(0, digits).of(bare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_from_columns_or_labels() {
        let cases: &[(&[&str], &str, &str)] = &[
            (&["201"], "一般公共服务支出", "201"),
            (&["201", "03", "01"], "行政运行", "2010301"),
            (&["201", "03", ""], "政府办公厅", "20103"),
            (&[], "20103 政府办公厅", "20103"),
            (&[], "[2010301]行政运行", "2010301"),
            (&["1"], "会费", ""),
            (&["甲"], "会费", ""),
            (&[], "2023年收入", ""),
            (&[], "2023", ""),
        ];
        for (columns, label, wanted) in cases {
            assert_eq!(of(columns.iter().copied(), label), *wanted, "{columns:?} {label}");
        }
        assert_eq!(without("20103 政府办公厅"), "政府办公厅");
        assert_eq!(without("2023年收入"), "2023年收入");
        assert!(is_child("20103", "201") && !is_child("2010301", "201") && is_below("2010301", "201"));
    }
}
