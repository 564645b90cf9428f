//! What `check` writes for people and for other programs: every format says what was found, and what could not be read.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::cmd::{folder, run};

const WRONG: &str = "代表200人，其中女代表230人。";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What `check` writes of the folder, with its exit status.
fn check(folder: &Path, args: &[&str]) -> (i32, String, String) {
    run(folder, &[&["check"], args].concat())
}

#[test]
fn what_cannot_be_read_stands_in_every_format() {
    let broken: &[u8] = b"PK\x03\x04";
    for files in [
        [("broken.docx", broken), ("sound.md", WRONG.as_bytes())].as_slice(),
        &[("broken.docx", broken)],
    ] {
        let folder = folder(files);
        for (format, told) in [
            ("jsonl", "\"source\":\"broken.docx\""),
            ("json", "\"source\": \"broken.docx\""),
            ("junit", "errors=\"1\""),
            ("sarif", "\"executionSuccessful\": false"),
            ("github", "::error file=broken.docx,"),
            ("gitlab", "\"path\": \"broken.docx\""),
        ] {
            let (status, out, _) = check(folder.path(), &[".", "--format", format]);
            assert_eq!((status, out.contains(told)), (2, true), "{format}: {out}");
        }
    }
}

/// The value of an attribute of the first element `name`.
fn attribute<'a>(xml: &'a str, element: &str, name: &str) -> &'a str {
    let (_, rest) = xml.split_once(&format!("<{element} ")).unwrap();
    let (_, rest) = rest.split_once(&format!("{name}=\"")).unwrap();
    rest.split('"').next().unwrap()
}

#[test]
fn suites_have_each_document_once_and_cases_their_own_names() {
    let twice = format!("{WRONG}\n\n{WRONG}{WRONG}\n");
    let folder = folder(&[("a.md", twice.as_bytes()), ("b.md", "讲座3场。\n".as_bytes())]);
    let (_, xml, _) = check(folder.path(), &["a.md", "b.md", "--format", "junit", "--lang", "en"]);
    let cases: Vec<&str> = xml
        .split("<testcase name=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let wanted = [
        "part-exceeds-whole:1:3",
        "part-exceeds-whole:3:3",
        "part-exceeds-whole:3:20",
        "check",
    ];
    assert_eq!(cases, wanted, "{xml}");
    assert_eq!(attribute(&xml, "testsuites", "tests"), "4");
    assert_eq!(attribute(&xml, "testsuites", "failures"), "3");
    assert_eq!(xml.matches("<testsuite ").count(), 2, "{xml}");
    assert!(xml.contains("3:3 whole 200人 [200, 200]"), "{xml}");
    let (_, gitlab, _) = check(folder.path(), &["a.md", "--format", "gitlab"]);
    let gitlab = json(&gitlab);
    let mut prints: Vec<&str> = gitlab
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| issue["fingerprint"].as_str().unwrap())
        .collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), 3, "each finding has its own fingerprint");
}

