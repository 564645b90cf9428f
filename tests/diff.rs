//! Differences: what became of each claim between two versions.

use proptest::prelude::*;
use regex::Regex;
use tongji::claim::Entry;
use tongji::diff::{self, Comparison, What};
use tongji::lexicon::Lexicon;
use tongji::source::{Format, Source};

use crate::cmd::{folder, refused, run};
use crate::data;

fn read(name: &str, text: &str) -> Vec<Entry> {
    let source = Source::of_text(name, text.to_owned(), Format::Plain);
    tongji::extract(&source, Lexicon::builtin()).entries
}

fn compare<'a>(old: &'a [Entry], new: &'a [Entry]) -> Comparison<'a> {
    diff::compare(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>())
}

/// What `diff` says in English of two texts: each difference without its places, then the counts.
fn said(name: &str, old: &str, new: &str) -> Vec<String> {
    let (was, is) = (format!("old/{name}"), format!("new/{name}"));
    let folder = folder(&[(&was, old.as_bytes()), (&is, new.as_bytes())]);
    let (_, out, err) = run(folder.path(), &["diff", &was, &is, "--lang", "en"]);
    assert_eq!(err, "");
    let place = Regex::new(r"^(old|new)/[^:]*(:\d+:\d+)?: | \(was at [^)]*\)| \(\d+:\d+\)").unwrap();
    out.lines()
        .map(|line| place.replace_all(line, "").into_owned())
        .collect()
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
        let mut found = said("report.txt", &old[0], &new[0]);
        found.pop();
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

/// The report of this year beside that of last year, and two drafts of one: every line as an editor reads it.
#[test]
fn documents_come_to_what_is_beside_them() {
    let bless = std::env::var_os("TONGJI_BLESS").is_some_and(|value| value == "1");
    let folders = data::list(&data::root().join("tests/cases/diff"));
    assert!(folders.len() >= 4);
    for folder in folders {
        let (_, out, err) = run(&folder, &["diff", "old.md", "new.md"]);
        assert_eq!(err, "");
        let wanted = folder.join("lines.txt");
        if bless {
            std::fs::write(&wanted, &out).unwrap();
        }
        assert_eq!(out, std::fs::read_to_string(&wanted).unwrap(), "{}", folder.display());
    }
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
            comparison.differences
        );
        assert!(comparison.same > 10, "{}", fixture.name);
    }
}

