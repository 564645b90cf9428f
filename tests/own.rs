//! A reader's own words: what is wrong in their files, what they make of a text, and what the commands say.

use serde::Deserialize;
use tongji::claim::{Entry, Kind};
use tongji::lexicon::{File, Lexicon};
use tongji::trial;

use crate::cmd::{folder, refused, run};
use crate::data;

#[derive(Deserialize)]
struct Cases {
    fault: Vec<Fault>,
    reading: Vec<Reading>,
}

#[derive(Deserialize)]
struct Fault {
    text: String,
    faults: Vec<String>,
}

#[derive(Deserialize)]
struct Reading {
    lexicon: String,
    text: String,
    claims: Vec<String>,
}

fn cases() -> Cases {
    toml::from_str(include_str!("cases/lexicon.toml")).unwrap()
}

/// The lexicon with one file of its own.
fn with(text: &str) -> Result<Lexicon, Vec<tongji::lexicon::Fault>> {
    Lexicon::with(&[File { name: "own.toml", text }])
}

#[test]
fn faults_are_found_with_line_and_column() {
    for case in cases().fault {
        let faults = with(&case.text).err().unwrap_or_default();
        let told: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.error.key()))
            .collect();
        assert_eq!(told, case.faults, "{}", case.text);
    }
}

#[test]
fn own_words_are_read_and_win() {
    for case in cases().reading {
        let lexicon = with(&case.lexicon).unwrap_or_else(|faults| panic!("{faults:?}"));
        let source = data::source("-", case.text.clone(), tongji::document::Format::Plain);
        let entries = tongji::extract(&source, &lexicon).entries;
        let claims = entries.iter().filter(|entry| entry.kind == Kind::Claim);
        let told: Vec<String> = claims.map(line).collect();
        assert_eq!(told, case.claims, "{}", case.text);
    }
}

fn line(claim: &Entry) -> String {
    let Entry {
        text,
        noun,
        unit,
        metric,
        ..
    } = claim;
    format!("{text}|{noun}|{unit}|{}|{metric}", claim.qualifier.word())
}

#[test]
fn files_that_contradict_each_other_are_refused() {
    let text = "[[name]]\nwords = [\"2030愿景\"]\n";
    let files = ["a.toml", "b.toml"].map(|name| File { name, text });
    let faults = Lexicon::with(&files).err().unwrap();
    let [fault] = faults.as_slice() else {
        panic!("{faults:?}")
    };
    assert_eq!((fault.file.as_str(), fault.line, fault.column), ("b.toml", 2, 10));
    assert_eq!(
        fault.placed().to_string(),
        "lexicon_word_twice (word: 2030愿景, first: a.toml:2, place: b.toml:2:10)"
    );
}

const GRANTS: &str = r#"[[metric]]
id = "grants"
heads = ["立项", "资助项目", "research grants"]
examples = [
  "全年资助项目42项",
  { text = "批准立项42项。", claim = "42项", value = 42, metric = "grants" },
  { text = "立项第3批", claim = false },
]

[[name]]
words = ["2030愿景"]
examples = ["落实2030愿景"]
"#;

#[test]
fn examples_are_run() {
    let outcome = trial::run(&with(GRANTS).unwrap());
    assert_eq!((outcome.examples, outcome.faults), (4, vec![]));
    let wrong = GRANTS
        .replace("value = 42", "value = 43")
        .replace("立项第3批", "立项3批")
        .replace("\"全年资助项目42项\"", "\"全年售出42台\"")
        .replace("\"落实2030愿景\"", "\"新建2030愿景馆1座\", \"没有数字\"");
    let outcome = trial::run(&with(&wrong).unwrap());
    let told: Vec<_> = outcome
        .faults
        .iter()
        .map(|fault| (fault.line, fault.column, fault.error.key()))
        .collect();
    let expected = [(5, 3, "trial_other"), (6, 3, "trial_other"), (7, 3, "trial_claim")];
    assert_eq!((outcome.examples, told), (5, expected.to_vec()));
}

