//! Documents of every format: the same report gives the same claims, places are those of the file, and bad files are
//! errors that name themselves.

mod bad;
mod cells;
mod formats;
mod made;
mod marked;
mod office;
mod pages;
mod paint;
mod parts;
mod relations;
mod tables;
mod typst;

pub use office::archive;

/// The report of a fixture as Word file and as page of HTML.
pub fn samples() -> (Vec<u8>, Vec<u8>) {
    let parts = parts::parts(&formats::report());
    (office::docx(&parts), office::html(&parts).into_bytes())
}
