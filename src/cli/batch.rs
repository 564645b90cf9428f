//! Many inputs: read side by side, handed back in their order, with those that could not be read apart.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::input::Input;
use super::progress::Progress;
use crate::error::Error;

/// Reads every input with `read`; a progress bar is shown on a terminal unless `quiet`.
pub fn read<T: Send>(
    inputs: Vec<Result<Input, Error>>,
    quiet: bool,
    read: impl Fn(&Input) -> Result<T, Error> + Sync,
) -> (Vec<T>, Vec<Error>) {
    let progress = Progress::new(inputs.len(), quiet);
    let results: Vec<Result<T, Error>> = inputs
        .into_par_iter()
        .map(|input| {
            let reading = input.and_then(|input| read(&input));
            progress.tick();
            reading
        })
        .collect();
    progress.finish();
    let (mut readings, mut errors) = (Vec::with_capacity(results.len()), Vec::new());
    for result in results {
        match result {
            Ok(reading) => readings.push(reading),
            Err(error) => errors.push(error),
        }
    }
    (readings, errors)
}
