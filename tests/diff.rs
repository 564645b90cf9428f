//! Differences: what became of each claim between two versions.

use proptest::prelude::*;
use tongji::claim::Entry;
use tongji::diff::{self, Comparison, What};
use tongji::lexicon::Lexicon;
use tongji::source::{Format, Source};

use crate::data;

fn read(name: &str, text: &str) -> Vec<Entry> {
    let source = Source::of_text(name, text.to_owned(), Format::Plain);
    tongji::extract(&source, Lexicon::builtin()).entries
}

fn compare<'a>(old: &'a [Entry], new: &'a [Entry]) -> Comparison<'a> {
    diff::compare(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>())
}

/// Each difference as `changed noun: old → new`.
fn told(comparison: &Comparison<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let words = |key: &'static str, _: &[(&'static str, tongji::error::Field)]| match key {
        "diff_from" => String::new(),
        key => key.trim_start_matches("diff_").to_owned(),
    };
    (diff::FORMATS[0].write)(comparison, &words, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(": "));
    lines.map(|(_, line)| line.trim().to_owned()).collect()
}

#[test]
fn versions_come_to_what_the_cases_say() {
    let text = std::fs::read_to_string(data::root().join("tests/cases/diff.md")).unwrap();
    let mut wrong = Vec::new();
    let mut cases = 0;
    for case in text.split("# ").skip(1) {
        let line = |mark: &str| -> Vec<String> {
            let lines = case.lines().filter_map(|line| line.strip_prefix(mark));
            lines.map(|line| line.replace("\\n", "\n")).collect()
        };
        let (old, new, mut wanted) = (line("- "), line("+ "), line("= "));
        let (old, new) = (read("old.txt", &old[0]), read("new.txt", &new[0]));
        let mut found = told(&compare(&old, &new));
        found.sort();
        wanted.sort();
        if found != wanted {
            wrong.push(format!(
                "{}\n  wanted {wanted:?}\n  found  {found:?}",
                case.lines().next().unwrap()
            ));
        }
        cases += 1;
    }
    assert!(cases >= 10, "the cases are not read");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_fixture_is_the_same_as_itself_under_another_name() {
    for fixture in data::fixtures() {
        let old = data::extract(&fixture.source).entries;
        let source = Source {
            name: "other/name.txt".into(),
            ..fixture.source.clone()
        };
        let new = data::extract(&source).entries;
        let comparison = compare(&old, &new);
        assert!(
            comparison.differences.is_empty(),
            "{}: {:?}",
            fixture.name,
            told(&comparison)
        );
        assert!(comparison.same > 10, "{}", fixture.name);
    }
}

#[test]
fn documents_of_folders_are_told_by_name() {
    let files = |folder: &str, first: &str, second: &str| {
        let mut entries = read(&format!("{folder}/a.txt"), first);
        entries.extend(read(&format!("{folder}/in/b.txt"), second));
        entries
    };
    let old = files("v1", "举办讲座9场。", "发放手册400册。");
    let mut new = files("out/v2", "举办讲座9场。", "发放手册500册。");
    assert_eq!(told(&compare(&old, &new)), ["changed 手册: 400册 → 500册"]);
    new.retain(|entry| entry.source.ends_with("a.txt"));
    new.extend(read("out/v2/c.txt", "发放手册400册。"));
    assert_eq!(told(&compare(&old, &new)), ["new 手册: 400册", "vanished 手册: 400册"]);
}

#[test]
fn what_still_fits_is_told_from_what_does_not() {
    let meets = |old: &str, new: &str| {
        let (old, new) = (read("a.txt", old), read("a.txt", new));
        compare(&old, &new).differences[0].meets()
    };
    assert!(meets("参会人数约300人。", "参会人数304人。"));
    assert!(!meets("任职348人次。", "任职384人次。"));
}

proptest! {
    /// Every claim of either side is in one difference or the same, whatever became of the order.
    #[test]
    fn no_claim_is_lost(old in prop::collection::vec(0..12_usize, 0..12), new in prop::collection::vec(0..12_usize, 0..12)) {
        let text = |numbers: &[usize]| numbers.iter().map(|n| format!("第{n}组举办讲座{}场。", n + 3)).collect::<String>();
        let (old, new) = (read("a.txt", &text(&old)), read("b.txt", &text(&new)));
        let claims = |entries: &[Entry]| entries.iter().filter(|entry| entry.kind == tongji::claim::Kind::Claim).count();
        let comparison = compare(&old, &new);
        let both = comparison.count(What::Changed) + comparison.count(What::Moved) + comparison.same;
        prop_assert_eq!(both + comparison.count(What::Vanished), claims(&old));
        prop_assert_eq!(both + comparison.count(What::New), claims(&new));
    }
}
