//! Charts: what is drawn, how long, in which order, and that nothing overlaps or leaves the picture.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tongji::chart::CHARTS;

use crate::cmd::{folder, refused, run};
use crate::picture::{assert_clear, assert_xml, bars, words};

/// Six of 个 in one year, among them a repeated and a vague one, and others.
const REPORT: &str = "# 基地\n\n2023年，建成海智工作基地93个、离岸创新创业基地21个、海外双创基地6个，服务站近40个。\n\n\
                      2023年，建成海智工作基地93个。2023年，参加人数338.7万人次，论文增长6.5%。\n";

/// The chart that `args` draw in `folder`, with live text, and what is said.
fn chart(folder: &Path, args: &[&str]) -> (String, String) {
    let (status, svg, err) = run(folder, &[&["chart", "--svg-text"], args].concat());
    assert_eq!(status, 0, "{args:?}: {err}");
    assert_xml(&svg);
    assert_clear(&svg, &args.join(" "));
    (svg, err)
}

/// A claims table with a row for each noun, text, value and qualifier.
fn table(rows: &[(&str, &str, &str, &str)]) -> String {
    let mut csv =
        "id,source,section,line,column,start,end,text,value,lower,upper,qualifier,unit,dimension,noun,metric,\
                   period,change,sentence\n"
            .to_owned();
    for (noun, text, value, qualifier) in rows {
        csv += &format!("0,a.md,,1,1,0,1,{text},{value},,,{qualifier},个,count,{noun},other,,level,有个数\n");
    }
    csv
}

#[test]
fn a_report_is_drawn() {
    let folder = folder(&[("报告.md", REPORT.as_bytes())]);
    let (svg, err) = chart(folder.path(), &["报告.md"]);
    let words = words(&svg);
    for wanted in [
        "基地站点",
        "单位：个 · 时期：2023年 · 其他单位的 1 条没画",
        "海智工作基地",
        "93个",
        "近40个",
        "原文为约数、上限或下限",
        "来源：报告.md",
        "画出统计数据 4 条，没画 3 条（其他单位 1、增减幅度 1、重复 1）",
    ] {
        assert!(words.iter().any(|text| text == wanted), "no {wanted} in {words:?}");
    }
    assert_eq!(err, "单位：个，只画了这一种；其他单位的 1 条没画，可用 --unit 选\n");
    let (svg, _) = chart(folder.path(), &["报告.md", "--lang", "en", "--title", "A & B"]);
    assert!(svg.contains("Unit: items (个) · Period: 2023") && svg.contains("A &amp; B"));
}

#[test]
fn bars_are_as_long_as_their_values_and_the_longest_is_on_top() {
    let folder = folder(&[("报告.md", REPORT.as_bytes())]);
    let (svg, _) = chart(folder.path(), &["报告.md"]);
    let bars = bars(&svg);
    let lengths: Vec<i64> = bars.iter().map(|bar| bar.right - bar.left).collect();
    assert_eq!(lengths.len(), 4);
    for (length, value) in lengths.iter().zip([93, 40, 21, 6]) {
        assert!((length - lengths[0] * value / 93).abs() <= 100, "{lengths:?}");
    }
    assert!(bars.windows(2).all(|pair| pair[0].bottom < pair[1].top));
    assert!(bars.iter().all(|bar| bar.left == bars[0].left));
    let light: Vec<bool> = bars.iter().map(|bar| bar.fill == "#C4DEED").collect();
    assert_eq!(light, [false, true, false, false]);
}

#[test]
fn options_choose() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let count = |args: &[&str]| bars(&chart(folder.path(), args).0).len();
    assert_eq!(count(&["a.md", "--top", "2"]), 2);
    assert_eq!(count(&["a.md", "--unit", "人次"]), 1);
    assert_eq!(count(&["a.md", "--metric", "bases,participants", "--kind", "bar"]), 4);
    let (svg, err) = chart(folder.path(), &["a.md", "--metric", "participants"]);
    assert!(words(&svg).contains(&"338.7万人次".to_owned()), "{svg}");
    assert_eq!(err, "");
}

