//! Which sums of a table are told: what misses by more than a slip is no sum of those lines.

use std::collections::HashSet;

use super::sums::Sum;

/// The sums of a line, of which only those are kept that hold where some miss by more than a slip: rows of another kind
/// may stand among the parts. Those that miss are `told` not to bind.
pub fn trusted(mut sums: Vec<Sum>, told: bool) -> Vec<Sum> {
    if sums
        .iter()
        .any(|sum| sum.misses() && sum.relation("", "").judge().is_none())
    {
        for sum in &mut sums {
            sum.binds = !sum.misses();
        }
        sums.retain(|sum| sum.binds && sum.holds() || !sum.binds && told && !sum.blank);
        return sums;
    }
    // Blank cells are nothing where another column says that the rows are parts.
    if !sums.iter().any(Sum::holds) {
        sums.retain(|sum| !sum.blank);
    }
    sums
}

/// Drops what does not bind of totals that are bound otherwise, or were told before.
pub fn drop_bound(sums: &mut Vec<Sum>) {
    let whole = |sum: &Sum| sum.operands.first().map(|whole| whole.start);
    let bound = sums.iter().filter(|sum| sum.binds).map(whole);
    let mut known: HashSet<Option<usize>> = bound.collect();
    sums.retain(|sum| sum.binds || known.insert(whole(sum)));
}
