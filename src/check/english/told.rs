//! Changes that stand beside their levels with a noun behind them, a 25 per cent rise, or with the earlier level named as
//! such: up 20%, behind 70 a year earlier.

use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::claim::Change;
use crate::lexicon::EnglishChecks;
use crate::quantity::Qualifier;
use crate::span::Span;

use super::change::{FAR, NAME};
use super::{begins, ends, find as phrases};

/// Whether a percentage behind `gap` is told with a noun of change behind it and nothing else before it: , a 25 per cent rise.
pub fn is_noun(text: &Text<'_>, gap: &str, rate: &Figure<'_>) -> bool {
    let words = EnglishChecks::builtin();
    let opened = gap.trim_start().starts_with([',', '(', '—', '–']);
    let article = gap.trim_matches(|mark: char| !mark.is_alphanumeric());
    let behind = begins(text.after(rate), &words.moves);
    let other = |rest: &str| begins(rest, &words.at).is_some() || begins(rest, &words.from_level).is_some();
    let bare = article.eq_ignore_ascii_case("a") || article.eq_ignore_ascii_case("an");
    opened && bare && rate.entry.change != Change::Level && behind.is_some_and(|rest| !other(rest))
}

/// Whether a percentage is told with up or down right behind a level that is named as the earlier one: 70 a year earlier, up 20%.
pub fn is_since(gap: &str) -> bool {
    let words = EnglishChecks::builtin();
    let Some(ahead) = ends(gap, &words.up_down) else {
        return false;
    };
    ahead.trim_end().ends_with(',') && ends(ahead.trim_end().trim_end_matches(','), &words.earlier).is_some()
}

/// Membership went from 800 to 1,000, a 25 per cent rise: what reads like a range is two levels.
pub fn of_range(text: &Text<'_>, place: usize) -> Option<Relation> {
    let words = EnglishChecks::builtin();
    let rate = text
        .figure(place)
        .filter(|rate| rate.is_percent() && text.is_english(rate))?;
    let range = text.figure(place.checked_sub(1)?)?;
    let own = range.entry.qualifier == Qualifier::Range && range.is_claim() && !range.is_percent();
    let gap = text.between(range, rate);
    let told = is_noun(text, gap, rate) && gap.len() <= FAR && range.sentence == rate.sentence;
    let opened = ends(text.before(range), &words.from).is_some();
    let written = range.entry.text.as_str();
    let joint = phrases(written, &words.until);
    let [joint] = *joint.as_slice() else { return None };
    let end = |span: Span, value, role| {
        let mut end = Operand::new(range.entry, role);
        span.of(written).clone_into(&mut end.text);
        (end.start, end.end) = (range.entry.start + span.start, range.entry.start + span.end);
        end.value = value;
        (end.core.lower, end.core.upper) = (value, value);
        end.hull = end.core;
        end
    };
    let from = end(Span::new(0, joint.start), range.entry.lower, Role::From);
    let to = end(Span::new(joint.end, written.len()), range.entry.upper, Role::To);
    (own && told && opened).then(|| Relation {
        rule: NAME,
        law: Law::Growth,
        operands: vec![from, to, Operand::new(rate.entry, Role::Rate)],
        evidence: Evidence::Explicit,
    })
}
