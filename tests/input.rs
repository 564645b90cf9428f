//! Inputs: files, folders, patterns, standard input, and what bad ones get.

use std::fs;

use crate::cmd::{REPORT, column, folder, refused, run, tongji};

#[test]
fn standard_input() {
    let out = tongji().args(["extract", "-"]).write_stdin(REPORT).output().unwrap();
    assert!(out.status.success());
    let plain = String::from_utf8(out.stdout).unwrap();
    assert_eq!(column(&plain, "source"), ["-", "-"]);
    assert_eq!(column(&plain, "section"), ["", ""]);
    let args = ["extract", "-", "--input-format", "md"];
    let out = tongji().args(args).write_stdin(REPORT).output().unwrap();
    assert_eq!(
        column(&String::from_utf8(out.stdout).unwrap(), "section"),
        ["概况", "概况"]
    );
}

/// A long file is read in pieces and standard input in one go, which does not show: nor do threads, and what is no plain text
/// behind a long beginning is told as before.
#[test]
fn a_long_text_gives_the_same_rows_in_pieces() {
    let text = REPORT.repeat((3 << 20) / REPORT.len());
    let folder = folder(&[
        ("a.txt", text.as_bytes()),
        ("b.txt", &[text.as_bytes(), b"\x01"].concat()),
    ]);
    let columns = "line,column,start,end,locator,value,unit,noun,period,section,sentence";
    let out = tongji()
        .args(["extract", "-", "--columns", columns])
        .write_stdin(text.as_bytes())
        .output()
        .unwrap();
    let whole = String::from_utf8(out.stdout).unwrap();
    assert_eq!(whole.lines().count(), 1 + 2 * (text.len() / REPORT.len()));
    for threads in ["1", "3"] {
        let (status, out, err) = run(
            folder.path(),
            &[
                "extract",
                "a.txt",
                "--columns",
                columns,
                "--threads",
                threads,
                "--lang",
                "en",
            ],
        );
        assert!(status == 0 && out == whole, "{threads} threads: {err}");
        assert!(err.contains("1 document"), "{err}");
    }
    refused(
        folder.path(),
        &["extract", "b.txt", "--lang", "en"],
        &["b.txt", &text.len().to_string()],
    );
}

#[test]
fn a_mark_at_the_start_is_no_text() {
    let marked = format!("\u{feff}{REPORT}");
    let folder = folder(&[("a.md", REPORT.as_bytes()), ("b.md", marked.as_bytes())]);
    let (_, out, _) = run(
        folder.path(),
        &["extract", "a.md", "b.md", "--columns", "start,section"],
    );
    let starts = column(&out, "start");
    assert_eq!(starts.len(), 4);
    assert_eq!(starts[..2], starts[2..]);
}

#[test]
fn several_inputs_stand_in_their_order_whatever_the_threads() {
    let names: Vec<String> = (0..40).map(|at| format!("{:02}.md", (at * 7) % 40)).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), REPORT.as_bytes())).collect();
    let folder = folder(&files);
    let mut args = vec!["extract", "--columns", "source", "--threads", "1"];
    args.extend(names.iter().map(String::as_str));
    let (_, one, _) = run(folder.path(), &args);
    let wanted: Vec<&String> = names.iter().flat_map(|name| [name, name]).collect();
    assert_eq!(column(&one, "source").iter().collect::<Vec<_>>(), wanted);
    args[4] = "8";
    assert_eq!(run(folder.path(), &args).1, one);
}

#[test]
fn no_file_is_read_twice() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let (_, out, _) = run(folder.path(), &["extract", "a.md", "*.md", "a.md"]);
    assert_eq!(column(&out, "source"), ["a.md", "a.md"]);
}

