//! What of a page is no text of the document: scripts and styles, and what stands around the content.

use html5gum::StartTag;

/// Elements whose content is no text of the document.
const SILENT: &[&str] = &[
    "script", "style", "head", "title", "template", "noscript", "svg", "canvas", "iframe", "object", "audio", "video",
    "select", "button", "textarea", "nav", "footer", "aside", "datalist", "dialog",
];
/// Elements whose text is struck out, where what stands around the content is left out.
const STRUCK: &[&str] = &["del", "s", "strike"];
/// Elements that stand in a line of text, which goes on behind them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
];
/// Elements whose content is raw text for the tokenizer.
const RAW: &[&str] = &[
    "script", "style", "iframe", "textarea", "noscript", "title", "xmp", "noframes",
];
/// Elements that hold nothing and never end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];
/// Words of `class`, `id` and `role` that mark what stands around the content of a page, alone or with [`FILL`]:
/// nav-bar, page_footer.
const AROUND: &[&str] = &[
    "ad",
    "ads",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "contentinfo",
    "copyright",
    "crumb",
    "crumbs",
    "footer",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "pagination",
    "recommend",
    "related",
    "search",
    "share",
    "sidebar",
    "site-footer",
    "site-header",
    "toolbar",
    "topbar",
];
/// Words that say nothing of their own in the names of such elements.
const FILL: &[&str] = &[
    "area",
    "bar",
    "block",
    "bottom",
    "box",
    "container",
    "content",
    "global",
    "header",
    "inner",
    "links",
    "list",
    "main",
    "page",
    "section",
    "site",
    "top",
    "wrap",
    "wrapper",
];

/// Whether an element is left out, by its name and attributes, or where `classes` are looked at by those.
pub(super) fn is_silent(name: &str, tag: &StartTag<()>, classes: bool) -> bool {
    if SILENT.contains(&name) || (classes && STRUCK.contains(&name)) {
        return true;
    }
    let of_structure = matches!(
        name,
        "html" | "body" | "table" | "tr" | "td" | "th" | "tbody" | "main" | "article"
    );
    let classes = classes && !of_structure;
    let mut attributes = tag.attributes.iter();
    attributes.any(|(key, value)| {
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        match key.as_slice() {
            b"hidden" => true,
            b"style" => hides(&value, name),
            b"class" | b"id" | b"role" => classes && value.split_ascii_whitespace().any(is_around),
            _ => false,
        }
    })
}

/// Whether a style does not show the element `name`, or strikes its text out. A row, a column or a cell that is only invisible
/// keeps its place, but shows as little.
fn hides(style: &str, name: &str) -> bool {
    style
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .any(|(property, value)| {
            let value = value.trim().trim_end_matches("!important").trim_end();
            match property.trim() {
                "display" => value == "none",
                "visibility" => matches!(value, "hidden" | "collapse"),
                "text-decoration" | "text-decoration-line" => value.contains("line-through") && name != "body",
                _ => false,
            }
        })
}

/// Whether text goes on behind the element `name`.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether an element that is left out has an end of its own.
pub(super) fn has_end(name: &str, tag: &StartTag<()>) -> bool {
    let ends = tag.self_closing && !RAW.contains(&name);
    !(ends || VOID.contains(&name))
}

/// Whether a name of an element says that it stands around the content.
fn is_around(name: &str) -> bool {
    let mut parts = name.split(['-', '_']);
    let known = |part: &str| AROUND.contains(&part) || FILL.contains(&part);
    AROUND.contains(&name) || (parts.clone().any(|part| AROUND.contains(&part)) && parts.all(known))
}
