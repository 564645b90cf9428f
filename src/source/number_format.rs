//! How a cell of a workbook shows its number: as a figure with a sign or a unit, as a per cent, or as a date.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::format_section::{self, Kind, Section};
use super::xml::{self, Piece};
use crate::error::Error;

/// A number in a workbook has no more digits than these; what is behind is what binary fractions add.
const DIGITS: u32 = 15;
/// The format of a custom code has this number or a higher one.
const CUSTOM: usize = 164;

/// A format: its sections, the first of which that takes a number shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
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

/// Formats that need no code, by their numbers, but for dates: ECMA-376, part 1, 18.8.30.
const CODES: &[(usize, &str)] = &[
    (2, "0.00"),
    (4, "0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (18, "h:mm"),
    (19, "h:mm"),
    (20, "h:mm"),
    (21, "h:mm"),
    (32, "h:mm"),
    (33, "h:mm"),
    (34, "h:mm"),
    (35, "h:mm"),
    (39, "0.00"),
    (40, "0.00"),
    (43, "0.00"),
    (44, "0.00"),
    (45, "h:mm"),
    (46, "h:mm"),
    (47, "h:mm"),
];

impl NumberFormat {
    /// One of the formats that need no code.
    fn of_number(number: usize) -> Self {
        if matches!(number, 14..=17 | 22 | 27..=31 | 36 | 50..=58) && number < CUSTOM {
            return Self::of_code("yyyy");
        }
        let code = CODES.iter().find(|(own, _)| *own == number);
        Self::of_code(code.map_or("", |(_, code)| code))
    }

    /// The format that `code` writes.
    fn of_code(code: &str) -> Self {
        Self {
            sections: format_section::sections(code),
        }
    }

    /// The number `text` as the cell shows it. A format of whole numbers keeps the digits that are stored behind the point.
    pub fn show(&self, text: &str, since_1904: bool) -> String {
        let Some(number) = decimal(text) else {
            return text.to_owned();
        };
        let Some(section) = format_section::of(&self.sections, number) else {
            return number.to_string();
        };
        match section.kind {
            Kind::Date => date(number, since_1904).unwrap_or_else(|| number.to_string()),
            Kind::Time => time(number).unwrap_or_else(|| number.to_string()),
            Kind::Number => section.show(number, self.sections.len() == 1),
        }
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

/// The time of day of a fraction of a day.
fn time(number: Decimal) -> Option<String> {
    let minutes: i64 = number
        .checked_mul(Decimal::from(24 * 60))?
        .round()
        .trunc()
        .try_into()
        .ok()?;
    Some(format!("{}:{:02}", minutes / 60, minutes % 60))
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
            ("0.00%", "6.5000000000000002E-2", "6.50%"),
            ("0.0%", "0.06543", "6.5%"),
            ("0%", "0.065", "7%"),
            ("#,##0.00", "12345.6", "12345.60"),
            ("#,##0", "12345.6", "12345.6"),
            ("#,##0.##", "12345.6", "12345.6"),
            ("0,", "12345", "12"),
            ("0,,", "12345678", "12"),
            ("#,##0.0,\"千\"", "1234567", "1234.6千"),
            ("0!.0,\"万\"", "123456", "12.3万"),
            ("0\\.0,\"万\"", "123456", "12.3万"),
            (
                "[>=100000000]0.00,,\"百万\";[>=10000]0!.0,\"万\";0\"元\"",
                "250000000",
                "250.00百万",
            ),
            (
                "[>=100000000]0.00,,\"百万\";[>=10000]0!.0,\"万\";0\"元\"",
                "25000",
                "2.5万",
            ),
            (
                "[>=100000000]0.00,,\"百万\";[>=10000]0!.0,\"万\";0\"元\"",
                "250",
                "250元",
            ),
            ("#,##0.0;(#,##0.0)", "-12.34", "-12.3"),
            ("#,##0;\"△\"#,##0", "-12", "-12"),
            ("0;-0;;@", "0", ""),
            ("0;-0;\"-\"", "0", "-"),
            (";;;", "12", ""),
            ("0.00E+00", "123456", "123456"),
            ("h:mm", "0.4375", "10:30"),
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
