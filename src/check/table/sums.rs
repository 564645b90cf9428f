//! Which lines of a table are sums of others: rows of the rows above or below, columns of the columns beside.
//!
//! A line is bound by its label, or by its figures: where the lines before it make it in several columns at once, that
//! is no chance. A sum that was found takes the place of its parts, so that a total of subtotals is found the same way.

use rust_decimal::Decimal;

use crate::check::bounds::{add, meet, subtract};
use crate::check::relation::{Evidence, Law, Operand, Relation, Role, Verdict};
use crate::check::text::Text;
use crate::lexicon::Checks;
use crate::number::Interval;

use super::lines::{Amount, Grid, Item, Kind, Line, columns, rows};
use super::{Table, as_written, code, loosened, readings, trust, written};

/// Most parts of a sum that its label tells, and of one that only its figures tell.
const MOST: usize = 60;
const FEW: usize = 12;
/// A sum of so many digits is no chance where another line confirms it.
const TELLING: usize = 3;
/// A figure of so many digits is hardly a slip by chance where the label alone says little.
const SURE: usize = 4;
/// A slip in a figure of so many digits is told where codes say what makes it.
pub(super) const DIGITS: usize = 2;
/// Fewer shares are no breakdown.
const SHARES: usize = 3;
/// A line is bound by its figures alone where so many of them agree.
const CONFIRMED: usize = 2;

/// A figure and those that make it.
pub struct Sum {
    /// The whole, then its parts.
    pub operands: Vec<Operand>,
    /// Whether they are shares.
    pub percent: bool,
    /// Whether some of the parts are blank.
    pub blank: bool,
    /// Whether the label of its line or a code tells it, and not its figures alone.
    pub told: bool,
    /// How many digits a figure must have for a slip in it to be told.
    pub digits: usize,
    /// Whether it holds, or misses by one slip. Others are only told to be there.
    pub binds: bool,
}

impl Sum {
    /// The sum as a relation of `rule`.
    pub fn relation(&self, rule: &'static str, assumption: &'static str) -> Relation {
        Relation {
            rule,
            law: Law::Sum,
            operands: self.operands.clone(),
            evidence: if self.binds {
                Evidence::Slip(self.digits, assumption)
            } else {
                Evidence::Unbound
            },
        }
    }
}

/// The sums of a table.
pub fn of(text: &Text<'_>, table: &Table, words: &Checks) -> Vec<Sum> {
    let headers: Vec<String> = (0..table.width).map(|column| table.header(text, column)).collect();
    let grid = Grid::of(text, table);
    let rows = rows(table, &grid, &headers, words);
    let mut sums = Vec::new();
    let rows = tree(text, rows, &mut sums);
    bind(text, &rows, table.goes_on, &mut sums);
    let first = rows.iter().find(|row| !matches!(row.kind, Kind::Heading | Kind::Aside));
    let totals = rows.iter().filter(|row| matches!(row.kind, Kind::Total(_))).count();
    if totals == 1 && first.is_some_and(|row| matches!(row.kind, Kind::Total(_))) {
        let turned: Vec<Line> = rows.into_iter().rev().collect();
        bind(text, &turned, false, &mut sums);
    }
    let mut columns = columns(table, &grid, &headers, words);
    bind(text, &columns, false, &mut sums);
    // A total may stand before its parts, too.
    columns.reverse();
    for column in columns.iter_mut().rev().skip(1) {
        if matches!(column.kind, Kind::Total(_)) {
            column.kind = Kind::Plain;
        }
    }
    bind(text, &columns, false, &mut sums);
    trust::drop_bound(&mut sums);
    sums
}

/// The sums that codes tell, and the rows that are no parts of them: each row is the sum of those right below it whose
/// codes go on with its own.
fn tree(text: &Text<'_>, rows: Vec<Line>, sums: &mut Vec<Sum>) -> Vec<Line> {
    let mut below = vec![false; rows.len()];
    for (at, whole) in rows.iter().enumerate().filter(|(_, row)| !row.code.is_empty()) {
        let behind = rows.iter().enumerate().skip(at + 1);
        let branch = behind.take_while(|(_, row)| code::is_below(&row.code, &whole.code));
        let parts: Vec<&Line> = branch
            .inspect(|(place, _)| below.get_mut(*place).into_iter().for_each(|below| *below = true))
            .filter(|(_, row)| code::is_child(&row.code, &whole.code))
            .map(|(_, row)| row)
            .collect();
        // An outline may name one part alone.
        let least = if code::is_outline(&whole.code) { 2 } else { 1 };
        let made = (0..whole.items.len()).filter_map(|slot| sum(text, whole, &parts, slot, DIGITS, least));
        sums.extend(trust::trusted(made.collect(), false));
    }
    let mut below = below.into_iter();
    rows.into_iter().filter(|_| below.next() != Some(true)).collect()
}

