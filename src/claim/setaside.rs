//! Why a number is no claim: small steps, tried in order, each with one reason.

use rust_decimal::Decimal;

use super::bare_year;
use crate::document::{Block, Cell};
use crate::lexicon::{Aside, Kind, Lexicon, Sign, UnitKind, begins, ends};
use crate::number::{self, Reading, Script};
use crate::quantity::{Qualifier, Quantity};
use crate::span::{Span, first_char, last_char, trim_end, trim_start};

/// What a step looks at.
pub(super) struct Place<'a> {
    /// The passage, folded to simplified characters.
    pub text: &'a str,
    /// What the passage is.
    pub block: Block,
    /// What its table says about it, where it is a cell.
    pub cell: Option<&'a Cell>,
    /// Length of the mark of a heading or an item that the passage begins with.
    pub marker: usize,
    /// Whether the number before this one counts something in the same clause.
    pub counted_before: bool,
    /// The passage up to the quantity, without spaces at its end.
    pub before: &'a str,
    /// The passage behind the quantity.
    pub after: &'a str,
    /// The words in force.
    pub lexicon: &'a Lexicon,
}

/// The sign of multiplication.
const TIMES: char = '×';

type Step = fn(&Quantity, &Place<'_>) -> Option<Aside>;

/// The steps in order.
const STEPS: &[Step] = &[
    block,
    marker,
    unit_alone,
    base,
    ordinal,
    enumerator,
    label_before,
    model,
    label_after,
    code,
    bare_year::read,
    duration,
    grade,
    article,
    power,
    factor,
    row_label,
    bare,
];

/// The first reason for which `quantity` is no claim.
pub(super) fn judge(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    STEPS.iter().find_map(|step| step(quantity, place))
}

const fn label(why: &'static str) -> Option<Aside> {
    Some(Aside { kind: Kind::Label, why })
}

/// Lists of literature and program text.
fn block(_: &Quantity, place: &Place<'_>) -> Option<Aside> {
    match place.block {
        Block::Reference => label("reference"),
        Block::Code => label("program_text"),
        _ => None,
    }
}

/// Numbers of headings and items.
fn marker(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    if quantity.numeral.span.start < place.marker {
        label("list_marker")
    } else {
        None
    }
}

/// 单位：万元, （亿元）: a scale with a unit, but no number.
fn unit_alone(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let numeral = &quantity.numeral;
    let written = numeral.span.of(place.text);
    let no_digit = numeral.script == Script::Han
        && written
            .chars()
            .all(|character| matches!(place.lexicon.numerals.sign(character), Some(Sign::Scale(_))));
    if !no_digit || quantity.measure.is_none() || quantity.full != quantity.span || numeral.at_least {
        return None;
    }
    let before = place.before;
    let before = place
        .lexicon
        .units
        .at_end(before)
        .map_or(before, |(form, _)| Span::new(0, before.len() - form.len()).of(before));
    // Wide blanks are the borders of a cell.
    let gap = quantity.full.start.saturating_sub(place.before.len()) > 1 && place.after.starts_with("  ");
    let alone = gap || before.ends_with(['（', '(', '：', ':', '）', ')', '、']) || before.is_empty();
    let each = ends(before, &place.lexicon.guards.words.each).is_some();
    let stated = || place.lexicon.outline.stated_unit(place.text).is_some();
    // A thousand is not always a scale: 十年, 千余人.
    let great = numeral.scale > Decimal::ONE;
    let bracketed = || before.ends_with(['（', '(']) && place.after.starts_with(['）', ')']);
    if stated()
        || (quantity.kind() == Some(UnitKind::Money) && bracketed())
        || (great && (matches!(place.block, Block::Cell | Block::Heading) || alone || each))
    {
        label("unit_alone")
    } else {
        None
    }
}

/// 每10股派2.5元: for so many, which is the base of another figure.
fn base(_: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let each = ends(place.before, &place.lexicon.guards.words.each).is_some();
    each.then_some(Aside {
        kind: Kind::Indefinite,
        why: "base",
    })
}

/// 第十七届.
fn ordinal(_: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let words = &place.lexicon.guards.words;
    let before = place.before;
    let mark = ends(before, &words.ordinal)?;
    let spoiled = ends(before, &words.not_ordinal).is_some_and(|word| word.len() > mark.len());
    (!spoiled).then_some(Aside {
        kind: Kind::Ordinal,
        why: "ordinal",
    })
}

/// 一是, 其二.
fn enumerator(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let words = &place.lexicon.guards.words;
    let short =
        quantity.numeral.script == Script::Han && quantity.numeral.span.len() <= 6 && quantity.measure.is_none();
    if !short {
        return None;
    }
    let before = place.before;
    let opens =
        before.is_empty() || before.ends_with(['。', '；', '：', '，', '、', ';', ',', ':', '”', '）', '！', '？']);
    let numbered = opens && begins(place.after, &words.enumerator).is_some();
    if numbered || ends(before, &words.enumerator_before).is_some() {
        label("enumerator")
    } else {
        None
    }
}

/// 电话：12345.
fn label_before(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    if quantity.numeral.script != Script::Arabic || quantity.measure.is_some() {
        return None;
    }
    let before = place
        .before
        .trim_end_matches([':', '：', ' ', '=', '＝', '(', '（', '“', '"']);
    if ends(before, &place.lexicon.guards.words.label).is_some() {
        label("number_to_look_up")
    } else {
        None
    }
}

/// A380, 5G, COVID-19: letters and digits in one word.
fn model(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    if quantity.numeral.script != Script::Arabic
        || quantity
            .measure
            .as_ref()
            .is_some_and(|measure| measure.span.start < quantity.numeral.span.start)
    {
        return None;
    }
    let before = Span::new(0, quantity.numeral.span.start).of(place.text);
    let last = last_char(before);
    let joined = last.is_some_and(|character| matches!(character, '-' | '_' | '/' | '.' | '#' | '@' | '·'))
        && before
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|character| character.is_ascii_alphabetic());
    let lettered =
        last.is_some_and(|character| character.is_ascii_alphabetic() || matches!(character, '#' | '@' | '_'));
    let behind = first_char(place.after);
    let trailed = quantity.measure.is_none()
        && behind.is_some_and(|character| character.is_ascii_alphabetic() || character == '_');
    if joined || lettered || trailed {
        Some(Aside {
            kind: Kind::Name,
            why: "model",
        })
    } else {
        None
    }
}

