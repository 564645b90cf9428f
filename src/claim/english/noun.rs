//! What an English number counts or measures: the noun phrase behind it, or the subject of the verb before it.

use super::mark::Marked;
use super::setaside::is_plural;
use crate::claim::entry::Change;
use crate::claim::mark::What;
use crate::lexicon::{Aside, Kind, Role, UnitKind};
use crate::number::english::{Form, Text};
use crate::span::Span;

/// How many tokens before a number its verb may stand.
const REACH: usize = 9;
/// Longest noun phrase, in tokens.
const LONGEST: usize = 16;

/// What was read around one number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// The noun.
    pub noun: Option<Span>,
    /// The token of its head.
    head: Option<usize>,
    /// Level, or rise, or fall.
    pub change: Change,
}

/// The head of the noun in lower case.
pub(super) fn head<'t>(text: &'t Text<'_>, reading: &Reading) -> &'t str {
    reading.head.map_or("", |head| text.word(head))
}

/// A noun phrase.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    first: usize,
    end: usize,
    head: usize,
}

/// The verb or noun that governs a number from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Governor {
    /// A verb at that token, of a change or of none.
    Verb(usize, Change),
    /// A noun of change at that token: an increase of.
    Noun(usize, Change),
    /// A noun before of, at or worth, that ends before that token: a deficit of.
    Named(usize),
}

struct Walk<'a> {
    text: &'a Text<'a>,
    marks: &'a [Marked],
    verdicts: &'a [Aside],
    index: usize,
    first: usize,
    end: usize,
}

/// Reads the noun of the claim of mark `index`; `last` is what was read of the claim before.
pub(super) fn read(text: &Text<'_>, marks: &[Marked], verdicts: &[Aside], index: usize, last: &Reading) -> Reading {
    let Some(marked) = marks.get(index) else {
        return Reading::default();
    };
    let walk = Walk {
        text,
        marks,
        verdicts,
        index,
        first: marked.first,
        end: marked.end,
    };
    let kind = match &marked.mark.what {
        What::Quantity(quantity) => quantity.kind(),
        _ => None,
    };
    walk.read(kind, last)
}