/// Finds the sums among `lines`, each made of lines before it. Where the first of them `goes_on` with a list that
/// began before, a label alone does not tell what it sums up.
fn bind(text: &Text<'_>, lines: &[Line], mut goes_on: bool, sums: &mut Vec<Sum>) {
    let mut open: Vec<&Line> = Vec::new();
    // Where the list begins that a label sums up.
    let mut first = 0;
    for line in lines {
        match line.kind {
            Kind::Heading => {
                first = open.len();
                goes_on = false;
            }
            Kind::Aside => {}
            Kind::Total(_) | Kind::Plain => {
                let doubtful = line.kind != Kind::Plain && open.iter().any(|line| line.behind > 0);
                if let Some(made) = readings::fitting(text, line, &open, first).filter(|_| doubtful) {
                    sums.extend(made);
                    open.clear();
                    open.push(line);
                    (first, goes_on) = (1, false);
                    continue;
                }
                let fit = fit(text, line, &open, first, goes_on);
                // A label alone says what a total should be made of, where no figures do.
                let bare = line.kind == Kind::Total(true);
                let count = fit.as_ref().map(|fit| fit.count);
                let own = (bare && !goes_on).then_some(open.len() - first);
                if let Some(count) = count.or(own) {
                    let parts = open.get(open.len() - count..).unwrap_or_default();
                    let digits = fit.as_ref().map_or(2, |fit| fit.digits);
                    let made = (0..line.items.len()).filter_map(|slot| sum(text, line, parts, slot, digits, 2));
                    let mut made = trust::trusted(made.collect(), bare);
                    // Which lines are parts of others is open: what does not hold may be another list.
                    made.iter_mut().for_each(|sum| sum.binds &= !doubtful || sum.holds());
                    sums.extend(made);
                }
                open.truncate(open.len() - count.unwrap_or_default());
                open.push(line);
                if matches!(line.kind, Kind::Total(_)) {
                    first = open.len();
                    goes_on = false;
                } else {
                    first = first.min(open.len() - 1);
                }
            }
        }
    }
}

impl Sum {
    /// Whether the figures miss each other. A sum of short figures that holds tells nothing, but misses nothing either.
    pub(super) fn misses(&self) -> bool {
        let relation = self.relation("", "");
        let hulls: Vec<Interval> = relation.operands.iter().map(|operand| operand.hull).collect();
        relation.law.holds(&hulls) != Some(true)
    }

    /// Whether they make the whole, as far as a slip would be noticed.
    pub(super) fn holds(&self) -> bool {
        let verdict = self.relation("", "").judge();
        verdict.is_some_and(|verdict| verdict != Verdict::Fail)
    }
}

/// How many of the open lines make a line, and what a slip in it must look like.
struct Fit {
    count: usize,
    digits: usize,
}

/// The number of lines before `line` that make it.
fn fit(text: &Text<'_>, line: &Line, open: &[&Line], first: usize, goes_on: bool) -> Option<Fit> {
    let labelled = matches!(line.kind, Kind::Total(_));
    let own = open.len() - first;
    // Where too few columns could say so, none is looked into.
    let least = if labelled { 1 } else { CONFIRMED };
    if line.items.iter().filter(|item| tells(item)).count() < least {
        return told(text, line, open, first, goes_on);
    }
    let most = if labelled { MOST } else { FEW }.min(open.len());
    let mut made: Vec<Option<Made>> = vec![Some(Made::default()); line.items.len()];
    let mut best: Option<(usize, usize)> = None;
    for count in 1..=most {
        let Some(part) = open.len().checked_sub(count).and_then(|at| open.get(at)) else {
            break;
        };
        for (slot, made) in made.iter_mut().enumerate() {
            let asked = line.items.get(slot).is_some_and(tells);
            *made = made.filter(|_| asked).and_then(|made| made.with(part, slot));
        }
        let score = score(line, &made, labelled);
        let better = best.is_none_or(|(known, _)| score > known || score == known && labelled && count == own);
        if count > 1 && score > 0 && better {
            best = Some((score, count));
        }
    }
    let bare = line.kind == Kind::Total(true);
    match best {
        Some((score, count)) if labelled && (score > 1 || count == own) => Some(Fit {
            count,
            digits: if bare || score > 1 { 2 } else { SURE },
        }),
        Some((score, count)) if score >= CONFIRMED => Some(Fit { count, digits: 2 }),
        _ => told(text, line, open, first, goes_on).or_else(|| {
            let (_, count) = best.filter(|_| labelled)?;
            Some(Fit { count, digits: SURE })
        }),
    }
}

