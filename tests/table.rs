//! Tables come back as they went out, whatever their cells hold.

use std::sync::Arc;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Reading, Parser, Tag, TagEnd};
use rust_decimal::Decimal;
use tongji::claim::{Change, Entry, Kind};
use tongji::quantity::Qualifier;
use tongji::table::{COLUMNS, FORMATS, Options, STANDARD, Table, csv, summary};

pub fn entry() -> Entry {
    let text = |text: &str| -> Arc<str> { Arc::from(text) };
    Entry {
        id: "0123456789ab".to_owned(),
        source: text("报告.md"),
        section: text("一、概况 / 会议"),
        line: 3,
        column: 5,
        start: 20,
        end: 27,
        text: "7323场".to_owned(),
        value: Some(Decimal::from(7323)),
        lower: Some(Decimal::from(7323)),
        upper: Some(Decimal::from(7323)),
        qualifier: Qualifier::Exact,
        unit: "场".into(),
        dimension: text("event"),
        noun: "国际会议".to_owned(),
        metric: text("meetings"),
        period: "2018".to_owned(),
        change: Change::Level,
        sentence: text("2018年举办国际会议7323场。"),
        locator: "bytes 20-27".to_owned(),
        kind: Kind::Claim,
        why: "",
    }
}

fn write(format: &str, entries: &[Entry], options: Options) -> String {
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    let mut out = Vec::new();
    (format.write)(&table(entries), options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn table(entries: &[Entry]) -> Table<'_, Entry> {
    Table {
        columns: COLUMNS.iter().map(|field| &field.column).collect(),
        rows: entries.iter().collect(),
        words: &|key| key,
    }
}

/// Text of the kinds that break tables: formulas, quotes, delimiters, line ends, wide characters.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[=+@'\\-\t\r\n\",|\\\\<>&`*_\\[\\]]{1,3}",
        3 => "[会议数据＝＋－＠“”、。𠮷]{1,4}",
        2 => "[a-z0-9 .#%]{1,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn number() -> impl Strategy<Value = Option<Decimal>> {
    let figure = (any::<i64>(), 0u32..20).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    prop::option::of(figure)
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let texts = (words(), words(), words(), words(), words(), words());
    let figures = (number(), number(), number(), 0usize..1000);
    let one = (texts, figures).prop_map(|(texts, (value, lower, upper, place))| Entry {
        source: Arc::from(texts.0),
        section: Arc::from(texts.1),
        text: texts.2,
        unit: texts.3.into(),
        noun: texts.4,
        sentence: Arc::from(texts.5),
        line: place,
        value,
        lower,
        upper,
        qualifier: if place % 2 == 0 {
            Qualifier::AtLeast
        } else {
            Qualifier::Several
        },
        change: if place % 3 == 0 { Change::Down } else { Change::Level },
        kind: if place % 5 == 0 { Kind::Indefinite } else { Kind::Claim },
        ..entry()
    });
    prop::collection::vec(one, 0..5)
}

