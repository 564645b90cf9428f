//! How a cell of a workbook shows its number: as a figure with a sign or a unit, as a per cent, or as a date.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::xml::{self, Piece};
use crate::error::Error;

/// A number in a workbook has no more digits than these; what is behind is what binary fractions add.
const DIGITS: u32 = 15;
/// The format of a custom code has this number or a higher one.
const CUSTOM: usize = 164;

/// A format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    percent: bool,
    date: bool,
    before: String,
    behind: String,
}

/// The formats by the number of a cell's style.
pub(super) fn read(styles: &str, broken: &'static str) -> Result<Vec<NumberFormat>, Error> {
    let mut codes: HashMap<usize, NumberFormat> = HashMap::new();
    let (mut formats, mut inside) = (Vec::new(), false);
    xml::read(styles, broken, &mut |piece| match piece {
        Piece::Open("numFmt", attributes) => {
            let code = attributes.get("formatCode").unwrap_or_default();
            codes.insert(attributes.number("numFmtId"), NumberFormat::of_code(&code));
        }
        Piece::Open("cellXfs", _) => inside = true,
        Piece::Close("cellXfs") => inside = false,
        Piece::Open("xf", attributes) if inside => {
            let number = attributes.number("numFmtId");
            let known = codes.get(&number).cloned();
            formats.push(known.unwrap_or_else(|| NumberFormat::of_number(number)));
        }
        _ => {}
    })?;
    Ok(formats)
}

/// How Excel writes a number without a format of its own.
const GENERAL: &str = "general";

impl NumberFormat {
    /// One of the formats that need no code.
    fn of_number(number: usize) -> Self {
        Self {
            percent: matches!(number, 9 | 10),
            date: matches!(number, 14..=17 | 22 | 27..=31 | 36 | 50..=58) && number < CUSTOM,
            ..Self::default()
        }
    }

    /// The format that the first section of `code` writes.
    fn of_code(code: &str) -> Self {
        let mut format = Self::default();
        let mut digits = false;
        // The word General stands for digits, and for no era or year by its letters.
        let general = code.to_ascii_lowercase().find(GENERAL);
        let (before, behind) = general.map_or((code, ""), |at| code.split_at(at));
        let behind = behind.get(GENERAL.len()..).map(|rest| format!("0{rest}"));
        let code = [before, behind.as_deref().unwrap_or_default()].concat();
        let mut characters = code.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                '"' => {
                    let literal: String = characters.by_ref().take_while(|next| *next != '"').collect();
                    format.literal(digits, &literal);
                }
                '\\' => {
                    let literal = characters.next().map(String::from).unwrap_or_default();
                    format.literal(digits, &literal);
                }
                // A space as wide as a character, and a character that fills the cell.
                '_' | '*' => drop(characters.next()),
                '[' => {
                    let inner: String = characters.by_ref().take_while(|next| *next != ']').collect();
                    let symbol = inner.strip_prefix('$').and_then(|rest| rest.split('-').next());
                    format.literal(digits, symbol.unwrap_or_default());
                }
                '0' | '#' | '?' => digits = true,
                '%' => format.percent = true,
                'y' | 'Y' | 'd' | 'D' | 'e' if !digits => format.date = true,
                '¥' | '￥' | '$' | '€' | '£' => format.literal(digits, &character.to_string()),
                _ => {}
            }
        }
        format
    }

    fn literal(&mut self, behind: bool, text: &str) {
        if behind {
            self.behind.push_str(text);
        } else {
            self.before.push_str(text);
        }
    }

    /// The number `text` as the cell shows it, to its last digit.
    pub fn show(&self, text: &str, since_1904: bool) -> String {
        let Some(number) = decimal(text) else {
            return text.to_owned();
        };
        if self.date {
            return date(number, since_1904).unwrap_or_else(|| number.to_string());
        }
        if self.percent {
            let shown = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
            return format!("{}%", shown.normalize());
        }
        format!("{}{}{}", self.before, number.normalize(), self.behind)
    }
}

/// A number as XML writes it, perhaps with an exponent, without the noise of binary fractions.
fn decimal(text: &str) -> Option<Decimal> {
    let number = match text.contains(['e', 'E']) {
        true => Decimal::from_scientific(text).ok()?,
        false => Decimal::from_str_exact(text).or_else(|_| text.parse()).ok()?,
    };
    Some(number.round_sf(DIGITS).unwrap_or(number).normalize())
}

/// The day of a serial number: Excel takes 1900 for a leap year, so that day 60 does not exist.
fn date(number: Decimal, since_1904: bool) -> Option<String> {
    let days: i64 = number.trunc().try_into().ok()?;
    let days = if since_1904 { days + 1462 } else { days };
    if !(1..=2_958_465).contains(&days) || number.fract() != Decimal::ZERO && days == 0 {
        return None;
    }
    let since_epoch = days - 25_569 + i64::from(days < 60);
    let (year, month, day) = civil(since_epoch);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Year, month and day of the days since 1970-01-01: the months of a year that begins in March have a regular length.
/// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
const fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + (month <= 2) as i64, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_they_show() {
        let cases = [
            ("", "3387000", "3387000"),
            ("", "0.30000000000000004", "0.3"),
            ("", "1.2E5", "120000"),
            ("0.00%", "6.5000000000000002E-2", "6.5%"),
            ("#,##0.00", "12345.6", "12345.6"),
            ("0.0\"万元\"", "135.5", "135.5万元"),
            ("[$¥-804]#,##0", "1200", "¥1200"),
            ("yyyy\"年\"m\"月\"d\"日\"", "45292", "2024-01-01"),
            ("yyyy-mm-dd", "59", "1900-02-28"),
            ("yyyy-mm-dd", "61", "1900-03-01"),
            ("0_);[Red]\\(0\\)", "-5", "-5"),
            ("General", "41.5", "41.5"),
            ("General;General", "41.5", "41.5"),
            ("\"¥\"General\"元\"", "41.5", "¥41.5元"),
        ];
        for (code, number, wanted) in cases {
            assert_eq!(
                NumberFormat::of_code(code).show(number, false),
                wanted,
                "{code} {number}"
            );
        }
    }
}
