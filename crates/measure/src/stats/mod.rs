//! Statistics that know nothing of schools: intervals, sizes of samples, middles and places.

pub(crate) mod newcombe_interval;
pub(crate) mod sample_tier;
pub(crate) mod share_change;
pub(crate) mod wilson_interval;

pub use newcombe_interval::newcombe_interval;
pub use sample_tier::{SampleTier, sample_tier};
pub use share_change::{ChangeVerdict, ShareChange, share_change};
pub use wilson_interval::{Interval, wilson_interval};
