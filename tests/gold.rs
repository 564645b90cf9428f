//! How well the fixtures are read, against their annotations. A score below its floor fails.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;
use tongji::claim::Entry;

use crate::data::{self, Fixture};

/// Least share of what is annotated that must come out right, over all fixtures together, in ten-thousandths.
const FLOORS: [(&str, usize); 11] = [
    ("precision", 10_000),
    ("recall", 9_970),
    ("value", 10_000),
    ("bounds", 9_940),
    ("qualifier", 9_940),
    ("unit", 10_000),
    ("noun", 8_900),
    ("noun_head", 9_640),
    ("metric", 9_870),
    ("period", 10_000),
    ("all", 9_920),
];

/// Metrics that the annotations tell apart; every other one counts as `other` there.
const CORE: [&str; 6] = [
    "meetings",
    "participants",
    "bases",
    "articles",
    "organizations",
    "countries",
];

/// A row of a gold table by the names of its columns.
type Row = HashMap<String, String>;

/// What was right, and what was asked, under each name.
#[derive(Default)]
struct Scores {
    counts: BTreeMap<&'static str, (usize, usize)>,
    errors: Vec<String>,
}

impl Scores {
    fn count(&mut self, name: &'static str, right: bool) {
        let (hits, all) = self.counts.entry(name).or_default();
        *hits += usize::from(right);
        *all += 1;
    }

    /// The share that was right, in ten-thousandths and rounded down.
    fn share(&self, name: &str) -> usize {
        let count = self.counts.get(name);
        let (hits, all) = count.unwrap_or_else(|| panic!("no row is scored for {name}"));
        hits * 10_000 / all
    }
}

#[test]
fn fixtures_are_read_as_they_are_annotated() {
    let mut scores = Scores::default();
    for fixture in data::fixtures() {
        score(&fixture, &mut scores);
    }
    let low = FLOORS.iter().filter(|(name, floor)| scores.share(name) < *floor);
    let low: Vec<String> = low
        .map(|(name, floor)| format!("{name} {} < {floor}", scores.share(name)))
        .collect();
    let now: Vec<String> = FLOORS
        .iter()
        .map(|(name, _)| format!("{name} {}", scores.share(name)))
        .collect();
    data::say(&format!("gold: {}\n", now.join(", ")));
    assert!(low.is_empty(), "{low:?}\n{}", scores.errors.join("\n"));
}

fn score(fixture: &Fixture, scores: &mut Scores) {
    let gold = rows(fixture);
    let extraction = data::extract(&fixture.source);
    let claims: Vec<&Entry> = extraction.claims().collect();
    let pairs = pair(&gold, &claims);
    for (at, claim) in claims.iter().enumerate() {
        let known = pairs.values().any(|claim| *claim == at);
        if !known {
            scores.errors.push(format!("{}: extra {}", fixture.name, claim.text));
        }
        let optional = pairs
            .iter()
            .any(|(row, claim)| *claim == at && gold[*row]["optional"] == "1");
        if !optional {
            scores.count("precision", known);
        }
    }
    for (at, row) in gold.iter().enumerate() {
        if row["optional"] != "1" {
            let claim = pairs.get(&at).map(|claim| claims[*claim]);
            row_scores(&fixture.name, row, claim, scores);
        }
    }
}

fn rows(fixture: &Fixture) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(&fixture.gold).unwrap();
    let rows: Vec<Row> = reader.deserialize().map(|row| row.unwrap()).collect();
    for row in &rows {
        let text = fixture.source.text.get(number(row, "start")..number(row, "end"));
        assert_eq!(text, Some(row["text"].as_str()), "{}: offsets", fixture.gold.display());
    }
    rows
}

fn number(row: &Row, column: &str) -> usize {
    row[column].parse().unwrap()
}

/// The claim of each row: the one that starts where it does first, then by how much they share.
fn pair(gold: &[Row], claims: &[&Entry]) -> HashMap<usize, usize> {
    let mut near = Vec::new();
    for (at, row) in gold.iter().enumerate() {
        for (claim, entry) in claims.iter().enumerate() {
            let (start, end) = (number(row, "start"), number(row, "end"));
            let shared = entry.end.min(end).saturating_sub(entry.start.max(start));
            if shared > 0 {
                near.push((entry.start == start, shared, at, claim));
            }
        }
    }
    near.sort_unstable_by(|a, b| b.cmp(a));
    let mut pairs = HashMap::new();
    for (_, _, row, claim) in near {
        if !pairs.contains_key(&row) && !pairs.values().any(|known| *known == claim) {
            pairs.insert(row, claim);
        }
    }
    pairs
}

fn row_scores(fixture: &str, row: &Row, claim: Option<&Entry>, scores: &mut Scores) {
    scores.count("recall", claim.is_some());
    let Some(claim) = claim else {
        scores.count("all", false);
        scores
            .errors
            .push(format!("{fixture}:{}: missed {}", row["line"], row["text"]));
        return;
    };
    let right = |column: &str| same(column, &row[column], &data::cell(claim, column));
    let bounds = right("lower") && right("upper");
    let core = [
        ("value", right("value")),
        ("bounds", bounds),
        ("qualifier", right("qualifier")),
        ("unit", right("unit")),
    ];
    scores.count("all", core.iter().all(|(_, right)| *right));
    let head = ("noun_head", same_head(&row["noun"], &claim.noun));
    let named = ["noun", "metric", "period"].map(|column| (column, right(column)));
    let told = |name: &str| !row.get(name).or(row.get("noun")).unwrap().is_empty();
    let named = named.into_iter().chain([head]).filter(|(name, _)| told(name));
    for (name, right) in core.into_iter().chain(named) {
        scores.count(name, right);
        if !right {
            let got = data::cell(
                claim,
                if name == "bounds" {
                    "lower"
                } else {
                    name.trim_end_matches("_head")
                },
            );
            scores
                .errors
                .push(format!("{fixture}:{}: {}: {name} is {got:?}", row["line"], row["text"]));
        }
    }
}

fn same(column: &str, wanted: &str, got: &str) -> bool {
    match column {
        "value" | "lower" | "upper" => wanted.parse::<Decimal>().ok() == got.parse().ok(),
        "metric" if CORE.contains(&got) => wanted == got,
        "metric" => wanted == "other",
        _ => plain(wanted) == plain(got),
    }
}

/// Whether two nouns begin or end alike.
fn same_head(wanted: &str, got: &str) -> bool {
    let (wanted, got) = (plain(wanted), plain(got));
    let tail = |text: &str| -> Vec<char> { text.chars().rev().take(2).collect() };
    let long = wanted.chars().count() > 1 && got.chars().count() > 1;
    let within = |whole: &str, part: &str| whole.starts_with(part) || whole.ends_with(part);
    let alike = within(&wanted, &got) || within(&got, &wanted);
    !wanted.is_empty() && !got.is_empty() && (alike || (long && tail(&wanted) == tail(&got)))
}

/// `text` in ordinary width, without spaces, brackets and quotation marks.
fn plain(text: &str) -> String {
    let narrow = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap(),
        other => other,
    };
    let marks = "()“”\"'《》·";
    let kept = text.chars().map(narrow);
    kept.filter(|character| !character.is_whitespace() && !marks.contains(*character))
        .collect()
}
