//! The report page: what it holds, that nothing in it runs but its own script, and what a reader sees in a browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use tongji::chart::CHARTS;

use crate::cmd::{folder, refused, run};
use crate::data;

/// Markup and a claim inside it, in every place that a page puts words in.
const HOSTILE: &str = "# 概况<script>globalThis.ran = 1</script>\n\n\
    2018年举办<script>globalThis.ran = 1</script>国际会议7323场，\"onmouseover=\"globalThis.ran = 1 参加人数338.7万人次。\n\n\
    </style></script><img src=x onerror=\"globalThis.ran = 1\">发放手册400册，增长6.5%。\n\n\
    全年立项120项，由重点45项、面上60项、青年25项组成。\n\n\
    | <b>地区</b> | 企业（家） |\n| --- | --- |\n| 甲<script>globalThis.ran = 1</script> | 12 |\n| 乙 | 30 |\n";

/// The page of `files`, as text.
fn page(files: &[(&str, &[u8])], args: &[&str]) -> String {
    let folder = folder(files);
    let (status, html, err) = run(folder.path(), &[&["report"], args].concat());
    assert_eq!(status, 0, "{err}");
    html
}

fn count(html: &str, text: &str) -> usize {
    html.matches(text).count()
}

/// The JSON of the table.
fn table(html: &str) -> serde_json::Value {
    let begin = html.find("id=\"data\">").unwrap() + 10;
    let json = &html[begin..begin + html[begin..].find("</script>").unwrap()];
    assert!(!json.contains('<'));
    serde_json::from_str(json).unwrap()
}

#[test]
fn every_numeral_of_a_fixture_is_marked_once() {
    for fixture in data::fixtures() {
        let path = data::root().join(&*fixture.source.name);
        let name = fixture.source.name.rsplit('/').next().unwrap().to_owned();
        let html = page(&[(&name, &std::fs::read(path).unwrap())], &[&name]);
        let extraction = data::extract(&fixture.source);
        let claims = extraction.claims().count();
        assert_eq!(count(&html, "<mark id=\"c"), claims, "{name}");
        assert_eq!(count(&html, "<i data-w="), extraction.entries.len() - claims, "{name}");
        let table = table(&html);
        assert_eq!(table["rows"].as_array().unwrap().len(), claims, "{name}");
        for (row, claim) in table["rows"].as_array().unwrap().iter().zip(extraction.claims()) {
            assert_eq!(row[2], claim.text.trim());
        }
    }
}

#[test]
fn the_policy_allows_only_what_stands_in_the_page() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let html = page(&[("a.md", HOSTILE.as_bytes())], &["a.md"]);
    let policy = Regex::new("Content-Security-Policy\" content=\"([^\"]*)\"").unwrap();
    let policy = policy.captures(&html).unwrap()[1]
        .replace("&#39;", "'")
        .replace("&#x27;", "'");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for tag in ["style", "script"] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        assert_eq!(count(&html, &open), 1, "one {tag}");
        let begin = html.find(&open).unwrap() + open.len();
        let text = &html[begin..begin + html[begin..].find(&close).unwrap()];
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text.as_bytes()));
        assert!(
            policy.contains(&format!("{tag}-src 'sha256-{hash}'")),
            "{tag}: {policy}"
        );
    }
    let fetched = Regex::new(r#"(?i)(src|href|action)\s*=\s*"?(?:https?:|//)"#).unwrap();
    assert!(!fetched.is_match(&html.replace("http://www.w3.org/", "")));
}

#[test]
fn what_a_document_says_is_text() {
    let html = page(&[("a\"onload=x.md", HOSTILE.as_bytes())], &["a\"onload=x.md"]);
    assert!(!html.contains("<script>globalThis.ran") && !html.contains("<img") && !html.contains("<b>地区"));
    assert!(html.contains("<title>a&#34;onload=x.md</title>"));
    assert!(html.contains("&#60;script&#62;globalThis.ran") || html.contains("&lt;script&gt;globalThis.ran"));
    assert!(html.contains("7323场</mark>") && html.contains("400册</mark>"));
}

#[test]
fn a_document_looks_like_itself() {
    let html = page(&[("a.md", HOSTILE.as_bytes())], &["a.md"]);
    assert!(html.contains("<h2>") && html.contains("<table>"));
    let cells = Regex::new("<t[dh][^>]*>").unwrap();
    assert_eq!(cells.find_iter(&html).count(), 6);
    assert_eq!(
        count(&html, "<li class=\"error\"><button"),
        1,
        "the sum of parts is found"
    );
    // The first finding is that people were told in visits.
    assert!(count(&html, "data-f=\"1\"") >= 4, "whole and parts are marked");
}

#[test]
fn folders_have_an_index_and_every_chart_is_there_that_can_be_drawn() {
    let files: [(&str, &[u8]); 2] = [
        ("in/a.md", HOSTILE.as_bytes()),
        ("in/b.txt", "举办讲座9场。".as_bytes()),
    ];
    let html = page(&files, &["in"]);
    assert_eq!(count(&html, "<article "), 2);
    assert!(html.contains("href=\"#d1\">in/b.txt</a>"));
    let figures = count(&html, "<figure ");
    assert!((3..=CHARTS.len()).contains(&figures), "{figures}");
    assert_eq!(html, page(&files, &["in", "--threads", "1"]));
    let english = page(&files, &["in", "--lang", "en"]);
    assert!(english.contains("<html lang=\"en\">") && english.contains("What is counted"));
}

