//! Why a number of an English sentence is no claim: small steps, tried in order, each with one reason.

mod digits;

use rust_decimal::Decimal;

use crate::claim::english::beside::{
    does, is_compared, is_initials, is_labelled, is_linked, is_listed, is_part_of_group, is_plural, is_shared,
    joined_to_noun, names_noun,
};
use crate::claim::english::mark::Marked;
use crate::claim::sentence::Reader;
use crate::document::{Block, Passage};
use crate::lexicon::{Aside, Kind, Lexicon, Role, Spelled, UnitKind};
use crate::number::english::{Form, Sort, Text};
use crate::number::{Reading, Script};
use crate::quantity::{Qualifier, Quantity};

/// What a step looks at.
struct Place<'a> {
    quantity: &'a Quantity,
    marked: &'a Marked,
    text: &'a Text<'a>,
    passage: &'a Passage<'a>,
    lexicon: &'a Lexicon,
}

type Step = fn(&Place<'_>) -> Option<Aside>;

/// The steps in order.
const STEPS: &[Step] = &[
    block,
    marker,
    model,
    unit_alone,
    ordinal,
    digits::base,
    label_before,
    digits::code,
    digits::bare_year,
    duration,
    quarters,
    half,
    one,
    zero,
    points,
    digits::list_mark,
    digits::power,
    row_label,
    digits::odds,
    bare,
];

/// The first reason for which `quantity` is no claim.
pub(super) fn judge(quantity: &Quantity, marked: &Marked, text: &Text<'_>, reader: &Reader<'_>) -> Option<Aside> {
    let place = Place {
        quantity,
        marked,
        text,
        passage: reader.passage,
        lexicon: reader.lexicon,
    };
    STEPS.iter().find_map(|step| step(&place))
}

const fn aside(kind: Kind, why: &'static str) -> Option<Aside> {
    Some(Aside { kind, why })
}

const fn label(why: &'static str) -> Option<Aside> {
    aside(Kind::Label, why)
}

/// Lists of literature and program text.
fn block(place: &Place<'_>) -> Option<Aside> {
    match place.passage.block {
        Block::Reference => label("reference"),
        Block::Code => label("program_text"),
        _ => None,
    }
}

/// Persons aged 65 and over: in the label of a row a number belongs to the name of what the row counts.
fn row_label(place: &Place<'_>) -> Option<Aside> {
    label("row_label").filter(|_| place.passage.block == Block::Label)
}

/// Numbers of headings and items.
fn marker(place: &Place<'_>) -> Option<Aside> {
    // 12.5 million people live there: what has a scale heads nothing.
    let numeral = &place.quantity.numeral;
    if numeral.span.start < place.passage.marker && !numeral.scaled {
        label("list_marker")
    } else {
        None
    }
}

/// C919, 5G, COVID-19, 2-D: letters and digits in one word.
fn model(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    if quantity.numeral.script != Script::Arabic || marked.sort == Sort::Ordinal {
        return None;
    }
    let number = marked.number;
    let paid = quantity
        .measure
        .as_ref()
        .is_some_and(|measure| measure.span.start < quantity.numeral.span.start);
    let before = number.wrapping_sub(1);
    let lettered = text.glued(number) && text.is(before, Form::Word);
    let joint =
        text.glued(number) && text.glued(before) && matches!(text.word(before), "-" | "–" | "/" | "." | "_" | "#");
    let joined = joint && text.is(before.wrapping_sub(1), Form::Word);
    let behind = marked.end;
    let hyphen = usize::from(text.is_hyphen(behind) && text.glued(behind));
    let capital = text.is_capital(behind + hyphen) && text.written(behind + hyphen).len() <= 2;
    let trailed = quantity.measure.is_none()
        && text.glued(behind + hyphen)
        && text.is(behind + hyphen, Form::Word)
        && (hyphen == 0 || (capital && text.glued(behind)));
    let numbered = text.glued(number) && matches!(text.word(before), "#" | "_" | "@");
    if ((lettered || joined) && !paid) || trailed || numbered {
        aside(Kind::Name, "model")
    } else {
        None
    }
}

/// $million: a scale without a number.
fn unit_alone(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let spelled = quantity.numeral.script == Script::Letters && matches!(quantity.numeral.reading, Reading::Plain(_));
    let scale = matches!(text.words.number(text.word(marked.number)), Some(Spelled::Scale(_)));
    let cued = quantity.full.start < quantity.span.start;
    // Output (thousand tonnes): the unit of a column.
    let column = text.word(marked.first.wrapping_sub(1)) == "(";
    if spelled && scale && !cued && (quantity.numeral.scaled || column) {
        label("unit_alone")
    } else {
        None
    }
}

/// 9th, twenty-first.
fn ordinal(place: &Place<'_>) -> Option<Aside> {
    if place.marked.sort == Sort::Ordinal {
        aside(Kind::Ordinal, "ordinal")
    } else {
        None
    }
}

/// Section 2.1, Room 101, No. 5, pages 12 and 13.
fn label_before(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let cued = quantity.full.start < quantity.span.start;
    let bare = quantity.measure.is_none()
        || matches!(quantity.kind(), Some(UnitKind::Measure)) && quantity.numeral.script == Script::Letters;
    if cued || !bare || quantity.numeral.scaled {
        return None;
    }
    let mut before = marked.number;
    // The words of a list of numbers, and the full stop of an abbreviation, stand between.
    while before > 0 && before + 8 > marked.number {
        let at = before - 1;
        let passes = matches!(
            text.word(at),
            "." | ":" | "(" | "," | "-" | "–" | "\"" | "“" | "#" | "="
        ) || (text.is(at, Form::Digits) && before < marked.number)
            || (text.roles(at).has(Role::Conjunction) && text.is(at.wrapping_sub(1), Form::Digits));
        if !passes {
            break;
        }
        before = at;
    }
    let at = before.checked_sub(1)?;
    let direct = before == marked.number;
    let named = text.is_capital(at) || text.word(before) == "." || direct;
    let verbal = text.roles(at).has(Role::Verb);
    let counted = text.words.grammar.of == text.word(marked.end) || counts_noun(place);
    let joined = matches!(quantity.numeral.reading, Reading::Between(..) | Reading::Fraction(_));
    let plain = quantity.numeral.is_plain_integer()
        || quantity.numeral.decimals
        || (joined && quantity.numeral.script == Script::Arabic);
    let small = !text.is_capital(at) && (text.roles(at).has(Role::Plural) || counted);
    if is_initials(text, at, marked.number) && plain && !names_noun(text, marked.end) {
        return label("number_of_a_thing");
    }
    let separated = (before..marked.number).any(|at| text.word(at) == "," && text.is(before, Form::Mark));
    (text.roles(at).has(Role::Label) && named && plain && !verbal && !small && !separated).then_some(Aside {
        kind: Kind::Label,
        why: "number_of_a_thing",
    })
}

/// Whether a plural noun in small letters follows.
fn counts_noun(place: &Place<'_>) -> bool {
    let Place { text, marked, .. } = place;
    (marked.end..marked.end + 5)
        .take_while(|at| text.is(*at, Form::Word) || text.is_hyphen(*at))
        .take_while(|at| !text.bounds_noun(*at))
        .any(|at| is_plural(text, at))
}

/// three years, 18 months, five-year plan.
fn duration(place: &Place<'_>) -> Option<Aside> {
    let Place { text, marked, .. } = place;
    // six consecutive years
    let running = text.words.grammar.spell.holds(text.word(marked.end)) && text.roles(marked.end + 1).has(Role::Time);
    if running || place.quantity.kind() == Some(UnitKind::Time) {
        aside(Kind::Duration, "duration")
    } else {
        None
    }
}

/// the past three quarters, three quarters ahead: quarters of years.
fn quarters(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let grammar = &text.words.grammar;
    let quarters = text.words.number(text.word(marked.end.wrapping_sub(1))) == Some(Spelled::Parts(4));
    let fraction = matches!(quantity.numeral.reading, Reading::Fraction(_));
    let timed =
        grammar.spell.holds(text.word(marked.first.wrapping_sub(1))) || grammar.ahead.holds(text.word(marked.end));
    if quarters && fraction && timed {
        aside(Kind::Duration, "duration")
    } else {
        None
    }
}

/// half is a claim where a whole follows it, or a cue says how exactly it is meant.
fn half(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let wholes = text.word(marked.end) == text.words.grammar.of || text.roles(marked.end).has(Role::Determiner);
    let cued = quantity.full != quantity.span || quantity.measure.is_some();
    let pointed = text
        .words
        .grammar
        .definite
        .holds(text.word(marked.first.wrapping_sub(1)));
    let shown = place.marked.sort == Sort::Half && !cued && (!wholes || pointed);
    if shown {
        aside(Kind::Indefinite, "article")
    } else {
        None
    }
}

/// one: a pronoun or an article, unless it is counted with others, or a cue or unit says that it is a number.
fn one(place: &Place<'_>) -> Option<Aside> {
    let quantity = place.quantity;
    let single = quantity.numeral.script == Script::Letters
        && quantity.value == Some(Decimal::ONE)
        && quantity.numeral.is_plain_integer()
        && quantity.measure.is_none();
    let cued = quantity.qualifier != Qualifier::Exact && quantity.full.start < quantity.span.start;
    let listed = is_listed(place.text, place.marked.first, place.marked.end);
    if single && !cued && !listed {
        aside(Kind::Indefinite, "article")
    } else {
        None
    }
}

/// zero tariffs, zero-carbon: nothing is counted.
fn zero(place: &Place<'_>) -> Option<Aside> {
    let quantity = place.quantity;
    let spelled = quantity.numeral.script == Script::Letters && quantity.value == Some(Decimal::ZERO);
    let alone = quantity.measure.is_none() && quantity.full == quantity.span;
    let plain = spelled && alone && !is_linked(place.text, place.marked.number);
    if plain { aside(Kind::Name, "word") } else { None }
}

/// a ten-point plan: the number is part of what the plan is called.
fn points(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    let joined = text.is_hyphen(marked.number + 1) && text.glued(marked.number + 1);
    let single = quantity
        .measure
        .as_ref()
        .is_some_and(|measure| !text.words.is_plural(&measure.name));
    let named = quantity.dimension() == "score" && single && joined && names_noun(text, marked.end);
    if named { aside(Kind::Name, "word") } else { None }
}

/// A number that neither a unit nor a noun makes a count of something.
fn bare(place: &Place<'_>) -> Option<Aside> {
    let Place {
        text, marked, quantity, ..
    } = place;
    if quantity.measure.is_some() || place.passage.block == Block::Cell {
        return None;
    }
    let numeral = &quantity.numeral;
    // 113-303: figures that a hyphen alone joins may be a number to look up.
    let hyphened = numeral.script == Script::Arabic && !quantity.span.of(text.text).contains(char::is_alphabetic);
    let amount = numeral.scaled
        || matches!(numeral.reading, Reading::Fraction(_) | Reading::Several(..))
        || (matches!(numeral.reading, Reading::Between(..)) && !hyphened);
    let cued = quantity.full != quantity.span;
    let separated = numeral.span.of(text.text).contains(',');
    let linked = is_linked(text, marked.number);
    let followed = names_noun(text, marked.end);
    let of = text.word(marked.end) == text.words.grammar.of;
    let rated = text.words.grammar.base.holds(text.word(marked.end));
    let joined = joined_to_noun(text, marked.end) || does(text, marked.end) || rated;
    let shared = is_shared(text, marked.end);
    let grouped = is_part_of_group(text, marked.first) || is_compared(text, marked.first) || is_labelled(text, marked);
    if grouped || amount || cued || separated || linked || followed || of || joined || shared {
        None
    } else if numeral.script == Script::Letters {
        aside(Kind::Name, "word")
    } else {
        label("bare_number")
    }
}
