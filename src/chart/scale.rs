//! From figures to places: axes, their ticks, and the days of dates.

use rust_decimal::Decimal;

/// A line of time has at most about so many ticks.
const YEARS: i64 = 8;

/// A step is chosen so that an axis has at most so many of them.
const STEPS: u32 = 5;

/// How an axis runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Evenly from zero, or from the least figure where that is below.
    Linear,
    /// By powers of ten.
    Log,
    /// By days, counted from 1970.
    Time,
}

/// An axis of a length in pixels.
pub struct Axis {
    kind: Kind,
    least: Decimal,
    span: Decimal,
    /// Whether all its figures are whole: of things there is no half.
    whole: bool,
    pixels: i32,
}

impl Axis {
    /// The axis for `values`, `pixels` long.
    pub fn new(kind: Kind, values: impl Iterator<Item = Decimal> + Clone, pixels: i32) -> Self {
        let whole = values.clone().all(|value| value.fract().is_zero());
        let (least, most) = match kind {
            Kind::Linear => (
                values.clone().fold(Decimal::ZERO, Decimal::min),
                values.fold(Decimal::ZERO, Decimal::max),
            ),
            Kind::Log => powers_around(values),
            Kind::Time => years_around(values),
        };
        // Only figures at both ends of what a decimal holds have no difference.
        let span = most.checked_sub(least).unwrap_or(Decimal::MAX);
        Self {
            kind,
            least,
            span: if span.is_zero() { Decimal::ONE } else { span },
            whole,
            pixels,
        }
    }

    /// How many pixels `value` is away from the beginning.
    pub fn place(&self, value: Decimal) -> i32 {
        let value = if self.kind == Kind::Log { power_of(value) } else { value };
        let share = value
            .checked_sub(self.least)
            .and_then(|way| way.checked_div(self.span))
            .unwrap_or(Decimal::ONE);
        let share = share.clamp(Decimal::ZERO, Decimal::ONE);
        let pixels = share.checked_mul(self.pixels.into()).map(|pixels| pixels.round());
        pixels.and_then(|pixels| i32::try_from(pixels).ok()).unwrap_or_default()
    }

    /// How many pixels it is long.
    pub const fn length(&self) -> i32 {
        self.pixels
    }

    /// The figures at which the axis has a line, and the step between them on an even axis.
    pub fn ticks(&self) -> (Vec<Decimal>, Decimal) {
        match self.kind {
            Kind::Linear => self.even_ticks(),
            Kind::Log => (self.power_ticks(), Decimal::ZERO),
            Kind::Time => (self.year_ticks(), Decimal::ZERO),
        }
    }

    fn even_ticks(&self) -> (Vec<Decimal>, Decimal) {
        let least = if self.whole { Decimal::ONE } else { Decimal::ZERO };
        let step = step(self.span).max(least);
        let most = self.least.checked_add(self.span).unwrap_or(Decimal::MAX);
        let upward = multiples(step).take_while(|tick| *tick <= most);
        let downward = multiples(-step).skip(1).take_while(|tick| *tick >= self.least);
        let mut ticks: Vec<Decimal> = upward.chain(downward).collect();
        ticks.sort_unstable();
        (ticks, step)
    }

    fn power_ticks(&self) -> Vec<Decimal> {
        let end = self.least + self.span;
        let mut ticks = Vec::new();
        let mut power = self.least;
        while power <= end {
            ticks.extend(ten_to(power));
            power += Decimal::ONE;
        }
        ticks
    }

    /// The years of a line of time: the first, the one behind the last, and how many lie between ticks.
    fn years(&self) -> (i64, i64, i64) {
        let (first, last) = (year_of(self.least), year_of(self.least + self.span));
        let powers = [1, 10, 100, 1000].into_iter();
        let mut round = powers.flat_map(|power| [1, 2, 5].map(|first| first * power));
        let step = round.find(|step| (last - first) / step <= YEARS);
        (first, last, step.unwrap_or(last - first).max(1))
    }

    /// The beginnings of years, or of the months of a single year.
    fn year_ticks(&self) -> Vec<Decimal> {
        let (first, last, step) = self.years();
        if last - first == 1 {
            let months = (1..=12).map(|month| days((first, month, 1)));
            return months.chain([days((last, 1, 1))]).collect();
        }
        let years = (first..=last).filter(|year| year % step == 0);
        years.map(|year| days((year, 1, 1))).collect()
    }

