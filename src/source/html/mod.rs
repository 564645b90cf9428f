//! HTML: the main content as headings, paragraphs, items and tables; scripts, styles and navigation stay outside.

mod outside;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::encoding::Encoding;
use super::flow::Flow;
use super::layout::Shape;
use super::{Format, Source};
use crate::error::Error;

/// How far into a file its encoding is declared.
const HEAD: usize = 4096;

/// Elements that end a paragraph where they begin and end.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "hr",
    "figure",
    "figcaption",
    "caption",
    "address",
    "fieldset",
    "form",
    "center",
    "body",
    "html",
    "details",
    "summary",
    "legend",
];
/// A main element with so many characters holds the text of its page.
const TEXT: usize = 200;
/// The encoding that a document declares in its head, where that is not a Unicode one, which would show by itself.
pub(super) fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let rest = head.get(at..)?;
    let label: Vec<u8> = rest
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::named(std::str::from_utf8(&label).ok()?).filter(|found| !found.is_unicode())
}

/// Reads the HTML `text`.
///
/// # Errors
/// None today: text of any shape gives passages.
pub(super) fn read(name: &str, text: &str) -> Result<Source, Error> {
    let mut page = Page::of(text, Reach::Strict);
    // Where what stands around the content never ends, it may have swallowed the content, too.
    if page.silent.is_some() {
        page = Page::of(text, Reach::Wide);
    } else if page.has_main() {
        page = Page::of(text, Reach::Main);
    }
    Ok(page.flow.finish(name, Format::Html))
}

/// What of a page is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// What no element says to be left out.
    Wide,
    /// Of that, what no class says to stand around the content.
    Strict,
    /// Of that, what the main element holds, and the title above it.
    Main,
}

struct Page {
    flow: Flow,
    reach: Reach,
    /// The main element under way, and how many of its name are open.
    main: Option<(String, usize)>,
    /// Whether a title is under way.
    title: bool,
    /// How many characters stand in main elements, and how many there are.
    held: usize,
    all: usize,
    /// The element that is left out, and how many of its name are open inside.
    silent: Option<(String, usize)>,
    /// Raised text under way.
    raised: Option<String>,
    /// Whether a link stands in it, which leads to a note.
    linked: bool,
    preformatted: usize,
    lists: usize,
    /// Text of one element, since the tokenizer may cut it.
    whole: String,
}

impl Page {
    /// Reads as much of `text` as `reach` says.
    fn of(text: &str, reach: Reach) -> Self {
        let mut page = Self {
            flow: Flow::default(),
            reach,
            main: None,
            title: false,
            held: 0,
            all: 0,
            silent: None,
            raised: None,
            linked: false,
            preformatted: 0,
            lists: 0,
            whole: String::new(),
        };
        page.read(text);
        page
    }

    /// Whether a main element holds a text of its own, or most of a short page.
    const fn has_main(&self) -> bool {
        (self.held >= TEXT || self.held * 2 >= self.all) && self.held < self.all
    }

