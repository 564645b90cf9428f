//! The program `tongji`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(tongji::cli::run(std::env::args_os()) as u8)
}
