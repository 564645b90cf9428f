//! Settings: what `tongji.toml` says about a folder of documents.
//!
//! ```toml
//! inputs = ["reports"]
//! baseline = "out/claims.csv"
//! fail-on = "error"
//!
//! [levels]
//! place-count = "off"
//!
//! [figures.papers]
//! noun = "论文"
//! unit = "篇"
//!
//! [[invariants]]
//! holds = "papers >= 400"
//! require = true
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use glob::Pattern;
use serde::Deserialize;
use toml::Spanned;

use crate::check::invariant::{Invariant, Invariants, NamedFigure, Stated};
use crate::check::{Level, RULES};
use crate::error::Error;
use crate::span::Locator;

/// What may be set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Files, folders and patterns that are read where none are named.
    pub inputs: Vec<String>,
    /// Files of words that are added to the lexicon.
    pub lexicon: Vec<String>,
    /// The claims table to compare with.
    pub baseline: Option<String>,
    /// How grave a finding must be to fail.
    pub fail_on: Option<Level>,
    /// The levels of rules; none where a rule is off.
    pub levels: BTreeMap<&'static str, Option<Level>>,
    /// Named figures and what must hold between them.
    pub invariants: Invariants,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    inputs: Vec<String>,
    #[serde(default)]
    lexicon: Vec<String>,
    baseline: Option<String>,
    fail_on: Option<Level>,
    #[serde(default)]
    levels: BTreeMap<Spanned<String>, Setting>,
    #[serde(default)]
    figures: BTreeMap<Spanned<String>, Signs>,
    #[serde(default)]
    invariants: Vec<Rule>,
}

/// The level of a rule.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Setting {
    Off,
    Info,
    Warning,
    Error,
}

/// By what a claim is known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    noun: Option<Spanned<String>>,
    unit: Option<Spanned<String>>,
    metric: Option<Spanned<String>>,
    period: Option<Spanned<String>>,
    section: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
}

/// An invariant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    holds: Spanned<String>,
    level: Option<Level>,
    #[serde(default)]
    require: bool,
}

impl Settings {
    /// Reads the text of the file `name`.
    ///
    /// # Errors
    /// Names line and column of what is no TOML, an unknown key or rule, and a pattern or an invariant that cannot
    /// be understood.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let place = Place { name, text };
        let file: File = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            place.error("settings_broken", start).with("reason", error.message())
        })?;
        let figures = figures(&place, file.figures)?;
        let stated: Result<_, _> = file.invariants.into_iter().map(|rule| stated(&place, rule)).collect();
        Ok(Self {
            inputs: file.inputs,
            lexicon: file.lexicon,
            baseline: file.baseline,
            fail_on: file.fail_on,
            levels: levels(&place, file.levels)?,
            invariants: Invariants {
                stated: stated?,
                figures,
            },
        })
    }

    /// Puts what `more` sets over these; lists grow.
    pub fn extend(&mut self, more: Self) {
        self.inputs.extend(more.inputs);
        self.lexicon.extend(more.lexicon);
        self.baseline = more.baseline.or(self.baseline.take());
        self.fail_on = more.fail_on.or(self.fail_on);
        self.levels.extend(more.levels);
        let names = |figure: &NamedFigure| more.invariants.figures.iter().any(|other| other.name == figure.name);
        self.invariants.figures.retain(|figure| !names(figure));
        self.invariants.figures.extend(more.invariants.figures);
        self.invariants.stated.extend(more.invariants.stated);
    }

    /// Finds names in invariants that no figure has.
    ///
    /// # Errors
    /// Names the first of them, with the place of its invariant.
    pub fn check_names(&self) -> Result<(), Error> {
        for stated in &self.invariants.stated {
            let known = |name: &&str| self.invariants.figures.iter().any(|figure| figure.name == **name);
            if let Some(name) = stated.invariant.names().into_iter().find(|name| !known(name)) {
                let (_, line, column) = stated.place;
                let error = Error::new("settings_name")
                    .with("path", &*stated.source)
                    .with("line", line);
                return Err(error.with("column", column).with("name", name));
            }
        }
        Ok(())
    }
}

/// A file, to say where in it something is wrong.
struct Place<'a> {
    name: &'a str,
    text: &'a str,
}

impl Place<'_> {
    fn of(&self, start: usize) -> (usize, usize) {
        Locator::new(self.text).locate(start)
    }

    fn error(&self, key: &'static str, start: usize) -> Error {
        let (line, column) = self.of(start);
        Error::new(key)
            .with("path", self.name)
            .with("line", line)
            .with("column", column)
    }
}

fn levels(
    place: &Place<'_>,
    typed: BTreeMap<Spanned<String>, Setting>,
) -> Result<BTreeMap<&'static str, Option<Level>>, Error> {
    let mut levels = BTreeMap::new();
    for (name, setting) in typed {
        let Some(rule) = RULES.iter().find(|rule| rule.name == name.get_ref()) else {
            let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            let error = place.error("settings_rule", name.span().start);
            return Err(error.with("name", name.into_inner()).with("known", known.join(", ")));
        };
        let level = match setting {
            Setting::Off => None,
            Setting::Info => Some(Level::Info),
            Setting::Warning => Some(Level::Warning),
            Setting::Error => Some(Level::Error),
        };
        levels.insert(rule.name, level);
    }
    Ok(levels)
}

fn figures(place: &Place<'_>, typed: BTreeMap<Spanned<String>, Signs>) -> Result<Vec<NamedFigure>, Error> {
    let mut figures = Vec::new();
    for (name, signs) in typed {
        let start = name.span().start;
        let figure = NamedFigure {
            name: name.into_inner(),
            noun: pattern(place, signs.noun)?,
            unit: pattern(place, signs.unit)?,
            metric: pattern(place, signs.metric)?,
            period: pattern(place, signs.period)?,
            section: pattern(place, signs.section)?,
            source: pattern(place, signs.source)?,
        };
        if figure.is_empty() {
            return Err(place.error("settings_figure", start).with("name", figure.name));
        }
        figures.push(figure);
    }
    Ok(figures)
}

fn pattern(place: &Place<'_>, typed: Option<Spanned<String>>) -> Result<Option<Pattern>, Error> {
    let Some(typed) = typed else { return Ok(None) };
    let start = typed.span().start;
    let pattern = Pattern::new(typed.get_ref());
    let pattern = pattern.map_err(|_| {
        place
            .error("settings_pattern", start)
            .with("pattern", typed.into_inner())
    })?;
    Ok(Some(pattern))
}

fn stated(place: &Place<'_>, rule: Rule) -> Result<Stated, Error> {
    // The quotation mark stands before the text.
    let start = rule.holds.span().start + 1;
    let text = rule.holds.into_inner();
    let invariant = Invariant::parse(&text).map_err(|fault| {
        let before: usize = text.chars().take(fault.column).map(char::len_utf8).sum();
        place
            .error("settings_invariant", start + before)
            .with("expected", crate::error::Field::Key(fault.expected))
    })?;
    let (line, column) = place.of(start);
    Ok(Stated {
        invariant,
        level: rule.level.unwrap_or(Level::Error),
        require: rule.require,
        source: Arc::from(place.name),
        place: (start, line, column),
        text,
    })
}