#[test]
fn a_table_is_drawn_like_its_document_and_twice_the_same() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    assert_eq!(run(path, &["extract", "a.md", "-o", "claims.csv"]).0, 0);
    assert_eq!(
        run(
            path,
            &["chart", "claims.csv", "--svg-text", "-o", "out/chart.svg", "--quiet"]
        ),
        (0, String::new(), String::new())
    );
    let (svg, _) = chart(path, &["a.md"]);
    assert_eq!(fs::read_to_string(path.join("out/chart.svg")).unwrap(), svg);
    assert_eq!(chart(path, &["a.md", "--threads", "1"]).0, svg);
}

#[test]
fn what_a_document_says_is_escaped() {
    let rows = [
        ("<script>alert(1)</script>", "<b>3个", "3", "exact"),
        ("a&b'\u{1b}[1m", "2个", "2", "exact"),
    ];
    let folder = folder(&[("a.csv", table(&rows).as_bytes())]);
    let (svg, _) = chart(folder.path(), &["a.csv", "--title", "</svg><script>"]);
    assert!(!svg.contains("<script") && !svg.contains("<b>"), "{svg}");
    let words = words(&svg);
    assert!(words.contains(&"<script>alert(1)</script>".to_owned()), "{words:?}");
    assert!(words.contains(&"a&b'\u{fffd}[1m".to_owned()), "{words:?}");
}

#[test]
fn long_words_and_extreme_figures_stay_apart() {
    let long = "中国科学技术协会海外智力为国服务行动计划工作基地建设单位".repeat(3);
    let most = "79228162514264337593543950335";
    let rows = [
        (long.as_str(), long.as_str(), "120", "exact"),
        ("", "很多", most, "about"),
        (
            "甲",
            "-79228162514264337593543950335个",
            "-79228162514264337593543950335",
            "exact",
        ),
        ("乙", "0个", "0", "exact"),
        (
            "丙",
            "0.0000000000000000000000000001个",
            "0.0000000000000000000000000001",
            "exact",
        ),
    ];
    let tiny = &rows[3..];
    let folder = folder(&[("a.csv", table(&rows).as_bytes()), ("b.csv", table(tiny).as_bytes())]);
    let (svg, _) = chart(folder.path(), &["a.csv", "--title", &long]);
    assert_eq!(bars(&svg).len(), 5);
    let words = words(&svg);
    // The name stands on two lines, of which the second is shortened and keeps its end.
    let name = words
        .windows(2)
        .find(|pair| pair[1].ends_with("建设单位") && pair[1].contains('…'));
    assert!(name.is_some_and(|pair| pair[0].starts_with("中国科学")), "{words:?}");
    assert!(words.contains(&"（文中未写明）".to_owned()), "{words:?}");
    chart(folder.path(), &["b.csv"]);
    chart(
        folder.path(),
        &["a.csv", "b.csv", "--lang", "en", "--title", "a\u{1b}[1m"],
    );
    let (svg, _) = chart(folder.path(), &["a.csv", "--kind", "interval"]);
    assert!(!svg.is_empty());
}

#[test]
fn ten_thousand_claims_are_a_readable_chart() {
    let rows: Vec<(String, String, String)> = (1..=10_000)
        .map(|at| (format!("第{at}项"), format!("{at}个"), at.to_string()))
        .collect();
    let rows: Vec<(&str, &str, &str, &str)> = rows
        .iter()
        .map(|(noun, text, value)| (noun.as_str(), text.as_str(), value.as_str(), "exact"))
        .collect();
    let folder = folder(&[("a.csv", table(&rows).as_bytes())]);
    let (svg, _) = chart(folder.path(), &["a.csv"]);
    let words = words(&svg);
    assert_eq!(bars(&svg).len(), 20);
    assert!(words.contains(&"还有 9980 条没画".to_owned()), "{words:?}");
    assert!(
        words.contains(&"1万个".to_owned()) && words.contains(&"9981个".to_owned()),
        "{words:?}"
    );
    for kind in ["interval", "sections", "overview"] {
        chart(folder.path(), &["a.csv", "--kind", kind, "--metric", "other"]);
    }
    let (svg, _) = chart(
        folder.path(),
        &["a.csv", "--lang", "en", "--size", "800x500", "--top", "9999"],
    );
    let more = |text: &String| text.starts_with("and 9,98") && text.ends_with(" more");
    assert!(crate::picture::words(&svg).iter().any(more), "{svg}");
}

