//! The command line: its options and messages, and helpers that run it.

use std::fs;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;
use tempfile::TempDir;

/// Two claims, whoever reads it.
pub const REPORT: &str = "# 概况\n\n2018年举办国际会议7323场，参加人数338.7万人次。\n";

/// The program, without the words and colours of the machine it runs on.
pub fn tongji() -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("tongji");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// A folder with `files`.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// What a run in `folder` ended with: exit status, standard output, standard error.
pub fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = tongji().current_dir(folder).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Fails unless `args` end with status 2, nothing on standard output, and all `words` in the error.
pub fn refused(folder: &Path, args: &[&str], words: &[&str]) {
    let (status, out, err) = run(folder, args);
    assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
    for word in words {
        assert!(err.contains(word), "{args:?}: no {word:?} in {err:?}");
    }
}

/// The cells of the column `name`.
pub fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|header| header == name)
        .unwrap();
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

#[test]
fn one_document() {
    let folder = folder(&[("年度报告.md", REPORT.as_bytes())]);
    let (status, out, err) = run(folder.path(), &["extract", "年度报告.md"]);
    assert_eq!(status, 0);
    assert!(
        out.starts_with("id,source,section,line,column,start,end,text,value,"),
        "{out}"
    );
    assert_eq!(column(&out, "value"), ["7323", "3387000"]);
    assert_eq!(column(&out, "source"), ["年度报告.md", "年度报告.md"]);
    assert!(err.starts_with("文档 1 篇，数字 "), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn a_document_without_claims_is_a_header() {
    let folder = folder(&[("a.md", "没有数据。\n".as_bytes())]);
    let (status, out, err) = run(folder.path(), &["extract", "a.md"]);
    assert_eq!((status, out.lines().count()), (0, 1), "{err}");
    assert!(err.contains("统计数据 0 处，另列 0 处\n"), "{err}");
}

#[test]
fn usage_errors() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    refused(path, &[], &["Usage"]);
    refused(path, &["extract"], &["no document was named"]);
    refused(path, &["extract", "a.md", "--no-such"], &["--no-such"]);
    refused(path, &["extract", "a.md", "--threads", "0"], &["--threads"]);
    refused(
        path,
        &["extract", "a.md", "--format", "xml"],
        &["csv", "tsv", "jsonl", "json", "md"],
    );
    refused(path, &["extract", "a.md", "--quiet", "-v"], &["cannot be used with"]);
    refused(
        path,
        &["extract", "a.md", "--summary", "--all"],
        &["cannot be used with"],
    );
    refused(
        path,
        &["extract", "a.md", "--columns", "noun,valu"],
        &["valu", "value, lower", "why"],
    );
    refused(path, &["extract", "a.md", "--columns", "noun,noun"], &["noun", "twice"]);
    refused(
        path,
        &["extract", "a.md", "--metric", "meeting"],
        &["meeting", "meetings"],
    );
    refused(
        path,
        &["extract", "a.md", "--format", "json", "--excel"],
        &["json", "csv, tsv"],
    );
    refused(path, &["extract", "a.md", "-o", "out.doc"], &["out.doc", "--format"]);
    refused(path, &["extract", "a.md", "-o", "out"], &["out", "--format"]);
}

#[test]
fn help_and_version_go_to_standard_output() {
    let folder = folder(&[]);
    for args in [["--help"].as_slice(), &["extract", "--help"], &["--version"]] {
        let (status, out, err) = run(folder.path(), args);
        assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
        assert!(out.contains("tongji"), "{out}");
    }
    let (_, help, _) = run(folder.path(), &["extract", "--help"]);
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}

#[test]
fn completions() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let (status, out, _) = run(folder.path(), &["completions", shell]);
        assert_eq!(status, 0);
        assert!(out.contains("summary"), "{shell}");
    }
}

