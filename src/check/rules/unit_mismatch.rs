//! Nouns and units that do not go together: a number of people told in visits, a rate told as a count.

use crate::check::relation::{Evidence, Law, Operand, Relation, Role};
use crate::check::text::{Figure, Text};
use crate::check::{Find, Level, Rule};
use crate::claim::Change;
use crate::lexicon::Checks;

use super::operand;

/// The rule.
pub const RULE: Rule = Rule {
    name: "unit-mismatch",
    level: Level::Info,
    page: include_str!("unit_mismatch.md"),
    on_request: false,
    find: Find::Within(find),
};

fn find(text: &Text<'_>, words: &Checks, relations: &mut Vec<Relation>) {
    for figure in text.figures.iter().filter(|figure| figure.is_claim()) {
        if let Some(noun) = mismatch(figure, words).filter(|_| is_told(text, figure)) {
            relations.push(Relation {
                rule: RULE.name,
                law: Law::Never("check_unit"),
                operands: vec![operand(figure, Role::Statement), name(figure, noun)],
                evidence: Evidence::Style,
            });
        }
    }
}

/// Whether noun and unit both stand in the sentence, as in tables they need not.
fn is_told(text: &Text<'_>, figure: &Figure<'_>) -> bool {
    let entry = figure.entry;
    !entry.noun.is_empty() && text.written(figure).contains(&*entry.noun) && entry.text.contains(&*entry.unit)
}

/// The noun, where its unit is one of another kind of noun.
fn mismatch<'a>(figure: &Figure<'a>, words: &Checks) -> Option<&'a str> {
    let entry = figure.entry;
    let noun = entry.noun.as_str();
    let level = entry.change == Change::Level;
    let people = words.heads.ends(noun).is_some() && words.visits.holds(&entry.unit);
    let growth = words.growth.ends(noun).is_some() && words.times.holds(&entry.unit);
    let rate = words.rates.ends(noun).is_some() && words.own_rates.ends(noun).is_none();
    let counted = level && rate && matches!(&*entry.dimension, "count" | "person" | "person-time" | "action");
    let points = level && rate && words.points.ends(&entry.unit).is_some();
    (people || growth || counted || points).then_some(noun)
}

/// The noun as an operand, at the place of its figure.
fn name(figure: &Figure<'_>, noun: &str) -> Operand {
    let mut name = operand(figure, Role::Item);
    noun.clone_into(&mut name.text);
    (name.value, name.core, name.hull) = Default::default();
    name
}