#[test]
fn a_file_is_checked() {
    let folder = folder(&[
        ("good.toml", GRANTS.as_bytes()),
        ("wrong.toml", GRANTS.replace("value = 42", "value = 43").as_bytes()),
        (
            "bad.toml",
            "[[unit]]\ndimension = \"text\"\nkind = \"classifier\"\n".as_bytes(),
        ),
        ("legacy.toml", b"[[name]]\nwords = [\"\xd6\xd0\"]\n"),
        ("empty.toml", b""),
    ]);
    let (status, out, _) = run(folder.path(), &["lexicon", "check", "good.toml"]);
    assert_eq!((status, out.as_str()), (0, "4 words, 4 examples, 0 read otherwise\n"));
    let (status, out, _) = run(folder.path(), &["lexicon", "check", "wrong.toml", "--lang", "zh"]);
    assert_eq!(status, 1);
    assert!(
        out.starts_with("wrong.toml:6:3：“批准立项42项。”的 value 应为“43”，读出的是“42”（42项）"),
        "{out}"
    );
    let (status, out, _) = run(folder.path(), &["lexicon", "check", "bad.toml"]);
    assert_eq!(status, 1);
    assert!(out.starts_with("bad.toml:1:1: [[unit]] lacks forms; add it\n"), "{out}");
    refused(folder.path(), &["lexicon", "check", "none.toml"], &["none.toml"]);
    refused(
        folder.path(),
        &["lexicon", "check", "empty.toml"],
        &["empty.toml", "empty"],
    );
    refused(
        folder.path(),
        &["lexicon", "check", "legacy.toml"],
        &["legacy.toml", "byte 19"],
    );
}

#[test]
fn commands_read_with_own_words() {
    let report = "# 年报\n\n2018年批准立项42项，落实2030愿景。\n".as_bytes();
    let folder = folder(&[
        ("own.toml", GRANTS.as_bytes()),
        ("bad.toml", b"[[name]]\n"),
        ("report.md", report),
    ]);
    let args = [
        "extract",
        "report.md",
        "--lexicon",
        "own.toml",
        "--metric",
        "grants",
        "--quiet",
    ];
    let (status, out, err) = run(folder.path(), &args);
    assert_eq!((status, out.lines().count()), (0, 2), "{err}");
    assert!(out.contains(",grants,2018,"), "{out}");
    refused(
        folder.path(),
        &["extract", "report.md", "--metric", "grants"],
        &["grants"],
    );
    for command in ["extract", "check", "chart"] {
        let words = ["bad.toml:1:1: [[name]] lacks words", "1 fault;"];
        refused(folder.path(), &[command, "report.md", "--lexicon", "bad.toml"], &words);
    }
    let (status, _, err) = run(folder.path(), &["check", "report.md", "--lexicon", "own.toml"]);
    assert_eq!(status, 0, "{err}");
    let args = [
        "chart",
        "report.md",
        "--lexicon",
        "own.toml",
        "--metric",
        "grants",
        "--quiet",
    ];
    let (status, out, err) = run(folder.path(), &args);
    assert_eq!(status, 0, "{err}");
    assert!(out.starts_with("<svg"), "{out}");
}

#[test]
fn words_in_force_are_listed() {
    let folder = folder(&[("own.toml", GRANTS.as_bytes())]);
    let (status, out, _) = run(folder.path(), &["lexicon", "--lexicon", "own.toml", "--lang", "zh"]);
    assert_eq!(status, 0);
    assert!(out.contains("指标的中心词和单位，其中自带 3 个"), "{out}");
    let rules = format!("\nrules {:>14}  核对规则\n", tongji::check::RULES.len());
    assert!(out.contains(&rules), "{out}");
    let args = [
        "lexicon",
        "--lexicon",
        "own.toml",
        "--word",
        "资助项目",
        "--section",
        "metrics",
        "--format",
        "csv",
    ];
    let (_, out, _) = run(folder.path(), &args);
    let row = "资助项目,metrics,metric.heads,grants,own.toml,3,17";
    assert_eq!(out, format!("word,section,table,entry,file,line,column\n{row}\n"));
    refused(folder.path(), &["lexicon", "--section", "verbs"], &["verbs", "units"]);
}

