//! Balances in English: income of 1.25 million and expenditure of 1.18 million, leaving a surplus of 70,000.

use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::lexicon::EnglishChecks;

use super::change::NAME;
use super::{ends, words as count};

/// The only two levels before the balance at `place`, in its sentence, are so far apart.
pub fn relation(text: &Text<'_>, place: usize) -> Option<Relation> {
    let words = EnglishChecks::builtin();
    let step = text
        .figure(place)
        .filter(|step| step.is_level() && text.is_english(step))?;
    let sentence = text.sentences.get(step.sentence)?;
    let claims: Vec<&Figure<'_>> = (sentence.first..place)
        .filter_map(|index| text.figure(index))
        .filter(|figure| figure.is_claim())
        .collect();
    let [from, to] = *claims.as_slice() else { return None };
    let gap = text.between(to, step);
    let ahead = ends(gap, &words.balances)?;
    let ahead = ends(ahead, &words.leaving).unwrap_or(ahead);
    let told = ahead.trim_end().ends_with(',');
    let levels = [from, to]
        .iter()
        .all(|level| level.is_level() && !level.is_percent() && level.is_like(step));
    (told && levels && count(gap) <= TIED && !step.entry.unit.is_empty()).then(|| Relation {
        rule: NAME,
        law: Law::Difference,
        operands: vec![
            Operand::new(from.entry, Role::From),
            Operand::new(to.entry, Role::To),
            Operand::new(step.entry, Role::Rate),
        ],
        evidence: Evidence::Assumed(NEAREST),
    })
}

/// Most words between the last level and the balance.
const TIED: usize = 6;
/// Assumption: the balance is that of the nearest figures that could be meant.
const NEAREST: &str = "change_between_these_figures";
