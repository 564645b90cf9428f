//! The report page: documents with every figure marked in place, a table of the figures, charts and findings, each
//! linked to the others, as one HTML file that fetches nothing.
//!
//! The steps are: `sheet` lays a document out as its parts (headings, paragraphs, tables) with marks at its figures;
//! `data` writes the rows of the table as JSON; the templates beside this file put them together. The script only shows
//! and hides what is there, so that a page can be read, searched and printed without it.

mod data;
mod findings;
mod marks;
mod sheet;
mod tables;

use std::io;

use askama::Template;

use crate::check::Finding;
use crate::claim::{Entry, Kind};
use crate::error::Field;
use crate::html;
use crate::lexicon::Lexicon;
use crate::source::Source;

use findings::Shown;
use marks::{Look, Metrics};
use sheet::Sheet;

/// Puts the key of a sentence and what fills it into the words of a language.
pub type Words<'a> = &'a dyn Fn(&'static str, &[(&'static str, Field)]) -> String;

/// One document of a page.
pub struct Document<'a> {
    /// The document.
    pub source: &'a Source,
    /// Every numeral of it.
    pub entries: &'a [Entry],
    /// What does not fit in it, in words.
    pub findings: Vec<Told<'a>>,
}

/// A finding in words.
pub struct Told<'a> {
    /// What was found.
    pub finding: &'a Finding,
    /// What does not fit.
    pub message: String,
    /// What is assumed, where something is.
    pub assumption: Option<String>,
}

/// A chart as SVG, once for each theme.
pub struct Picture {
    /// Name of its kind.
    pub kind: &'static str,
    /// On light paper.
    pub light: String,
    /// On dark paper.
    pub dark: String,
}

/// All that a page shows.
pub struct Page<'a> {
    /// The documents, in order.
    pub documents: Vec<Document<'a>>,
    /// What does not fit between them, with what was stated, or with what was read before.
    pub findings: Vec<Told<'a>>,
    /// The charts.
    pub pictures: Vec<Picture>,
    /// What reasons are called.
    pub reason: &'a (dyn Fn(&'static str) -> &'static str + Sync),
    /// The words with which the documents were read.
    pub lexicon: &'a Lexicon,
}

/// The style of every page.
pub const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A page with more numerals keeps the text of its documents apart until they come near: browsers take seconds to make
/// elements of all of it.
const MOST: usize = 20_000;

#[derive(Template)]
#[template(path = "page/page.html")]
struct Whole<'a> {
    language: String,
    policy: String,
    style: &'static str,
    script: &'static str,
    data: String,
    title: String,
    counts: String,
    sheets: Vec<Sheet<'a>>,
    index: Vec<Line>,
    findings: Vec<Shown<'a>>,
    pictures: &'a [Picture],
    metrics: Vec<Choice>,
    asides: usize,
    lazy: bool,
    words: Words<'a>,
}

/// A line of the index.
struct Line {
    name: String,
    claims: usize,
    findings: usize,
}

/// A metric that can be hidden.
struct Choice {
    /// Its place among the metrics.
    index: usize,
    /// Its colour.
    colour: usize,
    name: String,
    count: usize,
}

impl Whole<'_> {
    fn word(&self, key: &'static str) -> String {
        (self.words)(key, &[])
    }
}

/// Writes the page.
///
/// # Errors
/// Those of `out`.
pub fn write(page: &Page<'_>, words: Words<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let claims = || {
        page.documents
            .iter()
            .flat_map(|document| document.entries)
            .filter(|entry| entry.kind == Kind::Claim)
    };
    let metrics = Metrics::of(claims());
    let shown = findings::show(page, words);
    let mut sheets = Vec::with_capacity(page.documents.len());
    let mut first = 0;
    for (index, document) in page.documents.iter().enumerate() {
        let own = shown.iter().filter(|shown| shown.documents.contains(&index));
        let marks = marks::Marks::new(document, own, first, &metrics);
        first += marks.claims;
        sheets.push(sheet::lay_out(document, &marks, page.lexicon, index));
    }
    let asides = page.documents.iter().flat_map(|document| document.entries).count() - first;
    let whole = Whole {
        language: words("language_tag", &[]),
        policy: html::policy(SCRIPT, STYLE),
        style: STYLE,
        script: SCRIPT,
        data: html::in_script(&data::json(page, &metrics, words)),
        title: title(page, words),
        counts: counts(page, first, shown.len(), words),
        index: page
            .documents
            .iter()
            .enumerate()
            .map(|(at, document)| line(document, at, &shown))
            .collect(),
        metrics: metrics.choices(words),
        pictures: &page.pictures,
        findings: shown,
        sheets,
        lazy: first + asides > MOST,
        asides,
        words,
    };
    whole.write_into(&mut { out }).map_err(io::Error::other)
}

/// The name of the only document, or how many there are.
fn title(page: &Page<'_>, words: Words<'_>) -> String {
    match page.documents.as_slice() {
        [only] => name(&only.source.name).to_owned(),
        all => words("page_documents", &[("count", all.len().into())]),
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn counts(page: &Page<'_>, claims: usize, findings: usize, words: Words<'_>) -> String {
    let fields = [
        ("documents", Field::from(page.documents.len())),
        ("claims", claims.into()),
        ("findings", findings.into()),
    ];
    words("page_counts", &fields)
}

fn line(document: &Document<'_>, at: usize, shown: &[Shown<'_>]) -> Line {
    Line {
        name: document.source.name.to_string(),
        claims: document
            .entries
            .iter()
            .filter(|entry| entry.kind == Kind::Claim)
            .count(),
        findings: shown.iter().filter(|shown| shown.documents.contains(&at)).count(),
    }
}
