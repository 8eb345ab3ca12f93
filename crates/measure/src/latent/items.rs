//! What an item response model says about one item.

use std::fmt;

/// How the categories of an item hang on its thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CategoryLink {
    /// A threshold is the ability at which two neighbouring categories are equally likely: Rasch, two parameters,
    /// (generalised) partial credit, rating scale.
    Adjacent,
    /// A threshold is the ability at which so many points or more are as likely as fewer: graded response.
    Cumulative,
}

/// The parameters of one item under an item response model.
///
/// # Definition
/// With slope `a` and thresholds `b₁ … b_m` an item of at most `m` points gives `h` points with the probability
/// `P_h(θ) ∝ exp Σ_{k≤h} a(θ − b_k)` ([`CategoryLink::Adjacent`]), or
/// `P_h(θ) = F(a(θ − b_h)) − F(a(θ − b_{h+1}))`, `F` logistic ([`CategoryLink::Cumulative`]). Logit scale, without 1.7.
/// With one threshold both are the model of Rasch (`a = 1`) or of two parameters (Birnbaum).
///
/// # Reads as
/// A threshold stands on the scale of ability, in logits: the higher, the harder. A slope says how sharply the item tells
/// apart those below its thresholds from those above.
///
/// # Undefined when
/// A parameter is not finite, there is no threshold, the slope is 0, or thresholds of the graded model are out of order.
///
/// # Caution
/// Thresholds of the partial credit model need not be in order; out of order they say that a middle category is
/// nowhere the likeliest.
///
/// # Source
/// Rasch (1960); Birnbaum (1968); Samejima (1969); Masters (1982), Psychometrika 47, 149–174; Muraki (1992).
///
/// # Example
/// ```
/// use measure::latent::ItemParameters;
///
/// let item = ItemParameters::rasch(1.0).unwrap();
/// assert_eq!(item.probabilities(1.0), [0.5, 0.5]);
/// assert_eq!(item.information(1.0), 0.25);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ItemParameters {
    link: CategoryLink,
    slope: f64,
    thresholds: Vec<f64>,
}

/// Why parameters do not make an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAnItem {
    /// There is no threshold.
    NoThreshold,
    /// A slope or a threshold is not a finite number.
    NotFinite,
    /// The slope is 0: the item says nothing about ability.
    ZeroSlope,
    /// Thresholds of the graded response model are out of order.
    OutOfOrder,
}

impl fmt::Display for NotAnItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotAnItem::NoThreshold => "у задания нет ни одного порога",
            NotAnItem::NotFinite => "параметр задания — не конечное число",
            NotAnItem::ZeroSlope => "крутизна задания равна нулю: оно ничего не говорит о подготовке",
            NotAnItem::OutOfOrder => "пороги задания в модели упорядоченных ответов идут не по возрастанию",
        })
    }
}

impl std::error::Error for NotAnItem {}

/// What one item contributes at one ability.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ItemMoments {
    /// The expected points.
    pub expected: f64,
    /// The variance of the points.
    pub variance: f64,
    /// The fourth central moment of the points.
    pub fourth: f64,
    /// Fisher's information on the ability.
    pub information: f64,
    /// The term of Warm's correction, `Σ_h P′_h P″_h / P_h`.
    pub warm: f64,
}

impl ItemParameters {
    /// An item of 0 or 1 with slope 1.
    ///
    /// # Errors
    /// When the difficulty is not finite.
    pub fn rasch(difficulty: f64) -> Result<ItemParameters, NotAnItem> {
        ItemParameters::new(CategoryLink::Adjacent, 1.0, vec![difficulty])
    }

    /// An item of 0 or 1 with a slope.
    ///
    /// # Errors
    /// When a parameter is not finite, or the slope is 0.
    pub fn two_parameters(slope: f64, difficulty: f64) -> Result<ItemParameters, NotAnItem> {
        ItemParameters::new(CategoryLink::Adjacent, slope, vec![difficulty])
    }

