//! Units in the headers and labels of tables: 金额（万元）, 占比%, 质量/千克.

use super::table::{header, is_unit};
use crate::lexicon::{Lexicon, Sign, UnitKind};
use crate::span::is_han;

/// What is in brackets behind a header and has so many characters is a remark, where it is no known unit.
const REMARK: usize = 4;
/// Signs of ratios.
const RATIOS: &[&str] = &["%", "％", "‰"];
/// Zeros that stand for thousands behind an apostrophe: £'000.
pub const THOUSANDS: &str = "000";
/// What parts the units of a list.
const COMMAS: &[char] = &['、', '，', ',', ' '];

/// The words of a column's header, and its unit.
pub(super) fn of_header<'a>(text: &'a str, lexicon: &Lexicon) -> (&'a str, &'a str) {
    let text = text.trim();
    if let Some(unit) = lexicon.outline.unit_line(text) {
        return (header(text).0, unit);
    }
    if let Some(unit) = bracketed(text).filter(|unit| is_known(unit, lexicon)) {
        return ("", unit);
    }
    let (words, unit) = header(text);
    if is_mark(unit) {
        return (words, "");
    }
    if !unit.is_empty() {
        let remark = !is_known(unit, lexicon) && unit.chars().count() >= REMARK;
        return behind_remark(text, lexicon).unwrap_or(if remark { (text, "") } else { (words, unit) });
    }
    let percent = RATIOS
        .iter()
        .find_map(|sign| Some((text.strip_suffix(sign).or_else(|| text.strip_prefix(sign))?, *sign)));
    let named =
        |words: &str| words.ends_with(is_han) || words.trim().starts_with(|own: char| own.is_ascii_alphabetic());
    if let Some((words, sign)) = percent.filter(|(words, _)| named(words)) {
        return (words.trim(), sign);
    }
    let scaled = text
        .rsplit_once(',')
        .filter(|(_, unit)| unit.contains(THOUSANDS) && is_known(unit.trim(), lexicon));
    if let Some((words, unit)) = scaled {
        return (words.trim_end(), unit.trim());
    }
    let stroke = text
        .rsplit_once(['/', '／'])
        .map(|(words, unit)| (words.trim_end(), unit.trim_start()));
    let named =
        |(words, unit): &(&str, &str)| words.chars().filter(|own| is_han(*own)).count() > 1 && is_unit(unit, lexicon);
    stroke
        .filter(|parts| named(parts) && !is_unit(parts.0, lexicon))
        .unwrap_or((text, ""))
}

/// The words of a row's label without a remark behind them, and its unit. What is short belongs to the words:
/// 因公出国（境）.
pub(super) fn of_label<'a>(text: &'a str, lexicon: &Lexicon) -> (&'a str, &'a str) {
    let (words, unit) = header(text);
    let found = lexicon.outline.unit_line(unit).unwrap_or(unit);
    if is_known(found, lexicon) {
        (words, found)
    } else if let Some(parts) = behind_remark(text, lexicon) {
        parts
    } else if unit.chars().count() >= REMARK {
        (words, "")
    } else {
        (text.trim(), "")
    }
}

/// The most digits of a number in brackets that refers to a note or numbers a column.
const MARK: usize = 2;

/// Whether what is in brackets behind words is the number of a note or of a column: 调整后总额(1).
fn is_mark(text: &str) -> bool {
    (1..=MARK).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` is words with such a number behind them: 预算(1).
pub(super) fn is_marked(text: &str) -> bool {
    let (words, inner) = header(text);
    is_mark(inner) && !words.contains(|character: char| character.is_ascii_digit())
}

/// Of a list of units the first that may count heads and things, which no unit of money does.
pub(super) fn of_counts<'u>(list: &'u str, lexicon: &Lexicon) -> &'u str {
    let folded = |unit: &str| lexicon.fold.apply(unit).into_owned();
    let money = |unit: &&str| {
        let unit = folded(unit);
        let scale = |character: char| matches!(lexicon.numerals.sign(character), Some(Sign::Scale(_)));
        let bare = unit.trim_start_matches(scale);
        let led = lexicon.units.at_start(&unit).or_else(|| lexicon.units.at_start(bare));
        led.is_some_and(|(_, unit)| matches!(unit.kind, UnitKind::Money | UnitKind::Prefix))
    };
    let mut parts = list.split(COMMAS).filter(|part| !part.is_empty());
    parts
        .find(|part| !money(part) && !RATIOS.contains(part))
        .unwrap_or_default()
}

/// Words with a unit, where a remark in brackets stands behind the unit: 派息数（元）（含税）.
fn behind_remark<'a>(text: &'a str, lexicon: &Lexicon) -> Option<(&'a str, &'a str)> {
    let (words, remark) = header(text);
    let (name, unit) = header(words);
    (!is_known(remark, lexicon) && is_known(unit, lexicon)).then_some((name, unit))
}

/// The unit that a cell of a header holds and nothing else: （万元）, %.
pub(super) fn alone<'a>(text: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let unit = bracketed(text).unwrap_or(text.trim());
    Some(unit).filter(|unit| is_known(unit, lexicon))
}

/// Of a list of units the one for ratios, or the one for all else; empty where it holds none.
pub(super) fn pick(list: &str, ratio: bool) -> &str {
    let is_ratio = |part: &&str| RATIOS.contains(part);
    let mut parts = list.split(COMMAS).filter(|part| !part.is_empty());
    match (parts.clone().find(is_ratio), ratio) {
        (Some(sign), true) => sign,
        (None, true) => "",
        (_, false) => parts.find(|part| !is_ratio(part)).map_or(list, |_| list),
    }
}

/// What stands in the one pair of brackets around `text`.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    Some(inner.trim()).filter(|inner| !inner.contains(['（', '(']))
}

/// Whether `text` is a unit of the lexicon, a sign of a ratio or Latin letters, which are read later.
fn is_known(text: &str, lexicon: &Lexicon) -> bool {
    let scaled = text.contains(THOUSANDS);
    let latin = !text.contains(is_han) && (scaled || text.contains(|character: char| character.is_alphabetic()));
    // £'000: zeros that stand for thousands.
    let digits = text
        .replace(THOUSANDS, "")
        .contains(|character: char| character.is_ascii_digit());
    !digits && (RATIOS.contains(&text) || is_unit(text, lexicon) || latin)
}
