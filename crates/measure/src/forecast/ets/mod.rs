//! Exponential smoothing in its state-space form, by maximum likelihood.

mod choice;
mod fit;
mod outlook;
mod states;

pub use choice::{EtsChoice, choose_ets};
pub use fit::{EtsFit, Search, fit_ets};

/// A model of exponential smoothing without seasons; the letters are those of Hyndman et al.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EtsModel {
    /// ETS(A,N,N), simple smoothing: a level that wanders.
    Ann,
    /// ETS(A,A,N), Holt's line: a level and a slope that wander.
    Aan,
    /// ETS(A,Ad,N): the slope dies away.
    Aadn,
    /// ETS(M,N,N): as the first, deviations in proportion to the level.
    Mnn,
    /// ETS(M,A,N): as the second, deviations in proportion.
    Man,
    /// ETS(M,Ad,N): as the third, deviations in proportion.
    Madn,
}

impl EtsModel {
    /// All models, in the order in which equals are chosen.
    pub const ALL: [EtsModel; 6] =
        [EtsModel::Ann, EtsModel::Aadn, EtsModel::Aan, EtsModel::Mnn, EtsModel::Madn, EtsModel::Man];

    /// The models whose deviations do not depend on the level: fit for values around zero and for logits.
    pub const ADDITIVE: [EtsModel; 3] = [EtsModel::Ann, EtsModel::Aadn, EtsModel::Aan];

    /// The name as printed: `ETS(A,Ad,N)`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EtsModel::Ann => "ETS(A,N,N)",
            EtsModel::Aan => "ETS(A,A,N)",
            EtsModel::Aadn => "ETS(A,Ad,N)",
            EtsModel::Mnn => "ETS(M,N,N)",
            EtsModel::Man => "ETS(M,A,N)",
            EtsModel::Madn => "ETS(M,Ad,N)",
        }
    }

    /// The name without brackets, for names of quantities: `AAdN`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            EtsModel::Ann => "ANN",
            EtsModel::Aan => "AAN",
            EtsModel::Aadn => "AAdN",
            EtsModel::Mnn => "MNN",
            EtsModel::Man => "MAN",
            EtsModel::Madn => "MAdN",
        }
    }

    /// Whether there is a slope.
    #[must_use]
    pub fn has_slope(self) -> bool {
        !matches!(self, EtsModel::Ann | EtsModel::Mnn)
    }

    /// Whether the slope dies away.
    #[must_use]
    pub fn is_damped(self) -> bool {
        matches!(self, EtsModel::Aadn | EtsModel::Madn)
    }

    /// Whether deviations are in proportion to the level.
    #[must_use]
    pub fn is_multiplicative(self) -> bool {
        matches!(self, EtsModel::Mnn | EtsModel::Man | EtsModel::Madn)
    }

    /// How many numbers are estimated: smoothing parameters, first states, and the variance.
    #[must_use]
    pub fn parameters(self) -> usize {
        3 + 2 * usize::from(self.has_slope()) + usize::from(self.is_damped())
    }

    /// The fewest points for which AICc exists.
    #[must_use]
    pub fn least_points(self) -> usize {
        self.parameters() + 2
    }
}
