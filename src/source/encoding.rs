//! Encodings of text: found by their marks, their validity and the statistics of their characters, never repaired.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Error;

/// How much of a text tells its encoding, in bytes: the detector is slow, and this is plenty.
const SAMPLE: usize = 1 << 16;
/// A damaged text in UTF-8 has so many times more good characters than bad places.
const DAMAGED: usize = 20;
/// Of a hundred characters of a Chinese text so many are common ones.
const COMMON: usize = 85;
/// Fewer pairs of bytes tell nothing.
const FEW: usize = 4;

const MARK: char = '\u{feff}';

/// An encoding that a user named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding that the web knows as `label`: `gb18030`, `gbk`, `big5`, `utf-16le`, `utf-8` and others.
    pub fn named(label: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label(label.as_bytes()).map(Self)
    }

    /// Whether it is one of Unicode's.
    pub(super) fn is_unicode(self) -> bool {
        [UTF_8, UTF_16LE, UTF_16BE].contains(&self.0)
    }
}

/// Text and the name of its encoding: the one that was `asked` for, else the one that the bytes show.
///
/// # Errors
/// Bytes that are no text in the encoding, with the offset of the first.
pub(super) fn decode(bytes: Vec<u8>, asked: Option<Encoding>) -> Result<(String, &'static str), Error> {
    if let Some(Encoding(asked)) = asked.filter(|asked| asked.0 != UTF_8) {
        return strictly(asked, &bytes);
    }
    if let Some((marked, length)) = encoding_rs::Encoding::for_bom(&bytes).filter(|(marked, _)| *marked != UTF_8) {
        return strictly(marked, bytes.get(length..).unwrap_or_default());
    }
    // The fast check says yes or no; where it says no the standard one tells the place.
    match simdutf8::basic::from_utf8(&bytes) {
        Ok(text) => match memchr::memchr(0, &bytes) {
            None => Ok((without_mark(text), "UTF-8")),
            Some(nul) => match wide(&bytes) {
                Some(wide) if asked.is_none() => strictly(wide, &bytes),
                _ => Err(Error::new("input_nul").with("offset", nul)),
            },
        },
        Err(_) if asked.is_some() => Err(damaged(&bytes)),
        Err(_) => legacy(&bytes),
    }
}

/// Whether a mark of an encoding stands before the text.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    encoding_rs::Encoding::for_bom(bytes).is_some()
}

fn without_mark(text: &str) -> String {
    text.strip_prefix(MARK).unwrap_or(text).to_owned()
}

fn damaged(bytes: &[u8]) -> Error {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    broken("UTF-8", valid)
}

fn broken(encoding: &'static str, offset: usize) -> Error {
    Error::new("input_not_encoded")
        .with("encoding", encoding)
        .with("offset", offset)
}

