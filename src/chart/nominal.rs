//! Words of a text that may name something in a chart: noun phrases, and no clauses, verbs or fragments.

use super::around::Around;
use crate::claim::Entry;
use crate::lexicon::{ChartWords, Class, Lexicon, Role};
use crate::span::is_han;

/// A phrase is no name from so many characters on; Latin letters take half the room.
const LONGEST: usize = 16;

/// The mark between the members of a list.
const LISTED: char = '\u{3001}';

/// Marks beyond which nothing belongs to a noun.
const MARKS: [char; 12] = [
    '\u{ff0c}', '\u{3002}', '\u{ff1b}', '\u{ff1a}', '\u{ff08}', '\u{ff09}', ',', ';', ':', '(', ')', '\n',
];

/// Which words at the ends of a phrase are left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The verb that leads to the figure as well: of 甲市举办 what remains is 甲市.
    Verbs,
    /// Words of grammar alone, and in English a clause that goes on behind the phrase.
    Grammar,
    /// Words of grammar alone.
    Strict,
}

/// `words` as a noun phrase, or nothing where they are none.
pub fn phrase(words: &str, ends: Ends) -> String {
    let words = words.trim();
    let phrase = if words.contains(is_han) {
        chinese(words, ends)
    } else {
        english(words, ends)
    };
    let room = if phrase.is_ascii() { 2 * LONGEST } else { LONGEST };
    let count = phrase.chars().count();
    if count < 2 || count > room {
        String::new()
    } else {
        phrase
    }
}

/// The words up to the first verb: the subject of a clause.
pub fn subject(words: &str) -> String {
    let words = words.trim();
    if !words.contains(is_han) {
        return String::new();
    }
    let lexicon = Lexicon::builtin();
    let folded = lexicon.fold.apply(words);
    let verb = tokens(&folded).find(|(_, class)| class.is_some_and(is_verb));
    let end = verb.map_or(words.len(), |((start, _), _)| start);
    phrase(words.get(..end).unwrap_or_default(), Ends::Grammar)
}

/// The words behind the last verb: its object.
fn object(words: &str) -> String {
    let folded = Lexicon::builtin().fold.apply(words);
    let bounds = |class: Class| is_verb(class) || class == Class::Time;
    let verb = tokens(&folded).filter(|(_, class)| class.is_some_and(bounds)).last();
    let from = verb.map_or(0, |((_, end), _)| end);
    phrase(words.get(from..).unwrap_or_default(), Ends::Grammar)
}

/// The noun of `claim` with what of it stands before it and was cut: the first of two that a mark of lists joins, 主席、副主席职务,
/// and the beginning of a word, 500人培训班.
pub fn whole_noun(claim: &Entry, around: &Around<'_>) -> String {
    let noun = claim.noun.as_str();
    let (before, _) = around.sides(|mark| MARKS.contains(&mark));
    let ahead = before.rfind(noun).and_then(|at| before.get(..at)).unwrap_or_default();
    if !noun.contains(is_han) || ahead.is_empty() {
        return noun.to_owned();
    }
    let digits = ahead.trim_end_matches(|last: char| last.is_ascii_digit());
    if digits.len() < ahead.len() {
        return format!("{}{noun}", ahead.get(digits.len()..).unwrap_or_default());
    }
    let broken = ChartWords::builtin().endings.begins(noun).is_some();
    let listed = ahead.strip_suffix(LISTED).filter(|ahead| !ahead.contains(is_figure));
    let first = match listed {
        Some(ahead) => object(ahead.rsplit(LISTED).next().unwrap_or_default()),
        None if broken => object(ahead),
        None => String::new(),
    };
    match first.as_str() {
        "" => unbroken(noun, broken),
        first if listed.is_some() => format!("{first}{LISTED}{noun}"),
        first => format!("{first}{noun}"),
    }
}

/// `noun` without a first character that begins no word.
fn unbroken(noun: &str, broken: bool) -> String {
    let from = if broken {
        noun.chars().next().map_or(0, char::len_utf8)
    } else {
        0
    };
    noun.get(from..).unwrap_or_default().to_owned()
}