/// Settings, baseline and own words count for a page as they do for `check`; its findings name each figure's document.
#[test]
fn a_page_keeps_to_the_settings() {
    let settings = "inputs = ['in']\nbaseline = 'claims.csv'\nlexicon = ['own.toml']\nlevels.sum-of-parts = 'off'\n\
        figures.papers.noun = '论文'\n[[invariants]]\nholds = 'papers >= 500'\n";
    let files: [(&str, &[u8]); 4] = [
        ("tongji.toml", settings.as_bytes()),
        (
            "own.toml",
            "[[metric]]\nid = 'grants'\nheads = ['资助项目']\n".as_bytes(),
        ),
        ("in/a.md", "全年资助项目42项，由重点4项、面上30项组成。\n".as_bytes()),
        ("in/b.md", "发表论文460篇。\n".as_bytes()),
    ];
    let folder = folder(&files);
    let path = folder.path();
    assert_eq!(run(path, &["extract", "-o", "claims.csv", "--quiet"]).0, 0);
    let (_, grants, _) = run(path, &["extract", "--metric", "grants", "--columns", "text", "--quiet"]);
    assert_eq!(grants, "text\n42项\n");
    std::fs::write(path.join("in/a.md"), "全年资助项目43项，由重点4项、面上30项组成。\n").unwrap();
    let (status, html, err) = run(path, &["report", "--lang", "zh"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let findings = count(&html, "<button type=\"button\" data-finding=");
    assert_eq!(findings, 2, "the rule that is off tells nothing");
    assert!(html.contains("papers &#62;= 500") && html.contains("基准表里是 42项，现在是 43项"));
    assert!(html.contains("in/b.md 第 1 行第 5 字") && html.contains("data-documents=\"1\""));
    assert_eq!(count(&html, " data-f="), 2, "both figures are marked");
    let (_, alone, _) = run(path, &["report", "in", "--isolated"]);
    assert!(!alone.contains("papers &#62;= 500"));
}

#[test]
fn places_are_said_as_people_say_them() {
    let pdf = std::fs::read(data::root().join("tests/documents/made/typst.pdf")).unwrap();
    let html = page(&[("a.pdf", &pdf)], &["a.pdf", "--lang", "zh"]);
    let rows = table(&html)["rows"].clone();
    let places: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row[1].as_str().unwrap())
        .collect();
    assert!(places.iter().all(|place| place.contains(" 页 ")), "{places:?}");
}

#[test]
fn bad_input_and_bad_targets_are_refused() {
    let folder = folder(&[("a.md", HOSTILE.as_bytes())]);
    refused(folder.path(), &["report", "b.md"], &["b.md"]);
    refused(folder.path(), &["report", "a.md", "-o", "a.md"], &["a.md"]);
    refused(
        folder.path(),
        &["report", "a.md", "-o", "page.pdf"],
        &["page.pdf", "html"],
    );
    std::fs::copy(folder.path().join("a.md"), folder.path().join("a.html")).unwrap();
    refused(folder.path(), &["report", "a.html", "-o", "a.html"], &["a.html"]);
}

/// The review and the whole corpus beside the project, where it is there.
#[test]
fn a_reader_clicks_through_the_pages_of_the_corpus() {
    let Some(corpus) = data::shared("corpus") else { return };
    let Some((library, chromium)) = browser() else { return };
    for names in [
        &["cast-review.md"][..],
        &["cast-review.md", "stat-daqing-2012.txt", "more", "originals"],
    ] {
        let folder = folder(&[]);
        let page = folder.path().join("page.html");
        let target = page.to_str().unwrap();
        let (status, _, err) = run(&corpus, &[&["report", "--isolated", "-o", target], names].concat());
        assert_eq!(status, 0, "{err}");
        let mut node = Command::new("node");
        node.arg(data::root().join("tests/page.mjs")).arg(&page);
        let output = node.args([&library, &chromium]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Where playwright-core is installed, and Chromium; a printed line where either is missing.
fn browser() -> Option<(PathBuf, PathBuf)> {
    let library = std::env::var_os("TONGJI_PLAYWRIGHT").map(PathBuf::from);
    let chromium = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ]
    .map(Path::new);
    let chromium = chromium.into_iter().find(|path| path.exists());
    let found = library
        .filter(|path| path.join("node_modules/playwright-core").is_dir())
        .zip(chromium);
    if found.is_none() {
        data::say("skipped: no browser; install Chromium, and playwright-core in the folder TONGJI_PLAYWRIGHT\n");
    }
    found.map(|(library, chromium)| (library, chromium.to_path_buf()))
}

#[test]
fn a_reader_clicks_through_the_page() {
    let Some((library, chromium)) = browser() else { return };
    let association = data::root().join("fixtures/association/report.md");
    let association =
        std::fs::read_to_string(association).unwrap() + "\n\n全年立项120项，由重点45项、面上60项、青年25项组成。\n";
    // In Markdown a tag is markup, which a reader does not see; in plain text it is text.
    for (name, text) in [("a.txt", HOSTILE), ("a.md", HOSTILE), ("b.md", association.as_str())] {
        let hostile = name == "a.txt";
        let folder = folder(&[(name, text.as_bytes())]);
        assert_eq!(run(folder.path(), &["report", name, "-o", "page.html"]).0, 0);
        let mut node = Command::new("node");
        node.arg(data::root().join("tests/page.mjs"))
            .arg(folder.path().join("page.html"));
        node.args([&library, &chromium]);
        if hostile {
            node.env("TONGJI_HOSTILE", "1");
        }
        let output = node.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
