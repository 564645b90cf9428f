//! Invariants as they are written: `papers == news + policies + opinions`, `women <= members * 0.6`.
//!
//! ```text
//! invariant = sum ("==" | "!=" | "<=" | ">=" | "<" | ">") sum
//! sum       = product (("+" | "-") product)*
//! product   = factor (("*" | "/") factor)*
//! factor    = number | name | "(" sum ")" | "-" factor
//! ```
//!
//! A name is a letter of any script and then letters, digits, `_` and `.`.

use rust_decimal::Decimal;

use crate::check::bounds::{add, at_most, divide, meet, multiply, subtract};
use crate::number::Interval;

/// Two terms and what is said of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Invariant {
    left: Term,
    compare: Compare,
    right: Term,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Equal,
    Unequal,
    AtMost,
    AtLeast,
    Less,
    More,
}

/// A value, a named figure, or two terms and what is done with them.
#[derive(Clone, Debug, PartialEq)]
enum Term {
    Number(Decimal),
    Figure(String),
    Both(Box<Term>, char, Box<Term>),
}

/// Why an expression cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// How many characters stand before the place.
    pub column: usize,
    /// The key of what was expected there.
    pub expected: &'static str,
}

/// How deep brackets may stand in each other.
const DEEPEST: usize = 32;

impl Invariant {
    /// Reads an invariant.
    ///
    /// # Errors
    /// The place at which it cannot be understood, and what should stand there.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        let left = reader.sum()?;
        let compare = reader.compare()?;
        let right = reader.sum()?;
        reader.skip();
        if reader.at < text.len() {
            return Err(reader.fault("expected_end"));
        }
        Ok(Self { left, compare, right })
    }

    /// The names of the figures, each once, in their order.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.left.names(&mut names);
        self.right.names(&mut names);
        names
    }

    /// Whether some values of the figures keep it; none where one of them is not known or no value can be reckoned.
    pub fn holds(&self, value: &dyn Fn(&str) -> Option<Interval>) -> Option<bool> {
        let (left, right) = (self.left.value(value)?, self.right.value(value)?);
        let exact = left.lower.is_some() && left.lower == left.upper && left == right;
        Some(match self.compare {
            Compare::Equal => meet(left, right),
            Compare::Unequal => !exact,
            Compare::AtMost => at_most(left, right),
            Compare::AtLeast => at_most(right, left),
            Compare::Less => is_below(left, right),
            Compare::More => is_below(right, left),
        })
    }
}

/// Whether some value of `a` is less than some value of `b`.
fn is_below(a: Interval, b: Interval) -> bool {
    match (a.lower, b.upper) {
        (Some(lower), Some(upper)) => lower < upper,
        _ => true,
    }
}

impl Term {
    fn names<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Number(_) => {}
            Self::Figure(name) if names.contains(&name.as_str()) => {}
            Self::Figure(name) => names.push(name),
            Self::Both(first, _, second) => {
                first.names(names);
                second.names(names);
            }
        }
    }

    fn value(&self, value: &dyn Fn(&str) -> Option<Interval>) -> Option<Interval> {
        match self {
            Self::Number(number) => Some(Interval::exactly(*number)),
            Self::Figure(name) => value(name),
            Self::Both(first, sign, second) => {
                let (first, second) = (first.value(value)?, second.value(value)?);
                match sign {
                    '+' => Some(add(first, second)),
                    '-' => Some(subtract(first, second)),
                    '*' => multiply(first, second),
                    _ => divide(first, second),
                }
            }
        }
    }
}

/// Reads an expression from left to right.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<Term, Fault> {
        let mut sum = self.product()?;
        while let Some(sign) = self.take(&['+', '-']) {
            sum = Term::Both(Box::new(sum), sign, Box::new(self.product()?));
        }
        Ok(sum)
    }

    fn product(&mut self) -> Result<Term, Fault> {
        let mut product = self.factor()?;
        while let Some(sign) = self.take(&['*', '/']) {
            product = Term::Both(Box::new(product), sign, Box::new(self.factor()?));
        }
        Ok(product)
    }

    fn factor(&mut self) -> Result<Term, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault("expected_less"));
        }
        let factor = if self.take(&['-']).is_some() {
            let zero = Box::new(Term::Number(Decimal::ZERO));
            Term::Both(zero, '-', Box::new(self.factor()?))
        } else if self.take(&['(']).is_some() {
            let inner = self.sum()?;
            self.take(&[')']).ok_or_else(|| self.fault("expected_bracket"))?;
            inner
        } else {
            self.word()?
        };
        self.depth -= 1;
        Ok(factor)
    }

    /// A number or a name.
    fn word(&mut self) -> Result<Term, Fault> {
        self.skip();
        let rest = self.rest();
        let end = rest
            .find(|character: char| !character.is_alphanumeric() && !matches!(character, '_' | '.'))
            .unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        let term = match word.chars().next() {
            Some(first) if first.is_ascii_digit() => Decimal::from_str_exact(word).ok().map(Term::Number),
            Some(first) if first.is_alphabetic() || first == '_' => Some(Term::Figure(word.to_owned())),
            _ => None,
        };
        let term = term.ok_or_else(|| self.fault("expected_term"))?;
        self.at += end;
        Ok(term)
    }

    fn compare(&mut self) -> Result<Compare, Fault> {
        self.skip();
        let signs = [
            ("==", Compare::Equal),
            ("!=", Compare::Unequal),
            ("<=", Compare::AtMost),
            (">=", Compare::AtLeast),
            ("<", Compare::Less),
            (">", Compare::More),
        ];
        let found = signs.into_iter().find(|(sign, _)| self.rest().starts_with(sign));
        let (sign, compare) = found.ok_or_else(|| self.fault("expected_comparison"))?;
        self.at += sign.len();
        Ok(compare)
    }

    /// Takes the next character where it is one of `signs`.
    fn take(&mut self, signs: &[char]) -> Option<char> {
        self.skip();
        let next = self.rest().chars().next().filter(|next| signs.contains(next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn skip(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fault(&self, expected: &'static str) -> Fault {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        Fault {
            column: before.chars().count(),
            expected,
        }
    }
}
