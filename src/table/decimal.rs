//! Decimals and integers as text: plain, without exponent or trailing zeros.

use std::io::Write;

use rust_decimal::Decimal;

/// Appends `number` to `out`: `3387000`, `6.5`, `-4`.
pub fn push(out: &mut Vec<u8>, number: Decimal) {
    match u64::try_from(number.mantissa().unsigned_abs()) {
        Ok(digits) => push_scaled(out, number.is_sign_negative(), digits, number.scale()),
        // Writing to a vector cannot fail.
        Err(_) => drop(write!(out, "{}", number.normalize())),
    }
}

/// Appends a whole number to `out`.
pub fn push_integer(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// The usual case, without the general formatter: tables hold hundreds of thousands of figures.
fn push_scaled(out: &mut Vec<u8>, negative: bool, mut digits: u64, mut scale: u32) {
    while scale > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        scale -= 1;
    }
    if negative && digits > 0 {
        out.push(b'-');
    }
    let scale = scale as usize;
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(digits).as_bytes();
    let (whole, part) = digits.split_at(digits.len().saturating_sub(scale));
    out.extend_from_slice(if whole.is_empty() { b"0" } else { whole });
    if scale > 0 {
        out.push(b'.');
        out.extend(std::iter::repeat_n(b'0', scale.saturating_sub(digits.len())));
        out.extend_from_slice(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        push(&mut out, Decimal::from_str_exact(text).unwrap());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn plain_without_trailing_zeros() {
        for (given, wanted) in [
            ("3387000", "3387000"),
            ("3387000.00", "3387000"),
            ("6.50", "6.5"),
            ("-4", "-4"),
            ("-0.0", "0"),
            ("0.05", "0.05"),
            ("0.3333", "0.3333"),
            ("-12.034", "-12.034"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ] {
            assert_eq!(written(given), wanted, "{given}");
        }
    }
}
