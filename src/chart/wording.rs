//! Figures that are told in the words of the text.

use super::text;
use crate::claim::Entry;
use crate::lexicon::Lexicon;
use crate::quantity::Qualifier;

/// The words of the text for a figure without bounds of its own, dozens, or with a cue on either side, 近300余人; else nothing.
pub fn vague(claim: &Entry) -> Option<String> {
    if claim.qualifier == Qualifier::Several && claim.value.is_none() {
        return Some(text::clean(&claim.text));
    }
    if claim.qualifier != Qualifier::Over || claim.upper.is_none() {
        return None;
    }
    let at = claim.sentence.find(claim.text.as_str())?;
    let before = claim.sentence.get(..at)?;
    let (cue, qualifier) = Lexicon::builtin().qualifiers.at_end(before)?;
    let other = matches!(
        qualifier,
        Qualifier::Nearly | Qualifier::About | Qualifier::Under | Qualifier::AtMost
    );
    let words = before.get(before.len() - cue..)?;
    (other && !claim.text.starts_with(words)).then(|| text::clean(&format!("{words}{}", claim.text)))
}