    /// An item of the partial credit model: slope 1, the difficulty of each step.
    ///
    /// # Errors
    /// When there is no step, or one is not finite.
    pub fn partial_credit(steps: Vec<f64>) -> Result<ItemParameters, NotAnItem> {
        ItemParameters::new(CategoryLink::Adjacent, 1.0, steps)
    }

    /// An item of any of the models.
    ///
    /// # Errors
    /// See [`NotAnItem`].
    pub fn new(link: CategoryLink, slope: f64, thresholds: Vec<f64>) -> Result<ItemParameters, NotAnItem> {
        if thresholds.is_empty() {
            return Err(NotAnItem::NoThreshold);
        }
        if !slope.is_finite() || thresholds.iter().any(|threshold| !threshold.is_finite()) {
            return Err(NotAnItem::NotFinite);
        }
        if slope == 0.0 {
            return Err(NotAnItem::ZeroSlope);
        }
        let disordered = thresholds.windows(2).any(|pair| slope * (pair[1] - pair[0]) < 0.0);
        if link == CategoryLink::Cumulative && disordered {
            return Err(NotAnItem::OutOfOrder);
        }
        Ok(ItemParameters { link, slope, thresholds })
    }

    /// How the categories hang on the thresholds.
    #[must_use]
    pub fn link(&self) -> CategoryLink {
        self.link
    }

    /// The slope.
    #[must_use]
    pub fn slope(&self) -> f64 {
        self.slope
    }

    /// The thresholds, one for each point.
    #[must_use]
    pub fn thresholds(&self) -> &[f64] {
        &self.thresholds
    }

    /// The greatest points of the item.
    #[must_use]
    pub fn greatest(&self) -> usize {
        self.thresholds.len()
    }

    /// The place of the item: the mean of its thresholds.
    #[must_use]
    pub fn location(&self) -> f64 {
        self.thresholds.iter().sum::<f64>() / self.thresholds.len() as f64
    }

    /// The same item on a scale whose zero lies lower by `shift`.
    #[must_use]
    pub fn shifted(&self, shift: f64) -> ItemParameters {
        let thresholds = self.thresholds.iter().map(|threshold| threshold + shift).collect();
        ItemParameters { thresholds, ..*self }
    }

    /// The probability of each number of points, from 0, at an ability.
    #[must_use]
    pub fn probabilities(&self, ability: f64) -> Vec<f64> {
        let mut probabilities = Vec::with_capacity(self.thresholds.len() + 1);
        self.probabilities_into(ability, &mut probabilities);
        probabilities
    }

    /// As [`ItemParameters::probabilities`], into a buffer that is emptied first.
    pub(crate) fn probabilities_into(&self, ability: f64, out: &mut Vec<f64>) {
        out.clear();
        match self.link {
            CategoryLink::Adjacent => self.adjacent_into(ability, out),
            CategoryLink::Cumulative => self.cumulative_into(ability, out),
        }
    }

    fn adjacent_into(&self, ability: f64, out: &mut Vec<f64>) {
        let (mut sum, mut greatest) = (0.0_f64, 0.0_f64);
        out.push(0.0);
        for threshold in &self.thresholds {
            sum += self.slope * (ability - threshold);
            greatest = greatest.max(sum);
            out.push(sum);
        }
        let mut total = 0.0;
        for logit in out.iter_mut() {
            *logit = (*logit - greatest).exp();
            total += *logit;
        }
        for weight in out.iter_mut() {
            *weight /= total;
        }
    }

    /// Differences of neighbouring logistic values, taken on the side where both are small.
    fn cumulative_into(&self, ability: f64, out: &mut Vec<f64>) {
        let mut upper = (1.0, 0.0);
        for threshold in &self.thresholds {
            let logit = self.slope * (ability - threshold);
            let next = (logistic(logit), logistic(-logit));
            out.push(if next.0 < 0.5 { upper.0 - next.0 } else { next.1 - upper.1 }.max(0.0));
            upper = next;
        }
        out.push(upper.0);
    }