    fn read(&mut self, text: &str) {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let tokens: Tokenizer<_, DefaultEmitter<()>> = Tokenizer::new_with_emitter(text, emitter);
        for token in tokens {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    self.flush();
                    self.start(&tag);
                }
                Token::EndTag(tag) => {
                    self.flush();
                    let tag = String::from_utf8_lossy(&tag.name).into_owned();
                    self.end(&tag);
                }
                Token::Comment(comment) if self.silent.is_none() => {
                    self.flush();
                    self.flow.note(&String::from_utf8_lossy(&comment));
                }
                Token::String(text) if self.silent.is_none() => self.whole.push_str(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        self.flush();
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.whole);
        let letters = text.chars().filter(|character| !character.is_whitespace()).count();
        self.all += letters;
        self.held += if self.main.is_some() { letters } else { 0 };
        if self.reach == Reach::Main && self.main.is_none() && !self.title {
            return;
        }
        match &mut self.raised {
            Some(raised) => raised.push_str(&text),
            None if self.preformatted > 0 => {
                let mut lines = text.split('\n');
                self.flow.text(lines.next().unwrap_or_default());
                for line in lines {
                    self.flow.line_break();
                    self.flow.text(line);
                }
            }
            None => self.flow.text(&without_wraps(&text)),
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let name = name.as_str();
        if name == "body" && self.silent.as_ref().is_some_and(|(silent, _)| silent == "head") {
            self.silent = None;
        }
        if let Some((silent, depth)) = &mut self.silent {
            *depth += usize::from(silent == name && !tag.self_closing);
            return;
        }
        let attribute = |wanted: &str| {
            let found = tag
                .attributes
                .iter()
                .find(|(key, _)| key.as_slice() == wanted.as_bytes());
            found
                .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                .unwrap_or_default()
        };
        let span = |wanted: &str| attribute(wanted).trim().parse().unwrap_or(1);
        if outside::is_silent(name, tag, self.reach != Reach::Wide) {
            if outside::has_end(name, tag) {
                match name {
                    // A cell that shows nothing keeps its column.
                    "td" | "th" => self.flow.open_cell(span("rowspan"), span("colspan")),
                    _ if outside::is_inline(name) => {}
                    _ => self.flow.close(),
                }
                self.silent = Some((name.to_owned(), 1));
            }
            return;
        }
        self.enter_main(name, tag);
        match name {
            "br" => self.flow.line_break(),
            "h" | "h1" => self.flow.open(Shape::Heading(1)),
            "h2" => self.flow.open(Shape::Heading(2)),
            "h3" => self.flow.open(Shape::Heading(3)),
            "h4" => self.flow.open(Shape::Heading(4)),
            "h5" => self.flow.open(Shape::Heading(5)),
            "h6" => self.flow.open(Shape::Heading(6)),
            "li" => self.flow.open(Shape::Item),
            "sup" => (self.raised, self.linked) = (Some(String::new()), false),
            "a" => self.linked = true,
            "table" => self.flow.open_table(),
            "tr" => self.flow.open_row(),
            "td" | "th" => self.flow.open_cell(span("rowspan"), span("colspan")),
            "pre" => {
                self.preformatted += 1;
                self.flow.close();
            }
            _ if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
        self.lists += usize::from(matches!(name, "ul" | "ol"));
    }

    /// Notes where the main element and titles begin.
    fn enter_main(&mut self, name: &str, tag: &StartTag<()>) {
        self.title |= name == "h1";
        let mut attributes = tag.attributes.iter();
        let role = attributes.any(|(key, value)| key.as_slice() == b"role" && value.trim_ascii() == b"main");
        match &mut self.main {
            Some((main, depth)) => *depth += usize::from(main == name && !tag.self_closing),
            None if name == "main" || role => self.main = Some((name.to_owned(), 1)),
            None => {}
        }
    }

    /// Notes where they end.
    fn leave_main(&mut self, name: &str) {
        self.title &= name != "h1";
        if let Some((main, depth)) = &mut self.main {
            *depth -= usize::from(main == name);
            if *depth == 0 {
                self.main = None;
            }
        }
    }

    /// A block begins or ends; inside an item it is a part of the item.
    fn block(&mut self) {
        if self.lists > 0 {
            self.flow.open(Shape::Item);
        } else {
            self.flow.close();
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth -= usize::from(silent == name);
            if *depth == 0 {
                self.silent = None;
            }
            return;
        }
        self.leave_main(name);
        match name {
            "sup" => {
                let raised = self.raised.take().unwrap_or_default();
                if !self.linked {
                    self.flow.raised(&raised);
                }
            }
            "h" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" => self.flow.close(),
            "table" => self.flow.close_table(),
            "td" | "th" => self.flow.close_cell(),
            "pre" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.flow.close();
            }
            "ul" | "ol" => {
                self.lists = self.lists.saturating_sub(1);
                self.flow.close();
            }
            // A stray end of a paragraph is an empty one.
            _ if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
    }
}

/// Takes out line ends between characters of scripts that set no spaces between words.
fn without_wraps(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        let (before, after) = rest.split_at(at);
        let left = before.trim_end();
        let right = after.trim_start();
        out.push_str(left);
        let wide = |character: Option<char>| character.is_some_and(|character| character > '\u{2e80}');
        if !(wide(out.chars().next_back()) && wide(right.chars().next())) {
            out.push(' ');
        }
        rest = right;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::flow::lines;
    use super::*;

    fn read_lines(html: &str) -> Vec<String> {
        let source = read("-", html).unwrap();
        lines(&source).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn content_stays_and_what_is_around_it_goes() {
        let cases: &[(&str, &[&str])] = &[
            (
                "<title>x</title><p>共3人</p><script>var n = '<p>5</p>';</script>",
                &["共3人"],
            ),
            (
                "<nav><ul><li>1</li></ul></nav><h2>一、概况</h2><p>a<br>b",
                &["一、概况", "a", "b"],
            ),
            ("<div class='wrap nav'><div>1</div></div><div>2</div>", &["2"]),
            ("<div class='nav'>1<p>2</p>", &["1", "2"]),
            (
                "<p>增长\n  5%，\n其中<b>1</b>&nbsp;万&#20803;</p>",
                &["增长 5%，其中1 万元"],
            ),
            (
                "<p>1.2×10<sup>4</sup>人，5m<sup>2</sup>，见表<sup>[3]</sup></p>",
                &["1.2×10⁴人，5m²，见表"],
            ),
            ("<table><tr><th>a<td>1<tr><th>b<td>2</table>", &["a", "1", "b", "2"]),
            ("<p style='display: none'>1</p><p hidden>2</p>3", &["3"]),
            (
                "<div style='visibility: hidden'><p>1</p></div><p style='color:red'>3</p>",
                &["3"],
            ),
            (
                "<p>共<del>30</del>35人，<s>4</s>5家，<span style='text-decoration: line-through'>6</span>7场</p>",
                &["共35人，5家，7场"],
            ),
            (
                "<table><tr hidden><td>1<td>2</tr><tr><td>a<td style='display:none'>3</td><td>4</tr></table>",
                &["a", "4"],
            ),
            (
                "<p>绿地10<sup>4</sup>公顷，见10<sup><a href=x>4</a></sup></p>",
                &["绿地10⁴公顷，见10"],
            ),
            ("1 < 2 & 3 > 2", &["1 < 2 & 3 > 2"]),
            (
                "<header>会员300家<h1>年报</h1></header><p class=crumb-list>第3版</p><main><p>全年共办展览12场，来客共3人</p></main><div>访问9次</div>",
                &["年报", "全年共办展览12场，来客共3人"],
            ),
            (
                "<div>第1版</div><div role=main><div>全年共办展览3场</div>与5人</div><div>阅读88次</div>",
                &["全年共办展览3场", "与5人"],
            ),
            ("<p>全年共办展览12场</p><main>9</main>", &["全年共办展览12场", "9"]),
            ("<div class='page-footer'>9</div><div class='data-list'>2</div>", &["2"]),
        ];
        for (html, wanted) in cases {
            assert_eq!(read_lines(html), *wanted, "{html}");
        }
    }
}
