//! What `extract` writes, and where: formats, choices of rows and columns, files kept whole.

use std::fs;

use crate::cmd::{REPORT, folder, run, tongji};

#[test]
fn every_format_by_extension_and_by_name() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    for format in ["csv", "tsv", "jsonl", "json", "md"] {
        let file = format!("deep/er/out.{format}");
        let (status, out, err) = run(path, &["extract", "a.md", "-o", &file]);
        assert_eq!((status, out.as_str()), (0, ""), "{err}");
        let written = fs::read_to_string(path.join(&file)).unwrap();
        assert!(written.contains("3387000"), "{written}");
        assert_eq!(run(path, &["extract", "a.md", "--format", format]).1, written);
        let (status, ..) = run(path, &["extract", "a.md", "--format", format, "-o", "data.bin"]);
        assert_eq!(status, 0);
        assert_eq!(fs::read_to_string(path.join("data.bin")).unwrap(), written);
    }
    assert_eq!(
        run(path, &["extract", "a.md", "-o", "-"]).1,
        run(path, &["extract", "a.md"]).1
    );
}

#[test]
fn columns_stand_as_asked() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let (_, out, _) = run(folder.path(), &["extract", "a.md", "--columns", "unit,value,kind"]);
    assert_eq!(out, "unit,value,kind\n场,7323,claim\n人次,3387000,claim\n");
    let (_, out, _) = run(
        folder.path(),
        &["extract", "a.md", "--columns", "value", "--format", "md"],
    );
    assert_eq!(out, "| value |\n| --- |\n| 7323 |\n| 3387000 |\n");
    let args = ["extract", "a.md", "--columns", "line,value", "--format", "json"];
    assert_eq!(
        run(folder.path(), &args).1,
        "[\n{\"line\":3,\"value\":\"7323\"},\n{\"line\":3,\"value\":\"3387000\"}\n]\n"
    );
}

#[test]
fn all_adds_the_numerals_set_aside() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let (_, out, err) = run(folder.path(), &["extract", "a.md", "--all"]);
    let header = out.lines().next().unwrap();
    assert!(header.ends_with(",sentence,locator,kind,why"), "{header}");
    let rows = csv::Reader::from_reader(out.as_bytes()).into_records().count();
    assert!(rows >= 3, "the year is a row, too: {out}");
    assert!(
        err.contains(&format!("数字 {rows} 处：统计数据 2 处，另列 {} 处（日期 ", rows - 2)),
        "{err}"
    );
}

#[test]
fn metrics_are_kept_and_summed_up() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    let (_, out, _) = run(
        path,
        &["extract", "a.md", "--metric", "meetings", "--columns", "metric,value"],
    );
    assert_eq!(out, "metric,value\nmeetings,7323\n");
    let (_, out, _) = run(path, &["extract", "a.md", "--summary"]);
    assert_eq!(
        out,
        "metric,unit,change,count,sum,least,most\n\
         meetings,场,level,1,7323,7323,7323\n\
         participants,人次,level,1,3387000,3387000,3387000\n"
    );
}

#[test]
fn spreadsheets_get_a_mark_their_line_ends_and_guarded_cells() {
    let folder = folder(&[("=a.md", REPORT.as_bytes())]);
    let path = folder.path();
    let columns = ["--columns", "source,value"];
    let out = |more: &[&str]| run(path, &[&["extract", "=a.md"], &columns[..], more].concat()).1;
    assert_eq!(out(&[]), "source,value\n'=a.md,7323\n'=a.md,3387000\n");
    assert_eq!(out(&["--raw"]), "source,value\n=a.md,7323\n=a.md,3387000\n");
    assert_eq!(
        out(&["--excel"]),
        "\u{feff}source,value\r\n'=a.md,7323\r\n'=a.md,3387000\r\n"
    );
}