/// The lines that a label sums up, where some column says so, or misses it by a slip.
fn told(text: &Text<'_>, line: &Line, open: &[&Line], first: usize, goes_on: bool) -> Option<Fit> {
    let Kind::Total(bare) = line.kind else { return None };
    let own = open.len() - first;
    let digits = if bare { 2 } else { SURE };
    let parts = open.get(open.len() - own..)?;
    let binds = |slot: usize| {
        let sum = sum(text, line, parts, slot, digits, 2)?;
        sum.relation("", "").judge()
    };
    let says = |verdict| matches!(verdict, Verdict::Pass | Verdict::Boundary) || verdict == Verdict::Fail && !goes_on;
    let found = (0..line.items.len()).any(|slot| binds(slot).is_some_and(says));
    found.then_some(Fit { count: own, digits })
}

/// What some lines make in one column.
#[derive(Clone, Copy)]
struct Made {
    sum: Interval,
    /// How many of them are not nothing.
    parts: usize,
    percent: bool,
    /// Whether some of them are blank.
    blank: bool,
    greatest: Decimal,
    least: Decimal,
}

impl Default for Made {
    fn default() -> Self {
        Self {
            sum: Interval::exactly(Decimal::ZERO),
            parts: 0,
            percent: false,
            blank: false,
            greatest: Decimal::MIN,
            least: Decimal::MAX,
        }
    }
}

impl Made {
    fn with(self, line: &Line, slot: usize) -> Option<Self> {
        match line.items.get(slot)? {
            Item::Gap => None,
            Item::Nil => Some(self),
            Item::Blank => Some(Self { blank: true, ..self }),
            Item::Figure(amount) => Some(Self {
                sum: if line.minus {
                    subtract(self.sum, amount.core)
                } else {
                    add(self.sum, amount.core)
                },
                parts: self.parts + usize::from(!amount.value.is_zero()),
                percent: self.percent || amount.percent,
                blank: self.blank,
                greatest: self.greatest.max(amount.value),
                least: self.least.min(amount.value),
            }),
        }
    }
}

/// Whether a figure is long enough to tell a sum from chance, and no rate.
fn tells(item: &Item) -> bool {
    matches!(item, Item::Figure(whole) if !whole.percent && whole.digits >= TELLING)
}

/// In how many columns the lines make the sum, and it tells something; nothing where most columns say otherwise.
fn score(line: &Line, made: &[Option<Made>], labelled: bool) -> usize {
    let (mut fits, mut misses) = (0, 0);
    for (item, made) in line.items.iter().zip(made) {
        let (Item::Figure(whole), Some(made)) = (item, made) else {
            continue;
        };
        if !tells(item) || made.percent || made.parts < 2 {
            continue;
        }
        if meet(made.sum, whole.core) {
            fits += 1;
        } else {
            misses += 1;
        }
    }
    if labelled || fits >= misses { fits } else { 0 }
}

/// The sum in one column, of at least so many parts.
pub(super) fn sum(
    text: &Text<'_>,
    line: &Line,
    parts: &[&Line],
    slot: usize,
    digits: usize,
    least: usize,
) -> Option<Sum> {
    let Some(Item::Figure(whole)) = line.items.get(slot) else {
        return None;
    };
    let mut total = operand(text, whole, Role::Whole, false)?;
    if !whole.percent {
        total.hull = loosened(total.hull);
    }
    let mut operands = vec![total];
    let mut made = Made::default();
    for part in parts {
        made = made.with(part, slot)?;
        if let Some(Item::Figure(amount)) = part.items.get(slot) {
            if amount.percent != whole.percent || !is_like(text, amount, whole) {
                return None;
            }
            operands.push(operand(text, amount, Role::Part, part.minus)?);
        }
    }
    // Rates make a sum only where they are shares.
    if whole.percent && whole.value != Decimal::ONE_HUNDRED && !meet(made.sum, whole.core) {
        return None;
    }
    if whole.percent && operands.len() <= SHARES {
        return None;
    }
    // A figure between the least and the greatest of several is their average.
    let average = made.parts > 2 && line.kind != Kind::Total(true) && whole.value <= made.greatest;
    (operands.len() > least && !(average && made.least > Decimal::ZERO)).then_some(Sum {
        operands,
        percent: whole.percent,
        blank: made.blank,
        told: matches!(line.kind, Kind::Total(_)) || !line.code.is_empty(),
        digits,
        binds: true,
    })
}

fn is_like(text: &Text<'_>, part: &Amount, whole: &Amount) -> bool {
    let unit = |amount: &Amount| text.figure(amount.place).map(|figure| &figure.entry.unit);
    let bare = |amount: &Amount| {
        text.figure(amount.place)
            .is_some_and(|figure| written(figure).is_some())
    };
    part.written && whole.written || unit(part) == unit(whole) || bare(part) && bare(whole)
}

fn operand(text: &Text<'_>, amount: &Amount, role: Role, minus: bool) -> Option<Operand> {
    let figure = text.figure(amount.place)?;
    let mut operand = if amount.written {
        as_written(figure, role)
    } else {
        Operand::new(figure.entry, role)
    };
    if minus {
        operand.value = operand.value.map(|value| -value);
        operand.core = operand.core.negated();
        operand.hull = operand.hull.negated();
    }
    Some(operand)
}
