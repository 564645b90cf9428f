//! Settings, baselines and accepted findings, as the command line has them.

use std::fs;

use crate::cmd::{folder, run};

const REPORT: &str = "# 概况\n\n全年举办讲座27场，听众3416人。代表200人，其中女代表90人。\n";
const WRONG: &str = "# 概况\n\n代表200人，其中女代表230人。\n";

/// A folder with one document and its baseline.
fn with_baseline(text: &str) -> tempfile::TempDir {
    let folder = folder(&[("docs/a.md", text.as_bytes())]);
    let (status, _, error) = run(
        folder.path(),
        &["check", "docs", "--baseline", "out/claims.csv", "--update-baseline"],
    );
    assert_eq!(status, 0, "{error}");
    folder
}

fn check(folder: &std::path::Path) -> (i32, String, String) {
    run(
        folder,
        &["check", "docs", "--baseline", "out/claims.csv", "--lang", "en"],
    )
}

#[test]
fn a_baseline_that_nothing_left_is_silent() {
    let folder = with_baseline(REPORT);
    let (status, out, _) = check(folder.path());
    assert_eq!((status, out.contains("drift")), (0, false), "{out}");
    let moved = "听众3416人，全年举办讲座27场。\n\n# 概况\n\n代表200人，其中女代表90人。\n";
    fs::write(folder.path().join("docs/a.md"), moved).unwrap();
    assert_eq!(check(folder.path()).0, 0);
}

#[test]
fn changed_new_and_vanished_claims_are_told() {
    let folder = with_baseline(REPORT);
    let path = folder.path().join("docs/a.md");
    for (text, words) in [
        (
            REPORT.replace("3416", "4316"),
            "the baseline has 3416人, and now it is 4316人",
        ),
        (REPORT.replace("，听众3416人", ""), "3416人 of the baseline is gone"),
        (format!("{REPORT}\n另捐书500册。\n"), "500册 is not in the baseline"),
    ] {
        fs::write(&path, text).unwrap();
        let (status, out, _) = check(folder.path());
        assert_eq!((status, out.contains(words)), (1, true), "{out}");
    }
    fs::remove_file(&path).unwrap();
    fs::write(folder.path().join("docs/b.md"), "会员12人。\n").unwrap();
    assert!(check(folder.path()).1.contains("3416人 of the baseline is gone"));
}

#[test]
fn accepted_findings_stay_accepted_until_a_figure_changes() {
    let folder = with_baseline(WRONG);
    let (status, out, _) = check(folder.path());
    assert_eq!((status, out.contains("part-exceeds-whole")), (0, false), "{out}");
    let path = folder.path().join("docs/a.md");
    fs::write(&path, format!("# 前言\n\n{WRONG}")).unwrap();
    assert_eq!(check(folder.path()).0, 0);
    fs::write(&path, WRONG.replace("230", "240")).unwrap();
    let (status, out, _) = check(folder.path());
    assert_eq!((status, out.contains("part-exceeds-whole")), (1, true), "{out}");
    fs::write(&path, WRONG.replace("230", "130")).unwrap();
    assert!(check(folder.path()).2.contains("is found no more"));
}

#[test]
fn a_document_outside_the_baseline_is_named_once() {
    let folder = with_baseline(REPORT);
    fs::write(folder.path().join("docs/b.md"), "捐书500册，会员12人。\n").unwrap();
    let (status, out, err) = check(folder.path());
    assert_eq!((status, out.contains("drift")), (0, false), "{out}");
    let told = "docs/b.md: this file has no rows in the baseline, so it was not compared; --update-baseline adds it";
    assert_eq!(err.matches(told).count(), 1, "{err}");
}

#[test]
fn what_was_accepted_stays_where_its_rule_is_not_run() {
    let folder = with_baseline(WRONG);
    let args = [
        "check",
        "docs",
        "--baseline",
        "out/claims.csv",
        "--select",
        "drift",
        "--lang",
        "en",
    ];
    assert_eq!(run(folder.path(), &args).2, "");
}

