//! Nothing disappears: every numeral of a document is an entry, at its place.

use regex::Regex;
use tongji::claim::{Detail, Entry, Kind};
use tongji::document::{Format, Source};
use tongji::extract_in_parts;
use tongji::lexicon::Lexicon;

use crate::data;

/// Of a longer document no more is read than this: the program must be fast, this build is not.
const MOST: usize = 200_000;

/// Numerals as a reader with no lexicon would find them. Digits for accounts are ordinary words too, unless several stand together.
fn numerals() -> Regex {
    Regex::new("[0-9０-９]+|[〇零一二三四五六七八九十百千万亿两萬億兩]+|[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}").unwrap()
}

#[test]
fn numerals_of_fixtures_are_entries() {
    let fixtures = data::fixtures();
    let found = fixtures.iter().flat_map(|fixture| check(&fixture.source)).collect();
    none(found);
}

#[test]
fn numerals_of_the_shared_documents_are_entries() {
    let Some(folder) = data::shared("corpus") else {
        return;
    };
    let documents = data::documents(&folder);
    let mut sources: Vec<Source> = documents.iter().filter_map(|path| data::read(path)).collect();
    assert!(sources.len() > 40, "the shared documents are incomplete");
    for source in &mut sources {
        cut(&mut source.text);
    }
    none(sources.iter().flat_map(check).collect());
}

#[test]
fn claims_alone_are_the_claims_of_all() {
    for fixture in data::fixtures() {
        let all = data::extract(&fixture.source);
        let alone = tongji::extract_claims(&fixture.source, Lexicon::builtin());
        let claims: Vec<Entry> = all.claims().cloned().collect();
        assert!(!claims.is_empty(), "{} has no claim", fixture.name);
        assert_eq!(claims, alone.entries, "{}", fixture.name);
        for kind in Kind::ALL {
            let count = all.entries.iter().filter(|entry| entry.kind == kind).count();
            assert_eq!(
                (count, count),
                (all.count(kind), alone.count(kind)),
                "{}: {kind:?}",
                fixture.name
            );
        }
    }
}

/// A document of several texts is long enough to be handed on in many parts.
#[test]
fn parts_are_those_of_the_whole() {
    let fixtures = data::fixtures();
    let texts: Vec<&str> = fixtures.iter().map(|fixture| fixture.source.text.as_str()).collect();
    for format in [Format::Plain, Format::Markdown] {
        let source = Source::of_text("all", texts.join("\n\n"), format);
        let whole = data::extract(&source);
        let (mut entries, mut parts) = (Vec::new(), 0);
        let counts = with_threads(1, || {
            extract_in_parts(&source, Lexicon::builtin(), Detail::All, &mut |part| {
                entries.append(part);
                parts += 1;
            })
        });
        assert!(entries == whole.entries, "{format:?}");
        assert!(format == Format::Markdown || parts > 10, "{parts} parts");
        assert!(counts.entries.is_empty());
        for kind in Kind::ALL {
            assert_eq!(counts.count(kind), whole.count(kind), "{format:?}: {kind:?}");
        }
    }
}

/// What one thread reads, several read, too, and the other way round.
#[test]
fn threads_do_not_show() {
    let fixtures = data::fixtures();
    let texts: Vec<&str> = fixtures.iter().map(|fixture| fixture.source.text.as_str()).collect();
    let mut text = texts.join("\n\n");
    // Long enough to be shared out.
    text = text.repeat(300_000 / text.len() + 1);
    let source = Source::of_text("all", text, Format::Plain);
    let [one, several] = [1, 3].map(|threads| with_threads(threads, || data::extract(&source)));
    assert!(one.entries.len() > 1000 && one == several);
}

fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(work)
}

