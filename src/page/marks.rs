//! Marks: which bytes of a document are figures, and which belong to findings.

use super::findings::{Shown, is_in_text};
use super::{Choice, Document, Words};
use crate::chart;
use crate::check::Operand;
use crate::claim::{Entry, Kind};
use crate::lexicon::OTHER;
use crate::span::Span;

/// A piece of text with one look.
pub struct Segment<'a> {
    /// The text.
    pub text: &'a str,
    /// What it is.
    pub look: Look,
    /// The findings that it is an operand of: their numbers with a space between, or nothing.
    pub findings: String,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing that is marked.
    Plain,
    /// A claim: its number in the page, the place of its metric, and its colour.
    Claim(usize, usize, usize),
    /// A numeral that was set aside.
    Aside(&'static str),
    /// One that stands between the words, such as the mark of a citation.
    Raised(&'static str),
}

/// How many colours there are beside grey, whose number this is.
const COLOURS: usize = 7;

/// The metrics of a page, the most frequent first and the one for all others last.
pub struct Metrics(Vec<(String, usize)>);

impl Metrics {
    /// The metrics of `claims`.
    pub fn of<'a>(claims: impl Iterator<Item = &'a Entry>) -> Self {
        let mut counted: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        claims.for_each(|claim| *counted.entry(&claim.metric).or_default() += 1);
        let mut metrics: Vec<(String, usize)> = counted.into_iter().map(|(id, count)| (id.to_owned(), count)).collect();
        metrics.sort_by_key(|(id, count)| (id == OTHER, std::cmp::Reverse(*count)));
        Self(metrics)
    }

    /// The place of a metric.
    pub fn place(&self, id: &str) -> usize {
        self.0.iter().position(|(known, _)| known == id).unwrap_or_default()
    }

    /// The colours of all, in order: grey for all others, and one of seven.
    pub fn colours(&self) -> Vec<usize> {
        let colour = |(at, (id, _)): (usize, &(String, usize))| if id == OTHER { COLOURS } else { at % COLOURS };
        self.0.iter().enumerate().map(colour).collect()
    }

    /// The names of all, in order.
    pub fn names(&self, words: Words<'_>) -> Vec<String> {
        self.0.iter().map(|(id, _)| chart::metric_name(id, words)).collect()
    }

    /// The metrics as a reader can hide them.
    pub fn choices(&self, words: Words<'_>) -> Vec<Choice> {
        let names = self.names(words).into_iter().zip(&self.0).enumerate();
        let colours = self.colours();
        let choice = |(index, (name, (_, count))): (usize, (String, &(String, usize)))| Choice {
            index,
            colour: colours.get(index).copied().unwrap_or(COLOURS),
            name,
            count: *count,
        };
        names.map(choice).collect()
    }
}

/// The marks of one document, in the order of the text.
pub struct Marks<'a> {
    text: &'a str,
    figures: Vec<(Span, Look)>,
    operands: Vec<(Span, usize)>,
    /// How many claims the document has.
    pub claims: usize,
}