#[test]
fn folders_are_walked_in_order_without_what_git_ignores() {
    let report = REPORT.as_bytes();
    let folder = folder(&[
        ("报告/.gitignore", b"draft*\n"),
        ("报告/b.txt", report),
        ("报告/a/Z.MD", report),
        ("报告/a.markdown", report),
        ("报告/draft.md", report),
        ("报告/.hidden.md", report),
        ("报告/picture.png", b"\x89PNG\0"),
    ]);
    let (status, out, err) = run(folder.path(), &["extract", "报告", "--columns", "source"]);
    assert_eq!(status, 0, "{err}");
    let mut sources = column(&out, "source");
    sources.dedup();
    assert_eq!(sources, ["报告/a/Z.MD", "报告/a.markdown", "报告/b.txt"]);
}

#[test]
fn tables_of_our_own_are_no_documents_of_a_folder() {
    let report = REPORT.as_bytes();
    let folder = folder(&[
        ("a.md", report),
        ("data/budget.csv", "项目,金额（万元）\n会费,120\n".as_bytes()),
        (
            "data/gold.csv",
            b"line,text,value,unit,noun,note\n1,5\xe5\x9c\xba,5,\xe5\x9c\xba,,\n",
        ),
        ("empty/readme.png", b"\x89PNG\0"),
    ]);
    let path = folder.path();
    let tables = ["out/c.csv", "out/c.tsv", "out/c.xlsx", "out/c.md"];
    for table in tables {
        assert_eq!(run(path, &["extract", "a.md", "-o", table]).0, 0, "{table}");
    }
    assert_eq!(run(path, &["extract", "a.md", "--summary", "-o", "out/sum.csv"]).0, 0);
    let sources = |args: &[&str]| {
        let (status, out, err) = run(path, &[&["extract", "--columns", "source"], args].concat());
        let mut sources = column(&out, "source");
        sources.dedup();
        (status, sources, err)
    };
    let (status, found, err) = sources(&[".", "--lang", "en"]);
    assert_eq!(
        (status, found),
        (0, vec!["./a.md".to_owned(), "./data/budget.csv".to_owned()]),
        "{err}"
    );
    assert!(err.starts_with("claims tables passed over: 6;"), "{err}");
    let (_, _, err) = sources(&[".", "--lang", "en", "-v"]);
    assert!(err.contains("./out/c.xlsx: a claims table and no document"), "{err}");
    let (status, found, err) = sources(&["**/*.csv", "--lang", "zh"]);
    assert_eq!((status, found), (0, vec!["data/budget.csv".to_owned()]), "{err}");
    assert!(err.contains("跳过统计数据表 3 个"), "{err}");
    for table in tables {
        refused(path, &["extract", table], &[table, "claims table"]);
        refused(path, &["check", table], &[table, "claims table"]);
    }
    refused(path, &["extract", "out"], &["no document to read", "(5)"]);
    let (status, _, err) = run(path, &["check", ".", "--lang", "en"]);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("claims tables passed over: 6;"), "{err}");
}

#[test]
fn documents_of_other_formats_are_told_of() {
    let folder = folder(&[("r/a.md", REPORT.as_bytes()), ("r/old.doc", b"x"), ("r/x.png", b"x")]);
    let path = folder.path();
    let (status, _, err) = run(path, &["extract", "r", "--lang", "en", "-v"]);
    assert_eq!(status, 0, "{err}");
    assert!(err.starts_with("r/old.doc: a format that is not read"), "{err}");
    assert!(err.contains("passed over: 1; convert"), "{err}");
    fs::remove_file(path.join("r/a.md")).unwrap();
    refused(path, &["extract", "r"], &["no document to read", "not read (1)"]);
}

