//! Case files: how they are written, and what they say.
//!
//! ```text
//! ## a heading
//! 近300余家企业参会。
//!   300余家 | value 300 | 300..399 | over | unit 家 | noun 企业
//! ```
//!
//! A line that is not indented is a text; the indented lines below say what it must give, one numeral each, in
//! the order of the text. First comes the column `text`, then in any order:
//!
//! | written | means |
//! | --- | --- |
//! | `= 300` | value 300, bounds 300 and 300, qualifier exact |
//! | `300..399`, `300..`, `..300` | lower and upper; an end left out is open |
//! | `over`, `up`, `date` | the qualifier, the change, the kind of that name |
//! | `at 2:5` | line and column |
//! | `unit 家`, `noun` | any column with what it holds; nothing behind the name: empty |
//!
//! An expectation without a kind is one of a claim, and every claim of the text must be named. Documents of more
//! than one line stand between `>>> txt` (or `md`) and `<<<`; ␌ is a page break and ␉ a tab in them. From the heading
//! `# open` on, to the next heading with one `#`, stand cases that do not hold yet.

use std::fs;
use std::path::Path;

use tongji::claim::Kind;
use tongji::document::{FORMATS, Format};

const QUALIFIERS: [&str; 9] = [
    "exact", "about", "over", "nearly", "under", "at_least", "at_most", "range", "several",
];
const CHANGES: [&str; 3] = ["level", "up", "down"];

/// A text and what must be read from it.
pub struct Case {
    /// File and line of the text.
    pub place: String,
    pub text: String,
    pub format: Format,
    pub wanted: Vec<Wanted>,
    /// Whether it is known not to hold yet.
    pub open: bool,
}

/// One numeral.
pub struct Wanted {
    /// File and line.
    pub place: String,
    pub text: String,
    /// Columns with what they must hold.
    pub cells: Vec<(&'static str, String)>,
}

impl Wanted {
    pub fn kind(&self) -> &str {
        let kind = self.cells.iter().find(|(column, _)| *column == "kind");
        kind.map_or("claim", |(_, kind)| kind)
    }
}

/// The cases of the file at `path`.
pub fn read(path: &Path) -> Vec<Case> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap();
    let mut reader = Reader {
        cases: Vec::new(),
        open: false,
        block: None,
    };
    for (at, line) in text.lines().enumerate() {
        reader.line(format!("{name}:{}", at + 1), line);
    }
    assert!(reader.block.is_none(), "{name}: a document is not closed");
    reader.cases
}

struct Reader {
    cases: Vec<Case>,
    open: bool,
    /// The document under way.
    block: Option<Case>,
}

impl Reader {
    fn line(&mut self, place: String, line: &str) {
        if let Some(case) = &mut self.block {
            if line == "<<<" {
                self.cases.extend(self.block.take());
            } else {
                let line = line.replace('␌', "\u{c}").replace('␉', "\t").replace('␍', "\r");
                case.text.push_str(&line);
                case.text.push('\n');
            }
        } else if let Some(ending) = line.strip_prefix(">>> ") {
            self.block = Some(self.case(place, String::new(), ending));
        } else if line.starts_with('#') {
            self.open = line == "# open" || (self.open && line.starts_with("##"));
        } else if line.starts_with(' ') {
            let wanted = wanted(place, line.trim());
            self.cases.last_mut().expect("a text first").wanted.push(wanted);
        } else if !line.is_empty() {
            let case = self.case(place, line.to_owned(), "txt");
            self.cases.push(case);
        }
    }

    fn case(&self, place: String, text: String, ending: &str) -> Case {
        let reader = FORMATS.iter().find(|reader| reader.endings.contains(&ending));
        let format = reader.unwrap_or_else(|| panic!("{place}: {ending}?")).format;
        Case {
            place,
            text,
            format,
            wanted: Vec::new(),
            open: self.open,
        }
    }
}

fn wanted(place: String, line: &str) -> Wanted {
    let mut parts = line.split(" | ");
    let text = parts.next().unwrap_or_default().to_owned();
    let cells = parts.flat_map(|part| cells(&place, part.trim())).collect();
    Wanted { place, text, cells }
}

/// The columns that `part` speaks of.
fn cells(place: &str, part: &str) -> Vec<(&'static str, String)> {
    let (name, rest) = part.split_once(' ').unwrap_or((part, ""));
    let text = |text: &str| crate::data::normal(text.trim());
    if name == "=" {
        let value = || text(rest);
        return vec![
            ("value", value()),
            ("lower", value()),
            ("upper", value()),
            ("qualifier", "exact".to_owned()),
        ];
    }
    if let Some((lower, upper)) = part.split_once("..").filter(|_| !part.contains(' ')) {
        return vec![("lower", text(lower)), ("upper", text(upper))];
    }
    if let Some((line, column)) = rest.split_once(':').filter(|_| name == "at") {
        return vec![("line", text(line)), ("column", text(column))];
    }
    vec![one(place, name, rest)]
}

/// The column that a single word, or a column's name and its contents, speaks of.
fn one(place: &str, name: &str, rest: &str) -> (&'static str, String) {
    let column = tongji::table::COLUMNS.iter().find(|field| field.column.name == name);
    if let Some(field) = column {
        return (field.column.name, crate::data::normal(rest.trim()));
    }
    assert!(rest.is_empty(), "{place}: no column {name}");
    let word = name.to_owned();
    match name {
        name if QUALIFIERS.contains(&name) => ("qualifier", word),
        name if CHANGES.contains(&name) => ("change", word),
        name if Kind::named(name).is_some() => ("kind", word),
        _ => panic!("{place}: no word {name}"),
    }
}
