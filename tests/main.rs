//! What the program does as seen from outside, and the rules of the house.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounted;
mod cases;
mod chart;
mod charts_of_fixtures;
mod check;
mod cmd;
mod data;
mod diff;
mod documents;
mod gold;
mod input;
mod lexicon;
mod out;
mod output;
mod page;
mod peers;
mod picture;
mod table;
mod tidy;
mod wholes;
