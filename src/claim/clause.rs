//! The words of a sentence around its numbers: what bounds, links and shields the noun phrases.

use crate::lexicon::{Class, Kind, Lexicon, Word};
use crate::span::{Span, first_char, is_han};

use super::mark::{Mark, What};

/// What a stretch of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A word of the lexicon.
    Word(Word),
    /// A claim; index into the sentence's marks.
    Number(usize),
    /// A date.
    Date,
    /// A length of time, an article or the base of a rate: no noun reaches across it.
    Duration,
    /// Nominal text that no word covers, or a name.
    Text,
    /// Text in quotation marks or title marks.
    Quote,
    /// Comma, colon, semicolon, full stop.
    Pause,
    /// 、 between the items of a list.
    Enum,
    /// Opening bracket.
    Open,
    /// Closing bracket.
    Close,
    /// A citation or the like, through which a sentence reads on.
    Nothing,
}

/// One stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it stands in the passage.
    pub span: Span,
    /// What it is.
    pub tag: Tag,
}

impl Token {
    /// The class of the word.
    pub fn class(&self) -> Option<Class> {
        match self.tag {
            Tag::Word(word) => Some(word.class),
            _ => None,
        }
    }

    /// Whether it is a word of that class.
    pub fn is(&self, class: Class) -> bool {
        self.class() == Some(class)
    }

    /// Whether it can be part of a noun phrase.
    pub fn is_nominal(&self) -> bool {
        match self.tag {
            Tag::Text | Tag::Quote => true,
            Tag::Word(word) => matches!(
                word.class,
                Class::Action | Class::Shield | Class::Measure | Class::Place
            ),
            _ => false,
        }
    }

    /// Whether a pause or a bracket ends the clause here.
    pub fn ends_clause(&self) -> bool {
        matches!(self.tag, Tag::Pause | Tag::Open | Tag::Close)
    }
}

/// A clause that long whose words no number is beside is not cut into words, in bytes.
const IDLE_CLAUSE: usize = 36;
/// Longest quotation that is read as one name, in bytes.
const LONGEST_QUOTE: usize = 120;

/// Cuts `sentence` of `text` into `tokens` around `marks`, of which `kinds` says what each is.
pub(super) fn cut(
    text: &str,
    sentence: Span,
    marks: &[Mark],
    kinds: &[Kind],
    tokens: &mut Vec<Token>,
    lexicon: &Lexicon,
) {
    tokens.clear();
    let mut cutter = Cutter {
        text,
        sentence,
        marks,
        kinds,
        lexicon,
        tokens,
        at: sentence.start,
        next: 0,
    };
    while cutter.at < sentence.end {
        cutter.step();
    }
    compounds(text, tokens, lexicon);
    before_numbers(text, tokens, lexicon);
}

/// A verb with one of the characters that make nouns right behind it is a noun: 专任教|师.
fn compounds(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    for index in 1..tokens.len() {
        let (before, behind) = tokens.split_at_mut(index);
        let (Some(verb), Some(suffix)) = (before.last_mut(), behind.first()) else {
            continue;
        };
        let bounds = matches!(
            verb.class(),
            Some(Class::Verb | Class::PrefixVerb | Class::Preposition | Class::Adverb)
        ) && verb.span.len() > 3;
        let moves = matches!(
            suffix.class(),
            Some(Class::Rise | Class::Fall | Class::Verb | Class::Reach)
        );
        if moves && verb.tag == Tag::Text && lexicon.guards.words.manner.ends(verb.span.of(text)).is_some() {
            verb.tag = Tag::Word(plain(Class::Adverb));
        }
        let single = suffix.tag == Tag::Text || suffix.is(Class::Measure);
        if bounds && single && lexicon.words.lists.suffixes.holds(suffix.span.of(text)) {
            verb.tag = Tag::Text;
        }
    }
}

/// Whether a word of comparison stands in the clause before token `at`.
fn is_compared(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let clause = tokens.iter().take(at).rev().take_while(|token| !token.ends_clause());
    clause
        .into_iter()
        .any(|token| lexicon.words.lists.compare.holds(token.span.of(text)))
}

