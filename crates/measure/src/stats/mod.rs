//! Statistics that know nothing of schools: intervals, sizes of samples, middles and places.

pub(crate) mod logistic;
pub(crate) mod mean;
pub(crate) mod median;
pub(crate) mod newcombe_interval;
pub(crate) mod positive_definite;
pub(crate) mod quantile;
pub(crate) mod rank;
pub(crate) mod sample_tier;
pub(crate) mod share_change;
pub(crate) mod tally;
pub(crate) mod wilson_interval;

pub use logistic::{LogisticFit, LogisticRows, NoLogistic, logistic_fit};
pub use mean::mean;
pub use median::median;
pub use newcombe_interval::newcombe_interval;
pub use quantile::quantile;
pub use rank::{Best, competition_ranks, dense_ranks};
pub use sample_tier::{SampleTier, sample_tier};
pub use share_change::{ChangeVerdict, ShareChange, share_change};
pub use tally::Tally;
pub use wilson_interval::{Interval, wilson_interval};