/// 12345号, 3号楼.
fn label_after(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let words = &place.lexicon.guards.words;
    let rest = trim_start(Span::new(quantity.numeral.span.end, place.text.len()).of(place.text));
    let plain = quantity.numeral.is_plain_integer() && quantity.numeral.excess.is_none();
    let weak = quantity.measure.as_ref().is_none_or(|measure| !measure.unit.strong);
    if plain && weak && begins(rest, &words.label_after).is_some() {
        label("number_of_a_thing")
    } else {
        None
    }
}

/// 007, 12345678: digits that spell no amount.
fn code(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let numeral = &quantity.numeral;
    if numeral.reading == Reading::Unreadable {
        return label("too_long");
    }
    let spelled = numeral.zero_padded && numeral.is_plain_integer();
    let written = numeral.span.of(place.text);
    let long = numeral.digits >= 7
        && quantity.measure.is_none()
        && numeral.is_plain_integer()
        && !written.contains([',', '，', ' ']);
    let code = || !super::table::is_amount(place.cell, numeral.digits, place.lexicon);
    label("code").filter(|_| spelled || (long && code()))
}

/// 5年来, 18个月; not 天数为310天.
fn duration(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    if quantity.kind() != Some(UnitKind::Time) {
        return None;
    }
    let before = trim_end(Span::new(0, quantity.full.start).of(place.text));
    let before = place.lexicon.words.without_links(before);
    let counted = ends(before, &place.lexicon.guards.words.time_nouns).is_some();
    (!counted).then_some(Aside {
        kind: Kind::Duration,
        why: "duration",
    })
}

/// 三级医院, 二期工程, 3级: a place in an order or a grade.
fn grade(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let measure = quantity.measure.as_ref().filter(|measure| measure.unit.ordinal)?;
    let words = &place.lexicon.guards.words;
    let exact =
        quantity.qualifier == Qualifier::Exact && quantity.numeral.excess.is_none() && !quantity.numeral.decimals;
    if !exact || quantity.numeral.span.of(place.text) == place.lexicon.numerals.couple.to_string() {
        return None;
    }
    let ranked = words.ranked.holds(&measure.name);
    let series = words.series.holds(&measure.name);
    let behind = place.after.trim_start().chars().next();
    let closes = behind.is_none_or(|character| !character.is_alphanumeric());
    let before = place.before;
    let done = closes && series && before.chars().next_back().is_some_and(char::is_alphanumeric);
    let ordinal = match quantity.numeral.script {
        Script::Arabic => ranked,
        Script::Han | Script::Letters => ranked || !done,
    };
    ordinal.then_some(Aside {
        kind: Kind::Ordinal,
        why: "grade",
    })
}

