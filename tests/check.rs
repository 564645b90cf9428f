//! The checks: each rule fails where it must and is silent where it must be, and reckoning with intervals keeps its laws.

use std::fs;

use proptest::prelude::*;
use rust_decimal::Decimal;
use tongji::check::{self, Document, Level, RULES, Report, Verdict, bounds};
use tongji::claim::Entry;
use tongji::extract;
use tongji::lexicon::Lexicon;
use tongji::number::Interval;
use tongji::settings::Settings;
use tongji::source::{Format, Source};

use crate::data;

/// What a sentence must come to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wanted {
    /// A finding of the rule at that level.
    Found(Level),
    /// A relation of the rule that comes to that, and no warning of any rule.
    Comes(Verdict),
    /// No warning of any rule.
    Silent,
}

/// Divides the documents of a case, the settings before them, and what was before from what is now.
const DIVIDER: &str = " ⇄ ";

fn read(name: &str, text: &str) -> (Source, Vec<Entry>) {
    let format = if text.starts_with('|') {
        Format::Markdown
    } else {
        Format::Plain
    };
    let source = Source::of_text(name, text.to_owned(), format);
    let entries = extract(&source, Lexicon::builtin()).entries;
    (source, entries)
}

/// All that is found in the documents of a case.
fn report(rule: &str, text: &str) -> Report {
    let (settings, texts): (Vec<&str>, Vec<&str>) = text.split(DIVIDER).partition(|part| part.starts_with("[figures"));
    if rule == check::DRIFT {
        let tables: Vec<Vec<Entry>> = texts.iter().map(|text| read("case.md", text).1).collect();
        let [before, now] = tables.as_slice() else {
            panic!("no baseline: {text}")
        };
        return check::drift(&before.iter().collect::<Vec<_>>(), &now.iter().collect::<Vec<_>>());
    }
    let names = match rule {
        "translated-figure" => ["case.zh.md", "case.en.md"],
        _ => ["first.md", "second.md"],
    };
    let read: Vec<(Source, Vec<Entry>)> = names.iter().zip(texts).map(|(name, text)| read(name, text)).collect();
    let documents: Vec<Document<'_>> = read
        .iter()
        .map(|(source, entries)| Document { source, entries })
        .collect();
    let mut report = check::across(&documents);
    for settings in settings {
        let settings = Settings::parse("tongji.toml", settings).unwrap();
        settings.check_names().unwrap();
        report.extend(check::stated(&documents, &settings.invariants));
    }
    for (source, entries) in &read {
        report.extend(check::check(source, entries, Lexicon::builtin()));
    }
    report
}

/// The sentences of a case file with what they must come to.
fn cases(text: &str) -> Vec<(Wanted, String)> {
    let mut wanted = Wanted::Silent;
    let mut cases = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match line {
            "# fails" => wanted = Wanted::Found(Level::Error),
            "# warns" => wanted = Wanted::Found(Level::Warning),
            "# info" => wanted = Wanted::Found(Level::Info),
            "# holds" => wanted = Wanted::Comes(Verdict::Pass),
            "# unbound" => wanted = Wanted::Comes(Verdict::NotBound),
            "# silent" => wanted = Wanted::Silent,
            line => {
                let sentence = line.strip_prefix("- ").unwrap_or_else(|| panic!("no case: {line}"));
                cases.push((wanted, sentence.replace("\\n", "\n").replace("\\t", "\t")));
            }
        }
    }
    cases
}

fn keeps(rule: &str, wanted: Wanted, report: &Report) -> bool {
    let loud = report.findings.iter().any(|finding| finding.level >= Level::Warning);
    match wanted {
        Wanted::Found(level) => report
            .findings
            .iter()
            .any(|finding| finding.rule == rule && finding.level == level),
        Wanted::Comes(verdict) => {
            let comes = |judged: &check::Judged| judged.relation.rule == rule && judged.verdict == verdict;
            !loud && report.relations.iter().any(comes)
        }
        Wanted::Silent => !loud,
    }
}

