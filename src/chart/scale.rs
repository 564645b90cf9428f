//! From figures to places: an axis from zero, its ticks, and figures in few characters.

use rust_decimal::Decimal;

/// A step is chosen so that an axis has at most so many of them.
const STEPS: u32 = 5;

/// An axis that begins at zero, or at the least figure where that is below.
pub struct Axis {
    least: Decimal,
    span: Decimal,
    pixels: i32,
}

impl Axis {
    /// The axis for `values`, `pixels` long.
    pub fn new(values: impl Iterator<Item = Decimal> + Clone, pixels: i32) -> Self {
        let least = values.clone().fold(Decimal::ZERO, Decimal::min);
        let most = values.fold(Decimal::ZERO, Decimal::max);
        // Only figures at both ends of what a decimal holds have no difference.
        let span = most.checked_sub(least).unwrap_or(Decimal::MAX);
        Self {
            least,
            span: if span.is_zero() { Decimal::ONE } else { span },
            pixels,
        }
    }

    /// How many pixels `value` is away from the beginning.
    pub fn place(&self, value: Decimal) -> i32 {
        let share = value
            .checked_sub(self.least)
            .and_then(|way| way.checked_div(self.span))
            .unwrap_or(Decimal::ONE);
        let pixels = share.checked_mul(self.pixels.into()).map(|pixels| pixels.round());
        let pixels = pixels.and_then(|pixels| i32::try_from(pixels).ok());
        pixels.map_or(0, |pixels| pixels.clamp(0, self.pixels))
    }

    /// The figures at which the axis has a line, zero among them, and the step between them.
    pub fn ticks(&self) -> (Vec<Decimal>, Decimal) {
        let step = step(self.span);
        let most = self.least.checked_add(self.span).unwrap_or(Decimal::MAX);
        let upward = multiples(step).take_while(|tick| *tick <= most);
        let downward = multiples(-step).skip(1).take_while(|tick| *tick >= self.least);
        let mut ticks: Vec<Decimal> = upward.chain(downward).collect();
        ticks.sort_unstable();
        (ticks, step)
    }
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

/// Words for powers of ten, the greatest first.
pub struct Scales<'a>(Vec<(Decimal, &'a str)>);

impl<'a> Scales<'a> {
    /// Reads pairs of a power and its word, such as `3 K 6 M`.
    pub fn new(pairs: &'a str) -> Self {
        let words: Vec<&str> = pairs.split_whitespace().collect();
        let pair = |pair: &[&'a str]| match pair {
            [power, word] => Some((10_u64.checked_pow(power.parse().ok()?)?.into(), *word)),
            _ => None,
        };
        let mut scales: Vec<(Decimal, &str)> = words.chunks(2).filter_map(pair).collect();
        scales.sort_unstable_by(|a, b| b.cmp(a));
        Self(scales)
    }

    /// `value` in full, with the greatest word that it reaches.
    pub fn write(&self, value: Decimal) -> String {
        written(value, self.0.iter().find(|(scale, _)| value.abs() >= *scale))
    }

    /// Ticks that are `step` apart, all with the same word, so that they can be compared.
    pub fn write_ticks(&self, ticks: &[Decimal], step: Decimal) -> Vec<String> {
        let most = ticks.iter().map(Decimal::abs).max().unwrap_or_default();
        let half = |scale: Decimal| scale / Decimal::TWO;
        let shared = self.0.iter().find(|&&(scale, _)| most >= scale && step >= half(scale));
        ticks.iter().map(|&tick| written(tick, shared)).collect()
    }
}

fn written(value: Decimal, scale: Option<&(Decimal, &str)>) -> String {
    match scale {
        Some((scale, word)) if !value.is_zero() => format!("{}{word}", (value / *scale).normalize()),
        _ => value.normalize().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn ticks(values: &[&str]) -> Vec<String> {
        let axis = Axis::new(values.iter().map(|value| decimal(value)), 100);
        let (ticks, step) = axis.ticks();
        Scales::new("4 万 8 亿").write_ticks(&ticks, step)
    }

    #[test]
    fn ticks_are_few_and_round() {
        assert_eq!(ticks(&["120"]), ["0", "50", "100"]);
        assert_eq!(ticks(&["10", "3"]), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(ticks(&["3387000"]), ["0", "100万", "200万", "300万"]);
        assert_eq!(ticks(&["250000000"]), ["0", "0.5亿", "1亿", "1.5亿", "2亿", "2.5亿"]);
        assert_eq!(ticks(&["10000"]), ["0", "2000", "4000", "6000", "8000", "10000"]);
        assert_eq!(ticks(&["0.03"]), ["0", "0.01", "0.02", "0.03"]);
        assert_eq!(ticks(&["-4", "8"]), ["0", "5"]);
        assert_eq!(ticks(&["-12", "8"]), ["-10", "-5", "0", "5"]);
        assert_eq!(ticks(&["0"]), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
    }

    #[test]
    fn the_ends_of_what_a_decimal_holds_have_ticks() {
        let least = Decimal::new(1, Decimal::MAX_SCALE);
        for value in [Decimal::MAX, Decimal::MIN, least, -least] {
            let axis = Axis::new([value, Decimal::ZERO].into_iter(), 500);
            assert!(axis.ticks().0.contains(&Decimal::ZERO));
            assert_eq!((axis.place(value) - axis.place(Decimal::ZERO)).abs(), 500);
        }
        let both = Axis::new([Decimal::MIN, Decimal::MAX].into_iter(), 500);
        assert!(both.ticks().0.len() <= 11);
    }

    #[test]
    fn places_are_shares_of_the_length() {
        let axis = Axis::new([decimal("3387000"), decimal("1693500")].into_iter(), 600);
        assert_eq!(axis.place(decimal("3387000")), 600);
        assert_eq!(axis.place(decimal("1693500")), 300);
        assert_eq!(axis.place(Decimal::ZERO), 0);
    }

    #[test]
    fn figures_keep_every_digit() {
        let scales = Scales::new("4 万 8 亿");
        assert_eq!(scales.write(decimal("364660000000")), "3646.6亿");
        assert_eq!(scales.write(decimal("-12345.50")), "-1.23455万");
        assert_eq!(scales.write(decimal("980")), "980");
        assert_eq!(Scales::new("").write(decimal("12000")), "12000");
    }
}
