//! The words, numbers and marks of an English sentence.

use crate::lexicon::{English, Phrases, Role, Roles};
use crate::number::is_digit;
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word of letters.
    Word,
    /// A run of digits with separators and decimals.
    Digits,
    /// What makes a possessive: 's.
    Owner,
    /// A single mark.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands in the passage.
    pub span: Span,
    /// What it is.
    pub form: Form,
    /// Whether it touches the token before it.
    pub glued: bool,
}

/// A sentence in tokens.
pub struct Text<'a> {
    /// The passage.
    pub text: &'a str,
    /// The passage in lower case, at the same offsets.
    pub lower: &'a str,
    /// The tokens of the sentence.
    pub tokens: &'a [Token],
    /// The English words in force.
    pub words: &'a English,
}

impl Text<'_> {
    /// The token at `at`.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token at `at` in lower case, empty where there is none.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.lower))
    }

    /// The token at `at` as written.
    pub fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the token at `at` is of that form.
    pub fn is(&self, at: usize, form: Form) -> bool {
        self.tokens.get(at).is_some_and(|token| token.form == form)
    }

    /// Whether the token at `at` touches the one before it.
    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether the word at `at` bounds a noun phrase by its grammar.
    pub fn bounds_noun(&self, at: usize) -> bool {
        let bounds = [
            Role::Preposition,
            Role::Conjunction,
            Role::Verb,
            Role::Auxiliary,
            Role::Relative,
            Role::Determiner,
        ];
        bounds.iter().any(|role| self.roles(at).has(*role))
    }

    /// The roles of the word at `at`.
    pub fn roles(&self, at: usize) -> Roles {
        if self.is(at, Form::Word) || self.is(at, Form::Mark) {
            self.words.roles(self.word(at))
        } else {
            Roles::default()
        }
    }

    /// Whether the word at `at` begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.written(at).starts_with(|first: char| first.is_uppercase())
    }

    /// Where the token at `at` ends, in bytes.
    pub fn end(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.span.end)
    }

    /// Where it starts.
    pub fn start(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.text.len(), |token| token.span.start)
    }

    /// The longest of `phrases` that begins at token `at`: the token behind it, and what is known.
    pub fn phrase<'p, T>(&self, at: usize, phrases: &'p Phrases<T>) -> Option<(usize, &'p T)> {
        let found = phrases.beginning(self.word(at)).iter();
        let mut fits = found.filter_map(|phrase| Some((self.follows(at + 1, phrase.rest())?, &phrase.known)));
        fits.next()
    }

    /// The phrase that ends just before token `end`, of those with up to seven words: where it starts, what is known.
    pub fn phrase_before<'p, T>(&self, end: usize, phrases: &'p Phrases<T>) -> Option<(usize, &'p T)> {
        let mut found = None;
        for start in (end.saturating_sub(7)..end).rev() {
            let list = phrases.beginning(self.word(start));
            let fits = list
                .iter()
                .find(|phrase| self.follows(start + 1, phrase.rest()) == Some(end));
            found = fits.map(|phrase| (start, &phrase.known)).or(found);
        }
        found
    }

    /// The token behind the words of `rest`, which must begin at token `at`; a hyphen may stand between words.
    fn follows(&self, at: usize, rest: impl Iterator<Item = &'static str>) -> Option<usize> {
        let mut at = at;
        for word in rest {
            if self.word(at) != word && self.is_hyphen(at) && self.glued(at) {
                at += 1;
            }
            if self.word(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the token at `at` is a hyphen between two words.
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.is_dash(at) && self.glued(at + 1)
    }

    /// Whether the token at `at` is a hyphen, however it stands.
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "‐" | "‑")
    }
}

/// Cuts the sentence `span` of `text` into `tokens`.
pub fn cut(text: &str, span: Span, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = span.start;
    let mut glued = false;
    while let Some(first) = Span::new(at, span.end).of(text).chars().next() {
        let rest = Span::new(at, span.end).of(text);
        let (form, length) = if first.is_whitespace() {
            glued = false;
            at += first.len_utf8();
            continue;
        } else if is_digit(first) {
            (Form::Digits, digits(text, at))
        } else if opens_decimals(rest, glued) {
            (Form::Digits, 1 + digits(text, at + 1))
        } else if glued && matches!(first, '\'' | '’') && owns(rest, first) {
            (Form::Owner, first.len_utf8() + 1)
        } else if let Some(length) = contraction(rest).filter(|_| glued) {
            (Form::Word, length)
        } else if is_letter(first) {
            (Form::Word, initials(rest).unwrap_or_else(|| word(rest)))
        } else {
            (Form::Mark, first.len_utf8())
        };
        tokens.push(Token {
            span: Span::new(at, at + length),
            form,
            glued,
        });
        at += length;
        glued = true;
    }
}

/// Length of the run of letters at the start of `rest`.
fn word(rest: &str) -> usize {
    rest.find(|next: char| !is_letter(next)).unwrap_or(rest.len())
}

/// Length of two or more single letters, each with a full stop: U.S., G.D.P.
fn initials(rest: &str) -> Option<usize> {
    let pairs = rest.as_bytes().chunks_exact(2);
    let count = pairs
        .take_while(|pair| matches!(pair, [letter, b'.'] if letter.is_ascii_alphabetic()))
        .count();
    (count > 1).then_some(2 * count)
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !matches!(character, 'º' | 'ª') && !('\u{2e80}'..='\u{9fff}').contains(&character)
}

/// Whether an s that nothing goes on behind follows the apostrophe.
fn owns(rest: &str, mark: char) -> bool {
    let mut behind = rest.chars().skip_while(|next| *next == mark);
    matches!(behind.next(), Some('s' | 'S')) && behind.next().is_none_or(|next| !next.is_alphanumeric())
}

/// Length of a verb that an apostrophe has cut to one or two letters: we're, they've.
fn contraction(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix(['\'', '’'])?;
    let letters = word(behind);
    let goes_on = behind.get(letters..)?.starts_with(|next: char| next.is_alphanumeric());
    ((1..=2).contains(&letters) && !goes_on).then(|| rest.len() - behind.len() + letters)
}

/// Length of the number at byte `at`.
fn digits(text: &str, at: usize) -> usize {
    let length = |first: char| first.len_utf8();
    let first = Span::new(at, text.len()).of(text).chars().next().map_or(1, length);
    super::arabic_at(text, at).map_or(first, |digits| digits.end - at)
}

/// Whether a decimal point without a digit before it begins `rest`.
fn opens_decimals(rest: &str, glued: bool) -> bool {
    let mut characters = rest.chars();
    !glued && characters.next() == Some('.') && characters.next().is_some_and(|next| next.is_ascii_digit())
}
