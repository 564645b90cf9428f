//! A section of a number format: which numbers it takes, and how it writes them. ECMA-376, part 1, 18.8.31.

use rust_decimal::{Decimal, RoundingStrategy};

/// How Excel writes a number without a format of its own.
const GENERAL: &str = "general";
/// A number is never divided by a thousand more often.
const MOST: u32 = 6;

/// What a section writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// A figure.
    #[default]
    Number,
    /// A day.
    Date,
    /// A time of day.
    Time,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// What it writes.
    pub kind: Kind,
    /// Which numbers it takes; none for those that its place among the sections says.
    takes: Option<(Order, Decimal)>,
    percent: bool,
    /// Whether it writes digits at all.
    digits: bool,
    /// How many digits behind the point it writes at least and at most; none where the number decides.
    decimals: Option<(u32, u32)>,
    /// By which power of ten it divides the number.
    power: u32,
    before: String,
    behind: String,
}

/// How a number stands to that of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    Other,
}

impl Order {
    fn holds(self, number: Decimal, bound: Decimal) -> bool {
        match self {
            Self::Less => number < bound,
            Self::AtMost => number <= bound,
            Self::More => number > bound,
            Self::AtLeast => number >= bound,
            Self::Equal => number == bound,
            Self::Other => number != bound,
        }
    }
}

/// The sections that `code` writes; the last may be one for text.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut reader = Reader::default();
    // The word General stands for digits, and for no era or year by its letters.
    let mut code = code.to_owned();
    while let Some(at) = code.to_ascii_lowercase().find(GENERAL) {
        code.replace_range(at..at + GENERAL.len(), "#");
        reader.general = true;
    }
    let mut characters = code.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ';' => sections.push(std::mem::take(&mut reader).finish()),
            '"' => reader.literal(&characters.by_ref().take_while(|next| *next != '"').collect::<String>()),
            '\\' | '!' => reader.literal(&characters.next().map(String::from).unwrap_or_default()),
            // A space as wide as a character, and a character that fills the cell.
            '_' | '*' => drop(characters.next()),
            '[' => reader.bracket(&characters.by_ref().take_while(|next| *next != ']').collect::<String>()),
            other => reader.take(other),
        }
    }
    sections.push(reader.finish());
    sections
}

/// The one of `sections` that shows `number`.
pub(super) fn of(sections: &[Section], number: Decimal) -> Option<&Section> {
    if sections.iter().any(|section| section.takes.is_some()) {
        let takes = |section: &&Section| section.takes.is_none_or(|(order, bound)| order.holds(number, bound));
        return sections.iter().find(takes);
    }
    let place = match sections.len() {
        0 | 1 => 0,
        2 => usize::from(number < Decimal::ZERO),
        _ if number.is_zero() => 2,
        _ => usize::from(number < Decimal::ZERO),
    };
    sections.get(place)
}

/// A section under way.
#[derive(Default)]
struct Reader {
    section: Section,
    /// Whether the number decides how many digits there are.
    general: bool,
    /// Digits behind the point, those that are always written, and all.
    decimals: Option<(u32, u32)>,
    /// A point that is written as a letter stands before so many digits.
    written: Option<u32>,
    /// Commas behind the last digit.
    commas: u32,
}

impl Reader {
    fn literal(&mut self, text: &str) {
        if !self.section.digits {
            self.section.before.push_str(text);
        } else if text == "." && self.decimals.is_none() && self.written.is_none() {
            self.written = Some(0);
        } else {
            self.section.behind.push_str(text);
        }
    }

    /// A condition, a sign of money, or a colour or another remark, which shows nothing.
    fn bracket(&mut self, inner: &str) {
        if let Some(symbol) = inner.strip_prefix('$').and_then(|rest| rest.split('-').next()) {
            return self.literal(symbol);
        }
        if matches!(inner, "h" | "hh" | "H" | "HH" | "m" | "mm" | "s" | "ss") {
            self.section.kind = Kind::Time;
        }
        let orders = [
            ("<=", Order::AtMost),
            (">=", Order::AtLeast),
            ("<>", Order::Other),
            ("<", Order::Less),
            (">", Order::More),
            ("=", Order::Equal),
        ];
        let condition = orders.into_iter().find_map(|(sign, order)| {
            let bound = inner.strip_prefix(sign)?;
            Some((order, bound.trim().parse().ok()?))
        });
        self.section.takes = condition.or(self.section.takes);
    }

    fn take(&mut self, character: char) {
        let digits = self.section.digits;
        match character {
            '0' | '#' | '?' => {
                self.section.digits = true;
                self.commas = 0;
                if let Some((least, most)) = &mut self.decimals {
                    *least += u32::from(character == '0');
                    *most += 1;
                }
                self.written.iter_mut().for_each(|written| *written += 1);
            }
            '.' if digits || self.decimals.is_none() => self.decimals = Some((0, 0)),
            ',' if digits => self.commas += 1,
            '%' => self.section.percent = true,
            'y' | 'Y' | 'd' | 'D' | 'e' if !digits => self.section.kind = Kind::Date,
            'h' | 'H' | 's' | 'S' if !digits && self.section.kind == Kind::Number => self.section.kind = Kind::Time,
            // An exponent or a fraction.
            'E' | '/' if digits => self.general = true,
            '¥' | '￥' | '$' | '€' | '£' => self.literal(&character.to_string()),
            _ => {}
        }
    }

    fn finish(self) -> Section {
        let thousands = self.commas.min(MOST) * 3;
        let whole = self.section.percent || thousands > 0;
        let decimals = match self.written {
            Some(written) => Some((written, written)),
            None => self.decimals.or(whole.then_some((0, 0))),
        };
        Section {
            decimals: decimals.filter(|_| !self.general),
            power: thousands + self.written.unwrap_or(0),
            ..self.section
        }
    }
}

impl Section {
    /// `number` as the section writes it. One below zero has a minus sign in front, whatever the section marks it with. Where
    /// it stands `alone` and writes nothing of its own, it shows the number as it is.
    pub fn show(&self, number: Decimal, alone: bool) -> String {
        if !(self.digits || alone && self.before.is_empty()) {
            return self.before.clone();
        }
        let hundred = if self.percent {
            Decimal::ONE_HUNDRED
        } else {
            Decimal::ONE
        };
        let scale = Decimal::from(10_u64.pow(self.power.min(18)));
        let shown = number
            .abs()
            .checked_mul(hundred)
            .and_then(|number| number.checked_div(scale));
        let mut shown = shown.unwrap_or(number).normalize();
        if let Some((least, most)) = self.decimals {
            shown = shown
                .round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero)
                .normalize();
            shown.rescale(shown.scale().max(least));
        }
        let marks = |text: &str| -> String { text.chars().filter(|character| !MARKS.contains(character)).collect() };
        let below = number < Decimal::ZERO;
        let (before, behind) = match below {
            true => (marks(&self.before), marks(&self.behind)),
            false => (self.before.clone(), self.behind.clone()),
        };
        let sign = if below && !shown.is_zero() { "-" } else { "" };
        let percent = if self.percent { "%" } else { "" };
        format!("{sign}{before}{shown}{percent}{behind}")
    }
}

/// What sections for numbers below zero mark them with.
const MARKS: [char; 7] = ['-', '(', ')', '（', '）', '△', '▲'];
