//! What the manual shows is what happens: its commands run, and what stands below them is what they write.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::cmd;
use crate::data;
use crate::documents;

const MANUALS: [&str; 2] = ["README.md", "README.zh-CN.md"];

fn manual(name: &str) -> String {
    std::fs::read_to_string(data::root().join(name)).unwrap()
}

/// The blocks of one language of code.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let blocks = text.split(&opening).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// A folder with every file that the commands of the manual name.
fn folder(text: &str) -> TempDir {
    let report = std::fs::read(data::root().join("fixtures/association/report.md")).unwrap();
    let pdf = std::fs::read(data::root().join("tests/documents/made/typst.pdf")).unwrap();
    let (docx, html) = documents::samples();
    let grants = text
        .split_once("```toml\n# grants.toml\n")
        .unwrap()
        .1
        .split_once("```")
        .unwrap()
        .0;
    let (old, new) = ("举办讲座9场。".as_bytes(), "举办讲座12场。".as_bytes());
    let zip = documents::archive(&[("a.md", old)]);
    // 舉辦講座9場。 in Big5.
    let big5 = b"\xc1\x7c\xbf\xec\xc1\xbf\xae\x799\xb3\xf5\xa1\x43";
    cmd::folder(&[
        ("report.md", &report),
        ("reports/2023/a.md", &report),
        ("reports/b.txt", old),
        ("reports-2023/a.md", old),
        ("reports-2024/a.md", new),
        ("old.md", old),
        ("new.md", new),
        ("notes.txt", old),
        ("old.txt", big5),
        ("budget.pdf", &pdf),
        ("report.docx", &docx),
        ("page.html", &html),
        ("reports.zip", &zip),
        ("grants.toml", grants.as_bytes()),
        ("年报.md", "全年资助项目42项。".as_bytes()),
        ("tongji.toml", b""),
    ])
}

/// Runs a line as a shell does: exit status and standard error.
fn shell(line: &str, folder: &Path) -> (i32, String) {
    let program = assert_cmd::cargo::cargo_bin!("tongji");
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut sh = Command::new("sh");
    sh.args(["-c", line]).current_dir(folder).env("PATH", path);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        sh.env_remove(name);
    }
    let output = sh.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
#[cfg(unix)]
fn every_command_of_the_manual_runs() {
    for name in MANUALS {
        let text = manual(name);
        let folder = folder(&text);
        let lines: Vec<String> = blocks(&text, "sh").join("").lines().map(str::to_owned).collect();
        // A table that a later line draws is written first.
        assert_eq!(
            shell("tongji extract report.md -o claims.csv --quiet", folder.path()).0,
            0
        );
        let mut run = 0;
        for line in lines.iter().filter(|line| line.contains("tongji ")) {
            let (status, err) = shell(line, folder.path());
            let found = ["check", "diff"]
                .iter()
                .any(|command| line.contains(&format!("tongji {command}")));
            assert!(status == 0 || (status == 1 && found), "{name}: {line}\n{status}: {err}");
            assert!(
                !err.contains("error:") && !err.contains("错误："),
                "{name}: {line}\n{err}"
            );
            run += 1;
        }
        assert!(run > 15, "{name}: {run} commands are read");
    }
}

#[test]
fn what_stands_below_a_command_is_what_it_writes() {
    for name in MANUALS {
        let text = manual(name);
        let quoted = text.lines().filter_map(|line| line.strip_prefix("> "));
        let three: Vec<&str> = quoted.map(|line| line.trim_end_matches("<br>")).take(3).collect();
        let folder = cmd::folder(&[("report.txt", (three.join("\n") + "\n").as_bytes())]);
        let mut shown = 0;
        for block in blocks(&text, "console") {
            let (command, wanted) = block.split_once('\n').unwrap();
            let args: Vec<&str> = command.strip_prefix("$ tongji ").unwrap().split(' ').collect();
            let (status, out, _) = cmd::run(folder.path(), &args);
            assert_eq!((status, out.as_str()), (0, wanted), "{name}: {command}");
            shown += 1;
        }
        assert!(shown >= 2, "{name}: the examples are not read");
        let (_, _, err) = cmd::run(folder.path(), &["extract", "report.txt"]);
        assert!(text.contains(&format!("```text\n{err}```")), "{name} lacks:\n{err}");
    }
}