    /// What of a line of time has a name, and its middle: years, or the months of a single year.
    pub fn stretches(&self, months: &[String]) -> Vec<(Decimal, String)> {
        let (first, last, step) = self.years();
        let middle = |from: Decimal, to: Decimal| (from + to) / Decimal::TWO;
        if last - first == 1 {
            let ends = self.year_ticks();
            let pairs = ends.windows(2).zip(months);
            let month = |(pair, name): (&[Decimal], &String)| match pair {
                [from, to] => Some((middle(*from, *to), name.chars().take(3).collect())),
                _ => None,
            };
            return pairs.filter_map(month).collect();
        }
        let years = (first..last).filter(|year| year % step == 0);
        years
            .map(|year| (middle(days((year, 1, 1)), days((year + 1, 1, 1))), year.to_string()))
            .collect()
    }
}

/// The powers of ten around `values`, a whole power apart at least.
fn powers_around(values: impl Iterator<Item = Decimal> + Clone) -> (Decimal, Decimal) {
    let powers = values.map(power_of);
    let least = powers.clone().min().unwrap_or_default().floor();
    let most = powers.max().unwrap_or_default().ceil();
    (least, most.max(least + Decimal::ONE))
}

/// The first day of the first and of the year after the last day of `values`.
fn years_around(values: impl Iterator<Item = Decimal> + Clone) -> (Decimal, Decimal) {
    let first = year_of(values.clone().min().unwrap_or_default());
    // A stretch of time ends where the next day begins, which may be the first of a year.
    let last = year_of(values.max().unwrap_or_default() - Decimal::ONE).max(first);
    (days((first, 1, 1)), days((last + 1, 1, 1)))
}

/// The common logarithm of `value`, to four decimals; of what has none, a small one.
#[allow(clippy::float_arithmetic, reason = "logarithms are only places in a picture")]
fn power_of(value: Decimal) -> Decimal {
    let digits = value.to_string().parse::<f64>().unwrap_or_default();
    let power = digits.max(1e-28).log10();
    Decimal::from_f64_retain(power).unwrap_or_default().round_dp(4)
}

fn ten_to(power: Decimal) -> Option<Decimal> {
    let power = i32::try_from(power).ok()?;
    if power < 0 {
        return Decimal::try_new(1, power.unsigned_abs()).ok();
    }
    10_i128
        .checked_pow(power.unsigned_abs())
        .and_then(|ten| Decimal::try_from_i128_with_scale(ten, 0).ok())
}

/// How many days after 1 January 1970 a date is, by the algorithm `days_from_civil` of Howard Hinnant's
/// "chrono-Compatible Low-Level Date Algorithms".
pub fn days((year, month, day): (i64, i64, i64)) -> Decimal {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    (era * 146_097 + day_of_era - 719_468).into()
}

/// The year of a day.
pub fn year_of(day: Decimal) -> i64 {
    let day = i64::try_from(day.floor()).unwrap_or_default();
    let guess = 1970 + day / 365;
    let mut year = guess - day.abs() / 100_000 - 1;
    while days((year + 1, 1, 1)) <= day.into() {
        year += 1;
    }
    year
}

/// Zero, `step`, twice `step` and so on.
fn multiples(step: Decimal) -> impl Iterator<Item = Decimal> {
    (0..=STEPS).map_while(move |times| step.checked_mul(times.into()))
}

