//! What the program does as seen from outside, and the rules of the house.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounted;
mod baseline;
mod cases;
mod chart;
mod chart_words;
mod charts_of_fixtures;
mod check;
mod cmd;
mod data;
mod diff;
mod documents;
mod formats;
mod gold;
mod input;
mod lexicon;
mod mutation;
mod out;
mod output;
mod own;
mod page;
mod peers;
mod picture;
mod readme;
mod table;
mod tidy;
mod wholes;
mod writers;