proptest! {
    #[test]
    fn sheets_come_back(entries in entries(), excel: bool) {
        for format in ["csv", "tsv"] {
            let written = write(format, &entries, Options { excel, raw: false });
            prop_assert_eq!(csv::read(written.as_bytes()).unwrap(), entries.clone(), "{}", written);
        }
    }

    #[test]
    fn rows_as_they_come_are_those_of_the_whole(entries in entries(), size in 1usize..4, excel: bool) {
        let options = Options { excel, raw: false };
        for format in &FORMATS {
            let Some(flow) = format.flow else { continue };
            let mut bytes = Vec::new();
            (flow.head)(&table(&[]), options, &mut bytes).unwrap();
            entries.chunks(size).for_each(|some| (flow.rows)(&table(some), options, &mut bytes));
            prop_assert_eq!(String::from_utf8(bytes).unwrap(), write(format.name, &entries, options));
        }
    }

    #[test]
    fn no_cell_begins_like_a_formula(entries in entries()) {
        let written = write("csv", &entries, Options::default());
        let mut reader = ::csv::Reader::from_reader(written.as_bytes());
        for row in reader.records() {
            for (field, cell) in COLUMNS.iter().zip(row.unwrap().iter()) {
                let figure = ["value", "lower", "upper"].contains(&field.column.name);
                let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                prop_assert!(figure || !formula || cell == "-", "{}: {:?}", field.column.name, cell);
                prop_assert!(!figure || !cell.starts_with('\''), "{:?}", cell);
            }
        }
    }

    #[test]
    fn json_comes_back(entries in entries()) {
        let array = write("json", &entries, Options::default());
        let objects: Vec<serde_json::Value> = serde_json::from_str(&array).unwrap();
        let lines = write("jsonl", &entries, Options::default());
        let again: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(&objects, &again);
        prop_assert_eq!(objects.len(), entries.len());
        for (object, entry) in objects.iter().zip(&entries) {
            prop_assert_eq!(object["sentence"].as_str(), Some(&*entry.sentence));
            prop_assert_eq!(object["line"].as_u64(), Some(entry.line as u64));
            let value = object["value"].as_str().map(|value| Decimal::from_str_exact(value).unwrap());
            prop_assert_eq!(value, entry.value);
        }
    }

    #[test]
    fn markdown_shows_cells_as_text(text in "[a-z会议|\\\\<>&`*_~\\[\\]!#()=+.-]{0,12}") {
        let shown = Entry { noun: text.clone(), ..entry() };
        let written = write("md", &[shown], Options::default());
        let noun = COLUMNS.iter().position(|field| field.column.name == "noun").unwrap();
        prop_assert_eq!(&cells(&written)[COLUMNS.len() + noun], &text, "{}", written);
    }

    #[test]
    fn reading_takes_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = csv::read(&bytes);
    }
}

/// The text of every cell of the Markdown table `written`, the header's first.
fn cells(written: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for event in Parser::new_ext(written, Reading::ENABLE_TABLES | Reading::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::Text(text) => cells.last_mut().unwrap().push_str(&text),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow) => {}
            Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => {}
            other => panic!("{other:?} in {written}"),
        }
    }
    cells
}

#[test]
fn guards_are_put_where_a_spreadsheet_would_run_the_cell() {
    for (cell, wanted) in [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("-5℃", "'-5℃"),
        ("＝合计", "'＝合计"),
        ("'tis", "'tis"),
        ("会议", "会议"),
        ("a=b", "a=b"),
    ] {
        let entries = [Entry {
            noun: cell.to_owned(),
            value: Some(Decimal::from(-5)),
            ..entry()
        }];
        let written = write("csv", &entries, Options::default());
        assert!(written.contains(&format!(",{wanted},")), "{written}");
        assert!(written.contains(",-5,"), "{written}");
        let raw = write(
            "csv",
            &entries,
            Options {
                raw: true,
                excel: false,
            },
        );
        assert!(raw.contains(&format!(",{cell},")), "{raw}");
    }
}

#[test]
fn broken_tables_are_refused_with_line_and_column() {
    let good = write("csv", &[entry(), entry()], Options::default());
    let refused = |table: &str| csv::read(table.as_bytes()).unwrap_err().to_string();
    assert_eq!(refused(""), "table_empty");
    assert_eq!(refused("a,b\n1,2\n"), "table_column_missing (column: id)");
    assert_eq!(
        refused(&good.replace("noun", "nouns")),
        "table_column_missing (column: noun)"
    );
    assert_eq!(
        refused(&good.replace("why", "noun")),
        "table_column_twice (column: noun)"
    );
    assert_eq!(
        refused(&good.replacen(",3,5,", ",3,fünf,", 1)),
        "table_not_whole (cell: fünf, line: 2, column: column)"
    );
    assert_eq!(
        refused(&good.replacen(",7323,", ",7_323,", 1)),
        "table_not_number (cell: 7_323, line: 2, column: value)"
    );
    assert_eq!(
        refused(&good.replacen(",level,", ",sideways,", 1)),
        "table_not_word (cell: sideways, known: level, up, down, line: 2, column: change)"
    );
    assert_eq!(
        refused(&format!("{good}一,二\n")),
        "table_row_length (line: 4, cells: 2, wanted: 22)"
    );
    let mut bytes = good.clone().into_bytes();
    let at = good.find("国际会议").unwrap();
    bytes[at] = 0xff;
    assert_eq!(
        csv::read(&bytes).unwrap_err().to_string(),
        "table_not_utf8 (line: 2, column: noun)"
    );
}

