//! What the reader of TOML finds wrong, in Chinese. It speaks English alone, in sentences of few shapes.

use super::message::{Language, sentence};
use crate::error::Field;

/// What types of values the reader names, and the keys of their words.
const TYPES: [(&str, &str); 5] = [
    ("a sequence", "toml_list"),
    ("a string", "toml_text"),
    ("a boolean", "toml_truth"),
    ("a map", "toml_table"),
    ("struct ", "toml_table"),
];

/// `reason` in Chinese.
pub fn in_chinese(reason: &str) -> String {
    let say = |key, fields: &[(&'static str, Field)]| sentence(Language::Zh, key, fields);
    let quoted = |begin: &str| {
        let rest = reason.strip_prefix(begin)?;
        rest.split('`').next().map(str::to_owned)
    };
    let expected = reason.rsplit_once("expected ").map_or("", |(_, expected)| expected);
    let known = || Field::from(names(expected).join(", "));
    if let Some(name) = quoted("unknown field `") {
        return say("toml_field", &[("name", name.into()), ("known", known())]);
    }
    if let Some(name) = quoted("unknown variant `") {
        return say("toml_variant", &[("name", name.into()), ("known", known())]);
    }
    if let Some(name) = quoted("missing field `") {
        return say("toml_missing", &[("name", name.into())]);
    }
    if reason.starts_with("duplicate") {
        return say("toml_twice", &[]);
    }
    let of_type = TYPES.iter().find(|(name, _)| expected.starts_with(name));
    match (of_type, names(expected).as_slice()) {
        (Some((_, key)), _) => say("toml_type", &[("expected", Field::Key(key))]),
        (None, [mark, ..]) => say("toml_mark", &[("expected", (*mark).into())]),
        (None, []) => say("toml_syntax", &[]),
    }
}

/// The names in backquotes.
fn names(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_in_chinese() {
        for text in [
            "inputs = [\nlevels",
            "inputz = ['a']",
            "inputs = 'a'",
            "fail-on = 'x'",
            "inputs = ",
            "inputs = a",
            "inputs",
            "[levels",
            "baseline = 'a'\nbaseline = 'b'",
            "baseline = \"a",
            "[[invariants]]\nlevel = 'error'",
            "[[invariants]]\nholds = 'a > 1'\nrequire = 'x'",
            "= 3",
        ] {
            let error = crate::settings::Settings::parse("a.toml", text).unwrap_err();
            let told = super::super::message::of_error(Language::Zh, &error);
            let rest = told.trim_start_matches("a.toml");
            let english = rest.split(|letter: char| !letter.is_ascii_alphabetic());
            let known = [
                "inputs",
                "inputz",
                "lexicon",
                "baseline",
                "fail",
                "on",
                "levels",
                "figures",
                "invariants",
                "info",
                "warning",
                "error",
                "x",
                "holds",
                "true",
                "false",
                "TOML",
                "",
            ];
            let strange: Vec<&str> = english.filter(|word| !known.contains(word)).collect();
            assert!(strange.is_empty(), "{told}: {strange:?}");
        }
    }
}