#[test]
fn language_and_manner_of_messages() {
    let english = "In 2018 there were 7,323 meetings with 3 million participants.\n";
    let folder = folder(&[("a.md", REPORT.as_bytes()), ("en.txt", english.as_bytes())]);
    let path = folder.path();
    let err = |args: &[&str]| run(path, args).2;
    assert!(err(&["extract", "a.md"]).starts_with("文档 1 篇"));
    assert!(err(&["extract", "en.txt"]).starts_with("1 document, "));
    assert!(err(&["extract", "a.md", "--lang", "en"]).starts_with("1 document, "));
    assert_eq!(err(&["extract", "a.md", "--quiet"]), "");
    assert!(err(&["extract", "no.md", "-q"]).starts_with("error: no.md"));
    assert!(err(&["extract", "no.md", "--color", "always"]).starts_with("\u{1b}["));
    let said = err(&["extract", "a.md", "en.txt", "-v", "--lang", "zh"]);
    assert!(said.starts_with("a.md：Markdown，"), "{said}");
    assert!(said.lines().nth(1).unwrap().starts_with("en.txt：纯文本，"), "{said}");
    assert_eq!(said.lines().count(), 3, "{said}");
    let mut zh = tongji();
    zh.current_dir(path)
        .env("LC_ALL", "zh_CN.UTF-8")
        .args(["extract", "no.md"]);
    let piped = String::from_utf8(zh.output().unwrap().stderr).unwrap();
    assert!(
        piped.starts_with("error:"),
        "a pipe does not depend on the locale: {piped}"
    );
}

#[test]
fn messages_hold_no_control_characters() {
    let folder = folder(&[]);
    let (_, _, err) = run(folder.path(), &["extract", "a\u{1b}[31m\nb.md"]);
    assert_eq!(err.lines().count(), 1, "{err:?}");
    assert!(!err.contains('\u{1b}'), "{err:?}");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = folder(&[("a.md", REPORT.repeat(3000).as_bytes())]);
    let program = assert_cmd::cargo::cargo_bin!("tongji");
    for args in [
        ["extract", "a.md"].as_slice(),
        &["extract", "a.md", "--format", "json"],
        &["--help"],
    ] {
        let mut child = Process::new(program)
            .current_dir(folder.path())
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop((child.stdout.take(), child.stderr.take()));
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}");
    }
}

/// What is wrong with what was typed is said in Chinese to who asks for it.
#[test]
fn usage_errors_speak_chinese() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let says = |args: &[&str], words: &[&str]| refused(folder.path(), &[args, &["--lang", "zh"]].concat(), words);
    says(&["extrat", "a.md"], &["没有 extrat 这个命令", "extract"]);
    says(
        &["extract", "a.md", "--colums", "id"],
        &["没有 --colums 这个选项", "--columns"],
    );
    says(&["check", "a.md", "--format", "pdf"], &["不能是“pdf”", "sarif"]);
    says(&["diff", "a.md"], &["缺少 <NEW>"]);
    says(&["check", "a.md", "-q", "-v"], &["不能与"]);
    says(&[], &["没有写命令", "report"]);
}

/// The extension of the file tells how findings are written, and who asks for quiet gets findings and what to mend.
#[test]
fn findings_are_written_as_the_file_is_named() {
    let files: [(&str, &[u8]); 1] = [(
        "a.md",
        "<!-- tongji: allow place-cuont -->\n代表200人，其中女代表230人。\n".as_bytes(),
    )];
    let folder = folder(&files);
    let path = folder.path();
    for (name, begin) in [
        ("a.sarif", "{"),
        ("a.sarif.json", "{"),
        ("a.jsonl", "{"),
        ("a.json", "["),
        ("a.xml", "<?xml"),
        ("a.txt", "a.md:2:"),
    ] {
        let (status, out, _) = run(path, &["check", "a.md", "-o", name]);
        assert_eq!((status, out.as_str()), (1, ""), "{name}");
        let text = std::fs::read_to_string(path.join(name)).unwrap();
        assert!(text.starts_with(begin), "{name}: {text}");
    }
    refused(path, &["check", "a.md", "-o", "a.docx"], &["a.docx", "sarif"]);
    let (_, out, err) = run(path, &["check", "a.md", "--lang", "zh"]);
    assert!(
        err.contains("没有 place-cuont 这条规则") && err.contains("place-count"),
        "{err}"
    );
    assert!(
        out.contains("错误[part-exceeds-whole]") && out.contains(" 整体 200人"),
        "{out}"
    );
    assert!(out.contains("文档 1 篇"));
    let (_, out, err) = run(path, &["check", "a.md", "--quiet"]);
    assert!(!out.contains("文档") && err.contains("place-cuont"), "{out}{err}");
}