#[test]
fn options_of_the_picture_are_checked_and_kept() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let path = folder.path();
    let (svg, _) = chart(path, &["a.md", "--size", "640x400", "--theme", "dark"]);
    assert!(svg.starts_with("<svg width=\"640\" height=\"400\""), "{svg:.100}");
    assert!(svg.contains("#16181D") && !svg.contains("#FFFFFF"));
    for size in ["800", "10x10", "800x99999", "x", "large"] {
        refused(path, &["chart", "a.md", "--size", size], &["--size", size, "slide"]);
    }
    refused(path, &["chart", "a.md", "--theme", "pink"], &["pink", "dark"]);
    let sections = ["chart", "a.md", "--kind", "sections", "--log"];
    refused(path, &sections, &["--log", "sections", "bar, interval"]);
    let report = crate::data::root().join("fixtures/association/report.md");
    let report = report.to_str().unwrap();
    refused(
        path,
        &[
            "chart",
            report,
            "--size",
            "320x320",
            "--kind",
            "overview",
            "--title",
            &"长".repeat(99),
        ],
        &["320x320"],
    );
    let (svg, _) = chart(path, &["a.md", "--by", "period"]);
    let said = words(&svg);
    assert_eq!(said.iter().filter(|text| *text == "2023年").count(), 1, "{said:?}");
    assert!(said.contains(&"海智工作基地".to_owned()), "{said:?}");
    let (svg, _) = chart(path, &["a.md", "--log"]);
    assert!(words(&svg).contains(&"对数刻度".to_owned()) && bars(&svg).is_empty());
}

#[test]
fn units_never_share_an_axis() {
    let text = "参加人数300人，参观人数400人次，举办讲座20场。\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let (svg, _) = chart(folder.path(), &["a.txt", "--kind", "overview"]);
    let words = words(&svg);
    for unit in ["单位：人", "单位：人次", "单位：场"] {
        assert_eq!(words.iter().filter(|text| *text == unit).count(), 1, "{words:?}");
    }
    let bars = bars(&svg);
    let places: BTreeSet<(i64, i64)> = bars.iter().map(|bar| (bar.left, bar.top)).collect();
    assert_eq!((bars.len(), places.len()), (3, 3), "{bars:?}");
}

#[test]
fn a_character_without_a_glyph_is_named() {
    let rows = [("\u{10fffd}甲", "3个", "3", "exact")];
    let folder = folder(&[("a.csv", table(&rows).as_bytes())]);
    let (_, err) = chart(folder.path(), &["a.csv", "--lang", "en"]);
    assert!(err.contains("U+10FFFD"), "{err}");
}

#[test]
fn vega_lite_holds_the_same_figures() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    for chart in &CHARTS {
        let args = ["chart", "a.md", "--kind", chart.name, "-o", "a.vl.json", "--quiet"];
        let (status, _, err) = run(folder.path(), &args);
        if status == 2 {
            assert!(err.contains("没有可画"), "{err}");
            continue;
        }
        let text = fs::read_to_string(folder.path().join("a.vl.json")).unwrap();
        let spec: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(spec["$schema"], "https://vega.github.io/schema/vega-lite/v6.json");
        if chart.name == "bar" {
            let values = &spec["concat"][0]["vconcat"][0]["data"]["values"];
            let bars: Vec<&serde_json::Value> = values
                .as_array()
                .unwrap()
                .iter()
                .filter(|value| value["shape"] == "bar")
                .collect();
            let figures: Vec<i64> = bars.iter().map(|bar| bar["to"].as_i64().unwrap()).collect();
            assert_eq!(figures, [93, 40, 21, 6]);
        }
    }
}