#[test]
fn charts_read_tables_that_are_named_and_documents_of_folders() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    assert_eq!(run(path, &["extract", "a.md", "-o", "out/c.csv"]).0, 0);
    let chart = |input: &str| run(path, &["chart", input, "--svg-text", "--lang", "en"]);
    let of_document = chart("a.md").1;
    for input in ["out/c.csv", "out/*.csv"] {
        let (status, svg, err) = chart(input);
        assert_eq!((status, svg.as_str()), (0, of_document.as_str()), "{input}: {err}");
    }
    let (status, svg, err) = chart(".");
    assert_eq!(status, 0, "{err}");
    assert!(svg.contains(",./a.md,3,") && svg.contains("Claims drawn: 1;"), "{svg}");
    refused(path, &["chart", "out", "--lang", "en"], &["no document to read", "(1)"]);
    assert_eq!(run(path, &["extract", "a.md", "-o", "out/c.xlsx"]).0, 0);
    refused(
        path,
        &["chart", "out/c.xlsx", "--lang", "en"],
        &["draw a csv or tsv table"],
    );
}

#[test]
fn patterns_match_files() {
    let report = REPORT.as_bytes();
    let folder = folder(&[
        ("r/2019.md", report),
        ("r/2018.md", report),
        ("r/x/2020.md", report),
        ("r/[1].md", report),
    ]);
    let sources = |pattern| {
        let (_, out, _) = run(folder.path(), &["extract", pattern, "--columns", "source"]);
        let mut sources = column(&out, "source");
        sources.dedup();
        sources
    };
    assert_eq!(sources("r/20*.md"), ["r/2018.md", "r/2019.md"]);
    assert_eq!(sources("r/**/202?.md"), ["r/x/2020.md"]);
    assert_eq!(sources("r/[1].md"), ["r/[1].md"], "a file of that name comes first");
}

#[test]
fn bad_inputs_are_named_with_the_reason() {
    let folder = folder(&[
        ("空.md", b""),
        ("图.md", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("nul.txt", b"abc\0def"),
        ("dir/picture.png", b"\x89PNG"),
    ]);
    let path = folder.path();
    refused(path, &["extract", "无.md", "--lang", "zh"], &["错误：无.md：找不到"]);
    refused(
        path,
        &["extract", "无.md", "--lang", "en"],
        &["error: 无.md: there is no such file"],
    );
    refused(path, &["extract", "空.md"], &["空.md", "empty (0 bytes)"]);
    refused(path, &["extract", "图.md"], &["图.md", "not a document but a picture"]);
    refused(path, &["extract", "nul.txt"], &["nul.txt", "NUL at byte 3"]);
    refused(
        path,
        &["extract", "dir"],
        &["dir", "no document", ".md .markdown .txt .text .html"],
    );
    refused(path, &["extract", "*.pdf"], &["*.pdf", "no file matches"]);
    refused(path, &["extract", "报告[.md"], &["报告[.md", "at character 3"]);
    refused(path, &["extract", "nul.txt/x.md"], &["nul.txt/x.md", "not a folder"]);
}

#[test]
fn the_other_inputs_are_done_and_the_errors_counted() {
    let folder = folder(&[("a.md", REPORT.as_bytes()), ("b.md", b""), ("c.md", REPORT.as_bytes())]);
    let args = ["extract", "b.md", "a.md", "无.md", "c.md", "--columns", "source"];
    let (status, out, err) = run(folder.path(), &args);
    assert_eq!(status, 2);
    assert_eq!(column(&out, "source"), ["a.md", "a.md", "c.md", "c.md"]);
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 4, "{err}");
    assert!(lines[0].starts_with("错误：b.md：文件是空的"), "{err}");
    assert!(lines[1].starts_with("错误：无.md：找不到"), "{err}");
    assert!(lines[2].starts_with("错误：4 个输入中有 2 个"), "{err}");
    assert!(lines[3].starts_with("文档 2 篇"), "{err}");
}

#[test]
fn without_any_document_the_old_table_stays() {
    let folder = folder(&[("a.md", b""), ("b.md", b""), ("out.csv", b"old")]);
    refused(
        folder.path(),
        &["extract", "a.md", "b.md", "-o", "out.csv"],
        &["2 of 2 inputs"],
    );
    assert_eq!(fs::read(folder.path().join("out.csv")).unwrap(), b"old");
}
