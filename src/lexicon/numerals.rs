//! Characters and words that write numbers.

use serde::Deserialize;

use super::bits::Bits;
use super::characters::{Characters, Classes};
use super::list::WordList;
use crate::span::first_char;

/// What one character does inside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A digit from 0 to 9.
    Digit(u8),
    /// Multiplies by this power of ten.
    Scale(u32),
    /// Tens in one character: 20, 30, 40.
    Tens(u8),
    /// A digit that is not told.
    Vague,
    /// A little more than what stands before it.
    Excess,
    /// One half.
    Half,
}

/// The words of numbers, by character.
pub struct Numerals {
    /// For every character its place in `known`, counted from 1; 0 for those that do nothing.
    signs: Vec<u8>,
    known: Vec<Sign>,
    dependents: String,
    dependent: Bits,
    /// Two before a classifier, and a unit of weight.
    pub couple: char,
    /// Characters of the financial script.
    pub financial: String,
    /// The vague digit that classifiers may follow.
    pub question: char,
    /// Characters that make a following vague digit part of a noun.
    pub not_before_vague: String,
    /// Characters that say so behind a unit too.
    pub after_unit: String,
    /// Words that begin like an excess and are none.
    pub not_excess: WordList,
    /// Stands before a scale without digit: at least so many.
    pub at_least_prefix: char,
    /// Characters that make another word of that prefix.
    pub not_before_prefix: String,
    /// Decimal point in words.
    pub point: char,
    /// Between denominator and numerator.
    pub fraction: String,
    /// Denominators that are written as a unit.
    pub per: Vec<Per>,
    /// Between a number and a great scale when spoken.
    pub classifier: char,
    /// Between a whole and a fraction.
    pub mixed: char,
    /// One half.
    pub half: char,
    /// Words for a minus sign.
    pub negative: WordList,
    /// Characters that make another word of it.
    pub not_before_negative: String,
    /// Nouns behind which a hyphen is a minus sign.
    pub signed: WordList,
    /// Nouns whose figures are never below zero.
    pub unsigned: WordList,
}

/// A denominator with its unit: 100 and `%`.
#[derive(Clone, Debug, Deserialize)]
pub struct Per {
    /// The denominator.
    pub denominator: u32,
    /// The unit that stands for it.
    pub unit: String,
}

impl Numerals {
    /// Reads the table; the text is part of the program and a test reads it.
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        let (mut signs, mut known) = (vec![0; 0x1_0000], Vec::new());
        let mut set = |forms: &str, sign: Sign| {
            known.push(sign);
            for character in forms.chars() {
                if let (Some(slot), Ok(place)) = (signs.get_mut(character as usize), u8::try_from(known.len())) {
                    *slot = place;
                }
            }
        };
        let mut dependent = String::new();
        let groups = file
            .digit
            .iter()
            .map(|entry| (Sign::Digit(entry.value), entry.lone, &entry.forms))
            .chain(
                file.scale
                    .iter()
                    .map(|entry| (Sign::Scale(entry.power), entry.lone, &entry.forms)),
            )
            .chain(
                file.tens
                    .iter()
                    .map(|entry| (Sign::Tens(entry.value), entry.lone, &entry.forms)),
            );
        for (sign, lone, forms) in groups {
            set(forms, sign);
            if !lone {
                dependent.push_str(forms);
            }
        }
        set(&file.vague, Sign::Vague);
        set(&file.excess, Sign::Excess);
        set(&file.half.to_string(), Sign::Half);
        Ok(Self {
            signs,
            known,
            dependent: Bits::of(dependent.chars().map(|character| character as usize)),
            dependents: dependent,
            couple: file.couple,
            financial: file.financial,
            question: file.question,
            not_before_vague: file.not_before_vague,
            after_unit: file.after_unit,
            not_excess: file.not_excess,
            at_least_prefix: file.at_least_prefix,
            not_before_prefix: file.not_before_prefix,
            point: file.point,
            fraction: file.fraction,
            per: file.per,
            classifier: file.classifier,
            mixed: file.mixed,
            half: file.half,
            negative: file.negative,
            not_before_negative: file.not_before_negative,
            signed: file.signed,
            unsigned: file.unsigned,
        })
    }

    /// What `character` does inside a number.
    #[inline]
    pub fn sign(&self, character: char) -> Option<Sign> {
        match *self.signs.get(character as usize)? {
            0 => None,
            place => self.known.get(usize::from(place) - 1).copied(),
        }
    }

    /// Whether `text` begins with a word for a minus sign and a number behind it: 零下5℃.
    pub fn begins_sign(&self, text: &str) -> bool {
        let behind = self.negative.begins(text).and_then(|word| text.get(word.len()..));
        behind
            .and_then(first_char)
            .is_some_and(|next| next.is_ascii_digit() || self.sign(next).is_some())
    }

    /// Whether `character` says a little more.
    pub fn is_excess(&self, character: char) -> bool {
        self.sign(character) == Some(Sign::Excess)
    }

    /// Whether `character` is an ordinary one unless another numeral character follows.
    pub fn is_dependent(&self, character: char) -> bool {
        self.dependent.may_hold(character as usize) && self.dependents.contains(character)
    }

    /// Enters the characters that numbers begin with: digits, ASCII and full width, and every sign but a little more.
    pub(super) fn classify(&self, characters: &mut Characters) {
        for character in ('0'..='9').chain('\u{ff10}'..='\u{ff19}') {
            characters.add(Classes::STARTS, [character]);
        }
        characters.add(Classes::NUMERAL, '0'..='9');
        let blanks = [' ', '\u{3000}', '\u{a0}'];
        let joints = ['/', '／', self.point, self.mixed, self.classifier];
        let digits = ('0'..='9').chain('\u{ff10}'..='\u{ff19}');
        characters.add(Classes::GOES_ON, digits.chain(blanks).chain(joints));
        characters.add(Classes::GOES_ON, self.fraction.chars().next());
        let signs = (0..=0xffff).filter_map(|code| char::from_u32(code).and_then(|one| Some((one, self.sign(one)?))));
        for (character, sign) in signs {
            characters.add(Classes::GOES_ON, [character]);
            if sign != Sign::Excess {
                characters.add(Classes::STARTS, [character]);
                characters.add(Classes::NUMERAL, [character]);
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    digit: Vec<Digit>,
    scale: Vec<Scale>,
    tens: Vec<Digit>,
    vague: String,
    question: char,
    couple: char,
    financial: String,
    not_before_vague: String,
    excess: String,
    after_unit: String,
    not_excess: WordList,
    at_least_prefix: char,
    not_before_prefix: String,
    point: char,
    fraction: String,
    per: Vec<Per>,
    classifier: char,
    mixed: char,
    half: char,
    negative: WordList,
    not_before_negative: String,
    signed: WordList,
    unsigned: WordList,
}

#[derive(Deserialize)]
struct Digit {
    value: u8,
    forms: String,
    #[serde(default = "lone")]
    lone: bool,
}

#[derive(Deserialize)]
struct Scale {
    power: u32,
    forms: String,
    #[serde(default = "lone")]
    lone: bool,
}

const fn lone() -> bool {
    true
}
