//! The lexicon keeps its promises: examples are read as they say, lists are sorted, reasons are put into words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use regex::Regex;
use toml::{Table, Value};
use tongji::claim::Entry;
use tongji::lexicon::{Lexicon, UnitEntry};

use crate::data::{self, extract_line};

#[test]
fn examples_of_units_are_read_with_that_unit() {
    let entries = Lexicon::builtin().units.entries();
    assert!(
        entries.iter().map(|entry| entry.forms.len()).sum::<usize>() >= 250,
        "the lexicon has too few units"
    );
    let names = entries.iter().map(|entry| (entry, names(entry)));
    check(names.map(|(entry, names)| {
        let fits = move |read: &Entry| *read.dimension == *entry.dimension && names.contains(&bare(&read.unit));
        (entry.forms[0].clone(), &entry.examples, fits)
    }));
}

#[test]
fn examples_of_cues_are_read_with_that_qualifier() {
    let entries = Lexicon::builtin().qualifiers.entries();
    check(entries.iter().map(|entry| {
        let fits = |read: &Entry| read.qualifier == entry.qualifier;
        (entry.words[0].clone(), &entry.examples, fits)
    }));
}

#[test]
fn examples_of_metrics_are_read_with_that_metric() {
    let entries = Lexicon::builtin().metrics.entries();
    check(entries.iter().map(|entry| {
        let fits = |read: &Entry| *read.metric == *entry.id;
        (entry.id.clone(), &entry.examples, fits)
    }));
}

#[test]
fn examples_of_shapes_match_whole() {
    let mut wrong = Vec::new();
    for shape in Lexicon::builtin().finder.shapes() {
        let regex = Regex::new(&shape.pattern).unwrap();
        let whole = |text: &str| regex.find(text).is_some_and(|found| found.range() == (0..text.len()));
        assert!(!shape.examples.is_empty(), "{} has no example", shape.why);
        let broken = shape.examples.iter().filter(|example| !whole(example));
        wrong.extend(broken.map(|example| format!("{}: {example}", shape.why)));
        let opens = |first: char| first.is_ascii_alphanumeric() || shape.opens.contains(first) || is_numeral(first);
        let closed = shape
            .examples
            .iter()
            .filter(|example| !example.chars().next().is_some_and(opens));
        wrong.extend(closed.map(|example| format!("{}: `opens` lacks the first character of {example}", shape.why)));
    }
    none("the shape does not match the whole example", wrong);
}

/// Reads every example, and fails with those of which no numeral fits.
fn check<'a, F: Fn(&Entry) -> bool>(entries: impl Iterator<Item = (String, &'a Vec<String>, F)>) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (name, examples, fits) in entries {
        assert!(!examples.is_empty(), "{name} has no example");
        count += examples.len();
        for example in examples {
            let read = extract_line(example);
            if !read.iter().any(&fits) {
                let shown = read.iter().map(shown).collect::<Vec<_>>().join("; ");
                wrong.push(format!("{name}: {example} gives {shown}"));
            }
        }
    }
    assert!(count > 0, "no example was read");
    none("an example is not read as its entry says", wrong);
}

fn shown(entry: &Entry) -> String {
    format!(
        "{} = {:?} {} {} {} {}",
        entry.text,
        entry.value,
        entry.qualifier.word(),
        entry.unit,
        entry.dimension,
        entry.metric
    )
}

/// The names under which the unit's forms come out: currencies by their sign, tenths as per cent, others without
/// brackets and without a classifier before another form.
fn names(entry: &UnitEntry) -> BTreeSet<String> {
    let lexicon = Lexicon::builtin();
    let forms = entry.forms.iter().map(|form| bare(form));
    forms
        .flat_map(|form| {
            let tenth = lexicon.guards.words.tenths.holds(&form);
            let led = form.strip_prefix(['个', '张']).filter(|rest| !rest.is_empty());
            let led = led.map(str::to_owned);
            let own = [lexicon.units.canonical(&form), form];
            own.into_iter().chain(led).chain(tenth.then(|| "%".to_owned()))
        })
        .collect()
}

/// `unit` without brackets and spaces, signs in their ordinary width.
fn bare(unit: &str) -> String {
    let kept = unit.chars().filter(|character| !"()（） ".contains(*character));
    kept.map(|character| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap(),
        '￥' => '¥',
        '￡' => '£',
        other => other,
    })
    .collect()
}

fn none(rule: &str, places: Vec<String>) {
    assert!(places.is_empty(), "{rule}:\n{}", places.join("\n"));
}

/// Every file of the lexicon: its name and what it holds.
fn files() -> Vec<(String, Table)> {
    let folder = data::root().join("src/lexicon");
    let paths = data::list(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let files: Vec<(String, Table)> = paths
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let table = fs::read_to_string(&path).unwrap().parse();
            (name, table.unwrap())
        })
        .collect();
    assert!(files.len() > 8, "files of the lexicon are missing");
    files
}

#[test]
fn lists_are_sorted_and_name_each_word_once() {
    let mut wrong = Vec::new();
    for (name, table) in files() {
        lists(&name, &Value::Table(table), &mut wrong);
    }
    none("a list is not in the order of its code points", wrong);
}