#[test]
fn cells_are_named_and_have_their_unit() {
    let folder = folder(&[]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("收支").unwrap();
    sheet.write(0, 0, "单位：万元").unwrap();
    for (row, (name, value)) in [
        ("项目", 0.0),
        ("会费", 13.7),
        ("捐赠", 17.4),
        ("服务", 81.2),
        ("合计", 113.2),
    ]
    .iter()
    .enumerate()
    {
        let row = u32::try_from(row).unwrap() + 1;
        sheet.write(row, 0, *name).unwrap();
        if row == 1 {
            sheet.write(row, 1, "金额").unwrap();
        } else {
            sheet.write(row, 1, *value).unwrap();
        }
    }
    book.save(folder.path().join("a.xlsx")).unwrap();
    let (_, out, _) = check(folder.path(), &["a.xlsx", "--format", "github", "--lang", "zh"]);
    assert!(out.contains("title=table-total::收支!B6: "), "{out}");
    let (_, out, _) = check(folder.path(), &["a.xlsx", "--lang", "zh"]);
    assert!(out.contains("= 收支!B6 整体 113.2 [1131500, 1132500] 元"), "{out}");
}

#[test]
fn annotations_beyond_the_tenth_stand_in_the_log() {
    let folder = folder(&[("a.md", format!("{WRONG}\n\n").repeat(12).as_bytes())]);
    let (_, out, _) = check(folder.path(), &["a.md", "--format", "github", "--lang", "zh", "-q"]);
    assert_eq!(out.matches("::error file=").count(), 10, "{out}");
    assert!(out.contains("::error title=tongji::还有 2 条"), "{out}");
    assert!(out.contains("\na.md:23:3: error[part-exceeds-whole] "), "{out}");
    assert!(!out.ends_with("\n\n"), "{out}");
}

#[test]
fn sarif_speaks_the_language_of_its_messages() {
    let folder = folder(&[("a.md", WRONG.as_bytes())]);
    for (language, role, begins) in [("zh", "部分 230人", "找出"), ("en", "part 230人", "finds")] {
        let (_, out, _) = check(folder.path(), &["a.md", "--format", "sarif", "--lang", language]);
        let run = &json(&out)["runs"][0];
        assert_eq!(run["results"][0]["relatedLocations"][0]["message"]["text"], role);
        let rule = &run["tool"]["driver"]["rules"][0]["shortDescription"]["text"];
        assert!(rule.as_str().unwrap().starts_with(begins), "{rule}");
    }
}

#[test]
fn what_the_user_did_in_vain_is_said_even_in_quiet() {
    let settings = "[figures.papers]\nnoun = '论文'\n[figures.people]\nnoun = '*代表'\n[figures.other]\nnoun = '无'\n";
    let stated = "invariants = [{ holds = 'papers > 3' }, { holds = 'people > 3' }, { holds = 'people / 0 == 1' }]\n";
    let text = format!("{WRONG}\n\n<!-- tongji: allow drift -->\n\n<!-- tongji: allow drift\n");
    let folder = folder(&[
        ("tongji.toml", format!("{stated}{settings}").as_bytes()),
        ("a.md", text.as_bytes()),
    ]);
    let (_, _, error) = check(
        folder.path(),
        &["a.md", "-q", "--lang", "en", "--format", "junit", "--show-relations"],
    );
    for told in [
        "papers stands for no figure",
        "people stands for figures that differ: 200人 (a.md:1), 230人 (a.md:1)",
        "tongji.toml: other stands for no figure",
        "a.md: line 3 allows drift, which was not found",
        "a.md:5: this comment never ends",
        "junit has no place for relations",
    ] {
        assert!(error.contains(told), "{told}: {error}");
    }
    let (_, _, error) = check(folder.path(), &["a.md", "-q", "--lang", "zh"]);
    assert!(error.contains("200人 (a.md:1)、230人 (a.md:1)"), "{error}");
    let part = format!("inputs = ['a.md', 'b.md']\n{settings}");
    fs::write(folder.path().join("tongji.toml"), part).unwrap();
    let (_, _, error) = check(folder.path(), &["a.md", "-q", "--lang", "en"]);
    assert!(
        !error.contains("stands for no figure"),
        "another document may have it: {error}"
    );
    let only = "[figures.people]\nnoun = '女代表'\n[[invariants]]\nholds = 'people / 0 == 1'\n";
    fs::write(folder.path().join("tongji.toml"), only).unwrap();
    let (_, _, error) = check(folder.path(), &["a.md", "-q", "--lang", "en"]);
    assert!(error.contains("it cannot be reckoned"), "{error}");
}

#[test]
fn marks_stand_under_their_figure() {
    for (before, columns) in [("👩‍🔬", 2), ("é́", 1), ("女", 2), ("👍🏽", 2), ("a\t", 2)] {
        let folder = folder(&[("a.md", format!("{before}：{WRONG}\n").as_bytes())]);
        let (_, out, _) = check(folder.path(), &["a.md", "-q"]);
        let marks = out.lines().nth(2).unwrap();
        // The colon and the two characters before the figure take six columns.
        assert_eq!(marks, format!("  | {}^^^^^", " ".repeat(columns + 6)), "{out}");
    }
    let long = "👩‍🔬".repeat(90);
    let folder = folder(&[("a.md", format!("{long}{WRONG}\n").as_bytes())]);
    let (_, out, _) = check(folder.path(), &["a.md", "-q"]);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[1].starts_with("  | 👩‍🔬"), "no emoji is cut: {out}");
}

#[test]
fn wrong_choices_say_what_is_wrong() {
    let files: [(&str, &[u8]); 2] = [("a.md", WRONG.as_bytes()), ("latin.toml", b"# caf\xe9\n")];
    let folder = folder(&files);
    for (args, told) in [
        (["a.md", "--select", ""], "need the name of a rule"),
        (["a.md", "--config", "none.toml"], "none.toml: there is no such file"),
        (
            ["a.md", "--config", "latin.toml"],
            "latin.toml: this is no text in UTF-8",
        ),
    ] {
        let (status, _, error) = check(folder.path(), &args);
        assert_eq!((status, error.contains(told)), (2, true), "{error}");
        assert!(!error.contains("permissions"), "{error}");
    }
}

#[test]
fn each_document_is_told_where_that_was_asked_for() {
    let folder = folder(&[("a.md", WRONG.as_bytes()), ("b.md", "讲座3场。\n".as_bytes())]);
    let (_, _, error) = check(folder.path(), &["a.md", "b.md", "-v", "--lang", "en"]);
    assert!(
        error.starts_with("a.md: Markdown, ") && error.contains("\nb.md: Markdown, "),
        "{error}"
    );
}

#[test]
fn the_words_that_changed_the_precision_are_shown() {
    let folder = folder(&[("a.md", "会员400人，讲座300场以上。\n".as_bytes())]);
    let args = ["a.md", "--baseline", "claims.csv", "--lang", "en"];
    check(folder.path(), &[&args[..], &["--update-baseline"]].concat());
    fs::write(folder.path().join("a.md"), "会员近400人，讲座300余场。\n").unwrap();
    let (_, out, _) = check(folder.path(), &args);
    assert!(out.contains("400人 became 近400人"), "{out}");
}

#[test]
fn a_date_that_there_is_not_is_shown_once() {
    let folder = folder(&[("a.md", "2023年2月30日办展览3场。\n".as_bytes())]);
    let (_, out, _) = check(folder.path(), &["a.md", "--show-relations"]);
    assert_eq!(out.matches("= 1:1 ").count(), 1, "{out}");
    assert!(out.contains("impossible-date: 2023年2月30日\n"), "{out}");
}