#[test]
fn allowances_that_allow_nothing_are_told() {
    let text = "<!-- tongji: allow -->\n代表200人。\n\n<!--tongji: alow drift -->\n会员20人。\n\n<!-- tongji: allow drfit, drifts -->\n讲座3场。\n";
    let folder = folder(&[("a.md", text.as_bytes())]);
    let (_, _, err) = run(folder.path(), &["check", "a.md", "--lang", "en"]);
    for told in [
        "a.md:1: this allowance names no rule",
        "a.md:4: alow has no meaning here",
        "a.md:7: there is no rule drfit",
        "is drift meant?",
    ] {
        assert!(err.contains(told), "{told} in {err}");
    }
}

#[test]
fn a_baseline_must_be_there_and_be_one() {
    let folder = folder(&[("a.md", REPORT.as_bytes()), ("b.csv", b"x,y\n1,2\n")]);
    for (args, words) in [
        (
            vec!["check", "a.md", "--baseline", "none.csv"],
            "there is no such baseline",
        ),
        (vec!["check", "a.md", "--update-baseline"], "add --baseline FILE"),
        (vec!["check", "a.md", "--baseline", "b.csv"], "b.csv"),
        (vec!["check"], "no document was named"),
    ] {
        let (status, _, error) = run(folder.path(), &args);
        assert_eq!((status, error.contains(words)), (2, true), "{error}");
    }
}

const SETTINGS: &str = "\
inputs = [\"docs\"]
baseline = \"out/claims.csv\"

[levels]
part-exceeds-whole = \"off\"

[figures.talks]
noun = \"讲座\"

[[invariants]]
holds = \"talks >= 20\"
level = \"warning\"
";

#[test]
fn settings_are_found_upwards_and_paths_stand_where_they_do() {
    let folder = with_baseline(REPORT);
    let root = folder.path();
    fs::write(root.join("tongji.toml"), SETTINGS).unwrap();
    fs::create_dir_all(root.join("deep/er")).unwrap();
    for place in [root.to_path_buf(), root.join("deep/er")] {
        let (status, out, error) = run(&place, &["check", "--lang", "en"]);
        assert_eq!(status, 0, "{out}{error}");
        assert!(out.contains("1 document, "), "{out}");
    }
    fs::write(root.join("docs/a.md"), REPORT.replace("27", "17")).unwrap();
    let (status, out, _) = run(&root.join("deep"), &["check", "--lang", "en"]);
    assert_eq!((status, out.contains("talks >= 20 does not hold")), (1, true), "{out}");
    let (status, _, error) = run(root, &["check", "--isolated"]);
    assert_eq!(status, 2, "{error}");
}

#[test]
fn settings_may_be_typed_and_turn_rules_off() {
    let folder = folder(&[("a.md", WRONG.as_bytes())]);
    let root = folder.path();
    assert_eq!(run(root, &["check", "a.md"]).0, 1);
    assert_eq!(
        run(root, &["check", "a.md", "--set", "levels.part-exceeds-whole = 'off'"]).0,
        0
    );
    assert_eq!(
        run(root, &["check", "a.md", "--set", "levels.part-exceeds-whole = 'info'"]).0,
        0
    );
    let stated = "figures.women.noun = '女代表'\ninvariants = [{ holds = 'women < 100' }]";
    let (status, out, _) = run(root, &["check", "a.md", "--set", stated, "--select", "invariant"]);
    assert_eq!((status, out.contains("women < 100")), (1, true), "{out}");
}

#[test]
fn settings_that_are_wrong_name_their_place() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    for (settings, words) in [
        ("inputs = [", "tongji.toml:1:"),
        ("[levels]\nplace-counts = 'off'\n", "tongji.toml:2:1"),
        ("[levels]\nplace-count = 'loud'\n", "tongji.toml:2:"),
        ("colour = 'red'\n", "tongji.toml:1:1"),
        ("[figures.a]\n", "nothing says which figure a is"),
        ("[figures.a]\nnoun = '[x'\n", "tongji.toml:2:8"),
        ("[[invariants]]\nholds = 'a == '\n", "tongji.toml:2:15"),
        ("[[invariants]]\nholds = 'a == 3'\n", "no figure is called a"),
    ] {
        fs::write(folder.path().join("tongji.toml"), settings).unwrap();
        let (status, _, error) = run(folder.path(), &["check", "a.md"]);
        assert_eq!((status, error.contains(words)), (2, true), "{settings}: {error}");
    }
}