    /// `ln P_points` at an ability, also where `P` itself is too small for a number.
    pub(crate) fn log_probability(&self, points: usize, ability: f64, buffer: &mut Vec<f64>) -> f64 {
        self.probabilities_into(ability, buffer);
        let p = buffer[points];
        if p > 1e-200 || self.link == CategoryLink::Cumulative {
            return p.max(f64::MIN_POSITIVE).ln();
        }
        let likeliest = (0..buffer.len()).max_by(|&a, &b| buffer[a].total_cmp(&buffer[b])).unwrap_or(0);
        let logit =
            |points: usize| -> f64 { self.thresholds[..points].iter().map(|b| self.slope * (ability - b)).sum() };
        buffer[likeliest].ln() + logit(points) - logit(likeliest)
    }

    /// The derivative of `ln P_points` by ability; `probabilities` are those of the item at this ability.
    #[must_use]
    pub fn log_derivative(&self, points: usize, ability: f64, probabilities: &[f64]) -> f64 {
        match self.link {
            CategoryLink::Adjacent => self.slope * (points as f64 - expected(probabilities)),
            CategoryLink::Cumulative => {
                let from = |k: usize| match k {
                    0 => 1.0,
                    k if k > self.thresholds.len() => 0.0,
                    k => logistic(self.slope * (ability - self.thresholds[k - 1])),
                };
                self.slope * (1.0 - from(points) - from(points + 1))
            }
        }
    }

    /// Expected points, their moments and the information at an ability.
    #[must_use]
    pub fn moments(&self, ability: f64) -> ItemMoments {
        self.moments_with(ability, &mut Vec::new())
    }

    /// As [`ItemParameters::moments`], with a buffer for the probabilities.
    pub(crate) fn moments_with(&self, ability: f64, buffer: &mut Vec<f64>) -> ItemMoments {
        self.probabilities_into(ability, buffer);
        let expected = expected(buffer);
        let central = |power: i32| -> f64 {
            buffer.iter().enumerate().map(|(points, p)| p * (points as f64 - expected).powi(power)).sum()
        };
        let (variance, fourth) = (central(2), central(4));
        let a = self.slope;
        let (information, warm) = match self.link {
            CategoryLink::Adjacent => (a * a * variance, a * a * a * central(3)),
            CategoryLink::Cumulative => self.cumulative_information(ability, buffer),
        };
        ItemMoments { expected, variance, fourth, information, warm }
    }

    fn cumulative_information(&self, ability: f64, probabilities: &[f64]) -> (f64, f64) {
        let a = self.slope;
        let at = |threshold: &f64| logistic(a * (ability - threshold));
        let mut from: Vec<f64> = std::iter::once(1.0).chain(self.thresholds.iter().map(at)).collect();
        from.push(0.0);
        let (mut information, mut warm) = (0.0, 0.0);
        for (p, pair) in probabilities.iter().zip(from.windows(2)) {
            let log_first = a * (1.0 - pair[0] - pair[1]);
            let change = a * (pair[0] * (1.0 - pair[0]) + pair[1] * (1.0 - pair[1]));
            information += p * log_first * log_first;
            warm += p * log_first * (log_first * log_first - a * change);
        }
        (information, warm)
    }

    /// The expected points at an ability.
    #[must_use]
    pub fn expected_points(&self, ability: f64) -> f64 {
        expected(&self.probabilities(ability))
    }

    /// Fisher's information of the item on the ability.
    #[must_use]
    pub fn information(&self, ability: f64) -> f64 {
        self.moments(ability).information
    }
}

fn expected(probabilities: &[f64]) -> f64 {
    probabilities.iter().enumerate().map(|(points, p)| p * points as f64).sum()
}

