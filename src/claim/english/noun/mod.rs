//! What an English number counts or measures: the noun phrase behind it, or the subject of the verb before it.

mod bounded;
mod governor;
mod joined;
mod phrase;
mod predicate;
mod subject;

use super::beside::is_noun_before_plural;
use super::mark::Marked;
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

/// The sentence in lower case as far as that word.
pub(super) fn up_to_head<'t>(text: &'t Text<'_>, reading: &Reading) -> &'t str {
    reading
        .head
        .map_or("", |head| Span::new(text.start(0), text.end(head)).of(text.lower))
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
    /// The object of a verb of a change, from the first token to the one behind: cut emissions by.
    Object(usize, usize, Change),
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
        self.settled(kind, last).unwrap_or_else(|| self.governed(kind, last))
    }

    /// What the words right beside the number settle, whatever governs it.
    fn settled(&self, kind: Option<UnitKind>, last: &Reading) -> Option<Reading> {
        let level = |phrase| self.reading(phrase, Change::Level);
        let of_last = || Reading {
            change: Change::Level,
            ..*last
        };
        self.change_behind(last)
            .or_else(|| self.inside().map(level))
            .or_else(|| self.predicate(kind).map(level))
            .or_else(|| self.bracketed(kind, last))
            .or_else(|| self.of_which().then(of_last))
            .or_else(|| self.gapped(last).map(|phrase| self.reading(phrase, last.change)))
    }

    /// What the verb or noun before the number says, or the words behind it.
    fn governed(&self, kind: Option<UnitKind>, last: &Reading) -> Reading {
        let governor = self.governor();
        let of = self.of_phrase(self.behind_brackets(self.end));
        let difference = self.difference();
        let direct = self.direct(kind).filter(|_| difference.is_none());
        let change = match governor {
            Some(Governor::Verb(_, change) | Governor::Noun(_, change) | Governor::Object(.., change)) => change,
            _ => Change::Level,
        };
        let change = difference.unwrap_or(change);
        let joined = self.is_joined();
        let counts = matches!(kind, None | Some(UnitKind::Verbal));
        let list = (counts && direct.is_none()).then(|| self.shared()).flatten();
        let phrase = match governor {
            _ if of.is_some() && change == Change::Level => of,
            _ if counts && direct.is_some() => direct,
            _ if list.is_some() => list,
            Some(Governor::Verb(verb, _)) => self.subject(verb).or(direct).or_else(|| self.moved_in(verb, change)),
            Some(Governor::Noun(noun, _)) => self.of_change(noun).or_else(|| self.which_changed(noun)),
            Some(Governor::Object(first, end, _)) => self.trimmed(first, end),
            Some(Governor::Named(end)) => self.before(end).or(direct),
            None => direct
                .or_else(|| self.labelled())
                .or_else(|| self.bounded(kind))
                .or_else(|| self.doer(kind)),
        };
        let phrase = phrase.or(of);
        let goes_on_last = joined || difference.is_some();
        let carried =
            phrase.is_none() && (goes_on_last || matches!(governor, Some(Governor::Verb(..) | Governor::Noun(..))));
        let goes_on = joined && governor.is_none() && difference.is_none();
        let change = if goes_on && phrase.is_none() && !self.is_level() {
            last.change
        } else {
            change
        };
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

    /// of which 412 were published: the noun is that of the claim before.
    fn of_which(&self) -> bool {
        let before = self.first.wrapping_sub(1);
        let points = self.text.roles(before).has(Role::Relative) || self.text.roles(before).has(Role::Pronoun);
        points
            && self.text.word(before.wrapping_sub(1)) == self.text.words.grammar.of
            && self.text.roles(self.behind_brackets(self.end)).has(Role::Auxiliary)
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
        let behind = text
            .roles(noun + 1)
            .has(Role::Preposition)
            .then(|| self.phrase(noun + 2))
            .flatten();
        let follows = behind.filter(|_| text.words.grammar.inside.holds(text.word(noun + 1)));
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

    /// What the mark that holds token `at` is.
    fn kind_at(&self, at: usize) -> Option<Kind> {
        let place = self.marks.partition_point(|marked| marked.end <= at);
        let inside = self.marks.get(place).is_some_and(|marked| marked.first <= at);
        self.verdicts.get(place).filter(|_| inside).map(|verdict| verdict.kind)
    }

    /// Whether the mark that holds token `at` bounds a phrase.
    fn is_number(&self, at: usize) -> bool {
        let kind = self.kind_at(at);
        matches!(kind, Some(Kind::Claim | Kind::Date | Kind::Duration | Kind::Indefinite))
    }

    /// Whether token `at` is part of a claim.
    fn is_claim(&self, at: usize) -> bool {
        self.kind_at(at) == Some(Kind::Claim)
    }

    /// Whether token `at` is part of a date.
    fn is_date(&self, at: usize) -> bool {
        self.kind_at(at) == Some(Kind::Date)
    }

    /// Whether token `at` is part of a name or a place in an order.
    fn is_named(&self, at: usize) -> bool {
        matches!(self.kind_at(at), Some(Kind::Name | Kind::Ordinal))
    }

    /// Whether a word that bounds a noun phrase stands at `at`.
    fn bounds(&self, at: usize) -> bool {
        let text = self.text;
        // Grants-in-Aid: behind a hyphen it is part of the word.
        let inside = text.glued(at) && text.is_hyphen(at.wrapping_sub(1)) && text.glued(at.wrapping_sub(1));
        if inside || text_is_compound(text, at) || self.is_noun_before_verb(at) || self.is_of_name(at) {
            return false;
        }
        if text.words.grammar.described.holds(text.word(at)) && self.is_adjective(at) {
            return false;
        }
        let roles = self.text.roles(at);
        let bounded = text.bounds_noun(at) || roles.has(Role::Adverb) || roles.has(Role::Pronoun);
        let moves = [Role::Rise, Role::Fall, Role::Link, Role::Share]
            .iter()
            .any(|role| roles.has(*role));
        let noun = roles.has(Role::Growth) || roles.has(Role::Decline);
        bounded || (moves && !noun && !self.is_adjective(at))
    }

    /// Whether what could be a verb at `at` is a noun whose own verb follows: passenger numbers were, costs rose, pay fell.
    fn is_noun_before_verb(&self, at: usize) -> bool {
        let text = self.text;
        if is_noun_before_plural(text, at) {
            return true;
        }
        let next = at + 1 + usize::from(is_adverb(text, at + 1));
        let follows = text.roles(next);
        let finite = [Role::Auxiliary, Role::Rise, Role::Fall, Role::Link]
            .iter()
            .any(|role| follows.has(*role));
        let noun = follows.has(Role::Growth) || follows.has(Role::Decline);
        let open = text.roles(at).has(Role::Auxiliary) || text.roles(at).has(Role::Preposition);
        let word = text.word(at);
        let named = text.words.is_plural(word) || text.words.grammar.nouns.holds(word);
        finite && !noun && !open && text.is(at, Form::Word) && named
    }

    /// Whether the form of a verb at `at` describes the noun behind it: of improved varieties.
    fn is_adjective(&self, at: usize) -> bool {
        let text = self.text;
        let open = [
            Role::Preposition,
            Role::Determiner,
            Role::Conjunction,
            Role::Verb,
            Role::Auxiliary,
            Role::Relative,
            Role::Adverb,
            Role::Pronoun,
        ];
        let before = text.roles(at.wrapping_sub(1));
        let led = before.has(Role::Determiner)
            || before.has(Role::Preposition)
            || self.is_number(at.wrapping_sub(1))
            || is_adverb(text, at.wrapping_sub(1));
        let filler = text.roles(at).has(Role::Filler);
        let opens = filler && (at == 0 || text.is(at - 1, Form::Mark) || before.has(Role::Conjunction));
        let form = filler || is_past(text, at) || text.words.grammar.described.holds(text.word(at));
        form && (led || opens) && text.is(at + 1, Form::Word) && !open.iter().any(|role| text.roles(at + 1).has(*role))
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
            Some(Form::Mark) => (self.text.is_hyphen(at) && self.text.glued(at)) || self.owns(at),
            _ => false,
        }
    }

    /// Whether an apostrophe at `at` makes an owner of the plural before it: employers' rates.
    fn owns(&self, at: usize) -> bool {
        let text = self.text;
        let plural = text.glued(at) && text.words.is_plural(text.word(at.wrapping_sub(1)));
        matches!(text.word(at), "'" | "’") && plural && text.is(at + 1, Form::Word) && !text.glued(at + 1)
    }

    /// Whether a word with a capital at `at` is part of a name, not a verb: the Unit Business Cost Index.
    fn is_of_name(&self, at: usize) -> bool {
        let text = self.text;
        let content = [Role::Verb, Role::Link, Role::Rise, Role::Fall, Role::Share];
        let verbal = content.iter().any(|role| text.roles(at).has(*role)) || is_past(text, at);
        let grammar = [Role::Preposition, Role::Determiner, Role::Conjunction, Role::Auxiliary];
        let open = !grammar.iter().any(|role| text.roles(at).has(*role));
        let beside = at > 0 && text.is_capital(at - 1) && text.is_capital(at + 1);
        verbal && open && beside && text.is_capital(at)
    }

    /// Whether a finite verb stands at `at`.
    fn is_verb(&self, at: usize) -> bool {
        let roles = self.text.roles(at);
        let verbs = [Role::Verb, Role::Auxiliary, Role::Rise, Role::Fall, Role::Link];
        let noun = (roles.has(Role::Growth) || roles.has(Role::Decline))
            && self.text.roles(at.wrapping_sub(1)).has(Role::Determiner);
        if text_is_compound(self.text, at)
            || self.is_adjective(at)
            || self.is_noun_before_verb(at)
            || self.is_of_name(at)
        {
            return false;
        }
        (verbs.iter().any(|role| roles.has(*role)) && !noun) || (self.text.is(at, Form::Word) && is_past(self.text, at))
    }
}

/// Whether the word at `at` ends a noun like value added.
fn text_is_compound(text: &Text<'_>, at: usize) -> bool {
    text.phrase_before(at + 1, &text.words.compounds).is_some()
}

const fn change_of(rises: bool) -> Change {
    if rises { Change::Up } else { Change::Down }
}

fn is_adverb(text: &Text<'_>, at: usize) -> bool {
    text.words.is_adverb(text.word(at))
}

fn is_past(text: &Text<'_>, at: usize) -> bool {
    text.words.is_past(text.word(at))
}