/// Adds to `wrong` every list of words in `value` that is out of order. Examples may stand as they please.
fn lists(path: &str, value: &Value, wrong: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            for (key, inner) in table.iter().filter(|(key, _)| *key != "examples") {
                lists(&format!("{path}: {key}"), inner, wrong);
            }
        }
        Value::Array(items) => {
            let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            let at = words.windows(2).find(|pair| pair[0] >= pair[1]);
            wrong.extend(at.map(|pair| format!("{path}: {} before {}", pair[1], pair[0])));
            // Lists inside lists are pairs, whose order means something.
            for (index, inner) in items.iter().enumerate().filter(|(_, item)| item.is_table()) {
                lists(&format!("{path}[{index}]"), inner, wrong);
            }
        }
        // English words stand in one string, with commas between.
        Value::String(words) if path.starts_with("english") && !path.ends_with("doc") => {
            let words: Vec<&str> = words.split(',').map(str::trim).collect();
            let at = words.windows(2).find(|pair| pair[0] >= pair[1]);
            wrong.extend(at.map(|pair| format!("{path}: {} before {}", pair[1], pair[0])));
        }
        _ => {}
    }
}

#[test]
fn no_unit_is_spelt_twice() {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut wrong = Vec::new();
    for entry in Lexicon::builtin().units.entries() {
        for form in &entry.forms {
            if let Some(other) = owners.insert(form, &entry.doc) {
                wrong.push(format!("{form}: {other}; {}", entry.doc));
            }
        }
    }
    none("a form belongs to two units", wrong);
}

#[test]
fn entries_are_documented() {
    let mut wrong = Vec::new();
    for (name, table) in files() {
        let entries = table.iter().filter_map(|(key, value)| Some((key, value.as_array()?)));
        for (key, entry) in entries.flat_map(|(key, list)| list.iter().map(move |entry| (key, entry))) {
            let doc = entry.get("doc").and_then(Value::as_str);
            let kept = matches!(
                (name.as_str(), key.as_str()),
                ("units.toml", "unit")
                    | ("metrics.toml", "metric")
                    | ("shapes.toml", "shape")
                    | ("names.toml", _)
                    | ("words.toml", "class")
            );
            if kept && doc.is_none_or(|doc| doc.trim().is_empty() || doc.ends_with('.')) {
                wrong.push(format!("{name}: {key}: {entry}"));
            }
        }
    }
    none("an entry says in a line what it is", wrong);
}

#[test]
fn folded_characters_stand_for_one_character_of_their_length() {
    let (_, file) = files().into_iter().find(|(name, _)| name == "fold.toml").unwrap();
    let pairs: Vec<Vec<char>> = file["fold"]["pairs"]
        .as_str()
        .unwrap()
        .split_whitespace()
        .map(|pair| pair.chars().collect())
        .collect();
    assert!(pairs.len() > 2000, "only {} pairs", pairs.len());
    let from: BTreeSet<char> = pairs.iter().map(|pair| pair[0]).collect();
    assert_eq!(from.len(), pairs.len(), "a character is folded twice");
    let broken = pairs
        .iter()
        .filter(|pair| pair.len() != 2 || pair[0].len_utf8() != pair[1].len_utf8() || from.contains(&pair[1]));
    none(
        "a pair is no pair, moves offsets, or leads on to another",
        broken.map(|pair| pair.iter().collect()).collect(),
    );
    let unsorted = pairs.windows(2).filter(|two| two[0][0] >= two[1][0]);
    none(
        "pairs are sorted",
        unsorted.map(|two| two[1].iter().collect()).collect(),
    );
}

#[test]
fn every_reason_has_its_words_and_every_word_its_reason() {
    let files = files();
    let (_, reasons) = files
        .iter()
        .find(|(name, _)| name == "reasons.toml")
        .expect("reasons.toml");
    let mute = reasons.iter().filter(|(_, words)| {
        ["zh", "en"]
            .iter()
            .any(|language| words.get(language).and_then(Value::as_str).is_none_or(str::is_empty))
    });
    none(
        "a reason has words in zh and en",
        mute.map(|(key, _)| key.clone()).collect(),
    );
    let known: BTreeSet<String> = reasons.keys().cloned().collect();
    let used: BTreeSet<String> = used(&files);
    none("reasons.toml lacks", used.difference(&known).cloned().collect());
    none("nothing is set aside for", known.difference(&used).cloned().collect());
}

/// Every key of a reason that the lexicon or the code names.
fn used(files: &[(String, Table)]) -> BTreeSet<String> {
    let entries = files
        .iter()
        .flat_map(|(_, table)| table.values())
        .filter_map(Value::as_array)
        .flatten();
    let mut keys: BTreeSet<String> = entries
        .filter_map(|entry| entry.get("why")?.as_str())
        .map(str::to_owned)
        .collect();
    let said = Regex::new(r#"(?:why: |label\()"([a-z_]+)""#).unwrap();
    for path in code(&data::root().join("src")) {
        let text = fs::read_to_string(path).unwrap();
        keys.extend(said.captures_iter(&text).map(|found| found[1].to_owned()));
    }
    keys
}

fn code(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) = data::list(folder).into_iter().partition(|path| path.is_dir());
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .chain(folders.iter().flat_map(|folder| code(folder)))
        .collect()
}

/// Whether a number may begin with `character`.
fn is_numeral(character: char) -> bool {
    use tongji::lexicon::Classes;
    Lexicon::builtin().characters.of(character).has(Classes::STARTS)
}

/// The automaton over all characters that may begin a number, which the survey stands for.
#[test]
fn a_survey_notes_what_a_regular_expression_finds() {
    let texts = [
        "２０２４年參與者萬人",
        "😀é共12家，第三次。又一！",
        "a.b\n上百",
        "零",
        "1",
        "。",
    ];
    let starters: String = (0..0x1_0000)
        .filter_map(char::from_u32)
        .filter(|&character| is_numeral(character))
        .collect();
    let regex = Regex::new(&format!("[{starters}]")).unwrap();
    let mut survey = tongji::lexicon::Survey::default();
    for text in texts {
        Lexicon::builtin().characters.survey(text, &mut survey);
        let found: Vec<usize> = regex.find_iter(text).map(|found| found.start()).collect();
        assert_eq!(survey.starts, found, "{text}");
    }
}