#[test]
fn columns_may_be_more_fewer_or_moved() {
    let good = write("csv", &[entry()], Options::default());
    let moved: String = good
        .lines()
        .zip(["note,", "\"kept, as it is\","])
        .map(|(line, more)| {
            format!(
                "{more}{}\n",
                line.trim_end_matches(",kind,why").trim_end_matches(",claim,")
            )
        })
        .collect();
    assert_eq!(csv::read(moved.as_bytes()).unwrap(), [entry()]);
}

#[test]
fn columns_are_those_of_the_definition() {
    let names: Vec<&str> = COLUMNS.iter().map(|field| field.column.name).collect();
    let wanted = "id source section line column start end text value lower upper qualifier unit \
                  dimension noun metric period change sentence locator kind why";
    assert_eq!(names, wanted.split_whitespace().collect::<Vec<_>>());
    assert_eq!(names[STANDARD], "kind");
}

#[test]
fn sums_stand_only_where_adding_is_sound() {
    let sums =
        |entries: &[Entry]| -> Vec<Option<Decimal>> { summary::summarize(entries).iter().map(|row| row.sum).collect() };
    let other = |change: fn(&mut Entry)| {
        let mut other = Entry {
            noun: "展览".to_owned(),
            sentence: "展览在另一句里。".into(),
            ..entry()
        };
        change(&mut other);
        other
    };
    let both = Some(Decimal::from(14646));
    assert_eq!(sums(&[entry(), other(|_| {})]), [both], "different things");
    assert_eq!(
        sums(&[entry(), other(|e| e.sentence = entry().sentence)]),
        [None],
        "perhaps a part, as both stand in one sentence"
    );
    assert_eq!(
        sums(&[entry(), other(|e| e.source = "b.md".into())]),
        [None],
        "two documents"
    );
    assert_eq!(
        sums(&[entry(), other(|e| e.noun = "会议".into())]),
        [None],
        "a part of the other"
    );
    assert_eq!(
        sums(&[entry(), other(|e| e.noun = String::new())]),
        [None],
        "nobody knows of what"
    );
    assert_eq!(
        sums(&[entry(), other(|e| e.qualifier = Qualifier::Over)]),
        [None],
        "vague"
    );
    assert_eq!(sums(&[entry(), other(|e| e.metric = "other".into())]).len(), 2);
    assert_eq!(
        sums(&[entry(), other(|e| e.change = Change::Up)]),
        [Some(Decimal::from(7323)), None]
    );
    assert_eq!(
        sums(&[entry(), other(|e| e.kind = Kind::Name)]),
        [Some(Decimal::from(7323))]
    );
    let years = |first: &str, second: &str| {
        let [mut a, mut b] = [entry(), entry()];
        (a.period, b.period) = (first.to_owned(), second.to_owned());
        sums(&[a, b])
    };
    assert_eq!(years("2018", "2019"), [both]);
    assert_eq!(years("2018", "2018"), [None], "said twice");
    assert_eq!(years("2018", "2018-03"), [None]);
    assert_eq!(years("2016/2019", "2018"), [None]);
    assert_eq!(years("../2018", "2019"), [both]);
    assert_eq!(years("../2018", "../2019"), [None]);
    assert_eq!(years("2018/..", "2019"), [None]);
    assert_eq!(years("", "2019"), [None]);
}

#[test]
fn the_summary_puts_what_has_no_metric_last() {
    let metric = |metric: &str, unit: &str| Entry {
        metric: Arc::from(metric),
        unit: unit.into(),
        value: None,
        lower: Some(Decimal::from(200)),
        upper: None,
        ..entry()
    };
    let rows = summary::summarize(&[
        metric("other", "元"),
        metric("participants", "人"),
        metric("participants", "人次"),
        metric("participants", "人次"),
        metric("articles", "篇"),
    ]);
    let order: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row.metric.as_str(), row.unit.as_str()))
        .collect();
    let wanted = [
        ("articles", "篇"),
        ("participants", "人次"),
        ("participants", "人"),
        ("other", "元"),
    ];
    assert_eq!(order, wanted);
    assert_eq!((rows[0].least, rows[0].most), (Some(Decimal::from(200)), None));
}
