//! PDF: glyphs and ruled lines of each page become lines in reading order, tables and paragraphs.
//!
//! The way of a page: [`streams`] says whether its content is whole, [`page`] gathers its glyphs and lines, [`ruled`] finds the tables that lines enclose, without the
//! lines of text that [`overprint`] finds over them, [`rows`]
//! sets the other glyphs into rows, [`columns`] puts rows into reading order and finds tables without lines,
//! [`margins`] drops what stands at the head and foot of many pages, and [`paragraph`] joins rows. All lengths are
//! hundredths of a point.

mod apart;
mod ascii;
mod columns;
mod margins;
mod overprint;
mod page;
mod paragraph;
mod rows;
mod ruled;
mod streams;
mod unicode;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Format, Source};
use crate::error::Error;
use page::Page;
use streams::Streams;

/// The error of a file that is no sound PDF.
pub(super) const BROKEN: &str = "pdf_broken";
/// The most pages that are named in one message.
const NAMED: usize = 20;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a library that may panic over a damaged file, which is an error like any other and
/// needs no trace.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Reads the file `bytes`, of which no stream may unpack to more than `limit`, nor the content of all pages.
///
/// # Errors
/// A damaged, encrypted or too large file, one without pages, and one none of whose pages can be read as text.
pub(super) fn read(name: &str, bytes: Vec<u8>, limit: usize) -> Result<Source, Error> {
    streams::bound(&bytes, limit)?;
    GUARDED.set(true);
    let pages = catch_unwind(AssertUnwindSafe(|| pages(bytes, limit)));
    GUARDED.set(false);
    let (pages, stated) = pages.unwrap_or_else(|_| Err(Error::new(BROKEN)))?;
    let troubles = Troubles::of(&pages, stated);
    troubles.refuse(&pages)?;
    let count = pages.len();
    let mut source = paragraph::write(name, pages);
    source.format = Format::Pdf;
    troubles.note(&mut source, count);
    Ok(source)
}

/// The pages, and how many the file says that it has.
fn pages(bytes: Vec<u8>, limit: usize) -> Result<(Vec<Page>, usize), Error> {
    let pdf = Pdf::new(bytes).map_err(|error| {
        Error::new(match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => "pdf_encrypted",
            LoadPdfError::Decryption(_) => "pdf_encryption",
            LoadPdfError::Invalid => BROKEN,
        })
    })?;
    let cache = InterpreterCache::new();
    let mut streams = Streams::new(&pdf, limit);
    let whole: Vec<bool> = pdf
        .pages()
        .iter()
        .map(|page| streams.has_all(page))
        .collect::<Result<_, Error>>()?;
    let pages = pdf.pages().iter().zip(whole).map(|(page, whole)| match whole {
        true => page::read(&pdf, page, &cache),
        false => Page::damaged(),
    });
    let pages: Vec<Page> = pages.collect();
    let stated = streams::stated_pages(&pdf).unwrap_or(pages.len());
    Ok((pages, stated))
}

/// Pages that are not what they seem, from 1.
struct Troubles {
    /// Letters without meaning.
    unreadable: Vec<usize>,
    /// Not all of the content is there.
    damaged: Vec<usize>,
    /// How many pages the file says that it has, where that is more than are found.
    stated: Option<usize>,
    /// A picture and no text.
    pictures: Vec<usize>,
}

impl Troubles {
    fn of(pages: &[Page], stated: usize) -> Self {
        let with = |trouble: fn(&Page) -> bool| {
            let pages = pages.iter().enumerate().filter(|(_, page)| trouble(page));
            pages.map(|(index, _)| index + 1).collect()
        };
        Self {
            unreadable: with(|page| page.is_unreadable() && !page.is_damaged()),
            damaged: with(Page::is_damaged),
            stated: Some(stated).filter(|stated| *stated > pages.len()),
            pictures: with(Page::is_picture),
        }
    }

    /// Refuses a file that says nothing at all.
    fn refuse(&self, pages: &[Page]) -> Result<(), Error> {
        let readable = pages
            .iter()
            .filter(|page| page.has_text() && !page.is_unreadable())
            .count();
        if readable > 0 {
            return Ok(());
        }
        let error = if !self.damaged.is_empty() || self.stated.is_some() {
            BROKEN
        } else if !self.unreadable.is_empty() {
            "pdf_unreadable"
        } else if !self.pictures.is_empty() {
            "pdf_pictures"
        } else {
            "pdf_no_text"
        };
        Err(Error::new(error).with("pages", pages.len()))
    }

    fn note(&self, source: &mut Source, pages: usize) {
        if !self.damaged.is_empty() {
            let error = Error::new("page_damaged").with("pages", list(&self.damaged));
            source.faults.push(error);
        }
        if let Some(stated) = self.stated {
            let error = Error::new("pages_missing").with("stated", stated).with("pages", pages);
            source.faults.push(error);
        }
        if !self.unreadable.is_empty() {
            source
                .faults
                .push(Error::new("page_unreadable").with("pages", list(&self.unreadable)));
        }
        if !self.pictures.is_empty() {
            source
                .remarks
                .push(Error::new("page_picture").with("pages", list(&self.pictures)));
        }
    }
}

fn list(pages: &[usize]) -> String {
    let named: Vec<String> = pages.iter().take(NAMED).map(usize::to_string).collect();
    let more = if pages.len() > NAMED { ", …" } else { "" };
    named.join(", ") + more
}