/// Single characters directly before a number that say by how much, or only that it is so: 高2个百分点, 报41503点.
fn before_numbers(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    let lists = &lexicon.words.lists;
    for index in 1..tokens.len() {
        if !matches!(tokens.get(index).map(|token| token.tag), Some(Tag::Number(_))) {
            continue;
        }
        let Some(token) = tokens.get(index - 1).filter(|token| token.tag == Tag::Text) else {
            continue;
        };
        let word = token.span.of(text);
        let compared = || is_compared(text, tokens, index, lexicon);
        let class = match word {
            _ if lists.higher.holds(word) && compared() => Class::Rise,
            _ if lists.lower.holds(word) && compared() => Class::Fall,
            _ if lists.reported.holds(word) => Class::Link,
            _ => continue,
        };
        if let Some(token) = tokens.get_mut(index - 1) {
            token.tag = Tag::Word(plain(class));
        }
    }
}

const fn plain(class: Class) -> Word {
    Word {
        class,
        people: false,
        attend: false,
        transitive: false,
    }
}

/// Where the first character of `text` stands that `is` one of those looked for: commas of ASCII, or marks that begin
/// with one of three bytes, with which few other characters begin.
fn first_of(text: &str, is: impl Fn(char) -> bool) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let marks = memchr::memchr3_iter(0xe2, 0xe3, 0xef, bytes);
    let mark = marks
        .filter_map(|at| Some((at, first_char(text.get(at..)?)?)))
        .find(|&(_, mark)| is(mark));
    let before = mark.map_or(bytes.len(), |(at, _)| at);
    let comma = memchr::memchr(b',', bytes.get(..before)?).filter(|_| is(','));
    comma.map(|at| (at, ',')).or(mark)
}

const fn is_pause(mark: char) -> bool {
    matches!(mark, '，' | '；' | '：' | '。')
}

struct Cutter<'a> {
    text: &'a str,
    sentence: Span,
    marks: &'a [Mark],
    kinds: &'a [Kind],
    lexicon: &'a Lexicon,
    tokens: &'a mut Vec<Token>,
    at: usize,
    next: usize,
}

