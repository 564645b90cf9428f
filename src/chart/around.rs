//! What stands around a claim in its sentence: the words before and behind its figure, and the claims before it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::claim::{Entry, Kind};
use crate::lexicon::{Class, Lexicon, Role};

/// Marks at which the words before a figure begin.
const MARKS: [char; 22] = [
    '\u{ff0c}', '\u{3002}', '\u{ff1b}', '\u{3001}', '\u{ff1a}', '\u{ff08}', '\u{ff09}', '\u{201c}', '\u{201d}', ',',
    ';', ':', '(', ')', '.', '!', '?', '\u{ff01}', '\u{ff1f}', '|', '\n', '\t',
];

/// Marks between parts of a sentence that speak of different things.
const STOPS: [char; 3] = ['\u{3002}', '\u{ff1b}', ';'];

/// Before a verb that leads to a noun of measure stand at least so many Han characters of what is measured.
const LEAST: usize = 3;

/// Chinese words that by themselves say nothing.
const WORDS: [Class; 10] = [
    Class::Link,
    Class::Adverb,
    Class::Preposition,
    Class::Join,
    Class::Clause,
    Class::Share,
    Class::Etc,
    Class::Of,
    Class::Each,
    Class::Among,
];

/// English words that by themselves say nothing.
const GRAMMAR: [Role; 9] = [
    Role::Link,
    Role::Auxiliary,
    Role::Determiner,
    Role::Preposition,
    Role::Conjunction,
    Role::Relative,
    Role::Adverb,
    Role::Pronoun,
    Role::Filler,
];

/// Where the figure of a claim stands in its sentence.
#[derive(Clone, Copy)]
struct Figure<'a> {
    claim: &'a Entry,
    start: usize,
    end: usize,
}

/// A claim in its sentence.
#[derive(Clone)]
pub struct Around<'a> {
    claim: &'a Entry,
    /// The figures of the sentence in order; none where the sentence does not hold the claim.
    figures: Rc<Vec<Figure<'a>>>,
    own: usize,
}

/// Words at the beginning of a sentence.
pub struct Opening<'a> {
    /// The words.
    pub words: &'a str,
    /// Whether they name another claim of the sentence.
    pub borrowed: bool,
}

/// Each of `drawn` in its sentence, where `entries` are all that was read.
pub fn around<'a>(drawn: &[&'a Entry], entries: &[&'a Entry]) -> Vec<Around<'a>> {
    let key = |entry: &&'a Entry| (&*entry.source, &*entry.sentence);
    let wanted: HashSet<(&str, &str)> = drawn.iter().map(key).collect();
    let mut sentences: HashMap<(&str, &str), Vec<&Entry>> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.kind == Kind::Claim) {
        if wanted.contains(&key(entry)) {
            sentences.entry(key(entry)).or_default().push(entry);
        }
    }
    let placed: HashMap<(&str, &str), Rc<Vec<Figure<'a>>>> = sentences
        .into_iter()
        .map(|(key, claims)| (key, Rc::new(figures(key.1, claims))))
        .collect();
    let around = |claim: &&'a Entry| {
        let figures = placed.get(&key(claim)).cloned().unwrap_or_default();
        let own = figures.iter().position(|figure| same(figure.claim, claim));
        Around {
            claim,
            own: own.unwrap_or(usize::MAX),
            figures,
        }
    };
    drawn.iter().map(around).collect()
}

fn same(first: &Entry, second: &Entry) -> bool {
    first.start == second.start && first.id == second.id
}

/// The figures of one sentence, each looked for behind the one before it.
fn figures<'a>(sentence: &str, mut claims: Vec<&'a Entry>) -> Vec<Figure<'a>> {
    claims.sort_by_key(|claim| claim.start);
    claims.dedup_by(|second, first| same(first, second));
    let (mut figures, mut from) = (Vec::new(), 0);
    for claim in claims {
        let found = sentence.get(from..).and_then(|rest| rest.find(claim.text.as_str()));
        if let Some(at) = found.filter(|_| !claim.text.is_empty()) {
            let start = from + at;
            from = start + claim.text.len();
            figures.push(Figure {
                claim,
                start,
                end: from,
            });
        }
    }
    figures
}

