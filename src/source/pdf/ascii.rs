//! Data that is written in letters: PDF 32000-1:2008, 7.4.2 and 7.4.3.

use hayro_interpret::hayro_syntax::Filter;

/// Characters of a group of ASCII85.
const GROUP: usize = 5;

/// The bytes that `data` stands for; none where it holds what the filter does not write.
pub(super) fn decode(filter: Filter, data: &[u8]) -> Option<Vec<u8>> {
    let last = if filter == Filter::AsciiHexDecode { b'>' } else { b'~' };
    let end = memchr::memchr(last, data);
    let written = data.get(..end.unwrap_or(data.len()))?;
    let letters = written
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace() && *byte != 0);
    match filter {
        Filter::AsciiHexDecode => hexadecimal(&letters.collect::<Vec<u8>>()),
        _ => base_85(letters),
    }
}

fn hexadecimal(letters: &[u8]) -> Option<Vec<u8>> {
    let digit = |letter: u8| char::from(letter).to_digit(16);
    let pairs = letters.chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(*high)? * 16 + digit(*low)?),
        // The last digit may be missing and is nought then.
        [high] => Some(digit(*high)? * 16),
        _ => None,
    });
    pairs.map(|byte| u8::try_from(byte?).ok()).collect()
}

fn base_85(letters: impl Iterator<Item = u8>) -> Option<Vec<u8>> {
    let (mut plain, mut group) = (Vec::new(), Vec::with_capacity(GROUP));
    for letter in letters {
        match letter {
            b'z' if group.is_empty() => plain.extend([0; GROUP - 1]),
            b'!'..=b'u' => group.push(letter - b'!'),
            _ => return None,
        }
        if group.len() == GROUP {
            plain.extend(value(&group)?);
            group.clear();
        }
    }
    // A group that is cut short stands for one byte less than it has characters.
    let short = group.len();
    if short > 0 {
        group.resize(GROUP, b'u' - b'!');
        plain.extend(value(&group)?.into_iter().take(short - 1));
    }
    Some(plain)
}

fn value(group: &[u8]) -> Option<[u8; 4]> {
    let value = group.iter().fold(0_u64, |value, digit| value * 85 + u64::from(*digit));
    u32::try_from(value).ok().map(u32::to_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_bytes() {
        let cases: [(Filter, &str, Option<&[u8]>); 6] = [
            (Filter::AsciiHexDecode, "48 65\n6c6C6f>", Some(b"Hello")),
            (Filter::AsciiHexDecode, "484>", Some(b"H@")),
            (Filter::AsciiHexDecode, "4x>", None),
            (Filter::Ascii85Decode, "87cURD]i,\"Ebo80~>", Some(b"Hello World!")),
            (Filter::Ascii85Decode, "z87cUR~>", Some(b"\0\0\0\0Hell")),
            (Filter::Ascii85Decode, "87c\u{7f}RD]~>", None),
        ];
        for (filter, letters, wanted) in cases {
            assert_eq!(decode(filter, letters.as_bytes()).as_deref(), wanted, "{letters}");
        }
    }
}
