//! Differences: what became of each claim between two tables.
//!
//! The steps are: `document` finds which document of the new table is which of the old one; `align` finds for each
//! claim of one its counterpart in the other, by what `told` knows of each and the points that `score` gives a pair;
//! then each pair is compared field by field. Only entries are needed, so documents and tables from disk are compared
//! alike, and a baseline with what is read today.

mod align;
mod document;
mod figure;
mod jsonl;
mod like;
mod markdown;
mod order;
mod page;
mod quote;
mod score;
mod text;
mod told;
mod year;

pub use figure::figure;
use std::io;

use crate::claim::{Entry, Kind};
use crate::error::Field as Filling;

/// Puts the key of a sentence and what fills it into the words of a language.
pub type Words<'a> = &'a dyn Fn(&'static str, &[(&'static str, Filling)]) -> String;

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// The figure, its precision or its unit is another.
    Changed,
    /// It is in the new table alone.
    New,
    /// It is in the old table alone.
    Vanished,
    /// The figure is the same and has another date.
    Dated,
    /// The figure is the same and is told of something that is called otherwise.
    Renamed,
    /// It is the same, and stands in another order.
    Moved,
}

impl What {
    /// Every case, in the order in which they are counted.
    pub const ALL: [Self; 6] = [
        Self::Changed,
        Self::New,
        Self::Vanished,
        Self::Dated,
        Self::Renamed,
        Self::Moved,
    ];

    /// The word for it in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::New => "new",
            Self::Vanished => "vanished",
            Self::Dated => "dated",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
        }
    }

    /// The key of the word for people.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Changed => "diff_changed",
            Self::New => "diff_new",
            Self::Vanished => "diff_vanished",
            Self::Dated => "diff_dated",
            Self::Renamed => "diff_renamed",
            Self::Moved => "diff_moved",
        }
    }
}

/// What a pair of claims is compared by, and its name in the claims table.
struct Field {
    name: &'static str,
    same: fn(&Entry, &Entry) -> bool,
}

/// The name for another year beside a figure, which only its sentence tells.
const BESIDE: &str = "sentence";

/// The fields that say what a claim says; where it stands and how its sentence goes is none of them.
const FIELDS: [Field; 10] = [
    Field {
        name: "value",
        same: |old, new| old.value == new.value,
    },
    Field {
        name: "lower",
        same: |old, new| old.lower == new.lower,
    },
    Field {
        name: "upper",
        same: |old, new| old.upper == new.upper,
    },
    Field {
        name: "qualifier",
        same: |old, new| old.qualifier == new.qualifier,
    },
    Field {
        name: "unit",
        same: |old, new| old.unit == new.unit,
    },
    Field {
        name: "noun",
        same: |old, new| align::same_noun(&old.noun, &new.noun),
    },
    Field {
        name: "metric",
        same: |old, new| old.metric == new.metric,
    },
    Field {
        name: "period",
        same: |old, new| old.period == new.period,
    },
    Field {
        name: BESIDE,
        same: |old, new| !year::differ(old, new),
    },
    Field {
        name: "change",
        same: |old, new| old.change == new.change,
    },
];

/// One difference; at least one of the claims is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<'a> {
    /// What became of it.
    pub what: What,
    /// The claim in the old table.
    pub old: Option<&'a Entry>,
    /// The claim in the new table.
    pub new: Option<&'a Entry>,
    /// The names of the columns in which the two differ, where they do.
    pub fields: Vec<&'static str>,
    /// How many claims of its old and of its new sentence stand before it and are written the same.
    pub alike: [usize; 2],
}

impl<'a> Difference<'a> {
    /// The claim as it is now, or was at last.
    pub fn claim(&self) -> Option<&'a Entry> {
        self.new.or(self.old)
    }

    /// Whether a value that both intervals allow exists: only the precision became another, or nothing of the figure.
    pub fn meets(&self) -> bool {
        let (Some(old), Some(new)) = (self.old, self.new) else {
            return false;
        };
        let before = |upper: Option<_>, lower: Option<_>| upper.zip(lower).is_some_and(|(upper, lower)| upper < lower);
        !before(old.upper, new.lower) && !before(new.upper, old.lower)
    }
}

/// What two tables come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison<'a> {
    /// The differences, in the order of the new documents; what vanished stands where it stood.
    pub differences: Vec<Difference<'a>>,
    /// How many claims are the same in both.
    pub same: usize,
}

impl Comparison<'_> {
    /// How many differences are of one sort.
    pub fn count(&self, what: What) -> usize {
        self.differences
            .iter()
            .filter(|difference| difference.what == what)
            .count()
    }

    /// Whether anything is another than it was, but for the order.
    pub fn is_different(&self) -> bool {
        self.differences.iter().any(|difference| difference.what != What::Moved)
    }
}

