//! Long texts, whose passages are read side by side and handed on in their order.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::Work;
use super::entry::{Detail, Extraction};
use super::order::Order;
use crate::document::{self, Passage, Source};
use crate::lexicon::Lexicon;

/// A shorter text is read before several threads are awake, in bytes.
const LEAST: usize = 1 << 18;
/// So many passages are gathered before they are shared out.
const GATHERED: usize = 4096;
/// So many bytes of them are gathered: what is read of a text takes many times its room.
const ROOM: usize = 1 << 23;
/// At most so many passages in a row are one share.
const SHARE: usize = 128;
/// The least number of shares, where passages are long.
const SHARES: usize = 32;

/// Whether `source` is long enough, and there are threads to share it. Their number the caller decides.
pub(super) fn is_worth(source: &Source) -> bool {
    source.text.len() >= LEAST && rayon::current_num_threads() > 1
}

/// Reads the passages that `passages` hands on, which are of `source`, and gives what was read to `order`; `latin` as for
/// [`Work`].
pub(super) fn read<'a, T>(
    (source, lexicon, detail): (&'a Source, &'a Lexicon, Detail),
    latin: bool,
    order: &mut Order<'_, '_>,
    extraction: &mut Extraction,
    passages: impl FnOnce(document::Taker<'_, 'a>) -> T,
) -> T {
    let mut gathered: Vec<Passage<'_>> = Vec::with_capacity(GATHERED);
    let mut share_out = |passages: &[Passage<'_>]| {
        let read = |share: &[Passage<'_>]| {
            let mut work = Work::new(source, lexicon, detail, latin);
            share.iter().for_each(|passage| work.read(passage));
            work.extraction
        };
        let own = passages.len().div_ceil(SHARES).clamp(1, SHARE);
        let shares: Vec<Extraction> = passages.par_chunks(own).map(read).collect();
        for (share, found) in passages.chunks(own).zip(shares) {
            extraction.append(found);
            order.passed(share, extraction);
        }
    };
    let mut room = 0;
    let end = passages(&mut |passage: Passage<'a>| {
        room += passage.text.len();
        gathered.push(passage);
        if gathered.len() == GATHERED || room >= ROOM {
            share_out(&gathered);
            gathered.clear();
            room = 0;
        }
    });
    share_out(&gathered);
    end
}