#[test]
fn documents_of_folders_are_told_by_name() {
    let files = |folder: &str, names: [&str; 2], first: &str, second: &str| {
        let mut entries = read(&format!("{folder}/{}", names[0]), first);
        entries.extend(read(&format!("{folder}/{}", names[1]), second));
        entries
    };
    let counts = |old: &[Entry], new: &[Entry]| {
        let comparison = compare(old, new);
        [What::Changed, What::New, What::Vanished].map(|what| comparison.count(what))
    };
    let old = files("v1", ["a.txt", "in/b.txt"], "举办讲座9场。", "发放手册400册。");
    let mut new = files("out/v2", ["a.txt", "in/b.txt"], "举办讲座9场。", "发放手册500册。");
    assert_eq!(counts(&old, &new), [1, 0, 0]);
    new.retain(|entry| entry.source.ends_with("a.txt"));
    new.extend(read("out/v2/c.txt", "发放手册400册。"));
    assert_eq!(counts(&old, &new), [0, 1, 1]);
    // The years in the names tell versions of one document.
    let old = files(
        "v1",
        ["会员2023.txt", "年报2023.txt"],
        "举办讲座9场。",
        "发放手册400册。",
    );
    let new = files(
        "v2",
        ["会员2024.txt", "年报2024.txt"],
        "举办讲座9场。",
        "发放手册500册。",
    );
    assert_eq!(counts(&old, &new), [1, 0, 0]);
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

#[test]
fn versions_are_compared_on_the_command_line() {
    let files: [(&str, &[u8]); 4] = [
        ("old.md", "举办<b>讲座</b>9场。".as_bytes()),
        ("new.md", "举办<b>讲座</b>12场。".as_bytes()),
        ("a.md", "举办讲座9场。\n\n发放手册400册。\n\n出版论文30篇。".as_bytes()),
        ("b.md", "出版论文30篇。\n\n举办讲座9场。\n\n发放手册400册。".as_bytes()),
    ];
    let folder = folder(&files);
    let path = folder.path();
    let (status, out, err) = run(path, &["diff", "old.md", "new.md"]);
    assert_eq!((status, err.as_str()), (1, ""));
    assert_eq!(
        out,
        "new.md:1:12: 改动 讲座: 9场 → 12场 （原在 old.md:1:12）\n改动 1 条，新增 0 条，消失 0 条，只改日期 0 条，只改名称 0 条，移动 0 条；未变 0 条\n"
    );
    let (status, out, _) = run(path, &["diff", "a.md", "b.md", "--lang", "en"]);
    assert!(
        status == 0 && out.contains("b.md:1:5: moved 论文: 30篇 (was at a.md:5:5)"),
        "{out}"
    );
    assert_eq!(run(path, &["extract", "old.md", "-o", "old.csv"]).0, 0);
    assert_eq!(run(path, &["diff", "old.csv", "old.md"]).0, 0);
    let (_, out, _) = run(path, &["diff", "old.csv", "new.md", "--format", "jsonl"]);
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["what"], "changed");
    assert_eq!(lines[0]["fields"], serde_json::json!(["value", "lower", "upper"]));
    assert_eq!(
        (&lines[0]["old"]["value"], &lines[0]["new"]["value"]),
        (&"9".into(), &"12".into())
    );
    assert_eq!(lines[1]["summary"]["changed"], 1);
    let (_, out, _) = run(path, &["diff", "old.md", "new.md", "--format", "md"]);
    assert!(out.contains("| 改动 | 讲座 | 9场 | 12场 | new.md:1 |"), "{out}");
    assert_eq!(run(path, &["diff", "old.md", "new.md", "-o", "out/diff.html"]).0, 1);
    let html = std::fs::read_to_string(path.join("out/diff.html")).unwrap();
    assert!(
        html.matches("<ins>12场</ins>").count() == 2 && html.contains("script-src &#39;none&#39;"),
        "{html}"
    );
    assert!(!html.contains("<b>讲座"));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = folder(&[("a.md", "举办讲座9场。".as_bytes())]);
    refused(folder.path(), &["diff", "a.md", "gone.md"], &["gone.md"]);
    refused(folder.path(), &["diff", "a.md", "a.md", "-o", "a.md"], &["a.md"]);
    refused(
        folder.path(),
        &["diff", "a.md", "a.md", "-o", "x.pdf"],
        &["x.pdf", "html"],
    );
    assert_eq!(run(folder.path(), &["diff", "a.md"]).0, 2);
}

proptest! {
    /// Every claim of either side is in one difference or the same, whatever became of the order.
    #[test]
    fn no_claim_is_lost(old in prop::collection::vec(0..12_usize, 0..12), new in prop::collection::vec(0..12_usize, 0..12)) {
        let text = |numbers: &[usize]| numbers.iter().map(|n| format!("第{n}组举办讲座{}场。", n + 3)).collect::<String>();
        let (old, new) = (read("a.txt", &text(&old)), read("b.txt", &text(&new)));
        let claims = |entries: &[Entry]| entries.iter().filter(|entry| entry.kind == tongji::claim::Kind::Claim).count();
        let comparison = compare(&old, &new);
        let paired = [What::Changed, What::Dated, What::Renamed, What::Moved];
        let both = paired.into_iter().map(|what| comparison.count(what)).sum::<usize>() + comparison.same;
        prop_assert_eq!(both + comparison.count(What::Vanished), claims(&old));
        prop_assert_eq!(both + comparison.count(What::New), claims(&new));
    }
}