impl Cutter<'_> {
    fn step(&mut self) {
        while self.marks.get(self.next).is_some_and(|mark| mark.full.end <= self.at) {
            self.next += 1;
        }
        let limit = self
            .marks
            .get(self.next)
            .map_or(self.sentence.end, |mark| mark.full.start.min(self.sentence.end));
        let rest = Span::new(self.at, limit.max(self.at)).of(self.text);
        if rest.is_empty() {
            self.mark();
        } else if let Some(length) = self.idle_clause(rest) {
            self.push(length, Tag::Text);
        } else if let Some((word, found)) = self.lexicon.words.at_start(rest) {
            self.push(word.len(), Tag::Word(found));
        } else {
            self.plain(rest);
        }
    }

    /// Length of a long clause at whose beginning we are, where neither it nor the next one holds a number: no noun is
    /// looked for inside.
    fn idle_clause(&self, rest: &str) -> Option<usize> {
        let opens = rest.len() >= IDLE_CLAUSE && self.tokens.last().is_none_or(|token| token.tag == Tag::Pause);
        if !opens {
            return None;
        }
        let (length, mark) = first_of(rest, |mark| {
            is_pause(mark) || matches!(mark, ',' | '、' | '（' | '“' | '《' | '「')
        })?;
        let behind = Span::new(length + mark.len_utf8(), rest.len()).of(rest);
        (length >= IDLE_CLAUSE && is_pause(mark) && first_of(behind, is_pause).is_some()).then_some(length)
    }

    fn mark(&mut self) {
        let (Some(mark), Some(kind)) = (self.marks.get(self.next), self.kinds.get(self.next)) else {
            self.at = self.sentence.end;
            return;
        };
        let end = mark.full.end.min(self.sentence.end);
        let length = end - self.at;
        if let Some((word, found)) = self.word_over_mark(*kind, mark) {
            return self.push(word, Tag::Word(found));
        }
        match (kind, &mark.what) {
            (Kind::Claim, _) => self.push(length, Tag::Number(self.next)),
            (Kind::Date, _) => self.push(length, Tag::Date),
            (Kind::Duration, _) => self.push(length, Tag::Duration),
            (Kind::Indefinite, What::Quantity(_)) => self.push(length, Tag::Duration),
            (Kind::Label, What::Aside(_)) => self.push(length, Tag::Nothing),
            _ => self.extend(length),
        }
    }

    /// A word of the lexicon that holds the numeral: 进一步, 一般公共预算.
    fn word_over_mark(&self, kind: Kind, mark: &Mark) -> Option<(usize, Word)> {
        if !matches!(kind, Kind::Indefinite | Kind::Name | Kind::Ordinal) {
            return None;
        }
        let rest = Span::new(self.at, self.sentence.end).of(self.text);
        let (word, found) = self.lexicon.words.at_start(rest)?;
        (self.at + word.len() >= mark.full.end).then_some((word.len(), found))
    }

    fn plain(&mut self, rest: &str) {
        let Some(character) = first_char(rest) else { return };
        let length = character.len_utf8();
        if is_han(character) {
            return self.nominal(rest, length);
        }
        if rest.starts_with("——") {
            return self.push("——".len(), Tag::Pause);
        }
        match character {
            '“' | '「' | '《' | '『' | '‘' => match self.quote(character) {
                Some(length) => self.push(length, Tag::Quote),
                None => self.push(length, Tag::Open),
            },
            '”' | '」' | '》' | '』' | '’' => self.push(length, Tag::Close),
            '①'..='⑳' | '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?' | '…' | '｡' => {
                self.push(length, Tag::Pause)
            }
            '、' => self.push(length, Tag::Enum),
            '（' | '(' | '［' | '[' | '【' | '〔' => self.push(length, Tag::Open),
            '）' | ')' | '］' | ']' | '】' | '〕' => self.push(length, Tag::Close),
            ' ' | '\u{3000}' | '\t' | '*' => self.space(rest),
            _ => self.extend(self.run(rest)),
        }
    }

    /// Takes the Han characters from which no word begins, the first `length` bytes of `rest` among them, and the word
    /// behind them.
    fn nominal(&mut self, rest: &str, mut length: usize) {
        loop {
            let behind = rest.get(length..).unwrap_or_default();
            match first_char(behind).filter(|next| is_han(*next)) {
                None => return self.extend(length),
                Some(next) => match self.lexicon.words.at_start(behind) {
                    None => length += next.len_utf8(),
                    Some((word, found)) => {
                        self.extend(length);
                        return self.push(word.len(), Tag::Word(found));
                    }
                },
            }
        }
    }

    /// A wide gap divides columns; a single space says nothing.
    fn space(&mut self, rest: &str) {
        let length = rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\t', '*']).len();
        let wide = rest.starts_with('\t') || rest.starts_with("  ");
        self.push(length, if wide { Tag::Pause } else { Tag::Nothing });
    }

    /// Latin letters are taken whole, other characters one by one.
    fn run(&self, rest: &str) -> usize {
        let latin: usize = rest
            .chars()
            .take_while(|character| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '&' | '·'))
            .map(char::len_utf8)
            .sum();
        latin.max(rest.chars().next().map_or(1, char::len_utf8))
    }

    /// Length of the quotation that opens here, where no number is inside.
    fn quote(&self, opening: char) -> Option<usize> {
        let closing = match opening {
            '“' => '”',
            '「' => '」',
            '《' => '》',
            '『' => '』',
            _ => '’',
        };
        let far = self
            .text
            .floor_char_boundary(self.sentence.end.min(self.at + LONGEST_QUOTE));
        let rest = Span::new(self.at, far).of(self.text);
        let length = rest.find(closing)? + closing.len_utf8();
        let inside = Span::new(self.at, self.at + length);
        let counts = |index: usize| {
            self.kinds.get(index) == Some(&Kind::Claim)
                && self.marks.get(index).is_some_and(|mark| inside.contains(mark.span))
        };
        let holds = (self.next..self.marks.len()).take(8).any(counts);
        (length <= LONGEST_QUOTE && !holds).then_some(length)
    }

    fn push(&mut self, length: usize, tag: Tag) {
        let length = length.max(1);
        self.tokens.push(Token {
            span: Span::new(self.at, self.at + length),
            tag,
        });
        self.at += length;
    }

    /// Adds nominal text to the stretch before it where that is nominal text too.
    fn extend(&mut self, length: usize) {
        let end = self.at + length.max(1);
        match self.tokens.last_mut() {
            Some(Token { span, tag: Tag::Text }) if span.end == self.at => span.end = end,
            _ => self.tokens.push(Token {
                span: Span::new(self.at, end),
                tag: Tag::Text,
            }),
        }
        self.at = end;
    }
}
