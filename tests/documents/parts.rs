//! A fixture in Markdown taken apart, so that the same report can be written in other formats.

/// A part of a report.
#[derive(Clone, Debug)]
pub enum Part {
    Heading(usize, Vec<Run>),
    Paragraph(Vec<Run>),
    Item(Vec<Run>),
    Table(Vec<Vec<String>>),
}

/// A piece of text, raised or not.
#[derive(Clone, Debug)]
pub struct Run {
    pub text: String,
    pub raised: bool,
}

/// The parts of `text`: headings, tables, items, and every other line as a paragraph.
pub fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let depth = line.bytes().take_while(|byte| *byte == b'#').count();
        if line.starts_with('|') {
            let cells: Vec<String> = line
                .trim_matches('|')
                .split('|')
                .map(|cell| cell.trim().to_owned())
                .collect();
            if cells.iter().all(|cell| cell.trim_matches(['-', ':']).is_empty()) {
                continue;
            }
            match parts.last_mut() {
                Some(Part::Table(rows)) => rows.push(cells),
                _ => parts.push(Part::Table(vec![cells])),
            }
        } else if depth > 0 {
            parts.push(Part::Heading(depth, runs(&line[depth..])));
        } else if let Some(item) = line.strip_prefix("- ") {
            parts.push(Part::Item(runs(item)));
        } else {
            let note = line.strip_prefix("[^1]:").unwrap_or(line);
            parts.push(Part::Paragraph(runs(note)));
        }
    }
    parts
}

/// The runs of a line without the marks of Markdown.
fn runs(line: &str) -> Vec<Run> {
    let line = line.replace("**", "").replace("[^1]", "").replace("\\*", "*");
    let mut runs = Vec::new();
    let mut rest = line.trim();
    while let Some((before, after)) = rest.split_once("<sup>") {
        let (raised, behind) = after.split_once("</sup>").expect("an end of raised text");
        runs.push(run(before, false));
        runs.push(run(raised, true));
        rest = behind;
    }
    runs.push(run(rest, false));
    runs
}

fn run(text: &str, raised: bool) -> Run {
    Run {
        text: text.to_owned(),
        raised,
    }
}

/// The text of `runs` as a page shows it, without what is raised.
pub fn plain(runs: &[Run]) -> String {
    let level = runs.iter().filter(|run| !run.raised);
    level.map(|run| run.text.as_str()).collect()
}
