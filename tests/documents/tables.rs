//! Tables of every format: header, unit line and period.

use tongji::claim::Entry;
use tongji::document::Format;

use super::office;
use crate::data;

fn read(bytes: Vec<u8>, format: Format) -> Vec<Entry> {
    let source = data::decode("-", bytes, format).unwrap();
    data::extract(&source).claims().cloned().collect()
}

/// Value, unit, noun, period and place of every claim.
fn rows(bytes: Vec<u8>, format: Format) -> Vec<String> {
    let columns = ["value", "unit", "noun", "period", "locator"];
    let row = |entry: &Entry| columns.map(|column| data::cell(entry, column)).join(" | ");
    read(bytes, format).iter().map(row).collect()
}

#[test]
fn headers_of_several_rows_and_cells_over_several_rows() {
    let html = "<h2>2023年收支情况</h2><p>编制单位：江城学会 单位：万元</p><table>\
        <tr><th rowspan=2>序号</th><th rowspan=2>项目</th><th colspan=2>收入</th><th rowspan=2>人数（人）</th></tr>\
        <tr><th>本年数</th><th>上年数</th></tr>\
        <tr><td>1</td><td>会费</td><td>1,200.5</td><td>980</td><td>35</td></tr>\
        <tr><td>2</td><td>捐 赠</td><td>40</td><td>—</td><td>约5人</td></tr></table>";
    assert_eq!(
        rows(html.into(), Format::Html),
        [
            "12005000 | 元 | 会费 | 2023 | table 1 cell C3",
            "9800000 | 元 | 会费 |  | table 1 cell D3",
            "35 | 人 | 会费 | 2023 | table 1 cell E3",
            "400000 | 元 | 捐赠 | 2023 | table 1 cell C4",
            "5 | 人 | 捐赠 | 2023 | table 1 cell E4",
        ]
    );
}

#[test]
fn two_tables_side_by_side_and_rows_of_dates() {
    let html = "<table><tr><td>收入</td><td>金额（元）</td><td>支出</td><td>金额（元）</td></tr>\
        <tr><td>会费</td><td>300</td><td>办公</td><td>120</td></tr></table>\
        <table><tr><td>年份</td><td>会员（人）</td></tr><tr><td>2022年</td><td>45</td></tr></table>";
    assert_eq!(
        rows(html.into(), Format::Html),
        [
            "300 | 元 | 会费 |  | table 1 cell B2",
            "120 | 元 | 办公 |  | table 1 cell D2",
            "45 | 人 | 会员 | 2022 | table 2 cell B2",
        ]
    );
}

#[test]
fn labels_lose_numbers_and_leads_and_rows_have_dates() {
    let html = "<p>单位：万元</p><table><tr><td>日期</td><td>项目</td><td colspan=2>经费</td><td>增长率</td></tr>\
        <tr><td>2024年5月</td><td>一、会费收入</td><td>30</td><td>40</td><td>5%</td></tr>\
        <tr><td>2025-03-04</td><td>其中：个人</td><td colspan=2>12</td><td>-3%</td></tr>\
        <tr><td></td><td>减：1.退回（笔）</td><td>2</td><td>1.5</td><td></td></tr></table>";
    assert_eq!(
        rows(html.into(), Format::Html),
        [
            "300000 | 元 | 会费收入 | 2024-05 | table 1 cell C2",
            "400000 | 元 | 会费收入 | 2024-05 | table 1 cell D2",
            "5 | % | 会费收入 | 2024-05 | table 1 cell E2",
            "120000 | 元 | 个人 | 2025-03-04 | table 1 cell C3",
            "-3 | % | 个人 | 2025-03-04 | table 1 cell E3",
            "2 | 笔 | 退回 |  | table 1 cell C4",
            "1.5 | 笔 | 退回 |  | table 1 cell D4",
        ]
    );
    let changes: Vec<String> = read(html.into(), Format::Html)
        .iter()
        .map(|entry| data::cell(entry, "change"))
        .collect();
    assert_eq!(changes, ["level", "level", "up", "level", "down", "level", "level"]);
}

#[test]
fn a_column_of_bodies_is_none_of_units() {
    let html = "<p>表1 教师情况（单位：人）</p><table><tr><td>单位</td><td>2022年</td><td>2023年</td></tr>\
        <tr><td>一中</td><td>120</td><td>126</td></tr></table>\
        <table><tr><td>指标</td><td>单位</td><td>2023年</td></tr><tr><td>客运量</td><td>万人次</td><td>35.6</td></tr></table>";
    assert_eq!(
        rows(html.into(), Format::Html),
        [
            "120 | 人 | 一中 | 2022 | table 1 cell B2",
            "126 | 人 | 一中 | 2023 | table 1 cell C2",
            "356000 | 人次 | 客运量 | 2023 | table 2 cell C2",
        ]
    );
}

#[test]
fn a_cell_over_several_columns_is_of_none_of_their_years() {
    let html = "<table><tr><td rowspan=2>区</td><td colspan=2>接待（人次）</td></tr><tr><td>2023年</td><td>2024年</td></tr>\
        <tr><td>东区</td><td>812</td><td>905</td></tr><tr><td>合计</td><td colspan=2>1717</td></tr></table>";
    assert_eq!(
        rows(html.into(), Format::Html),
        [
            "812 | 人次 | 东区 | 2023 | table 1 cell B3",
            "905 | 人次 | 东区 | 2024 | table 1 cell C3",
            "1717 | 人次 | 合计 |  | table 1 cell B4",
        ]
    );
}

