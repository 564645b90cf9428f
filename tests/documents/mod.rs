//! Documents of every format: the same report gives the same claims, places are those of the file, and bad files are
//! errors that name themselves.

mod bad;
mod cells;
mod formats;
mod made;
mod office;
mod paint;
mod parts;
mod tables;
mod typst;