/// Numerals of awkward places: alone, at both ends, in markup, next to characters of one to four bytes.
#[test]
fn numerals_in_odd_places_are_entries() {
    let texts = [
        "7",
        "七",
        "\u{feff}3个",
        "𠮷3𠮷三𠮷",
        "3\u{301}4",
        "1\n2\n\n3",
        "万",
        "百亿",
        "０",
        "é九é",
        "| 1 | 二 |\n| - | - |\n| 3 | 四 |",
        "# 5\n\n6. 七\n\n> 8\n\n<b>9</b> `10` [十一](12)\n\n[^1]: 13",
        "\u{c}14\u{c}",
        "15\r\n16",
        "十\n五",
        "3,4,,5",
        "1.2.3.4..5",
        "二〇〇八〇",
        "两两",
        "壹贰",
    ];
    let source = |text: &str, format| data::source(text, text.to_owned(), format);
    let formats = tongji::document::FORMATS.iter().map(|reader| reader.format);
    let sources = formats.flat_map(|format| texts.map(|text| source(text, format)));
    none(sources.flat_map(|source| check(&source)).collect());
}

pub fn none(found: Vec<String>) {
    let shown = found.iter().take(60).cloned().collect::<Vec<_>>();
    assert!(found.is_empty(), "{} places:\n{}", found.len(), shown.join("\n"));
}

fn cut(text: &mut String) {
    let mut end = MOST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

/// Everything that is wrong with the entries of `source`.
pub fn check(source: &Source) -> Vec<String> {
    let entries = data::extract(source).entries;
    let mut found = missing(source, &entries);
    found.extend(entries.iter().flat_map(|entry| faults(source, entry)));
    let pairs = entries.windows(2).filter(|pair| pair[0].end > pair[1].start);
    found.extend(pairs.map(|pair| place(source, pair[1].start, "stands in the entry before")));
    found
}

fn missing(source: &Source, entries: &[Entry]) -> Vec<String> {
    let entered = |start: usize, end: usize| {
        let next = entries.partition_point(|entry| entry.end <= start);
        let last = next.checked_sub(1).map_or(0, |last| entries[last].end);
        let inside = entries.get(next).is_some_and(|entry| entry.start < end);
        inside || goes_on(&source.text[last..start])
    };
    let numerals = numerals();
    let lost = numerals
        .find_iter(&source.text)
        .filter(|numeral| !entered(numeral.start(), numeral.end()));
    lost.map(|numeral| place(source, numeral.start(), "is in no entry"))
        .collect()
}

/// Whether only a line end stands between an entry and a numeral: a number that a line break cuts is an entry as far
/// as the break, and its scale may stand behind.
fn goes_on(between: &str) -> bool {
    between.contains('\n') && between.trim().is_empty()
}

fn faults(source: &Source, entry: &Entry) -> Vec<String> {
    let written = source.text.get(entry.start..entry.end);
    let ordered = |low: Option<_>, high: Option<_>| low.zip(high).is_none_or(|(low, high)| low <= high);
    let (line, column) = position(source, entry.start);
    let checks = [
        (
            written.is_some_and(|text| !text.is_empty()),
            "has offsets that cut characters or hold nothing",
        ),
        (
            written.is_some_and(|text| plain(text) == plain(&entry.text)),
            "has a text that is not what stands there",
        ),
        (
            (entry.line, entry.column) == (line, column),
            "has a wrong line or column",
        ),
        (
            ordered(entry.lower, entry.value) && ordered(entry.value, entry.upper) && ordered(entry.lower, entry.upper),
            "has a value outside its bounds",
        ),
    ];
    let broken = checks.into_iter().filter(|(holds, _)| !holds);
    broken
        .map(|(_, fault)| place(source, entry.start, &format!("({}) {fault}", entry.text)))
        .collect()
}

/// Markup may stand inside a number's place, and is left out of its text.
fn plain(text: &str) -> String {
    text.trim_end().replace(['*', '_', '`'], "")
}

fn position(source: &Source, offset: usize) -> (usize, usize) {
    let before = source.text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[start..].chars().count() + 1)
}

/// Where byte `offset` of `source` is, what stands there, and what is wrong with it.
fn place(source: &Source, offset: usize, fault: &str) -> String {
    let (line, column) = position(source, offset);
    let mut from = offset.min(source.text.len());
    while !source.text.is_char_boundary(from) {
        from -= 1;
    }
    let text: String = source.text[from..].chars().take(12).collect();
    format!("{}:{line}:{column}: {text:?} {fault}", source.name)
}