#[test]
fn parts_of_any_size_and_sign_are_drawn() {
    let most = "79228162514264337593543950335";
    let head = table(&[]);
    let row = |text: &str, value: &str| {
        format!(
            "{text},a.md,,1,1,0,1,{text},{value},{value},{value},exact,个,count,甲,other,,level,有8个，其中3个、2个。\n"
        )
    };
    let (whole, least) = (row("8个", most), format!("-{most}"));
    for parts in [
        [least.as_str(), "2"],
        ["3", "2"],
        [most, most],
        [least.as_str(), least.as_str()],
    ] {
        let csv = [&head, &whole, &row("3个", parts[0]), &row("2个", parts[1])]
            .map(String::as_str)
            .concat();
        let folder = folder(&[("a.csv", csv.as_bytes())]);
        chart(folder.path(), &["a.csv", "--kind", "composition"]);
    }
}

#[test]
fn equal_nouns_are_told_apart_by_their_periods() {
    let text = "2022年参加人数300人。2023年参加人数400人。\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    let words = words(&chart(folder.path(), &["a.txt"]).0);
    for wanted in ["参加人数", "参加人数（2022年）", "参加人数（2023年）"] {
        assert!(words.contains(&wanted.to_owned()), "{words:?}");
    }
}

#[test]
fn a_cell_without_its_unit_is_written_out() {
    let folder = folder(&[("a.csv", table(&[("甲", "3.5", "35000", "exact")]).as_bytes())]);
    let words = words(&chart(folder.path(), &["a.csv"]).0);
    assert!(words.contains(&"3.5万个".to_owned()), "{words:?}");
}

#[test]
fn nothing_to_draw_says_what_there_is() {
    let folder = folder(&[
        ("a.md", REPORT.as_bytes()),
        ("none.md", "没有数据。\n".as_bytes()),
        ("range.md", "代表300—350人。\n".as_bytes()),
    ]);
    let path = folder.path();
    let there_is = ["bases 个 5", "participants 人次 1", "--unit"];
    refused(path, &["chart", "a.md", "--unit", "吨"], &there_is);
    refused(
        path,
        &["chart", "a.md", "--unit", "吨", "--lang", "en"],
        &["nothing to draw", "bases 个 5"],
    );
    refused(path, &["chart", "none.md"], &["没有可画的统计数据"]);
    refused(path, &["chart", "range.md"], &["1 条", "范围"]);
}

#[test]
fn wrong_usage_is_refused() {
    let folder = folder(&[
        ("a.md", REPORT.as_bytes()),
        ("b.csv", b"a,b\n1,2\n"),
        ("c.svg", REPORT.as_bytes()),
    ]);
    let path = folder.path();
    refused(path, &["chart", "a.md", "-o", "a.gif"], &["a.gif", ".svg", ".png"]);
    refused(path, &["chart", "a.md", "--kind", "pie"], &["pie", "bar"]);
    refused(
        path,
        &["chart", "a.md", "--metric", "meeting"],
        &["meeting", "meetings"],
    );
    refused(path, &["chart", "a.md", "--top", "0"], &["--top"]);
    refused(path, &["chart", "b.csv"], &["b.csv", "id"]);
    refused(path, &["chart", "c.svg", "-o", "c.svg"], &["c.svg", "input"]);
    let (status, svg, err) = run(path, &["chart", "--svg-text", "a.md", "b.csv"]);
    assert_eq!((status, bars(&svg).len()), (2, 4), "{err}");
}

#[test]
fn the_registry_names_each_chart_once() {
    let names: BTreeSet<&str> = CHARTS.iter().map(|chart| chart.name).collect();
    assert_eq!(names.len(), CHARTS.len());
    assert!(
        CHARTS
            .iter()
            .all(|chart| !chart.doc.is_empty() && chart.doc.len() <= 60)
    );
}
