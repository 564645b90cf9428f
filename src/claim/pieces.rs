//! Plain texts that are too long to be held: read piece by piece, with the same result as in one go.

use super::Taker;
use super::entry::{Detail, Extraction};
use super::id::Ids;
use super::order::{Before, Order};
use crate::document::{self, Format, Look, SoFar, Source};
use crate::lexicon::Lexicon;

/// So many bytes are a piece where one thread reads: little enough to stay in the processor's cache.
const PIECE: usize = 1 << 18;
/// The same for each of several threads.
const SHARED: usize = 1 << 21;

/// A plain text that comes part by part.
pub struct Text<'t> {
    /// The name of the document.
    pub name: &'t str,
    /// What a first look at all of it told.
    pub look: Look,
    /// Adds the next part of it to a string; false at its end.
    pub next: &'t mut dyn FnMut(&mut String) -> bool,
}

/// Reads `text` piece by piece, and hands its entries on like [`super::read_in_parts`].
pub fn read_in_pieces(text: Text<'_>, lexicon: &Lexicon, detail: Detail, take: Taker<'_>) -> Extraction {
    let piece = match rayon::current_num_threads() {
        1 => PIECE,
        threads => threads * SHARED,
    };
    in_pieces(text, piece, lexicon, detail, take)
}

/// The same in pieces of so many bytes, but for those that must be longer.
fn in_pieces(text: Text<'_>, piece: usize, lexicon: &Lexicon, detail: Detail, take: Taker<'_>) -> Extraction {
    let latin = !text.look.han;
    let mut ids = Ids::new(text.name, text.look.bytes);
    let mut so_far = SoFar::begin(text.look);
    let mut source = Source::of_text(text.name, String::with_capacity(2 * piece), Format::Plain);
    let mut extraction = Extraction::default();
    let (mut from, mut before, mut wanted, mut is_last) = (0, Before::default(), piece, false);
    loop {
        while !is_last && source.text.len() - from < wanted {
            is_last = !(text.next)(&mut source.text);
        }
        let mut order = Order::of_piece(&source, lexicon, detail, take, ids).behind(before, from);
        let whole = (&source, lexicon, detail);
        let next = super::passages(whole, latin, &mut order, &mut extraction, |take| {
            document::read_piece(&source, from, is_last, &mut so_far, lexicon, take)
        });
        ids = order.finish_piece(next, &mut extraction);
        if is_last {
            extraction.finish();
            return extraction;
        }
        // A paragraph that is longer than a piece is read when all of it is there.
        wanted = if next == from { 2 * wanted } else { piece };
        let done = document::held(&source.text, next);
        before = before.with(source.text.get(..done).unwrap_or_default());
        source.text.drain(..done);
        from = next - done;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::claim::Entry;

    /// The entries of `text` and how many numerals there are of each kind, read in pieces of so many bytes.
    fn in_pieces_of(piece: usize, text: &str) -> (Vec<Entry>, Extraction) {
        let mut look = Look::default();
        text.split_inclusive('。').for_each(|part| look.take(part));
        let mut parts = text.split_inclusive(|mark: char| !mark.is_alphabetic());
        let mut next = |into: &mut String| parts.next().map(|part| into.push_str(part)).is_some();
        let text = Text {
            name: "text",
            look,
            next: &mut next,
        };
        let mut entries = Vec::new();
        let lexicon = Lexicon::builtin();
        let rest = in_pieces(text, piece, lexicon, Detail::All, &mut |part| entries.append(part));
        (entries, rest)
    }

    fn agrees(text: &str) {
        let source = Source::of_text("text", text.to_owned(), Format::Plain);
        let whole = crate::claim::read(&source, Lexicon::builtin(), Detail::All);
        for piece in [1, 100, 1000, 10_000] {
            let (entries, rest) = in_pieces_of(piece, text);
            assert_eq!(entries, whole.entries, "{piece}: {text}");
            for kind in crate::lexicon::Kind::ALL {
                assert_eq!(rest.count(kind), whole.count(kind), "{piece}: {text}");
            }
        }
    }

    #[test]
    fn pieces_of_any_size_give_what_the_whole_text_does() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let mut read = 0;
        for case in std::fs::read_dir(folder).unwrap() {
            for file in std::fs::read_dir(case.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let is_text = path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
                if is_text {
                    agrees(&std::fs::read_to_string(path).unwrap());
                    read += 1;
                }
            }
        }
        assert!(read > 5);
    }

    #[test]
    fn what_goes_on_behind_the_end_of_a_piece_is_read_whole() {
        let texts = [
            "",
            "\n\n",
            "3人",
            "表1 收入（万元）\n\n项目\t2023\t2024\n\n甲\t12\t13\n乙\t14\t15\n\n- 7 -\n\n2.1 共3人。",
            "甲\t12\n乙\t14\n\n表2 收入（万元）\n共3人",
        ];
        texts.into_iter().for_each(agrees);
        agrees(&"共12人，".repeat(2000));
    }
}
