//! How surely two claims are versions of one: points for all that they share, none where they cannot be.

use std::collections::{HashMap, HashSet};

use super::align::figure;
use super::like::nouns;
use super::told::{Side, Told};
use crate::claim::Change;

/// How alike sentences must be, in per cent, to be versions of one.
const ALIKE: usize = 60;
/// How alike they must be where the figure is the same, or the noun only reworded.
const NEAR: usize = 40;
/// How alike they must be where both are so.
const LOOSE: usize = 20;
/// How alike they must be where neither noun nor figure is.
const SAME: usize = 85;
/// How alike nouns must be to be wordings of one.
const REWORDED: usize = 60;

/// Of so many equal cells of a row each is looked at.
const CROWD: usize = 8;

/// What figures of one series share: sentence or section, noun, unit and change. Their periods tell them apart.
type Series<'t> = (bool, usize, &'t str, &'t str, Change);

/// The periods of every series of both documents.
pub(super) struct Scores<'t, 'a> {
    old: &'t Side<'a>,
    new: &'t Side<'a>,
    before: HashMap<Series<'t>, HashSet<&'t str>>,
    now: HashMap<Series<'t>, HashSet<&'t str>>,
    columns: Columns,
}

/// How many figures of an old column of a section stand unchanged in a new one, and the most for an old one.
#[derive(Default)]
struct Columns {
    shared: HashMap<(usize, usize, usize), usize>,
    most: HashMap<(usize, usize), usize>,
}

impl<'t, 'a> Scores<'t, 'a> {
    /// The scores of pairs of these documents.
    pub fn new(old: &'t Side<'a>, new: &'t Side<'a>) -> Self {
        Self {
            old,
            new,
            before: periods(old),
            now: periods(new),
            columns: columns(old, new),
        }
    }

    /// The points of a pair.
    pub fn of(&self, old: &Told<'_>, new: &Told<'_>) -> Option<usize> {
        let (was, is) = (self.old.statement(old)?, self.new.statement(new)?);
        if self.are_two_periods(old, new) {
            return None;
        }
        let here = was.section == is.section;
        let like = match (was.terse, is.terse) {
            (true, true) if here => 100,
            (true, true) => ALIKE,
            (false, false) => was.words.likeness(&is.words),
            _ => 0,
        };
        let noun = nouns(&old.noun, &new.noun);
        if !self.may_be(old, new, like, noun) {
            return None;
        }
        let (own, its) = (old.claim, new.claim);
        let shared = [
            (own.unit == its.unit, 40),
            (own.change == its.change, 40),
            (own.period == its.period, if own.period.is_empty() { 20 } else { 40 }),
            (figure(own) == figure(its), 60),
            (here, 60),
            (old.index == new.index, 5),
            (here && was.terse && self.is_column(was.section, old, new), 50),
        ];
        let points = shared.iter().filter(|(same, _)| *same).map(|(_, points)| points);
        Some(like + noun + points.sum::<usize>())
    }

    /// Whether two claims may be versions of one, given how alike their sentences and nouns are.
    fn may_be(&self, old: &Told<'_>, new: &Told<'_>, like: usize, noun: usize) -> bool {
        let (own, its) = (old.claim, new.claim);
        let same = figure(own) == figure(its);
        let named = noun == 100 && !old.noun.is_empty();
        if own.unit != its.unit {
            // 人 may become 人次, but a count is never a version of its own rate of growth.
            let kin = own.dimension == its.dimension || own.value == its.value;
            return kin && own.change == its.change && named && like >= ALIKE;
        }
        let labels = |side: &Side<'_>, told: &Told<'_>| side.statement(told).is_some_and(|said| said.terse);
        match (labels(self.old, old), labels(self.new, new)) {
            (true, true) => named || (noun >= REWORDED && same) || (old.noun == new.noun && like == 100),
            (false, false) => {
                let unnamed = old.noun.is_empty() || new.noun.is_empty();
                named
                    || (same && like >= NEAR)
                    || (same && noun >= REWORDED && like >= LOOSE)
                    || (noun >= REWORDED && like >= NEAR)
                    || (unnamed && like >= ALIKE && old.index == new.index)
                    || (like >= SAME && old.index == new.index)
            }
            _ => named && same && own.period == its.period,
        }
    }

    /// Whether no other column of a table has more figures in common with the old one.
    fn is_column(&self, section: usize, old: &Told<'_>, new: &Told<'_>) -> bool {
        let own = self.columns.shared.get(&(section, old.column, new.column));
        own.is_some() && own == self.columns.most.get(&(section, old.column))
    }

    /// Whether the periods are two of one series that both documents have: columns of a table, years in a sentence.
    fn are_two_periods(&self, old: &Told<'_>, new: &Told<'_>) -> bool {
        let (was, is) = (old.claim.period.as_str(), new.claim.period.as_str());
        if was == is || was.is_empty() || is.is_empty() {
            return false;
        }
        let Some(series) = series(self.old, old).zip(series(self.new, new)) else {
            return false;
        };
        let both = self.before.get(&series.0).zip(self.now.get(&series.1));
        both.is_some_and(|(before, now)| before.contains(is) || now.contains(was) || !before.is_disjoint(now))
    }
}

fn periods<'t>(side: &'t Side<'_>) -> HashMap<Series<'t>, HashSet<&'t str>> {
    let mut periods: HashMap<Series<'t>, HashSet<&'t str>> = HashMap::new();
    for told in &side.claims {
        if let Some(series) = series(side, told) {
            periods.entry(series).or_default().insert(&told.claim.period);
        }
    }
    periods
}

/// The columns of tables that have figures in common, row by row.
fn columns(old: &Side<'_>, new: &Side<'_>) -> Columns {
    fn cells<'t>(side: &'t Side<'_>) -> impl Iterator<Item = ((usize, &'t str, String), usize)> {
        side.claims.iter().filter_map(|told| {
            let said = side.statement(told).filter(|said| said.terse)?;
            let figure = format!("{:?} {}", figure(told.claim), told.claim.unit);
            Some(((said.section, told.noun.as_str(), figure), told.column))
        })
    }
    let mut places: HashMap<_, Vec<usize>> = HashMap::new();
    cells(new).for_each(|(cell, column)| places.entry(cell).or_default().push(column));
    let mut columns = Columns::default();
    for (cell, column) in cells(old) {
        for other in places.get(&cell).into_iter().flatten().take(CROWD) {
            let shared = columns.shared.entry((cell.0, column, *other)).or_default();
            *shared += 1;
            let most = columns.most.entry((cell.0, column)).or_default();
            *most = (*most).max(*shared);
        }
    }
    columns
}

/// The series of a claim: in a table that of its section, in running text that of its sentence.
fn series<'t>(side: &Side<'_>, told: &'t Told<'_>) -> Option<Series<'t>> {
    let said = side.statement(told)?;
    let place = if said.terse { said.section } else { told.statement };
    Some((said.terse, place, &told.noun, &told.claim.unit, told.claim.change))
}
