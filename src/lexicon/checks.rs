//! Words by which figures are set in relation. Only the checks ask for them, so they are read when first asked for.

use std::sync::LazyLock;

use serde::Deserialize;

use super::list::WordList;

/// The words, as they stand in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checks {
    /// Open the parts of a whole.
    pub among: WordList,
    /// Open parts that are all there are.
    pub whole_of: WordList,
    /// Behind such parts: 由…组成.
    pub made_of: WordList,
    /// Between parts and their sum.
    pub total: WordList,
    /// End a list that is not complete.
    pub open_list: WordList,
    /// Say that only the greatest are named.
    pub foremost: WordList,
    /// Open what is left of a whole.
    pub rest: WordList,
    /// Words of attributes that the same things may have at a time.
    pub attributes: WordList,
    /// Say that the same things are counted more than once.
    pub twice: WordList,
    /// Say so in a note behind a list.
    pub counted_twice: WordList,
    /// End a list of places each of which held so many.
    pub each: WordList,
    /// Behind which the share of a whole stands.
    pub share: WordList,
    /// Before the whole of a share.
    pub takes: WordList,
    /// Between that whole, or the part, and the share.
    pub weight: WordList,
    /// Tell how much of something was done.
    pub rated: WordList,
    /// Before a figure that is compared with.
    pub compare: WordList,
    /// Name the level before a change as such.
    pub earlier: WordList,
    /// Before the first level of a change.
    pub from: WordList,
    /// Before the last level of a change.
    pub to: WordList,
    /// Verbs of holding events, behind their places.
    pub held: WordList,
    /// Units of events.
    pub event: WordList,
    /// Before places.
    pub at: WordList,
    /// Words by which places are no places of one event each.
    pub not_at: WordList,
    /// Say that markers follow.
    pub following: WordList,
    /// Say that something happens every year.
    pub annual: WordList,
    /// Say that something happens once in each of several years.
    pub each_year: WordList,
    /// Say that some of those years were left out, or are not those of the calendar.
    pub interrupted: WordList,
    /// Before the figure that was reached.
    pub reached: WordList,
    /// Ends of nouns that are rates.
    pub rates: WordList,
    /// Rates that are told in units of their own.
    pub own_rates: WordList,
    /// Ends of nouns that are rates of growth.
    pub growth: WordList,
    /// Units of growth that rates of growth do not have.
    pub times: WordList,
    /// Units of a difference between rates.
    pub points: WordList,
    /// Marks of file names that say Chinese.
    pub chinese_mark: WordList,
    /// Marks of file names that say English.
    pub english_mark: WordList,
    /// Open an abstract in Chinese.
    pub chinese_abstract: WordList,
    /// Open an abstract in English.
    pub english_abstract: WordList,
    /// Open what stands beside a list and is no part of it.
    pub besides: WordList,
    /// Say that a figure stands for each of several.
    pub apiece: WordList,
    /// The unit of doublings.
    pub doubling: WordList,
    /// The verb before doublings.
    pub doubles: WordList,
    /// Open words that name a whole as such.
    pub of_all: WordList,
    /// Kinds of figures that no amount of another kind is a whole of.
    pub paces: WordList,
    /// Say that an amount was added, and is no part of what stands now.
    pub added: WordList,
    /// Open the names of things that were counted.
    pub named: WordList,
    /// Between a part and its share.
    pub alias: WordList,
    /// Put a part inside a whole.
    pub inside: WordList,
    /// Words of grammar, which no name holds.
    pub grammar: WordList,
    /// Join the names of a list.
    pub join: WordList,
    /// Words that hold one of those and join nothing.
    pub not_join: WordList,
    /// Names of Sunday, which has no number.
    pub sundays: WordList,
    /// Nouns that are numbers of people.
    pub heads: WordList,
    /// Units that are numbers of times people came.
    pub visits: WordList,
    /// Say that prices or scope are another.
    pub comparable: WordList,
    /// Say that a level stayed what it was.
    pub unchanged: WordList,
    /// Adverbs before that.
    pub nearly: WordList,
    /// Ends of words that say that something is an amount.
    pub amount: WordList,
    /// Say how far two amounts are apart.
    pub balance: WordList,
    /// Open the criterion by which a whole is divided.
    pub by: WordList,
    /// End such a criterion.
    pub sorted: WordList,
    /// Between a whole and a figure that counts some of it.
    pub inside_of: WordList,
    /// Name the level before something was added, what was added, and the level behind it.
    pub beforehand: WordList,
    /// What was added.
    pub this_time: WordList,
    /// The level behind it.
    pub afterwards: WordList,
    /// Nouns that any part may be counted by.
    pub generic: WordList,
    /// Before the number of years from one to another.
    pub lasted: WordList,
    /// Behind a number of years that is the term of a contract.
    pub term: WordList,
    /// Kinds of which one thing may be several.
    pub crossing: WordList,
    /// Open those who did what is told.
    pub passive: WordList,
    /// Say what an amount was used for.
    pub used_for: WordList,
    /// Open the parts of a list that may name only some.
    pub some: WordList,
    /// Say that an amount was set aside for something.
    pub arranged: WordList,
    /// Say that a list of points goes on in other words.
    pub more: WordList,
    /// Say without a number that a level was doubled.
    pub doubled: WordList,
    /// Name amounts whose growth is told in other prices.
    pub real_terms: WordList,
    /// End a clause that opens with the level before.
    pub beside: WordList,
    /// Open a growth that is one of each year.
    pub yearly: WordList,
    /// Open what an amount was spent on.
    pub spent: WordList,
    /// Degrees and titles of which one person is counted by the highest.
    pub grades: WordList,
    /// Ends of numbers of days.
    pub days: WordList,
    /// Ends of numbers of years since something began.
    pub anniversary: WordList,
    /// Say that something began.
    pub founded: WordList,
    /// Before a time of day.
    pub clock: WordList,
    /// Before the places that things come from.
    pub coming_from: WordList,
    /// Say that a share is one of a company, and whose capital is the whole.
    pub stakes: WordList,
    /// Name the whole of such a share.
    pub capital: WordList,
    /// Open a count of what should come.
    pub due: WordList,
    /// What things come from, behind its number.
    pub origins: WordList,
    /// Before what a level rose by in all.
    pub net: WordList,
    /// Before the number of a point.
    pub ordinal: WordList,
    /// Mark the first of several points without a number.
    pub firstly: WordList,
    /// Mark the next of them.
    pub then: WordList,
    /// Mark the last of them.
    pub finally: WordList,
    /// Right before a number of years that followed one another.
    pub in_a_row: WordList,
    /// Say that a work was begun on a date before them.
    pub begun: WordList,
    /// Say that it was ended.
    pub ended: WordList,
    /// Before a whole whose share is told: 为年计划50亿元的95%.
    pub based: WordList,
    /// Ends of names of sources of money, of which none is part of another.
    pub sources: WordList,
    /// Rates of a count in another that is told with it.
    pub part_rates: WordList,
    /// Say that a count is what really came.
    pub in_fact: WordList,
    /// Say that a figure counts all there are.
    pub in_all: WordList,
    /// Labels of rows and columns that are sums of others.
    pub sums: WordList,
    /// End the labels of such rows.
    pub sum_ends: WordList,
    /// Begin the labels of such rows.
    pub sum_opens: WordList,
    /// Begin the labels of rows that are taken away.
    pub minus: WordList,
    /// Cells that say that there is none.
    pub nil: WordList,
    /// Stand behind a figure that a note below explains.
    pub notes: WordList,
}

impl Checks {
    /// The words compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Checks> = LazyLock::new(|| {
            // The file is part of the program, and a test reads it.
            #[allow(clippy::expect_used)]
            serde_json::from_str(compiled!("checks")).expect("the words of the checks follow their schema")
        });
        &BUILTIN
    }
}
