//! Whether the streams of a PDF are whole, and how much comes out of them. The interpreter of PDF takes what it can get of a
//! damaged stream, and would show the figures of a half page, or none, without a word.

use std::borrow::Cow;
use std::collections::HashMap;

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{Filter, Pdf};

use super::super::too_large;
use super::ascii;
use crate::error::Error;

/// Deflate makes at most so many bytes of one.
const RATIO: usize = 1032;
/// How many bytes are unpacked in one go.
const BLOCK: usize = 1 << 15;
/// How deep packed data that is packed again is looked into.
const DEEPEST: usize = 3;
/// Forms that hold each other deeper than this are no document of people's.
const FORMS: usize = 16;
/// The modulus of Adler-32, RFC 1950.
const ADLER: u32 = 65_521;

/// Whether a stream is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// All of it is there, and unpacks to so many bytes.
    Whole(usize),
    /// Something is missing, or its sum is wrong.
    Damaged,
    /// More than the limit comes out of it.
    Large,
}

/// Looks at every packed stream of a file before anything is unpacked for good.
///
/// # Errors
/// One that unpacks to more than `limit` bytes.
pub(super) fn bound(bytes: &[u8], limit: usize) -> Result<(), Error> {
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let rest = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let start = rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(0);
        let data = rest.get(start..).unwrap_or_default();
        if (1..=2).contains(&start) && is_large(data, limit) {
            return Err(too_large(limit));
        }
    }
    Ok(())
}

/// Whether `data` is packed and unpacks to more than `limit` bytes, also where it is packed several times.
fn is_large(data: &[u8], limit: usize) -> bool {
    let mut own;
    let mut data = data;
    for _ in 0..DEEPEST {
        let most = data.len().saturating_mul(RATIO);
        if !is_packed(data) || (most <= limit && most.saturating_mul(RATIO) <= limit) {
            return false;
        }
        let mut unpacked = Vec::new();
        let state = inflate(data, limit, |block| {
            // Only what may be packed again is kept.
            if unpacked.is_empty() && is_packed(block) || !unpacked.is_empty() {
                unpacked.extend_from_slice(block);
            }
        });
        if state == State::Large {
            return true;
        }
        own = unpacked;
        data = &own;
    }
    false
}

/// Whether `data` begins as packed data does, RFC 1950.
fn is_packed(data: &[u8]) -> bool {
    match data {
        [method, flags, ..] => {
            method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31) && flags & 0x20 == 0
        }
        _ => false,
    }
}

/// Unpacks `data` and hands the blocks on. Where the sum behind the data is missing, as some programs leave it, the
/// data must only have come to its end.
fn inflate(data: &[u8], limit: usize, mut take: impl FnMut(&[u8])) -> State {
    let Some(packed) = data.get(2..).filter(|_| is_packed(data)) else {
        return State::Damaged;
    };
    let mut unpacker = Decompress::new(false);
    let mut block = vec![0; BLOCK];
    let (mut sum, mut size) = ((1, 0), 0_usize);
    loop {
        let read = usize::try_from(unpacker.total_in()).unwrap_or(usize::MAX);
        let (rest, before) = (packed.get(read..).unwrap_or_default(), unpacker.total_out());
        let Ok(status) = unpacker.decompress(rest, &mut block, FlushDecompress::None) else {
            return State::Damaged;
        };
        let count = usize::try_from(unpacker.total_out() - before).unwrap_or(BLOCK);
        let found = block.get(..count).unwrap_or_default();
        sum = adler(sum, found);
        size += count;
        if size > limit {
            return State::Large;
        }
        take(found);
        match status {
            Status::StreamEnd => break,
            Status::Ok | Status::BufError if count == 0 => return State::Damaged,
            Status::Ok | Status::BufError => {}
        }
    }
    let end = usize::try_from(unpacker.total_in()).unwrap_or(usize::MAX);
    let written = packed.get(end..).and_then(|rest| rest.first_chunk()).copied();
    match written.map(u32::from_be_bytes) {
        Some(written) if written != (sum.1 << 16 | sum.0) => State::Damaged,
        _ => State::Whole(size),
    }
}

/// The two sums of Adler-32 with `bytes` added; so many bytes keep within 32 bits.
fn adler(sum: (u32, u32), bytes: &[u8]) -> (u32, u32) {
    bytes.chunks(5552).fold(sum, |(mut low, mut high), chunk| {
        for byte in chunk {
            low += u32::from(*byte);
            high += low;
        }
        (low % ADLER, high % ADLER)
    })
}

