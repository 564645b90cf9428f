//! English words by which figures are set in relation. Only the checks of English sentences ask for them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::list::WordList;

/// The words, as they stand in the file: in lower case, each as whole words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnglishChecks {
    /// Open some parts of a whole.
    pub among: WordList,
    /// Open parts that are all there are.
    pub whole_of: WordList,
    /// Between parts and their sum.
    pub total: WordList,
    /// End or open a list that is not complete.
    pub open_list: WordList,
    /// Right before what is left of a whole.
    pub rest: WordList,
    /// Words of attributes that the same things may have at a time.
    pub attributes: WordList,
    /// Say that the same things are counted more than once.
    pub twice: WordList,
    /// Before the whole of a share or of a part: 42 of the 65.
    pub of_whole: WordList,
    /// End a row of parts: another thing is said behind them.
    pub breaks: WordList,
    /// Before the level from which something changed, and before that to which it did.
    pub from: WordList,
    /// Before the level from which something changed, and before that to which it did.
    pub to: WordList,
    /// Between those and their figure.
    pub about: WordList,
    /// Before a multiple that was not reached, or passed.
    pub exceeding: WordList,
    /// Before a multiple that was not reached, or passed.
    pub nearly: WordList,
    /// Before an amount of change, and before the level that changed.
    pub by: WordList,
    /// Before an amount of change, and before the level that changed.
    pub of: WordList,
    /// Between a change and the level before it.
    pub than: WordList,
    /// Before the level before, behind up 12%.
    pub from_level: WordList,
    /// Open a sentence about the level at the end of the one before.
    pub this: WordList,
    /// Before numbers that are names.
    pub labels: WordList,
    /// Between two levels that are compared.
    pub against: WordList,
    /// Behind an amount of change that something is more by, or less.
    pub higher: WordList,
    /// Behind an amount of change that something is more by, or less.
    pub lower: WordList,
    /// Nouns of change before its amount.
    pub growth: WordList,
    /// Adverbs of change before its amount.
    pub up_down: WordList,
    /// Verbs and nouns of rising and of falling, before two levels.
    pub rises: WordList,
    /// Verbs and nouns of rising and of falling, before two levels.
    pub falls: WordList,
    /// Verbs that give each thing its share.
    pub share: WordList,
    /// Behind the head of a noun phrase.
    pub behind_head: WordList,
    /// Verbs right behind a number that stands for things already named.
    pub copulas: WordList,
    /// Join the last of a row to those before.
    pub joint_words: WordList,
    /// Between an amount and its share.
    pub or: WordList,
    /// Nouns of rates, between a part and its rate.
    pub rates: WordList,
    /// Verbs of holding events.
    pub held: WordList,
    /// Before the places of events.
    pub at: WordList,
    /// What is held.
    pub event: WordList,
    /// Say that one event had several places.
    pub joint: WordList,
    /// Nouns of things that a list names one by one.
    pub listed: WordList,
    /// Between a number of things and their names in running text.
    pub list_of: WordList,
    /// Before a number of things that are all meant.
    pub definite: WordList,
    /// Before a number of things out of more.
    pub some_of: WordList,
    /// Bases of a change that are no earlier level.
    pub plans: WordList,
    /// Small words inside names.
    pub name_words: WordList,
    /// Between two dates.
    pub until: WordList,
    /// Marks that are adverbs, which need no pause behind them.
    pub adverbs: WordList,
    /// Marks the last point.
    pub last_marker: WordList,
    /// Before a number that is not reached, and behind one that is passed: nearly 400 or more.
    pub below: WordList,
    /// Before a number that is not reached, and behind one that is passed: nearly 400 or more.
    pub upward: WordList,
    /// Between a number of years and the years themselves.
    pub years_of: WordList,
    /// Before a number of days that something took.
    pub lasting: WordList,
    /// Behind the number of an anniversary.
    pub anniversary: WordList,
    /// Before the year in which something began.
    pub founded: WordList,
    /// Ends of lengths of time in years.
    pub years: WordList,
    /// Say that something happens every year.
    pub each_year: WordList,
    /// Say that some of those years were left out, or are not those of the calendar.
    pub interrupted: WordList,
    /// Name the level before a change as such, right behind it.
    pub earlier: WordList,
    /// Nouns of change behind its amount.
    pub moves: WordList,
    /// Before what two amounts are apart by.
    pub balances: WordList,
    /// Before those, where they follow from the amounts.
    pub leaving: WordList,
    /// Rates of a count in another that is told before it.
    pub part_rates: WordList,
    /// Behind a share, where the whole was told before.
    pub of_total: WordList,
    /// Heads of nouns that people of other nouns make up.
    pub collective: WordList,
    /// Behind a number of years that followed one another.
    pub in_a_row: WordList,
    /// Marks of points, each with its number.
    pub markers: BTreeMap<String, usize>,
    /// Days of the week from Sunday, which is 0.
    pub weekdays: BTreeMap<String, u32>,
    /// Verbs and adverbs that say how many times a level became another, in hundredths.
    pub multiples: BTreeMap<String, i64>,
}

impl EnglishChecks {
    /// The words compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<EnglishChecks> = LazyLock::new(|| {
            // The file is part of the program, and a test reads it.
            #[allow(clippy::expect_used)]
            serde_json::from_str(compiled!("english_checks"))
                .expect("the English words of the checks follow their schema")
        });
        &BUILTIN
    }
}
