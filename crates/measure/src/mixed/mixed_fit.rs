//! A fitted mixed model.

use super::profile::Criterion;

/// A fixed effect.
#[derive(Debug, Clone, PartialEq)]
pub struct FixedEffect {
    /// The name of the column, as R names it: `sexM`, `x:sexM`.
    pub name: String,
    /// The estimate.
    pub value: f64,
    /// Its standard error, the variances taken as known.
    pub error: f64,
}

/// What varies at random over the groups of one factor.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomPart {
    /// The grouping: `class`, or `school:class`.
    pub group: String,
    /// What varies: `(Intercept)` and the names of slopes.
    pub columns: Vec<String>,
    /// How many columns each term of the formula has: columns of different terms are not correlated.
    pub(crate) term_widths: Vec<usize>,
    /// The covariance of the columns, row after row.
    pub(crate) covariance: Vec<f64>,
    /// The groups in order.
    pub groups: Vec<GroupEffect>,
    /// Whether the fit is on the border: in some direction groups do not differ at all.
    pub is_singular: bool,
}

/// How one group differs.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupEffect {
    /// The group.
    pub label: String,
    /// How many rows it has.
    pub n: usize,
    /// The mean of what the fixed effects leave of its rows: before shrinkage, other groupings not taken out.
    pub mean_left: f64,
    /// For each column the conditional mean (BLUP): shrunken towards 0.
    pub values: Vec<f64>,
    /// For each column the conditional standard deviation, the fixed effects and variances taken as known.
    pub errors: Vec<f64>,
}

/// A correlation of two columns that vary over the same groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlation<'a> {
    /// One column.
    pub one: &'a str,
    /// The other.
    pub other: &'a str,
    /// The correlation, from −1 to 1.
    pub value: f64,
}

impl RandomPart {
    /// The variance of a column; 0 beyond the last one.
    #[must_use]
    pub fn variance(&self, column: usize) -> f64 {
        self.cell(column, column)
    }

    fn cell(&self, row: usize, column: usize) -> f64 {
        let width = self.columns.len();
        if row >= width || column >= width {
            return 0.0;
        }
        self.covariance.get(row * width + column).copied().unwrap_or(0.0)
    }

    /// The correlations of columns of the same term; none where a variance is 0.
    #[must_use]
    pub fn correlations(&self) -> Vec<Correlation<'_>> {
        let mut found = Vec::new();
        let mut start = 0;
        for width in &self.term_widths {
            let pairs = (start..start + width).flat_map(|one| (one + 1..start + width).map(move |other| (one, other)));
            for (one, other) in pairs {
                let scale = (self.variance(one) * self.variance(other)).sqrt();
                if let (Some(first), Some(second), true) = (self.columns.get(one), self.columns.get(other), scale > 0.0)
                {
                    let value = (self.cell(one, other) / scale).clamp(-1.0, 1.0);
                    found.push(Correlation { one: first, other: second, value });
                }
            }
            start += width;
        }
        found
    }
}

/// A fitted linear mixed model.
#[derive(Debug, Clone, PartialEq)]
pub struct MixedFit {
    /// Rows used.
    pub n: usize,
    /// Rows left out because something was missing.
    pub dropped_rows: usize,
    /// Fixed columns left out because they depend on those before them.
    pub dropped_columns: Vec<String>,
    /// What was maximised.
    pub criterion: Criterion,
    /// Free parameters: fixed effects, variances and covariances, the residual variance.
    pub parameters: usize,
    /// The fixed effects.
    pub fixed: Vec<FixedEffect>,
    /// What varies at random, a part for each grouping, in the order of the formula.
    pub random: Vec<RandomPart>,
    /// The residual variance.
    pub residual_variance: f64,
    /// The restricted or the full log-likelihood.
    pub log_likelihood: f64,
}

impl MixedFit {
    /// The criterion of Akaike: `−2 log L + 2 × parameters`.
    #[must_use]
    pub fn aic(&self) -> f64 {
        2.0 * self.parameters as f64 - 2.0 * self.log_likelihood
    }

    /// The criterion of Schwarz: `−2 log L + log n × parameters`.
    #[must_use]
    pub fn bic(&self) -> f64 {
        (self.n as f64).ln() * self.parameters as f64 - 2.0 * self.log_likelihood
    }

    /// The groupings whose fit is on the border: in some direction the data show no difference between groups.
    #[must_use]
    pub fn singular(&self) -> Vec<&str> {
        self.random.iter().filter(|part| part.is_singular).map(|part| part.group.as_str()).collect()
    }

    /// The part that varies over a grouping.
    #[must_use]
    pub fn part(&self, group: &str) -> Option<&RandomPart> {
        self.random.iter().find(|part| part.group == group)
    }
}
