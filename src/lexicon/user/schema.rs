//! Which sections a reader's file may have, and which fields their entries.

use super::Reading;
use super::entry;
use super::sheet::{Named, Placed, Sheet, Value};
use crate::error::Error;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A word or a sentence.
    Text,
    /// A list of words.
    Words,
    /// Yes or no.
    Flag,
    /// A list of sentences, or of tables that say what is expected of one.
    Examples,
}

/// A field of an entry.
struct Rule {
    name: &'static str,
    form: Form,
    required: bool,
}

/// A section: its name, what its entries have, and what makes entries of them.
struct Section {
    name: &'static str,
    rules: &'static [Rule],
    take: fn(&Entry<'_>, &mut Sheet<'_>, &mut Reading),
}

const DOC: Rule = free("doc", Form::Text);
const EXAMPLES: Rule = free("examples", Form::Examples);
const CUE: &[Rule] = &[
    needed("qualifier", Form::Text),
    needed("words", Form::Words),
    free("not_after", Form::Text),
    DOC,
    EXAMPLES,
];

/// Every section.
const SECTIONS: [Section; 5] = [
    Section {
        name: "unit",
        take: entry::unit,
        rules: &[
            needed("dimension", Form::Text),
            needed("kind", Form::Text),
            needed("forms", Form::Words),
            free("strong", Form::Flag),
            free("ordinal", Form::Flag),
            free("scaled", Form::Flag),
            DOC,
            EXAMPLES,
        ],
    },
    Section {
        name: "metric",
        take: entry::metric,
        rules: &[
            needed("id", Form::Text),
            needed("heads", Form::Words),
            free("not", Form::Words),
            free("units", Form::Words),
            DOC,
            EXAMPLES,
        ],
    },
    Section {
        name: "before",
        take: entry::before,
        rules: CUE,
    },
    Section {
        name: "after",
        take: entry::after,
        rules: CUE,
    },
    Section {
        name: "name",
        take: entry::name,
        rules: &[
            needed("words", Form::Words),
            free("why", Form::Text),
            free("kind", Form::Text),
            free("not_after", Form::Text),
            DOC,
            EXAMPLES,
        ],
    },
];

const fn needed(name: &'static str, form: Form) -> Rule {
    Rule {
        name,
        form,
        required: true,
    }
}

const fn free(name: &'static str, form: Form) -> Rule {
    Rule {
        name,
        form,
        required: false,
    }
}

/// The fields of one entry, each of the form that its section asks for.
pub(super) struct Entry<'f> {
    fields: &'f [Named],
}

impl Entry<'_> {
    /// What a field of text holds.
    pub fn text(&self, name: &str) -> Option<Placed<&str>> {
        let found = self.value(name)?;
        match &found.value {
            Value::Text(text) => Some(Placed {
                at: found.at,
                value: text,
            }),
            _ => None,
        }
    }

    /// The words of a list.
    pub fn told(&self, name: &str) -> Vec<Placed<&str>> {
        let list = self.list(name).iter();
        list.filter_map(|word| match &word.value {
            Value::Text(text) => Some(Placed {
                at: word.at,
                value: text.as_str(),
            }),
            _ => None,
        })
        .collect()
    }

    /// What stands in a list.
    pub fn list(&self, name: &str) -> &[Placed<Value>] {
        match self.value(name).map(|found| &found.value) {
            Some(Value::List(list)) => list,
            _ => &[],
        }
    }

    /// Whether a field says yes.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.value(name).map(|found| &found.value), Some(Value::Flag(true)))
    }

    fn value(&self, name: &str) -> Option<&Placed<Value>> {
        let found = self.fields.iter().find(|field| field.name.value == name);
        found.map(|field| &field.value)
    }
}

/// Reads a file section by section.
pub(super) fn read(sheet: &mut Sheet<'_>, reading: &mut Reading) {
    for field in sheet.fields() {
        let Some(section) = SECTIONS.iter().find(|section| section.name == field.name.value) else {
            let known: Vec<String> = SECTIONS.iter().map(|section| format!("[[{}]]", section.name)).collect();
            let error = Error::new("lexicon_section").with("name", field.name.value.as_str());
            sheet.fault(field.name.at, error.with("known", known.join(", ")));
            continue;
        };
        match &field.value.value {
            Value::List(entries) => entries.iter().for_each(|entry| one(section, entry, sheet, reading)),
            _ => {
                let error = Error::new("lexicon_not_list").with("name", section.name);
                sheet.fault(field.name.at, error);
            }
        }
    }
}

fn one(section: &Section, value: &Placed<Value>, sheet: &mut Sheet<'_>, reading: &mut Reading) {
    let Value::Table(fields) = &value.value else {
        sheet.fault(value.at, Error::new("lexicon_not_list").with("name", section.name));
        return;
    };
    if is_sound(section, value.at, fields, sheet) {
        let entry = Entry { fields };
        (section.take)(&entry, sheet, reading);
    }
}

/// Whether the fields are those of the section, each of its form; notes what is not.
fn is_sound(section: &Section, at: usize, fields: &[Named], sheet: &mut Sheet<'_>) -> bool {
    let mut sound = true;
    for field in fields {
        let name = field.name.value.as_str();
        let fault = match section.rules.iter().find(|rule| rule.name == name) {
            None => {
                let known: Vec<&str> = section.rules.iter().map(|rule| rule.name).collect();
                let error = Error::new("lexicon_field").with("name", name);
                let error = error.with("section", section.name).with("known", known.join(", "));
                Some((field.name.at, error))
            }
            Some(rule) => {
                misfit(rule.form, &field.value).map(|at| (at, Error::new(rule.form.key()).with("name", name)))
            }
        };
        if let Some((at, error)) = fault {
            sheet.fault(at, error);
            sound = false;
        }
    }
    let given = |rule: &&Rule| fields.iter().any(|field| field.name.value == rule.name);
    for rule in section.rules.iter().filter(|rule| rule.required && !given(rule)) {
        let error = Error::new("lexicon_missing").with("name", rule.name);
        sheet.fault(at, error.with("section", section.name));
        sound = false;
    }
    sound
}

/// Where `value` is not what `form` asks for.
fn misfit(form: Form, value: &Placed<Value>) -> Option<usize> {
    match (form, &value.value) {
        (Form::Text, Value::Text(_)) | (Form::Flag, Value::Flag(_)) => None,
        (Form::Words, Value::List(words)) if !words.is_empty() => {
            let other = words.iter().find(|word| !matches!(word.value, Value::Text(_)));
            other.map(|word| word.at)
        }
        (Form::Examples, Value::List(examples)) => {
            let other = examples
                .iter()
                .find(|example| !matches!(example.value, Value::Text(_) | Value::Table(_)));
            other.map(|example| example.at)
        }
        _ => Some(value.at),
    }
}

impl Form {
    /// The sentence for a field that is not of this form.
    const fn key(self) -> &'static str {
        match self {
            Self::Text => "lexicon_wants_text",
            Self::Words => "lexicon_wants_words",
            Self::Flag => "lexicon_wants_flag",
            Self::Examples => "lexicon_wants_examples",
        }
    }
}