/// `1 / (1 + e⁻ˣ)` without overflow.
pub(crate) fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let e = x.exp();
        e / (1.0 + e)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(link: CategoryLink, slope: f64, mut thresholds: Vec<f64>) -> ItemParameters {
        if link == CategoryLink::Cumulative {
            thresholds.sort_by(f64::total_cmp);
        }
        ItemParameters::new(link, slope, thresholds).unwrap()
    }

    #[test]
    fn what_is_no_item_is_refused() {
        let adjacent = |slope, thresholds| ItemParameters::new(CategoryLink::Adjacent, slope, thresholds);
        assert_eq!(adjacent(1.0, vec![]), Err(NotAnItem::NoThreshold));
        assert_eq!(adjacent(1.0, vec![f64::NAN]), Err(NotAnItem::NotFinite));
        assert_eq!(adjacent(f64::INFINITY, vec![0.0]), Err(NotAnItem::NotFinite));
        assert_eq!(adjacent(0.0, vec![0.0]), Err(NotAnItem::ZeroSlope));
        assert!(adjacent(1.0, vec![1.0, 0.0]).is_ok());
        let graded = ItemParameters::new(CategoryLink::Cumulative, 1.0, vec![1.0, 0.0]);
        assert_eq!(graded, Err(NotAnItem::OutOfOrder));
    }

    #[test]
    fn at_a_step_neighbours_are_equally_likely() {
        let item = item(CategoryLink::Adjacent, 1.7, vec![0.5, -1.0, 2.0]);
        for (step, &threshold) in item.thresholds().iter().enumerate() {
            let p = item.probabilities(threshold);
            assert!((p[step] - p[step + 1]).abs() < 1e-15);
        }
    }

    #[test]
    fn far_away_nothing_overflows() {
        for link in [CategoryLink::Adjacent, CategoryLink::Cumulative] {
            for ability in [-800.0, 800.0] {
                let moments = item(link, 2.0, vec![-1.0, 0.0, 1.0]).moments(ability);
                assert!((0.0..=3.0).contains(&moments.expected) && moments.information.is_finite());
                assert!(moments.warm.is_finite() && moments.fourth.is_finite());
            }
        }
    }

    #[test]
    fn small_probabilities_keep_their_logs() {
        let item = item(CategoryLink::Adjacent, 1.0, vec![0.0, 1.0]);
        let log = |ability| item.log_probability(0, ability, &mut Vec::new());
        assert!((log(400.0) - (1.0 - 800.0)).abs() < 1e-9);
        assert!((log(200.0) - log(200.0 + 1e-3) - 2e-3).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn moments_are_the_derivatives_they_claim_to_be(
            cumulative: bool, slope in 0.3_f64..2.5, thresholds in proptest::collection::vec(-2.0_f64..2.0, 1..5),
            ability in -3.0_f64..3.0,
        ) {
            let link = if cumulative { CategoryLink::Cumulative } else { CategoryLink::Adjacent };
            let item = item(link, slope, thresholds);
            let p = item.probabilities(ability);
            prop_assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let step = 1e-4;
            let (low, high) = (item.probabilities(ability - step), item.probabilities(ability + step));
            let (mut information, mut warm) = (0.0, 0.0);
            for h in 0..p.len() {
                prop_assume!(p[h] > 1e-4);
                let first = (high[h] - low[h]) / (2.0 * step);
                let second = (high[h] - 2.0 * p[h] + low[h]) / (step * step);
                prop_assert!((item.log_derivative(h, ability, &p) - first / p[h]).abs() < 1e-5 / p[h]);
                information += first * first / p[h];
                warm += first * second / p[h];
            }
            let moments = item.moments(ability);
            prop_assert!((moments.information - information).abs() < 1e-3);
            prop_assert!((moments.warm - warm).abs() < 1e-2);
        }
    }
}