#[test]
fn rules_fail_and_are_silent_where_they_must() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let path = data::root().join("tests/cases/check").join(format!("{}.md", rule.name));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} has no cases", rule.name));
        let cases = cases(&text);
        let count = |silent: bool| {
            let loud = |wanted: &Wanted| matches!(wanted, Wanted::Found(_));
            cases.iter().filter(|(wanted, _)| loud(wanted) != silent).count()
        };
        assert!(count(false) >= 2 && count(true) >= 2, "{} has too few cases", rule.name);
        for (wanted, sentence) in cases {
            let report = report(rule.name, &sentence);
            if !keeps(rule.name, wanted, &report) {
                let found: Vec<String> = report
                    .relations
                    .iter()
                    .map(|judged| format!("{} {}", judged.relation.rule, judged.verdict.word()))
                    .collect();
                wrong.push(format!(
                    "{}: {wanted:?}: {sentence}\n    there is: {}",
                    rule.name,
                    found.join(", ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_in_order_and_have_a_page() {
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
    for rule in RULES {
        for part in ["What it does:", "Why it matters:", "Example:", "Silent:"] {
            assert!(rule.page.contains(part), "the page of {} lacks {part}", rule.name);
        }
    }
}

fn interval() -> impl Strategy<Value = Interval> {
    (-100_000_i64..100_000, 0_i64..1_000)
        .prop_map(|(lower, width)| Interval::new(Decimal::new(lower, 2), Decimal::new(lower + width, 2)))
}

proptest! {
    #[test]
    fn the_order_of_addends_does_not_matter(a in interval(), b in interval(), c in interval()) {
        let one = bounds::add(bounds::add(a, b), c);
        let other = bounds::add(c, bounds::add(b, a));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn to_meet_is_mutual_and_widening_keeps_it(a in interval(), b in interval(), by in 0_i64..1_000) {
        prop_assert_eq!(bounds::meet(a, b), bounds::meet(b, a));
        let wide = bounds::cover(a, bounds::moved(a, Decimal::new(by, 2)));
        prop_assert!(!bounds::meet(a, b) || bounds::meet(wide, b));
    }

    #[test]
    fn sums_of_exact_figures_are_exact(a in -100_000_i64..100_000, b in -100_000_i64..100_000) {
        let exactly = |value: i64| Interval::exactly(Decimal::new(value, 2));
        prop_assert_eq!(bounds::add(exactly(a), exactly(b)), exactly(a + b));
    }
}

#[test]
fn abstracts_of_one_page_are_compared() {
    let page = |english: &str| {
        let text = format!(
            "<h2>摘要</h2><p>全年办展览36场，观众338.7万人次。</p><h2>Abstract</h2><p>{english}</p><h2>正文</h2><p>共3章。</p>"
        );
        let source = data::decode("case.html", text.into_bytes(), Format::Html).unwrap();
        let entries = extract(&source, Lexicon::builtin()).entries;
        let documents = [Document {
            source: &source,
            entries: &entries,
        }];
        check::across(&documents).findings.len()
    };
    assert_eq!(page("It held 36 exhibitions with 33.87 million visits."), 1);
    assert_eq!(page("It held 36 exhibitions with 3.387 million visits."), 0);
}

#[test]
fn a_comment_allows_what_it_names() {
    let sentence = "代表200人，其中女代表230人。";
    let allowed = report(
        "part-exceeds-whole",
        &format!("<!-- tongji: allow part-exceeds-whole -- 两次统计 -->\n{sentence}\n"),
    );
    assert!(allowed.findings.is_empty() && allowed.allowances.iter().all(|allowance| allowance.used));
    let other = report(
        "part-exceeds-whole",
        &format!("<!-- tongji: allow place-count -->\n{sentence}\n"),
    );
    assert_eq!(other.findings.len(), 1);
    assert!(other.allowances.iter().all(|allowance| !allowance.used));
    let html = |comment: &str| {
        let text = format!("<p>会员20人。</p>{comment}<p>{sentence}</p>");
        let source = data::decode("case.html", text.into_bytes(), Format::Html).unwrap();
        let entries = extract(&source, Lexicon::builtin()).entries;
        check::check(&source, &entries, Lexicon::builtin())
    };
    let allowed = html("<!-- tongji: allow part-exceeds-whole -- 两次统计 -->");
    assert!(allowed.findings.is_empty() && allowed.allowances.iter().all(|allowance| allowance.used));
    assert_eq!(html("<!-- tongji: allow place-count -->").findings.len(), 1);
    assert_eq!(html("<!-- part-exceeds-whole -->").findings.len(), 1);
    let far = report(
        "part-exceeds-whole",
        &format!("<!-- tongji: allow part-exceeds-whole -->\n会员20人。\n\n{sentence}\n"),
    );
    assert_eq!(far.findings.len(), 1);
}

/// A document with a part that exceeds its whole, and whether its comment allows that.
const ALLOWANCES: &[(&str, bool)] = &[
    ("<!-- tongji: allow part-exceeds-whole -->\nX\n", true),
    ("<!--tongji:allow part-exceeds-whole-->\n\nX\n", true),
    ("X <!-- tongji: allow part-exceeds-whole -- counted twice -->\n", true),
    ("<!-- Tongji: Allow Part-Exceeds-Whole -->\nX\n", true),
    ("<!-- tongji：allow part-exceeds-whole，drift -->\nX\n", true),
    ("<!-- tongji allow part-exceeds-whole -->\nX\n", true),
    ("<!--\ntongji: allow part-exceeds-whole\n-->\nX\n", true),
    (
        "<!-- tongji: allow part-exceeds-whole --\n  counted\n  twice -->\n\nX\n",
        true,
    ),
    ("<!-- note --> <!-- tongji: allow part-exceeds-whole -->\nX\n", true),
    ("<!-- tongji: allow part-exceeds-whole --> X\n", true),
    ("<!-- tongji: allow part-exceeds-whole --> text\n\nX\n", false),
    ("```html\n<!-- tongji: allow part-exceeds-whole -->\n```\n\nX\n", false),
    ("~~~\n<!-- tongji: allow part-exceeds-whole -->\n~~~\nX\n", false),
    ("    <!-- tongji: allow part-exceeds-whole -->\n\nX\n", false),
    ("Write `<!-- tongji: allow part-exceeds-whole -->` above.\n\nX\n", false),
    ("X `<!-- tongji: allow part-exceeds-whole -->`\n", false),
    ("<!-- tongji: allow part-exceeds-whole\nX\n", false),
    ("<!-- tongji: allow part-exceeds-whole\n\nX\n\n<!-- note -->\n", false),
    ("<!-- tongjia: allow part-exceeds-whole -->\nX\n", false),
    ("<!-- tongji part-exceeds-whole -->\nX\n", false),
];

#[test]
fn comments_allow_where_they_are_comments() {
    for (text, is_allowed) in ALLOWANCES {
        let text = text.replace('X', "代表200人，其中女代表230人。");
        let source = Source::of_text("case.md", text.clone(), Format::Markdown);
        let entries = extract(&source, Lexicon::builtin()).entries;
        let report = check::check(&source, &entries, Lexicon::builtin());
        let hidden = report.relations.iter().all(|judged| judged.verdict != Verdict::Fail);
        let is_open = report.allowances.iter().any(|allowance| allowance.is_open);
        // What never ends may hide the text below it, but never without a word.
        let told = report.silenced.len() == 1;
        assert!(
            told == *is_allowed && (told || !report.findings.is_empty() || hidden && is_open),
            "{text}"
        );
    }
}