#[test]
fn prose_in_cells_is_read_as_prose() {
    let html = "<table><tr><td>概况</td><td>2023年，全市举办培训班58期，3400余人参加。</td></tr></table>";
    assert_eq!(
        rows(html.into(), Format::Html),
        [
            "58 | 期 | 培训班 | 2023 | table 1 cell B1",
            "3400 | 人 |  | 2023 | table 1 cell B1",
        ]
    );
}

#[test]
fn workbooks_show_what_people_see() {
    let rows_of = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\" t=\"s\"><v>3</v></c><c r=\"C3\" t=\"s\"><v>4</v></c></row>\
        <row r=\"4\"><c r=\"A4\" t=\"s\"><v>5</v></c><c r=\"B4\"><v>1200.5</v></c>\
        <c r=\"C4\" s=\"1\"><v>6.5000000000000002E-2</v></c></row>";
    let strings = ["2023年收支表", "单位：万元", "项目", "金额", "增长率", "会费"];
    let bytes = office::workbook(rows_of, &strings, &["0.0%"]);
    assert_eq!(
        rows(bytes, Format::Xlsx),
        [
            "12005000 | 元 | 会费 | 2023 | 收支!B4",
            "6.5 | % | 会费 | 2023 | 收支!C4",
        ]
    );
}

#[test]
fn separated_tables_have_units_in_header_or_above() {
    let csv = "2023年收支,,\n单位：万元,,\n项目,金额,人数（人）\n\"会费, 赞助\",\"1,200.5\",12\n";
    let found = [
        "12005000 | 元 | 会费, 赞助 | 2023 | B4",
        "12 | 人 | 会费, 赞助 | 2023 | C4",
    ];
    assert_eq!(rows(csv.into(), Format::Csv), found);
    let tabs = csv
        .replace("\"会费, 赞助\"", "会费")
        .replace("\"1,200.5\"", "1200.5")
        .replace(',', "\t");
    assert_eq!(
        rows(tabs.into(), Format::Csv),
        found.map(|row| row.replace(", 赞助", ""))
    );
}

#[test]
fn captions_above_and_below_give_period_and_unit() {
    let rows_of = |text: &str, format| -> Vec<String> {
        let columns = ["value", "unit", "noun", "period"];
        let row = |entry: &Entry| columns.map(|column| data::cell(entry, column)).join(" | ");
        read(text.into(), format).iter().map(row).collect()
    };
    let found = ["12005000 | 元 | 会费 | 2023", "400000 | 元 | 捐赠 | 2023"];
    let markdown = "| 项目 | 金额 |\n| --- | --- |\n| 会费 | 1,200.5 |\n| 捐赠 | 40 |\n";
    let tabs = "项目\t金额\n会费\t1,200.5\n捐赠\t40\n";
    let cases = [
        ("表1 2023年收入情况\n\n单位：万元\n\n", ""),
        ("单位：万元\n\n表1　2023年收入情况\n\n", ""),
        ("各项收入：\n\n", "\n表1 2023年收入情况（单位：万元）\n"),
        ("", "\n表2 2023年收入（万元）\n\n其他情况见上年报告。\n"),
        ("Table 1. 2023年收入（万元）\n\n", "\n表2 2022年支出\n"),
    ];
    for (above, below) in cases {
        let text = format!("{above}{markdown}{below}");
        assert_eq!(rows_of(&text, Format::Markdown), found, "{text}");
        let text = format!("{above}{tabs}{below}");
        assert_eq!(rows_of(&text, Format::Plain), found, "{text}");
    }
    let next = format!("{markdown}\n表2 2023年收入（万元）\n\n{markdown}");
    let bare = ["1200.5 |  | 会费 | ", "40 |  | 捐赠 | "];
    assert_eq!(rows_of(&next, Format::Markdown), [bare, found].concat());
    let years = "| | 2022 | 2023 |\n| --- | --- | --- |\n| 会员（人） | 30 | 45 |\n";
    assert_eq!(
        rows_of(years, Format::Markdown),
        ["30 | 人 | 会员 | 2022", "45 | 人 | 会员 | 2023"]
    );
    let english = "| Item | Amount |\n| --- | --- |\n| Fees | 1,200.5 |\n\nTable 1. Income, 2023 ($ million)\n";
    assert_eq!(rows_of(english, Format::Markdown), ["1200500000 | $ | Fees | 2023"]);
}

#[test]
fn words_markup_and_changes_of_word_files() {
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{}</w:ins>{}</w:p>\
         <w:p>{}<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>{}\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏了99人。</w:t></w:r></w:p>\
         <w:p><w:r><w:t>2020</w:t><w:noBreakHyphen/><w:t>2021年共办展览3</w:t><w:tab/><w:t>场。</w:t></w:r></w:p>\
         <w:p>{}<w:r><w:rPr><w:position w:val=\"8\"/></w:rPr><w:t>5</w:t></w:r>{}\
         <w:r><w:rPr><w:position w:val=\"4\"/></w:rPr><w:t>另有5处。</w:t></w:r></w:p>",
        text("全年举办会议"),
        text("7"),
        text("场。"),
        text("展厅面积12m"),
        text("。"),
        text("绿地1.2×10"),
        text("公顷。"),
    );
    let claims = read(office::word(&body), Format::Docx);
    let found: Vec<(String, String)> = claims
        .iter()
        .map(|entry| (data::cell(entry, "value"), entry.unit.to_string()))
        .collect();
    let wanted = [("7", "场"), ("12", "m²"), ("3", "场"), ("120000", "公顷"), ("5", "处")];
    assert_eq!(found, wanted.map(|(value, unit)| (value.to_owned(), unit.to_owned())));
}
