//! The metric of a claim: by its noun, by people who take part, by its unit, or by the whole it is part of.

use std::sync::Arc;

use super::clause::{Tag, Token};
use crate::lexicon::{Class, Lexicon, UnitKind};
use crate::quantity::Quantity;

/// The metric of people who take part.
const PARTICIPANTS: &str = "participants";

/// What decides the metric of one claim.
pub(super) struct Evidence<'a> {
    /// The quantity.
    pub quantity: &'a Quantity,
    /// Its noun, folded to simplified characters.
    pub noun: &'a str,
    /// Whether it is a rate, a share or an amount of change.
    pub is_rate: bool,
    /// The tokens of the sentence.
    pub tokens: &'a [Token],
    /// The token of the number.
    pub at: usize,
    /// Whether the noun was carried over or left out, so that the whole decides.
    pub whole: Option<&'a Arc<str>>,
}

/// The metric, `other` where none fits.
pub(super) fn read(evidence: &Evidence<'_>, lexicon: &Lexicon) -> Arc<str> {
    let quantity = evidence.quantity;
    let counts = matches!(
        quantity.kind(),
        None | Some(UnitKind::Classifier | UnitKind::Verbal | UnitKind::Place)
    );
    if evidence.is_rate || !counts {
        return lexicon.metrics.other();
    }
    if let Some(own) = lexicon.metrics.of_own(evidence.noun) {
        return own;
    }
    let by_noun = lexicon.metrics.of_noun(evidence.noun);
    let unit = quantity.measure.as_ref().map_or("", |measure| &*measure.name);
    let people = matches!(quantity.dimension(), "person" | "person-time");
    if people {
        let takes_part = by_noun.as_deref() == Some(PARTICIPANTS) || attends(evidence);
        return if takes_part {
            lexicon.metrics.named(PARTICIPANTS)
        } else {
            lexicon.metrics.other()
        };
    }
    if let Some(whole) = evidence.whole {
        return Arc::clone(whole);
    }
    let unit = lexicon.fold.apply(unit);
    by_noun
        .filter(|metric| &**metric != PARTICIPANTS || quantity.measure.is_none())
        .or_else(|| lexicon.metrics.of_unit(&unit))
        .unwrap_or_else(|| lexicon.metrics.other())
}

/// Whether the clause says that people take part.
fn attends(evidence: &Evidence<'_>) -> bool {
    let inside = |token: &&Token| !matches!(token.tag, Tag::Pause);
    let says = |token: &Token| matches!(token.tag, Tag::Word(word) if word.attend && word.class != Class::Shield);
    let after = evidence
        .tokens
        .iter()
        .skip(evidence.at + 1)
        .take_while(inside)
        .any(says);
    let before = evidence
        .tokens
        .iter()
        .take(evidence.at)
        .rev()
        .take_while(inside)
        .any(says);
    after || before
}