impl<'a> Around<'a> {
    fn figure(&self) -> Option<Figure<'a>> {
        self.figures.get(self.own).copied()
    }

    /// The words of the clause before the figure and behind the figure before it, without the noun and without words
    /// that only link.
    pub fn clause(&self) -> &'a str {
        let Some(figure) = self.figure() else { return "" };
        let before = self.own.checked_sub(1).and_then(|at| self.figures.get(at));
        let from = before.map_or(0, |before| before.end);
        let ahead = self.claim.sentence.get(from..figure.start).unwrap_or_default();
        // Up to a mark the words behind the figure before belong to that one.
        let ahead = match ahead.find(MARKS).filter(|_| before.is_some()) {
            Some(at) => ahead.get(at..).unwrap_or_default(),
            None => ahead,
        };
        let clause = ahead.rsplit(MARKS).find(|part| !part.trim().is_empty());
        let noun = self.claim.noun.as_str();
        let clause = clause.unwrap_or_default().trim().trim_end_matches(noun).trim();
        let clause = clause.strip_prefix(noun).unwrap_or(clause).trim_start();
        unlinked(clause, !noun.is_empty()).trim_end_matches(noun).trim_end()
    }

    /// The words of the clause behind the figure and the noun.
    pub fn behind(&self) -> &'a str {
        let Some(figure) = self.figure() else { return "" };
        let next = self.figures.get(self.own.saturating_add(1));
        let end = next.map_or(self.claim.sentence.len(), |next| next.start);
        let rest = self.claim.sentence.get(figure.end..end).unwrap_or_default();
        let rest = rest.trim_start();
        let rest = rest.strip_prefix(self.claim.noun.as_str()).unwrap_or(rest);
        rest.split(MARKS).next().unwrap_or_default().trim()
    }

    /// The first words of the sentence, or of its part between semicolons. They end at a mark or at the figure of a claim;
    /// those that end at another number are of no use.
    pub fn opening(&self) -> Option<Opening<'a>> {
        let figure = self.figure()?;
        let sentence: &'a str = &self.claim.sentence;
        let ahead = sentence.get(..figure.start)?;
        let from = ahead.rfind(STOPS).map_or(0, |at| at + first_len(ahead, at));
        let has_words = |known: &&Figure<'_>| {
            let part = sentence.get(from..known.start).unwrap_or_default();
            part.contains(|letter: char| letter.is_alphanumeric())
        };
        let first = self.figures.iter().find(has_words)?;
        let part = sentence.get(from..first.start)?;
        let words = part.split(MARKS).find(|words| !words.trim().is_empty())?;
        let at_figure = part.ends_with(words);
        let borrowed = at_figure && first.start < figure.start;
        Some(Opening {
            words: unlinked(words.trim(), false),
            borrowed,
        })
    }
}

fn first_len(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(1, char::len_utf8)
}

/// `words` without words at their end that only link a noun to a number, or, before a noun of `measure`, that lead to it; without
/// marks of emphasis; nothing where they are words of grammar alone.
fn unlinked(words: &str, measure: bool) -> &str {
    let lexicon = Lexicon::builtin();
    let folded = lexicon.fold.apply(words);
    // Folded text has its characters at the same bytes.
    let kept = lexicon.words.without_links(&folded);
    let light = lexicon.words.lists.light.ends(kept).filter(|_| measure);
    let light = light.filter(|light| kept.len() >= light.len() + 3 * LEAST);
    let len = kept.len() - light.map_or(0, str::len);
    let words = words.get(..len).unwrap_or(words);
    let words = words.trim_matches(['*', '_', '#', '`', ' ']);
    let among = lexicon
        .words
        .at_start(&folded)
        .filter(|(_, word)| word.class == Class::Among);
    let words = among.map_or(words, |(text, _)| words.get(text.len()..).unwrap_or_default());
    if is_grammar(words, lexicon) { "" } else { words }
}

/// Whether `words` hold no noun and no verb.
fn is_grammar(words: &str, lexicon: &Lexicon) -> bool {
    if words.is_ascii() {
        let english = lexicon.english();
        let role = |word: &str| {
            let roles = english.roles(&word.to_lowercase());
            GRAMMAR.iter().any(|role| roles.has(*role))
        };
        return words
            .split(|letter: char| !letter.is_alphanumeric())
            .all(|word| word.is_empty() || role(word));
    }
    let folded = lexicon.fold.apply(words);
    let mut rest = &*folded;
    while let Some(next) = rest.chars().next() {
        let word = lexicon.words.at_start(rest);
        let len = match word {
            Some((text, word)) if WORDS.contains(&word.class) => text.len(),
            _ => match lexicon.words.lists.trailing.begins(rest) {
                Some(word) => word.len(),
                None if next.is_alphanumeric() => return false,
                None => next.len_utf8(),
            },
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    true
}