#[test]
fn formats_are_what_they_say() {
    let folder = folder(&[("a.md", WRONG.as_bytes())]);
    let check = |format: &str| run(folder.path(), &["check", "a.md", "--format", format]).1;
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let sarif = json(&check("sarif"));
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        (&sarif["version"], &result["level"]),
        (&"2.1.0".into(), &"error".into())
    );
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(
        sarif["runs"][0]["tool"]["driver"]["rules"][index]["id"],
        result["ruleId"]
    );
    assert_eq!(result["relatedLocations"].as_array().unwrap().len(), 1);
    assert!(json(&check("json")).as_array().unwrap().len() == 2);
    assert!(json(&check("gitlab"))[0]["fingerprint"].is_string());
    assert!(check("jsonl").lines().all(|line| json(line).is_object()));
    assert!(check("github").starts_with("::error file=a.md,line=3,"));
    assert!(check("junit").contains("<failure"));
}

#[test]
fn the_baseline_of_our_own_fixtures_is_of_today() {
    let root = crate::data::root();
    let (status, out, error) = run(
        root,
        &[
            "check",
            "fixtures",
            "--baseline",
            "out/claims.csv",
            "--isolated",
            "--lang",
            "en",
        ],
    );
    assert_eq!((status, out.contains("drift")), (0, false), "{out}{error}");
}

/// Settings over two documents, each with a part that exceeds its whole, all accepted.
fn accepted_in_two() -> tempfile::TempDir {
    let settings = "inputs = ['reports']\nbaseline = 'out/claims.csv'\n";
    let folder = folder(&[
        ("tongji.toml", settings.as_bytes()),
        ("reports/2022.md", WRONG.as_bytes()),
        ("reports/2023.md", WRONG.replace("代表", "会员").as_bytes()),
        ("reports/old/2021.md", REPORT.as_bytes()),
        ("sub/note.txt", b""),
    ]);
    let (status, _, error) = run(folder.path(), &["check", "--update-baseline"]);
    assert_eq!(status, 0, "{error}");
    folder
}

/// The claims and the accepted findings of [`accepted_in_two`].
fn kept(folder: &std::path::Path) -> [String; 2] {
    ["out/claims.csv", "out/claims.accepted.csv"].map(|name| fs::read_to_string(folder.join(name)).unwrap())
}

#[test]
fn an_update_keeps_what_it_did_not_look_at() {
    let folder = accepted_in_two();
    let root = folder.path();
    let before = kept(root);
    for part in [
        ["reports/2022.md"].as_slice(),
        &["reports/*.md"],
        &["reports/old"],
        &["--select", "table-total"],
        &["--ignore", "part-exceeds-whole"],
        &["--fail-on", "error"],
    ] {
        let (status, _, error) = run(root, &[&["check", "--update-baseline"], part].concat());
        assert_eq!(status, 0, "{error}");
        assert_eq!(kept(root), before, "{part:?}");
    }
    fs::remove_file(root.join("reports/2022.md")).unwrap();
    run(root, &["check", "--update-baseline", "reports/old"]);
    assert_eq!(kept(root), before, "nothing was said of the document that is gone");
    run(root, &["check", "--update-baseline", "reports"]);
    let after = kept(root);
    assert!(
        after
            .iter()
            .all(|text| !text.contains("2022.md") && text.contains("2023.md"))
    );
}