impl Walk<'_> {
    fn read(&self, kind: Option<UnitKind>, last: &Reading) -> Reading {
        if let Some(reading) = self.change_behind(last) {
            return reading;
        }
        let governor = self.governor();
        let of = (self.text.word(self.end) == self.text.words.grammar.of).then(|| self.phrase(self.end + 1)).flatten();
        let direct = self.direct(kind);
        let change = match governor {
            Some(Governor::Verb(_, change) | Governor::Noun(_, change)) => change,
            _ => Change::Level,
        };
        let joined = self.is_joined();
        let counts = matches!(kind, None | Some(UnitKind::Verbal));
        let list = (counts && direct.is_none()).then(|| self.shared()).flatten();
        let phrase = match governor {
            _ if of.is_some() && change == Change::Level => of,
            _ if counts && direct.is_some() => direct,
            _ if list.is_some() => list,
            Some(Governor::Verb(verb, _)) => self.subject(verb).or(direct),
            Some(Governor::Noun(noun, _)) => self.of_change(noun),
            Some(Governor::Named(end)) => self.before(end).or(direct),
            None => direct.or_else(|| self.labelled()),
        };
        let phrase = phrase.or(of);
        let carried = phrase.is_none() && (joined || matches!(governor, Some(Governor::Verb(..) | Governor::Noun(..))));
        let change = if joined && governor.is_none() && phrase.is_none() { last.change } else { change };
        match phrase {
            Some(phrase) => self.reading(phrase, change),
            None if carried => Reading { change, ..*last },
            None => Reading {
                change,
                ..Reading::default()
            },
        }
    }

    fn reading(&self, phrase: Phrase, change: Change) -> Reading {
        Reading {
            noun: Some(Span::new(self.text.start(phrase.first), self.text.end(phrase.end - 1))),
            head: Some(phrase.head),
            change,
        }
    }

    /// 9.2-percent increase in investment, 5 percent more exports.
    fn change_behind(&self, last: &Reading) -> Option<Reading> {
        let text = self.text;
        let at = self.end + usize::from(text.is_hyphen(self.end));
        // Up to two words describe the change: 5 percent annual growth.
        let noun = (at..at + 3)
            .take_while(|at| text.is(*at, Form::Word) && !self.bounds(*at))
            .find(|at| text.roles(*at).has(Role::Growth) || text.roles(*at).has(Role::Decline))?;
        let change = change_of(text.roles(noun).has(Role::Growth));
        let behind = text.roles(noun + 1).has(Role::Preposition).then(|| self.phrase(noun + 2)).flatten();
        let follows = behind.filter(|_| ["in", "of"].contains(&text.word(noun + 1)));
        let subject = match self.governor() {
            Some(Governor::Verb(verb, _)) => self.subject(verb),
            _ => None,
        };
        let verbal = noun == at && text.is(at, Form::Word) && !self.is_article_before() && follows.is_none();
        if verbal && !text.is_hyphen(self.end) {
            return None;
        }
        Some(match follows.or(subject) {
            Some(phrase) => self.reading(phrase, change),
            None => Reading { change, ..*last },
        })
    }

    fn is_article_before(&self) -> bool {
        let grammar = &self.text.words.grammar;
        let before = self.text.word(self.first.wrapping_sub(1));
        grammar.article.holds(before) || grammar.definite.holds(before)
    }

    /// Whether the mark that holds token `at` bounds a phrase.
    fn is_number(&self, at: usize) -> bool {
        self.marks.iter().zip(self.verdicts).any(|(marked, verdict)| {
            let inside = marked.first <= at && at < marked.end;
            inside && matches!(verdict.kind, Kind::Claim | Kind::Date | Kind::Duration | Kind::Indefinite)
        })
    }

    /// Whether token `at` is part of a name or a place in an order.
    fn is_named(&self, at: usize) -> bool {
        self.marks
            .iter()
            .zip(self.verdicts)
            .any(|(marked, verdict)| marked.first <= at && at < marked.end && matches!(verdict.kind, Kind::Name | Kind::Ordinal))
    }

    /// Whether a word that bounds a noun phrase stands at `at`.
    fn bounds(&self, at: usize) -> bool {
        if text_is_compound(self.text, at) {
            return false;
        }
        let roles = self.text.roles(at);
        let bounds = [
            Role::Preposition,
            Role::Conjunction,
            Role::Verb,
            Role::Auxiliary,
            Role::Relative,
            Role::Adverb,
            Role::Determiner,
            Role::Pronoun,
        ];
        let moves = [Role::Rise, Role::Fall, Role::Link, Role::Share].iter().any(|role| roles.has(*role));
        let noun = roles.has(Role::Growth) || roles.has(Role::Decline);
        bounds.iter().any(|role| roles.has(*role)) || (moves && !noun && !self.is_adjective(at))
    }

    /// Whether the form of a verb at `at` describes the noun behind it: of improved varieties.
    fn is_adjective(&self, at: usize) -> bool {
        let text = self.text;
        let open = [Role::Preposition, Role::Determiner, Role::Conjunction, Role::Verb, Role::Auxiliary, Role::Relative, Role::Adverb, Role::Pronoun];
        let before = text.roles(at.wrapping_sub(1));
        let led = before.has(Role::Determiner) || before.has(Role::Preposition) || self.is_number(at.wrapping_sub(1)) || is_adverb(text.word(at.wrapping_sub(1)));
        let form = is_past(text.word(at)) || text.roles(at).has(Role::Filler);
        form && led && text.is(at + 1, Form::Word) && !open.iter().any(|role| text.roles(at + 1).has(*role))
    }

    /// Whether token `at` can stand inside a noun phrase.
    fn is_nominal(&self, at: usize) -> bool {
        if self.is_number(at) {
            return false;
        }
        if self.is_named(at) {
            return true;
        }
        match self.text.token(at).map(|token| token.form) {
            Some(Form::Word) => !self.bounds(at),
            Some(Form::Owner) => true,
            Some(Form::Mark) => self.text.is_hyphen(at) && self.text.glued(at),
            _ => false,
        }
    }

    /// The noun right behind the number and its unit.
    fn direct(&self, kind: Option<UnitKind>) -> Option<Phrase> {
        let text = self.text;
        let hyphen = usize::from(text.is_hyphen(self.end) && text.glued(self.end));
        let at = self.end + hyphen;
        let phrase = self.phrase(at).filter(|phrase| phrase.first == at || matches!(kind, None))?;
        let worth = text.roles(at).has(Role::Determiner);
        let mark = text.roles(phrase.head).has(Role::Filler);
        (!worth && !mark).then_some(phrase)
    }

    /// The noun phrase that begins at token `at`, articles left out.
    fn phrase(&self, at: usize) -> Option<Phrase> {
        self.phrase_up_to(at, usize::MAX)
    }

    /// The same where the words that follow from token `limit` on are known to be a verb.
    fn phrase_up_to(&self, at: usize, limit: usize) -> Option<Phrase> {
        let text = self.text;
        let mut first = at;
        while text.roles(first).has(Role::Determiner) || (is_adverb(text.word(first)) && text.is(first, Form::Word)) {
            if is_adverb(text.word(first)) && !text.roles(first).has(Role::Determiner) {
                break;
            }
            first += 1;
        }
        let mut end = self.nominal_end(first);
        if end == first {
            return None;
        }
        let mut head = self.head_of(first, end);
        while let Some(next) = self.joined_noun(end, limit) {
            end = next;
            head = self.head_of(first, end);
        }
        // The of-phrase belongs to the noun.
        if text.word(end) == text.words.grammar.of {
            let inner = end + 1 + usize::from(text.roles(end + 1).has(Role::Determiner));
            let inner_end = self.nominal_end(inner);
            let placed = inner_end == inner + 1 && text.roles(inner).has(Role::Place);
            if inner_end > inner && !placed {
                end = inner_end;
                while let Some(next) = self.joined_noun(end, limit) {
                    end = next;
                }
            }
        }
        Some(Phrase { first, end, head })
    }

    /// Where a run of nominal words that begins at `first` ends.
    fn nominal_end(&self, first: usize) -> usize {
        let text = self.text;
        let mut end = first;
        while end < first + LONGEST && self.is_nominal(end) {
            let word = text.word(end);
            let inside = end > first && !text.glued(end);
            let verbal = inside && is_participle(word) && is_plural(text, end - 1);
            let adverb = inside && is_adverb(word);
            let compound = text_is_compound(text, end);
            let verb_behind = inside && !compound && is_past(word) && (text.roles(end + 1).has(Role::Preposition) || end + 1 >= text.tokens.len());
            if verbal || verb_behind || (adverb && !self.is_nominal(end + 1)) {
                break;
            }
            end += 1;
        }
        while end > first && (text.is_hyphen(end - 1) || text.is(end - 1, Form::Owner) || (end - 1 > first && is_adverb(text.word(end - 1)))) {
            end -= 1;
        }
        end
    }

    /// Behind a noun, and with a noun of its own: countries and regions. Where that one ends.
    fn joined_noun(&self, at: usize, limit: usize) -> Option<usize> {
        let text = self.text;
        let joint = text.words.grammar.and.holds(text.word(at));
        let listed = text.word(at) == "," && text.roles(at + 1).has(Role::Conjunction);
        let next = at + 1 + usize::from(listed);
        if !(joint || listed) || !self.is_nominal(next) {
            return None;
        }
        let end = self.nominal_end(next);
        // What goes on with a verb is a clause of its own.
        let clause = (self.is_verb(end) && end < limit) || (end == next);
        (!clause && end - next <= 4).then_some(end)
    }

    /// The head of the words `first` to `end`: the last of them.
    fn head_of(&self, first: usize, end: usize) -> usize {
        (first..end).rev().find(|at| self.text.is(*at, Form::Word)).unwrap_or(first)
    }

    /// Whether a finite verb stands at `at`.
    fn is_verb(&self, at: usize) -> bool {
        let roles = self.text.roles(at);
        let verbs = [Role::Verb, Role::Auxiliary, Role::Rise, Role::Fall, Role::Link];
        let noun = (roles.has(Role::Growth) || roles.has(Role::Decline)) && self.text.roles(at.wrapping_sub(1)).has(Role::Determiner);
        if text_is_compound(self.text, at) || self.is_adjective(at) {
            return false;
        }
        (verbs.iter().any(|role| roles.has(*role)) && !noun) || (self.text.is(at, Form::Word) && is_past(self.text.word(at)))
    }

    /// The verb or noun that the words before the number lead to.
    fn governor(&self) -> Option<Governor> {
        let text = self.text;
        let mut level = false;
        let mut of = None;
        // A cue may be such a verb itself: surpassed 126 trillion yuan.
        let number = self.marks.get(self.index)?.number;
        let mut at = number.max(self.first);
        let stop = number.saturating_sub(REACH);
        while at > stop {
            at -= 1;
            if self.is_number(at) && at < self.first {
                return None;
            }
            let (word, roles) = (text.word(at), text.roles(at));
            let noun = (roles.has(Role::Growth) || roles.has(Role::Decline)) && (of == Some(at + 1) || self.is_described(at));
            if noun {
                return Some(Governor::Noun(at, change_of(roles.has(Role::Growth))));
            }
            if roles.has(Role::Rise) || roles.has(Role::Fall) {
                let change = if level { Change::Level } else { change_of(roles.has(Role::Rise)) };
                return Some(Governor::Verb(at, change));
            }
            if roles.has(Role::Link) || roles.has(Role::Share) {
                return Some(Governor::Verb(at, Change::Level));
            }
            level |= text.words.grammar.level.holds(word);
            let filler = roles.has(Role::Filler) || is_adverb(word) || at >= self.first;
            if !filler {
                return of.filter(|of| *of == at + 1 && self.is_nominal(at)).map(Governor::Named);
            }
            if word == text.words.grammar.of || text.words.grammar.level.holds(word) {
                of = Some(at);
            }
        }
        None
    }

    /// Whether an article stands before the noun at `at`: an annual increase of.
    fn is_described(&self, at: usize) -> bool {
        let grammar = &self.text.words.grammar;
        (at.saturating_sub(3)..at).any(|at| grammar.article.holds(self.text.word(at)) || grammar.definite.holds(self.text.word(at)))
            && self.text.word(at + 1) == grammar.of
    }

    /// The noun that a noun of change at `at` speaks of: growth in exports of 5 percent; an increase of 5 percent in exports.
    fn of_change(&self, at: usize) -> Option<Phrase> {
        let text = self.text;
        if ["in", "of"].contains(&text.word(at + 1)) && text.word(at + 1) != text.words.grammar.of {
            return self.phrase(at + 2);
        }
        if text.word(self.end) == "in" {
            return self.phrase(self.end + 1).filter(|phrase| !self.is_number(phrase.first));
        }
        None
    }

    /// The noun phrase that ends before token `end`, back to what bounds it: a deficit of, the growth rate at.
    fn before(&self, end: usize) -> Option<Phrase> {
        let text = self.text;
        let mut first = end;
        while first > 0 {
            let of = text.word(first - 1) == text.words.grammar.of && first < end && self.is_nominal(first.wrapping_sub(2));
            let article = first > 1 && text.word(first - 2) == text.words.grammar.of && text.roles(first - 1).has(Role::Determiner);
            if !(self.is_nominal(first - 1) || of || article) {
                break;
            }
            first -= 1;
        }
        self.trimmed(first, end)
    }

    /// The subject of the verb at token `verb`.
    fn subject(&self, verb: usize) -> Option<Phrase> {
        let text = self.text;
        let mut end = verb;
        while end > 0 && (text.roles(end - 1).has(Role::Auxiliary) || is_adverb(text.word(end - 1)) || text.roles(end - 1).has(Role::Adverb) || self.is_verb(end - 1)) {
            end -= 1;
        }
        if end > 0 && text.roles(end - 1).has(Role::Relative) {
            end -= 1;
            end -= usize::from(end > 0 && text.word(end - 1) == ",");
        }
        let closing = end > 0 && matches!(text.word(end - 1), ",");
        if closing {
            return self.subject_of_clause_before(end - 1);
        }
        let start = self.clause_start(end);
        self.trimmed(start, end)
    }

    /// Exports reached a new high, up 5 percent: the subject of the clause that ends at token `end`.
    fn subject_of_clause_before(&self, end: usize) -> Option<Phrase> {
        let stop = end.saturating_sub(40);
        let start = (stop..end).rev().find(|at| matches!(self.text.word(*at), ";" | ":" | "(") || self.is_number(*at)).map_or(stop, |at| at + 1);
        if start > stop && self.is_number(start - 1) {
            return None;
        }
        let verb = (start..end).find(|at| self.is_verb(*at))?;
        let first = self.clause_start(verb);
        self.trimmed(first, verb)
    }

    /// Where the clause begins whose words end before token `end`.
    fn clause_start(&self, end: usize) -> usize {
        let text = self.text;
        let mut at = end;
        let mut verb = false;
        while at > 0 {
            let before = at - 1;
            let (word, roles) = (text.word(before), text.roles(before));
            if word == ")" {
                at = (0..before).rev().find(|at| text.word(*at) == "(").unwrap_or(before);
                continue;
            }
            let listed = word == "," && self.in_list(before);
            if (matches!(word, "," | ";" | ":" | "(" | "—" | "–" | ".") && !listed) || (self.is_number(before) && !self.is_named(before)) {
                break;
            }
            if roles.has(Role::Relative) && verb && !roles.has(Role::Preposition) {
                // A relative clause: the noun stands before it.
                return self.clause_start_before_relative(before);
            }
            if roles.has(Role::Conjunction) && self.has_verb_before(before) {
                break;
            }
            verb |= self.is_verb(before);
            at = before;
        }
        at
    }

    fn clause_start_before_relative(&self, relative: usize) -> usize {
        let end = relative - usize::from(relative > 0 && self.text.word(relative - 1) == ",");
        let stop = end.saturating_sub(LONGEST * 2);
        (stop..end)
            .rev()
            .find(|at| matches!(self.text.word(*at), "," | ";" | ":" | "(" | "—") || self.is_number(*at))
            .map_or(stop, |at| at + 1)
    }

    /// Whether a comma stands in a list of nouns: imports, exports and investment.
    fn in_list(&self, comma: usize) -> bool {
        let ahead = (comma + 1..comma + 8).find(|at| !self.is_nominal(*at));
        let joined = ahead.is_some_and(|at| {
            self.text.roles(at).has(Role::Conjunction) || (self.text.word(at) == "," && self.text.roles(at + 1).has(Role::Conjunction))
        });
        joined && self.is_nominal(comma.wrapping_sub(1)) && self.is_nominal(comma + 1) && !self.has_verb_before(comma)
    }

    /// Whether a verb stands between the last pause and token `at`.
    fn has_verb_before(&self, at: usize) -> bool {
        (0..at)
            .rev()
            .take_while(|at| !matches!(self.text.word(*at), "," | ";" | ":" | "("))
            .any(|at| self.is_number(at) || self.is_verb(at))
    }

    /// The noun phrase of the words from `start` to `end`: what opens the clause, owners and what follows it left out.
    fn trimmed(&self, start: usize, end: usize) -> Option<Phrase> {
        let text = self.text;
        let mut first = start;
        let per = |at: usize| text.words.grammar.per.holds(text.word(at));
        let skips = |at: usize| {
            let roles = text.roles(at);
            let opens = [Role::Determiner, Role::Conjunction, Role::Adverb, Role::Preposition, Role::Relative, Role::Pronoun];
            opens.iter().any(|role| roles.has(*role)) && !per(at)
        };
        while first < end && (skips(first) || (text.is(first, Form::Mark) && !self.is_named(first)) || is_adverb(text.word(first))) {
            first += 1;
        }
        if let Some(owner) = (first..end.min(first + 5)).find(|at| text.is(*at, Form::Owner)).filter(|owner| self.drops_owner(first, *owner)) {
            first = owner + 1;
        }
        let led = per(first);
        let mut phrase = self.phrase_up_to(if led { first + 1 } else { first }, end).filter(|phrase| phrase.first < end)?;
        phrase.end = phrase.end.min(end);
        if led {
            phrase.first = first;
        }
        self.without_number(phrase)
    }

    /// Whether the owner before token `owner` is a place, a time or a proper name: China's, this year's.
    fn drops_owner(&self, first: usize, owner: usize) -> bool {
        let before = owner - 1;
        self.text.is_capital(before) && before > 0 && (before > first || self.text.roles(before).has(Role::Place))
            || self.text.roles(before).has(Role::Place)
            || self.text.roles(before).has(Role::Time)
    }

    /// The number of X is X.
    fn without_number(&self, phrase: Phrase) -> Option<Phrase> {
        let text = self.text;
        let of = (phrase.first..phrase.end).find(|at| text.word(*at) == text.words.grammar.of);
        match of {
            Some(of) if of > phrase.first && text.roles(of - 1).has(Role::Filler) && text.roles(of - 1).has(Role::Pronoun) => {
                let first = of + 1 + usize::from(text.roles(of + 1).has(Role::Determiner));
                (first < phrase.end).then(|| Phrase {
                    first,
                    end: phrase.end,
                    head: self.head_of(first, phrase.end),
                })
            }
            _ => Some(phrase),
        }
    }

    /// Participants: 2,000.
    fn labelled(&self) -> Option<Phrase> {
        let colon = self.first.checked_sub(1).filter(|at| self.text.word(*at) == ":")?;
        let start = self.clause_start(colon);
        self.trimmed(start, colon)
    }

    /// Whether the number goes on a list or a clause: 5 percent and 6 percent.
    fn is_joined(&self) -> bool {
        let level = |at: usize| self.text.roles(at).has(Role::Preposition) && self.text.roles(at).has(Role::Filler);
        let at = self.first.wrapping_sub(1);
        let at = at.wrapping_sub(usize::from(level(at)));
        let joint = self.text.word(at) == "," || self.text.roles(at).has(Role::Conjunction);
        let clause = (at.saturating_sub(REACH)..at).rev().take_while(|at| !self.is_number(*at)).all(|at| !self.is_verb(at));
        let near = self.marks.get(self.index.wrapping_sub(1)).is_some_and(|before| at <= before.end + 2 * LONGEST);
        joint && near && clause
    }

    /// 20 and 30 countries: the noun behind the next number of a list.
    fn shared(&self) -> Option<Phrase> {
        let next = self.marks.get(self.index + 1)?;
        let joint = (self.end..next.first).all(|at| self.text.word(at) == "," || self.text.roles(at).has(Role::Conjunction));
        let alike = self.verdicts.get(self.index + 1).is_some_and(|verdict| verdict.kind == Kind::Claim);
        (joint && alike && next.first > self.end).then(|| self.phrase(next.end)).flatten()
    }
}

/// Whether the word at `at` ends a noun like value added.
fn text_is_compound(text: &Text<'_>, at: usize) -> bool {
    text.phrase_before(at + 1, &text.words.compounds).is_some()
}

const fn change_of(rises: bool) -> Change {
    if rises { Change::Up } else { Change::Down }
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && !["family", "supply", "assembly", "monthly", "early"].contains(&word)
}

fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
}

fn is_participle(word: &str) -> bool {
    is_past(word) || (word.len() > 5 && word.ends_with("ing"))
}
