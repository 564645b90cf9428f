//! The unit of a number: behind it, before it, made of parts, or left out.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::minus::minus;
use super::parts;
use crate::lexicon::{Lexicon, Unit, UnitKind, begins, plain_name as name};
use crate::number::{Numeral, Reading};
use crate::span::{Span, first_char, is_han, last_char, skip_blanks};

/// A unit as written beside a number.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The unit's name: spaces and brackets gone, width folded.
    pub name: Arc<str>,
    /// What it is.
    pub unit: Arc<Unit>,
    /// Where it stands.
    pub span: Span,
}

impl Measure {
    /// Whether it is written before the number.
    pub fn leads(&self) -> bool {
        self.unit.kind == UnitKind::Prefix
    }
}

/// The sign and the currency before a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// Where the number begins with them.
    pub start: usize,
    /// Whether a minus sign is written.
    pub negative: bool,
    /// Where a unit before the number stands.
    pub prefix: Option<Span>,
}

/// What stands directly before `numeral` and belongs to it.
pub(super) fn sign(text: &str, numeral: &Numeral, lexicon: &Lexicon) -> Lead {
    let start = numeral.span.start;
    let before = Span::new(0, start).of(text);
    if last_char(before).is_none_or(|last| leads_nothing(last, lexicon)) {
        return Lead {
            start,
            negative: false,
            prefix: None,
        };
    }
    let minus = minus(text, numeral, lexicon);
    let bare = Span::new(0, before.len() - minus).of(before);
    let spaced = bare.trim_end_matches(' ');
    let prefix = lexicon
        .units
        .at_end(spaced)
        .map(|(form, _)| Span::new(spaced.len() - form.len(), spaced.len()));
    let prefix = prefix.filter(|span| stands_alone(spaced, span.start));
    Lead {
        start: start - minus,
        negative: minus > 0,
        prefix,
    }
}

/// Whether neither a sign nor a unit ends with `last`, as with nearly every Han character.
fn leads_nothing(last: char, lexicon: &Lexicon) -> bool {
    is_han(last) && !lexicon.numerals.negative.may_end(last) && !lexicon.units.may_end(last)
}

fn stands_alone(text: &str, start: usize) -> bool {
    let first = Span::new(start, text.len()).of(text).chars().next();
    let before = Span::new(0, start).of(text).chars().next_back();
    !(first.is_some_and(|character| character.is_ascii_alphabetic())
        && before.is_some_and(|character| character.is_ascii_alphanumeric()))
}

/// The unit of `numeral`; where a few and a half stand inside it, the numeral takes them in.
pub fn measure(
    text: &str,
    written: &str,
    numeral: &mut Numeral,
    prefix: Option<Span>,
    lexicon: &Lexicon,
) -> Option<Measure> {
    if let Some(per) = numeral.per {
        let (name, unit) = lexicon.units.at_start(&lexicon.numerals.per.get(per)?.unit)?;
        return Some(Measure {
            name: Arc::from(name),
            unit: Arc::clone(unit),
            span: numeral.span,
        });
    }
    let behind = behind(text, written, numeral, lexicon);
    if prefix.is_none() || behind.is_some() {
        return behind.map(|measure| with_prefix(measure, prefix, text, lexicon));
    }
    let span = prefix?;
    let (_, unit) = lexicon.units.at_end(span.of(text))?;
    Some(Measure {
        name: Arc::from(lexicon.units.canonical(&name(span.of(written)))),
        unit: Arc::clone(unit),
        span,
    })
}

/// A currency word before a number with its own unit belongs to the text: 人民币50元.
fn with_prefix(measure: Measure, prefix: Option<Span>, text: &str, lexicon: &Lexicon) -> Measure {
    if prefix.is_none() {
        return measure;
    }
    let is_money = measure.unit.kind == UnitKind::Money;
    let sign = prefix.filter(|span| {
        is_money
            && lexicon
                .units
                .at_end(span.of(text))
                .is_some_and(|(form, _)| !form.chars().all(char::is_alphabetic))
    });
    Measure {
        span: Span::new(sign.map_or(measure.span.start, |sign| sign.start), measure.span.end),
        ..measure
    }
}

fn behind(text: &str, written: &str, numeral: &mut Numeral, lexicon: &Lexicon) -> Option<Measure> {
    let end = numeral.span.end;
    let rest = Span::new(end, text.len()).of(text);
    let near = skip_blanks(rest);
    let at = text.len() - near.len();
    let (form, unit) = form_at(near, numeral, lexicon)?;
    let ends = first_char(Span::new(form.len(), near.len()).of(near)).is_none_or(|next| !may_go_on(next, lexicon));
    if ends {
        let span = Span::new(at, at + form.len());
        let measure = Measure {
            name: unit_name(span.of(written), form, unit),
            unit: Arc::clone(unit),
            span,
        };
        return Some(parts::tenths(text, measure, numeral, lexicon));
    }
    if let Some(measure) = split_by_excess(text, at, form, numeral, lexicon) {
        return Some(measure);
    }
    let mut span = Span::new(at, at + form.len());
    span.end = compound(text, span.end, unit.kind, numeral, lexicon);
    let measure = Measure {
        name: unit_name(span.of(written), form, unit),
        unit: Arc::clone(unit),
        span,
    };
    let measure = take_half(text, take_excess(text, measure, numeral, lexicon), numeral, lexicon);
    Some(parts::tenths(text, measure, numeral, lexicon))
}

/// Whether a unit may go on with `next`: with a word for a little more, a half, or another unit.
fn may_go_on(next: char, lexicon: &Lexicon) -> bool {
    lexicon.numerals.is_excess(next) || next == lexicon.numerals.half || lexicon.guards.words.per_unit.may_begin(next)
}

