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
    // A part of a whole may be a number that is no claim.
    let others = drawn.iter().filter(|entry| entry.kind != Kind::Claim);
    for entry in entries.iter().filter(|entry| entry.kind == Kind::Claim).chain(others) {
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

    /// The text before the figure back to one of `stops`, and the text behind it up to one of them or to the next figure.
    pub fn sides(&self, stops: impl Fn(char) -> bool + Copy) -> (&'a str, &'a str) {
        let Some(figure) = self.figure() else { return ("", "") };
        let sentence: &'a str = &self.claim.sentence;
        let before = sentence.get(..figure.start).unwrap_or_default();
        let from = before.rfind(stops).map_or(0, |at| at + first_len(before, at));
        let next = self.figures.get(self.own.saturating_add(1));
        let end = next.map_or(sentence.len(), |next| next.start);
        let behind = sentence.get(figure.end..end).unwrap_or_default();
        (
            before.get(from..).unwrap_or_default(),
            behind.split(stops).next().unwrap_or_default(),
        )
    }

    /// The words of the clause before the figure and behind the figure before it, without the noun and without words
    /// that only link.
    pub fn clause(&self) -> &'a str {
        let Some(figure) = self.figure() else { return "" };
        let before = self.own.checked_sub(1).and_then(|at| self.figures.get(at));
        let from = before.map_or(0, |before| before.end);
        let ahead = self.claim.sentence.get(from..figure.start).unwrap_or_default();
        // Up to a mark the words behind the figure before belong to that one.
        let ahead = match first_mark(ahead).filter(|_| before.is_some()) {
            Some(at) => ahead.get(at..).unwrap_or_default(),
            None => ahead,
        };
        let clauses = clauses(ahead).into_iter().rev();
        let mut told = clauses.map(|clause| self.without_noun(clause));
        told.find(|clause| !clause.is_empty()).unwrap_or_default()
    }

    /// `clause` without the noun at either end, and without words that only link.
    fn without_noun(&self, clause: &'a str) -> &'a str {
        let noun = self.claim.noun.as_str();
        let clause = clause.trim().trim_end_matches(noun).trim();
        let clause = clause.strip_prefix(noun).unwrap_or(clause).trim_start();
        unlinked(clause, !noun.is_empty()).trim_end_matches(noun).trim_end()
    }

    /// The words of the clause behind the figure and the noun. Of 27 of our 31 clinics what follows is said of the 27, so that it
    /// does not tell of the second of two figures that words of grammar alone join.
    pub fn behind(&self) -> &'a str {
        let Some(figure) = self.figure() else { return "" };
        let before = self.own.checked_sub(1).and_then(|at| self.figures.get(at));
        let between = before.and_then(|before| self.claim.sentence.get(before.end..figure.start));
        let joined = |words: &str| first_mark(words).is_none() && is_grammar(words.trim(), Lexicon::builtin());
        if between.is_some_and(joined) {
            return "";
        }
        let next = self.figures.get(self.own.saturating_add(1));
        let end = next.map_or(self.claim.sentence.len(), |next| next.start);
        let rest = self.claim.sentence.get(figure.end..end).unwrap_or_default();
        let rest = rest.trim_start();
        let rest = rest.strip_prefix(self.claim.noun.as_str()).unwrap_or(rest);
        let words = clauses(rest).first().copied().unwrap_or_default().trim();
        if is_grammar(words, Lexicon::builtin()) {
            ""
        } else {
            words
        }
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
        let names = |words: &&str| !unlinked(words.trim(), false).is_empty() && says_enough(words);
        let words = clauses(part).into_iter().find(names)?;
        let at_figure = part.ends_with(words);
        let borrowed = at_figure && first.start < figure.start;
        Some(Opening {
            words: unlinked(words.trim(), false),
            borrowed,
        })
    }
}

/// The stretches of `text` between marks.
fn clauses(text: &str) -> Vec<&str> {
    let (mut clauses, mut rest) = (Vec::new(), text);
    while let Some(at) = first_mark(rest) {
        let (clause, next) = rest.split_at(at);
        clauses.push(clause);
        rest = next.get(first_len(next, 0)..).unwrap_or_default();
    }
    clauses.push(rest);
    clauses
}

/// Where the first mark of `text` stands. A stop or comma within a word or number is none (G.D.P., 1,968), nor is the stop
/// behind a single capital letter.
fn first_mark(text: &str) -> Option<usize> {
    let is_mark = |(at, letter): &(usize, char)| {
        if !MARKS.contains(letter) {
            return false;
        }
        let (before, behind) = text.split_at(*at);
        let next = behind.chars().nth(1);
        let mut before = before.chars().rev();
        let last = before.next();
        let ascii = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let within = matches!(letter, '.' | ',') && ascii(last) && ascii(next);
        let initial = *letter == '.'
            && last.is_some_and(|last| last.is_ascii_uppercase())
            && !before.next().is_some_and(char::is_alphabetic);
        !within && !initial
    };
    text.char_indices().find(is_mark).map(|(at, _)| at)
}

/// Whether `words` name something: of English ones two that are not grammar alone.
pub fn says_enough(words: &str) -> bool {
    let latin = words.replace('\u{2026}', "");
    !latin.is_ascii() || english_content(&latin) > 1
}

/// How many of English `words` are neither grammar nor digits.
fn english_content(words: &str) -> usize {
    let english = Lexicon::builtin().english();
    let grammar = |word: &str| {
        let roles = english.roles(&word.to_lowercase());
        GRAMMAR.iter().any(|role| roles.has(*role)) || !word.contains(char::is_alphabetic)
    };
    let words = words
        .split(' ')
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty() && !grammar(word)).count()
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
        return english_content(words) == 0;
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