/// Compares the claims of two tables; what is no claim is passed over.
pub fn compare<'a>(old: &[&'a Entry], new: &[&'a Entry]) -> Comparison<'a> {
    let (old, new) = (claims(old), claims(new));
    let mut comparison = Comparison::default();
    for (old, new) in document::pairs(&old, &new) {
        one(&old, &new, &mut comparison);
    }
    comparison
}

fn claims<'a>(entries: &[&'a Entry]) -> Vec<&'a Entry> {
    let claims = entries.iter().copied();
    claims.filter(|entry| entry.kind == Kind::Claim).collect()
}

/// Compares the claims of one document.
fn one<'a>(old: &[&'a Entry], new: &[&'a Entry], comparison: &mut Comparison<'a>) {
    let pairs = align::pairs(old, new);
    let stays = order::staying(&pairs, old, new);
    let mut partner = vec![None; new.len()];
    // Where each difference stands: behind the new claim that the last staying one before it became.
    let mut placed: Vec<((usize, usize), Difference<'a>)> = Vec::new();
    let mut behind = 0;
    for (at, claim) in old.iter().enumerate() {
        match pairs.get(at).copied().flatten() {
            Some(other) => {
                if let Some(place) = partner.get_mut(other) {
                    *place = Some(at);
                }
                if stays.contains(&at) {
                    behind = other + 1;
                }
            }
            None => {
                let mut gone = difference(What::Vanished, Some(claim), None);
                gone.alike = [quote::alike(old, at), 0];
                placed.push(((behind, 0), gone));
            }
        }
    }
    for (at, (claim, partner)) in new.iter().zip(partner).enumerate() {
        let before = partner.and_then(|was| old.get(was)).copied();
        let stays = partner.is_some_and(|was| stays.contains(&was));
        match pair(claim, before, stays) {
            Some(mut difference) => {
                let was = partner.map_or(0, |was| quote::alike(old, was));
                difference.alike = [was, quote::alike(new, at)];
                placed.push(((at, 1), difference));
            }
            None => comparison.same += 1,
        }
    }
    placed.sort_by_key(|(place, _)| *place);
    let differences = placed.into_iter().map(|(_, difference)| difference);
    comparison.differences.extend(differences);
}

/// The difference that a new claim makes; `stays` says whether it stands in the old order.
fn pair<'a>(new: &'a Entry, old: Option<&'a Entry>, stays: bool) -> Option<Difference<'a>> {
    let Some(old) = old else {
        return Some(difference(What::New, None, Some(new)));
    };
    let differing = FIELDS.iter().filter(|field| !(field.same)(old, new));
    let fields: Vec<&str> = differing.map(|field| field.name).collect();
    let what = match fields.as_slice() {
        [] if stays => return None,
        [] => What::Moved,
        ["period" | BESIDE] => What::Dated,
        all if all
            .iter()
            .all(|field| ["noun", "metric", "period", BESIDE].contains(field)) =>
        {
            What::Renamed
        }
        _ => What::Changed,
    };
    Some(Difference {
        fields,
        ..difference(what, Some(old), Some(new))
    })
}

const fn difference<'a>(what: What, old: Option<&'a Entry>, new: Option<&'a Entry>) -> Difference<'a> {
    Difference {
        what,
        old,
        new,
        fields: Vec::new(),
        alike: [0, 0],
    }
}

/// A way to write differences.
pub struct Format {
    /// The word for it on the command line.
    pub name: &'static str,
    /// The extensions of its files.
    pub endings: &'static [&'static str],
    /// Writes them; fails only where the destination does.
    pub write: fn(&Comparison<'_>, Words<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// Every format, the default first.
pub const FORMATS: [Format; 4] = [
    Format {
        name: "text",
        endings: &["txt"],
        write: text::write,
    },
    Format {
        name: "jsonl",
        endings: &["jsonl"],
        write: jsonl::write,
    },
    Format {
        name: "md",
        endings: &["md"],
        write: markdown::write,
    },
    Format {
        name: "html",
        endings: &["html", "htm"],
        write: page::write,
    },
];

/// The sentence that counts the differences.
pub fn closing(comparison: &Comparison<'_>, words: Words<'_>) -> String {
    let mut fields: Vec<(&'static str, Filling)> = What::ALL
        .into_iter()
        .map(|what| (what.word(), comparison.count(what).into()))
        .collect();
    fields.push(("same", comparison.same.into()));
    words("diff_closing", &fields)
}
