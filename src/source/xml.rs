//! XML of Office files: elements, attributes and text as one stream. Entities that a document declares for itself are
//! never expanded; a text that uses one is an error.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::error::Error;

/// Elements that hold each other deeper than this are no document of people's.
const DEEPEST: usize = 4096;

/// A piece of XML; names are without the prefix of their name space.
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(&'a str, &'a Attributes<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text.
    Text(&'a str),
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the attribute `name`, without the prefix of its name space.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).flatten();
        let mut found = found.filter(|one| one.key.local_name().as_ref() == name);
        let value = found.next()?.value;
        Some(unescape(&value))
    }

    /// The same as a number, 0 where it is none.
    pub fn number(&self, name: &str) -> usize {
        self.get(name).and_then(|value| value.trim().parse().ok()).unwrap_or(0)
    }
}

/// Hands the pieces of `text` on.
///
/// # Errors
/// `broken`, where the text is not well formed or too deep.
pub(super) fn read(text: &str, broken: &'static str, take: &mut dyn FnMut(Piece<'_>)) -> Result<(), Error> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        match event.map_err(|_| Error::new(broken))? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Error::new(broken));
                }
                take(Piece::Open(start.local_name().as_ref(), &Attributes(&start)));
            }
            Event::Empty(start) => {
                take(Piece::Open(start.local_name().as_ref(), &Attributes(&start)));
                take(Piece::Close(start.local_name().as_ref()));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Piece::Close(end.local_name().as_ref()));
            }
            Event::Text(text) => take(Piece::Text(&text)),
            Event::CData(text) => take(Piece::Text(&text)),
            Event::GeneralRef(name) => {
                // An entity of the document's own may unpack to anything, and Office writes none.
                let resolved = entity(&name).ok_or_else(|| Error::new(broken))?;
                take(Piece::Text(resolved.encode_utf8(&mut [0; 4])));
            }
            Event::Eof if depth > 0 => return Err(Error::new(broken)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';') {
            Some((name, behind)) if name.len() < 12 => {
                out.push(entity(name).unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = behind;
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character of one of the five entities of XML, or of a number.
fn entity(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').and_then(|digits| {
        let hexadecimal = digits.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| digits.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok());
        char::from_u32(code?)
    });
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number,
    }
}
