//! Lines that are printed over a table: a heading that a page break pushed onto a row.

use super::page::{Glyph, Length};

/// A shorter run of glyphs is no line of text.
const LINE: usize = 6;
/// Over so many other runs a line must stand.
const COVERED: usize = 2;
/// Pages with more glyphs are left as they are.
const MOST: usize = 20_000;

/// Takes the glyphs of such lines out of `glyphs`, which stand in the order in which they are painted.
pub(super) fn take(glyphs: &mut Vec<Glyph>) -> Vec<Glyph> {
    let runs = runs(glyphs);
    if glyphs.len() > MOST {
        return Vec::new();
    }
    let over: Vec<bool> = runs
        .iter()
        .map(|run| run.len() >= LINE && is_over(run, &runs))
        .collect();
    if !over.contains(&true) {
        return Vec::new();
    }
    let (mut taken, mut left): (Vec<Glyph>, Vec<Glyph>) = (Vec::new(), Vec::new());
    let mut line: Option<&[Glyph]> = None;
    for (run, over) in runs.into_iter().zip(over) {
        let over = over || line.is_some_and(|line| goes_on(line, run));
        line = over.then_some(run);
        if over { &mut taken } else { &mut left }.extend_from_slice(run);
    }
    *glyphs = left;
    taken
}

/// Whether `run` goes on with the line `before` in letters of another size or font, such as a remark in brackets.
fn goes_on(before: &[Glyph], run: &[Glyph]) -> bool {
    let (Some(last), Some(first)) = (before.last(), run.first()) else {
        return false;
    };
    let size = last.size.max(first.size);
    let gap = first.x - last.end();
    (last.y - first.y).abs() * 4 <= size && -size / 4 <= gap && gap <= size
}

/// Glyphs that follow one another on a line.
fn runs(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    let follows = |one: &Glyph, next: &Glyph| {
        let gap = next.x - one.end();
        one.size == next.size && one.y == next.y && -one.size / 2 <= gap && gap <= one.size
    };
    glyphs.chunk_by(follows).collect()
}

/// Whether glyphs of other runs stand in the same place as those of `run`.
fn is_over(run: &[Glyph], runs: &[&[Glyph]]) -> bool {
    let others = runs
        .iter()
        .filter(|other| !std::ptr::eq(**other, run) && other.len() < run.len());
    others
        .filter(|other| other.iter().any(|glyph| is_covered(glyph, run)))
        .count()
        >= COVERED
}

/// Whether another character of `run` covers half of `glyph`. The same character painted twice is a bold one.
fn is_covered(glyph: &Glyph, run: &[Glyph]) -> bool {
    let near = run
        .first()
        .is_some_and(|first| (first.y - glyph.y).abs() * 2 < first.size.min(glyph.size));
    let shared = |other: &Glyph| other.end().min(glyph.end()) - other.x.max(glyph.x);
    let half = |other: &&Glyph| shared(other) * 2 > glyph.width.min(other.width).max(1 as Length);
    near && !glyph.is_blank()
        && run
            .iter()
            .filter(half)
            .any(|other| !other.is_blank() && other.text != glyph.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: Length, y: Length) -> Vec<Glyph> {
        let glyph = |(at, character): (usize, char)| Glyph {
            x: x + Length::try_from(at).unwrap() * 1000,
            y,
            width: 1000,
            size: 1000,
            text: character.to_string(),
            opens: false,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    #[test]
    fn a_line_over_two_cells_is_taken_out() {
        let mut glyphs = [
            line("88", 0, 5000),
            line("170", 6000, 5000),
            line("四、行政复议情况", 300, 5100),
            line("结果维持结果纠正", 300, 7000),
        ]
        .concat();
        let taken = take(&mut glyphs);
        let text = |glyphs: &[Glyph]| -> String { glyphs.iter().map(|glyph| glyph.text.as_str()).collect() };
        assert_eq!(text(&taken), "四、行政复议情况");
        assert_eq!(text(&glyphs), "88170结果维持结果纠正");
        let mut remark = line("(占比79%)", 8600, 5000);
        remark.iter_mut().for_each(|glyph| glyph.size = 800);
        let mut glyphs = [
            line("88", 0, 5000),
            line("170", 6000, 5000),
            line("四、行政复议情况", 300, 5100),
            remark,
            line("12", 9000, 5000),
        ]
        .concat();
        assert_eq!(text(&take(&mut glyphs)), "四、行政复议情况(占比79%)");
        assert_eq!(text(&glyphs), "8817012");
        let mut bold = [
            line("结果维持结果纠正", 0, 0),
            line("结果维", 40, 0),
            line("纠正", 6040, 0),
        ]
        .concat();
        assert!(take(&mut bold).is_empty());
    }
}
