//! Rows under headings: by section, document, period or metric, all on one axis.

use super::caption;
use super::date::order;
use super::figure::Panel;
use super::{By, Words};
use crate::claim::Entry;

/// A group of claims: what tells it from others, its heading, and its claims, the greatest first.
struct Group<'a> {
    key: &'a str,
    heading: String,
    claims: Vec<&'a Entry>,
}

/// The claims of `drawn` as panels that `panel` makes: one for each thing that `by` names where some share one, else one for
/// all. What names the rows of the panel is handed on.
pub fn panels<'a>(
    drawn: &[&'a Entry],
    by: By,
    words: Words<'_>,
    panel: impl Fn(&[&'a Entry], By) -> Panel<'a>,
) -> Vec<Panel<'a>> {
    let groups = groups(drawn, by, words);
    if matches!(by, By::Usual | By::Noun) || groups.len() == drawn.len() {
        return vec![panel(drawn, by)];
    }
    let last = groups.len() - 1;
    let extent: Vec<_> = panel(drawn, By::Noun).places().collect();
    let of_group = |(at, group): (usize, Group<'a>)| {
        let panel = panel(&group.claims, By::Noun);
        Panel {
            heading: group.heading,
            ticks: panel.ticks && at == last,
            lines: panel.lines,
            axis_name: if at == last {
                panel.axis_name.clone()
            } else {
                String::new()
            },
            extent: extent.clone(),
            ..panel
        }
    };
    groups.into_iter().enumerate().map(of_group).collect()
}

/// Sections and documents in the order of the text, periods in that of time with claims without one at the end, metrics by
/// their greatest claim.
fn groups<'a>(drawn: &[&'a Entry], by: By, words: Words<'_>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for claim in drawn {
        let key = caption::key(claim, by);
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.claims.push(claim),
            None => groups.push(Group {
                key,
                heading: caption::by_name(claim, by, words),
                claims: vec![claim],
            }),
        }
    }
    if by == By::Section {
        let sections: Vec<&str> = groups.iter().map(|group| group.key).collect();
        let told = caption::section_names(&sections, words).into_iter();
        groups
            .iter_mut()
            .zip(told)
            .for_each(|(group, told)| group.heading = told);
    }
    match by {
        By::Section | By::Source => groups.sort_by_key(|group| {
            let places = group.claims.iter().map(|claim| (&*claim.source, claim.start));
            places.min()
        }),
        By::Period => groups.sort_by_key(|group| (group.key.is_empty(), order(group.key))),
        By::Usual | By::Noun | By::Metric => {}
    }
    groups
}