impl<'a> Marks<'a> {
    /// The marks of `document`, whose claims are numbered from `first` on.
    pub fn new<'s>(
        document: &Document<'a>,
        findings: impl Iterator<Item = &'s Shown<'s>>,
        first: usize,
        metrics: &Metrics,
    ) -> Self {
        let mut claims = 0;
        let colours = metrics.colours();
        let mut figures: Vec<(Span, Look)> = Vec::with_capacity(document.entries.len());
        for entry in document.entries {
            let look = if entry.kind == Kind::Claim {
                claims += 1;
                let metric = metrics.place(&entry.metric);
                let colour = colours.get(metric).copied().unwrap_or(COLOURS);
                Look::Claim(first + claims - 1, metric, colour)
            } else {
                Look::Aside(entry.why)
            };
            figures.push((Span::new(entry.start, entry.end), look));
        }
        let mut operands: Vec<(Span, usize)> = Vec::new();
        for shown in findings {
            let own = |operand: &&Operand| is_in_text(operand) && operand.source == document.source.name;
            let all = shown
                .operands
                .iter()
                .filter(own)
                .map(|operand| Span::new(operand.start, operand.end));
            operands.extend(all.map(|span| (span, shown.number)));
        }
        operands.sort_unstable();
        Self {
            text: &document.source.text,
            figures,
            operands,
            claims,
        }
    }

    /// The text of `span`, cut where a mark begins or ends.
    pub fn segments(&self, span: Span) -> Vec<Segment<'a>> {
        let first = self.figures.partition_point(|(figure, _)| figure.end <= span.start);
        let figures = self
            .figures
            .iter()
            .skip(first)
            .take_while(|(figure, _)| figure.start < span.end);
        let mut segments = Vec::new();
        let mut at = span.start;
        for (figure, look) in figures {
            let inside = Span::new(figure.start.max(at), figure.end.min(span.end));
            self.plain(Span::new(at, inside.start), &mut segments);
            self.push(inside, *look, &mut segments);
            at = inside.end.max(at);
        }
        self.plain(Span::new(at, span.end), &mut segments);
        segments
    }

    /// Whether a numeral stands in `span`.
    pub fn any(&self, span: Span) -> bool {
        let first = self.figures.partition_point(|(figure, _)| figure.end <= span.start);
        self.figures
            .get(first)
            .is_some_and(|(figure, _)| figure.start < span.end)
    }

    /// The numerals of a gap between passages with the text around them up to so many bytes: lines of their own.
    pub fn around(&self, gap: Span, near: usize) -> Vec<Span> {
        let first = self.figures.partition_point(|(figure, _)| figure.end <= gap.start);
        let mut spans: Vec<Span> = Vec::new();
        for (figure, _) in self
            .figures
            .iter()
            .skip(first)
            .take_while(|(figure, _)| figure.start < gap.end)
        {
            let ahead = Span::new(gap.start, figure.start).of(self.text);
            let behind = Span::new(figure.end, gap.end).of(self.text);
            let line = ahead.rfind('\n').map_or(gap.start, |end| gap.start + end + 1);
            let start = self
                .text
                .ceil_char_boundary(line.max(figure.start.saturating_sub(near)));
            let end = figure.end + behind.find('\n').unwrap_or(behind.len());
            let end = self.text.floor_char_boundary(end.min(figure.end + near));
            match spans.last_mut() {
                Some(last) if start <= last.end => last.end = end.max(last.end),
                _ => spans.push(Span::new(start, end)),
            }
        }
        spans
    }

    /// The numerals of a gap inside a passage, such as marks of citations, without what is around them.
    pub fn alone(&self, gap: Span) -> Vec<Segment<'a>> {
        let first = self.figures.partition_point(|(figure, _)| figure.start < gap.start);
        let own = self
            .figures
            .iter()
            .skip(first)
            .take_while(|(figure, _)| figure.end <= gap.end);
        let mut segments = Vec::new();
        for (figure, look) in own {
            if let Look::Aside(why) = look {
                self.push(*figure, Look::Raised(why), &mut segments);
            } else {
                self.push(*figure, *look, &mut segments);
            }
        }
        segments
    }

    /// Text without figures, cut where an operand, such as a name in a list, begins or ends.
    fn plain(&self, span: Span, segments: &mut Vec<Segment<'a>>) {
        if self.operands.is_empty() {
            return self.push(span, Look::Plain, segments);
        }
        let ends = self
            .operands
            .iter()
            .flat_map(|(operand, _)| [operand.start, operand.end]);
        let mut cuts: Vec<usize> = ends.filter(|&end| span.start < end && end < span.end).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut at = span.start;
        for cut in cuts.into_iter().chain(std::iter::once(span.end)) {
            self.push(Span::new(at, cut), Look::Plain, segments);
            at = cut;
        }
    }

    fn push(&self, span: Span, look: Look, segments: &mut Vec<Segment<'a>>) {
        if span.is_empty() {
            return;
        }
        let mut numbers: Vec<usize> = Vec::new();
        let own = self.operands.iter().filter(|(operand, _)| operand.overlaps(span));
        own.for_each(|(_, number)| numbers.push(*number));
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        segments.push(Segment {
            text: span.of(self.text),
            look,
            findings: numbers.join(" "),
        });
    }
}

impl Segment<'_> {
    /// A space between pieces.
    pub const fn space() -> Self {
        Self {
            text: " ",
            look: Look::Plain,
            findings: String::new(),
        }
    }
}