fn is_figure(letter: char) -> bool {
    letter.is_numeric()
}

/// A word from byte to byte, with its class where the lexicon knows it.
type Token = ((usize, usize), Option<Class>);

/// The words of folded Chinese text; what no word covers is taken character by character.
fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let word = Lexicon::builtin().words.at_start(rest);
        let len = word.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |(word, _)| word.len());
        let span = (at, at + len);
        at += len;
        Some((span, word.map(|(_, word)| word.class)))
    })
}

const fn is_verb(class: Class) -> bool {
    matches!(
        class,
        Class::Verb | Class::PrefixVerb | Class::Reach | Class::Rise | Class::Fall | Class::Link
    )
}

const fn is_grammar(class: Class) -> bool {
    matches!(
        class,
        Class::Preposition
            | Class::Adverb
            | Class::Clause
            | Class::Join
            | Class::Among
            | Class::Each
            | Class::Etc
            | Class::Of
            | Class::Share
    )
}

fn chinese(words: &str, ends: Ends) -> String {
    // Folded text has its characters at the same bytes.
    let folded = Lexicon::builtin().fold.apply(words);
    let tokens: Vec<Token> = tokens(&folded).collect();
    let last_word = tokens.len().saturating_sub(1);
    let dropped = |at: usize, class: Option<Class>| {
        class.is_some_and(|class| {
            let verb = ends == Ends::Verbs && (is_verb(class) || class == Class::Action && at == last_word);
            is_grammar(class) || verb
        })
    };
    let kept = |(at, token): (usize, &Token)| (!dropped(at, token.1)).then_some(at);
    let last = tokens.iter().enumerate().rev().find_map(kept);
    let grammar = |token: &Token| token.1.is_some_and(is_grammar);
    let first = tokens.iter().position(|token| !grammar(token));
    let (Some(first), Some(last)) = (first, last) else {
        return String::new();
    };
    let own = tokens.get(first..=last).unwrap_or_default();
    let clause = |class: Class| is_verb(class) || matches!(class, Class::Preposition | Class::Clause | Class::Share);
    let pronoun = ChartWords::builtin().pronouns.begins(&folded).is_some();
    if pronoun || own.iter().any(|token| token.1.is_some_and(clause)) {
        return String::new();
    }
    let span = own.first().zip(own.last());
    let phrase = span.and_then(|(first, last)| words.get(first.0.0..last.0.1));
    let marks = ['*', '_', '#', '`', ' '];
    phrase.unwrap_or_default().trim_matches(marks).to_owned()
}

fn english(words: &str, ends: Ends) -> String {
    let lexicon = Lexicon::builtin().english();
    let low = |word: &str| {
        word.trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase()
    };
    let has = |word: &str, roles: &[Role]| {
        let own = lexicon.roles(&low(word));
        roles.iter().any(|role| own.has(*role))
    };
    let verb = |word: &&str| {
        let known = has(word, &[Role::Verb, Role::Link, Role::Auxiliary, Role::Rise, Role::Fall]);
        known || lexicon.is_past(&low(word))
    };
    let bound = [
        Role::Conjunction,
        Role::Relative,
        Role::Determiner,
        Role::Adverb,
        Role::Preposition,
        Role::Filler,
        Role::Pronoun,
    ];
    let mut own: Vec<&str> = words.split_whitespace().collect();
    if ends == Ends::Verbs {
        while own.last().is_some_and(|last| verb(last) || has(last, &bound)) {
            own.pop();
        }
    } else if ends == Ends::Grammar {
        // Behind a figure a clause may go on: from companies and was.
        let end = own.iter().position(verb).unwrap_or(own.len());
        own.truncate(end);
        while own.last().is_some_and(|last| has(last, &bound)) {
            own.pop();
        }
    }
    let open = [Role::Conjunction, Role::Relative, Role::Adverb, Role::Pronoun];
    let inner =
        |word: &&str| verb(word) || has(word, &[Role::Relative, Role::Pronoun]) || word.contains(char::is_numeric);
    if own.first().is_some_and(|first| has(first, &open)) || own.iter().any(inner) {
        return String::new();
    }
    own.join(" ")
}
