//! What the program does as seen from outside, and the rules of the house.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cases;
mod cmd;
mod data;
mod input;
mod output;
mod table;
mod tidy;