#[test]
fn names_are_seen_from_the_folder_of_the_settings() {
    let folder = accepted_in_two();
    let root = folder.path();
    let before = kept(root);
    let absolute = root.join("reports/2023.md");
    let absolute = absolute.to_str().unwrap();
    for (place, path) in [
        ("", None),
        ("sub", None),
        ("reports", Some("2023.md")),
        ("reports", Some("./2023.md")),
        ("sub", Some("../reports/2023.md")),
        ("sub", Some("../reports/*.md")),
        ("sub", Some(absolute)),
    ] {
        let args: Vec<&str> = ["check", "--lang", "en"].into_iter().chain(path).collect();
        let (status, out, error) = run(&root.join(place), &args);
        assert_eq!((status, error.as_str()), (0, ""), "{place} {path:?}: {out}");
        let (status, _, error) = run(&root.join(place), &[&args[..], &["--update-baseline"]].concat());
        assert_eq!(status, 0, "{error}");
        assert_eq!(kept(root), before, "{place} {path:?}");
    }
    fs::write(root.join("reports/2023.md"), WRONG).unwrap();
    for format in ["text", "github", "jsonl", "sarif"] {
        let (status, out, _) = run(&root.join("sub"), &["check", "--format", format]);
        assert_eq!((status, out.contains("../")), (1, false), "{out}");
        assert!(out.contains("reports/2023.md"), "{out}");
    }
}

#[test]
fn without_settings_names_are_seen_from_here() {
    let folder = with_baseline(WRONG);
    let root = folder.path();
    let absolute = root.join("docs");
    for path in ["docs", "./docs", "docs/../docs/a.md", absolute.to_str().unwrap()] {
        let (status, out, error) = run(root, &["check", path, "--baseline", "out/claims.csv"]);
        assert_eq!((status, error.as_str()), (0, ""), "{path}: {out}");
    }
}

#[test]
fn what_is_allowed_or_accepted_is_counted_apart() {
    let folder = with_baseline(WRONG);
    let root = folder.path();
    let allowed = "\n<!-- tongji: allow part-exceeds-whole -->\n会员20人，其中女会员30人。\n";
    fs::write(root.join("docs/a.md"), format!("{WRONG}{allowed}")).unwrap();
    let check = |more: &[&str]| {
        let args = ["check", "docs", "--baseline", "out/claims.csv", "--ignore", "drift"];
        let (status, out, error) = run(root, &[&args, more].concat());
        assert_eq!(status, 0, "{out}{error}");
        out
    };
    assert!(check(&["--lang", "en"]).contains("1 allowed, 1 accepted"));
    assert!(check(&["--lang", "zh"]).contains("已许可 1，已接受 1"));
    let shown = check(&["--lang", "en", "--show-relations"]);
    for told in [
        "fail (allowed) part-exceeds-whole: 20人",
        "fail (accepted) part-exceeds-whole: 200人",
    ] {
        assert!(shown.contains(told), "{shown}");
    }
    let lines = check(&["--format", "jsonl", "--show-relations"]);
    for told in [
        r#""allowed":1"#,
        r#""accepted":1"#,
        r#""fail":2"#,
        r#""silenced":"accepted""#,
    ] {
        assert!(lines.contains(told), "{lines}");
    }
    let sarif: serde_json::Value = serde_json::from_str(&check(&["--format", "sarif"])).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let kinds: Vec<&str> = results
        .iter()
        .map(|result| result["suppressions"][0]["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["inSource", "external"]);
}

#[test]
fn nothing_is_said_of_what_could_not_be_read() {
    let folder = accepted_in_two();
    let root = folder.path();
    let before = kept(root);
    fs::write(root.join("reports/2022.md"), b"\xff\xfe\x00").unwrap();
    let (status, out, error) = run(root, &["check", "--lang", "en"]);
    assert_eq!((status, out.contains("drift")), (2, false), "{out}");
    assert!(!error.contains("is found no more"), "{error}");
    let (status, _, error) = run(root, &["check", "--lang", "en", "--update-baseline"]);
    assert_eq!((status, kept(root)), (2, before));
    assert!(
        error.contains("the baseline stays as it was") && !error.contains("is found no more"),
        "{error}"
    );
}