/// Text that is not UTF-8 and says nothing about itself.
fn legacy(bytes: &[u8]) -> Result<(String, &'static str), Error> {
    if is_damaged(bytes) {
        return Err(damaged(bytes));
    }
    if let Some(wide) = wide(bytes) {
        return strictly(wide, bytes);
    }
    if let Some(at) = bytes.iter().position(|byte| is_control(*byte)) {
        return Err(Error::new("input_binary").with("offset", at));
    }
    let guess = guess(bytes);
    let first = strictly(guess, bytes);
    let plausible = |read: &(String, &'static str)| is_plausible(&read.0);
    let chinese_guess = guess == GB18030 || guess == BIG5;
    if !guess.is_single_byte() && !chinese_guess && first.as_ref().is_ok_and(plausible) {
        return first;
    }
    // An encoding of single bytes takes any bytes, and the mainland's most, also those of a damaged text in another.
    if let Some(chinese) = chinese(bytes) {
        return strictly(chinese, bytes);
    }
    if first.as_ref().is_ok_and(plausible) {
        return first;
    }
    let mut others = [GB18030, BIG5].into_iter().filter(|other| *other != guess);
    let other = others.find_map(|other| strictly(other, bytes).ok().filter(plausible));
    match (other, first) {
        (Some(other), _) => Ok(other),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(damaged(bytes)),
    }
}

/// The Chinese encoding whose common characters nearly all pairs of bytes beyond ASCII are, the damaged places aside.
fn chinese(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let mainland = share(sample, 0xa1, |first| matches!(first, 0xb0..=0xd7 | 0xa1..=0xa3));
    let taiwan = share(sample, 0x40, |first| matches!(first, 0xa1..=0xc6));
    // Most pairs of Big5 have a second byte that GB 2312 has not, so that the better share tells.
    let (found, share) = if taiwan > mainland {
        (BIG5, taiwan)
    } else {
        (GB18030, mainland)
    };
    (share >= COMMON).then_some(found)
}

/// Of a hundred pairs of bytes beyond ASCII, how many have a common character's first byte, and a second byte from `least`
/// on; 0 where there are hardly any.
fn share(bytes: &[u8], least: u8, common: fn(u8) -> bool) -> usize {
    let (mut good, mut all, mut at) = (0, 0, 0);
    while let Some(first) = bytes.get(at) {
        let second = bytes.get(at + 1).copied().unwrap_or_default();
        at += 1;
        if first.is_ascii() {
            continue;
        }
        all += 1;
        if common(*first) && second >= least && (second >= 0xa1 || second <= 0x7e) {
            good += 1;
            at += 1;
        }
    }
    if all < FEW { 0 } else { good * 100 / all }
}

/// Whether the text is UTF-8 but for a few places, which another encoding would turn into nonsense.
fn is_damaged(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xe0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= DAMAGED * bad
}

/// What the statistics of the characters say; the mainland's encodings are read as the one that holds them all.
fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    let found = detector.guess(None, Utf8Detection::Deny);
    if found == GBK { GB18030 } else { found }
}

/// UTF-16 without a mark: in one order of the bytes nearly all of it is Han or ASCII characters, in the other hardly any.
fn wide(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (pairs, _) = bytes.get(..SAMPLE).unwrap_or(bytes).as_chunks::<2>();
    let share = |unit: fn([u8; 2]) -> u16| pairs.iter().filter(|pair| is_usual(unit(**pair))).count();
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    let most = |own: usize, other: usize| own * 20 >= pairs.len() * 19 && other * 2 < own;
    if most(little, big) {
        Some(UTF_16LE)
    } else if most(big, little) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A code unit of running text: ASCII, marks of punctuation, Han, full width.
const fn is_usual(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0a | 0x0c | 0x0d | 0x20..=0x7e | 0xa0..=0xff | 0x2010..=0x203f | 0x3000..=0x303f)
        || matches!(unit, 0x4e00..=0x9fff | 0xff00..=0xffef | 0x2160..=0x217f | 0x2460..=0x249f)
}

/// A byte that no text holds.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f)
}

/// Whether a decoded text reads like one: letters, figures and usual marks, hardly anything for private use.
fn is_plausible(text: &str) -> bool {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let odd = |character: char| {
        matches!(character, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}')
            || (!character.is_alphanumeric() && !character.is_whitespace() && character > '\u{ffff}')
    };
    let (all, odd) = sample.chars().fold((0, 0), |(all, strange), character| {
        (all + 1, strange + usize::from(odd(character)))
    });
    odd * 50 <= all
}

/// Decodes without repairing anything.
fn strictly(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<(String, &'static str), Error> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let most = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .unwrap_or(0);
    let mut text = String::with_capacity(most);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok((text, encoding.name())),
        (DecoderResult::Malformed(length, behind), read) => {
            let at = read.saturating_sub(usize::from(length) + usize::from(behind));
            Err(broken(encoding.name(), at))
        }
        (DecoderResult::OutputFull, read) => Err(broken(encoding.name(), read)),
    }
}