/// The unit at the start of `text`, unless a word begins there that only looks like one.
fn form_at<'l>(text: &str, numeral: &Numeral, lexicon: &'l Lexicon) -> Option<(&'l str, &'l Arc<Unit>)> {
    let (form, unit) = lexicon.units.at_start(text)?;
    let latin = |byte: &u8| byte.is_ascii_alphanumeric();
    let cut = form.as_bytes().last().is_some_and(latin) && text.as_bytes().get(form.len()).is_some_and(latin);
    let counted = unit.strong && !(numeral.digits == 4 && numeral.is_plain_integer());
    let guarded = lexicon
        .guards
        .not_unit(text, counted)
        .is_some_and(|length| length > form.len());
    (!cut && !guarded).then_some((form, unit))
}

/// 元/吨, 千米每小时: where a stroke or a word for each joins another unit.
fn compound(text: &str, end: usize, kind: UnitKind, numeral: &Numeral, lexicon: &Lexicon) -> usize {
    if matches!(kind, UnitKind::Time | UnitKind::Ratio | UnitKind::Place) {
        return end;
    }
    let rest = Span::new(end, text.len()).of(text);
    let Some(joint) = begins(rest, &lexicon.guards.words.per_unit) else {
        return end;
    };
    let below = Span::new(end + joint.len(), text.len()).of(text);
    match form_at(below, numeral, lexicon) {
        Some((form, _)) => end + joint.len() + form.len(),
        None => end,
    }
}

/// 1个多月: a word for a little more inside the unit.
fn split_by_excess(text: &str, at: usize, form: &str, numeral: &mut Numeral, lexicon: &Lexicon) -> Option<Measure> {
    let inner = Span::new(at + form.len(), text.len()).of(text);
    let excess = first_char(inner).filter(|&character| is_excess(inner, character, lexicon))?;
    let behind = Span::new(excess.len_utf8(), inner.len()).of(inner);
    let whole = format!("{form}{}", behind.chars().take(4).collect::<String>());
    let (name, unit) = lexicon
        .units
        .at_start(&whole)
        .filter(|(found, _)| found.len() > form.len())?;
    numeral.excess.get_or_insert(numeral.step);
    let end = at + name.len() + excess.len_utf8();
    Some(Measure {
        name: Arc::from(name),
        unit: Arc::clone(unit),
        span: Span::new(at, end),
    })
}

/// 3公里多.
fn take_excess(text: &str, measure: Measure, numeral: &mut Numeral, lexicon: &Lexicon) -> Measure {
    let rest = Span::new(measure.span.end, text.len()).of(text);
    let counts = matches!(
        measure.unit.kind,
        UnitKind::Measure | UnitKind::Time | UnitKind::Money | UnitKind::Age | UnitKind::Ratio
    );
    let found =
        first_char(rest).filter(|&character| counts && numeral.excess.is_none() && is_excess(rest, character, lexicon));
    match found {
        Some(character) => {
            numeral.excess = Some(numeral.place);
            Measure {
                span: Span::new(measure.span.start, measure.span.end + character.len_utf8()),
                ..measure
            }
        }
        None => measure,
    }
}

fn is_excess(text: &str, character: char, lexicon: &Lexicon) -> bool {
    lexicon.numerals.is_excess(character)
        && lexicon.numerals.after_unit.contains(character)
        && begins(text, &lexicon.numerals.not_excess).is_none()
}

/// 两米半, 三年半: a half behind the unit.
fn take_half(text: &str, measure: Measure, numeral: &mut Numeral, lexicon: &Lexicon) -> Measure {
    let rest = Span::new(measure.span.end, text.len()).of(text);
    let Some(behind) = rest.strip_prefix(lexicon.numerals.half) else {
        return measure;
    };
    let whole = matches!(numeral.reading, Reading::Plain(_)) && numeral.is_plain_integer();
    let part = begins(behind, &lexicon.guards.words.not_half).is_some();
    let Some(value) = numeral.value().filter(|_| whole && !part) else {
        return measure;
    };
    numeral.reading = Reading::Fraction(value + Decimal::new(5, 1));
    let end = measure.span.end + lexicon.numerals.half.len_utf8();
    let inner = Span::new(end, text.len()).of(text);
    let full = lexicon
        .units
        .at_start(inner)
        .filter(|(_, unit)| unit.kind == UnitKind::Time && measure.unit.kind == UnitKind::Classifier);
    match full {
        Some((form, unit)) => Measure {
            name: Arc::from(form),
            unit: Arc::clone(unit),
            span: Span::new(measure.span.start, end + form.len()),
        },
        None => Measure {
            span: Span::new(measure.span.start, end),
            ..measure
        },
    }
}

/// Where a word for great behind a numeral ends: 六大国际组织.
pub(super) fn great(text: &str, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let rest = Span::new(end, text.len()).of(text);
    let words = &lexicon.guards.words;
    let behind = rest.strip_prefix(words.great.as_str())?;
    let opens = behind
        .chars()
        .next()
        .is_some_and(|character| character.is_alphanumeric() || matches!(character, '“' | '《' | '「'));
    (opens && begins(rest, &words.not_great).is_none()).then_some(end + words.great.len())
}

/// The name of a unit: what the lexicon says goes is left out, and so are spaces and brackets.
fn unit_name(written: &str, form: &str, unit: &Unit) -> Arc<str> {
    if written == form {
        return Arc::clone(&unit.name);
    }
    Arc::from(name(Span::new(unit.skip.min(written.len()), written.len()).of(written)))
}