/// 一个, 一项: an article, unless something is really counted.
fn article(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let one = quantity.numeral.script == Script::Han
        && quantity.value == Some(Decimal::ONE)
        && quantity.numeral.span.len() == 3
        && quantity.numeral.is_plain_integer();
    let counts = matches!(
        quantity.kind(),
        Some(UnitKind::Classifier | UnitKind::Verbal | UnitKind::Place)
    );
    if !one || !counts || quantity.qualifier != Qualifier::Exact {
        return None;
    }
    let words = &place.lexicon.guards.words;
    let before = place.before;
    let done = ends(before, &words.finished).map_or(before, |word| Span::new(0, before.len() - word.len()).of(before));
    let made = ends(done, &words.counting).is_some();
    let joined = place.counted_before && place.lexicon.words.ends_in_join(before);
    (!made && !joined).then_some(Aside {
        kind: Kind::Indefinite,
        why: "article",
    })
}

/// 10⁶, 1.2×10⁻⁴: a power of ten without a unit, which may be anything.
fn power(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let bare = quantity.measure.is_none() && place.block != Block::Cell;
    let raised = || {
        quantity.numeral.is_power(place.text)
            || (quantity.numeral.script == Script::Arabic && number::opens_exponent(place.after))
    };
    if bare && raised() { label("power") } else { None }
}

/// 3×10米: what is multiplied with another number counts nothing by itself.
fn factor(_: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let after = trim_start(place.after).strip_prefix(TIMES).map(str::trim_start);
    let first = after.is_some_and(|after| after.starts_with(number::is_digit));
    let before = place.before.strip_suffix(TIMES).map(str::trim_end);
    let second = before.is_some_and(|before| before.ends_with(char::is_alphanumeric));
    if first || second { label("factor") } else { None }
}

/// 65岁以上人口, 220kV产品: in the label of a row a number belongs to the name of what the row counts.
fn row_label(_: &Quantity, place: &Place<'_>) -> Option<Aside> {
    label("row_label").filter(|_| place.block == Block::Label)
}

/// A number that neither a unit nor a noun makes a count of something.
fn bare(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    if quantity.measure.is_some() || quantity.great || place.block == Block::Cell {
        return vague_one(quantity, place);
    }
    let numeral = &quantity.numeral;
    let characters = numeral.span.of(place.text).chars().count();
    let cued = quantity.full != quantity.span || numeral.excess.is_some();
    let linked = place.lexicon.words.at_end_links(place.before);
    let named = place
        .after
        .chars()
        .next()
        .is_some_and(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    let counts = match numeral.script {
        Script::Arabic => {
            let amount = numeral.scaled || matches!(numeral.reading, Reading::Fraction(_)) || numeral.excess.is_some();
            amount || linked || cued || (numeral.span.of(place.text).contains([',', '，']) && named)
        }
        Script::Han | Script::Letters => {
            let amount = matches!(numeral.reading, Reading::Several(..) | Reading::Fraction(_))
                || numeral.excess.is_some()
                || numeral.at_least;
            characters > 1
                && (amount
                    || cued
                    || (linked && (numeral.scaled || characters > 2))
                    || (numeral.scaled && characters > 2))
        }
    };
    if counts {
        return None;
    }
    match numeral.script {
        Script::Arabic => label("bare_number"),
        Script::Han | Script::Letters => Some(Aside {
            kind: Kind::Name,
            why: "word",
        }),
    }
}

/// 几个: a word that asks or leaves open, not a count.
fn vague_one(quantity: &Quantity, place: &Place<'_>) -> Option<Aside> {
    let several = matches!(quantity.numeral.reading, Reading::Several(..));
    let single = quantity.numeral.span.of(place.text).chars().count() == 1;
    (several && single).then_some(Aside {
        kind: Kind::Indefinite,
        why: "untold",
    })
}