/// Where a word is said to stand, it stands.
#[test]
fn places_in_the_catalogue_are_true() {
    let mut sections = std::collections::BTreeMap::new();
    for listed in Lexicon::builtin().catalogue() {
        let path = data::root().join("src/lexicon").join(&listed.file);
        let text = std::fs::read_to_string(path).unwrap();
        let line: Vec<char> = text.lines().nth(listed.line - 1).unwrap().chars().collect();
        let rest: String = line[listed.column - 1..].iter().collect();
        let key = text.lines().nth(listed.line - 1).unwrap().contains(&listed.word);
        // A key with a number has its place at the number.
        assert!(
            rest.trim_start_matches(['"', '\'']).starts_with(&listed.word) || key,
            "{listed:?}"
        );
        *sections.entry(listed.section).or_insert(0_usize) += 1;
    }
    let least = [
        ("units", 1000),
        ("words", 2500),
        ("english", 2500),
        ("english_units", 800),
    ];
    for (section, least) in least {
        assert!(sections[section] >= least, "{sections:?}");
    }
}

#[test]
fn a_reading_is_explained() {
    let folder = folder(&[("own.toml", GRANTS.as_bytes())]);
    let explain = |args: &[&str]| {
        let all: Vec<&str> = ["explain"].iter().chain(args).copied().collect();
        run(folder.path(), &all)
    };
    let text = "2018年批准立项42余项，同比增长约6.5%，落实2030愿景。";
    let (status, out, err) = explain(&["--text", text, "--lexicon", "own.toml"]);
    assert_eq!(status, 0, "{err}");
    for line in [
        "  指标  grants  ← 立项 [own.toml:3 metric.heads; grants]",
        "  区间  [42, 43]",
        "  变化  上升  ← 同比增长 [words.toml:",
        "  限定  约  ← 约 [qualifiers.toml:",
        "  时间  2018 (2018年)",
        "← 2030愿景 [own.toml:11 name.words; ]",
    ] {
        assert!(out.contains(line), "no {line:?} in\n{out}");
    }
    let (_, out, _) = explain(&[
        "--text",
        "More than 2,000 kilometers of rail grew by 5 percent in 2019 [3].",
        "--lang",
        "en",
    ]);
    for line in [
        "← more than [english.toml:",
        "← meters [english_units.toml:",
        "← percent [english_units.toml:",
        "set aside as  citation in square brackets",
    ] {
        assert!(out.contains(line), "no {line:?} in\n{out}");
    }
    let (_, out, _) = explain(&["--text", text, "--format", "json"]);
    let steps: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(steps[1]["steps"][0]["result"], "42");
    assert_eq!(steps[1]["steps"][0]["stage"], "numeral");
    let (status, out, _) = explain(&["grants", "--lexicon", "own.toml"]);
    assert_eq!(status, 0);
    assert!(
        out.contains("资助项目, research grants") || out.contains("立项, 资助项目"),
        "{out}"
    );
    let (_, out, _) = explain(&["sum-of-parts"]);
    assert!(out.starts_with("sum-of-parts ("), "{out}");
    let chinese = tongji::check::RULES.iter().filter(|rule| {
        let (_, out, _) = explain(&[rule.name, "--lang", "zh"]);
        out.contains("查什么：") && out.contains("不报：")
    });
    assert!(
        chinese.count() >= 23,
        "rules have pages in Chinese in src/cli/pages.toml"
    );
    refused(
        folder.path(),
        &["explain", "nonsense"],
        &["nonsense", "meetings", "sum-of-parts"],
    );
}

#[test]
fn the_manual_page_is_printed() {
    let folder = folder(&[]);
    let (status, out, _) = run(folder.path(), &["man"]);
    assert_eq!(status, 0);
    assert!(out.contains(".TH tongji 1") && out.contains("lexicon"), "{out}");
}

/// What the manual shows works.
#[test]
fn the_lexicon_of_the_manual_is_sound() {
    for name in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(data::root().join(name)).unwrap();
        let (_, rest) = text.split_once("```toml\n# grants.toml\n").unwrap();
        let (shown, _) = rest.split_once("```").unwrap();
        let outcome = trial::run(&with(shown).unwrap_or_else(|faults| panic!("{name}: {faults:?}")));
        assert_eq!((outcome.examples, outcome.faults), (7, vec![]), "{name}");
    }
}