/// The streams that were looked at.
pub(super) struct Streams<'a> {
    pdf: &'a Pdf,
    limit: usize,
    /// What the content of the pages may still unpack to.
    left: usize,
    known: HashMap<ObjectIdentifier, State>,
}

impl<'a> Streams<'a> {
    /// Those of `pdf`, whose pages may unpack to `limit` bytes together.
    pub fn new(pdf: &'a Pdf, limit: usize) -> Self {
        Self {
            pdf,
            limit,
            left: limit,
            known: HashMap::new(),
        }
    }

    /// Whether all that `page` draws is there.
    ///
    /// # Errors
    /// More than the limit.
    pub fn has_all(&mut self, page: &Page<'a>) -> Result<bool, Error> {
        let mut whole = true;
        for state in self.contents(page.raw()) {
            match state {
                State::Whole(size) => {
                    self.left = self.left.checked_sub(size).ok_or_else(|| too_large(self.limit))?;
                }
                State::Large => return Err(too_large(self.limit)),
                State::Damaged => whole = false,
            }
        }
        Ok(self.forms(&page.resources().x_objects, FORMS)? && whole)
    }

    /// The states of the streams that a page's dictionary names as its content.
    fn contents(&mut self, page: &Dict<'a>) -> Vec<State> {
        let streams: Vec<Option<Stream<'a>>> = match page.get_raw::<Object<'a>>("Contents") {
            None | Some(MaybeRef::NotRef(Object::Null(_))) => Vec::new(),
            Some(_) => match page.get::<Array<'a>>("Contents") {
                Some(parts) => parts.raw_iter().map(|part| self.stream(part)).collect(),
                None => vec![page.get("Contents")],
            },
        };
        let states = streams.into_iter().map(|stream| match stream {
            Some(stream) => self.state(&stream),
            None => State::Damaged,
        });
        states.collect()
    }

    fn stream(&self, part: MaybeRef<Object<'a>>) -> Option<Stream<'a>> {
        match part {
            MaybeRef::Ref(place) => self.pdf.xref().get(place.into()),
            MaybeRef::NotRef(object) => object.into_stream(),
        }
    }

    /// Whether the forms among `objects` are whole, and those that they hold.
    fn forms(&mut self, objects: &Dict<'a>, depth: usize) -> Result<bool, Error> {
        for (_, object) in objects.entries() {
            let Some(stream) = self.stream(object) else { continue };
            let kind = stream.dict().get::<Name<'_>>("Subtype");
            let is_form = kind.is_some_and(|kind| kind.as_str() == "Form");
            if !is_form || self.known.contains_key(&stream.obj_id()) {
                continue;
            }
            match self.state(&stream) {
                State::Whole(_) => {}
                State::Large => return Err(too_large(self.limit)),
                State::Damaged => return Ok(false),
            }
            let resources = stream.dict().get::<Dict<'a>>("Resources");
            let inner = resources.and_then(|resources| resources.get::<Dict<'a>>("XObject"));
            if let (Some(inner), Some(depth)) = (inner, depth.checked_sub(1))
                && !self.forms(&inner, depth)?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn state(&mut self, stream: &Stream<'a>) -> State {
        let id = stream.obj_id();
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let state = self.look(stream);
        self.known.insert(id, state);
        state
    }

    fn look(&self, stream: &Stream<'a>) -> State {
        let mut data = stream.raw_data();
        let filters = stream.filters();
        for (at, filter) in filters.iter().enumerate() {
            let plain = match filter {
                Filter::AsciiHexDecode | Filter::Ascii85Decode => match ascii::decode(*filter, &data) {
                    Some(plain) => plain,
                    None => return State::Damaged,
                },
                // Of what comes out last only the size is asked for.
                Filter::FlateDecode if at + 1 == filters.len() => return inflate(&data, self.limit, |_| {}),
                Filter::FlateDecode => {
                    let mut plain = Vec::new();
                    match inflate(&data, self.limit, |block| plain.extend_from_slice(block)) {
                        State::Whole(_) => plain,
                        other => return other,
                    }
                }
                Filter::Crypt => continue,
                // What packs in another way is left to the interpreter, which says whether it failed.
                _ => {
                    return match stream.decoded_data() {
                        Ok(plain) if plain.len() > self.limit => State::Large,
                        Ok(plain) => State::Whole(plain.len()),
                        Err(_) => State::Damaged,
                    };
                }
            };
            data = Cow::Owned(plain);
        }
        State::Whole(data.len())
    }
}

/// How many pages the tree of pages says that it holds.
pub(super) fn stated_pages(pdf: &Pdf) -> Option<usize> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = root.get::<Dict<'_>>("Pages")?.get::<i32>("Count")?;
    usize::try_from(count).ok()
}
