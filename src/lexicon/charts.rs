//! Words by which charts tell plans from facts, and a state from a stretch of time. They are read when first asked for.

use std::sync::LazyLock;

use serde::Deserialize;

use super::list::WordList;

/// The words, as they stand in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartWords {
    /// Begin no word: a noun that begins so was cut.
    pub endings: WordList,
    /// Name nothing by themselves.
    pub pronouns: WordList,
    /// Values of one attribute in each string, set apart by spaces.
    one_of: Vec<String>,
    chinese: Plans,
    /// The same in English, in small letters.
    pub english: Plans,
}

/// Words around plans and dates in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plans {
    /// Before a figure that is expected, planned or aimed at.
    pub planned: WordList,
    /// Behind such a word: what was reached after all, or what the plan is compared with.
    pub reached: WordList,
    /// Right behind a figure that is aimed at.
    pub aimed: WordList,
    /// End the header of a column of such figures.
    pub columns: WordList,
    /// Words of a date that is the end of its year.
    pub year_ends: WordList,
}

impl ChartWords {
    /// The words compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<ChartWords> = LazyLock::new(|| {
            // The file is part of the program, and a test reads it.
            #[allow(clippy::expect_used)]
            serde_json::from_str(compiled!("charts")).expect("the words of charts follow their schema")
        });
        &BUILTIN
    }

    /// The words around plans of English, or of Chinese.
    pub const fn plans(&self, english: bool) -> &Plans {
        if english { &self.english } else { &self.chinese }
    }

    /// Whether each of `names` holds another value of one attribute: 男 and 女.
    pub fn are_of_one_attribute(&self, names: &[&str]) -> bool {
        self.one_of.iter().any(|values| {
            let own = |name: &&str| values.split(' ').position(|value| name.contains(value));
            let mut found: Vec<usize> = names.iter().filter_map(own).collect();
            found.sort_unstable();
            found.dedup();
            found.len() == names.len()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_one_attribute_are_known() {
        let words = ChartWords::builtin();
        for (names, wanted) in [
            (["男会员", "女会员"], true),
            (["男", "党员"], false),
            (["女生", "女教师"], false),
        ] {
            assert_eq!(words.are_of_one_attribute(&names), wanted, "{names:?}");
        }
    }
}