#[test]
fn a_document_is_not_written_over() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let (status, _, err) = run(folder.path(), &["extract", ".", "-o", "a.md"]);
    assert_eq!(status, 2);
    assert!(err.contains("both an input and the output"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), REPORT);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = folder(&[("a.md", REPORT.as_bytes()), ("sub.csv/x", b""), ("locked.csv", b"old")]);
    let path = folder.path();
    let mut locked = fs::metadata(path.join("locked.csv")).unwrap().permissions();
    locked.set_readonly(true);
    fs::set_permissions(path.join("locked.csv"), locked).unwrap();
    for (file, reason) in [
        ("sub.csv", "这是文件夹"),
        ("locked.csv", "没有权限"),
        ("a.md/out.csv", "路径中有一段不是文件夹"),
    ] {
        let (status, out, err) = run(path, &["extract", "a.md", "-o", file]);
        assert_eq!((status, out.as_str()), (2, ""), "{file}: {err}");
        assert!(err.starts_with(&format!("错误：{file}：写不进去（{reason}）")), "{err}");
    }
    assert_eq!(fs::read(path.join("locked.csv")).unwrap(), b"old");
    let names: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 3, "nothing is left beside: {names:?}");
}

#[cfg(unix)]
#[test]
fn files_have_usual_permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("a.md", REPORT.as_bytes()), ("real.csv", b"old")]);
    let path = folder.path();
    let mode = |name: &str| fs::metadata(path.join(name)).unwrap().permissions().mode() & 0o777;
    let program = assert_cmd::cargo::cargo_bin!("tongji");
    let script = format!("umask 027; '{}' extract a.md -o new.csv", program.display());
    let shell = std::process::Command::new("sh")
        .current_dir(path)
        .args(["-c", &script])
        .output();
    assert!(shell.unwrap().status.success());
    assert_eq!(mode("new.csv"), 0o640);
    fs::set_permissions(path.join("real.csv"), fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.csv", path.join("link.csv")).unwrap();
    assert_eq!(run(path, &["extract", "a.md", "-o", "link.csv"]).0, 0);
    assert!(fs::symlink_metadata(path.join("link.csv")).unwrap().is_symlink());
    assert!(fs::read_to_string(path.join("real.csv")).unwrap().contains("7323"));
    assert_eq!(mode("real.csv"), 0o600, "what was private stays so");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_input_is_no_output() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    std::os::unix::fs::symlink("a.md", path.join("link.csv")).unwrap();
    assert_eq!(run(path, &["extract", "a.md", "-o", "link.csv"]).0, 2);
    assert_eq!(fs::read(path.join("a.md")).unwrap(), REPORT.as_bytes());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_a_device_is_not_replaced() {
    use std::process::Stdio;
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    let args = ["extract", "a.md", "--format", "csv", "-o", "/dev/full"];
    let (status, _, err) = run(path, &args);
    assert_eq!(status, 2);
    assert!(err.contains("/dev/full：写不进去（磁盘已满）"), "{err}");
    assert!(!fs::metadata("/dev/full").unwrap().is_file());
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let program = assert_cmd::cargo::cargo_bin!("tongji");
    let child = std::process::Command::new(program)
        .current_dir(path)
        .args(["extract", "a.md"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(child.status.code(), Some(2));
    assert!(
        String::from_utf8(child.stderr)
            .unwrap()
            .contains("标准输出写不进去（磁盘已满）")
    );
}

#[cfg(target_os = "linux")]
#[test]
fn killed_half_way_the_old_file_is_whole() {
    let folder = folder(&[("a.md", REPORT.repeat(500).as_bytes()), ("out.csv", b"old")]);
    let program = assert_cmd::cargo::cargo_bin!("tongji");
    // The shell's limit kills the program when it has written a few blocks.
    let script = format!(
        "ulimit -c 0; ulimit -f 8; '{}' extract a.md -o out.csv",
        program.display()
    );
    let shell = std::process::Command::new("sh")
        .current_dir(folder.path())
        .args(["-c", &script])
        .output();
    assert!(!shell.unwrap().status.success());
    assert_eq!(fs::read(folder.path().join("out.csv")).unwrap(), b"old");
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let out = |locale: &str, zone: &str| {
        let mut command = tongji();
        command.current_dir(folder.path()).env("LC_ALL", locale).env("TZ", zone);
        command.args(["extract", "a.md", "--all"]).output().unwrap()
    };
    let (first, second) = (out("C", "UTC"), out("zh_CN.UTF-8", "Asia/Shanghai"));
    assert_eq!(first.stdout, second.stdout);
    assert_eq!(first.stderr, second.stderr);
}
