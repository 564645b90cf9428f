//! How fast documents are read, and how long the program takes to start. Counts are checked before anything is timed.
//!
//! `cargo bench` prints a table. Where ripgrep and the shared documents are at hand, it also compares one thread of
//! the program with ripgrep on the same text: that pattern only finds numbers, so it is a bound for what reading costs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "times and rates, for people"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tongji::document::{FORMATS, Format, Source};
use tongji::extract_claims;
use tongji::lexicon::Lexicon;

/// About how many bytes the repeated fixtures hold together.
const BYTES: usize = 20_000_000;
/// How often each thing is timed; the best counts, as noise only ever adds.
const ROUNDS: usize = 5;
/// How often the program is started.
const STARTS: u32 = 40;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tongji");

/// One line of the table.
struct Row {
    what: &'static str,
    bytes: usize,
    time: Duration,
}

impl Row {
    fn speed(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.time.as_secs_f64()
    }
}

fn main() {
    // Tests of all targets run benches too, and do not say so.
    if !std::env::args().any(|flag| flag == "--bench") {
        return;
    }
    let texts = repeated();
    let mut rows = vec![Row {
        what: "fixtures, one thread, library",
        bytes: texts.iter().map(|source| source.text.len()).sum(),
        time: best(|| texts.iter().for_each(read)),
    }];
    rows.extend(beside_ripgrep());
    print(&rows);
    start_up();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(source: &Source) {
    std::hint::black_box(extract_claims(source, Lexicon::builtin()));
}

fn claims(source: &Source) -> usize {
    extract_claims(source, Lexicon::builtin()).entries.len()
}

/// Every fixture many times over. A text that is there `n` times must give `n` times the claims.
fn repeated() -> Vec<Source> {
    let fixtures = fixtures();
    let once: usize = fixtures.iter().map(|source| source.text.len()).sum();
    let times = BYTES.div_ceil(once);
    let mut total = 0;
    let repeated = fixtures.iter().map(|source| {
        let text = format!("{}\n\n", source.text.trim_end()).repeat(times);
        let many = Source { text, ..source.clone() };
        let count = claims(&many);
        assert_eq!(
            count,
            times * claims(source),
            "claims of {} times {}",
            times,
            source.name
        );
        total += count;
        many
    });
    let repeated: Vec<Source> = repeated.collect();
    println!("{total} claims in {} fixtures, {times} times over", repeated.len());
    repeated
}

fn fixtures() -> Vec<Source> {
    let mut sources = Vec::new();
    for folder in fs::read_dir(root().join("fixtures")).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            sources.extend(source(&file.unwrap().path()));
        }
    }
    assert!(sources.len() >= 6, "fixtures are missing");
    sources.sort_by(|a: &Source, b| a.name.cmp(&b.name));
    sources
}

/// The document at `path`, if it is one.
fn source(path: &Path) -> Option<Source> {
    let ending = path.extension()?.to_str()?;
    let reader = FORMATS.iter().find(|reader| reader.endings.contains(&ending))?;
    // The tables beside the documents are their annotations.
    let text = [Format::Plain, Format::Markdown].contains(&reader.format);
    text.then(|| Source::of_text(path.to_str().unwrap(), fs::read_to_string(path).unwrap(), reader.format))
}

/// The program and ripgrep on the same long text, each with one thread.
fn beside_ripgrep() -> Vec<Row> {
    let text = root().join("../shared/corpus/big/mix-zh.txt");
    let pattern = root().join("../shared/tools/pattern-b.txt");
    let known = Command::new("rg").arg("--version").output().is_ok();
    if !known || !text.exists() || !pattern.exists() {
        println!("skipped: no ripgrep, or no ../shared beside the project");
        return Vec::new();
    }
    let source = source(&text).unwrap();
    let bytes = source.text.len();
    let row = |what, time| Row { what, bytes, time };
    vec![
        row("shared text, one thread, library", best(|| read(&source))),
        row("shared text, one thread, program", best(|| run(extract(&text)))),
        row(
            "shared text, rg -j1 -o -f pattern-b",
            best(|| run(ripgrep(&pattern, &text))),
        ),
    ]
}

fn extract(text: &PathBuf) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["extract", "--quiet", "--threads", "1"]).arg(text);
    command
}

fn ripgrep(pattern: &PathBuf, text: &PathBuf) -> Command {
    let mut command = Command::new("rg");
    command.args(["-j1", "-o", "-f"]).arg(pattern).arg(text);
    command
}

fn run(mut command: Command) {
    let status = command.stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}

fn best(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap()
}

fn print(rows: &[Row]) {
    println!("\n{:<38} {:>8} {:>8} {:>8}", "", "MB", "ms", "MB/s");
    for row in rows {
        let (size, time) = (row.bytes as f64 / 1e6, row.time.as_secs_f64() * 1e3);
        println!("{:<38} {size:>8.1} {time:>8.0} {:>8.1}", row.what, row.speed());
    }
    if let [_, library, program, ripgrep] = rows {
        for row in [library, program] {
            println!(
                "{:<38} {:>26.2}",
                format!("{} / rg", row.what),
                row.speed() / ripgrep.speed()
            );
        }
    }
}

/// How long the program takes for one short document, from its start to its end.
fn start_up() {
    let document = fixtures().into_iter().next().unwrap();
    let path = PathBuf::from(&*document.name);
    run(extract(&path));
    let (before, start) = (children(), Instant::now());
    for _ in 0..STARTS {
        run(extract(&path));
    }
    println!(
        "\nstart to end on a fixture: {:.1} ms",
        start.elapsed().as_secs_f64() * 1e3 / f64::from(STARTS)
    );
    if let Some((before, after)) = before.zip(children()) {
        println!(
            "of that processor time:    {:.1} ms",
            (after - before) * 1e3 / f64::from(STARTS)
        );
    }
}

/// Seconds of processor time that finished children took, where the system tells. Linux counts hundredths.
fn children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / 100.0)
}