/// The least of 1, 2, 5 times a power of ten of which `STEPS` cover `span`.
fn step(span: Decimal) -> Decimal {
    let covers = |step: &Decimal| step.checked_mul(STEPS.into()).is_none_or(|covered| covered >= span);
    let mut power = Decimal::ONE;
    while covers(&power) && power.scale() < Decimal::MAX_SCALE {
        power = Decimal::new(1, power.scale() + 1);
    }
    loop {
        let steps = [1, 2, 5]
            .into_iter()
            .filter_map(|first| power.checked_mul(first.into()));
        if let Some(step) = steps.clone().find(covers) {
            return step;
        }
        match power.checked_mul(Decimal::TEN) {
            Some(next) => power = next,
            None => return power,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn ticks(kind: Kind, values: &[&str]) -> Vec<String> {
        let axis = Axis::new(kind, values.iter().map(|value| decimal(value)), 100);
        let ticks = axis.ticks().0;
        ticks.iter().map(|tick| tick.normalize().to_string()).collect()
    }

    #[test]
    fn ticks_are_few_and_round() {
        let linear = |values: &[&str]| ticks(Kind::Linear, values);
        assert_eq!(linear(&["120"]), ["0", "50", "100"]);
        assert_eq!(linear(&["10", "3"]), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(linear(&["3387000"]), ["0", "1000000", "2000000", "3000000"]);
        assert_eq!(linear(&["0.03"]), ["0", "0.01", "0.02", "0.03"]);
        assert_eq!(linear(&["-4", "8"]), ["0", "5"]);
        assert_eq!(linear(&["-12", "8"]), ["-10", "-5", "0", "5"]);
        assert_eq!(linear(&["0"]), ["0", "1"]);
        assert_eq!(linear(&["2", "1"]), ["0", "1", "2"]);
        assert_eq!(linear(&["0.8"]), ["0", "0.2", "0.4", "0.6", "0.8"]);
    }

    #[test]
    fn powers_of_ten_stand_around_the_figures() {
        let log = |values: &[&str]| ticks(Kind::Log, values);
        assert_eq!(log(&["20", "45"]), ["10", "100"]);
        assert_eq!(
            log(&["300", "9095600"]),
            ["100", "1000", "10000", "100000", "1000000", "10000000"]
        );
        assert_eq!(log(&["100"]), ["100", "1000"]);
        assert_eq!(log(&["0.05", "5"]), ["0.01", "0.1", "1", "10"]);
        let axis = Axis::new(Kind::Log, [decimal("1"), decimal("10000")].into_iter(), 400);
        assert_eq!(axis.place(decimal("100")), 200);
    }

    #[test]
    fn days_are_counted_and_years_found() {
        for (date, wanted) in [
            ((1970, 1, 1), 0),
            ((1969, 12, 31), -1),
            ((2000, 3, 1), 11_017),
            ((2020, 2, 29), 18_321),
        ] {
            assert_eq!(days(date), Decimal::from(wanted), "{date:?}");
        }
        for year in [1, 1583, 1900, 1969, 1970, 2020, 2024, 9999] {
            assert_eq!(
                (year_of(days((year, 1, 1))), year_of(days((year, 12, 31)))),
                (year, year)
            );
        }
        let span = [days((2016, 5, 1)), days((2020, 1, 1))];
        let axis = Axis::new(Kind::Time, span.into_iter(), 400);
        let years: Vec<i64> = axis.ticks().0.into_iter().map(year_of).collect();
        assert_eq!(years, [2016, 2017, 2018, 2019, 2020]);
        let names: Vec<String> = axis.stretches(&[]).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["2016", "2017", "2018", "2019"]);
        let months = ["Jan", "February", "Mar"].map(str::to_owned);
        let year = [days((2020, 2, 1)), days((2020, 2, 3))];
        let axis = Axis::new(Kind::Time, year.into_iter(), 366);
        let names = axis.stretches(&months);
        assert_eq!(axis.ticks().0.len(), 13);
        assert_eq!(names.get(1).map(|(_, name)| name.as_str()), Some("Feb"));
        assert_eq!(names.first().map(|(middle, _)| axis.place(*middle)), Some(16));
    }

    #[test]
    fn the_ends_of_what_a_decimal_holds_have_ticks() {
        let least = Decimal::new(1, Decimal::MAX_SCALE);
        for value in [Decimal::MAX, Decimal::MIN, least, -least] {
            let axis = Axis::new(Kind::Linear, [value, Decimal::ZERO].into_iter(), 500);
            assert!(axis.ticks().0.contains(&Decimal::ZERO));
            assert_eq!((axis.place(value) - axis.place(Decimal::ZERO)).abs(), 500);
        }
        let both = Axis::new(Kind::Linear, [Decimal::MIN, Decimal::MAX].into_iter(), 500);
        assert!(both.ticks().0.len() <= 11);
        assert!(!ticks(Kind::Log, &["79228162514264337593543950335"]).is_empty());
    }

    #[test]
    fn places_are_shares_of_the_length() {
        let values = [decimal("3387000"), decimal("1693500")];
        let axis = Axis::new(Kind::Linear, values.into_iter(), 600);
        assert_eq!(axis.place(decimal("3387000")), 600);
        assert_eq!(axis.place(decimal("1693500")), 300);
        assert_eq!(axis.place(Decimal::ZERO), 0);
    }
}
